//! Number formats: what of a format changes what its number says. `0.00"万元"` gives it a unit,
//! `"记-"000` makes a name of it, `[=1]"男"` a word, `h:mm` a time; `;;;` hides it. A format is taken apart
//! once, whatever the number of cells in it; most say nothing more than the number or the day, and are none
//! of these ([`NumberFormat::of`]).

mod code;
mod number;
mod time;

use super::{Value, show_number};
use code::{Section, Token};

/// A format that says more than its cell's value.
#[derive(Debug, Clone, PartialEq)]
pub struct NumberFormat {
    sections: Vec<Section>,
    /// Whether the file's reader does not tell how it looks: that it is a day's or a time's is known.
    unknown: bool,
}

/// What a format says of an amount of money.
#[derive(Debug, Clone, PartialEq)]
pub enum ShownMoney {
    /// Nothing: what stands around it says its unit.
    Plain,
    /// It shows a unit: the cell's number is so many yuan.
    Yuan(i64),
    /// It shows the number divided by so much, and no unit.
    Divided(i64),
    /// It shows something else than an amount of yuan: a time, a word, another country's money.
    Other(String),
}

impl NumberFormat {
    /// The format that is written as `code`; none where it says no more than a number or a day.
    pub fn of(code: &str) -> Option<NumberFormat> {
        let sections = code::sections(code)?;
        let speaks = sections.iter().any(Section::speaks)
            || sections.len() > 1 && sections.first().is_some_and(Section::is_empty);
        speaks.then_some(NumberFormat {
            sections,
            unknown: false,
        })
    }

    /// A day's or a time's, of which no more is known.
    pub(super) fn unknown() -> NumberFormat {
        NumberFormat {
            sections: Vec::new(),
            unknown: true,
        }
    }

    /// What a person sees of a value; none where it is not known, or what the value is.
    pub fn shown(&self, value: &Value<'_>) -> Option<String> {
        match value {
            Value::Number(number) if self.unknown => Some(time::clock_of(*number)),
            Value::Number(number) => {
                let (section, negative) = self.section(*number)?;
                Some(section.show(*number, negative))
            }
            Value::Date(date) => {
                let section = self.sections.first().filter(|section| section.dated())?;
                Some(time::show(section, *date))
            }
            Value::Text(text) => {
                let section = self.of_text()?;
                Some(section.show_text(text.as_str()))
            }
            _ => None,
        }
    }

    /// What it says of an amount of money that is `number`.
    pub fn money(&self, number: f64) -> ShownMoney {
        if self.unknown {
            return ShownMoney::Other(time::clock_of(number));
        }
        let Some((section, negative)) = self.section(number) else {
            return ShownMoney::Plain;
        };
        let shown = || ShownMoney::Other(section.show(number, negative));
        if section.is_japans() {
            return ShownMoney::Other(format!("JP{}", section.show(number, negative)));
        }
        if section.dated() || section.is_foreign() {
            return shown();
        }
        if !section.has_digits() {
            // A zero that shows as a dash or a word is one, and what is hidden is said otherwise.
            return match number == 0.0 || section.is_empty() {
                true => ShownMoney::Plain,
                false => shown(),
            };
        }
        let divided = section.divided();
        match section.unit() {
            Some(yuan) if yuan > 0 && yuan % divided == 0 => ShownMoney::Yuan(yuan / divided),
            Some(_) => shown(),
            None if divided > 1 => ShownMoney::Divided(divided),
            None => ShownMoney::Plain,
        }
    }

    /// Whether it hides the value, which is something.
    pub fn hides(&self, value: &Value<'_>) -> bool {
        match value {
            Value::Number(number) => {
                let section = self.section(*number);
                *number != 0.0 && section.is_some_and(|(section, _)| section.is_empty())
            }
            Value::Text(_) => self.of_text().is_some_and(Section::is_empty),
            _ => false,
        }
    }

    /// Whether it is a day's or a time's.
    pub fn is_dated(&self) -> bool {
        self.unknown || self.sections.first().is_some_and(Section::dated)
    }

    /// Whether it is a day's, and shows other parts than those of a time.
    pub fn shows_day(&self) -> bool {
        self.unknown || self.sections.first().is_some_and(Section::shows_day)
    }

    /// Whether how it looks is not known.
    pub fn is_unknown(&self) -> bool {
        self.unknown
    }

    /// Whether how it shows `value`, a day, is not known.
    pub fn is_unknown_day(&self, value: &Value<'_>) -> bool {
        self.unknown && matches!(value, Value::Date(_))
    }

    /// Whether it shows a number in digits as they are, with nothing else.
    pub fn is_plain_for(&self, value: &Value<'_>) -> bool {
        match value {
            Value::Number(number) if !self.unknown => self
                .section(*number)
                .is_none_or(|(section, _)| !section.speaks()),
            _ => false,
        }
    }

