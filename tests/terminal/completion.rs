//! What shells propose at Tab: real ones, with the script that the program gives them.

use std::fs;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

use crate::support::pty::{Pty, Spawn};

/// A folder with a base for trials, and the scripts of the shells.
fn folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let preau = |args: &[&str], shell: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_preau"));
        command.args(args).env_clear().env("HOME", folder.path());
        if !shell.is_empty() {
            command.env("PREAU_COMPLETER", shell);
        }
        let output = command.current_dir(folder.path()).output().unwrap();
        assert!(output.status.success(), "{output:?}");
        output.stdout
    };
    preau(&["demo", "--base", "essai.base"], "");
    for shell in ["bash", "fish", "zsh"] {
        fs::write(folder.path().join(shell), preau(&[], shell)).unwrap();
    }
    folder
}

/// A shell in that folder, with the program on its path; none where it is not installed.
fn shell(folder: &Path, name: &str, args: &[&str]) -> Option<Spawn> {
    if Command::new(name).arg("--version").output().is_err() {
        println!("skipped: {name} is not there");
        return None;
    }
    let program = Path::new(env!("CARGO_BIN_EXE_preau")).parent()?.display();
    let path = format!("{program}:{}", std::env::var("PATH").unwrap_or_default());
    let line = "cd \"$HOME\" && exec \"$0\" \"$@\"";
    let spawn = Spawn::program("sh")
        .args(["-c", line, name])
        .args(args.iter().copied());
    Some(
        spawn
            .env("HOME", folder.to_str()?)
            .env("PATH", &path)
            .env("PS1", "$ ")
            .env("PREAU_BASE", "essai.base"),
    )
}

/// Types, presses Tab, and requires what the line is then; the next line starts empty.
fn completes(pty: &mut Pty, typed: &str, line: &str) {
    pty.send(typed.as_bytes()).settle();
    pty.send(b"\t");
    pty.wait_until(line, |screen| {
        screen
            .lines()
            .any(|shown| shown.trim_end() == format!("$ {line}"))
    });
    pty.send(b"\x15\x0c").settle();
}

#[test]
fn bash_completes_commands_schools_records_and_filters() {
    let folder = folder();
    let Some(bash) = shell(folder.path(), "bash", &["--norc", "--noprofile", "-i"]) else {
        return;
    };
    let mut pty = bash.start();
    pty.wait_for("$").send(b"source ./bash\x0d\x0c").settle();
    for (typed, line) in [
        ("preau expli", "preau expliquer"),
        ("preau expliquer 038152", "preau expliquer 038152"),
        ("preau expliquer 0381528", "preau expliquer 0381528E"),
        (
            "preau inscrire 0381542V 0381528",
            "preau inscrire 0381542V 0381528E",
        ),
        (
            "preau --base rien.base expliquer 0381528",
            "preau --base rien.base expliquer 0381528",
        ),
        ("preau journal --sur conv", "preau journal --sur convention/"),
        ("preau journal --sur vu", "preau journal --sur vue/"),
        (
            "preau document convention/26-010",
            "preau document convention/26-010",
        ),
        (
            "preau document convention/26-0100",
            "preau document convention/26-0100",
        ),
        ("preau controler regl", "preau controler regle:"),
        (
            "preau controler etape:contr",
            "preau controler etape:contrat_souscrit",
        ),
        (
            "preau controler 'commune:agnin regle:b1",
            "preau controler 'commune:agnin regle:b1",
        ),
        (
            "preau controler 'commune:allem",
            "preau controler 'commune:allemond'",
        ),
        (
            "preau controler commune:auberives-sur-v",
            "preau controler commune:auberives-sur-varèze",
        ),
        (
            "preau exporter ecoles --filtre bloque:o",
            "preau exporter ecoles --filtre bloque:oui",
        ),
        ("preau modele conf", "preau modele configuration"),
    ] {
        completes(&mut pty, typed, line);
    }
    pty.send(b"exit\x0d").exit();
}

#[test]
fn zsh_completes_the_same() {
    let folder = folder();
    let Some(zsh) = shell(folder.path(), "zsh", &["-f", "-i"]) else {
        return;
    };
    let mut pty = zsh.start();
    let start = "autoload -U compinit; compinit -u; source ./zsh";
    pty.wait_for("$")
        .send(format!("{start}\x0d\x0c").as_bytes())
        .settle();
    for (typed, line) in [
        ("preau expli", "preau expliquer"),
        ("preau expliquer 0381528", "preau expliquer 0381528E"),
        (
            "preau controler etape:contr",
            "preau controler etape:contrat_souscrit",
        ),
    ] {
        completes(&mut pty, typed, line);
    }
    pty.send(b"exit\x0d").exit();
}

#[test]
fn fish_is_told_each_with_what_it_means() {
    let folder = folder();
    let line =
        "source fish; complete -C 'preau expliquer 0381528'; complete -C 'preau controler etape:contr'";
    let Some(fish) = shell(folder.path(), "fish", &["--no-config", "-c", line]) else {
        return;
    };
    let mut pty = fish.start();
    pty.exit();
    let screen = pty.screen();
    assert!(screen.contains("0381528E"), "{screen}");
    assert!(screen.contains("LE VILLAGE · Agnin"), "{screen}");
    assert!(screen.contains("etape:contrat_souscrit"), "{screen}");
}

#[test]
fn a_shell_that_is_not_served_is_told_which_are() {
    let mut asked = Command::new(env!("CARGO_BIN_EXE_preau"));
    let output = asked.env("PREAU_COMPLETER", "tcsh").output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(said.contains("bash, fish, zsh"), "{said}");
}
