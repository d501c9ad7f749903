//! Columns that SQL cannot work out for itself, added to a batch's frames once.

use super::Batch;
use crate::parse::NationalId;
use crate::rows::{Block, ColumnData};
use crate::schema::{ColumnType, Table, normalise_label, schema};
use jiff::ToSpan;
use jiff::civil::Date;

/// The dues (会费) that a monthly base gives, both in fen: 0.5% of the base without its part below
/// ten yuan, `floor(base / 10) × 10 × 0.5%`. Whole fen, since 0.5% of ten yuan is five fen.
///
/// Source: the rule on dues of 全总关于会费收缴的规定.
pub fn dues_from_base(base: i64) -> i64 {
    base.div_euclid(1_000).saturating_mul(5)
}

/// A derived column: its id, its type, and what its figures may come to.
pub(super) type Declared = (&'static str, ColumnType, Option<(i64, i64)>);

/// The columns that are added to the frame of `table`.
pub(super) fn columns(table: &Table) -> Vec<Declared> {
    let figures = |id: &str| table.column(id).and_then(|column| column.figures);
    match table.id.as_str() {
        "members" => vec![
            ("id_birth", ColumnType::Date, None),
            ("id_male", ColumnType::Boolean, None),
            ("sixteen_on", ColumnType::Date, None),
            ("summer_slip", ColumnType::Boolean, None),
            ("listed", ColumnType::Boolean, None),
            ("gone", ColumnType::Boolean, None),
        ],
        "dues" => {
            let worked_out = figures("base").map(|(l, g)| (dues_from_base(l), dues_from_base(g)));
            let either = worked_out.zip(figures("due"));
            let either = either.map(|(a, b)| (a.0.min(b.0), a.1.max(b.1)));
            vec![
                ("due_worked_out", ColumnType::Money, worked_out),
                ("due_or_worked_out", ColumnType::Money, either),
            ]
        }
        "welfare" => {
            let factors = figures("headcount").zip(figures("unit_price"));
            let product = factors.map(|(a, b)| (a.0.saturating_mul(b.0), a.1.saturating_mul(b.1)));
            vec![("product", ColumnType::Money, product)]
        }
        _ => Vec::new(),
    }
}

/// Adds the derived columns to each frame of the batch.
pub(super) fn derive(batch: &mut Batch<'_>) {
    members(batch);
    dues(batch);
    welfare(batch);
}

/// `id_birth`, `id_male`: what the ID number says. `sixteen_on`: the sixteenth birthday, by the
/// birth date, else by the ID number. `summer_slip`: whether the birth date is the day before the ID
/// number's and that lies in China's summer time ([`is_in_summer_time`]). `listed`: whether the row counts as a member
/// ([`is_listed_as_member`]). `gone`: whether the person has left, on a day that is not known.
fn members(batch: &mut Batch<'_>) {
    let frame = batch.frame("members");
    let mut gone = vec![];
    let (mut births, mut males, mut sixteens, mut listed) = (vec![], vec![], vec![], vec![]);
    let mut slips = vec![];
    for index in 0..frame.len() {
        let id = frame.text("id_number", index).and_then(NationalId::read);
        births.push(id.map(|id| id.birth));
        males.push(id.map(|id| id.male));
        let slip = id.zip(frame.date("birth_date", index)).map(|(id, typed)| {
            is_in_summer_time(id.birth) && id.birth.yesterday().is_ok_and(|before| before == typed)
        });
        slips.push(Some(slip.unwrap_or(false)));
        let birth = frame.date("birth_date", index).or(id.map(|id| id.birth));
        let sixteen: Option<Date> = birth.and_then(|birth| birth.checked_add(16.years()).ok());
        sixteens.push(sixteen);
        let block = batch.blocks[frame.block[index] as usize];
        let left = matches!(frame.text("state", index), Some("调出" | "离职" | "去世"));
        gone.push(Some(left && frame.date("left_on", index).is_none()));
        listed.push(Some(is_listed_as_member(
            block,
            frame.bool("member", index),
            frame.date("joined_on", index).is_some() || frame.text("member_no", index).is_some(),
        )));
    }
    add(
        batch,
        "members",
        vec![
            ("id_birth", ColumnData::Date(births)),
            ("id_male", ColumnData::Bool(males)),
            ("sixteen_on", ColumnData::Date(sixteens)),
            ("summer_slip", ColumnData::Bool(slips)),
            ("listed", ColumnData::Bool(listed)),
            ("gone", ColumnData::Bool(gone)),
        ],
    );
}

/// Whether China had summer time on a day, whose midnight a program that converts zones by time stamps
/// takes for 23:00 of the day before.
///
/// Source: the IANA time zone database, Asia/Shanghai.
fn is_in_summer_time(day: Date) -> bool {
    let (month, of_month) = (day.month(), day.day());
    let (first, last) = match day.year() {
        1986 => ((5, 4), (9, 14)),
        1987 => ((4, 12), (9, 13)),
        1988 => ((4, 17), (9, 11)),
        1989 => ((4, 16), (9, 17)),
        1990 => ((4, 15), (9, 16)),
        1991 => ((4, 14), (9, 15)),
        _ => return false,
    };
    // Clocks went on at two in the morning of the first day: its midnight was still winter's.
    (month, of_month) > first && (month, of_month) <= last
}

/// `due_worked_out`: what the base gives. `due_or_worked_out`: due, and where blank what the base
/// gives.
fn dues(batch: &mut Batch<'_>) {
    let frame = batch.frame("dues");
    let (mut worked_out, mut either) = (vec![], vec![]);
    for index in 0..frame.len() {
        let due = frame.int("base", index).map(dues_from_base);
        worked_out.push(due);
        either.push(frame.int("due", index).or(due));
    }
    add(
        batch,
        "dues",
        vec![
            ("due_worked_out", ColumnData::Int(worked_out)),
            ("due_or_worked_out", ColumnData::Int(either)),
        ],
    );
}

/// `product`: headcount × unit price.
fn welfare(batch: &mut Batch<'_>) {
    let frame = batch.frame("welfare");
    let product = |index: usize| {
        let headcount = frame.int("headcount", index)?;
        headcount.checked_mul(frame.int("unit_price", index)?)
    };
    let products = (0..frame.len()).map(product).collect();
    add(
        batch,
        "welfare",
        vec![("product", ColumnData::Int(products))],
    );
}

fn add(batch: &mut Batch<'_>, table: &str, columns: Vec<(&'static str, ColumnData)>) {
    if let Some(frame) = schema().index(table).and_then(|i| batch.frames.get_mut(i)) {
        frame.derived = columns;
    }
}

