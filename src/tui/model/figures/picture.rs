//! The pictures of the dashboard, and the marks of each: a count, and what lists what is behind it.

use chrono::{Datelike, NaiveDate};

use crate::domain::date::day_fr;
use crate::domain::query::figures::{Bar, Figures, Reason, Span, Split};
use crate::domain::rule::Standing;
use crate::tui::wording::{lines, schools};

/// Which question the dashboard answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Picture {
    /// How far the schools are.
    Stages,
    /// Registered against blocked, by circonscription.
    Circonscriptions,
    /// The same by collectivité.
    Collectivites,
    /// The registrations over the school year, and the pace needed.
    Pace,
    /// What keeps most schools out.
    Reasons,
    /// What ends in the next twelve months.
    Ends,
    /// The conseils d'école of the coming weeks.
    Councils,
}

/// A count that the cursor can be on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PictureCount {
    /// What is counted, in French: `convention 26 envoyée`.
    pub label: String,
    pub count: usize,
    /// How many of what.
    pub unit: Unit,
    /// What lists them in the search bar.
    pub filter: String,
}

/// What a mark counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    Schools,
    /// Lines of the list of schools: one for each deployment.
    Lines,
}

impl Picture {
    /// Every picture, in the order of the tabs.
    pub const ALL: [Self; 7] = [
        Self::Stages,
        Self::Circonscriptions,
        Self::Collectivites,
        Self::Pace,
        Self::Reasons,
        Self::Ends,
        Self::Councils,
    ];

    /// The name on its tab.
    pub fn title(self) -> &'static str {
        match self {
            Self::Stages => "Étapes",
            Self::Circonscriptions => "Circonscr.",
            Self::Collectivites => "Collectivités",
            Self::Pace => "Rythme",
            Self::Reasons => "Blocages",
            Self::Ends => "Échéances",
            Self::Councils => "Conseils",
        }
    }

    /// Its title where a whole line is there for it.
    pub fn full_title(self) -> &'static str {
        match self {
            Self::Circonscriptions => "Circonscriptions",
            other => other.title(),
        }
    }

    /// The next picture, round and round.
    pub fn next(self) -> Self {
        self.turned(1)
    }

    /// The picture before, round and round.
    pub fn before(self) -> Self {
        self.turned(Self::ALL.len() - 1)
    }

    fn turned(self, by: usize) -> Self {
        Self::ALL[(self as usize + by) % Self::ALL.len()]
    }

    /// The marks, row by row; no row is empty.
    pub fn rows(self, figures: &Figures) -> Vec<Vec<PictureCount>> {
        let rows = match self {
            Self::Stages => figures
                .funnel
                .iter()
                .map(|step| {
                    std::iter::once(&step.at)
                        .chain(&step.reached)
                        .map(PictureCount::of)
                        .collect()
                })
                .collect(),
            Self::Circonscriptions => figures.circonscriptions.iter().map(split).collect(),
            Self::Collectivites => figures.collectivites.iter().map(split).collect(),
            Self::Pace => vec![
                figures.curve.weeks.iter().map(entered).collect(),
                vec![
                    PictureCount::of(&figures.curve.before),
                    PictureCount::of(&figures.curve.left),
                ],
            ],
            Self::Reasons => figures.reasons.iter().map(reason).collect(),
            Self::Ends => months(&figures.ends),
            Self::Councils => figures.councils.iter().map(|span| vec![council(span)]).collect(),
        };
        rows.into_iter()
            .filter(|row: &Vec<PictureCount>| !row.is_empty())
            .collect()
    }

    /// What stands over the counts of each row, from the left; nothing where there is one.
    pub fn headings(self) -> &'static [&'static str] {
        match self {
            Self::Stages => &["ici", "atteint"],
            Self::Circonscriptions | Self::Collectivites => &["inscr.", "prêtes", "bloq.", "à rég."],
            Self::Reasons => &["écoles", "libér."],
            Self::Pace | Self::Ends | Self::Councils => &[],
        }
    }

    /// Where the cursor is at first: on the present week of the pace, else on the first mark.
    pub fn first(self, rows: &[Vec<PictureCount>]) -> (usize, usize) {
        match (self, rows.first()) {
            (Self::Pace, Some(weeks)) => (0, weeks.len().saturating_sub(1)),
            _ => (0, 0),
        }
    }
}

