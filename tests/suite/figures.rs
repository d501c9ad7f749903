//! Every figure of the district's summary workbook, worked out once more by another road: plain
//! loops over the cells that the schools wrote. Money is compared in whole fen.

use super::metrics_by_hand::{self as by_hand, CATEGORIES, Count, on_staff, span, within};
use super::plain::{Row, SCHOOLS, SILENT, School};
use super::support::{Cells, DISTRICT, district_workbook, sheet, text};
use calamine::Data;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

const PERIOD: &str = "2023-2024-2";

/// Rows under the header that has all of `labels`, each cell by its header; where a header has two
/// rows, as `upper/lower`.
fn table(cells: &Cells, labels: &[&str]) -> Vec<BTreeMap<String, Data>> {
    let last = cells.keys().map(|(row, _)| *row).max().unwrap_or(0);
    let row_of = |row: u32| cells.range((row, 0)..(row + 1, 0));
    let here = |row: u32| row_of(row).map(|(_, c)| text(c)).collect::<BTreeSet<_>>();
    let header = (0..=last)
        .find(|row| labels.iter().all(|label| here(*row).contains(*label)))
        .unwrap_or_else(|| panic!("no header with {labels:?}"));
    let mut names: BTreeMap<u32, String> = BTreeMap::new();
    for ((_, column), cell) in row_of(header) {
        names.insert(*column, text(cell));
    }
    // A second row of the header has nothing under 单位.
    let unit = *names.iter().find(|(_, name)| *name == "单位").unwrap().0;
    let two = cells
        .get(&(header + 1, unit))
        .is_none_or(|c| text(c).is_empty());
    if two {
        let mut group = String::new();
        let lower: Vec<(u32, String)> = row_of(header + 1)
            .map(|((_, c), v)| (*c, text(v)))
            .collect();
        for (column, name) in lower {
            if let Some(upper) = names.get(&column).filter(|upper| !upper.is_empty()) {
                group.clone_from(upper);
            }
            names.insert(column, format!("{group}/{name}"));
        }
    }
    let mut rows = Vec::new();
    for row in header + 1 + u32::from(two)..=last {
        let cells: BTreeMap<String, Data> = row_of(row)
            .filter_map(|((_, column), cell)| Some((names.get(column)?.clone(), cell.clone())))
            .filter(|(_, cell)| !text(cell).is_empty())
            .collect();
        if cells.len() < 2 {
            break;
        }
        rows.push(cells);
    }
    rows
}

fn of_unit<'r>(rows: &'r [BTreeMap<String, Data>], unit: &str) -> &'r BTreeMap<String, Data> {
    rows.iter()
        .find(|row| row.values().any(|cell| text(cell) == unit))
        .unwrap_or_else(|| panic!("no row of {unit}"))
}

/// A figure as it stands: a count, or none where the cell says —.
fn number(row: &BTreeMap<String, Data>, column: &str) -> Option<f64> {
    text(row.get(column)?).parse().ok()
}

fn fen(row: &BTreeMap<String, Data>, column: &str) -> Option<i64> {
    number(row, column).map(|yuan| (yuan * 100.0).round() as i64)
}

fn count(row: &BTreeMap<String, Data>, column: &str) -> i64 {
    number(row, column).unwrap_or_else(|| panic!("no {column} in {row:?}")) as i64
}

fn dated<'s>(school: &'s School, table: &str) -> Vec<&'s Row> {
    let date = if table == "dues" { "month" } else { "date" };
    let rows = school.rows(table).iter();
    rows.filter(|row| within(row.day(date), span(PERIOD)))
        .collect()
}

#[test]
fn members_and_staff_by_category_and_unit() {
    let rows = table(&sheet(&district_workbook(), "会员"), &["单位", "合计"]);
    let on = span(PERIOD).1;
    let mut sums: BTreeMap<String, i64> = BTreeMap::new();
    for school in SCHOOLS.iter() {
        let row = of_unit(&rows, school.unit);
        let members = by_hand::members(school, on);
        let mut check = |column: String, figure: i64| {
            assert_eq!(count(row, &column), figure, "{} {column}", school.unit);
            *sums.entry(column).or_default() += figure;
        };
        for (id, title, _) in CATEGORIES {
            let of: Vec<&&Row> = members
                .iter()
                .filter(|r| by_hand::category(r) == Some(id))
                .collect();
            let cards = of.iter().filter(|row| row.yes("card")).count();
            check(format!("{title}/教职工"), by_hand::stated(school, id));
            check(format!("{title}/会员"), of.len() as i64);
            check(format!("{title}/服务卡"), cards as i64);
        }
        let staff = CATEGORIES
            .iter()
            .map(|(id, ..)| by_hand::stated(school, id))
            .sum();
        let cards = members.iter().filter(|row| row.yes("card")).count();
        check("合计/教职工".to_string(), staff);
        check("合计/会员".to_string(), members.len() as i64);
        check("合计/服务卡".to_string(), cards as i64);
        let rate = members.len() as f64 / staff as f64;
        assert!(
            (number(row, "合计/入会率").unwrap() - rate).abs() < 1e-9,
            "{}",
            school.unit
        );
        assert!(
            school
                .rows("members")
                .iter()
                .filter(|r| on_staff(r, on))
                .count()
                > 0
        );
    }
    let total = of_unit(&rows, "合计");
    for (column, sum) in sums {
        assert_eq!(count(total, &column), sum, "合计 {column}");
    }
    assert_eq!(number(of_unit(&rows, SILENT), "合计/会员"), None);
}

