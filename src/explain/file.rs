//! What each sheet of a file is taken for, and why: in a line where it is sure, else what was seen and how
//! much each speaks for the first two candidates, side by side.

use super::layout::Page;
use super::words;
use crate::judgement::Judgement;
use crate::outcome::{Input, Surety, Taken};
use crate::words::Lang;

/// The page about `inputs`, which one file or archive holds, or about the sheet of that name alone; none
/// where there is no such sheet.
pub fn explain_file(inputs: &[Input], sheet: Option<&str>, lang: Lang) -> Option<String> {
    let mut page = Page::new(0);
    let (mut shown, mut weighed) = (0, false);
    for input in inputs {
        let asked = |taken: &Taken<'_>| sheet.is_none_or(|sheet| sheet == taken.sheet);
        let taken: Vec<Taken<'_>> = input.taken().filter(asked).collect();
        if taken.is_empty() && sheet.is_some() {
            continue;
        }
        page.heading(&input.path);
        if let Some(code) = input.error {
            page.line(2, &words::UNREAD.fill(lang, &[("code", code.as_str())]));
        }
        for taken in taken {
            shown += 1;
            page.gap();
            let values = [("sheet", taken.sheet), ("verdict", &taken.verdict(lang))];
            page.line(2, &words::SHEET_IS.fill(lang, &values));
            let settled = matches!(taken.surety(), Surety::Sure | Surety::OtherPurpose);
            match taken.in_short(lang) {
                Some(why) if settled && sheet.is_none() => {
                    page.line(4, &words::BECAUSE.fill(lang, &[("why", &why)]));
                }
                Some(_) => {
                    weighed = true;
                    reasons(&mut page, taken.candidates(), lang);
                }
                None => {}
            }
        }
    }
    if weighed {
        page.gap();
        page.line(0, words::HOW_REASONS_COUNT.get(lang));
    }
    if shown > 0 && sheet.is_none() {
        page.gap();
        page.line(0, words::ALL_REASONS.get(lang));
    }
    (shown > 0 || sheet.is_none()).then(|| page.finish())
}

/// A line a reason, a column a candidate; below them why a candidate may be none, or is none.
fn reasons(page: &mut Page, judgements: &[Judgement], lang: Lang) {
    let mut seen: Vec<String> = Vec::new();
    for reason in judgements.iter().flat_map(|judgement| &judgement.reasons) {
        let what = reason.what(lang);
        if !seen.contains(&what) {
            seen.push(what);
        }
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
    for (at, judgement) in judgements.iter().enumerate() {
        let Some(doubt) = judgement.doubt else {
            continue;
        };
        let sentence = match at {
            0 => words::IS_DOUBTED,
            _ => words::IS_NOT,
        };
        let why = doubt.arg().show(lang);
        let values = [("table", judgement.table.title.get(lang)), ("why", &why)];
        page.line(4, &sentence.fill(lang, &values));
    }
}
