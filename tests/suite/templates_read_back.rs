//! What the templates write, the program's own stages read back: every sheet its table, every
//! header its column, the example row not data, the built-in plan without a finding.

use gonghui::finding::Finding;
use gonghui::parse::BlockParser;
use gonghui::plan::{Plan, default_rows};
use gonghui::read::{Limits, open};
use gonghui::recognise::{Lines, Rows, UnknownWhy, is_template_page, recognise};
use gonghui::rows::{Block, TypedRows};
use gonghui::schema::{TableKind, schema};
use gonghui::tabulate::{RowKind, row_kind};
use gonghui::template::{plan_workbook, school_workbook};
use gonghui::words::Lang;
use std::error::Error;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// A sheet's table, its data rows and its example row, each with what is wrong in its cells.
struct ReadBack {
    data: TypedRows,
    example: TypedRows,
    findings: Vec<Finding>,
    unit: Option<String>,
}

fn read_back(bytes: &[u8]) -> Result<Vec<ReadBack>> {
    let mut workbook = open(bytes, &Limits::default())?;
    let mut out = Vec::new();
    for (index, sheet) in workbook.sheets().into_iter().enumerate() {
        let mut rows = Rows::new(workbook.cells(index)?);
        let mut all = Vec::new();
        while let Some(row) = rows.next_row()? {
            all.push(row);
        }
        if is_template_page(&sheet.name) {
            assert!(
                recognise(&sheet.name, "", &all, &[]).is_empty(),
                "{}",
                sheet.name
            );
            continue;
        }
        let lines = Lines::read(&sheet.name, &all, Some(2));
        let found = recognise(&sheet.name, "", &all, &[])
            .pop()
            .ok_or("no table")?;
        assert_eq!(found.table.title.zh, sheet.name);
        assert_eq!(found.header, (2, 0), "{}", sheet.name);
        assert!(
            found
                .unknown
                .iter()
                .all(|header| header.why == UnknownWhy::Remark)
        );
        let block = Block {
            titles: lines.titles,
            header: found.header,
            ..Block::new(found.table, sheet.name, found.layout)
        };
        assert!((0..found.table.columns.len()).all(|column| block.has(column)));
        let mut data = BlockParser::new(block.clone(), None);
        let mut example = BlockParser::new(block.clone(), None);
        for row in all.iter().filter(|row| row.index > 2) {
            let parser = match row_kind(row, &block).kind {
                RowKind::Data => &mut data,
                RowKind::Example => &mut example,
                other => return Err(format!("row {}: {other:?}", row.index + 1).into()),
            };
            parser.row(row.index + 1, |column| row.at(column), &|_| false);
        }
        let (data, mut findings) = data.finish();
        let (example, of_example) = example.finish();
        findings.extend(of_example);
        out.push(ReadBack {
            data,
            example,
            findings,
            unit: lines.unit,
        });
    }
    Ok(out)
}

#[test]
fn the_blank_workbook_is_read_as_tables_without_rows() -> Result<()> {
    for lang in [Lang::Zh, Lang::En] {
        let sheets = read_back(&school_workbook(lang)?)?;
        let tables = schema().tables().iter();
        let tables: Vec<&str> = tables
            .filter(|table| table.kind == TableKind::Return)
            .map(|table| table.id.as_str())
            .collect();
        let found: Vec<&str> = sheets
            .iter()
            .map(|s| s.data.block.table.id.as_str())
            .collect();
        assert_eq!(found, tables);
        for sheet in &sheets {
            let table = &sheet.data.block.table.id;
            assert_eq!(sheet.data.rows, Vec::<u32>::new(), "{table}");
            assert_eq!(sheet.example.rows, [4], "{table}");
            assert_eq!(sheet.findings, [], "{table}");
            assert_eq!(sheet.unit, None, "{table}: no unit is named yet");
        }
    }
    Ok(())
}

#[test]
fn every_example_is_a_full_row_of_its_table() -> Result<()> {
    for bytes in [school_workbook(Lang::Zh)?, plan_workbook(Lang::Zh)?] {
        for sheet in read_back(&bytes)? {
            let table = sheet.example.block.table;
            for (column, values) in table.columns.iter().zip(&sheet.example.columns) {
                assert!(values.get(0).is_some(), "{}.{}", table.id, column.id);
            }
        }
    }
    Ok(())
}

#[test]
fn the_plan_workbook_is_the_built_in_plan() -> Result<()> {
    for lang in [Lang::Zh, Lang::En] {
        let sheets = read_back(&plan_workbook(lang)?)?;
        for sheet in &sheets {
            let table = &sheet.data.block.table.id;
            assert_eq!(sheet.findings, [], "{table}");
            assert_eq!(sheet.data.rows.len(), default_rows(table).len(), "{table}");
        }
        let tables: Vec<TypedRows> = sheets.into_iter().map(|sheet| sheet.data).collect();
        let plan = Plan::from_rows(&tables);
        assert_eq!(plan.targets.len(), default_rows("targets").len());
        assert_eq!(plan.limits.len(), default_rows("limits").len());
        let target = |id: &str| plan.targets.iter().find(|target| target.id == id);
        assert_eq!(
            target("dues_rate").map(|t| (t.goal, t.periods.len())),
            Some((1_000_000, 3))
        );
        assert_eq!(target("films").map(|t| t.goal_max), Some(Some(2_000_000)));
        assert_eq!(target("welfare_reserve").map(|t| t.goal), Some(10_000));
    }
    Ok(())
}
