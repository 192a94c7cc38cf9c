//! The fields of schools and of what follows them: deployments, conseils d'école, register entries, notes,
//! days to look at them again.

use super::{Field, day, field, list, maybe, yes};
use crate::domain::council::CouncilMeeting;
use crate::domain::date::day_fr;
use crate::domain::deployment::Deployment;
use crate::domain::follow_up::FollowUp;
use crate::domain::record::Note;
use crate::domain::register::RegisterEntry;
use crate::domain::school::{Rpi, School, Sector};

/// The fields of a school.
pub(super) fn school(r: &School) -> Vec<Field> {
    let sector = match r.sector {
        Sector::Public => "public",
        Sector::Private => "privé",
    };
    let rpi = r.rpi.as_ref().map(|rpi| match rpi {
        Rpi::Concentre => "concentré".to_owned(),
        Rpi::Disperse(code) => format!("dispersé {code}"),
    });
    vec![
        field("UAI", r.uai),
        field("nom", &r.name),
        field("nature", format!("{} {}", r.nature.0, r.nature.label())),
        field("secteur", sector),
        maybe("code INSEE", r.insee),
        field("commune", &r.commune),
        maybe("département", r.departement),
        field("adresse", &r.address),
        field("code postal", &r.postcode),
        field("courriel", &r.email),
        field("téléphone", &r.telephone),
        field("circonscription", &r.circonscription),
        maybe("RPI", rpi),
        field("état", r.state.label()),
        day("ouverte le", r.opened),
        day("fermée le", r.closed),
        list("successeurs", &r.successors),
    ]
}

/// The fields of a deployment.
pub(super) fn deployment(r: &Deployment) -> Vec<Field> {
    let reached = r
        .reached
        .iter()
        .map(|(stage, on)| format!("{} {}", stage.label(), day_fr(*on)));
    let notice = r.family_notice.as_ref();
    vec![
        field("école", r.school),
        field("catégorie", r.category.label()),
        maybe("solution", r.solution.as_ref()),
        field("étape", r.stage.label()),
        list("étapes atteintes", reached),
        day("familles informées le", notice.map(|notice| notice.date)),
        maybe(
            "version de la notice",
            notice.and_then(|notice| notice.version.as_ref()),
        ),
        day("formation", r.training),
        day("sortie", r.exit),
        day("attestation de suppression", r.deletion_certificate),
    ]
}

/// The fields of a meeting of a conseil d'école.
pub(super) fn council(r: &CouncilMeeting) -> Vec<Field> {
    vec![
        field("école", r.school),
        field("date", day_fr(r.date)),
        yes("ENT à l’ordre du jour", r.on_agenda),
        yes("familles informées", r.families_informed),
        day("procès-verbal reçu le", r.minutes_received),
    ]
}

/// The fields of a register entry.
pub(super) fn entry(r: &RegisterEntry) -> Vec<Field> {
    let reviewed = r.reviewed.as_ref();
    let closed = r.closed.as_ref();
    vec![
        field("numéro", r.number),
        field("école", r.school),
        field("catégorie", r.category.label()),
        field("solution", &r.solution),
        field("version de la fiche", &r.sheet),
        list("conventions", &r.conventions),
        field("inscrite le", day_fr(r.entered_on)),
        field("inscrite par", &r.entered_by),
        day("contrôlée le", reviewed.map(|review| review.on)),
        maybe("contrôlée par", reviewed.map(|review| &review.by)),
        day("close le", closed.map(|closure| closure.on)),
        maybe("close par", closed.map(|closure| &closure.by)),
        maybe("motif de clôture", closed.map(|closure| &closure.reason)),
    ]
}

/// The fields of a note.
pub(super) fn note(r: &Note) -> Vec<Field> {
    vec![
        field("numéro", r.number),
        field("sur", &r.about),
        field("texte", &r.text),
        field("date", day_fr(r.date)),
        field("auteur", &r.by),
    ]
}

/// The fields of a school to look at again.
pub(super) fn follow_up(r: &FollowUp) -> Vec<Field> {
    vec![
        field("école", r.school),
        field("à revoir le", day_fr(r.due)),
        field("motif", &r.reason),
        field("remise le", day_fr(r.since)),
        field("remise par", &r.by),
    ]
}
