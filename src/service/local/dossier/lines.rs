//! Lines of a section; what has no value has no line.

use chrono::NaiveDate;

use crate::domain::contact::Contact;
use crate::domain::date::{Period, day_fr};
use crate::domain::id::{Siren, Uai};
use crate::domain::provider::Succession;
use crate::domain::query::source::Source;
use crate::domain::record::RecordId;
use crate::service::{DossierLine, Section};

/// The lines of a section, as they are gathered.
#[derive(Default)]
pub(super) struct Lines(Vec<DossierLine>);

impl Lines {
    /// Adds a value; nothing where it is empty.
    pub(super) fn text(&mut self, label: &str, value: impl Into<String>) {
        self.push(label, value.into(), None);
    }

    /// Adds a day.
    pub(super) fn day(&mut self, label: &str, day: Option<NaiveDate>) {
        self.text(label, day.map(day_fr).unwrap_or_default());
    }

    /// Adds several values on one line.
    pub(super) fn list(&mut self, label: &str, values: &[String]) {
        self.text(label, values.join(", "));
    }

    /// Adds a value that leads to a record.
    pub(super) fn link(&mut self, label: &str, value: impl Into<String>, to: RecordId) {
        self.push(label, value.into(), Some(to));
    }

    /// Adds a school, with its commune.
    pub(super) fn school(&mut self, source: Source<'_>, label: &str, uai: Uai) {
        let school = source.registry.schools().get(&uai);
        let value = school.map_or_else(
            || uai.to_string(),
            |school| format!("{uai} {}, {}", school.name, school.commune),
        );
        self.link(label, value, RecordId::School(uai));
    }

    /// Adds a collectivité by its name.
    pub(super) fn collectivite(&mut self, source: Source<'_>, label: &str, siren: Siren) {
        let name = source.registry.collectivite_name(siren);
        self.link(label, named(name, siren), RecordId::Collectivite(siren));
    }

    /// Adds a prestataire by its name.
    pub(super) fn provider(&mut self, source: Source<'_>, label: &str, siren: Siren) {
        let name = source.registry.provider_name(siren);
        self.link(label, named(name, siren), RecordId::Provider(siren));
    }

    /// Adds a prestataire by its name, with the day and the nature of the succession that ties it to another.
    pub(super) fn taken_over(&mut self, source: Source<'_>, label: &str, (siren, by): (Siren, &Succession)) {
        let name = named(source.registry.provider_name(siren), siren);
        let value = format!("{name}, {} du {}", by.nature.label(), day_fr(by.on));
        let value = by.with_solutions(&value);
        self.link(label, value, RecordId::Provider(siren));
    }

    /// Adds people to write to.
    pub(super) fn contacts(&mut self, contacts: &[Contact]) {
        for contact in contacts {
            let parts = [&contact.name, &contact.email, &contact.telephone];
            let known: Vec<&str> = parts
                .into_iter()
                .map(String::as_str)
                .filter(|part| !part.is_empty())
                .collect();
            let role = if contact.role.is_empty() {
                "contact"
            } else {
                &contact.role
            };
            self.text(role, known.join(" · "));
        }
    }

    /// The section of these lines; none where there is no line.
    pub(super) fn section(self, title: &str) -> Option<Section> {
        (!self.0.is_empty()).then(|| Section {
            title: title.to_owned(),
            lines: self.0,
        })
    }

    fn push(&mut self, label: &str, value: String, link: Option<RecordId>) {
        if !value.is_empty() {
            self.0.push(DossierLine {
                label: label.to_owned(),
                value,
                link,
            });
        }
    }
}

fn named(name: &str, siren: Siren) -> String {
    if name.is_empty() {
        siren.to_string()
    } else {
        name.to_owned()
    }
}

/// A period in French: `du 01/09/2026 au 31/08/2029`.
pub(super) fn period_fr(period: Period) -> String {
    match (period.from, period.to) {
        (Some(from), Some(to)) => format!("du {} au {}", day_fr(from), day_fr(to)),
        (Some(from), None) => format!("depuis le {}", day_fr(from)),
        (None, Some(to)) => format!("jusqu’au {}", day_fr(to)),
        (None, None) => "sans dates".to_owned(),
    }
}
