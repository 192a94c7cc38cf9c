//! `avenants.csv` and `annexes.csv`: which line a row is, what a file keeps, and what it is refused for.

use preau::domain::command::ImportKind::{Annexes, Avenants, Conventions};
use preau::domain::convention::{Annexe, Convention};
use preau::domain::id::ConventionNumber;
use preau::exchange::export::{ByteOrderMark, Format, own_table};
use preau::exchange::{Detail, Plan};

use crate::world::{Base, FILES, motives};

const AVENANTS: &str = "convention;numero;date;signee_dasen_le;signee_partie_le";
const ANNEXES: &str = "convention;uai;solution;du;au;avenant";
const SIGNATURES: &str = "signee_dasen_le;signee_partie_le";
const CONVENTIONS: &str = "numero;article;collectivite;solutions;ecoles";

fn convention<'b>(base: &'b Base, number: &str) -> &'b Convention {
    let number = ConventionNumber::parse(number).unwrap();
    base.registry.conventions().get(&number).unwrap()
}

/// A convention 26 that both signed on 12 September at the latest, whose annexe names one school, and a first avenant of it.
fn base() -> Base {
    let mut base = Base::with(&FILES);
    let row = "26-0900;26;213801855;;0380123C;2026-09-10;2026-09-12";
    base.import(Conventions, format!("{CONVENTIONS};{SIGNATURES}\n{row}\n"));
    base.import(
        Avenants,
        format!("{AVENANTS}\n26-0900;1;2026-10-05;;2026-10-12\n"),
    );
    base
}

fn rows(base: &mut Base, rows: &str) -> Vec<String> {
    let plan = base.import(Annexes, format!("{ANNEXES}\n{rows}\n"));
    motives(&plan)
}

fn lines(base: &Base) -> Vec<String> {
    let lines = convention(base, "26-0900").annexe.lines();
    lines.iter().map(ToString::to_string).collect()
}

#[test]
fn an_avenant_is_made_and_signed_by_the_file() {
    let mut base = base();
    let of = |base: &Base| convention(base, "26-0900").amendments.clone();
    assert_eq!(of(&base).len(), 1);
    assert_eq!(of(&base)[0].effect_day(), None);
    base.import(
        Avenants,
        "convention;numero;signee_dasen_le\n26-0900;1;20/10/2026\n26-0900;2;\n",
    );
    let found = of(&base);
    assert_eq!(found[0].effect_day(), "2026-10-20".parse().ok());
    assert_eq!(
        found[0].date,
        "2026-10-05".parse().ok(),
        "a column that is not there"
    );
    assert_eq!(found.len(), 2);
    base.again(
        Avenants,
        "convention;numero;signee_dasen_le\n26-0900;1;20/10/2026\n26-0900;2;\n",
    );
    base.import(Avenants, format!("{AVENANTS}\n26-0900;1;;;\n"));
    assert_eq!(of(&base)[0].effect_day(), None, "an empty cell clears");
}

#[test]
fn a_school_that_comes_back_is_shown_with_each_of_its_periods() {
    let mut base = base();
    base.import(
        Conventions,
        format!("{CONVENTIONS};{SIGNATURES}\n26-0902;26;213801855;;0380124D;;\n"),
    );
    let rows = "26-0902;0380123C;one;2026-01-01;2026-02-01;\n26-0902;0380123C;one;2026-03-01;2026-04-01;";
    let plan = base.planned(Annexes, format!("{ANNEXES}\n{rows}\n"));
    let text = plan.text(Detail::First(10)).to_string();
    let both = "école 0380123C (one)\u{a0}: (vide) → nommée du 01/01/2026 au 01/02/2026\u{a0}; nommée du 01/03/2026 au 01/04/2026\n";
    assert!(text.contains(both), "{text}");
}

