//! The forms: made, changed, ended; what is wrong under its field; drafts, conflicts, the annexe.

use preau::config::state::StateStore;
use preau::domain::command::Command;
use preau::domain::convention::{Annexe, Convention};
use preau::domain::deployment::DeploymentId;
use preau::domain::permit::Right;
use preau::domain::provider::Category;
use preau::domain::record::{Record, RecordId};
use preau::domain::register::{Conclusion, RegisterEntry, Review};
use preau::service::Desk;
use preau::tui::events::Event;
use preau::tui::form::{Values, make, whole_of};

use preau::tui::model::dialog::Dialog;

use crate::stepper::{Stepper, open, open_as, open_at};
use crate::support::isere::{VOIRON, isere};
use crate::support::values::{day, number, siren, solution_code, uai};
use crate::support::world::{C26, GRENOBLE, SCHOOL, World, today};

pub fn convention(stepper: &Stepper, id: &str) -> Convention {
    match stepper.desk.registry().get(&RecordId::Convention(number(id))) {
        Some(Record::Convention(found)) => *found,
        other => panic!("{other:?}"),
    }
}

/// A record of every kind that a form makes comes out of its form as it went in.
#[test]
fn a_form_makes_the_record_that_it_shows() {
    let mut seen = 0;
    for record in crate::support::demo::demo().records().map(|(record, _)| record) {
        let Some(kind) = whole_of(&record) else {
            continue;
        };
        let values = Values::of(kind, Some(&record));
        let made = make(kind, &values, Some(&record), today());
        assert_eq!(made.as_ref(), Ok(&record), "{}", record.id());
        seen += 1;
    }
    assert!(seen > 100);
}

#[test]
fn a_convention_26_is_made_from_its_collectivite() {
    let mut stepper = open(&isere());
    stepper.press("1 fin n");
    assert!(stepper.line("convention 26").starts_with('▶'));
    stepper.press("entrée");
    assert!(stepper.shows("Nouvelle convention 26"));
    assert!(stepper.line("Collectivité *").contains("Voiron · 213805633"));
    stepper.write("26-0100").press("bas bas bas").write("12/9");
    assert!(stepper.line("Envoyée le").contains("samedi 12 septembre 2026"));
    stepper.press("ctrl-s");
    assert!(stepper.shows("Convention 26 : 26-0100 enregistrée"));
    let made = convention(&stepper, "26-0100");
    assert_eq!(made.sent, Some(day("2026-09-12")));
    assert_eq!(made.party.siren(), siren(VOIRON));
    assert_eq!(
        stepper.model.subject(),
        Some(&RecordId::Convention(number("26-0100"))),
        "the list goes to it"
    );
    stepper.press("u");
    assert!(stepper.shows("convention retirée"), "{}", stepper.screen());
}

#[test]
fn a_collectivite_is_changed_and_its_contacts_grow() {
    let mut stepper = open(&isere());
    stepper.press("1 m entrée");
    assert!(stepper.shows("Modifier : collectivité"));
    to_field(&mut stepper, "Contact");
    stepper.write("élu aux écoles").press("bas").write("Mme Durand");
    assert!(stepper.shows("Contact 2, fonction"));
    stepper.press("ctrl-s");
    assert!(stepper.model.dialog.is_none(), "{}", stepper.screen());
    let found = stepper
        .desk
        .registry()
        .get(&RecordId::Collectivite(siren(GRENOBLE)));
    let Some(Record::Collectivite(found)) = found else {
        panic!("no collectivité")
    };
    let contact = &found.contacts[0];
    assert_eq!(
        (contact.role.as_str(), contact.name.as_str()),
        ("élu aux écoles", "Mme Durand")
    );
}

#[test]
fn a_key_does_not_change_and_is_said_so() {
    let mut stepper = open(&isere());
    stepper.press("4 m haut").write("9");
    assert!(
        stepper.shows("cette clé ne change pas ici : K, sur les volets, la corrige"),
        "{}",
        stepper.screen()
    );
    assert!(stepper.model.dialog.is_some());
}

