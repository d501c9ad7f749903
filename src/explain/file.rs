//! What each sheet of a file is taken for, and why: what was seen, and how much each speaks for the first
//! two candidates, side by side.

use super::layout::Page;
use super::words;
use crate::judgement::Judgement;
use crate::outcome::{Input, NoTable};
use crate::schema::schema;
use crate::words::Lang;

/// What was made of one block of a sheet.
struct Block<'i> {
    sheet: &'i str,
    /// In a sentence.
    verdict: String,
    because: &'i [Judgement],
}

/// The page about `inputs`, which one file or archive holds, or about the sheet of that name alone; none
/// where there is no such sheet.
pub fn explain_file(inputs: &[Input], sheet: Option<&str>, lang: Lang) -> Option<String> {
    let mut page = Page::new(0);
    let mut shown = 0;
    for input in inputs {
        let blocks = blocks(input, lang);
        let asked = |block: &&Block<'_>| sheet.is_none_or(|sheet| sheet == block.sheet);
        let blocks: Vec<&Block<'_>> = blocks.iter().filter(asked).collect();
        if blocks.is_empty() && sheet.is_some() {
            continue;
        }
        page.heading(&input.path);
        if let Some(code) = input.error {
            page.line(2, &words::UNREAD.fill(lang, &[("code", code.as_str())]));
        }
        for block in blocks {
            shown += 1;
            page.gap();
            let values = [("sheet", block.sheet), ("verdict", &block.verdict)];
            page.line(2, &words::SHEET_IS.fill(lang, &values));
            reasons(&mut page, block.because, lang);
        }
    }
    if shown > 0 {
        page.gap();
        page.line(0, words::HOW_REASONS_COUNT.get(lang));
    }
    (shown > 0 || sheet.is_none()).then(|| page.finish())
}

fn blocks(input: &Input, lang: Lang) -> Vec<Block<'_>> {
    let tables = input.tables.iter().map(|table| {
        let title = schema()
            .table(table.table)
            .map_or("", |t| t.title.get(lang));
        let rows = table.rows.to_string();
        let values = [
            ("table", title),
            ("header", &*table.header),
            ("rows", &*rows),
        ];
        let verdict = match table.rows {
            0 => words::IS_TABLE_WITHOUT_ROWS,
            _ => words::IS_TABLE,
        };
        Block {
            sheet: &table.sheet,
            verdict: verdict.fill(lang, &values),
            because: &table.because,
        }
    });
    let others = input.unrecognised.iter().map(|sheet| Block {
        sheet: &sheet.sheet,
        verdict: match (sheet.reason, sheet.because.first()) {
            (NoTable::WithoutHeader, Some(nearest)) => {
                let values = [("table", nearest.table.title.get(lang))];
                words::IS_NEAREST.fill(lang, &values)
            }
            _ => sheet.words(lang),
        },
        because: &sheet.because,
    });
    tables.chain(others).collect()
}

/// A line a reason, a column a candidate.
fn reasons(page: &mut Page, judgements: &[Judgement], lang: Lang) {
    let mut seen: Vec<String> = Vec::new();
    for reason in judgements.iter().flat_map(|judgement| &judgement.reasons) {
        let what = reason.what(lang);
        if !seen.contains(&what) {
            seen.push(what);
        }
    }
    if seen.is_empty() {
        return;
    }
    let weight = |weight: i64| match weight {
        0 => String::new(),
        weight => format!("{weight:+}"),
    };
    let mut headers = vec![words::SEEN.get(lang).to_string()];
    headers.extend(
        judgements
            .iter()
            .map(|j| j.table.title.get(lang).to_string()),
    );
    let mut rows: Vec<Vec<String>> = seen
        .into_iter()
        .map(|what| {
            let of = |judgement: &Judgement| {
                let reasons = judgement.reasons.iter();
                let same = reasons.filter(|reason| reason.what(lang) == what);
                weight(same.map(|reason| reason.weight).sum())
            };
            let weights: Vec<String> = judgements.iter().map(of).collect();
            std::iter::once(what).chain(weights).collect()
        })
        .collect();
    let mut sums = vec![words::TOGETHER.get(lang).to_string()];
    sums.extend(judgements.iter().map(|j| weight(j.weight())));
    rows.push(sums);
    page.table(4, &headers, &rows);
}
