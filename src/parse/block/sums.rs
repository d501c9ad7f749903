//! Rows that add up the rows of a block: totals, sums of a group, and what is brought over from the page before.

use super::BlockParser;
use crate::parse::ColumnParser;
use crate::parse::totals::figures;
use crate::read::Value;
use crate::rows::{ColumnData, TotalRow};
use crate::schema::{Column, ColumnType, normalise_label};

impl BlockParser {
    /// Takes the sheet's row `number` (1-based) of totals, called `label` (合计), to be held against
    /// the rows; `value` gives the cell of a sheet column (0-based).
    pub fn total<'v, 'a: 'v>(
        &mut self,
        number: u32,
        label: &str,
        value: impl Fn(u32) -> Option<&'v Value<'a>>,
    ) {
        let cells = self.figures(&value);
        let position = self.len();
        self.balance(number, label, false, &value);
        self.sums.total(&self.rows);
        self.rows.totals.rows.push(TotalRow {
            number,
            position,
            label: normalise_label(label),
            cells,
        });
    }

    /// The amounts that a row says, by column of the declaration in fen, and whether they are what the rows
    /// above it come to; `value` gives the cell of a sheet column (0-based).
    pub fn adds_up<'v, 'a: 'v>(
        &mut self,
        value: impl Fn(u32) -> Option<&'v Value<'a>>,
    ) -> Option<bool> {
        let table = self.rows.block.table;
        let figures = self.figures(value).into_iter();
        let money =
            |(index, _, _): &(usize, i64, String)| table.columns[*index].kind == ColumnType::Money;
        let money: Vec<(usize, i64)> = figures.filter(money).map(|(i, fen, _)| (i, fen)).collect();
        let says = money.iter().any(|(_, fen)| *fen != 0);
        says.then(|| self.sums.are(&self.rows, &money))
    }

    /// The same of the rows right above alone that are of the day, the month and the kind that the row says.
    pub fn adds_up_alike<'v, 'a: 'v>(
        &self,
        value: impl Fn(u32) -> Option<&'v Value<'a>>,
    ) -> Option<bool> {
        let columns = &self.rows.block.table.columns;
        let of_kind = |index: &usize, kinds: &[ColumnType]| kinds.contains(&columns[*index].kind);
        let figures = self.figures(&value).into_iter();
        let money = figures.filter(|(index, ..)| of_kind(index, &[ColumnType::Money]));
        let money: Vec<(usize, i64)> = money.map(|(index, fen, _)| (index, fen)).collect();
        if money.iter().all(|(_, fen)| *fen == 0) {
            return None;
        }
        let kinds = [ColumnType::Date, ColumnType::Month, ColumnType::Category];
        let mut said = Vec::new();
        for (index, place) in self.places.iter().enumerate() {
            let value = place.filter(|_| of_kind(&index, &kinds)).and_then(&value);
            let Some(value) = value else { continue };
            let column: &'static Column = &self.rows.block.table.columns[index];
            let mut read = ColumnData::for_column(column);
            let date1904 = self.rows.block.date1904;
            let mut parser = ColumnParser::new(column, 1, None).with_date1904(date1904);
            parser.parse(Some(value), &mut read);
            said.push((index, read));
        }
        let alike = |row: &usize| {
            let same = |(index, read): &(usize, ColumnData)| {
                read.get(0).is_some() && self.rows.columns[*index].get(*row) == read.get(0)
            };
            said.iter().all(same)
        };
        let rows: Vec<usize> = (0..self.len()).rev().take_while(alike).collect();
        let sum = |index: usize| {
            let figures = rows.iter().map(|row| self.rows.columns[index].get(*row));
            let figures = figures.filter_map(|value| value?.int());
            figures.fold(0, i64::saturating_add)
        };
        let enough = !said.is_empty() && rows.len() > 1;
        let summed = |index: &usize| self.rows.block.table.columns[*index].summed;
        let mut summed = money.iter().filter(|(index, _)| summed(index)).peekable();
        Some(enough && summed.peek().is_some() && summed.all(|(index, fen)| sum(*index) == *fen))
    }

    pub(super) fn figures<'v, 'a: 'v>(
        &self,
        value: impl Fn(u32) -> Option<&'v Value<'a>>,
    ) -> Vec<(usize, i64, String)> {
        let place = |index: usize| self.places.get(index).copied().flatten();
        figures(&self.rows.block, |index| place(index).and_then(&value))
    }

    /// Takes what a row of totals names beside its word for a total.
    pub fn sum_of(&mut self, text: &str) {
        let position = self.len();
        self.rows.sums_of.push((position, text.to_string()));
    }

    /// Takes the sheet's row `number` (1-based), called `label`, that brings sums over from the page before;
    /// `value` gives the cell of a sheet column (0-based). Totals below may hold them.
    pub fn brought_forward<'v, 'a: 'v>(
        &mut self,
        number: u32,
        label: &str,
        value: impl Fn(u32) -> Option<&'v Value<'a>>,
    ) {
        let row = self.len();
        self.balance(number, label, true, &value);
        let figures = self.figures(value).into_iter();
        let brought = figures.map(|(column, figure, _)| (column, row, figure));
        self.rows.totals.brought_forward.extend(brought);
    }
}