#[test]
fn what_is_wrong_stands_under_its_field_as_it_is_typed() {
    let mut stepper = open(&isere());
    stepper.press("3 n").write("prest").press("entrée").write("12");
    assert!(stepper.shows("✗ 12 n’est pas un SIREN"));
    assert!(!stepper.shows("il faut une valeur"), "nobody asked to save yet");
    stepper.press("ctrl-s");
    assert!(stepper.shows("✗ il faut une valeur"));
    assert_eq!(stepper.written(), 0);
    stepper
        .press("ctrl-u")
        .write("999 000 110")
        .press("bas")
        .write("Autre")
        .press("ctrl-s");
    assert!(stepper.shows("il existe déjà"));
    assert_eq!(stepper.written(), 0);
}

#[test]
fn a_fiche_says_whether_an_aipd_is_required() {
    let mut stepper = open(&isere());
    stepper
        .press("3 n")
        .write("fiche")
        .press("entrée espace")
        .write("olm");
    stepper.press("entrée").write("2").press("ctrl-s");
    let screen = stepper.screen();
    let mut lines = screen
        .lines()
        .skip_while(|line| !line.contains("▸ AIPD requise *"));
    assert!(lines.nth(1).unwrap().contains("✗ il faut une valeur"), "{screen}");
    assert_eq!(stepper.written(), 0, "an unanswered question is no « non »");
}

#[test]
fn a_school_is_not_open_and_closed_and_its_addresses_have_their_form() {
    let mut stepper = open(&isere());
    stepper.press("2 m").write("école").press("entrée");
    for (field, wrong, why) in [
        ("Code postal", "1 rue", "il faut les cinq chiffres du code postal"),
        ("Courriel", "38 000", "ce n’est pas une adresse électronique"),
        (
            "Ouverte le",
            "29/2",
            "pas de 29 février cette année ni l’an prochain",
        ),
        ("Ouverte le", "31/4/2020", "ce jour n’existe pas"),
        ("Ouverte le", "1/9/1750", "l’année 1750 n’est pas de 1800 à 2199"),
    ] {
        to_field(&mut stepper, field);
        stepper.press("ctrl-u").write(wrong);
        assert!(stepper.shows(why), "{field}: {wrong}\n{}", stepper.screen());
        stepper.press("ctrl-u");
    }
    to_field(&mut stepper, "Fermée le");
    stepper.write("1/9/2026").press("ctrl-s");
    assert!(stepper.shows("une école qui a un jour de fermeture est à fermer ou fermée"));
    assert_eq!(stepper.written(), 0);
    stepper.press("espace").write("fermée").press("entrée ctrl-s");
    assert!(
        stepper.shows("1 école inscrite devient à régulariser"),
        "{}",
        stepper.screen()
    );
    stepper.press("o");
    assert_eq!(stepper.written(), 1, "{}", stepper.screen());
}

#[test]
fn what_the_desk_refuses_is_said_under_the_field_that_it_names() {
    let mut stepper = open(&isere());
    stepper.press("1 fin n").write("contrat").press("entrée");
    stepper
        .write("CT-9")
        .press("bas bas espace")
        .write("olm")
        .press("entrée");
    stepper
        .write("1/9/2026")
        .press("bas")
        .write("31/8/2026")
        .press("ctrl-s");
    let screen = stepper.screen();
    let lines: Vec<&str> = screen.lines().collect();
    let end = lines.iter().position(|line| line.contains("▸ Fin")).unwrap();
    assert!(lines[end + 1].contains("✗ la fin précède le début"), "{screen}");
    stepper.press("ctrl-u").write("31/8/2027").press("ctrl-s");
    assert!(stepper.shows("Contrat : CT-9 enregistré"));
}

#[test]
fn a_refusal_stands_under_its_field_whatever_the_field_is_called() {
    let mut stepper = open(&isere());
    stepper.press("4 fin n").write("relance").press("entrée");
    to_field(&mut stepper, "Destinataire");
    stepper.write("mairie@exemple.invalid");
    to_field(&mut stepper, "À reprendre le");
    stepper.write("1/9/2026").press("ctrl-s");
    assert!(under(&mut stepper, "À reprendre le").contains("✗ il ne peut pas précéder"));
    let mut stepper = open(&isere());
    stepper.press("1 m entrée");
    to_field(&mut stepper, "Existe depuis");
    stepper
        .press("ctrl-u")
        .write("1/9/2026")
        .press("bas")
        .write("31/8/2026")
        .press("ctrl-s");
    assert!(under(&mut stepper, "Existe jusqu").contains("✗ la fin précède le début"));
}

