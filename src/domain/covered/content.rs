//! What each part says: the fields of its record that a review covers.

use chrono::NaiveDate;

use super::field::{Field, Value};
use crate::domain::authority::Phrase;
use crate::domain::convention::{Amendment, Annexe, Clause, ClauseState, Convention, Party, Renewal};
use crate::domain::deployment::Deployment;
use crate::domain::id::{Siren, Uai};
use crate::domain::provider::{Sheet, Solution};
use crate::domain::record::Record;
use crate::domain::registry::Holder;
use crate::domain::school::School;

/// What a review of an entry of a school covers of a record; nothing of a record that makes no part.
pub fn content(record: &Record, of: Uai) -> Vec<Field> {
    match record {
        Record::School(found) => school(found),
        Record::Deployment(found) => used(found),
        Record::Solution(found) => solution(found),
        Record::Sheet(found) => sheet(found),
        Record::Convention(found) => convention(found, of),
        Record::Collectivite(_)
        | Record::Locality(_)
        | Record::Competence(_)
        | Record::Provider(_)
        | Record::Contract(_)
        | Record::Council(_)
        | Record::Entry(_)
        | Record::Reminder(_)
        | Record::Note(_)
        | Record::FollowUp(_)
        | Record::Document(_)
        | Record::FormerKey(_)
        | Record::Vacances(_)
        | Record::View(_) => Vec::new(),
    }
}

fn school(school: &School) -> Vec<Field> {
    let mut fields = vec![
        text("uai", "UAI", &school.uai),
        text("nom", "nom", &school.name),
        text("commune", "commune", &school.commune),
    ];
    fields.extend(school.insee.map(|code| text("insee", "code INSEE", &code)));
    fields.push(coded("etat", "état", (school.state.code(), school.state.label())));
    fields
}

pub(super) fn used(used: &Deployment) -> Vec<Field> {
    let solution = used.solution.iter();
    solution.map(|code| text("solution", "solution", code)).collect()
}

fn solution(solution: &Solution) -> Vec<Field> {
    vec![
        text("nom", "nom", &solution.name),
        provider(solution.provider),
        coded(
            "categorie",
            "catégorie",
            (solution.category.code(), solution.category.label()),
        ),
    ]
}

/// All that [`Sheet::describes_as`] compares.
fn sheet(sheet: &Sheet) -> Vec<Field> {
    let mut fields = vec![
        text("version", "version", &sheet.version),
        day("date", "date", sheet.date),
    ];
    let mut each = |code, label: &str, values: &[String]| {
        fields.extend(values.iter().map(|value| text(code, label, value)));
    };
    each("finalite", "finalité", &sheet.purposes);
    each(
        "base_legale",
        "base légale",
        std::slice::from_ref(&sheet.legal_basis),
    );
    each("personnes", "personnes concernées", &sheet.persons);
    for data in &sheet.data {
        fields.push(text("donnees", "données", &data.category));
        fields.push(text("conservation", "conservation", &data.retention));
        let family = data.family.iter();
        fields.extend(family.map(|one| coded("famille", "famille", (one.code(), one.label()))));
    }
    fields.extend(
        sheet
            .recipients
            .iter()
            .map(|one| text("destinataire", "destinataire", one)),
    );
    for line in &sheet.sub_processors {
        fields.push(text("sous_traitant", "sous-traitant", &line.name));
        fields.push(text("sous_traitant_pays", "pays du sous-traitant", &line.country));
    }
    for transfer in &sheet.transfers {
        fields.push(text("transfert", "transfert hors UE", &transfer.country));
        fields.push(text("garantie", "garantie du transfert", &transfer.safeguard));
        let more = [
            ("organisme", "organisme du transfert", &transfer.organisation),
            ("lien", "documentation du transfert", &transfer.link),
        ];
        let said = more.into_iter().filter(|(_, _, value)| !value.is_empty());
        fields.extend(said.map(|(code, label, value)| text(code, label, value)));
    }
    fields.extend(
        sheet
            .security
            .iter()
            .map(|one| text("securite", "mesure de sécurité", one)),
    );
    fields
}

fn convention(convention: &Convention, of: Uai) -> Vec<Field> {
    let mut fields = vec![match convention.party {
        Party::Provider(siren) => provider(siren),
        Party::Collectivite(siren) => collectivite("collectivite", "collectivité", siren),
    }];
    let mut solutions: Vec<_> = convention.solutions.iter().collect();
    solutions.sort_unstable();
    fields.extend(
        solutions
            .into_iter()
            .map(|code| text("solution", "solution", code)),
    );
    let mut departements = convention.departements.clone();
    departements.sort_unstable();
    fields.extend(
        departements
            .iter()
            .map(|code| text("departement", "département", code)),
    );
    annexe(&mut fields, convention, of);
    let days = [
        ("envoi", "envoyée le", convention.sent),
        (
            "signature_partie",
            "signée par l’autre partie le",
            convention.signed_party,
        ),
        (
            "signature_dasen",
            Phrase::SignedOn.text(),
            convention.signed_dasen,
        ),
        ("effet", "effet", convention.effect),
        ("fin", "échéance", convention.end),
        ("resiliation", "résiliée le", convention.terminated),
        ("refus", "refusée le", convention.refused),
        ("classement", "classée sans suite le", convention.dropped),
    ];
    fields.extend(
        days.into_iter()
            .filter_map(|(code, label, on)| Some(day(code, label, on?))),
    );
    term(&mut fields, convention);
    let clauses = Clause::ALL.into_iter();
    fields.extend(clauses.filter_map(|clause| {
        let state = match convention.clauses.get(clause)? {
            ClauseState::Present => ("presente", "présente"),
            ClauseState::Absent => ("absente", "absente"),
        };
        let code = CLAUSES[clause as usize];
        Some(coded(code, &format!("clause {}", clause.letter()), state))
    }));
    fields
}

