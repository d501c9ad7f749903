//! `gonghui extract PATH…`

use super::{Context, Outputs, printed, read_returns, say_unreadable};
use crate::attribute::keep_within;
use crate::cli::{Reading, RowFormat};
use crate::error::Error;
use crate::render::rows;
use crate::returns::Returns;
use crate::timings;
use crate::words::Words;
use std::io::{BufWriter, Write};
use std::path::Path;

const LEFT_OUT: Words = Words::new(
    "有 {rows} 行不在 {period}，没有输出。要全部输出，请不要写 --period。",
    "{rows} rows are not of {period} and are not written; without --period all are.",
);

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
        let left_out = keep_within(&mut returns.rows, period, &returns.plan.plan.terms);
        if left_out > 0 && !context.quiet {
            let values = [("rows", &*left_out.to_string()), ("period", &*period.id())];
            let text = format!("{}\n", LEFT_OUT.fill(context.lang, &values));
            let _ = anstream::stderr().write_all(text.as_bytes());
        }
    }
    let files = timings::span("render", ROWS, || rendered(&returns, format, out.is_some()))?;
    let mut outputs = Outputs::beside(&returns.inputs, returns.plan.input.as_ref());
    match out {
        Some(folder) => {
            for (name, bytes) in files {
                let name = format!("{name}.{}", ending(format));
                outputs.publish(&folder.join(name), Ok(bytes));
            }
            outputs.print(context.lang);
        }
        None => {
            let mut stdout = BufWriter::new(std::io::stdout().lock());
            let written = timings::span("print", "", || {
                rows::json_lines(&returns, &mut stdout).and_then(|()| stdout.flush())
            });
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

/// The files to write, by their names without ending; none where the rows go to stdout.
fn rendered(
    returns: &Returns,
    format: RowFormat,
    to_files: bool,
) -> Result<Vec<(&'static str, Vec<u8>)>, Error> {
    match format {
        RowFormat::Csv => rows::csv(returns),
        RowFormat::Parquet => rows::parquet(returns),
        RowFormat::JsonLines if to_files => {
            let mut lines = Vec::new();
            rows::json_lines(returns, &mut lines).map_err(|e| Error::Engine(e.to_string()))?;
            Ok(vec![(ROWS, lines)])
        }
        RowFormat::JsonLines => Ok(Vec::new()),
    }
}

fn ending(format: RowFormat) -> &'static str {
    match format {
        RowFormat::JsonLines => "jsonl",
        RowFormat::Csv => "csv",
        RowFormat::Parquet => "parquet",
    }
}