/// The line under a field.
fn under(stepper: &mut Stepper, label: &str) -> String {
    let screen = stepper.screen();
    let mut lines = screen.lines().skip_while(|line| !line.contains(label));
    lines
        .nth(1)
        .unwrap_or_else(|| panic!("no field {label}:\n{screen}"))
        .to_owned()
}

#[test]
fn escape_asks_and_a_draft_comes_back() {
    let mut stepper = open(&isere());
    stepper.press("3 m bas").write("Contact nouveau").press("échap");
    assert!(stepper.shows("Cette saisie n’est pas enregistrée"));
    stepper.press("bas bas entrée");
    assert!(stepper.shows("Contact nouveau"), "going on keeps the form");
    stepper.press("échap entrée");
    assert!(stepper.shows("Brouillon gardé : « b » le reprend"));
    assert_eq!(stepper.memory.load().0.drafts.len(), 1);
    stepper.press("m");
    assert!(stepper.shows("Un brouillon est gardé"));
    stepper.press("entrée");
    assert!(stepper.shows("Contact nouveau"));
    stepper.press("ctrl-s");
    assert_eq!(stepper.written(), 1);
    assert!(
        stepper.memory.load().0.drafts.is_empty(),
        "a draft that is saved goes"
    );
}

#[test]
fn an_unchanged_form_closes_at_once_and_an_abandoned_one_leaves_nothing() {
    let mut stepper = open(&isere());
    stepper.press("4 m échap");
    assert!(stepper.model.dialog.is_none());
    stepper.press("3 m bas").write("Essai").press("échap bas entrée");
    assert!(stepper.shows("Saisie abandonnée"));
    assert!(stepper.memory.load().0.drafts.is_empty());
    assert_eq!(stepper.written(), 0);
}

#[test]
fn a_form_that_is_open_when_the_line_is_cut_is_offered_at_the_next_start() {
    for end in [Event::HangUp, Event::Terminate(15)] {
        let mut stepper = open(&isere());
        stepper
            .press("4 n")
            .write("convention 26")
            .press("entrée")
            .write("26-0777");
        stepper.send(end);
        assert!(stepper.left);
        let kept = stepper.memory.load().0;
        assert_eq!(kept.drafts.len(), 1);
        let mut next = open(&isere());
        next.model.state = kept;
        next.restart();
        assert!(next.shows("Brouillons"));
        assert!(next.shows("convention 26 · 26-0777"));
        next.press("entrée");
        assert!(next.line("Numéro").contains("26-0777"));
    }
}

#[test]
fn drafts_are_of_their_base() {
    let mut stepper = open(&isere());
    stepper.press("3 m bas").write("Essai").press("échap entrée");
    stepper.model.options.base = "autre".to_owned();
    stepper.press("b");
    assert!(stepper.shows("Aucun brouillon pour cette base"));
}

#[test]
fn a_conflict_is_chosen_field_by_field() {
    let mut stepper = open(&isere());
    let id = C26;
    select_convention(&mut stepper, id);
    stepper.press("m");
    assert!(stepper.shows("Modifier : convention 26"));
    let mut theirs = convention(&stepper, id);
    theirs.deliberation = Some("D-2026-1".to_owned());
    theirs.notice_days = Some(60);
    theirs.dossiers = vec!["777".into()];
    to_field(&mut stepper, "Préavis");
    stepper.press("ctrl-u").write("90");
    to_field(&mut stepper, "Délibération");
    stepper.press("ctrl-u").write("D-2026-2");
    stepper.colleague(Command::Save {
        record: theirs.into(),
    });
    stepper.press("ctrl-s");
    assert!(stepper.shows("mmartin a aussi modifié cette fiche"));
    assert!(stepper.shows("● le mien  90 jours") && stepper.shows("○ le sien  60 jours"));
    assert!(stepper.shows("D-2026-2") && stepper.shows("D-2026-1"));
    // The fields come in the order of the record: theirs for the first, mine for the other.
    stepper.press("espace entrée");
    assert!(stepper.model.dialog.is_none(), "{}", stepper.screen());
    let merged = convention(&stepper, id);
    assert_eq!(
        merged.dossiers.first().map(String::as_str),
        Some("777"),
        "what only they changed stays"
    );
    let both = (merged.notice_days, merged.deliberation.as_deref());
    assert!(
        [(Some(60), Some("D-2026-2")), (Some(90), Some("D-2026-1"))].contains(&both),
        "{both:?}"
    );
}

