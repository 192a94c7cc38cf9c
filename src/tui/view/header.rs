//! The first line: where we are, the counts of the base, the day J.

use chrono::NaiveDate;
use ratatui::layout::Rect;

use crate::domain::date::{SchoolYear, day_fr, long_day_fr};
use crate::domain::query::page::Summary;
use crate::domain::rule::Standing;
use crate::tui::model::{Model, Options};
use crate::tui::text::fit;
use crate::tui::theme::{Role, standing_sign};

use super::painter::{Painter, columns};

/// The columns between the place, the counts and the day.
const GAP: u16 = 2;

/// What is counted, from the left.
pub const COUNTED: [Standing; 4] = [
    Standing::Blocked,
    Standing::ToRegularise,
    Standing::Ready,
    Standing::Registered,
];

/// How the counts are said: all of them always.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Said {
    Words,
    Signs,
}

/// Draws the header; what does not fit is said in fewer words.
pub fn draw(painter: &mut Painter, area: Rect, model: &Model) {
    let options = &model.options;
    let inner = area.width.saturating_sub(2);
    let Parts {
        place,
        counts,
        company,
        day,
    } = fitting(model, inner);
    painter.put_right(area.x + 1, area.y, inner, day_role(options), &day);
    let room = inner.saturating_sub(columns(&day) + GAP);
    let others = columns(&company) + if company.is_empty() { 0 } else { GAP };
    let left = room.saturating_sub(others);
    painter.put(
        area.x + 1 + left + GAP.min(others),
        area.y,
        others,
        Role::Text,
        &company,
    );
    let place = cut(options, place, left.saturating_sub(length(&counts) + GAP));
    let taken = painter.put(area.x + 1, area.y, left, Role::Title, &place) + GAP;
    let left = left.saturating_sub(taken);
    let middle = left.saturating_sub(length(&counts)) / 2;
    painter.pieces(area.x + 1 + taken + middle, area.y, left - middle, &counts);
}

/// What the header says.
struct Parts {
    place: String,
    counts: Vec<(Role, String)>,
    company: String,
    day: String,
}

/// The place, the counts, the colleagues and the day in as many words as fit: the counts keep theirs longest, then the
/// day, then the colleagues.
fn fitting(model: &Model, room: u16) -> Parts {
    let options = &model.options;
    let (days, places) = (
        [long_day_fr, day_fr].map(|written| day(options, written)),
        places(options),
    );
    let company = colleagues(&model.company.names());
    for said in [Said::Words, Said::Signs] {
        let counts = counted(model.summary, said);
        let forms = days
            .iter()
            .flat_map(|day| company.iter().map(move |who| (day, who)));
        let mut forms = forms.flat_map(|form| places.iter().map(move |place| (form, place)));
        let fits = |((day, who), place): &((&String, &String), &String)| {
            let gaps = GAP * (2 + u16::from(!who.is_empty()));
            columns(day) + columns(place) + columns(who) + length(&counts) + gaps <= room
        };
        if let Some(((day, company), place)) = forms.find(fits) {
            let [day, place, company] = [day, place, company].map(String::clone);
            return Parts {
                place,
                counts,
                company,
                day,
            };
        }
    }
    let [_, day] = days;
    Parts {
        place: places.into_iter().next().unwrap_or_default(),
        counts: counted(model.summary, Said::Signs),
        company: company.into_iter().next_back().unwrap_or_default(),
        day,
    }
}

/// Who else is there, in so many columns; none where nobody is.
pub fn company(model: &Model, room: usize) -> Option<String> {
    let said = colleagues(&model.company.names());
    let fits = |text: &&String| usize::from(columns(text)) <= room / 2;
    let found = said.iter().find(fits).or(said.last());
    found.filter(|text| !text.is_empty()).cloned()
}

/// Who else is there, in ever fewer words; one empty text where nobody is.
fn colleagues(names: &[&str]) -> Vec<String> {
    match names {
        [] => vec![String::new()],
        [one] => vec![format!("avec {one}"), "+1".to_owned()],
        several => vec![
            format!("avec {}", several.join(", ")),
            format!("avec {} collègues", several.len()),
            format!("+{}", several.len()),
        ],
    }
}

/// The counts, with their words or with their signs alone; none before they are known.
fn counted(summary: Option<Summary>, said: Said) -> Vec<(Role, String)> {
    summary.map_or_else(Vec::new, |summary| counts(&summary, said))
}

/// The place in ever fewer words.
fn places(options: &Options) -> Vec<String> {
    let year = SchoolYear::containing(options.today).to_string();
    let name = options.dsden.as_deref();
    let joined = |parts: &[Option<&str>]| parts.iter().flatten().copied().collect::<Vec<_>>().join(" · ");
    let (program, invented) = (Some("Préau"), invented(options));
    let mut places = vec![joined(&[program, name, invented, Some(&year)])];
    if name.is_some() {
        places.push(joined(&[name, invented, Some(&year)]));
        places.push(joined(&[name, invented]));
    }
    places.push(invented.map_or(year, ToOwned::to_owned));
    places
}

/// The place in its room: the name of the DSDEN is cut, never the school year, nor what is said of the data of a base for
/// trials.
fn cut(options: &Options, whole: String, room: u16) -> String {
    if columns(&whole) <= room {
        return whole;
    }
    let year = SchoolYear::containing(options.today).to_string();
    let kept = invented(options).map_or(year, ToOwned::to_owned);
    let name = options.dsden.as_deref().unwrap_or("Préau");
    match usize::from(room.saturating_sub(columns(&kept) + 3)) {
        0 | 1 => kept,
        left => format!("{} · {kept}", fit(name, left)),
    }
}

/// The day J as it is written, and what is said of it.
fn day(options: &Options, written: fn(NaiveDate) -> String) -> String {
    let day = written(options.today);
    let day = if options.looking {
        format!("consultation au {day}")
    } else {
        day
    };
    if options.trial {
        format!("{day} · {TRIAL}")
    } else {
        day
    }
}

/// The mark of a base for trials.
pub const TRIAL: &str = "essai";

/// What is said on every screen of a base that is marked *essai*: it was made of the demo, whose facts are invented.
pub fn invented(options: &Options) -> Option<&'static str> {
    options.trial.then_some("données inventées")
}

/// Both, where they stand together.
pub fn marks(options: &Options) -> Option<String> {
    invented(options).map(|invented| format!("{TRIAL}, {invented}"))
}

fn day_role(options: &Options) -> Role {
    if options.looking || options.trial {
        Role::Warning
    } else {
        Role::Text
    }
}

/// The counts, with their words or with their signs alone.
fn counts(summary: &Summary, said: Said) -> Vec<(Role, String)> {
    let words = said == Said::Words;
    let mut pieces = Vec::new();
    for standing in COUNTED {
        if !pieces.is_empty() {
            pieces.push((Role::Text, if words { "   " } else { "  " }.to_owned()));
        }
        let (sign, role) = standing_sign(standing);
        let count = summary.of(standing);
        let text = if words {
            format!("{sign} {}", standing.counted(count))
        } else {
            format!("{sign} {count}")
        };
        pieces.push((role, text));
    }
    pieces
}

fn length(pieces: &[(Role, String)]) -> u16 {
    pieces.iter().map(|(_, text)| columns(text)).sum()
}
