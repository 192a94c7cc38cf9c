//! Every command through the socket: the same words and the same status as on the file.

use std::fs;

use sha2::{Digest, Sha256};

use super::house::{House, NOBODY};
use crate::support::place::{DAY, DEMO, Place, Ran, demo, ran};

/// A service on one copy of the demo's base, and another copy beside it.
struct Twins {
    house: House,
    file: Place,
}

impl Twins {
    fn new() -> Self {
        Self {
            house: House::open(),
            file: Place::demo(),
        }
    }

    /// Runs a command on both; what they say must be the same. Paths within a place are given as such.
    fn same(&self, args: &[&str]) -> Ran {
        let on_file = self.file.run(args.iter().copied());
        let through = self.house.run(args.iter().copied());
        let told = |ran: &Ran, place: &Place, base: String| {
            let named = format!("du service {base}");
            let neutral = |text: &str| place.neutral(&text.replace(&named, "BASE").replace(&base, "BASE"));
            (ran.status, neutral(&ran.out), neutral(&ran.err))
        };
        let base = self.file.base().display().to_string();
        let socket = self.house.socket().display().to_string();
        assert_eq!(
            told(&through, &self.house.place, socket),
            told(&on_file, &self.file, base),
            "{args:?}"
        );
        through
    }

    /// Writes a file under the same name in both places.
    fn file(&self, name: &str, text: &str) {
        self.file.file(name, text);
        self.house.place.file(name, text);
    }

    /// The bytes of a file that both commands wrote: the same.
    fn written(&self, name: &str) -> Vec<u8> {
        let bytes = fs::read(self.house.path(name)).unwrap();
        assert_eq!(bytes, fs::read(self.file.path(name)).unwrap(), "{name}");
        bytes
    }
}

#[test]
fn what_is_read() {
    let twins = Twins::new();
    twins.same(&["controler"]).expect(1);
    twins.same(&["controler", "--format", "json"]).expect(1);
    twins.same(&["controler", "commune:grenoble", "--format", "csv"]);
    twins.same(&["controler", "commune:nullepart"]);
    twins.same(&["controler", "couleur:rouge"]).expect(2);
    twins.same(&["journal"]).expect(0);
    twins
        .same(&["journal", "--format", "json", "--depuis", "5"])
        .expect(0);
    twins
        .same(&["journal", "--sur", "ecole/0380123C", "--format", "csv"])
        .expect(0);
    twins.same(&["journal", "--depuis", "4000"]).expect(0);
    twins.same(&["journal", "--sur", "nuage/1"]).expect(2);
    twins.same(&["verifier"]).expect(0);
    twins.same(&["exporter", "ecoles"]).expect(0);
    twins
        .same(&[
            "exporter",
            "ecoles",
            "--filtre",
            "commune:voiron",
            "--format",
            "json",
        ])
        .expect(0);
    twins
        .same(&["exporter", "ecoles", "--filtre", "couleur:rouge"])
        .expect(2);
    twins.same(&["exporter", "relances"]).expect(0);
    for table in [
        "solutions",
        "fiches",
        "conventions",
        "contrats",
        "deploiements",
        "competences",
        "conseils",
    ] {
        twins.same(&["exporter", table]).expect(0);
    }
    twins.same(&["exporter", "base"]).expect(0);
    twins.same(&["exporter", "base", "-o", "base.json"]).expect(0);
    assert!(!twins.written("base.json").is_empty());
}

