//! One column's parser: the type's parser, the column's bounds and whether it may be empty.

use super::boolean::parse_boolean;
use super::category::CategoryParser;
use super::credit_code::parse_credit_code;
use super::date::instant;
use super::lost_zeros::LostZeros;
use super::phone::parse_phone;
use super::text::{parse_name, parse_text};
use super::utc_midnights::UtcMidnights;
use super::{
    Fault, Parsed, YearHint, is_unanswered, is_unseen_alone, parse_date, parse_decimal,
    parse_integer, parse_money, parse_month, parse_national_id,
};
use crate::finding::{Arg, Code};
use crate::read::{Text, Value};
use crate::rows::{ColumnData, TypedValue};
use crate::schema::{Column, ColumnType, Privacy};

/// Parses the cells of one column of one block.
pub struct ColumnParser {
    column: &'static Column,
    /// By how much the header's unit multiplies an amount of money.
    scale: i64,
    years: Option<YearHint>,
    date1904: bool,
    /// Whether it is asked if a value takes its year from `years`, and whether one did.
    watch_years: bool,
    took_year: bool,
    /// The times of its dates.
    pub(super) utc_midnights: UtcMidnights,
    /// Its months that may have lost their zero.
    pub(super) lost_zeros: LostZeros,
    categories: Option<CategoryParser>,
    least: Option<Owned>,
    greatest: Option<Owned>,
}

/// A typed value that stands by itself.
#[derive(Debug, Clone, PartialEq)]
enum Owned {
    Text(String),
    Int(i64),
    Date(jiff::civil::Date),
    Bool(bool),
}

impl Owned {
    fn typed(&self) -> TypedValue<'_> {
        match self {
            Owned::Text(text) => TypedValue::Text(text),
            Owned::Int(int) => TypedValue::Int(*int),
            Owned::Date(date) => TypedValue::Date(*date),
            Owned::Bool(bool) => TypedValue::Bool(*bool),
        }
    }

    /// Whether it is less than `other`; values of different types and texts have no order.
    fn is_less(&self, other: &Owned) -> bool {
        match (self, other) {
            (Owned::Int(a), Owned::Int(b)) => a < b,
            (Owned::Date(a), Owned::Date(b)) => a < b,
            _ => false,
        }
    }
}

impl ColumnParser {
    /// The parser of `column` under a header whose unit multiplies money by `scale` (1 for yuan);
    /// `years` gives a bare month its year.
    pub fn new(column: &'static Column, scale: i64, years: Option<YearHint>) -> ColumnParser {
        let mut parser = ColumnParser {
            column,
            scale: 1,
            years: None,
            date1904: false,
            watch_years: false,
            took_year: false,
            utc_midnights: UtcMidnights::default(),
            lost_zeros: LostZeros::default(),
            categories: (column.kind == ColumnType::Category).then(|| CategoryParser::new(column)),
            least: None,
            greatest: None,
        };
        // Bounds are declared in yuan and as full dates, whatever the sheet's header says.
        (parser.least, parser.greatest) = match column.figures {
            Some((least, greatest)) => (Some(Owned::Int(least)), Some(Owned::Int(greatest))),
            None => (parser.date(&column.min), parser.date(&column.max)),
        };
        parser.scale = scale;
        parser.years = years;
        parser
    }

    /// Takes another unit for amounts of money: what stands under the header says it.
    pub(super) fn rescale(&mut self, scale: i64) {
        self.scale = scale;
    }

    fn date(&mut self, bound: &Option<String>) -> Option<Owned> {
        let bound = bound.clone()?;
        match self.parse_value(&Value::Text(Text::own(bound))) {
            Parsed::Value(value) => Some(value),
            _ => None,
        }
    }

    /// Takes the year of what is written without one from `years` from now on.
    pub(super) fn in_years(&mut self, years: YearHint) {
        self.years = Some(years);
    }

    /// Whose bare numbers of dates count days from 1904, where `date1904`.
    pub(super) fn with_date1904(mut self, date1904: bool) -> ColumnParser {
        self.date1904 = date1904;
        self
    }

    /// Takes note from now on of values that take their year from a title.
    pub(super) fn watch_years(&mut self) {
        self.watch_years = matches!(self.column.kind, ColumnType::Date | ColumnType::Month);
    }

    /// Whether a value took its year from a title.
    pub(super) fn took_year(&self) -> bool {
        self.took_year
    }

    fn note_year(&mut self, value: &Value<'_>) {
        let lacks = |wrong: bool| wrong && self.years.is_some();
        self.took_year |= match self.column.kind {
            ColumnType::Month => {
                lacks(matches!(parse_month(value, None), Parsed::Wrong(f) if f.code == Code::C121))
            }
            _ if self.column.year_from_title => {
                lacks(matches!(parse_date(value, None), Parsed::Wrong(f) if f.code == Code::C113))
            }
            _ => false,
        };
    }

