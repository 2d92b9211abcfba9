//! Bar charts as SVG. Their colours are known to the page's style, which gives
//! others to dark screens; the figures stand in the table beside each.

use super::tables::spoken;
use crate::courier::error::{CannotRun, Result};
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};

/// Words and axes. The page's style has the same colour.
const INK: RGBColor = RGBColor(0x1c, 0x1c, 0x1c);
/// Lines behind the bars.
const FAINT: RGBColor = RGBColor(0xd5, 0xd5, 0xd5);
/// Bars.
const BAR: RGBColor = RGBColor(0x1f, 0x5f, 0x8b);

/// The picture's width, and the height of one bar with the room around it: so
/// that the words can be read on a phone, too.
const WIDTH: u32 = 560;
const PER_BAR: u32 = 38;

/// Between a bar and its figure.
const BESIDE: i32 = 6;

/// What is drawn.
pub(super) struct Chart {
    /// What it shows, in words.
    pub(super) label: String,
    /// What each bar is of, and its length.
    pub(super) bars: Vec<(String, u64)>,
    /// Whether the lengths are tenths of a percent.
    pub(super) percent: bool,
}

/// Draws bars from left to right, one under the other.
#[allow(clippy::cast_precision_loss, reason = "lengths of bars")]
pub(super) fn draw(chart: &Chart) -> Result<String> {
    let cannot = || CannotRun::plain("a chart of the report cannot be drawn");
    let count = i32::try_from(chart.bars.len()).map_err(|_| cannot())?;
    let scale = if chart.percent { 10.0 } else { 1.0 };
    let longest = chart.bars.iter().map(|(_, length)| *length).max().unwrap_or(0);
    let end = if chart.percent { 100.0 } else { (longest.max(1) as f64) * 1.12 };
    let height = PER_BAR * u32::try_from(count).unwrap_or(1) + 60;
    let mut svg = String::new();
    {
        let root = SVGBackend::with_string(&mut svg, (WIDTH, height)).into_drawing_area();
        let mut area = ChartBuilder::on(&root)
            .margin(10)
            .margin_right(72)
            .x_label_area_size(36)
            .y_label_area_size(216)
            // Both ends of a segmented range are segments.
            .build_cartesian_2d(0.0..end, (0..count - 1).into_segmented())
            .map_err(|_| cannot())?;
        let font = ("sans-serif", 17).into_font().color(&INK);
        area.configure_mesh()
            .disable_y_mesh()
            .light_line_style(TRANSPARENT)
            .bold_line_style(FAINT)
            .axis_style(INK)
            .x_labels(5)
            .y_labels(chart.bars.len())
            .x_label_formatter(&|at| format!("{at:.0}"))
            .y_label_formatter(&|at| name(chart, at))
            .label_style(font.clone())
            .draw()
            .map_err(|_| cannot())?;
        for (at, (_, length)) in (0..).zip(chart.bars.iter().rev()) {
            let end = *length as f64 / scale;
            let mut bar = Rectangle::new(
                [(0.0, SegmentValue::Exact(at)), (end, SegmentValue::Exact(at + 1))],
                BAR.filled(),
            );
            bar.set_margin(5, 5, 0, 0);
            let told = EmptyElement::at((end, SegmentValue::CenterOf(at)))
                + Text::new(
                    spoken(*length, chart.percent),
                    (BESIDE, 0),
                    font.clone().pos(Pos::new(HPos::Left, VPos::Center)),
                );
            area.draw_series([bar]).map_err(|_| cannot())?;
            area.draw_series([told]).map_err(|_| cannot())?;
        }
        root.present().map_err(|_| cannot())?;
    }
    let label = escaped(&chart.label);
    Ok(svg.replacen(
        "<svg ",
        &format!("<svg role=\"img\" aria-label=\"{label}. The table has the figures.\" "),
        1,
    ))
}

/// The first bar is the top one, and segments are counted from below.
fn name(chart: &Chart, at: &SegmentValue<i32>) -> String {
    let (SegmentValue::CenterOf(at) | SegmentValue::Exact(at)) = at else {
        return String::new();
    };
    let from_top = usize::try_from(*at).ok().and_then(|at| chart.bars.len().checked_sub(at + 1));
    let name = from_top.and_then(|at| chart.bars.get(at)).map_or("", |(name, _)| name);
    let mut short: String = name.chars().take(26).collect();
    if name.chars().count() > 26 {
        short.push('…');
    }
    short
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chart_is_named_and_has_its_figures() {
        let bars = vec![("2016/17".to_owned(), 950), ("<2017/18>".to_owned(), 901)];
        let chart = Chart { label: "Took \"part\"".to_owned(), bars, percent: true };
        let svg = draw(&chart).expect("a chart");
        assert!(
            svg.starts_with("<svg role=\"img\" aria-label=\"Took &quot;part&quot;. The"),
            "{svg}"
        );
        for part in ["2016/17", "95.0 %", "90.1 %", "#1F5F8B"] {
            assert!(svg.contains(part), "{part}: {svg}");
        }
        assert!(!svg.contains("<2017") && !svg.contains("style="), "{svg}");
    }

    /// The numbers of an attribute, in the order of the picture.
    fn all(svg: &str, element: &str, attribute: &str) -> Vec<i64> {
        let elements = svg.split('<').filter(|one| one.starts_with(element));
        let bars = elements.filter(|one| one.contains("#1F5F8B"));
        let number = |one: &str| {
            let (_, rest) = one.split_once(&format!(" {attribute}=\""))?;
            rest.split('"').next()?.parse().ok()
        };
        bars.filter_map(number).collect()
    }

    #[test]
    fn the_bars_fill_the_picture_from_top_to_bottom() {
        for count in 1..=12 {
            let bars = (0..count).map(|at| (format!("bar {at}"), at + 1)).collect();
            let chart = Chart { label: "Forms".to_owned(), bars, percent: false };
            let svg = draw(&chart).expect("a chart");
            let tops = all(&svg, "rect", "y");
            assert_eq!(tops.len() as u64, count, "{svg}");
            // The margin above, and half of the room between two bars.
            let first = tops.iter().min().copied();
            assert!(first.is_some_and(|top| top <= 16), "{count}: {tops:?}");
        }
    }
}
