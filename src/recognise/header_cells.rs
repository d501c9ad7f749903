//! The cells of a header of one row or of several under each other: what each may be called, and the
//! month that it stands for.

use super::Row;
use super::digits::{self, Digits};
pub(super) use super::header_cell::{HeaderCell, WideMeaning};
use super::labels::{Known, LONGEST_LABEL, known, meanings};
use super::parts;
use super::wide::months_in_numbers;
use super::years_across;
use crate::schema::{ColumnType, normalise_label, schema, units_in_brackets};
use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::BTreeSet;

/// The most months beside each other: five years. Each is a table of its own in memory.
const MOST_MONTHS: usize = 60;

/// The months of a wide header.
pub(super) struct WideColumns {
    /// The month column of the declaration.
    pub(super) by: usize,
    /// The header's cells that are months, by position, with their months.
    pub(super) months: Vec<(usize, WideMeaning)>,
    /// The columns of the declaration that the months' cells are.
    pub(super) targets: BTreeSet<usize>,
}

/// The header as that of a wide sheet of the table at `table`: months, or one beside the names, and
/// no column for the month itself.
pub(super) fn wide_columns(cells: &[HeaderCell], table: usize) -> Option<WideColumns> {
    let declared = schema().subject(table);
    let wide = declared.wide.as_ref()?;
    let by = declared.column_index(&wide.by)?;
    let default = declared.column_index(&wide.value)?;
    if cells.iter().any(|cell| cell.meaning(table) == Some(by)) {
        return None;
    }
    let mut months: Vec<(usize, WideMeaning)> = cells
        .iter()
        .enumerate()
        .filter_map(|(at, cell)| Some((at, cell.month(table)?)))
        .collect();
    years_across::carry(&mut months);
    let different: BTreeSet<&str> = months.iter().map(|(_, m)| m.month.as_str()).collect();
    let names = |cell: &HeaderCell| {
        let column = cell.meaning(table).map(|column| &declared.columns[column]);
        column.is_some_and(|column| column.kind == ColumnType::Name && column.required)
    };
    // One month alone may be a word of a title.
    if different.is_empty() || different.len() > MOST_MONTHS {
        return None;
    }
    if different.len() == 1 && !cells.iter().any(names) {
        return None;
    }
    let targets = months
        .iter()
        .map(|(_, month)| month.target.unwrap_or(default))
        .collect();
    Some(WideColumns {
        by,
        months,
        targets,
    })
}

