//! Configurations as they are written, and what is said of the faulty ones.

use super::*;
use crate::domain::id::DepartementCode;
use crate::domain::rule::THRESHOLDS;

/// Gives the faults of a text, one a line.
fn faults(text: &str) -> String {
    let problems = Config::parse(text).unwrap_err();
    let lines: Vec<String> = problems.iter().map(Problem::to_string).collect();
    lines.join("\n")
}

#[test]
fn an_empty_file_gives_the_defaults() {
    assert_eq!(Config::parse(""), Ok(Config::default()));
}

#[test]
fn every_section_is_read() {
    let config = Config::parse(
        r#"
        [dsden]
        departement = "38"
        nom = "DSDEN de l’Isère"
        [regles]
        echeance_jours = 120
        [touches]
        inscrire = ["f2", "i"]
        haut = { liste = "haut" }
        [ecran]
        couleurs = "non"
        fond = "clair"
        "#,
    )
    .unwrap();
    assert_eq!(config.dsden.departements, [DepartementCode::parse("38").unwrap()]);
    assert_eq!(config.policy.end_warning_days, 120);
    assert_eq!(config.policy.end_urgent_days, 30);
    assert_eq!(config.screen.colours, Switch::Off);
    assert_eq!(config.screen.ground, Some(Ground::Light));
    let keys: Vec<_> = config
        .keys
        .iter()
        .map(|key| (key.line, key.verb.as_str(), key.keys.len()))
        .collect();
    assert_eq!(keys, [(Some(9), "haut", 1), (Some(8), "inscrire", 2)]);
}