    /// Parses `cell` (none where it is empty), adds its value or an empty cell to `into`, and says
    /// what is wrong, if anything.
    pub fn parse(&mut self, cell: Option<&Value<'_>>, into: &mut ColumnData) -> Option<Fault> {
        if let Some(value) = cell.filter(|_| self.watch_years && !self.took_year) {
            self.note_year(value);
        }
        let parsed = match cell {
            None => Parsed::Blank,
            Some(Value::Error(_)) => Parsed::Wrong(Fault::new(Code::C002)),
            Some(Value::Uncalculated) => Parsed::Wrong(Fault::new(Code::C003)),
            // Nothing but signs of no width.
            Some(Value::Text(text)) if is_unseen_alone(text.as_str()) => Parsed::Blank,
            Some(Value::Text(text)) if is_unanswered(text.as_str()) => Parsed::Blank,
            Some(Value::Number(number)) if self.date1904 => {
                self.parse_value(&Value::Number(self.day_from_1900(*number)))
            }
            Some(value) => self.parse_value(value),
        };
        if let (Parsed::Value(Owned::Date(_)), Some(value)) = (&parsed, cell) {
            self.utc_midnights.date(into.len(), instant(value));
            self.lost_zeros.cell(into.len(), value);
        }
        match parsed {
            Parsed::Blank => {
                into.push(None);
                self.column.required.then(|| Fault::new(Code::C001))
            }
            Parsed::Value(value) => self.keep(&value, None, into),
            Parsed::Doubtful(value, fault) => self.keep(&value, Some(fault), into),
            Parsed::Wrong(fault) => {
                into.push(None);
                Some(fault)
            }
        }
    }

    /// Adds a value, of which there may be a `doubt`. A date out of its bounds is said and kept; so is
    /// no figure: a card number is not an amount, and would be one in every sum.
    fn keep(&self, value: &Owned, doubt: Option<Fault>, into: &mut ColumnData) -> Option<Fault> {
        let figure = self.column.kind.is_figure();
        let outside = match figure || doubt.is_none() {
            true => self.out_of_bounds(value),
            false => None,
        };
        let kept = outside.is_none() || !figure;
        into.push(Some(value.typed()).filter(|_| kept));
        outside.or(doubt)
    }

    /// A number as it would stand in a workbook that counts its days from 1900: a whole number of days
    /// in a date's column is 1,462 more.
    fn day_from_1900(&self, number: f64) -> f64 {
        let dated = matches!(self.column.kind, ColumnType::Date | ColumnType::Month);
        let day = (9_497.0..71_589.0).contains(&number);
        if dated && day {
            number + 1_462.0
        } else {
            number
        }
    }

    fn parse_value(&mut self, value: &Value<'_>) -> Parsed<Owned> {
        match self.column.kind {
            ColumnType::Text => {
                let person = self.column.privacy == Some(Privacy::Name);
                parse_text(value, self.column.required && person).map(Owned::Text)
            }
            ColumnType::Name => parse_name(value, self.column.required).map(Owned::Text),
            ColumnType::NationalId => parse_national_id(value).map(Owned::Text),
            ColumnType::CreditCode => parse_credit_code(value).map(Owned::Text),
            ColumnType::Phone => parse_phone(value).map(Owned::Text),
            ColumnType::Date => {
                // A day at which somebody was born or joined lies in no year of a title.
                let years = self.years.filter(|_| self.column.year_from_title);
                parse_date(value, years).map(Owned::Date)
            }
            ColumnType::Month => parse_month(value, self.years).map(Owned::Date),
            ColumnType::Money => parse_money(value, self.scale).map(Owned::Int),
            ColumnType::Integer => parse_integer(value).map(Owned::Int),
            ColumnType::Decimal => parse_decimal(value).map(Owned::Int),
            ColumnType::Boolean => parse_boolean(value, self.column).map(Owned::Bool),
            ColumnType::Category => match &mut self.categories {
                Some(categories) => categories.parse(value).map(Owned::Text),
                None => Parsed::Blank,
            },
        }
    }

    fn out_of_bounds(&self, value: &Owned) -> Option<Fault> {
        let outside = |code, bound: &'static Option<String>, value: &Option<Owned>| {
            let bound = match (value, self.scale) {
                // In the unit in which the cell is written.
                (Some(Owned::Int(fen)), 2..) => Arg::Fen(fen / self.scale),
                _ => Arg::Static(bound.as_deref().unwrap_or_default()),
            };
            Some(Fault::new(code).arg("bound", bound))
        };
        if self
            .least
            .as_ref()
            .is_some_and(|least| value.is_less(least))
        {
            outside(Code::C210, &self.column.min, &self.least)
        } else if self
            .greatest
            .as_ref()
            .is_some_and(|most| most.is_less(value))
        {
            outside(Code::C211, &self.column.max, &self.greatest)
        } else {
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::table;
    use jiff::civil::date;

    #[test]
    fn a_bare_number_is_a_day_from_1904_in_a_workbook_that_counts_so() {
        let column = table("welfare").column("date").expect("declared");
        // 2023-09-01 is 45170 from 1900, 1,462 days less from 1904.
        for (date1904, number) in [(false, 45_170.0), (true, 43_708.0)] {
            let mut parser = ColumnParser::new(column, 1, None).with_date1904(date1904);
            let mut into = ColumnData::for_column(column);
            assert_eq!(parser.parse(Some(&Value::Number(number)), &mut into), None);
            let day = date(2023, 9, 1);
            assert_eq!(into.get(0), Some(TypedValue::Date(day)), "{date1904}");
        }
        let amount = table("welfare").column("amount").expect("declared");
        let mut parser = ColumnParser::new(amount, 1, None).with_date1904(true);
        let mut into = ColumnData::for_column(amount);
        assert_eq!(
            parser.parse(Some(&Value::Number(10_000.0)), &mut into),
            None
        );
        assert_eq!(into.get(0), Some(TypedValue::Int(1_000_000)));
    }
}
