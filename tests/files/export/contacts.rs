//! The export of contacts, under the columns of their import.

use preau::domain::change::Change;
use preau::domain::command::ImportKind;
use preau::domain::contact::Contact;
use preau::domain::record::Record;
use preau::exchange::export::{ByteOrderMark, Format, own_table};

use crate::world::{Base, FILES};

fn contact(role: &str, name: &str) -> Contact {
    Contact {
        role: role.to_owned(),
        name: name.to_owned(),
        email: "a@exemple.invalid".to_owned(),
        telephone: "0465710001".to_owned(),
    }
}

#[test]
fn each_contact_of_each_party_has_a_row() {
    let mut base = Base::with(&FILES[..5]);
    let siren = "213800030".parse().unwrap();
    let mut commune = base.registry.collectivites().get(&siren).unwrap().clone();
    commune.contacts = vec![contact("maire", "=1+1"), contact("", "B")];
    let mut provider = base.registry.providers().iter().next().unwrap().clone();
    provider.contacts = vec![contact("DPO", "C")];
    let key = provider.siren;
    let changed = [Record::from(commune), Record::from(provider)].map(Change::create);
    base.registry.apply_changes(&changed, 99);
    let written = own_table(
        Vec::new(),
        ImportKind::Contacts,
        &base.registry,
        Format::Csv(ByteOrderMark::None),
        false,
    )
    .unwrap();
    let written = String::from_utf8(written).unwrap();
    let rows: Vec<&str> = written.lines().collect();
    let last = format!("{key};DPO;C;a@exemple.invalid;0465710001;;;;");
    let wanted = [
        "siren;role;nom;courriel;telephone;adresse;code_postal;ville;insee",
        "213800030;maire;'=1+1;a@exemple.invalid;0465710001;;;;38003",
        "213800030;;B;a@exemple.invalid;0465710001;;;;38003",
        &last,
    ];
    assert_eq!(rows, wanted);
}
