//! Where tables begin and end under each other, in columns of a sheet that are theirs: a row goes on with
//! the table that is open, or with the one that begins there. What may be part of a header, or stand over
//! one, is held back until that is known.

use super::At;
use super::context::Sources;
use super::kinds::{Answer, RowKind, row_kind};
use super::mend::merged::Merged;
use super::table::{Done, OpenTable, Shape};
use crate::finding::{Arg, Code, Finding};
use crate::read::Value;
use crate::recognise::{
    HeaderPart, Lines, Recognised, Row, Span, is_under_header, part_of_header, recognise_below,
    recognise_merged, school_of_title, stands_for,
};
use crate::rows::{Block, Layout};
use crate::schema::ColumnType;

/// How many rows back a header may begin.
const WINDOW: usize = 3;

/// How many of the rows held back may stand over a header as its lines.
const HELD_OVER: usize = 8;

/// How many rows under a header may belong to it: hints, and the numbers of the columns.
const ROWS_UNDER_HEADER: u32 = 3;

/// Columns of a sheet with one table open in them.
pub(super) struct Segment<'s, 'a> {
    at: At<'s>,
    pub(super) span: Span,
    table: OpenTable,
    /// What stands above the table.
    lines: Lines,
    /// The last rows that may be part of a header.
    window: Vec<Row<'a>>,
    held: Vec<Held<'a>>,
    /// Whether remarks (填表说明：) have begun below the rows.
    under_remarks: bool,
    /// Whether a header of sums (总交易单数, 总金额 …) stands above, under which the sums of the rows follow.
    under_summary: bool,
    /// Whether the header of a list that is none of ours stands above.
    under_other: bool,
}

/// A row held back until it is known whether a header follows.
struct Held<'a> {
    row: Row<'a>,
    /// What it is if none follows: data, or a heading, which would be the title of the next table.
    answer: Answer,
}

impl Held<'_> {
    fn is_title(&self) -> bool {
        self.answer.kind != RowKind::Data
    }
}

impl<'s, 'a> Segment<'s, 'a> {
    /// The columns of `recognised` in the sheet `at`.
    pub(super) fn new(at: At<'s>, recognised: &Recognised, lines: Lines) -> Segment<'s, 'a> {
        Segment {
            at,
            span: recognised.span.clone(),
            table: OpenTable::new(at, recognised, &lines),
            lines,
            window: Vec::new(),
            held: Vec::new(),
            under_remarks: false,
            under_summary: false,
            under_other: false,
        }
    }

    /// The last row of the open table's header, 0-based.
    pub(super) fn last_header_row(&self) -> u32 {
        self.table.header_rows.1
    }

    /// A row below the header; answers the table that it ends, if it begins another one.
    pub(super) fn row(&mut self, merged: &Merged, mut row: Row<'a>) -> Option<Done> {
        if let Some(block) = self.table.block() {
            merged.fill_states(&mut row, block);
        }
        if self.is_merged_under_header(merged, &row) {
            return None;
        }
        let part = part_of_header(&row);
        match part {
            HeaderPart::None => self.window.clear(),
            HeaderPart::Groups | HeaderPart::Whole => {
                if self.window.len() == WINDOW {
                    self.window.remove(0);
                }
                self.window.push(row.clone());
            }
        }
        let near = row.index <= self.last_header_row() + ROWS_UNDER_HEADER;
        if self.table.is_empty() && self.held.is_empty() && near {
            if is_under_header(&row) {
                self.table.units(self.at, &row);
                return None;
            }
            if part == HeaderPart::Whole && self.is_deeper() {
                return None;
            }
        }
        let mut answer = row_kind(&row, self.table.block()?);
        if self.under_other && part != HeaderPart::Whole {
            self.put_among(merged, row, Answer::of_row(RowKind::Footnote, "other_list"));
            return None;
        }
        if part == HeaderPart::Whole
            && is_header_of_other(&row, self.table.block()?)
            && recognise_below(self.at.sheet, &self.window, &self.lines).is_none()
        {
            self.begin_other(merged, &row);
            return None;
        }
        let begun = !(self.table.is_empty() && self.held.is_empty());
        self.under_summary |= begun && is_summary_header(&row);
        if self.under_summary && matches!(answer.kind, RowKind::Data | RowKind::Footnote) {
            self.put_among(merged, row, Answer::of_row(RowKind::Footnote, "summary"));
            return None;
        }
        if row.cells.len() > 2 {
            self.under_remarks = false;
        } else if self.under_remarks && answer.kind == RowKind::Data {
            answer = Answer::of_row(RowKind::Footnote, "under_remarks");
        }
        // A header may begin with 合计金额 or 审核人.
        if part == HeaderPart::Whole && !matches!(answer.kind, RowKind::Header | RowKind::Example) {
            return self.data_or_header(merged, row, answer);
        }
        match answer.kind {
            RowKind::Data if part == HeaderPart::Groups => self.held.push(Held { row, answer }),
            RowKind::Data => {
                self.release(merged);
                self.table.data(merged, row, answer);
            }
            RowKind::Header => return self.header_again(merged),
            _ => self.put_among(merged, row, answer),
        }
        None
    }

