//! Records by what they name.

use super::{Registry, Resting};
use crate::domain::collectivite::{Collectivite, Competence, Locality, LocalityId, Perimeter};
use crate::domain::contract::Contract;
use crate::domain::convention::{Convention, Party};
use crate::domain::council::{CouncilId, CouncilMeeting};
use crate::domain::deployment::{Deployment, DeploymentId, Rank, Stage};
use crate::domain::id::{
    ConventionNumber, DepartementCode, InseeCode, SheetVersion, Siren, SolutionCode, Uai,
};
use crate::domain::provider::{Category, Sheet, SheetId, Solution};
use crate::domain::record::{Document, Note, RecordId};
use crate::domain::register::RegisterEntry;
use crate::domain::reminder::Reminder;
use crate::domain::school::School;
use crate::domain::vacances::{Vacances, VacancesId, Zone};

use chrono::NaiveDate;

/// How many times a commune went into another at most, from a code that a school carries to the commune of a day.
const STEPS: usize = 16;

impl Registry {
    /// The commune that a code names or stands for on a day (arrondissement, commune déléguée, associée or merged).
    pub fn commune(&self, code: InseeCode, day: NaiveDate) -> Option<&Collectivite> {
        self.commune_of_code(self.stands_for(code, day), day)
    }

    /// The code of the commune that a code stands for on a day; itself, where no record says another.
    pub fn stands_for(&self, code: InseeCode, day: NaiveDate) -> InseeCode {
        let mut at = code;
        for _ in 0..STEPS {
            match self.locality(at, day) {
                Some(locality) if locality.commune != at => at = locality.commune,
                _ => break,
            }
        }
        at
    }

    /// What a code is on a day, where it is more, or was more, than the code of a commune.
    pub fn locality(&self, code: InseeCode, day: NaiveDate) -> Option<&Locality> {
        let last = LocalityId {
            code,
            from: Some(day),
        };
        self.localities.range(code.into()..=last).next_back()
    }

    /// What a code is and was, the earliest first.
    pub fn localities_of(&self, code: InseeCode) -> impl DoubleEndedIterator<Item = &Locality> {
        let last = LocalityId {
            code,
            from: Some(NaiveDate::MAX),
        };
        self.localities.range(code.into()..=last)
    }

    /// The communes that bear or bore a code, one at a time, in the order of their SIREN.
    pub fn communes_of_code(&self, code: InseeCode) -> impl Iterator<Item = &Collectivite> {
        self.indexes
            .communes
            .get(&code)
            .filter_map(|siren| self.collectivites.get(siren))
    }

    /// The commune that bears a code on a day; of several, the one that is so since the latest day.
    pub fn commune_of_code(&self, code: InseeCode, day: NaiveDate) -> Option<&Collectivite> {
        self.communes_of_code(code)
            .filter(|found| found.open.contains(day))
            .reduce(|found, next| {
                if next.open.from > found.open.from {
                    next
                } else {
                    found
                }
            })
    }

    /// The groups of which a collectivité is a member.
    pub fn groups_of(&self, member: Siren) -> impl Iterator<Item = &Collectivite> {
        self.indexes
            .groups
            .get(&member)
            .filter_map(|siren| self.collectivites.get(siren))
    }

    /// The recorded competences over a perimeter, earliest first.
    pub fn competences_over(&self, perimeter: Perimeter) -> impl DoubleEndedIterator<Item = &Competence> {
        self.indexes
            .competences
            .get(&perimeter)
            .filter_map(|id| self.competences.get(id))
    }

    /// The recorded competences of a holder.
    pub fn competences_of(&self, holder: Siren) -> impl Iterator<Item = &Competence> {
        self.indexes
            .held
            .get(&holder)
            .filter_map(|id| self.competences.get(id))
    }

    /// The schools that carry a code, or carried it when their commune went into another.
    pub fn schools_at(&self, code: InseeCode) -> impl Iterator<Item = &School> {
        self.indexes
            .schools
            .get(&code)
            .filter_map(|uai| self.schools.get(uai))
    }

