//! Which cell of a header is which column of its table, and what is to be said of the others.

use super::fit::Candidate;
use super::header::is_unit;
use super::header_cells::{HeaderCell, WideColumns, WideMeaning, wide_columns};
use super::labels::{is_known, is_remark};
use super::money_column::{MoneyColumn, is_money_column};
use super::money_unit::{MoneyUnit, unit_of_header};
use super::split_date::{self, SplitDate};
use super::wide::{RowTotal, row_total};
use super::{Lines, Recognised, UnknownHeader, UnknownWhy, WideColumn, YearColumn, quoted};
use crate::rows::Layout;
use crate::schema::{Column, ColumnType, Table, normalise_label, schema, state_group};
use std::collections::BTreeMap;

/// A header whose table is known.
struct Header<'c> {
    table: &'static Table,
    /// The table's position in the schema.
    index: usize,
    cells: &'c [HeaderCell],
    wide: Option<WideColumns>,
    date: Option<SplitDate>,
}

/// Says which cell of the header is which column.
pub(super) fn lay_out(candidate: Candidate, lines: &Lines) -> Recognised {
    let Candidate {
        table,
        cells,
        rows,
        judgements,
        ..
    } = candidate;
    let index = schema().index(&table.id).unwrap_or(0);
    let header = Header {
        table,
        index,
        cells: &cells,
        wide: wide_columns(&cells, index),
        date: split_date::find(&cells, index),
    };
    let columns = header.columns();
    let unit = header.unit_column(&columns);
    let (wide, twice) = header.wide_columns(lines);
    let scales = columns
        .iter()
        .map(|(&column, cell)| (column, cell.scale().unwrap_or(lines.scale())))
        .collect();
    let first = cells.iter().map(|cell| cell.column).min().unwrap_or(0);
    let own_units = cells
        .iter()
        .filter_map(|cell| Some((cell.column, cell.scale()?)));
    let own_units = own_units.collect();
    let unclear_units = header.unclear_units(&columns, lines);
    let money_columns = header.money_columns(&columns);
    let year_column = header.year_column(&columns);
    let mut unknown = header.unknown(&columns, unit, &wide);
    unknown.retain(|unknown| year_column.is_none_or(|year| year.column != unknown.cell.1));
    unknown.extend(twice);
    let layout = columns.iter().map(|(i, cell)| (*i, cell.column));
    let layout = Layout::Rows(layout.collect());
    Recognised {
        last_header_row: rows.1,
        scales,
        own_units,
        unclear_units,
        unknown,
        missing: header.missing(&columns, &wide),
        wide,
        split_date: header.date,
        year_column,
        digits: cells
            .iter()
            .filter_map(|cell| cell.digits.clone())
            .collect(),
        money_columns,
        parts: cells.iter().filter_map(|c| c.parts.clone()).collect(),
        unit_column: unit.map(|cell| (cell.row, cell.column, quoted(&cell.text))),
        judgements,
        ..Recognised::new(table, layout, (rows.0, first))
    }
}

