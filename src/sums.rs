//! Vocabulary: sums of figures, which never wrap. A figure lies within the bounds of its column, or it
//! is none ([`Column::figures`](crate::schema::Column::figures)); so [`ROWS`] rows of it can be added
//! up, more than any run holds. What did not fit even so would be held as the greatest number there is,
//! and never as a small or a negative one.

/// How many rows any one sum is safe for, as the test below works out from the bounds: sixteen files
/// whose every cell is the largest amount there may be.
pub const ROWS: usize = 50_000_000;

/// Adds `figure` to `sum`.
pub fn add(sum: &mut i64, figure: i64) {
    *sum = sum.saturating_add(figure);
}

/// The sum of `figures`.
pub fn sum(figures: impl IntoIterator<Item = i64>) -> i64 {
    figures.into_iter().fold(0, i64::saturating_add)
}

/// A count of things as a figure.
pub fn figure(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::Limit;
    use crate::schema::schema;
    use proptest::prelude::*;

    #[test]
    fn rows_at_the_bound_of_their_column_add_up() {
        let rows = i128::try_from(ROWS).expect("small");
        assert!(rows > 16 * i128::from(Limit::Cells.default()));
        for column in schema().tables().iter().flat_map(|table| &table.columns) {
            let Some((least, greatest)) = column.figures.filter(|_| column.summed) else {
                continue;
            };
            for bound in [least, greatest] {
                let sum = i64::try_from(i128::from(bound) * rows);
                assert!(sum.is_ok(), "{}: {bound}", column.id);
            }
        }
    }

    proptest! {
        #[test]
        fn a_sum_is_right_or_the_greatest_of_its_sign(figures in prop::collection::vec(0..i64::MAX, 0..6)) {
            let exact: i128 = figures.iter().map(|figure| i128::from(*figure)).sum();
            let held = i64::try_from(exact).unwrap_or(i64::MAX);
            prop_assert_eq!(sum(figures.iter().copied()), held);
            let negative = sum(figures.iter().map(|figure| -figure));
            prop_assert_eq!(negative, i64::try_from(-exact).unwrap_or(i64::MIN));
            let mut added = 0;
            figures.iter().for_each(|figure| add(&mut added, *figure));
            prop_assert_eq!(added, held);
        }
    }
}
