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

use crate::cli::{Format, Given, Judging, Starting, complaint, language, parse};
use crate::error::Error;
use crate::finding::{Arg, Finding, Severity};
use crate::messages;
use crate::outcome::{Input, Outcome, TargetStatus, Unit, UnitStatus};
use crate::pipeline;
use crate::read::Isolation;
use crate::render::output::{self, Former, Published};
use crate::render::{json, terminal};
use crate::request::Request;
use crate::returns::Returns;
use crate::rule;
use crate::timings;
use crate::words::Lang;
use clap::error::ErrorKind;
use rust_xlsxwriter::XlsxError;
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
    let line = match parse(arguments, lang) {
        Ok(line) => line,
        Err(error) => {
            // Help and version are no mistakes; clap knows which.
            let code = u8::try_from(error.exit_code()).unwrap_or(2);
            if code == 0 || error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand {
                let _ = error.print();
            } else {
                say_line(&complaint(&error, lang), lang);
            }
            return code;
        }
    };
    line.color.write_global();
    if line.timings.is_some() {
        timings::keep();
    }
    let context = Context {
        lang,
        quiet: line.quiet,
        isolation,
    };
    let done = match line.given {
        Given::Demo(starting) => demo::run(&starting, &context),
        Given::Template(starting) => template::run(&starting, &context),
        Given::Check(given) => check::run(given, &context),
        Given::Report(given) => report::run(given, &context),
        Given::District(given) => district::run(given, &context),
        Given::Extract {
            reading,
            format,
            out,
        } => extract::run(reading, format, out.as_deref(), &context),
        Given::Explain(id) => explain::run(id.as_deref(), &context),
        Given::Schema(id) => schema::run(id, &context),
        Given::Completions(shell) => completions::run(shell, &context),
    };
    let done = done.unwrap_or_else(|error| {
        say_error(&error, lang);
        error.exit_code()
    });
    match line.timings.map(|file| write_timings(&file)) {
        Some(Err(error)) => {
            say_error(&error, lang);
            done.max(error.exit_code())
        }
        _ => done,
    }
}

/// Writes how long what took to `file`, or to stderr where that is `-`.
fn write_timings(file: &Path) -> Result<(), Error> {
    if file == Path::new("-") {
        let _ = anstream::stderr().write_all(timings::table().as_bytes());
        return Ok(());
    }
    output::publish(file, &timings::trace(), Former::GivesWay).map(drop)
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
    let written = stdout.write_all(text.as_bytes());
    printed(written.and_then(|()| stdout.flush()))
}

/// Writes what programs read to stdout: it holds no colours that would have to be taken out.
fn print_plain(text: &[u8]) -> Result<(), Error> {
    let mut stdout = std::io::stdout();
    printed(stdout.write_all(text).and_then(|()| stdout.flush()))
}