    /// The schools of a commune, those that carry a code that stands for it, or did on some day, included.
    pub fn schools_in(&self, commune: InseeCode) -> impl Iterator<Item = &School> {
        let mut codes = vec![commune];
        let mut at = 0;
        while let Some(code) = codes.get(at).copied() {
            for locality in self.indexes.localities.get(&code) {
                if !codes.contains(&locality.code) {
                    codes.push(locality.code);
                }
            }
            at += 1;
        }
        codes.into_iter().flat_map(|code| self.schools_at(code))
    }

    /// The schools over which a collectivité holds the school competence on some day: by a record, or as the commune of their
    /// code. It may name too many, never too few, and one twice.
    pub fn schools_held_by(&self, siren: Siren) -> impl Iterator<Item = &School> {
        let recorded = self.competences_of(siren).map(|found| found.perimeter);
        let commune = self.collectivites.get(&siren).and_then(|found| found.insee);
        let perimeters = recorded.chain(commune.map(Perimeter::Commune));
        perimeters.flat_map(|perimeter| {
            let (code, uai) = match perimeter {
                Perimeter::Commune(code) => (Some(code), None),
                Perimeter::School(uai) => (None, Some(uai)),
            };
            let of_code = code.into_iter().flat_map(|code| self.schools_in(code));
            of_code.chain(uai.and_then(|uai| self.schools.get(&uai)))
        })
    }

    /// The schools of an RPI dispersé.
    pub fn schools_of_rpi(&self, rpi: &str) -> impl Iterator<Item = &School> {
        self.indexes.rpi.get(rpi).filter_map(|uai| self.schools.get(uai))
    }

    /// The holidays of a zone that begin after a day, earliest first, behind those that the day is in.
    pub fn holidays_from(&self, zone: Zone, day: NaiveDate) -> impl Iterator<Item = &Vacances> {
        let id = |from| VacancesId { zone, from };
        let begun = self.vacances.range(id(NaiveDate::MIN)..=id(day)).next_back();
        let present = begun.filter(|found| day <= found.to);
        let later = day.succ_opt().map(|next| id(next)..=id(NaiveDate::MAX));
        let later = later.into_iter().flat_map(|days| self.vacances.range(days));
        present.into_iter().chain(later)
    }

    /// The solutions of a prestataire.
    pub fn solutions_of(&self, provider: Siren) -> impl Iterator<Item = &Solution> {
        self.indexes
            .solutions
            .get(&provider)
            .filter_map(|code| self.solutions.get(code))
    }

    /// The versions of a solution's fiche, in the order of their numbers.
    pub fn sheets_of<'a>(&'a self, solution: &'a SolutionCode) -> impl Iterator<Item = &'a Sheet> {
        self.sheets
            .iter()
            .filter(move |sheet| sheet.solution == *solution)
    }

    /// The number after the greatest of the versions of a solution's fiches; none where none of them is a number.
    pub fn next_version(&self, solution: &SolutionCode) -> Option<SheetVersion> {
        let versions = self.sheets_of(solution);
        let numbers = versions.filter_map(|sheet| sheet.version.as_str().parse::<u32>().ok());
        let next = numbers.max()?.checked_add(1)?;
        SheetVersion::parse(&next.to_string()).ok()
    }

    /// The conventions with a party, in the order of their numbers.
    pub fn conventions_with(&self, party: Party) -> impl Iterator<Item = &Convention> {
        self.indexes
            .conventions
            .get(&party)
            .filter_map(|number| self.conventions.get(number))
    }

    /// The conventions 28 of a prestataire that name a département, in the order of their numbers.
    pub fn conventions_serving(
        &self,
        provider: Siren,
        departement: DepartementCode,
    ) -> impl Iterator<Item = &Convention> {
        self.indexes
            .served
            .get(&(provider, departement))
            .filter_map(|number| self.conventions.get(number))
    }

