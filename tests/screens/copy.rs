//! Handing what is on the screen to the terminal's clipboard: which text, what is said, when it cannot be.

use preau::config::Config;
use preau::domain::permit::Right;

use crate::stepper::{Stepper, open, open_as, open_on};
use crate::support::demo::demo;
use crate::support::isere::isere;

/// Takes the choice that begins so.
fn copies(stepper: &mut Stepper, choice: &str) -> String {
    stepper.copied = None;
    stepper.press("Y").write(choice).press("entrée");
    stepper
        .copied
        .clone()
        .unwrap_or_else(|| panic!("{}", stepper.screen()))
}

#[test]
fn a_cell_is_handed_over_and_never_said_to_be_copied() {
    let mut stepper = open(&isere());
    stepper.press("2 début");
    let name = copies(&mut stepper, "École");
    assert_eq!(name, "École élémentaire Saint-Martin");
    assert!(
        stepper.shows("École : envoyé au terminal"),
        "{}",
        stepper.screen()
    );
    assert!(!stepper.shows("copié"));
    assert_eq!(copies(&mut stepper, "Étape"), "inscrite au registre");
}

#[test]
fn the_line_has_its_cells_between_tabs() {
    let mut stepper = open(&isere());
    stepper.press("2 début");
    let line = copies(&mut stepper, "La ligne");
    assert_eq!(
        line,
        "0380127G\tÉcole élémentaire Saint-Martin\tGrenoble\tOLM\tinscrite au registre\toui\toui"
    );
}

#[test]
fn the_uais_and_the_addresses_of_the_marked_rows_are_joined_each_once() {
    let records = demo().records().map(|(record, _)| record).collect();
    let mut stepper = open_on(records, 120, 40, Right::Lecture);
    stepper
        .press("2 /")
        .write("grenoble")
        .press("entrée début espace espace espace");
    let marked = stepper.model.focused().marks.count();
    assert_eq!(marked, 3);
    let uais = copies(&mut stepper, "3 UAI");
    let uais: Vec<&str> = uais.split("; ").collect();
    assert!(
        uais.len() >= 2 && uais.iter().all(|uai| uai.len() == 8),
        "{uais:?}"
    );
    // What is marked stays marked, wherever the search goes.
    stepper.press("/ ctrl-u").write("voiron").press("entrée");
    let addresses = copies(&mut stepper, "Adresses");
    let addresses: Vec<&str> = addresses.split("; ").collect();
    assert!(
        stepper.shows("adresses : envoyé au terminal"),
        "{}",
        stepper.screen()
    );
    for uai in uais {
        let mail = format!("ce.{uai}@exemple.invalid");
        assert!(addresses.contains(&mail.as_str()), "{mail} in {addresses:?}");
    }
}

#[test]
fn the_command_gives_the_same_list() {
    let mut stepper = open(&isere());
    stepper
        .press("1 /")
        .write("voiron")
        .press("entrée début entrée 2 /");
    stepper.write("bloque:oui d'ecole").press("entrée");
    assert_eq!(
        copies(&mut stepper, "La commande"),
        r"preau controler -- 'collectivite:213805633 bloque:oui d'\''ecole'"
    );
    stepper.model.options.again = Some(" --base '/srv/base' --date 2026-11-23".to_owned());
    stepper
        .press("échap échap /")
        .write("-bloque:oui")
        .press("entrée");
    assert_eq!(
        copies(&mut stepper, "La commande"),
        "preau controler --base '/srv/base' --date 2026-11-23 -- '-bloque:oui'"
    );
    stepper.model.options.again = None;
    stepper.press("Y").write("La commande").press("entrée");
    assert!(stepper.shows("refusé : aucune commande n’ouvre la base de la démonstration"));
}

#[test]
fn there_is_no_command_for_a_list_that_controler_does_not_know() {
    let mut stepper = open(&isere());
    stepper.press("4 Y").write("La commande").press("entrée");
    assert!(stepper.shows("refusé : la commande « controler » ne liste que des écoles"));
    assert_eq!(stepper.copied, None);
    stepper
        .press("échap début entrée 2 Y")
        .write("La commande")
        .press("entrée");
    assert!(
        stepper.shows("refusé : aucun filtre ne dit la portée"),
        "{}",
        stepper.screen()
    );
}

#[test]
fn a_cell_that_a_spreadsheet_would_run_is_handed_over_as_text() {
    let world = isere().school("0380199K", "=HYPERLINK(\"x\")", "38185");
    let mut stepper = open(&world);
    stepper.press("2 /").write("0380199K").press("entrée");
    assert_eq!(copies(&mut stepper, "École"), "'=HYPERLINK(\"x\")");
}

#[test]
fn the_configuration_switches_it_off() {
    let off = Config::parse("[ecran]\ncopie = \"non\"\n").unwrap();
    let mut stepper = open_as(&isere(), 120, 40, Right::Lecture);
    stepper.model.options.copy = off.screen.copy;
    stepper.press("2 Y");
    assert!(stepper.shows("copie = \"non\""), "{}", stepper.screen());
    assert_eq!(stepper.copied, None);
}

#[test]
fn rows_without_an_address_are_said() {
    let mut stepper = open(&isere());
    stepper.press("2 début Y").write("Adresses").press("entrée");
    assert!(
        stepper.shows("Aucune adresse de courriel"),
        "{}",
        stepper.screen()
    );
    assert_eq!(stepper.copied, None);
}
