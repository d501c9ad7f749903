//! The codes of the rules, as `build.rs` collects them from `check/rules/*.toml`.

use serde::{Deserialize, Deserializer, de};
use std::fmt;

macro_rules! codes {
    ($($(#[$doc:meta])* $code:ident,)*) => {
        /// The code of a rule: a letter for what it is about and three digits, `M101`. Never
        /// reused. One that a rule declares compiles, any other does not:
        ///
        /// ```no_run
        /// let _ = gonghui::finding::Code::T020;
        /// ```
        /// ```compile_fail,E0599
        /// let _ = gonghui::finding::Code::T999;
        /// ```
        ///
        /// Codes are in the order of their text.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $($(#[$doc])* $code,)*
        }

        impl Code {
            /// Every code, in order.
            pub const ALL: &[Code] = &[$(Code::$code,)*];

            /// The code as it is printed.
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Code::$code => stringify!($code),)*
                }
            }
        }
    };
}

include!(concat!(env!("OUT_DIR"), "/codes.rs"));

impl Code {
    /// The code that is written `text`; none when no rule has it.
    pub fn parse(text: &str) -> Option<Code> {
        let found = Code::ALL.binary_search_by(|code| code.as_str().cmp(text));
        found.ok().map(|index| Code::ALL[index])
    }

    /// What the rule is about, by the code's letter.
    pub fn letter(self) -> char {
        self.as_str().chars().next().unwrap_or_default()
    }
}

impl fmt::Display for Code {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.as_str())
    }
}

impl<'de> Deserialize<'de> for Code {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Code, D::Error> {
        let text = String::deserialize(deserializer)?;
        Code::parse(&text).ok_or_else(|| de::Error::custom(format!("no rule declares {text:?}")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Findings at one place are printed in the order of their codes' text.
    #[test]
    fn codes_are_ordered_as_they_are_printed() {
        assert!(Code::ALL.is_sorted_by(|a, b| a < b && a.as_str() < b.as_str()));
    }

    #[test]
    fn every_code_is_read_back_and_nothing_else_is() {
        for &code in Code::ALL {
            assert_eq!(Code::parse(code.as_str()), Some(code));
        }
        for text in ["", "T", "T0150", "t015", " T015", "A000", "Z999"] {
            assert_eq!(Code::parse(text), None, "{text}");
        }
    }
}