#[test]
fn an_avenant_is_refused_where_it_cannot_be() {
    let mut base = base();
    base.import(
        Conventions,
        format!("{CONVENTIONS};{SIGNATURES}\n26-0903;26;213801855;;aucune;2026-09-10;\n"),
    );
    let table = [
        ("26-9999;1;;;", "convention 26-9999 inconnue"),
        ("26-0900;;;;", "vide"),
        ("26-0900;2;;;\n26-0900;2;;;", "déjà présent"),
        ("26-0900;2;;;2030-01-01", "est à venir"),
        ("26-0900;2;2030-01-01;;", "est à venir"),
        (
            "26-0900;2;2026-09-11;;",
            "ce jour précède la signature de la convention, le 12/09/2026",
        ),
        (
            "26-0900;2;;2026-09-11;",
            "ce jour précède la signature de la convention, le 12/09/2026",
        ),
        (
            "26-0900;2;;;2026-09-11",
            "ce jour précède la signature de la convention, le 12/09/2026",
        ),
        ("26-0903;1;;;", "la convention n’est pas signée des deux parties"),
    ];
    for (row, expected) in table {
        let plan = base.import(Avenants, format!("{AVENANTS}\n{row}\n"));
        let said = motives(&plan).join("\n");
        assert!(said.contains(expected), "{row}: {said}");
    }
    let head = "convention;numero;envoye_le;signee_partie_le";
    let plan = base.import(Avenants, format!("{head}\n26-0900;2;2026-10-06;2026-10-05\n"));
    assert!(motives(&plan).join("").contains("ce jour précède"));
    let found = &convention(&base, "26-0900").amendments;
    assert_eq!(found.len(), 2, "the first of two rows alone");
    assert_eq!(found[1].signed_party, None);
}

#[test]
fn the_number_of_a_new_avenant_is_no_formula() {
    for (number, admitted) in [
        ("-1", false),
        ("=1+1", false),
        ("+1", false),
        ("1-", false),
        ("2026-2", true),
        ("1 bis", true),
        ("A/2", true),
        ("999999999999", true),
    ] {
        let plan = base().import(Avenants, format!("{AVENANTS}\n26-0900;{number};;;\n"));
        assert_eq!(plan.rejected.is_empty(), admitted, "{number}");
    }
}

#[test]
fn a_row_that_is_rejected_counts_once_and_says_why_alone() {
    let base = base();
    let avenant = format!("{AVENANTS}\n26-0900;01;2030-01-01;;\n");
    let line = format!("{ANNEXES}\n26-0900;0380124D;;2026-10-05;2026-10-01;01\n");
    for (kind, file) in [(Avenants, avenant), (Annexes, line)] {
        let plan = base.planned(kind, file);
        assert_eq!((plan.rejected.len(), plan.unchanged), (1, 0), "{kind:?}");
        let text = plan.text(Detail::All).to_string();
        assert!(text.contains("Rejets"), "{text}");
        assert!(!text.contains("c’est l’avenant"), "{text}");
    }
}

#[test]
fn the_column_of_schools_leaves_what_avenants_bring_to_the_lines() {
    let mut from = base();
    rows(&mut from, "26-0900;0380124D;;2026-10-05;;1");
    from.import(
        Avenants,
        format!("{AVENANTS}\n26-0900;2;;2026-10-20;2026-10-12\n"),
    );
    rows(&mut from, "26-0900;0380125E;;2026-10-21;;2");
    let mut anew = Base::with(&FILES);
    for kind in [Conventions, Avenants, Annexes] {
        let file = own_table(
            Vec::new(),
            kind,
            &from.registry,
            Format::Csv(ByteOrderMark::None),
            false,
        );
        let file = file.unwrap();
        anew.import(kind, &file);
        from.again(kind, &file);
        let covered = |base: &Base, school: &str| {
            let school = preau::domain::id::Uai::parse(school).unwrap();
            convention(base, "26-0900").covers_school(school, "2026-11-23".parse().unwrap())
        };
        assert!(!covered(&anew, "0380124D"), "{kind:?}");
        assert!(covered(&anew, "0380123C"), "{kind:?}");
    }
    assert_eq!(lines(&anew), lines(&from));
}

