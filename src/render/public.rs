//! What of a finding may go up to the district (个人信息保护法), in a sentence.

use crate::finding::Finding;
use crate::findings::unlisted;
use crate::personal;
use crate::rule::{self, Rule};
use crate::schema::{Privacy, Table, schema};
use crate::words::{Lang, Words};

/// What is wrong, in a sentence that may go up: of a column that stays with the school no more
/// than the rule's title.
pub fn message(finding: &Finding, lang: Lang) -> String {
    message_of(finding, table_of(finding), lang)
}

fn message_of(finding: &Finding, table: Option<&Table>, lang: Lang) -> String {
    let column = table.zip(finding.place.column);
    let column = column.and_then(|(table, id)| table.column(id));
    match column.and_then(|column| column.privacy) {
        // That counts others and quotes none.
        _ if unlisted(finding).is_some() => sentence(finding, table, |rule| rule.message, lang),
        Some(Privacy::Identity | Privacy::Reason) => {
            rule::rule(finding.code).title.get(lang).to_string()
        }
        _ => sentence(finding, table, |rule| rule.message, lang),
    }
}

/// What to do about it, in a sentence that may go up.
pub fn hint(finding: &Finding, lang: Lang) -> String {
    sentence(finding, table_of(finding), |rule| rule.hint, lang)
}

fn sentence(
    finding: &Finding,
    table: Option<&Table>,
    words: impl Fn(&'static Rule) -> Words,
    lang: Lang,
) -> String {
    rule::sentence(finding, words, lang, |arg| {
        personal::goes_up(arg, table, lang)
    })
}

/// The table that a finding is about.
fn table_of(finding: &Finding) -> Option<&'static Table> {
    finding.place.table.and_then(|id| schema().table(id))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::{Arg, Code, Place};

    /// Which tables are of aid once stood in a list beside the code that masks; a fourth one went up whole.
    #[test]
    fn a_table_that_is_declared_to_be_aid_tells_no_name() {
        let declared = |aid: bool| {
            let text = format!(
                r#"
                id = "relief"
                title = {{ zh = "救助", en = "Relief" }}
                kind = "return"
                aid = {aid}
                row = {{ zh = "", en = "" }}
                help = {{ zh = "", en = "" }}
                [[column]]
                id = "helped"
                title = {{ zh = "受助人", en = "Helped" }}
                type = "name"
                privacy = "name"
                example = "张三"
                help = {{ zh = "", en = "" }}
                [[column]]
                id = "amount"
                title = {{ zh = "金额", en = "Amount" }}
                type = "money"
                example = "1"
                help = {{ zh = "", en = "" }}
                "#
            );
            toml::from_str::<Table>(&text).expect("a declaration")
        };
        let place = |column| Place {
            table: Some("relief"),
            column: Some(column),
            ..Place::default()
        };
        let (aid, other) = (declared(true), declared(false));
        let who = Arg::of_column(aid.column("helped"), "张建国".into());
        let finding = Finding::new(Code::W104, place("amount")).arg("who", who);
        let say = |table: &Table| message_of(&finding, Some(table), Lang::Zh);
        assert!(say(&aid).starts_with("张*“"), "{}", say(&aid));
        assert!(say(&other).starts_with("张建国“"), "{}", say(&other));
        // An amount that is a name is no amount.
        let finding = Finding::new(Code::C130, place("amount")).value("张建国");
        for table in [&aid, &other] {
            assert!(!message_of(&finding, Some(table), Lang::Zh).contains("张"));
        }
    }

    #[test]
    fn of_a_column_that_stays_with_the_school_no_more_than_the_title_goes_up() {
        let place = Place {
            table: Some("members"),
            column: Some("id_number"),
            ..Place::default()
        };
        let finding = Finding::new(Code::C180, place).value("11010119900307");
        assert_eq!(message(&finding, Lang::Zh), "身份证号位数不对");
    }
}
