//! The list of all that can be asked for.

use super::layout::Page;
use super::{pages, words};
use crate::metric::metrics;
use crate::plan::default_rows;
use crate::rule::{Rule, rules};
use crate::schema::schema;
use crate::words::Lang;
use unicode_width::UnicodeWidthStr;

/// The list, grouped by kind; rules by the letter of their code.
pub(super) fn index(lang: Lang) -> String {
    let mut page = Page::new(0);
    page.line(0, words::INDEX.get(lang));
    let tables = schema().tables().iter();
    let lines = tables.map(|table| {
        let title = match lang {
            Lang::Zh => table.title.zh.to_string(),
            Lang::En => format!("{} {}", table.title.zh, table.title.en),
        };
        (table.id.clone(), title, table.row.get(lang).to_string())
    });
    section(&mut page, words::TABLES.get(lang), lines.collect());
    let lines = metrics().iter().map(|metric| {
        let title = metric.title.get(lang).to_string();
        (metric.id.clone(), title, String::new())
    });
    section(&mut page, words::METRICS.get(lang), lines.collect());
    let lines = default_rows("targets").iter().map(|row| {
        let cell = |column: &str| row.get(column).cloned().unwrap_or_default();
        (cell("target"), pages::goal(row, lang), cell("title"))
    });
    section(&mut page, words::TARGETS.get(lang), lines.collect());
    all_rules(&mut page, rules(), lang);
    page.finish()
}

/// Lines of id, a second and a third thing, each under the other.
fn section(page: &mut Page, heading: &str, lines: Vec<(String, String, String)>) {
    page.heading(heading);
    let widest = |texts: &mut dyn Iterator<Item = &String>| {
        texts.map(|text| text.width()).max().unwrap_or(0) + 2
    };
    let id_width = widest(&mut lines.iter().map(|(id, _, _)| id));
    let second_width = widest(&mut lines.iter().map(|(_, second, _)| second));
    for (id, second, third) in &lines {
        if third.is_empty() {
            page.entry(2, &[(id, id_width)], second);
        } else {
            page.entry(2, &[(id, id_width), (second, second_width)], third);
        }
    }
}

/// The rules, under what their letters stand for.
pub(super) fn all_rules(page: &mut Page, rules: &[Rule], lang: Lang) {
    if rules.is_empty() {
        return;
    }
    page.heading(words::RULES.get(lang));
    for (letter, meaning) in words::LETTERS {
        let of_letter = || rules.iter().filter(|rule| rule.code.letter() == *letter);
        if of_letter().next().is_none() {
            continue;
        }
        page.line(2, &format!("{letter}  {}", meaning.get(lang)));
        for rule in of_letter() {
            let severity = words::severity(rule.severity).get(lang);
            page.entry(
                4,
                &[(rule.code.as_str(), 6), (severity, 9)],
                rule.title.get(lang),
            );
        }
    }
}
