//! Vocabulary: what a table is. `tables/*.toml` declare every table and column once; the blank
//! templates, the recognition of headers, parsing, the reference pages and the JSON Table Schema
//! are made from these declarations and from nothing else. No input is read here.

mod currency;
mod heading_state;
mod json;
mod names;
mod normalise;
mod other;
mod privacy;
mod sides;
mod states;
#[cfg(test)]
mod tests;
mod unit_name;
mod variants;
mod whose;

use crate::declared::declared;
use crate::words::{Lang, Words};
use serde::Deserialize;
use std::collections::HashMap;
use std::sync::LazyLock;

pub use currency::names_other_money;
pub use heading_state::{HeadingSays, heading_says};
pub use json::table_schema;
pub use normalise::{
    is_unseen, narrow, normalise_label, normalise_name, spoken, units_in_brackets, unspaced,
};
pub use privacy::{GoesUp, Privacy};
pub use sides::{is_income, takes_back};
pub use states::{CameAbout, StateGroup, says_unpaid, says_void, speaks_of_void, state_group};
pub use unit_name::{unit_key, unit_name};
pub use variants::{is_common, plain};
pub use whose::Whose;

/// A cell whose text begins with this marks its row as an example, in whichever template.
pub const EXAMPLE_MARK: &str = "示例";

/// The mark of the template's own example row, in the column [`EXAMPLE_HEADER`]. A row that bears it and holds other
/// values than the declared example is data: they were typed over it.
pub const OWN_EXAMPLE_MARK: Words = Words::new(
    "示例行，请勿删除或照此填写（不计入）",
    "示例行 Example: keep this row, do not copy it (not counted)",
);

/// The header of the template's last column, which belongs to no table: it marks the example row
/// and is free for a person's remarks. It is a known header, not one to be reported as unknown.
pub const EXAMPLE_HEADER: &str = "填写说明";

/// The template's first sheet, which tells how to fill the workbook in and holds no table.
pub const GUIDE_SHEET: &str = "填表说明";

/// The template's hidden sheet for the values of a drop-down too long to stand in the cell's own
/// validation; holds no table. Written only where a category needs it.
pub const OPTIONS_SHEET: &str = "选项";

/// The declarations, in the order of the template's sheets: 单位信息 first, the plan last.
const DECLARATIONS: &[(&str, &str)] = &[
    ("units", include_str!("tables/units.toml")),
    ("members", include_str!("tables/members.toml")),
    ("dues", include_str!("tables/dues.toml")),
    ("welfare", include_str!("tables/welfare.toml")),
    ("activities", include_str!("tables/activities.toml")),
    ("sports", include_str!("tables/sports.toml")),
    ("audits", include_str!("tables/audits.toml")),
    ("ledger", include_str!("tables/ledger.toml")),
    ("visits", include_str!("tables/visits.toml")),
    ("hardship", include_str!("tables/hardship.toml")),
    ("proposals", include_str!("tables/proposals.toml")),
    ("insurance", include_str!("tables/insurance.toml")),
    ("contracts", include_str!("tables/contracts.toml")),
    ("expected_units", include_str!("tables/expected_units.toml")),
    ("targets", include_str!("tables/targets.toml")),
    ("limits", include_str!("tables/limits.toml")),
    ("terms", include_str!("tables/terms.toml")),
    ("calendar", include_str!("tables/calendar.toml")),
];