#[test]
fn the_register_and_its_past() {
    let twins = Twins::new();
    let ready = twins
        .same(&["exporter", "ecoles", "--filtre", "bloque:non inscrite:non"])
        .expect(0);
    let uai = ready
        .out
        .lines()
        .nth(1)
        .unwrap()
        .split(';')
        .next()
        .unwrap()
        .to_owned();
    twins.same(&["inscrire", &uai]).expect(0);
    twins.same(&["inscrire", &uai]).expect(1);
    twins.same(&["notice", &uai]);
    twins.same(&["notice", &uai, "--motif", "essai"]).expect(1);
    twins.same(&["inscrire", "0380123C", "0389999X"]);
    twins
        .same(&["inscrire", "0380123C", "--categorie", "nuage"])
        .expect(2);
    twins
        .same(&["exporter", "registre", "-o", "registre.csv"])
        .expect(0);
    let register = String::from_utf8(twins.written("registre.csv")).unwrap();
    assert_eq!(register.lines().count(), 2, "{register}");
    let past = twins
        .same(&["exporter", "registre", "--au", "2026-06-30"])
        .expect(0);
    assert_eq!(past.out.lines().count(), 1, "{}", past.out);
    twins
        .same(&["exporter", "registre", "--au", "2030-01-01"])
        .expect(2);
    twins.same(&["exporter", "registre", "--filtre", "x"]).expect(2);
}

const CONTRACTS: &str = "reference;collectivite;solution;ecoles;debut;fin\n\
    CT-1;213801855;one;0380069U;2026-09-01;2029-08-31\n";
const WRONG: &str = "CT-2;213801855;one;0380112R;2026-09-31;2029-08-31\n";

#[test]
fn files_that_come_in() {
    let twins = Twins::new();
    for (what, file) in DEMO {
        twins.same(&["importer", what, &demo(file)]).expect(0);
    }
    twins.file("contrats.csv", &format!("{CONTRACTS}{WRONG}"));
    twins
        .same(&["importer", "contrats", "contrats.csv", "--simuler"])
        .expect(1);
    twins.same(&["importer", "contrats", "contrats.csv"]).expect(1);
    twins
        .same(&[
            "importer",
            "contrats",
            "contrats.csv",
            "--ignorer-rejets",
            "rejets.csv",
            "--detail",
        ])
        .expect(0);
    let rejects = String::from_utf8(twins.written("rejets.csv")).unwrap();
    assert!(rejects.contains("CT-2"), "{rejects}");
    twins.same(&["importer", "contrats", "rejets.csv"]).expect(1);
    twins.same(&["importer", "contrats", "absent.csv"]).expect(2);
    twins.file("vide.csv", "");
    twins.same(&["importer", "contrats", "vide.csv"]).expect(2);
    twins.file("autre.csv", "nom;code\n");
    twins.same(&["importer", "contrats", "autre.csv"]).expect(2);
    twins
        .same(&["importer", "base", &demo("communes-038.json")])
        .expect(2);
    twins.same(&["verifier"]).expect(0);
    twins.same(&["exporter", "ecoles"]).expect(0);
}

#[test]
fn a_whole_base_into_an_empty_service_and_into_no_other() {
    let full = House::open();
    full.run(["exporter", "base", "-o", "tout.json"]).expect(0);
    let file = full.path("tout.json").display().to_string();
    let refused = full.run(["importer", "base", &file]).expect(2);
    assert!(refused.err.contains("n’est pas vide"), "{}", refused.err);
    let empty = House::with(Place::trial(), &NOBODY);
    let ran = empty.run(["importer", "base", &file]).expect(0);
    assert!(ran.out.contains("11 opérations reprises"), "{}", ran.out);
    assert_eq!(
        empty.run(["exporter", "base"]).expect(0).out,
        full.run(["exporter", "base"]).expect(0).out
    );
    empty.run(["importer", "base", &file]).expect(2);
}

