//! A builder of small worlds.
//!
//! ```ignore
//! let registry = World::new()
//!     .commune("38185", "213801855", "Grenoble")
//!     .school("0380123C", "Jean Jaurès", "38185")
//!     .provider("999000102", "EDREDON")
//!     .solution("olm", "OLM", "999000102")
//!     .convention28("28-0001", "999000102", |c| c.signed_dasen = Some(day("2026-09-01")))
//!     .build();
//! ```
//!
//! [`World::eligible`] is a school that no rule keeps out on [`TODAY`]; tests break one thing at a time in it
//! with the `edit_…` methods.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use preau::domain::collectivite::{Collectivite, CollectiviteKind, Competence, Locality, LocalityKind};
use preau::domain::contract::{Contract, ContractSchools};
use preau::domain::convention::{Clause, ClauseState, Convention, Party};
use preau::domain::council::CouncilMeeting;
use preau::domain::date::Period;
use preau::domain::deployment::{Deployment, DeploymentId, FamilyNotice, Rank, Stage};
use preau::domain::provider::{Aipd, Category, DataCategory, Provider, Sheet, SheetId, Solution};
use preau::domain::record::{Record, RecordId};
use preau::domain::register::RegisterEntry;
use preau::domain::registry::Registry;
use preau::domain::reminder::Reminder;
use preau::domain::school::{Nature, School, SchoolState, Sector};

use super::values::{day, departement, insee, number, period, reference, siren, solution_code, uai, version};

/// The day J of [`World::eligible`]: a Monday in the middle of a school year.
pub const TODAY: &str = "2026-11-23";
/// The school of [`World::eligible`].
pub const SCHOOL: &str = "0380123C";
/// Its commune, by SIREN.
pub const GRENOBLE: &str = "213801855";
/// The prestataire, by SIREN.
pub const EDREDON: &str = "999000102";
/// The convention 28 of [`World::eligible`].
pub const C28: &str = "28-0001";
/// The convention 26 of [`World::eligible`].
pub const C26: &str = "26-0001";
/// The contract of [`World::eligible`].
pub const CONTRACT: &str = "CT-0001";

/// Records by key, on the way to a [`Registry`].
#[derive(Debug, Clone, Default)]
pub struct World(BTreeMap<RecordId, Record>);

impl World {
    /// An empty world.
    pub fn new() -> Self {
        Self::default()
    }

    /// The school [`SCHOOL`] of Grenoble with OLM of EDREDON, both conventions in force since 2026-09-01 and
    /// without end, a whole fiche, a contract, families told, a conseil d'école held: no finding on [`TODAY`]
    /// but C1, since it is not in the register.
    pub fn eligible() -> Self {
        Self::new()
            .commune("38185", GRENOBLE, "Grenoble")
            .school(SCHOOL, "Élém. Jean Jaurès", "38185")
            .provider(EDREDON, "EDREDON")
            .solution("olm", "OLM", EDREDON)
            .sheet("olm", "1", "2026-06-01")
            .convention28(C28, EDREDON, signed)
            .convention26(C26, GRENOBLE, signed)
            .contract(CONTRACT, GRENOBLE, "olm", "2026-09-01", "")
            .deployment(SCHOOL, "olm", Stage::ConseilInforme)
            .edit_deployment(SCHOOL, |deployment| {
                deployment.family_notice = Some(FamilyNotice {
                    date: day("2026-10-15"),
                    version: Some(version("1")),
                });
            })
            .council(SCHOOL, "2026-11-06")
    }

    /// [`World::eligible`] once entered in the register on a day, under the number 1.
    pub fn registered(on: &str) -> Self {
        Self::eligible()
            .entry(1, SCHOOL, "olm", on)
            .edit_deployment(SCHOOL, |deployment| deployment.stage = Stage::Inscrite)
    }

    /// Puts any record, in place of the one of the same key.
    pub fn with(mut self, record: impl Into<Record>) -> Self {
        let record = record.into();
        self.0.insert(record.id(), record);
        self
    }

    /// Takes a record away.
    pub fn without(mut self, id: &RecordId) -> Self {
        assert!(self.0.remove(id).is_some(), "{id} is not in this world");
        self
    }

    /// A commune.
    pub fn commune(self, code: &str, siren: &str, name: &str) -> Self {
        let mut commune = collectivite(siren, CollectiviteKind::Commune, name);
        commune.insee = Some(insee(code));
        commune.departement = insee(code).departement();
        self.with(commune)
    }

    /// A group of communes, without members: they give no competence.
    pub fn group(self, siren: &str, kind: CollectiviteKind, name: &str) -> Self {
        self.with(collectivite(siren, kind, name))
    }

    /// A code that stands for a commune.
    pub fn locality(self, code: &str, kind: LocalityKind, commune: &str) -> Self {
        self.locality_since(code, "", kind, commune)
    }

