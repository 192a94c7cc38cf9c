//! The forms: one table, from which come their titles, their fields, and what is asked of the desk.

mod collectivite;
mod convention;
mod product;
mod school;

use serde_json::{Map, Value, json};

use crate::domain::record::Kind;

use super::spec::{Input, Part, Spec, field, group, part};
use super::stored;

const CONTACT: &[Part] = &[
    part("role", "fonction", Input::Text),
    part("name", "nom", Input::Text),
    part("email", "courriel", Input::Email),
    part("telephone", "téléphone", Input::Text),
];

/// Where letters go.
const ADDRESS: Spec = field!("address.street", "Adresse", Input::Text);
const POSTCODE: Spec = field!("address.postcode", "Code postal", Input::Postcode);
const CITY: Spec = field!("address.city", "Ville", Input::Text);

/// Whom to write to.
const CONTACTS: Spec = group("contacts", "Contact", CONTACT);

/// A form.
#[derive(Debug, Clone, Copy)]
pub struct Table {
    /// Its code, for what is remembered of it.
    pub code: &'static str,
    /// What it is about, in French: `convention 26`.
    pub noun: &'static str,
    /// The kind of the record that it makes.
    pub kind: Kind,
    /// The kind as the stored form names it.
    pub stored: &'static str,
    pub fields: &'static [Spec],
    /// The fields that it shows, in order; none named, all of them.
    pub only: &'static [&'static str],
    /// The fields that it proposes: `auj` is the day J.
    pub proposed: &'static [(&'static str, &'static str)],
    /// The stored members of a new record that no field gives.
    pub blank: fn() -> Value,
    /// Turns stored members into those that the fields name.
    pub spread: fn(&mut Map<String, Value>),
    /// Turns them back; where they do not go together, the field to mend and why.
    pub gather: fn(&mut Map<String, Value>) -> stored::Together,
}

/// A form, by its place in the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FormKind {
    Collectivite,
    Competence,
    School,
    Provider,
    Solution,
    /// A fiche de traitement.
    Sheet,
    /// A convention 26.
    Joint,
    /// A convention 28.
    Processing,
    Contract,
    Deployment,
    /// A conseil d'école.
    Council,
    Reminder,
    Note,
    /// The end of a collectivité.
    CollectiviteEnd,
    CompetenceEnd,
    /// The closure of a school.
    SchoolEnd,
    ContractEnd,
    /// An avenant of a convention, which goes with the moves of its annexe.
    Amendment,
}

/// A form with nothing of its own.
const PLAIN: Table = Table {
    code: "",
    noun: "",
    kind: Kind::Note,
    stored: "",
    fields: &[],
    only: &[],
    proposed: &[],
    blank: || json!({}),
    spread: |_| {},
    gather: |_| Ok(()),
};

const COLLECTIVITE: Table = Table {
    code: "collectivite",
    noun: "collectivité",
    kind: Kind::Collectivite,
    stored: "collectivite",
    fields: collectivite::FIELDS,
    ..PLAIN
};

const COMPETENCE: Table = Table {
    code: "competence",
    noun: "compétence scolaire",
    kind: Kind::Competence,
    stored: "competence",
    fields: collectivite::COMPETENCE,
    ..PLAIN
};

const SCHOOL: Table = Table {
    code: "ecole",
    noun: "école",
    kind: Kind::School,
    stored: "school",
    fields: school::FIELDS,
    proposed: &[("state", "ouverte"), ("sector", "public")],
    spread: stored::spread_school,
    gather: stored::gather_rpi,
    ..PLAIN
};

const CONVENTION: Table = Table {
    code: "convention-26",
    noun: "convention 26",
    kind: Kind::Convention,
    stored: "convention",
    fields: convention::JOINT,
    proposed: &[("renewal.sort", "aucune")],
    spread: stored::spread_renewal,
    gather: stored::gather_renewal,
    ..PLAIN
};

const CONTRACT: Table = Table {
    code: "contrat",
    noun: "contrat",
    kind: Kind::Contract,
    stored: "contract",
    fields: convention::CONTRACT,
    spread: stored::spread_schools,
    gather: stored::gather_schools,
    ..PLAIN
};