#[test]
fn all_faults_are_told_together() {
    let text = r#"[dsdne]
[regles]
echeance_jour = 90
sans_reponse_jours = -1
relance_jours = "quinze"
[touches]
inscrire = 3
[ecran]
couleurs = "rouge"
fond = "blanc"
font = "sombre"
"#;
    insta::assert_snapshot!(faults(text), @r#"
    ligne 1 : section « dsdne » inconnue ; vouliez-vous dire « dsden » ?
    ligne 3 : clé « echeance_jour » inconnue ; vouliez-vous dire « echeance_jours » ?
    ligne 4 : « sans_reponse_jours » attend un nombre entier de 0 à 3660
    ligne 5 : « relance_jours » attend un nombre entier de 0 à 3660
    ligne 7 : « inscrire » attend une touche ou une liste : ["e", "f2"]
    ligne 9 : « couleurs » attend "auto", "oui" ou "non"
    ligne 10 : « fond » attend "clair", "sombre" ou "auto"
    ligne 11 : clé « font » inconnue ; vouliez-vous dire « fond » ?
    "#);
}

#[test]
fn what_the_readme_shows_is_understood() {
    let readme = include_str!("../../README.md");
    let shown = readme
        .split("```toml\n")
        .skip(1)
        .filter_map(|block| block.split("```").next());
    let mut read = 0;
    for text in shown.filter(|text| text.starts_with('[')) {
        let parsed = Config::parse(text);
        assert!(parsed.is_ok(), "{parsed:?} of\n{text}");
        read += 1;
    }
    assert!(read >= 2, "{read}");
}

#[test]
fn an_academie_has_several_departements() {
    let read = |text: &str| {
        let config = Config::parse(text).unwrap();
        config
            .dsden
            .departements
            .iter()
            .map(DepartementCode::to_string)
            .collect::<Vec<_>>()
    };
    assert_eq!(read("[dsden]\ndepartement = [\"38\", \"2A\"]\n"), ["38", "2A"]);
    assert!(read("[dsden]\nnom = \"Isère\"\n").is_empty());
    let told = faults("[dsden]\ndepartement = [\"38\", 73]\n");
    assert!(
        told.starts_with("ligne 2\u{a0}: «\u{a0}departement\u{a0}» attend un texte"),
        "{told}"
    );
}

#[test]
fn a_departement_that_does_not_exist_is_told() {
    let told = faults("[dsden]\ndepartement = \"20\"\n");
    assert!(
        told.starts_with("ligne 2\u{a0}: «\u{a0}departement\u{a0}»\u{a0}: "),
        "{told}"
    );
}

#[test]
fn faults_of_syntax_show_their_line() {
    insta::assert_snapshot!(faults("[dsden]\nnom = Isère\ndepartement = \"38\"\ndepartement = \"74\"\n"), @r#"
    ligne 2 : « nom = Isère » n’est pas du TOML : écrivez « clé = valeur », les textes entre guillemets
    ligne 4 : « departement = "74" » répète une clé ou une section déjà donnée
    "#);
}

#[test]
fn a_key_outside_any_section_is_told() {
    insta::assert_snapshot!(faults("dsden = 38\nfin = 1\n"), @r"
    ligne 1 : « dsden » est une section : écrivez « [dsden] »
    ligne 2 : section « fin » inconnue ; connues : dsden, regles, touches, ecran, pieces, demarches, service
    ");
}

#[test]
fn a_file_that_cannot_be_read_says_why() {
    let folder = tempfile::tempdir().unwrap();
    let missing = folder.path().join("absent.toml");
    let error = Config::load(Some(&missing), |_| Vec::new())
        .unwrap_err()
        .to_string();
    assert!(
        error.ends_with("absent.toml\u{a0}: ce chemin n’existe pas"),
        "{error}"
    );
    let error = Config::load(Some(folder.path()), |_| Vec::new())
        .unwrap_err()
        .to_string();
    assert!(error.ends_with("ce n’est pas un fichier"), "{error}");
    let binary = folder.path().join("image.toml");
    fs::write(&binary, [0xff, 0xd8, 0xff]).unwrap();
    let error = Config::load(Some(&binary), |_| Vec::new())
        .unwrap_err()
        .to_string();
    assert!(error.ends_with("le fichier n’est pas écrit en UTF-8"), "{error}");
}

#[test]
fn the_target_day_is_read_both_ways() {
    let target = |text: &str| Config::parse(text).map(|config| config.dsden.target);
    let expected = "2027-01-31".parse().ok();
    assert_eq!(target("[dsden]\nobjectif_le = 2027-01-31\n"), Ok(expected));
    assert_eq!(target("[dsden]\nobjectif_le = \"31/01/2027\"\n"), Ok(expected));
    let told = faults("[dsden]\nobjectif_le = \"bientôt\"\n");
    assert_eq!(
        told,
        "ligne 2\u{a0}: «\u{a0}objectif_le\u{a0}» attend un jour\u{a0}: 2027-01-31 ou \"31/01/2027\""
    );
    assert!(target("[dsden]\nobjectif_le = 12:30:00\n").is_err());
    assert_eq!(
        faults("[dsden]\nobjectif_le = 2026-02-30\n"),
        "ligne 2\u{a0}: «\u{a0}objectif_le = 2026-02-30\u{a0}»\u{a0}: ce jour n’est pas au calendrier"
    );
}

#[test]
fn what_a_file_says_counts_more_than_what_one_before_it_said() {
    let read = |config: Config, text: &str, file: &str| config.with(text, Path::new(file), |_| Vec::new());
    let system = "[dsden]\nnom = \"DSDEN de l’Isère\"\ndepartement = \"38\"\n[regles]\nrelance_jours = 10\n\
                  [ecran]\nsouris = \"non\"\n[touches]\ninscrire = \"f5\"\n[service]\nsocket = \"/run/x.sock\"\n";
    let own = "[dsden]\nnom = \"DSDEN 38\"\n[ecran]\nsouris = \"auto\"\n[touches]\ninscrire = \"f6\"\n";
    let system = read(Config::default(), system, "/etc/preau/config.toml").unwrap();
    let config = read(system, own, "sien.toml").unwrap();
    assert_eq!(config.dsden.name.as_deref(), Some("DSDEN 38"));
    assert!(!config.dsden.departements.is_empty());
    assert_eq!(config.policy.reminder_pause_days, 10);
    assert_eq!(config.screen.mouse, Switch::Auto);
    let lines: Vec<_> = config.keys.iter().map(|key| key.line).collect();
    assert_eq!(lines, [None, Some(6)]);
    let declared = Declared {
        socket: "/run/x.sock".into(),
        file: "/etc/preau/config.toml".into(),
    };
    assert_eq!(config.service, Some(declared));
    let config = read(config, "[service]\nsocket = \"/run/y.sock\"\n", "autre.toml").unwrap();
    assert_eq!(config.service.unwrap().file, Path::new("autre.toml"));
}

#[test]
fn the_socket_of_a_service_is_a_whole_path() {
    insta::assert_snapshot!(faults("[service]\nsocket = \"preau.sock\"\nsoket = \"/x\"\n"), @r#"
    ligne 2 : « socket » attend un chemin entier, comme "/run/preau/preau.sock"
    ligne 3 : clé « soket » inconnue ; vouliez-vous dire « socket » ?
    "#);
}

#[test]
fn the_documents_have_a_size_and_a_folder_of_scans() {
    let config = Config::parse("[pieces]\ntaille_mo = 5\na_ranger = \"/srv/scans\"\n").unwrap();
    assert_eq!(config.documents.largest, 5_000_000);
    assert_eq!(config.documents.to_file.as_deref(), Some(Path::new("/srv/scans")));
    for wrong in [
        "taille_mo = 0",
        "taille_mo = 61",
        "a_ranger = \"scans\"",
        "autre = 1",
    ] {
        let found = Config::parse(&format!("[pieces]\n{wrong}\n"));
        assert_eq!(found.unwrap_err().len(), 1, "{wrong}");
    }
}

#[test]
fn each_key_is_in_the_table_and_is_read_as_the_table_has_it() {
    let sources = [
        include_str!("section.rs"),
        include_str!("service.rs"),
        include_str!("documents.rs"),
    ];
    let arms = sources.iter().flat_map(|source| source.lines());
    let mut read: Vec<&str> = arms
        .filter_map(|line| line.trim().strip_prefix('"')?.split_once("\" =>"))
        .map(|(key, _)| key)
        .collect();
    let sections = schema::sections();
    let is_threshold = |name: &&str| THRESHOLDS.iter().any(|threshold| threshold.key == *name);
    let keys = sections.iter().flat_map(|section| &section.keys);
    let mut listed: Vec<&str> = keys
        .map(|key| key.name)
        .filter(|name| !is_threshold(name))
        .collect();
    read.sort_unstable();
    listed.sort_unstable();
    assert_eq!(read, listed);
}

#[test]
fn the_file_to_start_from_changes_nothing_and_holds_once_uncommented() {
    let text = schema::model(&[]);
    assert_eq!(Config::parse(&text), Ok(Config::default()));
    let defaults = |section: &schema::Section| {
        let keys = section.keys.iter().filter(|key| key.by_default);
        let lines = keys.map(|key| format!("{} = {}\n", key.name, key.value));
        format!("[{}]\n{}", section.name, lines.collect::<String>())
    };
    let all: String = schema::sections().iter().map(defaults).collect();
    assert_eq!(
        Config::parse(&all),
        Ok(Config::default()),
        "the defaults of the table"
    );
    let uncommented: String = text
        .lines()
        .map(|line| match line.strip_prefix('#') {
            Some(setting) if !setting.starts_with(' ') => format!("{setting}\n"),
            _ => format!("{line}\n"),
        })
        .collect();
    let config = Config::parse(&uncommented).unwrap();
    assert_eq!(config.dsden.name.as_deref(), Some("DSDEN de l’Isère"));
    assert!(config.service.is_some() && config.documents.to_file.is_some());
}
