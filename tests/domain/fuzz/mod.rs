//! Fuzz targets: texts and frames bred from a corpus, as many as `PREAU_FUZZ` says, the same at each run.

mod filter;
mod frame;

use crate::support::breed::breed;
use crate::support::chance::Chance;

#[test]
fn the_same_seed_breeds_the_same_and_another_seed_something_else() {
    let corpus = [b"commune:vif".to_vec(), b"etape>=inscrite".to_vec()];
    let bred = |seed| {
        let mut chance = Chance::seeded(seed);
        (0..50).map(|_| breed(&mut chance, &corpus)).collect::<Vec<_>>()
    };
    assert_eq!(bred(1), bred(1));
    assert_ne!(bred(1), bred(2));
    let distinct: std::collections::BTreeSet<_> = bred(1).into_iter().collect();
    assert!(distinct.len() > 40, "{}", distinct.len());
}