    /// The section for a number, and whether a sign is put before it.
    fn section(&self, number: f64) -> Option<(&Section, bool)> {
        let numbers = match self.sections.as_slice() {
            // The last of four is for texts, and so is a single one with its sign.
            [numbers @ .., _] if numbers.len() == 3 => numbers,
            [one] if one.is_of_text() => return None,
            all => all,
        };
        let negative = number < 0.0;
        if let [first, ..] = numbers
            && numbers.iter().any(|section| section.condition.is_some())
        {
            let found = numbers.iter().find(|section| section.holds(number));
            return Some((found.unwrap_or(first), negative));
        }
        match numbers {
            [] => None,
            [one] => Some((one, negative)),
            [_, second, ..] if negative => Some((second, false)),
            [_, _, third] if number == 0.0 => Some((third, false)),
            [first, ..] => Some((first, false)),
        }
    }

    fn of_text(&self) -> Option<&Section> {
        match self.sections.as_slice() {
            [_, _, _, text] => Some(text),
            [one] if one.is_of_text() => Some(one),
            _ => None,
        }
    }
}

impl Section {
    /// What a number shows as in it.
    fn show(&self, number: f64, negative: bool) -> String {
        if self.dated() {
            return time::show_serial(self, number);
        }
        let shown = number::show(self, number.abs());
        match negative {
            true => format!("-{shown}"),
            false => shown,
        }
    }

    fn show_text(&self, text: &str) -> String {
        let parts = self.tokens.iter().map(|token| match token {
            Token::Literal(literal) => literal.as_str(),
            Token::Text => text,
            _ => "",
        });
        parts.collect()
    }
}

/// The number as it is, with all its digits.
fn general(number: f64) -> String {
    show_number(number)
}

#[cfg(test)]
mod tests {
    use super::{NumberFormat, ShownMoney};
    use crate::read::{Text, Value};
    use jiff::civil::date;

    fn format(code: &str) -> NumberFormat {
        NumberFormat::of(code).expect(code)
    }

    #[test]
    fn formats_that_say_no_more_than_the_number_or_the_day() {
        for code in [
            "General",
            "0",
            "0.00",
            "#,##0.00",
            "@",
            "",
            "yyyy-mm-dd",
            "yyyy/m/d h:mm",
            "yyyy\"年\"m\"月\"d\"日\"",
            "[$-804]yyyy\"年\"m\"月\"d\"日\";@",
            "[DBNum1][$-804]yyyy\"年\"m\"月\"d\"日\";@",
            "#,##0.00_ ;[Red]\\-#,##0.00\\ ",
            "_(* #,##0.00_);_(* \\(#,##0.00\\);_(* \"-\"??_);_(@_)",
            "_ ¥* #,##0.00_ ;_ ¥* \\-#,##0.00_ ;_ ¥* \"-\"??_ ;_ @_ ",
            "\"¥\"#,##0.00;\"¥\"\\-#,##0.00",
            "[$¥-804]#,##0.00",
            "[$￥-804]#,##0.00",
            "0.00E+00",
            "# ?/?",
            "0_);(0)",
        ] {
            assert_eq!(NumberFormat::of(code), None, "{code}");
        }
    }

    #[test]
    fn what_a_person_sees_of_a_number() {
        for (code, number, shown) in [
            ("000000", 12.0, "000012"),
            ("\"记-\"000", 12.0, "记-012"),
            ("\"记-\"000", 1234.0, "记-1234"),
            ("\\记\\-000", 7.0, "记-007"),
            ("记!-000", 7.0, "记-007"),
            ("[=1]\"男\";[=2]\"女\"", 1.0, "男"),
            ("[=1]\"男\";[=2]\"女\"", 2.0, "女"),
            ("[=1]\"是\";[=0]\"否\";General", 5.0, "5"),
            ("\"是\";;\"否\"", 1.0, "是"),
            ("\"是\";;\"否\"", 0.0, "否"),
            ("0\"分\"", 95.0, "95分"),
            ("0.0\"秒\"", 12.5, "12.5秒"),
            ("General\"人\"", 3.0, "3人"),
            ("G/通用格式\"人\"", 3.0, "3人"),
            ("0.00%", 0.985, "98.50%"),
            ("0%", 0.98, "98%"),
            ("000\\-0000\\-0000", 13_800_138_000.0, "138-0013-8000"),
            ("0.00\"万元\"", 1.25, "1.25万元"),
            ("0!.0,\"万元\"", 12_500.0, "1.3万元"),
            ("#,##0.00,\"千元\"", 12_500.0, "12.50千元"),
            ("[$HK$-zh-HK]#,##0.00", 500.0, "HK$500.00"),
            ("[$$-409]#,##0.00", 1500.0, "$1,500.00"),
            ("h:mm", 3.0 / 24.0 + 1.0 / 1_440.0, "3:01"),
            ("h:mm;@", 2.0 / 24.0, "2:00"),
            ("hh:mm", 2.0 / 24.0, "02:00"),
            ("[h]:mm", 27.5 / 24.0, "27:30"),
            ("mm:ss", 83.0 / 86_400.0, "01:23"),
            ("mm:ss.0", 83.4 / 86_400.0, "01:23.4"),
            ("h:mm AM/PM", 15.5 / 24.0, "3:30 PM"),
            (";;;", 500.0, ""),
        ] {
            let seen = format(code).shown(&Value::Number(number));
            assert_eq!(seen.as_deref(), Some(shown), "{code} {number}");
        }
        let day = Value::Date(date(2023, 2, 1).at(0, 0, 0, 0));
        for (code, shown) in [
            ("m\"月\"d\"日\"", "2月1日"),
            ("m/d", "2/1"),
            ("mm-dd", "02-01"),
            ("d-mmm", "1-Feb"),
            ("mmm-yy", "Feb-23"),
            ("yyyy\"年\"m\"月\"", "2023年2月"),
            ("yyyy-mm", "2023-02"),
            ("[$-804]yyyy\"年\"m\"月\";@", "2023年2月"),
        ] {
            assert_eq!(format(code).shown(&day).as_deref(), Some(shown), "{code}");
        }
        let text = Value::Text(Text::own("12".to_string()));
        assert_eq!(format("\"记-\"@").shown(&text).as_deref(), Some("记-12"));
    }

