//! The fields of schools and of what follows them: deployments, conseils d'école, register entries, notes,
//! days to look at them again.
//!
//! The day of a conseil may be to come, and so may that of a training, which is agreed on ahead: the stage *formation
//! faite* says that it was held.

use super::spec::{Column, field};
use super::{day, list, maybe, yes};
use crate::domain::council::CouncilMeeting;
use crate::domain::date::day_fr;
use crate::domain::deployment::{Deployment, NoticeKept, Rank, Stage};
use crate::domain::follow_up::FollowUp;
use crate::domain::record::Note;
use crate::domain::register::{Conclusion, RegisterEntry, TakenOver, day_and_author};
use crate::domain::school::{Rpi, School};

/// The fields of a school.
pub(super) const SCHOOL: &[Column<School>] = &[
    field("uai", "UAI", |r: &School| r.uai.to_string()).key(),
    field("name", "nom", |r: &School| r.name.clone())
        .free(|r, each| each(&mut r.name))
        .needed(),
    field("nature", "nature", |r| {
        format!("{} {}", r.nature.0, r.nature.label())
    }),
    field("sector", "secteur", |r| r.sector.label().to_owned()),
    field("insee", "code INSEE", |r| maybe(r.insee)),
    field("territoire", "territoire", |r: &School| maybe(r.territoire)),
    field("commune", "commune", |r: &School| r.commune.clone())
        .free(|r, each| each(&mut r.commune))
        .needed(),
    field("departement", "département", |r| maybe(r.departement)),
    field("address", "adresse", |r: &School| r.address.clone()).free(|r, each| each(&mut r.address)),
    field("postcode", "code postal", |r: &School| r.postcode.clone()).free(|r, each| each(&mut r.postcode)),
    field("email", "courriel", |r: &School| r.email.clone()).free(|r, each| each(&mut r.email)),
    field("telephone", "téléphone", |r: &School| r.telephone.clone()).free(|r, each| each(&mut r.telephone)),
    field("circonscription", "circonscription", |r: &School| {
        r.circonscription.clone()
    })
    .free(|r, each| each(&mut r.circonscription)),
    field(
        "circonscription_code",
        "code de la circonscription",
        |r: &School| maybe(r.circonscription_code),
    ),
    field("mere", "établissement mère", |r: &School| maybe(r.mother)),
    field("rpi", "RPI", |r: &School| maybe(r.rpi.as_ref().map(rpi))).free(|r, each| {
        if let Some(Rpi::Disperse(code)) = &mut r.rpi {
            each(code);
        }
    }),
    field("state", "état", |r| r.state.label().to_owned()),
    field("opened", "ouverte le", |r| day(r.opened)),
    field("closed", "fermée le", |r| day(r.closed)),
    field("successors", "successeurs", |r| list(&r.successors)),
    field("by_hand", "saisie à la main", |r: &School| {
        maybe(r.by_hand.then_some("oui"))
    })
    .decided(),
];

