//! The calls of a connection, each with what answers it, by the table.

use std::time::Instant;

use super::issue::Issue;
use super::limits;
use super::long_poll::{self, LastTold};
use super::outbox::Sent;
use super::pool::Share;
use super::session::Session;
use super::state;
use super::transfer::{self, Transfer};
use super::{checks, transport::Asked};
use crate::service::Desk;
use crate::service::calls::calls;
use crate::service::calls::prelude::*;
use crate::service::wire::Call;

/// What answers the calls of a connection, one after another.
pub(super) struct Answers {
    pub(super) session: Session,
    pub(super) told: LastTold,
    pub(super) transfer: Transfer,
}

impl Answers {
    /// Answers a call, and writes a line about it: who, what, how long, how it ended; nothing of what was asked.
    pub(super) async fn answer(&mut self, asked: Asked) -> Sent {
        let Asked { call, share } = asked;
        let (verb, noted, start) = (call.verb(), call.is_noted(), Instant::now());
        let (is_order, is_measured) = (is_order(&call), is_at_once(&call));
        let (issue, sent) = match self.allowed(&call).await {
            Ok(()) => self.made(call, share).await,
            Err(error) => self.session.put::<()>(&Err(error)),
        };
        if is_measured {
            self.session.house.meter.count(is_order, start.elapsed(), issue);
        }
        self.session.log(verb, noted, start, issue);
        sent
    }

    /// Refuses a call that is too large, or that its operator may not make.
    async fn allowed(&self, call: &Call) -> Result<(), DeskError> {
        self.session.open()?;
        fits(call)?;
        if is_order(call) {
            self.session.orderer().await?;
        }
        self.session.may(rights(call))
    }
}

/// How a call of the table is made.
macro_rules! made {
    (question $answers:ident $share:ident $name:ident($($arg:ident),*) ($($lent:expr),*) $answer:ty) => {
        $answers.session.ask(move |desk| desk.$name($($lent),*)).await
    };
    (many $($call:tt)*) => { made!(question $($call)*) };
    (pages $($call:tt)*) => { made!(question $($call)*) };
    (parts $answers:ident $share:ident $name:ident($records:ident) ($lent:expr) $answer:ty) => {
        $answers.session.ask(move |desk| first_of($lent, |record| desk.$name(record))).await
    };
    (order $answers:ident $share:ident $name:ident($order:ident) ($lent:expr) $answer:ty) => {
        $answers.session.put(&$answers.session.$name($order).await)
    };
    (poll $answers:ident $share:ident $name:ident($($arg:ident),*) ($($lent:expr),*) $answer:ty) => {{
        // What is left of the call takes no room while it waits.
        drop($share);
        let answer = long_poll::$name(&$answers.session, &mut $answers.told, $($arg),*).await;
        $answers.session.put::<$answer>(&answer)
    }};
    (work $answers:ident $share:ident $name:ident($($arg:ident),*) ($($lent:expr),*) $answer:ty) => {{
        let answer = transfer::$name(&$answers.session, &mut $answers.transfer, $($arg),*).await;
        $answers.session.put::<$answer>(&answer)
    }};
    (written $($call:tt)*) => { made!(work $($call)*) };
    (watched $answers:ident $share:ident $name:ident($($arg:ident),*) ($($lent:expr),*) $answer:ty) => {{
        let answer = state::$name(&$answers.session, $($arg),*).await;
        $answers.session.put::<$answer>(&answer)
    }};
}

/// An argument as it is kept, lent to the desk.
macro_rules! lent {
    ($arg:ident & $lent:tt) => {
        &$arg
    };
    ($arg:ident $kept:ident) => {
        $arg
    };
}

macro_rules! dispatch {
    (desk { $($desk:tt)* } service { $($service:tt)* }) => { dispatch! { $($desk)* $($service)* } };
    ($(
        $(#[$doc:meta])* $way:ident $name:ident($($arg:ident: $(&$lent:tt)? $($kept:ident)?),*) -> $answer:ty
        $(, within $bound:ident($($bounded:expr),*))? $(, by $rights:expr)?;
    )*) => {
        impl Answers {
            async fn made(&mut self, call: Call, share: Share) -> (Issue, Sent) {
                let answers = self;
                match call {
                    $(Call::$name { $($arg),* } => {
                        made!($way answers share $name($($arg),*) ($(lent!($arg $(&$lent)? $($kept)?)),*) $answer)
                    })*
                }
            }
        }

        /// Refuses a call that names or says too much.
        #[allow(unused_variables, reason = "few calls have sizes to look at")]
        fn fits(call: &Call) -> Result<(), DeskError> {
            match call {
                $(Call::$name { $($arg),* } => {
                    $(checks::$bound($($bounded),*)?;)?
                    Ok(())
                })*
            }
        }

        /// The rights that a call takes, beside those that its command does.
        #[allow(unused_variables, reason = "few calls take other rights for other arguments")]
        fn rights(call: &Call) -> &'static [Right] {
            match call {
                $(Call::$name { $($arg),* } => {
                    let rights: &[Right] = &[];
                    $(let rights = $rights;)?
                    rights
                })*
            }
        }

        /// True for a call that is answered as soon as the desk can: it neither waits for what others do, nor is it of the
        /// base as a whole.
        fn is_at_once(call: &Call) -> bool {
            match call {
                $(Call::$name { .. } => !matches!(stringify!($way), "poll" | "work" | "written" | "watched")),*
            }
        }

        /// True where the rights must be those of now.
        fn is_order(call: &Call) -> bool {
            match call {
                $(Call::$name { .. } => matches!(stringify!($way), "order" | "written")),*
            }
        }
    };
}

calls!(dispatch);

/// The answers about the first records, as many as fit in one, and about one at least: the client asks for the others.
fn first_of<T>(
    records: &[RecordId],
    about: impl Fn(&[RecordId]) -> Result<Vec<Vec<T>>, DeskError>,
) -> Result<Vec<Vec<T>>, DeskError> {
    let (mut all, mut count) = (Vec::new(), 0);
    for record in records {
        for one in about(std::slice::from_ref(record))? {
            count += one.len();
            all.push(one);
        }
        if count >= limits::ROWS {
            break;
        }
    }
    Ok(all)
}
