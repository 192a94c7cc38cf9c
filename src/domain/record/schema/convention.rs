//! The fields of conventions, contracts and relances.
//!
//! An effect, an end, a termination, the days of an annexe and of a contract may be to come.

use std::collections::HashMap;

use super::spec::{Column, field};
use super::{day, list, maybe, numbered, yes};
use crate::domain::authority::Phrase;
use crate::domain::contract::{Contract, ContractSchools};
use crate::domain::convention::{
    Amendment, Annexe, AnnexeLine, Clause, ClauseState, Convention, Renewal, Substitution,
};
use crate::domain::date::{day_fr, moment_fr};
use crate::domain::reminder::Reminder;

/// The fields of a convention.
pub(super) const CONVENTION: &[Column<Convention>] = &[
    field("number", "numéro", |r: &Convention| r.number.to_string()).key(),
    field("party", "article", |r| r.article().number().to_string()),
    field("party", "partie", |r| r.party.siren().to_string()),
    field("solutions", "solutions", |r| list(&r.solutions)),
    field("departements", "départements", |r| list(&r.departements)),
    // A school of an annexe is shown by its UAI: its place in the list changes with the others.
    field("annexe", "écoles", |r: &Convention| annexe(&r.annexe)).items(|r| match &r.annexe {
        Annexe::All => vec![("écoles".to_owned(), annexe(&r.annexe))],
        Annexe::Listed(lines) => by_school(lines),
    }),
    field("open_annexe", "ajouts sans avenant", |r: &Convention| {
        if r.open_annexe { yes(true) } else { String::new() }
    }),
    field("amendments", "avenants", |r: &Convention| {
        list(
            r.amendments
                .iter()
                .map(|found| format!("{} ({})", found.number, amendment(found))),
        )
    })
    .items(|r| {
        r.amendments
            .iter()
            .map(|found| (format!("avenant {}", found.number), amendment(found)))
            .collect()
    })
    .fact(|r, each| {
        let days = |found: &Amendment| [found.date, found.sent, found.signed_dasen, found.signed_party];
        r.amendments.iter().flat_map(days).flatten().for_each(each);
    }),
    field("sent", "envoyée le", |r: &Convention| day(r.sent))
        .fact(|r, each| r.sent.into_iter().for_each(each)),
    field("signed_dasen", "", |r: &Convention| day(r.signed_dasen))
        .named(Phrase::SignedOn)
        .fact(|r, each| r.signed_dasen.into_iter().for_each(each)),
    field("signed_party", "signée par la partie le", |r: &Convention| {
        day(r.signed_party)
    })
    .fact(|r, each| r.signed_party.into_iter().for_each(each)),
    field("effect", "effet", |r| day(r.effect)),
    field("end", "échéance", |r| day(r.end)),
    field("duration_months", "durée", |r| {
        maybe(r.duration_months.map(|months| format!("{months} mois")))
    }),
    field("renewal", "reconduction", |r| renewal(r.renewal)),
    field("notice_days", "préavis", |r| {
        maybe(r.notice_days.map(|days| format!("{days} jours")))
    }),
    field("terminated", "résiliée le", |r| day(r.terminated)),
    field("deliberation", "délibération", |r: &Convention| {
        maybe(r.deliberation.as_ref())
    })
    .free(|r, each| r.deliberation.iter_mut().for_each(each)),
    field(
        "deliberation_promised",
        "délibération promise pour le",
        |r: &Convention| day(r.deliberation_promised),
    ),
    field("dossier", "dossier", |r: &Convention| list(&r.dossiers))
        .free(|r, each| r.dossiers.iter_mut().for_each(each)),
    field(
        "dossiers_changed",
        "dossiers changés sur le site",
        |r: &Convention| {
            let changed = r.dossiers_changed.iter();
            list(changed.map(|(number, at)| format!("{number}, le {}", moment_fr(*at))))
        },
    )
    .items(|r| {
        let named = |number: &String| format!("dossier {number} changé sur le site le");
        let changed = r.dossiers_changed.iter();
        changed
            .map(|(number, at)| (named(number), moment_fr(*at)))
            .collect()
    })
    .commanded(),
    field(
        "modified_after",
        "modifiée après dépôt le",
        |r: &Convention| day(r.modified_after),
    )
    .fact(|r, each| r.modified_after.into_iter().for_each(each)),
    field("refused", "refusée le", |r: &Convention| day(r.refused))
        .fact(|r, each| r.refused.into_iter().for_each(each)),
    field("dropped", "classée sans suite le", |r: &Convention| {
        day(r.dropped)
    })
    .fact(|r, each| r.dropped.into_iter().for_each(each)),
    field("reason", "motif", |r: &Convention| maybe(r.reason.as_ref()))
        .free(|r, each| r.reason.iter_mut().for_each(each)),
    field("clauses", "clauses présentes", |r| {
        clauses(r, ClauseState::Present)
    }),
    field("clauses", "clauses absentes", |r| clauses(r, ClauseState::Absent)),
    field("published", "publiée le", |r: &Convention| day(r.published))
        .fact(|r, each| r.published.into_iter().for_each(each)),
    field(
        "substitutions",
        "information du cocontractant",
        |r: &Convention| list(r.substitutions.iter().map(substitution)),
    )
    .items(|r| {
        numbered(
            "information du cocontractant",
            r.substitutions.iter().map(substitution),
        )
    })
    .commanded()
    .free(|r, each| {
        for noted in &mut r.substitutions {
            each(&mut noted.by);
            each(&mut noted.reference);
        }
    })
    .fact(|r, each| r.substitutions.iter().map(|noted| noted.on).for_each(each)),
    field("document.chemin", "document", |r: &Convention| {
        maybe(r.document.as_ref().map(|document| &document.path))
    })
    .free(|r, each| {
        r.document
            .iter_mut()
            .for_each(|document| each(&mut document.path));
    }),
    field("document.sha256", "empreinte du document", |r: &Convention| {
        maybe(r.document.as_ref().map(|document| &document.sha256))
    })
    .free(|r, each| {
        r.document
            .iter_mut()
            .for_each(|document| each(&mut document.sha256));
    }),
];

