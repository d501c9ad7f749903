//! The bytes of a file, of whatever format the project's own code reads.
#![no_main]

use gonghui::read::{Limits, open};
use gonghui_fuzz::{is_ours, read_twice, watched};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    watched(|| {
        if is_ours(data) {
            read_twice(|| open(data, &Limits::default()));
        }
    });
});
