//! Each screen and dialog of the review, at 120 by 40 and at 80 by 24.

use crate::review::{outside_the_annexe, season, to};
use crate::scenes::scenes;
use crate::stepper::Stepper;

const WAITING: &str = "Bourg Vif";
const READY: &str = "Jean Jaurès";
const WITHOUT: &str = "École sans solution";

/// Opens the review at a school, and presses keys there.
fn review(stepper: &mut Stepper, name: &str, keys: &str) {
    stepper.press("R");
    to(stepper, name);
    stepper.press(keys);
}

scenes! {
    season();
    review_blocked => |s| review(s, WAITING, "");
    review_ready => |s| review(s, READY, "");
    review_without_solution => |s| review(s, WITHOUT, "");
    review_shared_cause => |s| review(s, WAITING, "s");
    review_shared_cause_settled => |s| review(s, WAITING, "s entrée");
    review_registers_together => |s| review(s, WAITING, "s entrée I");
    review_registered_together => |s| review(s, WAITING, "s entrée I o");
    review_registered => |s| review(s, READY, "i");
    review_refused => |s| review(s, WAITING, "i");
    review_put_off_until => |s| review(s, WAITING, "d");
    review_put_off_until_a_day_that_is_none => |s| { review(s, WAITING, "d ctrl-u"); s.write("32/13").press("entrée"); };
    review_put_off => |s| review(s, WAITING, "d entrée");
    review_plans_again => |s| review(s, WAITING, "N");
    review_stage => |s| review(s, WAITING, "e");
    review_solution => |s| review(s, WITHOUT, "c");
    review_parapheur => |s| review(s, WAITING, "r");
    review_note => |s| review(s, WAITING, "a");
    review_help => |s| review(s, WAITING, "?");
    review_taken_back => |s| review(s, WAITING, "s entrée u");
    review_done => |s| { s.press("R d entrée d entrée d entrée d entrée d entrée"); };
    review_resumed => |s| { s.press("R d entrée n échap R"); };
    review_of_another_list => |s| { s.press("/").write("commune:voiron").press("entrée R n échap échap R"); };
}

mod unanswered {
    use super::{WAITING, review, scenes, season};

    scenes! {
        season().edit_convention("26-0002", |c| c.signed_party = None);
        review_relance => |s| review(s, WAITING, "r");
    }
}

mod annexe {
    use super::{WAITING, outside_the_annexe, review, scenes};

    scenes! {
        outside_the_annexe();
        review_annexe => |s| review(s, WAITING, "y");
        review_annexe_previewed => |s| review(s, WAITING, "y entrée entrée");
        review_annexe_settled => |s| review(s, WAITING, "y entrée entrée o");
    }
}
