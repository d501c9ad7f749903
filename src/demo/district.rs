//! The sample district 安澜区 as `district.toml` declares it: its schools, what their unions do in the
//! year, and the other words that some of them write.

use super::layout::Layout;
use crate::declared::declared;
use jiff::civil::Date;
use serde::de::Error;
use serde::{Deserialize, Deserializer};
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// By column, words and those that are written for them.
type Synonyms = BTreeMap<&'static str, BTreeMap<&'static str, &'static str>>;

/// What is declared.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct District {
    /// There is none of this name.
    pub(crate) name: &'static str,
    /// Rows of 目标 that a district sets as it plans; the built-in plan leaves them open.
    pub(crate) targets: Vec<BTreeMap<String, String>>,
    /// The groups that teachers belong to, by the kind of their school.
    pub(crate) groups: BTreeMap<&'static str, [&'static str; 3]>,
    /// In the order of the plan's list.
    pub(crate) schools: Vec<Spec>,
    /// By date, but for those that few hold.
    pub(crate) activities: Vec<Model>,
    /// By table, the words of [`super::layout::Headers::Aliases`] and [`super::layout::Tabs::Aliases`].
    pub(crate) aliases: BTreeMap<&'static str, Aliases>,
}

/// Everything that makes a school different from the others.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Spec {
    /// The name on the plan's list.
    pub(crate) name: &'static str,
    /// The name in its own workbooks.
    pub(crate) written: &'static str,
    /// 别名 on the plan's list.
    #[serde(default)]
    pub(crate) aliases: &'static str,
    /// 单位类别.
    pub(crate) kind: &'static str,
    /// Staff at the end of the school year.
    pub(crate) size: usize,
    /// Retired members on the roster.
    pub(crate) retired: usize,
    /// When somebody left, who still stands on the roster.
    #[serde(default, deserialize_with = "some_day")]
    pub(crate) leaver: Option<Date>,
    /// When the newest member joined.
    #[serde(default, deserialize_with = "some_day")]
    pub(crate) newcomer: Option<Date>,
    /// Whether birthdays are greeted together each month, and not one by one.
    #[serde(default)]
    pub(crate) birthdays_together: bool,
    /// Whether people who came in level share a rank in one contest.
    #[serde(default)]
    pub(crate) tie: bool,
    /// The targets that it misses.
    #[serde(default)]
    pub(crate) shortfalls: Vec<Shortfall>,
    /// Whether the plan's list does not name it.
    #[serde(default)]
    pub(crate) uninvited: bool,
    /// What it sends, if anything.
    pub(crate) sends: Option<Files>,
    /// How its workbooks look.
    #[serde(default)]
    pub(crate) layout: Layout,
}

/// One workbook or many.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Files {
    /// All sheets in the workbook of this name.
    Workbook(&'static str),
    /// A workbook for each table in the folder of this name.
    Folder(&'static str),
}

/// A target that a school misses without any mistake in its workbooks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Shortfall {
    /// So many of the staff are not in the union.
    NotJoined(usize),
    /// No congress was held; the heads of its delegations met instead.
    NoCongress,
    /// Three films in one year, where one or two are planned.
    ThirdFilm,
    /// The wage agreement is not signed.
    WagesUnsigned,
    /// A proposal is still being dealt with.
    ProposalOpen,
    /// No check-up for women in 2024.
    NoWomensCheckup,
    /// The accounts of the second term were not published.
    AccountsHidden,
}

/// An activity as the district thinks of it; each school picks a day close before.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Model {
    #[serde(deserialize_with = "day")]
    pub(crate) latest: Date,
    pub(crate) kind: &'static str,
    pub(crate) title: &'static str,
    pub(crate) who: Who,
    /// Yuan for each person who comes.
    #[serde(default)]
    pub(crate) cost: i64,
    /// Whether the monthly plan names it.
    #[serde(default)]
    pub(crate) planned: bool,
    /// The shortfall of the schools that alone hold it.
    pub(crate) only: Option<Shortfall>,
    /// The shortfall of the schools that do not hold it.
    pub(crate) unless: Option<Shortfall>,
}

/// Who comes.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Who {
    All,
    Most,
    Committee,
    Women,
    Retirees,
}

/// Other words for those of a table's declaration, which the declaration knows too.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Aliases {
    /// For its title.
    pub(crate) tab: Option<&'static str>,
    /// For the titles of its columns.
    pub(crate) headers: BTreeMap<&'static str, &'static str>,
    /// For the values of its columns.
    #[serde(default)]
    pub(crate) values: Synonyms,
}

static DISTRICT: LazyLock<District> =
    LazyLock::new(|| declared("demo/district", include_str!("district.toml")));

/// The sample district.
pub(crate) fn district() -> &'static District {
    &DISTRICT
}

impl Spec {
    /// Whether the school misses a target in this way.
    pub(crate) fn lacks(&self, shortfall: Shortfall) -> bool {
        self.shortfalls.contains(&shortfall)
    }

    /// The groups that its teachers belong to.
    pub(crate) fn groups(&self) -> [&'static str; 3] {
        DISTRICT.groups[self.kind]
    }
}

fn day<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Date, D::Error> {
    let written = <&str>::deserialize(deserializer)?;
    written.parse().map_err(D::Error::custom)
}

fn some_day<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Date>, D::Error> {
    day(deserializer).map(Some)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::{normalise_label, schema};

    #[test]
    fn every_alias_is_declared() {
        for (id, aliases) in &district().aliases {
            let table = schema().table(id).expect("a table");
            assert!(aliases.tab.is_none_or(|tab| table.is_named_by(tab)), "{id}");
            for (column, header) in &aliases.headers {
                let column = table.column(column).expect("a column");
                let label = normalise_label(header);
                assert!(
                    column.names().any(|name| normalise_label(name) == label),
                    "{id}: {header}"
                );
            }
            for (column, values) in &aliases.values {
                let column = table.column(column).expect("a column");
                for (value, alias) in values {
                    let value = column.values.iter().find(|v| v.value == *value);
                    assert!(
                        value.is_some_and(|v| v.aliases.iter().any(|a| a == alias)),
                        "{id}: {alias}"
                    );
                }
            }
        }
    }
}
