//! The stages in their order, and the batches and threads they run in: the only room that knows
//! them all. It decides nothing of its own beyond that.

mod archive;
mod copies;
mod ingest;
mod ingested;
mod period;
mod plan;
mod schools;
mod sheet;
mod units;
mod versions;

pub use copies::sheet_copies;
pub use ingest::{tables, tables_and_findings};
pub use plan::{plan_from_text, rows_from_text};

use crate::check::{Rosters, check};
use crate::discover::{Candidate, discover};
use crate::error::Error;
use crate::finding::{Arg, Code, Finding};
use crate::frame::{Batch, Frameset};
use crate::judge::{Judged, judge};
use crate::measure::{figures, measure};
use crate::messages;
use crate::outcome::{Input, MetricValue, Outcome, Unit, UnitFigures};
use crate::parse::YearHint;
use crate::plan::Period;
use crate::read::Limits;
use crate::rows::TypedRows;
use archive::ingest_all;
use ingested::{Ingested, file_place, looks_like, not_opened};
use plan::InForce;
use rayon::prelude::*;
use std::collections::{BTreeMap, HashMap};
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};

/// A batch has at least this many rows before it is checked, if there are more units to come: the
/// columnar engine has a cost of its own for each batch.
const BATCH_ROWS: usize = 200_000;

/// What a command asks of the pipeline.
#[derive(Debug, Clone, Default)]
pub struct Request {
    /// Files and folders.
    pub paths: Vec<PathBuf>,
    /// The plan's workbook; none to use one that is found among the inputs, else the built-in one.
    pub plan: Option<PathBuf>,
    /// The period; none for the newest term that the data covers.
    pub period: Option<Period>,
    /// The one unit to look at; none for all.
    pub unit: Option<String>,
    /// Whether the units together are judged as a district.
    pub district: bool,
    /// Whether the typed rows are kept in the outcome.
    pub keep_rows: bool,
    /// How many threads read files; none for one a core.
    pub jobs: Option<usize>,
    /// What a file may ask of the machine.
    pub limits: Limits,
}

/// Told how many of how many files have been read.
pub type Progress<'a> = &'a (dyn Fn(usize, usize) + Sync);

/// Runs all stages but the last.
///
/// # Errors
/// [`Error`] when the plan cannot be read, the unit asked for sent nothing, or threads cannot be
/// had. Whatever is wrong with an input is a finding, and the rest is done.
pub fn run(request: &Request, progress: Progress<'_>) -> Result<Outcome, Error> {
    let (mut files, plan, plan_found) = gather(request, progress)?;
    let mut findings = plan.findings;
    leave_out_repeated(&mut files);
    let mut units = units::assign(&mut files, &plan.plan, request)?;
    // Two files are versions of one workbook only if they are one unit's.
    versions::leave_out_older(&mut files);
    units::count_files(&mut units, &files);
    let (period, period_source) = period::choose(request.period, &files, &plan.plan.terms);
    let set = Frameset {
        units: &units,
        plan: &plan.plan,
        period,
    };
    let mut work = Work::default();
    for batch in batches(&files, &units) {
        work.batch(&Batch::new(&batch, set))?;
    }
    findings.extend(work.findings(&units));
    findings.extend(units::findings(&units, &files, request));
    findings.extend(
        files
            .iter_mut()
            .flat_map(|file| std::mem::take(&mut file.findings)),
    );
    findings.sort_by(|a, b| (&a.place, a.code).cmp(&(&b.place, b.code)));
    let metrics = work.metrics(units.len());
    let Judged { metrics, targets } = judge(metrics, &units, &plan.plan, period, request.district);
    let of_plan = match plan_found {
        true => plan.rows,
        false => Vec::new(),
    };
    let rows = match request.keep_rows {
        true => rows_in_order(&mut files, plan.input.as_ref(), of_plan),
        false => Vec::new(),
    };
    Ok(Outcome {
        period,
        period_source,
        span: plan.plan.terms.span(period),
        figures: work.figures(units.len()),
        plan: plan.plan,
        plan_input: plan.input,
        plan_found,
        units,
        findings,
        metrics,
        targets,
        rows,
        inputs: files.into_iter().map(|file| file.input).collect(),
    })
}

