//! The export `registre`: the DSDEN's register, as the CNIL's simplified template, or a line a school under its titles.

mod controller;
mod line;
mod treatment;
mod workbook;

use std::io::{self, Write};

pub use controller::Controller;
pub use line::{RegisterLine, register_lines};
pub use workbook::{RegisterCover, register_workbook};

use super::column::Column;
use super::{Format, TableWriter, Value};
use crate::domain::provider::Sheet;
use crate::domain::register::{Conclusion, Review};
use crate::system::wall;

/// A line and who answers for it.
struct RegisterRow {
    controller: Controller,
    line: RegisterLine,
}

/// The columns, in their stable order; titles are the template's where it has one.
const COLUMNS: &[Column<RegisterRow>] = &[
    Column::titled("numero", "N° / RÉF", |r| Value::Number(r.line.number.into())),
    Column::titled("traitement", "Nom du traitement", |r| {
        Value::text(treatment(&r.line))
    }),
    Column::titled("cree_le", "Date de création du traitement", |r| {
        Value::Day(r.line.entered_on)
    }),
    Column::titled("mis_a_jour_le", "Mise à jour du traitement", |r| {
        Value::Day(updated(&r.line))
    }),
    Column::titled("responsable", "Responsable du traitement", |r| {
        Value::text(r.controller.controller_text())
    }),
    Column::titled("dpo", "Délégué à la protection des données", |r| {
        Value::text(r.controller.dpo_text())
    }),
    Column::titled("responsable_conjoint", "Responsable(s) conjoint(s)", |r| {
        Value::maybe(r.line.collectivite.as_ref().map(|(_, name)| name))
    }),
    Column::titled(
        "responsable_conjoint_siren",
        "SIREN du responsable conjoint",
        |r| Value::maybe(r.line.collectivite.as_ref().map(|(siren, _)| siren)),
    ),
    Column::titled("finalite_principale", "Finalité principale", |r| {
        Value::maybe(of(r, |sheet| &sheet.purposes).first())
    }),
    Column::titled("sous_finalites", "Sous-finalités", |r| {
        Value::list(of(r, |sheet| &sheet.purposes).iter().skip(1))
    }),
    Column::titled("base_legale", "Base légale", |r| {
        Value::maybe(r.line.sheet.as_ref().map(|sheet| &sheet.legal_basis))
    }),
    Column::titled("personnes", "Catégories de personnes concernées", |r| {
        Value::list(of(r, |sheet| &sheet.persons))
    }),
    Column::titled(
        "donnees",
        "Catégories de données personnelles concernées",
        |r| Value::list(of(r, |sheet| &sheet.data).iter().map(|line| &line.category)),
    ),
    Column::titled("conservation", "Durée de conservation", |r| {
        Value::list(
            of(r, |sheet| &sheet.data)
                .iter()
                .map(|line| stated(&line.category, &line.retention)),
        )
    }),
    Column::titled("destinataires", "Destinataires", |r| {
        Value::list(of(r, |sheet| &sheet.recipients))
    }),
    Column::titled("sous_traitant", "Sous-traitant", |r| {
        Value::maybe(
            r.line
                .provider
                .as_ref()
                .map(|(siren, name)| format!("{name} ({siren})")),
        )
    }),
    Column::titled("sous_traitants_ulterieurs", "Sous-traitants ultérieurs", |r| {
        Value::list(
            of(r, |sheet| &sheet.sub_processors)
                .iter()
                .map(|line| stated(&line.name, &line.country)),
        )
    }),
    Column::titled("transferts", "Transferts hors UE", |r| {
        Value::list(
            of(r, |sheet| &sheet.transfers)
                .iter()
                .map(|line| stated(&line.country, &line.organisation)),
        )
    }),
    Column::titled("garanties", "Garanties", |r| {
        Value::list(
            of(r, |sheet| &sheet.transfers)
                .iter()
                .map(|line| stated(&line.country, &line.safeguard)),
        )
    }),
    Column::titled("securite", "Mesures de sécurité", |r| {
        Value::list(of(r, |sheet| &sheet.security))
    }),
    Column::titled("uai", "UAI", |r| Value::text(&r.line.uai)),
    Column::titled("ecole", "École", |r| Value::text(&r.line.school)),
    Column::titled("commune", "Commune", |r| Value::text(&r.line.commune)),
    Column::titled("departement", "Département", |r| {
        Value::text(&r.line.departement)
    }),
    Column::titled("solution", "Solution", |r| Value::text(&r.line.solution)),
    Column::titled("categorie", "Catégorie", |r| Value::text(&r.line.category)),
    Column::titled("fiche_version", "Version de la fiche", |r| {
        Value::text(&r.line.version)
    }),
    Column::titled("conventions", "Conventions", |r| Value::list(&r.line.conventions)),
    Column::titled("inscrite_le", "Inscrite le", |r| Value::Day(r.line.entered_on)),
    Column::titled("inscrite_par", "Inscrite par", |r| {
        Value::text(&r.line.entered_by)
    }),
    Column::titled("controlee_le", "Contrôlée le", |r| {
        Value::day(r.line.reviewed.as_ref().map(|review| review.on))
    }),
    Column::titled("controlee_par", "Contrôlée par", |r| {
        Value::maybe(known(r.line.reviewed.as_ref().map(|review| &review.by)))
    }),
    Column::titled("close_le", "Close le", |r| {
        Value::day(r.line.closed.as_ref().map(|closure| closure.on))
    }),
    Column::titled("close_par", "Close par", |r| {
        Value::maybe(known(r.line.closed.as_ref().map(|closure| &closure.by)))
    }),
    Column::titled("motif_de_cloture", "Motif de clôture", |r| {
        Value::maybe(r.line.closed.as_ref().map(|closure| &closure.reason))
    }),
    Column::titled("reprises_de_l_horloge", "Reprises de l’horloge", |r| {
        Value::list(&r.line.clock)
    }),
    Column::titled("reprise", "Reprise d’un registre existant", |r| {
        Value::maybe(r.line.taken_over.as_ref().map(|_| "oui"))
    }),
    Column::titled("reference_d_origine", "Référence dans ce registre", |r| {
        Value::maybe(known(r.line.taken_over.as_ref().map(|from| &from.reference)))
    }),
    Column::titled("enregistree_le", "Enregistrée le", |r| {
        Value::maybe(r.line.recorded.map(wall::stamp))
    }),
    Column::titled("conclusion_du_controle", "Conclusion du contrôle", |r| {
        let conclusion = r
            .line
            .reviewed
            .as_ref()
            .and_then(|review| review.conclusion.as_ref());
        Value::maybe(conclusion.map(Conclusion::label))
    }),
    Column::titled("reserve_du_controle", "Réserve du contrôle", |r| {
        Value::maybe(r.line.reviewed.as_ref().and_then(Review::reserve))
    }),
    Column::titled("avenants", "Avenants", |r| Value::list(&r.line.amendments)),
];

