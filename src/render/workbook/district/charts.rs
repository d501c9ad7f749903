//! The charts of 概览. Their numbers stand beside the printed page as plain values, so that a
//! viewer that calculates nothing (a phone's preview) draws them as well. Of many units those
//! that need attention are drawn.

use super::dues;
use crate::finding::show_month;
use crate::outcome::{DuesMonth, StaffFigures, TargetStatus};
use crate::render::workbook::print::{column_number, row_number};
use crate::render::workbook::style::{
    CHART_FIRST, CHART_MET, CHART_MISSED, CHART_NO_DATA, CHART_SECOND, FONT, yuan,
};
use crate::render::workbook::writer::SheetWriter;
use crate::render::workbook::{Scope, words};
use crate::sums::sum;
use crate::words::Words;
use rust_xlsxwriter::{
    Chart, ChartDataLabel, ChartFont, ChartFormat, ChartLegendPosition, ChartLine, ChartSolidFill,
    ChartType, XlsxError,
};
use std::cmp::Ordering;

/// As many units as a chart can name.
const MOST: usize = 15;
/// Up to so many units stand in upright columns, more in lying bars.
const FEW: usize = 8;
/// The first column of the charts' numbers, beside the page.
const ASIDE: u16 = 9;
/// How wide the page's eight columns are, in pixels.
const PAGE: u32 = 822;
const ROW: u32 = 20;

/// One chart: names and one or more series of numbers.
struct Drawing {
    title: String,
    kind: ChartType,
    names: Vec<String>,
    series: Vec<(String, u32, Vec<f64>)>,
    percent: bool,
    width: u32,
    height: u32,
}

impl Drawing {
    /// Whether its bars lie.
    fn lies(&self) -> bool {
        matches!(self.kind, ChartType::Bar | ChartType::BarStacked)
    }

    /// What is drawn, in the order of the cells: lying bars are drawn from the bottom up.
    fn in_order<'a, T>(&self, of: &'a [T]) -> Vec<&'a T> {
        let mut order: Vec<&T> = of.iter().collect();
        if self.lies() {
            order.reverse();
        }
        order
    }
}

/// Puts the charts under what is written and leaves their room free.
pub(super) fn insert(w: &mut SheetWriter<'_>, scope: &Scope<'_>) -> Result<(), XlsxError> {
    let mut aside = 0;
    let text = w.say(words::CHART_DATA);
    let style = w.style;
    w.sheet
        .write_string_with_format(aside, ASIDE, text, &style.aside)?;
    aside += 1;
    let drawings = [membership(scope), targets(scope), dues(scope)];
    let mut left = 0;
    let mut row_height = 0;
    for drawing in drawings.into_iter().flatten() {
        if left > 0 && left + drawing.width > PAGE {
            next_row(w, &mut left, &mut row_height)?;
        }
        let chart = build(w, &drawing, &mut aside)?;
        w.sheet
            .insert_chart_with_offset(w.row, 0, &chart, left, 4)?;
        left += drawing.width;
        row_height = row_height.max(drawing.height);
    }
    next_row(w, &mut left, &mut row_height)
}

/// Leaves the room of a row of charts, in rows of a fixed height.
fn next_row(w: &mut SheetWriter<'_>, left: &mut u32, height: &mut u32) -> Result<(), XlsxError> {
    for _ in 0..height.div_ceil(ROW) {
        w.sheet.set_row_height_pixels(w.row, ROW)?;
        w.row += 1;
    }
    (*left, *height) = (0, 0);
    Ok(())
}

