//! Dates (日期) and months (月份): what a cell says of a day becomes a value or a finding. How it is
//! written is read in `written_date`.

use super::said_date::Written;
use super::written_date::written;
use super::{Fault, Parsed, YearHint};
use crate::finding::Code;
use crate::read::Value;
use jiff::civil::{Date, DateTime};

/// Reads a date: Excel's own, `2023-9-1`, `2023/9/1`, `2023.9.1`, `2023年9月1日`, `23.9.1`, `20230901`,
/// `二〇二三年九月一日`; a time or weekday behind it is left out. A month alone (`2023年9月`) is its first
/// day, as 入会年月 and 出生年月 mean it. `9月1日` takes its year from `years`, else it is a finding.
pub fn parse_date(value: &Value<'_>, years: Option<YearHint>) -> Parsed<Date> {
    let wrong = |code| Parsed::Wrong(Fault::new(code));
    let (year, month, day) = match written(value) {
        None => return Parsed::Blank,
        Some(Written::Day(day)) => return Parsed::Value(day.date()),
        Some(Written::Month(year, month)) => (year, month, 1),
        Some(Written::DayOfMonth(month, day)) => match years {
            Some(years) => (years.year(month), month, day),
            None => return wrong(Code::C113),
        },
        Some(Written::Impossible) => return wrong(Code::C111),
        Some(Written::Lunar) => return wrong(Code::C251),
        Some(Written::Ambiguous) => return wrong(Code::C112),
        Some(Written::LostZero) => return wrong(Code::C122),
        Some(Written::BareMonth(_) | Written::ShortMonth(..) | Written::Unknown) => {
            return wrong(Code::C110);
        }
    };
    match Date::new(year, month, day) {
        Ok(date) => Parsed::Value(date),
        Err(_) => wrong(Code::C111),
    }
}

/// The day and time that a cell says, where it says a time.
pub(super) fn instant(value: &Value<'_>) -> Option<DateTime> {
    let timed = match value {
        Value::Date(_) => true,
        Value::Number(number) => number.fract() != 0.0,
        // A day alone is shorter: most cells hold one.
        Value::Text(text) => text.as_str().len() > 12 && text.as_str().contains([':', '：']),
        _ => false,
    };
    match timed.then(|| written(value)).flatten() {
        Some(Written::Day(day)) => Some(day),
        _ => None,
    }
}

