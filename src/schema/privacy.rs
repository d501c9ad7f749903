//! What of a column may go up to the district (个人信息保护法).

use serde::Deserialize;

/// Why a column stays with the school that sent it (个人信息保护法).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Privacy {
    /// ID number, phone, membership number: never leaves the school's own feedback.
    Identity,
    /// A person's name: masked in lists of aid.
    Name,
    /// A reason of illness or hardship: never leaves the school's own feedback.
    Reason,
}

/// How a text may go up to the district.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GoesUp {
    /// As it was written: it names a thing that the reports list.
    AsWritten,
    /// As far as it looks like the number of a paper, a voucher's.
    PaperNumber,
}
