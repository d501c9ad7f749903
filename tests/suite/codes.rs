//! The codes that the build reads out of the declarations, and what it says of a slip in them.

// The build script itself; its `main` runs in a build alone.
#[allow(dead_code)]
#[path = "../../build.rs"]
mod build;

use build::declared;

fn files(texts: &[(&str, &str)]) -> Vec<(String, String)> {
    let owned = |(name, text): &(&str, &str)| (name.to_string(), text.to_string());
    texts.iter().map(owned).collect()
}

#[test]
fn codes_are_in_order_whatever_file_they_stand_in() {
    let found = declared(&files(&[
        (
            "table",
            "# T: 工作表\n\n[[rule]]\ncode = \"T002\"\nseverity = \"error\"\n",
        ),
        (
            "file",
            "[[rule]]\r\n  code=\"T001\"\r\n[[rule]]\ncode = \"F001\"\nhint = \"code = T009\"",
        ),
    ]));
    let found = found.unwrap();
    let found: Vec<_> = found
        .iter()
        .map(|(code, file)| (&**code, &**file))
        .collect();
    assert_eq!(
        found,
        [("F001", "file"), ("T001", "file"), ("T002", "table")]
    );
}

/// Two rules of one code would be told apart by nobody: severity and sentences of one would be printed
/// for the other.
#[test]
fn a_code_declared_twice_ends_the_build_with_both_places() {
    let rule = "[[rule]]\ncode = \"W101\"\n";
    let said = declared(&files(&[("across", rule), ("welfare", rule)])).unwrap_err();
    for part in ["welfare.toml, line 2", "W101", "across.toml"] {
        assert!(said.contains(part), "{part}: {said}");
    }
}

#[test]
fn a_rule_without_a_sound_code_ends_the_build_with_its_line() {
    for line in [
        "code = \"w101\"",
        "code = \"W10\"",
        "code = \"W1012\"",
        "code = W101",
        "severity = \"error\"",
        "",
    ] {
        let text = format!("# W\n\n[[rule]]\n{line}\n");
        let said = declared(&files(&[("welfare", &text)])).unwrap_err();
        assert!(
            said.contains("welfare.toml, line 4") && said.ends_with(line),
            "{said}"
        );
    }
}
