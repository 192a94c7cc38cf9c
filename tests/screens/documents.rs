//! Attaching a signed PDF on screen: its path completed, what is wrong said at once, the scans to file, and the documents of
//! a record written out and detached.

use std::fs;
use std::path::{Path, PathBuf};

use preau::domain::convention::Annexe;
use preau::domain::document::DocumentKind;
use preau::domain::permit::Right;
use preau::domain::record::{Document, RecordId};
use tempfile::TempDir;

use crate::forms::to_field;
use crate::many::choose;
use crate::stepper::{Stepper, open, open_as, open_at};
use crate::support::isere::isere;
use crate::support::values::{amendment, day, number};
use crate::support::world::C26;

const PDF: &str =
    "%PDF-1.4\n1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj\n2 0 obj <</Type /Pages /Count 2>> endobj\n";

/// The screens, and a folder with files to attach.
struct Desk {
    stepper: Stepper,
    folder: TempDir,
}

impl Desk {
    fn of(stepper: Stepper) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let desk = Self { stepper, folder };
        desk.file("signée.pdf", PDF);
        desk.file("notes.pdf", "du texte");
        fs::create_dir(desk.path("scans")).unwrap();
        desk
    }

    /// On the convention 26-0001.
    fn small() -> Self {
        let mut desk = Self::of(open_at(&isere(), 120, 60));
        desk.stepper.press("4 /").write("26-0001").press("entrée");
        desk
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn file(&self, name: &str, text: &str) {
        fs::write(self.path(name), text).unwrap();
    }

    /// Types the path of a file of the folder.
    fn types(&mut self, name: &str) -> &mut Stepper {
        let path = self.path(name).to_str().unwrap().to_owned();
        self.stepper.press("ctrl-u").write(&path)
    }

    /// True where the screen says each of some words: a sentence may be wrapped between them.
    fn says(&mut self, words: &str) -> bool {
        let screen = self.stepper.screen();
        words.split_whitespace().all(|word| screen.contains(word))
    }

    fn documents(&self) -> Vec<Document> {
        self.stepper.desk.registry().documents().iter().cloned().collect()
    }
}

fn convention() -> RecordId {
    RecordId::Convention(number("26-0001"))
}

#[test]
fn a_signed_pdf_is_attached_by_its_path_which_tab_completes() {
    let mut desk = Desk::small();
    desk.stepper.press("J");
    desk.types("si").press("tab");
    assert!(desk.says("signée.pdf"), "{}", desk.stepper.screen());
    desk.stepper.press("entrée");
    assert!(
        desk.says("signée.pdf, 2 pages convention signée"),
        "{}",
        desk.stepper.screen()
    );
    desk.stepper.write("12/09/2026").press("entrée");
    let [document] = &desk.documents()[..] else {
        panic!("{}", desk.stepper.screen());
    };
    assert_eq!(document.kind, DocumentKind::SignedConvention);
    assert_eq!(document.date, Some(day("2026-09-12")));
    assert_eq!((document.name.as_str(), document.pages), ("signée.pdf", Some(2)));
    assert_eq!(document.about, [convention()]);
    assert!(
        desk.says("✓ pièce jointe (convention signée, du 12/09/2026)"),
        "{}",
        desk.stepper.screen()
    );
    desk.stepper.press("f");
    assert!(
        desk.says("Pièces signée.pdf, 2 pages, du 12/09/2026"),
        "{}",
        desk.stepper.screen()
    );
}

#[test]
fn a_document_has_the_day_that_is_typed_or_none() {
    let mut desk = Desk::small();
    desk.stepper.press("J");
    desk.types("signée.pdf").press("entrée");
    assert!(
        desk.says("Date de la pièce sans date"),
        "{}",
        desk.stepper.screen()
    );
    desk.stepper.write("31/02").press("entrée");
    assert_eq!(desk.documents(), [], "{}", desk.stepper.screen());
    desk.stepper.press("ctrl-u").press("entrée");
    let [document] = &desk.documents()[..] else {
        panic!("{}", desk.stepper.screen());
    };
    assert_eq!(document.date, None);
    assert!(
        desk.says("✓ pièce jointe (convention signée)"),
        "{}",
        desk.stepper.screen()
    );
    // It is known without a day: none is proposed, and none is said anew.
    desk.stepper.press("J");
    desk.types("signée.pdf").press("entrée");
    assert!(desk.says("déjà connue"), "{}", desk.stepper.screen());
    assert!(
        desk.says("Date de la pièce sans date"),
        "{}",
        desk.stepper.screen()
    );
    desk.stepper.write("12/09/2026").press("entrée");
    assert_eq!(desk.documents()[0].date, Some(day("2026-09-12")));
    // A day that was given is taken away again.
    desk.stepper.press("J");
    desk.types("signée.pdf").press("entrée");
    assert!(desk.says("sam. 12 sept. 2026"), "{}", desk.stepper.screen());
    desk.stepper.press("tab ctrl-u entrée");
    assert_eq!(desk.documents()[0].date, None);
}

