//! 问题清单: every finding, in the order given, without what may not go up.

use crate::finding::{Code, Finding, Severity, a1};
use crate::findings::{unlisted, weight};
use crate::render::public;
use crate::render::workbook::cell::Cell;
use crate::render::workbook::table::Table;
use crate::render::workbook::writer::SheetWriter;
use crate::render::workbook::{Scope, show, words};
use crate::rule;
use crate::sums::figure;
use rust_xlsxwriter::XlsxError;
use std::collections::BTreeMap;

/// Lays the sheet out.
pub(in crate::render::workbook) fn fill(
    w: &mut SheetWriter<'_>,
    scope: &Scope<'_>,
) -> Result<(), XlsxError> {
    let widths = [6.0, 8.0, 18.0, 22.0, 13.0, 8.0, 8.0, 42.0, 34.0, 22.0];
    scope.begin(w, &scope.widths(2, &widths), false)?;
    if scope.findings().next().is_none() {
        return w.nothing(words::NO_FINDINGS);
    }
    let listed = Listed::new(scope);
    if is_cut(scope) {
        let (all, some) = (listed.all.to_string(), listed.positions.len().to_string());
        let values = [("all", all.as_str()), ("listed", some.as_str())];
        w.remark(&words::FINDINGS_CUT.fill(scope.lang, &values))?;
    }
    table(scope).stream(w, listed.rows(scope))
}

/// A finding and its unit.
type Owned<'a> = (&'a Finding, Option<u32>);

fn table<'a>(scope: &'a Scope<'a>) -> Table<'a, Owned<'a>> {
    let lang = scope.lang;
    let mut table = Table::<Owned<'_>>::new(lang).filter();
    table.number();
    table.centre(words::SEVERITY, move |(finding, _)| {
        Cell::toned(show::severity(rule::severity(finding)), lang)
    });
    if scope.unit.is_none() {
        table.text(words::UNIT, |(finding, owner)| {
            scope.unit_name(owner).or(finding.place.unit.as_deref())
        });
    }
    table.text(words::FILE, |(finding, _)| scope.path(finding));
    table.text(words::SHEET, |(finding, _)| finding.place.sheet.as_deref());
    table.centre(words::CELL, |(finding, _)| {
        finding.place.cell.map(|(row, column)| a1(row, column))
    });
    table.centre(words::CODE, |(finding, _)| finding.code.as_str());
    table.text(words::PROBLEM, move |(finding, _)| {
        public::message(finding, lang)
    });
    table.text(words::HINT, move |(finding, _)| {
        Some(public::hint(finding, lang)).filter(|hint| !hint.is_empty())
    });
    table.text(words::BASIS, move |(finding, _)| rule::basis(finding, lang));
    table
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
    fn rows<'s>(&'s self, scope: &'s Scope<'_>) -> impl Iterator<Item = Owned<'s>> + 's {
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
    scope.begin(w, &[6.0, 22.0, 8.0, 8.0, 44.0, 10.0, 10.0], false)?;
    let listed = Listed::new(scope);
    let mut table = Table::<((Option<u32>, Code), &Count)>::new(lang).filter();
    table.number();
    table.text(words::UNIT, |((owner, _), _)| scope.unit_name(owner));
    table.centre(words::SEVERITY, |((_, code), _)| {
        Cell::toned(show::severity(severity_of(code)), lang)
    });
    table.centre(words::CODE, |((_, code), _)| code.as_str());
    table.text(words::PROBLEM, |((_, code), _)| {
        rule::rule(code).title.get(lang)
    });
    table.count(words::FINDING_COUNT, |(_, found)| figure(found.all));
    table.count(words::FINDINGS_LISTED, |(_, found)| figure(found.listed));
    let rows = listed.kinds.iter().map(|(kind, found)| (*kind, found));
    table
        .write_list(w, rows, scope.books.most_findings, words::OTHER_COUNTS)
        .map(drop)
}
