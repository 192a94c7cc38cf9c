//! The fiche of a treatment, as in the template, with the rows that it lacks: the legal basis, the impact assessment, and
//! as many rows of a list as it has items.

use std::collections::BTreeSet;
use std::io;

use super::family;
use super::list::day_text;
use super::rows::{Rows, named};
use crate::domain::official::Official;
use crate::domain::provider::{DataCategory, DataFamily, Sheet};
use crate::exchange::export::Value;
use crate::exchange::export::laid_out::{Layout, Placed, Style};
use crate::exchange::export::register::Controller;
use crate::exchange::export::register::treatment::{Treatment, Version};
use crate::text::fold;

const WIDTHS: &[u16] = &[42, 30, 30, 14, 18, 14, 18, 30];

/// The longest name of a sheet.
const LONGEST: usize = 31;

/// The sheet of one of the versions of a treatment's fiche.
pub(super) fn layout(treatment: &Treatment<'_>, place: usize, controller: &Controller) -> io::Result<Layout> {
    let version = &treatment.versions[place];
    let mut rows = Rows::new(8);
    heading(&mut rows, treatment, version)?;
    actors(&mut rows, version, controller)?;
    purposes(&mut rows, version.sheet)?;
    data(&mut rows, version.sheet)?;
    persons(&mut rows, version.sheet)?;
    recipients(&mut rows, version)?;
    security(&mut rows, version.sheet)?;
    transfers(&mut rows, version.sheet)?;
    assessment(&mut rows, version.sheet)?;
    Ok(Layout {
        name: name(treatment, place),
        widths: WIDTHS,
        rows: rows.rows,
        repeated: 0,
    })
}

/// The number of the treatment; of a former fiche that schools still rest on, its version too.
fn name(treatment: &Treatment<'_>, place: usize) -> String {
    let former = match place {
        0 => String::new(),
        _ => format!(
            " fiche {}",
            treatment.versions[place]
                .code
                .replace(['/', '\\', '?', '*', ':', '[', ']'], "-")
        ),
    };
    let room = LONGEST.saturating_sub(former.chars().count());
    let number: String = treatment.number.chars().take(room).collect();
    format!("{number}{former}").chars().take(LONGEST).collect()
}

fn heading(rows: &mut Rows, treatment: &Treatment<'_>, version: &Version<'_>) -> io::Result<()> {
    rows.add(vec![
        Placed::at(0, Style::Title, Value::text("Fiche de registre"))?.across(7),
        Placed::at(7, Style::Title, Value::text(&treatment.number))?,
    ]);
    let active = version.lines.iter().filter(|line| line.closed.is_none()).count();
    let written = match version.sheet {
        Some(sheet) => format!(" du {}", day_text(Some(sheet.date))),
        None => ", qui n’est plus dans la base".to_owned(),
    };
    rows.across(
        Style::Note,
        &format!(
            "Fiche de traitement {}{written}, fournie par le prestataire. Inscriptions d’écoles actives qui reposent sur elle\u{a0}: {active}.",
            version.code
        ),
    )?;
    rows.banner("Description du traitement ")?;
    rows.asked("Nom du traitement", Value::text(&treatment.name))?;
    rows.asked("N° / RÉF", Value::text(&treatment.number))?;
    rows.asked("Date de création du traitement", Value::day(treatment.created()))?;
    rows.asked("Mise à jour du traitement", Value::day(treatment.updated()))?;
    rows.blank();
    Ok(())
}

