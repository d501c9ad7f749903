//! `gonghui demo [DIR]`

use super::{Context, Outputs, check, district, print, report, run_pipeline};
use crate::cli::Starting;
use crate::demo;
use crate::error::Error;
use crate::finding::{Finding, Severity};
use crate::outcome::Outcome;
use crate::read::Limits;
use crate::request::Request;
use crate::words::Words;
use std::cmp::Reverse;
use std::path::Path;

/// Where the sample's outputs go, under the demo's folder.
const REPORTS: &str = "reports";

const WROTE: Words = Words::new(
    "样例区已写到 {dir}：{schools} 个单位的工作簿和一份年度计划，里面故意埋了各种错误。\n找出错误 {errors} 个、警告 {warnings} 个；写出 {outputs} 份工作簿。\n\n先打开：\n  {district}\n再看一份退回学校的反馈（错的格子涂了颜色，附怎么改）：\n  {feedback}\n\n接着可以试：\n  {gonghui} district {dir}/{returns} --plan {dir}/{plan} --out my-reports\n  {gonghui} check {dir}/{returns} --plan {dir}/{plan} --unit {unit}\n  {gonghui} explain D101\n  {gonghui} template .",
    "The sample district is in {dir}: workbooks of {schools} units and a plan, with mistakes of every kind put in.\n{errors} errors and {warnings} warnings were found; {outputs} workbooks were written.\n\nOpen first:\n  {district}\nThen one of the feedback workbooks that go back to a school (wrong cells coloured, with what to do):\n  {feedback}\n\nTry next:\n  {gonghui} district {dir}/{returns} --plan {dir}/{plan} --out my-reports\n  {gonghui} check {dir}/{returns} --plan {dir}/{plan} --unit {unit}\n  {gonghui} explain D101\n  {gonghui} template .",
);

pub(super) fn run(starting: &Starting, context: &Context) -> Result<u8, Error> {
    let files = demo::files().map_err(|error| Error::Engine(error.to_string()))?;
    let lang = context.lang;
    let folder = &starting.folder;
    let mut sample = Outputs::starting(starting);
    for (name, bytes) in files {
        sample.publish(&folder.join(name), Ok(bytes));
        // Where one cannot be written, none can.
        if !sample.failed.is_empty() {
            return Ok(sample.complain(lang));
        }
    }
    // Over what was left in the sample's place everything is run as well.
    let done = sample.complain(lang);
    let outcome = run_pipeline(&sample_request(folder), context)?;
    let reports = folder.join(REPORTS);
    let mut outputs = Outputs::starting(starting);
    district::write(&outcome, &reports, lang, &mut outputs);
    let of_schools = reports.join(report::FILE.get(lang));
    report::write(&outcome, &of_schools, lang, &mut outputs);
    let first_feedback = outputs.published.len();
    let (limits, feedbacks) = (Limits::default(), reports.join(check::FILE.get(lang)));
    check::write(&outcome, &limits, &feedbacks, lang, &mut outputs);
    if context.quiet {
        outputs.print(lang);
    } else {
        let paths = outputs.published.iter().map(|(path, _)| path.as_str());
        let paths: Vec<&str> = paths.collect();
        let of = |index: usize| paths.get(index).copied().unwrap_or_default();
        let worst = worst_unit(&outcome);
        let mut feedbacks = paths.iter().skip(first_feedback);
        let feedback = feedbacks.find(|path| path.contains(&worst));
        let values = [
            ("gonghui", program()),
            ("dir", &folder.display().to_string()),
            ("schools", &outcome.units.len().to_string()),
            ("errors", &outcome.count(Severity::Error).to_string()),
            ("warnings", &outcome.count(Severity::Warning).to_string()),
            ("outputs", &paths.len().to_string()),
            ("district", of(0)),
            ("feedback", feedback.copied().unwrap_or(of(first_feedback))),
            ("returns", demo::RETURNS),
            ("plan", demo::PLAN),
            ("unit", &worst),
        ];
        outputs.said(print(&format!("{}\n", WROTE.fill(lang, &values))));
    }
    // The sample is meant to have mistakes in it: that they were found is success.
    Ok(done.max(outputs.complain(lang)))
}

/// How the program is called: by cargo, which a newcomer has, or by its name once it is installed.
fn program() -> &'static str {
    match std::env::var_os("CARGO") {
        Some(_) => "cargo run --",
        None => "gonghui",
    }
}

/// The request that runs the whole job over the sample in `folder`.
fn sample_request(folder: &Path) -> Request {
    Request {
        paths: vec![folder.join(demo::RETURNS)],
        plan: Some(folder.join(demo::PLAN)),
        district: true,
        ..Request::default()
    }
}

/// The unit with the most findings, whose feedback shows most.
fn worst_unit(outcome: &Outcome) -> String {
    let findings = |name: &str| {
        let of = |finding: &&Finding| outcome.unit_of(finding) == Some(name);
        outcome.findings.iter().filter(of).count()
    };
    let sent = outcome.units.iter().filter(|unit| unit.files > 0);
    let worst = sent.max_by_key(|unit| (findings(&unit.name), Reverse(&unit.name)));
    worst.map(|unit| unit.name.clone()).unwrap_or_default()
}