/// The fields of a contract.
pub(super) const CONTRACT: &[Column<Contract>] = &[
    field("reference", "référence", |r: &Contract| r.reference.to_string()).key(),
    field("collectivite", "collectivité", |r| r.collectivite.to_string()),
    field("solution", "solution", |r| r.solution.to_string()),
    field("schools", "écoles", |r: &Contract| match &r.schools {
        ContractSchools::All => "toutes".to_owned(),
        ContractSchools::Listed(schools) => list(schools),
    }),
    field("period.from", "début", |r| day(r.period.from)),
    field("period.to", "fin", |r| day(r.period.to)),
];

/// The fields of a relance.
pub(super) const REMINDER: &[Column<Reminder>] = &[
    field("number", "numéro", |r: &Reminder| r.number.to_string()).key(),
    field("convention", "convention", |r: &Reminder| {
        r.convention.to_string()
    })
    .once(),
    field("to", "destinataire", |r: &Reminder| r.to.clone())
        .free(|r, each| each(&mut r.to))
        .needed(),
    field("channel", "moyen", |r: &Reminder| r.channel.clone())
        .free(|r, each| each(&mut r.channel))
        .needed(),
    field("date", "date", |r: &Reminder| day_fr(r.date)).fact(|r, each| each(r.date)),
    field("outcome", "réponse", |r: &Reminder| maybe(r.outcome.as_ref()))
        .free_lines(|r, each| r.outcome.iter_mut().for_each(each)),
    field("closed_on", "réponse notée le", |r: &Reminder| day(r.closed_on))
        .decided()
        .fact(|r, each| r.closed_on.into_iter().for_each(each)),
    field("next_due", "à reprendre le", |r| day(r.next_due)),
];

fn annexe(annexe: &Annexe) -> String {
    match annexe {
        Annexe::All => "toutes".to_owned(),
        Annexe::Listed(lines) => list(lines),
    }
}

/// What a line is called: its school and, where it has one, its solution.
fn school(line: &AnnexeLine) -> String {
    let solution = line.solution.as_ref();
    let solution = solution.map_or_else(String::new, |code| format!(" ({code})"));
    format!("école {}{solution}", line.uai)
}

/// The lines of each school and solution as one item, in the order of the first: a school comes back after it went out.
fn by_school(lines: &[AnnexeLine]) -> Vec<(String, String)> {
    let mut items: Vec<(String, String)> = Vec::with_capacity(lines.len());
    let mut places: HashMap<String, usize> = HashMap::with_capacity(lines.len());
    for line in lines {
        let (school, named) = (school(line), named(line));
        if let Some(place) = places.get(&school) {
            let before = &mut items[*place].1;
            *before = format!("{before}\u{a0}; {named}");
        } else {
            places.insert(school.clone(), items.len());
            items.push((school, named));
        }
    }
    items
}

/// How long a school is named in an annexe, and by which avenants: `nommée à partir du 01/09/2026`.
fn named(line: &AnnexeLine) -> String {
    let named = match (line.period.from.map(day_fr), line.period.to.map(day_fr)) {
        (None, None) => "nommée".to_owned(),
        (Some(from), None) => format!("nommée à partir du {from}"),
        (None, Some(to)) => format!("nommée jusqu’au {to}"),
        (Some(from), Some(to)) => format!("nommée du {from} au {to}"),
    };
    let joined = line
        .joined_by
        .iter()
        .map(|by| format!("entrée par l’avenant {by}"));
    let left = line.left_by.iter().map(|by| format!("sortie par l’avenant {by}"));
    std::iter::once(named)
        .chain(joined)
        .chain(left)
        .collect::<Vec<_>>()
        .join(", ")
}

/// The days of an avenant: `du 02/11/2026, envoyé le 03/11/2026`; `sans date`.
fn amendment(found: &Amendment) -> String {
    let days = [
        ("du", found.date),
        ("envoyé le", found.sent),
        ("signé par la partie le", found.signed_party),
        (Phrase::AmendmentSignedOn.text(), found.signed_dasen),
    ];
    let said = days
        .into_iter()
        .filter_map(|(what, on)| Some(format!("{what} {}", day_fr(on?))));
    let document = found.document.map(|id| format!("pièce {}", id.short()));
    let said: Vec<String> = said.chain(document).collect();
    if said.is_empty() {
        "sans date".to_owned()
    } else {
        said.join(", ")
    }
}

fn renewal(renewal: Renewal) -> String {
    match renewal {
        Renewal::None => "aucune".to_owned(),
        Renewal::Express => "expresse".to_owned(),
        Renewal::Tacite {
            months,
            ceiling: None,
        } => format!("tacite, {months} mois"),
        Renewal::Tacite {
            months,
            ceiling: Some(most),
        } => format!("tacite, {most} × {months} mois"),
    }
}

fn clauses(convention: &Convention, state: ClauseState) -> String {
    let known = |clause: &Clause| convention.clauses.get(*clause) == Some(state);
    list(Clause::ALL.into_iter().filter(known).map(Clause::letter))
}

fn substitution(noted: &Substitution) -> String {
    let arrete = match noted.reference.as_str() {
        "" => String::new(),
        reference => format!(", arrêté {reference}"),
    };
    format!("{} le {}, {}{arrete}", noted.to, day_fr(noted.on), noted.by)
}