#[test]
fn what_does_not_clash_is_saved_together() {
    let mut stepper = open(&isere());
    let id = C26;
    select_convention(&mut stepper, id);
    stepper.press("m");
    let mut theirs = convention(&stepper, id);
    theirs.dossiers = vec!["777".into()];
    to_field(&mut stepper, "Préavis");
    stepper.write("90");
    stepper.colleague(Command::Save {
        record: theirs.into(),
    });
    stepper.press("ctrl-s");
    assert!(stepper.model.dialog.is_none(), "{}", stepper.screen());
    let merged = convention(&stepper, id);
    assert_eq!(
        (merged.dossiers.first().map(String::as_str), merged.notice_days),
        (Some("777"), Some(90))
    );
}

/// Puts the cursor on a field.
pub fn to_field(stepper: &mut Stepper, label: &str) {
    for _ in 0..80 {
        let Some(Dialog::Editor(form)) = &stepper.model.dialog else {
            panic!("no form:\n{}", stepper.screen());
        };
        let here = form.cell_here().map(|at| form.label(at));
        if here.is_some_and(|here| here.starts_with(label)) {
            return;
        }
        stepper.press("bas");
    }
    panic!("no field {label}:\n{}", stepper.screen());
}

#[test]
fn an_annexe_is_made_of_marks() {
    let mut stepper = open(&isere());
    select_convention(&mut stepper, C26);
    stepper.press("y");
    assert!(
        stepper
            .line("Toutes les écoles de la collectivité")
            .contains("[x]")
    );
    stepper.press("espace bas");
    let first = stepper
        .screen()
        .lines()
        .find(|line| line.starts_with('▶'))
        .unwrap()
        .to_owned();
    stepper.press("espace");
    assert!(stepper.shows("2 sur 3 cochées"), "{}", stepper.screen());
    stepper.press("entrée");
    assert!(stepper.shows("Par quel avenant ?"), "{}", stepper.screen());
    assert!(stepper.shows("pour une sortie"), "{}", stepper.screen());
    stepper.write("sans").press("entrée");
    assert!(
        stepper.shows("toutes les écoles → 2 écoles"),
        "{}",
        stepper.screen()
    );
    stepper.press("entrée");
    assert_eq!(stepper.written(), 0, "Enter alone does not confirm");
    stepper.press("o");
    let Annexe::Listed(lines) = convention(&stepper, C26).annexe else {
        panic!("no list")
    };
    assert_eq!(lines.len(), 3);
    let out: Vec<_> = lines.iter().filter(|line| line.period.to.is_some()).collect();
    assert_eq!(out.len(), 1);
    assert!(first.contains(&out[0].uai.to_string()));
    assert_eq!(
        out[0].period.to,
        Some(day("2026-11-22")),
        "covered until the day before"
    );
}

#[test]
fn an_annexe_with_a_list_moves_by_its_own_verbs() {
    let listed = isere().edit_convention(C26, |found| {
        found.annexe = Annexe::Listed(Vec::new());
        found.open_annexe = true;
    });
    let mut stepper = open(&listed);
    select_convention(&mut stepper, C26);
    stepper.press("y * tab ctrl-u").write("1/9/2026").press("entrée");
    assert!(stepper.shows("la convention le permet"), "{}", stepper.screen());
    stepper.press("entrée");
    assert!(stepper.shows("aucune école → 3 écoles"), "{}", stepper.screen());
    stepper.press("o");
    let found = convention(&stepper, C26);
    assert!(found.covers_school(uai(SCHOOL), day("2026-09-01")));
    assert!(!found.covers_school(uai(SCHOOL), day("2026-08-31")));
    assert_eq!(stepper.written(), 1, "one entry of the journal");
}

pub fn select_convention(stepper: &mut Stepper, id: &str) {
    stepper.press("4 /").write(id).press("entrée");
    assert_eq!(stepper.model.subject(), Some(&RecordId::Convention(number(id))));
}

#[test]
fn a_school_is_closed() {
    let mut stepper = open(&isere());
    stepper.press("bas bas bas");
    let school = match stepper.model.subject() {
        Some(RecordId::School(uai)) => *uai,
        other => panic!("{other:?}"),
    };
    stepper.press("F");
    assert!(stepper.shows("Fermer l’école"), "{}", stepper.screen());
    assert!(stepper.line("Fermée le").contains("23/11/2026"));
    stepper.press("ctrl-u").write("31/8/2026").press("ctrl-s");
    let Some(Record::School(found)) = stepper.desk.registry().get(&RecordId::School(school)) else {
        panic!("no school")
    };
    assert_eq!(found.closed, Some(day("2026-08-31")));
    assert_eq!(found.state.label(), "fermée");
}

