//! A sheet written as text (`tests/suite/sheet_text.rs`), through recognise and parse.
#![no_main]

use gonghui_fuzz::{look_at_sheet, watched};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| watched(|| look_at_sheet(data)));
