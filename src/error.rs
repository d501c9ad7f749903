//! What stops a command before it has a result. Whatever is wrong with an input is a finding and
//! stops nothing.

use crate::finding::{Arg, Finding};
use crate::messages;
use crate::words::Lang;
use std::path::PathBuf;

/// Why a command could not be carried out. People are shown [`Error::show`]; `Display` is for programs
/// that use the library.
#[derive(Debug, thiserror::Error)]
#[error("{}", self.show(Lang::En))]
pub enum Error {
    /// The workbook of `--plan` cannot be read: its path, and the finding that says why.
    Plan(String, Option<Box<Finding>>),
    /// The workbook of `--plan` holds no table of the plan.
    NoPlan(String),
    /// No unit of that name is expected or sent anything.
    NoSuchUnit(String),
    /// An output could not be written: its path and what the system said.
    Write(PathBuf, Arg),
    /// An output that stands there already may not be replaced: its path and why.
    InUse(PathBuf, Arg),
    /// An output would stand where a file does that was read: its path.
    InPlaceOfInput(PathBuf),
    /// What stands in the place of outputs differs from them and was left: their paths as shown.
    Left(Vec<String>),
    /// Stdout did not take the result, for another reason than that nobody reads it.
    Stdout(Arg),
    /// What was asked for by id is not known: the id, and names near to it.
    NotKnown(String, Vec<String>),
    /// The file that was asked about has no sheet of that name.
    NoSuchSheet(String),
    /// `--period` is no period.
    NotAPeriod(String),
    /// A `--limit` that is not of its form.
    NotALimit(String),
    /// A `--limit` of that name is not known; those that are.
    NoSuchLimit(String, Vec<&'static str>),
    /// Threads could not be had.
    Threads(String),
    /// A fault of the program's own, in the engine's words.
    Engine(String),
}

impl Error {
    /// The exit code: 2 when the command line asks for what is not there, else 3.
    pub fn exit_code(&self) -> u8 {
        match self {
            Error::NoSuchUnit(_)
            | Error::NotKnown(..)
            | Error::NoSuchSheet(_)
            | Error::NoPlan(_)
            | Error::NotAPeriod(_)
            | Error::NotALimit(_)
            | Error::NoSuchLimit(..) => 2,
            Error::Plan(..)
            | Error::Write(..)
            | Error::InUse(..)
            | Error::InPlaceOfInput(_)
            | Error::Left(_)
            | Error::Stdout(_)
            | Error::Threads(_)
            | Error::Engine(_) => 3,
        }
    }

    /// What happened and what to do, for a person.
    pub fn show(&self, lang: Lang) -> String {
        match self {
            Error::Plan(path, finding) => {
                let (why, hint) = match finding {
                    Some(finding) => (
                        crate::rule::message(finding, lang),
                        crate::rule::hint(finding, lang),
                    ),
                    None => (String::new(), String::new()),
                };
                messages::PLAN_UNREADABLE
                    .fill(lang, &[("path", path), ("why", &why), ("hint", &hint)])
            }
            Error::NoPlan(path) => messages::PLAN_EMPTY.fill(lang, &[("path", path)]),
            Error::NoSuchUnit(unit) => messages::NO_SUCH_UNIT.fill(lang, &[("unit", unit)]),
            Error::Write(path, detail) => messages::NOT_WRITTEN.fill(
                lang,
                &[
                    ("path", &path.display().to_string()),
                    ("detail", &detail.show(lang)),
                ],
            ),
            Error::InPlaceOfInput(path) => {
                let path = path.display().to_string().replace('\\', "/");
                messages::IN_PLACE_OF_INPUT.fill(lang, &[("path", &path)])
            }
            Error::InUse(path, detail) => messages::NOT_REPLACED.fill(
                lang,
                &[
                    ("path", &path.display().to_string()),
                    ("detail", &detail.show(lang)),
                ],
            ),
            Error::Left(paths) => {
                let paths: String = paths.iter().map(|path| format!("\n  {path}")).collect();
                messages::LEFT.fill(lang, &[("paths", &paths)])
            }
            Error::Stdout(detail) => {
                messages::STDOUT_NOT_WRITTEN.fill(lang, &[("detail", &detail.show(lang))])
            }
            Error::NotAPeriod(text) => messages::NOT_A_PERIOD.fill(lang, &[("text", text)]),
            Error::NotALimit(text) => messages::NOT_A_LIMIT.fill(lang, &[("text", text)]),
            Error::NoSuchLimit(text, known) => {
                let known = lang.list(known);
                messages::NO_SUCH_LIMIT.fill(lang, &[("text", text), ("known", &known)])
            }
            Error::NotKnown(id, near) if near.is_empty() => {
                messages::NOT_KNOWN.fill(lang, &[("id", id)])
            }
            Error::NotKnown(id, near) => {
                let near = lang.list(near);
                messages::NOT_KNOWN_BUT.fill(lang, &[("id", id), ("near", &near)])
            }
            Error::NoSuchSheet(sheet) => messages::NO_SUCH_SHEET.fill(lang, &[("sheet", sheet)]),
            Error::Threads(detail) => messages::NO_THREADS.fill(lang, &[("detail", detail)]),
            Error::Engine(detail) => messages::ENGINE.fill(lang, &[("detail", detail)]),
        }
    }
}

impl From<polars::error::PolarsError> for Error {
    fn from(error: polars::error::PolarsError) -> Error {
        Error::Engine(error.to_string())
    }
}

impl From<rust_xlsxwriter::XlsxError> for Error {
    fn from(error: rust_xlsxwriter::XlsxError) -> Error {
        Error::Engine(error.to_string())
    }
}