    /// The sheet is read.
    pub(super) fn close(mut self, merged: &Merged) -> Done {
        self.release(merged);
        self.table.close(merged)
    }

    /// The rows held back are data after all, or headings, of which one may say whose the rows below it are.
    fn release(&mut self, merged: &Merged) {
        for held in std::mem::take(&mut self.held) {
            match held.is_title() {
                true => self.table.heading(&held.row),
                false => self.table.data(merged, held.row, held.answer),
            }
        }
    }

    /// A row that people put among the rows of data.
    fn put_among(&mut self, merged: &Merged, row: Row<'a>, answer: Answer) {
        self.under_remarks |= begins_remarks(&row);
        if answer.kind == RowKind::OtherItem {
            self.release(merged);
            self.table.other_item(&row, answer);
            return;
        }
        // A total counts the rows above it, of which some may be held back.
        if answer.kind != RowKind::Total {
            self.table.watch(&row, answer);
        }
        match answer.kind {
            RowKind::Heading | RowKind::Footnote | RowKind::MemoLine => {
                match answer.kind == RowKind::Heading || row.cells.len() <= 2 {
                    true => self.held.push(Held { row, answer }),
                    false => self.release(merged),
                }
            }
            RowKind::Total => {
                self.table.pass_total(&row);
                self.release(merged);
                self.table.total(&row, answer);
            }
            RowKind::BroughtForward => {
                self.release(merged);
                self.table.brought_forward(&row, answer);
            }
            _ => self.release(merged),
        }
    }

    /// Whether the row just met is one more row of the header above it: the table begins anew.
    fn is_deeper(&mut self) -> bool {
        let Some(recognised) = recognise_below(self.at.sheet, &self.window, &self.lines) else {
            return false;
        };
        let (first, last) = self.table.header_rows;
        let deeper = recognised.header.0 <= first && recognised.last_header_row > last;
        if deeper {
            self.table = OpenTable::new(self.at, &recognised, &self.lines);
            self.under_remarks = false;
        }
        deeper
    }

    /// Whether the row just met is one over which labels of a header below another table are merged down: it is
    /// that header's, whatever words stand in it, and the table begins anew.
    fn is_merged_under_header(&mut self, merged: &Merged, row: &Row<'a>) -> bool {
        let (first, last) = self.table.header_rows;
        let met = |above: &Row<'_>| (first..=last).contains(&above.index);
        let next = self.table.is_empty() && self.held.is_empty() && row.index == last + 1;
        if !next || !self.window.last().is_some_and(met) {
            return false;
        }
        let mut header: Vec<Row<'a>> = self
            .window
            .iter()
            .filter(|above| met(above))
            .cloned()
            .collect();
        let columns = header
            .iter()
            .flat_map(|row| row.cells.iter().map(|cell| cell.column));
        let is_merged = columns
            .into_iter()
            .any(|column| merged.covers(row.index, column));
        if !is_merged || header.len() >= WINDOW {
            return false;
        }
        header.push(row.clone());
        let Some(recognised) = recognise_merged(self.at.sheet, &header, &self.lines) else {
            return false;
        };
        let same = self
            .table
            .block()
            .is_some_and(|block| block.table.id == recognised.table.id);
        if same {
            self.table = OpenTable::new(self.at, &recognised, &self.lines);
            self.window = header;
        }
        same
    }

    /// A row that `answer` tells the kind of, or the header of another table.
    fn data_or_header(&mut self, merged: &Merged, row: Row<'a>, answer: Answer) -> Option<Done> {
        // What stands right over it is its own: 单位：万元.
        // All rows of a sheet may be held back: only the last can stand right over this one.
        let mut over = self.held.iter().rev().take(HELD_OVER);
        let own = over.any(Held::is_title).then(|| self.lines_of_held());
        let lines = own.as_ref().unwrap_or(&self.lines);
        match recognise_below(self.at.sheet, &self.window, lines) {
            Some(recognised) => {
                let top = recognised.header.0;
                self.held.retain(|held| held.row.index < top);
                return Some(self.next_table(merged, recognised));
            }
            None if answer.kind == RowKind::Data => self.held.push(Held { row, answer }),
            None => self.put_among(merged, row, answer),
        }
        None
    }

