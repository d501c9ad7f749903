//! What Excel itself keeps out of a cell while a person types: drop-downs, bounds of dates and
//! numbers, lengths, and the messages that go with them. What programs paste past it is left to
//! `parse` and `check`.

use super::cell::Cell;
use super::places::{FIRST_ROW, LAST_ROW};
use super::words;
use crate::finding::{a1, column_letters};
use crate::schema::{Column, ColumnType, OPTIONS_SHEET};
use crate::words::{Lang, Words};
use jiff::civil::Date;
use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, DataValidationRule, Formula, Workbook, XlsxError,
};

/// The longest list, commas included, that Excel takes inside a validation.
const LONGEST_LIST: usize = 255;

/// The values of drop-downs that are too long for a validation, gathered while the sheets are
/// written and then put on a hidden sheet of their own.
#[derive(Debug, Default)]
pub(super) struct Options {
    lists: Vec<(String, Vec<String>)>,
}

impl Options {
    /// The place of `values` on the hidden sheet, as a formula. `id` heads the list there.
    fn place(&mut self, id: &str, values: &[&str]) -> Formula {
        let known = self.lists.iter().position(|(_, list)| list == values);
        let index = known.unwrap_or_else(|| {
            let values = values.iter().map(|value| (*value).to_string()).collect();
            self.lists.push((id.to_string(), values));
            self.lists.len() - 1
        });
        let letters = column_letters(u32::try_from(index).unwrap_or(0));
        let last = values.len() + 1;
        Formula::new(format!("='{OPTIONS_SHEET}'!${letters}$2:${letters}${last}"))
    }

    /// Writes the hidden sheet, if any list asked for it.
    pub(super) fn write(&self, workbook: &mut Workbook) -> Result<(), XlsxError> {
        if self.lists.is_empty() {
            return Ok(());
        }
        let sheet = workbook.add_worksheet();
        sheet.set_name(OPTIONS_SHEET)?;
        for ((id, values), column) in self.lists.iter().zip(0_u16..) {
            sheet.write_string(0, column, id)?;
            sheet.write_column(1, column, values)?;
        }
        sheet.set_hidden(true);
        Ok(())
    }
}

/// The validation of the cells of `column`, the sheet's column `position` (0-based); none where
/// anything goes. `id` names the column in the workbook.
pub(super) fn validation(
    column: &Column,
    id: &str,
    position: u16,
    options: &mut Options,
    lang: Lang,
) -> Result<Option<DataValidation>, XlsxError> {
    let say = Say { column, lang };
    let first = a1(FIRST_ROW, u32::from(position));
    Ok(Some(match column.kind {
        ColumnType::Text | ColumnType::Name => return Ok(None),
        ColumnType::Category => {
            let values: Vec<&str> = column.values.iter().map(|v| v.value.as_str()).collect();
            let rule = list(&values, id, options)?;
            say.stop(rule, words::LIST_ERROR_TITLE, words::LIST_ERROR)?
        }
        ColumnType::Boolean => {
            let rule = DataValidation::new().allow_list_strings(&["是", "否"])?;
            say.warn(rule, words::BOOLEAN_ERROR_TITLE, words::BOOLEAN_ERROR)?
        }
        ColumnType::Date => say.stop(date(column), words::DATE_ERROR_TITLE, words::DATE_ERROR)?,
        ColumnType::Integer => say.warn(
            integer(column),
            words::NUMBER_ERROR_TITLE,
            words::INTEGER_ERROR,
        )?,
        ColumnType::Money => say.warn(
            decimal(column),
            words::NUMBER_ERROR_TITLE,
            words::MONEY_ERROR,
        )?,
        ColumnType::Decimal => say.warn(
            decimal(column),
            words::NUMBER_ERROR_TITLE,
            words::DECIMAL_ERROR,
        )?,
        ColumnType::NationalId => {
            let length = Formula::new(format!("=OR(LEN({first})=15,LEN({first})=18)"));
            let rule = say.prompt(DataValidation::new().allow_custom(length), words::ID_INPUT)?;
            say.warn(rule, words::ID_ERROR_TITLE, words::ID_ERROR)?
        }
        ColumnType::CreditCode => {
            let rule = DataValidation::new().allow_text_length(DataValidationRule::EqualTo(18));
            let rule = say.prompt(rule, words::CODE_INPUT)?;
            say.warn(rule, words::CODE_ERROR_TITLE, words::CODE_ERROR)?
        }
        ColumnType::Phone => say.prompt(DataValidation::new(), words::PHONE_INPUT)?,
        ColumnType::Month => say.prompt(DataValidation::new(), words::MONTH_INPUT)?,
    }))
}