fn actors(rows: &mut Rows, version: &Version<'_>, controller: &Controller) -> io::Result<()> {
    let titles = [
        "Acteurs",
        "Nom",
        "Adresse",
        "Code Postal",
        "Ville",
        "Pays",
        "Téléphone",
        "Adresse mél",
    ];
    rows.cells(Style::Banner, titles.into_iter().map(Value::text).collect())?;
    let service = |official: Option<&Official>| official.map_or("", Official::service_of_person).to_owned();
    let (of_controller, of_dpo) = (
        service(controller.controller.as_ref()),
        service(controller.dpo.as_ref()),
    );
    actor(rows, "Responsable du traitement", controller.controller.as_ref())?;
    if !of_controller.is_empty() {
        beside(rows, "Service du responsable du traitement", &of_controller)?;
    }
    actor(
        rows,
        "Délégué à la protection des données",
        controller.dpo.as_ref(),
    )?;
    let or_none = |service: String| {
        if service.is_empty() {
            NONE.to_owned()
        } else {
            service
        }
    };
    beside(rows, "Société du DPO (si celui-ci est externe)", &or_none(of_dpo))?;
    beside(rows, "Représentant", NONE)?;
    let joint: BTreeSet<&str> = version
        .lines
        .iter()
        .filter(|line| line.closed.is_none())
        .filter_map(|line| Some(line.collectivite.as_ref()?.1.as_str()))
        .collect();
    let joint = match joint.len() {
        0 => String::new(),
        1 => joint.into_iter().collect(),
        count => format!("{count} collectivités\u{a0}: voir la feuille «\u{a0}Responsables conjoints\u{a0}»"),
    };
    rows.add(vec![
        Placed::at(0, Style::Label, Value::text("Responsable(s) conjoint(s)"))?,
        Placed::at(1, Style::Field, Value::text(joint))?.across(7),
    ]);
    rows.blank();
    Ok(())
}

/// What a row of the template says where it does not apply.
const NONE: &str = "Sans objet";

/// A row of the actors that says a name alone.
fn beside(rows: &mut Rows, label: &str, name: &str) -> io::Result<()> {
    let row = [Value::text(name)]
        .into_iter()
        .chain((2..8).map(|_| Value::Nothing));
    answered(rows, label, row.collect())
}

fn actor(rows: &mut Rows, label: &str, official: Option<&Official>) -> io::Result<()> {
    let nobody = Official::default();
    let of = official.unwrap_or(&nobody);
    let parts = [
        &of.address,
        &of.postcode,
        &of.town,
        &of.country,
        &of.telephone,
        &of.email,
    ];
    let mut row = vec![
        Placed::at(0, Style::Label, Value::text(label))?,
        named(1, &of.person())?,
    ];
    for (column, part) in (2..).zip(parts) {
        row.push(Placed::at(column, Style::Field, Value::text(part))?);
    }
    rows.add(row);
    Ok(())
}

/// A label and answers, one a column.
fn answered(rows: &mut Rows, label: &str, values: Vec<Value>) -> io::Result<()> {
    let mut row = vec![Placed::at(0, Style::Label, Value::text(label))?];
    for (column, value) in (1..).zip(values) {
        row.push(Placed::at(column, Style::Field, value)?);
    }
    rows.add(row);
    Ok(())
}

fn purposes(rows: &mut Rows, sheet: Option<&Sheet>) -> io::Result<()> {
    let purposes = sheet.map(|sheet| sheet.purposes.as_slice()).unwrap_or_default();
    rows.banner("Finalité(s) du traitement effectué")?;
    rows.asked("Finalité principale", Value::maybe(purposes.first()))?;
    for place in 1..purposes.len().max(6) {
        rows.asked(
            &format!("Sous-finalité {place}"),
            Value::maybe(purposes.get(place)),
        )?;
    }
    let basis = sheet.map(|sheet| sheet.legal_basis.as_str()).unwrap_or_default();
    rows.asked("Base légale (RGPD art. 6)", Value::text(basis))?;
    rows.blank();
    Ok(())
}

/// A row of three cells: label, the three columns beside it, and the four last.
fn triple(rows: &mut Rows, style: [Style; 3], texts: [&str; 3]) -> io::Result<()> {
    let [label, first, second] = texts;
    rows.add(vec![
        Placed::at(0, style[0], Value::text(label))?,
        Placed::at(1, style[1], Value::text(first))?.across(3),
        Placed::at(4, style[2], Value::text(second))?.across(4),
    ]);
    Ok(())
}

const HEADS: [Style; 3] = [Style::Banner; 3];
const ANSWERS: [Style; 3] = [Style::Label, Style::Field, Style::Field];