#[test]
fn a_known_document_is_proposed_as_it_is_recorded_and_said_anew_by_who_chooses_so() {
    let mut desk = Desk::small();
    desk.stepper.press("J");
    desk.types("signée.pdf")
        .press("entrée")
        .write("12/09/2026")
        .press("entrée");
    desk.file("scan 7.pdf", PDF);
    desk.stepper.press("échap 2 J entrée");
    desk.types("scan 7.pdf").press("entrée");
    assert!(
        desk.says("signée.pdf : déjà connue comme convention signée, 2 pages, du 12/09/2026"),
        "{}",
        desk.stepper.screen()
    );
    desk.stepper.press("entrée");
    let [document] = &desk.documents()[..] else {
        panic!("{}", desk.stepper.screen());
    };
    assert_eq!((document.name.as_str(), document.about.len()), ("signée.pdf", 2));
    assert_eq!(document.words(), "convention signée, 2 pages, du 12/09/2026");
    desk.stepper.press("J entrée");
    desk.types("scan 7.pdf")
        .press("entrée")
        .write("13/09/2026")
        .press("entrée");
    assert_eq!(
        desk.documents()[0].words(),
        "convention signée, 2 pages, du 13/09/2026"
    );
}

#[test]
fn what_is_wrong_is_said_at_once_and_what_was_typed_stays() {
    let mut desk = Desk::small();
    desk.stepper.press("J");
    for (name, said) in [
        ("absent.pdf", "ce fichier n’existe pas"),
        ("scans", "c’est un dossier"),
        ("notes.pdf", "une pièce est un PDF"),
    ] {
        desk.types(name).press("entrée");
        assert!(desk.says(said), "{}", desk.stepper.screen());
        // A long path is scrolled: its end is what one looks at.
        assert!(desk.says(name), "{}", desk.stepper.screen());
    }
    desk.types("signée.pdf").press("entrée");
    assert!(desk.says("convention signée"), "{}", desk.stepper.screen());
    desk.stepper.press("échap");
    assert_eq!(desk.documents(), []);
}

#[test]
fn tab_shows_the_names_that_a_path_may_go_on_with() {
    let mut desk = Desk::small();
    desk.stepper.press("J");
    desk.types("").write("/").press("tab");
    assert!(
        desk.says("notes.pdf scans/ signée.pdf Chemin du PDF"),
        "{}",
        desk.stepper.screen()
    );
    desk.types("zz").press("tab");
    assert!(desk.says("ne commence ainsi"), "{}", desk.stepper.screen());
    // In the folder where the program was started.
    desk.stepper.press("ctrl-u").write("fixt").press("tab");
    assert!(desk.says("fixtures/"), "{}", desk.stepper.screen());
}

#[test]
fn a_scan_to_file_is_offered_and_goes_to_another_folder_once_it_is_attached() {
    let mut desk = Desk::small();
    desk.file("scans/scan 1.pdf", PDF);
    desk.stepper.model.options.scans = Some(desk.path("scans"));
    desk.stepper.press("J");
    assert!(
        desk.says("scan 1.pdf Un autre fichier"),
        "{}",
        desk.stepper.screen()
    );
    desk.stepper.press("entrée");
    assert!(
        desk.says("scan 1.pdf, 2 pages convention signée"),
        "{}",
        desk.stepper.screen()
    );
    desk.stepper.press("entrée");
    assert_eq!(desk.documents().len(), 1);
    assert!(!desk.path("scans/scan 1.pdf").exists());
    assert!(Path::exists(&desk.path("scans/ranges/scan 1.pdf")));
    desk.stepper.press("J");
    assert!(
        desk.says("Chemin du PDF"),
        "no scan is left: {}",
        desk.stepper.screen()
    );
}

#[test]
fn a_document_of_a_school_goes_to_it_or_to_what_is_its_own() {
    let mut desk = Desk::of(open(&isere()));
    desk.stepper.press("2 J");
    let screen = desk.stepper.screen();
    assert!(desk.says("Joindre une pièce à école"), "{screen}");
    desk.stepper.press("entrée");
    desk.types("signée.pdf").press("entrée entrée");
    let about = desk.documents()[0].about[0].clone();
    assert!(matches!(about, RecordId::Deployment(_)), "{about:?}\n{screen}");
    assert_eq!(desk.documents()[0].kind, DocumentKind::DeletionCertificate);
}

