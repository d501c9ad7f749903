//! 问题清单: every finding, in the order given, without what may not go up.

use crate::finding::{Code, Finding, Severity, a1};
use crate::findings::{unlisted, weight};
use crate::render::public;
use crate::render::workbook::cell::Cell;
use crate::render::workbook::column::Column;
use crate::render::workbook::style::Kind;
use crate::render::workbook::table::{self, Table};
use crate::render::workbook::writer::SheetWriter;
use crate::render::workbook::{Scope, show, words};
use crate::rule;
use crate::words::Words;
use rust_xlsxwriter::XlsxError;
use std::collections::BTreeMap;

/// Lays the sheet out.
pub(in crate::render::workbook) fn fill(
    w: &mut SheetWriter<'_>,
    scope: &Scope<'_>,
) -> Result<(), XlsxError> {
    let district = scope.unit.is_none();
    let mut columns = vec![
        (words::NUMBER, Kind::Order, 6.0),
        (words::SEVERITY, Kind::Centre, 8.0),
        (words::UNIT, Kind::Text, 18.0),
        (words::FILE, Kind::Text, 22.0),
        (words::SHEET, Kind::Text, 13.0),
        (words::CELL, Kind::Centre, 8.0),
        (words::CODE, Kind::Centre, 8.0),
        (words::PROBLEM, Kind::Text, 42.0),
        (words::HINT, Kind::Text, 34.0),
        (words::BASIS, Kind::Text, 22.0),
    ];
    if !district {
        columns.remove(2);
    }
    let widths: Vec<f64> = columns.iter().map(|column| column.2).collect();
    w.columns(&widths)?;
    w.title(&scope.sheet_title(words::FINDINGS), &scope.subtitle(false))?;
    if scope.findings().next().is_none() {
        return w.nothing(words::NO_FINDINGS);
    }
    let listed = Listed::new(scope);
    if is_cut(scope) {
        let (all, some) = (listed.all.to_string(), listed.positions.len().to_string());
        let values = [("all", all.as_str()), ("listed", some.as_str())];
        w.remark(&words::FINDINGS_CUT.fill(scope.lang, &values))?;
    }
    let rows = listed
        .rows(scope)
        .zip(1..)
        .map(|((finding, owner), number)| {
            let mut cells = cells(finding, owner, number, scope);
            if !district {
                cells.remove(2);
            }
            cells
        });
    let columns = columns
        .into_iter()
        .map(|(title, kind, _)| Column::new(title.get(scope.lang), kind))
        .collect();
    table::stream(w, columns, rows)
}

/// Whether there are more findings than a sheet lists.
pub(in crate::render::workbook) fn is_cut(scope: &Scope<'_>) -> bool {
    scope.findings().nth(scope.books.most_findings).is_some()
}

/// What a finding is counted as: its unit and its code; one that counts others, as one of theirs.
type Kinds = BTreeMap<(Option<u32>, Code), Count>;

/// How many findings of a kind there are.
#[derive(Debug, Default)]
struct Count {
    /// In the list of all findings.
    there: usize,
    /// With those that are counted and nowhere listed.
    all: usize,
    /// In this workbook's list.
    listed: usize,
}

/// Which findings are listed where not all can be: of each kind at least one, so that no unit and no rule
/// is without, then errors first, of each kind as many as of any other.
struct Listed {
    kinds: Kinds,
    /// Positions among the scope's findings, in their order.
    positions: Vec<usize>,
    /// How many there are.
    all: usize,
}

impl Listed {
    fn new(scope: &Scope<'_>) -> Listed {
        let mut kinds = Kinds::new();
        for (finding, owner) in scope.findings() {
            let count = kinds.entry((owner, code(finding))).or_default();
            count.there += 1;
            count.all += weight(finding);
        }
        let mut left = scope.books.most_findings;
        let mut positions = Vec::new();
        for severity in [Severity::Error, Severity::Warning, Severity::Info] {
            let of = kinds
                .iter()
                .filter(|((_, code), _)| severity_of(*code) == severity);
            let later = kinds
                .keys()
                .filter(|(_, code)| severity_of(*code) > severity);
            // One of each kind that comes later keeps its place, where all kinds have one.
            let room = left.checked_sub(later.count()).filter(|room| *room > 0);
            let mut room = room.unwrap_or(left);
            let each = share(of.map(|(_, count)| count.there).collect(), room);
            for (position, (finding, owner)) in scope.findings().enumerate() {
                let code = code(finding);
                if room == 0 || severity_of(code) != severity {
                    continue;
                }
                let count = kinds.entry((owner, code)).or_default();
                if count.listed < each.max(1) {
                    count.listed += 1;
                    room -= 1;
                    left -= 1;
                    positions.push(position);
                }
            }
        }
        positions.sort_unstable();
        Listed {
            all: kinds.values().map(|count| count.all).sum(),
            kinds,
            positions,
        }
    }

