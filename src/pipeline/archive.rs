//! A zip among the inputs: each file in it is an input of its own. The list of a zip is read first,
//! then each of its files when its turn comes; only a zip in a zip is held as a whole, one at a time.

use super::ingest::Reading;
use super::ingested::{Ingested, file_place, looks_like};
use crate::discover::{Called, Candidate, Member, called, members};
use crate::finding::{Code, Finding};
use crate::outcome::Input;
use crate::read::{
    Archive, FileError, FileLooks, Kind, Limit, Limits, ReadError, guarded, kind, open_file,
    read_file,
};
use rayon::prelude::*;
use std::io::{BufReader, Cursor, Read, Seek, SeekFrom};

/// Why there are no bytes of a file in a zip: something about the zip's own file, or about the entry.
enum Fault {
    File(FileError),
    Entry(ReadError),
}

impl From<FileError> for Fault {
    fn from(error: FileError) -> Fault {
        Fault::File(error)
    }
}

impl From<ReadError> for Fault {
    fn from(error: ReadError) -> Fault {
        Fault::Entry(error)
    }
}

/// Reads the file `candidate`; of a zip, each of its files.
pub(super) fn ingest_all(candidate: &Candidate, reading: Reading<'_>) -> Vec<Ingested> {
    let whole = || vec![reading.ingest(candidate)];
    // That each workbook is a zip itself need not be asked.
    if matches!(
        called(&candidate.path),
        Some(Called::Workbook | Called::Table)
    ) {
        return whole();
    }
    let (archive, size) = match guarded(|| archive_at(candidate, reading.limits)) {
        Ok(Some(archive)) => archive,
        Err(error) if error.over.is_some() => return vec![failed(candidate, error)],
        // What is wrong with it is said as for any other file.
        Ok(None) | Err(_) => return whole(),
    };
    let found = reading
        .listed(&archive, size)
        .map(|(members, inflated)| reading.members(candidate, &archive, members, (size, inflated)));
    match found {
        Err(error) => vec![failed(candidate, error)],
        Ok(found) if found.iter().all(|file| file.input.passed_over) => {
            let mut found = found;
            found.push(nothing_in(candidate));
            found
        }
        Ok(found) => found,
    }
}

/// The zip that `candidate` is, with the bytes it takes; none when it is something else.
fn archive_at(candidate: &Candidate, limits: &Limits) -> Result<Option<(Archive, u64)>, ReadError> {
    // A file that cannot be opened is no zip here: whoever reads it as a file says why.
    let Ok((mut file, metadata)) = open_file(&candidate.source) else {
        return Ok(None);
    };
    let mut start = Vec::new();
    let io = |error: std::io::Error| ReadError::new(Code::F001, error.to_string());
    Read::by_ref(&mut file)
        .take(2)
        .read_to_end(&mut start)
        .map_err(io)?;
    if start != b"PK" {
        return Ok(None);
    }
    file.seek(SeekFrom::Start(0)).map_err(io)?;
    let archive = Archive::open(BufReader::new(file), limits)?;
    let is_archive = archive.kind() == Kind::Archive;
    Ok(is_archive.then_some((archive, metadata.len())))
}

