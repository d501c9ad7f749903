//! `gonghui extract PATH…`

use super::{Context, Outputs, print, printed, read_returns, say_error};
use crate::cli::{Reading, RowFormat};
use crate::error::Error;
use crate::render::{rows, terminal};
use crate::rule;
use crate::words::Lang;
use std::io::{BufWriter, Write};
use std::path::Path;

pub(super) fn run(
    reading: Reading,
    format: RowFormat,
    out: Option<&Path>,
    context: &Context,
) -> Result<u8, Error> {
    let returns = read_returns(&reading.request(&context.isolation)?, context)?;
    let mut outputs = Outputs::default();
    let files = match format {
        RowFormat::Csv => Some((rows::csv(&returns)?, "csv")),
        RowFormat::Parquet => Some((rows::parquet(&returns)?, "parquet")),
        RowFormat::JsonLines => None,
    };
    match files {
        Some((tables, ending)) => {
            for (table, bytes) in tables {
                let folder = out.unwrap_or(Path::new(""));
                outputs.publish(&folder.join(format!("{table}.{ending}")), Ok(bytes));
            }
            let mut text = String::new();
            terminal::written(&mut text, &outputs.written, context.lang);
            outputs.said(print(&text));
        }
        None => {
            let mut stdout = BufWriter::new(std::io::stdout().lock());
            let written = rows::json_lines(&returns, &mut stdout).and_then(|()| stdout.flush());
            outputs.said(printed(written));
        }
    }
    // The rows are on stdout; what could not be read is said beside them.
    for finding in &returns.findings {
        let input = finding.place.input.and_then(|number| returns.input(number));
        if let Some(input) = input.filter(|input| input.error == Some(finding.code)) {
            let (what, hint) = (
                rule::message(finding, context.lang),
                rule::hint(finding, context.lang),
            );
            // Chinese sentences follow each other without a space.
            let gap = match context.lang {
                Lang::Zh => "",
                Lang::En => " ",
            };
            let text = format!("{}: {what}{gap}{hint}\n", input.path);
            let _ = anstream::stderr().write_all(text.as_bytes());
        }
    }
    for error in &outputs.failed {
        say_error(error, context.lang);
    }
    let unreadable = returns.inputs.iter().any(|input| input.error.is_some());
    Ok(if unreadable || !outputs.failed.is_empty() {
        3
    } else {
        0
    })
}
