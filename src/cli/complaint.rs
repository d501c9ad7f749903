//! What is said of a command line that clap does not take.

use crate::words::{Lang, Words};
use clap::error::{ContextKind, ContextValue, ErrorKind};

/// What is wrong with a command line, in one line and in `lang`, with where to look.
pub fn complaint(error: &clap::Error, lang: Lang) -> String {
    let told = |kind: ContextKind| match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => lang.list(texts),
        _ => String::new(),
    };
    let (argument, value) = (
        told(ContextKind::InvalidArg),
        told(ContextKind::InvalidValue),
    );
    let (command, near) = (
        told(ContextKind::InvalidSubcommand),
        [
            told(ContextKind::SuggestedArg),
            told(ContextKind::SuggestedSubcommand),
            told(ContextKind::SuggestedValue),
        ]
        .concat(),
    );
    let what = match error.kind() {
        ErrorKind::UnknownArgument => {
            Words::new("不认识“{argument}”。", "{argument} is not known.")
        }
        ErrorKind::InvalidSubcommand => Words::new(
            "没有“{command}”这个命令。",
            "there is no command {command}.",
        ),
        ErrorKind::MissingRequiredArgument => {
            Words::new("少了 {argument}。", "{argument} is missing.")
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation if value.is_empty() => {
            Words::new("{argument} 后面要有一个值。", "{argument} needs a value.")
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => Words::new(
            "{argument} 不能是“{value}”。",
            "{argument} cannot be {value}.",
        ),
        ErrorKind::ArgumentConflict => Words::new(
            "{argument} 写了不止一次。",
            "{argument} stands there more than once.",
        ),
        _ => Words::new("命令写得不对。", "the command line is wrong."),
    };
    let values = [
        ("argument", argument.as_str()),
        ("value", value.as_str()),
        ("command", command.as_str()),
        ("near", near.as_str()),
    ];
    let mut text = what.fill(lang, &values);
    if !near.is_empty() {
        text.push_str(&Words::new("是不是“{near}”？", " Is it {near}?").fill(lang, &values));
    }
    text.push_str(
        Words::new(
            "用 gonghui --help 查看怎么写。",
            " gonghui --help tells how.",
        )
        .get(lang),
    );
    text
}