#[test]
fn dues_by_unit_and_month() {
    let rows = table(
        &sheet(&district_workbook(), "会费明细"),
        &["单位", "月份", "应缴"],
    );
    let mut found: BTreeMap<(String, u32), [i64; 4]> = BTreeMap::new();
    let mut all = [0; 4];
    for row in &rows {
        let figures = [
            count(row, "人次"),
            fen(row, "应缴").unwrap(),
            fen(row, "实缴").unwrap(),
            fen(row, "计入收缴").unwrap(),
        ];
        assert_eq!(fen(row, "欠缴"), Some(figures[1] - figures[3]), "{row:?}");
        match row.get("月份").and_then(super::plain::day) {
            Some((_, month, _)) => {
                let unit = text(&row["单位"]);
                assert!(
                    found.insert((unit, month), figures).is_none(),
                    "twice: {row:?}"
                );
            }
            None => all = figures,
        }
    }
    let (mut expected, mut sum) = (BTreeMap::new(), [0; 4]);
    for school in SCHOOLS.iter() {
        for row in dated(school, "dues") {
            let month = row.day("month").unwrap().1;
            let into: &mut [i64; 4] = expected
                .entry((school.unit.to_string(), month))
                .or_default();
            let figures = [
                1,
                by_hand::due(row),
                row.fen("paid").unwrap_or(0),
                by_hand::credited(row),
            ];
            for (index, figure) in figures.into_iter().enumerate() {
                into[index] += figure;
                sum[index] += figure;
            }
        }
    }
    assert_eq!(found, expected);
    assert_eq!(all, sum);
    let sheet = sheet(&district_workbook(), "会费");
    let totals = table(&sheet, &["单位", "月份", "应缴"]);
    let total = of_unit(&totals, "合计");
    let of = |column| fen(total, column).unwrap();
    assert_eq!([of("应缴"), of("实缴"), of("计入收缴")], sum[1..]);
    for (_, month) in expected.keys().collect::<BTreeSet<_>>() {
        let due: i64 = expected
            .iter()
            .filter(|((_, m), _)| m == month)
            .map(|(_, f)| f[1])
            .sum();
        let row = totals.iter().find(|row| {
            row.get("月份")
                .and_then(super::plain::day)
                .is_some_and(|d| d.1 == *month)
        });
        assert_eq!(fen(row.unwrap(), "应缴"), Some(due), "{month}");
    }
}

#[test]
fn welfare_by_unit_and_category() {
    let rows = table(&sheet(&district_workbook(), "福利"), &["单位", "合计"]);
    let mut sums: BTreeMap<String, i64> = BTreeMap::new();
    for school in SCHOOLS.iter() {
        let row = of_unit(&rows, school.unit);
        let gifts = dated(school, "welfare");
        let mut by_category: BTreeMap<String, i64> = BTreeMap::new();
        for gift in &gifts {
            let column = format!("金额/{}", by_hand::welfare_category(gift));
            *by_category.entry(column).or_default() += gift.fen("amount").unwrap();
        }
        let all: i64 = by_category.values().sum();
        by_category.insert("合计/金额".to_string(), all);
        for (column, amount) in by_category {
            assert_eq!(fen(row, &column), Some(amount), "{} {column}", school.unit);
            *sums.entry(column).or_default() += amount;
        }
        let heads: i64 = gifts
            .iter()
            .map(|gift| gift.count("headcount").unwrap_or(0))
            .sum();
        assert_eq!(
            count(row, "合计/笔数"),
            gifts.len() as i64,
            "{}",
            school.unit
        );
        assert_eq!(count(row, "合计/人次"), heads, "{}", school.unit);
    }
    for (column, sum) in sums {
        assert_eq!(
            fen(of_unit(&rows, "合计"), &column),
            Some(sum),
            "合计 {column}"
        );
    }
}

