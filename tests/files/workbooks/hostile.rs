//! Workbooks made to exhaust memory or time, and workbooks that nobody thought of.

use preau::domain::command::ImportKind::*;
use proptest::prelude::*;

use super::make::{ALL, archive, body, compound, record, rows, xlsx};
use super::{refusal, table};
use crate::world::{Base, FILES};

const TABLE: &str =
    "code;nom;categorie;prestataire_siren;prestataire_nom\nfictif-z;Fictif Z;ENT;999001001;Éditeur\n";

/// An XLSX with this sheet, these shared texts, and whatever else.
fn of_parts(sheet: &str, texts: &str, others: &[(&str, &[u8])]) -> Vec<u8> {
    let relations = "<Relationships><Relationship Id=\"r1\" Type=\"a/worksheet\" Target=\"worksheets/sheet1.xml\"/>\
        <Relationship Id=\"r2\" Type=\"a/externalLink\" Target=\"http://exemple.fr/a.xlsx\" TargetMode=\"External\"/></Relationships>";
    let root = "<Relationships><Relationship Type=\"a/relationships/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>";
    let mut members = vec![
        ("_rels/.rels", root.as_bytes()),
        (
            "xl/workbook.xml",
            &b"<workbook><sheets><sheet name=\"A\" r:id=\"r1\"/></sheets></workbook>"[..],
        ),
        ("xl/_rels/workbook.xml.rels", relations.as_bytes()),
        ("xl/sharedStrings.xml", texts.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
    ];
    members.extend(others);
    archive(&members)
}

fn of_content(tables: &str) -> Vec<u8> {
    archive(&[("content.xml", body(tables).as_bytes())])
}

/// A sheet of one text in the cell at a place.
fn sheet(cells: &str) -> String {
    format!("<worksheet><sheetData>{cells}</sheetData></worksheet>")
}

#[test]
fn what_is_unzipped_is_counted() {
    let zeros = " ".repeat(51 << 20);
    let said = refusal(Solutions, of_parts(&sheet(&zeros), "<sst/>", &[]));
    assert!(
        said.contains("dépasse 50\u{a0}Mio une fois décompressé"),
        "{said}"
    );
    assert!(refusal(Solutions, of_content(&zeros)).contains("dépasse 50\u{a0}Mio"));
    let half = " ".repeat(26 << 20);
    let said = refusal(
        Solutions,
        of_parts(&sheet(&half), &format!("<sst>{half}</sst>"), &[]),
    );
    assert!(said.contains("dépasse 50\u{a0}Mio"), "{said}");
    // A picture holds no cell, and is not unzipped.
    let picture = of_parts(&sheet(""), "<sst/>", &[("xl/media/image1.xml", zeros.as_bytes())]);
    assert!(refusal(Solutions, picture).contains("toutes les feuilles sont vides"));
}

#[test]
fn counts_that_lie_are_not_believed() {
    let cell = "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row>";
    let texts = "<sst uniqueCount=\"99999999999999\"><si><t>code</t></si></sst>";
    let dimension = "<worksheet><dimension ref=\"A1:XFD1048576\"/><sheetData>";
    let said = refusal(
        Solutions,
        of_parts(
            &sheet(cell).replace("<worksheet><sheetData>", dimension),
            texts,
            &[],
        ),
    );
    assert!(said.contains("il manque «\u{a0}nom\u{a0}»"), "{said}");
}

#[test]
fn a_million_columns_and_a_million_rows() {
    let far = |place: &str| of_parts(&sheet(&format!("<c r=\"{place}\"><v>1</v></c>")), "<sst/>", &[]);
    assert!(refusal(Solutions, far("XFD1")).contains("au-delà de la colonne 2000"));
    assert!(table(Solutions, far("ZZZZZZ1"), None).is_err());
    assert!(refusal(Solutions, far("A1048576")).contains("il manque"));
    let wide = "<c><v>1</v></c>".repeat(1_000_000);
    assert!(
        refusal(Solutions, of_parts(&sheet(&wide), "<sst/>", &[])).contains("au-delà de la colonne 2000")
    );
    let cell = "<table:table-cell office:value-type=\"float\" office:value=\"1\" table:number-columns-repeated=\"1000000000\"/>";
    let table = |row: &str| of_content(&format!("<table:table table:name=\"A\">{row}</table:table>"));
    let row = |rows: &str, cell: &str| format!("<table:table-row {rows}>{cell}</table:table-row>");
    assert!(refusal(Solutions, table(&row("", cell))).contains("au-delà de la colonne 2000"));
}

#[test]
fn a_row_repeated_without_end_is_counted() {
    let header: String = TABLE
        .lines()
        .next()
        .unwrap()
        .split(';')
        .map(|name| {
            format!(
                "<table:table-cell office:value-type=\"string\"><text:p>{name}</text:p></table:table-cell>"
            )
        })
        .collect::<Vec<_>>()
        .concat();
    let cells = "<table:table-cell office:value-type=\"float\" office:value=\"1\" table:number-columns-repeated=\"5\"/>";
    let tables = format!(
        "<table:table table:name=\"A\"><table:table-row>{header}</table:table-row>\
         <table:table-row table:number-rows-repeated=\"4000000000\">{cells}</table:table-row></table:table>"
    );
    assert!(refusal(Solutions, of_content(&tables)).contains("plus de 1000000 cellules"));
}

#[test]
fn one_long_text_in_many_cells_is_counted() {
    let long = "x".repeat(1 << 20);
    let header: String = TABLE
        .lines()
        .next()
        .unwrap()
        .split(';')
        .enumerate()
        .map(|(text, _)| format!("<c t=\"s\"><v>{}</v></c>", text + 1))
        .collect::<Vec<_>>()
        .concat();
    let names: String = TABLE
        .lines()
        .next()
        .unwrap()
        .split(';')
        .map(|name| format!("<si><t>{name}</t></si>"))
        .collect::<Vec<_>>()
        .concat();
    let rows = "<row><c t=\"s\"><v>0</v></c></row>".repeat(100);
    let book = of_parts(
        &sheet(&format!("<row>{header}</row>{rows}")),
        &format!("<sst><si><t>{long}</t></si>{names}</sst>"),
        &[],
    );
    assert!(refusal(Solutions, book).contains("dépassent 64\u{a0}Mio de texte"));
    let cell = format!("<c t=\"str\"><v>{long}x</v></c>");
    assert!(
        refusal(Solutions, of_parts(&sheet(&cell), "<sst/>", &[]))
            .contains("une cellule dépasse 1048576 octets")
    );
}

#[test]
fn no_entity_is_expanded() {
    let entities = "<!DOCTYPE a [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">]>";
    let cell = "<table:table-row><table:table-cell office:value-type=\"string\"><text:p>&b;code</text:p></table:table-cell></table:table-row>";
    let content = format!(
        "{entities}{}",
        body(&format!("<table:table table:name=\"A\">{cell}</table:table>"))
    );
    let said = refusal(Solutions, archive(&[("content.xml", content.as_bytes())]));
    assert!(said.contains("il manque «\u{a0}nom\u{a0}»"), "{said}");
    let cell = "<c t=\"str\"><v>&b;code</v></c>";
    let said = refusal(
        Solutions,
        of_parts(&format!("{entities}{}", sheet(cell)), "<sst/>", &[]),
    );
    assert!(said.contains("abîmé"), "{said}");
}