    #[test]
    fn what_a_format_says_of_money() {
        let other = |text: &str| ShownMoney::Other(text.to_string());
        for (code, number, said) in [
            ("0.00\"万元\"", 1.25, ShownMoney::Yuan(10_000)),
            ("0.00\"万\"", 1.25, ShownMoney::Yuan(10_000)),
            ("0.00\\万\\元", 1.25, ShownMoney::Yuan(10_000)),
            ("0.0\"千元\"", 1.25, ShownMoney::Yuan(1_000)),
            ("0.0\"百万元\"", 1.25, ShownMoney::Yuan(1_000_000)),
            ("0.0\"亿元\"", 1.25, ShownMoney::Yuan(100_000_000)),
            ("0!.0,\"万元\"", 12_500.0, ShownMoney::Yuan(1)),
            ("0\\.0,\"万\"", 12_500.0, ShownMoney::Yuan(1)),
            ("0\".\"0000\"万元\"", 12_500.0, ShownMoney::Yuan(1)),
            ("#,##0.00,\"千元\"", 12_500.0, ShownMoney::Yuan(1)),
            ("0.00,,\"百万\"", 12_500.0, ShownMoney::Yuan(1)),
            ("0.00\"元\"", 12.5, ShownMoney::Yuan(1)),
            ("#,##0,", 12_500.0, ShownMoney::Divided(1_000)),
            ("0!.0,", 12_500.0, ShownMoney::Divided(10_000)),
            ("[>=10000]0!.0,\"万元\";0\"元\"", 500.0, ShownMoney::Yuan(1)),
            (
                "[>=10000]0!.0,\"万元\";0\"元\"",
                50_000.0,
                ShownMoney::Yuan(1),
            ),
            ("[$HK$-zh-HK]#,##0.00", 500.0, other("HK$500.00")),
            ("[$$-409]#,##0.00", 500.0, other("$500.00")),
            ("\"$\"#,##0.00", 500.0, other("$500.00")),
            ("$#,##0", 500.0, other("$500")),
            ("[$NT$-404]#,##0", 500.0, other("NT$500")),
            ("#,##0.00\\ [$€-407]", 500.0, other("500.00 €")),
            ("[$¥-411]#,##0", 500.0, other("JP¥500")),
            ("[$USD] #,##0.00", 500.0, other("USD 500.00")),
            ("0.00\"美元\"", 5.0, other("5.00美元")),
            ("0\"港币\"", 5.0, other("5港币")),
            ("0\"分\"", 1600.0, other("1600分")),
            ("h:mm", 0.5, other("12:00")),
            ("\"***\"", 500.0, other("***")),
            (";;;", 500.0, ShownMoney::Plain),
            ("0.00;-0.00;\"免\"", 0.0, ShownMoney::Plain),
            ("0\"人\"", 5.0, ShownMoney::Plain),
        ] {
            assert_eq!(format(code).money(number), said, "{code} {number}");
        }
    }

    #[test]
    fn what_a_format_hides() {
        let number = Value::Number(500.0);
        let text = Value::Text(Text::own("张三".to_string()));
        assert!(format(";;;").hides(&number) && format(";;;").hides(&text));
        assert!(format(";;").hides(&number) && !format(";;").hides(&text));
        assert!(!format(";;;").hides(&Value::Number(0.0)));
        assert!(!format("\"是\";;\"否\"").hides(&number));
    }
}
