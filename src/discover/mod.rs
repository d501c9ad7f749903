//! discover: the paths that were given → the files to read, sorted, each once. Decides which files
//! are looked at; what a file is, its contents tell (`read::kind`). No file is opened here.

mod archive;
mod endings;

pub use archive::{Member, members};
pub use endings::{Called, called, is_called_workbook};

use std::collections::{BTreeMap, HashSet};
use std::ffi::OsStr;
use std::io;
use std::path::{Component, Path, PathBuf};

/// A file to be looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// As it is printed: relative to where the command was run where it lies under it, with `/`;
    /// a file in a zip is `a.zip!b/c.xlsx`.
    pub path: String,
    /// Where it is read from.
    pub source: PathBuf,
    /// In a zip, its entry's index (0-based), and in a zip in that zip, that one's too.
    pub inside: Vec<usize>,
    /// Whether the user named the file itself; a file found in a folder may be something else
    /// than a workbook.
    pub named: bool,
}

impl Candidate {
    /// Whether a person means the file to be a workbook: it was named, or it is called as one is.
    pub fn is_meant_as_workbook(&self) -> bool {
        self.named || is_called_workbook(&self.path)
    }
}

/// What the paths hold.
#[derive(Debug, Default)]
pub struct Discovery {
    /// The files, sorted by their printed path.
    pub files: Vec<Candidate>,
    /// Paths that do not exist or could not be listed, with what the system said.
    pub missing: Vec<(String, io::Error)>,
    /// Folders in which no file was found.
    pub empty: Vec<String>,
    /// Files that a program left, and the user named all the same: `check *.xlsx` names them too.
    pub left: Vec<String>,
}

/// Names of files and folders that systems put beside a person's own, in small letters.
const OF_SYSTEMS: [&str; 6] = [
    "thumbs.db",
    "desktop.ini",
    "__macosx",
    "$recycle.bin",
    "system volume information",
    "ehthumbs.db",
];

/// Whether no person put a file or folder of this `name` where it is: lock files of Excel (`~$…`)
/// and of WPS (`.~…`), what they write while saving (`~….tmp`), hidden ones, and those of systems.
pub fn left_by_programs(name: &str) -> bool {
    let small = name.to_lowercase();
    name.starts_with("~$")
        || name.starts_with('.')
        || name.starts_with('~') && small.ends_with(".tmp")
        || OF_SYSTEMS.contains(&small.as_str())
}

/// Lists the files under `paths`, each once however many links lead to it. What
/// [`left_by_programs`] is passed over, and so is what is no file: pipes, sockets and devices.
pub fn discover(paths: &[PathBuf]) -> Discovery {
    let here = std::env::current_dir().unwrap_or_default();
    let mut discovery = Discovery::default();
    // By where a file really is; a file that was reached without a link is printed so.
    let mut found: BTreeMap<PathBuf, (bool, Candidate)> = BTreeMap::new();
    for path in paths {
        let metadata = match std::fs::metadata(path) {
            Ok(metadata) => metadata,
            Err(error) => {
                discovery.missing.push((shown(path, &here), error));
                continue;
            }
        };
        if metadata.is_dir() {
            let mut listing = Listing::default();
            listing.list(path);
            if listing.files.is_empty() && listing.empty.is_empty() {
                discovery.empty.push(shown(path, &here));
            }
            for file in listing.files {
                add(&mut found, file, false, &here);
            }
            let empty = listing.empty.iter().map(|path| shown(path, &here));
            discovery.empty.extend(empty);
            let missing = listing.missing.into_iter();
            let missing = missing.map(|(path, error)| (shown(&path, &here), error));
            discovery.missing.extend(missing);
        } else if file_name(path).is_some_and(|name| name.starts_with("~$")) {
            discovery.left.push(shown(path, &here));
        } else {
            let file = FoundFile {
                real: path.canonicalize().unwrap_or_else(|_| path.clone()),
                path: path.clone(),
                linked: false,
            };
            add(&mut found, file, true, &here);
        }
    }
    discovery.files = found.into_values().map(|(_, file)| file).collect();
    discovery
        .files
        .sort_by(|a, b| (&a.path, &a.source).cmp(&(&b.path, &b.source)));
    discovery
}

