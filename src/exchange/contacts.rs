//! `contacts.csv`: whom to write to at a collectivité or a prestataire, and where.
//!
//! A row is about the party of its SIREN, or the commune that bears its INSEE code. It changes the contact of that role and
//! name; where a party has one contact of the role, and the file one row of it, it is that one whose name changes. Contacts
//! that the file lacks stay.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::ExchangeError;
use super::against::Against;
use super::cell::{self, insee, siren};
use super::export::Value;
use super::format::{Format, Model, Written};
use super::gather::{Gather, Outcome};
use super::source::Source;
use super::table::{Cells, Column, Table, columns};
use crate::domain::contact::{Contact, PostalAddress};
use crate::domain::id::Siren;
use crate::domain::record::Record;
use crate::domain::registry::Registry;
use crate::text::fold;

columns! {
    SIREN = Column::optional("siren").like("213801855");
    ROLE = Column::optional("role").or(&["fonction"]).like("élu aux écoles");
    NAME = Column::optional("nom").like("Camille Martin");
    EMAIL = Column::optional("courriel").or(&["mail", "email"]).like("ecoles@exemple.invalid");
    TELEPHONE = Column::optional("telephone").like("0400000000");
    STREET = Column::optional("adresse").like("1 place de la Mairie");
    POSTCODE = Column::optional("code_postal").like("38000");
    CITY = Column::optional("ville").like("Grenoble");
    INSEE = Column::optional("insee").or(&["code_insee"]).like("38185");
}

pub(super) const FORMAT: Format = Format {
    columns: COLUMNS,
    model: Model::Columns,
    mapped: false,
    read,
    written: Written::Rows(written),
};

/// A party to write to.
struct PartyRead {
    /// As it is once the rows so far are taken.
    contacts: Vec<Contact>,
    address: PostalAddress,
    /// Where a row gave the address.
    is_placed: bool,
}

/// What is known while a file is read.
struct Reading<'a> {
    against: Against<'a>,
    parties: BTreeMap<Siren, PartyRead>,
    /// How many rows of a party have a role.
    roles: HashMap<(Siren, String), usize>,
    /// The parties of which a row gives the address: one that does not leaves it to the other.
    placed: HashSet<Siren>,
}

/// Writes the contacts of collectivités, then those of prestataires; a party with an address alone has a row without one.
fn written(registry: &Registry) -> Vec<Vec<Value>> {
    let collectivites = registry.collectivites().iter();
    let of_collectivites =
        collectivites.map(|found| (found.siren, found.insee, &found.contacts, &found.address));
    let providers = registry.providers().iter();
    let of_providers = providers.map(|found| (found.siren, None, &found.contacts, &found.address));
    let mut rows = Vec::new();
    for (siren, insee, contacts, address) in of_collectivites.chain(of_providers) {
        let nobody = Contact::default();
        let lone = (contacts.is_empty() && !address.is_empty()).then_some(&nobody);
        for contact in contacts.iter().chain(lone) {
            let row: [Value; COLUMNS.len()] = [
                Value::text(siren),
                Value::text(&contact.role),
                Value::text(&contact.name),
                Value::text(&contact.email),
                Value::text(&contact.telephone),
                Value::text(&address.street),
                Value::text(&address.postcode),
                Value::text(&address.city),
                insee.map_or(Value::Nothing, Value::text),
            ];
            rows.push(row.into());
        }
    }
    rows
}

/// Reads a file of contacts.
fn read(source: &Source, against: Against<'_>) -> Result<Gather, ExchangeError> {
    let table = Table::open(source, COLUMNS)?;
    table.require_one_of(&[SIREN, INSEE])?;
    let mut reading = Reading {
        against,
        parties: BTreeMap::new(),
        roles: HashMap::new(),
        placed: HashSet::new(),
    };
    for row in table.rows().flatten() {
        if let Some(siren) = reading.named(row.get(SIREN), row.get(INSEE)) {
            *reading.roles.entry((siren, fold(row.get(ROLE)))).or_default() += 1;
            if [STREET, POSTCODE, CITY]
                .iter()
                .any(|column| !row.get(*column).is_empty())
            {
                reading.placed.insert(siren);
            }
        }
    }
    Ok(Gather::rows_of(&table, against, |cells| reading.row(cells)))
}