#[test]
fn cells_far_from_each_other_take_no_room() {
    let cell = |row: u16, column: u16| {
        record(
            0x0203,
            &[
                row.to_le_bytes(),
                column.to_le_bytes(),
                [0; 2],
                [0; 2],
                [0; 2],
                [0; 2],
                [0; 2],
            ]
            .concat(),
        )
    };
    let begin = record(0x0809, &[0, 6, 16, 0]);
    let part = [begin.clone(), cell(0, 0), cell(65_535, 255), record(0x000A, &[])].concat();
    let head = begin.len() + 4 + 10 + 4;
    let start = u32::try_from(head).unwrap().to_le_bytes();
    let records = [
        begin,
        record(0x0085, &[&start[..], &[0, 0, 1, 0, b'A', b'B']].concat()),
        record(0x000A, &[]),
        part,
    ]
    .concat();
    let said = refusal(Solutions, compound(&records));
    assert!(said.contains("trop éloignées"), "{said}");
    let lying = record(
        0x0200,
        &[0, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0xFF, 0xFF, 0, 0],
    );
    let at = records.len() - 4 - 2 * cell(0, 0).len();
    let records = [&records[..at], &lying, &cell(0, 0), &record(0x000A, &[])].concat();
    assert!(refusal(Solutions, compound(&records)).contains("il manque"));
}

