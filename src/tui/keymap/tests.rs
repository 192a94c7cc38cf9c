//! The table in force, and configurations merged into it.

use crossterm::event::{KeyCode, KeyModifiers};

use super::*;
use crate::config::Config;

fn table() -> Keymap {
    Keymap::new(&[]).unwrap_or_else(|faults| panic!("{faults:?}"))
}

fn char(character: char) -> KeyEvent {
    KeyEvent::new(KeyCode::Char(character), KeyModifiers::NONE)
}

fn ctrl(character: char) -> KeyEvent {
    KeyEvent::new(KeyCode::Char(character), KeyModifiers::CONTROL)
}

/// Merges the lines of a section `[touches]`.
fn merged(lines: &str) -> Result<Keymap, String> {
    let config = Config::parse(&format!("[touches]\n{lines}")).unwrap();
    Keymap::new(&config.keys).map_err(|faults| {
        let lines: Vec<String> = faults.iter().map(BadBinding::to_string).collect();
        lines.join("\n")
    })
}

#[test]
fn digits_and_the_signs_of_their_keys_reach_the_panes() {
    let keymap = table();
    let panes = [
        ("1&", Verb::PaneCollectivites),
        ("2é", Verb::PaneSchools),
        ("3\"", Verb::PaneProviders),
        ("4'", Verb::PaneConventions),
    ];
    for (keys, verb) in panes {
        for key in keys.chars() {
            assert_eq!(keymap.verb(Context::List, char(key)), Some(verb), "{key}");
        }
    }
}

#[test]
fn letters_never_fire_in_a_field() {
    let keymap = table();
    for code in ' '..='ÿ' {
        assert_eq!(keymap.verb(Context::Field, char(code)), None, "{code}");
    }
    assert_eq!(keymap.verb(Context::Field, ctrl('c')), Some(Verb::Quit));
    assert_eq!(keymap.verb(Context::Field, ctrl('u')), Some(Verb::ClearField));
    assert_eq!(keymap.verb(Context::List, ctrl('u')), Some(Verb::DossierUp));
}

#[test]
fn escape_leaves_every_dialog_and_field() {
    let keymap = table();
    let escape = KeyEvent::new(KeyCode::Esc, KeyModifiers::NONE);
    assert_eq!(keymap.verb(Context::Dialog, escape), Some(Verb::Cancel));
    assert_eq!(keymap.verb(Context::Field, escape), Some(Verb::Cancel));
    assert_eq!(keymap.verb(Context::List, escape), Some(Verb::Back));
}

#[test]
fn enter_alone_never_confirms_what_touches_many() {
    let enter = KeyEvent::new(KeyCode::Enter, KeyModifiers::NONE);
    for context in Context::ALL {
        assert_ne!(table().verb(context, enter), Some(Verb::Confirm), "{context:?}");
    }
}

#[test]
fn the_entry_of_a_verb_is_its_own_and_groups_stay_together() {
    let keymap = table();
    for verb in Verb::ALL {
        assert_eq!(keymap.entry(*verb).verb, *verb);
    }
    let mut groups: Vec<&str> = keymap.entries().map(|entry| entry.group.as_str()).collect();
    groups.dedup();
    let mut once = groups.clone();
    once.sort_unstable();
    once.dedup();
    assert_eq!(once.len(), groups.len(), "{groups:?}");
}

#[test]
fn the_footer_follows_its_order() {
    let keymap = table();
    let line = |context| {
        let entries = keymap.footer(context);
        let words: Vec<String> = entries
            .iter()
            .map(|entry| format!("{} {}", keymap.shown(context, entry.verb), entry.name))
            .collect();
        words.join("  ")
    };
    insta::assert_snapshot!(line(Context::List), @"/ chercher  e étape  i inscrire  → fiche  Espace cocher  Entrée portée  Échap retour  m modifier  n nouveau  c solution  R revue  v envoi  s signature  r relance  y annexe  a note  h historique  0 journée  A agenda  T tableau  w vues  x exporter  u défaire  Y copier  : commandes  ? aide  q quitter");
    insta::assert_snapshot!(line(Context::Dialog), @"/ chercher  Entrée valider  o oui, appliquer  Espace cocher  Échap annuler  ? aide  Ctrl-C quitter");
    insta::assert_snapshot!(line(Context::Field), @"Entrée valider  Échap annuler  F1 aide  Ctrl-C quitter");
}