impl Reading<'_> {
    /// The party of a row, where its cells can be read.
    fn named(&self, of_siren: &str, of_insee: &str) -> Option<Siren> {
        let commune = || {
            let code = insee(of_insee).ok()?.value;
            Some(self.against.registry.commune(code, self.against.today)?.siren)
        };
        siren(of_siren).ok().map(|read| read.value).or_else(commune)
    }

    /// Reads one row.
    fn row(&mut self, cells: &mut Cells<'_>) -> Outcome {
        let Some(party) = self.party(cells) else {
            return Outcome::Refuse;
        };
        let role = cells.text(ROLE);
        let name = cells.text(NAME);
        let email = cells.optional(EMAIL, cell::email);
        let telephone = cells.tolerated(TELEPHONE, cell::phone);
        let street = cells.text(STREET);
        let postcode = cells.optional(POSTCODE, cell::postcode);
        let city = cells.text(CITY);
        let known = self.known(party);
        let held = self.parties.entry(party).or_insert(known);
        let (of_role, of_name) = (role.clone().value(), name.clone().value());
        let (of_role, of_name) = (of_role.unwrap_or_default(), of_name.unwrap_or_default());
        let alone = self.roles.get(&(party, fold(&of_role))) == Some(&1);
        let place = place(&held.contacts, &of_role, &of_name, alone);
        let before = place.map_or_else(Contact::default, |at| held.contacts[at].clone());
        let contact = Contact {
            role: role.over_value(before.role),
            name: name.over_value(before.name),
            email: email.over_value(before.email),
            telephone: telephone.over_value(before.telephone),
        };
        match place {
            Some(at) => held.contacts[at] = contact,
            None if contact != Contact::default() => held.contacts.push(contact),
            None => {}
        }
        let is_blank = [STREET, POSTCODE, CITY]
            .iter()
            .all(|column| cells.row().get(*column).is_empty());
        if is_blank && self.placed.contains(&party) {
            return Outcome::Take(self.records(party));
        }
        let was = held.address.clone();
        let address = PostalAddress {
            street: street.over_value(was.street.clone()),
            postcode: postcode.over_value(was.postcode.clone()),
            city: city.over_value(was.city.clone()),
        };
        if address != was && held.is_placed {
            cells.reject(
                STREET,
                "une autre ligne du même destinataire donne une autre adresse",
            );
            return Outcome::Refuse;
        }
        (held.address, held.is_placed) = (address, true);
        Outcome::Take(self.records(party))
    }

    /// The party that a row names.
    fn party(&self, cells: &mut Cells<'_>) -> Option<Siren> {
        let registry = self.against.registry;
        let (of_siren, of_insee) = (cells.row().get(SIREN), cells.row().get(INSEE));
        if of_siren.is_empty() && of_insee.is_empty() {
            cells.reject(SIREN, "il faut le SIREN, ou le code INSEE de la commune");
            return None;
        }
        if !of_siren.is_empty() {
            let read = cells.required(SIREN, siren)?;
            let is_known =
                registry.collectivites().get(&read).is_some() || registry.providers().get(&read).is_some();
            if !is_known {
                cells.reject(SIREN, "ni collectivité ni prestataire de la base");
                return None;
            }
            return Some(read);
        }
        let code = cells.required(INSEE, insee)?;
        let commune = registry.commune(code, self.against.today);
        if commune.is_none() {
            cells.reject(INSEE, "commune que la base n’a pas");
        }
        commune.map(|found| found.siren)
    }

    /// What the base knows of a party.
    fn known(&self, party: Siren) -> PartyRead {
        let registry = self.against.registry;
        let collectivite = registry.collectivites().get(&party);
        let provider = registry.providers().get(&party);
        let (contacts, address) = match (collectivite, provider) {
            (Some(found), _) => (found.contacts.clone(), found.address.clone()),
            (None, Some(found)) => (found.contacts.clone(), found.address.clone()),
            (None, None) => Default::default(),
        };
        PartyRead {
            contacts,
            address,
            is_placed: false,
        }
    }

    /// The records of a party, as they are once the rows so far are taken.
    fn records(&self, party: Siren) -> Vec<Record> {
        let Some(held) = self.parties.get(&party) else {
            return Vec::new();
        };
        let registry = self.against.registry;
        let collectivite = registry.collectivites().get(&party).cloned().map(|mut found| {
            (found.contacts, found.address) = (held.contacts.clone(), held.address.clone());
            Record::from(found)
        });
        let provider = registry.providers().get(&party).cloned().map(|mut found| {
            (found.contacts, found.address) = (held.contacts.clone(), held.address.clone());
            Record::from(found)
        });
        collectivite.into_iter().chain(provider).collect()
    }
}

/// The contact of a role and a name among others; the only one of the role, where the file has one row of it.
fn place(contacts: &[Contact], role: &str, name: &str, alone: bool) -> Option<usize> {
    let of_role = |contact: &Contact| fold(&contact.role) == fold(role);
    let exact = contacts
        .iter()
        .position(|contact| of_role(contact) && fold(&contact.name) == fold(name));
    exact.or_else(|| {
        let mut all = (0..contacts.len()).filter(|at| of_role(&contacts[*at]));
        let one = all
            .next()
            .filter(|_| alone && !(role.is_empty() && name.is_empty()));
        one.filter(|_| all.next().is_none())
    })
}