/// The code of each clause.
const CLAUSES: [&str; Clause::ALL.len()] = [
    "clause_a", "clause_b", "clause_c", "clause_d", "clause_e", "clause_f", "clause_g", "clause_h",
];

/// The lines of the annexe that name the school, by their first day, and the avenants by which they do.
fn annexe(fields: &mut Vec<Field>, convention: &Convention, of: Uai) {
    if convention.annexe == Annexe::All {
        return fields.push(coded("annexe", "annexe", ("toutes", "toutes les écoles")));
    }
    fields.push(coded("annexe", "annexe", ("ecoles", "des écoles nommées")));
    let mut lines: Vec<_> = convention.lines_of(of).collect();
    lines.sort_unstable_by_key(|line| (line.period, &line.solution, &line.joined_by, &line.left_by));
    for line in &lines {
        fields.push(coded("ligne", "annexe", ("ecole", "nomme l’école")));
        let solution = line.solution.iter();
        fields.extend(solution.map(|code| text("ligne_solution", "annexe, solution", code)));
        fields.extend(line.period.from.map(|on| day("ligne_du", "annexe, du", on)));
        fields.extend(line.period.to.map(|on| day("ligne_au", "annexe, au", on)));
        let by = [
            ("ligne_entree", "annexe, entrée par l’avenant", &line.joined_by),
            ("ligne_sortie", "annexe, sortie par l’avenant", &line.left_by),
        ];
        fields.extend(
            by.into_iter()
                .filter_map(|(code, label, number)| Some(text(code, label, number.as_ref()?))),
        );
    }
    let named = |amendment: &&Amendment| {
        let mut numbers = lines.iter().flat_map(|line| line.amendments());
        numbers.any(|number| *number == amendment.number)
    };
    for found in convention.amendments.iter().filter(named) {
        amendment(fields, found);
    }
}

fn amendment(fields: &mut Vec<Field>, found: &Amendment) {
    fields.push(text("avenant", "avenant", &found.number));
    let days = [
        ("avenant_date", "avenant du", found.date),
        ("avenant_envoi", "avenant envoyé le", found.sent),
        (
            "avenant_signature_partie",
            "avenant signé par l’autre partie le",
            found.signed_party,
        ),
        (
            "avenant_signature_dasen",
            Phrase::ConventionAmendmentSignedOn.text(),
            found.signed_dasen,
        ),
    ];
    fields.extend(
        days.into_iter()
            .filter_map(|(code, label, on)| Some(day(code, label, on?))),
    );
}

/// How long the convention lasts beside its days.
fn term(fields: &mut Vec<Field>, convention: &Convention) {
    let months = convention.duration_months.into_iter();
    fields.extend(months.map(|months| number("duree", "durée (mois)", months)));
    match convention.renewal {
        Renewal::None => {}
        Renewal::Express => {
            fields.push(coded("reconduction", "reconduction", ("expresse", "expresse")));
        }
        Renewal::Tacite { months, ceiling } => {
            fields.push(coded("reconduction", "reconduction", ("tacite", "tacite")));
            fields.push(number("reconduction_mois", "reconduction, mois", months));
            fields.extend(ceiling.map(|most| number("reconduction_max", "reconductions au plus", most)));
        }
    }
    let notice = convention.notice_days.into_iter();
    fields.extend(notice.map(|days| number("preavis", "préavis (jours)", days)));
}

pub(super) fn holder(holder: &Holder) -> Field {
    collectivite("titulaire", "titulaire", holder.siren)
}

fn provider(siren: Siren) -> Field {
    field("prestataire", "prestataire", Value::Provider(siren))
}

fn collectivite(code: &'static str, label: &str, siren: Siren) -> Field {
    field(code, label, Value::Collectivite(siren))
}

fn field(code: &'static str, label: &str, value: Value) -> Field {
    Field {
        code,
        label: label.to_owned(),
        value,
    }
}

fn text(code: &'static str, label: &str, value: &impl ToString) -> Field {
    field(code, label, Value::Text(value.to_string()))
}

fn day(code: &'static str, label: &str, on: NaiveDate) -> Field {
    field(code, label, Value::Day(on))
}

fn number(code: &'static str, label: &str, value: u32) -> Field {
    field(code, label, Value::Number(value))
}

fn coded(code: &'static str, label: &str, (value, shown): (&'static str, &'static str)) -> Field {
    field(code, label, Value::Coded(value, shown))
}
