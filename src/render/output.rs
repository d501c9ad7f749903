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

/// What becomes of a file that stands in an output's place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Former {
    /// It is the program's own, as a report is, and gives way.
    #[default]
    GivesWay,
    /// It may be what a person typed, and stays.
    Stays,
}

/// What came of an output.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Published {
    /// It was written.
    Written,
    /// The very same bytes stand there.
    Unchanged,
    /// Something else stands there, which was left.
    Left,
}

/// Writes `bytes` to `path`: beside it first, synced, then renamed onto it, so that a killed run or
/// a full disk leaves the former output as it was. Folders are made as needed.
///
/// # Errors
/// [`Error::Write`] with the path, when any step fails; [`Error::InUse`] when the former output
/// may not be replaced.
pub fn publish(path: &Path, bytes: &[u8], former: Former) -> Result<Published, Error> {
    let failed = |error: io::Error| failed(path, &error);
    if former == Former::Stays
        && let Some(stands) = stands(path, bytes).map_err(failed)?
    {
        return Ok(stands);
    }
    let (folder, beside) = write_beside(path, bytes).map_err(failed)?;
    let published = match former {
        Former::GivesWay => replace(beside, path).map(|()| Published::Written)?,
        Former::Stays => add(beside, path, bytes).map_err(failed)?,
    };
    sync_folder(&folder);
    Ok(published)
}

fn failed(path: &Path, error: &io::Error) -> Error {
    Error::Write(path.to_path_buf(), Arg::of_system(error))
}

/// What already stands at `path`, where `bytes` are to be written; none where there is nothing. Only a
/// file of the same length is opened, so that no pipe is waited for.
fn stands(path: &Path, bytes: &[u8]) -> io::Result<Option<Published>> {
    match std::fs::symlink_metadata(path) {
        Ok(stands) if stands.is_dir() => return Err(ErrorKind::IsADirectory.into()),
        Ok(_) => {}
        // Whatever else keeps it from being looked at is met again in writing.
        Err(_) => return Ok(None),
    }
    let file = std::fs::metadata(path).ok().filter(|file| file.is_file());
    let same = file.is_some_and(|file| file.len() == bytes.len() as u64)
        && std::fs::read(path).is_ok_and(|stands| stands == bytes);
    Ok(Some(match same {
        true => Published::Unchanged,
        false => Published::Left,
    }))
}

/// Puts the file written `beside` at `path`, where nothing stood; what came to stand there since then
/// stays.
fn add(beside: tempfile::NamedTempFile, path: &Path, bytes: &[u8]) -> io::Result<Published> {
    match beside.persist_noclobber(path) {
        Ok(_) => Ok(Published::Written),
        Err(error) => stands(path, bytes)?.ok_or(error.error),
    }
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
    let in_use = |what| Error::InUse(path.to_path_buf(), Arg::Words(what));
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
        Err(error) => Err(failed(path, &error.error)),
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
            let written = entry.metadata()?.modified()?;
            written.elapsed().map_err(io::Error::other)
        };
        if half && age().is_ok_and(|age| age > LEFT) {
            let _ = std::fs::remove_file(entry.path());
        }
    }
}

/// A file's name from parts that people wrote: what a file system does not take becomes `_`.
pub fn file_name(parts: &[&str], ending: &str) -> PathBuf {
    let clean = |c: char| match c {
        '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|' => '_',
        c if c.is_control() => '_',
        c => c,
    };
    let mut stem: String = parts.join("_").chars().map(clean).collect();
    // A name of 255 bytes is the most that file systems take.
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

    #[test]
    fn what_came_to_stand_there_while_it_was_written_stays() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.xlsx");
        for (typed, published) in [("mine", Published::Left), ("ours", Published::Unchanged)] {
            let (_, beside) = write_beside(&path, b"ours").expect("written");
            std::fs::write(&path, typed).expect("written");
            assert_eq!(add(beside, &path, b"ours").expect("told"), published);
            assert_eq!(std::fs::read_to_string(&path).expect("there"), typed);
        }
        let left = std::fs::read_dir(folder.path()).expect("a folder").count();
        assert_eq!(left, 1, "what was written beside is gone");
    }
}
