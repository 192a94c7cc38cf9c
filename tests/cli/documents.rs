//! `preau joindre`, `document`, `detacher`, and the documents in `verifier`, `sauvegarder`, `restaurer` and the exports.

use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::path::{Path, PathBuf};

use crate::support::place::Place;

const PDF: &str =
    "%PDF-1.4\n1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj\n2 0 obj <</Type /Pages /Count 2>> endobj\n";

/// The first digits of the SHA-256 of [`PDF`].
fn digits(place: &Place) -> String {
    let listed = place.run(["exporter", "pieces"]).expect(0).out;
    let line = listed.lines().find(|line| line.contains("signée.pdf")).unwrap();
    line.split(';').next().unwrap().to_owned()
}

/// The base of the demo, with a document attached to a convention.
fn place() -> Place {
    let place = Place::demo();
    place.file("signée.pdf", PDF);
    let ran = place.run([
        "joindre",
        "convention/26-0100",
        "signée.pdf",
        "--type",
        "convention_signee",
        "--du",
        "2026-09-07",
    ]);
    let ran = ran.expect(0);
    assert!(
        ran.out
            .contains("signée.pdf (convention signée) est jointe à la convention 26-0100"),
        "{}",
        ran.out
    );
    place
}

/// True for the name of a copy, and not for that of the folder beside it.
fn is_copy(name: &str) -> bool {
    Path::new(name).extension().is_some_and(|end| end == "base")
}

fn beside(base: &Path) -> PathBuf {
    PathBuf::from(format!("{}.pieces", base.display()))
}

/// The file of the document beside a base.
fn kept(place: &Place, base: &Path) -> PathBuf {
    beside(base).join(digits(place))
}

#[test]
fn a_document_is_listed_shown_and_written_out_again() {
    let place = place();
    let all = place.run(["document"]).expect(0).out;
    assert!(
        all.contains("convention signée, 2 pages, du 07/09/2026  signée.pdf  convention 26-0100"),
        "{all}"
    );
    assert_eq!(place.run(["document", "convention/26-0100"]).expect(0).out, all);
    let none = place.run(["document", "convention/26-0101"]).expect(0).out;
    assert_eq!(none, "Aucune pièce.\n");
    let digits = digits(&place);
    let shown = place.run(["document", &digits[..8]]).expect(0).out;
    assert!(
        shown.contains(&digits) && shown.contains("jointe à\u{a0}: convention 26-0100"),
        "{shown}"
    );
    place
        .run(["document", &digits[..8], "-o", "sortie.pdf"])
        .expect(0);
    let out = place.path("sortie.pdf");
    assert_eq!(fs::read_to_string(&out).unwrap(), PDF);
    assert_eq!(fs::metadata(&out).unwrap().permissions().mode() & 0o777, 0o600);
    fs::create_dir(place.path("dossier")).unwrap();
    place
        .run(["document", "convention/26-0100", "-o", "dossier"])
        .expect(0);
    assert_eq!(fs::read_to_string(place.path("dossier/signée.pdf")).unwrap(), PDF);
    let piped = place.run(["document", &digits, "-o", "-"]).expect(0).out;
    assert_eq!(piped, PDF);
}

#[test]
fn what_is_no_document_is_refused_with_what_to_do() {
    let place = Place::demo();
    fs::create_dir(place.path("dossier")).unwrap();
    place.file("vide.pdf", "");
    place.file("note.docx", "PK\x03\x04word/");
    place.file(
        "grand.pdf",
        [b"%PDF-".as_slice(), &vec![b' '; 20_000_001]].concat(),
    );
    place.file("bon.pdf", PDF);
    let cases = [
        ("absent.pdf", "ce fichier n’existe pas"),
        ("dossier", "c’est un dossier"),
        ("/dev/null", "ce n’est pas un fichier ordinaire"),
        ("vide.pdf", "le fichier est vide"),
        ("note.docx", "une pièce est un PDF, ou une image PNG ou JPEG"),
        ("grand.pdf", "20,1\u{a0}Mo): 20,0\u{a0}Mo au plus"),
    ];
    for (file, said) in cases {
        let args = ["joindre", "convention/26-0100", file, "--type", "autre"];
        let ran = place.run(args);
        let text = format!("{}{}", ran.out, ran.err).replace("\u{a0}:", ":");
        assert!(ran.status != 0 && text.contains(said), "{file}: {ran:?}");
    }
    let ran = place.run(["joindre", "convention/26-9999", "bon.pdf", "--type", "autre"]);
    assert!(ran.expect(1).err.contains("convention 26-9999 introuvable"));
    let ran = place.run(["joindre", "convention/26-0100", "bon.pdf", "--type", "scan"]);
    assert!(ran.expect(2).err.contains("convention_signee, avenant"));
    let ran = place.run([
        "joindre",
        "convention/26-0100",
        "bon.pdf",
        "--type",
        "autre",
        "--du",
        "2026-11-24",
    ]);
    assert!(ran.expect(1).err.contains("est à venir"));
    assert!(!beside(&place.base()).exists(), "nothing was kept");
    for wrong in ["zz", "9f", "9f86d081"] {
        place.run(["document", wrong]).expect(2);
    }
}

