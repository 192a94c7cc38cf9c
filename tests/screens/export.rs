//! Writing what is on the screen to a file: its rows, its columns, and what is said where it cannot be.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use preau::domain::permit::Right;
use preau::domain::record::Record;
use preau::tui::model::ListName;
use tempfile::TempDir;

use crate::stepper::{Stepper, open, open_on};
use crate::support::demo::demo;
use crate::support::isere::isere;

/// The screens, and a folder to write to.
struct Desk {
    stepper: Stepper,
    folder: TempDir,
}

impl Desk {
    fn of(stepper: Stepper) -> Self {
        let folder = tempfile::tempdir().unwrap();
        Self { stepper, folder }
    }

    fn small() -> Self {
        Self::of(open(&isere()))
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Exports in the form that keys choose, to a file of the folder.
    fn export(&mut self, keys: &str, name: &str) -> PathBuf {
        let path = self.path(name);
        self.to(keys, &path);
        path
    }

    fn to(&mut self, keys: &str, path: &Path) {
        let typed = path.to_str().unwrap().to_owned();
        self.stepper.press("x").press(keys).press("entrée ctrl-u");
        self.stepper.write(&typed).press("entrée");
    }

    /// True where the screen says each of some words: a sentence may be wrapped between them.
    fn says(&mut self, words: &str) -> bool {
        let screen = self.stepper.screen();
        words.split_whitespace().all(|word| screen.contains(word))
    }

    fn left(&self) -> usize {
        fs::read_dir(self.folder.path()).unwrap().count()
    }
}

fn lines(path: &Path) -> Vec<String> {
    let text = fs::read_to_string(path).unwrap();
    let text = text.trim_start_matches('\u{feff}');
    text.lines().map(str::to_owned).collect()
}

#[test]
fn the_file_has_the_rows_and_the_columns_of_the_list_in_their_order() {
    let mut desk = Desk::small();
    desk.stepper.press("/").write("etat:ouverte").press("entrée");
    desk.stepper.press("o début entrée o entrée l espace entrée");
    let path = desk.export("début", "ecoles.csv");
    let rows = desk.stepper.model.focused().total;
    assert!(
        desk.stepper
            .shows(&format!("✓ {rows} lignes écrites dans {}", path.display()))
    );
    let lines = lines(&path);
    assert_eq!(
        lines[0],
        "nom;commune;solution_nom;etape;convention_26;convention_28"
    );
    assert_eq!(lines.len(), rows + 1);
    assert!(lines[1].starts_with("École élémentaire Saint-Martin;Grenoble;OLM;inscrite;oui;oui"));
    assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    assert_eq!(desk.left(), 1, "nothing beside it");
}

#[test]
fn every_page_of_the_list_is_written_not_the_visible_one() {
    let records: Vec<Record> = demo().records().map(|(record, _)| record).collect();
    let mut desk = Desk::of(open_on(records, 80, 24, Right::Gestion));
    desk.stepper
        .press("1 /")
        .write("grenoble")
        .press("entrée entrée 2");
    let within = desk.stepper.model.focused().total;
    let path = desk.export("début", "grenoble.csv");
    assert!(within > 40);
    assert_eq!(lines(&path).len(), within + 1, "the portée narrows the file too");
    desk.stepper.press("échap échap 2");
    let whole = desk.export("début", "toutes.csv");
    assert_eq!(lines(&whole).len(), desk.stepper.model.focused().total + 1);
}

#[test]
fn json_has_the_same_rows_under_the_codes_of_the_columns() {
    let mut desk = Desk::small();
    desk.stepper.press("4");
    let path = desk.export("début bas", "conventions.json");
    let text = fs::read_to_string(path).unwrap();
    let rows: Vec<serde_json::Map<String, serde_json::Value>> = serde_json::from_str(&text).unwrap();
    assert_eq!(rows.len(), desk.stepper.model.focused().total);
    assert!(rows[0].contains_key("numero") && rows[0].contains_key("echeance"));
}

#[test]
fn marked_rows_are_offered_and_written_even_those_that_are_hidden() {
    let mut desk = Desk::small();
    desk.stepper.press("x");
    assert!(!desk.stepper.shows("lignes cochées"));
    desk.stepper
        .press("échap espace bas espace /")
        .write("grenoble")
        .press("entrée x");
    assert!(desk.stepper.shows("Les lignes cochées, en CSV"));
    desk.stepper.press("échap");
    let path = desk.export("début", "cochees.csv");
    assert_eq!(lines(&path).len(), 3);
    assert!(desk.stepper.shows("✓ 2 lignes écrites"));
}

#[test]
fn the_name_proposed_tells_the_list_the_view_and_the_day() {
    let mut stepper = open(&isere());
    stepper.press("x entrée");
    assert!(stepper.shows("ecoles-2026-11-23.csv"));
    stepper.press("échap w début entrée x bas entrée");
    assert!(stepper.shows("ecoles-a-traiter-2026-11-23.json"));
    stepper.press("échap échap 3 x entrée");
    assert!(stepper.shows("prestataires-2026-11-23.csv"));
}

#[test]
fn a_file_that_is_there_is_replaced_by_its_own_key_alone() {
    let mut desk = Desk::small();
    let path = desk.path("deja.csv");
    fs::write(&path, "à moi").unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
    desk.to("début", &path);
    assert!(desk.stepper.shows("Ce fichier existe déjà"));
    desk.stepper.press("entrée");
    assert!(desk.stepper.shows("« o » confirme"));
    assert_eq!(fs::read_to_string(&path).unwrap(), "à moi");
    desk.stepper.press("échap");
    assert_eq!(fs::read_to_string(&path).unwrap(), "à moi");
    desk.to("début", &path);
    desk.stepper.press("o");
    assert!(desk.stepper.shows("lignes écrites dans"));
    assert!(lines(&path)[0].starts_with("uai;"));
    let mode = fs::metadata(&path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode, 0o640, "the rights that it had");
}

#[test]
fn what_cannot_be_written_is_said_in_the_dialog_and_nothing_is_left() {
    let mut desk = Desk::small();
    desk.export("début", "absent/ecoles.csv");
    assert!(desk.says("n’existe pas ; créez-le, ou donnez un autre chemin"));
    desk.stepper.press("échap");
    let folder = desk.folder.path().to_owned();
    desk.to("début", &folder);
    assert!(desk.says("est un dossier ; donnez un autre nom"));
    desk.stepper.press("ctrl-u entrée");
    assert!(desk.says("donnez un nom de fichier"));
    desk.stepper.press("échap");
    let base = desk.path("base.csv");
    fs::write(&base, b"redb\x1a\x0a\xa9\x0d\x0a rest of a base").unwrap();
    desk.to("début", &base);
    assert!(desk.says("est une base de Préau"));
    desk.stepper.press("échap");
    desk.to("début", Path::new("/proc/ecoles.csv"));
    assert!(
        desk.says("ecoles.csv n’est pas écrit"),
        "{}",
        desk.stepper.screen()
    );
    assert_eq!(desk.left(), 1);
}

#[test]
fn a_file_that_is_not_replaced_after_all_takes_another_name() {
    let mut desk = Desk::small();
    let path = desk.path("deja.csv");
    fs::write(&path, "à moi").unwrap();
    desk.to("début", &path);
    // The folder goes away while the question is on the screen.
    fs::remove_file(&path).unwrap();
    fs::remove_dir(desk.folder.path()).unwrap();
    desk.stepper.press("o");
    assert!(
        desk.says("Exporter : nom du fichier"),
        "{}",
        desk.stepper.screen()
    );
    assert!(desk.says("deja.csv n’est pas écrit : le dossier n’existe pas"));
    fs::create_dir(desk.folder.path()).unwrap();
    desk.stepper.press("entrée");
    assert!(desk.stepper.shows("lignes écrites dans"));
    assert_eq!(desk.left(), 1);
}

#[test]
fn a_device_takes_no_file() {
    let mut desk = Desk::small();
    desk.to("début", Path::new("/dev/full"));
    assert!(desk.says("est un fichier spécial"));
}

#[test]
fn a_formula_is_written_as_text() {
    let world = isere().commune("38999", "213809999", "=cmd()");
    let world = world.school("0380999E", "@SUM(A1)", "38999");
    let mut desk = Desk::of(open(&world));
    let path = desk.export("début", "ecoles.csv");
    let text = fs::read_to_string(path).unwrap();
    assert!(text.contains("'@SUM(A1)") && !text.contains(";@SUM"), "{text}");
}

#[test]
fn an_empty_list_and_a_wrong_search_have_nothing_to_write() {
    let mut stepper = open(&isere());
    stepper.press("/").write("zzzzz").press("entrée x");
    assert!(stepper.shows("« exporter » : la liste est vide"));
    stepper.press("échap /").write("comune:x").press("échap");
    assert_eq!(stepper.model.current, ListName::Schools);
}

#[test]
fn nothing_is_written_through_a_link_of_another_account_nor_over_its_file() {
    if !nix::unistd::geteuid().is_root() {
        eprintln!("only root gives files to another account: not tested");
        return;
    }
    let mut desk = Desk::small();
    let (private, link, theirs) = (
        desk.path("prive.txt"),
        desk.path("lien.csv"),
        desk.path("leur.csv"),
    );
    fs::write(&private, "privé").unwrap();
    fs::write(&theirs, "à eux").unwrap();
    std::os::unix::fs::symlink(&private, &link).unwrap();
    for path in [&link, &theirs] {
        std::os::unix::fs::lchown(path, Some(65_533), None).unwrap();
        desk.to("début", path);
        if desk.says("existe déjà") {
            desk.stepper.press("o");
        }
        assert!(desk.says("autre compte"), "{}", desk.stepper.screen());
        desk.stepper.press("échap");
    }
    assert_eq!(fs::read_to_string(&private).unwrap(), "privé");
    assert_eq!(fs::read_to_string(&theirs).unwrap(), "à eux");
    assert!(link.is_symlink());
    assert_eq!(desk.left(), 3);
}

#[test]
fn a_pipe_behind_a_link_keeps_nobody_waiting() {
    let mut desk = Desk::small();
    let (pipe, link) = (desk.path("tube"), desk.path("vers-le-tube"));
    nix::unistd::mkfifo(&pipe, nix::sys::stat::Mode::S_IRWXU).unwrap();
    std::os::unix::fs::symlink(&pipe, &link).unwrap();
    desk.to("début", &link);
    if desk.says("existe déjà") {
        desk.stepper.press("o");
    }
    assert!(
        desk.says("un périphérique ou un tube"),
        "{}",
        desk.stepper.screen()
    );
}

#[test]
fn every_row_of_a_base_for_trials_says_so_last() {
    let mut desk = Desk::small();
    desk.stepper.model.options.trial = true;
    let written = lines(&desk.export("début", "ecoles.csv"));
    assert!(written.len() > 1);
    assert!(written[0].ends_with(";essai"), "{}", written[0]);
    assert!(written[1..].iter().all(|line| line.ends_with(";oui")));
    let json = fs::read(desk.export("début bas", "ecoles.json")).unwrap();
    let rows: Vec<serde_json::Value> = serde_json::from_slice(&json).unwrap();
    assert_eq!(rows.len() + 1, written.len());
    assert!(rows.iter().all(|row| row["essai"] == true));
    let other = lines(&Desk::small().export("début", "ecoles.csv"));
    assert!(!other[0].contains("essai"), "{}", other[0]);
}
