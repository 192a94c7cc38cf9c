//! Undo and redo: named before they are done, refused with names where somebody changed the record since.

use preau::domain::command::{Command, Order};
use preau::domain::contact::Contact;
use preau::domain::convention::{Annexe, AnnexeLine};
use preau::domain::deployment::{DeploymentId, Stage};
use preau::domain::id::Uai;
use preau::domain::permit::Right;
use preau::domain::provider::Category;
use preau::domain::record::{Record, RecordId};
use preau::service::{Archive, Desk};

use crate::stepper::{Stepper, open, open_as};
use crate::support::isere::isere;
use crate::support::seeing::{conforme, seeing};
use crate::support::values::{day, period, solution_code, uai};

fn moved(school: &str, to: Stage) -> Command {
    Command::MoveStage {
        deployment: ent(uai(school)),
        to,
        on: day("2026-11-20"),
    }
}

fn ent(school: Uai) -> DeploymentId {
    DeploymentId::first(school, Category::Ent)
}

fn stage(stepper: &Stepper, school: &str) -> Stage {
    let registry = stepper.desk.registry();
    registry.deployments().get(&ent(uai(school))).unwrap().stage
}

const LANGEVIN: &str = "0380126F";

#[test]
fn what_is_undone_is_named_before_and_redone_after() {
    let mut stepper = open(&isere());
    stepper.press("bas e entrée");
    assert_eq!(stage(&stepper, LANGEVIN), Stage::ConventionEnvoyee);
    stepper.press("u");
    for said in [
        "étape « convention 26 envoyée » · École primaire Paul Langevin, Grenoble",
        "Opération n° 2 du journal, 23/11/2026",
        "convention 26 envoyée → contrat souscrit",
        "Entrée défaire",
    ] {
        assert!(stepper.shows(said), "{said}\n{}", stepper.screen());
    }
    stepper.press("entrée");
    assert!(stepper.shows("✓ défait : étape « convention 26 envoyée »"));
    assert_eq!(stage(&stepper, LANGEVIN), Stage::ContratSouscrit);
    stepper.press("U");
    assert!(stepper.shows("contrat souscrit → convention 26 envoyée"));
    stepper.press("o");
    assert_eq!(stage(&stepper, LANGEVIN), Stage::ConventionEnvoyee);
}

#[test]
fn one_after_the_other_back_to_the_first_and_forth_again() {
    let mut stepper = open(&isere());
    stepper
        .press("bas e entrée")
        .press("e entrée")
        .press("a")
        .write("vu")
        .press("entrée");
    stepper.press("u entrée").press("u entrée").press("u entrée");
    assert_eq!(stage(&stepper, LANGEVIN), Stage::ContratSouscrit);
    stepper.press("u");
    assert!(stepper.shows("Rien à défaire"), "{}", stepper.screen());
    stepper.press("U entrée").press("U entrée").press("U entrée");
    assert_eq!(stage(&stepper, LANGEVIN), Stage::ConventionSignee);
    assert_eq!(stepper.desk.registry().notes().len(), 1);
    stepper.press("U");
    assert!(stepper.shows("Rien à refaire"));
}

#[test]
fn something_new_forgets_what_could_be_redone() {
    let mut stepper = open(&isere());
    stepper
        .press("bas e entrée")
        .press("u entrée")
        .press("a")
        .write("vu")
        .press("entrée")
        .press("U");
    assert!(stepper.shows("Rien à refaire"));
}

#[test]
fn a_session_undoes_what_an_earlier_one_did() {
    let mut stepper = open(&isere());
    let earlier = Order::blind(moved(LANGEVIN, Stage::ConventionSignee));
    stepper.desk.execute(&earlier).unwrap();
    stepper.press("u");
    assert!(stepper.shows("convention 26 signée → contrat souscrit"));
}

