//! What is a record's own: all that is looked up when its history is asked for.

use crate::domain::deployment::{Deployment, DeploymentId, Rank};
use crate::domain::id::Uai;
use crate::domain::provider::Category;
use crate::domain::query::ties::ties;
use crate::domain::record::RecordId;
use crate::domain::registry::Registry;
use crate::service::local::Local;

/// A record, then what is its own. Of a school or of one of its deployments: the school, its deployments, its register
/// entries, its conseils, the day on which to look at it again, the relances that it waits on, the notes, the documents. Of another
/// record: its notes and documents, and the relances about it.
///
/// What an undo removed is found where its key can be known, as that of a deployment; so is what was withdrawn.
pub(super) fn of(desk: &Local, id: &RecordId) -> Vec<RecordId> {
    let mut own = vec![id.clone()];
    match id {
        RecordId::School(school) | RecordId::Deployment(DeploymentId { school, .. }) => {
            own.extend(of_school(desk, *school).into_iter().filter(|one| one != id));
        }
        RecordId::Convention(number) => {
            let reminders = desk.registry.reminders_of(number);
            own.extend(reminders.map(|reminder| RecordId::Reminder(reminder.number)));
        }
        _ => {}
    }
    let notes: Vec<RecordId> = own
        .iter()
        .flat_map(|one| desk.registry.notes_on(one))
        .map(|note| RecordId::Note(note.number))
        .collect();
    let documents = own.iter().flat_map(|one| desk.registry.documents_of(one));
    let mut documents: Vec<RecordId> = documents
        .map(|document| RecordId::Document(document.sha256))
        .collect();
    documents.sort_unstable();
    documents.dedup();
    own.extend(notes);
    own.extend(documents);
    own
}

fn of_school(desk: &Local, school: Uai) -> Vec<RecordId> {
    let registry = &desk.registry;
    let mut own = vec![RecordId::School(school), RecordId::FollowUp(school)];
    let deployments = Category::ALL
        .into_iter()
        .flat_map(|category| uses(registry, school, category));
    own.extend(deployments.map(RecordId::Deployment));
    own.extend(
        registry
            .entries_of(school)
            .map(|entry| RecordId::Entry(entry.number)),
    );
    own.extend(
        registry
            .councils_of(school)
            .map(|council| RecordId::Council(council.id())),
    );
    let day_index = desk.day_index();
    for tie in ties(desk.source(&day_index), &RecordId::School(school)) {
        let reminders = registry.reminders_of(&tie.number);
        own.extend(reminders.map(|reminder| RecordId::Reminder(reminder.number)));
    }
    own
}

/// The keys of the uses of a school in a category, and of the one after them, which an undo may have removed.
fn uses(registry: &Registry, school: Uai, category: Category) -> impl Iterator<Item = DeploymentId> {
    let id = move |rank| DeploymentId {
        school,
        category,
        rank,
    };
    let last = registry.uses_of(school, category).next_back();
    let after = last.map_or(Some(Rank::FIRST), |used| used.rank.next());
    let held = registry.uses_of(school, category).map(Deployment::id);
    let withdrawn = registry
        .former_keys()
        .iter()
        .filter_map(move |former| match &former.key {
            RecordId::Deployment(used) if used.is_beside(id(Rank::FIRST)) => Some(*used),
            _ => None,
        });
    let mut uses: Vec<DeploymentId> = held.chain(withdrawn).chain(after.map(id)).collect();
    uses.sort_unstable();
    uses.dedup();
    uses.into_iter()
}
