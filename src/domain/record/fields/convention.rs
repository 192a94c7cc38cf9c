//! The fields of conventions, contracts and relances.

use super::{Field, day, ends, field, list, maybe};
use crate::domain::contract::{Contract, ContractSchools};
use crate::domain::convention::{Annexe, Clause, ClauseState, Convention, Renewal};
use crate::domain::date::day_fr;
use crate::domain::reminder::Reminder;

/// The fields of a convention.
pub(super) fn convention(r: &Convention) -> Vec<Field> {
    vec![
        field("numéro", &r.number),
        field("article", r.article().number()),
        field("partie", r.party.siren()),
        list("solutions", &r.solutions),
        list("départements", &r.departements),
        annexe(&r.annexe),
        day("envoyée le", r.sent),
        day("signée par le DASEN le", r.signed_dasen),
        day("signée par la partie le", r.signed_party),
        day("effet", r.effect),
        day("échéance", r.end),
        maybe("durée", r.duration_months.map(|months| format!("{months} mois"))),
        field("reconduction", renewal(r.renewal)),
        maybe("préavis", r.notice_days.map(|days| format!("{days} jours"))),
        day("résiliée le", r.terminated),
        maybe("délibération", r.deliberation.as_ref()),
        maybe("dossier", r.dossier.as_ref()),
        clauses("clauses présentes", r, ClauseState::Present),
        clauses("clauses absentes", r, ClauseState::Absent),
        day("publiée le", r.published),
        maybe("document", r.document.as_ref().map(|document| &document.path)),
        maybe(
            "empreinte du document",
            r.document.as_ref().map(|document| &document.sha256),
        ),
    ]
}

/// The fields of a contract.
pub(super) fn contract(r: &Contract) -> Vec<Field> {
    let [from, to] = ends("début", "fin", r.period);
    let schools = match &r.schools {
        ContractSchools::All => field("écoles", "toutes"),
        ContractSchools::Listed(schools) => list("écoles", schools),
    };
    vec![
        field("référence", &r.reference),
        field("collectivité", r.collectivite),
        field("solution", &r.solution),
        schools,
        from,
        to,
    ]
}

/// The fields of a relance.
pub(super) fn reminder(r: &Reminder) -> Vec<Field> {
    vec![
        field("numéro", r.number),
        field("convention", &r.convention),
        field("destinataire", &r.to),
        field("moyen", &r.channel),
        field("date", day_fr(r.date)),
        maybe("réponse", r.outcome.as_ref()),
        day("réponse notée le", r.closed_on),
        day("à reprendre le", r.next_due),
    ]
}

fn annexe(annexe: &Annexe) -> Field {
    match annexe {
        Annexe::All => field("écoles", "toutes"),
        Annexe::Listed(lines) => list("écoles", lines),
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

fn clauses(label: &'static str, convention: &Convention, state: ClauseState) -> Field {
    let known = |clause: &Clause| convention.clauses.get(*clause) == Some(state);
    let letters = Clause::ALL.into_iter().filter(known).map(Clause::letter);
    list(label, letters)
}
