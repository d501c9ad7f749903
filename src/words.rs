//! Vocabulary: sentences in the two languages of the tool. What a sentence is about declares it
//! (a table, a rule, a metric), or `messages.rs` does; no other room may hold a sentence.

use serde::{Deserialize, Deserializer, Serialize};
use std::borrow::Borrow;

/// The language of everything a person reads (`--lang`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Lang {
    /// 中文, the users' own.
    #[default]
    Zh,
    /// English, for those who build the tool.
    En,
}

impl Lang {
    /// Reads `zh`, `en`, or a locale such as `zh_CN.UTF-8`; anything that is not English is Chinese,
    /// since the users are.
    pub fn from_locale(locale: &str) -> Lang {
        if locale.to_ascii_lowercase().starts_with("en") {
            Lang::En
        } else {
            Lang::Zh
        }
    }

    /// Names in a row, as a list is written: 张三、李四.
    pub fn list<S: Borrow<str>>(self, names: &[S]) -> String {
        names.join(BETWEEN_NAMES.get(self))
    }
}

/// What divides names in a list.
pub const BETWEEN_NAMES: Words = Words::new("、", ", ");

/// One sentence or title in Chinese and in English, with `{name}` where a value goes; in TOML
/// `{ zh = "…", en = "…" }`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Words {
    /// Chinese.
    pub zh: &'static str,
    /// English.
    pub en: &'static str,
}

impl<'de> Deserialize<'de> for Words {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Words, D::Error> {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Declared {
            zh: String,
            en: String,
        }
        let Declared { zh, en } = Declared::deserialize(deserializer)?;
        // Declarations are read once and stand as long as the program.
        Ok(Words::new(zh.leak(), en.leak()))
    }
}

impl Words {
    /// Chinese and English, side by side.
    pub const fn new(zh: &'static str, en: &'static str) -> Words {
        Words { zh, en }
    }

    /// The sentence in `lang`, as it stands.
    pub fn get(&self, lang: Lang) -> &'static str {
        match lang {
            Lang::Zh => self.zh,
            Lang::En => self.en,
        }
    }

    /// The sentence in `lang`, each `{name}` replaced by its value.
    pub fn fill(&self, lang: Lang, values: &[(&str, &str)]) -> String {
        fill(self.get(lang), |name| {
            values
                .iter()
                .find(|(key, _)| *key == name)
                .map(|(_, value)| (*value).to_string())
        })
    }
}

/// Replaces each `{name}` of `template` by what `value` answers for it. A name without a value
/// stays as it is, so that a mistake in a declaration is seen and not hidden.
pub fn fill(template: &str, value: impl Fn(&str) -> Option<String>) -> String {
    let mut out = String::with_capacity(template.len() + 32);
    let mut rest = template;
    while let Some(open) = rest.find('{') {
        let (before, from_open) = rest.split_at(open);
        out.push_str(before);
        match from_open.find('}') {
            Some(close) => {
                let name = &from_open[1..close];
                match value(name) {
                    Some(text) => out.push_str(&text),
                    None => out.push_str(&from_open[..=close]),
                }
                rest = &from_open[close + 1..];
            }
            None => {
                out.push_str(from_open);
                rest = "";
            }
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fill_replaces_names_and_leaves_unknown_ones() {
        let out = fill("{a}：{b} of {c", |name| {
            (name == "a").then(|| "行".to_string())
        });
        assert_eq!(out, "行：{b} of {c");
    }
}
