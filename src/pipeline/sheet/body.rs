//! The rows below a header: data, something put among the data, or the header of another table.

mod units;

use super::SheetReader;
use super::looks::Seen;
use super::merged::Merged;
use super::unknown::UnknownColumn;
use super::unnamed::Unnamed;
use crate::finding::{Arg, Finding};
use crate::findings::Findings;
use crate::parse::{BlockParser, Parsed, month_hint, parse_money, year_hint};
use crate::read::Value;
use crate::recognise::{
    Lines, Recognised, Row, RowKind, Span, UnknownWhy, WideColumn, is_under_header, may_be_header,
    recognise_below, row_kind, school_of_title,
};
use crate::rows::{Block, TypedRows, TypedValue, columns_by_letter};
use std::collections::{BTreeMap, HashSet};

/// How many rows back a header may begin.
const WINDOW: usize = 3;

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
    /// Columns of the declaration that the months of a wide sheet are.
    targets: Vec<usize>,
    lines: Lines,
    /// The last rows that may be part of a header.
    window: Vec<Row<'a>>,
    /// Rows held back until it is known whether a header follows, and whether each would be its
    /// title, or data if none follows.
    held: Vec<(Row<'a>, bool)>,
    seen: Seen,
    unnamed: Unnamed,
    unknown: Vec<UnknownColumn>,
    row_totals: Vec<RowTotal>,
    /// The units of money that headers state themselves, by the sheet's column.
    own_units: BTreeMap<u32, i64>,
    rows: usize,
    findings: Findings,
}

/// A column of the sheet that adds up a wide sheet's months.
struct RowTotal {
    /// 0-based.
    column: u32,
    /// Which of the months' columns; none for all.
    target: Option<usize>,
    /// By how much its header multiplies money.
    scale: i64,
}

