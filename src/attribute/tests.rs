//! Whose, which and when, from facts written out.

use super::period::rows_within;
use super::*;
use crate::parse::rows_from_text;
use crate::plan::ExpectedUnit;
use crate::rows::TextColumn;
use crate::schema::schema;

/// A plan on whose list these stand, each with its other names.
fn plan(units: &[(&str, &[&str])]) -> Plan {
    let unit = |(name, aliases): &(&str, &[&str])| ExpectedUnit {
        name: (*name).to_string(),
        aliases: aliases.iter().map(|alias| (*alias).to_string()).collect(),
        kind: None,
    };
    Plan {
        expected_units: units.iter().map(unit).collect::<Vec<_>>().into(),
        ..Plan::default()
    }
}

/// Rows of dues: each a month and a name.
fn dues(rows: &[(&str, &str)]) -> TypedRows {
    let table = schema().table("dues").expect("a table");
    let row = |(month, name): &(&str, &str)| {
        let cells = [("month", *month), ("name", *name), ("paid", "26.15")];
        cells.map(|(id, text)| (id.to_string(), text.to_string()))
    };
    let rows: Vec<_> = rows.iter().map(|cells| row(cells).into()).collect();
    rows_from_text(table, &rows).0
}

/// Dues of `names` in one month.
fn month(month: &str, names: &[&str]) -> TypedRows {
    dues(&names.iter().map(|name| (month, *name)).collect::<Vec<_>>())
}

/// The same rows with a column that says whose each is.
fn of_schools(mut rows: TypedRows, schools: &[Option<&str>]) -> TypedRows {
    rows.of_unit = TextColumn::default();
    for school in schools {
        rows.of_unit.push(*school);
    }
    rows
}

fn file<'f>(path: &'f str, tables: &'f [TypedRows]) -> FileFacts<'f> {
    FileFacts {
        path,
        sha256: path,
        tables,
        ..FileFacts::default()
    }
}

