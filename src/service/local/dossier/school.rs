//! The dossier of a school.

use super::lines::{Lines, period_fr};
use super::{register, reminders, served};
use crate::domain::convention::{Convention, Party};
use crate::domain::date::{SchoolYear, day_fr};
use crate::domain::deployment::{Deployment, DeploymentId, Stage};
use crate::domain::id::Siren;
use crate::domain::provider::{Sheet, Solution};
use crate::domain::query::source::Source;
use crate::domain::record::RecordId;
use crate::domain::register::day_and_author;
use crate::domain::registry::Holder;
use crate::domain::rule;
use crate::domain::school::{Rpi, School, SchoolState, Sector};
use crate::service::Section;

/// Every section of a school, for one of its deployments.
pub(super) fn sections(
    source: Source<'_>,
    school: &School,
    deployment: Option<DeploymentId>,
) -> Vec<Section> {
    let holder = source.registry.holder(school, source.day_index.day());
    let deployment = deployment.and_then(|id| source.registry.deployments().get(&id));
    [
        competence(source, school, holder.as_ref()),
        solution(source, school, holder.as_ref(), deployment),
        conventions(source, school, holder.as_ref(), deployment),
        reminders::section(
            source,
            concerned(source, school, holder.as_ref(), deployment)
                .into_iter()
                .flatten(),
        ),
        uses(source, school, deployment),
        postponed(source, school),
        register::of_school(source, school.uai),
        councils(source, school),
        others(source, school, deployment),
        identity(source, school),
        contacts(source, school, holder.as_ref()),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn identity(source: Source<'_>, school: &School) -> Option<Section> {
    let mut lines = Lines::default();
    lines.text("UAI", school.uai.to_string());
    lines.text("nature", school.nature.label());
    lines.text(
        "secteur",
        match school.sector {
            Sector::Public => "public",
            Sector::Private => "privé",
        },
    );
    lines.text("état", school.state.label());
    let day = source.day_index.day();
    let commune = school.place().and_then(|code| source.registry.commune(code, day));
    match commune {
        Some(found) => lines.link("commune", &school.commune, RecordId::Collectivite(found.siren)),
        None => lines.text("commune", &school.commune),
    }
    lines.text(
        "code INSEE",
        school.insee.map(|code| code.to_string()).unwrap_or_default(),
    );
    lines.text("adresse", &school.address);
    let code = school
        .circonscription_code
        .map(|code| format!(" ({code})"))
        .unwrap_or_default();
    lines.text("circonscription", format!("{}{code}", school.circonscription));
    if let Some(mother) = school.mother {
        match source.registry.schools().get(&mother) {
            Some(_) => lines.school(source, "établissement mère", mother),
            None => lines.text("établissement mère", mother.to_string()),
        }
    }
    lines.day("ouverte le", school.opened);
    lines.day("fermée le", school.closed);
    match &school.rpi {
        Some(Rpi::Concentre) => lines.text("RPI", "concentré"),
        Some(Rpi::Disperse(number)) => {
            lines.text("RPI", format!("dispersé {number}"));
            let others = source
                .registry
                .schools_of_rpi(number)
                .filter(|other| other.uai != school.uai);
            others.for_each(|other| lines.school(source, "avec", other.uai));
        }
        None => {}
    }
    let [after, _] = lineage(school);
    let successors = school.successors.iter();
    successors.for_each(|uai| lines.school(source, after, *uai));
    for former in source.registry.replaced_by(school.uai) {
        let [_, before] = lineage(former);
        lines.school(source, before, former.uai);
    }
    lines.section("École")
}

/// What a school is to those that come after it, and they to it: one that goes on was split.
fn lineage(former: &School) -> [&'static str; 2] {
    let goes_on = former.closed.is_none() && former.state != SchoolState::Closed;
    if goes_on {
        ["scindée en", "issue de"]
    } else {
        ["remplacée par", "remplace"]
    }
}

fn competence(source: Source<'_>, school: &School, holder: Option<&Holder>) -> Option<Section> {
    let mut lines = Lines::default();
    let day = source.day_index.day();
    let holds = source.registry.holds(school, day);
    match holder {
        Some(holder) => {
            lines.collectivite(source, "collectivité", holder.siren);
            lines.day("depuis le", holder.since);
            if let Some(id) = holder.recorded {
                lines.link("d’après", "une compétence enregistrée", RecordId::Competence(id));
            }
            for hold in holds.iter().rev().skip(1) {
                lines.collectivite(source, "auparavant", hold.siren);
            }
        }
        None => lines.text("collectivité", "aucune"),
    }
    for proposal in source.registry.proposals(school, day) {
        let label = format!("à confirmer, {}", proposal.perimeter);
        lines.collectivite(source, &label, proposal.collectivite);
    }
    lines.section("Compétence scolaire")
}

fn solution(
    source: Source<'_>,
    school: &School,
    holder: Option<&Holder>,
    deployment: Option<&Deployment>,
) -> Option<Section> {
    let mut lines = Lines::default();
    let Some(deployment) = deployment else {
        lines.text("solution", "aucune");
        return lines.section("Solution");
    };
    let code = deployment.solution.as_ref();
    let found = code.and_then(|code| source.registry.solutions().get(code));
    match found {
        Some(found) => product(&mut lines, source, found),
        None => lines.text("solution", code.map_or("aucune", |code| code.as_str())),
    }
    lines.text("étape", deployment.stage.label());
    for (stage, day) in &deployment.reached {
        lines.day(stage.label(), Some(*day));
    }
    contracts(&mut lines, source, school, holder, found);
    follow_up(&mut lines, deployment);
    lines.section(&format!("Solution · {}", deployment.category.label()))
}

fn product(lines: &mut Lines, source: Source<'_>, solution: &Solution) {
    lines.link(
        "solution",
        &solution.name,
        RecordId::Solution(solution.code.clone()),
    );
    lines.provider(source, "prestataire", solution.provider);
    let day = source.day_index.day();
    let sheets = source.registry.sheets_of(&solution.code);
    let latest: Option<&Sheet> = sheets
        .filter(|sheet| sheet.date <= day)
        .max_by_key(|sheet| (sheet.date, &sheet.version));
    match latest {
        Some(sheet) => {
            let value = format!("version {} du {}", sheet.version, day_fr(sheet.date));
            lines.link("fiche de traitement", value, RecordId::Sheet(sheet.id()));
        }
        None => lines.text("fiche de traitement", "aucune"),
    }
}

fn contracts(
    lines: &mut Lines,
    source: Source<'_>,
    school: &School,
    holder: Option<&Holder>,
    solution: Option<&Solution>,
) {
    let (Some(holder), Some(solution)) = (holder, solution) else {
        return;
    };
    for contract in rule::contracts(
        source.registry,
        school,
        source.day_index.day(),
        holder,
        &solution.code,
    ) {
        let value = format!("{} · {}", contract.reference, period_fr(contract.period));
        lines.link("contrat", value, RecordId::Contract(contract.reference.clone()));
    }
}

fn follow_up(lines: &mut Lines, deployment: &Deployment) {
    if let Some(notice) = &deployment.family_notice {
        let version = notice.version.as_ref();
        let of = version
            .map(|version| format!(", fiche version {version}"))
            .unwrap_or_default();
        lines.text("notice aux familles", format!("le {}{of}", day_fr(notice.date)));
    }
    for kept in &deployment.notice_kept {
        let when = day_and_author(kept.on, &kept.by);
        let label = format!("notice valable pour la fiche {}", kept.serves);
        lines.text(&label, format!("{when}\u{a0}: {}", kept.reason));
    }
    lines.day("formation", deployment.training);
    lines.day("sortie", deployment.exit);
    lines.text("motif de la sortie", &deployment.exit_reason);
    lines.day("attestation de suppression", deployment.deletion_certificate);
}

/// The conventions 28 with the prestataire, and 26 with the holder of the competence and its predecessors.
fn conventions(
    source: Source<'_>,
    school: &School,
    holder: Option<&Holder>,
    deployment: Option<&Deployment>,
) -> Option<Section> {
    let mut lines = Lines::default();
    let known = [
        deployment.is_some_and(|deployment| deployment.solution.is_some()),
        holder.is_some(),
    ];
    let found = concerned(source, school, holder, deployment);
    for ((article, found), known) in ["28", "26"].into_iter().zip(found).zip(known) {
        if found.is_empty() && known {
            lines.text(&format!("art. {article}"), "aucune");
        }
        for convention in found {
            served::add(&mut lines, source, convention);
            served::add_amendments(&mut lines, source, convention, school.uai);
        }
    }
    lines.section("Conventions")
}

/// The same conventions, those of article 28 and then those of article 26.
fn concerned<'a>(
    source: Source<'a>,
    school: &School,
    holder: Option<&Holder>,
    deployment: Option<&Deployment>,
) -> [Vec<&'a Convention>; 2] {
    let code = deployment.and_then(|deployment| deployment.solution.as_ref());
    let solution = code.and_then(|code| source.registry.solutions().get(code));
    let with = |party| source.registry.conventions_with(party);
    let of28 = solution
        .into_iter()
        .flat_map(|solution| rule::covering28(source.registry, school, solution, source.day_index.day()));
    let holds = source.registry.holds(school, source.day_index.day());
    let mut of26: Vec<Siren> = holder.into_iter().map(|holder| holder.siren).collect();
    for hold in holds.iter().rev() {
        if !of26.contains(&hold.siren) {
            of26.push(hold.siren);
        }
    }
    [
        of28.collect(),
        of26.into_iter()
            .flat_map(|siren| with(Party::Collectivite(siren)))
            .collect(),
    ]
}

/// The uses of the school in the category, earliest first, where it had several.
fn uses(source: Source<'_>, school: &School, shown: Option<&Deployment>) -> Option<Section> {
    let category = shown?.category;
    let mut uses: Vec<&Deployment> = source.registry.uses_of(school.uai, category).collect();
    if uses.len() < 2 {
        return None;
    }
    uses.sort_by_key(|used| (used.first_day(), used.rank));
    let mut lines = Lines::default();
    for used in uses {
        let label = match used.first_day() {
            Some(day) => format!("depuis le {}", day_fr(day)),
            None => format!("usage {}", used.rank),
        };
        lines.link(&label, of_use(source, used), RecordId::Deployment(used.id()));
    }
    lines.section(&format!("Usages · {}", category.label()))
}

/// A use in a line: its solution, its stage, when and why it was left, when its data were deleted, and the day of the
/// certificate of that.
fn of_use(source: Source<'_>, used: &Deployment) -> String {
    let code = used.solution.as_ref();
    let solution = code.and_then(|code| source.registry.solutions().get(code));
    let name = solution.map_or("aucune solution", |solution| &solution.name);
    let mut told = vec![name.to_owned()];
    match used.exit.filter(|_| used.is_left()) {
        Some(exit) => told.push(format!("quittée le {}", day_fr(exit))),
        None => told.push(used.stage.label().to_owned()),
    }
    told.extend((!used.exit_reason.is_empty()).then(|| used.exit_reason.clone()));
    let deleted = used.reached.get(&Stage::DonneesSupprimees);
    let certified = used.deletion_certificate;
    let ends = [
        ("données supprimées le", deleted.copied()),
        ("attestation du", certified),
    ];
    told.extend(
        ends.into_iter()
            .filter_map(|(what, on)| Some(format!("{what} {}", day_fr(on?)))),
    );
    told.join(" · ")
}

/// The day on which to look at it again.
fn postponed(source: Source<'_>, school: &School) -> Option<Section> {
    let found = source.registry.follow_ups().get(&school.uai)?;
    let mut lines = Lines::default();
    let since = format!("remise le {} par {}", day_fr(found.since), found.by);
    let words = [found.reason.clone(), since];
    let words: Vec<String> = words.into_iter().filter(|words| !words.is_empty()).collect();
    lines.link(
        &day_fr(found.due),
        words.join(" · "),
        RecordId::FollowUp(school.uai),
    );
    lines.section("À revoir")
}

/// The meetings of this school year and of the one before, latest first.
fn councils(source: Source<'_>, school: &School) -> Option<Section> {
    let mut lines = Lines::default();
    let from = SchoolYear::containing(source.day_index.day()).previous().start();
    let meetings = source.registry.councils_of(school.uai).rev();
    for meeting in meetings.filter(|meeting| meeting.date >= from) {
        let told = if meeting.families_informed {
            "information donnée"
        } else {
            "information non donnée"
        };
        let agenda = if meeting.on_agenda {
            "ENT à l’ordre du jour"
        } else {
            "ENT hors de l’ordre du jour"
        };
        let minutes = meeting
            .minutes_received
            .map(|day| format!(" · PV reçu le {}", day_fr(day)));
        let value = format!("{agenda} · {told}{}", minutes.unwrap_or_default());
        lines.link(&day_fr(meeting.date), value, RecordId::Council(meeting.id()));
    }
    lines.section("Conseil d’école")
}

/// The school's deployments in other categories.
fn others(source: Source<'_>, school: &School, shown: Option<&Deployment>) -> Option<Section> {
    let mut lines = Lines::default();
    let shown = shown.map(|shown| shown.category);
    let others = source.registry.present_uses(school.uai);
    for other in others.filter(|other| Some(other.category) != shown) {
        let code = other.solution.as_ref();
        let solution = code.and_then(|code| source.registry.solutions().get(code));
        let name = solution.map_or("aucune solution", |solution| &solution.name);
        let value = format!("{name} · {}", other.stage.label());
        lines.link(other.category.label(), value, RecordId::Deployment(other.id()));
    }
    lines.section("Autres catégories")
}

fn contacts(source: Source<'_>, school: &School, holder: Option<&Holder>) -> Option<Section> {
    let mut lines = Lines::default();
    lines.text("courriel de l’école", &school.email);
    lines.text("téléphone de l’école", &school.telephone);
    let holder = holder.and_then(|holder| source.registry.collectivites().get(&holder.siren));
    if let Some(found) = holder {
        lines.contacts(&found.contacts);
    }
    lines.section("Contacts")
}
