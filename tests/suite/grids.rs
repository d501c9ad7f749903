//! Sheets made up at random out of what schools write: headers as declared and as mistyped, rows as
//! they should be and as they should not.

use super::made::{Grid, Made, words};
use super::xlsx_fuzz::Chance;
use gonghui::read::{Looks, Merge, Value};
use gonghui::schema::{Column, ColumnType, Table, schema};

/// Words that mean something to the program, and words that only look so.
#[rustfmt::skip]
pub(super) const WORDS: &[&str] = &[
    "合计", "小计", "总计", "本页小计", "承前页", "制表人：王芳", "审核：", "〃", "同上", "″", "\"", "-", "—", "无", "/",
    "示例", "示例行，请删除", "填报单位：育才小学工会", "单位：万元", "单位：元", "2023-2024学年会费", "2024年3月会费", "备注",
    "序号", "1", "（必填）", "一、在职会员", "说明：以上为全部", "姓名", "月份", "金额", "1月", "3月", "九月", "12月", "十二月应缴",
    "应缴合计", "实缴小计", "全年", "育才小学", "向阳学校", "学校名称", "单位", "人数（人）", "金额（万元）", "金额（元）", "人 员",
    "是", "否", "√", "×", "#N/A", "TRUE", "=1+1", "张三", "李　四", "欧阳·娜娜", "11010119850307231X",
    "13800138000", "2023-9-1", "2023年9月", "23.9.1", "9月1日", "1/9/2023", "45170", "伍仟贰佰叁拾元整", "0.5万元", "（26.15）",
    "￥5,230.00", "1 234.50", "100 200", "1,5", "98.5%", "第一名", "1e5", "NaN", "inf", "99999999999999999999", "-0", "+-5", "--5",
    "\u{202e}计合", "\u{200b}", "姓\u{200d}名", "👨\u{200d}👩\u{200d}👧", "\u{feff}姓名", "_xD83D_", "\u{fffd}", "\u{0}", "e\u{301}", "ﷺ", "\r\n", "姓\n名", " ",
    "", "(((((", "））））", "（（元）", "()", "年", "月", "年月日", "〇年〇月〇日", "二〇二三年九月一日", "2023年13月45日", "万", "亿", "元",
];

#[rustfmt::skip]
pub(super) const NUMBERS: &[f64] = &[
    0.0, -0.0, 1.0, 5.0, 12.0, 25.0, 26.15, 0.1 + 0.2, -26.15, 100.0, 5230.0, 202309.0, 20230901.0, 45170.0, 45170.354, 2023.9,
    23.9, 23.1, 1e12, 999_999_999_999.99, 1e14, 1e15, 1e18, 9.3e18, 1e22, 1e308, -1e308, 5e-324, 1e-7, 0.005, f64::NAN, f64::INFINITY,
    f64::NEG_INFINITY, 13_800_138_000.0, 110_101_198_503_072.0, 1.101_011_985_030_72e17, 60.0, 2_958_465.0, 2_958_466.0, -1.0,
];

impl Made {
    fn put(&mut self, row: u32, column: u32, value: Value<'static>) {
        self.grid.insert((row, column), (value, Looks::default()));
    }

    fn write(&mut self, row: u32, column: u32, text: &str) {
        self.put(row, column, words(text));
    }
}

/// Any value at all.
fn any(chance: &mut Chance) -> Value<'static> {
    match chance.below(12) {
        0..=5 => words(chance.pick(WORDS)),
        6 => Value::Number(chance.pick(NUMBERS)),
        7 => Value::Number(chance.below(1_000_000) as f64 / 100.0),
        8 => {
            let year = i16::try_from(chance.below(19_998)).unwrap() - 9_999;
            Value::Date(jiff::civil::date(year, 2, 28).at(0, 0, 0, 0))
        }
        9 => Value::Bool(chance.once_in(2)),
        10 => match chance.below(3) {
            0 => Value::Uncalculated,
            1 => Value::Error("#DIV/0!".to_string()),
            _ => words(&chance.pick(WORDS).repeat(chance.below(40))),
        },
        _ => {
            let mixed: String = (0..=chance.below(6))
                .map(|_| char::from_u32(u32::try_from(chance.below(0x11_0000)).unwrap()))
                .map(|c| c.unwrap_or('工'))
                .collect();
            words(&mixed)
        }
    }
}

/// A header for `column`: its title, an alias, or one of these spoiled.
fn header(column: &Column, chance: &mut Chance) -> String {
    let names: Vec<&str> = column.names().collect();
    let name = chance.pick(&names).to_string();
    match chance.below(12) {
        0 => format!("{name}（万元）"),
        1 => format!("{name}\n（必填）"),
        2 => name.chars().flat_map(|c| [c, '　']).collect(),
        3 => format!("*{name}"),
        4 => chance.pick(WORDS).to_string(),
        _ => name,
    }
}

/// A value such as `column` asks for, as people write it.
fn right(column: &Column, chance: &mut Chance) -> Value<'static> {
    let month = chance.below(12) + 1;
    match column.kind {
        ColumnType::Money | ColumnType::Decimal => {
            let fen = chance.below(100_000_000);
            match chance.below(3) {
                0 => words(&format!("{}.{:02}元", fen / 100, fen % 100)),
                _ => Value::Number(fen as f64 / 100.0),
            }
        }
        ColumnType::Integer => Value::Number(chance.below(500) as f64),
        ColumnType::Month => match chance.below(3) {
            0 => words(&format!("{month}月")),
            1 => words(&format!("2024.{month:02}")),
            _ => words(&format!("2023年{month}月")),
        },
        ColumnType::Date => words(&format!("2023-{month}-{}", chance.below(28) + 1)),
        ColumnType::Boolean => words(chance.pick(&["是", "否", "√"])),
        ColumnType::Category if !column.values.is_empty() => {
            words(&column.values[chance.below(column.values.len())].value)
        }
        ColumnType::NationalId => words("11010119850307231X"),
        ColumnType::Phone => words("13800138000"),
        _ => words(chance.pick(&["张秀英", "王建国", "李娜", "育才小学", "春游", "慰问"])),
    }
}

