//! The dossiers of a solution and of its fiche de traitement.

use chrono::NaiveDate;

use super::lines::Lines;
use super::served;
use crate::domain::convention::Party;
use crate::domain::date::day_fr;
use crate::domain::provider::{OpinionState, Sheet, Solution};
use crate::domain::query::source::Source;
use crate::domain::record::RecordId;
use crate::service::Section;

/// Every section of a solution.
pub(super) fn solution(source: Source<'_>, solution: &Solution) -> Vec<Section> {
    let mut what = Lines::default();
    what.text("code", solution.code.to_string());
    what.text("catégorie", solution.category.label());
    what.provider(source, "prestataire", solution.provider);
    what.text(
        "écoles",
        source
            .registry
            .deployments_with(&solution.code)
            .filter(|used| source.registry.is_present(used))
            .count()
            .to_string(),
    );
    let mut sheets = Lines::default();
    for sheet in source.registry.sheets_of(&solution.code) {
        let label = format!("version {}", sheet.version);
        sheets.link(
            &label,
            format!("du {}", day_fr(sheet.date)),
            RecordId::Sheet(sheet.id()),
        );
    }
    let mut conventions = Lines::default();
    let with = source
        .registry
        .conventions_with(Party::Provider(solution.provider));
    with.filter(|convention| convention.covers_solution(&solution.code))
        .for_each(|convention| served::add(&mut conventions, source, convention));
    [
        what.section("Solution"),
        opinions(solution, source.day_index.day()).section("Avis"),
        sheets.section("Fiches de traitement"),
        conventions.section("Conventions"),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// What authorities said of a solution, as it stands on a day.
fn opinions(solution: &Solution, day: NaiveDate) -> Lines {
    let mut lines = Lines::default();
    for one in solution.opinions_by_weight() {
        lines.text(&one.opinion.authority, opinion(&one, day));
    }
    lines
}

fn opinion(one: &OpinionState<'_>, day: NaiveDate) -> String {
    let opinion = one.opinion;
    let given = format!("{} le {}", opinion.stance.label(), day_fr(opinion.date));
    let review = opinion.next_review.map(day_fr);
    let then = match (one.replaced, review) {
        (Some(on), _) => Some(format!("remplacé le {}", day_fr(on))),
        (None, Some(on)) if one.is_overdue(day) => Some(format!("à revoir depuis le {on}")),
        (None, review) => review.map(|on| format!("à revoir le {on}")),
    };
    let text = Some(opinion.text.clone()).filter(|text| !text.is_empty());
    let parts: Vec<String> = [Some(given), then, text].into_iter().flatten().collect();
    parts.join(" · ")
}

/// Every section of a fiche de traitement.
pub(super) fn sheet(source: Source<'_>, sheet: &Sheet) -> Vec<Section> {
    let mut what = Lines::default();
    let solution = source.registry.solutions().get(&sheet.solution);
    let name = solution.map_or(sheet.solution.as_str(), |solution| &solution.name);
    what.link("solution", name, RecordId::Solution(sheet.solution.clone()));
    what.text("version", sheet.version.to_string());
    what.day("date", Some(sheet.date));
    what.list("finalités", &sheet.purposes);
    what.text("base légale", &sheet.legal_basis);
    what.list("personnes", &sheet.persons);
    what.list("destinataires", &sheet.recipients);
    what.list("sécurité", &sheet.security);
    what.text("AIPD", aipd(sheet));
    [
        what.section("Fiche de traitement"),
        data(sheet).section("Données et conservation"),
        processors(sheet).section("Sous-traitants"),
        transfers(sheet).section("Transferts hors de l’Union européenne"),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn aipd(sheet: &Sheet) -> String {
    match (sheet.aipd.due, sheet.aipd.done) {
        (_, Some(day)) => format!("faite le {}", day_fr(day)),
        (true, None) => "requise, non faite".to_owned(),
        (false, None) => "non requise".to_owned(),
    }
}

fn data(sheet: &Sheet) -> Lines {
    let mut lines = Lines::default();
    for data in &sheet.data {
        let kept = if data.retention.is_empty() {
            "durée non précisée"
        } else {
            &data.retention
        };
        let family = data
            .family
            .map(|family| format!(" · famille\u{a0}: {}", family.label()));
        lines.text(&data.category, format!("{kept}{}", family.unwrap_or_default()));
    }
    lines
}

fn processors(sheet: &Sheet) -> Lines {
    let mut lines = Lines::default();
    for processor in &sheet.sub_processors {
        let updated = processor
            .updated
            .map(|day| format!("mis à jour le {}", day_fr(day)));
        let known = [Some(processor.country.clone()), updated];
        let known: Vec<String> = known
            .into_iter()
            .flatten()
            .filter(|part| !part.is_empty())
            .collect();
        lines.text(
            &processor.name,
            if known.is_empty() {
                "–".to_owned()
            } else {
                known.join(" · ")
            },
        );
    }
    lines
}

fn transfers(sheet: &Sheet) -> Lines {
    let mut lines = Lines::default();
    for transfer in &sheet.transfers {
        let safeguard = if transfer.safeguard.is_empty() {
            "sans garantie"
        } else {
            &transfer.safeguard
        };
        let parts = [transfer.organisation.as_str(), safeguard, &transfer.link];
        let said: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        lines.text(&transfer.country, said.join(" · "));
    }
    lines
}
