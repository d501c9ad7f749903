//! discover: the paths that were given → the files to read, sorted, each once. Decides which files
//! are looked at; what a file is, its contents tell (`read::kind`). No file is opened here.

use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};

/// A file to be looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// As it is printed: relative to where the command was run where it lies under it, with `/`.
    pub path: String,
    /// Where it is read from.
    pub source: PathBuf,
    /// Whether the user named the file itself; a file found in a folder may be something else
    /// than a workbook.
    pub named: bool,
}

/// What the paths hold.
#[derive(Debug, Default)]
pub struct Discovery {
    /// The files, sorted by their printed path.
    pub files: Vec<Candidate>,
    /// Paths that do not exist or could not be listed, with what the system said.
    pub missing: Vec<(String, std::io::Error)>,
    /// Folders in which no file was found.
    pub empty: Vec<String>,
}

/// Folders deeper than this are not entered; real ones are a few deep, loops of links have no end.
const DEPTH: usize = 32;

/// Lists the files under `paths`. Lock files of Excel (`~$…`), hidden files and folders and
/// `Thumbs.db` are passed over: no person put them there.
pub fn discover(paths: &[PathBuf]) -> Discovery {
    let here = std::env::current_dir().unwrap_or_default();
    let mut found: BTreeMap<String, Candidate> = BTreeMap::new();
    let mut discovery = Discovery::default();
    for path in paths {
        match std::fs::metadata(path) {
            Err(error) => discovery.missing.push((shown(path, &here), error)),
            Ok(metadata) if metadata.is_dir() => {
                let before = found.len();
                let mut files = Vec::new();
                list(path, 0, &mut files, &mut discovery.missing, &here);
                for source in &files {
                    let shown = shown(source, &here);
                    found.entry(shown.clone()).or_insert_with(|| Candidate {
                        path: shown,
                        source: source.clone(),
                        named: false,
                    });
                }
                if found.len() == before && files.is_empty() {
                    discovery.empty.push(shown(path, &here));
                }
            }
            Ok(_) => {
                let shown = shown(path, &here);
                found.insert(
                    shown.clone(),
                    Candidate {
                        path: shown,
                        source: path.clone(),
                        named: true,
                    },
                );
            }
        }
    }
    discovery.files = found.into_values().collect();
    discovery
}

/// Adds the files of `folder` and of the folders in it.
fn list(
    folder: &Path,
    depth: usize,
    files: &mut Vec<PathBuf>,
    missing: &mut Vec<(String, std::io::Error)>,
    here: &Path,
) {
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) => {
            missing.push((shown(folder, here), error));
            return;
        }
    };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if name.starts_with("~$") || name.starts_with('.') || name == "Thumbs.db" {
            continue;
        }
        let path = entry.path();
        match std::fs::metadata(&path) {
            Ok(metadata) if metadata.is_dir() && depth < DEPTH => {
                list(&path, depth + 1, files, missing, here);
            }
            Ok(metadata) if metadata.is_file() => files.push(path),
            Ok(_) => {}
            Err(error) => missing.push((shown(&path, here), error)),
        }
    }
}

/// `path` as it is printed: relative to `here` where it lies under it, with `/` on every system.
pub fn shown(path: &Path, here: &Path) -> String {
    let path = path.strip_prefix(here).unwrap_or(path);
    let mut parts: Vec<String> = Vec::new();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            // After a drive's letter (C:) the stroke between the parts is enough.
            Component::RootDir if parts.is_empty() => parts.push(String::new()),
            Component::RootDir => {}
            other => parts.push(other.as_os_str().to_string_lossy().into_owned()),
        }
    }
    if parts.is_empty() {
        return ".".to_string();
    }
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_printed_from_here_with_strokes() {
        let here = Path::new("/home/li");
        for (path, printed) in [
            ("/home/li/报表/a.xlsx", "报表/a.xlsx"),
            ("./报表//a.xlsx", "报表/a.xlsx"),
            ("/srv/a.xlsx", "/srv/a.xlsx"),
            ("../a.xlsx", "../a.xlsx"),
            (".", "."),
        ] {
            assert_eq!(shown(Path::new(path), here), printed);
        }
    }
}
