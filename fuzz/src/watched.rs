//! What one input may ask of the machine.

use cap::Cap;
use std::alloc::System;
use std::time::{Duration, Instant};

/// Counts memory as the program itself does.
#[global_allocator]
static MEMORY: Cap<System> = Cap::new(System, usize::MAX);

/// An input is below a mebibyte (`-max_len`); what holds for the process that reads for another, which
/// gets files of any size, has to hold for it all the more.
const MOST_MEMORY: usize = gonghui::read::CHILD_MEMORY;

/// The instrumented build is some times slower than the program.
const MOST_TIME: Duration = Duration::from_secs(5);

/// Runs `work`; stops the fuzzer where it asks for more memory or time than it may.
pub fn watched<T>(work: impl FnOnce() -> T) -> T {
    let begun = Instant::now();
    // Beyond the limit an allocation fails, which ends the process and is a find like any other.
    let limit = MEMORY.allocated().saturating_add(MOST_MEMORY);
    MEMORY.set_limit(limit).expect("more than is in use");
    let done = work();
    MEMORY.set_limit(usize::MAX).expect("more than is in use");
    let taken = begun.elapsed();
    assert!(taken < MOST_TIME, "it takes {taken:?}");
    done
}