#[test]
fn sports_points_and_events() {
    let cells = sheet(&district_workbook(), "文体");
    let points = table(&cells, &["单位", "积分", "名次"]);
    let events = table(&cells, &["单位", "项目", "组别"]);
    let mut ranked: Vec<(i64, i64)> = Vec::new();
    let (mut all_events, mut all_points) = (0, 0);
    for school in SCHOOLS.iter() {
        let rows = dated(school, "sports");
        let mut held: BTreeMap<_, [i64; 3]> = BTreeMap::new();
        for row in &rows {
            let key = (row.day("date"), row.text("event"), row.text("group"));
            let into = held.entry(key).or_default();
            into[0] = into[0].max(row.count("entrants").unwrap_or(0));
            into[1] = into[1].max(row.count("awarded").unwrap_or(0));
            into[2] += row.fen("prize").unwrap_or(0);
        }
        let firsts = rows
            .iter()
            .filter(|r| ["1", "第一名"].contains(&r.text("rank").as_str()));
        let sum: i64 = rows
            .iter()
            .map(|row| row.count("points").unwrap_or(0))
            .sum();
        let row = of_unit(&points, school.unit);
        let figures = [
            ("比赛项次", held.len() as i64),
            ("参赛人数", held.values().map(|e| e[0]).sum()),
            ("获奖人数", held.values().map(|e| e[1]).sum()),
            ("第一名（个）", firsts.count() as i64),
            ("积分", sum),
        ];
        for (column, figure) in figures {
            assert_eq!(count(row, column), figure, "{} {column}", school.unit);
        }
        ranked.push((sum, count(row, "名次")));
        all_events += held.len() as i64;
        all_points += sum;
        let mut listed: Vec<_> = events
            .iter()
            .filter(|row| row.get("单位").map(text).as_deref() == Some(school.unit))
            .map(|row| {
                let day = super::plain::day(&row["日期"]);
                let of = |column: &str| text(row.get(column).unwrap_or(&Data::Empty));
                let figures = [
                    count(row, "参赛人数"),
                    count(row, "获奖人数"),
                    fen(row, "奖金").unwrap(),
                ];
                ((day, of("项目"), of("组别")), figures)
            })
            .collect();
        listed.sort();
        assert_eq!(
            listed,
            held.into_iter().collect::<Vec<_>>(),
            "{}",
            school.unit
        );
    }
    for (sum, rank) in &ranked {
        let better = ranked.iter().filter(|(other, _)| other > sum).count() as i64;
        assert_eq!(*rank, better + 1);
    }
    let total = of_unit(&points, "合计");
    assert_eq!(count(total, "比赛项次"), all_events);
    assert_eq!(count(total, "积分"), all_points);
}

#[test]
fn audits_of_the_calendar_year() {
    let rows = table(&sheet(&district_workbook(), "审计"), &["单位", "审计日期"]);
    let listed =
        |row: &&BTreeMap<String, Data>| row.get("审计日期").and_then(super::plain::day).is_some();
    let mut found: Vec<_> = rows
        .iter()
        .filter(listed)
        .map(|row| (text(&row["单位"]), super::plain::day(&row["审计日期"])))
        .collect();
    let mut expected: Vec<_> = SCHOOLS
        .iter()
        .flat_map(|school| {
            school
                .rows("audits")
                .iter()
                .map(|row| (school.unit, row.day("audited_on")))
        })
        .filter(|(_, day)| within(*day, span("2024")))
        .map(|(unit, day)| (unit.to_string(), day))
        .collect();
    found.sort();
    expected.sort();
    assert_eq!(found, expected);
}

fn count_of(unit: &Value, metric: &str, period: &str) -> Option<Count> {
    match unit.as_str() {
        Some(SILENT) => None,
        Some(unit) => {
            let school = SCHOOLS.iter().find(|school| school.unit == unit).unwrap();
            Some(by_hand::count(school, metric, period))
        }
        None => Some(by_hand::district(metric, period, None)),
    }
}

#[test]
fn metrics_of_every_unit_and_of_the_district() {
    let metrics = DISTRICT["metrics"].as_array().unwrap();
    let mut seen = BTreeSet::new();
    for value in metrics {
        let (metric, period) = (
            value["metric"].as_str().unwrap(),
            value["period"].as_str().unwrap(),
        );
        let goal = by_hand::GOALS.iter().find(|goal| goal.metric == metric);
        let expected = match value["unit"].is_null() {
            true => Some(by_hand::district(metric, period, goal)),
            false => count_of(&value["unit"], metric, period),
        };
        let found = value["numerator"]
            .as_i64()
            .map(|numerator| (numerator, value["denominator"].as_i64()));
        assert_eq!(found, expected, "{value}");
        seen.insert(metric);
    }
    assert!(seen.len() > 28, "{seen:?}");
}