/// Says on stderr which inputs could not be read, and why; `input` is the input of a number.
fn say_unreadable<'i>(findings: &[Finding], input: impl Fn(u32) -> Option<&'i Input>, lang: Lang) {
    // Chinese sentences follow each other without a space.
    let gap = match lang {
        Lang::Zh => "",
        Lang::En => " ",
    };
    for finding in findings {
        let input = finding.place.input.and_then(&input);
        if let Some(input) = input.filter(|input| input.is_unread_by(finding)) {
            let (what, hint) = (rule::message(finding, lang), rule::hint(finding, lang));
            let text = format!("{}: {what}{gap}{hint}\n", input.path);
            let _ = anstream::stderr().write_all(text.as_bytes());
        }
    }
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

/// Reads what was sent, with progress on stderr where that is a terminal.
fn read_returns(request: &Request, context: &Context) -> Result<Returns, Error> {
    if context.quiet || !std::io::stderr().is_terminal() {
        return pipeline::returns(request, &|_, _| {});
    }
    let bar = indicatif::ProgressBar::new(0);
    let returns = pipeline::returns(request, &|done, all| {
        bar.set_length(all as u64);
        bar.set_position(done as u64);
    });
    bar.finish_and_clear();
    returns
}

/// Carries out `command`, which judges what was sent: as a `district`, or each unit by itself. `write` writes
/// its workbooks, into a folder.
fn judged(
    command: &str,
    given: Judging,
    district: bool,
    context: &Context,
    write: impl FnOnce(&Outcome, &Request, &Path, &mut Outputs),
) -> Result<u8, Error> {
    let request = Request {
        district,
        ..given.reading.request(&context.isolation)?
    };
    let outcome = run_pipeline(&request, context)?;
    let mut outputs = Outputs::beside(&outcome.inputs, outcome.plan_input.as_ref());
    write(&outcome, &request, &given.out, &mut outputs);
    let how = (given.format, given.strict);
    Ok(finish(how, context, command, &outcome, outputs))
}

/// Writes a workbook of each unit that sent into `folder`, called by the unit, `file` and the period;
/// `bytes` makes that of the unit at a position (0-based).
fn of_each_unit(
    outcome: &Outcome,
    folder: &Path,
    file: &str,
    outputs: &mut Outputs,
    bytes: impl Fn(u32, &Unit) -> Result<Vec<u8>, XlsxError>,
) {
    for (position, unit) in (0_u32..).zip(&outcome.units) {
        if unit.status == UnitStatus::NotReceived || unit.files == 0 {
            continue;
        }
        let name = output::file_name(&[&unit.name, file, &outcome.period.id()], "xlsx");
        let bytes = bytes(position, unit).map_err(Error::from);
        outputs.publish(&folder.join(name), bytes);
    }
}

/// Runs the whole pipeline.
fn run_pipeline(request: &Request, context: &Context) -> Result<Outcome, Error> {
    Ok(pipeline::outcome(read_returns(request, context)?))
}

/// The outputs of a command: what was written, and what could not be.
#[derive(Default)]
struct Outputs {
    /// What becomes of a file in an output's place.
    former: Former,
    /// The paths, as shown, that hold an output, or what was left in its place, in the order of writing.
    published: Vec<(String, Published)>,
    failed: Vec<Error>,
    /// The paths that were written to, in lower case: some file systems know no capitals.
    taken: HashSet<String>,
    /// The files that were read.
    sent: HashSet<PathBuf>,
    /// Folders that were looked through for what killed runs left.
    cleared: BTreeSet<PathBuf>,
}

impl Outputs {
    /// Those of a command that writes files for people to fill in: what stands in their places stays,
    /// but for `--force`.
    fn starting(starting: &Starting) -> Outputs {
        Outputs {
            former: match starting.force {
                true => Former::GivesWay,
                false => Former::Stays,
            },
            ..Outputs::default()
        }
    }

    /// Those of a command that read `inputs` and a plan: what a person sent is never written over.
    fn beside(inputs: &[Input], plan: Option<&Input>) -> Outputs {
        // The program's own outputs among the inputs are no inputs.
        let sent = inputs.iter().filter(|input| !input.passed_over);
        let sent = sent.chain(plan);
        Outputs {
            sent: sent
                .filter_map(|input| input.source.canonicalize().ok())
                .collect(),
            ..Outputs::default()
        }
    }

    /// Writes one output; a failure is kept, so that the others are still written.
    fn publish(&mut self, path: &Path, bytes: Result<Vec<u8>, Error>) {
        let path = &self.free(path);
        let folder = path.parent().unwrap_or(Path::new("."));
        if self.cleared.insert(folder.to_path_buf()) {
            output::clear_leftovers(folder);
        }
        let here = std::env::current_dir().unwrap_or_default();
        let shown = crate::discover::shown(path, &here);
        let write = |bytes: Vec<u8>| {
            let publish = || output::publish(path, &bytes, self.former);
            timings::span("write", &shown, publish)
        };
        let there = path.canonicalize();
        let bytes = match there.is_ok_and(|there| self.sent.contains(&there)) {
            true => Err(Error::InPlaceOfInput(path.clone())),
            false => bytes,
        };
        match bytes.and_then(write) {
            Ok(published) => self.published.push((shown, published)),
            Err(error) => self.failed.push(error),
        }
    }

    /// The paths of which that came.
    fn paths(&self, came: Published) -> Vec<String> {
        let published = self.published.iter().filter(|(_, of)| *of == came);
        published.map(|(path, _)| path.clone()).collect()
    }

    /// Prints what is written, and what stood there already.
    fn print(&mut self, lang: Lang) {
        let mut text = String::new();
        terminal::written(&mut text, &self.paths(Published::Written), lang);
        terminal::unchanged(&mut text, &self.paths(Published::Unchanged), lang);
        self.said(print(&text));
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

    /// Says what went wrong, what was left in one, and answers the exit code: 3 where there is any.
    fn complain(mut self, lang: Lang) -> u8 {
        let left = self.paths(Published::Left);
        if !left.is_empty() {
            self.failed.push(Error::Left(left));
        }
        for error in &self.failed {
            say_error(error, lang);
        }
        if self.failed.is_empty() { 0 } else { 3 }
    }
}

/// Says what came of a judging command and answers its exit code.
fn finish(
    (format, strict): (Format, bool),
    context: &Context,
    command: &str,
    outcome: &Outcome,
    mut outputs: Outputs,
) -> u8 {
    let lang = context.lang;
    let written = outputs.paths(Published::Written);
    match format {
        Format::Json => outputs.said(timings::span("print", "", || {
            let object = json::outcome(outcome, command, &written, lang);
            print_plain(format!("{object}\n").as_bytes())
        })),
        Format::Human if context.quiet => outputs.print(lang),
        Format::Human => {
            let text = terminal::outcome(outcome, &written, lang, command != "check");
            outputs.said(print(&text));
        }
    }
    if context.quiet {
        say_unreadable(&outcome.findings, |number| outcome.input(number), lang);
    }
    let done = outputs.complain(lang);
    exit_code(outcome, done, strict)
}

/// 3 when something could not be read, or `done` says that something could not be written; else 1 when there are errors, or targets missed;
/// else 0.
fn exit_code(outcome: &Outcome, done: u8, strict: bool) -> u8 {
    let unreadable = outcome.inputs.iter().any(|input| input.error.is_some());
    let any = |status| outcome.verdicts(status) > 0;
    if unreadable || done != 0 {
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
