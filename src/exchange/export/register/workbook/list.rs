//! The sheet of the treatments, cell by cell as in the template.

use std::io;

use chrono::NaiveDate;

use super::RegisterCover;
use super::family::sensitive;
use super::rows::{Rows, named};
use crate::domain::date::day_fr;
use crate::domain::official::Official;
use crate::exchange::export::Value;
use crate::exchange::export::laid_out::{Layout, Placed, Style};
use crate::exchange::export::register::RegisterLine;
use crate::exchange::export::register::treatment::Treatment;

const WIDTHS: &[u16] = &[34, 16, 18, 14, 20, 14, 24, 14, 26];

/// The sheet of all treatments.
pub(super) fn layout(
    treatments: &[Treatment<'_>],
    lines: &[RegisterLine],
    cover: &RegisterCover,
) -> io::Result<Layout> {
    let mut rows = Rows::new(9);
    coordinates(&mut rows, cover)?;
    rows.add(vec![
        Placed::at(0, Style::Banner, Value::text("Identification du traitement"))?.across(4),
        Placed::at(4, Style::Banner, Value::text("Finalité du traitement"))?.across(3),
        Placed::at(7, Style::Banner, Value::text("Données sensibles\u{a0}?"))?.across(2),
    ]);
    rows.add(vec![
        Placed::at(0, Style::Heading, Value::text("Nom du traitement"))?,
        Placed::at(1, Style::Heading, Value::text("N° / RÉF"))?,
        Placed::at(2, Style::Heading, Value::text("Date de création de la fiche"))?,
        Placed::at(3, Style::Heading, Value::text("Dernière mise à jour de la fiche"))?,
        Placed::at(4, Style::Heading, Value::Nothing)?.across(3),
        Placed::at(7, Style::Heading, Value::text("Oui/non"))?.across(2),
    ]);
    if let Some(fault) = cover.controller.fault() {
        rows.across(Style::Missing, &fault)?;
    }
    for treatment in treatments {
        rows.add(row(treatment)?);
    }
    rows.blank();
    about(&mut rows, treatments, lines, cover)?;
    visa(&mut rows)?;
    Ok(Layout {
        name: "Liste des traitements".to_owned(),
        widths: WIDTHS,
        rows: rows.rows,
        repeated: 0,
    })
}

/// A treatment.
fn row(treatment: &Treatment<'_>) -> io::Result<Vec<Placed>> {
    let sheet = treatment.versions.first().and_then(|version| version.sheet);
    let ended = if treatment.active() == 0 { ", terminé" } else { "" };
    let purposes = sheet.map(|sheet| sheet.purposes.join("\n")).unwrap_or_default();
    Ok(vec![
        Placed::at(0, Style::Field, Value::text(format!("{}{ended}", treatment.name)))?,
        Placed::at(1, Style::Field, Value::text(&treatment.number))?,
        Placed::at(2, Style::Field, Value::day(treatment.created()))?,
        Placed::at(3, Style::Field, Value::day(treatment.updated()))?,
        Placed::at(4, Style::Field, Value::text(purposes))?.across(3),
        Placed::at(7, Style::Field, Value::text(sensitive(treatment)))?.across(2),
    ])
}

/// The first six rows: who answers for it, and how to reach them.
fn coordinates(rows: &mut Rows, cover: &RegisterCover) -> io::Result<()> {
    let nobody = Official::default();
    let whole =
        "(responsable de traitement ou son représentant si le responsable est situé en dehors de l’UE)";
    let controller = cover.controller.controller.as_ref();
    let of = controller.unwrap_or(&nobody);
    let title = format!("Coordonnées du responsable de l’organisme\n{whole}");
    let first = [
        ("Nom\u{a0}:", surname(of)),
        ("Prénom\u{a0}:", of.first_name.clone()),
        ("Adresse\u{a0}:", of.address.clone()),
        ("Adresse mél\u{a0}:", of.email.clone()),
    ];
    pair(rows, &title, first, of, true)?;
    let title = format!("Coordonnées du représentant\n{whole}");
    let first = [
        ("Nom\u{a0}:", "Sans objet".to_owned()),
        ("Prénom\u{a0}:", String::new()),
        ("Adresse\u{a0}:", String::new()),
        ("Adresse mél\u{a0}:", String::new()),
    ];
    pair(rows, &title, first, &nobody, true)?;
    let of = cover.controller.dpo.as_ref().unwrap_or(&nobody);
    let first = [
        ("Nom\u{a0}:", surname(of)),
        ("Prénom\u{a0}:", of.first_name.clone()),
        (
            "Société (si DPO externe)\u{a0}:",
            of.service_of_person().to_owned(),
        ),
        ("Adresse\u{a0}:", of.address.clone()),
    ];
    let title = "Coordonnées du délégué à la protection des données (DPO)";
    pair(rows, title, first, of, false)
}

/// What stands beside the first name, which has a cell of its own.
fn surname(of: &Official) -> String {
    if of.first_name.is_empty() {
        of.person()
    } else {
        of.name.clone()
    }
}

/// Two rows of labels, each with its answer; the last of the second is the e-mail, or where that is above the service.
fn pair(
    rows: &mut Rows,
    title: &str,
    first: [(&str, String); 4],
    of: &Official,
    written_above: bool,
) -> io::Result<()> {
    let mut above = vec![Placed::at(0, Style::Banner, Value::text(title))?.down(2)];
    for (column, (label, answer)) in (1..).step_by(2).zip(first) {
        above.push(Placed::at(column, Style::Heading, Value::text(label))?);
        above.push(if label == "Nom\u{a0}:" {
            named(column + 1, &answer)?
        } else {
            Placed::at(column + 1, Style::Field, Value::text(answer))?
        });
    }
    let last = match (written_above, of.service_of_person()) {
        (false, _) => ("Adresse mél\u{a0}:", of.email.clone()),
        (true, "") => ("", String::new()),
        (true, service) => ("Service\u{a0}:", service.to_owned()),
    };
    let second = [
        ("Code postal\u{a0}:", of.postcode.clone()),
        ("Ville\u{a0}:", of.town.clone()),
        ("Téléphone\u{a0}:", of.telephone.clone()),
        last,
    ];
    let mut below = Vec::new();
    for (column, (label, answer)) in (1..).step_by(2).zip(second) {
        below.push(Placed::at(column, Style::Heading, Value::text(label))?);
        below.push(Placed::at(column + 1, Style::Field, Value::text(answer))?);
    }
    rows.add(above);
    rows.add(below);
    Ok(())
}

/// What is said under the list.
fn about(
    rows: &mut Rows,
    treatments: &[Treatment<'_>],
    lines: &[RegisterLine],
    cover: &RegisterCover,
) -> io::Result<()> {
    let active: usize = treatments.iter().map(Treatment::active).sum();
    let text = format!(
        "Registre au {}\u{a0}: traitements, {}\u{a0}; inscriptions d’écoles actives, {active}\u{a0}; closes, {}. Une école est \
         inscrite une fois en vigueur les conventions des articles 26 et 28 du RGPD\u{a0}; voir les feuilles «\u{a0}Écoles\u{a0}» et \
         «\u{a0}Responsables conjoints\u{a0}».",
        day_fr(cover.on),
        treatments.len(),
        lines.len() - active,
    );
    rows.across(Style::Note, &text)?;
    if cover.trial {
        rows.across(Style::Missing, "Base d’essai\u{a0}: données inventées.")?;
    }
    let resumed = lines
        .first()
        .map(|line| line.clock.as_slice())
        .unwrap_or_default();
    for text in resumed {
        rows.across(Style::Note, &format!("Reprise de l’horloge, {text}"))?;
    }
    Ok(())
}

/// Where the officer dates and signs.
fn visa(rows: &mut Rows) -> io::Result<()> {
    rows.blank();
    rows.add(vec![
        Placed::at(
            0,
            Style::Label,
            Value::text("Visa du délégué à la protection des données"),
        )?
        .down(2),
        Placed::at(1, Style::Label, Value::text("Date"))?,
        Placed::at(2, Style::Field, Value::Nothing)?.across(2).high(3),
        Placed::at(4, Style::Label, Value::text("Signature"))?.down(2),
        Placed::at(5, Style::Field, Value::Nothing)?.across(4).down(2),
    ]);
    rows.add(vec![
        Placed::at(1, Style::Label, Value::text("Observations"))?,
        Placed::at(2, Style::Field, Value::Nothing)?.across(2).high(3),
    ]);
    Ok(())
}

/// The day, in French; empty where there is none.
pub(super) fn day_text(day: Option<NaiveDate>) -> String {
    day.map(day_fr).unwrap_or_default()
}