#[test]
fn what_was_written_of_a_base_for_trials_enters_no_service_of_another() {
    let solutions = "code;nom;categorie;prestataire_siren;prestataire_nom;essai\nneuve;NEUVE;ENT;999000607;Éditeur Exemple;oui\n";
    let trial = House::open();
    let file = trial.place.file("solutions.csv", solutions);
    let taken = trial.run(["importer", "solutions", &file]).expect(0);
    assert!(!taken.out.contains("rien n’a été écrit"), "{}", taken.out);
    let other = House::with(Place::new(), &NOBODY);
    let before = other.run(["exporter", "base"]).expect(0).out;
    let refused = other.run(["importer", "solutions", &file]).expect(2);
    for said in ["solutions.csv", "base d’essai", "«\u{a0}essai\u{a0}»"] {
        assert!(refused.err.contains(said), "{}", refused.err);
    }
    assert_eq!(other.run(["exporter", "base"]).expect(0).out, before);
}

#[test]
fn a_file_that_the_service_holds_is_reached_through_its_socket_only() {
    let house = House::open();
    house.run(["sauvegarder", "copie.base"]).expect(0);
    let before = fs::read(house.place.base()).unwrap();
    let base = house.place.base().display().to_string();
    let ran = house.run(["controler", "--base", &base]).expect(2);
    assert!(ran.err.contains("--socket"), "{}", ran.err);
    let ran = house.run(["restaurer", "copie.base", "--base", &base]).expect(2);
    assert!(ran.err.contains("arrêtez le service"), "{}", ran.err);
    let ran = house.run(["restaurer", "copie.base"]).expect(2);
    assert!(
        ran.err.contains("arrêtez-le") && ran.err.contains("--base"),
        "{}",
        ran.err
    );
    assert!(fs::read(house.place.base()).unwrap() == before);
}

#[test]
fn a_restoration_after_the_service_keeps_the_old_file() {
    let mut house = House::open();
    house.run(["sauvegarder", "copie.base"]).expect(0);
    house.close();
    let base = house.place.base().display().to_string();
    let ran = house
        .place
        .now(["restaurer", "copie.base", "--base", &base])
        .expect(0);
    assert!(ran.out.contains("L’ancienne base est gardée"), "{}", ran.out);
    house.place.run(["verifier", "--base", &base]).expect(0);
}

#[test]
fn a_program_that_opens_the_base_of_a_service_is_told_to_go_through_it_and_a_writing_names_it() {
    let house = House::open();
    let base = house.place.base();
    let said = house
        .place
        .run(["journal", "--base", base.to_str().unwrap()])
        .expect(2)
        .err;
    let process = format!("processus {}, sans terminal", house.pid());
    assert!(
        said.contains("c’est le service\u{a0}: passez par lui avec --socket"),
        "{said}"
    );
    assert!(
        said.contains(" servir --detail") && said.contains("processus "),
        "{said}"
    );
    assert!(
        said.contains(&process) || said.contains(&format!("processus {}, terminal", house.pid())),
        "{said}"
    );
    let text = "reference;collectivite;solution;ecoles;debut;fin\nCT-LU;213801855;one;0380069U;2026-09-01;2029-08-31\n";
    let file = house.place.file("contrats.csv", text);
    let written = house.run(["importer", "contrats", &file]).expect(0).out;
    let named = format!("écrit dans la base du service {}.\n", house.socket().display());
    assert!(written.ends_with(&named), "{written}");
}