/// Every form, in the order of [`FormKind`].
const TABLES: [Table; 18] = [
    COLLECTIVITE,
    COMPETENCE,
    SCHOOL,
    Table {
        code: "prestataire",
        noun: "prestataire",
        kind: Kind::Provider,
        stored: "provider",
        fields: product::PROVIDER,
        ..PLAIN
    },
    Table {
        code: "solution",
        noun: "solution",
        kind: Kind::Solution,
        stored: "solution",
        fields: product::SOLUTION,
        ..PLAIN
    },
    Table {
        code: "fiche",
        noun: "fiche de traitement",
        kind: Kind::Sheet,
        stored: "sheet",
        fields: product::SHEET,
        proposed: &[("date", "auj")],
        ..PLAIN
    },
    CONVENTION,
    Table {
        code: "convention-28",
        noun: "convention 28",
        fields: convention::PROCESSING,
        ..CONVENTION
    },
    CONTRACT,
    Table {
        code: "deploiement",
        noun: "déploiement",
        kind: Kind::Deployment,
        stored: "deployment",
        fields: school::DEPLOYMENT,
        blank: || json!({ "stage": "besoin_recense" }),
        gather: stored::gather_notice,
        ..PLAIN
    },
    Table {
        code: "conseil",
        noun: "conseil d’école",
        kind: Kind::Council,
        stored: "council",
        fields: school::COUNCIL,
        proposed: &[("date", "auj")],
        ..PLAIN
    },
    Table {
        code: "relance",
        noun: "relance",
        kind: Kind::Reminder,
        stored: "reminder",
        fields: convention::REMINDER,
        proposed: &[("date", "auj"), ("channel", "courriel")],
        blank: || json!({ "number": 0 }),
        ..PLAIN
    },
    Table {
        code: "note",
        noun: "note",
        kind: Kind::Note,
        stored: "note",
        fields: convention::NOTE,
        blank: || json!({ "number": 0, "date": "2000-01-01", "by": "" }),
        ..PLAIN
    },
    Table {
        code: "fin-collectivite",
        only: &["open.to", "successors"],
        proposed: &[("open.to", "auj")],
        ..COLLECTIVITE
    },
    Table {
        code: "fin-competence",
        only: &["period.to"],
        proposed: &[("period.to", "auj")],
        ..COMPETENCE
    },
    Table {
        code: "fin-ecole",
        only: &["closed", "state", "successors"],
        proposed: &[("closed", "auj"), ("state", "fermee")],
        ..SCHOOL
    },
    Table {
        code: "fin-contrat",
        only: &["period.to"],
        proposed: &[("period.to", "auj")],
        ..CONTRACT
    },
    Table {
        code: "avenant",
        noun: "avenant",
        fields: convention::ONE_AMENDMENT,
        proposed: &[],
        gather: stored::gather_amendment,
        ..CONVENTION
    },
];

impl FormKind {
    /// Every form of a whole record, in the order of the table.
    pub const WHOLE: [Self; 13] = [
        Self::Collectivite,
        Self::Competence,
        Self::School,
        Self::Provider,
        Self::Solution,
        Self::Sheet,
        Self::Joint,
        Self::Processing,
        Self::Contract,
        Self::Deployment,
        Self::Council,
        Self::Reminder,
        Self::Note,
    ];

    /// The forms of an end.
    pub const ENDS: [Self; 4] = [
        Self::CollectiviteEnd,
        Self::CompetenceEnd,
        Self::SchoolEnd,
        Self::ContractEnd,
    ];

    /// What the table says of it.
    pub fn table(self) -> &'static Table {
        &TABLES[self as usize]
    }

    /// True where it records an end.
    pub fn is_end(self) -> bool {
        Self::ENDS.contains(&self)
    }

    /// Finds a form by its code.
    pub fn from_code(code: &str) -> Option<Self> {
        let mut all = Self::WHOLE.into_iter().chain(Self::ENDS);
        all.find(|kind| kind.table().code == code)
    }

    /// The fields that it shows, of a record that exists or of a new one.
    pub fn specs(self, exists: bool) -> Vec<&'static Spec> {
        let table = self.table();
        let fields = table.fields.iter();
        if table.only.is_empty() {
            return fields.filter(|spec| exists || !spec.later).collect();
        }
        let named = |path: &&str| fields.clone().find(|spec| spec.path == *path);
        table.only.iter().filter_map(named).collect()
    }
}
