//! What holds for the rows of a table and stands around them: the year and the month that the rows do not
//! say, above them or in headings and a column beside them, and the unit of money that a row under the header
//! gives to its columns, whether its people are retired.

mod money_unit;
mod period;
mod retired;
mod row_years;

pub(super) use money_unit::units_under;
pub(super) use period::{Said, Sources};
pub(super) use retired::lists_retired;
pub(super) use row_years::{RowYears, says_years};