/// Adds `file` unless it is there by a better path: one that was named, or one without a link, or
/// the first in order.
fn add(
    found: &mut BTreeMap<PathBuf, (bool, Candidate)>,
    file: FoundFile,
    named: bool,
    here: &Path,
) {
    let candidate = Candidate {
        path: shown(&file.path, here),
        source: file.path,
        inside: Vec::new(),
        named,
    };
    let rank =
        |linked: bool, candidate: &Candidate| (!candidate.named, linked, candidate.path.clone());
    match found.get_mut(&file.real) {
        Some((linked, earlier)) => {
            if rank(file.linked, &candidate) < rank(*linked, earlier) {
                *earlier = candidate;
                *linked = file.linked;
            }
        }
        None => {
            found.insert(file.real, (file.linked, candidate));
        }
    }
}

/// The last part of a path, lossily.
fn file_name(path: &Path) -> Option<String> {
    path.file_name()
        .map(|name| name.to_string_lossy().into_owned())
}

/// A file that was come upon.
struct FoundFile {
    /// How it was reached.
    path: PathBuf,
    /// Where it is when all links are followed.
    real: PathBuf,
    /// Whether a link led to it.
    linked: bool,
}

/// The files under one folder.
#[derive(Default)]
struct Listing {
    files: Vec<FoundFile>,
    missing: Vec<(PathBuf, io::Error)>,
    /// Folders without a file that are called as a workbook is.
    empty: Vec<PathBuf>,
    /// Folders that were entered, by where they really are: links may lead in circles.
    entered: HashSet<PathBuf>,
}

impl Listing {
    /// Lists `folder` and the folders in it; links to folders are followed when all that can be
    /// reached without them has been, so that a file's own path is the one that is kept.
    fn list(&mut self, folder: &Path) {
        let mut links: Vec<PathBuf> = Vec::new();
        self.enter(folder.to_path_buf(), false, &mut links);
        while !links.is_empty() {
            links.sort();
            for link in std::mem::take(&mut links) {
                self.enter(link, true, &mut links);
            }
        }
    }

    fn enter(&mut self, folder: PathBuf, linked: bool, links: &mut Vec<PathBuf>) {
        let mut folders = vec![folder];
        while let Some(folder) = folders.pop() {
            let listed = folder.canonicalize().and_then(|real| {
                let first = self.entered.insert(real.clone());
                match first {
                    true => std::fs::read_dir(&folder).map(|entries| Some((real, entries))),
                    false => Ok(None),
                }
            });
            match listed {
                Ok(Some((real, entries))) => {
                    for entry in entries {
                        match entry {
                            Ok(entry) => {
                                let name = entry.file_name();
                                self.entry((&folder, &real), &name, linked, (&mut folders, links));
                            }
                            Err(error) => self.missing.push((folder.clone(), error)),
                        }
                    }
                }
                Ok(None) => {}
                Err(error) => self.missing.push((folder, error)),
            }
        }
    }

    /// One entry of `folder`, which really is `real`.
    fn entry(
        &mut self,
        (folder, real): (&Path, &Path),
        name: &OsStr,
        linked: bool,
        (folders, links): (&mut Vec<PathBuf>, &mut Vec<PathBuf>),
    ) {
        if left_by_programs(&name.to_string_lossy()) {
            return;
        }
        let path = folder.join(name);
        let looked = std::fs::symlink_metadata(&path).and_then(|own| {
            let link = own.file_type().is_symlink();
            let metadata = if link { std::fs::metadata(&path)? } else { own };
            Ok((link, metadata))
        });
        match looked {
            Ok((true, metadata)) if metadata.is_dir() => links.push(path),
            Ok((false, metadata)) if metadata.is_dir() => {
                let bare = std::fs::read_dir(&path).is_ok_and(|mut inside| inside.next().is_none());
                if bare && is_called_workbook(&name.to_string_lossy()) {
                    self.empty.push(path);
                } else {
                    folders.push(path);
                }
            }
            Ok((link, metadata)) if metadata.is_file() => {
                let real = match link {
                    true => path.canonicalize().unwrap_or_else(|_| path.clone()),
                    false => real.join(name),
                };
                self.files.push(FoundFile {
                    path,
                    real,
                    linked: link || linked,
                });
            }
            // A pipe, a socket or a device holds no workbook; one that is called as one is said when it
            // is to be opened.
            Ok(_) if is_called_workbook(&name.to_string_lossy()) => self.files.push(FoundFile {
                real: path.clone(),
                path,
                linked,
            }),
            Ok(_) => {}
            Err(error) => self.missing.push((path, error)),
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
