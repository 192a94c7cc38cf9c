//! Several screens on one base: what one does is on the other's screen, and nothing moves under a hand.

use std::sync::mpsc;
use std::time::Duration;

use insta::{assert_snapshot, with_settings};
use preau::domain::record::Record;
use preau::service::Presence;
use preau::tui::effect::{Heard, Slot};
use preau::tui::events::Event;
use preau::tui::terminal::Lean;
use preau::tui::view::view;
use preau::tui::watcher::Watcher;
use ratatui::Terminal;
use ratatui::layout::Size;

use crate::stepper::shared::{Cut, Shared};
use crate::stepper::{Stepper, open_shared, share, share_on};
use crate::support::demo::demo;
use crate::support::isere::{JAURES, isere};
use crate::support::world::SCHOOL;

const LANGEVIN: &str = "Prim. Paul Langevin";

fn two_at(width: u16, height: u16) -> (Shared, Stepper, Stepper) {
    let shared = share(&isere());
    let one = open_shared(&shared, "jdupont", 1000, width, height);
    let other = open_shared(&shared, "mmartin", 1001, width, height);
    (shared, one, other)
}

fn two() -> (Shared, Stepper, Stepper) {
    two_at(120, 40)
}

fn selected(stepper: &Stepper) -> String {
    stepper
        .model
        .subject()
        .map(ToString::to_string)
        .unwrap_or_default()
}

/// Shows what one of two sees, at each size.
fn scene(name: &str, play: impl Fn(&Shared, &mut Stepper, &mut Stepper)) {
    for (width, height) in [(120, 40), (80, 24)] {
        let (shared, mut one, mut other) = two_at(width, height);
        play(&shared, &mut one, &mut other);
        let screen = one.screen();
        with_settings!({ omit_expression => true, snapshot_suffix => format!("{width}x{height}") }, {
            assert_snapshot!(name, screen);
        });
    }
}

#[test]
fn a_colleagues_change_is_on_the_screen_and_the_selection_stays() {
    let (_, mut one, mut other) = two();
    one.press("espace espace");
    assert_eq!(selected(&one), format!("deploiement/{SCHOOL}@ENT"));
    let line = one.model.focused().place - one.model.focused().top;
    other.press("bas e").write("12/9").press("entrée");
    assert!(!one.line(LANGEVIN).contains("conv. 26 envoyée"));
    one.hear();
    assert!(one.line(LANGEVIN).contains("conv. 26 envoyée"));
    assert_eq!(selected(&one), format!("deploiement/{SCHOOL}@ENT"));
    assert!(one.line(JAURES).starts_with('▶'));
    assert_eq!(one.model.focused().place - one.model.focused().top, line);
    assert_eq!(one.model.focused().marks.count(), 2);
}

#[test]
fn a_row_that_appears_above_moves_nothing_under_the_cursor() {
    let (_, mut one, mut other) = two();
    one.press("fin");
    let before = selected(&one);
    // The first deployment of a category makes a second row, above the selected one.
    other.press("c bas entrée");
    assert!(other.shows("solution EMBRUNS choisie"), "{}", other.screen());
    let rows = one.model.focused().total;
    one.hear();
    assert_eq!(one.model.focused().total, rows + 1);
    assert_eq!(selected(&one), before);
}

#[test]
fn the_dossier_and_the_counts_follow_and_the_hand_in_the_dossier_stays() {
    let (_, mut one, mut other) = two();
    one.press("bas bas droite bas bas bas");
    let at = one.model.dossier_pane.at;
    assert!(one.shows("✓ 1 inscrite"));
    other.press("bas bas i entrée");
    one.hear();
    assert!(one.shows("✓ 2 inscrites"));
    assert!(one.model.dossier_pane.dossier.as_ref().unwrap().revision >= 2);
    assert_eq!((one.model.reading, one.model.dossier_pane.at), (true, at));
}

#[test]
fn what_touches_nothing_shown_is_not_read_again() {
    let (_, mut one, mut other) = two();
    other.press("a").write("Rappeler").press("entrée");
    one.slow = true;
    one.hear();
    let slots: Vec<Slot> = one.asked.iter().map(|(ticket, _)| ticket.slot).collect();
    assert_eq!(slots, [Slot::Dossier], "a note shows in a dossier alone");
    one.settle();
    one.hear();
    assert!(one.asked.is_empty(), "nothing new, nothing asked");
}

#[test]
fn ones_own_change_is_not_read_twice() {
    let (_, mut one, _) = two();
    one.press("bas e").write("12/9").press("entrée");
    one.slow = true;
    one.hear();
    assert!(one.asked.is_empty());
}