fn entry(stepper: &Stepper) -> RegisterEntry {
    match stepper.desk.registry().get(&RecordId::Entry(1)) {
        Some(Record::Entry(found)) => *found,
        other => panic!("{other:?}"),
    }
}

#[test]
fn an_entry_is_reviewed_by_the_dpd() {
    let mut stepper = open_as(&World::registered("2026-09-15"), 120, 40, Right::Dpd);
    stepper.press("C");
    for said in ["Contrôler l’inscription au registre", "Conforme", "Avec réserve"] {
        assert!(stepper.shows(said), "{said}\n{}", stepper.screen());
    }
    assert!(!stepper.shows("Lever le contrôle"), "{}", stepper.screen());
    stepper.press("entrée");
    for said in [
        "conclusion  conforme",
        "Contrôle : l’école",
        "contrôler : conforme",
    ] {
        assert!(stepper.shows(said), "{said}\n{}", stepper.screen());
    }
    assert_eq!(entry(&stepper).reviewed, None);
    stepper.press("entrée");
    let review = entry(&stepper).reviewed.unwrap();
    assert_eq!(
        (review.by.as_str(), review.conclusion),
        ("jdupont", Some(Conclusion::Conforme))
    );
}

#[test]
fn a_reserve_is_typed_read_again_and_kept() {
    let mut stepper = open_as(&World::registered("2026-09-15"), 120, 40, Right::Dpd);
    stepper.press("C bas entrée entrée");
    assert!(
        stepper.shows("il faut dire ce qui est à corriger"),
        "{}",
        stepper.screen()
    );
    stepper.write("la durée n’est pas dite").press("entrée");
    assert!(
        stepper.shows("avec réserve : la durée n’est pas dite"),
        "{}",
        stepper.screen()
    );
    // Leaving the page goes back to the words.
    stepper.press("échap");
    assert!(stepper.shows("ce qui est à corriger"), "{}", stepper.screen());
    stepper.press("entrée entrée");
    assert_eq!(
        entry(&stepper).reviewed.unwrap().reserve(),
        Some("la durée n’est pas dite")
    );
    let dossier = stepper.desk.open(&RecordId::Entry(1)).unwrap();
    let lines = dossier.sections.iter().flat_map(|section| &section.lines);
    let told: Vec<&str> = lines.map(|line| line.value.as_str()).collect();
    assert!(
        told.contains(&"avec réserve\u{a0}: la durée n’est pas dite"),
        "{told:?}"
    );
}

#[test]
fn what_was_changed_while_the_page_was_read_is_a_conflict() {
    let mut stepper = open_as(&World::registered("2026-09-15"), 120, 40, Right::Dpd);
    stepper.press("C entrée");
    let id = RecordId::School(uai(SCHOOL));
    let Some(Record::School(mut school)) = stepper.desk.registry().get(&id) else {
        panic!("no school")
    };
    school.name = "Élém. Jaurès".to_owned();
    stepper.colleague(Command::Save {
        record: Record::School(school),
    });
    stepper.press("entrée");
    assert_eq!(entry(&stepper).reviewed, None, "{}", stepper.screen());
    for said in [
        "Fiche modifiée entre-temps",
        "nom  Élém. Jean Jaurès → Élém. Jaurès",
    ] {
        assert!(stepper.shows(said), "{said}\n{}", stepper.screen());
    }
}

/// The screens of a DPD, who changes nothing, at an entry that was reviewed on a day.
fn as_dpd(reviewed: &str) -> Stepper {
    let review = Review::without_digests(day(reviewed), "mmartin");
    let world = World::registered("2025-10-15").edit_entry(1, |entry| entry.reviewed = Some(review));
    let mut stepper = open_as(&world, 80, 24, Right::Dpd);
    stepper.held_to_rights();
    stepper
}