/// Whether a roster row is listed as a member, whatever its dates : as
/// 是否入会 says; without that column a sheet that calls itself 会员… lists members only, and one
/// that calls itself 教职工… or 职工… counts those with a joining date or number.
pub fn is_listed_as_member(block: &Block, member: Option<bool>, joined: bool) -> bool {
    if block.has_column("member") {
        return member == Some(true);
    }
    match titled(block) {
        Some(Titled::Members) => return true,
        Some(Titled::Staff) => return joined,
        None => {}
    }
    joined || !(block.has_column("joined_on") || block.has_column("member_no"))
}

/// Whom a roster calls itself a list of.
enum Titled {
    Members,
    Staff,
}

/// What the first of a roster's titles that says it says.
fn titled(block: &Block) -> Option<Titled> {
    let mut titles = block.titles.iter().map(|title| normalise_label(title));
    titles.find_map(|title| {
        if title.contains("会员") || title.contains("入会") {
            return Some(Titled::Members);
        }
        title.contains("职工").then_some(Titled::Staff)
    })
}

/// Whether a roster calls itself one of members alone.
pub fn says_members(block: &Block) -> bool {
    matches!(titled(block), Some(Titled::Members))
}

#[cfg(test)]
mod tests {
    use super::dues_from_base;

    #[test]
    fn the_part_below_ten_yuan_is_not_counted() {
        for (base, due) in [
            (523_000, 2_615),
            (523_999, 2_615),
            (999, 0),
            (1_000, 5),
            (0, 0),
        ] {
            assert_eq!(dues_from_base(base), due, "{base}");
        }
    }
}
