//! Columns whose header is not known: what their cells hold may tell which column they are.

use super::{Judged, Told, Watch};
use crate::finding::{Arg, Code, Finding};
use crate::parse::{BlockParser, ColumnParser, Parsed, parse_date};
use crate::read::Value;
use crate::recognise::{
    Lines, Recognised, UnknownHeader, UnknownWhy, is_money_column, money_of_row,
};
use crate::rows::{Block, ColumnData};
use crate::schema::{Column, ColumnType, Table, names_other_money, normalise_label};
use crate::tabulate::kinds::RowKind;

/// What answers a question of yes or no.
const ANSWERS: [&str; 12] = [
    "是", "否", "√", "×", "✓", "✗", "有", "无", "Y", "N", "y", "n",
];

/// How many cells of an unknown column are looked at to propose what it is.
const SAMPLES: usize = 20;

/// Watches a table that has such columns.
pub(super) fn watch(recognised: &Recognised, _: &Lines) -> Option<Box<dyn Watch>> {
    let unknown = recognised.unknown.iter();
    let columns = unknown.filter_map(|header| match header.why {
        UnknownWhy::NotKnown(near) => Some(UnknownColumn {
            header: header.clone(),
            near,
            samples: Vec::new(),
        }),
        _ => None,
    });
    let columns: Vec<UnknownColumn> = columns.collect();
    (!columns.is_empty()).then(|| Box::new(Unknown { columns }) as Box<dyn Watch>)
}

struct Unknown {
    columns: Vec<UnknownColumn>,
}

/// A column that the header does not explain.
struct UnknownColumn {
    header: UnknownHeader,
    /// The column of the declaration whose name is nearly its own.
    near: Option<usize>,
    /// Its first cells.
    samples: Vec<Value<'static>>,
}

impl Watch for Unknown {
    fn row(&mut self, judged: &Judged<'_, '_>, _: &[BlockParser]) {
        if judged.answer.kind != RowKind::Data {
            return;
        }
        for column in &mut self.columns {
            if column.samples.len() < SAMPLES
                && let Some(value) = judged.row.at(column.header.cell.1)
            {
                column.samples.push(value.own());
            }
        }
    }

    fn done(self: Box<Self>, months: &[BlockParser], told: &mut Told) {
        if let Some(block) = months.first().map(BlockParser::block) {
            let columns = self.columns.iter();
            let columns = columns.filter(|column| !column.is_of_money_units());
            told.findings
                .extend(columns.map(|column| column.finding(block)));
        }
    }
}

impl UnknownColumn {
    /// T003; T004 where its name is nearly that of a column and what its cells hold fits that one, or fits
    /// one column alone that the sheet does not have; T033 where it tells what another column is for.
    fn finding(&self, block: &Block) -> Finding {
        let table: &'static Table = block.table;
        let finding = |code| {
            Finding::new(code, block.place_at(self.header.cell))
                .value(self.header.label.clone())
                .arg("label", Arg::Header(self.header.label.clone()))
        };
        if let Some(column) = self.tells(block) {
            return finding(Code::T033).arg("column", Arg::Words(column.title));
        }
        let near = self.near.filter(|index| self.fits(&table.columns[*index]));
        match near.or_else(|| self.fitting(block)) {
            Some(index) => {
                finding(Code::T004).arg("suggestion", Arg::Static(table.columns[index].title.zh))
            }
            None if let Some(text) = self.other_money() => {
                finding(Code::T016).arg("text", Arg::Text(text))
            }
            None if self.may_be_money(block) => finding(Code::T023),
            None => finding(Code::T003),
        }
    }

    /// Whether it holds units of money, which were read with the amounts (计量单位: 元).
    fn is_of_money_units(&self) -> bool {
        let is_unit = |value: &Value<'_>| money_of_row(&value.shown(), true).is_some();
        is_money_column(&self.header.label) == Some(true)
            && !self.samples.is_empty()
            && self.samples.iter().all(is_unit)
    }

    /// A cell that names another country's money: what stands beside it is not in yuan.
    fn other_money(&self) -> Option<String> {
        self.samples.iter().find_map(|value| match value {
            Value::Text(text) if text.as_str().len() <= 24 && names_other_money(text.as_str()) => {
                Some(text.as_str().to_string())
            }
            _ => None,
        })
    }

