//! What a person reads in the terminal after a command: what came in, what is wrong, what was
//! written and what to do next.

use crate::finding::{Finding, Severity, a1};
use crate::outcome::{Outcome, PeriodSource, TargetStatus, UnitStatus};
use crate::personal::without_numbers;
use crate::render::alike::entries;
use crate::render::public;
use crate::rule;
use crate::words::{Lang, Words};
use anstyle::{AnsiColor, Style};
use std::fmt::Write;

/// The most findings that are printed, beside those of files that could not be read; all of them stand
/// in the workbooks.
const MOST_FINDINGS: usize = 30;

const PERIOD_ASKED: Words = Words::new(
    "期间：{period}（{start} 至 {end}）",
    "Period: {period} ({start} to {end})",
);
const PERIOD_FOUND: Words = Words::new(
    "期间：{period}（{start} 至 {end}），是数据里最新的学期；要看别的期间请用 --period。",
    "Period: {period} ({start} to {end}), the newest term in the data; --period asks for another.",
);
const PERIOD_UNKNOWN: Words = Words::new(
    "没有读到任何带日期的内容，无法确定期间；可以用 --period 指定。",
    "Nothing with a date was read, so there is no period to go by; --period gives one.",
);
const RECEIVED: Words = Words::new(
    "单位：已报 {received} 个，未报 {missing} 个，名单外 {others} 个；文件 {files} 个，读不了 {unreadable} 个；共 {rows} 行。",
    "Units: received {received}, not received {missing}, not expected {others}. Files: {files}, unreadable {unreadable}. Rows: {rows}.",
);
const FINDINGS: Words = Words::new(
    "问题：错误 {errors} 个，警告 {warnings} 个，提示 {infos} 个。",
    "Findings: errors {errors}, warnings {warnings}, notes {infos}.",
);
const TARGETS: Words = Words::new(
    "目标：达标 {met} 项，未达标 {missed} 项，无数据 {no_data} 项。",
    "Targets: met {met}, missed {missed}, without data {no_data}.",
);
const NOT_RECEIVED: Words = Words::new("未报：{names}", "Not received: {names}");
const MORE: Words = Words::new(
    "…… 还有 {count} 个，见写出的工作簿。",
    "… and {count} more, in the workbooks that were written.",
);
const HINT: Words = Words::new("怎么改：", "to mend it: ");
const WRITTEN: Words = Words::new("已写出：", "Written:");
const UNCHANGED: Words = Words::new("已有，内容一样，没有动：", "There already, and the same:");
const SHEET_CELL: Words = Words::new("“{sheet}”", " {sheet}");

fn label(severity: Severity) -> (Words, Style) {
    let colour = |c: AnsiColor| Style::new().fg_color(Some(c.into())).bold();
    match severity {
        Severity::Error => (Words::new("错误", "error"), colour(AnsiColor::Red)),
        Severity::Warning => (Words::new("警告", "warning"), colour(AnsiColor::Yellow)),
        Severity::Info => (Words::new("提示", "note"), colour(AnsiColor::Cyan)),
    }
}

/// The lines after `check`, `report` or `district`, with the escape codes of colours. What goes up
/// `above` the school, as the last two do, names nobody whom it may not.
pub fn outcome(outcome: &Outcome, outputs: &[String], lang: Lang, above: bool) -> String {
    let mut text = String::new();
    head(&mut text, outcome, lang);
    findings(&mut text, outcome, lang, above);
    if above {
        text = without_numbers(&text, lang);
    }
    written(&mut text, outputs, lang);
    text
}

/// Adds a line. Writing to a string cannot fail.
fn line(text: &mut String, line: &str) {
    text.push_str(line);
    text.push('\n');
}

/// The period, and what came of it in four lines.
fn head(text: &mut String, outcome: &Outcome, lang: Lang) {
    let period = match outcome.period_source {
        PeriodSource::Asked => PERIOD_ASKED,
        PeriodSource::Newest => PERIOD_FOUND,
        PeriodSource::NoData => PERIOD_UNKNOWN,
    };
    let values = [
        ("period", outcome.period.title(lang)),
        ("start", outcome.span.start.to_string()),
        ("end", outcome.span.end.to_string()),
    ];
    line(text, &fill(period, lang, &values));
    received(text, outcome, lang);
    verdicts(text, outcome, lang);
}