/// What tells two headers of one table apart.
#[derive(PartialEq)]
struct Shape {
    columns: Vec<(&'static str, String)>,
    scales: BTreeMap<usize, i64>,
    wide: Vec<WideColumn>,
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
        }
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
        let mut targets: Vec<usize> = recognised.wide.iter().map(|column| column.target).collect();
        targets.sort_unstable();
        targets.dedup();
        let of_total = |label: &str| {
            let says = |sign| label.contains(sign);
            let column = match (says('应'), says('实') || says('已')) {
                (true, false) => recognised.table.column_index("due"),
                (false, true) => recognised.table.column_index("paid"),
                _ => None,
            };
            column.filter(|column| targets.contains(column))
        };
        // 合计 beside months that stand in one unit stands in it too.
        let wide_scale = recognised.wide.first().map(|first| first.scale);
        let alike = |scale: &i64| recognised.wide.iter().all(|column| column.scale == *scale);
        let total_scale = wide_scale.filter(alike).unwrap_or_else(|| lines.scale());
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
            row_totals: unknown
                .clone()
                .filter(|u| u.why == UnknownWhy::RowTotal)
                .map(|u| RowTotal {
                    column: u.cell.1,
                    target: of_total(&u.label),
                    scale: total_scale,
                })
                .collect(),
            unknown: unknown
                .filter(|u| u.why == UnknownWhy::NotKnown(None))
                .map(|u| UnknownColumn {
                    label: u.label.clone(),
                    cell: u.cell,
                    samples: Vec::new(),
                })
                .collect(),
            targets,
            own_units: recognised.own_units.clone(),
            rows: 0,
            findings: Findings::default(),
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
        self.rows += 1;
        let Some(block) = self.parsers.first().map(BlockParser::block) else {
            return;
        };
        self.seen.row(&row, block);
        self.unnamed.row(&row);
        merged.fill(&mut row, block);
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
        for at in 0..self.row_totals.len() {
            self.row_total(&row, at);
        }
    }

    /// A wide sheet's sum of a row's months against the months.
    fn row_total(&mut self, row: &Row<'a>, at: usize) {
        let RowTotal {
            column,
            target,
            scale,
        } = self.row_totals[at];
        let figure = match row.at(column) {
            Some(Value::Error(_) | Value::Uncalculated) | None => return,
            Some(value) => match parse_money(value, scale) {
                Parsed::Value(fen) | Parsed::Doubtful(fen, _) => fen,
                _ => return,
            },
        };
        // 小计 adds up the months since the last one, 合计 all of them.
        let before = self.row_totals.iter().map(|total| total.column);
        let since = before.filter(|other| *other < column).max().unwrap_or(0);
        let sum_of = |target: usize, months: &dyn Fn(u32) -> bool| {
            let figures = self.parsers.iter().map(|parser| {
                let block = parser.block();
                let place = block.cell(target, 1).map(|(_, place)| place);
                match parser.last(target) {
                    Some(TypedValue::Int(fen)) if place.is_some_and(months) => fen,
                    _ => 0,
                }
            });
            figures.fold(0_i64, i64::saturating_add)
        };
        // 合计 alone may be of what is due or of what was paid.
        let targets = match &target {
            Some(target) => std::slice::from_ref(target),
            None => &self.targets,
        };
        let (Some(block), Some(&target)) = (self.block(), targets.last()) else {
            return;
        };
        let sum = sum_of(target, &|_| true);
        let right = |target: &usize| {
            sum_of(*target, &|_| true) == figure
                || sum_of(*target, &|place| place < column) == figure
                || sum_of(*target, &|place| since < place && place < column) == figure
        };
        if targets.iter().any(right) {
            return;
        }
        let title = &block.table.columns[target].title;
        let mut place = block.place(None, row.index + 1);
        place.cell = Some((row.index, column));
        self.findings.push(
            Finding::new("C230", place)
                .value(row.at(column).map(Value::shown).unwrap_or_default())
                .arg("cell_title", Arg::Words(title))
                .arg("sum", Arg::Fen(sum)),
        );
    }

    /// A row that people put among the rows of data.
    fn put_among(&mut self, merged: &Merged, row: Row<'a>, kind: RowKind) {
        self.under_remarks |= begins_remarks(&row);
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
        let label = row
            .cells
            .iter()
            .find_map(|cell| match &cell.value {
                Value::Text(text) if text.as_str().contains(['计', '計']) => Some(text.as_str()),
                _ => None,
            })
            .unwrap_or_default();
        for parser in &mut self.parsers {
            parser.total(row.index + 1, label, |column| row.at(column));
        }
    }

    /// The table, its rows all read.
    pub(super) fn finish(mut self) -> Done {
        let at = self.seen;
        let mut findings = self.findings.finish();
        let mut tables: Vec<TypedRows> = Vec::with_capacity(self.parsers.len());
        if let Some(first) = self.parsers.first() {
            findings.extend(at.findings(first.block()));
            let proposals = self
                .unknown
                .iter()
                .map(|unknown| unknown.finding(first.block()));
            findings.extend(proposals);
            findings.extend(self.unnamed.finding(first.block()));
        }
        let wide = self.parsers.len() > 1;
        if wide {
            // A month that nobody has begun to fill in is not there yet.
            let filled = |parser: &BlockParser| self.targets.iter().any(|t| parser.has_values(*t));
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
        let may_be_header = may_be_header(&row);
        match may_be_header {
            true => {
                if body.window.len() == WINDOW {
                    body.window.remove(0);
                }
                body.window.push(row.clone());
            }
            false => body.window.clear(),
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
        let Some(block) = body.block() else { return };
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
        match recognise_below(self.at.sheet, &body.window, &body.lines) {
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
        let other = match (&again, body.block()) {
            (Some(again), Some(block)) => {
                let month = |lines: &Lines| {
                    let years = lines.titles.iter().find_map(|title| year_hint(title));
                    let years = years.or(self.at.asked_years);
                    let mut titles = lines.titles.iter();
                    titles.find_map(|title| month_hint(title, years))
                };
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