impl<'c> Header<'c> {
    /// The cells that are no months of a wide sheet.
    fn single(&self) -> impl Iterator<Item = &'c HeaderCell> {
        let months = self.wide.as_ref().map_or(&[][..], |wide| &wide.months);
        let is_month = move |at: usize| months.iter().any(|(month, _)| *month == at);
        let cells = self.cells.iter().enumerate();
        cells
            .filter(move |(at, _)| !is_month(*at))
            .map(|(_, cell)| cell)
    }

    /// Whether a cell is over the sums of a wide sheet's months, and of which.
    fn adds_up(&self, cell: &HeaderCell) -> Option<RowTotal> {
        self.wide.as_ref()?;
        let of_group = || cell.group.as_deref().and_then(row_total);
        row_total(&cell.text).or_else(of_group)
    }

    /// The column of the declaration, where one 实缴 stands beside the months of a wide sheet: it is of
    /// all of them, and given to each it would count many times over.
    fn all_months(&self, cell: &HeaderCell) -> Option<usize> {
        let declared = self.table.wide.as_ref().filter(|_| self.wide.is_some())?;
        let value = self.table.column_index(&declared.value)?;
        (cell.meaning(self.index) == Some(value)).then_some(value)
    }

    /// From a column of the declaration to its cell. Where two headers mean one column, the declared
    /// title stands before its aliases.
    fn columns(&self) -> BTreeMap<usize, &'c HeaderCell> {
        let mut columns: BTreeMap<usize, &HeaderCell> = BTreeMap::new();
        let of_each_row =
            |cell: &&HeaderCell| self.adds_up(cell).is_none() && self.all_months(cell).is_none();
        for cell in self.single().filter(of_each_row) {
            let Some(column) = cell.meaning(self.index) else {
                continue;
            };
            let title = normalise_label(self.table.columns[column].title.zh);
            // Of what was planned and what came of it, that counts; the title stands before its aliases.
            let rank = |cell: &HeaderCell| {
                let group = cell.group.as_deref().unwrap_or_default();
                let came = group.contains('实') || cell.text.contains("实际");
                let is_title = normalise_label(&cell.text) == title;
                (!is_of_more_or_less(group), came, is_title)
            };
            if columns
                .get(&column)
                .is_none_or(|known| rank(cell) > rank(known))
            {
                columns.insert(column, cell);
            }
        }
        if let Some(date) = &self.date {
            let month = self.cells.iter().find(|cell| cell.column == date.month);
            columns.extend(month.map(|cell| (date.index, cell)));
        }
        columns
    }

    /// Cells that name 万 or 千 beside figures in a way that is not understood, with their texts: headers,
    /// and the lines above where a column of money says no unit of its own.
    fn unclear_units(
        &self,
        columns: &BTreeMap<usize, &'c HeaderCell>,
        lines: &Lines,
    ) -> Vec<((u32, u32), String)> {
        let kind = |index: usize| self.table.columns[index].kind;
        let figure = |index| matches!(kind(index), ColumnType::Money | ColumnType::Integer);
        let months = self.wide.iter().flat_map(|wide| &wide.months);
        let months = months.map(|(at, _)| (ColumnType::Money, &self.cells[*at]));
        let single = columns.iter().filter(|(index, _)| figure(**index));
        let single = single.map(|(index, cell)| (kind(*index), *cell));
        let figures: Vec<(ColumnType, &HeaderCell)> = single.chain(months).collect();
        let unclear = figures
            .iter()
            .filter(|(_, cell)| cell.unit() == MoneyUnit::Unclear);
        let mut found: Vec<((u32, u32), String)> = unclear
            .map(|(_, cell)| ((cell.row, cell.column), quoted(&cell.text)))
            .collect();
        let bare = |(kind, cell): &(ColumnType, &HeaderCell)| {
            *kind == ColumnType::Money && cell.scale().is_none()
        };
        if figures.iter().any(bare) {
            found.extend(lines.unclear_units.iter().cloned());
        }
        found
    }

    /// The cells that stand for no column of the declaration.
    fn free<'s>(
        &'s self,
        columns: &'s BTreeMap<usize, &'c HeaderCell>,
    ) -> impl Iterator<Item = &'c HeaderCell> + 's {
        let taken = |cell: &HeaderCell| {
            let mut of_date = self.date.iter().flat_map(SplitDate::columns);
            columns.values().any(|taken| taken.column == cell.column)
                || of_date.any(|column| column == cell.column)
        };
        self.single().filter(move |cell| !taken(cell))
    }

    /// The cell over what says whose each row is, in a table that has no column for it.
    fn unit_column(&self, columns: &BTreeMap<usize, &'c HeaderCell>) -> Option<&'c HeaderCell> {
        let own = self.table.column_index("unit").is_some();
        let mut free = self.free(columns);
        free.find(|cell| !own && is_unit(&cell.text))
    }

    /// The columns that say in which money each row's amounts stand, in a table of amounts.
    fn money_columns(&self, columns: &BTreeMap<usize, &'c HeaderCell>) -> Vec<MoneyColumn> {
        let mut kinds = self.table.columns.iter().map(|column| column.kind);
        if !kinds.any(|kind| kind == ColumnType::Money) {
            return Vec::new();
        }
        let of = |cell: &HeaderCell| {
            let column = cell.column;
            is_money_column(&cell.text).map(|is_vague| MoneyColumn { column, is_vague })
        };
        self.free(columns).filter_map(of).collect()
    }

    /// The column that says the year of the months and days beside it (年份 beside 月份, or beside 9月 to 12月).
    fn year_column(&self, columns: &BTreeMap<usize, &'c HeaderCell>) -> Option<YearColumn> {
        const OF_SCHOOL: [&str; 5] = ["学年", "学年度", "学期", "所属学年", "所属学期"];
        const YEARS: [&str; 8] = [
            "年",
            "年份",
            "年度",
            "所属年份",
            "所属年度",
            "缴费年份",
            "缴费年度",
            "会计年度",
        ];
        let takes_year = |index: &usize| {
            let column = &self.table.columns[*index];
            column.kind == ColumnType::Month || column.year_from_title
        };
        if self.wide.is_none() && !columns.keys().any(takes_year) {
            return None;
        }
        let column = |cell: &HeaderCell| {
            let label = normalise_label(&cell.text);
            let of_school = OF_SCHOOL.contains(&label.as_str());
            (of_school || YEARS.contains(&label.as_str())).then_some(YearColumn {
                column: cell.column,
                of_school,
            })
        };
        self.free(columns).find_map(column)
    }

    /// The months of a wide sheet, and headers of a month that another one stands for already.
    fn wide_columns(&self, lines: &Lines) -> (Vec<WideColumn>, Vec<UnknownHeader>) {
        let default = lines.wide_default(self.table);
        let months = self.wide.iter().flat_map(|wide| &wide.months);
        let column = |(at, meaning): &(usize, WideMeaning)| {
            let cell = &self.cells[*at];
            Some(WideColumn {
                month: meaning.month.clone(),
                target: meaning.target.or(default)?,
                header: (cell.row, cell.column),
                scale: cell.scale().unwrap_or(lines.scale()),
            })
        };
        let mut columns: Vec<WideColumn> = Vec::new();
        let mut twice = Vec::new();
        for (at, column) in months.filter_map(|month| Some((month.0, column(month)?))) {
            let same =
                |other: &WideColumn| (&other.month, other.target) == (&column.month, column.target);
            match columns.iter().any(same) {
                true => twice.push(UnknownHeader {
                    label: quoted(&self.cells[at].text),
                    cell: column.header,
                    why: UnknownWhy::Twice(column.target),
                }),
                false => columns.push(column),
            }
        }
        (columns, twice)
    }

    /// The required columns that the sheet lacks.
    fn missing(
        &self,
        columns: &BTreeMap<usize, &'c HeaderCell>,
        wide: &[WideColumn],
    ) -> Vec<usize> {
        let by_months = |index: usize| {
            let by = self.wide.as_ref().is_some_and(|wide| wide.by == index);
            by || wide.iter().any(|column| column.target == index)
        };
        (0..self.table.columns.len())
            .filter(|index| self.table.columns[*index].required && !columns.contains_key(index))
            .filter(|index| !by_months(*index))
            .collect()
    }

    /// The cells that stand for nothing, and what is to be said of each.
    fn unknown(
        &self,
        columns: &BTreeMap<usize, &'c HeaderCell>,
        unit: Option<&HeaderCell>,
        wide: &[WideColumn],
    ) -> Vec<UnknownHeader> {
        let by_month = |column: usize| wide.iter().any(|month| month.target == column);
        let why = |cell: &HeaderCell| match cell.meaning(self.index) {
            _ if let Some(total) = self.adds_up(cell) => UnknownWhy::RowTotal(total),
            Some(_) if let Some(column) = self.all_months(cell) => match by_month(column) {
                true => UnknownWhy::RowTotal(RowTotal::OfMonths),
                false => UnknownWhy::NotKnown(None),
            },
            Some(column) => UnknownWhy::Twice(column),
            None if let Some(group) = state_group(&cell.text) => UnknownWhy::State(group),
            None if is_money_column(&cell.text) == Some(false) => UnknownWhy::MoneyUnit,
            None if is_remark(&cell.text) => UnknownWhy::Remark,
            None => {
                let taken = |column: usize| columns.contains_key(&column);
                UnknownWhy::NotKnown(nearest(self.table, &cell.text, taken))
            }
        };
        self.free(columns)
            .filter(|cell| unit.is_none_or(|unit| unit.column != cell.column))
            .map(|cell| UnknownHeader {
                label: quoted(&cell.text),
                cell: (cell.row, cell.column),
                why: why(cell),
            })
            .collect()
    }
}

