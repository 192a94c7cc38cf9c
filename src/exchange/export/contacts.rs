//! The export `contacts`: whom to write to at each collectivité and each prestataire.

use std::io::{self, Write};

use super::column::Column;
use super::{Format, TableWriter, Value};
use crate::domain::contact::Contact;
use crate::domain::id::Siren;
use crate::domain::registry::Registry;

/// A contact, and of whom.
struct ContactLine {
    siren: Siren,
    contact: Contact,
}

/// The columns, in their stable order. Of an address the base has nothing yet.
const COLUMNS: &[Column<ContactLine>] = &[
    Column::new("siren", |line| Value::text(line.siren)),
    Column::new("role", |line| Value::text(&line.contact.role)),
    Column::new("nom", |line| Value::text(&line.contact.name)),
    Column::new("courriel", |line| Value::text(&line.contact.email)),
    Column::new("telephone", |line| Value::text(&line.contact.telephone)),
    Column::new("adresse", |_| Value::Nothing),
    Column::new("code_postal", |_| Value::Nothing),
    Column::new("ville", |_| Value::Nothing),
];

/// Writes the contacts of the collectivités, then those of the prestataires, each in the order of their SIRENs.
pub fn contacts<W: Write>(out: W, format: Format, trial: bool, registry: &Registry) -> io::Result<W> {
    let collectivites = registry.collectivites().iter();
    let of_collectivites = collectivites.map(|one| (one.siren, &one.contacts));
    let of_providers = registry.providers().iter().map(|one| (one.siren, &one.contacts));
    let mut writer = TableWriter::new(out, format, trial, COLUMNS)?;
    for (siren, contacts) in of_collectivites.chain(of_providers) {
        for contact in contacts {
            let contact = contact.clone();
            writer.row(&ContactLine { siren, contact })?;
        }
    }
    writer.finish()
}
