//! `preau exporter`: the register and the schools, to standard output or to a file.

use std::fs;
use std::os::unix::fs::{FileTypeExt, symlink};

use chrono::DateTime;

use crate::support::place::Place;

#[test]
fn the_register_has_the_registered_school_and_its_sheet() {
    let place = Place::demo();
    let empty = place.run(["exporter", "registre"]).expect(0).out;
    assert_eq!(empty.lines().count(), 1, "the header alone: {empty}");
    place.run(["inscrire", "0381548B"]).expect(0);
    let register = place.run(["exporter", "registre"]).expect(0).out;
    let by = users_name();
    let said = register.replace(&format!(";{by};"), ";(compte);");
    let said = said.trim_end().strip_suffix(";;;;oui").unwrap();
    let (said, recorded) = said.rsplit_once(';').unwrap();
    assert!(DateTime::parse_from_rfc3339(recorded).is_ok(), "{recorded}");
    insta::assert_snapshot!("register", format!("{said};(instant);;;;oui\n"));
    let json = place
        .run(["exporter", "registre", "--format", "json"])
        .expect(0)
        .out;
    let value: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert!(json.contains("0381548B"), "{value}");
}

#[test]
fn a_pipe_is_no_place_for_a_file_and_a_link_is_followed() {
    let place = Place::demo();
    nix::unistd::mkfifo(&place.path("tube"), nix::sys::stat::Mode::S_IRWXU).unwrap();
    symlink(place.path("tube"), place.path("vers-le-tube")).unwrap();
    for name in ["tube", "vers-le-tube"] {
        let ran = place.run(["exporter", "registre", "-o", name]).expect(2);
        assert!(
            ran.err
                .contains(&format!("{name} est un périphérique ou un tube")),
            "{}",
            ran.err
        );
        assert!(
            fs::metadata(place.path(name)).unwrap().file_type().is_fifo(),
            "{name}"
        );
    }
    place.file("registre.csv", "ancien");
    symlink(place.path("registre.csv"), place.path("lien.csv")).unwrap();
    place.run(["exporter", "registre", "-o", "lien.csv"]).expect(0);
    assert!(place.path("lien.csv").is_symlink());
    assert_ne!(fs::read_to_string(place.path("registre.csv")).unwrap(), "ancien");
}

/// The name of the account that runs the tests, as the system's table has it.
fn users_name() -> String {
    let uid = nix::unistd::getuid();
    let user = nix::unistd::User::from_uid(uid).ok().flatten();
    user.map_or_else(|| format!("uid {uid}"), |user| user.name)
}

#[test]
fn the_register_of_a_past_day_is_as_it_was() {
    let place = Place::demo();
    place.run(["inscrire", "0381548B"]).expect(0);
    let past = place
        .run(["exporter", "registre", "--au", "2020-01-01"])
        .expect(0)
        .out;
    assert_eq!(past.lines().count(), 1, "{past}");
}

#[test]
fn the_schools_of_a_filter() {
    let place = Place::demo();
    let args = ["exporter", "ecoles", "--filtre", "uai:0381528E"];
    insta::assert_snapshot!("schools", place.run(args).expect(0).out);
    let all = place.run(["exporter", "ecoles"]).expect(0).out;
    assert!(all.lines().count() > 627, "{}", all.lines().count());
    let json = place
        .run(["exporter", "ecoles", "--format", "json"])
        .expect(0)
        .out;
    let _: serde_json::Value = serde_json::from_str(&json).unwrap();
}

#[test]
fn a_file_is_for_a_spreadsheet_and_for_its_owner() {
    use std::os::unix::fs::PermissionsExt;
    let place = Place::demo();
    let ran = place.run(["exporter", "ecoles", "-o", "ecoles.csv"]).expect(0);
    assert_eq!((ran.out.as_str(), ran.err.as_str()), ("", ""));
    let bytes = fs::read(place.path("ecoles.csv")).unwrap();
    assert!(bytes.starts_with("\u{feff}uai;".as_bytes()));
    let mode = fs::metadata(place.path("ecoles.csv"))
        .unwrap()
        .permissions()
        .mode();
    assert_eq!(mode & 0o777, 0o600);
}

