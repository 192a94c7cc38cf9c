//! The dossier of a convention.

use chrono::NaiveDate;

use super::lines::{Lines, period_fr};
use super::reminders;
use super::served::{self, is_stopped, signed_by};
use crate::domain::authority::Phrase;
use crate::domain::convention::{
    Annexe, AnnexeLine, Article, Clause, ClauseState, Convention, Party, Renewal,
};
use crate::domain::date::day_fr;
use crate::domain::id::AmendmentNumber;
use crate::domain::query::source::Source;
use crate::domain::record::RecordId;
use crate::service::Section;

/// No more schools of a convention are named one by one.
const MOST_SCHOOLS: usize = 200;

/// Every section of a convention.
pub(super) fn sections(source: Source<'_>, convention: &Convention) -> Vec<Section> {
    [
        identity(source, convention),
        life(source, convention),
        term(source, convention),
        scope(source, convention),
        clauses(convention),
        amendments(source, convention),
        reminders::section(source, [convention]),
        schools(source, convention),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn identity(source: Source<'_>, convention: &Convention) -> Option<Section> {
    let mut lines = Lines::default();
    lines.text("numéro", convention.number.to_string());
    match convention.party {
        Party::Provider(siren) => lines.provider(source, "prestataire", siren),
        Party::Collectivite(siren) => lines.collectivite(source, "collectivité", siren),
    }
    lines.text("statut", convention.status_words(source.day_index.day()));
    lines.text(
        "délibération",
        convention.deliberation.as_deref().unwrap_or_default(),
    );
    lines.day("délibération promise pour le", convention.deliberation_promised);
    for dossier in &convention.dossiers {
        lines.text("dossier Démarches Simplifiées", dossier);
    }
    lines.day("modifiée après dépôt le", convention.modified_after);
    lines.text(
        "document",
        convention.document.as_ref().map_or("", |document| &document.path),
    );
    lines.section(match convention.article() {
        Article::Art28 => "Convention de sous-traitance · RGPD art. 28",
        Article::Art26 => "Convention de responsabilité conjointe · RGPD art. 26",
    })
}

fn life(source: Source<'_>, convention: &Convention) -> Option<Section> {
    let mut lines = Lines::default();
    lines.day("envoyée le", convention.sent);
    lines.day(Phrase::SignedOn.text(), convention.signed_dasen);
    lines.day(signed_by(convention.party), convention.signed_party);
    awaited(&mut lines, convention, source.day_index.day());
    lines.day("effet le", convention.effect_day());
    lines.day("grandes lignes publiées le", convention.published);
    lines.day("résiliée le", convention.terminated);
    lines.day("refusée le", convention.refused);
    lines.day("classée sans suite le", convention.dropped);
    lines.text("motif", convention.reason.as_deref().unwrap_or_default());
    lines.section("Signatures")
}

/// One line for each signature that is awaited: whose, and since when it is theirs to sign.
fn awaited(lines: &mut Lines, convention: &Convention, day: NaiveDate) {
    let mut since = convention
        .sent
        .max(convention.signed_party)
        .max(convention.signed_dasen)
        .filter(|since| *since <= day);
    for side in convention.awaited(day) {
        let who = side.role(convention.party);
        let words = match since.take() {
            Some(since) => format!("{who}, depuis le {}", day_fr(since)),
            None => format!("{who}, ensuite"),
        };
        lines.text("signature attendue", words);
    }
}

fn term(source: Source<'_>, convention: &Convention) -> Option<Section> {
    let day = source.day_index.day();
    let mut lines = Lines::default();
    let lapsed = convention.lapsed_on(day);
    match lapsed {
        Some(last) => lines.day("a pris fin le", Some(last)),
        None if is_stopped(convention, day) => {}
        None => lines.day("échéance", convention.current_end(day)),
    }
    let duration = convention.duration_months.map(|months| format!("{months} mois"));
    lines.text("durée", duration.unwrap_or_default());
    lines.text("reconduction", renewal(convention.renewal));
    let count = convention.renewals_by(lapsed.unwrap_or(day));
    if count > 0 {
        lines.text("reconduite", format!("{count} fois"));
    }
    if convention.in_force(day) {
        lines.day("en cours depuis le", convention.renewed_on(day));
    }
    if lapsed.is_none() && !is_stopped(convention, day) {
        lines.day("dernier jour possible", convention.last_day());
    }
    let notice = convention.notice_days.map(|days| format!("{days} jours"));
    lines.text("préavis", notice.unwrap_or_default());
    if convention.notice_days.is_some() {
        lines.day("à dénoncer au plus tard le", convention.notice_by(day));
    }
    lines.section("Durée")
}

fn renewal(renewal: Renewal) -> String {
    match renewal {
        Renewal::None => "aucune".to_owned(),
        Renewal::Express => "expresse".to_owned(),
        Renewal::Tacite { months, ceiling } => match ceiling {
            Some(ceiling) => format!("tacite, par périodes de {months} mois, {ceiling} fois au plus"),
            None => format!("tacite, par périodes de {months} mois, sans limite"),
        },
    }
}

fn scope(source: Source<'_>, convention: &Convention) -> Option<Section> {
    let mut lines = Lines::default();
    if convention.solutions.is_empty() {
        lines.text("solutions", "toutes");
    }
    for code in &convention.solutions {
        let solution = source.registry.solutions().get(code);
        let name = solution.map_or(code.as_str(), |solution| &solution.name);
        lines.link("solution", name, RecordId::Solution(code.clone()));
    }
    let departements: Vec<String> = convention.departements.iter().map(ToString::to_string).collect();
    lines.list("départements", &departements);
    lines.section("Périmètre")
}

fn clauses(convention: &Convention) -> Option<Section> {
    if convention.article() == Article::Art26 {
        return None;
    }
    let of = |wanted: Option<ClauseState>| -> Vec<String> {
        let clauses = Clause::ALL
            .into_iter()
            .filter(|clause| convention.clauses.get(*clause) == wanted);
        clauses.map(|clause| clause.letter().to_string()).collect()
    };
    let mut lines = Lines::default();
    lines.list("absentes", &of(Some(ClauseState::Absent)));
    lines.list("présentes", &of(Some(ClauseState::Present)));
    lines.list("non vérifiées", &of(None));
    lines.section("Clauses de l’art. 28(3)")
}

/// One line for each avenant: its days, who is awaited, and how many lines of the annexe it moves.
fn amendments(source: Source<'_>, convention: &Convention) -> Option<Section> {
    let mut lines = Lines::default();
    if convention.open_annexe {
        lines.text("ajouts à l’annexe", "permis sans avenant");
    }
    for found in &convention.amendments {
        let moves = |by: fn(&AnnexeLine) -> Option<&AmendmentNumber>| {
            let named = convention.annexe.lines().iter().map(by);
            named.filter(|number| *number == Some(&found.number)).count()
        };
        let (joined, left) = (
            moves(|line| line.joined_by.as_ref()),
            moves(|line| line.left_by.as_ref()),
        );
        let mut words = served::amendment_words(convention.party, found, source.day_index.day());
        let document = found.document.and_then(|id| source.registry.documents().get(&id));
        words.extend(document.map(|document| format!("pièce {}", document.name)));
        words.extend((joined > 0).then(|| format!("{joined} en annexe")));
        words.extend((left > 0).then(|| format!("{left} hors de l’annexe")));
        lines.text(&format!("avenant {}", found.number), words.join(" · "));
    }
    lines.section("Avenants")
}

/// What is said of a school of an annexe: its days, its solution, its avenants.
fn line_label(source: Source<'_>, line: &AnnexeLine) -> String {
    let days = (!line.period.is_unbounded()).then(|| period_fr(line.period));
    let solution = line.solution.as_ref().map(|code| {
        let solution = source.registry.solutions().get(code);
        solution.map_or_else(|| code.to_string(), |solution| solution.name.clone())
    });
    let words = solution.into_iter().chain(days).chain(served::moved_by(line));
    words.collect::<Vec<_>>().join(" · ")
}

fn schools(source: Source<'_>, convention: &Convention) -> Option<Section> {
    let mut lines = Lines::default();
    match (convention.party, &convention.annexe) {
        (Party::Collectivite(siren), Annexe::All) => {
            lines.text("annexe", "toutes les écoles de la collectivité");
            let entries = source.day_index.orders().listed().iter();
            entries
                .map(|place| &source.day_index.entries()[*place as usize])
                .filter(|entry| entry.holder() == Some(siren))
                .take(MOST_SCHOOLS)
                .for_each(|entry| lines.school(source, "", entry.uai));
        }
        (Party::Collectivite(_), Annexe::Listed(listed)) => {
            for line in listed {
                lines.school(source, &line_label(source, line), line.uai);
            }
        }
        (Party::Provider(_), _) => return None,
    }
    lines.section("Écoles")
}
