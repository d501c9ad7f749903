//! The commands, one file each: wiring, no logic. A command turns flags into a request, runs the
//! pipeline, hands the outcome to renderers and answers an exit code.

mod check;
mod completions;
mod demo;
mod district;
mod explain;
mod extract;
mod report;
mod schema;
mod template;

use crate::error::Error;
use crate::finding::{Arg, Severity};
use crate::messages;
use crate::outcome::{Outcome, TargetStatus};
use crate::pipeline::{self, Request};
use crate::plan::Period;
use crate::read::{Isolation, Limits};
use crate::render::{json, output, terminal};
use crate::words::Lang;
use anstream::ColorChoice;
use clap::ArgMatches;
use clap::error::ErrorKind;
use std::collections::{BTreeSet, HashSet};
use std::ffi::OsString;
use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};

/// What every command is told beside its own flags.
struct Context {
    lang: Lang,
    quiet: bool,
    isolation: Isolation,
}

/// Runs the command line `arguments` (the program's name first) and answers the exit code; inputs
/// are read as `isolation` says.
pub fn run(arguments: Vec<OsString>, isolation: Isolation) -> u8 {
    let lang = language(&arguments);
    let matches = match crate::cli::command(lang).try_get_matches_from(arguments) {
        Ok(matches) => matches,
        Err(error) => {
            // Help and version are no mistakes; clap knows which.
            let code = u8::try_from(error.exit_code()).unwrap_or(2);
            if code == 0 || error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand {
                let _ = error.print();
            } else {
                say_line(&crate::cli::complaint(&error, lang), lang);
            }
            return code;
        }
    };
    match matches.get_one::<String>("color").map(String::as_str) {
        Some("always") => ColorChoice::Always.write_global(),
        Some("never") => ColorChoice::Never.write_global(),
        _ => {}
    }
    let context = Context {
        lang,
        quiet: matches.get_flag("quiet"),
        isolation,
    };
    let Some((name, matches)) = matches.subcommand() else {
        return 2;
    };
    let done = match name {
        "demo" => demo::run(matches, &context),
        "template" => template::run(matches, &context),
        "check" => check::run(matches, &context),
        "report" => report::run(matches, &context),
        "district" => district::run(matches, &context),
        "extract" => extract::run(matches, &context),
        "explain" => explain::run(matches, &context),
        "schema" => schema::run(matches, &context),
        _ => completions::run(matches, &context),
    };
    done.unwrap_or_else(|error| {
        say_error(&error, lang);
        error.exit_code()
    })
}

/// The language: `--lang`, else the system's, else Chinese. Looked for before clap reads the
/// command line, since its help is in that language too.
fn language(arguments: &[OsString]) -> Lang {
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

fn say_error(error: &Error, lang: Lang) {
    say_line(&error.show(lang), lang);
}

/// Says on stderr what is wrong.
fn say_line(what: &str, lang: Lang) {
    let text = format!("{}{what}\n", messages::ERROR.get(lang));
    let _ = anstream::stderr().write_all(text.as_bytes());
}

/// Writes to stdout.
///
/// # Errors
/// [`Error::Stdout`], but not when the reader went away (`| head`): it has what it wanted.
fn print(text: &str) -> Result<(), Error> {
    let mut stdout = anstream::stdout();
    printed(
        stdout
            .write_all(text.as_bytes())
            .and_then(|()| stdout.flush()),
    )
}

/// Writes what programs read to stdout: it holds no colours that would have to be taken out.
fn print_plain(text: &[u8]) -> Result<(), Error> {
    let mut stdout = std::io::stdout();
    printed(stdout.write_all(text).and_then(|()| stdout.flush()))
}

/// What came of writing to stdout.
fn printed(result: std::io::Result<()>) -> Result<(), Error> {
    match result {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
            Err(Error::Stdout(Arg::of_system(&error)))
        }
        _ => Ok(()),
    }
}

/// The request of a command that reads workbooks.
fn request(matches: &ArgMatches, context: &Context) -> Result<Request, Error> {
    let period = match matches.get_one::<String>("period") {
        None => None,
        Some(text) => Some(Period::parse(text).ok_or_else(|| Error::NotAPeriod(text.clone()))?),
    };
    let mut limits = Limits::default().isolated(context.isolation.clone());
    for written in matches.get_many::<String>("limit").into_iter().flatten() {
        limits.set(written).map_err(Error::NotALimit)?;
    }
    Ok(Request {
        limits,
        paths: matches
            .get_many::<PathBuf>("paths")
            .map(|paths| paths.cloned().collect())
            .unwrap_or_default(),
        plan: matches.get_one::<PathBuf>("plan").cloned(),
        period,
        unit: matches.get_one::<String>("unit").cloned(),
        jobs: matches
            .get_one::<u16>("jobs")
            .map(|jobs| usize::from(*jobs)),
        ..Request::default()
    })
}

