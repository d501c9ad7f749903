use super::*;
use crate::frame::{Batch, Frameset};
use crate::parse::built_in_plan;
use crate::plan::Period;
use crate::schema::{schema, table};
use proptest::prelude::*;

fn sports() -> Compiler<'static> {
    Compiler::new("S999", table("sports"), &["period_start"])
}

fn refused(compiled: Result<Compiled, SqlFault>) -> Why {
    compiled.expect_err("refused").why
}

/// `sql_expr` reads `a b` as a, by the name of b: a condition lost its second half, and nobody was told.
#[test]
fn nothing_of_a_condition_goes_unread() {
    for sql in [
        "awarded > 1 entrants",
        "awarded > 1 AS entrants",
        "awarded IS NULL whatever",
        "awarded > 1 -- AND entrants > 1",
    ] {
        assert_eq!(refused(sports().condition(sql)), Why::NotAllRead, "{sql}");
    }
    for sql in [
        "",
        "*",
        "awarded > 1 ADN entrants > 1",
        "awarded > 1 entrants > 1",
        "awarded > 1) OR (entrants > 1",
        "awarded > 1)",
        "(awarded > 1",
        "awarded > 1, entrants > 1",
        "awarded > 1; entrants > 1",
        "awarded > 1 ORDER BY awarded",
        "awarded > 99999999999999999999",
        "SELECT awarded FROM sports",
    ] {
        let why = refused(sports().condition(sql));
        assert!(matches!(why, Why::Unreadable(_)), "{sql}: {why:?}");
    }
}

#[test]
fn a_condition_is_true_or_false_of_one_row() {
    let no_column = Why::NoColumn("awards".to_string());
    for (sql, why) in [
        ("awards > 1", no_column),
        ("awarded", Why::NoCondition),
        ("awarded * 3", Why::NoCondition),
        ("event", Why::NoCondition),
        ("1 = 1", Why::NoCondition),
        ("SUM(awarded) > 3", Why::OfManyRows),
        ("COUNT(*) > 3", Why::OfManyRows),
        ("awarded > AVG(awarded)", Why::OfManyRows),
    ] {
        assert_eq!(refused(sports().condition(sql)), why, "{sql}");
    }
    for sql in ["awarded > '3'", "event > 3", "team + 1 > event"] {
        let why = refused(sports().condition(sql));
        assert!(matches!(why, Why::Engine(_)), "{sql}: {why:?}");
    }
    for sql in [
        "team",
        "NOT team",
        "awarded * 3 > entrants * 2",
        "date < period_start OR level IN ('校级', '区级')",
        "LENGTH(event) > 3",
        "COALESCE(awarded, 0) * 2 > 3",
        "-awarded < 0",
        "awarded / entrants > 0.5",
    ] {
        assert!(sports().condition(sql).is_ok(), "{sql}");
    }
}

#[test]
fn an_aggregate_is_one_whole_number() {
    for sql in [
        "awarded",
        "AVG(awarded)",
        "MAX(event)",
        "COUNT(*) > 3",
        "SUM(awarded) / 2",
    ] {
        assert_eq!(refused(sports().aggregate(sql)), Why::NoNumber, "{sql}");
    }
    for sql in [
        "COUNT(*)",
        "COUNT(DISTINCT event)",
        "SUM(awarded)",
        "SUM(CASE WHEN team THEN 1 ELSE 0 END)",
        "MAX(1)",
        "SUM(prize) - SUM(awarded)",
        "COUNT(DISTINCT EXTRACT(YEAR FROM date) * 12 + EXTRACT(MONTH FROM date))",
    ] {
        assert!(sports().aggregate(sql).is_ok(), "{sql}");
    }
}

