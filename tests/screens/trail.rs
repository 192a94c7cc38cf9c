//! Finding one's way: back and forward through what was visited, earlier searches, and what the palette finds.

use preau::tui::model::dialog::Dialog;

use crate::stepper::open;
use crate::support::isere::isere;

#[test]
fn places_are_gone_back_to_and_forward_to() {
    let mut stepper = open(&isere());
    stepper.press("2 /").write("voiron").press("entrée");
    assert!(stepper.shows("2 Écoles 1"), "{}", stepper.screen());
    stepper.press("4 fin entrée");
    assert!(stepper.shows("Portée"), "{}", stepper.screen());
    stepper.press(",");
    assert!(stepper.model.scope.is_empty());
    stepper.press(",");
    assert_eq!(stepper.model.focused().search.text(), "voiron");
    stepper.press(";");
    stepper.press(";");
    assert_eq!(stepper.model.scope.len(), 1);
    stepper.press(";");
    assert!(
        stepper.shows("aucun endroit visité après celui-ci"),
        "{}",
        stepper.screen()
    );
}

#[test]
fn earlier_searches_come_back_with_the_key_that_goes_up() {
    let mut stepper = open(&isere());
    stepper.press("2 /").write("voiron").press("entrée échap");
    stepper.press("/").write("meylan").press("entrée échap");
    stepper.press("/ haut");
    assert_eq!(stepper.model.focused().search.text(), "meylan");
    stepper.press("haut");
    assert_eq!(stepper.model.focused().search.text(), "voiron");
    stepper.press("bas bas");
    assert_eq!(stepper.model.focused().search.text(), "");
}

#[test]
fn the_palette_finds_verbs_by_other_words_and_views_and_records() {
    for (words, found) in [
        ("avenant", "Faire entrer des écoles à l’annexe"),
        ("parapheur", "au parapheur"),
        ("jaures", "Élém. Jean Jaurès"),
    ] {
        let mut stepper = open(&isere());
        stepper.press(":").write(words);
        assert!(stepper.shows(found), "{words}\n{}", stepper.screen());
    }
    let mut stepper = open(&isere());
    stepper.press(":").write("jaures").press("fin entrée");
    assert!(stepper.model.dialog.is_none());
    let found = stepper.model.subject().unwrap().to_string();
    assert!(found.contains("0380123C"), "{found}");
}

#[test]
fn the_page_of_the_day_says_which_key_leaves_it_at_80_columns() {
    let mut stepper = crate::stepper::open_at(&isere(), 80, 24);
    stepper.press("0");
    assert!(stepper.shows("Échap volets"), "{}", stepper.screen());
}

#[test]
fn what_was_typed_comes_back_past_the_latest_search() {
    let mut stepper = open(&isere());
    stepper.press("2 /").write("voiron").press("entrée échap");
    stepper.press("/").write("mey").press("haut");
    assert_eq!(stepper.model.focused().search.text(), "voiron");
    stepper.press("bas");
    assert_eq!(stepper.model.focused().search.text(), "mey");
    assert!(
        stepper.shows("2 Écoles 1"),
        "its results too: {}",
        stepper.screen()
    );
}

/// A view is a list of the panes: from another screen it would be opened unseen.
#[test]
fn the_palette_lists_views_on_the_panes_alone() {
    for (keys, listed) in [("", true), ("R", false), ("T", false), ("0", false)] {
        let mut stepper = open(&isere());
        stepper.press(keys).press(":").write("parapheur");
        let Some(Dialog::Chooser(chooser)) = &stepper.model.dialog else {
            panic!("{keys}");
        };
        let views = chooser.choices.iter().filter(|choice| choice.detail == "vue");
        assert_eq!(views.count() > 0, listed, "{keys}");
    }
}
