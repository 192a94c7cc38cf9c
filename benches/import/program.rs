//! What the program takes to import France's annuaire as a workbook, and 10,000 dossiers from a file and from a site that
//! asks for pauses of no length: time, and the most memory.

use std::fmt::Write as _;
use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use rust_xlsxwriter::Workbook;

use crate::support::site::{Answer, Site, page};

/// The budgets.
const WORKBOOK: (Duration, u64) = (Duration::from_secs(3), 300);
const DOSSIERS: (Duration, u64) = (Duration::from_secs(2), 300);

/// How many dossiers a page has, and after how many pages the site asks for a pause.
const PAGE: usize = 100;
const PAUSED: usize = 10;

/// Measures each import once, on little where `short`.
pub fn measure(short: bool) {
    let (schools, dossiers) = if short { (500, 250) } else { (usize::MAX, 10_000) };
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path();
    let rows = rows("france-ecoles.csv", schools);
    workbook(&rows, &place.join("annuaire.xlsx"));
    prepared(place, &rows);
    let shown = |name: &str, took: Took, (time, memory): (Duration, u64)| {
        println!(
            "{name:<44}{:>9.2?} {:>5} MB   budget {time:>4.0?} {memory:>4} MB",
            took.time, took.memory
        );
    };
    let fresh = tempfile::tempdir().unwrap();
    prepared_with(fresh.path(), "communes", "france-communes.csv");
    fs::copy(place.join("annuaire.xlsx"), fresh.path().join("annuaire.xlsx")).unwrap();
    let took = run(fresh.path(), &["importer", "annuaire", "annuaire.xlsx"], "", None);
    shown("the annuaire of France as XLSX", took, WORKBOOK);

    let all = found(&rows, dossiers);
    fs::write(place.join("dossiers.csv"), export(&all)).unwrap();
    let copy = copied(place);
    let took = run(
        copy.path(),
        &["importer", "demarches", "dossiers.csv", "--confirmer"],
        LABELS,
        None,
    );
    shown(&format!("{} dossiers from a file", all.len()), took, DOSSIERS);

    let copy = copied(place);
    let site = Site::giving(|_| answers(&all));
    let asked = ["importer", "demarches", "--api", "--confirmer"];
    let took = run(copy.path(), &asked, LABELS, Some(site.address()));
    shown(&format!("{} dossiers from a site", all.len()), took, DOSSIERS);
}

/// The rows of a file of France, the header first.
fn rows(file: &str, most: usize) -> Vec<Vec<String>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("fixtures/france")
        .join(file);
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(b';')
        .has_headers(false)
        .from_path(path)
        .unwrap();
    let rows = reader.records().take(most.saturating_add(1));
    let rows = rows.map(|row| row.unwrap().iter().map(str::to_owned).collect());
    rows.collect()
}

fn workbook(rows: &[Vec<String>], path: &Path) {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (number, row) in (0..).zip(rows) {
        for (column, cell) in (0..).zip(row) {
            sheet
                .write_string(number, column, cell.trim_start_matches('\u{feff}'))
                .unwrap();
        }
    }
    book.save(path).unwrap();
}

/// Makes the base of a folder: communes, these schools, a solution.
fn prepared(place: &Path, rows: &[Vec<String>]) {
    prepared_with(place, "communes", "france-communes.csv");
    let mut writer = csv::WriterBuilder::new()
        .delimiter(b';')
        .from_path(place.join("ecoles.csv"))
        .unwrap();
    for row in rows {
        writer.write_record(row).unwrap();
    }
    writer.flush().unwrap();
    run(place, &["importer", "annuaire", "ecoles.csv"], "", None);
    let solutions =
        "code;nom;categorie;prestataire_siren;prestataire_nom\nfictif;FICTIF;ENT;999000201;EDITEUR FICTIF\n";
    fs::write(place.join("solutions.csv"), solutions).unwrap();
    run(place, &["importer", "solutions", "solutions.csv"], "", None);
}

fn prepared_with(place: &Path, kind: &str, file: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("fixtures/france")
        .join(file);
    run(place, &["importer", kind, path.to_str().unwrap()], "", None);
}

/// A folder with the base and the files of another.
fn copied(place: &Path) -> tempfile::TempDir {
    let copy = tempfile::tempdir().unwrap();
    for file in ["preau.base", "dossiers.csv"] {
        fs::copy(place.join(file), copy.path().join(file)).unwrap();
    }
    copy
}

/// The labels of the dossiers.
const LABELS: &str = "[demarches]\nsolution = \"Solution\"\necoles = \"Écoles\"\nnumero = 104512\n";
const CHOICES: &str = "[demarches.solutions]\n\"FICTIF\" = \"fictif\"\n";