/// The fields of a deployment.
pub(super) const DEPLOYMENT: &[Column<Deployment>] = &[
    field("school", "école", |r: &Deployment| r.school.to_string()).key(),
    field("category", "catégorie", |r: &Deployment| {
        r.category.label().to_owned()
    })
    .key(),
    field("rank", "usage", |r: &Deployment| match r.rank {
        Rank::FIRST => String::new(),
        rank => rank.to_string(),
    })
    .key(),
    field("solution", "solution", |r: &Deployment| {
        maybe(r.solution.as_ref())
    })
    .commanded(),
    field("stage", "étape", |r: &Deployment| r.stage.label().to_owned()).commanded(),
    field("reached", "étapes atteintes", |r: &Deployment| {
        let reached = r.reached.iter();
        list(reached.map(|(stage, on)| format!("{} {}", stage.label(), day_fr(*on))))
    })
    .items(|r| {
        let reached = r.reached.iter();
        let named = |stage: &Stage| format!("étape atteinte, «\u{a0}{}\u{a0}»", stage.label());
        reached.map(|(stage, on)| (named(stage), day_fr(*on))).collect()
    })
    .commanded()
    // The day of the exit is a field of its own, by which a refusal names it.
    .fact(|r, each| {
        let own = r
            .reached
            .iter()
            .filter(|(stage, on)| **stage != Stage::Sortie || r.exit != Some(**on));
        own.map(|(_, on)| *on).for_each(each);
    }),
    field(
        "family_notice.date",
        "notice aux familles remise le",
        |r: &Deployment| day(r.family_notice.as_ref().map(|notice| notice.date)),
    )
    .fact(|r, each| r.family_notice.iter().map(|notice| notice.date).for_each(each)),
    field("family_notice.version", "version de la notice", |r| {
        maybe(
            r.family_notice
                .as_ref()
                .and_then(|notice| notice.version.as_ref()),
        )
    }),
    field("notice_kept", "notice encore valable", |r: &Deployment| {
        list(r.notice_kept.iter().map(kept))
    })
    .items(|r| {
        let named = |kept: &NoticeKept| format!("notice encore valable, fiche {}", kept.serves);
        r.notice_kept.iter().map(|one| (named(one), kept(one))).collect()
    })
    .commanded()
    .free_lines(|r, each| r.notice_kept.iter_mut().for_each(|kept| each(&mut kept.reason)))
    .fact(|r, each| r.notice_kept.iter().map(|kept| kept.on).for_each(each)),
    field("training", "formation", |r| day(r.training)),
    field("exit", "sortie", |r: &Deployment| day(r.exit)).fact(|r, each| r.exit.into_iter().for_each(each)),
    field("exit_reason", "motif de la sortie", |r: &Deployment| {
        r.exit_reason.clone()
    })
    .free_lines(|r, each| each(&mut r.exit_reason)),
    field(
        "deletion_certificate",
        "attestation de suppression",
        |r: &Deployment| day(r.deletion_certificate),
    )
    .fact(|r, each| r.deletion_certificate.into_iter().for_each(each)),
];

/// The fields of a meeting of a conseil d'école.
pub(super) const COUNCIL: &[Column<CouncilMeeting>] = &[
    field("school", "école", |r: &CouncilMeeting| r.school.to_string()).key(),
    field("date", "date", |r: &CouncilMeeting| day_fr(r.date)).key(),
    field("on_agenda", "ENT à l’ordre du jour", |r| yes(r.on_agenda)),
    field(
        "families_informed",
        "information donnée en conseil",
        |r: &CouncilMeeting| yes(r.families_informed),
    )
    .fact(|r, each| r.families_informed.then_some(r.date).into_iter().for_each(each)),
    field(
        "minutes_received",
        "procès-verbal reçu le",
        |r: &CouncilMeeting| day(r.minutes_received),
    )
    // What is written of a conseil was said in it: both are facts.
    .fact(|r, each| {
        let received = r.minutes_received.into_iter();
        received.flat_map(|on| [on, r.date]).for_each(each);
    }),
];

