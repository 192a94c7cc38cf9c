//! The line of an operator is cut: the program ends, and what was half typed is offered at the next start.

use nix::sys::signal::Signal;

use super::setting::{SAVED, Setting, hides, provider_form, shows};

#[test]
fn a_half_typed_form_is_offered_again_after_the_line_was_cut() {
    for cut in [true, false] {
        let setting = Setting::new();
        let ((operator, mut one), (_, mut other)) = setting.two();
        provider_form(&mut one);
        one.keys("directrice");
        shows(&mut one, "directrice");
        if cut {
            one.hang_up();
        } else {
            one.signal(Signal::SIGHUP);
        }
        assert!(!one.exit().killed, "it ends by itself");
        hides(&mut other, "avec ");
        let mut again = operator.spawn(&setting.socket()).start();
        shows(&mut again, "Brouillons");
        shows(&mut again, "prestataire · EDREDON");
        again.keys("<entrée>");
        shows(&mut again, "directrice").keys("<ctrl-s>");
        shows(&mut again, SAVED);
        assert_eq!(setting.revision(), 2);
        other.keys("3");
        assert_eq!(again.keys("q").exit().code, 0);
        let mut third = operator.spawn(&setting.socket()).start();
        shows(&mut third, "2 Écoles 5 (6 lignes)").settle();
        assert!(
            !third.screen().contains("Brouillons"),
            "a draft that is saved goes"
        );
    }
}