impl Reading<'_> {
    /// The files of a zip of `packed` bytes that are looked at, within the limits together, and
    /// how many bytes they inflate to.
    fn listed(self, archive: &Archive, packed: u64) -> Result<(Vec<Member>, u64), ReadError> {
        let names = archive
            .entries()
            .map(|e| (!e.bare).then_some((&*e.name, e.utf8)));
        let members = members(names);
        let most = self.limits.most(Limit::FileBytes);
        let sizes: Vec<u64> = archive.entries().map(|entry| entry.size).collect();
        // What is too large by itself is not inflated.
        let sizes = members
            .iter()
            .filter_map(|member| sizes.get(member.index).copied())
            .filter(|size| *size <= most);
        let inflated = Archive::check_sizes(sizes, packed, self.limits)?;
        Ok((members, inflated))
    }

    /// Reads the files of a zip on disk: workbooks beside each other, then zips one by one. The zip
    /// has `packed` bytes, and its files inflate to `inflated`.
    fn members(
        self,
        candidate: &Candidate,
        archive: &Archive,
        members: Vec<Member>,
        (packed, mut inflated): (u64, u64),
    ) -> Vec<Ingested> {
        let (zips, files): (Vec<Member>, Vec<Member>) = members
            .into_iter()
            .partition(|member| called(&member.path) == Some(Called::Zip));
        let mut found: Vec<Ingested> = files
            .par_iter()
            .map(|member| {
                let bytes = bytes_on_disk(candidate, archive, member.index, self.limits);
                self.file(inner(candidate, member), bytes)
            })
            .collect();
        // With all that is in the zips in it a zip may inflate to no more than without.
        for member in zips {
            let bytes = bytes_on_disk(candidate, archive, member.index, self.limits);
            let zip = inner(candidate, &member);
            found.extend(self.zip_in_zip(zip, bytes, packed, &mut inflated));
        }
        found
    }

    /// Reads the files of a zip in a zip of `packed` bytes; what its files inflate to is added to
    /// `inflated`.
    fn zip_in_zip(
        self,
        zip: Candidate,
        bytes: Result<Vec<u8>, Fault>,
        packed: u64,
        inflated: &mut u64,
    ) -> Vec<Ingested> {
        let opened = bytes.and_then(|bytes| match kind(&bytes) {
            Kind::Archive => {
                let archive = guarded(|| Archive::open(Cursor::new(&bytes), self.limits))?;
                let (members, more) = self.listed(&archive, bytes.len() as u64)?;
                let both = [more, *inflated].into_iter();
                *inflated = Archive::check_sizes(both, packed, self.limits)?;
                Ok((bytes, Some((archive, members))))
            }
            _ => Ok((bytes, None)),
        });
        let (bytes, archive, members) = match opened {
            Ok((bytes, Some((archive, members)))) => (bytes, archive, members),
            // Called a zip, and something else.
            Ok((bytes, None)) => return vec![self.file(zip, Ok(bytes))],
            Err(fault) => return vec![self.file(zip, Err(fault))],
        };
        let mut found: Vec<Ingested> = members
            .par_iter()
            .map(|member| {
                let file = inner(&zip, member);
                let inflated = || archive.inflate(Cursor::new(&bytes), member.index, self.limits);
                let inner_bytes = guarded(inflated);
                if inner_bytes
                    .as_ref()
                    .is_ok_and(|bytes| kind(bytes) == Kind::Archive)
                {
                    return too_deep(&file);
                }
                self.file(file, inner_bytes.map_err(Fault::from))
            })
            .collect();
        if found.iter().all(|file| file.input.passed_over) {
            found.push(nothing_in(&zip));
        }
        found
    }

    fn file(self, file: Candidate, bytes: Result<Vec<u8>, Fault>) -> Ingested {
        match bytes {
            Ok(bytes) => self.ingest_bytes(&file, bytes),
            Err(Fault::File(error)) => {
                let mut gone = Ingested::of(&file);
                gone.refuse(&file, error);
                gone
            }
            Err(Fault::Entry(error)) if file.is_meant_as_workbook() => failed(&file, error),
            // As of a picture in a folder, nobody asks whether it is whole.
            Err(Fault::Entry(_)) => {
                let mut passed = Ingested::of(&file);
                passed.pass_over(looks_like(Code::F010, FileLooks::Unknown));
                passed
            }
        }
    }
}