    /// The contracts of a collectivité.
    pub fn contracts_of(&self, collectivite: Siren) -> impl Iterator<Item = &Contract> {
        self.indexes
            .contracts
            .get(&collectivite)
            .filter_map(|reference| self.contracts.get(reference))
    }

    /// The uses of a school in a category, in the order of their ranks.
    pub fn uses_of(&self, school: Uai, category: Category) -> impl DoubleEndedIterator<Item = &Deployment> {
        let id = |rank| DeploymentId {
            school,
            category,
            rank,
        };
        self.deployments.range(id(Rank::FIRST)..=id(Rank::LAST))
    }

    /// The uses of a school, by category and rank.
    pub fn deployments_of(&self, school: Uai) -> impl Iterator<Item = &Deployment> {
        let id = |category, rank| DeploymentId {
            school,
            category,
            rank,
        };
        let last = id(Category::VieScolaire, Rank::LAST);
        self.deployments.range(id(Category::Ent, Rank::FIRST)..=last)
    }

    /// The use of a school in a category that counts: the one that is not left, else the last one left.
    pub fn present_use(&self, school: Uai, category: Category) -> Option<&Deployment> {
        self.uses_of(school, category).reduce(later)
    }

    /// True for the use that counts of its school and category.
    pub fn is_present(&self, used: &Deployment) -> bool {
        let present = self.present_use(used.school, used.category);
        present.is_some_and(|present| present.rank == used.rank)
    }

    /// The use that counts of each category that has one.
    pub fn present_uses(&self, school: Uai) -> impl Iterator<Item = &Deployment> {
        let mut present = [None; Category::ALL.len()];
        for used in self.deployments_of(school) {
            let place = &mut present[used.category as usize];
            *place = Some(place.map_or(used, |held| later(held, used)));
        }
        present.into_iter().flatten()
    }

    /// The use that an entry is about. Where the use of its rank is of another solution (before there were ranks a
    /// choice took the place of the former), it is the first with the entry's own.
    pub fn use_of(&self, entry: &RegisterEntry) -> Option<&Deployment> {
        let is_its = |used: &&Deployment| used.solution.as_ref() == Some(&entry.solution);
        let named = self.deployments.get(&entry.deployment()).filter(is_its);
        named.or_else(|| self.uses_of(entry.school, entry.category).find(is_its))
    }