/// At most 100,000 are awarded, and a prize is of at most 10^10 fen.
#[test]
fn what_may_not_fit_is_refused_before_any_row_is_seen() {
    for sql in [
        "awarded * awarded * awarded * awarded > 1",
        "9223372036854775807 + awarded > 1",
        "-9223372036854775807 - entrants < 1",
        "COALESCE(awarded * awarded, 0) * awarded * awarded > 1",
        "LENGTH(event) * 1000000000 * 1000000000 > 1",
    ] {
        let why = refused(sports().condition(sql));
        assert!(matches!(why, Why::TooLarge(_)), "{sql}: {why:?}");
    }
    assert!(
        sports()
            .condition("awarded * awarded * awarded > 1")
            .is_ok()
    );
    let welfare = Compiler::new("x", table("welfare"), &[]);
    for sql in [
        "SUM(headcount * unit_price)",
        "SUM(product)",
        "SUM(amount * 100)",
    ] {
        let why = refused(welfare.aggregate(sql));
        assert!(matches!(why, Why::TooLarge(_)), "{sql}: {why:?}");
    }
    assert!(welfare.aggregate("SUM(amount) * 30").is_err());
    assert!(welfare.aggregate("SUM(amount)").is_ok());
}

#[test]
fn a_fault_says_what_is_wrong_in_both_languages() {
    use crate::words::Lang;
    let fault = sports().condition("awards > 1").expect_err("refused");
    let finding = fault.finding();
    for lang in [Lang::Zh, Lang::En] {
        let message = crate::rule::message(&finding, lang);
        for part in ["S999", "awards > 1"] {
            assert!(message.contains(part), "{message}");
        }
        assert!(!message.contains('{'), "{message}");
    }
}

/// What a compiler believes a table to hold is what a frame of it holds.
#[test]
fn every_frame_holds_what_is_compiled_for() {
    let plan = built_in_plan();
    let period = Period::parse("2023-2024-1").expect("a period");
    let units = &[];
    let set = Frameset {
        units,
        plan: &plan,
        period,
    };
    let batch = Batch::new(&[], set);
    for (table, frame) in schema().tables().iter().zip(batch.frames()) {
        let compiler = Compiler::new("x", table, &[]);
        let names: Vec<&str> = compiler.schema.iter_names().map(|n| n.as_str()).collect();
        let held = frame.to_polars(&names).expect("empty columns");
        assert_eq!(**held.schema(), compiler.schema, "{}", table.id);
    }
}

/// The value of an aggregate over three rows.
fn evaluated(sql: &str, rows: &[(i64, i64, i64); 3]) -> Option<i64> {
    let compiled = sports().aggregate(sql).ok()?;
    let column = |of: fn(&(i64, i64, i64)) -> i64| rows.iter().map(of).collect::<Vec<_>>();
    let frame = df!(
        UNIT => [0_u32; 3],
        "awarded" => column(|row| row.0),
        "entrants" => column(|row| row.1),
        "prize" => column(|row| row.2),
    );
    let counted = frame
        .expect("columns")
        .lazy()
        .group_by([col(UNIT)])
        .agg([compiled.expr().alias("@")])
        .collect()
        .expect("evaluated");
    counted
        .column("@")
        .expect("there")
        .i64()
        .expect("whole")
        .get(0)
}

/// A literal in a CASE was worked out in 32 bits, and so was the sum of such.
#[test]
fn literals_and_parts_of_dates_are_worked_out_in_64_bits() {
    let rows = [(1, 2, 3); 3];
    for (sql, value) in [
        (
            "SUM(CASE WHEN awarded = 1 THEN 2000000000 ELSE 0 END)",
            6_000_000_000,
        ),
        ("SUM(2000000000 + 2000000000)", 12_000_000_000),
        ("COUNT(*) * 3000000000", 9_000_000_000),
        ("MAX(2000000000) * 2", 4_000_000_000),
        (
            "SUM(CASE WHEN awarded * 2000000000 > 0 THEN 1 ELSE 0 END)",
            3,
        ),
    ] {
        assert_eq!(evaluated(sql, &rows), Some(value), "{sql}");
    }
    let compiler = Compiler::new("x", table("sports"), &[]);
    let compiled = compiler.aggregate("SUM(EXTRACT(MONTH FROM date) * EXTRACT(DAY FROM date))");
    let day = crate::frame::date_literal(jiff::civil::date(2023, 12, 31));
    let frame = df!(UNIT => [0_u32; 2]).expect("a column").lazy();
    let counted = frame
        .with_columns([day.alias("date")])
        .group_by([col(UNIT)])
        .agg([compiled.expect("compiles").expr().alias("@")])
        .collect()
        .expect("evaluated");
    let value = counted
        .column("@")
        .expect("there")
        .i64()
        .expect("whole")
        .get(0);
    assert_eq!(value, Some(2 * 12 * 31));
}

