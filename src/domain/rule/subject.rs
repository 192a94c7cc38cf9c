//! What the rules look at: a school, one of its deployments and a day, with what was found of them once.

use chrono::NaiveDate;

use crate::domain::contract::Contract;
use crate::domain::convention::{Convention, Party, Wait};
use crate::domain::deployment::Deployment;
use crate::domain::id::SolutionCode;
use crate::domain::provider::{Sheet, Solution};
use crate::domain::register::RegisterEntry;
use crate::domain::registry::Registry;

use super::place::Place;
use super::serving::{self, Serving};

/// A school on a day with one of its deployments, or with none.
pub(super) struct Subject<'a> {
    pub(super) at: Place<'a>,
    pub(super) deployment: Option<&'a Deployment>,
    pub(super) code: Option<&'a SolutionCode>,
    /// The school has left the solution by the day: only what it left behind is looked at.
    pub(super) is_left: bool,
    pub(super) solution: Option<&'a Solution>,
    /// Its latest fiche dated at or before the day.
    pub(super) sheet: Option<&'a Sheet>,
    /// The active register entry for the solution.
    pub(super) entry: Option<&'a RegisterEntry>,
    /// The conventions 28 for the solution and the département.
    pub(super) art28: Serving<'a>,
    /// The conventions 26 with the holder or its predecessor.
    pub(super) art26: Serving<'a>,
    /// The contract in force that ends last.
    pub(super) contract: Option<&'a Contract>,
}

impl<'a> Subject<'a> {
    pub(super) fn new(at: Place<'a>, deployment: Option<&'a Deployment>) -> Self {
        let code = deployment.and_then(|deployment| deployment.solution.as_ref());
        let solution = code.and_then(|code| at.registry.solutions().get(code));
        let public = at.is_public();
        Self {
            at,
            deployment,
            code,
            is_left: deployment.is_some_and(|deployment| deployment.is_left_on(at.day)),
            solution,
            sheet: code.and_then(|code| latest_sheet(at.registry, code, at.day)),
            entry: deployment.and_then(|deployment| at.registry.entry_of(deployment)),
            art28: solution
                .filter(|_| public)
                .map_or(Serving::NONE, |s| serving::art28(at, s)),
            art26: at
                .holder
                .as_ref()
                .filter(|_| public)
                .map_or(Serving::NONE, |h| serving::art26(at, h, code)),
            contract: at
                .holder
                .as_ref()
                .zip(code)
                .and_then(|(holder, code)| serving::contract(at, holder, code)),
        }
    }

    /// The conventions that serve, 28 before 26.
    pub(super) fn relied_on(&self) -> impl Iterator<Item = &'a Convention> {
        self.art28.serves.into_iter().chain(self.art26.serves)
    }

    /// The conventions 26 that cover the school and the solution, in force or not: those of the holder, and the one of its
    /// predecessor that serves.
    pub(super) fn covering26(&self) -> impl Iterator<Item = &'a Convention> {
        let at = self.at;
        let code = self.code;
        let own = at.holder.into_iter().flat_map(move |holder| {
            let with_holder = at.registry.conventions_with(Party::Collectivite(holder.siren));
            with_holder.filter(move |convention| convention.covers_choice(at.school.uai, code, at.day))
        });
        let holder = at.holder.map(|holder| holder.siren);
        let inherited = self.art26.serves.into_iter();
        own.chain(inherited.filter(move |convention| Some(convention.party.siren()) != holder))
    }

    /// The conventions that cover the school and the solution, in force or not, 28 before 26.
    pub(super) fn covering(&self) -> impl Iterator<Item = &'a Convention> {
        let at = self.at;
        let with_provider = self
            .solution
            .into_iter()
            .flat_map(move |solution| serving::covering28(at.registry, at.school, solution, at.day));
        with_provider.chain(self.covering26())
    }

    /// The signatures that the school waits for, each with its convention, 28 before 26: those of the conventions that cover
    /// it, and those of the avenants that move it, or that move no school.
    pub(super) fn waits(&self) -> impl Iterator<Item = (&'a Convention, Wait<'a>)> {
        let (day, uai) = (self.at.day, self.at.school.uai);
        let concerned = self.amended().flat_map(move |convention| {
            let waits = convention.waits_for(Some((uai, self.code)), day);
            let of_amendments = waits.filter(|wait| wait.amendment.is_some());
            of_amendments.map(move |wait| (convention, wait))
        });
        let own = self.covering().filter_map(move |convention| {
            let wait = convention.waits(day).find(|wait| wait.amendment.is_none())?;
            Some((convention, wait))
        });
        own.chain(concerned)
    }

    /// The conventions whose avenants may concern the school.
    fn amended(&self) -> impl Iterator<Item = &'a Convention> {
        let at = self.at;
        let holder = at.holder.into_iter();
        let with_holder =
            holder.flat_map(move |holder| at.registry.conventions_with(Party::Collectivite(holder.siren)));
        let others = self.covering().filter(move |convention| {
            let holder = at.holder.map(|holder| Party::Collectivite(holder.siren));
            Some(convention.party) != holder
        });
        with_holder.chain(others)
    }

    /// The earliest last day among the conventions and the contract that serve.
    pub(super) fn end(&self) -> Option<NaiveDate> {
        self.relied_on()
            .filter_map(Convention::last_day)
            .chain(self.contract.and_then(|contract| contract.period.to))
            .min()
    }
}

/// The latest fiche of a solution dated at or before a day; of two of one day, the greater version.
pub(in crate::domain) fn latest_sheet<'a>(
    registry: &'a Registry,
    solution: &'a SolutionCode,
    day: NaiveDate,
) -> Option<&'a Sheet> {
    registry
        .sheets_of(solution)
        .filter(|sheet| sheet.date <= day)
        .max_by_key(|sheet| (sheet.date, &sheet.version))
}