/// Writes the register.
pub struct RegisterWriter<W: Write> {
    controller: Controller,
    out: TableWriter<RegisterRow, W>,
}

impl<W: Write> RegisterWriter<W> {
    /// Writes what comes before the lines.
    pub fn new(out: W, format: Format, trial: bool, controller: Controller) -> io::Result<Self> {
        let out = TableWriter::new(out, format, trial, COLUMNS)?;
        Ok(Self { controller, out })
    }

    /// Writes one line.
    pub fn line(&mut self, line: RegisterLine) -> io::Result<()> {
        let controller = self.controller.clone();
        self.out.row(&RegisterRow { controller, line })
    }

    /// Writes what comes after the lines and gives the output back.
    pub fn finish(self) -> io::Result<W> {
        self.out.finish()
    }
}

/// Who did it, where that is known.
fn known(by: Option<&String>) -> Option<&String> {
    by.filter(|by| !by.is_empty())
}

/// What the processing is called.
fn treatment(line: &RegisterLine) -> String {
    format!(
        "{} ({}) – {}, {}",
        line.product, line.category, line.school, line.commune
    )
}

/// The day of the last act on the entry.
fn updated(line: &RegisterLine) -> chrono::NaiveDate {
    let reviewed = line.reviewed.as_ref().map(|review| review.on);
    let closed = line.closed.as_ref().map(|closure| closure.on);
    reviewed.max(closed).unwrap_or(line.entered_on)
}

/// A list of the fiche; empty when the base lacks the fiche.
fn of<T>(row: &RegisterRow, list: fn(&Sheet) -> &Vec<T>) -> &[T] {
    row.line.sheet.as_ref().map_or(&[], |sheet| list(sheet))
}

/// A thing and what is said of it; of nothing, that it is not said.
fn stated(thing: &str, about: &str) -> String {
    format!(
        "{thing}\u{a0}: {}",
        if about.is_empty() { "non précisé" } else { about }
    )
}