#[test]
fn it_is_detached_and_attached_again() {
    let place = place();
    let digits = digits(&place);
    let ran = place
        .run(["detacher", "convention/26-0100", &digits[..12]])
        .expect(0);
    assert!(ran.out.contains("n’est plus jointe"), "{}", ran.out);
    assert_eq!(place.run(["document"]).expect(0).out, "Aucune pièce.\n");
    let said = place.run(["verifier"]).expect(0).out;
    assert!(
        said.contains("remarque") && said.contains("1 fichier de pièce, sans enregistrement qui le nomme"),
        "{said}"
    );
    place
        .run(["joindre", "ecole/0381548B", "signée.pdf", "--type", "pv"])
        .expect(0);
    let said = place.run(["verifier"]).expect(0).out;
    assert!(said.contains("1 pièce") && !said.contains("remarque"), "{said}");
    let journal = place.run(["journal", "--sur", "ecole/0381548B"]).expect(0).out;
    assert!(
        journal.contains("pièce jointe\u{a0}: signée.pdf (PV)"),
        "{journal}"
    );
}

#[test]
fn a_missing_file_is_an_anomaly_a_copy_says_it_and_is_made() {
    let place = place();
    place.run(["sauvegarder", "bonne.base"]).expect(0);
    fs::remove_file(kept(&place, &place.base())).unwrap();
    let said = place.run(["verifier"]).expect(1).out;
    assert!(
        said.contains("son fichier manque") && said.contains("convention 26-0100"),
        "{said}"
    );
    let said = place.run(["sauvegarder", "copie.base"]).expect(1).out;
    assert!(
        said.contains("attention, pièces qui manquent dans la copie\u{a0}: 1"),
        "{said}"
    );
    place.run(["verifier", "--base", "copie.base"]).expect(1);
    // The copy that had it keeps it.
    place.run(["sauvegarder", "bonne.base", "--remplacer"]).expect(0);
    place.now(["restaurer", "bonne.base"]).expect(0);
    place.run(["verifier"]).expect(0);
}

#[test]
fn copies_carry_their_documents_share_them_and_take_them_along_when_they_go() {
    let place = place();
    fs::create_dir(place.path("copies")).unwrap();
    let save = || place.run(["sauvegarder", "copies", "--garder", "2j"]).expect(0);
    let said = save().out;
    assert!(said.contains("1 pièce"), "{said}");
    let names = || {
        let mut names: Vec<String> = fs::read_dir(place.path("copies"))
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    };
    let [first, _] = &names()[..] else {
        panic!("{:?}", names())
    };
    // Of an earlier day, and one that was never finished.
    let old = place.path("copies/preau-2026-01-05T100000.base");
    fs::rename(place.path("copies").join(first), &old).unwrap();
    fs::rename(beside(&place.path("copies").join(first)), beside(&old)).unwrap();
    let unfinished = place.path("copies/preau-2026-01-04T100000.base");
    fs::create_dir(beside(&unfinished)).unwrap();
    save();
    assert!(!beside(&unfinished).exists());
    assert_eq!(names().len(), 4, "{:?}", names());
    let inodes: Vec<u64> = names()
        .iter()
        .filter(|name| is_copy(name))
        .map(|name| {
            fs::metadata(kept(&place, &place.path("copies").join(name)))
                .unwrap()
                .ino()
        })
        .collect();
    assert_eq!(inodes[0], inodes[1], "the same file");
    assert_ne!(
        inodes[0],
        fs::metadata(kept(&place, &place.base())).unwrap().ino(),
        "and not that of the base"
    );
    for name in names().iter().filter(|name| is_copy(name)) {
        let copy = place.path("copies").join(name);
        let said = place
            .run(["verifier", "--base", copy.to_str().unwrap()])
            .expect(0)
            .out;
        assert!(said.contains("1 pièce"), "{said}");
    }
    let ran = place.run(["sauvegarder", "copies", "--garder", "1j"]).expect(0);
    assert!(!old.exists() && !beside(&old).exists(), "{}", ran.out);
}