#[test]
fn a_batch_is_undone_by_its_own_key_alone() {
    let mut stepper = open(&isere());
    stepper.press("bas espace espace a").write("vu").press("entrée o");
    assert_eq!(stepper.desk.registry().notes().len(), 2);
    stepper.press("u");
    for said in [
        "2 notes · ",
        "Paul Langevin, Grenoble",
        "Jean Jaurès, Grenoble",
        "o tout défaire",
    ] {
        assert!(stepper.shows(said), "{said}\n{}", stepper.screen());
    }
    stepper.press("entrée");
    assert_eq!(stepper.desk.registry().notes().len(), 2);
    stepper.press("o");
    assert_eq!(stepper.desk.registry().notes().len(), 0);
}

#[test]
fn a_registration_of_one_school_is_one_thing_to_undo() {
    let mut stepper = open(&isere());
    stepper.press("bas bas i entrée").press("u");
    assert!(stepper.shows("n° 2 close"), "{}", stepper.screen());
    assert!(
        stepper.shows("1 école n’est plus inscrite"),
        "{}",
        stepper.screen()
    );
    stepper.press("entrée");
    assert!(
        stepper.shows("✓ 2 inscrites"),
        "an entry is touched: Enter alone is not enough"
    );
    stepper.press("o");
    assert!(stepper.shows("✓ 1 inscrite"));
}

#[test]
fn what_a_colleague_changed_since_is_named_and_stays() {
    let mut stepper = open(&isere());
    stepper.press("bas e entrée");
    stepper.colleague(moved(LANGEVIN, Stage::ConventionSignee));
    stepper.press("u");
    for said in [
        "Impossible à défaire",
        "Paul Langevin, Grenoble a changé depuis",
        "mmartin",
        "convention 26 envoyée → convention 26 signée",
    ] {
        assert!(stepper.shows(said), "{said}\n{}", stepper.screen());
    }
    stepper.press("entrée");
    assert!(stepper.model.dialog.is_none());
    assert_eq!(stage(&stepper, LANGEVIN), Stage::ConventionSignee);
    assert_eq!(stepper.written(), 1);
}

#[test]
fn what_changed_between_the_dialog_and_its_confirmation_is_not_overwritten() {
    let mut stepper = open(&isere());
    stepper.press("bas e entrée").press("u");
    stepper.colleague(moved(LANGEVIN, Stage::ConventionSignee));
    stepper.press("entrée");
    assert!(stepper.shows("mmartin"), "{}", stepper.screen());
    assert_eq!(stage(&stepper, LANGEVIN), Stage::ConventionSignee);
}

#[test]
fn the_entries_of_others_are_not_ones_own() {
    let mut stepper = open(&isere());
    stepper.colleague(moved(LANGEVIN, Stage::ConventionSignee));
    stepper.press("u");
    assert!(stepper.shows("Rien à défaire"));
}

#[test]
fn a_reader_has_nothing_to_undo() {
    let mut stepper = open_as(&isere(), 120, 40, Right::Lecture);
    stepper.press("u");
    assert!(stepper.shows("Rien à défaire"), "{}", stepper.screen());
}

#[test]
fn a_reader_takes_back_a_view_of_their_own() {
    let mut stepper = open_as(&isere(), 120, 40, Right::Lecture);
    stepper
        .held_to_rights()
        .press("2 W")
        .press("entrée")
        .write("À moi")
        .press("entrée");
    assert_eq!(stepper.desk.registry().views().len(), 1, "{}", stepper.screen());
    stepper.press("u entrée");
    assert_eq!(stepper.desk.registry().views().len(), 0, "{}", stepper.screen());
}

#[test]
fn what_took_a_right_that_is_gone_is_not_taken_back() {
    let mut stepper = open_as(&isere(), 120, 40, Right::Lecture);
    let earlier = Order::blind(moved(LANGEVIN, Stage::ConventionSignee));
    stepper.desk.execute(&earlier).unwrap();
    stepper.held_to_rights().press("u");
    assert!(
        stepper.shows("il faut le droit « gestion »"),
        "{}",
        stepper.screen()
    );
    stepper.press("entrée");
    assert_eq!(stage(&stepper, LANGEVIN), Stage::ConventionSignee);
}

