//! Writing an output: whole or not at all.

use crate::error::Error;
use crate::finding::Arg;
use std::io::Write;
use std::path::{Path, PathBuf};

/// Writes `bytes` to `path`: beside it first, synced, then renamed onto it, so that a killed run or
/// a full disk leaves the former output as it was. Folders are made as needed.
///
/// # Errors
/// [`Error::Write`] with the path, when any step fails.
pub fn publish(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    write(path, bytes).map_err(|error| Error::Write(path.to_path_buf(), Arg::of_system(&error)))
}

fn write(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let folder = match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    std::fs::create_dir_all(folder)?;
    let mut file = tempfile::Builder::new()
        .prefix(".gonghui-")
        .suffix(".tmp")
        .tempfile_in(folder)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // A temporary file is its owner's alone; an output is an ordinary file.
        let permissions = std::fs::Permissions::from_mode(0o644);
        file.as_file().set_permissions(permissions)?;
    }
    file.persist(path).map_err(|error| error.error)?;
    Ok(())
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