#[test]
fn a_review_of_this_school_year_is_lifted_with_a_reason_by_the_dpd() {
    for sober in [false, true] {
        let mut stepper = as_dpd("2026-09-01");
        stepper.model.options.look.sober = sober;
        stepper.model.dossier_pane.sober = sober;
        stepper.press("C fin entrée");
        for said in [
            "Lever un contrôle : le motif",
            "Contrôlée le 01/09/2026 par mmartin.",
            "le motif reste au journal",
            "Aucune donnée sur un élève",
        ] {
            assert!(stepper.shows(said), "{said}\n{}", stepper.screen());
        }
        stepper.press("entrée");
        assert!(stepper.shows("il faut un motif"), "{}", stepper.screen());
        stepper.write("relu de travers").press("entrée");
        assert!(
            stepper.shows("inscription n° 1 : contrôle levé"),
            "{}",
            stepper.screen()
        );
        assert_eq!(entry(&stepper).reviewed, None);
        stepper.press("h");
        assert!(
            stepper.shows("levée du contrôle (relu de travers)"),
            "{}",
            stepper.screen()
        );
        stepper.press("échap u");
        assert!(
            stepper.shows("levée du contrôle (relu de travers)"),
            "{}",
            stepper.screen()
        );
        stepper.press("entrée");
        assert_eq!(entry(&stepper).reviewed.unwrap().by, "mmartin");
    }
}

#[test]
fn a_review_of_an_earlier_school_year_is_made_anew() {
    let mut stepper = as_dpd("2026-08-31");
    stepper.press("C entrée entrée");
    assert!(stepper.shows("de nouveau contrôlée"), "{}", stepper.screen());
    assert_eq!(entry(&stepper).reviewed.unwrap().on, today());
    stepper.press("u entrée");
    assert_eq!(
        entry(&stepper).reviewed.unwrap().on,
        day("2026-08-31"),
        "a DPD takes back their own review"
    );
}

#[test]
fn the_words_of_a_lifted_review_are_not_lost_by_a_slip() {
    let mut stepper = as_dpd("2026-09-01");
    stepper
        .press("C fin entrée")
        .write("relu de travers")
        .press("échap");
    assert!(stepper.model.dialog.is_some(), "{}", stepper.screen());
    stepper.press("échap");
    assert!(stepper.model.dialog.is_none());
    assert_eq!(stepper.written(), 0);
}

#[test]
fn a_dpd_adds_a_note_and_takes_it_back() {
    let mut stepper = as_dpd("2026-09-01");
    stepper.press("a").write("fiche à relire").press("entrée");
    assert_eq!(stepper.desk.registry().notes().len(), 1, "{}", stepper.screen());
    stepper.press("u entrée");
    assert_eq!(stepper.desk.registry().notes().len(), 0, "{}", stepper.screen());
}

#[test]
fn an_entry_is_closed_with_a_reason() {
    let mut stepper = open(&World::registered("2026-09-15"));
    stepper.press("F");
    to_choice(&mut stepper, "inscription au registre");
    stepper.press("entrée entrée");
    assert!(stepper.shows("il faut un motif"));
    stepper.write("l’école change de solution").press("entrée");
    assert!(
        stepper.shows("1 école n’est plus inscrite"),
        "{}",
        stepper.screen()
    );
    stepper.press("o");
    assert_eq!(
        entry(&stepper).closed.unwrap().reason,
        "l’école change de solution"
    );
}

/// Puts the cursor on a choice.
fn to_choice(stepper: &mut Stepper, text: &str) {
    for _ in 0..20 {
        let screen = stepper.screen();
        if screen
            .lines()
            .any(|line| line.starts_with('▶') && line.contains(text))
        {
            return;
        }
        stepper.press("bas");
    }
    panic!("no choice {text}:\n{}", stepper.screen());
}

#[test]
fn without_the_right_of_the_dpd_nothing_is_reviewed() {
    let mut stepper = open(&World::registered("2026-09-15"));
    stepper.press("C");
    assert!(stepper.shows("« contrôler » : il faut le droit « DPD »"));
}

#[test]
fn a_choice_of_solution_is_taken_back() {
    let mut stepper = open(&isere());
    stepper.press("/").write("bourg vif").press("entrée c fin");
    to_choice(&mut stepper, "reprendre le choix");
    stepper.press("entrée");
    let id = match stepper.model.subject() {
        Some(RecordId::Deployment(id)) => *id,
        other => panic!("{other:?}"),
    };
    let found = stepper.desk.registry().get(&RecordId::Deployment(id));
    assert!(matches!(found, Some(Record::Deployment(found)) if found.solution.is_none()));
}