#[test]
fn a_row_is_the_line_that_begins_on_its_day_else_the_one_that_its_days_overlap() {
    let mut base = base();
    let steps = [
        // The line of the school has no day: the file says it.
        ("26-0900;0380123C;;2026-09-01;;", vec!["0380123C (du 01/09/2026)"]),
        (
            "26-0900;0380123C;;2026-09-01;2026-12-31;",
            vec!["0380123C (du 01/09/2026 au 31/12/2026)"],
        ),
        (
            "26-0900;0380123C;;2027-02-01;;1",
            vec![
                "0380123C (du 01/09/2026 au 31/12/2026)",
                "0380123C (du 01/02/2027, entrée par l’avenant 1)",
            ],
        ),
        (
            "26-0900;0380123C;;2027-02-01;2027-03-31;1",
            vec![
                "0380123C (du 01/09/2026 au 31/12/2026)",
                "0380123C (du 01/02/2027 au 31/03/2027, entrée par l’avenant 1)",
            ],
        ),
    ];
    for (row, expected) in steps {
        assert_eq!(rows(&mut base, row), Vec::<String>::new(), "{row}");
        assert_eq!(lines(&base), expected, "{row}");
        base.again(Annexes, format!("{ANNEXES}\n{row}\n"));
    }
}

#[test]
fn a_school_has_a_line_for_each_solution() {
    let mut base = base();
    let own = "26-0900;0380124D;fictif-a;;;\n26-0900;0380124D;fictif-b;2026-09-01;;1";
    assert_eq!(rows(&mut base, own), Vec::<String>::new());
    let expected = [
        "0380123C",
        "0380124D (fictif-a)",
        "0380124D (fictif-b, du 01/09/2026, entrée par l’avenant 1)",
    ];
    assert_eq!(lines(&base), expected);
    base.again(Annexes, format!("{ANNEXES}\n{own}\n"));
    // The column `ecoles` keeps them as they are, and what an avenant named although it does not name it.
    base.import(
        Conventions,
        "numero;article;collectivite;ecoles\n26-0900;26;213801855;0380123C\n",
    );
    assert_eq!(
        lines(&base),
        [
            "0380123C",
            "0380124D (fictif-a)",
            "0380124D (fictif-b, du 01/09/2026, entrée par l’avenant 1)"
        ]
    );
    base.import(
        Conventions,
        "numero;article;collectivite;ecoles\n26-0900;26;213801855;0380124D\n",
    );
    assert_eq!(
        lines(&base).len(),
        2,
        "a line that says no more goes where it is not named"
    );
    assert_eq!(convention(&base, "26-0900").amendments.len(), 1);
}

#[test]
fn a_line_is_refused_where_it_cannot_be() {
    let mut base = base();
    base.import(
        Conventions,
        format!("{CONVENTIONS}\n26-0901;26;213801855;;toutes\n26-0902;26;213801855;fictif-a;aucune\n"),
    );
    let table = [
        ("26-9999;0380123C;;;;", "convention 26-9999 inconnue"),
        ("28-0016;0380123C;;;;", "une convention 28 n’a pas d’annexe"),
        ("26-0901;0380123C;;;;", "donnez d’abord la liste"),
        ("26-0900;0380123C;;;;7", "n’a pas d’avenant 7"),
        ("26-0900;0380123C;;2026-09-02;2026-09-01;", "ce jour précède"),
        ("26-0902;0380123C;fictif-b;;;", "ne vise pas fictif-b"),
        ("26-0900;0380123C;inconnue;;;", "inconnue"),
        ("26-0900;0380123C;;;;\n26-0900;0380123C;;;;", "déjà présent"),
    ];
    for (row, expected) in table {
        let said = rows(&mut base, row).join("\n");
        assert!(said.contains(expected), "{row}: {said}");
    }
    let out = "convention;uai;avenant_sortie";
    let plan = base.import(Annexes, format!("{out}\n26-0900;0380123C;1\n"));
    assert!(motives(&plan).join("").contains("il faut son dernier jour"));
    let twice = "26-0900;0380124D;;2026-09-01;2026-10-31;\n26-0900;0380124D;;2026-11-01;;1";
    assert_eq!(rows(&mut base, twice), Vec::<String>::new());
    let over = rows(&mut base, "26-0900;0380124D;;2026-09-01;2026-11-30;").join("");
    assert!(over.contains("nomme déjà l’école ces jours-là"), "{over}");
    assert!(matches!(convention(&base, "26-0901").annexe, Annexe::All));
}

