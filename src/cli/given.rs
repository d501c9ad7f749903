//! What was given on a command line, typed.

use super::{FOLDER, command};
use crate::error::Error;
use crate::plan::Period;
use crate::read::{Isolation, Limit, LimitError, Limits};
use crate::request::Request;
use crate::words::Lang;
use anstream::ColorChoice;
use clap::ArgMatches;
use clap::error::ErrorKind;
use clap_complete::Shell;
use std::ffi::OsString;
use std::path::PathBuf;

/// A whole command line.
#[derive(Debug)]
pub struct CommandLine {
    /// Whether colours are used in the terminal.
    pub color: ColorChoice,
    /// Whether only what was written and what failed is said.
    pub quiet: bool,
    /// Where it is written how long what took; `-` for stderr, none for nowhere.
    pub timings: Option<PathBuf>,
    /// The command and its own flags.
    pub given: Given,
}

/// A command and its flags.
#[derive(Debug)]
pub enum Given {
    /// `demo`.
    Demo(Starting),
    /// `template`.
    Template(Starting),
    /// `check`.
    Check(Judging),
    /// `report`.
    Report(Judging),
    /// `district`.
    District(Judging),
    /// `extract`.
    Extract {
        /// What is read.
        reading: Reading,
        /// What is written.
        format: RowFormat,
        /// Where to; none for stdout.
        out: Option<PathBuf>,
    },
    /// `explain` of an id; none for the list of all.
    Explain(Option<String>),
    /// `schema` of a table; none for all.
    Schema(Option<String>),
    /// `completions` of a shell; none for the manual page.
    Completions(Option<Shell>),
}

/// What the commands that write files to begin with are given.
#[derive(Debug)]
pub struct Starting {
    /// The folder that is written to.
    pub folder: PathBuf,
    /// Whether files that differ from what would be written give way.
    pub force: bool,
}

/// What the commands that read workbooks are given.
#[derive(Debug)]
pub struct Reading {
    paths: Vec<PathBuf>,
    plan: Option<PathBuf>,
    period: Option<String>,
    unit: Option<String>,
    jobs: Option<u16>,
    limits: Vec<String>,
}

/// What the commands that judge are given.
#[derive(Debug)]
pub struct Judging {
    /// What is read.
    pub reading: Reading,
    /// The folder that is written to.
    pub out: PathBuf,
    /// What stdout holds.
    pub format: Format,
    /// Whether warnings, and targets without data, count as errors.
    pub strict: bool,
}

/// What stdout holds after a command that judges.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Lines for a person.
    Human,
    /// One JSON object.
    Json,
}

/// How `extract` writes rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowFormat {
    /// A JSON object a line.
    JsonLines,
    /// A CSV a table.
    Csv,
    /// A Parquet file a table.
    Parquet,
}

/// The language: `--lang`, else the system's, else Chinese. Looked for before clap reads the
/// command line, since its help is in that language too.
pub fn language(arguments: &[OsString]) -> Lang {
    let mut arguments = arguments.iter().map(|argument| argument.to_string_lossy());
    while let Some(argument) = arguments.next() {
        if argument == "--lang" {
            return Lang::from_locale(&arguments.next().unwrap_or_default());
        }
        if let Some(lang) = argument.strip_prefix("--lang=") {
            return Lang::from_locale(lang);
        }
    }
    sys_locale::get_locale().map_or(Lang::Zh, |locale| Lang::from_locale(&locale))
}

/// Reads the command line `arguments`, the program's name first.
///
/// # Errors
/// Clap's own, which help and the version are too.
pub fn parse(arguments: Vec<OsString>, lang: Lang) -> Result<CommandLine, clap::Error> {
    let matches = command(lang).try_get_matches_from(arguments)?;
    let Some((name, own)) = matches.subcommand() else {
        return Err(clap::Error::new(ErrorKind::MissingSubcommand));
    };
    Ok(CommandLine {
        color: match text(&matches, "color").as_deref() {
            Some("always") => ColorChoice::Always,
            Some("never") => ColorChoice::Never,
            _ => ColorChoice::Auto,
        },
        quiet: matches.get_flag("quiet"),
        timings: path(&matches, "timings"),
        given: given(name, own),
    })
}

/// What clap let through for the command `name`.
fn given(name: &str, own: &ArgMatches) -> Given {
    let starting = || Starting {
        folder: path(own, "dir").unwrap_or_default(),
        force: own.get_flag("force"),
    };
    match name {
        "demo" => Given::Demo(starting()),
        "template" => Given::Template(starting()),
        "check" => Given::Check(judging(own)),
        "report" => Given::Report(judging(own)),
        "district" => Given::District(judging(own)),
        "extract" => {
            let format = match text(own, "format").as_deref() {
                Some("csv") => RowFormat::Csv,
                Some("parquet") => RowFormat::Parquet,
                _ => RowFormat::JsonLines,
            };
            let folder = (format != RowFormat::JsonLines).then(|| PathBuf::from(FOLDER));
            Given::Extract {
                reading: reading(own),
                format,
                out: path(own, "out").or(folder),
            }
        }
        "explain" => Given::Explain(text(own, "id")),
        "schema" => Given::Schema(text(own, "id")),
        // Clap lets shells and `man` through.
        _ => Given::Completions(text(own, "shell").and_then(|shell| shell.parse().ok())),
    }
}

fn judging(own: &ArgMatches) -> Judging {
    Judging {
        reading: reading(own),
        out: path(own, "out").unwrap_or_else(|| PathBuf::from(FOLDER)),
        format: match text(own, "format").as_deref() {
            Some("json") => Format::Json,
            _ => Format::Human,
        },
        strict: own.get_flag("strict"),
    }
}

fn reading(own: &ArgMatches) -> Reading {
    let limits = own.get_many::<String>("limit").into_iter().flatten();
    let paths = own.get_many::<PathBuf>("paths").into_iter().flatten();
    Reading {
        paths: paths.cloned().collect(),
        plan: path(own, "plan"),
        period: text(own, "period"),
        unit: text(own, "unit"),
        jobs: own.get_one::<u16>("jobs").copied(),
        limits: limits.cloned().collect(),
    }
}

fn text(matches: &ArgMatches, id: &str) -> Option<String> {
    matches.get_one::<String>(id).cloned()
}

fn path(matches: &ArgMatches, id: &str) -> Option<PathBuf> {
    matches.get_one::<PathBuf>(id).cloned()
}

impl Reading {
    /// What is asked of the pipeline, inputs being read as `isolation` says.
    ///
    /// # Errors
    /// [`Error::NotAPeriod`], [`Error::NotALimit`], [`Error::NoSuchLimit`] for what clap cannot tell.
    pub fn request(self, isolation: &Isolation) -> Result<Request, Error> {
        let period = match self.period {
            None => None,
            Some(text) => Some(Period::parse(&text).ok_or(Error::NotAPeriod(text))?),
        };
        let mut limits = Limits::default().isolated(isolation.clone());
        for written in &self.limits {
            limits.set(written).map_err(|error| match error {
                LimitError::Form(text) => Error::NotALimit(text),
                LimitError::Unknown(text) => {
                    Error::NoSuchLimit(text, Limit::all().map(Limit::id).collect())
                }
            })?;
        }
        Ok(Request {
            paths: self.paths,
            plan: self.plan,
            period,
            unit: self.unit,
            district: false,
            jobs: self.jobs.map(usize::from),
            limits,
        })
    }
}
