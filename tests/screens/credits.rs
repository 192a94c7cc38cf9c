//! Each change is credited to who made it, and to nobody else.

use preau::domain::command::Command;
use preau::domain::convention::{Convention, Signatory};
use preau::domain::record::{Record, RecordId};
use preau::tui::model::dialog::Dialog;

use crate::forms::to_field;
use crate::stepper::{Stepper, open, open_shared, share};
use crate::support::isere::isere;
use crate::support::values::{day, number};
use crate::support::world::C26;

/// Changes the convention as it is now, as somebody.
fn changes(stepper: &mut Stepper, name: &str, uid: u32, edit: impl FnOnce(&mut Convention)) {
    let id = RecordId::Convention(number(C26));
    let Some(Record::Convention(mut record)) = stepper.desk.registry().get(&id) else {
        panic!()
    };
    edit(&mut record);
    let command = Command::Save {
        record: (*record).into(),
    };
    stepper.somebody(name, uid, command);
}

fn form(stepper: &mut Stepper) {
    stepper.press("4 /").write(C26).press("entrée m");
    assert!(stepper.shows("Modifier : convention 26"), "{}", stepper.screen());
}

#[test]
fn a_field_in_conflict_names_who_changed_it_last_and_when() {
    let mut stepper = open(&isere());
    form(&mut stepper);
    changes(&mut stepper, "mmartin", 1001, |record| {
        record.notice_days = Some(60);
    });
    changes(&mut stepper, "pbernard", 1002, |record| {
        record.deliberation = Some("D-2026-1".to_owned());
        record.dossiers = vec!["777".into()];
    });
    to_field(&mut stepper, "Préavis");
    stepper.press("ctrl-u").write("90");
    to_field(&mut stepper, "Délibération");
    stepper.press("ctrl-u").write("D-2026-2").press("ctrl-s");
    let screen = stepper.screen();
    for said in [
        "pbernard et mmartin ont aussi modifié cette fiche",
        "préavis, changé par mmartin, 23/11/2026",
        "délibération, changé par pbernard, 23/11/2026",
    ] {
        assert!(stepper.shows(said), "{said}\n{screen}");
    }
    assert!(!screen.contains("changé par mmartin, pbernard"), "{screen}");
}

#[test]
fn those_whose_other_fields_are_kept_are_all_named() {
    let mut stepper = open(&isere());
    form(&mut stepper);
    changes(&mut stepper, "mmartin", 1001, |record| {
        record.deliberation = Some("D-2026-1".to_owned());
    });
    changes(&mut stepper, "pbernard", 1002, |record| {
        record.dossiers = vec!["777".into()];
    });
    to_field(&mut stepper, "Préavis");
    stepper.press("ctrl-u").write("90").press("ctrl-s");
    assert!(
        !matches!(stepper.model.dialog, Some(Dialog::Editor(_))),
        "{}",
        stepper.screen()
    );
    let Some(Record::Convention(held)) = stepper.desk.registry().get(&RecordId::Convention(number(C26)))
    else {
        panic!()
    };
    assert_eq!(
        (
            held.notice_days,
            held.dossiers.first().map(String::as_str),
            held.deliberation.as_deref()
        ),
        (Some(90), Some("777"), Some("D-2026-1"))
    );
}

#[test]
fn a_refused_order_names_all_who_changed_the_record_each_with_their_own() {
    let mut stepper = open(&isere());
    stepper.press("4 /").write(C26).press("entrée t");
    changes(&mut stepper, "mmartin", 1001, |record| {
        record.notice_days = Some(60);
    });
    changes(&mut stepper, "pbernard", 1002, |record| {
        record.dossiers = vec!["777".into()];
    });
    stepper.press("entrée");
    let screen = stepper.screen();
    assert!(
        stepper.shows("! pbernard et mmartin ont modifié cette fiche depuis"),
        "{screen}"
    );
    let order = preau::domain::command::Order::seeing(
        Command::Sign {
            convention: number(C26),
            by: Signatory::Dasen,
            on: day("2026-11-23"),
        },
        vec![preau::domain::command::Seen {
            id: RecordId::Convention(number(C26)),
            version: 1,
        }],
    );
    let said = preau::service::Desk::execute(&mut stepper.desk, &order)
        .unwrap_err()
        .to_string();
    assert_eq!(
        said,
        format!(
            "convention {C26} a été modifiée par pbernard (23/11/2026) et par mmartin (23/11/2026) depuis que vous \
             l’avez ouverte"
        )
    );
}

#[test]
fn what_is_told_of_an_open_form_is_credited_change_by_change() {
    let shared = share(&isere());
    let mut one = open_shared(&shared, "jdupont", 1000, 120, 40);
    let mut other = open_shared(&shared, "mmartin", 1001, 120, 40);
    let mut third = open_shared(&shared, "pbernard", 1002, 120, 40);
    form(&mut one);
    for (stepper, label, value) in [(&mut other, "Préavis", "60"), (&mut third, "Dossier", "777")] {
        form(stepper);
        to_field(stepper, label);
        stepper.press("ctrl-u").write(value).press("ctrl-s");
        assert!(stepper.model.dialog.is_none(), "{}", stepper.screen());
    }
    // A note hung on the convention is no change of it.
    other.press("a").write("à rappeler").press("entrée");
    one.hear();
    let screen = one.screen();
    assert!(
        one.shows("pbernard a modifié cette fiche : dossier, (vide) → 777 ; mmartin : préavis"),
        "{screen}"
    );
    assert!(!screen.contains("à rappeler"), "{screen}");
}