/// The rows of the `files`, and among them those of the plan, in the order of their paths.
fn rows_in_order(
    files: &mut [Ingested],
    plan: Option<&Input>,
    of_plan: Vec<TypedRows>,
) -> Vec<TypedRows> {
    let before = |file: &Ingested| plan.is_some_and(|plan| file.input.path < plan.path);
    let at = files.iter().take_while(|file| before(file)).count();
    let mut taken = files
        .iter_mut()
        .map(|file| std::mem::take(&mut file.tables));
    let mut rows: Vec<TypedRows> = taken.by_ref().take(at).flatten().collect();
    rows.extend(of_plan);
    rows.extend(taken.flatten());
    rows
}

/// Reads the files and the plan; answers both, and whether the plan was found among the files.
fn gather(
    request: &Request,
    progress: Progress<'_>,
) -> Result<(Vec<Ingested>, InForce, bool), Error> {
    let discovery = discover(&request.paths);
    let mut plan = plan::given(request)?;
    let plan_source = plan
        .as_ref()
        .and_then(|p| p.input.source.canonicalize().ok());
    let candidates: Vec<&Candidate> = discovery
        .files
        .iter()
        .filter(|c| plan_source.is_none() || c.source.canonicalize().ok() != plan_source)
        .collect();
    let years = request.period.and_then(years_of);
    let mut files = read_all(&candidates, request, years, progress)?;
    for (path, error) in &discovery.missing {
        files.push(unreadable(path, not_opened(error)));
    }
    for path in &discovery.empty {
        files.push(unreadable(path, Finding::new(Code::F002, file_place(0))));
    }
    for path in &discovery.left {
        files.push(left_over(path));
    }
    renumber(&mut files);
    let plan_found = plan.is_none() && plan::take(&mut files, &mut plan);
    if plan_found {
        renumber(&mut files);
    }
    Ok((files, plan::finish(plan), plan_found))
}

/// The year of a bare month, as the period asked for tells it.
fn years_of(period: Period) -> Option<YearHint> {
    Some(match period {
        Period::Month(year, _) | Period::Year(year) => YearHint {
            from_august: year,
            before_august: year,
        },
        Period::Term(year, _) | Period::SchoolYear(year) => YearHint {
            from_august: year,
            before_august: year + 1,
        },
    })
}

/// A path that could not even be looked at, as an input; `finding` says why.
fn unreadable(path: &str, finding: Finding) -> Ingested {
    Ingested {
        input: Input {
            path: path.to_string(),
            error: Some(finding.code),
            ..Input::default()
        },
        findings: vec![finding],
        ..Ingested::default()
    }
}

/// A lock beside an open workbook, which the user named, as an input that is passed over.
fn left_over(path: &str) -> Ingested {
    Ingested {
        input: Input {
            path: path.to_string(),
            passed_over: true,
            ..Input::default()
        },
        findings: vec![looks_like(Code::F010, messages::LOOKS_LOCK, 0)],
        ..Ingested::default()
    }
}

/// Reads the files in parallel, those in zips among them; the result is in their order.
fn read_all(
    candidates: &[&Candidate],
    request: &Request,
    years: Option<YearHint>,
    progress: Progress<'_>,
) -> Result<Vec<Ingested>, Error> {
    let threads = rayon::ThreadPoolBuilder::new()
        .num_threads(request.jobs.unwrap_or(0))
        .build()
        .map_err(|error| Error::Threads(error.to_string()))?;
    let done = AtomicUsize::new(0);
    Ok(threads.install(|| {
        candidates
            .par_iter()
            .map(|candidate| {
                let files = ingest_all(candidate, years, &request.limits);
                progress(done.fetch_add(1, Ordering::Relaxed) + 1, candidates.len());
                files
            })
            .flatten_iter()
            .collect()
    }))
}