    /// A code that stands for a commune from a day on; an empty text is since ever.
    pub fn locality_since(self, code: &str, from: &str, kind: LocalityKind, commune: &str) -> Self {
        self.with(Locality {
            code: insee(code),
            from: (!from.is_empty()).then(|| day(from)),
            name: format!("localité {code}"),
            kind,
            commune: insee(commune),
        })
    }

    /// A holder of the competence over an INSEE code or a UAI; an empty text is an open end.
    pub fn competence(self, perimeter: &str, holder: &str, from: &str, to: &str) -> Self {
        let perimeter = perimeter.parse().expect("a perimeter");
        self.with(Competence::confirmed(perimeter, siren(holder), period(from, to)))
    }

    /// A public school, open, that carries an INSEE code.
    pub fn school(self, id: &str, name: &str, code: &str) -> Self {
        let commune = self.commune_name(code);
        self.with(School {
            uai: uai(id),
            name: name.into(),
            nature: Nature(151),
            sector: Sector::Public,
            insee: Some(insee(code)),
            territoire: None,
            commune,
            departement: insee(code).departement(),
            address: String::new(),
            postcode: String::new(),
            email: String::new(),
            telephone: String::new(),
            circonscription: String::new(),
            circonscription_code: None,
            mother: None,
            rpi: None,
            state: SchoolState::Open,
            opened: None,
            closed: None,
            successors: Vec::new(),
            by_hand: false,
        })
    }

    /// A prestataire.
    pub fn provider(self, id: &str, name: &str) -> Self {
        self.with(Provider::new(siren(id), name))
    }

    /// A solution of the category ENT.
    pub fn solution(self, code: &str, name: &str, provider: &str) -> Self {
        self.solution_of(Category::Ent, code, name, provider)
    }

    /// A solution of a category.
    pub fn solution_of(self, category: Category, code: &str, name: &str, provider: &str) -> Self {
        self.with(Solution {
            code: solution_code(code),
            name: name.into(),
            provider: siren(provider),
            category,
            opinions: Vec::new(),
        })
    }

    /// A fiche that lacks nothing and transfers nothing outside the EU.
    pub fn sheet(self, solution: &str, version_text: &str, date: &str) -> Self {
        self.with(Sheet {
            solution: solution_code(solution),
            version: version(version_text),
            date: day(date),
            purposes: vec!["suivi de la scolarité".into()],
            legal_basis: "mission d’intérêt public".into(),
            persons: vec!["élèves".into()],
            data: vec![DataCategory {
                category: "identité".into(),
                retention: "un an".into(),
                ..DataCategory::default()
            }],
            recipients: vec!["enseignants".into()],
            sub_processors: Vec::new(),
            transfers: Vec::new(),
            security: vec!["chiffrement".into()],
            aipd: Aipd::default(),
        })
    }

    /// A convention 28 for the département 38, not sent; `edit` says the rest ([`signed`] is one).
    pub fn convention28(self, id: &str, provider: &str, edit: impl FnOnce(&mut Convention)) -> Self {
        let mut convention = Convention::draft(number(id), Party::Provider(siren(provider)));
        convention.departements = vec![departement("38")];
        edit(&mut convention);
        self.with(convention)
    }

    /// A convention 26 for all the schools of a collectivité, not sent; `edit` says the rest.
    pub fn convention26(self, id: &str, collectivite: &str, edit: impl FnOnce(&mut Convention)) -> Self {
        let mut convention = Convention::draft(number(id), Party::Collectivite(siren(collectivite)));
        edit(&mut convention);
        self.with(convention)
    }

    /// A contract for all the schools of a collectivité; an empty text is an open end.
    pub fn contract(self, id: &str, buyer: &str, solution: &str, from: &str, to: &str) -> Self {
        self.with(Contract {
            reference: reference(id),
            collectivite: siren(buyer),
            solution: solution_code(solution),
            schools: ContractSchools::All,
            period: period(from, to),
        })
    }

    /// A deployment of a solution of this world, in its category.
    pub fn deployment(self, school: &str, solution: &str, stage: Stage) -> Self {
        let mut deployment = Deployment::new(DeploymentId::first(uai(school), self.category(solution)));
        deployment.solution = Some(solution_code(solution));
        deployment.stage = stage;
        self.with(deployment)
    }

    /// A conseil d'école at which the families were told.
    pub fn council(self, school: &str, date: &str) -> Self {
        self.with(CouncilMeeting {
            school: uai(school),
            date: day(date),
            on_agenda: true,
            families_informed: true,
            minutes_received: None,
        })
    }

    /// An active register entry that rests on version 1 of the fiche and on [`C28`] and [`C26`].
    pub fn entry(self, id: u32, school: &str, solution: &str, on: &str) -> Self {
        let category = self.category(solution);
        self.with(RegisterEntry {
            number: id,
            school: uai(school),
            category,
            rank: Rank::FIRST,
            solution: solution_code(solution),
            sheet: version("1"),
            conventions: vec![number(C28), number(C26)],
            entered_on: day(on),
            entered_by: "jdupont".into(),
            reviewed: None,
            closed: None,
            taken_over: None,
        })
    }