#[test]
fn the_operators_keys_replace_the_tables() {
    let keymap = merged("inscrire = \"f2\"\netape = [\"i\", \"e\"]\nbas = { liste = [\"ù\"] }\n").unwrap();
    let f2 = KeyEvent::new(KeyCode::F(2), KeyModifiers::NONE);
    assert_eq!(keymap.verb(Context::List, f2), Some(Verb::Register));
    assert_eq!(keymap.verb(Context::List, char('i')), Some(Verb::Stage));
    assert_eq!(keymap.verb(Context::List, char('ù')), Some(Verb::Down));
    assert_eq!(keymap.verb(Context::List, char('j')), None);
    assert_eq!(
        keymap.verb(Context::Dialog, char('j')),
        Some(Verb::Down),
        "other contexts keep theirs"
    );
    assert_eq!(keymap.shown(Context::List, Verb::Stage), "i");
}

#[test]
fn a_key_given_without_a_place_holds_wherever_the_verb_serves() {
    let function = |number| KeyEvent::new(KeyCode::F(number), KeyModifiers::NONE);
    for verb in Verb::ALL {
        let keymap = merged(&format!("{} = [\"f9\"]\n", verb.id())).unwrap();
        let (before, after) = (table(), keymap.entry(*verb));
        for (context, key) in before.entry(*verb).bindings() {
            let held: Vec<_> = after.bindings().filter(|(place, _)| *place == context).collect();
            assert_eq!(held.len(), 1, "{} in {context:?}", verb.id());
            assert_ne!(held[0].1, key, "{} in {context:?}", verb.id());
            assert_eq!(keymap.verb(context, function(9)), Some(*verb), "{context:?}");
        }
    }
}

#[test]
fn of_keys_given_without_a_place_a_field_takes_those_that_type_nothing() {
    let keymap = merged("bas = [\"ù\", \"f5\"]\nquitter = [\"$\", \"f10\"]\n").unwrap();
    let function = |number| KeyEvent::new(KeyCode::F(number), KeyModifiers::NONE);
    assert_eq!(keymap.verb(Context::List, char('ù')), Some(Verb::Down));
    assert_eq!(keymap.verb(Context::Field, char('ù')), None);
    for context in [Context::List, Context::Dialog, Context::Field, Context::Review] {
        assert_eq!(keymap.verb(context, function(5)), Some(Verb::Down), "{context:?}");
        assert_eq!(
            keymap.verb(context, function(10)),
            Some(Verb::Quit),
            "{context:?}"
        );
    }
    assert_eq!(keymap.verb(Context::List, char('$')), Some(Verb::Quit));
    assert_eq!(keymap.verb(Context::List, ctrl('c')), None);
}

