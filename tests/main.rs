//! The end-to-end tests, in one binary: they run what the library and the program hand out and
//! look at it as its reader would.
#![allow(clippy::unwrap_used, clippy::panic, missing_docs, unreachable_pub)]

mod suite {
    mod aliases;
    mod archives;
    mod blocks;
    mod bytes_fuzz;
    mod carried;
    mod costly;
    mod csv;
    mod dates;
    mod demo;
    mod determinism;
    mod extract;
    mod figures;
    mod formats;
    mod forms;
    mod formulas;
    mod fuzz_seeds;
    mod grid_fuzz;
    mod grids;
    mod inbox;
    mod inputs;
    mod isolation;
    mod json;
    mod json_page;
    mod lang;
    mod layouts;
    mod load;
    mod made;
    mod messy;
    mod messy_rows;
    mod metrics_by_hand;
    mod money_units;
    mod ods_fuzz;
    mod ods_hostile;
    mod ods_messy;
    mod ods_parts;
    mod outputs;
    mod people;
    mod plain;
    mod privacy;
    mod questionnaires;
    mod reference;
    mod sample;
    mod sheet_text;
    mod sound;
    mod spellings;
    mod stacked;
    mod support;
    mod tables;
    mod templates;
    mod templates_read_back;
    mod totals;
    mod typed;
    mod unit_names;
    mod unlisted;
    mod versions;
    mod worst;
    mod xlsb_parts;
    mod xlsx_fuzz;
    mod xlsx_hostile;
    mod xlsx_messy;
    mod xlsx_parts;
    mod years;
}
