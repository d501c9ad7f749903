//! A 0 that stands as a formula's result: who stores one that was not worked out, and whether a sheet
//! shows that its formulas were.

use super::row::{Kind, kind_of};
use crate::read::meter::Meter;
use crate::read::package::{Event, Tag, Xml};
use crate::read::{Limit, ReadError};

/// Whether what is `written` as the result of a formula, of this kind, is the 0 that libraries store:
/// some as a number (`0`, `0.0`), some as the text `0`.
pub(super) fn is_zero(kind: Kind, written: &str) -> bool {
    matches!(kind, Kind::Number | Kind::Text)
        && matches!(written.trim_ascii().parse::<f64>(), Ok(number) if number == 0.0)
}

/// Whether `program` stores a 0 with each formula of a large workbook without asking the one that opens
/// it to work them out: Apache POI (SXSSF) and its twin for .NET, and what is built upon them.
pub(super) fn is_stored_by(program: &str) -> bool {
    program == "Apache POI" || program.starts_with("NPOI")
}

/// Whether any formula of the sheet `xml` has another result than 0.
///
/// # Errors
/// When the XML is damaged, or a limit is reached.
pub(super) fn any_result(xml: &mut Xml<'_>, meter: &Meter) -> Result<bool, ReadError> {
    let most = meter.most(Limit::StringLength);
    let (mut kind, mut formula) = (Kind::Number, false);
    let mut written = String::new();
    loop {
        let is_result = match xml.next()? {
            Event::Start(tag) if tag.name == b"v" => formula,
            Event::Start(tag) | Event::Empty(tag) => {
                match tag.name {
                    b"c" => (kind, formula) = (kind_of_cell(tag), false),
                    b"f" => formula = true,
                    _ => {}
                }
                false
            }
            Event::Eof => return Ok(false),
            _ => false,
        };
        if is_result {
            written.clear();
            xml.text(&mut written, most)?;
            if !written.trim_ascii().is_empty() && !is_zero(kind, &written) {
                return Ok(true);
            }
        }
    }
}

fn kind_of_cell(tag: Tag<'_>) -> Kind {
    tag.attribute(b"t").map_or(Kind::Number, kind_of)
}
