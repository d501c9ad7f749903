//! What sheets for another purpose look like (签到表, 工资表 …), as `tables/other/*.toml` declare them:
//! titles and labels, which compete with those of the tables that are read. Nothing of such a sheet is
//! ever read. A new one is a file.

use super::{Column, ColumnType, Table, TableKind, normalise_label};
use crate::declared::declared;
use crate::words::Words;
use serde::Deserialize;

/// Each file's name, which is the id, and its text.
const DECLARATIONS: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/other_tables.rs"));

/// A list for another purpose as declared.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Declared {
    title: Words,
    aliases: Vec<String>,
    labels: Vec<String>,
}

/// The lists for another purpose, in the order of their ids, each as a [`Table`] with a
/// column of text for each label. Who is told apart by one is told so in other words too: a label that is
/// the title of a column of names or numbers of persons in `tables` brings that one's aliases along.
pub(super) fn load(tables: &[Table]) -> Vec<Table> {
    let of_persons: Vec<&Column> = tables
        .iter()
        .flat_map(|table| &table.columns)
        .filter(|column| {
            use ColumnType::{Name, NationalId, Phone};
            matches!(column.kind, Name | NationalId | Phone)
        })
        .collect();
    let column = |label: String| {
        let like = of_persons.iter().filter(|known| known.title.zh == label);
        let aliases = like.flat_map(|known| known.aliases.clone()).collect();
        column(label, aliases)
    };
    let load = |(id, text): &(&str, &'static str)| {
        let declared: Declared = declared(id, text);
        let mut table = Table {
            id: (*id).to_string(),
            title: declared.title,
            aliases: declared.aliases,
            kind: TableKind::Return,
            key: Vec::new(),
            wide: None,
            aid: false,
            dates_period: None,
            of_year: None,
            names_member: None,
            form: false,
            sent_again: false,
            amounts: Vec::new(),
            roster: false,
            whose: None,
            beside: Vec::new(),
            of_other_purpose: true,
            row: Words::default(),
            help: Words::default(),
            columns: declared.labels.into_iter().map(&column).collect(),
            compared_names: Vec::new(),
        };
        table.compared_names = table.names().map(normalise_label).collect();
        table
    };
    DECLARATIONS.iter().map(load).collect()
}

fn column(label: String, aliases: Vec<String>) -> Column {
    let title: &'static str = label.clone().leak();
    Column {
        void: None,
        id: label,
        title: Words::new(title, title),
        aliases,
        told_by: Vec::new(),
        in_remarks: Vec::new(),
        may_be_void: false,
        implied: None,
        kind: ColumnType::Text,
        required: false,
        year_from_title: false,
        min: None,
        max: None,
        figures: None,
        summed: false,
        example: String::new(),
        help: Words::default(),
        privacy: None,
        goes_up: None,
        optional_in_key: false,
        values: Vec::new(),
        yes: Vec::new(),
        no: Vec::new(),
        number_means_yes: false,
    }
}