    /// The deployments of a solution.
    pub fn deployments_with<'a>(&'a self, solution: &SolutionCode) -> impl Iterator<Item = &'a Deployment> {
        self.indexes
            .deployments
            .get(solution)
            .filter_map(|id| self.deployments.get(id))
    }

    /// What rests on a version of a fiche: entries of the register, closed ones included, and notices to families.
    pub fn resting_on(&self, sheet: &SheetId) -> Resting {
        let entered = |entry: &&RegisterEntry| entry.sheet == sheet.version;
        let told = |used: &&Deployment| {
            let notice = used.family_notice.as_ref();
            let kept = used.notice_kept.iter().any(|kept| kept.serves == sheet.version);
            notice.and_then(|notice| notice.version.as_ref()) == Some(&sheet.version) || kept
        };
        Resting {
            entries: self.entries_with(&sheet.solution).filter(entered).count(),
            notices: self.deployments_with(&sheet.solution).filter(told).count(),
        }
    }

    /// The fiche that the notice of a use names, where it is of a later day than the notice: it cannot have been drawn from it.
    pub fn sheet_after_notice(&self, used: &Deployment) -> Option<&Sheet> {
        let notice = used.family_notice.as_ref()?;
        let named = SheetId {
            solution: used.solution.clone()?,
            version: notice.version.clone()?,
        };
        self.sheets.get(&named).filter(|sheet| notice.date < sheet.date)
    }

    /// The meetings of a school's conseil d'école, earliest first.
    pub fn councils_of(&self, school: Uai) -> impl DoubleEndedIterator<Item = &CouncilMeeting> {
        let id = |date| CouncilId { school, date };
        self.councils.range(id(NaiveDate::MIN)..=id(NaiveDate::MAX))
    }

    /// The next meeting of a school's conseil d'école, one on the day itself included.
    pub fn next_council(&self, school: Uai, day: NaiveDate) -> Option<&CouncilMeeting> {
        let id = |date| CouncilId { school, date };
        self.councils.range(id(day)..=id(NaiveDate::MAX)).next()
    }

    /// The register entries of a school, closed ones included.
    pub fn entries_of(&self, school: Uai) -> impl DoubleEndedIterator<Item = &RegisterEntry> {
        self.indexes
            .entries
            .get(&school)
            .filter_map(|number| self.entries.get(number))
    }

    /// The register entries with a solution, closed ones included.
    pub fn entries_with(&self, solution: &SolutionCode) -> impl Iterator<Item = &RegisterEntry> {
        self.indexes
            .entered
            .get(solution)
            .filter_map(|number| self.entries.get(number))
    }

    /// The register entries that rest on a convention, closed ones included.
    pub fn entries_on(&self, convention: &ConventionNumber) -> impl Iterator<Item = &RegisterEntry> {
        self.indexes
            .resting
            .get(convention)
            .filter_map(|number| self.entries.get(number))
    }

    /// True where a use has what another solution may not take: an entry, active or closed, a notice, or a stage from
    /// *comptes enseignants* on.
    pub fn is_kept(&self, used: &Deployment) -> bool {
        let on = |stage: &Stage| *stage >= Stage::ComptesEnseignants;
        let has_entry = || {
            let of_use = |entry: &RegisterEntry| self.use_of(entry).is_some_and(|of| of.id() == used.id());
            self.entries_of(used.school).any(of_use)
        };
        used.family_notice.is_some() || on(&used.stage) || used.reached.keys().any(on) || has_entry()
    }

    /// The active register entry of a school for a category, whichever of its uses the key names.
    pub fn active_entry(&self, deployment: DeploymentId) -> Option<&RegisterEntry> {
        self.entries_of(deployment.school)
            .find(|entry| entry.is_active() && entry.category == deployment.category)
    }

    /// The active register entry of a use.
    pub fn entry_of(&self, used: &Deployment) -> Option<&RegisterEntry> {
        let solution = used.solution.as_ref()?;
        self.entries_of(used.school).find(|entry| {
            entry.is_active()
                && entry.category == used.category
                && entry.solution == *solution
                && (entry.rank == used.rank || self.use_of(entry).is_none_or(|of| of.rank == used.rank))
        })
    }

    /// True when an active entry registers a use.
    pub fn is_entered(&self, used: &Deployment) -> bool {
        self.entry_of(used).is_some()
    }

    /// The relances about a convention.
    pub fn reminders_of(&self, convention: &ConventionNumber) -> impl Iterator<Item = &Reminder> {
        self.indexes
            .reminders
            .get(convention)
            .filter_map(|number| self.reminders.get(number))
    }

    /// The latest relance about a convention, of those made by a day.
    pub fn last_reminder(&self, convention: &ConventionNumber, day: NaiveDate) -> Option<&Reminder> {
        self.reminders_of(convention)
            .filter(|reminder| reminder.date <= day)
            .max_by_key(|reminder| (reminder.date, reminder.number))
    }

    /// The documents that are attached to a record, in the order of their keys.
    pub fn documents_of(&self, record: &RecordId) -> impl Iterator<Item = &Document> {
        self.indexes
            .documents
            .get(record)
            .filter_map(|id| self.documents.get(id))
    }

    /// The notes on a record.
    pub fn notes_on(&self, record: &RecordId) -> impl Iterator<Item = &Note> {
        self.indexes
            .notes
            .get(record)
            .filter_map(|number| self.notes.get(number))
    }
}

/// Of two uses in the order of their ranks, the one that is not left, else the one left last.
fn later<'a>(held: &'a Deployment, next: &'a Deployment) -> &'a Deployment {
    let order = |used: &Deployment| (!used.is_left(), used.last_day());
    if order(held) > order(next) { held } else { next }
}
