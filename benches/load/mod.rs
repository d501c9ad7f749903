//! The load: a district of schools that do not exist, 2,632 rows each, so that 120 of them are
//! 315,840 rows. Every school lays its one workbook out in its own way (titles above the header,
//! columns in any order under any of their names, dates and money as people write them), and each
//! sheet is handed back as it has to be understood. Nothing depends on the day or on the machine:
//! the same bytes each time.

#[allow(dead_code)] // The benches and the tests each look at a part of it.
pub(crate) mod school;
mod tables;

use jiff::civil::{Date, date};
use rust_xlsxwriter::{DocProperties, Format, Workbook, Worksheet, XlsxError};
use serde_json::{Value, json};
use std::error::Error;
use std::fs;
use std::path::Path;
use tables::Table;

/// What a cell means; how it is written is the school's manner.
#[derive(Clone)]
#[allow(dead_code)] // The benches write it and do not look at it.
pub(crate) enum Cell {
    Blank,
    Text(String),
    /// The value, and what stands in the cell.
    Category(&'static str, &'static str),
    Count(i64),
    /// A rank: `1`, `第1名`.
    Rank(i64),
    /// Tenths of a point.
    Points(i64),
    Fen(i64),
    Day(Date),
    Month(Date),
    YesNo(bool),
}

impl Cell {
    /// The value as `extract` has to print it.
    #[allow(dead_code)]
    pub(crate) fn json(&self) -> Value {
        match self {
            Cell::Blank => Value::Null,
            Cell::Text(text) => json!(text),
            Cell::Category(value, _) => json!(value),
            Cell::Count(count) | Cell::Rank(count) | Cell::Fen(count) => json!(count),
            Cell::Points(tenths) => json!(*tenths as f64 / 10.0),
            Cell::Day(day) => json!(day.strftime("%Y-%m-%d").to_string()),
            Cell::Month(month) => json!(month.strftime("%Y-%m").to_string()),
            Cell::YesNo(yes) => json!(yes),
        }
    }
}

/// One sheet as it has to be understood.
#[allow(dead_code)]
pub(crate) struct Sheet {
    /// The table's id.
    pub(crate) table: &'static str,
    /// What the sheet is called.
    pub(crate) tab: String,
    /// The ids of its columns, in the contract's order.
    pub(crate) columns: Vec<&'static str>,
    /// The sheet's own number of each row, and its cells in the order of `columns`.
    pub(crate) rows: Vec<(u32, Vec<Cell>)>,
}

/// One school's workbook.
#[allow(dead_code)]
pub(crate) struct School {
    /// The file's name.
    pub(crate) file: String,
    /// The name by which the school is known.
    pub(crate) name: String,
    /// Its sheets in order.
    pub(crate) sheets: Vec<Sheet>,
}

/// Writes `schools` workbooks into the folder `dir`, which is made anew, and answers what they say.
pub(crate) fn write(dir: &Path, schools: usize) -> Result<Vec<School>, Box<dyn Error>> {
    if dir.exists() {
        fs::remove_dir_all(dir)?;
    }
    fs::create_dir_all(dir)?;
    (0..schools)
        .map(|number| {
            let (school, bytes) = workbook(number)?;
            fs::write(dir.join(&school.file), bytes)?;
            Ok(school)
        })
        .collect()
}

fn workbook(number: usize) -> Result<(School, Vec<u8>), XlsxError> {
    let mut workbook = Workbook::new();
    let made = DocProperties::new().set_creation_datetime(&date(2024, 7, 31));
    workbook.set_properties(&made);
    let mut school = School {
        file: format!("{number:04}.xlsx"),
        name: school::name(number),
        sheets: Vec::new(),
    };
    for (table, rows) in school::tables(number) {
        let mut paper = Paper::new(&mut workbook, number, table)?;
        let rows = match table.id == "units" && number % 5 == 4 {
            true => paper.form(rows)?,
            false => paper.list(rows)?,
        };
        school.sheets.push(Sheet {
            table: table.id,
            tab: paper.tab,
            columns: table.columns.iter().map(|(id, _)| *id).collect(),
            rows,
        });
    }
    let bytes = workbook.save_to_buffer()?;
    Ok((school, bytes))
}

/// One sheet while it is written.
struct Paper<'w> {
    sheet: &'w mut Worksheet,
    table: &'static Table,
    tab: String,
    /// The school's number, which chooses among the ways of writing.
    number: usize,
    /// The next row to be written, 0-based.
    row: u32,
    day: Format,
    month: Format,
}

/// The columns of a table in the school's own order: a shuffle that depends on both.
fn order(number: usize, table: &Table) -> Vec<usize> {
    let mut order: Vec<usize> = (0..table.columns.len()).collect();
    let mut state = number * 31 + table.columns.len();
    for last in (1..order.len()).rev() {
        state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
        order.swap(last, (state >> 8) % (last + 1));
    }
    order
}