fn data(rows: &mut Rows, sheet: Option<&Sheet>) -> io::Result<()> {
    let categories = sheet.map(|sheet| sheet.data.as_slice()).unwrap_or_default();
    let titles = |label| [label, "Description", "Durée de conservation"];
    triple(
        rows,
        HEADS,
        titles("Catégories de données personnelles concernées"),
    )?;
    families(rows, false, categories)?;
    for category in categories
        .iter()
        .filter(|category| family::of(category).is_none())
    {
        kept(rows, "Autres données", &[category])?;
    }
    rows.blank();
    triple(rows, HEADS, titles("Données sensibles"))?;
    families(rows, true, categories)?;
    rows.blank();
    Ok(())
}

/// A row for each family of a kind, with the categories that are of it.
fn families(rows: &mut Rows, sensitive: bool, categories: &[DataCategory]) -> io::Result<()> {
    for family in DataFamily::ALL
        .into_iter()
        .filter(|family| family.is_sensitive() == sensitive)
    {
        let of: Vec<&DataCategory> = categories
            .iter()
            .filter(|category| family::of(category) == Some(family))
            .collect();
        kept(rows, family::label(family), &of)?;
    }
    Ok(())
}

/// Categories of data, and how long each is kept; of several, each says of which.
fn kept(rows: &mut Rows, label: &str, categories: &[&DataCategory]) -> io::Result<()> {
    let unsaid = |text: &str| if text.is_empty() { "non précisée" } else { text }.to_owned();
    let names: Vec<&str> = categories.iter().map(|one| one.category.as_str()).collect();
    let kept: Vec<String> = match categories {
        [one] => vec![unsaid(&one.retention)],
        several => several
            .iter()
            .map(|one| format!("{}\u{a0}: {}", one.category, unsaid(&one.retention)))
            .collect(),
    };
    triple(rows, ANSWERS, [label, &names.join("\n"), &kept.join("\n")])
}

/// What a list of the template says of what is none of its items.
const OTHER_PERSONS: &str = "Autres (préciser)";
const PROCESSORS: &str = "Sous-traitants";

/// Rows of a list, numbered, at least as many as the template has.
fn numbered(rows: &mut Rows, label: &str, least: usize, items: &[(&str, String)]) -> io::Result<()> {
    for place in 0..items.len().max(least) {
        let (kind, text) = items
            .get(place)
            .map_or(("", ""), |(kind, text)| (*kind, text.as_str()));
        triple(rows, ANSWERS, [&format!("{label} {}", place + 1), kind, text])?;
    }
    rows.blank();
    Ok(())
}

fn persons(rows: &mut Rows, sheet: Option<&Sheet>) -> io::Result<()> {
    triple(
        rows,
        HEADS,
        ["Catégories de personnes concernées", "Description", "Précisions"],
    )?;
    let persons = sheet.map(|sheet| sheet.persons.as_slice()).unwrap_or_default();
    let items: Vec<_> = persons.iter().map(|text| (OTHER_PERSONS, text.clone())).collect();
    numbered(rows, "Catégorie de personnes", 2, &items)
}

fn recipients(rows: &mut Rows, version: &Version<'_>) -> io::Result<()> {
    triple(
        rows,
        HEADS,
        ["Destinataires", "Type de destinataire", "Précisions"],
    )?;
    let sheet = version.sheet;
    let recipients = sheet.map(|sheet| sheet.recipients.as_slice()).unwrap_or_default();
    let mut items: Vec<(&str, String)> = recipients
        .iter()
        .map(|text| ("Autre (Préciser)", text.clone()))
        .collect();
    let provider = version.lines.last().and_then(|line| line.provider.as_ref());
    items.extend(provider.map(|(siren, name)| (PROCESSORS, format!("{name} (SIREN {siren})"))));
    let further = sheet
        .map(|sheet| sheet.sub_processors.as_slice())
        .unwrap_or_default();
    items.extend(further.iter().map(|one| {
        let country = if one.country.is_empty() {
            "pays non précisé"
        } else {
            &one.country
        };
        (
            PROCESSORS,
            format!("{}, sous-traitant ultérieur, {country}", one.name),
        )
    }));
    numbered(rows, "Destinataire", 4, &items)
}

