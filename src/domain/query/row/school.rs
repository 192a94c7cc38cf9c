//! The rows of the schools, and their columns.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::finding::{FindingLine, finding_line};
use super::saints_shortened;
use super::{Cell, ColumnId, Row, fixed, number, pairs, wide};
use crate::domain::deployment::{Deployment, DeploymentId, Rank, Stage};
use crate::domain::id::{DepartementCode, Siren, SolutionCode, Uai};
use crate::domain::provider::Category;
use crate::domain::query::day_index::{AssessedLine, SchoolEntry};
use crate::domain::query::review_state::review_state;
use crate::domain::query::search::spans;
use crate::domain::query::source::Source;
use crate::domain::record::RecordId;
use crate::domain::register::{EntryNumber, ReviewState};
use crate::domain::rule::Standing;

/// A school and one of its deployments.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SchoolRow {
    pub uai: Uai,
    pub name: String,
    /// The byte ranges of the name that the words matched.
    #[serde(default)]
    pub spans: Vec<(usize, usize)>,
    /// The name of its commune.
    pub commune: String,
    pub departement: Option<DepartementCode>,
    pub circonscription: String,
    /// Who holds the school competence on the day: SIREN and name.
    pub collectivite: Option<(Siren, String)>,
    /// The category of the deployment; none for a school without one.
    pub category: Option<Category>,
    /// The rank of the deployment in the category.
    #[serde(default, skip_serializing_if = "Rank::is_first")]
    pub rank: Rank,
    /// The chosen solution: code and name.
    pub solution: Option<(SolutionCode, String)>,
    pub stage: Option<Stage>,
    /// What the school is as to this deployment: the mark at the start of the row.
    pub standing: Standing,
    /// What the school is, all its deployments looked at.
    pub state: Standing,
    /// It is a project without an entry that no rule keeps out of the register.
    pub eligible: bool,
    /// The active register entry.
    pub entry: Option<EntryNumber>,
    /// Where its review is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review: Option<ReviewState>,
    /// A convention 28 in force serves it (none of B5, B6); none where it is not looked at.
    pub art28: Option<bool>,
    /// A convention 26 in force serves it (none of B7, B8); none where it is not looked at.
    pub art26: Option<bool>,
    /// The findings, in the order of the rules.
    pub findings: Vec<FindingLine>,
    /// The earliest end of what it relies on, where there is one.
    pub end: Option<NaiveDate>,
    /// The next conseil d'école, the day's included.
    #[serde(default)]
    pub council: Option<NaiveDate>,
    /// The day on which to look at it again, where it was put off.
    #[serde(default)]
    pub revisit: Option<NaiveDate>,
    /// Its e-mail; empty where it has none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub email: String,
    /// The day on which the notice was given to the families.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notice: Option<NaiveDate>,
    /// The day on which it left the solution.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exit: Option<NaiveDate>,
    /// The day of the certificate that its data were deleted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub certificate: Option<NaiveDate>,
}

impl SchoolRow {
    /// What the school is as to this deployment; beside it what the school is, where that is another thing.
    pub fn situation(&self) -> String {
        let situation = self.standing.label();
        if self.state == self.standing {
            situation.to_owned()
        } else {
            format!("{situation} (école {})", self.state.label())
        }
    }

    /// The deployment; none for a school without one.
    pub fn deployment(&self) -> Option<DeploymentId> {
        self.category.map(|category| DeploymentId {
            school: self.uai,
            category,
            rank: self.rank,
        })
    }

    /// The deployment, or the school where it has none.
    pub fn id(&self) -> RecordId {
        self.deployment()
            .map_or(RecordId::School(self.uai), RecordId::Deployment)
    }
}

/// The columns that the export `ecoles` writes, in their stable order.
pub const EXPORTED: &[ColumnId] = &[
    ColumnId::Uai,
    ColumnId::Nom,
    ColumnId::Commune,
    ColumnId::Departement,
    ColumnId::Circonscription,
    ColumnId::Collectivite,
    ColumnId::CollectiviteNom,
    ColumnId::Categorie,
    ColumnId::Solution,
    ColumnId::SolutionNom,
    ColumnId::Etape,
    ColumnId::Situation,
    ColumnId::Inscription,
    ColumnId::Convention28,
    ColumnId::Convention26,
    ColumnId::Echeance,
    ColumnId::Regles,
    ColumnId::Etat,
    ColumnId::Controle,
];

