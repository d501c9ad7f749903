//! The rows below a header: data, something put among the data, or the header of another table.

mod units;

use super::SheetReader;
use super::examples::Examples;
use super::feet::Feet;
use super::looks::Seen;
use super::merged::Merged;
use super::padding::Common;
use super::row_totals::RowTotals;
use super::sources::Sources;
use super::split_date::RunningDate;
use super::spoken::SpokenTotals;
use super::unknown::UnknownColumn;
use super::unnamed::Unnamed;
use crate::finding::Finding;
use crate::parse::BlockParser;
use crate::read::Value;
use crate::recognise::{
    HeaderPart, Lines, Recognised, Row, RowKind, Span, SplitDate, UnknownWhy, WideColumn,
    is_under_header, part_of_header, recognise_below, row_kind, school_of_title,
};
use crate::rows::{Block, TypedRows, columns_by_letter};
use crate::schema::ColumnType;
use std::collections::{BTreeMap, BTreeSet, HashSet};

/// How many rows back a header may begin.
const WINDOW: usize = 3;

/// How many of the rows held back may stand over a header as its lines.
const HELD_OVER: usize = 8;

/// How many rows under a header may belong to it: hints, and the numbers of the columns.
const ROWS_UNDER_HEADER: u32 = 3;

/// How many cells of an unknown column are looked at to propose what it is.
const SAMPLES: usize = 20;

/// A table whose rows are being read.
pub(super) struct Body<'a> {
    pub(super) span: Span,
    pub(super) last_header_row: u32,
    header_row: u32,
    /// One, or one for each month of a wide sheet.
    parsers: Vec<BlockParser>,
    /// Where its columns are, how its money is scaled and which months it has, to tell the same header
    /// from another one of the same table.
    shape: Shape,
    /// Whether remarks (填表说明：) have begun below the rows.
    under_remarks: bool,
    lines: Lines,
    /// The last rows that may be part of a header.
    window: Vec<Row<'a>>,
    /// Rows held back until it is known whether a header follows, and whether each would be its
    /// title, or data if none follows.
    held: Vec<(Row<'a>, bool)>,
    seen: Seen,
    unnamed: Unnamed,
    unknown: Vec<UnknownColumn>,
    /// In an account book, whose date is in several columns.
    date: Option<RunningDate>,
    row_totals: RowTotals,
    spoken_totals: SpokenTotals,
    common: Common,
    feet: Feet,
    examples: Examples,
    /// The units of money that headers state themselves, by the sheet's column.
    own_units: BTreeMap<u32, i64>,
    rows: usize,
}

/// What tells two headers of one table apart.
#[derive(PartialEq)]
struct Shape {
    columns: Vec<(&'static str, String)>,
    scales: BTreeMap<usize, i64>,
    wide: Vec<WideColumn>,
    date: Option<SplitDate>,
}

impl Shape {
    fn of(recognised: &Recognised) -> Shape {
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

    /// By how much the columns of money are multiplied.
    fn money_scales(&self, block: &Block) -> BTreeSet<i64> {
        let columns = self.scales.iter();
        let money = columns
            .filter(|(index, _)| block.table.columns[**index].kind == ColumnType::Money)
            .map(|(_, scale)| *scale);
        money
            .chain(self.wide.iter().map(|column| column.scale))
            .collect()
    }
}

/// A table whose rows are all read: one, or one for each month of a wide sheet.
pub(super) struct Done {
    pub(super) tables: Vec<TypedRows>,
    pub(super) findings: Vec<Finding>,
}

impl<'a> Body<'a> {
    pub(super) fn new(
        recognised: &Recognised,
        parsers: Vec<BlockParser>,
        lines: Lines,
    ) -> Body<'a> {
        let unknown = recognised.unknown.iter();
        let row_totals = RowTotals::new(recognised, lines.scale());
        Body {
            span: recognised.span.clone(),
            last_header_row: recognised.last_header_row,
            header_row: recognised.header.0,
            shape: Shape::of(recognised),
            under_remarks: false,
            parsers,
            lines,
            window: Vec::new(),
            held: Vec::new(),
            seen: Seen::default(),
            unnamed: Unnamed::new(recognised),
            date: recognised.split_date.clone().map(RunningDate::new),
            row_totals,
            unknown: unknown
                .filter(|u| u.why == UnknownWhy::NotKnown(None))
                .map(|u| UnknownColumn {
                    label: u.label.clone(),
                    cell: u.cell,
                    samples: Vec::new(),
                })
                .collect(),
            spoken_totals: SpokenTotals::default(),
            common: Common::default(),
            feet: Feet::default(),
            examples: Examples::default(),
            own_units: recognised.own_units.clone(),
            rows: 0,
        }
    }

