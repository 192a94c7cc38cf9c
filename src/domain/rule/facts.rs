//! The facts that a rule looks at, in French, for whoever asks why it speaks or is silent.

mod places;
mod sheets;
mod uses;

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::authority::Phrase;
use crate::domain::convention::{AnnexeLine, Clause, ClauseState, Convention, Party};
use crate::domain::date::{Period, SchoolYear, day_fr};
use crate::domain::school::Sector;

use super::assessment::Assessment;
use super::serving::{contracts, covering28, inherited};
use super::subject::Subject;
use super::wording::Words;

/// A fact: what it is, and what is known of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FactLine {
    pub label: String,
    pub value: String,
}

/// A kind of facts that rules look at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fact {
    Aipd,
    /// The blocking rules that fail.
    Blocks,
    /// The art. 28(3) checklist of the convention 28 in force.
    Clauses,
    Contracts,
    Conventions26,
    Conventions28,
    Councils,
    Deliberations,
    /// The records that are probably one.
    Duplicates,
    /// The results of the elections of parents.
    Elections,
    /// The last days of what is relied on.
    Ends,
    Entries,
    Holder,
    /// The uses of the category that were left.
    Left,
    Notice,
    /// The day on which the main lines of the convention 26 relied on were published.
    Publication,
    Reminders,
    /// The tacit renewals of what is relied on.
    Renewals,
    /// Retention and security in the fiche.
    Retention,
    Reviews,
    /// The RPI, and the other schools of it.
    Rpi,
    School,
    Sector,
    Sheet,
    /// When each convention that may serve was sent, signed and has effect.
    Signatures,
    /// The facts that stages claim.
    StageFacts,
    Stages,
    /// What took the place of a school, and what still stands of it.
    Standing,
    SubProcessors,
    Transfers,
    Use,
    /// The avenants that wait for a signature.
    Waits,
}

/// What facts are written from.
pub(super) struct Facts<'a> {
    pub(super) subject: &'a Subject<'a>,
    pub(super) words: Words<'a>,
    pub(super) of: &'a Assessment,
    lines: Vec<FactLine>,
}

impl<'a> Facts<'a> {
    pub(super) fn new(subject: &'a Subject<'a>, words: Words<'a>, of: &'a Assessment) -> Self {
        Self {
            subject,
            words,
            of,
            lines: Vec::new(),
        }
    }

    /// The lines of some kinds, in order.
    pub(super) fn of(mut self, kinds: &[Fact]) -> Vec<FactLine> {
        for kind in kinds {
            self.tell(*kind);
        }
        self.lines
    }

    fn tell(&mut self, kind: Fact) {
        match kind {
            Fact::Aipd => self.aipd(),
            Fact::Blocks => self.blocks(),
            Fact::Clauses => self.clauses(),
            Fact::Contracts => self.contracts(),
            Fact::Conventions26 => self.conventions26(),
            Fact::Conventions28 => self.conventions28(),
            Fact::Councils => self.councils(),
            Fact::Deliberations => self.deliberations(),
            Fact::Duplicates => self.duplicates(),
            Fact::Elections => self.elections(),
            Fact::Ends => self.ends(),
            Fact::Entries => self.entries(),
            Fact::Holder => self.holder(),
            Fact::Left => self.left(),
            Fact::Notice => self.notice(),
            Fact::Publication => self.publication(),
            Fact::Reminders => self.reminders(),
            Fact::Renewals => self.renewals(),
            Fact::Retention => self.retention(),
            Fact::Reviews => self.reviews(),
            Fact::Rpi => self.rpi(),
            Fact::School => self.school(),
            Fact::Sector => self.sector(),
            Fact::Sheet => self.sheet(),
            Fact::Signatures => self.signatures(),
            Fact::StageFacts => self.stage_facts(),
            Fact::Stages => self.stages(),
            Fact::Standing => self.standing(),
            Fact::SubProcessors => self.sub_processors(),
            Fact::Transfers => self.transfers(),
            Fact::Use => self.used(),
            Fact::Waits => self.waits(),
        }
    }

    pub(super) fn line(&mut self, label: impl Into<String>, value: impl Into<String>) {
        self.lines.push(FactLine {
            label: label.into(),
            value: value.into(),
        });
    }

    /// Says that there is none, where nothing was said since `before`.
    fn or_none(&mut self, before: usize, label: &str, none: &str) {
        if self.lines.len() == before {
            self.line(label, none);
        }
    }

    fn school(&mut self) {
        let school = self.subject.at.school;
        let opened = school.opened.map(|day| format!("ouverture le {}", day_fr(day)));
        let closed = school.closed.map(|day| format!("fermeture le {}", day_fr(day)));
        let state = Some(school.state.label().to_owned());
        let parts: Vec<String> = [state, opened, closed].into_iter().flatten().collect();
        let value = parts.join(", ");
        self.line("école", value);
    }

    fn sector(&mut self) {
        let value = match self.subject.at.school.sector {
            Sector::Public => "public",
            Sector::Private => "privé",
        };
        self.line("secteur", value);
    }

