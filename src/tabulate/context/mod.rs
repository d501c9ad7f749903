//! What holds for all rows of a table and stands around them: the year and the month that the rows do not
//! say, and the unit of money that a row under the header gives to its columns.

mod money_unit;
mod period;

pub(super) use money_unit::units_under;
pub(super) use period::Sources;
