//! `preau exporter liste-publique`: what a commune may choose, for whoever asks.

use crate::support::place::Place;

#[test]
fn the_list_has_the_products_under_a_convention_in_force_by_category() {
    let place = Place::demo();
    for form in ["csv", "md", "html"] {
        let out = place
            .run(["exporter", "liste-publique", "--format", form])
            .expect(0)
            .out;
        insta::assert_snapshot!(format!("public_list_{form}"), out);
    }
}

#[test]
fn a_product_leaves_the_list_on_the_day_its_convention_ends_or_lacks_a_clause() {
    let place = Place::demo();
    let list = |place: &Place| place.run(["exporter", "liste-publique"]).expect(0).out;
    assert!(list(&place).contains("ENT;ONE;EDIFICE;"));
    let header = "numero;article;prestataire;departements;solutions";
    let row = "28-0001;28;999000102;38;one";
    assert!(
        place
            .run(["journal", "--sur", "convention/28-0001"])
            .expect(0)
            .out
            .contains("import")
    );
    let file = place.file("conventions.csv", format!("{header};clauses_absentes\n{row};h\n"));
    place
        .run(["importer", "conventions", &file, "--confirmer"])
        .expect(0);
    assert!(!list(&place).contains("ENT;ONE;EDIFICE;"));
    let file = place.file(
        "conventions.csv",
        format!("{header};clauses_absentes;resiliee_le\n{row};;2026-11-23\n"),
    );
    place
        .run(["importer", "conventions", &file, "--confirmer"])
        .expect(0);
    assert!(!list(&place).contains("ENT;ONE;EDIFICE;"));
}

#[test]
fn a_name_is_no_markup() {
    let place = Place::demo();
    let header = "code;nom;categorie;prestataire_siren;prestataire_nom";
    let file = place.file(
        "solutions.csv",
        format!("{header}\none;<b>|*ONE*</b>;ENT;999000102;EDIFICE\n"),
    );
    place
        .run(["importer", "solutions", &file, "--confirmer"])
        .expect(0);
    let html = place
        .run(["exporter", "liste-publique", "--format", "html"])
        .expect(0)
        .out;
    assert!(html.contains("<td>&lt;b&gt;|*ONE*&lt;/b&gt;</td>"), "{html}");
    let md = place
        .run(["exporter", "liste-publique", "--format", "md"])
        .expect(0)
        .out;
    assert!(md.contains(r"| \<b\>\|\*ONE\*\</b\> |"), "{md}");
    place.run(["exporter", "ecoles", "--format", "md"]).expect(2);
}

#[test]
fn a_convention_of_other_departements_is_not_in_the_list_of_a_dsden() {
    let place = Place::demo();
    let args = ["exporter", "liste-publique"];
    assert!(place.run(args).expect(0).out.contains("FICTIF D"));
    let config = place.file("config.toml", "[dsden]\ndepartement = \"38\"\n");
    let out = place
        .run(args.into_iter().chain(["--config", &config]))
        .expect(0)
        .out;
    assert!(!out.contains("FICTIF D") && out.contains("FICTIF E"), "{out}");
}

#[test]
fn an_ending_that_is_no_form_of_the_export_is_refused() {
    let place = Place::demo();
    for (what, file) in [("conventions", "c.html"), ("liste-publique", "l.pdf")] {
        let ran = place.run(["exporter", what, "-o", file]).expect(2);
        assert!(ran.err.contains("ne s’écrit pas en"), "{}", ran.err);
        assert!(!place.path(file).exists());
    }
}
