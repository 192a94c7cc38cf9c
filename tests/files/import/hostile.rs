//! Hostile and mistaken files, for every kind of import: a clear error or rejected rows, and nothing read.

use preau::domain::command::ImportKind::{self, *};

use crate::world::{Base, FILES, bytes};

const KINDS: [ImportKind; 10] = [
    Annuaire,
    Communes,
    Epci,
    Solutions,
    Fiches,
    Conventions,
    Contrats,
    Deploiements,
    Competences,
    Conseils,
];

/// Reads a file as each kind: an error that names it, or not one record.
fn refused(kinds: &[ImportKind], name: &str, content: &[u8], said: &str) {
    let base = Base::default();
    for &kind in kinds {
        match base.read(kind, content) {
            Err(error) => {
                let error = error.to_string();
                assert!(error.starts_with("essai.csv"), "{name}, {}: {error}", kind.code());
                assert!(!error.contains(char::is_control), "{name}, {}", kind.code());
                let is_json = matches!(kind, Epci | Fiches);
                assert!(
                    is_json || error.contains(said),
                    "{name}, {}: {error}",
                    kind.code()
                );
            }
            Ok(reading) => assert!(reading.import.records.is_empty(), "{name}, {}", kind.code()),
        }
    }
}

#[test]
fn what_is_no_table_is_said_for_every_kind() {
    let image = [b"\x89PNG\r\n\x1a\n".as_slice(), &[0; 64]].concat();
    let wide = "a;".repeat(1_000_000);
    let cases: [(&str, &[u8], &str); 9] = [
        ("empty", b"", "est vide"),
        ("blank", b" \r\n \r\n", ""),
        ("NUL bytes", b"uai;date\n0380\x00123C;2026\n", "octet nul"),
        ("image", &image, "une image"),
        ("invalid UTF-8", b"\xef\xbb\xbfuai;nom\n\xff\xfe;\n", "UTF-8"),
        ("columns without end", wide.as_bytes(), "plus de 2000 colonnes"),
        ("unterminated quote", b"uai;nom\n1;\"x\n2;y\n3;z\n", "guillemet"),
        ("page", b"<!DOCTYPE html><p>erreur", "une page web"),
        ("another table", b"colour;size\nred;3\n", "il manque"),
    ];
    for (name, content, said) in cases {
        refused(&KINDS, name, content, said);
    }
}

#[test]
fn a_line_of_fifty_megabytes_is_refused() {
    let mut line = b"uai;date\n".to_vec();
    line.resize(50 << 20, b'x');
    refused(&[Annuaire, Fiches], "long line", &line, "");
}

#[test]
fn a_header_alone_is_an_error_unless_it_is_that_of_an_own_table() {
    let base = Base::default();
    for (kind, file) in FILES {
        let text = String::from_utf8(bytes(file)).unwrap();
        let header = match kind {
            Epci | Fiches | Communes => "[]",
            _ => text.lines().next().unwrap(),
        };
        let read = base.read(kind, header);
        // An own table without any row is what its export writes of a base that has none.
        if matches!(kind, Communes | Epci | Annuaire) {
            let error = read.unwrap_err().to_string();
            assert!(error.contains("aucune ligne de données"), "{file}: {error}");
        } else {
            let reading = read.unwrap();
            assert_eq!((reading.rows, reading.remarks.len()), (0, 1), "{file}");
            assert!(reading.remarks[0].contains("rien ne change"), "{file}");
        }
    }
}

#[test]
fn a_wrong_separator_is_found_or_said() {
    let base = Base::with(&FILES);
    for (kind, file) in FILES {
        if matches!(kind, Epci | Fiches | Communes) {
            continue;
        }
        let text = String::from_utf8(bytes(file)).unwrap();
        let tabs = base.read(kind, text.replace(';', "\t")).unwrap();
        assert!(
            tabs.rejects.is_empty() && !tabs.import.records.is_empty(),
            "{file}"
        );
        let error = base.read(kind, text.replace(';', ":")).unwrap_err().to_string();
        assert!(error.contains("il manque"), "{file}: {error}");
    }
}

/// Escape sequences, direction marks and formulas in names: stored inert, said, and never in a message as such.
#[test]
fn names_that_act_on_a_terminal_are_cleaned() {
    let mut base = Base::default();
    let row = "Identifiant_de_l_etablissement;Nom_etablissement;Type_etablissement;Statut_public_prive;Code_commune;\
        Nom_commune\n0940209S;\u{1b}]0;x\u{7}=Jardin\u{202e};Ecole;Public;94038;L'\u{1b}[31mHaÿ\n\
        \u{1b}[2J;A;Ecole;Public;94038;B\n";
    let plan = base.import(Annuaire, row.replace("0;x", "0,x"));
    let school = base.registry.schools().iter().next().unwrap();
    assert_eq!(
        (school.name.as_str(), school.commune.as_str()),
        ("=Jardin", "L'Haÿ")
    );
    assert_eq!((plan.warnings.len(), plan.rejected.len()), (2, 1));
    let text = plan.text(preau::exchange::Detail::All).to_string();
    let acts = |c: char| (c.is_control() && c != '\n') || c == '\u{202e}';
    assert!(!text.contains(acts), "{text}");
}

#[test]
fn a_file_of_any_bytes_never_panics() {
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state
    };
    let base = Base::with(&FILES[..4]);
    for (kind, file) in FILES {
        let whole = bytes(file);
        let part = &whole[..whole.len().min(4_000)];
        for _ in 0..60 {
            let mut damaged = part.to_vec();
            for _ in 0..=next() % 8 {
                let at = usize::try_from(next()).unwrap() % damaged.len();
                damaged[at] = next().to_le_bytes()[0];
            }
            let _ = base.read(kind, damaged);
        }
    }
}

#[test]
fn a_text_longer_than_the_base_stores_is_refused() {
    let text = |length: usize| {
        let name = "x".repeat(length);
        format!("code;nom;categorie;prestataire_siren;prestataire_nom\nx;{name};ENT;999000607;A\n")
    };
    let base = Base::default();
    assert!(base.read(Solutions, text(4_000)).unwrap().rejects.is_empty());
    let reading = base.read(Solutions, text(4_001)).unwrap();
    assert!(
        reading.rejects[0]
            .motive()
            .contains("le texte dépasse 4000 caractères")
    );
}
