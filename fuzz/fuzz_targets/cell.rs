//! One cell, as text and as number, through the parser of every type of column.
#![no_main]

use gonghui_fuzz::{look_at_cell, watched};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| watched(|| look_at_cell(data)));