#[test]
fn a_file_on_standard_input() {
    let twins = Twins::new();
    let text = "reference;collectivite;solution;ecoles;debut;fin\nCT-1;213801855;one;0380069U;2026-09-01;2029-08-31\n";
    twins.file("contrats.csv", text);
    let args = ["--date", DAY, "importer", "contrats", "-"];
    let on_file = ran(&twins.file.after("exec < contrats.csv", args).output().unwrap()).expect(0);
    let mut through = twins.house.place.after("exec < contrats.csv", &args[2..]);
    let through = ran(&through
        .env("PREAU_SOCKET", twins.house.socket())
        .output()
        .unwrap())
    .expect(0);
    let plan = |ran: &Ran| {
        ran.out
            .lines()
            .skip(1)
            .take(8)
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    assert_eq!(plan(&through), plan(&on_file));
    assert!(
        plan(&through)[0].starts_with("l’entrée standard (contrats)"),
        "{}",
        through.out
    );
}

#[test]
fn a_workbook_whose_rows_the_client_makes() {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    let rows = [
        ["Contrats de la rentrée", "", "", "", "", ""],
        ["reference", "collectivite", "solution", "ecoles", "debut", "fin"],
        ["CT-1", "213801855", "one", "0380069U", "2026-09-01", "2029-08-31"],
        ["CT-2", "213801855", "one", "0380112R", "2026-09-31", "2029-08-31"],
    ];
    for (row, cells) in (0..).zip(rows) {
        for (column, cell) in (0..).zip(cells) {
            sheet.write_string(row, column, cell).unwrap();
        }
    }
    let bytes = book.save_to_buffer().unwrap();
    let twins = Twins::new();
    twins.file.file("contrats.xlsx", &bytes);
    twins.house.place.file("contrats.xlsx", &bytes);
    let refused = twins.same(&["importer", "contrats", "contrats.xlsx"]).expect(1);
    assert!(
        refused.out.contains("ligne 4, colonne «\u{a0}debut\u{a0}»"),
        "{}",
        refused.out
    );
    twins
        .same(&[
            "importer",
            "contrats",
            "contrats.xlsx",
            "--ignorer-rejets",
            "rejets.csv",
        ])
        .expect(0);
    twins.written("rejets.csv");
    let of_workbook = preau::domain::journal::hex(&Sha256::digest(&bytes).into());
    let base = twins.house.run(["exporter", "base"]).expect(0);
    assert!(base.out.contains(&of_workbook));
}

#[test]
fn the_office_of_the_service_is_that_of_every_client() {
    let place = Place::demo();
    let config = "[dsden]\nnom = \"Académie\"\ndepartement = [\"38\", \"73\"]\ndpd = \"dpd@exemple.invalid\"\n\
                  [dsden.responsable]\nservice = \"Recteur\"\nadresse = \"7 place Exemple\"\ncode_postal = \"38000\"\n";
    let house = House::configured(place, &NOBODY, config);
    house.run(["inscrire", "0381548B"]).expect(0);
    let register = house
        .run(["exporter", "registre", "--format", "json"])
        .expect(0)
        .out;
    assert!(
        register.contains("\"responsable\":\"Recteur, 7 place Exemple, 38000\""),
        "{register}"
    );
    // Each département of the configuration is kept, the second too; another is out of scope.
    let head = "identifiant_de_l_etablissement;nom_etablissement;type_etablissement;statut_public_prive;code_commune;nom_commune;code_departement;etat";
    let rows = [
        "0730001E;A;Ecole;Public;73065;Chambéry;073;OUVERT",
        "0740001Z;B;Ecole;Public;74010;Annecy;074;OUVERT",
    ];
    let file = house
        .place
        .file("annuaire.csv", format!("{head}\n{}\n", rows.join("\n")));
    let plan = house.run(["importer", "annuaire", &file, "--simuler"]).out;
    assert!(plan.contains("0730001E"), "{plan}");
    assert!(!plan.contains("0740001Z"), "{plan}");
}

#[test]
fn a_program_names_the_authority_as_the_service_s_configuration_does() {
    let house = House::configured(Place::demo(), &NOBODY, "[dsden]\nautorite = \"le recteur\"\n");
    let own = house
        .place
        .file("own.toml", "[dsden]\nautorite = \"la rectrice\"\n");
    let text = house
        .run(["expliquer", "0381528E", "--config", &own])
        .expect(0)
        .out;
    assert!(text.contains("le recteur\u{a0}: non"), "{text}");
    let text = house.run(["controler", "--par", "cause", "--config", &own]).out;
    assert!(text.contains("du recteur"), "{text}");
    assert!(!text.contains("rectrice") && !text.contains("DASEN"), "{text}");
}
