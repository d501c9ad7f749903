//! Writing an output: whole or not at all.

use crate::error::Error;
use crate::finding::Arg;
use crate::messages;
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// What stands around an output's name while it is not whole. A hidden name: no run takes it for
/// an input.
const BEFORE: &str = ".gonghui-";
const AFTER: &str = ".tmp";

/// How old a half output is before it is taken for that of a killed run, and not of one that is
/// still writing.
const LEFT: Duration = Duration::from_secs(60 * 60);

/// Writes `bytes` to `path`: beside it first, synced, then renamed onto it, so that a killed run or
/// a full disk leaves the former output as it was. Folders are made as needed.
///
/// # Errors
/// [`Error::Write`] with the path, when any step fails; [`Error::InUse`] when the former output
/// may not be replaced.
pub fn publish(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    let failed = |error: io::Error| Error::Write(path.to_path_buf(), Arg::of_system(&error));
    let (folder, beside) = write_beside(path, bytes).map_err(failed)?;
    replace(beside, path)?;
    sync_folder(&folder);
    Ok(())
}

fn write_beside(path: &Path, bytes: &[u8]) -> io::Result<(PathBuf, tempfile::NamedTempFile)> {
    let folder = match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    std::fs::create_dir_all(folder)?;
    let mut file = tempfile::Builder::new()
        .prefix(BEFORE)
        .suffix(AFTER)
        .tempfile_in(folder)?;
    // Past the wrapper, which would put its own name into what went wrong.
    file.as_file_mut().write_all(bytes)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // A temporary file is its owner's alone; an output is an ordinary file.
        let permissions = std::fs::Permissions::from_mode(0o644);
        file.as_file().set_permissions(permissions)?;
    }
    file.as_file().sync_all()?;
    Ok((folder.to_path_buf(), file))
}

/// Puts the file written `beside` in the place of what stands at `path`. What is read-only there
/// was made so by a person, and a system may not keep the program from replacing it all the same.
fn replace(beside: tempfile::NamedTempFile, path: &Path) -> Result<(), Error> {
    let in_use = |what| Error::InUse(path.to_path_buf(), Arg::Message(what));
    let former = std::fs::symlink_metadata(path).ok();
    let former = former.filter(|former| former.is_file());
    if former.as_ref().is_some_and(|f| f.permissions().readonly()) {
        return Err(in_use(messages::SYSTEM_READ_ONLY_FILE));
    }
    match beside.persist(path) {
        Ok(_) => Ok(()),
        Err(error) if former.is_some() && held(&error.error) => {
            Err(in_use(messages::SYSTEM_IN_USE))
        }
        Err(error) => Err(Error::Write(
            path.to_path_buf(),
            Arg::of_system(&error.error),
        )),
    }
}

/// Whether another program keeps a file from being replaced: on Windows, Excel does while it has the
/// file open.
fn held(error: &io::Error) -> bool {
    // ERROR_SHARING_VIOLATION and ERROR_LOCK_VIOLATION.
    let shared = cfg!(windows) && matches!(error.raw_os_error(), Some(32 | 33));
    let denied = [ErrorKind::PermissionDenied, ErrorKind::ResourceBusy];
    shared || denied.contains(&error.kind())
}

/// Makes the new name last through a power cut too, where the system lets a folder be synced.
fn sync_folder(folder: &Path) {
    if cfg!(unix) {
        // The output is whole already; a file system that cannot do this is no reason to complain.
        let _ = std::fs::File::open(folder).and_then(|folder| folder.sync_all());
    }
}

/// Removes from `folder` the half outputs that killed runs left an hour ago or longer. What cannot
/// be removed stays: its name is hidden and hurts nobody.
pub fn clear_leftovers(folder: &Path) {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return;
    };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        let half = name.starts_with(BEFORE) && name.ends_with(AFTER);
        let age = || {
            entry
                .metadata()?
                .modified()?
                .elapsed()
                .map_err(io::Error::other)
        };
        if half && age().is_ok_and(|age| age > LEFT) {
            let _ = std::fs::remove_file(entry.path());
        }
    }
}

/// A file's name from parts that people wrote: what a file system does not take becomes `_`.
pub fn file_name(parts: &[&str], ending: &str) -> PathBuf {
    let clean: Vec<String> = parts
        .iter()
        .map(|part| {
            part.chars()
                .map(|c| match c {
                    '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|' => '_',
                    c if c.is_control() => '_',
                    c => c,
                })
                .collect()
        })
        .collect();
    // A name of 255 bytes is the most that file systems take.
    let mut stem = clean.join("_");
    while stem.len() > 200 {
        stem.pop();
    }
    PathBuf::from(format!("{stem}.{ending}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_unit_cannot_name_a_folder() {
        assert_eq!(
            file_name(&["../育才/小学"], "xlsx"),
            PathBuf::from(".._育才_小学.xlsx")
        );
    }
}
