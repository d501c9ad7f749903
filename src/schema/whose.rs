//! Which words of a title say whose list it is, as a table declares them.

use serde::Deserialize;

/// Whose list a title says that it is: 教职工花名册 is the school's roster, 应聘人员信息表 is not.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Whose {
    /// Words of a title that say that it lists the staff.
    pub staff: Vec<String>,
    /// Words that may stand before them, or instead of them, and change nothing (在职, 全体, 最新).
    pub all: Vec<String>,
    /// What the names of schools and of their parts end in; what stands before is a name.
    pub places: Vec<String>,
    /// Words that make it a list of others, or of some for a purpose.
    pub others: Vec<String>,
    /// The id of the list for another purpose that such a list is.
    pub not_all: String,
}
