//! `gonghui extract PATH…`

use super::{Context, Outputs, print, printed, read_returns, say_unreadable};
use crate::attribute::keep_within;
use crate::cli::{Reading, RowFormat};
use crate::error::Error;
use crate::render::rows;
use std::io::{BufWriter, Write};
use std::path::Path;

/// What the file of all rows is called.
const ROWS: &str = "rows";

pub(super) fn run(
    reading: Reading,
    format: RowFormat,
    out: Option<&Path>,
    context: &Context,
) -> Result<u8, Error> {
    let request = reading.request(&context.isolation)?;
    let mut returns = read_returns(&request, context)?;
    if let Some(period) = request.period {
        keep_within(&mut returns.rows, returns.plan.plan.terms.span(period));
    }
    let files = match format {
        RowFormat::Csv => rows::csv(&returns)?,
        RowFormat::Parquet => rows::parquet(&returns)?,
        RowFormat::JsonLines if out.is_some() => {
            let mut lines = Vec::new();
            rows::json_lines(&returns, &mut lines).map_err(|e| Error::Engine(e.to_string()))?;
            vec![(ROWS, lines)]
        }
        RowFormat::JsonLines => Vec::new(),
    };
    let mut outputs = Outputs::default();
    match out {
        Some(folder) => {
            for (name, bytes) in files {
                let name = format!("{name}.{}", ending(format));
                outputs.publish(&folder.join(name), Ok(bytes));
            }
            let mut text = String::new();
            outputs.list(&mut text, context.lang);
            outputs.said(print(&text));
        }
        None => {
            let mut stdout = BufWriter::new(std::io::stdout().lock());
            let written = rows::json_lines(&returns, &mut stdout).and_then(|()| stdout.flush());
            outputs.said(printed(written));
        }
    }
    say_unreadable(
        &returns.findings,
        |number| returns.input(number),
        context.lang,
    );
    let done = outputs.complain(context.lang);
    let unreadable = returns.inputs.iter().any(|input| input.error.is_some());
    Ok(if unreadable { 3 } else { done })
}

fn ending(format: RowFormat) -> &'static str {
    match format {
        RowFormat::JsonLines => "jsonl",
        RowFormat::Csv => "csv",
        RowFormat::Parquet => "parquet",
    }
}
