//! The calls of the desk, sent to the service.

use std::fs::File;
use std::io::Write;

use super::archive::foreign;
use super::link::{Called, Link};
use super::watcher::Watcher;
use super::{Client, QUESTION};
use crate::domain::command::ImportKind;
use crate::domain::document::DocumentId;
use crate::domain::query::page::MAX_ROWS;
use crate::domain::refusal::NoMany;
use crate::exchange::source::Source;
use crate::service::calls::calls;
use crate::service::calls::prelude::*;
use crate::service::wire::ClientKind;
use crate::service::{Desk, Operator, Planned, Watch};

/// A call of the table, sent as it is made.
macro_rules! sent {
    (question $name:ident($($arg:ident: $ty:ty),*) -> $answer:ty) => {
        fn $name(&self, $($arg: $ty),*) -> Result<$answer, DeskError> {
            self.link.ask(|link| link.$name(QUESTION, $($arg),*))
        }
    };
    (many $name:ident($orders:ident: $ty:ty) -> $answer:ty) => {
        fn $name(&self, $orders: $ty) -> Result<$answer, DeskError> {
            if $orders.len() > MOST_AT_ONCE {
                return Err(Refusal::Many(NoMany::TooMany).into());
            }
            self.link.ask(|link| link.$name(QUESTION, $orders))
        }
    };
    (pages $name:ident($records:ident: $ty:ty) -> $answer:ty) => {
        fn $name(&self, $records: $ty) -> Result<$answer, DeskError> {
            by_pages(&self.link, $records, |link, page| link.$name(QUESTION, page))
        }
    };
    (parts $($call:tt)*) => { sent! { pages $($call)* } };
    (order $name:ident($order:ident: $ty:ty) -> $answer:ty) => {
        fn $name(&mut self, $order: $ty) -> Result<$answer, DeskError> {
            self.give($order)
        }
    };
    (poll $name:ident($since:ident: $seq:ty, $wait:ident: $time:ty) -> $answer:ty) => {
        fn $name(&self, $since: $seq, $wait: $time) -> Result<$answer, DeskError> {
            self.link.ask(|link| link.$name(QUESTION + $wait, $since, $wait))
        }
    };
}

macro_rules! desk {
    (
        desk { $(
            $(#[$doc:meta])* $way:ident $name:ident($($arg:ident: $(&$lent:tt)? $($kept:ident)?),*) -> $answer:ty
            $(, within $bound:ident($($bounded:expr),*))? $(, by $rights:expr)?;
        )* }
        service { $($service:tt)* }
    ) => {
        impl Desk for Client {
            $(sent! { $way $name($($arg: $(&$lent)? $($kept)?),*) -> $answer })*

            fn attach(&mut self, order: &Order, file: &File) -> Result<Receipt, DeskError> {
                let document = order.document().ok_or_else(foreign)?;
                self.send_document(&document.name, file)?;
                self.give_document(order)
            }

            fn plan(&mut self, kind: ImportKind, source: &Source, detail: Detail) -> Result<Planned, DeskError> {
                self.planned(kind, source, detail)
            }

            fn import(&mut self, order: &Order) -> Result<Receipt, DeskError> {
                self.give_import(order)
            }

            fn document(&self, id: DocumentId, out: &mut dyn Write) -> Result<(), DeskError> {
                self.fetch_document(id, out)
            }

            fn operator(&self) -> Result<Operator, DeskError> {
                Ok(self.link.welcome()?.operator)
            }

            fn watch(&self) -> Option<Box<dyn Watch>> {
                Some(Box::new(Watcher(self.link.beside(ClientKind::Watch))))
            }
        }
    };
}

calls!(desk);

/// Asks the same of each of some records, page after page. The service answers the first of a page, and one at least.
fn by_pages<T>(
    link: &Link,
    records: &[RecordId],
    ask: impl Fn(&Link, &[RecordId]) -> Called<Vec<T>>,
) -> Result<Vec<T>, DeskError> {
    let mut all = Vec::new();
    while let left @ [_, ..] = &records[all.len()..] {
        let page = &left[..left.len().min(MAX_ROWS)];
        let answer = link.ask(|link| ask(link, page))?;
        if answer.is_empty() || answer.len() > page.len() {
            return Err(foreign());
        }
        all.extend(answer);
    }
    Ok(all)
}
