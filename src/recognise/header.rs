//! A header: the row of the head, or the rows under each other, whose labels fit a table best.

use super::fit::{Candidate, Fit, best_fit, matches};
use super::header_cells::{HeaderCell, header_cells};
use super::labels::{is_remark, meanings};
use super::names::Names;
use super::wide::{month_label, months_in_numbers, says_dues};
use super::{Row, Span, split_date, years_across};
use crate::judgement::Judgement;
use crate::read::Merge;
use crate::schema::normalise_label;

/// The most rows that a header has: a group (会费) over its parts (应缴, 实缴), and one more.
const MOST_ROWS: usize = 3;

/// The best header among the rows of the head of the sheet called `sheet` in the file called `file`. Of
/// headers that fit alike the one of fewer rows stands, then the upper one.
pub(super) fn find(sheet: &str, file: &str, head: &[Row<'_>]) -> Option<Candidate> {
    let names = Names::new(sheet, file, head.len());
    let mut best: Option<(Fit, Vec<HeaderCell>, usize, usize)> = None;
    for depth in 1..=MOST_ROWS {
        for top in 0..head.len() {
            let below = head.get(top + depth);
            if depth < MOST_ROWS && below.is_some_and(split_date::is_date_parts) {
                // 月 and 日 under a date are the header's last row.
                continue;
            }
            let dues = || {
                let until = head.get(..top + depth).unwrap_or_default();
                says_dues(texts(until).chain([sheet]))
            };
            let Some(cells) = header_cells(head, top, depth, &dues) else {
                continue;
            };
            let Some(fit) = best_fit(&cells, &names.around(head, top, depth)) else {
                continue;
            };
            let rank = |fit: &Fit, cells: &[HeaderCell]| (fit.score, years_across::several(cells));
            if best
                .as_ref()
                .is_none_or(|(best, of_best, ..)| rank(&fit, &cells) > rank(best, of_best))
            {
                best = Some((fit, cells, top, depth));
            }
        }
    }
    let (fit, cells, top, depth) = best?;
    let rows = (head[top].index, head[top + depth - 1].index);
    let candidate = fit.candidate(cells, rows, &names.around(head, top, depth));
    // Of two tables under each other the upper one begins the sheet, though the lower fit better.
    let upper = (1..=head.len())
        .take_while(|end| head[end - 1].index < candidate.rows.0)
        .find_map(|end| Some((end, below_in(sheet, &head[..end])?)));
    Some(match upper {
        Some((end, upper)) => {
            let upper = with_rows_below(sheet, head, end, upper);
            under_its_titles(&names, head, upper)
        }
        None => candidate,
    })
}

/// The header `found`, taken for what the lines above it say as well: they are about the first of several
/// tables under each other.
fn under_its_titles(names: &Names<'_>, head: &[Row<'_>], found: Candidate) -> Candidate {
    let (first, last) = found.rows;
    let top = head.partition_point(|row| row.index < first);
    let depth = head.partition_point(|row| row.index <= last) - top;
    let dues = || says_dues(texts(head.get(..top + depth).unwrap_or_default()));
    let again = header_cells(head, top, depth, &dues).and_then(|cells| {
        let above = names.around(head, top, depth);
        let fit = best_fit(&cells, &above)?;
        Some(fit.candidate(cells, found.rows, &above))
    });
    again.unwrap_or(found)
}

