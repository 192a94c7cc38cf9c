//! The requests that wait for an answer, so that those which found no service are put again once it is back.

use crate::tui::effect::{Ask, Slot, Ticket};

/// A request that was put.
#[derive(Debug, Clone)]
struct Put {
    ticket: Ticket,
    ask: Ask,
    /// It found no service.
    parked: bool,
}

/// The requests that wait for an answer: of each part the latest, of orders and files each.
#[derive(Debug, Clone, Default)]
pub struct Pending(Vec<Put>);

impl Pending {
    /// Notes a request that is put.
    pub fn put(&mut self, ticket: Ticket, ask: Ask) {
        let all = matches!(ticket.slot, Slot::Work | Slot::Export);
        let superseded = |put: &Put| put.ticket.slot == ticket.slot && !all;
        self.0
            .retain(|put| !superseded(put) && put.ticket.number != ticket.number);
        self.0.push(Put {
            ticket,
            ask,
            parked: false,
        });
    }

    /// Forgets a request: it was answered, or nobody waits for it any more.
    pub fn forget(&mut self, ticket: Ticket) {
        self.0.retain(|put| put.ticket != ticket);
    }

    /// Keeps a request that found no service.
    pub fn park(&mut self, ticket: Ticket) {
        let parked = self.0.iter_mut().filter(|put| put.ticket == ticket);
        parked.for_each(|put| put.parked = true);
    }

    /// True while a part waits for an answer.
    pub fn waits(&self, slot: Slot) -> bool {
        self.0.iter().any(|put| put.ticket.slot == slot)
    }

    /// The requests to be put again.
    pub fn parked(&self) -> Vec<(Ticket, Ask)> {
        let parked = self.0.iter().filter(|put| put.parked);
        parked.map(|put| (put.ticket, put.ask.clone())).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::record::RecordId;

    fn put(pending: &mut Pending, slot: Slot, number: u64) -> Ticket {
        let ticket = Ticket { slot, number };
        pending.put(ticket, Ask::Open(RecordId::Note(1)));
        ticket
    }

    #[test]
    fn only_what_found_no_service_is_put_again_and_of_a_part_only_the_latest() {
        let mut pending = Pending::default();
        let first = put(&mut pending, Slot::Dossier, 1);
        pending.park(first);
        let second = put(&mut pending, Slot::Dossier, 2);
        put(&mut pending, Slot::Dialog, 3);
        assert!(pending.parked().is_empty(), "the first is superseded");
        pending.park(second);
        let again: Vec<Ticket> = pending.parked().into_iter().map(|(ticket, _)| ticket).collect();
        assert_eq!(again, [second]);
        pending.forget(second);
        assert!(!pending.waits(Slot::Dossier) && pending.waits(Slot::Dialog));
    }
}
