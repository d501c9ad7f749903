//! The command line as clap declares it, in either language: commands, flags and their help,
//! nothing of what they do. What was given comes out typed ([`CommandLine`]); no name of a flag is
//! asked for elsewhere.

mod complaint;
mod given;

pub use complaint::complaint;
pub use given::{
    CommandLine, Format, Given, Judging, Reading, RowFormat, Starting, language, parse,
};

use crate::declared::declared;
use crate::read::Limit;
use crate::words::{Lang, Words};
use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgAction, Command, value_parser};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::LazyLock;

/// What the help says.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Help {
    about: Words,
    after: Words,
    /// The order of the parts, as clap has it.
    template: Words,
    commands_heading: Words,
    command_value: Words,
    arguments_heading: Words,
    options_heading: Words,
    /// An argument's help with its default.
    with_default: Words,
    /// What each command does.
    commands: BTreeMap<String, Words>,
    /// By id.
    arguments: BTreeMap<String, Argument>,
}

/// What the help says of an argument.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Argument {
    /// What its value is called; none where that is said in code, or there is none.
    value: Option<Words>,
    help: Words,
}

static HELP: LazyLock<Help> = LazyLock::new(|| declared("cli/help", include_str!("cli/help.toml")));

/// Where outputs are written if nothing else is said.
const FOLDER: &str = "reports";

/// The argument `id`, as the help has it under `key`.
fn said(id: &'static str, key: &str, lang: Lang) -> Arg {
    let said = &HELP.arguments[key];
    let arg = Arg::new(id).help(said.help.get(lang));
    match said.value {
        Some(value) => arg.value_name(value.get(lang)),
        None => arg,
    }
}

/// The flag `--id`.
fn flag(id: &'static str, lang: Lang) -> Arg {
    said(id, id, lang).long(id)
}

/// A flag that takes a path.
fn path(arg: Arg) -> Arg {
    arg.value_parser(value_parser!(PathBuf))
}

/// A flag that is given or not.
fn switch(id: &'static str, lang: Lang) -> Arg {
    flag(id, lang).action(ArgAction::SetTrue)
}

