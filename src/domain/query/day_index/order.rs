//! The order in which schools are listed where nothing else decides: commune, then name, then key.

use super::names::{NameId, Names};
use super::school::SchoolEntry;

/// The orders of the schools, by their places on the day index.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Orders {
    /// Places, first to last.
    listed: Vec<u32>,
    /// Of each place, where it comes in `listed`.
    ranks: Vec<u32>,
}

impl Orders {
    pub(super) fn new(entries: &[SchoolEntry], communes: &Names) -> Self {
        let communes = commune_ranks(communes);
        let key = |place: &u32| {
            let entry = &entries[*place as usize];
            (communes[entry.commune.0 as usize], start(&entry.name))
        };
        let rest = |place: &u32| {
            let entry = &entries[*place as usize];
            (&entry.name, entry.uai)
        };
        let mut keyed: Vec<_> = (0..)
            .take(entries.len())
            .map(|place: u32| (key(&place), place))
            .collect();
        keyed.sort_unstable_by(|(a, left), (b, right)| a.cmp(b).then_with(|| rest(left).cmp(&rest(right))));
        let listed: Vec<u32> = keyed.into_iter().map(|(_, place)| place).collect();
        Self {
            ranks: inverse(&listed),
            listed,
        }
    }

    /// The places of the schools, first to last.
    pub fn listed(&self) -> &[u32] {
        &self.listed
    }

    /// Where a place comes in the list.
    pub fn rank(&self, place: u32) -> u32 {
        self.ranks[place as usize]
    }
}

/// The rank of each name among those of its kind.
fn commune_ranks(communes: &Names) -> Vec<u32> {
    let mut sorted: Vec<(u64, &str, NameId)> = communes
        .iter()
        .map(|(id, name)| (start(&name.folded), &*name.folded, id))
        .collect();
    sorted.sort_unstable();
    let listed: Vec<u32> = sorted.into_iter().map(|(_, _, id)| id.0).collect();
    inverse(&listed)
}

fn inverse(listed: &[u32]) -> Vec<u32> {
    let mut ranks = vec![0; listed.len()];
    for (rank, place) in (0..).zip(listed) {
        ranks[*place as usize] = rank;
    }
    ranks
}

/// The first eight bytes of a folded name, which compare as the name does up to there.
fn start(folded: &str) -> u64 {
    let mut bytes = [0; 8];
    for (to, from) in bytes.iter_mut().zip(folded.bytes()) {
        *to = from;
    }
    u64::from_be_bytes(bytes)
}