#[test]
fn a_pasted_text_that_does_not_fit_is_said() {
    let mut stepper = open(&isere());
    stepper.press("a");
    stepper.send(Event::Paste("é".repeat(4_010)));
    assert!(stepper.shows("Texte coupé : 10 caractères en trop"));
}

/// What is typed in each form of a new record, and a text that its record then holds.
#[test]
fn every_kind_of_record_is_made() {
    let cases: [(&str, &str, &[&str], RecordId); 11] = [
        (
            "1",
            "collectivité",
            &["w:200000172", "w:CC Test", "p:communauté de communes"],
            RecordId::Collectivite(siren("200000172")),
        ),
        (
            "1 fin",
            "compétence",
            &["p:0380126", "k:bas", "w:1/9/2026"],
            competence(),
        ),
        (
            "2",
            "école",
            &[
                "w:0380128H",
                "w:École Neuve",
                "p:151",
                "k:bas",
                "p:voiron",
                "k:ctrl-s",
            ],
            RecordId::School(uai("0380128H")),
        ),
        (
            "3",
            "prestataire",
            &["w:732829320", "w:Éditeur"],
            RecordId::Provider(siren("732829320")),
        ),
        (
            "3",
            "solution",
            &["w:neuve", "w:La Neuve", "k:bas", "p:vie scolaire"],
            RecordId::Solution(solution_code("neuve")),
        ),
        (
            "3",
            "fiche",
            &["p:olm", "w:2", "w:1/10/2026", "w:suivi", "k:ctrl-s", "p:non"],
            sheet(),
        ),
        (
            "3",
            "convention 28",
            &["w:28-0100", "k:bas", "p:olm", "k:bas", "w:38"],
            RecordId::Convention(number("28-0100")),
        ),
        (
            "2 bas bas bas",
            "déploiement",
            &["k:bas", "p:vie", "w:1/11/2026"],
            deployment(),
        ),
        (
            "2 bas bas bas",
            "conseil",
            &["k:bas", "w:5/11/2026", "p:oui"],
            council(),
        ),
        (
            "4 fin",
            "relance",
            &["k:bas", "w:mairie@exemple.invalid"],
            RecordId::Reminder(1),
        ),
        ("4", "note", &["k:bas", "w:à rappeler"], RecordId::Note(1)),
    ];
    for (list, kind, typed, id) in cases {
        let mut stepper = open(&isere());
        stepper.press(list).press("n").write(kind).press("entrée");
        for step in typed {
            match step.split_at(2) {
                ("w:", text) => drop(stepper.press("ctrl-u").write(text).press("bas")),
                ("p:", text) => drop(stepper.press("espace").write(text).press("entrée")),
                (_, key) => drop(stepper.press(key)),
            }
        }
        if stepper.model.dialog.is_some() {
            stepper.press("ctrl-s");
        }
        // A fiche on which nothing may be said yet keeps schools out from its date on.
        if stepper.shows("Ce que cela fait aux écoles") {
            stepper.press("o");
        }
        assert!(
            stepper.desk.registry().get(&id).is_some(),
            "{kind}: {id} is not there\n{}",
            stepper.screen()
        );
    }
}

fn competence() -> RecordId {
    "competence/0380126F@2026-09-01".parse().unwrap()
}

fn sheet() -> RecordId {
    "fiche/olm@2".parse().unwrap()
}

fn deployment() -> RecordId {
    RecordId::Deployment(DeploymentId::first(uai("0380125E"), Category::VieScolaire))
}

fn council() -> RecordId {
    "conseil/0380125E@2026-11-05".parse().unwrap()
}

#[test]
fn a_form_scrolls_on_the_smallest_screen() {
    let mut stepper = open_at(&isere(), 80, 24);
    stepper.press("4 m pgsuiv pgsuiv pgsuiv");
    assert!(stepper.line("[ Enregistrer ]").contains('▸'));
}

#[test]
fn a_day_is_typed_anew_in_a_field_that_holds_one() {
    let mut stepper = open(&isere());
    stepper.press("4 fin m");
    to_field(&mut stepper, "Envoyée le");
    stepper.write("14/9");
    assert!(
        stepper.line("Envoyée le").contains("lundi 14 septembre 2026"),
        "{}",
        stepper.screen()
    );
    stepper.press("haut bas gauche retour");
    assert!(stepper.shows("149"), "the caret was moved: {}", stepper.screen());
}