/// Takes into the header `found`, in the columns of `span`, the rows that its labels are merged down over: they
/// settle how deep it is, whatever words stand in those rows.
pub(super) fn down_to_its_merges(
    (sheet, file): (&str, &str),
    head: &[Row<'_>],
    span: &Span,
    merges: &[Merge],
    found: &mut Candidate,
) {
    let (first, last) = found.rows;
    let of_label = |merge: &&Merge| {
        let mut cells = found.cells.iter();
        cells.any(|cell| (cell.row, cell.column) == (merge.0, merge.1))
    };
    let down = merges.iter().filter(of_label).map(|merge| merge.2).max();
    let Some(down) = down.filter(|down| *down > last) else {
        return;
    };
    let rows = head.iter().map(|row| row.within(span));
    let head: Vec<Row<'_>> = rows.filter(|row| !row.cells.is_empty()).collect();
    let top = head.partition_point(|row| row.index < first);
    let depth = head.partition_point(|row| row.index <= down) - top;
    let names = Names::new(sheet, file, head.len());
    let dues = || says_dues(texts(head.get(..top + depth).unwrap_or_default()).chain([sheet]));
    let within = depth <= MOST_ROWS;
    let Some(cells) = within
        .then(|| header_cells(&head, top, depth, &dues))
        .flatten()
    else {
        return;
    };
    let above = names.around(&head, top, depth);
    let fit = best_fit(&cells, &above);
    let same = |fit: &Fit| std::ptr::eq(fit.found.table, found.table);
    match fit.filter(same) {
        Some(fit) => *found = fit.candidate(cells, (first, down), &above),
        // Its words are of no table, or of another: what it is has been told without them.
        None => (found.cells, found.rows) = (cells, (first, down)),
    }
}

/// What the head of a sheet without a header is nearest to: a table of which it names two columns at least.
pub(super) fn nearest(sheet: &str, file: &str, head: &[Row<'_>]) -> Option<Judgement> {
    let names = Names::new(sheet, file, head.len());
    let mut best: Option<Judgement> = None;
    for top in 0..head.len() {
        let Some(cells) = header_cells(head, top, 1, &|| false) else {
            continue;
        };
        let above = names.around(head, top, 1);
        for found in matches(&cells).into_iter().filter(|m| m.columns.len() >= 2) {
            let read = !found.table.of_other_purpose;
            let judgement = found.barred(&cells, &above);
            let weight = judgement.weight();
            let ahead = best.as_ref().is_none_or(|best| weight > best.weight());
            if read && weight > 0 && ahead {
                best = Some(judgement);
            }
        }
    }
    best
}

/// The header `found`, which ends before `head[end]`, with the rows below that are its own: a group's
/// row alone may be enough to know a table by.
fn with_rows_below(sheet: &str, head: &[Row<'_>], end: usize, found: Candidate) -> Candidate {
    let ends = (end + 1)..=(end + MOST_ROWS - 1).min(head.len());
    let deeper = ends
        .filter_map(|end| below_in(sheet, &head[..end]))
        .take_while(|deeper| deeper.rows.0 <= found.rows.0);
    deeper.last().unwrap_or(found)
}

/// As [`below`], in a sheet that is of dues where one of the rows says so.
fn below_in(sheet: &str, rows: &[Row<'_>]) -> Option<Candidate> {
    below(sheet, rows, &|| says_dues(texts(rows)))
}

/// The texts of some rows.
fn texts<'r>(rows: &'r [Row<'_>]) -> impl Iterator<Item = &'r str> {
    rows.iter()
        .flat_map(|row| row.texts().map(|(_, text)| text))
}

/// The header of another table that ends with the last of `rows`, below a table already begun; none
/// when that row is data. Asked of every row: only one that is all labels can be a header, and most
/// are not. `dues` is whether what stands above says that the sheet is of dues.
pub(super) fn below(sheet: &str, rows: &[Row<'_>], dues: &dyn Fn() -> bool) -> Option<Candidate> {
    if !may_be_header(rows.last()?) {
        return None;
    }
    let names = Names::new(sheet, "", 0);
    // The sheet's name is its first table's; a second one is told by its columns alone.
    let above = names.in_passing();
    let rank = |fit: &Fit, cells: &[HeaderCell]| {
        let years = years_across::several(cells);
        (fit.score, years, above.sheet_is_of(fit.found.index))
    };
    let mut best: Option<(Fit, Vec<HeaderCell>, usize)> = None;
    for depth in 1..=MOST_ROWS.min(rows.len()) {
        let top = rows.len() - depth;
        let says = || dues() || says_dues(texts(&rows[top..]).chain([sheet]));
        let Some(cells) = header_cells(rows, top, depth, &says) else {
            break;
        };
        let Some(fit) = best_fit(&cells, &above) else {
            continue;
        };
        if best
            .as_ref()
            .is_none_or(|(best, of_best, _)| rank(&fit, &cells) > rank(best, of_best))
        {
            best = Some((fit, cells, top));
        }
    }
    let (fit, cells, top) = best?;
    let place = (rows[top].index, rows[rows.len() - 1].index);
    Some(fit.candidate(cells, place, &above))
}

/// The header of another table that `rows` are, all of them together.
pub(super) fn whole(sheet: &str, rows: &[Row<'_>], dues: &dyn Fn() -> bool) -> Option<Candidate> {
    let (first, last) = (rows.first()?.index, rows.last()?.index);
    let names = Names::new(sheet, "", 0);
    let above = names.in_passing();
    let says = || dues() || says_dues(texts(rows).chain([sheet]));
    let cells = header_cells(rows, 0, rows.len(), &says)?;
    let fit = best_fit(&cells, &above)?;
    Some(fit.candidate(cells, (first, last), &above))
}

/// Whether a row can be the header of a table, or the last row of one: quick to say no.
pub(super) fn may_be_header(row: &Row<'_>) -> bool {
    part_of_header(row) == HeaderPart::Whole
}

/// What of a header a row can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HeaderPart {
    /// None of it: it holds values, or words of no header.
    None,
    /// All labels, one of them known: a row of groups, with another row below.
    Groups,
    /// The header, or its last row.
    Whole,
}

/// What of a header `row` can be: quick to say none.
pub(super) fn part_of_header(row: &Row<'_>) -> HeaderPart {
    if row.cells.len() < 2 || !(row.is_all_labels() || months_in_numbers(row).is_some()) {
        return HeaderPart::None;
    }
    if split_date::is_date_parts(row) {
        return HeaderPart::Whole;
    }
    let known = |label: &str| !meanings(label).is_empty() || month_label(label).is_some();
    let mut labels = row.labels().map(|(_, label)| label);
    let Some(first) = labels.next() else {
        return HeaderPart::None;
    };
    let own = is_remark(&first) || is_unit(&first);
    if row.cells.len() > 2 && (own || known(&first)) {
        return HeaderPart::Whole;
    }
    let of_first = usize::from(own || known(&first));
    match of_first + labels.filter(|label| known(label)).take(2).count() {
        0 => HeaderPart::None,
        1 => HeaderPart::Groups,
        _ => HeaderPart::Whole,
    }
}

/// Labels of a column that says whose each row is, where one sheet holds several schools.
pub(super) fn is_unit(label: &str) -> bool {
    matches!(
        normalise_label(label).as_str(),
        "学校"
            | "学校名称"
            | "单位"
            | "单位名称"
            | "工会名称"
            | "基层工会"
            | "填报单位"
            | "填表单位"
            | "上报单位"
            | "报送单位"
            | "所属学校"
            | "所在学校"
            | "所属单位"
            | "所在单位"
            | "工作单位"
            | "所属工会"
            | "基层工会名称"
    )
}