/// One table (表) as declared.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Table {
    /// The id that programs use: `dues`.
    pub id: String,
    /// The title of the template's sheet: 会费收缴.
    pub title: Words,
    /// Other titles that a sheet of this table carries.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// Who fills it in.
    pub kind: TableKind,
    /// Ids of the columns that together may not repeat within a unit; empty where rows may be alike.
    #[serde(default)]
    pub key: Vec<String>,
    /// How a sheet may be wide, with a column a month.
    pub wide: Option<Wide>,
    /// Whether it is a list of people who were given help: a name in it is masked in what goes up. Each
    /// table says it, since one that forgot would send whole names up.
    pub aid: bool,
    /// The id of the column whose dates say when the school was at work; dates of birth or of joining
    /// do not.
    pub dates_period: Option<String>,
    /// The id of the column that says of which calendar year a row is, where rows are of a year as a whole.
    pub of_year: Option<String>,
    /// Which column names a member of the roster.
    pub names_member: Option<NamesMember>,
    /// Whether it is sent as a form too, label left and value right.
    #[serde(default)]
    pub form: bool,
    /// Whether every workbook of a unit may hold its rows again, which so are neither doubled nor
    /// another version's.
    #[serde(default)]
    pub sent_again: bool,
    /// The ids of its columns of amounts of which a sheet has one at least, where none alone is required.
    #[serde(default)]
    pub amounts: Vec<String>,
    /// Whether it lists who there is, so that two lists of one unit, each of which may be the whole one, are
    /// not added up unasked.
    #[serde(default)]
    pub roster: bool,
    /// Whose list a title says that it is, for a roster.
    pub whose: Option<Whose>,
    /// Labels that its sheets carry beside its own columns (民族, 学历 on a roster): nothing is read under
    /// them, and they speak for it.
    #[serde(default)]
    pub beside: Vec<String>,
    /// Whether it serves another purpose (签到表, 工资表) and is never read: one of `tables/other/`.
    #[serde(skip)]
    pub of_other_purpose: bool,
    /// What one row is.
    pub row: Words,
    /// What a person who fills it in should know.
    pub help: Words,
    /// The columns, in the order of the template.
    #[serde(rename = "column")]
    pub columns: Vec<Column>,
    /// Its names as they are compared.
    #[serde(skip)]
    compared_names: Vec<String>,
}

/// How a sheet of a table may be wide (横排): one row for what else is a row for each month.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Wide {
    /// The id of the month column that the headers stand for.
    pub by: String,
    /// The id of the column that the months' cells are where no header says so.
    pub value: String,
}

/// What says yes for a boolean: a value of a category declared before it, or a title of the sheet that says so
/// of all its rows.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Implied {
    /// The category's id.
    pub column: String,
    /// The value; a title that says it of all rows says yes too.
    pub value: String,
}

/// Which column of a table names a member of the roster.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NamesMember {
    /// The column's id.
    pub column: String,
    /// The code of the table's own rule that asks for everybody in it whether they are on the roster,
    /// so that no rule of all tables says it again.
    pub asked_by: Option<String>,
}

/// Who fills a table in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TableKind {
    /// A school sends it.
    Return,
    /// It is part of the year's plan workbook (年度计划).
    Plan,
}

/// One column (列) as declared.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Column {
    /// The id that programs use: `paid`.
    pub id: String,
    /// The header that the template prints: 实缴.
    pub title: Words,
    /// Other headers that are read as this column.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// Headers of columns that are not read, and whose cells are to be said in this one instead.
    #[serde(default)]
    pub told_by: Vec<String>,
    /// For a category of people: words that a remark, or what stands behind a name, may say of it, beside its
    /// values; empty where remarks are not looked at. The first value is how it is with most.
    #[serde(default)]
    pub in_remarks: Vec<String>,
    /// Whether its text may say that what the row tells of did not come about: 看电影（取消）.
    #[serde(default)]
    pub may_be_void: bool,
    /// For a boolean: what of another column says yes where its own cell is empty.
    pub implied: Option<Implied>,
    /// What its cells hold.
    #[serde(rename = "type")]
    pub kind: ColumnType,
    /// Whether a row without it is a finding.
    #[serde(default)]
    pub required: bool,
    /// Whether a date without its year is of the year that the title, or the period asked for, is
    /// about: it is for what a school does in the year, and not for births or joining.
    #[serde(default)]
    pub year_from_title: bool,
    /// The least value allowed, written as a person types it. Every column of figures has one: what
    /// it does not declare is its type's ([`ColumnType::bounds`]).
    pub min: Option<String>,
    /// The greatest value allowed, likewise.
    pub max: Option<String>,
    /// Of a column of figures, both as its values are held; beyond them a value is no figure.
    #[serde(skip)]
    pub figures: Option<(i64, i64)>,
    /// Whether figures of several rows can be added up, as a row of totals does; a price, a balance
    /// and a rank cannot.
    #[serde(default = "yes")]
    pub summed: bool,
    /// The cell of the template's example row.
    pub example: String,
    /// The note on the header's cell.
    pub help: Words,
    /// Why the column never goes up to the district, if it does not.
    pub privacy: Option<Privacy>,
    /// How a text that is about no person may go up to the district; none where it may not.
    pub goes_up: Option<GoesUp>,
    /// In the table's key: whether rows that say nothing here are told apart by the rest of it.
    #[serde(default)]
    pub optional_in_key: bool,
    /// Texts that say nothing in it, and beside which columns.
    pub void: Option<Void>,
    /// The values allowed, for a category.
    #[serde(default, rename = "value")]
    pub values: Vec<CategoryValue>,
    /// For a boolean: what else is read as yes, beside 是, √ and the like.
    #[serde(default)]
    pub yes: Vec<String>,
    /// For a boolean: what else is read as no.
    #[serde(default)]
    pub no: Vec<String>,
    /// For a boolean: whether a number (of a card, say) means yes.
    #[serde(default)]
    pub number_means_yes: bool,
}