/// Which units and files came in.
fn received(text: &mut String, outcome: &Outcome, lang: Lang) {
    let missing: Vec<&str> = outcome
        .units
        .iter()
        .filter(|unit| unit.status == UnitStatus::NotReceived)
        .map(|unit| unit.name.as_str())
        .collect();
    let units = |status| {
        let of = outcome.units.iter().filter(|unit| unit.status == status);
        of.count().to_string()
    };
    let values = [
        ("received", units(UnitStatus::Received)),
        ("others", units(UnitStatus::NotExpected)),
        ("missing", missing.len().to_string()),
        ("files", outcome.files().to_string()),
        ("unreadable", outcome.unreadable().to_string()),
        ("rows", outcome.rows().to_string()),
    ];
    line(text, &fill(RECEIVED, lang, &values));
    if !missing.is_empty() {
        let names = lang.list(&missing);
        line(text, &NOT_RECEIVED.fill(lang, &[("names", &names)]));
    }
}

/// How many findings and targets there are of each kind.
fn verdicts(text: &mut String, outcome: &Outcome, lang: Lang) {
    let values = [
        ("errors", outcome.count(Severity::Error).to_string()),
        ("warnings", outcome.count(Severity::Warning).to_string()),
        ("infos", outcome.count(Severity::Info).to_string()),
    ];
    line(text, &fill(FINDINGS, lang, &values));
    let of = |status| outcome.verdicts(status).to_string();
    let values = [
        ("met", of(TargetStatus::Met)),
        ("missed", of(TargetStatus::Missed)),
        ("no_data", of(TargetStatus::NoData)),
    ];
    line(text, &fill(TARGETS, lang, &values));
}

fn fill(message: Words, lang: Lang, values: &[(&str, String)]) -> String {
    let values: Vec<(&str, &str)> = values.iter().map(|(k, v)| (*k, v.as_str())).collect();
    message.fill(lang, &values)
}

/// The findings, the gravest first, each with its place and what to do.
fn findings(text: &mut String, outcome: &Outcome, lang: Lang, above: bool) {
    let input = |finding: &Finding| outcome.input(finding.place.input?);
    // Of a file that could not be read, and of what is no unit's, no feedback tells more.
    let unread = |finding: &Finding| input(finding).is_some_and(|i| i.is_unread_by(finding));
    let of_no_unit = |finding: &Finding| {
        let unit = input(finding).and_then(|input| input.unit);
        let named = finding.place.unit.is_some() || unit.is_some();
        !named && rule::severity(finding) != Severity::Info
    };
    let mut entries = entries(&outcome.findings, lang, unread);
    let mut number = 0;
    let mut more = 0;
    entries.retain(|entry| {
        number += 1;
        let kept = number <= MOST_FINDINGS || unread(entry.first) || of_no_unit(entry.first);
        more += if kept { 0 } else { 1 + entry.others.len() };
        kept
    });
    for entry in &entries {
        let finding = entry.first;
        let (label, style) = label(rule::severity(finding));
        let label = label.get(lang);
        let mut place = input(finding)
            .map(|input| input.path.clone())
            .or_else(|| finding.place.unit.clone())
            .unwrap_or_default();
        if let Some(sheet) = &finding.place.sheet {
            place.push_str(&SHEET_CELL.fill(lang, &[("sheet", sheet)]));
        }
        if let Some((row, column)) = finding.place.cell {
            let _ = write!(place, "!{}", a1(row, column));
        }
        line(text, "");
        let code = finding.code;
        line(text, &format!("{style}{label}[{code}]{style:#} {place}"));
        let (message, hint) = match above {
            true => (public::message(finding, lang), public::hint(finding, lang)),
            false => (rule::message(finding, lang), rule::hint(finding, lang)),
        };
        line(text, &format!("  {message}"));
        let path = |finding: &Finding| input(finding).map(|input| input.path.clone());
        if let Some(others) = entry.others(lang, path) {
            line(text, &format!("  {others}"));
        }
        line(text, &format!("  {}{hint}", HINT.get(lang)));
    }
    if more > 0 {
        let more = more.to_string();
        line(text, "");
        line(text, &MORE.fill(lang, &[("count", &more)]));
    }
}

/// The outputs, one a line.
pub fn written(text: &mut String, outputs: &[String], lang: Lang) {
    listed(text, &WRITTEN, outputs, lang);
}

/// Lists outputs that stood there already, byte for byte; says nothing where there are none.
pub fn unchanged(text: &mut String, outputs: &[String], lang: Lang) {
    listed(text, &UNCHANGED, outputs, lang);
}

fn listed(text: &mut String, title: &Words, outputs: &[String], lang: Lang) {
    if outputs.is_empty() {
        return;
    }
    line(text, "");
    line(text, title.get(lang));
    for output in outputs {
        line(text, &format!("  {output}"));
    }
}