/// What comes of the `files`; nothing is asked for.
fn attributed(files: &[FileFacts<'_>], plan: &Plan) -> Attribution {
    attribute(files, plan, Asked::default()).expect("nothing is asked for")
}

fn units(attribution: &Attribution) -> Vec<(&str, UnitStatus, usize)> {
    let units = attribution.units.iter();
    units
        .map(|unit| (unit.name.as_str(), unit.status, unit.files))
        .collect()
}

fn codes(findings: &[Finding]) -> Vec<Code> {
    findings.iter().map(|finding| finding.code).collect()
}

#[test]
fn without_a_list_whoever_sent_is_a_unit() {
    let rows = [month("2023-09", &["张三"])];
    let mut stated = file("a.xlsx", &rows);
    stated.stated_unit = Some("育才 小学工会");
    let mut lined = file("b.xlsx", &rows);
    lined.unit_line = Some("实验中学");
    let mut titled = file("会费.xlsx", &rows);
    titled.unit_title = Some("南塘小学");
    let named = file("西街小学/会费.xlsx", &rows);
    let found = attributed(&[stated, lined, named, titled], &plan(&[]));
    let received = |name| (name, UnitStatus::Received, 1);
    assert_eq!(
        units(&found),
        ["南塘小学", "实验中学", "育才小学", "西街小学"].map(received)
    );
    let said: Vec<_> = found.files.iter().map(|of| codes(&of.findings)).collect();
    assert_eq!(
        said,
        [vec![], vec![Code::F013], vec![Code::F012], vec![Code::F027]]
    );
    assert_eq!(found.findings, []);
}

#[test]
fn a_list_knows_its_units_by_their_other_names() {
    let plan = plan(&[("育才小学", &["育小"]), ("未报小学", &[])]);
    let rows = [month("2023-09", &["张三"])];
    let files = [file("育小会费.xlsx", &rows), file("别的小学.xlsx", &rows)];
    let asked = Asked {
        district: true,
        ..Asked::default()
    };
    let found = attribute(&files, &plan, asked).expect("all units");
    assert_eq!(
        units(&found),
        [
            ("育才小学", UnitStatus::Received, 1),
            ("未报小学", UnitStatus::NotReceived, 0),
            ("别的小学", UnitStatus::NotExpected, 1),
        ]
    );
    assert_eq!(codes(&found.findings), [Code::P001, Code::F014]);
    assert_eq!(found.findings[1].place.input, Some(1));
}

#[test]
fn of_two_versions_the_newer_counts_and_the_older_says_so() {
    let (old, new) = (
        [month("2023-09", &["张三", "王芳", "李强", "赵敏"])],
        [month("2023-09", &["张三", "王芳", "李强"])],
    );
    let (mut old, mut new) = (file("会费.xlsx", &old), file("会费v2.xlsx", &new));
    (old.unit_line, new.unit_line) = (Some("育才小学"), Some("育才小学工会"));
    let found = attributed(&[old, new], &plan(&[]));
    assert_eq!(found.files[0].counted, Counted::Older);
    assert_eq!(codes(&found.files[0].findings), [Code::F030, Code::F032]);
    assert_eq!(found.files[1].counted, Counted::All);
    assert_eq!(units(&found), [("育才小学", UnitStatus::Received, 1)]);
    let (rows, said) = found.files[0].applied(old.tables.to_vec(), Vec::new());
    assert_eq!(
        (rows.len(), codes(&said)),
        (0, vec![Code::F030, Code::F032])
    );
}

#[test]
fn a_copy_counts_once_and_names_the_other() {
    let rows = [month("2023-09", &["张三"])];
    let (mut one, mut two) = (file("a.xlsx", &rows), file("b.xlsx", &rows));
    (one.sha256, two.sha256) = ("same", "same");
    (one.unit_line, two.unit_line) = (Some("育才小学"), Some("育才小学"));
    let found = attributed(&[one, two], &plan(&[]));
    assert_eq!(found.files[1].counted, Counted::Repeated);
    assert_eq!(codes(&found.files[1].findings), [Code::F011]);
    assert_eq!(found.units[0].files, 1);
}

#[test]
fn a_workbook_of_several_schools_is_divided_row_by_row() {
    let names = ["张三", "王芳", "李强", "赵敏"];
    let schools = [Some("东校工会"), Some("育小"), None, Some("东校")];
    let tables = [of_schools(month("2023-09", &names), &schools)];
    let plan = plan(&[("育才小学", &["育小"]), ("东校", &[])]);
    let files = [
        file("a.xlsx", &tables[..0]),
        file("育才小学汇总.xlsx", &tables),
    ];
    let found = attributed(&files, &plan);
    let of = &found.files[1];
    assert_eq!((of.unit, &of.holds), (Some(0), &vec![0, 1]));
    let (rows, _) = of.applied(tables.to_vec(), Vec::new());
    let held: Vec<(Option<&str>, u32, &[u32])> = rows
        .iter()
        .map(|rows| {
            let block = &rows.block;
            (block.unit.as_deref(), block.input, rows.rows.as_slice())
        })
        .collect();
    assert_eq!(
        held,
        [
            (None, 1, &[4][..]),
            (Some("东校"), 1, &[2, 5]),
            (Some("育才小学"), 1, &[3]),
        ]
    );
    // Asked for alone, the other school's rows are left out, and so is the file that holds none.
    let asked = Asked {
        unit: Some("东校工会"),
        ..Asked::default()
    };
    let found = attribute(&files, &plan, asked).expect("it is on the list");
    assert_eq!(found.files[0].number, None);
    assert_eq!(found.files[1].number, Some(0));
    let (rows, _) = found.files[1].applied(tables.to_vec(), Vec::new());
    assert_eq!(rows.len(), 1);
    assert_eq!(rows[0].rows, [2, 5]);
    let nobody = Asked {
        unit: Some("无此小学"),
        ..Asked::default()
    };
    assert!(attribute(&files, &plan, nobody).is_err());
}

/// All rows were the district's own, and no school had any.
#[test]
fn a_schools_name_over_its_rows_says_whose_they_are() {
    let mut rows = month("2023-09", &["张三", "王芳", "李强", "赵敏"]);
    let heading = |(position, text): (usize, &str)| (position, text.to_string());
    let headings = [
        (0, "一、育英小学（2人）"),
        (1, "语文组"),
        (2, "★ 二、育小 ★"),
    ];
    rows.headings = headings.map(heading).to_vec();
    let tables = [rows];
    let plan = plan(&[("育才小学", &["育小"])]);
    let found = attributed(&[file("全区会费汇总.xlsx", &tables)], &plan);
    let of = found.files[0].applied(tables.to_vec(), Vec::new()).0;
    let held: Vec<(Option<&str>, &[u32])> = of
        .iter()
        .map(|rows| (rows.block.unit.as_deref(), rows.rows.as_slice()))
        .collect();
    assert_eq!(
        held,
        [(Some("育才小学"), &[4, 5][..]), (Some("育英小学"), &[2, 3]),]
    );
    // Departments are nobody's name.
    let mut rows = month("2023-09", &["张三"]);
    rows.headings = vec![heading((0, "一、语文组"))];
    let tables = [rows];
    let found = attributed(&[file("育英小学.xlsx", &tables)], &plan);
    assert_eq!(
        found.units.last().map(|unit| unit.name.as_str()),
        Some("育英小学")
    );
}

/// Each month's return carried the same roster, and a person was counted once for each.
#[test]
fn rows_that_all_stand_elsewhere_count_once() {
    let one = [month("2023-09", &["张三", "王芳", "李强"])];
    let two = [dues(&[
        ("2023-10", "张三"),
        ("2023-09", "李强"),
        ("2023-09", "王芳"),
        ("2023-09", "张三"),
    ])];
    let (mut a, mut b) = (file("九月.xlsx", &one), file("汇总.xlsx", &two));
    (a.unit_line, b.unit_line) = (Some("育才小学"), Some("育才小学"));
    let found = attributed(&[a, b], &plan(&[]));
    let rows: Vec<usize> = [(&found.files[0], &one[..]), (&found.files[1], &two[..])]
        .iter()
        .map(|(of, tables)| {
            let rows = of.applied(tables.to_vec(), Vec::new()).0;
            rows.iter().map(|rows| rows.rows.len()).sum()
        })
        .collect();
    assert_eq!(rows, [0, 4]);
    assert_eq!(codes(&found.files[0].findings), [Code::F013, Code::F033]);
    assert_eq!(found.files[0].repeats.get(&0), Some(&3));
}

#[test]
fn what_was_found_in_a_row_is_its_schools() {
    let tables = [of_schools(
        month("2023-09", &["张三", "王芳"]),
        &[Some("东校小学"), Some("西校小学")],
    )];
    let found = attributed(&[file("汇总.xlsx", &tables)], &plan(&[]));
    let at = |row| Finding::new(Code::C110, tables[0].block.place(Some("paid"), row));
    let (_, said) = found.files[0].applied(tables.to_vec(), vec![at(3), at(2)]);
    let units: Vec<_> = said.iter().map(|f| f.place.unit.as_deref()).collect();
    assert_eq!(units, [Some("西校小学"), Some("东校小学")]);
}

#[test]
fn one_mistyped_year_does_not_move_the_period() {
    let mut rows = vec![("2023-09", "张三"); 19];
    rows.push(("2032-09", "张三"));
    let period = |rows: &[(&str, &str)]| {
        let tables = [dues(rows)];
        let found = attributed(&[file("育才小学.xlsx", &tables)], &plan(&[]));
        (found.period.id(), found.period_source)
    };
    rows.push(("2023-10", "张三"));
    assert_eq!(
        period(&rows),
        ("2023-2024-1".to_string(), PeriodSource::Newest)
    );
    // One row in twenty is no slip.
    rows.pop();
    assert_eq!(
        period(&rows),
        ("2032-2033-1".to_string(), PeriodSource::Newest)
    );
    assert_eq!(period(&[]).1, PeriodSource::NoData);
}

#[test]
fn rows_fall_in_a_period_by_the_column_that_dates_them() {
    let plan = plan(&[]);
    let rows = dues(&[("2023-08", "张三"), ("2023-09", "王芳"), ("", "李强")]);
    let of = |period| rows_within(&rows, period, &plan.terms);
    assert_eq!(of(Period::Month(2023, 9)), Some(vec![1, 2]));
    assert_eq!(of(Period::SchoolYear(2023)), None);
    let members = schema().table("members").expect("a table");
    let undated = rows_from_text(members, &[]).0;
    assert_eq!(rows_within(&undated, Period::Year(1999), &plan.terms), None);
    // An audit in March is the year's, which is judged with its second half's term; cover is of its year.
    let of = |table: &str, column: &str, text: &str, period| {
        let table = schema().table(table).expect("a table");
        let row = [(column.to_string(), text.to_string())].into();
        rows_within(&rows_from_text(table, &[row]).0, period, &plan.terms)
    };
    for (table, column, text) in [
        ("audits", "audited_on", "2023-03-02"),
        ("insurance", "year", "2023"),
    ] {
        assert_eq!(
            of(table, column, text, Period::Term(2023, 1)),
            None,
            "{table}"
        );
        assert_eq!(
            of(table, column, text, Period::Term(2023, 2)),
            Some(vec![]),
            "{table}"
        );
        assert_eq!(of(table, column, text, Period::Year(2023)), None, "{table}");
        assert_eq!(
            of(table, column, text, Period::Year(2022)),
            Some(vec![]),
            "{table}"
        );
    }
}