impl PictureCount {
    fn new(unit: Unit, label: impl Into<String>, count: usize, filter: &str) -> Self {
        Self {
            unit,
            label: label.into(),
            count,
            filter: filter.to_owned(),
        }
    }

    /// What it counts, and how many.
    pub fn text(&self) -> String {
        format!("{}\u{a0}: {}", self.label, self.count)
    }

    /// How many of what: `12 écoles`.
    pub fn counted(&self) -> String {
        match self.unit {
            Unit::Schools => schools(self.count),
            Unit::Lines => lines(self.count),
        }
    }

    fn of(bar: &Bar) -> Self {
        Self::new(Unit::Lines, &bar.label, bar.count, &bar.filter)
    }
}

/// What is told apart under a name; the other schools are no matter of the register.
pub const PARTS: [Standing; 4] = [
    Standing::Registered,
    Standing::Ready,
    Standing::Blocked,
    Standing::ToRegularise,
];

fn split(split: &Split) -> Vec<PictureCount> {
    let mark = |standing: Standing| {
        let label = format!("{}, {}", split.label, standing.plural());
        let count = split.counts.of(standing);
        PictureCount::new(Unit::Schools, label, count, &split.filter_of(standing))
    };
    PARTS.map(mark).into()
}

fn reason(reason: &Reason) -> Vec<PictureCount> {
    let code = reason.rule.as_str();
    vec![
        PictureCount::new(
            Unit::Schools,
            format!("{code}, {}", reason.title),
            reason.schools,
            &reason.filter,
        ),
        PictureCount::new(
            Unit::Schools,
            format!("{code} levée, libérées"),
            reason.alone,
            &reason.alone_filter,
        ),
    ]
}

fn entered(span: &Span) -> PictureCount {
    PictureCount::new(
        Unit::Lines,
        format!("{}, inscrites", week(span)),
        span.count,
        &span.filter,
    )
}

fn council(span: &Span) -> PictureCount {
    PictureCount::new(
        Unit::Schools,
        format!("conseils {}", week(span)),
        span.count,
        &span.filter,
    )
}

/// `du 23/11/2026 au 29/11/2026`.
fn week(span: &Span) -> String {
    let last = span.to.pred_opt().unwrap_or(span.to);
    if last == span.from {
        return format!("du {}", day_fr(span.from));
    }
    format!("du {} au {}", day_fr(span.from), day_fr(last))
}

/// The weeks by the month in which they start.
fn months(spans: &[Span]) -> Vec<Vec<PictureCount>> {
    let month = |day: NaiveDate| (day.year(), day.month());
    let by_month = spans.chunk_by(|one, other| month(one.from) == month(other.from));
    let ends = |span: &Span| {
        let label = format!("échéances {}", week(span));
        PictureCount::new(Unit::Lines, label, span.count, &span.filter)
    };
    by_month.map(|spans| spans.iter().map(ends).collect()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tabs_go_round_both_ways() {
        for picture in Picture::ALL {
            assert_eq!(picture.next().before(), picture);
        }
        assert_eq!(Picture::Councils.next(), Picture::Stages);
    }

    #[test]
    fn weeks_are_under_the_month_in_which_they_start() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let span = |from: &str, to: &str| Span {
            from: day(from),
            to: day(to),
            count: 1,
            filter: String::new(),
        };
        let rows = months(&[
            span("2026-11-23", "2026-11-30"),
            span("2026-11-30", "2026-12-07"),
            span("2026-12-07", "2026-12-14"),
        ]);
        let lengths: Vec<usize> = rows.iter().map(Vec::len).collect();
        assert_eq!(lengths, [2, 1]);
        assert_eq!(rows[0][1].label, "échéances du 30/11/2026 au 06/12/2026");
    }
}