#[test]
fn a_burst_is_read_once() {
    let (_, mut one, mut other) = two();
    for _ in 0..15 {
        other.press("bas bas a").write("x").press("entrée u entrée");
    }
    one.slow = true;
    one.hear();
    assert!(one.asked.len() <= 5, "{:?}", one.asked.len());
    one.settle();
    one.hear();
    assert!(one.asked.is_empty());
}

#[test]
fn a_row_that_leaves_the_list_is_told_with_who_did_it_and_its_neighbour_is_chosen() {
    let (_, mut one, mut other) = two();
    one.press("/")
        .write("etape<=contrat_souscrit")
        .press("entrée début");
    while !one.line(LANGEVIN).starts_with('▶') {
        let before = one.model.focused().place;
        one.press("bas");
        assert_ne!(one.model.focused().place, before);
    }
    other.press("bas e").write("12/9").press("entrée");
    one.hear();
    assert!(
        !one.model
            .focused()
            .rows
            .iter()
            .any(|row| row.id().to_string().contains("0380126F"))
    );
    assert!(one.shows("mmartin a sorti de la liste : École primaire Paul Langevin"));
    assert!(one.model.focused().selected.is_some());
}

#[test]
fn a_record_open_in_a_form_says_who_changed_it_and_what_was_typed_stays() {
    let (shared, mut one, mut other) = two();
    one.press("bas e").write("12/9");
    other.press("bas e bas").write("15/9").press("entrée");
    one.hear();
    assert!(one.shows("! mmartin a modifié cette fiche"));
    assert!(one.shows("12/9"), "what was typed stays");
    one.press("entrée");
    assert!(one.shows("Fiche modifiée entre-temps") && one.shows("Vous demandiez"));
    assert!(one.shows("contrat souscrit → convention 26 signée"), "theirs");
    assert!(one.shows("envoyée » le 12/09/2026"), "mine");
    assert_eq!(shared.revision(), 2, "nothing is overwritten unseen");
    one.press("entrée");
    assert_eq!(shared.revision(), 3);
    assert!(one.line(LANGEVIN).contains("conv. 26 envoyée"));
}

#[test]
fn an_entry_that_is_being_closed_says_who_changed_it() {
    let (_, mut one, mut other) = two();
    one.press("F");
    other.press("F");
    for stepper in [&mut one, &mut other] {
        for _ in 0..20 {
            let screen = stepper.screen();
            let hand = |line: &str| line.starts_with('▶') && line.contains("inscription au registre");
            if !screen.contains("Clore une inscription") {
                stepper.press(if screen.lines().any(hand) {
                    "entrée"
                } else {
                    "bas"
                });
            }
        }
    }
    other.write("doublon").press("entrée o");
    one.hear();
    assert!(one.shows("! mmartin a modifié cette fiche"), "{}", one.screen());
}

#[test]
fn of_two_values_the_one_that_is_stored_can_be_kept() {
    let (shared, mut one, mut other) = two();
    one.press("bas e").write("12/9");
    other.press("bas e bas").write("15/9").press("entrée");
    one.press("entrée échap").hear();
    assert_eq!(shared.revision(), 2);
    assert!(one.line(LANGEVIN).contains("conv. 26 signée"));
}

#[test]
fn what_one_does_oneself_in_the_form_is_not_told() {
    let (_, mut one, mut other) = two();
    one.press("bas e");
    other.press("bas bas a").write("autre fiche").press("entrée");
    one.hear();
    assert!(!one.shows("a modifié cette fiche"));
}

#[test]
fn the_header_names_who_is_there_and_the_dossier_who_has_it_open() {
    let (_, mut one, mut other) = two();
    one.hear();
    assert!(one.line("avec mmartin").contains("⚑"), "the counts stay");
    assert!(one.shows("ouverte aussi par mmartin"));
    other.press("e");
    one.hear();
    assert!(one.shows("en cours de modification par mmartin"));
    other.press("échap bas");
    one.hear();
    assert!(!one.shows("par mmartin"));
    drop(other);
    one.hear();
    assert!(!one.shows("mmartin"));
}

#[test]
fn the_review_follows_without_losing_its_place() {
    let (_, mut one, mut other) = two();
    one.press("R");
    let shown = selected(&one);
    other.press("a").write("Appeler la mairie").press("entrée");
    one.hear();
    assert_eq!(selected(&one), shown);
    assert!(one.shows("Appeler la mairie"));
    assert!(one.shows("ouverte aussi par mmartin"));
}