fn yes() -> bool {
    true
}

/// What says nothing in a column of a sheet that has certain others (借 beside 借方 and 贷方 is the side of
/// the balance).
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Void {
    /// The texts.
    pub values: Vec<String>,
    /// The ids of the columns, all of which the sheet has.
    pub beside: Vec<String>,
}

/// What the cells of a column hold (类型).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ColumnType {
    /// 文本: free text.
    Text,
    /// 姓名: a person's name; spaces of every width are left out.
    Name,
    /// 身份证号 (GB 11643).
    NationalId,
    /// 统一社会信用代码 (GB 32100-2015).
    CreditCode,
    /// 电话.
    Phone,
    /// 日期.
    Date,
    /// 月份: held as its first day.
    Month,
    /// 金额: whole fen.
    Money,
    /// 整数.
    Integer,
    /// 小数 or 百分比: whole millionths.
    Decimal,
    /// 是/否.
    Boolean,
    /// 类别: one of the declared values.
    Category,
}

impl ColumnType {
    /// Whether its values are figures that can be added up: amounts, counts, points.
    pub fn is_figure(self) -> bool {
        matches!(
            self,
            ColumnType::Money | ColumnType::Integer | ColumnType::Decimal
        )
    }

    /// The bounds of a column of figures that declares none, in whole yuan, things or ones. An amount
    /// of a school's is far below; a card's or a phone's number in its place is far above.
    fn bounds(self) -> Option<(&'static str, &'static str)> {
        match self {
            ColumnType::Money => Some(("-100000000", "100000000")),
            ColumnType::Integer => Some(("-1000000", "1000000")),
            ColumnType::Decimal => Some(("-1000000000", "1000000000")),
            _ => None,
        }
    }

    /// How many of what is held one of what is typed is: 100 fen to the yuan.
    fn scale(self) -> i64 {
        match self {
            ColumnType::Money => 100,
            ColumnType::Decimal => 1_000_000,
            _ => 1,
        }
    }

    /// The type's name in the declarations and in the JSON: `national_id`.
    pub fn id(self) -> &'static str {
        match self {
            ColumnType::Text => "text",
            ColumnType::Name => "name",
            ColumnType::NationalId => "national_id",
            ColumnType::CreditCode => "credit_code",
            ColumnType::Phone => "phone",
            ColumnType::Date => "date",
            ColumnType::Month => "month",
            ColumnType::Money => "money",
            ColumnType::Integer => "integer",
            ColumnType::Decimal => "decimal",
            ColumnType::Boolean => "boolean",
            ColumnType::Category => "category",
        }
    }
}

/// One value of a category (类别的取值).
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CategoryValue {
    /// The value as it is kept and printed.
    pub value: String,
    /// Its English gloss.
    pub en: String,
    /// Other spellings read as this value.
    #[serde(default)]
    pub aliases: Vec<String>,
}

