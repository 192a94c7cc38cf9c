//! The fields of keys that stand for no record any more.

use super::spec::{Column, field};
use super::{maybe, yes};
use crate::domain::date::day_fr;
use crate::domain::record::{FormerKey, RecordId};

/// The fields of a key that stands for no record any more.
pub(super) const FORMER_KEY: &[Column<FormerKey>] = &[
    field("key", "ancienne clé", |r: &FormerKey| r.key.label()).key(),
    field("became", "devenue", |r: &FormerKey| {
        maybe(r.became.as_ref().map(RecordId::label))
    })
    .commanded(),
    field("withdrawn", "retirée", |r: &FormerKey| yes(r.withdrawn)).commanded(),
    field("reason", "motif", |r: &FormerKey| r.reason.clone())
        .commanded()
        .free_lines(|r, each| each(&mut r.reason)),
    field("on", "le", |r: &FormerKey| day_fr(r.on))
        .decided()
        .fact(|r, each| each(r.on)),
    field("by", "par", |r: &FormerKey| r.by.clone()).decided(),
];
