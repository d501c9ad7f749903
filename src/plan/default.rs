//! The built-in plan, used for each plan table that no plan workbook gives. `default.toml` holds
//! its rows as a person would type them, and they pass through the same parser as a workbook's.

use crate::declared::declared;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// From table id to its rows, each from column id to the cell's text.
type Rows = BTreeMap<String, Vec<BTreeMap<String, String>>>;

static DEFAULT: LazyLock<Rows> =
    LazyLock::new(|| declared("plan/default", include_str!("default.toml")));

/// The built-in plan's rows of the plan table `table`, each from column id to the text of its
/// cell. Empty for a table it says nothing of (应报单位, 月度安排).
pub fn default_rows(table: &str) -> &'static [BTreeMap<String, String>] {
    DEFAULT.get(table).map_or(&[], Vec::as_slice)
}
