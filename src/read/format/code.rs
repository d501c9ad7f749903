//! How a format is written: its sections, parted by semicolons, each a row of tokens.

use crate::schema::names_other_money;

/// One section of a format.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Section {
    pub(super) tokens: Vec<Token>,
    /// Which numbers it is for, where it says so.
    pub(super) condition: Option<Condition>,
    /// Whether thousands are parted.
    pub(super) groups: bool,
    /// By how many thousands the number is divided.
    pub(super) thousands: u32,
    pub(super) percents: u32,
    /// Whether its sign is that of another country's money.
    foreign: bool,
    /// Whether it is Japan's money, whose sign is China's.
    japan: bool,
}

/// A piece of a section.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Token {
    /// What stands there for itself.
    Literal(String),
    /// A place of a digit: `0`, `#` or `?`.
    Digit(char),
    /// The decimal point.
    Point,
    /// The number as it is.
    General,
    /// A text.
    Text,
    /// A part of a date or time, and how often its letter stands: `y`, `M` (month), `d`, `a` (weekday),
    /// `h`, `m` (minute), `s`.
    Part(char, usize),
    /// Hours, minutes or seconds in all.
    Elapsed(char, usize),
    /// Digits behind the second.
    Fraction(usize),
    /// Morning or afternoon, each in its words.
    Half(&'static str, &'static str),
}

/// `[>=10000]`: an operator and a number.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Condition {
    operator: String,
    number: f64,
}

/// The sections of a format; none where it holds what is not read here (fractions, exponents).
pub(super) fn sections(code: &str) -> Option<Vec<Section>> {
    let mut sections = Vec::new();
    let mut rest = code;
    loop {
        let mut reading = Reading::default();
        rest = reading.section(rest)?;
        sections.push(reading.done()?);
        match rest.strip_prefix(';') {
            // Excel takes four.
            Some(behind) if sections.len() < 4 => rest = behind,
            _ => return Some(sections),
        }
    }
}

#[derive(Default)]
struct Reading {
    section: Section,
    /// Commas that have just stood behind a digit.
    commas: u32,
    exponent: bool,
}