/// Sorts the inputs by path and gives every place its input's number.
fn renumber(files: &mut [Ingested]) {
    files.sort_by(|a, b| a.input.path.cmp(&b.input.path));
    for (number, file) in (0_u32..).zip(files) {
        for finding in &mut file.findings {
            finding.place.input = Some(number);
        }
        for table in &mut file.tables {
            table.block.input = number;
        }
    }
}

/// Drops the rows of workbooks that were sent twice.
fn leave_out_repeated(files: &mut [Ingested]) {
    for (number, earlier) in ingest::repeated(files) {
        let path = files[earlier].input.path.clone();
        let file = &mut files[number];
        file.tables.clear();
        file.input.repeated = true;
        let input = u32::try_from(number).unwrap_or(u32::MAX);
        file.findings =
            vec![Finding::new(Code::F011, file_place(input)).arg("other", Arg::Thing(path))];
    }
}

/// The blocks in batches of whole units, in the order of the units, each with its unit's position.
fn batches<'f>(files: &'f [Ingested], units: &[Unit]) -> Vec<Vec<(u32, &'f TypedRows)>> {
    let positions: HashMap<&str, u32> = units.iter().map(|u| u.name.as_str()).zip(0..).collect();
    let mut by_unit: BTreeMap<u32, Vec<&TypedRows>> = BTreeMap::new();
    for file in files {
        for rows in &file.tables {
            let own = || file.input.unit;
            let named = rows.block.unit.as_deref();
            let unit = named.map_or_else(own, |name| positions.get(name).copied());
            if let Some(unit) = unit {
                by_unit.entry(unit).or_default().push(rows);
            }
        }
    }
    let mut batches = Vec::new();
    let mut batch: Vec<(u32, &TypedRows)> = Vec::new();
    let mut rows = 0;
    for (unit, tables) in by_unit {
        rows += tables.iter().map(|table| table.rows.len()).sum::<usize>();
        batch.extend(tables.into_iter().map(|table| (unit, table)));
        if rows >= BATCH_ROWS {
            batches.push(std::mem::take(&mut batch));
            rows = 0;
        }
    }
    if !batch.is_empty() {
        batches.push(batch);
    }
    batches
}

/// What stays of the batches: findings and aggregates.
#[derive(Default)]
struct Work {
    findings: Vec<Finding>,
    metrics: Vec<MetricValue>,
    figures: BTreeMap<u32, UnitFigures>,
    rosters: Rosters,
}

impl Work {
    fn batch(&mut self, batch: &Batch<'_>) -> Result<(), Error> {
        self.findings.extend(check(batch).map_err(Error::from)?);
        self.metrics.extend(measure(batch).map_err(Error::from)?);
        self.figures.extend(figures(batch));
        self.rosters.add(batch);
        Ok(())
    }

    fn findings(&mut self, units: &[Unit]) -> Vec<Finding> {
        let mut findings = std::mem::take(&mut self.findings);
        findings.extend(
            self.rosters
                .findings(|unit| units[unit as usize].name.clone()),
        );
        findings
    }

    /// The figures of all units in order; of a unit that sent nothing, empty ones.
    fn figures(&mut self, units: usize) -> Vec<UnitFigures> {
        (0_u32..)
            .take(units)
            .map(|unit| self.figures.remove(&unit).unwrap_or_default())
            .collect()
    }

    /// The metrics of all units in order; a unit that sent nothing has none.
    fn metrics(&mut self, units: usize) -> Vec<MetricValue> {
        let mut metrics = std::mem::take(&mut self.metrics);
        metrics.retain(|value| value.unit.is_some_and(|unit| (unit as usize) < units));
        metrics.sort_by_key(|value| value.unit);
        metrics
    }
}