#[test]
fn a_cell_that_a_spreadsheet_would_run_is_neutralised() {
    let place = Place::demo();
    let annuaire = fs::read_to_string(crate::support::place::demo("annuaire-038.csv")).unwrap();
    let formula = annuaire.replace("ECOLE PRIMAIRE LE VILLAGE;", "=HYPERLINK(\"\"x\"\");");
    let formula = formula.replace("=HYPERLINK(\"\"x\"\");", "\"=HYPERLINK(\"\"x\"\")\";");
    let file = place.file("annuaire.csv", formula);
    place.run(["importer", "annuaire", &file]).expect(0);
    let csv = place
        .run(["exporter", "ecoles", "--filtre", "uai:0381528E"])
        .expect(0)
        .out;
    let row = csv.lines().nth(1).unwrap();
    assert!(row.contains("HYPERLINK"), "{row}");
    for cell in row.split(';') {
        assert!(!cell.trim_start_matches('"').starts_with('='), "{row}");
    }
}

#[test]
fn a_place_that_cannot_be_written_is_said_and_left_alone() {
    let place = Place::demo();
    fs::create_dir(place.path("dossier")).unwrap();
    let ran = place.run(["exporter", "ecoles", "-o", "dossier"]).expect(2);
    assert!(ran.err.contains("est un dossier"), "{}", ran.err);
    let ran = place
        .run(["exporter", "ecoles", "-o", "absent/ecoles.csv"])
        .expect(2);
    assert!(ran.err.contains("absent/ecoles.csv"), "{}", ran.err);
}

#[test]
fn the_relances_are_those_due_or_those_noted_for_mail_merge() {
    let place = Place::demo();
    let relances = place.run(["exporter", "relances"]).expect(0).out;
    let due: Vec<&str> = relances.lines().skip(1).collect();
    assert!(!due.is_empty());
    for line in due {
        let party = line.contains(";signature de la collectivité;")
            || line.contains(";signature de la collectivité|");
        assert!(party || line.contains(";signature du prestataire"), "{line}");
    }
    let noted = place.run(["exporter", "relances", "--notees"]).expect(0).out;
    assert_eq!(noted.lines().count(), 1, "the header alone: {noted}");
    let ran = place.run(["exporter", "ecoles", "--notees"]).expect(2);
    assert!(ran.err.contains("--notees"), "{}", ran.err);
    let ran = place
        .run(["exporter", "relances", "--filtre", "etape:inscrite"])
        .expect(2);
    assert!(ran.err.contains("--filtre"), "{}", ran.err);
}

#[test]
fn the_relances_say_which_signed_conventions_the_site_soon_purges() {
    let place = Place::demo();
    let said = |day: &str| {
        let ran = place.run(["exporter", "relances", "--date", day]).expect(0);
        assert!(
            !ran.out.contains("efface"),
            "it is no line of a mail merge: {ran:#?}"
        );
        ran.err
    };
    // The dossier was accepted on 01/08/2025.
    for (day, expected) in [("2026-06-01", false), ("2026-08-01", true), ("2026-08-02", false)] {
        let named = said(day).contains("(dossier 99000518, le 01/08/2026)");
        assert_eq!(named, expected, "{day} {}", said(day));
    }
    let pdf = crate::support::place::demo("convention-26-0100.pdf");
    let number = said("2026-08-01");
    let number = number.split(" (dossier 99000518").next().unwrap();
    let number = number.rsplit([' ', '\u{a0}']).next().unwrap();
    let convention = format!("convention/{number}");
    place
        .run(["joindre", &convention, &pdf, "--type", "convention_signee"])
        .expect(0);
    assert!(!said("2026-08-01").contains("99000518"));
}

#[test]
fn no_export_is_written_over_a_base() {
    let place = Place::demo();
    let before = place.content();
    place.run(["sauvegarder", "copie.base"]).expect(0);
    fs::hard_link(place.base(), place.path("lien.csv")).unwrap();
    let base = place.base();
    for target in [base.to_str().unwrap(), "lien.csv", "copie.base"] {
        for what in ["base", "registre", "ecoles"] {
            let ran = place.run(["exporter", what, "-o", target]).expect(2);
            assert!(ran.err.contains("donnez un autre nom"), "{}", ran.err);
            let bytes = fs::read(place.path(target)).unwrap();
            assert!(bytes.starts_with(b"PREAU\r\n"), "{what} {target}");
        }
    }
    assert_eq!(place.content(), before);
}
