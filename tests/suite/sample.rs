//! `reports/sample/` holds what `gonghui demo` writes: the district's summary, one end-of-term
//! workbook and one feedback workbook.

use super::support::{DEMO, RENEW, parts, renews, sheets};
use std::path::{Path, PathBuf};

/// Each by its path in the sample district.
const KEPT: [&str; 3] = [
    "reports/全区汇总_2023-2024-2.xlsx",
    "reports/期末报告/第一初级中学_期末报告_2023-2024-2.xlsx",
    "reports/反馈/滨河小学_反馈_2023-2024-2.xlsx",
];

fn committed(path: &str) -> PathBuf {
    let name = path.rsplit('/').next().unwrap();
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("reports/sample")
        .join(name)
}

#[test]
fn the_sample_outputs_are_current() {
    let hint = format!("is not what the demo writes; {RENEW}");
    for path in KEPT {
        let (written, stands) = (DEMO.file(path), committed(path));
        if renews() {
            std::fs::create_dir_all(stands.parent().unwrap()).unwrap();
            std::fs::copy(&written, &stands).unwrap();
        }
        assert!(stands.exists(), "{stands:?} {hint}");
        for ((name, new), (_, old)) in sheets(&written).iter().zip(&sheets(&stands)) {
            for (place, value) in new {
                assert_eq!(
                    Some(value),
                    old.get(place),
                    "{stands:?} {name} {place:?} {hint}"
                );
            }
        }
        let (new, old) = (parts(&written), parts(&stands));
        let names = |parts: &std::collections::BTreeMap<String, Vec<u8>>| {
            parts.keys().cloned().collect::<Vec<_>>()
        };
        assert_eq!(names(&new), names(&old), "{stands:?} {hint}");
        for (name, bytes) in &new {
            // docProps say which program wrote it, and its version.
            let same = *bytes == old[name] || name.starts_with("docProps/");
            assert!(same, "{stands:?}: {name} {hint}");
        }
    }
    // And nothing else stands there.
    let mut found = Vec::new();
    super::support::collect(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("reports/sample"),
        &mut found,
    );
    let mut kept: Vec<PathBuf> = KEPT.iter().map(|path| committed(path)).collect();
    kept.sort();
    assert_eq!(found, kept);
}
