//! The curves, as a page to look at: each measure over the number of schools, both on logarithmic scales.

use std::fmt::Write;

use crate::sizes::Size;
use crate::taken::MEASURES;

const WIDTH: f64 = 320.0;
const HEIGHT: f64 = 160.0;
/// The room around a curve, for its numbers.
const EDGE: f64 = 40.0;

/// A page with a curve for each measure but the first, which is the scale.
pub fn page(all: &[(Size, Vec<f64>)]) -> String {
    let mut page = String::from(
        "<!doctype html><meta charset=\"utf-8\"><title>Preau, growth</title>\
         <style>body{font:14px sans-serif;display:flex;flex-wrap:wrap;gap:1em}figure{margin:0}\
         polyline{fill:none;stroke:#224;stroke-width:2}text{font-size:11px}</style>\n",
    );
    for (place, measure) in MEASURES.iter().enumerate().skip(1) {
        let points: Vec<[f64; 2]> = all.iter().map(|(_, values)| [values[0], values[place]]).collect();
        let _ = writeln!(
            page,
            "<figure><figcaption>{} ({})</figcaption>{}</figure>",
            measure.name,
            measure.unit,
            curve(&points)
        );
    }
    page
}

fn curve(points: &[[f64; 2]]) -> String {
    let [across, up] = [0, 1].map(|axis| {
        let values = points.iter().map(|point| point[axis].max(1e-6).log10());
        let least = values.clone().fold(f64::MAX, f64::min);
        let most = values.fold(f64::MIN, f64::max);
        (least, (most - least).max(1e-6))
    });
    let placed = |[x, y]: [f64; 2]| {
        [
            EDGE + (x.log10() - across.0) / across.1 * WIDTH,
            EDGE + HEIGHT - (y.max(1e-6).log10() - up.0) / up.1 * HEIGHT,
        ]
    };
    let mut line = String::new();
    let mut marks = String::new();
    for point in points {
        let [x, y] = placed(*point);
        let _ = write!(line, "{x:.1},{y:.1} ");
        let _ = write!(
            marks,
            "<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"3\"/><text x=\"{x:.1}\" y=\"{:.1}\" text-anchor=\"middle\">{:.3}</text>\
             <text x=\"{x:.1}\" y=\"{:.1}\" text-anchor=\"middle\">{:.0}</text>",
            y - 8.0,
            point[1],
            HEIGHT + 2.0 * EDGE - 6.0,
            point[0]
        );
    }
    format!(
        "<svg width=\"{}\" height=\"{}\"><polyline points=\"{line}\"/>{marks}</svg>",
        WIDTH + 2.0 * EDGE,
        HEIGHT + 2.0 * EDGE
    )
}