    fn block(&self) -> Option<&Block> {
        self.parsers.first().map(BlockParser::block)
    }

    /// The rows held back are data after all, or a heading that says nothing of the rows.
    pub(super) fn release(&mut self, merged: &Merged) {
        for (row, title) in std::mem::take(&mut self.held) {
            if !title {
                self.parse(merged, row);
            }
        }
    }

    /// A row of data.
    fn parse(&mut self, merged: &Merged, mut row: Row<'a>) {
        let Some(block) = self.parsers.first().map(BlockParser::block) else {
            return;
        };
        merged.fill(&mut row, block);
        if let Some(date) = &mut self.date {
            date.pass(&row);
            date.fill(&mut row);
        }
        if self.common.is_padding(&row, &self.parsers) {
            return;
        }
        self.common.row(&row);
        self.rows += 1;
        self.seen.row(&row, block);
        self.unnamed.row(&row);
        for unknown in &mut self.unknown {
            if unknown.samples.len() < SAMPLES
                && let Some(value) = row.at(unknown.cell.1)
            {
                unknown.samples.push(super::merged::own(value));
            }
        }
        let number = row.index + 1;
        let covered = |column: u32| merged.covers(row.index, column);
        for parser in &mut self.parsers {
            parser.row(number, |column| row.at(column), &covered);
        }
        self.row_totals.row(&row, &self.parsers);
    }

    /// A row that people put among the rows of data.
    fn put_among(&mut self, merged: &Merged, row: Row<'a>, kind: RowKind) {
        self.under_remarks |= begins_remarks(&row);
        if let Some(date) = self.date.as_mut().filter(|_| kind == RowKind::Total) {
            date.pass(&row);
        }
        if matches!(kind, RowKind::Note | RowKind::Footer) {
            self.feet
                .row(&row, self.parsers.iter().map(BlockParser::block));
        }
        match kind {
            RowKind::Note => self.held.push((row, true)),
            RowKind::Footer if row.cells.len() <= 2 => self.held.push((row, true)),
            RowKind::Total => {
                self.release(merged);
                self.total(&row);
            }
            RowKind::Carried => {
                self.release(merged);
                for parser in &mut self.parsers {
                    parser.carried(|column| row.at(column));
                }
            }
            _ => self.release(merged),
        }
    }

    /// A row of totals.
    fn total(&mut self, row: &Row<'a>) {
        let says = |sign: char| {
            row.cells.iter().find_map(move |cell| match &cell.value {
                Value::Text(text) if text.as_str().contains(sign) => Some(text.as_str()),
                _ => None,
            })
        };
        let label = says('计')
            .or_else(|| says('計'))
            .or_else(|| says('页'))
            .unwrap_or_default();
        let position = self.parsers.first().map_or(0, BlockParser::len);
        self.spoken_totals.row(row, position);
        for parser in &mut self.parsers {
            parser.total(row.index + 1, label, |column| row.at(column));
        }
    }