#[test]
fn what_is_no_workbook_is_named() {
    let mut document = cfb::CompoundFile::create(std::io::Cursor::new(Vec::new())).unwrap();
    document.create_stream("/WordDocument").unwrap();
    let mut locked = cfb::CompoundFile::create(std::io::Cursor::new(Vec::new())).unwrap();
    locked.create_stream("/EncryptedPackage").unwrap();
    let text = body("").replace("spreadsheet", "text");
    let book = xlsx(&[("A", rows(TABLE))]);
    let cases = [
        (document.into_inner().into_inner(), "n’est pas un classeur"),
        (locked.into_inner().into_inner(), "protégé par un mot de passe"),
        (
            archive(&[("content.xml", text.as_bytes())]),
            "n’est pas un classeur",
        ),
        (
            archive(&[("content.xml", body("").as_bytes())]),
            "aucune feuille de cellules",
        ),
        (
            archive(&[("xl/workbook.bin", b"")]),
            "classeur au format Excel binaire (XLSB)",
        ),
        (archive(&[("word/document.xml", b"")]), "document de bureautique"),
        (archive(&[("xl/vide.xml", b"")]), "abîmé"),
        (book[..book.len() / 2].to_vec(), "dont la fin manque"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".repeat(100), "abîmé"),
    ];
    for (bytes, said) in cases {
        let error = refusal(Solutions, bytes);
        assert!(error.contains(said), "{error}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_damaged_workbook_reads_or_is_refused(at in any::<prop::sample::Index>(), byte in any::<u8>(), cut in any::<bool>()) {
        for make in ALL {
            let mut bytes = make(&[("A", rows(TABLE)), ("B", rows("x;y\n"))]);
            let at = at.index(bytes.len());
            if cut {
                bytes.truncate(at);
            } else {
                bytes[at] = byte;
            }
            if let Err(said) = table(Solutions, bytes, None) {
                prop_assert!(!said.contains(char::is_control), "{said}");
            }
        }
    }

    #[test]
    fn a_damaged_content_reads_or_is_refused(at in any::<prop::sample::Index>(), with in "[<>/&;\"'= a-z0-9:]{0,6}", gone in 0_usize..12) {
        let content = super::make::content(&[("A", rows(TABLE))]);
        let at = content.floor_char_boundary(at.index(content.len()));
        let end = content.floor_char_boundary((at + gone).min(content.len()));
        let damaged = format!("{}{with}{}", &content[..at], &content[end..]);
        let _ = table(Solutions, archive(&[("content.xml", damaged.as_bytes())]), None);
        let cells = "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"b\"><v>1</v></c><c s=\"1\"><f>A1</f><v>2</v></c></row>";
        let part = sheet(cells);
        let at = at % part.len();
        let end = (at + gone).min(part.len());
        let damaged = format!("{}{with}{}", &part[..at], &part[end..]);
        let _ = table(Solutions, of_parts(&damaged, "<sst><si><t>code</t></si></sst>", &[]), None);
    }

    #[test]
    fn damaged_records_read_or_are_refused(at in any::<prop::sample::Index>(), bytes in prop::collection::vec(any::<u8>(), 1..6)) {
        let book = super::make::xls(&[("A", rows(TABLE))]);
        let mut file = cfb::CompoundFile::open(std::io::Cursor::new(book)).unwrap();
        let mut records = Vec::new();
        std::io::Read::read_to_end(&mut file.open_stream("/Workbook").unwrap(), &mut records).unwrap();
        let at = at.index(records.len());
        let end = (at + bytes.len()).min(records.len());
        records[at..end].copy_from_slice(&bytes[..end - at]);
        let _ = table(Solutions, compound(&records), None);
    }
}

#[test]
fn a_formula_that_no_program_worked_out_takes_nothing_away() {
    let mut base = Base::with(&FILES);
    let known = base.registry.solutions().iter().next().unwrap().clone();
    let provider = base
        .registry
        .providers()
        .get(&known.provider)
        .unwrap()
        .name
        .clone();
    let text = |cell: &str| format!("<c t=\"inlineStr\"><is><t>{cell}</t></is></c>");
    let header = ["code", "nom", "categorie", "prestataire_siren", "prestataire_nom"]
        .map(text)
        .concat();
    let of = |name: &str| {
        let row = [
            text(known.code.as_str()),
            name.to_owned(),
            text("ENT"),
            text(&known.provider.to_string()),
            text(&provider),
        ];
        let row = row.concat();
        of_parts(
            &sheet(&format!("<row>{header}</row><row>{row}</row>")),
            "<sst/>",
            &[],
        )
    };
    for name in [
        "<c><f>A1</f></c>",
        "<c><f>A1</f><v/></c>",
        "<c t=\"n\"><f>A1</f><v></v></c>",
    ] {
        let plan = base.import(Solutions, of(name));
        assert_eq!(plan.rejected, [], "{name}");
        let now = base.registry.solutions().get(&known.code).unwrap();
        assert_eq!(now.name, known.name, "{name}");
        assert!(
            plan.warnings.iter().any(|one| one.reason.contains("illisible")),
            "{name} {:?}",
            plan.warnings
        );
    }
    // One whose value is a text is that text.
    base.import(Solutions, of("<c t=\"str\"><f>A1</f><v>Autre</v></c>"));
    assert_eq!(base.registry.solutions().get(&known.code).unwrap().name, "Autre");
    // The same of an ODS.
    let cell = |text: &str| format!("<table:table-cell><text:p>{text}</text:p></table:table-cell>");
    let columns = ["code", "nom", "categorie", "prestataire_siren", "prestataire_nom"]
        .map(cell)
        .concat();
    let row = [
        cell(known.code.as_str()),
        "<table:table-cell table:formula=\"of:=A1\"/>".to_owned(),
        cell("ENT"),
        cell(&known.provider.to_string()),
        cell(&provider),
    ]
    .concat();
    let tables = format!(
        "<table:table table:name=\"A\"><table:table-row>{columns}</table:table-row><table:table-row>{row}</table:table-row></table:table>"
    );
    let plan = base.import(Solutions, of_content(&tables));
    assert_eq!(plan.rejected, []);
    assert_eq!(base.registry.solutions().get(&known.code).unwrap().name, "Autre");
}

#[test]
fn macros_and_links_to_other_files_are_neither_run_nor_followed() {
    let cell = |at: &str, text: &str| format!("<c r=\"{at}\" t=\"inlineStr\"><is><t>{text}</t></is></c>");
    let titles = ["code", "nom", "categorie", "prestataire_siren", "prestataire_nom"];
    let head: String = ('A'..)
        .zip(titles)
        .map(|(column, title)| cell(&format!("{column}1"), title))
        .collect();
    let cells = ["fictif-z", "", "ENT", "999001001", "Éditeur"];
    let row: String = ('A'..)
        .zip(cells)
        .map(|(column, text)| match text {
            // Its value is the one that was last seen there.
            "" => "<c r=\"B2\" t=\"str\"><f>[1]Feuil1!A1+WEBSERVICE(\"http://exemple.fr\")</f><v>Fictif Z</v></c>".to_owned(),
            text => cell(&format!("{column}2"), text),
        })
        .collect();
    let rows = format!("<row r=\"1\">{head}</row><row r=\"2\">{row}</row>");
    let link = b"<externalLink><externalBook r:id=\"r1\"/></externalLink>";
    let book = of_parts(
        &sheet(&rows),
        "<sst/>",
        &[
            ("xl/externalLinks/externalLink1.xml", link),
            ("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0Sub Auto_Open()"),
        ],
    );
    let source = table(Solutions, book, None).unwrap();
    let text = String::from_utf8(source.bytes().to_vec()).unwrap();
    assert!(text.contains("fictif-z;Fictif Z;ENT"), "{text}");
}
