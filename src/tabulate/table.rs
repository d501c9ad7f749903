//! The table that is open: its header is known, and its rows come one by one.

use super::context::{RowYears, Said, units_under};
use super::header::{Opened, unclear_unit};
use super::kinds::padding::Common;
use super::kinds::{Answer, RowKind, item_of, may_add_up, of_the_whole, whose_total};
use super::mend::merged::Merged;
use super::mend::shown::put_shown;
use super::mend::{Mend, mends};
use super::pairs::{Alone, Paired, Pairs};
use super::section::{Below, Sections};
use super::sides::tell_sides;
use super::watch::{Judged, Told, Watch, watches};
use super::{At, header};
use crate::finding::{Finding, Place};
use crate::judgement::Judgement;
use crate::parse::{BlockParser, YearHint};
use crate::read::{Cell, Value};
use crate::recognise::{Lines, Recognised, Row, SplitDate, WideColumn};
use crate::rows::{Block, SheetTable, TypedRows, columns_by_letter};
use std::collections::{BTreeMap, BTreeSet, HashSet};

/// A table whose rows are being read.
pub(super) struct OpenTable {
    /// The header's first and last row, 0-based.
    pub(super) header_rows: (u32, u32),
    /// One parser, or one for each month of a wide sheet.
    months: Vec<BlockParser>,
    /// Where its columns are, how its money is scaled and which months it has, to tell the same header
    /// from another one of the same table.
    pub(super) shape: Shape,
    /// The units of money that its header states itself, by the sheet's column.
    own_units: BTreeMap<u32, i64>,
    mends: Vec<Box<dyn Mend>>,
    watches: Vec<Box<dyn Watch>>,
    common: Common,
    pairs: Option<Pairs>,
    sections: Sections,
    /// How many rows of data it has.
    rows: usize,
    /// What is to be said of the header.
    of_header: Vec<Finding>,
    /// As in [`Opened`].
    without_years: Vec<Finding>,
    without_month: Option<(usize, Finding)>,
    row_years: RowYears,
    /// Whether a heading says the month of the first row, and of those below it.
    months_said: bool,
    place: Place,
    because: Vec<Judgement>,
}

/// What tells two headers of one table apart.
#[derive(PartialEq)]
pub(super) struct Shape {
    columns: Vec<(&'static str, String)>,
    scales: BTreeMap<usize, i64>,
    wide: Vec<WideColumn>,
    date: Option<SplitDate>,
}

impl Shape {
    pub(super) fn of(recognised: &Recognised) -> Shape {
        let wide = recognised.wide.iter().cloned();
        Shape {
            columns: columns_by_letter(recognised.table, &recognised.layout),
            scales: recognised.scales.clone(),
            // The same months in another row are the same.
            wide: wide
                .map(|column| WideColumn {
                    header: (0, column.header.1),
                    ..column
                })
                .collect(),
            date: recognised.split_date.clone(),
        }
    }

    /// Whether the date stands in several columns.
    pub(super) fn has_split_date(&self) -> bool {
        self.date.is_some()
    }
}

/// A table whose rows are all read.
pub(super) struct Done {
    pub(super) table: SheetTable,
    pub(super) of_header: Vec<Finding>,
    pub(super) of_rows: Vec<Finding>,
    /// Where its header stands.
    pub(super) place: Place,
    /// Why it is taken for what it is.
    pub(super) because: Vec<Judgement>,
}

impl OpenTable {
    /// The table under the header `recognised` in the sheet `at`, whose lines above are `lines`.
    pub(super) fn new(at: At<'_>, recognised: &Recognised, lines: &Lines) -> OpenTable {
        let Opened {
            months,
            findings,
            without_years,
            without_month,
            row_years,
        } = header::open(at, recognised, lines);
        OpenTable {
            header_rows: (recognised.header.0, recognised.last_header_row),
            months,
            shape: Shape::of(recognised),
            own_units: recognised.own_units.clone(),
            mends: mends(recognised),
            watches: watches(recognised, lines),
            common: Common::default(),
            pairs: Pairs::of(recognised),
            sections: Sections::default(),
            rows: 0,
            of_header: findings,
            without_years,
            without_month,
            row_years,
            months_said: false,
            place: at.place(Some(recognised.header)),
            because: recognised.judgements.clone(),
        }
    }