/// How long a run took, and the most memory in MB.
struct Took {
    time: Duration,
    memory: u64,
}

/// Runs the program in a folder, with a section of its configuration and the site that it asks.
fn run(place: &Path, arguments: &[&str], section: &str, site: Option<&str>) -> Took {
    let token = place.join("jeton");
    fs::write(&token, "jeton\n").unwrap();
    fs::set_permissions(&token, Permissions::from_mode(0o600)).unwrap();
    let mut text = section.to_owned();
    if let Some(address) = site {
        writeln!(
            text,
            "adresse = {address:?}\njeton = {:?}",
            token.to_str().unwrap()
        )
        .unwrap();
    }
    if !section.is_empty() {
        text.push_str(CHOICES);
    }
    fs::write(place.join("config.toml"), text).unwrap();
    let from = Instant::now();
    let mut child = Command::new(env!("CARGO_BIN_EXE_preau"))
        .args(arguments)
        .args(["--config", "config.toml"])
        .current_dir(place)
        .env("HOME", place)
        .env("PREAU_BASE", place.join("preau.base"))
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    let mut memory = 0;
    let status = loop {
        memory = memory.max(so_far(child.id()));
        if let Some(status) = child.try_wait().unwrap() {
            break status;
        }
        std::thread::sleep(Duration::from_millis(2));
    };
    assert_eq!(status.code(), Some(0), "{arguments:?}");
    Took {
        time: from.elapsed(),
        memory,
    }
}

/// The most memory that a program had so far, in MB; 0 once it ended.
fn so_far(pid: u32) -> u64 {
    let status = fs::read_to_string(format!("/proc/{pid}/status")).unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmHWM:"));
    let kilobytes = line.and_then(|line| line.split_whitespace().nth(1)?.parse::<u64>().ok());
    kilobytes.unwrap_or(0) * 1_024 / 1_000_000
}

/// A dossier: the SIREN of a commune, and one of its schools.
type Dossier = (String, String);

/// One public school of each of the first communes that have one.
fn found(schools: &[Vec<String>], most: usize) -> Vec<Dossier> {
    let communes = rows("france-communes.csv", usize::MAX);
    let mut sirens: std::collections::HashMap<&str, &str> = communes
        .iter()
        .map(|row| (row[0].as_str(), row[2].as_str()))
        .collect();
    let public = schools.iter().filter(|row| row[3] == "Public");
    // Each commune once.
    let of = public.filter_map(|row| Some((sirens.remove(row[4].as_str())?.to_owned(), row[0].clone())));
    of.take(most).collect()
}

fn export(dossiers: &[Dossier]) -> String {
    let mut text = "ID,Établissement SIRET,Entreprise SIREN,État du dossier,Dernière mise à jour le,Déposé le,Traité le,\
                    Solution,Écoles\n"
        .to_owned();
    for (number, (siren, school)) in (21_000_000..).zip(dossiers) {
        writeln!(
            text,
            "{number},{siren}00015,{siren},Accepté,2026-10-20 12:00:00 +0200,2026-10-02 12:00:00 +0200,\
             2026-10-20 12:00:00 +0200,FICTIF,École ({school})"
        )
        .unwrap();
    }
    text
}

/// The pages of the site, some after a pause of no length.
fn answers(dossiers: &[Dossier]) -> Vec<Answer> {
    let nodes: Vec<String> = (21_000_000..).zip(dossiers).map(node).collect();
    let pages = nodes.chunks(PAGE);
    let last = pages.len() - 1;
    let mut answers = Vec::new();
    for (number, nodes) in pages.enumerate() {
        if number % PAUSED == PAUSED - 1 {
            answers.push((
                "429 Too Many Requests\r\nRateLimit-Reset: 0",
                "Retry later".to_owned(),
            ));
        }
        let cursor = format!("suite-{number}");
        answers.push(page(nodes, (number < last).then_some(cursor.as_str())));
    }
    answers
}

fn node((number, (siren, school)): (u32, &Dossier)) -> String {
    let field = |label: &str, value: &str| {
        format!(r#"{{"champDescriptorId":"Q2hhbXAtMQ==","label":"{label}","stringValue":"{value}"}}"#)
    };
    let fields = [
        field("Solution", "FICTIF"),
        field("Écoles", &format!("École ({school})")),
    ]
    .join(",");
    format!(
        r#"{{"number":{number},"state":"accepte","dateDepot":"2026-10-02T12:00:00+02:00","dateDerniereModification":"2026-10-20T12:00:00+02:00","dateTraitement":"2026-10-20T12:00:00+02:00","demandeur":{{"siret":"{siren}00015"}},"champs":[{fields}],"annotations":[]}}"#
    )
}
