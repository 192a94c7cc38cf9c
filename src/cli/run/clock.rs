//! `preau horloge`: whether the clock can be followed, and the order that takes it up again.

use super::out;
use crate::cli::args::{Common, Horloge};
use crate::cli::failure::{Failure, REFUSED};
use crate::cli::open;
use crate::domain::command::{Command, Order};
use crate::domain::refusal::Refusal;
use crate::service::{Desk, DeskError};

/// Says whether the clock can be followed, or takes it up again; status 1 where it cannot.
pub(super) fn run(common: &Common, args: &Horloge) -> Result<u8, Failure> {
    let mut desk = open::wherever(common)?.desk;
    match &args.motif {
        Some(reason) => resume(desk.as_mut(), reason, &open::in_words(common)?),
        None => tell(desk.as_ref()),
    }
}

fn resume(desk: &mut dyn Desk, reason: &str, base: &str) -> Result<u8, Failure> {
    let reason = reason.trim().to_owned();
    let receipt = desk.execute(&Order::blind(Command::ResumeClock { reason }))?;
    let said = out::line(&format!(
        "l’horloge est reprise\u{a0}: opération n°\u{a0}{} du journal de {base}",
        receipt.seq
    ));
    out::unless_closed(said)?;
    Ok(0)
}

/// The order is asked for as it would be given: it is refused where there is nothing to mend. Where there is, any other
/// order says what.
fn tell(desk: &dyn Desk) -> Result<u8, Failure> {
    let reason = "question".to_owned();
    let asked = [Command::ResumeClock { reason }, Command::Undo { entry: 0 }];
    for command in asked {
        match desk.preview(&Order::blind(command)) {
            Err(DeskError::Refused(why)) => match *why {
                Refusal::ClockSound { .. } => return out::line(&why.to_string()).map(|()| 0),
                Refusal::Clock { .. } => return out::line(&why.to_string()).map(|()| REFUSED),
                other => return Err(other.into()),
            },
            Err(error) => return Err(error.into()),
            Ok(_) => {}
        }
    }
    Err(Failure::new("la base ne dit pas ce qu’il en est de l’horloge"))
}