    /// The table, its rows all read.
    pub(super) fn finish(mut self) -> Done {
        let at = self.seen;
        let mut findings = Vec::new();
        let targets = self.row_totals.targets().to_vec();
        let mut tables: Vec<TypedRows> = Vec::with_capacity(self.parsers.len());
        if let Some(first) = self.parsers.first() {
            findings.extend(at.findings(first.block()));
            let proposals = self
                .unknown
                .iter()
                .map(|unknown| unknown.finding(first.block()));
            findings.extend(proposals);
            findings.extend(self.unnamed.finding(first.block()));
            findings.extend(self.row_totals.findings(first.block()));
            findings.extend(self.spoken_totals.findings(&self.parsers));
            let scales = self.shape.money_scales(first.block());
            findings.extend(self.examples.findings());
            findings.extend(self.feet.findings(first.block(), &scales));
        }
        let wide = self.parsers.len() > 1;
        if wide {
            // A month that nobody has begun to fill in is not there yet.
            let filled = |parser: &BlockParser| targets.iter().any(|t| parser.has_values(*t));
            match self.parsers.iter().any(filled) {
                true => self.parsers.retain(filled),
                false => self.parsers.truncate(1),
            }
        }
        let mut said = HashSet::new();
        for parser in self.parsers {
            let (rows, of_rows) = parser.finish();
            tables.push(rows);
            // What the months share is said once.
            let fresh = |f: &Finding| !wide || said.insert((f.code, f.place.cell));
            findings.extend(of_rows.into_iter().filter(fresh));
        }
        Done { tables, findings }
    }
}

/// Whether a row begins the remarks below a table: what follows in one or two cells is theirs.
fn begins_remarks(row: &Row<'_>) -> bool {
    let Some(Value::Text(text)) = row.cells.first().map(|cell| &cell.value) else {
        return false;
    };
    let text = text.as_str().trim();
    ["填表说明", "填报说明", "说明", "备注", "注", "附注"]
        .iter()
        .any(|word| {
            let rest = text.strip_prefix(word);
            rest.is_some_and(|rest| rest.starts_with([':', '：']))
        })
}

/// The school that a table's own title begins with.
fn school(lines: &Lines) -> Option<String> {
    lines.titles.iter().find_map(|title| school_of_title(title))
}

impl SheetReader<'_, '_> {
    /// A row below a header.
    pub(super) fn body_row<'a>(&mut self, body: &mut Body<'a>, merged: &Merged, row: Row<'a>) {
        let part = part_of_header(&row);
        let may_be_header = part == HeaderPart::Whole;
        match part {
            HeaderPart::None => body.window.clear(),
            HeaderPart::Groups | HeaderPart::Whole => {
                if body.window.len() == WINDOW {
                    body.window.remove(0);
                }
                body.window.push(row.clone());
            }
        }
        let near = row.index <= body.last_header_row + ROWS_UNDER_HEADER;
        if body.rows == 0 && body.held.is_empty() && near {
            if is_under_header(&row) {
                return self.units_under_header(body, &row);
            }
            if may_be_header && self.deeper(body) {
                return;
            }
        }
        let Some(block) = body.parsers.first().map(BlockParser::block) else {
            return;
        };
        body.examples.row(&row, block);
        let mut kind = row_kind(&row, block);
        if body.under_remarks && row.cells.len() <= 2 && kind == RowKind::Data {
            kind = RowKind::Footer;
        } else if row.cells.len() > 2 {
            body.under_remarks = false;
        }
        // A header may begin with 合计金额 or 审核人.
        if may_be_header && !matches!(kind, RowKind::Header | RowKind::Example) {
            return self.data_or_header(body, merged, row, kind);
        }
        match kind {
            RowKind::Data if part == HeaderPart::Groups => body.held.push((row, false)),
            RowKind::Data => {
                body.release(merged);
                body.parse(merged, row);
            }
            RowKind::Header => self.header_again(body, merged),
            other => body.put_among(merged, row, other),
        }
    }

    /// Whether the row just met is one more row of the header above it: the table begins anew.
    fn deeper(&mut self, body: &mut Body<'_>) -> bool {
        let Some(recognised) = recognise_below(self.at.sheet, &body.window, &body.lines) else {
            return false;
        };
        let deeper = recognised.header.0 <= body.header_row
            && recognised.last_header_row > body.last_header_row;
        if deeper {
            let window = std::mem::take(&mut body.window);
            self.ingested.findings.truncate(self.before_header);
            self.restart(body, recognised);
            body.window = window;
        }
        deeper
    }