#[test]
fn those_that_changed_since_in_a_batch_are_named() {
    let mut stepper = open(&isere());
    stepper
        .press("bas espace espace e")
        .write("besoin")
        .press("entrée o");
    let schools = ["0380123C", LANGEVIN];
    for school in schools {
        stepper.colleague(moved(school, Stage::OffreEvaluee));
    }
    stepper.press("u");
    for said in [
        "! 2 fiches ont changé depuis",
        "École primaire Paul Langevin, Grenoble",
        "Jean Jaurès, Grenoble",
        "mmartin",
        "en entier ou pas du tout",
    ] {
        assert!(stepper.shows(said), "{said}\n{}", stepper.screen());
    }
}

/// Has the operator carry out a command, and tells what undoing it says.
fn undoing(stepper: &mut Stepper, command: Command) -> String {
    let order = seeing(stepper.desk.registry(), command);
    stepper.desk.execute(&order).unwrap();
    stepper.press("u");
    let told = stepper.screen();
    stepper.press("échap");
    told
}

/// Saves a record of the world once changed.
fn saved(stepper: &Stepper, id: &RecordId, change: impl FnOnce(&mut Record)) -> Command {
    let mut record = stepper.desk.registry().get(id).unwrap();
    change(&mut record);
    Command::Save { record }
}

/// A record, what is changed of it, and what the undo says.
type Case = (&'static str, fn(&mut Record), &'static str);

/// Changes a record of a kind.
macro_rules! edit {
    ($kind:ident, |$record:ident| $change:expr) => {
        |record| {
            let Record::$kind($record) = record else { panic!() };
            $change
        }
    };
}

/// An annexe that names one school from a day on.
fn named_from(from: &str) -> Annexe {
    Annexe::Listed(vec![AnnexeLine::new(uai("0380124D"), period(from, ""))])
}

/// One field of a record of each kind that is saved whole, and several at once.
const CASES: [Case; 13] = [
    (
        "convention/26-0002",
        edit!(Convention, |one| one.signed_dasen = Some(day("2026-11-23"))),
        "signée par le DASEN le : 23/11/2026 → (vide)",
    ),
    (
        "convention/26-0002",
        edit!(Convention, |one| {
            one.annexe = named_from("2026-09-01");
            one.notice_days = Some(60);
        }),
        "annexe : 1 école → toutes · préavis : 60 jours → (vide)",
    ),
    (
        "convention/26-0002",
        edit!(Convention, |one| one.annexe = named_from("2026-10-01")),
        "annexe : 0380124D (du 01/10/2026) → 0380124D (du 01/09/2026)",
    ),
    (
        "ecole/0380124D",
        edit!(School, |one| "ce@exemple.fr".clone_into(&mut one.email)),
        "courriel : ce@exemple.fr → (vide)",
    ),
    (
        "collectivite/213805633",
        edit!(Collectivite, |one| one.contacts = vec![contact("Ada Martin")]),
        "contacts : Ada Martin → (vide)",
    ),
    (
        "prestataire/999000110",
        edit!(Provider, |one| "Embruns".clone_into(&mut one.name)),
        "nom : Embruns → Embruns SAS",
    ),
    (
        "solution/olm",
        edit!(Solution, |one| "OLM 2".clone_into(&mut one.name)),
        "nom : OLM 2 → OLM",
    ),
    (
        "fiche/olm@1",
        edit!(Sheet, |one| one.aipd.done = Some(day("2026-11-20"))),
        "AIPD faite le : 20/11/2026 → (vide)",
    ),
    (
        "contrat/CT-0001",
        edit!(Contract, |one| one.period.to = Some(day("2027-08-31"))),
        "fin : 31/08/2027 → (vide)",
    ),
    (
        "deploiement/0380126F@ENT",
        edit!(Deployment, |one| one.training = Some(day("2026-11-20"))),
        "formation : 20/11/2026 → (vide)",
    ),
    (
        "conseil/0380123C@2026-11-06",
        edit!(Council, |one| one.on_agenda = false),
        "ENT à l’ordre du jour : non → oui",
    ),
    (
        "relance/1",
        edit!(Reminder, |one| "dgs@exemple.fr".clone_into(&mut one.to)),
        "destinataire : dgs@exemple.fr → mairie@exemple.invalid",
    ),
    (
        "note/1",
        edit!(Note, |one| "lu".clone_into(&mut one.text)),
        "texte : lu → vu",
    ),
];