/// Writes the numbers beside the page and makes the chart of them.
fn build(w: &mut SheetWriter<'_>, drawing: &Drawing, aside: &mut u32) -> Result<Chart, XlsxError> {
    let style = w.style;
    let head = *aside;
    let (first, last) = (head + 1, head + row_number(drawing.names.len()));
    let name = w.name().to_string();
    for (row, text) in (first..).zip(drawing.in_order(&drawing.names)) {
        let text = w.clean(text);
        w.sheet
            .write_string_with_format(row, ASIDE, text, &style.aside)?;
    }
    let mut chart = Chart::new(drawing.kind);
    let stacked = drawing.series.len() > 1 && drawing.kind != ChartType::Column;
    for (index, (title, colour, values)) in drawing.series.iter().enumerate() {
        let column = ASIDE + 1 + column_number(index);
        w.sheet
            .write_string_with_format(head, column, title, &style.aside)?;
        for (row, value) in (first..).zip(drawing.in_order(values)) {
            w.sheet
                .write_number_with_format(row, column, *value, &style.aside)?;
        }
        let mut fill = ChartFormat::new();
        fill.set_solid_fill(ChartSolidFill::new().set_color(*colour));
        let series = chart.add_series();
        series
            .set_categories((name.as_str(), first, ASIDE, last, ASIDE))
            .set_values((name.as_str(), first, column, last, column))
            .set_name((name.as_str(), head, column))
            .set_format(&mut fill)
            .set_gap(60);
        if stacked {
            series.set_overlap(100);
        }
        if drawing.percent {
            let mut label = ChartDataLabel::new();
            label
                .show_value()
                .set_num_format("0.0%")
                .set_font(&font(8.0));
            series.set_data_label(&label);
        }
    }
    *aside = last + 2;
    dress(&mut chart, drawing);
    Ok(chart)
}

fn font(size: f64) -> ChartFont {
    let mut font = ChartFont::new();
    font.set_name(FONT).set_size(size);
    font
}

/// Title, axes, legend, size.
fn dress(chart: &mut Chart, drawing: &Drawing) {
    let mut title_font = font(11.0);
    title_font.set_bold();
    chart
        .title()
        .set_name(drawing.title.as_str())
        .set_font(&title_font);
    chart.set_width(drawing.width).set_height(drawing.height);
    let lines = ChartLine::new().set_color(0xE0_E0_E0).clone();
    let lying = drawing.lies();
    let (names, numbers) = (font(if lying { 7.0 } else { 8.0 }), font(8.0));
    // Of lying bars the axis of the names is the one that stands.
    let axis = if lying {
        chart.y_axis()
    } else {
        chart.x_axis()
    };
    axis.set_font(&names)
        .set_major_gridlines(false)
        .set_label_interval(1);
    let axis = if lying {
        chart.x_axis()
    } else {
        chart.y_axis()
    };
    axis.set_font(&numbers)
        .set_major_gridlines(true)
        .set_major_gridlines_line(&lines);
    if drawing.percent {
        let over = drawing
            .series
            .iter()
            .flat_map(|series| &series.2)
            .any(|value| *value > 1.0);
        axis.set_num_format("0%").set_min(0);
        if !over {
            // Room for the label of a full bar.
            axis.set_max(1.15).set_major_unit(0.25);
        }
    } else {
        axis.set_num_format("#,##0").set_min(0);
    }
    if drawing.series.len() > 1 {
        chart
            .legend()
            .set_position(ChartLegendPosition::Bottom)
            .set_font(&font(8.0));
    } else {
        chart.legend().set_hidden();
    }
}

/// Kind and height of a chart over `units` units.
fn shape(units: usize, stacked: bool) -> (ChartType, u32) {
    let kind = match (units <= FEW, stacked) {
        (true, false) => ChartType::Column,
        (true, true) => ChartType::ColumnStacked,
        (false, false) => ChartType::Bar,
        (false, true) => ChartType::BarStacked,
    };
    let height = if units <= FEW {
        250
    } else {
        85 + 19 * u32::try_from(units).unwrap_or_default()
    };
    (kind, height)
}

