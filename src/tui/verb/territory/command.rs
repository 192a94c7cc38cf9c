//! The command of what was asked and answered.

use std::collections::BTreeSet;

use crate::domain::collectivite::{CompetenceNature, LocalityKind, Perimeter};
use crate::domain::command::Territory;
use crate::domain::convention::Substitution;
use crate::domain::id::{InseeCode, Siren, SolutionCode, Uai};
use crate::domain::provider::SuccessionNature;
use crate::domain::record::RecordId;
use crate::tui::verb::many::school;

use super::act::Act;
use super::{Draft, whole};

impl Draft {
    /// The command, once all is answered.
    ///
    /// # Errors
    ///
    /// What is wrong with an answer, in French.
    pub(super) fn command(&self) -> Result<Territory, String> {
        Ok(match self.act {
            Act::CloseSchools | Act::MergeSchools | Act::SplitSchool | Act::RenumberSchool => {
                self.schools_end()?
            }
            Act::FormRpi => Territory::SetRpi {
                schools: self.schools(),
                rpi: Some(self.answer(0).to_owned()),
            },
            Act::LeaveRpi => Territory::SetRpi {
                schools: self.schools(),
                rpi: None,
            },
            Act::DissolveRpi => Territory::DissolveRpi {
                schools: self.schools(),
            },
            Act::MergeGroups => Territory::MergeGroups {
                groups: self.sirens(),
                into: self.siren(0)?,
                name: self.answer(1).to_owned(),
                on: self.on,
            },
            Act::JoinGroup => Territory::ChangeMembers {
                group: self.siren(0)?,
                joining: self.sirens(),
                leaving: Vec::new(),
            },
            Act::LeaveGroup => Territory::ChangeMembers {
                group: self.siren(0)?,
                joining: Vec::new(),
                leaving: self.sirens(),
            },
            Act::HandCompetence => Territory::HandCompetence {
                perimeters: self.perimeters(),
                to: Some(self.holder.map_or_else(|| self.siren(0), Ok)?),
                on: self.on,
                nature: nature(self.last())?,
            },
            Act::GiveCompetenceBack => Territory::HandCompetence {
                perimeters: self.perimeters(),
                to: None,
                on: self.on,
                nature: CompetenceNature::Both,
            },
            Act::ConfirmCompetences => Territory::ConfirmCompetences {
                perimeters: self.perimeters(),
                to: self.holder,
                since: self.given,
                nature: nature(self.last())?,
            },
            Act::RenameCollectivite => Territory::RenameCollectivite {
                collectivite: self.collectivite()?,
                name: self.answer(0).to_owned(),
            },
            Act::ReplaceCollectivite => Territory::ReplaceCollectivite {
                from: self.collectivite()?,
                to: self.siren(0)?,
                on: self.on,
                name: self.answer(1).to_owned(),
            },
            Act::MergeCommunes => self.communes_merge()?,
            Act::RestoreCommune => Territory::RestoreCommune {
                code: insee(self.answer(0))?,
                siren: self.siren(1)?,
                name: self.answer(2).to_owned(),
                on: self.on,
            },
            Act::NoteSubstitution => self.substitution()?,
            Act::MergeProviders => self.provider_goes(SuccessionNature::Merger, "", self.answer(1))?,
            Act::SellProvider => {
                self.provider_goes(SuccessionNature::Sale, self.answer(1), self.answer(2))?
            }
            Act::MergeRecords => self.records_merge()?,
        })
    }

    fn answer(&self, place: usize) -> &str {
        self.answers.get(place).map_or("", String::as_str)
    }

    fn last(&self) -> &str {
        self.answers.last().map_or("", String::as_str)
    }

    fn siren(&self, place: usize) -> Result<Siren, String> {
        Siren::parse(self.answer(place)).map_err(|error| error.to_string())
    }

    /// The collectivités among the records.
    fn sirens(&self) -> Vec<Siren> {
        let sirens = self.records.iter().filter_map(|id| match id {
            RecordId::Collectivite(siren) => Some(*siren),
            _ => None,
        });
        sirens.collect()
    }