/// Where the part of a sheet that is made next may stand.
struct Corner {
    row: u32,
    column: u32,
}

/// A table with its header at `at`; answers the row below it.
fn table(made: &mut Made, table: &Table, at: &Corner, rows: usize, chance: &mut Chance) -> u32 {
    let mut columns: Vec<&Column> = Vec::new();
    for column in &table.columns {
        if !chance.once_in(6) {
            columns.push(column);
        }
    }
    for _ in 0..chance.below(3) {
        let (a, b) = (chance.below(columns.len()), chance.below(columns.len()));
        if a < columns.len() && b < columns.len() {
            columns.swap(a, b);
        }
    }
    let place = |index: usize| at.column + u32::try_from(index).unwrap();
    for (index, column) in columns.iter().enumerate() {
        let label = header(column, chance);
        made.write(at.row, place(index), &label);
    }
    let mut next = place(columns.len());
    if table.wide.is_some() && chance.once_in(2) {
        for month in 1..=12 {
            made.write(
                at.row,
                next,
                &format!("{month}月{}", chance.pick(&["", "应缴", "实缴"])),
            );
            next += 1;
        }
        made.write(at.row, next, "合计");
    }
    let mut row = at.row + 1;
    for _ in 0..rows {
        row += u32::from(chance.once_in(20));
        match chance.below(24) {
            0 => made.write(row, at.column, chance.pick(WORDS)),
            1 => {
                made.write(row, at.column, chance.pick(&["合计", "小计", "累计"]));
                for index in 1..columns.len() {
                    made.put(row, place(index), Value::Number(chance.below(9_999) as f64));
                }
            }
            2 => {
                for (index, column) in columns.iter().enumerate() {
                    made.write(row, place(index), column.title.zh);
                }
            }
            _ => data_row(made, row, at.column, next, &columns, chance),
        }
        row += 1;
    }
    row
}

fn data_row(
    made: &mut Made,
    row: u32,
    first: u32,
    end: u32,
    columns: &[&Column],
    chance: &mut Chance,
) {
    for place in first..=end {
        let column = columns.get((place - first) as usize);
        match (chance.below(16), column) {
            (0, _) => made.put(row, place, any(chance)),
            (1, _) => {}
            (_, Some(column)) => made.put(row, place, right(column, chance)),
            (_, None) => made.put(row, place, Value::Number(chance.below(500) as f64)),
        }
    }
}

fn merges(grid: &Grid, chance: &mut Chance) -> Vec<Merge> {
    let places: Vec<(u32, u32)> = grid.keys().copied().collect();
    let most = match chance.below(40) {
        0 => 2_000,
        1..=20 => 6,
        _ => 0,
    };
    let mut found = Vec::new();
    for _ in 0..chance.below(most) {
        let (row, column) = chance.pick(&places);
        let (high, wide) = (chance.below(5), chance.below(3));
        let last = row + u32::try_from(high).unwrap();
        found.push(match chance.below(12) {
            0 => (row, column, u32::MAX, u32::MAX),
            1 => (last, column + 2, row, column),
            2 => (0, 0, 1_048_575, 16_383),
            _ => (row, column, last, column + u32::try_from(wide).unwrap()),
        });
    }
    found
}

/// A sheet such as `chance` brings; with about `rows` rows.
pub(super) fn make(chance: &mut Chance, rows: usize) -> Made {
    let tables = schema().tables();
    let one = &tables[chance.below(tables.len())];
    let name = match chance.below(3) {
        0 => one.title.zh.to_string(),
        1 => chance.pick(WORDS).to_string(),
        _ => "Sheet1".to_string(),
    };
    let mut made = Made {
        name,
        grid: Grid::new(),
        merges: Vec::new(),
    };
    if chance.once_in(8) {
        for row in 0..u32::try_from(chance.below(rows)).unwrap() {
            for column in 0..u32::try_from(chance.below(12)).unwrap() {
                made.put(row, column, any(chance));
            }
        }
    } else {
        let mut at = Corner {
            row: 0,
            column: u32::from(chance.once_in(10)),
        };
        for _ in 0..chance.below(4) {
            made.write(at.row, at.column, chance.pick(WORDS));
            at.row += 1;
        }
        for _ in 0..=chance.below(2) {
            let next = &tables[chance.below(tables.len())];
            let which = if chance.once_in(3) { next } else { one };
            let below = table(&mut made, which, &at, chance.below(rows), chance);
            match chance.below(3) {
                0 => at.column += u32::try_from(which.columns.len()).unwrap() + 14,
                _ => at.row = below + u32::try_from(chance.below(3)).unwrap(),
            }
        }
    }
    for (_, looks) in made.grid.values_mut() {
        looks.struck = chance.once_in(50);
        looks.hidden_row = chance.once_in(50);
    }
    if !made.grid.is_empty() {
        made.merges = merges(&made.grid, chance);
    }
    made
}
