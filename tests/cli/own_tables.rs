//! Every own table out and in again: nothing changes, through whichever program it went meanwhile.

use std::fs;

use crate::support::place::{DAY, Place, demo};
use crate::workbooks::through_libreoffice;

const TABLES: [&str; 9] = [
    "solutions",
    "conventions",
    "avenants",
    "annexes",
    "contrats",
    "deploiements",
    "competences",
    "conseils",
    "contacts",
];

/// Before the tables: the schools and who may hold their competence.
const PUBLISHED: [(&str, &str); 4] = [
    ("communes", "communes-038.json"),
    ("epci", "epci-038.json"),
    ("epci", "syndicats-038.json"),
    ("annuaire", "annuaire-038.csv"),
];

/// The base of the demo, with what its files leave out: a school that left, one that closed, a 26 with a list, avenants that
/// move it, clauses, conventions with every column, a conseil, contacts.
fn varied() -> Place {
    let place = Place::demo();
    let file = |name: &str, text: &str| place.file(name, text);
    let conseils = "uai;date;ent_a_l_ordre_du_jour;familles_informees;pv_recu_le\n\
        0381548B;2026-11-06;oui;oui;2026-11-20\n0383019A;2026-11-10;non;non;\n";
    let conventions = "numero;article;collectivite;ecoles;envoyee_le;signee_dasen_le;signee_partie_le\n\
        26-0900;26;213800030;aucune;2026-09-07;;\n26-0901;26;213800030;0381528E;;2026-09-14;2026-09-15\n\
        26-0902;26;213800030;0381548B;;;\n";
    let filled = "numero;article;prestataire;collectivite;solutions;departements;ecoles;envoyee_le;signee_dasen_le;\
        signee_partie_le;effet;echeance;reconduction;reconduction_mois;reconductions_max;preavis_jours;resiliee_le;\
        deliberation;deliberation_promise_le;dossier_ds;publiee_le;refusee_le;classee_le;motif\n\
        28-0901;28;999000102;;one;38|2A|974;;2026-01-02;2026-01-05;2026-01-06;2026-02-01;2027-01-31;expresse;;;;\
        2026-10-01;;;;2026-03-03;;;\n\
        26-0903;26;;213800030;fictif-a|fictif-b;;0381528E;2026-01-02;;;;;tacite;6;2;30;;;2027-01-01;99|98;;;2026-11-10;\
        \"trop, \"\"tard\"\" | ;\"\n26-0904;26;;213800030;;;aucune;;;;;;aucune;;;;;=1+1;;;;2026-11-11;;-non\n";
    let contacts = "siren;role;nom;courriel;telephone;adresse;code_postal;ville\n\
        213800030;élu|à 'part;\"Zoé; \"\"X\"\" Durand\";a@b.invalid;0476000001;1, place|2e;38150;Agnin\n\
        213800030;;;b@c.invalid;;;;\n213800030;secrétariat;=1+1;;+33 4 76 00 00 02;;;\n\
        999000102;DPO;M. Ex;dpo@x.invalid;;;;\n999000102;DPO;M. Ex 2;;;;;\n999000102;;M. Ex 3;;;;;\n";
    let open = "numero;article;collectivite;ajouts_sans_avenant\n26-0902;26;213800030;oui\n";
    let avenants = "convention;numero;date;envoye_le;signee_dasen_le;signee_partie_le\n\
        26-0901;1;2026-10-05;2026-10-06;2026-10-20;2026-10-12\n26-0901;2;;;;2026-11-02\n";
    let annexes = "convention;uai;solution;du;au;avenant;avenant_sortie\n\
        26-0901;0381528E;;;2026-12-31;;2\n26-0900;0381528E;fictif-a;2026-10-01;;;\n\
        26-0900;0381528E;fictif-b;2026-10-01;;;\n26-0901;0381548B;;2026-10-20;;1;\n\
        26-0902;0381528E;one;2026-01-01;2026-02-01;;\n26-0902;0381528E;one;2026-03-01;2026-03-02;;\n";
    let clauses = "numero;article;prestataire;departements;clauses_absentes;clauses_presentes\n\
        28-0900;28;999000102;38;a|b;c|h\n";
    let competences = "perimetre;collectivite;debut;fin\n0381528E;213800030;2020-09-01;2031-08-31\n";
    let left = "uai;solution;etape;depuis;sortie_le;motif_sortie;certificat_le\n\
        0383019A;one;en_usage;2026-09-15;2026-10-01;=essai|2;2026-11-02\n";
    let files = [
        ("conseils", file("conseils.csv", conseils)),
        ("conventions", file("conventions.csv", conventions)),
        ("conventions", file("ouverte.csv", open)),
        ("conventions", file("clauses.csv", clauses)),
        ("conventions", file("remplies.csv", filled)),
        ("contacts", file("contacts.csv", contacts)),
        ("avenants", file("avenants.csv", avenants)),
        ("annexes", file("annexes.csv", annexes)),
        ("competences", file("competences.csv", competences)),
        ("deploiements", file("deploiements.csv", left)),
    ];
    for (kind, path) in &files {
        place.run(["importer", kind, path, "--confirmer"]).expect(0);
    }
    // The program itself writes reasons with no-break spaces.
    let closed = [
        "ecole",
        "fermer",
        "0381929R",
        "--le",
        "2026-11-01",
        "--motif",
        "plus d’élèves",
        "--confirmer",
        "--date",
        DAY,
    ];
    place.run(closed).expect(0);
    place
}

