//! Numbers of people and unions that no one has: right in form and checksum, with 990101 where the
//! code of a region stands, which is no region's.

use jiff::civil::Date;

/// The region of every number: not one of the country's.
const REGION: &str = "990101";

/// A citizen's ID number (GB 11643) for `birth` and a `sequence` below 1000, odd for a man.
pub(crate) fn id_number(birth: Date, sequence: u32) -> String {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    const CHECKS: [char; 11] = ['1', '0', 'X', '9', '8', '7', '6', '5', '4', '3', '2'];
    let mut number = format!(
        "{REGION}{:04}{:02}{:02}{:03}",
        birth.year(),
        birth.month(),
        birth.day(),
        sequence % 1000
    );
    let sum: u32 = number
        .chars()
        .filter_map(|digit| digit.to_digit(10))
        .zip(WEIGHTS)
        .map(|(digit, weight)| digit * weight)
        .sum();
    number.push(CHECKS[(sum % 11) as usize]);
    number
}

/// A grassroots union's unified social credit code (GB 32100), which begins with 81; its inner
/// organisation code carries its own check character (GB 11714).
pub(crate) fn credit_code(serial: u32) -> String {
    const LETTERS: &str = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    const WEIGHTS: [usize; 17] = [
        1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28,
    ];
    let mut code = format!("81{REGION}{}", organisation_code(serial));
    let sum: usize = code
        .chars()
        .filter_map(|letter| LETTERS.find(letter))
        .zip(WEIGHTS)
        .map(|(value, weight)| value * weight)
        .sum();
    code.extend(LETTERS.chars().nth((31 - sum % 31) % 31));
    code
}

fn organisation_code(serial: u32) -> String {
    const WEIGHTS: [u32; 8] = [3, 7, 9, 10, 5, 8, 4, 2];
    let mut code = format!("MC{:06}", serial % 1_000_000);
    let sum: u32 = code
        .chars()
        .filter_map(|letter| letter.to_digit(36))
        .zip(WEIGHTS)
        .map(|(value, weight)| value * weight)
        .sum();
    code.push(match 11 - sum % 11 {
        10 => 'X',
        11 => '0',
        check => char::from_digit(check, 10).unwrap_or('0'),
    });
    code
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn numbers_carry_their_checksums() {
        assert_eq!(id_number(date(1985, 3, 7), 231), "990101198503072311");
        assert_eq!(credit_code(10), "81990101MC0000100N");
    }
}
