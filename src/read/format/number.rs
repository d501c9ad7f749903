//! What a number shows as in a section that holds places for its digits, or none.

use super::code::{Section, Token};
use super::general;

/// `number`, which is not negative, as the section shows it.
pub(super) fn show(section: &Section, number: f64) -> String {
    let point = section
        .tokens
        .iter()
        .position(|token| *token == Token::Point);
    let (whole_places, decimals) = places(section, point);
    let scaled = number * 100_f64.powi(i32::try_from(section.percents).unwrap_or(0))
        / 1_000_f64.powi(i32::try_from(section.thousands).unwrap_or(0));
    // Half a last digit goes up, as in Excel.
    let step = 10_f64.powi(i32::try_from(decimals).unwrap_or(0));
    let rounded = (scaled * step).round() / step;
    let text = format!("{rounded:.decimals$}");
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let whole: Vec<char> = whole.trim_start_matches('0').chars().collect();
    let kept = fraction.trim_end_matches('0').len();
    let mut fraction = fraction.chars().enumerate();
    let (mut shown, mut place) = (String::new(), 0);
    for (at, token) in section.tokens.iter().enumerate() {
        match token {
            Token::Literal(literal) => shown.push_str(literal),
            Token::General => shown.push_str(&general(number)),
            Token::Point => shown.push('.'),
            Token::Digit(sign) if point.is_none_or(|point| at < point) => {
                let right = whole_places - 1 - place;
                let from = if place == 0 {
                    whole.len().max(right + 1)
                } else {
                    right + 1
                };
                for right in (right..from).rev() {
                    digit(section, &whole, right, *sign, &mut shown);
                }
                place += 1;
            }
            Token::Digit(sign) => match fraction.next() {
                Some((at, digit)) if *sign == '0' || at < kept => shown.push(digit),
                _ => {}
            },
            _ => {}
        }
    }
    shown
}

/// How many places for digits stand before the point, and how many behind it.
fn places(section: &Section, point: Option<usize>) -> (usize, usize) {
    let digits = |tokens: &[Token]| {
        let digits = tokens
            .iter()
            .filter(|token| matches!(token, Token::Digit(_)));
        digits.count()
    };
    match point {
        Some(point) => (
            digits(&section.tokens[..point]),
            digits(&section.tokens[point..]),
        ),
        None => (digits(&section.tokens), 0),
    }
}

/// The digit of `whole` that is the `right`th from its end, in a place of `sign`.
fn digit(section: &Section, whole: &[char], right: usize, sign: char, shown: &mut String) {
    let digit = whole.len().checked_sub(right + 1).map(|at| whole[at]);
    match digit.or((sign == '0').then_some('0')) {
        Some(digit) => shown.push(digit),
        None => return,
    }
    if section.groups && right > 0 && right.is_multiple_of(3) {
        shown.push(',');
    }
}