    /// Whether its cells are figures and its header ends as that of an amount does; in a table of amounts
    /// that has none, whatever its header says.
    fn may_be_money(&self, block: &Block) -> bool {
        let table = block.table;
        let is_figure = |value: &Value<'_>| match value {
            Value::Number(_) => true,
            Value::Text(text) => text.as_str().trim().parse::<f64>().is_ok(),
            _ => false,
        };
        let figures = !self.samples.is_empty() && self.samples.iter().all(is_figure);
        let label = normalise_label(&self.header.label);
        let ends = [
            "额",
            "费",
            "钱",
            "款",
            "元",
            "金",
            "支",
            "支出",
            "费用",
            "补贴",
            "补助",
            "津贴",
            "开支",
            "花销",
            "预算",
            "决算",
            "总价",
            "价税合计",
            "费用合计",
            "费合计",
            "支出合计",
            "单价",
            "会费标准",
            "缴费标准",
            "慰问标准",
            "价值",
            "补缴",
            "补交",
            "退缴",
        ];
        // Of what people earn the base of their dues may be told.
        let columns = &table.columns;
        let lacks_money = (0..columns.len())
            .any(|index| columns[index].kind == ColumnType::Money && !block.has(index));
        let is_wage = lacks_money && label.ends_with("工资");
        let named = is_wage || ends.iter().any(|end| label.ends_with(end));
        let has = |id: &String| table.column_index(id).is_some_and(|index| block.has(index));
        let has_none = !table.amounts.is_empty() && !table.amounts.iter().any(has);
        figures && (named || has_none)
    }

    /// The column in which what it holds is to be said, where the sheet does not have it.
    fn tells(&self, block: &Block) -> Option<&'static Column> {
        let table: &'static Table = block.table;
        let label = normalise_label(&self.header.label);
        let told_by = |column: &Column| {
            let mut names = column.told_by.iter();
            names.any(|name| normalise_label(name) == label)
        };
        let of_retired = block.of_retired || self.samples.is_empty();
        let mut columns = table.columns.iter().filter(|_| !of_retired);
        columns.find(|column| told_by(column) && !block.has_column(&column.id))
    }

    /// The one column that the sheet does not have and that what its cells hold fits. Neither money nor, where
    /// the table has several of the kind, dates and yes or no are proposed: one looks like another.
    fn fitting(&self, block: &Block) -> Option<usize> {
        const TOLD: [ColumnType; 7] = [
            ColumnType::NationalId,
            ColumnType::CreditCode,
            ColumnType::Phone,
            ColumnType::Category,
            ColumnType::Boolean,
            ColumnType::Date,
            ColumnType::Month,
        ];
        if self.samples.len() < 3 {
            return None;
        }
        let table: &'static Table = block.table;
        TOLD.into_iter().find_map(|kind| {
            let alike = table.columns.iter().filter(|column| column.kind == kind);
            let told =
                !matches!(kind, ColumnType::Boolean | ColumnType::Date) || alike.count() == 1;
            let columns = table.columns.iter().enumerate().filter(|_| told);
            let mut fitting = columns
                .filter(|(index, column)| column.kind == kind && !block.has(*index))
                .filter(|(_, column)| self.is_of_words() && self.fits(column));
            let (first, _) = fitting.next()?;
            fitting.next().is_none().then_some(first)
        })
    }

    /// Whether its cells are texts and dates, and no numbers.
    fn is_of_words(&self) -> bool {
        let mut samples = self.samples.iter();
        samples.all(|value| matches!(value, Value::Text(_) | Value::Date(_)))
    }

    /// Whether each of its cells is a value of `column`; a date is neither a card's number nor a phone's.
    fn fits(&self, column: &'static Column) -> bool {
        let mut parser = ColumnParser::new(column, 1, None);
        let mut scratch = ColumnData::for_column(column);
        let of_numbers = matches!(column.kind, ColumnType::Boolean | ColumnType::Phone);
        let is_date = |value: &Value<'_>| !matches!(parse_date(value, None), Parsed::Wrong(_));
        // Yes and no fit any question: they are proposed for none but another one.
        let answers = column.kind == ColumnType::Category
            && self.samples.iter().all(|value| match value {
                Value::Text(text) => ANSWERS.contains(&text.as_str().trim()),
                _ => false,
            });
        let dates = of_numbers && !self.samples.is_empty() && self.samples.iter().all(is_date);
        !dates
            && !answers
            && self.samples.iter().all(|value| {
                let fault = parser.parse(Some(value), &mut scratch);
                let there = scratch
                    .len()
                    .checked_sub(1)
                    .is_some_and(|last| scratch.get(last).is_some());
                fault.is_none() && there
            })
    }
}