/// A chart over units, each with a number of each series. Where not all can be drawn, those are that come
/// first in `order`, under another title that says how many they are.
fn over_units<const N: usize>(
    scope: &Scope<'_>,
    (all, some): (Words, Words),
    mut units: Vec<(&str, [f64; N])>,
    order: fn(&[f64; N], &[f64; N]) -> Ordering,
    series: [(Words, u32); N],
) -> Option<Drawing> {
    if units.is_empty() {
        return None;
    }
    let mut title = all.get(scope.lang).to_string();
    if units.len() > MOST {
        units.sort_by(|a, b| order(&a.1, &b.1));
        units.truncate(MOST);
        title = some.fill(scope.lang, &[("count", &MOST.to_string())]);
    }
    let (kind, height) = shape(units.len(), N > 1);
    let series = (0..)
        .zip(series)
        .map(|(index, (word, colour)): (usize, _)| {
            let values = units.iter().map(|(_, numbers)| numbers[index]).collect();
            (word.get(scope.lang).to_string(), colour, values)
        });
    Some(Drawing {
        title,
        kind,
        names: units.iter().map(|(name, _)| (*name).to_string()).collect(),
        series: series.collect(),
        percent: false,
        width: PAGE / 2,
        height,
    })
}

/// The membership rate of each unit, the lowest first where not all can be drawn.
fn membership(scope: &Scope<'_>) -> Option<Drawing> {
    let rates = scope.returns().filter_map(|(unit, sent)| {
        let staff = sum(sent?.staff_by_category().map(StaffFigures::staff));
        let members = sum(sent?.staff_by_category().map(|staff| staff.members));
        (staff > 0).then(|| (unit.name.as_str(), [members as f64 / staff as f64]))
    });
    let drawing = over_units(
        scope,
        (words::CHART_MEMBERSHIP, words::CHART_MEMBERSHIP_LOWEST),
        rates.collect(),
        |a, b| a[0].total_cmp(&b[0]),
        [(words::MEMBERSHIP_RATE, CHART_FIRST)],
    )?;
    Some(Drawing {
        percent: true,
        ..drawing
    })
}

/// How many results of each unit are met, missed and without data, by the unit's position.
fn verdicts(scope: &Scope<'_>) -> Vec<[f64; 3]> {
    let mut verdicts = vec![[0.0; 3]; scope.outcome.units.len()];
    for result in &scope.outcome.targets {
        if let Some(of_unit) = result.unit.and_then(|unit| verdicts.get_mut(unit as usize)) {
            match result.status {
                TargetStatus::Met => of_unit[0] += 1.0,
                TargetStatus::Missed => of_unit[1] += 1.0,
                TargetStatus::NoData => of_unit[2] += 1.0,
            }
        }
    }
    verdicts
}

/// Met, missed and no data of each unit; those that miss most where not all can be drawn.
fn targets(scope: &Scope<'_>) -> Option<Drawing> {
    let units = scope.outcome.units.iter().zip(verdicts(scope));
    let judged = units.filter(|(_, counts)| counts.iter().any(|count| *count > 0.0));
    over_units(
        scope,
        (words::CHART_TARGETS, words::CHART_TARGETS_WORST),
        judged
            .map(|(unit, counts)| (unit.name.as_str(), counts))
            .collect(),
        |a, b| b[1].total_cmp(&a[1]).then(b[2].total_cmp(&a[2])),
        [
            (words::MET, CHART_MET),
            (words::MISSED, CHART_MISSED),
            (words::NO_DATA, CHART_NO_DATA),
        ],
    )
}

/// Dues by month: due and credited.
fn dues(scope: &Scope<'_>) -> Option<Drawing> {
    let months = dues::by_month(scope);
    if months.is_empty() {
        return None;
    }
    let word = |message: Words| message.get(scope.lang).to_string();
    let values = |of: fn(&DuesMonth) -> i64| months.iter().map(|m| yuan(of(m))).collect();
    let few = scope.units().count() <= FEW;
    Some(Drawing {
        title: word(words::CHART_DUES),
        kind: ChartType::Column,
        names: months.iter().map(|m| show_month(m.month)).collect(),
        series: vec![
            (word(words::DUE), CHART_SECOND, values(|m| m.due)),
            (word(words::CREDITED), CHART_FIRST, values(|m| m.credited)),
        ],
        percent: false,
        width: PAGE,
        height: if few { 230 } else { 160 },
    })
}
