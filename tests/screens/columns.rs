//! The columns of a list: as wide as the page needs, with the letters that a search found.

use preau::domain::permit::Right;
use preau::tui::theme::Role;

use crate::stepper::{Stepper, open_as, open_on};
use crate::support::demo::demo;
use crate::support::isere::isere;
use crate::support::world::World;

/// A commune of 27 letters, which no column has room for at its least.
const LONG: &str = "Saint-Christophe-sur-Guiers";

/// Schools without a deployment: their solutions and stages are blank.
fn blank() -> World {
    World::new()
        .commune("38376", "213803760", LONG)
        .school("0380124D", "École primaire Martin", "38376")
        .school("0380127G", "École élémentaire Saint-Martin", "38376")
}

fn open(world: &World, width: u16) -> Stepper {
    open_as(world, width, 24, Right::Gestion)
}

/// The letters drawn as found by the search, of each row that has some.
fn found(stepper: &mut Stepper) -> Vec<String> {
    let style = stepper.model.options.look.theme().style(Role::Match);
    let buffer = stepper.buffer();
    let is_found = |cell: &&ratatui::buffer::Cell| {
        style.fg.is_none_or(|colour| cell.fg == colour) && cell.modifier == style.add_modifier
    };
    let row = |y: u16| {
        let cells = (1..buffer.area.width - 1).map(|x| &buffer[(x, y)]);
        cells
            .filter(is_found)
            .map(ratatui::buffer::Cell::symbol)
            .collect()
    };
    // Rows only, without their border: the title of the list and the bar say the search too.
    let rows = (3..buffer.area.height - 3).map(row);
    rows.filter(|letters: &String| !letters.is_empty()).collect()
}

#[test]
fn the_letters_that_a_search_found_are_marked_whatever_the_columns() {
    for width in [80, 200] {
        let mut stepper = open(&blank(), width);
        stepper.press("/").write("martin").press("entrée");
        // The row under the cursor has one style alone.
        assert_eq!(found(&mut stepper), ["Martin"], "the usual ones, {width}");
        stepper.press("l espace entrée");
        assert!(!stepper.shows("0380124D"), "without UAI");
        assert_eq!(found(&mut stepper), ["Martin"], "chosen ones, {width}");
        stepper.press("l fin entrée");
        assert_eq!(found(&mut stepper), ["Martin"], "the usual ones again, {width}");
    }
}

#[test]
fn a_commune_is_whole_where_another_column_is_blank() {
    for width in 82..=140 {
        let mut stepper = open(&blank(), width);
        assert!(stepper.line("0380124D").contains(LONG), "the usual ones, {width}");
    }
    for width in 72..=140 {
        let mut stepper = open(&blank(), width);
        // The name goes, the règles come.
        stepper.press("l bas espace fin haut haut haut haut haut espace entrée");
        assert!(stepper.line("0380124D").contains(LONG), "chosen ones, {width}");
    }
}

#[test]
fn what_fits_leaves_the_columns_where_they_are() {
    let world = isere();
    let mut stepper = open(&world, 80);
    let titles = stepper.line("Étape");
    stepper.press("/").write("voiron").press("entrée");
    assert_eq!(stepper.line("Étape"), titles, "with fewer rows");
}

#[test]
fn the_deliberation_of_a_convention_is_a_column_and_sorts() {
    let world = isere().edit_convention("26-0002", |convention| {
        convention.deliberation = Some("D-2026-118".to_owned());
    });
    let mut stepper = open(&world, 80);
    stepper.press("4");
    assert!(!stepper.shows("D-2026-118"), "nobody chose it");
    // The numbers go, the délibération comes: the last of the others.
    stepper.press("l espace fin haut espace entrée");
    assert!(stepper.line("Voiron").contains("D-2026-118"));
    stepper.press("o").write("délib").press("entrée");
    assert!(stepper.shows("Délibération▲"));
    let rows: Vec<String> = stepper.screen().lines().map(str::to_owned).collect();
    let at = |text: &str| rows.iter().position(|line| line.contains(text)).unwrap();
    assert!(at("D-2026-118") < at("Embruns"), "what has none comes last");
}

#[test]
fn where_all_panes_are_at_their_narrowest_no_usual_column_is_left_out() {
    let records = demo().records().map(|(record, _)| record).collect();
    let mut stepper = open_on(records, 100, 30, Right::Lecture);
    assert!(!stepper.shows("sans place"), "{}", stepper.screen());
    for title in ["Écoles", "Numéro", "Partie", "État", "att. DASEN"] {
        assert!(stepper.shows(title), "{title}: {}", stepper.screen());
    }
}
