//! The charts of 概览. Their numbers stand beside the printed page as plain values, so that a
//! viewer that calculates nothing (a phone's preview) draws them as well. Of many units those
//! that need attention are drawn.

use super::dues;
use crate::outcome::TargetStatus;
use crate::render::workbook::print::column_number;
use crate::render::workbook::print::row_number;
use crate::render::workbook::style::{
    CHART_FIRST, CHART_MET, CHART_MISSED, CHART_NO_DATA, CHART_SECOND, FONT, yuan,
};
use crate::render::workbook::writer::SheetWriter;
use crate::render::workbook::{Scope, silent, words};
use crate::sums::sum;
use crate::words::Words;
use rust_xlsxwriter::{
    Chart, ChartAxis, ChartDataLabel, ChartFont, ChartFormat, ChartLegendPosition, ChartLine,
    ChartSolidFill, ChartType, XlsxError,
};

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
        let forward = of.iter();
        if self.lies() {
            forward.rev().collect()
        } else {
            forward.collect()
        }
    }
}

/// The axis of the names: of lying bars the one that stands.
fn category_axis(chart: &mut Chart, lying: bool) -> &mut ChartAxis {
    if lying {
        chart.y_axis()
    } else {
        chart.x_axis()
    }
}

/// The axis of the numbers.
fn number_axis(chart: &mut Chart, lying: bool) -> &mut ChartAxis {
    if lying {
        chart.x_axis()
    } else {
        chart.y_axis()
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
        let fill = ChartFormat::new()
            .set_solid_fill(ChartSolidFill::new().set_color(*colour))
            .clone();
        let series = chart.add_series();
        series
            .set_categories((name.as_str(), first, ASIDE, last, ASIDE))
            .set_values((name.as_str(), first, column, last, column))
            .set_name((name.as_str(), head, column))
            .set_format(&mut fill.clone())
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
    category_axis(chart, lying)
        .set_font(&names)
        .set_major_gridlines(false)
        .set_label_interval(1);
    let axis = number_axis(chart, lying);
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

/// The chart's title: all units, or the so many that need attention.
fn title(scope: &Scope<'_>, all: Words, some: Words, units: usize, shown: usize) -> String {
    if units > shown {
        some.fill(scope.lang, &[("count", &shown.to_string())])
    } else {
        all.get(scope.lang).to_string()
    }
}

/// The membership rate of each unit, the lowest first where not all can be drawn.
fn membership(scope: &Scope<'_>) -> Option<Drawing> {
    let mut rates: Vec<(&str, f64)> = scope
        .units()
        .filter(|(_, unit, _)| !silent(unit))
        .filter_map(|(_, unit, figures)| {
            let all = || figures.staff.iter().chain([&figures.staff_uncategorised]);
            let staff = sum(all().map(|staff| staff.staff()));
            let members = sum(all().map(|staff| staff.members));
            (staff > 0).then(|| (unit.name.as_str(), members as f64 / staff as f64))
        })
        .collect();
    let units = rates.len();
    if units == 0 {
        return None;
    }
    if units > MOST {
        rates.sort_by(|a, b| a.1.total_cmp(&b.1));
        rates.truncate(MOST);
    }
    let (kind, height) = shape(rates.len(), false);
    let (all, some) = (words::CHART_MEMBERSHIP, words::CHART_MEMBERSHIP_LOWEST);
    Some(Drawing {
        title: title(scope, all, some, units, rates.len()),
        kind,
        names: rates.iter().map(|(name, _)| (*name).to_string()).collect(),
        series: vec![(
            words::MEMBERSHIP_RATE.get(scope.lang).to_string(),
            CHART_FIRST,
            rates.iter().map(|(_, rate)| *rate).collect(),
        )],
        percent: true,
        width: PAGE / 2,
        height,
    })
}

/// How many results of each unit are met, missed and without data, by the unit's position.
fn verdicts(scope: &Scope<'_>) -> Vec<[i64; 3]> {
    let mut verdicts = vec![[0; 3]; scope.outcome.units.len()];
    for result in &scope.outcome.targets {
        if let Some(of_unit) = result.unit.and_then(|unit| verdicts.get_mut(unit as usize)) {
            match result.status {
                TargetStatus::Met => of_unit[0] += 1,
                TargetStatus::Missed => of_unit[1] += 1,
                TargetStatus::NoData => of_unit[2] += 1,
            }
        }
    }
    verdicts
}

/// Met, missed and no data of each unit; those that miss most where not all can be drawn.
fn targets(scope: &Scope<'_>) -> Option<Drawing> {
    let verdicts = verdicts(scope);
    let mut units: Vec<(&str, [i64; 3])> = scope
        .units()
        .map(|(index, unit, _)| (unit.name.as_str(), verdicts[index as usize]))
        .filter(|(_, counts)| counts.iter().sum::<i64>() > 0)
        .collect();
    let all = units.len();
    if all == 0 {
        return None;
    }
    if all > MOST {
        units.sort_by_key(|(_, [_, missed, no_data])| std::cmp::Reverse((*missed, *no_data)));
        units.truncate(MOST);
    }
    let (kind, height) = shape(units.len(), true);
    let series = |index: usize, word: Words, colour: u32| {
        let values = units
            .iter()
            .map(|(_, counts)| counts[index] as f64)
            .collect();
        (word.get(scope.lang).to_string(), colour, values)
    };
    Some(Drawing {
        title: title(
            scope,
            words::CHART_TARGETS,
            words::CHART_TARGETS_WORST,
            all,
            units.len(),
        ),
        kind,
        names: units.iter().map(|(name, _)| (*name).to_string()).collect(),
        series: vec![
            series(0, words::MET, CHART_MET),
            series(1, words::MISSED, CHART_MISSED),
            series(2, words::NO_DATA, CHART_NO_DATA),
        ],
        percent: false,
        width: PAGE / 2,
        height,
    })
}

/// Dues by month: due and credited.
fn dues(scope: &Scope<'_>) -> Option<Drawing> {
    let months = dues::by_month(scope);
    if months.is_empty() {
        return None;
    }
    let word = |message: Words| message.get(scope.lang).to_string();
    let values =
        |of: fn(&crate::outcome::DuesMonth) -> i64| months.iter().map(|m| yuan(of(m))).collect();
    Some(Drawing {
        title: word(words::CHART_DUES),
        kind: ChartType::Column,
        names: months
            .iter()
            .map(|month| crate::finding::show_month(month.month))
            .collect(),
        series: vec![
            (word(words::DUE), CHART_SECOND, values(|month| month.due)),
            (
                word(words::CREDITED),
                CHART_FIRST,
                values(|month| month.credited),
            ),
        ],
        percent: false,
        width: PAGE,
        height: if scope.units().count() <= FEW {
            230
        } else {
            160
        },
    })
}
