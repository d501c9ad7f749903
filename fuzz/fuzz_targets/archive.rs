//! A zip of files: its list, the names in it, and each file that the project's own code reads.
#![no_main]

use gonghui::discover::members;
use gonghui::read::{Archive, Limit, Limits, open_named};
use gonghui_fuzz::{is_ours, read_twice, watched};
use libfuzzer_sys::fuzz_target;
use std::collections::HashSet;
use std::io::Cursor;

fuzz_target!(|data: &[u8]| watched(|| read(data)));

fn read(data: &[u8]) {
    let limits = Limits::default();
    let Ok(archive) = Archive::open(Cursor::new(data), &limits) else {
        return;
    };
    let _ = archive.kind();
    let listed: Vec<_> = archive.entries().collect();
    let names = listed
        .iter()
        .map(|entry| (!entry.bare).then_some((entry.name, entry.utf8)));
    let members = members(names);
    let mut paths = HashSet::new();
    for member in &members {
        let path = &member.path;
        assert!(!listed[member.index].bare, "{path} is a folder");
        assert!(paths.insert(path), "{path} twice");
        let leads_out = path.split('/').any(|part| matches!(part, "" | "." | ".."));
        assert!(!leads_out, "{path} leads out of the zip");
        assert!(
            !path.contains(['\\', '\n', '\0']),
            "{path} is not printable"
        );
    }
    let sizes = listed.iter().map(|entry| entry.size);
    if Archive::check_sizes(sizes, data.len() as u64, &limits).is_err() {
        return;
    }
    for member in members.iter().take(20) {
        let Ok(bytes) = archive.inflate(Cursor::new(data), member.index, &limits) else {
            continue;
        };
        assert_eq!(bytes.len() as u64, listed[member.index].size);
        assert!(bytes.len() as u64 <= limits.most(Limit::FileBytes));
        if is_ours(&bytes) {
            read_twice(|| open_named(&bytes, &member.path, &limits));
        }
    }
}
