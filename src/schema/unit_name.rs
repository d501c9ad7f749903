//! How a unit (单位) is known, whatever way its name is written.

use super::{normalise_name, unspaced};

/// What may stand at the end of a unit's name and says nothing of which unit it is; the longest
/// first.
const ENDINGS: &[&str] = &["工会联合会", "工会委员会", "工会"];

/// The name by which units are compared: [`unit_name`] in narrow letters and brackets.
pub fn unit_key(name: &str) -> String {
    without_endings(&normalise_name(name)).to_string()
}

/// A unit's name as it is printed: as it is written, without spaces of any width and without 工会,
/// 工会委员会 or 工会联合会 at its end. A name that is nothing else stays as it is.
pub fn unit_name(name: &str) -> String {
    without_endings(&unspaced(name)).to_string()
}

fn without_endings(name: &str) -> &str {
    ENDINGS
        .iter()
        .find_map(|ending| name.strip_suffix(ending).filter(|rest| !rest.is_empty()))
        .unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::{unit_key, unit_name};

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

    #[test]
    fn a_unit_keeps_its_brackets_as_they_are_typed_and_is_compared_without_their_width() {
        let wide = "阜阳市第三中学 （颍州校区）工会";
        assert_eq!(unit_name(wide), "阜阳市第三中学（颍州校区）");
        assert_eq!(unit_key(wide), unit_key("阜阳市第三中学(颍州校区)"));
    }
}