#[test]
fn a_document_is_written_to_a_file_and_detached() {
    let mut desk = Desk::small();
    desk.stepper.press("J");
    desk.types("signée.pdf").press("entrée entrée");
    desk.stepper.press("P");
    assert!(desk.says("Pièces signée.pdf"), "{}", desk.stepper.screen());
    desk.stepper.press("entrée");
    assert!(
        desk.says("Écrire dans un fichier Détacher"),
        "{}",
        desk.stepper.screen()
    );
    desk.stepper.press("entrée");
    desk.types("signée.pdf").press("entrée");
    assert!(desk.says("existe déjà"), "{}", desk.stepper.screen());
    desk.types("copie.pdf").press("entrée");
    assert!(desk.says("✓ Pièce écrite dans"), "{}", desk.stepper.screen());
    assert_eq!(fs::read_to_string(desk.path("copie.pdf")).unwrap(), PDF);
    desk.stepper.press("P entrée bas entrée");
    assert_eq!(desk.documents(), []);
    desk.stepper.press("P");
    assert!(
        desk.says("Aucune pièce n’est jointe"),
        "{}",
        desk.stepper.screen()
    );
    desk.stepper.press("u entrée");
    assert_eq!(desk.documents().len(), 1, "{}", desk.stepper.screen());
}

#[test]
fn who_only_sees_writes_a_document_out_and_detaches_none() {
    let mut desk = Desk::small();
    desk.stepper.press("J");
    desk.types("signée.pdf").press("entrée entrée");
    desk.stepper.model.options.operator.rights = [Right::Lecture].into();
    desk.stepper.press("P entrée bas");
    assert!(desk.says("il faut le droit"), "{}", desk.stepper.screen());
    desk.stepper.press("entrée");
    assert_eq!(desk.documents().len(), 1);
    let mut reader = open_as(&isere(), 120, 40, Right::Lecture);
    reader.press("4 J");
    assert!(reader.shows("il faut le droit"), "{}", reader.screen());
}

#[test]
fn the_dialogs_fit_in_a_small_terminal() {
    let mut desk = Desk::of(open_at(&isere(), 80, 24));
    desk.stepper.press("4 J");
    insta::assert_snapshot!("path@80x24", desk.stepper.screen());
    desk.types("signée.pdf").press("entrée");
    let screen = desk.stepper.screen();
    assert!(
        screen.contains("certificat de suppression") && screen.contains("attestation"),
        "{screen}"
    );
}

/// From the convention itself and from a school of it, its avenants are among what the document may be.
#[test]
fn a_document_is_said_to_be_one_of_the_avenants() {
    for keys in ["4 /", "2 J"] {
        let signed = |one: &str| amendment(one, "", "");
        let world = isere().edit_convention("26-0001", |convention| {
            convention.amendments = vec![signed("1"), signed("2")];
        });
        let mut desk = Desk::of(open_at(&world, 120, 60));
        if keys == "2 J" {
            desk.stepper.press(keys);
            let listed = desk.stepper.screen();
            let place = |words: &str| listed.lines().position(|line| line.contains(words));
            let steps = place("art. 26 · 26-0001").zip(place("déploiement"));
            let steps = steps.map_or_else(|| panic!("{listed}"), |(at, first)| at - first);
            for _ in 0..steps {
                desk.stepper.press("bas");
            }
            desk.stepper.press("entrée");
        } else {
            desk.stepper.press(keys).write("26-0001").press("entrée J");
        }
        desk.types("signée.pdf").press("entrée");
        assert!(
            desk.says("convention signée avenant 1 avenant 2 délibération"),
            "{}",
            desk.stepper.screen()
        );
        desk.stepper.press("bas bas entrée");
        let registry = desk.stepper.desk.registry();
        let convention = registry.conventions().get(&number("26-0001")).unwrap();
        let held: Vec<bool> = convention
            .amendments
            .iter()
            .map(|one| one.document.is_some())
            .collect();
        assert_eq!(held, [false, true], "{keys}\n{}", desk.stepper.screen());
        assert!(desk.says("pièce jointe (avenant 2)"), "{}", desk.stepper.screen());
    }
    let mut desk = Desk::small();
    desk.stepper.press("J");
    desk.types("signée.pdf").press("entrée");
    let screen = desk.stepper.screen();
    assert!(!screen.contains("avenant 1"), "{screen}");
}

