//! Plain text for a terminal of 80 columns, in which a Chinese character takes two: wrapped
//! paragraphs under their labels, and small tables whose columns stand under each other.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// The width that everything is laid out for.
pub(super) const WIDTH: usize = 80;
/// How far fields stand from the left edge.
const INDENT: usize = 2;

/// Signs that may not begin a line.
const CLOSING: &str = "，。；：、？！）》〕】”’,.;:?!)]}";
/// Signs that may not end a line.
const OPENING: &str = "（《〔【“‘([{";

/// A page being written, from top to bottom.
pub(super) struct Page {
    out: String,
    /// The width of the column of labels.
    labels: usize,
}

impl Page {
    /// An empty page whose labels take `labels` columns.
    pub(super) fn new(labels: usize) -> Page {
        Page {
            out: String::new(),
            labels,
        }
    }

    /// What was written, ending in one line break.
    pub(super) fn finish(self) -> String {
        format!("{}\n", self.out.trim_end())
    }

    /// A line at the left edge, set off from what stands before it.
    pub(super) fn heading(&mut self, text: &str) {
        if !self.out.is_empty() {
            self.gap();
        }
        self.line(0, text);
    }

    /// An empty line, unless one stands there already.
    pub(super) fn gap(&mut self) {
        if !self.out.ends_with("\n\n") {
            self.out.push('\n');
        }
    }

    /// A paragraph, `indent` columns from the left edge.
    pub(super) fn line(&mut self, indent: usize, text: &str) {
        for line in wrap(text, WIDTH - indent) {
            self.push(indent, &line);
        }
    }

    /// A label and, beside it, its text.
    pub(super) fn field(&mut self, label: &str, text: &str) {
        self.entry(INDENT, &[(label, self.labels)], text);
    }

    /// Cells of fixed widths, then a text that wraps under its own first column. A cell that is
    /// too wide puts the text on the next line.
    pub(super) fn entry(&mut self, indent: usize, cells: &[(&str, usize)], text: &str) {
        let mut start = String::new();
        let mut column = 0;
        for (cell, width) in cells {
            start.push_str(&pad(cell, *width));
            column += width;
            if start.width() > column {
                self.push(indent, start.trim_end());
                start = " ".repeat(column);
            }
        }
        let room = WIDTH.saturating_sub(indent + column).max(8);
        let lines = wrap(text, room);
        if lines.is_empty() {
            self.push(indent, &start);
        }
        for (number, line) in lines.iter().enumerate() {
            match number {
                0 => self.push(indent, &format!("{start}{line}")),
                _ => self.push(indent + column, line),
            }
        }
    }

    /// A small table, its columns under each other; rows too wide for the page are written one
    /// cell a line.
    pub(super) fn table(&mut self, indent: usize, headers: &[String], rows: &[Vec<String>]) {
        let widths: Vec<usize> = (0..headers.len())
            .map(|index| {
                let cells = rows.iter().filter_map(|row| row.get(index));
                cells
                    .chain(headers.get(index))
                    .map(|cell| cell.width())
                    .max()
                    .unwrap_or(0)
            })
            .collect();
        let total = widths.iter().sum::<usize>() + 2 * widths.len().saturating_sub(1);
        if indent + total > WIDTH {
            self.cells_below(indent, headers, rows);
            return;
        }
        let rule: Vec<String> = widths.iter().map(|width| "-".repeat(*width)).collect();
        for row in [headers, rule.as_slice()]
            .into_iter()
            .chain(rows.iter().map(Vec::as_slice))
        {
            let cells = row
                .iter()
                .zip(&widths)
                .map(|(cell, width)| pad(cell, *width));
            self.push(indent, &cells.collect::<Vec<_>>().join("  "));
        }
    }

    fn cells_below(&mut self, indent: usize, headers: &[String], rows: &[Vec<String>]) {
        let width = headers
            .iter()
            .map(|header| header.width())
            .max()
            .unwrap_or(0)
            + 2;
        for (number, row) in rows.iter().enumerate() {
            if number > 0 {
                self.push(indent, "-");
            }
            for (header, cell) in headers.iter().zip(row) {
                if !cell.is_empty() {
                    self.entry(indent, &[(header, width)], cell);
                }
            }
        }
    }

    fn push(&mut self, indent: usize, line: &str) {
        self.out.push_str(&" ".repeat(indent));
        self.out.push_str(line);
        let end = self.out.trim_end_matches(' ').len();
        self.out.truncate(end);
        self.out.push('\n');
    }
}

/// `text` and enough spaces after it to take `width` columns.
fn pad(text: &str, width: usize) -> String {
    let spaces = width.saturating_sub(text.width());
    format!("{text}{}", " ".repeat(spaces))
}

/// `text` in lines at most `width` columns wide. A line breaks at a space or beside a Chinese
/// character, never before a closing sign nor after an opening one.
pub(super) fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    for paragraph in text.lines() {
        let mut line = String::new();
        for piece in pieces(paragraph) {
            if !line.is_empty() && line.width() + piece.trim_end().width() > width {
                lines.push(line.trim_end().to_string());
                line.clear();
            }
            if !line.is_empty() || !piece.trim().is_empty() {
                line.push_str(&piece);
            }
        }
        if !line.trim().is_empty() {
            lines.push(line.trim_end().to_string());
        }
    }
    lines
}

/// The parts of `text` between which a line may break.
fn pieces(text: &str) -> Vec<String> {
    let mut pieces: Vec<String> = Vec::new();
    let mut last: Option<char> = None;
    for c in text.chars() {
        let breaks = match last {
            None => true,
            Some(before) => {
                !CLOSING.contains(c)
                    && !OPENING.contains(before)
                    && c != ' '
                    && (before == ' ' || is_wide(before) || is_wide(c))
            }
        };
        match pieces.last_mut().filter(|_| !breaks) {
            Some(piece) => piece.push(c),
            None => pieces.push(c.to_string()),
        }
        last = Some(c);
    }
    pieces
}

fn is_wide(c: char) -> bool {
    c.width() == Some(2) || "“”‘’".contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_breaks_where_a_reader_expects_it() {
        for (text, width, lines) in [
            ("会费按月收缴。", 12, vec!["会费按月收", "缴。"]),
            ("one two three", 8, vec!["one two", "three"]),
            ("见《章程》第三条", 6, vec!["见《章", "程》第", "三条"]),
            ("见一《章程》", 6, vec!["见一", "《章", "程》"]),
            ("写成 2023-09-01", 12, vec!["写成", "2023-09-01"]),
            ("", 10, vec![]),
        ] {
            assert_eq!(wrap(text, width), lines, "{text}");
        }
    }

    #[test]
    fn a_table_stands_in_columns_and_a_wide_one_in_lines() {
        let headers = ["姓名".to_string(), "备注".to_string()];
        let mut page = Page::new(10);
        page.table(2, &headers, &[vec!["张三丰".into(), "x".into()]]);
        assert_eq!(
            page.finish(),
            "  姓名    备注\n  ------  ----\n  张三丰  x\n"
        );
        let mut page = Page::new(10);
        page.table(2, &headers, &[vec!["张三".into(), "很".repeat(50)]]);
        let out = page.finish();
        assert!(out.starts_with("  姓名  张三\n  备注  很很"), "{out}");
        assert!(out.lines().all(|line| line.width() <= WIDTH));
    }
}
