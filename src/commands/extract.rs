//! `gonghui extract PATH…`

use super::{Context, Outputs, out, print, printed, request, run_pipeline};
use crate::error::Error;
use crate::pipeline::Request;
use crate::render::rows;
use crate::rule;
use crate::words::Lang;
use clap::ArgMatches;
use std::io::{BufWriter, Write};

pub(super) fn run(matches: &ArgMatches, context: &Context) -> Result<u8, Error> {
    let request = Request {
        keep_rows: true,
        ..request(matches, context)?
    };
    let outcome = run_pipeline(&request, context)?;
    let mut outputs = Outputs::default();
    let files = match matches.get_one::<String>("format").map(String::as_str) {
        Some("csv") => Some((rows::csv(&outcome)?, "csv")),
        Some("parquet") => Some((rows::parquet(&outcome)?, "parquet")),
        _ => None,
    };
    match files {
        Some((tables, ending)) => {
            for (table, bytes) in tables {
                outputs.publish(&out(matches).join(format!("{table}.{ending}")), Ok(bytes));
            }
            let mut text = String::new();
            outputs.list(&mut text, context.lang);
            outputs.said(print(&text));
        }
        None => {
            let mut stdout = BufWriter::new(std::io::stdout().lock());
            let written = rows::json_lines(&outcome, &mut stdout).and_then(|()| stdout.flush());
            outputs.said(printed(written));
        }
    }
    // The rows are on stdout; what could not be read is said beside them.
    for finding in &outcome.findings {
        let input = finding.place.input.and_then(|number| outcome.input(number));
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
    let done = outputs.complain(context.lang);
    let unreadable = outcome.inputs.iter().any(|input| input.error.is_some());
    Ok(if unreadable { 3 } else { done })
}