/// The kinds of measure of the template, by the beginnings of the folded words of one.
const MEASURES: &[(&str, &[&str])] = &[
    ("Mesures de traçabilité", &["journal", "trac"]),
    ("Chiffrement des données", &["chiffr", "tls", "https"]),
    ("Sauvegarde des données", &["sauvegard"]),
    (
        "Contrôle d’accès des utilisateurs",
        &["authentif", "acces", "habilit", "passe"],
    ),
    ("Contrôle des sous-traitants", &["sous-traitant"]),
];

fn security(rows: &mut Rows, sheet: Option<&Sheet>) -> io::Result<()> {
    triple(
        rows,
        HEADS,
        ["Mesures de sécurité", "Type de mesure de sécurité", "Précisions"],
    )?;
    let measures = sheet.map(|sheet| sheet.security.as_slice()).unwrap_or_default();
    let kind = |text: &str| {
        let folded = fold(text);
        let mut known = MEASURES.iter();
        let found = known.find(|(_, words)| words.iter().any(|word| folded.contains(word)));
        found.map_or("Autres mesures (à préciser)", |(kind, _)| kind)
    };
    let items: Vec<_> = measures.iter().map(|text| (kind(text), text.clone())).collect();
    numbered(rows, "Mesure de sécurité", 3, &items)
}

fn transfers(rows: &mut Rows, sheet: Option<&Sheet>) -> io::Result<()> {
    let row = |styles: [Style; 2], texts: [&str; 5]| -> io::Result<Vec<Placed>> {
        let [label, to, country, safeguard, links] = texts;
        Ok(vec![
            Placed::at(0, styles[0], Value::text(label))?,
            Placed::at(1, styles[1], Value::text(to))?,
            Placed::at(2, styles[1], Value::text(country))?,
            Placed::at(3, styles[1], Value::text(safeguard))?.across(2),
            Placed::at(5, styles[1], Value::text(links))?.across(3),
        ])
    };
    let head = [
        "Transferts hors UE",
        "Destinataire",
        "Pays",
        "Type de Garanties",
        "Liens vers la documentation",
    ];
    rows.add(row([Style::Banner; 2], head)?);
    let transfers = sheet.map(|sheet| sheet.transfers.as_slice()).unwrap_or_default();
    let further = sheet
        .map(|sheet| sheet.sub_processors.as_slice())
        .unwrap_or_default();
    for place in 0..transfers.len().max(4) {
        let label = format!("Organisme destinataire {}", place + 1);
        let texts = transfers.get(place).map(|transfer| {
            let there = further
                .iter()
                .filter(|one| fold(&one.country) == fold(&transfer.country));
            let to = match transfer.organisation.as_str() {
                "" => there.map(|one| one.name.as_str()).collect::<Vec<_>>().join("\n"),
                organisation => organisation.to_owned(),
            };
            let safeguard = match transfer.safeguard.as_str() {
                "" => "AUCUNE GARANTIE INDIQUÉE",
                safeguard => safeguard,
            };
            (to, transfer.country.as_str(), safeguard, transfer.link.as_str())
        });
        let (to, country, safeguard, links) = texts.unwrap_or_default();
        rows.add(row(
            [Style::Label, Style::Field],
            [&label, &to, country, safeguard, links],
        )?);
    }
    rows.blank();
    Ok(())
}

/// The impact assessment, of which the template says nothing.
fn assessment(rows: &mut Rows, sheet: Option<&Sheet>) -> io::Result<()> {
    let said = sheet.map(|sheet| match (sheet.aipd.due, sheet.aipd.done) {
        (_, Some(day)) => format!("faite le {}", day_text(Some(day))),
        (true, None) => "requise, et pas encore faite".to_owned(),
        (false, None) => "non requise, d’après la fiche".to_owned(),
    });
    rows.asked("Analyse d’impact (RGPD art. 35)", Value::maybe(said))
}
