//! Paths that are no regular file, or cannot be read.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use nix::sys::stat::Mode;
use nix::unistd::{geteuid, mkfifo};
use preau::exchange::source::{Source, SourceError};

fn refusal(path: &Path) -> SourceError {
    Source::open(path).expect_err("the path should be refused")
}

#[test]
fn a_folder() {
    let folder = tempfile::tempdir().unwrap();
    assert!(matches!(refusal(folder.path()), SourceError::Folder { .. }));
}

#[test]
fn a_file_that_is_not_there() {
    let folder = tempfile::tempdir().unwrap();
    let error = refusal(&folder.path().join("absent.csv"));
    assert!(matches!(error, SourceError::Missing { .. }));
    assert!(
        error
            .to_string()
            .ends_with("absent.csv\u{a0}: ce fichier n’existe pas. Vérifiez le chemin.")
    );
}

#[test]
fn a_pipe_is_refused_without_waiting_for_its_writer() {
    let folder = tempfile::tempdir().unwrap();
    let pipe = folder.path().join("tube");
    mkfifo(&pipe, Mode::S_IRUSR | Mode::S_IWUSR).unwrap();
    let error = refusal(&pipe);
    assert!(
        error.to_string().contains("est un tube nommé, pas un fichier"),
        "{error}"
    );
}

#[test]
fn a_device() {
    assert!(matches!(
        refusal(Path::new("/dev/null")),
        SourceError::Special {
            kind: "un périphérique",
            ..
        }
    ));
    assert!(matches!(
        refusal(Path::new("/dev/zero")),
        SourceError::Special { .. }
    ));
}

#[test]
fn a_file_without_the_right_to_read_it() {
    if geteuid().is_root() {
        return;
    }
    let file = tempfile::NamedTempFile::new().unwrap();
    fs::set_permissions(file.path(), fs::Permissions::from_mode(0o000)).unwrap();
    assert!(matches!(refusal(file.path()), SourceError::Denied { .. }));
}

#[test]
fn a_file_over_the_limit_and_one_at_it() {
    let file = tempfile::NamedTempFile::new().unwrap();
    fs::write(file.path(), "uai;nom\n").unwrap();
    assert_eq!(Source::open_within(file.path(), 8).unwrap().bytes().len(), 8);
    let error = Source::open_within(file.path(), 7).unwrap_err();
    assert!(matches!(error, SourceError::TooLarge { limit: 7, .. }));
}

#[test]
fn a_name_that_acts_on_a_terminal() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a\u{1b}[2J\n.csv");
    fs::write(&path, "").unwrap();
    let message = refusal(&path).to_string();
    assert!(message.contains(r"a\u{1b}[2J\u{a}.csv est vide"), "{message}");
}

#[test]
fn a_fingerprint_is_that_of_the_bytes() {
    let source = Source::from_bytes("a.csv", b"abc".to_vec()).unwrap();
    assert_eq!(source.sha256()[..4], [0xba, 0x78, 0x16, 0xbf]);
}