impl Reading {
    /// Reads up to the end of the section; what follows it.
    fn section<'c>(&mut self, code: &'c str) -> Option<&'c str> {
        let mut rest = code;
        while let Some(first) = rest.chars().next() {
            let behind = &rest[first.len_utf8()..];
            rest = match first {
                ';' => return Some(rest),
                '"' => {
                    let (inside, behind) = behind.split_once('"').unwrap_or((behind, ""));
                    self.literal(inside);
                    behind
                }
                '\\' | '!' => {
                    let mut chars = behind.chars();
                    self.literal(
                        chars
                            .next()
                            .map(String::from)
                            .as_deref()
                            .unwrap_or_default(),
                    );
                    chars.as_str()
                }
                // A width left out, or filled up.
                '_' | '*' => {
                    let mut chars = behind.chars();
                    chars.next();
                    chars.as_str()
                }
                '[' => {
                    let (inside, behind) = behind.split_once(']')?;
                    self.bracket(inside);
                    behind
                }
                _ => self.letter(first, rest)?,
            };
        }
        Some(rest)
    }

    /// Reads a token that begins with the letter `first` of `rest`; what follows it.
    fn letter<'c>(&mut self, first: char, rest: &'c str) -> Option<&'c str> {
        for general in ["General", "G/通用格式", "G/標準", "GENERAL", "general"] {
            if let Some(behind) = rest.strip_prefix(general) {
                self.push(Token::General);
                return Some(behind);
            }
        }
        for (half, morning, afternoon) in [
            ("AM/PM", "AM", "PM"),
            ("am/pm", "am", "pm"),
            ("A/P", "A", "P"),
            ("上午/下午", "上午", "下午"),
        ] {
            if let Some(behind) = rest.strip_prefix(half) {
                self.push(Token::Half(morning, afternoon));
                return Some(behind);
            }
        }
        let lower = first.to_ascii_lowercase();
        let behind = rest.trim_start_matches([lower, lower.to_ascii_uppercase()]);
        let count = rest.len() - behind.len();
        match lower {
            'e' if behind.starts_with(['+', '-']) => self.exponent = true,
            'y' | 'b' | 'e' => self.push(Token::Part('y', if lower == 'e' { 4 } else { count })),
            'm' => self.push(Token::Part('M', count)),
            'd' if count > 2 => self.push(Token::Part('a', count)),
            'a' if count > 2 => self.push(Token::Part('a', count)),
            'd' | 'h' | 's' => self.push(Token::Part(lower, count)),
            'g' => {}
            _ => {
                self.sign(first);
                return Some(&rest[first.len_utf8()..]);
            }
        }
        Some(behind)
    }

    fn sign(&mut self, sign: char) {
        match sign {
            '0' | '#' | '?' => {
                if self.commas > 0 {
                    self.section.groups = true;
                }
                self.push(Token::Digit(sign));
            }
            '.' => self.push(Token::Point),
            ',' => match self.section.tokens.last() {
                Some(Token::Digit(_)) => self.commas += 1,
                _ => self.literal(","),
            },
            '%' => {
                self.section.percents += 1;
                self.literal("%");
            }
            '@' => self.push(Token::Text),
            other => self.literal(other.encode_utf8(&mut [0; 4])),
        }
    }

    fn push(&mut self, token: Token) {
        if !matches!(token, Token::Digit(_)) {
            self.section.thousands += self.commas;
        }
        self.commas = 0;
        self.section.tokens.push(token);
    }

    fn literal(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        match self.section.tokens.last_mut() {
            Some(Token::Literal(before)) if self.commas == 0 => before.push_str(text),
            _ => self.push(Token::Literal(text.to_string())),
        }
    }

    /// What stands in brackets: a colour, a condition, a country's sign, hours in all.
    fn bracket(&mut self, inside: &str) {
        if let Some(sign) = inside.strip_prefix('$') {
            let (sign, place) = sign.split_once('-').unwrap_or((sign, ""));
            let japan = place.to_ascii_lowercase().ends_with("411") || place.starts_with("ja");
            self.section.japan |= japan && !sign.is_empty();
            self.section.foreign |= names_other_money(sign);
            self.literal(sign);
            return;
        }
        let operator = inside.trim_start_matches(['<', '>', '=']);
        let number = operator.trim().parse::<f64>();
        if let (Ok(number), true) = (number, operator.len() < inside.len()) {
            let operator = inside[..inside.len() - operator.len()].to_string();
            self.section.condition = Some(Condition { operator, number });
            return;
        }
        let lower = inside.to_ascii_lowercase();
        if let Some(first @ ('h' | 'm' | 's')) = lower.chars().next()
            && lower.chars().all(|letter| letter == first)
        {
            self.push(Token::Elapsed(first, lower.len()));
        }
    }

    /// The section; none where it is not read here.
    fn done(mut self) -> Option<Section> {
        self.section.thousands += self.commas;
        let dated = self.section.dated();
        let of_parts = |token: &Token| matches!(token, Token::Literal(text) if text.contains('/'));
        let fraction =
            !dated && self.section.has_digits() && self.section.tokens.iter().any(of_parts);
        if self.exponent || fraction {
            return None;
        }
        if dated {
            self.section.tokens = times(std::mem::take(&mut self.section.tokens));
        }
        Some(self.section)
    }
}

/// The tokens of a date or time: an `m` behind hours or before seconds is minutes, and digits behind the
/// point are parts of a second.
fn times(tokens: Vec<Token>) -> Vec<Token> {
    let mut out: Vec<Token> = Vec::with_capacity(tokens.len());
    let hours = |token: &Token| matches!(token, Token::Part('h', _) | Token::Elapsed('h', _));
    let parts: Vec<Token> = tokens
        .iter()
        .filter(|token| matches!(token, Token::Part(..) | Token::Elapsed(..)))
        .cloned()
        .collect();
    let mut at = 0;
    for token in tokens {
        let read = match token {
            Token::Part('M', count) => {
                let behind = at > 0 && hours(&parts[at - 1]);
                let before = matches!(parts.get(at + 1), Some(Token::Part('s', _)));
                at += 1;
                match behind || before {
                    true => Token::Part('m', count),
                    false => Token::Part('M', count),
                }
            }
            Token::Part(..) | Token::Elapsed(..) => {
                at += 1;
                token
            }
            Token::Digit('0') => match out.last_mut() {
                Some(Token::Fraction(digits)) => {
                    *digits += 1;
                    continue;
                }
                _ => Token::Literal("0".to_string()),
            },
            Token::Point => Token::Fraction(0),
            other => other,
        };
        out.push(read);
    }
    out
}

/// Units of money, the longer ones first, with the yuan that each is.
const UNITS: &[(&str, i64)] = &[
    ("千万", 10_000_000),
    ("百万", 1_000_000),
    ("十万", 100_000),
    ("亿", 100_000_000),
    ("万", 10_000),
    ("千", 1_000),
    ("百", 100),
];

/// What accountants and the web write for them.
const LETTERS: &[(&str, i64)] = &[("k", 1_000), ("w", 10_000), ("m", 1_000_000)];

impl Section {
    pub(super) fn is_empty(&self) -> bool {
        self.tokens.is_empty()
    }

