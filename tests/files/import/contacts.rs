//! The imports of contacts and of the calendar.

use preau::domain::command::ImportKind;
use preau::domain::vacances::Zone;
use preau::exchange::export::{ByteOrderMark, Format, own_table};

use crate::world::{Base, FILES, motives};

/// Agnin, by SIREN and by INSEE code.
const AGNIN: &str = "213800030";

fn base() -> Base {
    Base::with(&FILES[..5])
}

fn written(base: &Base) -> String {
    let form = Format::Csv(ByteOrderMark::None);
    let bytes = own_table(Vec::new(), ImportKind::Contacts, &base.registry, form, false);
    String::from_utf8(bytes.unwrap()).unwrap()
}

#[test]
fn contacts_by_siren_or_by_insee_code_come_back_as_they_went_out() {
    let mut base = base();
    let file = "siren;role;nom;courriel;telephone;adresse;code_postal;ville\n\
                213800030;maire;A. Un;mairie@exemple.invalid;04 65 71 00 01;1 place;38150;Agnin\n\
                213800030;élu aux écoles;B. Deux;;;;;\n";
    base.import(ImportKind::Contacts, file);
    let by_code = "insee;role;nom;courriel\n38003;DGS;C. Trois;dgs@exemple.invalid\n";
    base.import(ImportKind::Contacts, by_code);
    let found = base
        .registry
        .collectivites()
        .get(&AGNIN.parse().unwrap())
        .unwrap();
    assert_eq!(found.address.to_string(), "1 place, 38150 Agnin");
    let names: Vec<&str> = found
        .contacts
        .iter()
        .map(|contact| contact.name.as_str())
        .collect();
    assert_eq!(names, ["A. Un", "B. Deux", "C. Trois"]);
    let out = written(&base);
    assert!(
        out.contains("213800030;maire;A. Un;mairie@exemple.invalid;0465710001;1 place;38150;Agnin;38003"),
        "{out}"
    );
    base.again(ImportKind::Contacts, &out);
}

#[test]
fn the_only_contact_of_a_role_is_renamed_and_another_of_a_role_is_added() {
    let mut base = base();
    base.import(ImportKind::Contacts, "siren;role;nom\n213800030;maire;A. Un\n");
    base.import(
        ImportKind::Contacts,
        "siren;role;nom\n213800030;maire;D. Quatre\n",
    );
    let two = "siren;role;nom\n213800030;secrétariat;E\n213800030;secrétariat;F\n";
    base.import(ImportKind::Contacts, two);
    let found = base
        .registry
        .collectivites()
        .get(&AGNIN.parse().unwrap())
        .unwrap();
    let names: Vec<&str> = found
        .contacts
        .iter()
        .map(|contact| contact.name.as_str())
        .collect();
    assert_eq!(names, ["D. Quatre", "E", "F"]);
}

#[test]
fn a_party_that_the_base_lacks_and_two_addresses_of_one_are_rejected() {
    let base = base();
    let table = [
        (
            "siren;role;nom\n200000008;maire;A\n",
            "ni collectivité ni prestataire",
        ),
        ("insee;role;nom\n01001;maire;A\n", "commune que la base n’a pas"),
        ("siren;role;nom\n;maire;A\n", "il faut le SIREN"),
        (
            "siren;role;nom;adresse\n213800030;maire;A;1 place\n213800030;DGS;B;2 place\n",
            "une autre adresse",
        ),
    ];
    for (file, why) in table {
        let rejected = motives(&base.planned(ImportKind::Contacts, file)).join(" ");
        assert!(rejected.contains(why), "{file}: {rejected}");
    }
}

#[test]
fn a_file_without_the_columns_that_name_a_party_is_told_both() {
    let error = base()
        .read(ImportKind::Contacts, "role;nom\nmaire;A\n")
        .unwrap_err();
    let said = error.to_string();
    assert!(
        said.contains("l’une des colonnes «\u{a0}siren\u{a0}», «\u{a0}insee\u{a0}»"),
        "{said}"
    );
}

#[test]
fn the_holidays_of_each_zone_are_read_once_and_those_of_teachers_are_not() {
    let mut base = base();
    let file = "description;population;start_date;end_date;location;zones;annee_scolaire\n\
                Vacances de la Toussaint;-;2026-10-16T22:00:00+00:00;2026-11-01T23:00:00+00:00;Grenoble;Zone A;2026-2027\n\
                Vacances de la Toussaint;-;2026-10-16T22:00:00+00:00;2026-11-01T23:00:00+00:00;Lyon;Zone A;2026-2027\n\
                Prérentrée;Enseignants;2026-08-30T22:00:00+00:00;2026-08-31T22:00:00+00:00;Lyon;Zone A;2026-2027\n\
                Début des Vacances d'Été;Élèves;2027-07-02T22:00:00+00:00;2027-07-02T22:00:00+00:00;Lyon;Zone A;2026-2027\n\
                Vacances;-;2026-10-16T22:00:00+00:00;2026-11-01T23:00:00+00:00;X;Zone Z;2026-2027\n";
    base.import(ImportKind::Calendrier, file);
    let found: Vec<String> = base
        .registry
        .vacances()
        .iter()
        .map(|found| format!("{} {} {} {}", found.zone.code(), found.from, found.to, found.name))
        .collect();
    assert_eq!(
        found,
        [
            "A 2026-10-17 2026-11-01 Vacances de la Toussaint",
            "A 2027-07-03 2027-08-31 Début des Vacances d'Été"
        ]
    );
    let day = |text: &str| text.parse().unwrap();
    let is_in = |on: &str| {
        let next = base.registry.holidays_from(Zone::A, day(on)).next();
        next.is_some_and(|found| found.from <= day(on))
    };
    assert!(is_in("2026-11-01"));
    assert!(!is_in("2026-11-02"));
    base.again(ImportKind::Calendrier, file);
}