/// The screens on the annexe of the convention 26-0001, which is signed and names no school, and its new avenant's form.
fn asked_for_avenant(marked: bool) -> Desk {
    let world = isere().edit_convention(C26, |found| found.annexe = Annexe::Listed(Vec::new()));
    let mut desk = Desk::of(open_at(&world, 120, 60));
    if marked {
        desk.stepper.press("/").write("grenoble").press("entrée * y");
        choose(&mut desk.stepper, "entrer : 26-0001");
        desk.stepper.press("entrée");
    } else {
        desk.stepper
            .press("4 /")
            .write("26-0001")
            .press("entrée y * entrée");
    }
    choose(&mut desk.stepper, "Nouvel avenant");
    desk.stepper.press("entrée");
    assert!(desk.stepper.shows("Nouvel avenant"), "{}", desk.stepper.screen());
    desk.stepper
        .press("bas")
        .write("2/11/2026")
        .press("bas bas")
        .write("20/11/2026")
        .press("bas")
        .write("9/11/2026")
        .press("bas");
    desk
}

/// The documents that are avenants of the convention 26-0001, each with its number.
fn avenants(desk: &Desk) -> Vec<(String, String)> {
    let registry = desk.stepper.desk.registry();
    let convention = registry.conventions().get(&number(C26)).unwrap();
    let named = convention.amendments.iter().filter_map(|found| {
        let document = registry.documents().get(&found.document?)?;
        Some((found.number.to_string(), document.name.clone()))
    });
    named.collect()
}

#[test]
fn the_annexe_asks_for_the_document_of_a_new_avenant() {
    let mut desk = asked_for_avenant(false);
    desk.types("notes.pdf").press("ctrl-s");
    assert!(
        desk.says("une pièce est un PDF, ou une image"),
        "{}",
        desk.stepper.screen()
    );
    assert!(desk.stepper.shows("Nouvel avenant"), "{}", desk.stepper.screen());
    desk.types("s").press("tab");
    assert!(desk.says("scans/ signée.pdf"), "{}", desk.stepper.screen());
    desk.stepper.write("ig").press("tab");
    desk.stepper.press("ctrl-s");
    assert!(
        desk.says("par le nouvel avenant 1 pièce signée.pdf, 2 pages"),
        "{}",
        desk.stepper.screen()
    );
    assert_eq!(desk.documents(), [], "nothing before it is confirmed");
    desk.stepper.press("o");
    assert_eq!(desk.stepper.written(), 1, "{}", desk.stepper.screen());
    assert_eq!(avenants(&desk), [("1".to_owned(), "signée.pdf".to_owned())]);
    let [document] = &desk.documents()[..] else {
        panic!("{}", desk.stepper.screen());
    };
    assert_eq!(document.kind, DocumentKind::Amendment);
    assert_eq!(document.date, Some(day("2026-11-02")));
    assert_eq!(document.about, [convention()]);
    desk.stepper.press("u o");
    assert_eq!(desk.documents(), [], "one undo");
    assert_eq!(avenants(&desk), []);
}

#[test]
fn marked_schools_join_by_a_new_avenant_with_its_document() {
    let mut desk = asked_for_avenant(true);
    desk.types("signée.pdf").press("ctrl-s");
    desk.stepper.press("o");
    assert_eq!(desk.stepper.written(), 1, "{}", desk.stepper.screen());
    assert_eq!(avenants(&desk), [("1".to_owned(), "signée.pdf".to_owned())]);
}

#[test]
fn the_form_of_a_convention_names_the_document_of_an_avenant_among_those_attached() {
    let world = isere().edit_convention(C26, |found| {
        found.amendments = vec![amendment("1", "2026-11-09", "")];
    });
    let mut desk = Desk::of(open_at(&world, 120, 60));
    desk.stepper.press("4 /").write("26-0001").press("entrée J");
    desk.types("signée.pdf").press("entrée entrée");
    assert_eq!(desk.documents().len(), 1, "{}", desk.stepper.screen());
    assert_eq!(avenants(&desk), []);
    desk.stepper.press("m");
    to_field(&mut desk.stepper, "Avenant 1, pièce");
    desk.stepper.press("espace");
    assert!(desk.says("signée.pdf, 2 pages"), "{}", desk.stepper.screen());
    desk.stepper.press("entrée ctrl-s");
    assert_eq!(
        avenants(&desk),
        [("1".to_owned(), "signée.pdf".to_owned())],
        "{}",
        desk.stepper.screen()
    );
    // The form shows it by its name; taken off, it is the avenant no more and stays attached.
    desk.stepper.press("m");
    to_field(&mut desk.stepper, "Avenant 1, pièce");
    assert!(desk.stepper.line("Avenant 1, pièce").contains("signée.pdf"));
    desk.stepper.press("ctrl-u ctrl-s");
    assert_eq!(avenants(&desk), [], "{}", desk.stepper.screen());
    assert_eq!(desk.documents().len(), 1);
}