#[test]
fn help_lies_over_a_form_which_comes_back() {
    let mut stepper = open(&isere());
    stepper
        .press("3 n")
        .write("prest")
        .press("entrée")
        .write("999 000 110");
    let before = stepper.screen();
    stepper.press("f1");
    assert!(
        stepper.shows("Effacer le mot avant le curseur") || stepper.shows("Aide"),
        "{}",
        stepper.screen()
    );
    assert_eq!(stepper.memory.load().0.drafts.len(), 1, "what was typed is kept");
    stepper.press("f1 échap");
    assert_eq!(stepper.screen(), before);
    stepper.press("f1");
    stepper.send(Event::HangUp);
    assert_eq!(stepper.memory.load().0.drafts.len(), 1);
}

#[test]
fn help_lies_over_every_dialog_that_rests() {
    for keys in ["a x", "e", ":", "h", "l", "* e entrée", "4 n n entrée espace"] {
        let mut stepper = open(&isere());
        stepper.press(keys);
        let before = stepper.screen();
        stepper.press("f1");
        assert!(
            stepper.shows("Montrer toutes les touches") || stepper.shows("Se déplacer"),
            "{keys}\n{}",
            stepper.screen()
        );
        stepper.press("échap");
        assert_eq!(stepper.screen(), before, "{keys}");
        stepper.press("f1 entrée");
        assert_eq!(stepper.screen(), before, "{keys}");
    }
}

#[test]
fn a_fiche_on_which_entries_rest_goes_on_as_a_new_version() {
    let mut stepper = open(&isere());
    let held = stepper.desk.registry().sheets().iter().next().unwrap().clone();
    stepper.press("2 m").write("fiche").press("entrée");
    to_field(&mut stepper, "Finalité");
    stepper.write(" et messagerie").press("ctrl-s");
    assert!(
        stepper.shows("Le contenu de cette version ne change plus"),
        "{}",
        stepper.screen()
    );
    assert!(stepper.shows("repose"), "who rests on it: {}", stepper.screen());
    stepper.press("échap");
    assert!(
        stepper.shows("et messagerie"),
        "gone on with: {}",
        stepper.screen()
    );
    stepper.press("ctrl-s entrée");
    assert!(stepper.shows("Nouvelle fiche"), "{}", stepper.screen());
    assert!(stepper.line("Version").contains('2'), "{}", stepper.screen());
    stepper.press("ctrl-s");
    assert!(
        stepper.shows("1 école a sa notice aux familles à redonner"),
        "{}",
        stepper.screen()
    );
    stepper.press("entrée");
    assert_eq!(stepper.written(), 1, "{}", stepper.screen());
    let sheets = stepper.desk.registry().sheets();
    let made = sheets.get(&preau::domain::provider::SheetId {
        solution: held.solution.clone(),
        version: "2".parse().unwrap(),
    });
    let made = made.expect("a new version");
    assert!(made.purposes[0].contains("et messagerie"));
    assert_eq!(made.data, held.data);
    assert_eq!(sheets.get(&held.id()), Some(&held), "the former one is as it was");
}

#[test]
fn a_new_version_bears_the_number_after_the_latest() {
    let mut stepper = open(&isere().sheet("olm", "3", "2027-01-01"));
    stepper.press("2 m").write("fiche").press("entrée");
    assert!(stepper.line("Version").contains('1'), "{}", stepper.screen());
    to_field(&mut stepper, "Finalité");
    stepper.write(" et messagerie").press("ctrl-s entrée");
    assert!(stepper.shows("Nouvelle fiche"), "{}", stepper.screen());
    assert!(stepper.line("Version").contains('4'), "{}", stepper.screen());
}

#[test]
fn what_an_item_needs_has_its_sign_once_it_is_begun() {
    let mut stepper = open(&isere());
    stepper.press("3 m");
    to_field(&mut stepper, "Repreneur");
    assert!(!stepper.shows("Repreneur, prestataire *"), "{}", stepper.screen());
    stepper.press("espace").write("embruns").press("entrée");
    for label in [
        "Repreneur 1, prestataire *",
        "Repreneur 1, à compter du *",
        "Repreneur 1, nature *",
    ] {
        assert!(stepper.shows(label), "{label}\n{}", stepper.screen());
    }
    assert!(
        stepper
            .line("Repreneur 1, prestataire *")
            .contains("Embruns SAS · 999000110"),
        "{}",
        stepper.screen()
    );
}