    fn schools(&self) -> Vec<Uai> {
        self.records.iter().filter_map(school).collect()
    }

    fn perimeters(&self) -> Vec<Perimeter> {
        let schools = self.schools().into_iter().map(Perimeter::School);
        self.places.iter().copied().chain(schools).collect()
    }

    fn collectivite(&self) -> Result<Siren, String> {
        match self.records.first() {
            Some(RecordId::Collectivite(siren)) => Ok(*siren),
            _ => Err("choisissez une collectivité".to_owned()),
        }
    }

    fn schools_end(&self) -> Result<Territory, String> {
        let into = match self.act {
            Act::CloseSchools => "",
            _ => self.answer(0),
        };
        let words = into.split([' ', ',', ';']).filter(|word| !word.is_empty());
        let into: Result<Vec<Uai>, String> = words
            .map(|word| Uai::parse(word).map_err(|error| error.to_string()))
            .collect();
        let into = into?;
        if self.act == Act::SplitSchool && into.iter().collect::<BTreeSet<_>>().len() < 2 {
            return Err("dites les écoles qui prennent la place, deux au moins".to_owned());
        }
        Ok(Territory::EndSchools {
            schools: self.schools(),
            into,
            on: self.on,
            reason: self.last().to_owned(),
        })
    }

    fn communes_merge(&self) -> Result<Territory, String> {
        let parts = LocalityKind::ALL
            .into_iter()
            .find(|kind| kind.code() == self.answer(1))
            .ok_or_else(|| "dites ce que deviennent leurs codes".to_owned())?;
        let code = Some(self.answer(2)).filter(|code| !code.is_empty());
        Ok(Territory::MergeCommunes {
            communes: self.sirens(),
            into: self.siren(0)?,
            code: code.map(insee).transpose()?,
            name: self.answer(3).to_owned(),
            parts,
            on: self.on,
        })
    }

    fn substitution(&self) -> Result<Territory, String> {
        let Some(RecordId::Convention(number)) = self.records.first() else {
            return Err("choisissez une convention".to_owned());
        };
        Ok(Territory::NoteSubstitution {
            convention: number.clone(),
            noted: Substitution {
                to: self.siren(0)?,
                on: self.on,
                by: self.answer(1).to_owned(),
                reference: self.answer(2).to_owned(),
            },
        })
    }

    fn provider_goes(
        &self,
        nature: SuccessionNature,
        solutions: &str,
        name: &str,
    ) -> Result<Territory, String> {
        let Some(RecordId::Provider(from)) = self.records.first() else {
            return Err("choisissez un prestataire".to_owned());
        };
        let words = solutions.split([' ', ',', ';']).filter(|word| !word.is_empty());
        let solutions: Result<Vec<SolutionCode>, String> = words
            .map(|word| SolutionCode::parse(word).map_err(|error| error.to_string()))
            .collect();
        Ok(Territory::ReplaceProvider {
            from: *from,
            to: self.siren(0)?,
            on: self.on,
            nature,
            solutions: solutions?,
            name: name.to_owned(),
        })
    }

    fn records_merge(&self) -> Result<Territory, String> {
        let answer = self.answer(0);
        let ids: Vec<RecordId> = self.records.iter().map(whole).collect();
        let into = match ids.as_slice() {
            [one] => one.with_key(answer).map_err(|error| error.to_string())?,
            [_, _] => answer.parse()?,
            _ => return Err("cochez les deux fiches, ou choisissez celle qui est de trop".to_owned()),
        };
        let record = ids.into_iter().find(|id| *id != into);
        Ok(Territory::Merge {
            record: record.ok_or_else(|| "c’est la même fiche".to_owned())?,
            into,
            reason: self.last().to_owned(),
        })
    }
}

fn insee(text: &str) -> Result<InseeCode, String> {
    InseeCode::parse(text).map_err(|error| error.to_string())
}

fn nature(code: &str) -> Result<CompetenceNature, String> {
    let found = CompetenceNature::ALL
        .into_iter()
        .find(|nature| nature.code() == code);
    found.ok_or_else(|| "dites sur quoi elle porte".to_owned())
}