/// The fields of a register entry.
pub(super) const ENTRY: &[Column<RegisterEntry>] = &[
    field("number", "numéro", |r: &RegisterEntry| r.number.to_string()).key(),
    field("school", "école", |r: &RegisterEntry| r.school.to_string()).commanded(),
    field("category", "catégorie", |r: &RegisterEntry| {
        r.category.label().to_owned()
    })
    .commanded(),
    field("rank", "usage", |r: &RegisterEntry| match r.rank {
        Rank::FIRST => String::new(),
        rank => rank.to_string(),
    })
    .decided(),
    field("solution", "solution", |r: &RegisterEntry| r.solution.to_string()).commanded(),
    field("sheet", "version de la fiche", |r: &RegisterEntry| {
        r.sheet.to_string()
    })
    .decided(),
    field("conventions", "conventions", |r: &RegisterEntry| {
        list(&r.conventions)
    })
    .decided(),
    field("entered_on", "inscrite le", |r: &RegisterEntry| {
        day_fr(r.entered_on)
    })
    .decided()
    .fact(|r, each| each(r.entered_on)),
    field("entered_by", "inscrite par", |r: &RegisterEntry| {
        r.entered_by.clone()
    })
    .decided(),
    field("reviewed.on", "contrôlée le", |r: &RegisterEntry| {
        day(r.reviewed.as_ref().map(|review| review.on))
    })
    .decided()
    .fact(|r, each| r.reviewed.iter().map(|review| review.on).for_each(each)),
    field("reviewed.by", "contrôlée par", |r: &RegisterEntry| {
        maybe(r.reviewed.as_ref().map(|review| &review.by))
    })
    .decided(),
    field(
        "reviewed.conclusion",
        "conclusion du contrôle",
        |r: &RegisterEntry| {
            let review = r.reviewed.as_ref();
            let conclusion = review.and_then(|review| review.conclusion.as_ref());
            maybe(conclusion.map(Conclusion::text))
        },
    )
    .decided()
    .free_lines(|r, each| {
        let review = r.reviewed.as_mut();
        if let Some(Conclusion::Reserve(text)) = review.and_then(|review| review.conclusion.as_mut()) {
            each(text);
        }
    }),
    field("closed.on", "close le", |r: &RegisterEntry| {
        day(r.closed.as_ref().map(|closure| closure.on))
    })
    .decided()
    .fact(|r, each| r.closed.iter().map(|closure| closure.on).for_each(each)),
    field("closed.by", "close par", |r: &RegisterEntry| {
        maybe(r.closed.as_ref().map(|closure| &closure.by))
    })
    .decided(),
    field("closed.reason", "motif de clôture", |r: &RegisterEntry| {
        maybe(r.closed.as_ref().map(|closure| &closure.reason))
    })
    .commanded()
    .free_lines(|r, each| r.closed.iter_mut().for_each(|closure| each(&mut closure.reason))),
    field("taken_over.reference", "reprise", |r: &RegisterEntry| {
        maybe(r.taken_over.as_ref().map(TakenOver::text))
    })
    .commanded()
    .free(|r, each| r.taken_over.iter_mut().for_each(|from| each(&mut from.reference))),
];

/// The fields of a note.
pub(super) const NOTE: &[Column<Note>] = &[
    field("number", "numéro", |r: &Note| r.number.to_string()).key(),
    field("about", "sur", |r: &Note| r.about.to_string()).once(),
    field("text", "texte", |r: &Note| r.text.clone())
        .free_lines(|r, each| each(&mut r.text))
        .needed(),
    field("date", "date", |r: &Note| day_fr(r.date))
        .decided()
        .fact(|r, each| each(r.date)),
    field("by", "auteur", |r: &Note| r.by.clone()).decided(),
];

/// The fields of a school to look at again.
pub(super) const FOLLOW_UP: &[Column<FollowUp>] = &[
    field("school", "école", |r: &FollowUp| r.school.to_string()).key(),
    field("due", "à revoir le", |r: &FollowUp| day_fr(r.due)).commanded(),
    field("reason", "motif", |r: &FollowUp| r.reason.clone())
        .commanded()
        .free_lines(|r, each| each(&mut r.reason)),
    field("since", "remise le", |r: &FollowUp| day_fr(r.since))
        .decided()
        .fact(|r, each| each(r.since)),
    field("by", "remise par", |r: &FollowUp| r.by.clone()).decided(),
];

fn kept(kept: &NoticeKept) -> String {
    let told = kept
        .told
        .as_ref()
        .map_or_else(String::new, |told| format!("fiche {told} pour la "));
    let when = day_and_author(kept.on, &kept.by);
    format!("{told}fiche {}, {when}\u{a0}: {}", kept.serves, kept.reason)
}

fn rpi(rpi: &Rpi) -> String {
    match rpi {
        Rpi::Concentre => "concentré".to_owned(),
        Rpi::Disperse(code) => format!("dispersé {code}"),
    }
}
