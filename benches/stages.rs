//! What each stage takes, apart from the others, on the sample district and on 120 schools with
//! 315,840 rows. `cargo bench --profile dev` runs it on the build that the tests use already.

mod kept;
mod load;

use criterion::{Criterion, criterion_group, criterion_main};
use gonghui::check::{Rosters, check};
use gonghui::demo;
use gonghui::frame::{Batch, Frameset};
use gonghui::judge::judge;
use gonghui::measure::{figures, measure};
use gonghui::outcome::{MetricValue, Outcome};
use gonghui::pipeline;
use gonghui::read::{Limits, open};
use gonghui::render::{json, workbook::Workbooks};
use gonghui::request::Request;
use gonghui::returns::Returns;
use gonghui::rows::TypedRows;
use gonghui::words::Lang;
use kept::Kept;
use std::error::Error;
use std::fs;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::time::Duration;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// A district to be timed.
struct District {
    name: &'static str,
    folder: PathBuf,
    files: Vec<Vec<u8>>,
}

/// The bytes of every file under `folder` that can be read as a workbook.
fn readable(folder: &Path) -> Result<Vec<Vec<u8>>> {
    let mut files = Vec::new();
    for candidate in gonghui::discover::discover(&[folder.to_path_buf()]).files {
        let bytes = fs::read(candidate.source)?;
        if open(&bytes, &Limits::default()).is_ok() {
            files.push(bytes);
        }
    }
    Ok(files)
}

/// The sample district and the load, written under the folder that cargo keeps for benches.
fn districts() -> Result<[District; 2]> {
    let tmp = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let district = |name: &'static str| -> Result<District> {
        let folder = tmp.join(format!("bench-{name}"));
        match name {
            "demo" => {
                for (name, bytes) in demo::files()? {
                    let path = folder.join(name);
                    fs::create_dir_all(path.parent().unwrap_or(&folder))?;
                    fs::write(path, bytes)?;
                }
            }
            _ => drop(load::write(&folder, 120)?),
        }
        let files = readable(&folder)?;
        Ok(District {
            name,
            folder,
            files,
        })
    };
    Ok([district("demo")?, district("schools_120")?])
}

/// Opens a workbook and streams its cells: how many there are.
fn cells(bytes: &[u8]) -> Result<usize> {
    let mut workbook = open(bytes, &Limits::default())?;
    let mut count = 0;
    for index in 0..workbook.sheets().len() {
        let mut cells = workbook.cells(index)?;
        while cells.next_cell()?.is_some() {
            count += 1;
        }
    }
    Ok(count)
}

/// Checks and measures all units in one batch: the units' metrics.
fn checked_and_measured(returns: &Returns) -> Result<Vec<MetricValue>> {
    let set = Frameset {
        units: &returns.units,
        plan: &returns.plan.plan,
        period: returns.period,
    };
    let unit = |rows: &TypedRows| returns.inputs[rows.block.input as usize].unit;
    let mut tables: Vec<(u32, &TypedRows)> = returns
        .rows
        .iter()
        .filter_map(|rows| Some((unit(rows)?, rows)))
        .collect();
    tables.sort_by_key(|(unit, _)| *unit);
    let batch = Batch::new(&tables, set);
    black_box(check(&batch));
    black_box(figures(&batch));
    let mut rosters = Rosters::default();
    rosters.add(&batch);
    Ok(measure(&batch).0)
}

/// Judges, and writes the district's workbook and its JSON.
fn judged_and_rendered(outcome: &Outcome, measured: &[MetricValue]) -> Result<usize> {
    let judged = judge(
        measured.to_vec(),
        &outcome.units,
        &outcome.plan,
        outcome.period,
        true,
    );
    black_box(judged);
    let workbook = Workbooks::new(outcome, Lang::Zh).district()?;
    let json = json::outcome(outcome, "district", &[], Lang::Zh).to_string();
    Ok(workbook.len() + json.len())
}

fn stages(criterion: &mut Criterion) {
    let districts = districts().expect("the districts to be written");
    for district in &districts {
        let mut group = criterion.benchmark_group(district.name);
        group
            .sample_size(10)
            .sampling_mode(criterion::SamplingMode::Flat)
            .warm_up_time(Duration::from_millis(200))
            .measurement_time(Duration::from_secs(2));
        group.bench_function("1 read", |bencher| {
            bencher.iter(|| -> usize {
                let files = district.files.iter();
                files.map(|bytes| cells(bytes).expect("cells")).sum()
            });
        });
        let mut kept: Vec<Kept> = district
            .files
            .iter()
            .map(|bytes| Kept::read(bytes).expect("a workbook"))
            .collect();
        group.bench_function("2 recognise and parse", |bencher| {
            bencher.iter(|| -> usize {
                let tables = kept.iter_mut().map(|workbook| pipeline::tables(workbook));
                tables.map(|tables| black_box(tables).len()).sum()
            });
        });
        drop(kept);
        let request = Request {
            paths: vec![district.folder.clone()],
            district: true,
            ..Request::default()
        };
        let returns = pipeline::returns(&request, &|_, _| {}).expect("returns");
        group.bench_function("3 check and measure", |bencher| {
            bencher.iter(|| checked_and_measured(&returns).expect("metrics"));
        });
        let measured = checked_and_measured(&returns).expect("metrics");
        let outcome = pipeline::outcome(returns);
        group.bench_function("4 judge and render", |bencher| {
            bencher.iter(|| judged_and_rendered(&outcome, &measured).expect("a workbook"));
        });
        drop(outcome);
        group.bench_function("all, two threads", |bencher| {
            let request = Request {
                jobs: Some(2),
                ..request.clone()
            };
            bencher.iter(|| {
                let returns = pipeline::returns(&request, &|_, _| {}).expect("returns");
                let outcome = pipeline::outcome(returns);
                Workbooks::new(&outcome, Lang::Zh)
                    .district()
                    .expect("a workbook")
            });
        });
        group.finish();
    }
}

criterion_group!(benches, stages);
criterion_main!(benches);