impl<'w> Paper<'w> {
    /// A sheet with the lines that stand above a header.
    fn new(
        workbook: &'w mut Workbook,
        number: usize,
        table: &'static Table,
    ) -> Result<Paper<'w>, XlsxError> {
        let tab = table.tabs[number % table.tabs.len()].to_string();
        let sheet = workbook.add_worksheet();
        sheet.set_name(&tab)?;
        let name = school::written_name(number);
        let title = format!("{name}2023-2024学年{tab}");
        let row = match number % 4 {
            0 => 0,
            1 => {
                sheet.write(0, 0, title)?;
                1
            }
            2 => {
                sheet.write(0, 0, title)?;
                sheet.write(1, 0, format!("填报单位：{name}"))?;
                sheet.write(1, 3, "金额单位：元")?;
                3
            }
            _ => {
                sheet.write(3, 1, title)?;
                6
            }
        };
        Ok(Paper {
            sheet,
            table,
            tab,
            number,
            row,
            day: Format::new().set_num_format("yyyy-mm-dd"),
            month: Format::new().set_num_format("yyyy-mm"),
        })
    }

    /// The header of the column at `index`, under one of its names.
    fn header(&self, index: usize) -> String {
        let (id, names) = self.table.columns[index];
        let name = names[(self.number + index) % names.len()];
        let money = matches!(
            id,
            "base_wage" | "base" | "due" | "paid" | "unit_price" | "amount" | "cost" | "prize"
        );
        match money && self.number % 2 == 1 {
            true => format!("{name}（元）"),
            false => name.to_string(),
        }
    }

    /// A header row with rows under it, some numbered, and what stands below a table.
    fn list(&mut self, rows: Vec<Vec<Cell>>) -> Result<Vec<(u32, Vec<Cell>)>, XlsxError> {
        let order = order(self.number, self.table);
        let numbered = self.number % 3 == 1;
        let first = u16::from(numbered);
        if numbered {
            self.sheet.write(self.row, 0, "序号")?;
        }
        for (place, &column) in (first..).zip(&order) {
            self.sheet.write(self.row, place, self.header(column))?;
        }
        self.row += 1;
        let mut written = Vec::with_capacity(rows.len());
        for (index, cells) in (1_u32..).zip(rows) {
            if numbered {
                self.sheet.write(self.row, 0, index)?;
            }
            for (place, &column) in (first..).zip(&order) {
                self.cell(self.row, place, column, &cells[column])?;
            }
            self.row += 1;
            written.push((self.row, cells));
        }
        if self.number.is_multiple_of(2) {
            self.sheet.write(self.row, 0, "合计")?;
            self.sheet
                .write(self.row, first + 1, format!("共 {} 条", written.len()))?;
            self.sheet
                .write(self.row + 1, 0, "制表人：王伟　　审核人：李芳")?;
        }
        Ok(written)
    }

    /// Labels under each other with their values beside them: the one row of 单位信息.
    fn form(&mut self, rows: Vec<Vec<Cell>>) -> Result<Vec<(u32, Vec<Cell>)>, XlsxError> {
        let number = self.row + 1;
        for cells in &rows {
            for column in order(self.number, self.table) {
                self.sheet.write(self.row, 0, self.header(column))?;
                self.cell(self.row, 1, column, &cells[column])?;
                self.row += 1;
            }
        }
        Ok(rows.into_iter().map(|cells| (number, cells)).collect())
    }

    /// A cell of the column at `column`, in one of the ways in which people write it.
    fn cell(&mut self, row: u32, place: u16, column: usize, cell: &Cell) -> Result<(), XlsxError> {
        let manner = self.number + column;
        let sheet = &mut *self.sheet;
        match cell {
            Cell::Blank => return Ok(()),
            Cell::Text(text) => sheet.write(row, place, text)?,
            Cell::Category(_, written) => sheet.write(row, place, *written)?,
            Cell::Count(count) => sheet.write(row, place, *count as f64)?,
            Cell::Points(tenths) => sheet.write(row, place, *tenths as f64 / 10.0)?,
            Cell::Rank(rank) => match manner % 2 {
                0 => sheet.write(row, place, *rank as f64)?,
                _ => sheet.write(row, place, format!("第{rank}名"))?,
            },
            Cell::Fen(fen) => match manner % 4 {
                0 => sheet.write(row, place, format!("￥{}", yuan(*fen, ",")))?,
                1 => sheet.write(row, place, format!("{}元", yuan(*fen, "")))?,
                _ => sheet.write(row, place, *fen as f64 / 100.0)?,
            },
            Cell::Day(day) => match manner % 8 {
                0 => sheet.write(row, place, day.strftime("%Y-%-m-%-d").to_string())?,
                1 => sheet.write(row, place, day.strftime("%Y/%-m/%-d").to_string())?,
                2 => sheet.write(row, place, day.strftime("%Y.%-m.%-d").to_string())?,
                3 => sheet.write(row, place, day.strftime("%Y年%-m月%-d日").to_string())?,
                4 => sheet.write(row, place, day.strftime("%Y%m%d").to_string())?,
                _ => sheet.write_with_format(row, place, day, &self.day)?,
            },
            Cell::Month(month) => match manner % 4 {
                0 => sheet.write(row, place, month.strftime("%Y-%m").to_string())?,
                1 => sheet.write(row, place, month.strftime("%Y年%-m月").to_string())?,
                _ => sheet.write_with_format(row, place, month, &self.month)?,
            },
            Cell::YesNo(yes) => match (manner % 3, yes) {
                (0, _) => sheet.write(row, place, if *yes { "是" } else { "否" })?,
                (1, _) => sheet.write(row, place, if *yes { "√" } else { "×" })?,
                _ => sheet.write(row, place, *yes)?,
            },
        };
        Ok(())
    }
}

/// Fen as yuan with two decimals, the thousands divided by `comma`.
fn yuan(fen: i64, comma: &str) -> String {
    let (whole, part) = (fen / 100, fen % 100);
    match whole >= 1_000 {
        true => format!("{}{comma}{:03}.{part:02}", whole / 1_000, whole % 1_000),
        false => format!("{whole}.{part:02}"),
    }
}