#[test]
fn an_altered_copy_of_a_document_is_not_shared() {
    let place = place();
    fs::create_dir(place.path("copies")).unwrap();
    let old = place.path("copies/preau-2026-01-05T100000.base");
    place.run(["sauvegarder", old.to_str().unwrap()]).expect(0);
    fs::write(kept(&place, &old), "abîmé").unwrap();
    place.run(["sauvegarder", "copies"]).expect(0);
    let copies = fs::read_dir(place.path("copies")).unwrap();
    let new = copies
        .map(|entry| entry.unwrap().path())
        .find(|path| path.extension().is_some_and(|end| end == "base") && *path != old)
        .unwrap();
    assert_eq!(fs::read_to_string(kept(&place, &new)).unwrap(), PDF);
    place.run(["verifier", "--base", new.to_str().unwrap()]).expect(0);
}

#[test]
fn a_restored_base_has_its_documents_where_there_was_none() {
    let place = place();
    place.run(["sauvegarder", "copie.base"]).expect(0);
    fs::remove_file(place.base()).unwrap();
    fs::remove_dir_all(beside(&place.base())).unwrap();
    place.now(["restaurer", "copie.base"]).expect(0);
    place.run(["verifier"]).expect(0);
    fs::remove_dir_all(beside(&place.base())).unwrap();
    fs::remove_dir_all(beside(&place.path("copie.base"))).unwrap();
    let said = place.now(["restaurer", "copie.base"]).expect(1).out;
    assert!(
        said.contains("pièces qui manquent dans la base restaurée\u{a0}: 1"),
        "{said}"
    );
}

#[test]
fn a_known_document_keeps_its_description_until_it_is_attached_again_to_the_same_record() {
    let place = place();
    place.file("scan 7.pdf", PDF);
    let again = ["joindre", "ecole/0381548B", "scan 7.pdf", "--type", "autre"];
    let said = place.run(again).expect(0).out;
    assert!(
        said.contains(
            "déjà connue comme «\u{a0}signée.pdf\u{a0}» (convention signée, 2 pages, du 07/09/2026)"
        ),
        "{said}"
    );
    let listed = place.run(["document"]).expect(0).out;
    assert!(
        listed.contains("convention signée, 2 pages, du 07/09/2026"),
        "{listed}"
    );
    let said = place.run(again).expect(0).out;
    assert!(!said.contains("déjà connue"), "{said}");
    let listed = place.run(["document"]).expect(0).out;
    assert!(
        listed.contains("autre, 2 pages") && listed.contains("scan 7.pdf"),
        "{listed}"
    );
}

#[test]
fn what_a_restoration_says_is_inert() {
    let place = place();
    place.run(["sauvegarder", "copie.base"]).expect(0);
    let target = place.path("\u{1b}[31mautre.base");
    let said = place.now(["restaurer", "copie.base", "--base", target.to_str().unwrap()]);
    let said = said.expect(0).out;
    assert!(
        said.contains("autre.base") && !said.contains('\u{1b}'),
        "{said:?}"
    );
}

