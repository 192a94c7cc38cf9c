//! One operator looks at another day while a colleague works on the present one.

use super::setting::{Setting, past_the_first_page, shows};

#[test]
fn screens_on_another_day_follow_a_colleague_and_write_nothing() {
    let setting = Setting::new();
    let (one, other) = setting.operators();
    let spawn = one.spawn(&setting.socket()).args(["--date", "2027-03-01"]);
    let mut looks = past_the_first_page(spawn.start());
    shows(&mut looks, "consultation au lun. 1er mars 2027");
    shows(&mut looks, "✓ 1").keys("2/0380123C<entrée>");
    shows(&mut looks, "Recherche 0380123C").keys("i");
    shows(&mut looks, "rien ne s’y écrit");
    let mut works = setting.open(&other);
    assert!(!works.screen().contains("consultation"), "{}", works.screen());
    works.keys("2/0380123C<entrée>");
    shows(&mut works, "Recherche 0380123C").keys("i");
    shows(&mut works, "Aucune règle ne s’oppose").keys("<entrée>");
    shows(&mut works, "inscrite au registre sous le n° 2");
    shows(&mut looks, "✓ 2");
    assert_eq!(setting.revision(), 2);
    assert!(looks.screen().contains("consultation"), "{}", looks.screen());
    assert_eq!(looks.keys("<ctrl-c>").exit().code, 0);
}
