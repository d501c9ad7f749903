//! How long each step took, and over what (`--timings`, for who makes the program faster). Where it is
//! not asked for, a span costs a look at a flag. Nothing of it reaches an output.

use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::{Mutex, OnceLock};
use std::thread::ThreadId;
use std::time::{Duration, Instant};

/// Where spans go; empty where none are asked for.
static ALL: OnceLock<All> = OnceLock::new();

struct All {
    begun: Instant,
    spans: Mutex<Vec<Span>>,
}

struct Span {
    step: &'static str,
    over: String,
    thread: ThreadId,
    start: Duration,
    took: Duration,
}

/// From now on spans are kept.
pub fn keep() {
    ALL.get_or_init(|| All {
        begun: Instant::now(),
        spans: Mutex::default(),
    });
}

/// Does `work`, the `step` over a file, a unit or an output; `over` is empty where it is over all.
pub fn span<T>(step: &'static str, over: &str, work: impl FnOnce() -> T) -> T {
    let Some(all) = ALL.get() else {
        return work();
    };
    let start = all.begun.elapsed();
    let done = work();
    let span = Span {
        step,
        over: over.to_string(),
        thread: std::thread::current().id(),
        start,
        took: all.begun.elapsed().saturating_sub(start),
    };
    if let Ok(mut spans) = all.spans.lock() {
        spans.push(span);
    }
    done
}

/// The spans so far, in the order in which they began.
fn so_far() -> Vec<Span> {
    let spans = ALL
        .get()
        .and_then(|all| Some(std::mem::take(&mut *all.spans.lock().ok()?)));
    let mut spans = spans.unwrap_or_default();
    spans.sort_by_key(|span| span.start);
    spans
}

/// The spans so far as chrome://tracing and Perfetto read them: complete events, in microseconds.
pub fn trace() -> Vec<u8> {
    let mut threads: Vec<ThreadId> = Vec::new();
    let events: Vec<Value> = so_far()
        .into_iter()
        .map(|span| {
            let known = threads.iter().position(|thread| *thread == span.thread);
            let thread = known.unwrap_or_else(|| {
                threads.push(span.thread);
                threads.len() - 1
            });
            json!({
                "name": span.step,
                "ph": "X",
                "ts": micros(span.start),
                "dur": micros(span.took),
                "pid": 1,
                "tid": thread + 1,
                "args": { "over": span.over },
            })
        })
        .collect();
    format!("{}\n", json!({ "traceEvents": events })).into_bytes()
}

fn micros(duration: Duration) -> u64 {
    u64::try_from(duration.as_micros()).unwrap_or(u64::MAX)
}

/// The spans so far, added up by step: how many, how long all of them took together, in milliseconds,
/// and the longest with what it was over.
pub fn table() -> String {
    let mut steps: BTreeMap<&str, (usize, Duration, Option<Span>)> = BTreeMap::new();
    let mut order: Vec<&str> = Vec::new();
    for span in so_far() {
        if !order.contains(&span.step) {
            order.push(span.step);
        }
        let (count, sum, longest) = steps.entry(span.step).or_default();
        *count += 1;
        *sum += span.took;
        if longest
            .as_ref()
            .is_none_or(|longest| longest.took < span.took)
        {
            *longest = Some(span);
        }
    }
    let ms = |duration: Duration| micros(duration) / 1_000;
    let mut text = format!("{:<10} {:>6} {:>8}  {}\n", "step", "spans", "ms", "longest");
    for step in order {
        if let Some((count, sum, Some(longest))) = steps.get(step) {
            let _ = writeln!(
                text,
                "{step:<10} {count:>6} {:>8}  {} {}",
                ms(*sum),
                ms(longest.took),
                longest.over
            );
        }
    }
    text
}