#[test]
fn a_letter_alone_is_refused_where_the_verb_serves_in_a_field_with_what_to_write() {
    insta::assert_snapshot!(merged("quitter = \"ù\"\nvalider = [\"v\", \"\\\"\"]\n").unwrap_err(), @r#"
    ligne 2 : « quitter » : « ù » s’écrirait dans un champ : dans « partout », prenez Ctrl ou F1 à F12 ; ou, hors des champs seulement : quitter = { liste = "ù" }
    ligne 3 : « valider » : « v », « " » s’écriraient dans un champ : dans « champ », prenez Ctrl ou F1 à F12 ; ou, hors des champs seulement : valider = { tableau = ["v", '"'], dialogue = ["v", '"'] }
    "#);
    let keymap = merged("quitter = { liste = \"ù\" }\n").unwrap();
    assert_eq!(keymap.verb(Context::List, char('ù')), Some(Verb::Quit));
    assert_eq!(keymap.verb(Context::Field, ctrl('c')), Some(Verb::Quit));
}

#[test]
fn the_model_of_the_section_uncommented_is_the_table() {
    let model = model();
    assert!(
        Keymap::new(&Config::parse(&model).unwrap().keys).is_ok(),
        "as it is"
    );
    assert_eq!(Config::parse(&model).unwrap().keys, []);
    let uncommented: Vec<&str> = model
        .lines()
        .map(|line| match line.strip_prefix('#') {
            Some(rest) if rest.starts_with(char::is_alphabetic) => rest,
            _ => line,
        })
        .collect();
    let config = Config::parse(&uncommented.join("\n")).unwrap();
    let keymap = Keymap::new(&config.keys).unwrap();
    for verb in Verb::ALL {
        assert!(
            config.keys.iter().any(|given| given.verb == verb.id()),
            "{}",
            verb.id()
        );
        assert_eq!(keymap.entry(*verb), table().entry(*verb));
        assert!(model.contains(&format!("# {}\n#{} = ", table().entry(*verb).sentence, verb.id())));
    }
    assert!(model.contains("\n# ---- Se déplacer\n"), "{model}");
    assert!(model.lines().all(|line| line.chars().count() <= 120));
}

#[test]
fn what_answers_leaves_or_moves_keeps_a_key() {
    for line in [
        "annuler = []",
        "valider = []",
        "confirmer = []",
        "bas = { champ = [] }",
        "palette = []",
        "retirer = []",
        "quitter = { partout = [] }",
    ] {
        let fault = merged(line).unwrap_err();
        assert!(fault.contains("doit garder une touche dans"), "{line}: {fault}");
    }
    for line in [
        "retirer = { liste = [] }",
        "quitter = { liste = [] }",
        "enregistrer = []",
        "aide = []",
    ] {
        assert!(merged(line).is_ok(), "{line}");
    }
}

#[test]
fn a_verb_without_a_key_is_left_to_the_palette() {
    let keymap = merged("annoter = []\n").unwrap();
    assert_eq!(keymap.verb(Context::List, char('a')), None);
    assert_eq!(keymap.shown(Context::List, Verb::Note), "");
}

#[test]
fn all_bad_bindings_are_told_together() {
    let lines = r#"inscire = "f2"
etape = "entrer"
retirer = { champ = "x" }
annoter = { page = "x" }
historique = ["[", ".", "^", "ß", "5"]
epingler = "ctrl-m"
redessiner = "w"
annuler = []
defaire = "s"
aller = "ctrl-c"
modifier = ""
"#;
    insta::assert_snapshot!(merged(lines).unwrap_err(), @r#"
    ligne 2 : « inscire » : commande inconnue ; vouliez-vous dire « inscrire » ? (« preau modele touches » les montre toutes)
    ligne 3 : « etape » : touche « entrer » inconnue ; vouliez-vous dire « entrée » ?
    ligne 4 : « retirer » : ne sert pas dans « champ », mais dans : liste, revue, tableau
    ligne 5 : « annoter » : contexte « page » inconnu ; connus : partout, liste, revue, tableau, dialogue, champ
    ligne 6 : « historique » : « [ » demande AltGr sur un clavier AZERTY
    ligne 6 : « historique » : « . » demande Maj sur un clavier AZERTY
    ligne 6 : « historique » : « ^ » attend une lettre sur un clavier AZERTY
    ligne 6 : « historique » : « ß » n’est pas sur un clavier AZERTY
    ligne 6 : « historique » : « 5 » demande Maj sur un clavier AZERTY : donnez aussi « ( »
    ligne 7 : « epingler » : Ctrl-M : les terminaux la confondent avec « entrée »
    ligne 8 : « redessiner » : « w » s’écrirait dans un champ : dans « partout », prenez Ctrl ou F1 à F12
    ligne 9 : « annuler » : doit garder une touche dans « dialogue », où rien ne la remplace
    ligne 9 : « annuler » : doit garder une touche dans « champ », où rien ne la remplace
    ligne 10 : « defaire » : s sert déjà à « convention-signee » dans « liste » ; donnez-lui une autre touche
    ligne 10 : « defaire » : s sert déjà à « convention-signee » dans « revue » ; donnez-lui une autre touche
    ligne 11 : « aller » : Ctrl-C sert déjà à « quitter » dans « partout » ; donnez-lui une autre touche
    ligne 12 : « modifier » : touche vide ; pour ne laisser aucune touche à la commande, écrivez « modifier = [] »
    "#);
}