    /// Where its rows stand.
    pub(super) fn block(&self) -> Option<&Block> {
        self.months.first().map(BlockParser::block)
    }

    /// Whether it has no row of data yet.
    pub(super) fn is_empty(&self) -> bool {
        self.rows == 0
    }

    /// Takes the units of money that a row under the header gives to its columns.
    pub(super) fn units(&mut self, at: At<'_>, row: &Row<'_>) {
        let units = units_under(row, &self.months, &self.own_units);
        for (column, scale) in units.scales {
            for month in &mut self.months {
                month.rescale(column, scale);
            }
            for watch in &mut self.watches {
                watch.rescale(column, scale);
            }
        }
        if let Some(table) = self.block().map(|block| block.table) {
            let unclear = units.unclear.iter();
            let said = unclear.map(|(cell, text)| unclear_unit(at, &table.id, *cell, text));
            self.of_header.extend(said);
        }
    }

    /// A row of data.
    pub(super) fn data(&mut self, merged: &Merged, mut row: Row<'_>, answer: Answer) {
        let Some(block) = self.months.first().map(BlockParser::block) else {
            return;
        };
        let pairs = self.pairs.as_mut();
        let (pair, alone) = pairs
            .map(|pairs| pairs.data(&mut row, block))
            .unwrap_or_default();
        self.alone(alone);
        let Some(block) = self.months.first().map(BlockParser::block) else {
            return;
        };
        match (may_add_up(&row, block), of_the_whole(&row, block)) {
            (Some(answer), _) if self.adds_up(&row) => {
                self.pass_total(&row);
                self.total(&row, answer);
                return;
            }
            // What it adds up is known, and need not be held against all rows above.
            (None, Some(answer)) if self.adds_up_alike(&row) => {
                self.pass_total(&row);
                self.watch(&row, answer);
                return;
            }
            _ => {}
        }
        let Some(block) = self.months.first().map(BlockParser::block) else {
            return;
        };
        for mend in &mut self.mends {
            mend.mend(&mut row, block, merged);
        }
        self.years_of(&row);
        if self.common.is_padding(&row, &self.months) {
            let formulas = |cell: &Cell<'_>| cell.value == Value::Uncalculated;
            if row.cells.iter().any(formulas) {
                self.watch(&row, Answer::of_row(RowKind::Blank, "linked"));
            }
            return;
        }
        let said = match self.months.first().map(BlockParser::block) {
            Some(block) => self.sections.row(block, row.index),
            None => return,
        };
        let said = match said {
            Below::NotHappened => {
                self.watch(&row, Answer::of_row(RowKind::NotHappened, "section"));
                return;
            }
            Below::State(column, value) => Some((column, value)),
            Below::Plain => None,
        };
        self.common.row(&row, &self.months);
        self.watch(&row, answer);
        self.rows += 1;
        let covered = |column: u32| merged.covers(row.index, column);
        for month in &mut self.months {
            month.said_above(said);
            month.row(row.index + 1, |column| row.at(column), &covered);
        }
        if let Some((half, item)) = pair {
            self.beside(&half, item);
        }
    }

    /// Whether the amounts of a row are what the rows above it come to, in each month.
    fn adds_up(&mut self, row: &Row<'_>) -> bool {
        let row = &self.as_total(row);
        let months = self.months.iter_mut();
        let mut said = months.filter_map(|month| month.adds_up(|column| row.at(column)));
        said.next()
            .is_some_and(|first| first && said.all(|same| same))
    }

    /// Whether they are what the rows right above come to that are of the same day and kind.
    fn adds_up_alike(&mut self, row: &Row<'_>) -> bool {
        let months = self.months.iter();
        let mut said = months.filter_map(|month| month.adds_up_alike(|column| row.at(column)));
        said.next()
            .is_some_and(|first| first && said.all(|same| same))
    }