#[test]
fn once_both_have_signed_a_line_of_a_later_day_names_its_avenant() {
    let table = [
        ("26-0900;0380124D;;2026-09-12;;", None),
        ("26-0900;0380124D;;2026-09-13;;1", None),
        ("26-0900;0380124D;;2026-09-13;;", Some("nommez l’avenant")),
        ("26-0900;0380123C;;;2026-10-01;", None),
    ];
    for (row, expected) in table {
        let said = rows(&mut base(), row).join("\n");
        match expected {
            Some(expected) => assert!(said.contains(expected), "{row}: {said}"),
            None => assert_eq!(said, "", "{row}"),
        }
    }
    let mut base = base();
    base.import(
        Conventions,
        "numero;article;collectivite;ajouts_sans_avenant\n26-0900;26;213801855;oui\n",
    );
    assert_eq!(rows(&mut base, "26-0900;0380124D;;2026-09-13;;").join("\n"), "");
}

#[test]
fn an_avenant_that_named_a_school_is_not_taken_from_its_line() {
    let mut base = base();
    assert_eq!(rows(&mut base, "26-0900;0380124D;;2026-09-13;;1").join("\n"), "");
    let said = rows(&mut base, "26-0900;0380124D;;2026-09-13;;").join("\n");
    assert!(said.contains("l’avenant 1 a fait entrer l’école"), "{said}");
}

#[test]
fn a_line_without_a_day_is_said_to_be_of_what_was_base() {
    let plan = base().import(Annexes, format!("{ANNEXES}\n26-0900;0380124D;;;;\n"));
    let said = format!("{:?}", plan.warnings);
    assert!(said.contains("annexe signée le 12/09/2026"), "{said}");
}

#[test]
fn an_avenant_and_a_line_come_before_the_end_of_their_convention() {
    let header = "numero;article;collectivite;echeance;reconduction";
    let mut base = base();
    base.import(
        Conventions,
        format!("{header}\n26-0900;26;213801855;2026-10-31;aucune\n"),
    );
    let head = "convention;numero;date";
    for (on, taken) in [("2026-10-31", true), ("2026-11-01", false)] {
        let plan = base.planned(Avenants, format!("{head}\n26-0900;2;{on}\n"));
        let said = motives(&plan).join("\n");
        let why = "ce jour suit l’échéance de la convention, le 31/10/2026";
        assert_eq!(said.contains(why), !taken, "{on}: {said}");
        let plan = base.planned(Annexes, format!("{ANNEXES}\n26-0900;0380124D;;{on};;1\n"));
        let said = motives(&plan).join("\n");
        assert_eq!(
            said.contains("ne lie plus après le 31/10/2026"),
            !taken,
            "{on}: {said}"
        );
    }
}

#[test]
fn a_file_that_ends_a_convention_says_which_avenants_come_after() {
    let header = "numero;article;collectivite;echeance;reconduction";
    for (end, told) in [("2026-10-11", true), ("2026-10-12", false), ("2026-10-13", false)] {
        let mut base = base();
        let row = format!("{header}\n26-0900;26;213801855;{end};aucune\n");
        let said = format!("{:?}", base.import(Conventions, row.clone()).warnings);
        let why = "avenant 1\\u{a0}: le 12/10/2026 suit l’échéance de la convention, le 11/10/2026";
        assert_eq!(said.contains(why), told, "{end}: {said}");
        let again = format!("{:?}", base.import(Conventions, row).warnings);
        assert!(!again.contains("avenant 1"), "once: {again}");
    }
}