/// Runs the pipeline, with progress on stderr where that is a terminal.
fn run_pipeline(request: &Request, context: &Context) -> Result<Outcome, Error> {
    if context.quiet || !std::io::stderr().is_terminal() {
        return pipeline::run(request, &|_, _| {});
    }
    let bar = indicatif::ProgressBar::new(0);
    let outcome = pipeline::run(request, &|done, all| {
        bar.set_length(all as u64);
        bar.set_position(done as u64);
    });
    bar.finish_and_clear();
    outcome
}

/// The outputs of a command: what was written, and what could not be.
#[derive(Default)]
struct Outputs {
    written: Vec<String>,
    failed: Vec<Error>,
    /// The paths that were written to, in lower case: some file systems know no capitals.
    taken: HashSet<String>,
    /// Folders that were looked through for what killed runs left.
    cleared: BTreeSet<PathBuf>,
}

impl Outputs {
    /// Writes one output; a failure is kept, so that the others are still written.
    fn publish(&mut self, path: &Path, bytes: Result<Vec<u8>, Error>) {
        let path = &self.free(path);
        let folder = path.parent().unwrap_or(Path::new("."));
        if self.cleared.insert(folder.to_path_buf()) {
            output::clear_leftovers(folder);
        }
        match bytes.and_then(|bytes| output::publish(path, &bytes)) {
            Ok(()) => {
                let here = std::env::current_dir().unwrap_or_default();
                self.written.push(crate::discover::shown(path, &here));
            }
            Err(error) => self.failed.push(error),
        }
    }

    /// The path itself, or with a number behind its name where an output of this run has it: 甲/乙小学 and
    /// 甲_乙小学 are two schools, and `/` stands in no file's name.
    fn free(&mut self, path: &Path) -> PathBuf {
        let numbered = |number: usize| {
            let stem = path.file_stem().unwrap_or_default().to_string_lossy();
            let ending = path.extension().unwrap_or_default().to_string_lossy();
            path.with_file_name(format!("{stem}_{number}.{ending}"))
        };
        let mut free = path.to_path_buf();
        let mut number = 1;
        while !self.taken.insert(free.to_string_lossy().to_lowercase()) {
            number += 1;
            free = numbered(number);
        }
        free
    }

    /// Keeps what went wrong with stdout: it is an output like the others.
    fn said(&mut self, printed: Result<(), Error>) {
        self.failed.extend(printed.err());
    }
}

/// Says what came of a judging command and answers its exit code.
fn finish(
    matches: &ArgMatches,
    context: &Context,
    command: &str,
    outcome: &Outcome,
    mut outputs: Outputs,
) -> u8 {
    let lang = context.lang;
    let json = matches
        .get_one::<String>("format")
        .is_some_and(|format| format == "json");
    if json {
        let object = json::outcome(outcome, command, &outputs.written, lang);
        outputs.said(print_plain(format!("{object}\n").as_bytes()));
    } else if context.quiet {
        let mut text = String::new();
        terminal::written(&mut text, &outputs.written, lang);
        outputs.said(print(&text));
    } else {
        let text = terminal::outcome(outcome, &outputs.written, lang, command != "check");
        outputs.said(print(&text));
    }
    for error in &outputs.failed {
        say_error(error, lang);
    }
    exit_code(outcome, &outputs, matches.get_flag("strict"))
}

/// 3 when something could not be read or written; else 1 when there are errors, or targets missed;
/// else 0.
fn exit_code(outcome: &Outcome, outputs: &Outputs, strict: bool) -> u8 {
    let unreadable = outcome.inputs.iter().any(|input| input.error.is_some());
    let any = |status| outcome.targets.iter().any(|target| target.status == status);
    if unreadable || !outputs.failed.is_empty() {
        3
    } else if outcome.count(Severity::Error) > 0
        || any(TargetStatus::Missed)
        || (strict && (outcome.count(Severity::Warning) > 0 || any(TargetStatus::NoData)))
    {
        1
    } else {
        0
    }
}

/// The folder of `--out`.
fn out(matches: &ArgMatches) -> PathBuf {
    matches
        .get_one::<PathBuf>("out")
        .cloned()
        .unwrap_or_else(|| PathBuf::from("reports"))
}