    /// The header once more: the same table goes on, unless what stands over it names another unit or
    /// month, or its money is scaled or its months are laid out in another way.
    fn header_again(&mut self, merged: &Merged) -> Option<Done> {
        let lines = self.lines_of_held();
        let again = recognise_below(self.at.sheet, &self.window, &lines);
        let of_parts = |again: &Recognised| again.split_date.is_none();
        if self.table.shape.has_split_date() && again.as_ref().is_some_and(of_parts) {
            // The row of 月 and 日 is still to come.
            return None;
        }
        let other = |again: &Recognised| {
            let Some(block) = self.table.block() else {
                return false;
            };
            let month = |lines: &Lines| Sources::new(self.at, lines).month();
            let years = |lines: &Lines| Sources::new(self.at, lines).years();
            let by_title = block.month_in_title.is_some() && again.wide.is_empty();
            lines.unit.is_some() && lines.unit != block.unit_line
                || school(&lines) != school(&self.lines)
                || by_title && month(&lines) != month(&self.lines)
                || years(&lines) != years(&self.lines)
                || again.table.id == block.table.id && Shape::of(again) != self.table.shape
        };
        if let Some(again) = again.filter(other) {
            return Some(self.next_table(merged, again));
        }
        self.under_other = false;
        // A page's title stood over it, or whose the rows of the page are.
        let first = self.held.iter().position(Held::is_title);
        let over = self.held.split_off(first.unwrap_or(self.held.len()));
        if first.is_some() {
            self.release(merged);
        }
        let (titles, data): (Vec<_>, Vec<_>) = over.into_iter().partition(Held::is_title);
        for title in titles {
            self.table.heading(&title.row);
        }
        self.held.extend(data);
        None
    }

    /// The table above is done, and a list that is none of ours begins with the header `row`: what follows is
    /// its own. It is said once (T061).
    fn begin_other(&mut self, merged: &Merged, row: &Row<'a>) {
        self.held.retain(|held| !held.is_title());
        self.release(merged);
        self.under_other = true;
        let labels = row.texts().map(|(_, text)| Arg::Header(text.to_string()));
        let Some(block) = self.table.block() else {
            return;
        };
        let first = row.cells.first().map_or(0, |cell| cell.column);
        let finding = Finding::new(Code::T061, block.place_at((row.index, first)))
            .arg("labels", Arg::names(labels))
            .arg("table", Arg::Words(block.table.title));
        self.table.say(finding);
    }

    /// The table above is done, and another one begins under the lines held back.
    fn next_table(&mut self, merged: &Merged, recognised: Recognised) -> Done {
        let lines = self.lines_of_held();
        if let Some(first) = self.held.iter().find(|held| held.is_title()) {
            self.table.up_to(first.row.index);
        }
        // In which unit its money stands, its own lines say.
        let again = recognise_below(self.at.sheet, &self.window, &lines);
        let recognised = again.unwrap_or(recognised);
        let over = self.titles_over();
        self.release(merged);
        let mut next = OpenTable::new(self.at, &recognised, &lines);
        for row in &over {
            next.title(row);
        }
        self.lines = lines;
        self.under_remarks = false;
        self.under_summary = false;
        self.under_other = false;
        std::mem::replace(&mut self.table, next).close(merged)
    }

    /// The titles right over the header that was met: they say nothing of the table above them.
    fn titles_over(&mut self) -> Vec<Row<'a>> {
        let last = self.held.iter().rposition(|held| !held.is_title());
        let over = self.held.split_off(last.map_or(0, |last| last + 1));
        over.into_iter().map(|held| held.row).collect()
    }

    /// What the rows held back say of the table that begins below them; what they leave open, the
    /// sheet's own lines say.
    fn lines_of_held(&self) -> Lines {
        let titles = self.held.iter().filter(|held| held.is_title());
        let titles: Vec<Row<'_>> = titles.map(|held| held.row.clone()).collect();
        Lines::below(&self.lines, &titles)
    }
}

/// Whether a row of labels is the header of another list than `block`: it names people as that one's header
/// does (姓名), and has another label where the block has a column of its own, or one of the block's elsewhere.
fn is_header_of_other(row: &Row<'_>, block: &Block) -> bool {
    let Layout::Rows(columns) = &block.layout else {
        return false;
    };
    let name = |index: &usize| {
        let column = &block.table.columns[*index];
        column.kind == ColumnType::Name && column.required
    };
    let stands = |text: &str, index: &usize| stands_for(text, block.table, *index);
    let names = |(_, text): (u32, &str)| {
        columns
            .keys()
            .any(|index| name(index) && stands(text, index))
    };
    let differs = |(column, text): (u32, &str)| {
        let here = columns.iter().find(|(_, at)| **at == column);
        match here {
            Some((index, _)) => !stands(text, index),
            None => columns.keys().any(|index| stands(text, index)),
        }
    };
    row.texts().count() == row.cells.len()
        && row.texts().any(names)
        && row.texts().filter(|cell| differs(*cell)).count() > 0
}

/// Whether a row heads sums of the rows above it, as statements of payment services end: labels alone, three
/// or more, most of which speak of a total.
fn is_summary_header(row: &Row<'_>) -> bool {
    let texts = row.texts().count();
    if texts < 3 || texts < row.cells.len() {
        return false;
    }
    let figures = |text: &str| text.bytes().any(|b| b.is_ascii_digit());
    let totals = row.texts().filter(|(_, text)| text.contains('总')).count();
    totals >= 3 && totals * 3 >= texts * 2 && !row.texts().any(|(_, text)| figures(text))
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
