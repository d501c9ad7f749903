//! What the targets have in common: what they read is held to a limit of memory and of time, is read
//! twice, and is held against what `tests/suite` says of every sheet.

mod cell;
mod reading;
mod watched;

#[path = "../../tests/suite/made.rs"]
mod made;
#[path = "../../tests/suite/sheet_text.rs"]
#[allow(dead_code)]
mod sheet_text;
#[path = "../../tests/suite/sound.rs"]
mod sound;
#[path = "../../tests/suite/xlsx_parts.rs"]
#[allow(dead_code)]
mod xlsx_parts;

pub use cell::look_at_cell;
pub use reading::{is_ours, read_twice};
pub use watched::watched;
pub use xlsx_parts::{DUES, parts_of, replace, sheet, zipped};

/// Reads the sheet that `bytes` write (`tests/suite/sheet_text.rs`) and stops the fuzzer where something
/// does not hold that has to.
pub fn look_at_sheet(bytes: &[u8]) {
    let mut made = sheet_text::sheet_of(&String::from_utf8_lossy(bytes));
    if let Err(what) = sound::look(&mut made) {
        panic!("{what}");
    }
}