/// The header that the `depth` rows of `head` from `top` on would be; none when they do not stand
/// right under each other or hold anything but labels.
///
/// Where the sheet is of `dues`, bare numbers in the order of months are months, unless they number the
/// columns (栏次): those have a label of their own above them, and no name stands beside them.
pub(super) fn header_cells(
    head: &[Row<'_>],
    top: usize,
    depth: usize,
    dues: &dyn Fn() -> bool,
) -> Option<Vec<HeaderCell>> {
    let rows = head.get(top..top + depth)?;
    let follow = |pair: &[Row<'_>]| pair[1].index == pair[0].index + 1;
    if depth > 1 && !(rows.windows(2).all(follow) && rows.windows(2).all(goes_on)) {
        return None;
    }
    let plain = header_of(rows, false);
    let in_numbers = || {
        let numbered = header_of(rows, true)?;
        let is_name = |&(table, column): &(usize, usize)| {
            let table = schema().subject(table);
            let column = &table.columns[column];
            table.wide.is_some() && column.required && column.kind == ColumnType::Name
        };
        let named = numbered
            .iter()
            .any(|cell| meanings(&cell.text).iter().any(is_name));
        (named && !number_columns(rows)).then_some(numbered)
    };
    // Whether the sheet is of dues is asked last: rows of data come by here, too.
    match rows.iter().any(|row| months_in_numbers(row).is_some()) && dues() {
        true => in_numbers().or(plain),
        false => plain,
    }
}

/// Whether the second of two rows of labels may go on with a header: not when all that it holds is one cell at
/// the very beginning, under a label of its own. That is a heading of the rows below (一、会员).
fn goes_on(pair: &[Row<'_>]) -> bool {
    match (pair[0].cells.first(), pair[1].cells.as_slice()) {
        (Some(above), [only]) => above.column < only.column || pair[0].cells.len() == 1,
        _ => true,
    }
}

/// Whether the numbers in the last row of `rows` number the columns whose labels stand right above.
fn number_columns(rows: &[Row<'_>]) -> bool {
    let [.., above, last] = rows else {
        return false;
    };
    let months = months_in_numbers(last).unwrap_or_default();
    let labelled = months
        .iter()
        .filter(|(column, _)| above.at(*column).is_some());
    labelled.count() * 2 > months.len()
}

/// The header that `rows` are; none for several of which one holds anything but labels.
fn header_of(rows: &[Row<'_>], dues: bool) -> Option<Vec<HeaderCell>> {
    let depth = rows.len();
    let labels = rows.iter().enumerate().map(|(at, row)| {
        let mut labels = row.header_labels(dues);
        if at + 1 < depth {
            labels.extend(row.years_in_numbers());
            labels.sort_by_key(|(column, _)| *column);
        }
        labels
    });
    let labels: Vec<Vec<(u32, Cow<'_, str>)>> = labels.collect();
    let is_all_labels =
        |(row, labels): (&Row<'_>, &Vec<_>)| row.is_all_labels() || labels.len() == row.cells.len();
    if depth > 1 && !rows.iter().zip(&labels).all(is_all_labels) {
        return None;
    }
    let columns: BTreeSet<u32> = labels.iter().flatten().map(|(column, _)| *column).collect();
    let cell = |column: u32| {
        let own = |labels: &Vec<(u32, Cow<'_, str>)>| {
            let own = labels.iter().find(|(c, _)| *c == column);
            own.map(|(_, text)| text.to_string())
        };
        let (at, text) = (0..depth)
            .rev()
            .find_map(|at| Some((at, own(&labels[at])?)))?;
        // A group stands over its parts: at its column or to the left of it, one row up.
        let group = labels[..at].iter().rev().find_map(|labels| {
            let mut before = labels.iter().rev().filter(|(c, _)| *c <= column);
            before.next().map(|(_, text)| text.to_string())
        });
        // What is too long for a label is no group's.
        let group = group.filter(|group| group.len() <= LONGEST_LABEL);
        let says = |text: &str| years_of(text).or_else(|| bare_year(text));
        let above = labels[..at].iter().rev().find_map(|labels| {
            let mut before = labels.iter().rev().filter(|(c, _)| *c <= column);
            says(&before.next()?.1)
        });
        let own = units_in_brackets(&text);
        let years = own.iter().find_map(|text| says(text)).or(above);
        Some(HeaderCell {
            column,
            row: rows[at].index,
            labels: called(&text, group.as_deref()),
            is_aside: OnceCell::new(),
            text,
            group,
            years,
            digits: None,
            parts: None,
        })
    };
    let cells = in_digits(columns.into_iter().filter_map(cell).collect());
    Some(parts::joined(cells))
}

/// What the header `text` may be called under `group`: with the group's text before its own, then its own
/// alone.
fn called(text: &str, group: Option<&str>) -> Vec<&'static Known> {
    let mut labels = vec![corner(text).unwrap_or(text).to_string()];
    if let Some(group) = group {
        // 应缴情况 over 金额 and 基数 says of what they are.
        let about = ["情况", "部分", "信息", "明细", "记录", "栏"];
        let narrowed = normalise_label(group);
        let bare = about.iter().find_map(|word| narrowed.strip_suffix(word));
        if let Some(bare) = bare.filter(|bare| !bare.is_empty()) {
            labels.insert(0, format!("{bare}{text}"));
        }
        // 教职工人数 over 在编 counts 在编人数.
        if narrowed.ends_with("人数") {
            labels.insert(0, format!("{text}人数"));
        }
        labels.insert(0, format!("{group}{text}"));
    }
    labels.iter().filter_map(|label| known(label)).collect()
}

/// The label of the first column in the corner of a table of months, where the cell holds that of the months
/// too, with a line between them: `月份＼姓名`.
fn corner(text: &str) -> Option<&str> {
    let divides = |c: char| c.is_whitespace() || "\\＼/／|｜".contains(c);
    let parts: Vec<&str> = text
        .split(divides)
        .filter(|part| !part.is_empty())
        .collect();
    let [first, second] = parts[..] else {
        return None;
    };
    let is = |part: &str, kind: ColumnType| {
        meanings(part).iter().any(|(table, column)| {
            let table = schema().subject(*table);
            table.wide.is_some() && table.columns[*column].kind == kind
        })
    };
    [(first, second), (second, first)]
        .into_iter()
        .find(|(name, month)| is(name, ColumnType::Name) && is(month, ColumnType::Month))
        .map(|(name, _)| name)
}

/// The years that a label is: 2022年, 2022年度, 22年, 二〇二二年, 2022-2023学年 (of which the first is that of
/// August to December).
fn years_of(text: &str) -> Option<(i16, i16)> {
    let label: String = normalise_label(text)
        .chars()
        .map(|c| {
            match "〇一二三四五六七八九"
                .chars()
                .position(|numeral| numeral == c)
            {
                Some(digit) => char::from(b'0' + u8::try_from(digit).unwrap_or(0)),
                None if c == '零' => '0',
                None => c,
            }
        })
        .collect();
    let year = |digits: &str| -> Option<i16> {
        let number: i16 = digits.parse().ok()?;
        match digits.len() {
            4 if (2000..2100).contains(&number) => Some(number),
            2 => Some(2000 + number),
            _ => None,
        }
    };
    let first = label.split(|c: char| !c.is_ascii_digit()).next()?;
    let rest = &label[first.len()..];
    if let Some(next) = rest.strip_prefix(['-', '—', '~', '至', '/']) {
        let second = next.split(|c: char| !c.is_ascii_digit()).next()?;
        let years = (year(first)?, year(second)?);
        let of_school = next[second.len()..].starts_with("学年");
        return (of_school && years.1 == years.0 + 1).then_some(years);
    }
    let of_school = ["学年", "学年度"].iter().any(|word| rest.starts_with(word));
    let whole = ["年度", "年份", "年"].contains(&rest);
    let year = year(first).filter(|_| whole || of_school)?;
    Some((year, year + i16::from(of_school)))
}

/// The year that four digits alone are, which mean one only over months or in brackets behind one.
fn bare_year(text: &str) -> Option<(i16, i16)> {
    let text = text.trim();
    let year = text.parse().ok().filter(|_| text.len() == 4)?;
    (2000..2100).contains(&year).then_some((year, year))
}

/// The cells with the digits of one amount taken together: the first is called what its group is.
fn in_digits(cells: Vec<HeaderCell>) -> Vec<HeaderCell> {
    let labels: Vec<(u32, &str)> = cells.iter().map(|c| (c.column, c.text.as_str())).collect();
    let mut found: Vec<(usize, usize, Digits)> = Vec::new();
    let mut at = 0;
    while at < labels.len() {
        match digits::at(&labels[at..]) {
            Some((digits, count)) if cells[at].group.is_some() => {
                found.push((at, count, digits));
                at += count;
            }
            _ => at += 1,
        }
    }
    if found.is_empty() {
        return cells;
    }
    let mut kept = Vec::with_capacity(cells.len());
    for (at, mut cell) in cells.into_iter().enumerate() {
        let of = found
            .iter()
            .find(|(from, count, _)| (*from..from + count).contains(&at));
        match of {
            Some((from, _, digits)) if *from == at => {
                let group = cell.group.take().unwrap_or_default();
                cell.labels = known(&group).into_iter().collect();
                cell.text = group;
                cell.digits = Some(digits.clone());
                kept.push(cell);
            }
            Some(_) => {}
            None => kept.push(cell),
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::years_of;

    #[test]
    fn years_as_headers_write_them() {
        for (text, years) in [
            ("2022年", Some((2022, 2022))),
            ("2022 年度", Some((2022, 2022))),
            ("22年", Some((2022, 2022))),
            ("二〇二二年", Some((2022, 2022))),
            ("2022-2023学年第一学期", Some((2022, 2023))),
            ("2022—2023学年", Some((2022, 2023))),
            ("2022学年第一学期", Some((2022, 2023))),
            ("2022-2025学年", None),
            ("2022年9月", None),
            ("会费", None),
            ("9月", None),
            ("2022", None),
        ] {
            assert_eq!(years_of(text), years, "{text}");
        }
    }
}
