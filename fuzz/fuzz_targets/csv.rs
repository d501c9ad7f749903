//! A table kept as text, in whatever encoding.
#![no_main]

use gonghui::pipeline::tables_and_findings;
use gonghui::read::{Kind, Limits, look, open_named};
use gonghui_fuzz::{read_twice, watched};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let limits = Limits::default();
    watched(|| {
        let looked = look(data, "会费.csv");
        if looked.kind != Kind::Csv {
            return;
        }
        let _ = looked.text.map(|text| text.is_tabular());
        read_twice(|| open_named(data, "会费.csv", &limits));
        if let Ok(mut workbook) = open_named(data, "会费.csv", &limits) {
            tables_and_findings(workbook.as_mut());
        }
    });
});