/// An argument that takes one of `values`, which stand in its name.
fn one_of<const N: usize>(arg: Arg, values: [&'static str; N]) -> Arg {
    arg.value_name(values.join("|"))
        .value_parser(PossibleValuesParser::new(values))
}

/// Flags that every command takes.
fn common(lang: Lang) -> [Arg; 4] {
    [
        one_of(flag("lang", lang), ["zh", "en"]),
        one_of(flag("color", lang), ["auto", "always", "never"]).default_value("auto"),
        switch("quiet", lang).short('q'),
        // For who works at the program: not in the help. Last, so that the others keep their order there.
        path(Arg::new("timings").long("timings"))
            .hide(true)
            .value_name("FILE"),
    ]
    .map(|arg| arg.global(true))
}

fn command_of(name: &'static str, lang: Lang) -> Command {
    Command::new(name).about(HELP.commands[name].get(lang))
}

/// Flags of the commands that read workbooks; `period` is what the help says of that flag.
fn reading(command: Command, period: &str, lang: Lang) -> Command {
    command.args([
        path(said("paths", "paths", lang))
            .required(true)
            .num_args(1..),
        path(flag("plan", lang)),
        said("period", period, lang).long("period"),
        flag("unit", lang),
        flag("jobs", lang).value_parser(value_parser!(u16).range(1..)),
        flag("limit", lang)
            .action(ArgAction::Append)
            .help(limits_help(lang)),
    ])
}

/// What `--limit` takes: each limit's name, what it counts, and its default.
fn limits_help(lang: Lang) -> String {
    let listed: Vec<String> = Limit::all()
        .map(|limit| {
            let title = limit.title();
            format!("{}={} ({})", limit.id(), limit.default(), title.get(lang))
        })
        .collect();
    format!(
        "{}{}",
        HELP.arguments["limit"].help.get(lang),
        listed.join(", ")
    )
}

/// A command that judges.
fn judging(name: &'static str, lang: Lang) -> Command {
    reading(command_of(name, lang), "period", lang).args([
        path(flag("out", lang)).default_value(FOLDER),
        one_of(flag("format", lang), ["human", "json"]).default_value("human"),
        switch("strict", lang),
    ])
}

/// A command that a newcomer runs first, and into which folder it writes.
fn starting(name: &'static str, folder: &'static str, lang: Lang) -> Command {
    command_of(name, lang).args([
        path(said("dir", "dir", lang)).default_value(folder),
        switch("force", lang),
    ])
}

fn extract(lang: Lang) -> Command {
    let format = said("format", "format_of_rows", lang).long("format");
    reading(command_of("extract", lang), "period_of_rows", lang).args([
        one_of(format, ["jsonl", "csv", "parquet"]).default_value("jsonl"),
        path(said("out", "out_of_rows", lang)).long("out"),
    ])
}

/// A command that looks something up by its id; none for all.
fn looking_up(name: &'static str, key: &str, lang: Lang) -> Command {
    command_of(name, lang).arg(said("id", key, lang))
}

fn completions(lang: Lang) -> Command {
    let shells = ["bash", "zsh", "fish", "powershell", "elvish", "man"];
    let shell = one_of(Arg::new("shell"), shells).value_name("SHELL");
    command_of("completions", lang).arg(shell.required(true))
}

/// The whole command line, its help in `lang`.
pub fn command(lang: Lang) -> Command {
    let command = Command::new("gonghui")
        .version(env!("CARGO_PKG_VERSION"))
        .about(HELP.about.get(lang))
        .after_help(HELP.after.get(lang))
        .subcommand_required(true)
        .arg_required_else_help(true)
        .args(common(lang))
        .subcommands([
            starting("demo", "demo", lang),
            starting("template", ".", lang),
            judging("check", lang),
            judging("report", lang),
            judging("district", lang),
            extract(lang),
            looking_up("explain", "id_of_anything", lang),
            looking_up("schema", "id_of_table", lang),
            completions(lang),
        ]);
    in_language(command, lang)
}

/// Puts what clap itself says of a command, and of its subcommands, into `lang`.
fn in_language(command: Command, lang: Lang) -> Command {
    let has_version = command.get_version().is_some();
    let mut command = command
        .help_template(HELP.template.get(lang))
        .subcommand_help_heading(HELP.commands_heading.get(lang))
        .subcommand_value_name(HELP.command_value.get(lang))
        .disable_help_subcommand(true)
        .disable_help_flag(true)
        .disable_version_flag(true)
        .arg(flag("help", lang).short('h').action(ArgAction::Help));
    if has_version {
        command = command.arg(flag("version", lang).short('V').action(ArgAction::Version));
    }
    command
        .mut_args(|arg| {
            let heading = match arg.is_positional() {
                true => HELP.arguments_heading,
                false => HELP.options_heading,
            };
            let arg = arg.help_heading(heading.get(lang));
            match arg.get_action().takes_values() {
                true => with_default(arg, lang),
                false => arg,
            }
        })
        .mut_subcommands(|sub| in_language(sub, lang))
}

/// Says an argument's default in `lang`; its values stand in its name.
fn with_default(arg: Arg, lang: Lang) -> Arg {
    let default: Vec<String> = arg
        .get_default_values()
        .iter()
        .map(|value| value.to_string_lossy().into_owned())
        .collect();
    let help = arg.get_help().map(ToString::to_string).unwrap_or_default();
    let arg = arg.hide_possible_values(true).hide_default_value(true);
    if default.is_empty() {
        return arg;
    }
    let values = [("help", help.as_str()), ("default", &default.join(" "))];
    arg.help(HELP.with_default.fill(lang, &values))
}