columns! { School:
    Uai "UAI" fixed(8), Yes Muted: |row| Cell::text(row.uai), by |_, entry, _| Cell::text(entry.uai);
    Nom "École" wide(13, 7), Yes Matched: |row| Cell::text(&row.name) => |row| shortened(&row.name),
        by |_, entry, _| Cell::text(&entry.name);
    Commune "Commune" wide(7, 4), Yes Plain: |row| Cell::text(&row.commune) => |row| saints_shortened(&row.commune),
        by |source, entry, _| Cell::text(&source.day_index.communes().get(entry.commune).folded);
    Departement "Dép." fixed(4), No Plain: |row| Cell::maybe(row.departement),
        by |_, entry, _| Cell::maybe(entry.departement);
    Circonscription "Circo." wide(8, 4), No Plain: |row| Cell::text(&row.circonscription),
        by |source, entry, _| Cell::text(&source.day_index.circonscriptions().get(entry.circonscription).folded);
    Collectivite "SIREN coll." fixed(11), No Plain:
        |row| Cell::maybe(row.collectivite.as_ref().map(|(siren, _)| siren)),
        by |_, entry, _| Cell::maybe(entry.holder());
    CollectiviteNom "Collectivité" wide(12, 4), No Plain:
        |row| Cell::maybe(row.collectivite.as_ref().map(|(_, name)| name)),
        by |source, entry, _| folded(source, entry.holder().map(RecordId::Collectivite));
    Categorie "Catégorie" fixed(12), No Plain: |row| category(row.category),
        by |_, _, line| category(line.assessment.category);
    Solution "Code sol." fixed(9), No Plain: |row| Cell::maybe(row.solution.as_ref().map(|(code, _)| code)),
        by |_, _, line| Cell::maybe(line.assessment.solution.as_ref());
    SolutionNom "Solution" fixed(8), Yes Plain: |row| Cell::maybe(row.solution.as_ref().map(|(_, name)| name)),
        by |source, _, line| folded(source, line.assessment.solution.clone().map(RecordId::Solution));
    Etape "Étape" fixed(16), Yes Plain: |row| stage(row.stage) => |row| row.stage.map(|stage| stage.short().to_owned()),
        by |_, _, line| stage(line.assessment.stage);
    Situation "Situation" fixed(13), No Plain: |row| standing(row.standing), by |_, _, line| standing(line.standing);
    Inscription "N° inscr." number(9), No Plain: |row| entered(row.entry),
        by |_, _, line| entered(line.assessment.registered);
    Convention26 "26" fixed(2), Yes Sign: |row| Cell::flag(row.art26),
        by |_, _, line| Cell::flag(line.assessment.art26());
    Convention28 "28" fixed(2), Yes Sign: |row| Cell::flag(row.art28),
        by |_, _, line| Cell::flag(line.assessment.art28());
    Echeance "Échéance" fixed(10), No Plain: |row| Cell::day(row.end),
        by |_, _, line| Cell::day(line.assessment.end);
    Notice "Notice" fixed(10), No Plain: |row| Cell::day(row.notice),
        by |source, _, line| Cell::day(used(source, line).and_then(notice));
    Sortie "Sortie" fixed(10), No Plain: |row| Cell::day(row.exit),
        by |source, _, line| Cell::day(used(source, line).and_then(|used| used.exit));
    Certificat "Attestation" fixed(11), No Plain: |row| Cell::day(row.certificate),
        by |source, _, line| Cell::day(used(source, line).and_then(|used| used.deletion_certificate));
    Regles "Règles" wide(8, 2), No Plain: |row| rules(&row.findings), by |_, _, line| Cell::Number(line.weight().into());
    Conseil "Conseil" fixed(10), No Plain: |row| Cell::day(row.council),
        by |source, entry, _| Cell::day(council(source, entry.uai));
    ARevoir "À revoir" fixed(10), No Plain: |row| Cell::day(row.revisit),
        by |source, entry, _| Cell::day(revisit(source, entry.uai));
    Etat "État" fixed(13), No Plain: |row| state(row.state),
        by |_, entry, _| entry.state().map_or(Cell::Nothing, state);
    Courriel "Courriel" wide(12, 4), No Plain: |row| Cell::text(&row.email),
        by |source, entry, _| Cell::maybe(source.registry.schools().get(&entry.uai).map(|school| &school.email));
    Controle "Contrôle" fixed(13), No Plain: |row| reviewed(row.review), by |source, _, line| reviewed(review_state(source, line));
}

/// The rules that speak.
fn rules(findings: &[FindingLine]) -> Cell {
    let rules = findings.iter().map(|finding| finding.rule.as_str().to_owned());
    Cell::List(rules.collect())
}

/// The words that begin most names, folded, and what stands for them where there is no room.
const KINDS: [(&str, &str); 3] = [
    ("ecole elementaire", "Élém."),
    ("ecole maternelle", "Mat."),
    ("ecole primaire", "Prim."),
];

/// Beyond so many letters a name is cut in the narrowest columns.
const LONG: usize = 20;

/// A name in fewer letters: its first two words where they say what kind of school it is, and its saints where it is long
/// still.
fn shortened(name: &str) -> Option<String> {
    let of_kind = kind_shortened(name);
    let so_far = of_kind.as_deref().unwrap_or(name);
    let is_long = so_far.chars().count() > LONG;
    saints_shortened(so_far).filter(|_| is_long).or(of_kind)
}