    /// The findings that are listed.
    fn rows<'s>(
        &'s self,
        scope: &'s Scope<'_>,
    ) -> impl Iterator<Item = (&'s Finding, Option<u32>)> + 's {
        let mut next = self.positions.iter().copied().peekable();
        let listed = move |position| next.next_if_eq(&position).is_some();
        let findings = scope.findings().enumerate();
        findings
            .scan(listed, |listed, (position, found)| {
                Some(listed(position).then_some(found))
            })
            .flatten()
    }
}

/// The code that a finding is counted under.
fn code(finding: &Finding) -> Code {
    unlisted(finding).map_or(finding.code, |(code, _)| code)
}

fn severity_of(code: Code) -> Severity {
    rule::rule(code).severity
}

/// The greatest number of each kind of which `most` are no fewer than all kinds together; `counts` says
/// how many there are of each.
pub(in crate::render::workbook) fn share(mut counts: Vec<usize>, most: usize) -> usize {
    counts.sort_unstable();
    let mut left = most;
    for (done, count) in counts.iter().enumerate() {
        let others = counts.len() - done;
        if count.saturating_mul(others) > left {
            return left / others;
        }
        left -= count;
    }
    most
}

/// 问题统计: how many findings each unit has of each rule.
pub(in crate::render::workbook) fn fill_counts(
    w: &mut SheetWriter<'_>,
    scope: &Scope<'_>,
) -> Result<(), XlsxError> {
    let lang = scope.lang;
    w.columns(&[6.0, 22.0, 8.0, 8.0, 44.0, 10.0, 10.0])?;
    w.title(
        &scope.sheet_title(words::FINDING_COUNTS),
        &scope.subtitle(false),
    )?;
    let column = |title: Words, kind| Column::new(title.get(lang), kind);
    let columns = vec![
        column(words::NUMBER, Kind::Order),
        column(words::UNIT, Kind::Text),
        column(words::SEVERITY, Kind::Centre),
        column(words::CODE, Kind::Centre),
        column(words::PROBLEM, Kind::Text),
        column(words::FINDING_COUNT, Kind::Count).total(),
        column(words::FINDINGS_LISTED, Kind::Count).total(),
    ];
    let listed = Listed::new(scope);
    let count = |count: usize| Cell::Count(i64::try_from(count).unwrap_or(i64::MAX));
    let rows = (1..)
        .zip(&listed.kinds)
        .map(|(number, ((owner, code), found))| {
            let (word, tone) = show::severity(severity_of(*code));
            vec![
                Cell::Order(number),
                Cell::text(scope.unit_name(*owner)),
                Cell::Toned(word.get(lang).to_string(), tone),
                Cell::Text(code.to_string()),
                Cell::text(Some(rule::rule(*code).title.get(lang))),
                count(found.all),
                count(found.listed),
            ]
        });
    let most = scope.books.most_findings;
    let table = Table::list(columns, rows, most, (words::OTHER_COUNTS, lang));
    table::write(w, &table.filter().totals(words::TOTAL))?;
    Ok(())
}

/// One finding.
fn cells(finding: &Finding, owner: Option<u32>, number: i64, scope: &Scope<'_>) -> Vec<Cell> {
    let lang = scope.lang;
    let place = &finding.place;
    let (word, tone) = show::severity(rule::severity(finding));
    let input = place
        .input
        .and_then(|input| scope.outcome.inputs.get(input as usize));
    let unit = scope.unit_name(owner).or(place.unit.as_deref());
    let hint = public::hint(finding, lang);
    vec![
        Cell::Order(number),
        Cell::Toned(word.get(lang).to_string(), tone),
        Cell::text(unit),
        Cell::text(input.map(|input| input.path.as_str())),
        Cell::text(place.sheet.as_deref()),
        Cell::text(place.cell.map(|(row, column)| a1(row, column)).as_deref()),
        Cell::Text(finding.code.to_string()),
        Cell::Text(public::message(finding, lang)),
        Cell::text(Some(hint.as_str()).filter(|hint| !hint.is_empty())),
        Cell::text(rule::basis(finding, lang)),
    ]
}