#[test]
fn zeros_at_its_beginning_make_no_other_avenant() {
    let mut base = base();
    let plan = base.import(
        Avenants,
        format!("{AVENANTS}\n26-0900;01;2026-10-05;2026-10-20;2026-10-12\n"),
    );
    assert!(
        format!("{:?}", plan.repaired).contains("c’est l’avenant 1"),
        "{plan:?}"
    );
    let found = convention(&base, "26-0900").amendments.clone();
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].effect_day(), "2026-10-20".parse().ok());
    let twice = base.import(Avenants, format!("{AVENANTS}\n26-0900;1;;;\n26-0900;001;;;\n"));
    assert!(motives(&twice).join("").contains("déjà présent"));
    assert_eq!(rows(&mut base, "26-0900;0380124D;;2026-10-20;;01").join("\n"), "");
    assert_eq!(
        lines(&base)[1],
        "0380124D (du 20/10/2026, entrée par l’avenant 1)"
    );
}

#[test]
fn a_plan_shows_the_signatures_that_empty_cells_take_away() {
    let mut base = base();
    base.import(
        Avenants,
        format!("{AVENANTS}\n26-0900;1;2026-10-05;2026-10-20;2026-10-12\n"),
    );
    let plan = base.import(Avenants, format!("{AVENANTS}\n26-0900;1;;;\n"));
    let text = plan.text(Detail::First(5)).to_string();
    let line = text.lines().find(|line| line.contains(" → ")).expect(&text);
    let (before, after) = line.split_once(" → ").unwrap();
    assert!(before.contains("20/10/2026"), "{line}");
    assert!(after.contains("sans date"), "{line}");
}

#[test]
fn schools_are_not_added_to_a_signed_annexe_by_the_file_of_conventions() {
    let why = "la convention est signée des deux parties depuis le 12/09/2026, et";
    let header = "numero;article;collectivite;ecoles";
    let table = [
        ("0380123C|0380124D", Some("l’école 0380124D s’y ajoute")),
        ("toutes", Some("«\u{a0}toutes\u{a0}» y ajoute des écoles")),
        ("0380123C", None),
        ("aucune", None),
    ];
    for (schools, expected) in table {
        let mut base = base();
        let plan = base.import(Conventions, format!("{header}\n26-0900;26;213801855;{schools}\n"));
        let said = motives(&plan).join("\n");
        match expected {
            Some(expected) => assert!(said.contains(&format!("{why} {expected}")), "{schools}: {said}"),
            None => assert_eq!(said, "", "{schools}"),
        }
    }
    let mut base = base();
    let allowed = format!("{header};ajouts_sans_avenant\n26-0900;26;213801855;0380123C|0380124D;oui\n");
    assert_eq!(motives(&base.import(Conventions, allowed)).join("\n"), "");
    assert_eq!(lines(&base).len(), 2);
    // Before the two have signed, and while the annexe names nobody, the list is that of the text.
    for (number, schools, signatures) in [
        ("26-0904", "0380123C", "2026-09-10;"),
        ("26-0905", "aucune", "2026-09-10;2026-09-12"),
    ] {
        let row = format!("{number};26;213801855;;{schools};{signatures}");
        base.import(Conventions, format!("{CONVENTIONS};{SIGNATURES}\n{row}\n"));
        let more = format!("{header}\n{number};26;213801855;0380123C|0380124D\n");
        assert_eq!(
            motives(&base.import(Conventions, more)).join("\n"),
            "",
            "{number}"
        );
    }
}

#[test]
fn a_line_newly_put_on_a_signed_avenant_is_said_to_be_of_its_text() {
    let mut base = base();
    base.import(
        Avenants,
        format!("{AVENANTS}\n26-0900;1;2026-10-05;2026-10-20;2026-10-12\n"),
    );
    let row = format!("{ANNEXES}\n26-0900;0380124D;;2026-10-20;;1\n");
    let said = |plan: &Plan| format!("{:?}", plan.warnings);
    let plan = base.import(Annexes, row.clone());
    assert!(
        said(&plan).contains("est signé des deux parties depuis le 20/10/2026"),
        "{}",
        said(&plan)
    );
    let again = said(&base.import(Annexes, row));
    assert!(!again.contains("est signé"), "the same line again: {again}");
}
