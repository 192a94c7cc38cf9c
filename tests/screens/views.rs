//! Views, orders and columns: opened, changed, saved, remembered.

use preau::config::state::StateStore;
use preau::domain::command::Command;
use preau::domain::permit::Right;
use preau::domain::query::page::Row;
use preau::domain::query::row::ColumnId;
use preau::domain::query::{Pane, Query, SortBy};
use preau::domain::record::Record;
use preau::domain::view::{NewView, SHIPPED};
use preau::service::Desk;
use preau::tui::model::ListName;
use preau::tui::update::start;

use crate::stepper::{Stepper, open, open_as, open_on};
use crate::support::demo::demo;
use crate::support::isere::isere;

fn on_demo() -> Stepper {
    let records: Vec<Record> = demo().records().map(|(record, _)| record).collect();
    open_on(records, 120, 40, Right::Gestion)
}

/// The UAI on the rows of the schools, first to last.
fn uais(stepper: &Stepper) -> Vec<String> {
    let rows = &stepper.model.list(ListName::Schools).rows;
    let uai = |row: &Row| match row {
        Row::School(row) => row.uai.to_string(),
        _ => String::new(),
    };
    rows.iter().map(uai).collect()
}

/// Opens the screens again, with what was remembered.
fn again(mut stepper: Stepper) -> Stepper {
    let mut next = open(&isere());
    next.model.state = stepper.memory.load().0;
    next.memory = stepper.memory;
    let _ = start(&mut next.model);
    next.press("ctrl-l");
    next
}

#[test]
fn each_shipped_view_opens_the_rows_that_it_counts() {
    let mut stepper = on_demo();
    for (place, view) in SHIPPED.iter().enumerate() {
        let query = Query {
            text: view.text.to_owned(),
            ..Query::all(view.pane, 1)
        };
        let found = stepper.desk.query(&query).unwrap();
        let (total, schools) = (found.total, found.records.0);
        stepper.press("w début").press(&"bas ".repeat(place));
        let screen = stepper.screen();
        let (pane, noun) = match view.pane {
            Pane::Conventions => ("4 Conventions", "convention"),
            _ => ("2 Écoles", "école"),
        };
        let counted = format!(" {schools} {noun}");
        let told = |line: &str| line.contains(view.name) && line.contains(&counted);
        assert!(screen.lines().any(told), "{}", view.name);
        stepper.press("entrée");
        assert_eq!(stepper.model.focused().total, total, "{}", view.name);
        assert!(stepper.shows(&format!("{pane} {schools} sur ")), "{}", view.name);
        let opened = stepper.model.focused().view.as_ref();
        assert_eq!(opened.map(|opened| opened.name.as_str()), Some(view.name));
        // The pane of conventions has no room for the name.
        if view.pane == Pane::Schools {
            assert!(stepper.shows(&format!("· « {} »", view.name)));
        }
        assert_eq!(stepper.model.focused().sort, view.sort);
    }
}

#[test]
fn a_view_whose_filter_changes_says_so_and_escape_leaves_it() {
    let mut stepper = on_demo();
    stepper.press("w début bas entrée");
    assert!(!stepper.shows("(modifiée)"));
    stepper.press("/").write(" x").press("entrée");
    assert!(stepper.shows("« sans convention 26 » (modifiée)"));
    stepper.press("échap");
    assert!(!stepper.shows("sans convention 26 »"));
    let list = stepper.model.focused();
    assert!(list.search.is_empty() && list.view.is_none());
    assert_eq!(list.sort.by, SortBy::Relevance);
    assert_eq!(list.total, list.unfiltered);
}

#[test]
fn the_view_of_last_time_is_under_the_cursor_at_the_next_start() {
    let mut stepper = open(&isere());
    stepper.press("w début bas bas entrée");
    let mut next = again(stepper);
    assert!(next.model.focused().view.is_none());
    next.press("w");
    assert!(next.line("sans convention 28").starts_with('▶'));
}