    fn used(&mut self) {
        let value = match self.subject.deployment {
            None => "aucun".to_owned(),
            Some(deployment) => {
                let solution = deployment.solution.as_ref();
                let name =
                    solution.map_or_else(|| "aucune solution".into(), |code| self.words.solution_name(code));
                let (category, stage) = (deployment.category.label(), deployment.stage.label());
                format!("{category}, {name}, étape «\u{a0}{stage}\u{a0}»")
            }
        };
        self.line("usage", value);
    }

    fn holder(&mut self) {
        let Some(holder) = self.subject.at.holder else {
            return self.line("compétence scolaire", "aucune collectivité");
        };
        let since = holder.since.map(|day| format!(", depuis le {}", day_fr(day)));
        let name = self.words.name(holder.siren);
        self.line("compétence scolaire", name + &since.unwrap_or_default());
        let holds = self
            .subject
            .at
            .registry
            .holds(self.subject.at.school, self.subject.at.day);
        for hold in holds.iter().rev().skip(1) {
            let until = hold.to.map(|day| format!(", jusqu’au {}", day_fr(day)));
            let name = self.words.name(hold.siren);
            self.line("titulaire précédent", name + &until.unwrap_or_default());
        }
    }

    fn conventions28(&mut self) {
        let (at, before) = (self.subject.at, self.lines.len());
        let solution = self.subject.solution;
        for found in solution
            .into_iter()
            .flat_map(|solution| covering28(at.registry, at.school, solution, at.day))
        {
            let value = self.words.standing(found);
            self.line(format!("convention {}", found.number), value);
        }
        self.or_none(
            before,
            "conventions 28",
            "aucune pour cette solution et ce département",
        );
    }

    fn clauses(&mut self) {
        let in_force = self.subject.art28.serves.or(self.subject.art28.in_force);
        if let Some(found) = in_force {
            let of = |state| letters(found, state);
            let value = format!(
                "présentes\u{a0}: {}\u{a0}; absentes\u{a0}: {}\u{a0}; non vérifiées\u{a0}: {}",
                of(Some(ClauseState::Present)),
                of(Some(ClauseState::Absent)),
                of(None)
            );
            self.line(format!("clauses de {}", found.number), value);
        }
    }

    fn conventions26(&mut self) {
        let (at, before) = (self.subject.at, self.lines.len());
        let holder = at.holder.map(|holder| {
            let own = at.registry.conventions_with(Party::Collectivite(holder.siren));
            let inherited = inherited(at, &holder).into_iter();
            own.chain(inherited.map(|one| one.convention))
        });
        for found in holder.into_iter().flatten() {
            let value = format!("{}\u{a0}; {}", self.words.standing(found), self.coverage(found));
            self.line(self.words.convention_with(&found.number), value);
        }
        self.or_none(before, "conventions 26", "aucune avec le titulaire");
    }

    fn coverage(&self, convention: &Convention) -> String {
        let (uai, day, code) = (self.subject.at.school.uai, self.subject.at.day, self.subject.code);
        let school = convention.covers_school(uai, day);
        let solution = code.is_none_or(|code| convention.covers_solution(code));
        let covers = match (convention.covers_choice(uai, code, day), school, solution) {
            (true, ..) => "couvre l’école et la solution",
            (false, true, true) => "couvre l’école, mais pour une autre solution",
            (false, true, false) => "couvre l’école, mais pas la solution",
            (false, false, true) => "couvre la solution, mais pas l’école",
            (false, false, false) => "ne couvre ni l’école ni la solution",
        };
        let numbers: BTreeSet<_> = convention
            .lines_of(uai)
            .flat_map(AnnexeLine::amendments)
            .collect();
        let amendments = numbers
            .into_iter()
            .filter_map(|number| convention.amendment(number));
        let standing = amendments.map(|found| {
            let standing = self.words.amendment(convention, found);
            format!("\u{a0}; avenant {}\u{a0}: {standing}", found.number)
        });
        std::iter::once(covers.to_owned()).chain(standing).collect()
    }

    fn entries(&mut self) {
        let (at, before) = (self.subject.at, self.lines.len());
        let category = self.subject.deployment.map(|deployment| deployment.category);
        let entries = at.registry.entries_of(at.school.uai);
        for entry in entries.filter(|entry| Some(entry.category) == category) {
            let state = match &entry.closed {
                None => "active".to_owned(),
                Some(closed) => format!("close le {}", day_fr(closed.on)),
            };
            let name = self.words.solution_name(&entry.solution);
            let value = format!("{name}, du {}, {state}", day_fr(entry.entered_on));
            self.line(format!("inscription n°\u{a0}{}", entry.number), value);
        }
        self.or_none(before, "inscriptions", "aucune");
    }

    fn blocks(&mut self) {
        let failing: Vec<_> = self.of.failures().map(|finding| finding.rule.as_str()).collect();
        let value = if failing.is_empty() {
            "aucune".to_owned()
        } else {
            failing.join(", ")
        };
        self.line("règles bloquantes constatées", value);
    }