impl Table {
    /// The position (0-based) of the column `id` among [`Table::columns`].
    pub fn column_index(&self, id: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.id == id)
    }

    /// The column `id`.
    pub fn column(&self, id: &str) -> Option<&Column> {
        self.columns.iter().find(|column| column.id == id)
    }

    /// Whether `label`, as it stands in a sheet's name or title, names this table. Both sides are
    /// compared without spaces and brackets; a title may stand inside a longer one
    /// (`育才小学会费收缴表`).
    pub fn is_named_by(&self, label: &str) -> bool {
        let label = normalise_label(label);
        self.compared_names
            .iter()
            .any(|name| label.contains(name.as_str()))
    }

    /// The title and its aliases.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.title.zh).chain(self.aliases.iter().map(String::as_str))
    }
}

impl Column {
    /// Gives a column of figures the bounds that it does not declare.
    fn bound(&mut self) {
        let Some((least, most)) = self.kind.bounds() else {
            return;
        };
        let held = |bound: &mut Option<String>, other: &str| {
            let text = bound.get_or_insert_with(|| other.to_string());
            let whole: i64 = text.parse().ok()?;
            whole.checked_mul(self.kind.scale())
        };
        let (least, most) = (held(&mut self.min, least), held(&mut self.max, most));
        // `every_declaration_is_sound` asks it of each.
        self.figures = least.zip(most);
    }

    /// The title and its aliases.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.title.zh).chain(self.aliases.iter().map(String::as_str))
    }

    /// The values allowed, as a list for a person: `男、女`.
    pub fn values_listed(&self, lang: Lang) -> String {
        let values: Vec<&str> = self.values.iter().map(|v| v.value.as_str()).collect();
        lang.list(&values)
    }
}

/// Every table, read once from the declarations.
pub struct Schema {
    tables: Vec<Table>,
    others: Vec<Table>,
    by_id: HashMap<String, usize>,
}

impl Schema {
    fn load() -> Schema {
        let mut tables = Vec::with_capacity(DECLARATIONS.len());
        let mut by_id = HashMap::new();
        for (id, text) in DECLARATIONS {
            let mut table: Table = declared(id, text);
            table.compared_names = table.names().map(normalise_label).collect();
            table.columns.iter_mut().for_each(Column::bound);
            by_id.insert(table.id.clone(), tables.len());
            tables.push(table);
        }
        let others = other::load(&tables);
        let ids = others.iter().map(|other| other.id.clone());
        by_id.extend(ids.zip(tables.len()..));
        Schema {
            tables,
            others,
            by_id,
        }
    }

    /// All tables, in the order of the template's sheets.
    pub fn tables(&self) -> &[Table] {
        &self.tables
    }

    /// What a sheet may be taken for: all tables, and behind them the lists for another purpose, each with
    /// its position.
    pub fn subjects(&self) -> impl DoubleEndedIterator<Item = (usize, &Table)> {
        let indices = 0..self.tables.len() + self.others.len();
        indices.map(|index| (index, self.subject(index)))
    }

    /// The one at `index` of [`Schema::subjects`].
    pub fn subject(&self, index: usize) -> &Table {
        match index.checked_sub(self.tables.len()) {
            Some(other) => &self.others[other],
            None => &self.tables[index],
        }
    }

    /// The table `id`.
    pub fn table(&self, id: &str) -> Option<&Table> {
        self.by_id.get(id).and_then(|&index| self.tables.get(index))
    }

    /// The position (0-based) of the table `id` in [`Schema::tables`], of a list for another purpose in
    /// [`Schema::subjects`].
    pub fn index(&self, id: &str) -> Option<usize> {
        self.by_id.get(id).copied()
    }
}

static SCHEMA: LazyLock<Schema> = LazyLock::new(Schema::load);

/// The tables as declared.
pub fn schema() -> &'static Schema {
    &SCHEMA
}

/// The table `id` of the declarations.
///
/// # Panics
/// When no such table is declared: for ids written in the code itself, which the tests run.
#[allow(clippy::panic)]
pub fn table(id: &str) -> &'static Table {
    match SCHEMA.table(id) {
        Some(table) => table,
        None => panic!("no table {id} is declared"),
    }
}
