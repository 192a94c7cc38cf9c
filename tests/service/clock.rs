//! The clock of the machine, set while the service runs: orders wait until it is right or is taken up again.

use super::house::House;
use crate::support::clock::SetClock;
use crate::support::place::demo;

#[test]
fn a_clock_that_leaps_keeps_orders_out_of_a_running_service_until_it_is_taken_up_again() {
    let mut house = House::open();
    let clock = SetClock::new(&house.path("."));
    house.close();
    assert_eq!(house.notified(), "STOPPING=1");
    house.start_on(&[], |command| {
        clock.given(command);
    });
    let communes = demo("communes-038.json");
    let order = || house.run(["importer", "conseils", &council(&house)]);
    clock.set(200);
    order().expect(0);
    for hours in [1, 24 * 400, -48] {
        clock.set(hours * 3600);
        let refused = order().expect(1);
        assert!(refused.err.contains("l’horloge de la machine"), "{}", refused.err);
        house.run(["horloge"]).expect(1);
    }
    assert!(house.run(["importer", "communes", &communes]).status != 0);
    clock.set(0);
    house.run(["horloge"]).expect(0);
    order().expect(0);
    clock.set(3600);
    let resumed = house.run(["horloge", "--reprendre", "--motif", "la machine retardait"]);
    resumed.expect(0);
    order().expect(0);
    let journal = house.run(["journal"]).expect(0).out;
    assert!(journal.contains("la machine retardait"), "{journal}");
    let verified = house.run(["verifier"]).expect(0).out;
    assert!(verified.contains("l’horloge a été reprise"), "{verified}");
}

#[test]
fn a_service_of_which_nobody_asks_anything_passes_to_the_new_day() {
    let mut house = House::open();
    house.close();
    assert_eq!(house.notified(), "STOPPING=1");
    let clock = SetClock::at(&house.path("."), "2026-11-23T12:00:00Z");
    house.start_on(&[], |command| {
        clock.given(command).env("TZ", "UTC0");
    });
    clock.next_day();
    house.until(|log| log.contains("jour=2026-11-24"), || clock.again());
    let told = house.run(["controler", "--format", "json"]).out;
    assert!(
        told.contains("\"date\": \"2026-11-24\"") || told.contains("\"date\":\"2026-11-24\""),
        "{told}"
    );
}

/// A file with one conseil of a day that no file had.
fn council(house: &House) -> String {
    use std::sync::atomic::{AtomicU32, Ordering};
    static DAYS: AtomicU32 = AtomicU32::new(1);
    let day = DAYS.fetch_add(1, Ordering::Relaxed);
    let text = format!(
        "uai;date;ent_a_l_ordre_du_jour;familles_informees;pv_recu_le\n0381548B;2025-10-{day:02};oui;oui;\n"
    );
    house.place.file(&format!("conseil-{day}.csv"), text)
}