    fn contracts(&mut self) {
        let (at, before) = (self.subject.at, self.lines.len());
        if let Some((holder, code)) = at.holder.zip(self.subject.code) {
            for found in contracts(at.registry, at.school, at.day, &holder, code) {
                self.line(format!("contrat {}", found.reference), period_fr(found.period));
            }
        }
        self.or_none(before, "contrats", "aucun pour cette solution et cette école");
    }

    fn ends(&mut self) {
        let (subject, before) = (self.subject, self.lines.len());
        for found in subject.relied_on() {
            self.line(
                format!("fin de la convention {}", found.number),
                on(found.last_day(), "sans fin"),
            );
        }
        if let Some(found) = subject.contract {
            self.line(
                format!("fin du contrat {}", found.reference),
                on(found.period.to, "sans fin"),
            );
        }
        self.or_none(before, "conventions et contrat en cours", "aucun");
    }

    fn councils(&mut self) {
        let (at, before) = (self.subject.at, self.lines.len());
        let start = SchoolYear::containing(at.day).start();
        let held = at.registry.councils_of(at.school.uai);
        for found in held.filter(|found| start <= found.date && found.date <= at.day) {
            let value = if found.families_informed {
                "information donnée"
            } else {
                "information non donnée"
            };
            self.line(format!("conseil d’école du {}", day_fr(found.date)), value);
        }
        self.or_none(before, "conseils d’école", "aucun cette année scolaire");
    }

    fn deliberations(&mut self) {
        let (subject, before) = (self.subject, self.lines.len());
        for found in subject.covering26() {
            let named = found.deliberation.as_deref().unwrap_or_default().trim();
            let promised = found.deliberation_promised;
            let value = match promised.filter(|_| named.is_empty()) {
                Some(by) => format!("non notée, promise pour le {}", day_fr(by)),
                None if named.is_empty() => "non notée".to_owned(),
                None => named.to_owned(),
            };
            self.line(format!("délibération de {}", found.number), value);
        }
        self.or_none(
            before,
            "conventions 26",
            "aucune ne couvre l’école et la solution",
        );
    }

    fn signatures(&mut self) {
        let (subject, before) = (self.subject, self.lines.len());
        for found in subject.covering() {
            let value = format!(
                "envoi\u{a0}: {}\u{a0}; {}\u{a0}: {}\u{a0}; {}\u{a0}: {}\u{a0}; effet\u{a0}: {}",
                on(found.sent, "non"),
                found.party.role(),
                on(found.signed_party, "non"),
                Phrase::Authority,
                on(found.signed_dasen, "non"),
                on(found.effect_day(), "non")
            );
            self.line(format!("convention {}", found.number), value);
        }
        self.or_none(before, "conventions", "aucune ne couvre l’école et la solution");
    }

    fn waits(&mut self) {
        let (subject, words) = (self.subject, self.words);
        let waits = subject.waits();
        let of_amendments = waits.filter_map(|(convention, wait)| Some((convention, wait.amendment?)));
        for (convention, found) in of_amendments {
            let label = format!("avenant {} de {}", found.number, convention.number);
            self.line(label, words.amendment(convention, found));
        }
    }

    fn reminders(&mut self) {
        let subject = self.subject;
        let mut told = BTreeSet::new();
        let waiting = subject.waits().map(|(convention, _)| convention);
        for found in subject.covering().chain(waiting) {
            if !told.insert(&found.number) {
                continue;
            }
            let last = subject.at.registry.last_reminder(&found.number, subject.at.day);
            let value = on(last.map(|reminder| reminder.date), "aucune");
            self.line(format!("dernière relance de {}", found.number), value);
        }
    }

    fn publication(&mut self) {
        let before = self.lines.len();
        if let Some(found) = self.subject.art26.serves {
            let value = on(found.published, "non notée");
            self.line(format!("publication de {}", found.number), value);
        }
        self.or_none(before, "convention 26 en vigueur", "aucune");
    }
}

fn letters(convention: &Convention, state: Option<ClauseState>) -> String {
    let clauses = Clause::ALL.into_iter();
    let of = clauses.filter(|clause| convention.clauses.get(*clause) == state);
    let letters: Vec<String> = of.map(|clause| clause.letter().to_string()).collect();
    if letters.is_empty() {
        "aucune".to_owned()
    } else {
        letters.join(", ")
    }
}

fn on(day: Option<NaiveDate>, none: &str) -> String {
    day.map_or_else(|| none.to_owned(), |day| format!("le {}", day_fr(day)))
}

fn period_fr(period: Period) -> String {
    let from = period.from.map(|day| format!("du {}", day_fr(day)));
    let to = period
        .to
        .map_or_else(|| "sans fin".to_owned(), |day| format!("au {}", day_fr(day)));
    format!("{} {to}", from.unwrap_or_default()).trim().to_owned()
}