#[test]
fn the_dashboard_follows() {
    let (_, mut one, mut other) = two();
    one.press("T");
    let before = one.screen();
    other.press("bas bas i entrée");
    one.hear();
    assert_ne!(one.screen(), before);
    assert!(one.model.figures().is_some());
}

#[test]
fn while_the_service_is_away_one_types_on_and_all_comes_back_by_itself() {
    let (shared, mut one, mut other) = two();
    one.press("bas a").write("Rappeler");
    shared.stop();
    one.hear().later(12).hear();
    assert!(one.shows("Le service ne répond pas depuis 12 s"));
    assert!(one.shows("rien de ce que vous avez tapé n’est perdu"));
    one.write(" lundi").press("entrée");
    assert!(one.shows("Le service ne répond pas ; rien n’a été changé"));
    assert!(one.shows("Rappeler lundi"));
    shared.start();
    other.press("bas bas");
    one.hear();
    assert!(!one.shows("Le service ne répond pas depuis"));
    one.press("entrée");
    assert!(one.shows("note ajoutée"));
    assert_eq!(shared.revision(), 2, "once");
}

#[test]
fn what_was_asked_while_the_service_was_away_is_shown_once_it_is_back() {
    let (shared, mut one, _) = two();
    let dossier = one.model.dossier_pane.dossier.clone();
    shared.stop();
    one.press("bas bas");
    assert_eq!(one.model.dossier_pane.dossier, dossier, "what is shown stays");
    one.press("e");
    assert!(one.model.dialog.is_some(), "the dialog is on its way");
    one.write("12/9");
    shared.start();
    one.hear();
    assert!(
        one.shows("Changer l’étape") && one.shows("12/9"),
        "{}",
        one.screen()
    );
}

#[test]
fn an_order_in_doubt_is_asked_again_by_itself_and_done_once() {
    for cut in [Cut::AfterTheOrder, Cut::BeforeTheOrder] {
        let (shared, mut one, _) = two();
        one.press("bas e").write("12/9");
        shared.stop_at_an_order(cut);
        one.press("entrée");
        assert!(
            one.shows("lui sera redemandé à son retour, une seule fois"),
            "{cut:?}"
        );
        assert!(one.shows("12/9"), "what was typed stays");
        one.hear().later(3).hear();
        assert!(one.shows("ne répond pas depuis 3 s"));
        shared.start();
        one.hear();
        assert!(
            one.shows("étape « convention 26 envoyée » le 12/09/2026"),
            "{cut:?}"
        );
        assert!(one.shows("✓ Confirmé : "));
        assert_eq!(shared.revision(), 2, "once: {cut:?}");
        one.hear();
        assert!(one.line(LANGEVIN).contains("conv. 26 envoyée"));
    }
}

#[test]
fn a_second_order_waits_for_the_one_in_doubt() {
    let (shared, mut one, _) = two();
    one.press("bas e").write("12/9");
    shared.stop_at_an_order(Cut::AfterTheOrder);
    one.press("entrée échap a").write("x").press("entrée");
    assert!(one.shows("attend encore la réponse du service"));
    shared.start();
    one.hear();
    assert_eq!(shared.revision(), 2);
    assert!(one.model.dialog.is_some(), "the note is still open");
}

#[test]
fn an_order_in_doubt_that_is_refused_takes_nothing_from_what_is_typed_meanwhile() {
    let (shared, mut one, mut other) = two();
    one.press("bas e").write("12/9");
    shared.stop_at_an_order(Cut::BeforeTheOrder);
    one.press("entrée échap a").write("Rappeler");
    shared.start();
    other.press("bas e bas").write("15/9").press("entrée");
    assert_eq!(shared.revision(), 2);
    one.hear();
    assert!(
        one.shows("Rien n’est enregistré de « École primaire Paul Langevin"),
        "{}",
        one.screen()
    );
    assert!(one.shows("Ajouter une note") && one.shows("Rappeler"));
    assert_eq!(shared.revision(), 2);
}

