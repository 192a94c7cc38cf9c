//! Files that a command writes on a full disk. The base is behind the service, so that nothing but the file is refused.

use std::fs;
use std::process::Command;

use super::house::House;
use crate::support::place::ran;

#[test]
fn a_full_disk_is_said_with_the_files_name_and_no_half_file_is_left() {
    let house = House::open();
    let folder = tempfile::tempdir().unwrap();
    for what in ["registre", "ecoles", "relances", "base"] {
        let path = folder.path().join("sortie.csv");
        let mut command = Command::new("sh");
        command
            .args(["-c", "ulimit -f 0; exec \"$0\" \"$@\""])
            .arg(env!("CARGO_BIN_EXE_preau"))
            .args(["exporter", what, "-o"])
            .arg(&path)
            .arg("--socket")
            .arg(house.socket());
        let ran = ran(&command.output().unwrap()).expect(2);
        assert!(
            ran.err.contains("sortie.csv") && ran.err.contains("le disque est plein"),
            "{what}: {}",
            ran.err
        );
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0, "{what}");
    }
}