#[test]
fn an_exported_base_describes_its_documents_and_says_that_their_files_are_not_in_it() {
    let place = place();
    let ran = place.run(["exporter", "base", "-o", "base.json"]).expect(0);
    assert!(ran.err.contains("sans leurs fichiers"), "{}", ran.err);
    let ran = place
        .now(["importer", "base", "base.json", "--base", "autre.base"])
        .expect(0);
    assert!(ran.err.contains("sans leurs fichiers"), "{}", ran.err);
    place.run(["verifier", "--base", "autre.base"]).expect(1);
    let from = kept(&place, &place.base());
    fs::create_dir(place.path("autre.base.pieces")).unwrap();
    fs::copy(
        &from,
        place.path("autre.base.pieces").join(from.file_name().unwrap()),
    )
    .unwrap();
    place.run(["verifier", "--base", "autre.base"]).expect(0);
    let json = place
        .run(["exporter", "pieces", "--format", "json"])
        .expect(0)
        .out;
    assert!(
        json.contains("\"jointe_a\":[\"convention/26-0100\"]") || json.contains("convention/26-0100"),
        "{json}"
    );
}

#[test]
fn a_document_is_not_written_over_what_is_not_one_s_own_to_replace() {
    let place = place();
    let digits = digits(&place);
    let base = place.base();
    let before = place.content();
    let ran = place
        .run(["document", &digits, "-o", base.to_str().unwrap()])
        .expect(2);
    assert!(ran.err.contains("rien n’y est écrit"), "{}", ran.err);
    assert_eq!(place.content(), before);
    // What it is when its bytes are not those that were kept: the file that was there is left as it was.
    let out = place.file("sortie.pdf", "avant");
    fs::write(kept(&place, &base), "autre").unwrap();
    place.run(["document", &digits, "-o", "sortie.pdf"]).expect(2);
    assert_eq!(fs::read_to_string(out).unwrap(), "avant");
}

#[test]
fn a_link_to_the_scan_is_read_and_the_scan_stays() {
    let place = Place::demo();
    let scan = place.file("scan.pdf", PDF);
    symlink(&scan, place.path("lien.pdf")).unwrap();
    place
        .run(["joindre", "ecole/0381548B", "lien.pdf", "--type", "attestation"])
        .expect(0);
    assert_eq!(fs::read_to_string(scan).unwrap(), PDF);
}

#[test]
fn a_document_is_attached_as_an_avenant_listed_so_and_goes_out_and_in_with_it() {
    let place = Place::demo();
    place.file("avenant.pdf", PDF);
    let header = "convention;numero;date;envoye_le";
    place.file(
        "avenants.csv",
        format!("{header}\n26-0038;1;2026-11-02;2026-11-03\n"),
    );
    place.run(["importer", "avenants", "avenants.csv"]).expect(0);
    let attach = |avenant: &str| {
        let file = [
            "joindre",
            "convention/26-0038",
            "avenant.pdf",
            "--type",
            "avenant",
        ];
        place.run([&file[..], &["--avenant", avenant]].concat())
    };
    let unknown = attach("2").expect(1);
    assert!(
        unknown.err.contains("elle n’a pas d’avenant 2"),
        "{}",
        unknown.err
    );
    assert_eq!(place.run(["document"]).expect(0).out, "Aucune pièce.\n");
    let done = attach("1").expect(0).out;
    assert!(
        done.contains("avenant.pdf (avenant, avenant 1) est jointe"),
        "{done}"
    );
    let written = place.run(["exporter", "avenants"]).expect(0).out;
    let line = written
        .lines()
        .find(|line| line.starts_with("26-0038;1;"))
        .unwrap();
    let digits = line.split(';').nth(6).unwrap().to_owned();
    assert_eq!(digits.len(), 64, "{line}");
    place.run(["verifier"]).expect(0);
    let history = place
        .run(["journal", "--sur", "convention/26-0038"])
        .expect(0)
        .out;
    assert!(history.contains("avenant 1"), "{history}");
    // The file gives it back what an empty cell took; another base, which has not the document, says so and goes on.
    place.file("vide.csv", "convention;numero;piece\n26-0038;1;\n");
    place.run(["importer", "avenants", "vide.csv"]).expect(0);
    let without = place.run(["exporter", "avenants"]).expect(0).out;
    assert!(!without.contains(&digits), "{without}");
    place.file("retour.csv", &written);
    place.run(["importer", "avenants", "retour.csv"]).expect(0);
    assert_eq!(place.run(["exporter", "avenants"]).expect(0).out, written);
    let other = Place::demo();
    other.file("avenants.csv", &written);
    let told = other.run(["importer", "avenants", "avenants.csv"]).expect(0);
    let told = told.out + &told.err;
    assert!(told.contains("aucune pièce de cette empreinte"), "{told}");
}