/// An expression made up, with what it comes to by another road: in 128 bits, row by row.
#[derive(Debug, Clone)]
enum Made {
    Awarded,
    Entrants,
    Prize,
    Literal(i64),
    Of(Box<Made>, char, Box<Made>),
    Case(Box<Made>, Box<Made>),
}

impl Made {
    fn sql(&self) -> String {
        match self {
            Made::Awarded => "awarded".to_string(),
            Made::Entrants => "entrants".to_string(),
            Made::Prize => "prize".to_string(),
            Made::Literal(value) => value.to_string(),
            Made::Of(a, op, b) => format!("({} {op} {})", a.sql(), b.sql()),
            Made::Case(a, b) => format!(
                "CASE WHEN awarded > entrants THEN {} ELSE {} END",
                a.sql(),
                b.sql()
            ),
        }
    }

    fn value(&self, row: &(i64, i64, i64)) -> Option<i128> {
        Some(match self {
            Made::Awarded => row.0.into(),
            Made::Entrants => row.1.into(),
            Made::Prize => row.2.into(),
            Made::Literal(value) => (*value).into(),
            Made::Of(a, '+', b) => a.value(row)?.checked_add(b.value(row)?)?,
            Made::Of(a, '-', b) => a.value(row)?.checked_sub(b.value(row)?)?,
            Made::Of(a, _, b) => a.value(row)?.checked_mul(b.value(row)?)?,
            Made::Case(a, b) => match row.0 > row.1 {
                true => a.value(row)?,
                false => b.value(row)?,
            },
        })
    }
}

fn made() -> impl Strategy<Value = Made> {
    let leaf = prop_oneof![
        Just(Made::Awarded),
        Just(Made::Entrants),
        Just(Made::Prize),
        prop::sample::select(&[0, 1, 3, 12, 2_000_000_000, 3_000_000_000_i64][..])
            .prop_map(Made::Literal),
    ];
    leaf.prop_recursive(4, 12, 2, |inner| {
        let op = prop::sample::select(&['+', '-', '*'][..]);
        let two = || (inner.clone(), inner.clone());
        prop_oneof![
            4 => (two(), op).prop_map(|((a, b), op)| Made::Of(Box::new(a), op, Box::new(b))),
            1 => two().prop_map(|(a, b)| Made::Case(Box::new(a), Box::new(b))),
        ]
    })
}

fn row() -> impl Strategy<Value = (i64, i64, i64)> {
    let count = prop_oneof![Just(0_i64), Just(100_000), 0..=100_000_i64];
    let prize = prop_oneof![Just(10_000_000_000_i64), 0..=10_000_000_000_i64];
    (count.clone(), count, prize)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(64) })]

    #[test]
    fn what_compiles_comes_to_what_it_says(made in made(), rows in [row(), row(), row()]) {
        let sql = format!("SUM({})", made.sql());
        let exact = rows.iter().map(|row| made.value(row)).try_fold(0_i128, |sum, value| {
            sum.checked_add(value?)
        });
        match evaluated(&sql, &rows) {
            Some(sum) => prop_assert_eq!(Some(i128::from(sum)), exact, "{}", sql),
            None => {
                let why = refused(sports().aggregate(&sql));
                prop_assert!(matches!(why, Why::TooLarge(_)), "{}: {:?}", sql, why);
            }
        }
    }
}
