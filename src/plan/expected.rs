//! 应报单位: who has to send, found by whatever way a name is written.

use crate::schema::{unit_key, unit_name};
use std::collections::HashMap;
use std::ops::Deref;

/// One unit that has to send (应报单位).
#[derive(Debug, Clone, Default)]
pub struct ExpectedUnit {
    /// The name by which the unit is known: without 工会 at its end and without spaces.
    pub name: String,
    /// Its other names, in the same form.
    pub aliases: Vec<String>,
    /// 单位类别, which a target's scope may name.
    pub kind: Option<String>,
}

/// The units that have to send, in the plan's order. Their names are brought into the form in which
/// names are compared once, and not for each file that is looked for among them.
#[derive(Debug, Clone, Default)]
pub struct ExpectedUnits {
    list: Vec<ExpectedUnit>,
    /// [`unit_key`] of each name and alias in the list's order, with its unit's position (0-based).
    keys: Vec<(String, usize)>,
    by_key: HashMap<String, usize>,
}

impl From<Vec<ExpectedUnit>> for ExpectedUnits {
    fn from(list: Vec<ExpectedUnit>) -> ExpectedUnits {
        let mut by_key = HashMap::new();
        // A name goes before an alias, and of two that are alike the first.
        for (position, unit) in list.iter().enumerate() {
            by_key.entry(unit_key(&unit.name)).or_insert(position);
        }
        let mut keys = Vec::new();
        for (position, unit) in list.iter().enumerate() {
            keys.push((unit_key(&unit.name), position));
            for alias in &unit.aliases {
                let key = unit_key(alias);
                by_key.entry(key.clone()).or_insert(position);
                keys.push((key, position));
            }
        }
        keys.retain(|(key, _)| !key.is_empty());
        ExpectedUnits { list, keys, by_key }
    }
}

impl Deref for ExpectedUnits {
    type Target = [ExpectedUnit];

    fn deref(&self) -> &[ExpectedUnit] {
        &self.list
    }
}

impl ExpectedUnits {
    /// The unit that `name`, any way it is written, stands for.
    pub fn find(&self, name: &str) -> Option<&ExpectedUnit> {
        let position = self.by_key.get(&unit_key(name))?;
        self.list.get(*position)
    }

    /// The name by which the unit written `name` is known: the list's, where it or an alias is on it.
    pub fn known_as(&self, name: &str) -> String {
        self.find(name)
            .map_or_else(|| unit_name(name), |unit| unit.name.clone())
    }

    /// The unit whose name or alias stands in `text`; of several, the longest name's.
    pub fn named_in(&self, text: &str) -> Option<&ExpectedUnit> {
        let text = unit_key(text);
        let named = self.keys.iter().filter(|(key, _)| text.contains(key));
        let (_, position) = named.max_by_key(|(key, _)| key.len())?;
        self.list.get(*position)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unit(name: &str, aliases: &[&str]) -> ExpectedUnit {
        ExpectedUnit {
            name: name.into(),
            aliases: aliases.iter().map(|alias| unit_key(alias)).collect(),
            kind: None,
        }
    }

    #[test]
    fn a_name_goes_before_an_alias_and_the_longest_name_is_the_one_meant() {
        let units = ExpectedUnits::from(vec![
            unit("育才小学", &["育小", "东校"]),
            unit("东校", &[]),
            unit("育才小学（东校区）", &[]),
        ]);
        for (written, known) in [
            ("育才 小学工会", "育才小学"),
            ("育小", "育才小学"),
            ("东校工会委员会", "东校"),
            ("育才小学(东校区)", "育才小学（东校区）"),
            ("无名小学工会", "无名小学"),
        ] {
            assert_eq!(units.known_as(written), known);
        }
        let named = |text| units.named_in(text).map(|unit| unit.name.as_str());
        assert_eq!(named("03育才小学(东校区)会费"), Some("育才小学（东校区）"));
        assert_eq!(named("育小会费"), Some("育才小学"));
        assert_eq!(named("会费"), None);
    }
}