#[test]
fn a_column_sorts_and_the_same_again_reverses() {
    let mut stepper = open(&isere());
    let usual = uais(&stepper);
    stepper.press("o début entrée");
    assert!(stepper.shows("UAI▲"));
    let up = uais(&stepper);
    assert!(up.is_sorted() && up != usual);
    stepper.press("o entrée");
    assert!(stepper.shows("UAI▼"));
    let down: Vec<String> = uais(&stepper).into_iter().rev().collect();
    assert_eq!(down, up);
    let mut next = again(stepper);
    assert!(next.shows("UAI▼"), "it is remembered");
    next.press("o fin entrée");
    assert_eq!(uais(&next), usual);
    assert!(next.memory.0.sorts.is_empty());
}

#[test]
fn the_selection_stays_on_its_record_when_the_order_changes() {
    let mut stepper = open(&isere());
    stepper.press("bas bas");
    let selected = stepper.model.focused().selected.clone();
    stepper.press("o début entrée o entrée");
    assert_eq!(stepper.model.focused().selected, selected);
}

#[test]
fn columns_are_marked_moved_and_remembered() {
    let mut stepper = open(&isere());
    stepper.press("l");
    assert!(stepper.shows("● UAI"));
    // The UAI goes, the name moves after the commune, the rules come in.
    stepper.press("espace bas droite fin haut haut haut haut haut haut espace entrée");
    let titles = stepper.line("Étape");
    let at = |title: &str| titles.find(title).unwrap_or_else(|| panic!("{title}: {titles}"));
    assert!(at("Commune") < at("École ") && at("28") < at("Règles"));
    assert!(!titles.contains("UAI"));
    assert!(!stepper.shows("0380123E"), "rows follow");
    let mut next = again(stepper);
    assert!(next.line("Étape").contains("Règles"), "it is remembered");
    next.press("l fin entrée");
    assert!(next.line("Étape").contains("UAI"));
    assert!(next.memory.0.columns.is_empty());
}

#[test]
fn at_least_one_column_stays() {
    let mut stepper = open(&isere());
    stepper
        .press("4 l")
        .press(&"espace bas ".repeat(5))
        .press("entrée");
    assert!(stepper.shows("cochez au moins une colonne"));
    stepper.press("échap");
    assert!(stepper.shows("Numéro"));
}

#[test]
fn columns_that_do_not_fit_are_dropped_from_the_right_and_said() {
    let mut stepper = open_as(&isere(), 80, 24, Right::Gestion);
    stepper.press("l").press(&"bas ".repeat(7));
    stepper.press(&"espace bas ".repeat(12)).press("haut entrée");
    let screen = stepper.screen();
    let told = screen.lines().find(|line| line.contains(" sans place : "));
    let told = told.unwrap_or_else(|| panic!("{screen}"));
    let said = told.trim_matches(['└', '─', '┘', ' ']);
    let count: usize = said.split(' ').next().unwrap().parse().unwrap();
    assert!(count > 3 && said.contains("SIREN coll."), "{said}");
    stepper.resize(200, 40);
    let roomy = stepper.screen();
    assert!(
        !roomy.contains(&format!("{count} colonnes sans place")),
        "more room"
    );
}

fn saved(stepper: &Stepper) -> Vec<(String, bool)> {
    let views = stepper.desk.views().unwrap();
    views
        .iter()
        .map(|view| (view.name.clone(), view.is_shared()))
        .collect()
}