    pub(super) fn has_digits(&self) -> bool {
        let digits = |token: &Token| matches!(token, Token::Digit(_) | Token::General);
        self.tokens.iter().any(digits)
    }

    /// Whether it shows a day or a time.
    pub(super) fn dated(&self) -> bool {
        let part = |token: &Token| matches!(token, Token::Part(..) | Token::Elapsed(..));
        self.tokens.iter().any(part)
    }

    /// Whether it shows a part of a day.
    pub(super) fn shows_day(&self) -> bool {
        let day = |token: &Token| matches!(token, Token::Part('y' | 'M' | 'd' | 'a', _));
        self.tokens.iter().any(day)
    }

    pub(super) fn is_of_text(&self) -> bool {
        self.tokens.contains(&Token::Text)
    }

    /// Whether it holds for a number.
    pub(super) fn holds(&self, number: f64) -> bool {
        let Some(condition) = &self.condition else {
            return true;
        };
        match condition.operator.as_str() {
            "=" => number == condition.number,
            "<>" => number != condition.number,
            ">" => number > condition.number,
            ">=" => number >= condition.number,
            "<" => number < condition.number,
            "<=" => number <= condition.number,
            _ => false,
        }
    }

    fn literals(&self) -> String {
        let literal = |token: &Token| match token {
            Token::Literal(text) => Some(text.clone()),
            _ => None,
        };
        self.tokens.iter().filter_map(literal).collect()
    }

    /// Whether it says more than the number, the day or the text.
    pub(super) fn speaks(&self) -> bool {
        let part = |letter| {
            let is = |token: &Token| matches!(token, Token::Part(found, _) if *found == letter);
            self.tokens.iter().any(is)
        };
        if self.dated() {
            return !(part('y') && part('M') && part('d'));
        }
        let literals = self.literals();
        let words = |c: char| c.is_alphanumeric() || c == '%' || c == '*';
        let zeros = self.whole_digits().filter(|digit| *digit == '0').count();
        self.foreign
            || self.japan
            || names_other_money(&literals)
            || literals.contains(words)
            || zeros > 1 && !self.groups
            || self.divided() > 1
    }

    /// The places of digits before the point.
    fn whole_digits(&self) -> impl Iterator<Item = char> {
        let whole = self
            .tokens
            .iter()
            .take_while(|token| **token != Token::Point);
        whole.filter_map(|token| match token {
            Token::Digit(digit) => Some(*digit),
            _ => None,
        })
    }

    /// Whether it shows Japan's money.
    pub(super) fn is_japans(&self) -> bool {
        self.japan
    }

    /// Whether it shows another country's money.
    pub(super) fn is_foreign(&self) -> bool {
        self.foreign || names_other_money(&self.literals())
    }

    /// By how much it divides the number: by commas behind its digits, and by a point that is written
    /// among them and is none (`0!.0,`).
    pub(super) fn divided(&self) -> i64 {
        let point = |token: &Token| matches!(token, Token::Literal(text) if matches!(text.as_str(), "." | "．"));
        let begins = self
            .tokens
            .iter()
            .position(|token| matches!(token, Token::Digit(_)));
        let at = self.tokens.iter().position(point);
        let behind = match at.filter(|at| begins.is_some_and(|first| first < *at)) {
            Some(at) => {
                let digits = |token: &&Token| matches!(token, Token::Digit(_));
                self.tokens[at..].iter().filter(digits).count()
            }
            None => 0,
        };
        let thousands = 1_000_i64.saturating_pow(self.thousands);
        thousands.saturating_mul(10_i64.saturating_pow(u32::try_from(behind).unwrap_or(0)))
    }

    /// The yuan of the unit that it shows; none where it shows none. One whose unit is no unit of yuan
    /// (分) is 0.
    pub(super) fn unit(&self) -> Option<i64> {
        let literals = self.literals();
        let text = literals.trim_matches(|c: char| c.is_whitespace() || "()（）¥￥.．".contains(c));
        let bare = text.trim_end_matches(['元', '圆', '圓', '整', '正']);
        let named = UNITS.iter().find_map(|(unit, yuan)| {
            let before = bare.strip_suffix(unit)?;
            (!before.ends_with(|c: char| "十百千万亿".contains(c))).then_some(*yuan)
        });
        let lower = text.to_ascii_lowercase();
        let letter = LETTERS.iter().find(|(letter, _)| *letter == lower);
        match named.or(letter.map(|(_, yuan)| *yuan)) {
            Some(yuan) => Some(yuan),
            None if bare.len() < text.len() || text.ends_with('块') => Some(1),
            None if matches!(text, "分" | "角") => Some(0),
            None => None,
        }
    }
}