    /// Lets the watches see a row that is parsed, or that is none of data.
    pub(super) fn watch(&mut self, row: &Row<'_>, answer: Answer) {
        let judged = Judged {
            row,
            answer,
            position: self.rows,
        };
        for watch in &mut self.watches {
            watch.row(&judged, &self.months);
        }
    }

    /// A row of totals will follow the rows that are held back: what it says may hold for them too.
    pub(super) fn pass_total(&mut self, row: &Row<'_>) {
        for mend in &mut self.mends {
            mend.pass(row);
        }
        self.years_of(row);
    }

    /// Takes the years that the row's column of years says.
    fn years_of(&mut self, row: &Row<'_>) {
        if let Some(column) = self.row_years.column()
            && let Some(years) = self.row_years.row(row)
        {
            self.in_years(&years, (row.index, column));
        }
    }

    /// The rows from now on are of `years`, as the sheet's `cell` (row and column, 0-based) says.
    fn in_years(&mut self, years: &Said<YearHint>, cell: (u32, u32)) {
        let Some(block) = self.months.first().map(BlockParser::block) else {
            return;
        };
        let mut doubt = self.row_years.differ(years, &block.place_at(cell));
        for month in &mut self.months {
            // What the months share is said once.
            month.in_years(years.what, doubt.take());
        }
        // Rows before have none.
        if self.rows == 0 {
            self.without_years.clear();
        }
    }