/// The rows that a validation is for.
pub(super) const ROWS: (u32, u32) = (FIRST_ROW, LAST_ROW);

fn list(values: &[&str], id: &str, options: &mut Options) -> Result<DataValidation, XlsxError> {
    let length = values
        .iter()
        .map(|v| v.encode_utf16().count() + 1)
        .sum::<usize>();
    let inline = length <= LONGEST_LIST && !values.iter().any(|value| value.contains(','));
    if inline {
        DataValidation::new().allow_list_strings(values)
    } else {
        Ok(DataValidation::new().allow_list_formula(options.place(id, values)))
    }
}

fn date(column: &Column) -> DataValidation {
    let read = |bound: &Option<String>| match Cell::read(ColumnType::Date, bound.as_deref()?) {
        Cell::Date(date) => Some(date),
        _ => None,
    };
    let min = read(&column.min).unwrap_or(Date::constant(1900, 1, 1));
    let max = read(&column.max).unwrap_or(Date::constant(9999, 12, 31));
    DataValidation::new().allow_date(DataValidationRule::Between(min, max))
}

/// The bounds of a column of figures, as they are typed.
fn bounds(column: &Column) -> (f64, f64) {
    let read = |bound: &Option<String>| {
        let bound = bound.as_deref().unwrap_or_default();
        Cell::read(ColumnType::Decimal, bound)
            .as_number()
            .unwrap_or_default()
    };
    (read(&column.min), read(&column.max))
}

#[allow(clippy::cast_possible_truncation)] // Clamped to what an i32 holds.
fn integer(column: &Column) -> DataValidation {
    let (min, max) = bounds(column);
    let whole = |bound: f64| bound.clamp(f64::from(i32::MIN), f64::from(i32::MAX)) as i32;
    DataValidation::new().allow_whole_number(DataValidationRule::Between(whole(min), whole(max)))
}

fn decimal(column: &Column) -> DataValidation {
    let (min, max) = bounds(column);
    DataValidation::new().allow_decimal_number(DataValidationRule::Between(min, max))
}

/// Puts the messages of a column into its validation.
struct Say<'a> {
    column: &'a Column,
    lang: Lang,
}

impl Say<'_> {
    /// Nothing else may be entered.
    fn stop(
        &self,
        rule: DataValidation,
        title: Words,
        text: Words,
    ) -> Result<DataValidation, XlsxError> {
        self.alert(rule, DataValidationErrorStyle::Stop, title, text)
    }

    /// Something else may be entered by someone who says yes to it.
    fn warn(
        &self,
        rule: DataValidation,
        title: Words,
        text: Words,
    ) -> Result<DataValidation, XlsxError> {
        self.alert(rule, DataValidationErrorStyle::Warning, title, text)
    }

    fn alert(
        &self,
        rule: DataValidation,
        style: DataValidationErrorStyle,
        title: Words,
        text: Words,
    ) -> Result<DataValidation, XlsxError> {
        let text = text.fill(
            self.lang,
            &[
                ("column", self.column.title.get(self.lang)),
                ("min", self.column.min.as_deref().unwrap_or_default()),
                ("max", self.column.max.as_deref().unwrap_or_default()),
            ],
        );
        rule.set_error_style(style)
            .set_error_title(title.get(self.lang))?
            .set_error_message(text)
    }

    /// Shown beside the cell while it is chosen.
    fn prompt(&self, rule: DataValidation, text: Words) -> Result<DataValidation, XlsxError> {
        rule.set_input_title(self.column.title.get(self.lang))?
            .set_input_message(text.get(self.lang))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_list_goes_to_the_hidden_sheet_once() -> Result<(), XlsxError> {
        let long: Vec<String> = (0..60).map(|n| format!("第{n}项内容")).collect();
        let long: Vec<&str> = long.iter().map(String::as_str).collect();
        let mut options = Options::default();
        list(&["男", "女"], "sex", &mut options)?;
        assert!(options.lists.is_empty());
        list(&long, "a", &mut options)?;
        list(&long, "b", &mut options)?;
        list(&["甲,乙"], "c", &mut options)?;
        let heads: Vec<&str> = options.lists.iter().map(|(id, _)| id.as_str()).collect();
        assert_eq!(heads, ["a", "c"]);
        Ok(())
    }
}