/// The same once schools and communes were merged, a key was corrected, and entries were reviewed.
fn worn() -> Place {
    let place = varied();
    place.run(["inscrire", "0381548B"]).expect(0);
    for order in [
        &[
            "ecole",
            "fusionner",
            "0380703H",
            "0382790B",
            "--en",
            "0382790B",
            "--le",
            "2026-11-15",
            "--motif",
            "fusion",
        ][..],
        &[
            "collectivite",
            "fusionner",
            "213800022",
            "213800048",
            "--code",
            "38002",
            "--nom",
            "Les Adrets-l’Albenc",
            "--par",
            "210000121",
            "--le",
            "2026-11-10",
        ],
        &[
            "corriger",
            "convention/26-0122",
            "--en",
            "26-1122",
            "--motif",
            "mal saisie",
        ],
        &["controle", "1", "--conforme"],
    ] {
        place
            .run([order, &["--date", DAY, "--confirmer"]].concat())
            .expect(0);
    }
    place
}

fn changes_nothing(place: &Place, kind: &str, file: &str) {
    let ran = place.run(["importer", kind, file]).expect(0);
    assert!(ran.out.contains("La base dit déjà tout cela"), "{file}: {ran:#?}");
}

#[test]
fn a_table_read_again_changes_nothing() {
    let place = worn();
    let before = place.content();
    for kind in TABLES {
        for form in ["csv", "xlsx", "ods"] {
            let file = format!("{kind}.{form}");
            place.run(["exporter", kind, "-o", &file]).expect(0);
            changes_nothing(&place, kind, &file);
        }
    }
    place.run(["exporter", "fiches", "-o", "fiches.json"]).expect(0);
    changes_nothing(&place, "fiches", "fiches.json");
    assert_eq!(place.content(), before);
}

#[test]
fn a_table_that_libreoffice_saved_changes_nothing() {
    let place = worn();
    let before = place.content();
    for kind in TABLES {
        for (from, to) in [("xlsx", "ods"), ("ods", "xlsx")] {
            let file = format!("{kind}.{from}");
            place.run(["exporter", kind, "-o", &file]).expect(0);
            if through_libreoffice(&place, &file, to).is_none() {
                return;
            }
            changes_nothing(&place, kind, &format!("lu/{kind}.{to}"));
        }
    }
    assert_eq!(place.content(), before);
}

#[test]
fn an_empty_base_takes_the_tables_of_another() {
    let from = varied();
    let to = Place::trial();
    for (kind, file) in PUBLISHED {
        to.run(["importer", kind, &demo(file)]).expect(0);
    }
    let order = [
        "solutions",
        "fiches",
        "conventions",
        "avenants",
        "annexes",
        "competences",
        "contrats",
        "conseils",
        "deploiements",
        "contacts",
    ];
    for kind in order {
        let ending = if kind == "fiches" { "json" } else { "csv" };
        let name = format!("{kind}.{ending}");
        from.run(["exporter", kind, "-o", &name]).expect(0);
        let bytes = fs::read(from.path(&name)).unwrap();
        let path = to.file(&name, &bytes);
        to.run(["importer", kind, &path]).expect(0);
        let again = format!("encore-{name}");
        to.run(["exporter", kind, "-o", &again]).expect(0);
        // A new text is read with plain blanks.
        let expected = String::from_utf8(bytes).unwrap().replace('\u{a0}', " ");
        assert_eq!(fs::read_to_string(to.path(&again)).unwrap(), expected, "{kind}");
    }
}
