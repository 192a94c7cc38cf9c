//! The export of relances.

use preau::domain::command::Command;
use preau::domain::contact::Contact;
use preau::domain::id::{ConventionNumber, Siren};
use preau::domain::reminder::Reminder;
use preau::exchange::export::{Format, Mark, RemindersWriter, reminder_lines};

use crate::world::{Base, FILES};

#[test]
fn a_relance_has_what_a_letter_says() {
    let mut base = Base::with(&FILES);
    let grenoble = Siren::parse("213801855").unwrap();
    let mut collectivite = base.registry.collectivites().get(&grenoble).unwrap().clone();
    collectivite.contacts.push(Contact {
        role: "service éducation".to_owned(),
        name: String::new(),
        email: "ecoles@exemple.invalid".to_owned(),
        telephone: String::new(),
    });
    let reminder = Reminder {
        number: 1,
        convention: ConventionNumber::parse("26-0012").unwrap(),
        to: "Mairie".to_owned(),
        channel: "courriel".to_owned(),
        date: "2026-11-02".parse().unwrap(),
        outcome: None,
        closed_on: None,
        next_due: "2026-11-30".parse().ok(),
    };
    for record in [collectivite.into(), reminder.into()] {
        base.order(Command::Save { record });
    }
    let mut writer = RemindersWriter::new(Vec::new(), Format::Csv(Mark::None)).unwrap();
    for line in reminder_lines(&base.registry) {
        writer.line(&line).unwrap();
    }
    let text = String::from_utf8(writer.finish().unwrap()).unwrap();
    assert_eq!(
        text,
        "numero;convention;article;partie;partie_nom;destinataire;contact_role;contact_nom;contact_courriel;moyen;\
         date;reponse;a_reprendre_le;envoyee_le;signee_dasen_le;signee_partie_le\n\
         1;26-0012;26;213801855;Grenoble;Mairie;service éducation;;ecoles@exemple.invalid;courriel;2026-11-02;;\
         2026-11-30;2026-09-12;;2026-10-03\n"
    );
}
