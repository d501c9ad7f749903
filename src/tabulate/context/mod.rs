//! What holds for all rows of a table and stands around them: the year and the month that the rows do not
//! say, and the unit of money that a row under the header gives to its columns, whether its people
//! are retired.

mod money_unit;
mod period;
mod retired;

pub(super) use money_unit::units_under;
pub(super) use period::Sources;
pub(super) use retired::lists_retired;
