//! The first door: discover, read, recognise, parse and attribute, files in parallel.

use super::archive::ingest_all;
use super::ingest::Reading;
use super::ingested::{Ingested, file_place, looks_like, not_opened};
use super::plan;
use crate::attribute::{Asked, FileFacts, attribute};
use crate::discover::{Candidate, discover};
use crate::error::Error;
use crate::finding::{Code, Finding};
use crate::outcome::Input;
use crate::parse::YearHint;
use crate::plan::Period;
use crate::read::FileLooks;
use crate::request::Request;
use crate::returns::{PlanInForce, Returns};
use crate::timings::span;
use rayon::prelude::*;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Told how many of how many files have been read.
pub type Progress<'a> = &'a (dyn Fn(usize, usize) + Sync);

/// What was sent: reads the files that the request names and finds out whose they are.
///
/// # Errors
/// [`Error`] when the plan cannot be read, the unit asked for sent nothing, or threads cannot be
/// had. Whatever is wrong with an input is a finding, and the rest is done.
pub fn returns(request: &Request, progress: Progress<'_>) -> Result<Returns, Error> {
    let (files, plan, mut findings) = gather(request, progress)?;
    let asked = Asked {
        period: request.period,
        unit: request.unit.as_deref(),
        district: request.district,
    };
    let facts: Vec<FileFacts<'_>> = files.iter().map(Ingested::facts).collect();
    let attribution = span("attribute", "", || attribute(&facts, &plan.plan, asked))?;
    findings.extend(attribution.findings);
    let (mut inputs, mut rows) = (Vec::new(), Vec::new());
    for (file, of) in files.into_iter().zip(attribution.files) {
        if of.number.is_some() {
            let file = file.attributed(of);
            inputs.push(file.input);
            rows.extend(file.tables);
            findings.extend(file.findings);
        }
    }
    findings.sort_by(|a, b| (&a.place, a.code).cmp(&(&b.place, b.code)));
    Ok(Returns {
        inputs,
        rows,
        units: attribution.units,
        plan,
        period: attribution.period,
        period_source: attribution.period_source,
        district: request.district,
        findings,
    })
}

/// Reads the files, in the order of their paths, and the plan, with what is said of that.
fn gather(
    request: &Request,
    progress: Progress<'_>,
) -> Result<(Vec<Ingested>, PlanInForce, Vec<Finding>), Error> {
    let discovery = span("discover", "", || discover(&request.paths));
    let given = plan::given(request)?;
    let plan_source = given
        .as_ref()
        .and_then(|p| p.input.source.canonicalize().ok());
    let candidates: Vec<&Candidate> = discovery
        .files
        .iter()
        .filter(|c| plan_source.is_none() || c.source.canonicalize().ok() != plan_source)
        .collect();
    let mut files = read_all(&candidates, request, progress)?;
    for (path, error) in &discovery.missing {
        files.push(unreadable(path, not_opened(error)));
    }
    for path in &discovery.empty {
        files.push(unreadable(path, Finding::new(Code::F002, file_place())));
    }
    for path in &discovery.left {
        // A lock beside an open workbook, which the user named.
        let mut lock = of_path(path);
        lock.pass_over(looks_like(Code::F010, FileLooks::Lock));
        files.push(lock);
    }
    files.sort_by(|a, b| a.input.path.cmp(&b.input.path));
    let found = match given {
        Some(_) => None,
        None => plan::take(&mut files),
    };
    let is_found = found.is_some();
    let (plan, findings) = plan::in_force(given.or(found), is_found);
    Ok((files, plan, findings))
}

/// The year of a bare month, as the period asked for tells it.
fn years_of(period: Period) -> YearHint {
    match period {
        Period::Month(year, _) | Period::Year(year) => YearHint {
            from_august: year,
            before_august: year,
        },
        Period::Term(year, _) | Period::SchoolYear(year) => YearHint {
            from_august: year,
            before_august: year + 1,
        },
    }
}

/// A path of which nothing is known, as an input.
fn of_path(path: &str) -> Ingested {
    Ingested {
        input: Input {
            path: path.to_string(),
            ..Input::default()
        },
        ..Ingested::default()
    }
}

/// A path that could not even be looked at, as an input; `finding` says why.
fn unreadable(path: &str, finding: Finding) -> Ingested {
    let mut file = of_path(path);
    file.input.error = Some(finding.code);
    file.findings.push(finding);
    file
}

/// Reads the files in parallel, those in zips among them; the result is in their order.
fn read_all(
    candidates: &[&Candidate],
    request: &Request,
    progress: Progress<'_>,
) -> Result<Vec<Ingested>, Error> {
    let reading = Reading {
        years: request.period.map(years_of),
        limits: &request.limits,
    };
    let threads = rayon::ThreadPoolBuilder::new()
        .num_threads(request.jobs.unwrap_or(0))
        .build()
        .map_err(|error| Error::Threads(error.to_string()))?;
    let done = AtomicUsize::new(0);
    Ok(threads.install(|| {
        candidates
            .par_iter()
            .map(|candidate| {
                let files = ingest_all(candidate, reading);
                progress(done.fetch_add(1, Ordering::Relaxed) + 1, candidates.len());
                files
            })
            .flatten_iter()
            .collect()
    }))
}
