//! `preau notice`: what the fiche in force says otherwise than the notice that families were given, and that the notice
//! still serves.

use super::{out, register};
use crate::cli::args::{Common, Notice};
use crate::cli::failure::{Failure, REFUSED};
use crate::cli::open;
use crate::domain::command::{Command, Order, Seen};
use crate::domain::deployment::DeploymentId;
use crate::domain::id::Uai;
use crate::domain::query::page::SchoolRow;
use crate::domain::record::RecordId;
use crate::service::{Desk, Dossier, NoticeGap};
use crate::text::escaped;

/// A use whose notice does not serve for the fiche in force.
struct Outdated {
    deployment: DeploymentId,
    gap: NoticeGap,
    dossier: Dossier,
}

/// Shows what differs, and records why the notice still serves where a reason is given. Status 1 where it is to be given
/// again.
pub(super) fn run(common: &Common, args: &Notice) -> Result<u8, Failure> {
    let category = args.categorie.as_deref().map(register::category).transpose()?;
    let asked = RecordId::School(Uai::parse(&args.uai).map_err(Failure::of)?);
    let mut desk = open::wherever(common)?.desk;
    let school = desk.open(&asked)?;
    let RecordId::School(uai) = school.id else {
        return Err(Failure::new("ce n’est pas une école"));
    };
    let rows = register::rows(desk.as_ref(), uai)?;
    let uses = rows.iter().filter_map(SchoolRow::deployment);
    let uses = uses.filter(|used| category.is_none_or(|category| used.category == category));
    let mut found = Vec::new();
    for deployment in uses {
        found.extend(outdated(desk.as_ref(), deployment)?);
    }
    match (&args.motif, found.as_slice()) {
        (None, []) => {
            out::line("La notice remise aux familles n’est pas à refaire.")?;
            Ok(0)
        }
        (None, found) => {
            found.iter().try_for_each(shown)?;
            Ok(REFUSED)
        }
        (Some(_), []) => Err(Failure::refused(
            "la notice remise aux familles n’est pas à refaire\u{a0}: rien n’a été écrit",
        )),
        (Some(reason), [one]) => record(common, desk.as_mut(), one, reason),
        (Some(_), _) => Err(Failure::refused(
            "deux solutions ont une notice à refaire\u{a0}; dites laquelle avec --categorie",
        )),
    }
}

fn outdated(desk: &dyn Desk, deployment: DeploymentId) -> Result<Option<Outdated>, Failure> {
    let dossier = desk.open(&RecordId::Deployment(deployment))?;
    let gap = dossier.notice_gap.clone();
    Ok(gap.map(|gap| Outdated {
        deployment,
        gap,
        dossier,
    }))
}

/// Prints what the fiche says otherwise.
fn shown(one: &Outdated) -> Result<(), Failure> {
    let head = format!(
        "{}\u{a0}: la fiche {} et la notice remise",
        one.dossier.title, one.gap.version
    );
    out::line(&escaped(&head))?;
    one.gap.differences.iter().try_for_each(|line| {
        let text = format!("  {}\u{a0}: {}", line.label, line.value);
        out::line(&escaped(&text))
    })
}

fn record(common: &Common, desk: &mut dyn Desk, one: &Outdated, reason: &str) -> Result<u8, Failure> {
    let command = Command::KeepNotice {
        deployment: one.deployment,
        version: one.gap.version.clone(),
        reason: reason.to_owned(),
    };
    let seen = Seen {
        id: one.dossier.id.clone(),
        version: one.dossier.version,
    };
    let receipt = desk.execute(&Order::seeing(command, vec![seen]))?;
    let base = open::in_words(common)?;
    let written = format!(
        "Opération n°\u{a0}{}\u{a0}: {}, notice dite valable pour la fiche {}, dans {base}.",
        receipt.seq, one.dossier.title, one.gap.version
    );
    out::unless_closed(shown(one).and_then(|()| out::line(&escaped(&written))))?;
    Ok(0)
}