#[test]
fn targets_of_every_unit_as_the_workbook_prints_them() {
    let rows = table(
        &sheet(&district_workbook(), "达标明细"),
        &["单位", "目标", "分子", "分母"],
    );
    let periods = [
        "2024",
        "2023-2024",
        "2023-2024-2",
        "2024-02",
        "2024-03",
        "2024-04",
        "2024-05",
    ];
    let periods = periods.into_iter().chain(["2024-06", "2024-07"]);
    let periods: BTreeMap<String, &str> =
        periods.map(|id| (by_hand::period_title(id), id)).collect();
    let mut tally: BTreeMap<String, usize> = BTreeMap::new();
    for row in &rows {
        let of = |column: &str| text(row.get(column).unwrap_or(&Data::Empty));
        let goal = by_hand::GOALS
            .iter()
            .find(|goal| goal.title == of("目标"))
            .unwrap();
        let (metric, period) = (goal.metric.as_str(), periods[&of("期间")]);
        let expected = match of("单位").as_str() {
            "全区" => Some(by_hand::district(metric, period, Some(goal))),
            SILENT => None,
            unit => count_of(&Value::from(unit), metric, period),
        };
        // Money is printed in yuan; how many units meet a goal is a count.
        let units = of("单位") == "全区" && metric == "welfare_reserve";
        let money = ["dues_rate", "welfare_reserve"].contains(&metric) && !units;
        let figure = |column| match money {
            true => fen(row, column),
            false => number(row, column).map(|n| n as i64),
        };
        let found = figure("分子").map(|numerator| (numerator, figure("分母")));
        assert_eq!(found, expected, "{row:?}");
        let verdict = match expected.map(|count| goal.met(count)) {
            None | Some(None) => "无数据",
            Some(Some(true)) => "达标",
            Some(Some(false)) => "未达标",
        };
        if of("单位") == "全区" {
            assert_eq!(of("状态"), "未达标", "one unit sent nothing: {row:?}");
        } else {
            assert_eq!(of("状态"), verdict, "{row:?}");
            *tally.entry(verdict.to_string()).or_default() += 1;
        }
    }
    assert_eq!(rows.len(), DISTRICT["targets"].as_array().unwrap().len());
    let overview = sheet(&district_workbook(), "概览");
    for (label, verdict) in [
        ("各单位达标", "达标"),
        ("各单位未达标", "未达标"),
        ("各单位无数据", "无数据"),
    ] {
        assert_eq!(beside(&overview, label), tally[verdict] as f64, "{label}");
    }
}

/// The figure right of a label.
fn beside(cells: &Cells, label: &str) -> f64 {
    let found = cells.iter().find(|(_, cell)| text(cell) == label);
    let (row, column) = found.unwrap_or_else(|| panic!("no {label}")).0;
    text(&cells[&(*row, column + 1)]).parse().unwrap()
}

#[test]
fn the_overview_repeats_the_figures_of_its_sheets() {
    let overview = sheet(&district_workbook(), "概览");
    let on = span(PERIOD).1;
    let sum = |of: &dyn Fn(&School) -> i64| SCHOOLS.iter().map(of).sum::<i64>() as f64;
    let dues = |of: fn(&Row) -> i64| {
        sum(&|school| dated(school, "dues").into_iter().map(of).sum::<i64>()) / 100.0
    };
    let figures = [
        ("应报单位", 12.0),
        ("已报", 11.0),
        ("未报", 1.0),
        ("名单外单位", 1.0),
        ("文件", DISTRICT["summary"]["files"].as_f64().unwrap()),
        ("无法读取", 1.0),
        ("错误", DISTRICT["summary"]["errors"].as_f64().unwrap()),
        ("警告", DISTRICT["summary"]["warnings"].as_f64().unwrap()),
        (
            "会员",
            sum(&|school| by_hand::members(school, on).len() as i64),
        ),
        ("应缴", dues(by_hand::due)),
        ("实缴", dues(|row| row.fen("paid").unwrap_or(0))),
        (
            "欠缴",
            dues(|row| by_hand::due(row) - by_hand::credited(row)),
        ),
        (
            "慰问金额",
            sum(&|s| {
                dated(s, "welfare")
                    .iter()
                    .filter_map(|r| r.fen("amount"))
                    .sum()
            }) / 100.0,
        ),
        (
            "慰问人次",
            sum(&|s| {
                dated(s, "welfare")
                    .iter()
                    .filter_map(|r| r.count("headcount"))
                    .sum()
            }),
        ),
    ];
    for (label, figure) in figures {
        let found = beside(&overview, label);
        assert!(
            (found - figure).abs() < 0.001,
            "{label}: {found} and not {figure}"
        );
    }
}