#[test]
fn the_list_is_saved_as_a_view_replaced_renamed_and_removed() {
    let mut stepper = open(&isere());
    stepper
        .press("/")
        .write("grenoble")
        .press("entrée o début entrée");
    stepper.press("W entrée").write("Mes écoles").press("entrée");
    assert_eq!(saved(&stepper), [("Mes écoles".to_owned(), false)]);
    assert!(stepper.shows("✓ vue « Mes écoles » enregistrée"));
    assert!(stepper.shows("· « Mes écoles »") && !stepper.shows("(modifiée)"));

    stepper
        .press("échap /")
        .write("voiron")
        .press("entrée W bas bas entrée entrée");
    assert!(stepper.shows("Remplacer la vue") && stepper.shows("avant  Écoles · grenoble"));
    stepper.press("entrée");
    assert_eq!(stepper.desk.views().unwrap()[0].text, "voiron");

    stepper
        .press("W fin entrée bas entrée ctrl-u")
        .write("Voironnais")
        .press("entrée");
    assert_eq!(saved(&stepper), [("Voironnais".to_owned(), false)]);
    assert!(stepper.shows("· « Voironnais »"));

    stepper.press("W fin entrée fin entrée");
    assert!(stepper.shows("Retirer la vue"), "asked first");
    stepper.press("échap");
    assert_eq!(saved(&stepper).len(), 1);
    stepper.press("W fin entrée fin entrée entrée");
    assert!(saved(&stepper).is_empty());
    assert!(!stepper.shows("· « Voironnais »"));
    assert_eq!(stepper.model.focused().search.text(), "voiron", "the rows stay");
}

#[test]
fn a_view_brings_its_columns_and_leaves_those_of_the_operator() {
    let mut stepper = open(&isere());
    stepper
        .press("l espace entrée W entrée")
        .write("sans uai")
        .press("entrée l fin entrée");
    assert!(stepper.shows("(modifiée)"));
    stepper.press("échap");
    assert!(
        !stepper.line("Étape").contains("UAI"),
        "the operator's own come back"
    );
    stepper.press("l fin entrée");
    assert!(stepper.line("Étape").contains("UAI"));
    stepper.press("w fin entrée");
    assert!(stepper.shows("· « sans uai »") && !stepper.line("Étape").contains("UAI"));
    assert!(
        stepper.memory.0.columns.is_empty(),
        "those of a view are not remembered"
    );
    stepper.press("échap");
    assert!(stepper.line("Étape").contains("UAI"));
}

#[test]
fn a_name_that_is_taken_is_said_in_the_dialog() {
    let mut stepper = open(&isere());
    stepper.press("W entrée").write("À traiter").press("entrée");
    assert!(stepper.shows("une vue porte déjà ce nom"));
    stepper.press("ctrl-u entrée");
    assert!(stepper.shows("la vue n’a pas de nom"));
}

#[test]
fn a_reader_keeps_views_and_shares_none() {
    let mut stepper = open_as(&isere(), 120, 40, Right::Lecture);
    stepper.press("W bas entrée");
    assert!(stepper.shows("il faut le droit « gestion »"));
}

#[test]
fn a_shared_view_comes_with_its_mark_and_a_conflict_is_told() {
    let mut stepper = open(&isere());
    let draft = |number, text: &str| NewView {
        number,
        name: "À tous".to_owned(),
        pane: Pane::Collectivites,
        text: text.to_owned(),
        sort: preau::domain::query::Sort::default(),
        columns: vec![ColumnId::Nom],
        shared: true,
    };
    stepper.colleague(Command::SaveView {
        view: draft(None, "grenoble"),
    });
    stepper.press("w fin");
    assert!(stepper.line("À tous").contains("1 collectivité · partagée"));
    stepper.press("entrée");
    assert_eq!(stepper.model.current, ListName::Collectivites);
    stepper.press("W fin entrée entrée");
    assert!(stepper.shows("Elle est partagée"));
    stepper.colleague(Command::SaveView {
        view: draft(Some(1), "voiron"),
    });
    stepper.press("entrée");
    assert_eq!(
        stepper.desk.views().unwrap()[0].text,
        "voiron",
        "nothing is overwritten"
    );
}

#[test]
fn a_view_opens_within_the_portee() {
    let mut stepper = on_demo();
    stepper.press("1 /").write("grenoble").press("entrée entrée 2");
    let within = stepper.model.list(ListName::Schools).total;
    stepper.press("w début bas entrée");
    let list = stepper.model.focused();
    assert!(list.total > 0 && list.total <= within);
    assert_eq!(stepper.model.scope.len(), 1);
}