/// The bytes of an input once more, or for the first time.
pub(super) fn bytes_of_input(input: &Input, limits: &Limits) -> Result<Vec<u8>, ReadError> {
    let io = |error: FileError| ReadError::new(Code::F001, format!("{error:?}"));
    let Some((first, deeper)) = input.inside.split_first() else {
        return read_file(&input.source, limits.most(Limit::FileBytes)).map_err(io);
    };
    let open = || {
        open_file(&input.source)
            .map(|(file, _)| BufReader::new(file))
            .map_err(io)
    };
    let mut bytes = Archive::open(open()?, limits)?.inflate(open()?, *first, limits)?;
    for index in deeper {
        let archive = Archive::open(Cursor::new(&bytes), limits)?;
        bytes = archive.inflate(Cursor::new(&bytes), *index, limits)?;
    }
    Ok(bytes)
}

/// The bytes of an entry of the zip at `candidate`.
fn bytes_on_disk(
    candidate: &Candidate,
    archive: &Archive,
    index: usize,
    limits: &Limits,
) -> Result<Vec<u8>, Fault> {
    let (file, _) = open_file(&candidate.source)?;
    let inflated = guarded(|| archive.inflate(BufReader::new(file), index, limits))?;
    Ok(inflated)
}

/// A file in the zip `outer`.
fn inner(outer: &Candidate, member: &Member) -> Candidate {
    let mut inside = outer.inside.clone();
    inside.push(member.index);
    Candidate {
        path: format!("{}!{}", outer.path, member.path),
        source: outer.source.clone(),
        inside,
        named: false,
    }
}

/// A file of which nothing could be read.
fn failed(candidate: &Candidate, error: ReadError) -> Ingested {
    let mut file = Ingested::of(candidate);
    file.fail(error);
    file
}

/// A zip without any file that could be a workbook. An error where it was named, since then it is
/// all that was asked for.
fn nothing_in(candidate: &Candidate) -> Ingested {
    let mut file = Ingested::of(candidate);
    file.findings.push(Finding::new(Code::F021, file_place()));
    match candidate.named {
        true => file.input.error = Some(Code::F021),
        false => file.input.passed_over = true,
    }
    file
}

/// A zip in a zip in a zip.
fn too_deep(candidate: &Candidate) -> Ingested {
    let mut file = Ingested::of(candidate);
    file.input.error = Some(Code::F022);
    file.findings.push(Finding::new(Code::F022, file_place()));
    file
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    /// The codes of what is said, in words of the user's language and not of the system's alone.
    fn said(files: &[Ingested]) -> Vec<(String, String)> {
        let of = |file: &Ingested| {
            let finding = file.findings.first().expect("a finding");
            let words = crate::rule::message(finding, crate::words::Lang::Zh);
            (file.input.path.clone(), format!("{} {words}", finding.code))
        };
        files.iter().map(of).collect()
    }

    #[test]
    fn a_file_that_vanishes_after_it_was_listed_is_said() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        let options = zip::write::SimpleFileOptions::default();
        zip.start_file("会费.csv", options).expect("an entry");
        zip.write_all("姓名".as_bytes()).expect("an entry");
        let bytes = zip.finish().expect("a zip").into_inner();
        let source = folder.path().join("a.zip");
        std::fs::write(&source, bytes).expect("a file");
        let candidate = Candidate {
            path: "a.zip".to_string(),
            source: source.clone(),
            inside: Vec::new(),
            named: false,
        };
        let limits = Limits::default();
        let (archive, packed) = archive_at(&candidate, &limits)
            .expect("a zip")
            .expect("a zip");
        std::fs::remove_file(&source).expect("the file");
        let gone = |path: &str| (path.to_string(), "F001 打不开：路径不存在。".to_string());
        let reading = Reading {
            years: None,
            limits: &limits,
        };
        let whole = ingest_all(&candidate, reading);
        assert_eq!(said(&whole), [gone("a.zip")]);
        let (members, inflated) = reading.listed(&archive, packed).expect("members");
        let entries = reading.members(&candidate, &archive, members, (packed, inflated));
        assert_eq!(said(&entries), [gone("a.zip!会费.csv")]);
    }
}