    /// A row that may be of `kind`, a header of another table, or the first row of one.
    fn data_or_header<'a>(
        &mut self,
        body: &mut Body<'a>,
        merged: &Merged,
        row: Row<'a>,
        kind: RowKind,
    ) {
        // What stands right over it is its own: 单位：万元.
        // All rows of a sheet may be held back: only the last can stand right over this one.
        let own = body
            .held
            .iter()
            .rev()
            .take(HELD_OVER)
            .any(|(_, title)| *title);
        let own = own.then(|| self.lines_of_held(body));
        let lines = own.as_ref().unwrap_or(&body.lines);
        match recognise_below(self.at.sheet, &body.window, lines) {
            Some(recognised) => {
                let top = recognised.header.0;
                body.held.retain(|(row, _)| row.index < top);
                self.next_table(body, merged, recognised);
            }
            None if kind == RowKind::Data => body.held.push((row, false)),
            None => body.put_among(merged, row, kind),
        }
    }

    /// The header once more: the same table goes on, unless what stands over it names another unit or
    /// month, or its money is scaled or its months are laid out in another way.
    fn header_again<'a>(&mut self, body: &mut Body<'a>, merged: &Merged) {
        let lines = self.lines_of_held(body);
        let again = recognise_below(self.at.sheet, &body.window, &lines);
        let of_parts = |again: &Recognised| again.split_date.is_none();
        if body.date.is_some() && again.as_ref().is_some_and(of_parts) {
            // The row of 月 and 日 is still to come.
            return;
        }
        let other = match (&again, body.block()) {
            (Some(again), Some(block)) => {
                let month = |lines: &Lines| Sources::new(self.at, lines).month();
                let by_title = block.month_in_title.is_some() && again.wide.is_empty();
                lines.unit.is_some() && lines.unit != block.unit_line
                    || school(&lines) != school(&body.lines)
                    || by_title && month(&lines) != month(&body.lines)
                    || again.table.id == block.table.id && Shape::of(again) != body.shape
            }
            _ => false,
        };
        if let Some(again) = again.filter(|_| other) {
            return self.next_table(body, merged, again);
        }
        // A page's title stood over it.
        body.held.retain(|(_, title)| !title);
    }

    /// The table above is done, and another one begins under the lines held back.
    fn next_table<'a>(&mut self, body: &mut Body<'a>, merged: &Merged, recognised: Recognised) {
        let lines = self.lines_of_held(body);
        if let Some((first, _)) = body.held.iter().find(|(_, title)| *title) {
            body.feet.up_to(first.index);
        }
        // In which unit its money stands, its own lines say.
        let again = recognise_below(self.at.sheet, &body.window, &lines);
        let recognised = again.unwrap_or(recognised);
        body.release(merged);
        let mut next = Body::new(&recognised, Vec::new(), lines);
        next.span = body.span.clone();
        next.window = std::mem::take(&mut body.window);
        let done = std::mem::replace(body, next).finish();
        self.ingested.findings.extend(merged.findings(&done.tables));
        self.keep(done);
        self.before_header = self.ingested.findings.len();
        body.parsers = self.parsers(&recognised, &body.lines);
    }

    /// The same table under a header of more rows than was first seen.
    fn restart<'a>(&mut self, body: &mut Body<'a>, recognised: Recognised) {
        let lines = body.lines.clone();
        let parsers = self.parsers(&recognised, &lines);
        let span = body.span.clone();
        *body = Body::new(&recognised, parsers, lines);
        body.span = span;
    }

    /// What the rows held back say of the table that begins below them; what they leave open, the
    /// sheet's own lines say.
    fn lines_of_held(&self, body: &Body<'_>) -> Lines {
        let titles: Vec<Row<'_>> = body
            .held
            .iter()
            .filter(|(_, title)| *title)
            .map(|(row, _)| row.clone())
            .collect();
        Lines::below(&body.lines, &titles)
    }
}