/// Reads a month, as its first day: `2023-09`, `2023.9`, `23.9`, `2023年9月`, `202309`, or that of a
/// full date. A bare `9月` takes its year from `years`, else it is a finding.
pub fn parse_month(value: &Value<'_>, years: Option<YearHint>) -> Parsed<Date> {
    let wrong = |code| Parsed::Wrong(Fault::new(code));
    let (year, month) = match written(value) {
        None => return Parsed::Blank,
        Some(Written::Day(date)) => (date.year(), date.month()),
        Some(Written::Month(year, month) | Written::ShortMonth(year, month)) => (year, month),
        Some(Written::BareMonth(month) | Written::DayOfMonth(month, _)) => match years {
            Some(years) => (years.year(month), month),
            None => return wrong(Code::C121),
        },
        Some(Written::Lunar) => return wrong(Code::C251),
        Some(Written::Impossible) => return wrong(Code::C111),
        Some(Written::Ambiguous) => return wrong(Code::C112),
        Some(Written::LostZero) => return wrong(Code::C122),
        Some(Written::Unknown) => return wrong(Code::C120),
    };
    match Date::new(year, month, 1) {
        Ok(date) => Parsed::Value(date),
        Err(_) => wrong(Code::C111),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::year_hint;
    use crate::read::Text;
    use jiff::civil::date;
    use proptest::prelude::*;

    fn text(text: &str) -> Value<'static> {
        Value::Text(Text::own(text.to_string()))
    }

    #[test]
    fn dates_as_people_type_them() {
        let first = date(2023, 9, 1);
        for written in [
            "2023-9-1",
            "2023/9/1",
            "2023.9.1",
            "2023年9月1日",
            "2023年09月01号",
            "20230901",
            "２０２３－９－１",
            "2023-09-01 00:00:00",
            "二〇二三年九月一日",
            " 2023. 9. 1 ",
            "2023年9月",
            "23.9.1",
            "23-9-1",
            "23/9/1",
            "23年9月1日",
            "23年9月",
            "'23.9.1",
            "’2023-9-1",
            "2023年9月1",
            "2023 9 1",
            "2023 09 01",
            "2023-9-1日",
            "2023年 9月 1日",
            "2023.09.01.",
            "2023-09-01T00:00:00Z",
            "2023-09-01T08:00:00.000+08:00",
            "2023-08-31T16:00:00.000Z",
            "2023-08-31T16:00:00Z",
            "2023-08-31 16:00:00 +0000",
            "2023-08-31 23:59:17",
            "2023/9/1 0:00:43",
            "2023-09-01 23:59:59",
            "2023-09-01 22:30",
            "Fri Sep 01 2023 00:00:00 GMT+0800 (中国标准时间)",
            "Thu Aug 31 2023 16:00:00 GMT+0000 (Coordinated Universal Time)",
            "2023/9/1 8:30 AM",
            "2023/9/1 下午 3:30",
            "2023年9月1日 星期五",
            "2023年9月1日（周五）",
            "2023-09-01(星期五)",
            "二〇二三年九月",
            "贰零贰叁年玖月壹日",
            "45170",
            "1-Sep-2023",
            "1 September 2023",
            "Sep 1, 2023",
            "September 2023",
            "2023 Sep 1",
            "23-09-01",
            "23.09.01",
            "二O二三年九月一日",
            "二○二三年九月一日",
            "二零二三年九月一日",
            "二o二三年九月一日",
            "2023-9-1 上午",
            "2023年9月1日下午",
            "2023,9,1",
            "2023，9，1",
            "2023_09_01",
        ] {
            assert_eq!(
                parse_date(&text(written), None),
                Parsed::Value(first),
                "{written}"
            );
        }
        for number in [45170.0, 20230901.0, 45170.354, 45_169.999_502_314_81] {
            assert_eq!(
                parse_date(&Value::Number(number), None),
                Parsed::Value(first),
                "{number}"
            );
        }
        for (written, day) in [
            ("05.9.1", date(2005, 9, 1)),
            ("85.3.7", date(1985, 3, 7)),
            ("85/03/17", date(1985, 3, 17)),
            ("49-12-31", date(2049, 12, 31)),
            ("50-12-31", date(1950, 12, 31)),
            ("05年9月1日", date(2005, 9, 1)),
            ("二〇二三年十二月二十一日", date(2023, 12, 21)),
            ("2023年10月", date(2023, 10, 1)),
        ] {
            assert_eq!(
                parse_date(&text(written), None),
                Parsed::Value(day),
                "{written}"
            );
        }
    }

    #[test]
    fn what_is_no_date_is_said_and_never_guessed() {
        for (written, code) in [
            ("2023-13-45", Code::C111),
            ("2023-02-29", Code::C111),
            ("2023-09-31", Code::C111),
            ("23.13.1", Code::C111),
            ("23年9月31日", Code::C111),
            ("1/9/2023", Code::C112),
            ("25/09/23", Code::C112),
            ("13/10/23", Code::C112),
            ("23/09/30", Code::C112),
            ("09-01-23", Code::C112),
            ("05/06/07", Code::C112),
            ("05.9.12", Code::C112),
            ("9.5.1", Code::C112),
            ("1-Sep-23", Code::C112),
            ("Sep-23", Code::C112),
            ("9月1日", Code::C113),
            ("九月一日", Code::C113),
            ("去年", Code::C110),
            ("23.9", Code::C110),
            ("9.1", Code::C110),
            ("9月", Code::C110),
            ("2023年", Code::C110),
            ("2023年9月上旬", Code::C110),
            ("2023年9-10月", Code::C110),
            ("2023.9-10月", Code::C110),
            ("2023.9-10", Code::C110),
            ("2023年9月、10月", Code::C110),
            ("2023.9.1-3", Code::C110),
            ("2023年9月1日至3日", Code::C110),
            ("8:30", Code::C110),
            ("2023-09-01:00", Code::C110),
            ("Sept of 2023", Code::C110),
            ("1234567", Code::C110),
            ("99999", Code::C110),
            ("9", Code::C110),
            ("2023年O月", Code::C110),
            ("1,234", Code::C110),
            ("2023年9月上午", Code::C110),
        ] {
            assert_eq!(
                parse_date(&text(written), None),
                Parsed::Wrong(Fault::new(code)),
                "{written}"
            );
        }
        assert_eq!(parse_date(&text("—"), None), Parsed::Blank);
    }

    #[test]
    fn a_day_without_a_year_takes_the_titles() {
        let years = year_hint("2023-2024学年");
        for (written, day) in [
            ("9月1日", date(2023, 9, 1)),
            ("3月8号", date(2024, 3, 8)),
            ("2022年9月1日", date(2022, 9, 1)),
        ] {
            assert_eq!(
                parse_date(&text(written), years),
                Parsed::Value(day),
                "{written}"
            );
        }
        // 2023 has no 29 February.
        let wrong = Parsed::Wrong(Fault::new(Code::C111));
        assert_eq!(parse_date(&text("2月29日"), year_hint("2023年")), wrong);
        assert_eq!(
            parse_month(&text("9月1日"), years),
            Parsed::Value(date(2023, 9, 1))
        );
    }

    #[test]
    fn a_month_may_have_a_year_of_two_digits() {
        let september = date(2023, 9, 1);
        for written in [
            "23.9",
            "23.09",
            "23-9",
            "23年9月",
            "23年09月份",
            "2309月",
            "2023年9月1日",
        ] {
            let parsed = parse_month(&text(written), None);
            match written {
                "2309月" => assert_eq!(parsed, Parsed::Wrong(Fault::new(Code::C120))),
                _ => assert_eq!(parsed, Parsed::Value(september), "{written}"),
            }
        }
        let number = |number| parse_month(&Value::Number(number), None);
        assert_eq!(number(23.9), Parsed::Value(september));
        assert_eq!(number(23.12), Parsed::Value(date(2023, 12, 1)));
        assert_eq!(number(23.1), Parsed::Wrong(Fault::new(Code::C122)));
        for (written, code) in [
            ("9.23", Code::C120),
            ("23/9", Code::C120),
            ("2023年9-10月", Code::C120),
            ("Sep-23", Code::C112),
            ("23.13", Code::C111),
        ] {
            let wrong = Parsed::Wrong(Fault::new(code));
            assert_eq!(parse_month(&text(written), None), wrong, "{written}");
        }
    }

    #[test]
    fn a_bare_month_takes_its_year_from_the_title_or_is_said() {
        let none = None;
        assert_eq!(
            parse_month(&text("9月"), none),
            Parsed::Wrong(Fault::new(Code::C121))
        );
        let year = year_hint("2023-2024学年会费");
        assert_eq!(
            parse_month(&text("9月"), year),
            Parsed::Value(date(2023, 9, 1))
        );
        assert_eq!(
            parse_month(&text("3月份"), year),
            Parsed::Value(date(2024, 3, 1))
        );
        // A number that became text says what the number says.
        for written in ["9", "09", " 9 ", "９"] {
            let september = Parsed::Value(date(2023, 9, 1));
            assert_eq!(parse_month(&text(written), year), september, "{written}");
        }
        let thirteenth = Parsed::Wrong(Fault::new(Code::C120));
        assert_eq!(parse_month(&text("13"), year), thirteenth);
        assert_eq!(
            parse_month(&text("2023.9"), none),
            Parsed::Value(date(2023, 9, 1))
        );
        assert_eq!(
            parse_month(&Value::Number(202309.0), none),
            Parsed::Value(date(2023, 9, 1))
        );
        assert!(year_hint("2021年至2024年").is_none());
        let lost = Parsed::Wrong(Fault::new(Code::C122));
        assert_eq!(parse_month(&Value::Number(2023.1), none), lost);
    }

    proptest! {
        /// Any date written in any of its forms reads back the same.
        #[test]
        fn a_date_reads_back(days in 0_i32..60_000) {
            let day = date(1935, 1, 1).saturating_add(jiff::Span::new().days(days));
            let (y, m, d) = (day.year(), day.month(), day.day());
            for written in [
                format!("{y}-{m}-{d}"), format!("{y}/{m:02}/{d:02}"), format!("{y}.{m}.{d}"),
                format!("{y}年{m}月{d}日"), format!("{y}{m:02}{d:02}"), format!("{y} {m} {d}"),
                format!("{y}年 {m}月 {d}"), format!("{y}-{m:02}-{d:02}T00:00:00Z"),
                format!("{y}/{m}/{d} 8:30 AM"), format!("{y}年{m}月{d}日（周五）"),
            ] {
                prop_assert_eq!(parse_date(&text(&written), None), Parsed::Value(day));
            }
        }

        /// A year of two digits lies between 1950 and 2049, and is read only where it stands first
        /// beyond doubt; never is another day read.
        #[test]
        fn a_short_year_is_read_right_or_not_at_all(days in 0_i32..36_524) {
            let day = date(1950, 1, 1).saturating_add(jiff::Span::new().days(days));
            let (y, m, d) = (day.year() % 100, day.month(), day.day());
            prop_assert_eq!(parse_date(&text(&format!("{y:02}年{m}月{d}日")), None), Parsed::Value(day));
            for separator in ["-", ".", "/"] {
                for written in [
                    format!("{y:02}{separator}{m}{separator}{d}"),
                    format!("{y:02}{separator}{m:02}{separator}{d:02}"),
                ] {
                    let one_digit = written.rsplit(separator).next().is_some_and(|last| last.len() == 1);
                    let sure = one_digit || (y > 12 && (separator != "/" || y > 31));
                    let right = match sure {
                        true => Parsed::Value(day),
                        false => Parsed::Wrong(Fault::new(Code::C112)),
                    };
                    prop_assert_eq!(parse_date(&text(&written), None), right, "{}", written);
                }
            }
        }

        /// Day or month first with the year last is never read, whatever the separator.
        #[test]
        fn no_other_order_is_read(days in 0_i32..36_524, separator in "[-./]") {
            let day = date(1950, 1, 1).saturating_add(jiff::Span::new().days(days));
            let (y, m, d) = (day.year(), day.month(), day.day());
            for written in [
                format!("{d}{separator}{m}{separator}{y}"), format!("{m}{separator}{d}{separator}{y}"),
            ] {
                prop_assert_eq!(
                    parse_date(&text(&written), None), Parsed::Wrong(Fault::new(Code::C112)), "{}", written
                );
            }
        }

        /// A serial means the same day as text and as a number, with a time or without.
        #[test]
        fn a_serial_reads_the_same_as_text(serial in 10_959_i64..73_050, part in 0.0..0.998_f64) {
            let day = date(1899, 12, 30).saturating_add(jiff::Span::new().days(serial));
            prop_assert_eq!(parse_date(&text(&serial.to_string()), None), Parsed::Value(day));
            let number = Value::Number(serial as f64 + part);
            prop_assert_eq!(parse_date(&number, None), Parsed::Value(day));
        }

        #[test]
        fn no_text_stops_the_parser(written in ".{0,24}") {
            let _ = parse_date(&text(&written), None);
            let _ = parse_month(&text(&written), None);
            let _ = crate::parse::parse_money(&text(&written), 1);
            let _ = crate::parse::parse_integer(&text(&written));
            let _ = crate::parse::parse_national_id(&text(&written));
        }

        /// Any amount written in any of its forms reads back the same.
        #[test]
        fn an_amount_reads_back(fen in -1_000_000_000_i64..1_000_000_000) {
            let yuan = crate::finding::show_yuan(fen);
            let bare = yuan.trim_start_matches('-');
            let sign = if fen < 0 { "-" } else { "" };
            for written in [yuan.clone(), format!("{yuan}元"), format!("{sign}{bare}")] {
                prop_assert_eq!(crate::parse::parse_money(&text(&written), 1), Parsed::Value(fen));
            }
            let number = yuan.parse::<f64>().expect("a number");
            prop_assert_eq!(crate::parse::parse_money(&Value::Number(number), 1), Parsed::Value(fen));
        }
    }
}
