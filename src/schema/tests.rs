use super::*;
use std::collections::HashSet;

#[test]
fn every_declaration_is_sound() {
    for (id, _) in DECLARATIONS {
        let table = schema().table(id).expect("declared under its file's name");
        let mut names: HashMap<String, &str> = HashMap::new();
        for column in &table.columns {
            for name in column.names() {
                let known = names.insert(normalise_label(name), &column.id);
                assert!(
                    known.is_none_or(|other| other == column.id),
                    "{id}: {name} stands for {known:?} and {}",
                    column.id
                );
            }
            assert_eq!(
                column.kind == ColumnType::Category,
                !column.values.is_empty(),
                "{id}.{}: values belong to categories",
                column.id
            );
            let bounded = column.figures.is_some_and(|(least, most)| least < most);
            assert_eq!(column.kind.is_figure(), bounded, "{id}.{}", column.id);
            assert_eq!(
                column.min.is_some(),
                column.max.is_some(),
                "{id}.{}",
                column.id
            );
            let mut spellings = HashSet::new();
            for value in &column.values {
                assert!(spellings.insert(value.value.as_str()), "{id}.{}", column.id);
                for alias in &value.aliases {
                    assert!(spellings.insert(alias), "{id}.{}: {alias} twice", column.id);
                }
            }
        }
        let named = table.names_member.iter().map(|member| &member.column);
        let amounts = table.key.iter().chain(&table.amounts);
        for column in amounts.chain(&table.dates_period).chain(named) {
            assert!(
                table.column(column).is_some(),
                "{id}: {column} is no column"
            );
        }
        for column in table.columns.iter().filter(|c| c.optional_in_key) {
            assert!(table.key.contains(&column.id), "{id}.{}", column.id);
        }
    }
}

/// A fourth table of aid once was a literal in the code that masks: its names went up whole. Now who
/// declares a column of people declares what it holds, or does not compile this test.
#[test]
fn what_is_about_a_person_is_declared_so() {
    for table in schema().tables() {
        for column in &table.columns {
            let about = |privacy| column.privacy == Some(privacy);
            let place = format!("{}.{}", table.id, column.id);
            match column.kind {
                ColumnType::Name => assert!(about(Privacy::Name), "{place}"),
                ColumnType::NationalId | ColumnType::Phone => {
                    assert!(about(Privacy::Identity), "{place}");
                }
                _ => {}
            }
            let open = column.goes_up.is_some();
            assert!(!open || column.privacy.is_none(), "{place}: both");
            let as_written = column.goes_up == Some(GoesUp::AsWritten);
            assert!(!as_written || !table.aid, "{place}: free text of aid");
        }
    }
}