impl HeaderCell {
    /// What it says of its column's unit of money; a group may give the unit of its parts: `会费（元）`
    /// over 应缴, 实缴.
    fn unit(&self) -> MoneyUnit {
        let own = [&self.text].into_iter().chain(&self.group);
        let mut said = own.map(|label| unit_of_header(label));
        said.find(|said| *said != MoneyUnit::Nothing)
            .unwrap_or(MoneyUnit::Nothing)
    }

    /// By how much its unit multiplies its money.
    fn scale(&self) -> Option<i64> {
        match self.unit() {
            MoneyUnit::Scale(scale) => Some(scale),
            MoneyUnit::Nothing | MoneyUnit::Unclear => None,
        }
    }
}

/// Whether a group is of more than the row tells, or of what came before it: sums up to now, heats before the
/// final. The same beside it without such words is what counts.
fn is_of_more_or_less(group: &str) -> bool {
    const WORDS: [&str; 13] = [
        "累计",
        "至今",
        "本年",
        "全年",
        "上年",
        "上月",
        "上期",
        "预赛",
        "初赛",
        "复赛",
        "半决赛",
        "小组赛",
        "预算",
    ];
    WORDS.iter().any(|word| group.contains(word))
}

/// The column, not yet found in the sheet, whose title or alias is one edit away from `label`.
fn nearest(table: &Table, label: &str, taken: impl Fn(usize) -> bool) -> Option<usize> {
    // A word that means something elsewhere is no slip of the pen.
    if is_known(label) {
        return None;
    }
    let label = normalise_label(label);
    let length = label.chars().count();
    if length < 2 {
        return None;
    }
    table
        .columns
        .iter()
        .enumerate()
        .filter(|(index, _)| !taken(*index))
        .flat_map(|(index, column)| {
            column
                .names()
                .map(move |name| (index, normalise_label(name)))
        })
        .filter(|(index, name)| !is_another_amount(&table.columns[*index], &label, name))
        .map(|(index, name)| (strsim::levenshtein(&label, &name), index))
        .filter(|(distance, _)| *distance == 1 || (*distance == 2 && length >= 5))
        .min()
        .map(|(_, index)| index)
}

/// Letters that make another amount of one, and no slip of the pen: 税额 is no 金额, 补缴金额 no 应缴金额.
const OF_ANOTHER_AMOUNT: &str = "税退补欠减免差余优惠每月季年未预拟";

/// Whether a compared `label` speaks of another amount than the column of `column` called `name`.
fn is_another_amount(column: &Column, label: &str, name: &str) -> bool {
    let tells = |c: char| OF_ANOTHER_AMOUNT.contains(c) && !name.contains(c);
    column.kind == ColumnType::Money && label.chars().any(tells)
}