    /// A row of totals as a person reads it.
    fn as_total<'a>(&mut self, row: &Row<'a>) -> Row<'a> {
        let mut seen = row.clone();
        if let Some(block) = self.months.first().map(BlockParser::block) {
            put_shown(&mut seen, block);
            for mend in &mut self.mends {
                mend.total(&mut seen, block);
            }
        }
        seen
    }

    /// A row of totals; of rows that do not count it is nobody's.
    pub(super) fn total(&mut self, row: &Row<'_>, answer: Answer) {
        if self.sections.is_void() {
            self.watch(row, answer);
            return;
        }
        let row = &self.as_total(row);
        let says = |sign: char| {
            row.cells.iter().find_map(move |cell| match &cell.value {
                Value::Text(text) if text.as_str().contains(sign) => Some(text.as_str()),
                _ => None,
            })
        };
        let column = answer.because.column;
        let told = column.and_then(|column| match row.at(column)? {
            Value::Text(text) => Some(text.as_str()),
            _ => None,
        });
        let label = says('计')
            .or_else(|| says('計'))
            .or_else(|| says('页'))
            .or(told)
            .unwrap_or_default();
        self.watch(row, answer);
        for month in &mut self.months {
            for name in whose_total(row) {
                month.sum_of(name);
            }
            month.total(row.index + 1, label, |column| row.at(column));
        }
    }

    /// A heading among the rows.
    pub(super) fn heading(&mut self, row: &Row<'_>) {
        self.title(row);
        let [cell] = row.cells.as_slice() else { return };
        let Value::Text(text) = &cell.value else {
            return;
        };
        let text = text.as_str();
        for month in &mut self.months {
            month.heading(text, (row.index, cell.column));
        }
        if let Some(years) = self.row_years.heading(text) {
            self.in_years(&years, (row.index, cell.column));
        }
        if let Some((column, _)) = self.without_month
            && let Some(month) = self.row_years.month(text)
        {
            for parser in &mut self.months {
                parser.in_month(column, month);
            }
            self.months_said |= self.rows == 0;
        }
    }

    /// A heading, or a title of this table alone: what it says of the rows below it.
    pub(super) fn title(&mut self, row: &Row<'_>) {
        if let [cell] | [cell, _] = row.cells.as_slice()
            && let Value::Text(text) = &cell.value
            && let Some(block) = self.months.first().map(BlockParser::block)
        {
            let cell = (row.index, cell.column);
            self.sections.heading(block, cell, text.as_str());
        }
    }

    /// Says something of the table as a whole.
    pub(super) fn say(&mut self, finding: Finding) {
        self.of_header.push(finding);
    }

    /// A row that brings sums forward.
    pub(super) fn brought_forward(&mut self, row: &Row<'_>, answer: Answer) {
        let row = &self.as_total(row);
        let label = answer.because.column.and_then(|column| row.at(column));
        let label = label.map(Value::shown).unwrap_or_default();
        for month in &mut self.months {
            month.brought_forward(row.index + 1, &label, |column| row.at(column));
        }
    }

    /// A row of another item than the months of a wide sheet are: read beside the row of the same person, or
    /// said.
    pub(super) fn other_item(&mut self, row: &Row<'_>, answer: Answer) {
        let block = self.months.first().map(BlockParser::block);
        let item = block.and_then(|block| Some((item_of(row, answer, block)?, block)));
        let paired = match (item, &mut self.pairs) {
            (Some((item, block)), Some(pairs)) => pairs.other(row, (answer, item), block),
            _ => return self.watch(row, answer),
        };
        match paired {
            Paired::WithLast => {
                if let Some((item, _)) = item {
                    self.beside(row, item);
                }
            }
            Paired::Held(before) => self.alone(before),
        }
    }

    /// Reads a row of the column `item` of the declaration beside the last row of data.
    fn beside(&mut self, row: &Row<'_>, item: usize) {
        let targets = self.shape.wide.iter().map(|month| month.target);
        let targets: BTreeSet<usize> = targets.collect();
        for month in &mut self.months {
            for target in &targets {
                month.beside((*target, item), row.index + 1, |column| row.at(column));
            }
        }
    }

    /// A row of another item that has no row beside which it could be read.
    fn alone(&mut self, half: Option<Alone>) {
        if let Some((row, answer)) = half {
            self.watch(&row, answer);
        }
    }

    /// The one row of a form; `value` gives the cell at a row and column (0-based).
    pub(super) fn form<'v, 'a: 'v>(&mut self, value: impl Fn(u32, u32) -> Option<&'v Value<'a>>) {
        if let Some(form) = self.months.first_mut() {
            form.form(value);
        }
    }

    /// What was seen from the sheet's `row` (0-based) on stands over the next table.
    pub(super) fn up_to(&mut self, row: u32) {
        for watch in &mut self.watches {
            watch.up_to(row);
        }
    }

    /// The table, its rows all read.
    pub(super) fn close(mut self, merged: &Merged) -> Done {
        let half = self.pairs.as_mut().and_then(Pairs::left);
        self.alone(half);
        let mut told = Told::default();
        for watch in std::mem::take(&mut self.watches) {
            watch.done(&self.months, &mut told);
        }
        if let Some(block) = self.months.first().map(BlockParser::block) {
            told.findings
                .extend(std::mem::take(&mut self.sections).findings(block));
        }
        let wide = self.months.len() > 1;
        if wide {
            self.leave_out_unbegun();
        }
        let mut said = HashSet::new();
        let mut months: Vec<TypedRows> = Vec::with_capacity(self.months.len());
        let mut of_rows = told.findings;
        for month in std::mem::take(&mut self.months) {
            let (mut rows, findings) = month.finish();
            of_rows.extend(tell_sides(&mut rows));
            rows.put(&told.texts);
            rows.block.unread.clone_from(&told.unread);
            months.push(rows);
            // What the months share is said once.
            let fresh = |f: &Finding| !wide || said.insert((f.code, f.place.cell));
            of_rows.extend(findings.into_iter().filter(fresh));
        }
        let mut of_header = self.of_header;
        of_header.extend(self.without_years);
        let month = self.without_month.filter(|_| !self.months_said);
        of_header.extend(month.map(|(_, finding)| finding));
        of_header.extend(merged.findings(&months));
        of_rows.extend(merged.covered(&months));
        Done {
            table: SheetTable {
                months,
                row_totals: told.row_totals,
                inline_totals: told.inline_totals,
            },
            of_header,
            of_rows,
            place: self.place,
            because: self.because,
        }
    }

    /// A month that nobody has begun to fill in is not there yet.
    fn leave_out_unbegun(&mut self) {
        let wide = &self.shape.wide;
        let begun = |month: &BlockParser| wide.iter().any(|column| month.has_values(column.target));
        match self.months.iter().any(begun) {
            true => self.months.retain(begun),
            false => self.months.truncate(1),
        }
    }
}