    /// A relance about a convention.
    pub fn reminder(self, id: u32, convention: &str, date: &str) -> Self {
        self.with(Reminder {
            number: id,
            convention: number(convention),
            to: "mairie@exemple.invalid".into(),
            channel: "courriel".into(),
            date: day(date),
            outcome: None,
            closed_on: None,
            next_due: None,
        })
    }

    /// Changes a school.
    pub fn edit_school(self, id: &str, edit: impl FnOnce(&mut School)) -> Self {
        self.edit(&RecordId::School(uai(id)), |record| match record {
            Record::School(school) => edit(school),
            other => panic!("{other:?}"),
        })
    }

    /// Changes a convention.
    pub fn edit_convention(self, id: &str, edit: impl FnOnce(&mut Convention)) -> Self {
        self.edit(&RecordId::Convention(number(id)), |record| match record {
            Record::Convention(convention) => edit(convention),
            other => panic!("{other:?}"),
        })
    }

    /// Changes a school's deployment of the category ENT.
    pub fn edit_deployment(self, school: &str, edit: impl FnOnce(&mut Deployment)) -> Self {
        let id = DeploymentId::first(uai(school), Category::Ent);
        self.edit(&RecordId::Deployment(id), |record| match record {
            Record::Deployment(deployment) => edit(deployment),
            other => panic!("{other:?}"),
        })
    }

    /// Changes a version of a solution's fiche.
    pub fn edit_sheet(self, solution: &str, version_text: &str, edit: impl FnOnce(&mut Sheet)) -> Self {
        let id = SheetId {
            solution: solution_code(solution),
            version: version(version_text),
        };
        self.edit(&RecordId::Sheet(id), |record| match record {
            Record::Sheet(sheet) => edit(sheet),
            other => panic!("{other:?}"),
        })
    }

    /// Changes a solution.
    pub fn edit_solution(self, code: &str, edit: impl FnOnce(&mut Solution)) -> Self {
        self.edit(&RecordId::Solution(solution_code(code)), |record| match record {
            Record::Solution(solution) => edit(solution),
            other => panic!("{other:?}"),
        })
    }

    /// Changes a contract.
    pub fn edit_contract(self, id: &str, edit: impl FnOnce(&mut Contract)) -> Self {
        self.edit(&RecordId::Contract(reference(id)), |record| match record {
            Record::Contract(contract) => edit(contract),
            other => panic!("{other:?}"),
        })
    }

    /// Changes a register entry.
    pub fn edit_entry(self, id: u32, edit: impl FnOnce(&mut RegisterEntry)) -> Self {
        self.edit(&RecordId::Entry(id), |record| match record {
            Record::Entry(entry) => edit(entry),
            other => panic!("{other:?}"),
        })
    }

    /// The records, by key.
    pub fn records(&self) -> impl DoubleEndedIterator<Item = &Record> {
        self.0.values()
    }

    /// The registry of these records, all at version 1.
    pub fn build(self) -> Registry {
        Registry::from_records(self.0.into_values().map(|record| (record, 1)), 1)
    }

    fn edit(mut self, id: &RecordId, edit: impl FnOnce(&mut Record)) -> Self {
        let record = self.0.get_mut(id);
        edit(record.unwrap_or_else(|| panic!("{id} is not in this world")));
        self
    }

    fn category(&self, solution: &str) -> Category {
        match self.0.get(&RecordId::Solution(solution_code(solution))) {
            Some(Record::Solution(solution)) => solution.category,
            _ => panic!("the solution {solution} is not in this world"),
        }
    }

    fn commune_name(&self, code: &str) -> String {
        let named = self.0.values().find_map(|record| match record {
            Record::Collectivite(commune) if commune.insee == Some(insee(code)) => Some(commune.name.clone()),
            _ => None,
        });
        named.unwrap_or_else(|| format!("commune {code}"))
    }
}

/// Signs a convention by both on 2026-09-01, sent on 2026-08-20, without end; one of article 26 names its délibération and
/// its publication, one of article 28 has every clause.
pub fn signed(convention: &mut Convention) {
    match convention.party {
        Party::Collectivite(_) => {
            convention.deliberation = Some("2026-41".into());
            convention.published = Some(day("2026-09-01"));
        }
        Party::Provider(_) => {
            for clause in Clause::ALL {
                convention.clauses.set(clause, Some(ClauseState::Present));
            }
        }
    }
    convention.sent = Some(day("2026-08-20"));
    convention.signed_dasen = Some(day("2026-09-01"));
    convention.signed_party = Some(day("2026-09-01"));
}

/// A day that the school year of [`TODAY`] holds, as the rules take it.
pub fn today() -> NaiveDate {
    day(TODAY)
}

fn collectivite(id: &str, kind: CollectiviteKind, name: &str) -> Collectivite {
    Collectivite::new(siren(id), kind, name)
}
