//! How often the school meant is first, or among the first five, against plain fuzzy matching of whole lines.

use std::fs::File;
use std::path::Path;

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;
use preau::domain::query::search::{Document, Index};

/// How many rows an operator sees without moving.
const AMONG: usize = 5;

struct School {
    uai: String,
    name: String,
    commune: String,
}

/// What somebody types who means one school.
struct Query {
    kind: String,
    text: String,
    meant: String,
}

fn rows(path: &str) -> impl Iterator<Item = csv::StringRecord> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(path);
    let file = File::open(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    csv::ReaderBuilder::new()
        .delimiter(b';')
        .from_reader(file)
        .into_records()
        .map(Result::unwrap)
}

fn schools() -> Vec<School> {
    rows("france/france-ecoles.csv")
        .map(|row| School {
            uai: row[0].to_owned(),
            name: row[1].to_owned(),
            commune: row[5].to_owned(),
        })
        .collect()
}

fn queries() -> Vec<Query> {
    rows("search/queries.csv")
        .map(|row| Query {
            kind: row[0].to_owned(),
            text: row[1].to_owned(),
            meant: row[2].to_owned(),
        })
        .collect()
}

/// How often the school meant came first and among the first five, out of how many.
#[derive(Clone, Copy, Debug, Default)]
struct Score {
    first: usize,
    among: usize,
    of: usize,
}

impl Score {
    fn count(&mut self, place: Option<usize>) {
        self.of += 1;
        self.first += usize::from(place == Some(0));
        self.among += usize::from(place.is_some());
    }
}

fn place_in_ours(index: &Index, schools: &[School], query: &Query) -> Option<usize> {
    let page = index.search(&query.text, |_| true).page(0, AMONG);
    page.iter()
        .position(|hit| schools[hit.number as usize].uai == query.meant)
}

/// The matcher reads the lines that `labels` gives it: what an application shows when it has no index.
fn place_in_plain(
    matcher: &SkimMatcherV2,
    labels: &[String],
    schools: &[School],
    query: &Query,
) -> Option<usize> {
    let mut scored: Vec<_> = labels
        .iter()
        .enumerate()
        .filter_map(|(at, label)| Some((-matcher.fuzzy_match(label, &query.text)?, label.len(), at)))
        .collect();
    scored.sort_unstable();
    scored
        .iter()
        .take(AMONG)
        .position(|(_, _, at)| schools[*at].uai == query.meant)
}

fn index(schools: &[School]) -> Index {
    let identifiers: Vec<[&str; 1]> = schools.iter().map(|school| [school.uai.as_str()]).collect();
    Index::build(
        schools
            .iter()
            .zip(&identifiers)
            .map(|(school, identifiers)| Document {
                identifiers,
                name: &school.name,
                place: &school.commune,
            }),
    )
}

/// Every query, and where the school meant came in each.
fn table(schools: &[School]) -> Vec<(Query, Option<usize>, Option<usize>)> {
    let (index, matcher) = (index(schools), SkimMatcherV2::default());
    let label = |school: &School| format!("{} {} {}", school.uai, school.name, school.commune);
    let labels: Vec<String> = schools.iter().map(label).collect();
    let place = |query: Query| {
        let ours = place_in_ours(&index, schools, &query);
        let plain = place_in_plain(&matcher, &labels, schools, &query);
        (query, ours, plain)
    };
    queries().into_iter().map(place).collect()
}

fn shown(place: Option<usize>) -> String {
    place.map_or_else(|| "-".to_owned(), |place| (place + 1).to_string())
}

#[test]
fn the_school_meant_comes_first_far_more_often_than_by_plain_matching() {
    let schools = schools();
    let (mut ours, mut plain) = (Score::default(), Score::default());
    println!("{:12} {:40} {:>6} {:>6}", "kind", "query", "ours", "plain");
    for (query, in_ours, in_plain) in table(&schools) {
        assert!(
            schools.iter().any(|school| school.uai == query.meant),
            "{} is in the list",
            query.meant
        );
        ours.count(in_ours);
        plain.count(in_plain);
        println!(
            "{:12} {:40} {:>6} {:>6}",
            query.kind,
            query.text,
            shown(in_ours),
            shown(in_plain)
        );
    }
    for (name, Score { first, among, of }) in [("ours", ours), ("plain", plain)] {
        println!("{name:5}: first {first} of {of}, among the first {AMONG} {among} of {of}");
    }
    assert_eq!(ours.of, 60, "queries");
    assert!(
        ours.first >= 59 && ours.among == 60,
        "reached when the table was written: {ours:?}"
    );
    assert!(
        ours.first >= plain.first + 20 && ours.among >= plain.among + 20,
        "well ahead: {plain:?}"
    );
}
