//! How a unit (单位) is known, whatever way its name is written.

use crate::schema::normalise_name;

/// What may stand at the end of a unit's name and says nothing of which unit it is; the longest
/// first.
const ENDINGS: &[&str] = &["工会联合会", "工会委员会", "工会"];

/// The name by which a unit is known: without spaces of any width and without 工会, 工会委员会 or
/// 工会联合会 at its end. A name that is nothing else stays as it is.
pub fn unit_key(name: &str) -> String {
    let name = normalise_name(name);
    ENDINGS
        .iter()
        .find_map(|ending| name.strip_suffix(ending).filter(|rest| !rest.is_empty()))
        .map_or_else(|| name.clone(), str::to_string)
}

#[cfg(test)]
mod tests {
    use super::unit_key;

    #[test]
    fn a_unit_is_known_without_its_endings() {
        for (written, known) in [
            ("育才小学工会", "育才小学"),
            ("育才 小学　工会委员会", "育才小学"),
            ("育才小学", "育才小学"),
            ("工会", "工会"),
        ] {
            assert_eq!(unit_key(written), known);
        }
    }
}
