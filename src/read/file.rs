//! A file's bytes. Only regular files are opened: to open a pipe is to wait for whoever writes it.

use std::fs::{File, Metadata};
use std::io::{self, Read};
use std::path::Path;

/// Why a file's bytes could not be had.
#[derive(Debug)]
pub enum FileError {
    /// The system's own reason.
    Io(io::Error),
    /// A pipe, a socket or a device.
    NotAFile,
    /// It was written while it was read, so what was read may be half of one version and half of
    /// another.
    Changed,
    /// It has more bytes than the limit.
    TooLarge {
        /// What it has.
        size: u64,
        /// What is allowed.
        most: u64,
    },
}

impl From<io::Error> for FileError {
    fn from(error: io::Error) -> FileError {
        FileError::Io(error)
    }
}

/// Opens the regular file at `path`.
///
/// # Errors
/// [`FileError`], without waiting, when there is none.
pub fn open_file(path: &Path) -> Result<(File, Metadata), FileError> {
    let metadata = std::fs::metadata(path)?;
    if metadata.is_dir() {
        return Err(FileError::Io(io::ErrorKind::IsADirectory.into()));
    }
    if !metadata.is_file() {
        return Err(FileError::NotAFile);
    }
    let file = File::open(path)?;
    let metadata = file.metadata()?;
    Ok((file, metadata))
}

/// The bytes of the file at `path`, if it has no more than `most`.
///
/// # Errors
/// [`FileError`] when it cannot be read as one whole.
pub fn read_file(path: &Path, most: u64) -> Result<Vec<u8>, FileError> {
    let (mut file, before) = open_file(path)?;
    let size = before.len();
    if size > most {
        return Err(FileError::TooLarge { size, most });
    }
    let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or_default());
    // One byte more than it is said to have shows that it grew.
    Read::by_ref(&mut file)
        .take(size.saturating_add(1))
        .read_to_end(&mut bytes)?;
    let after = file.metadata()?;
    let same_time = match (before.modified(), after.modified()) {
        (Ok(before), Ok(after)) => before == after,
        _ => true,
    };
    match bytes.len() as u64 == size && after.len() == size && same_time {
        true => Ok(bytes),
        false => Err(FileError::Changed),
    }
}