#[test]
fn scenes_with_colleagues() {
    scene("live_company", |_, one, _| {
        one.hear();
    });
    scene("live_form_changed", |_, one, other| {
        one.press("bas e").write("12/9");
        other.press("bas e bas").write("15/9").press("entrée");
        one.hear();
    });
    scene("live_away", |shared, one, _| {
        one.press("bas a").write("Rappeler");
        shared.stop();
        one.hear().later(12).hear();
    });
    scene("live_doubt", |shared, one, _| {
        one.press("bas e").write("12/9");
        shared.stop_at_an_order(Cut::AfterTheOrder);
        one.press("entrée").hear().later(3).hear();
    });
    scene("live_dossier", |_, one, other| {
        other.press("bas e");
        one.press("bas droite").hear();
    });
    scene("live_gone", |_, one, other| {
        one.press("/").write("etape:contrat_souscrit").press("entrée");
        one.hear();
        other.press("bas e").write("12/9").press("entrée");
        one.hear();
    });
}

#[test]
fn the_sober_screens_say_it_in_their_lines() {
    let (shared, mut one, mut other) = two();
    one.model.options.look.sober = true;
    one.model.dossier_pane.sober = true;
    one.resize(120, 40).hear();
    assert!(
        one.line("avec mmartin")
            .contains("fiche ouverte aussi par mmartin")
    );
    one.press("bas e").write("12/9");
    other.press("bas e bas").write("15/9").press("entrée");
    one.hear();
    assert!(one.shows("mmartin a modifié cette fiche : étape, contrat souscrit"));
    shared.stop();
    one.hear().later(12).hear();
    assert!(one.shows("Le service ne répond pas depuis 12 s"));
    assert!(!one.shows("→"));
}

/// The screens of one of two on the demo base, with a terminal that counts.
struct Counted {
    stepper: Stepper,
    terminal: Terminal<Lean<Vec<u8>>>,
}

impl Counted {
    fn frame(&mut self) -> u64 {
        let before = self.terminal.backend().sent();
        self.terminal
            .draw(|frame| view(&self.stepper.model, frame))
            .unwrap();
        self.terminal.backend().sent() - before
    }

    fn hear(&mut self) -> u64 {
        self.stepper.hear();
        self.frame()
    }
}

/// What thirty colleagues do between two pieces of news costs a few lines of the screen, and what they do elsewhere
/// costs nothing.
#[test]
fn what_thirty_colleagues_do_costs_few_bytes() {
    let records: Vec<Record> = demo().records().map(|(record, _)| record).collect();
    let shared = share_on(records);
    let size = Size {
        width: 120,
        height: 40,
    };
    let mut one = Counted {
        stepper: open_shared(&shared, "jdupont", 1000, 120, 40),
        terminal: Terminal::new(Lean::new(Vec::new(), size, false)).unwrap(),
    };
    let mut others: Vec<Stepper> = (1..=30)
        .map(|number| open_shared(&shared, &format!("agent{number:02}"), 1000 + number, 120, 40))
        .collect();
    one.hear();
    assert_eq!(one.hear(), 0, "idle");
    for (steps, other) in others.iter_mut().enumerate() {
        for _ in 0..steps {
            other.press("bas");
        }
    }
    let moving = one.hear();
    let mut changed = 0;
    for other in &mut others {
        let before = shared.revision();
        other.press("e entrée échap");
        if shared.revision() == before {
            // A last stage is left by name alone.
            other.press("e").write("suspendue").press("entrée échap");
        }
        changed += shared.revision() - before;
    }
    let heard = one.hear();
    println!("thirty who move: {moving} bytes; {changed} changes: {heard} bytes");
    assert_eq!(changed, 30);
    assert!(moving <= 400, "who looks at what shows on one line: {moving}");
    assert!(heard <= 3_500, "no more than a letter in the search bar: {heard}");
    assert_eq!(one.hear(), 0);
}

#[test]
fn the_watching_thread_tells_what_others_do() {
    let shared = share(&isere());
    let (events, heard) = mpsc::channel();
    let seat = shared.seat("jdupont", 1000);
    let watcher = Watcher::start(&seat, Box::new(|| false), &events).unwrap();
    let next = || match heard.recv_timeout(Duration::from_secs(20)).unwrap() {
        Event::Heard(Heard::News(news)) => *news,
        other => panic!("{other:?}"),
    };
    assert_eq!(next().revision.seq, 1, "where the base is");
    let mut other = open_shared(&shared, "mmartin", 1001, 120, 40);
    other.press("bas e").write("12/9").press("entrée");
    let mut news = next();
    while news.revision.seq < 2 {
        news = next();
    }
    assert!(news.present.iter().any(|present| present.name == "mmartin"));
    watcher.tell(Presence {
        viewing: other.model.subject().cloned(),
        editing: true,
    });
    let told = shared.wait_until(|present| present.name == "jdupont" && present.presence.editing);
    assert!(told, "never told");
    other.hear();
    assert!(other.shows("en cours de modification par jdupont"));
}
