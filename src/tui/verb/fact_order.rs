//! The order that records a fact of a line, and what a preview says of it.

use chrono::NaiveDate;

use crate::domain::command::Command;
use crate::domain::deployment::DeploymentId;
use crate::domain::id::{SheetVersion, SolutionCode, Uai};
use crate::domain::record::RecordId;
use crate::tui::model::Fact;

use super::batch::{self, Plan};
use super::many::{deployed, no_school, school};

/// The records that a fact changes, where they are not the lines themselves.
pub(super) fn unit(fact: Fact) -> Option<[&'static str; 2]> {
    match fact {
        Fact::Notice | Fact::Certificate => None,
        Fact::Informed | Fact::Council | Fact::Minutes => batch::SCHOOLS,
    }
}

/// The order that records it of a line.
pub(super) fn command(fact: Fact, id: &RecordId, on: NaiveDate) -> Result<Command, String> {
    let school = |id| school(id).ok_or_else(no_school);
    Ok(match fact {
        Fact::Notice => notice(deployed(id)?, None, on),
        Fact::Informed => council(school(id)?, on, true),
        Fact::Council => council(school(id)?, on, false),
        Fact::Minutes => Command::ReceiveMinutes {
            school: school(id)?,
            on,
        },
        Fact::Certificate => certificate(deployed(id)?, None, on),
    })
}

/// What is done, in French, without its day.
pub(super) fn plan(fact: Fact, on: &str) -> Plan {
    Plan {
        title: "Noter un fait",
        what: format!("{}{on}", fact.label().to_lowercase().replace("pv ", "PV ")),
        unit: unit(fact),
    }
}

/// The order that a notice was given, of the fiche in force on that day where no version is named.
pub(super) fn notice(deployment: DeploymentId, version: Option<SheetVersion>, on: NaiveDate) -> Command {
    Command::GiveNotice {
        deployment,
        version,
        on,
    }
}

/// The order that a certificate came, of what was left last where no solution is named.
pub(super) fn certificate(
    deployment: DeploymentId,
    solution: Option<SolutionCode>,
    on: NaiveDate,
) -> Command {
    Command::ReceiveCertificate {
        deployment,
        solution,
        on,
    }
}

fn council(school: Uai, on: NaiveDate, informed: bool) -> Command {
    Command::HoldCouncil { school, on, informed }
}
