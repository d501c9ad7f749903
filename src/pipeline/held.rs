//! A fault of the program's own in what is worked out of a batch, held to the unit whose rows caused it.

use crate::read::guarded;

/// What `work` makes of `tables`, which stand unit by unit, each with its unit's position. Where it
/// panics, of each unit by itself; of a unit over which it panics, its position. (What a panic says may
/// hold what stands in a cell, and is for stderr alone.)
pub(super) fn by_unit<R, T, F>(tables: &[(u32, R)], work: &F) -> Vec<Result<T, u32>>
where
    F: Fn(&[(u32, R)]) -> T,
{
    let units: Vec<_> = tables.chunk_by(|a, b| a.0 == b.0).collect();
    match (guarded(|| Ok(work(tables))), units.as_slice()) {
        (Ok(done), _) => vec![Ok(done)],
        (Err(_), [unit]) => vec![Err(unit[0].0)],
        (Err(_), units) => units.iter().flat_map(|unit| by_unit(unit, work)).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::by_unit;

    /// Rows of one school ended the run, and nothing was written for thirteen others.
    #[test]
    fn a_panic_over_one_unit_loses_no_other() {
        let tables = [(0, 3), (0, 4), (2, 0), (5, 1), (5, 7)];
        let sum = |tables: &[(u32, i32)]| {
            let rows = tables.iter().map(|(_, rows)| *rows);
            assert!(rows.clone().all(|rows| rows > 0), "a table of no rows");
            rows.sum::<i32>()
        };
        assert_eq!(by_unit(&tables, &sum), [Ok(7), Err(2), Ok(8)]);
        assert_eq!(by_unit(&tables[..2], &sum), [Ok(7)]);
        assert_eq!(by_unit(&tables[5..], &sum), [Ok(0)]);
    }
}