fn kind_shortened(name: &str) -> Option<String> {
    let (second, _) = name.match_indices(' ').nth(1)?;
    let (kind, rest) = name.split_at(second);
    let kind = any_ascii::any_ascii(kind).to_lowercase();
    let (_, short) = KINDS.iter().find(|(long, _)| *long == kind)?;
    Some(format!("{short}{rest}"))
}

/// A category of solutions.
fn category(category: Option<Category>) -> Cell {
    category.map_or(Cell::Nothing, |category| {
        Cell::Coded(category as u8, category.label(), category.label())
    })
}

fn stage(stage: Option<Stage>) -> Cell {
    stage.map_or(Cell::Nothing, |stage| {
        Cell::Coded(stage as u8, stage.code(), stage.label())
    })
}

/// What a school is as to one of its deployments; files have the words too, as they always had.
fn standing(standing: Standing) -> Cell {
    Cell::Coded(standing as u8, standing.label(), standing.label())
}

/// What a school is.
fn state(state: Standing) -> Cell {
    Cell::Coded(state as u8, state.code(), state.label())
}

/// Where the review of a register entry is.
fn reviewed(state: Option<ReviewState>) -> Cell {
    state.map_or(Cell::Nothing, |state| {
        Cell::Coded(state as u8, state.code(), state.label())
    })
}

/// The number of a register entry.
fn entered(entry: Option<EntryNumber>) -> Cell {
    entry.map_or(Cell::Nothing, |entry| Cell::Number(entry.into()))
}

/// The folded name of a record of the day index.
fn folded(source: Source<'_>, id: Option<RecordId>) -> Cell {
    let place = id.and_then(|id| source.day_index.named_place(&id));
    Cell::maybe(place.map(|place| &source.day_index.named()[place as usize].name))
}

/// The next conseil d'école, the day's included.
fn council(source: Source<'_>, school: Uai) -> Option<NaiveDate> {
    let next = source.registry.next_council(school, source.day_index.day());
    next.map(|council| council.date)
}

/// The day on which to look at a school again, where it was put off.
fn revisit(source: Source<'_>, school: Uai) -> Option<NaiveDate> {
    let follow_up = source.registry.follow_ups().get(&school);
    follow_up.map(|found| found.due)
}

/// The use of a line; none of a school without one.
fn used<'a>(source: Source<'a>, line: &AssessedLine) -> Option<&'a Deployment> {
    let assessment = &line.assessment;
    source.registry.deployments().get(&DeploymentId {
        school: assessment.school,
        category: assessment.category?,
        rank: assessment.rank,
    })
}

/// The day on which the notice was given to the families of a use.
fn notice(used: &Deployment) -> Option<NaiveDate> {
    used.family_notice.as_ref().map(|notice| notice.date)
}

/// Makes the row of one of a school's lines.
pub(in crate::domain::query) fn school(
    source: Source<'_>,
    entry: &SchoolEntry,
    line: usize,
    words: &str,
) -> Option<Row> {
    let registry = source.registry;
    let school = registry.schools().get(&entry.uai)?;
    let line = entry.lines().get(line)?;
    let assessment = &line.assessment;
    let findings = assessment.findings.iter();
    let used = used(source, line);
    Some(Row::School(Box::new(SchoolRow {
        uai: school.uai,
        name: school.name.clone(),
        spans: pairs(spans(&school.name, &school.commune, words).name),
        commune: school.commune.clone(),
        departement: school.departement,
        circonscription: school.circonscription.clone(),
        collectivite: holder(source, entry),
        category: assessment.category,
        rank: assessment.rank,
        solution: solution(source, line),
        stage: assessment.stage,
        standing: line.standing,
        state: entry.state().unwrap_or(line.standing),
        eligible: line.is_eligible(),
        entry: assessment.registered,
        review: review_state(source, line),
        art28: assessment.art28(),
        art26: assessment.art26(),
        findings: findings
            .map(|finding| finding_line(source, assessment, finding))
            .collect(),
        end: line.assessment.end,
        council: council(source, school.uai),
        revisit: revisit(source, school.uai),
        email: school.email.clone(),
        notice: used.and_then(notice),
        exit: used.and_then(|used| used.exit),
        certificate: used.and_then(|used| used.deletion_certificate),
    })))
}

fn holder(source: Source<'_>, entry: &SchoolEntry) -> Option<(Siren, String)> {
    let siren = entry.holder()?;
    Some((siren, source.registry.collectivite_name(siren).to_owned()))
}

fn solution(source: Source<'_>, line: &AssessedLine) -> Option<(SolutionCode, String)> {
    let code = line.assessment.solution.as_ref()?;
    let found = source.registry.solutions().get(code);
    let name = found.map_or(code.as_str(), |solution| &solution.name);
    Some((code.clone(), name.to_owned()))
}