fn contact(name: &str) -> Contact {
    Contact {
        role: String::new(),
        name: name.to_owned(),
        email: String::new(),
        telephone: String::new(),
    }
}

#[test]
fn every_field_that_an_undo_changes_is_named() {
    let mut stepper = open(&isere().reminder(1, "26-0002", "2026-10-12"));
    let note = Command::AddNote {
        about: "convention/26-0002".parse().unwrap(),
        text: "vu".to_owned(),
    };
    stepper.desk.execute(&Order::blind(note)).unwrap();
    for (id, change, said) in CASES {
        let command = saved(&stepper, &id.parse().unwrap(), change);
        let told = undoing(&mut stepper, command);
        assert!(told.contains(said), "{said}\n{told}");
    }
}

#[test]
fn what_has_its_own_command_is_named_in_its_undo_too() {
    let mut stepper = open(&isere());
    let commands = [
        (
            moved(LANGEVIN, Stage::ConventionSignee),
            "étape : convention 26 signée → contrat souscrit",
        ),
        (conforme(1), "contrôlée le : 23/11/2026 → (vide)"),
        (
            Command::ChooseSolution {
                deployment: ent(uai("0380125E")),
                solution: Some(solution_code("olm")),
                on: day("2026-11-20"),
            },
            "déploiement retiré",
        ),
        (
            Command::SetCirconscription {
                school: uai(LANGEVIN),
                name: "Grenoble 2".to_owned(),
            },
            "circonscription : Grenoble 2 → (vide)",
        ),
        (
            Command::CloseEntry {
                entry: 1,
                reason: "essai".to_owned(),
            },
            "inscription n° 1 de nouveau active",
        ),
    ];
    for (command, said) in commands {
        let told = undoing(&mut stepper, command);
        assert!(told.contains(said), "{said}\n{told}");
    }
}

#[test]
fn the_journal_says_what_an_undo_took_back() {
    let mut stepper = open(&isere());
    stepper.press("bas e entrée").press("u entrée").press("U entrée");
    let lines = stepper.desk.journal(3, None).unwrap();
    let verbs: Vec<&str> = lines.iter().map(|line| line.verb.as_str()).collect();
    let undone = "annulation de l’opération 2 (étape «\u{a0}convention 26 envoyée\u{a0}»)";
    assert_eq!(
        verbs,
        [
            undone,
            "annulation de l’opération 3 (annulation de l’opération 2)"
        ]
    );
    let history = stepper.desk.history(&RecordId::School(uai(LANGEVIN))).unwrap();
    assert!(
        history
            .iter()
            .any(|line| line.verb == undone && line.field.contains("étape"))
    );
}

#[test]
fn the_addressee_of_a_relance_is_called_so_in_its_history() {
    let mut stepper = open(&isere().reminder(1, "26-0002", "2026-10-12"));
    let id = RecordId::Reminder(1);
    let command = saved(&stepper, &id, |record| {
        let Record::Reminder(one) = record else { panic!() };
        one.to = "dgs@exemple.invalid".to_owned();
    });
    let order = seeing(stepper.desk.registry(), command);
    stepper.desk.execute(&order).unwrap();
    let history = stepper.desk.history(&id).unwrap();
    assert_eq!(history[0].field, "destinataire", "{history:?}");
}
