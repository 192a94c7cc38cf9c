//! Properties over random histories of every command: what the rules let in, what is never lost, what an undo gives
//! back, and what is assessed after each.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate};
use preau::domain::change::Change;
use preau::domain::command::{AnnexeBy, AnnexeMove, Command, Import, ImportKind, Order, Territory};
use preau::domain::convention::{Annexe, Signatory};
use preau::domain::covered::Coverage;
use preau::domain::deployment::{Deployment, DeploymentId, Stage};
use preau::domain::document::{Described, DocumentFormat, DocumentId, DocumentKind, Measured};
use preau::domain::provider::Category;
use preau::domain::query::Pane;
use preau::domain::query::day_index::{DayIndex, InTurn};
use preau::domain::record::{Kind, Record, RecordId};
use preau::domain::register::RegisterEntry;
use preau::domain::registry::Registry;
use preau::domain::rule::{Policy, RuleCode, Severity, assess};
use preau::domain::view::NewView;
use proptest::prelude::{ProptestConfig, Strategy, any, prop, proptest};

use super::desk::Desk;
use crate::support::chance::Chance;
use crate::support::seeing::conforme;
use crate::support::values::{amendment, day, number, siren, solution_code, uai};
use crate::support::world::{C26, C28, EDREDON, GRENOBLE, SCHOOL, World, signed};

const OTHER: &str = "0380124D";
const SCHOOLS: [&str; 2] = [SCHOOL, OTHER];
const SOLUTIONS: [&str; 3] = ["olm", "autre", "tiers"];
const CONVENTIONS: [&str; 5] = [C28, C26, "26-0002", "26-0003", "26-0004"];

/// Numbers from which a command is made.
type Seed = [u8; 5];

fn pick<T: Copy>(of: &[T], seed: u8) -> T {
    of[usize::from(seed) % of.len()]
}

/// A use of another category, which had accounts and was left.
fn left_with_accounts() -> Deployment {
    let mut used = Deployment::new(DeploymentId::first(uai(OTHER), Category::VieScolaire));
    used.solution = Some(solution_code("vies"));
    used.reach(Stage::EnUsage, day("2026-09-10"));
    used.leave(day("2026-10-20"), "essai");
    used
}

/// Two schools of one commune, one of them registered, three solutions that a fiche describes, a convention that nobody
/// has signed, and one with a list of schools that was not sent.
fn world() -> World {
    let sold = |world: World, code, name| world.solution(code, name, EDREDON).sheet(code, "1", "2026-06-01");
    let world = World::eligible().school(OTHER, "Élém. Joseph Vallier", "38185");
    let world = sold(sold(world, "autre", "AUTRE"), "tiers", "TIERS");
    let world = world.solution_of(Category::VieScolaire, "vies", "VIES", EDREDON);
    world
        .with(left_with_accounts())
        .deployment(OTHER, "olm", Stage::Inscrite)
        .entry(1, OTHER, "olm", "2026-10-01")
        .convention26("26-0002", GRENOBLE, |convention| {
            convention.sent = Some(day("2026-09-01"));
        })
        .convention26("26-0003", GRENOBLE, |convention| {
            signed(convention);
            convention.annexe = Annexe::Listed(Vec::new());
            convention.amendments = vec![amendment("1", "", "")];
        })
        .convention26("26-0004", GRENOBLE, |convention| {
            convention.annexe = Annexe::Listed(Vec::new());
        })
}

fn deployment(desk: &Desk, school: u8, present: u8) -> DeploymentId {
    let school = uai(pick(&SCHOOLS, school));
    let category = pick(&[Category::Ent, Category::VieScolaire], present / 4);
    let present_use = desk.registry.present_use(school, category);
    let present_use = present_use.or_else(|| desk.registry.present_use(school, Category::Ent));
    match present_use.filter(|_| !present.is_multiple_of(4)) {
        Some(used) => used.id(),
        None => DeploymentId::first(school, Category::Ent),
    }
}

fn school_told_anew(desk: &Desk, seed: u8) -> Record {
    let mut school = desk.registry.schools().get(&uai(SCHOOL)).unwrap().clone();
    school.name = pick(&["Élém. Jean Jaurès", "École Jaurès"], seed).into();
    school.into()
}

fn contract_told_anew(desk: &Desk, seed: u8) -> Record {
    let mut contract = desk.registry.contracts().iter().next().unwrap().clone();
    contract.period.to = pick(&[None, Some(day("2026-11-30")), Some(day("2027-08-31"))], seed);
    contract.into()
}

/// A solution under the other category: its uses go with it.
fn solution_filed_anew(desk: &Desk, seed: u8) -> Record {
    let code = solution_code(pick(&SOLUTIONS, seed));
    let mut solution = desk.registry.solutions().get(&code).unwrap().clone();
    solution.category = match solution.category {
        Category::Ent => Category::VieScolaire,
        Category::VieScolaire => Category::Ent,
    };
    solution.into()
}

fn council_told(seed: u8) -> Record {
    let on = pick(&["2026-11-06", "2026-11-10", "2026-11-20"], seed);
    let world = World::new().council(pick(&SCHOOLS, seed), on);
    world.records().next().unwrap().clone()
}

/// What a document is attached to.
fn attachable(b: u8, d: u8) -> RecordId {
    match d % 2 {
        0 => RecordId::Convention(number(pick(&CONVENTIONS, b))),
        _ => RecordId::School(uai(pick(&SCHOOLS, b))),
    }
}

/// The documents whose bytes are kept.
fn kept() -> Vec<Measured> {
    let measured = |byte| Measured {
        id: DocumentId::of([byte; 32]),
        format: DocumentFormat::Pdf,
        size: 1_000,
        pages: None,
    };
    vec![measured(0), measured(1)]
}

/// A record that may go without what the other commands name.
fn withdrawable(desk: &Desk, [a, b, c, d]: [u8; 4]) -> RecordId {
    let last = |number: Option<&u32>| number.copied().unwrap_or(1);
    match a % 5 {
        0 => RecordId::Note(last(desk.registry.notes().keys().next_back())),
        1 => RecordId::Reminder(last(desk.registry.reminders().keys().next_back())),
        2 => council_told(b).id(),
        3 => RecordId::Deployment(deployment(desk, c, d)),
        _ => RecordId::Convention(number(pick(&CONVENTIONS, b))),
    }
}

/// Another day of a conseil, or another number of a convention.
fn correction(desk: &Desk, [a, b, c, _]: [u8; 4]) -> Command {
    let numbers: Vec<_> = desk.registry.conventions().keys().collect();
    let (record, to) = if a.is_multiple_of(2) {
        (
            council_told(b).id(),
            pick(&["2026-11-06", "2026-11-10", "2026-11-09"], c),
        )
    } else {
        let held = numbers[usize::from(b) % numbers.len()];
        (RecordId::Convention(held.clone()), pick(&CONVENTIONS, c))
    };
    let to = record.with_key(to).unwrap();
    let reason = "essai".to_owned();
    Command::Correct { record, to, reason }
}

/// Makes a command of a kind; what it names is mostly there.
#[allow(
    clippy::too_many_lines,
    clippy::many_single_char_names,
    reason = "one arm a kind, numbers of no meaning"
)]
fn command(desk: &Desk, kind: usize, [a, b, c, d, _]: Seed) -> Command {
    let on = desk.today;
    let convention = number(pick(&CONVENTIONS, b));
    let entries = u8::try_from(desk.registry.entries().iter().count()).unwrap();
    let entry = u32::from(b % entries) + 1;
    let reason = || "essai".to_owned();
    match kind {
        0 => Command::Import(Import {
            kind: ImportKind::Conseils,
            source: "conseils.csv".to_owned(),
            sha256: "0".repeat(64),
            records: vec![council_told(b)],
            covers: Vec::new(),
            dated: None,
            site: None,
        }),
        1 => Command::ChooseSolution {
            deployment: deployment(desk, a, b),
            solution: (c % 5 != 0).then(|| solution_code(pick(&SOLUTIONS, c))),
            on,
        },
        2 => Command::MoveStage {
            deployment: deployment(desk, a, b),
            to: pick(&Stage::ALL, c),
            on,
        },
        3 => Command::Leave {
            deployment: deployment(desk, a, b),
            on,
            reason: reason(),
            keep_entry: c % 3 == 0,
            next: (d % 2 == 0).then(|| solution_code(pick(&SOLUTIONS, c))),
        },
        4 => Command::Register {
            deployment: deployment(desk, a, b),
        },
        5 => conforme(entry),
        6 => Command::LiftReview {
            entry,
            reason: reason(),
        },
        7 => Command::CloseEntry {
            entry,
            reason: reason(),
        },
        8 => Command::MarkSent { convention, on },
        9 => Command::Sign {
            convention,
            by: pick(&[Signatory::Dasen, Signatory::Party], c),
            on,
        },
        10 => Command::Terminate { convention, on },
        11 | 12 => Command::annexe(
            convention,
            uai(pick(&SCHOOLS, a)),
            AnnexeMove {
                solution: (c % 4 == 0).then(|| solution_code("olm")),
                by: match d % 4 {
                    0 => AnnexeBy::Nothing,
                    1 => AnnexeBy::Allowed,
                    2 => AnnexeBy::Noted("1".parse().unwrap()),
                    _ => AnnexeBy::New(amendment(pick(&["1", "2"], c), "2026-10-05", "")),
                },
                ..AnnexeMove::new(kind == 11, on)
            },
        ),
        13 => Command::SetCirconscription {
            school: uai(pick(&SCHOOLS, a)),
            name: pick(&["Grenoble 1", "Grenoble 2"], c).to_owned(),
        },
        14 => Command::AddNote {
            about: RecordId::School(uai(pick(&SCHOOLS, a))),
            text: reason(),
        },
        15 => Command::AddReminder {
            convention,
            to: "mairie@exemple.invalid".to_owned(),
            channel: "courriel".to_owned(),
            on,
            next_due: None,
        },
        16 => Command::CloseReminder {
            number: desk.registry.reminders().keys().next_back().copied().unwrap_or(1),
            outcome: reason(),
        },
        17 => Command::Postpone {
            school: uai(pick(&SCHOOLS, a)),
            until: on.checked_add_days(Days::new(u64::from(b) + 1)),
            reason: String::new(),
        },
        18 => Command::SaveView {
            view: NewView {
                number: None,
                name: format!("Vue {b}"),
                pane: Pane::Schools,
                text: "bloque:oui".to_owned(),
                sort: preau::domain::query::Sort::default(),
                columns: Vec::new(),
                shared: false,
            },
        },
        19 => Command::RemoveView {
            number: u32::from(b % 4) + 1,
            shared: false,
        },
        20 => Command::Save {
            record: match c % 4 {
                0 => school_told_anew(desk, d),
                1 => contract_told_anew(desk, d),
                2 => solution_filed_anew(desk, d),
                _ => council_told(d),
            },
        },
        21 => Command::Attach {
            document: Described {
                id: DocumentId::of([a % 2; 32]),
                kind: pick(&DocumentKind::ALL, c),
                name: "signée.pdf".to_owned(),
                date: None,
                amendment: None,
            },
            to: attachable(b, d),
        },
        22 => Command::Detach {
            document: DocumentId::of([a % 2; 32]),
            from: attachable(b, d),
        },
        23 => Command::Many {
            commands: vec![
                command(desk, usize::from(c) % 23, [a, b, d, c, 0]),
                command(desk, usize::from(d) % 23, [b, a, c, d, 1]),
            ],
        },
        24 => Command::Withdraw {
            record: withdrawable(desk, [a, b, c, d]),
            reason: reason(),
        },
        25 => correction(desk, [a, b, c, d]),
        26 => Command::SignAmendment {
            convention: number("26-0003"),
            amendment: pick(&["1", "2"], c).parse().unwrap(),
            by: pick(&[Signatory::Dasen, Signatory::Party], d),
            on,
        },
        27 => Command::Follow {
            collectivite: siren(GRENOBLE),
            by: (c % 3 != 0).then(|| pick(&["jdupont", "mmartin"], c).to_owned()),
        },
        28 => Command::GiveNotice {
            deployment: deployment(desk, a, b),
            version: None,
            on,
        },
        29 => Command::HoldCouncil {
            school: uai(pick(&SCHOOLS, a)),
            on: pick(&[day("2026-11-06"), day("2026-11-12"), on], c),
            informed: d % 2 == 0,
        },
        30 => Command::ReceiveMinutes {
            school: uai(pick(&SCHOOLS, a)),
            on,
        },
        31 => Command::ReceiveCertificate {
            deployment: left_with_accounts().id(),
            solution: (c % 2 == 0).then(|| solution_code("olm")),
            on,
        },
        32 => Command::Territory(on_territory([b, c, d], on)),
        33 => Command::SendAmendment {
            convention: number("26-0003"),
            amendment: pick(&["1", "2"], c).parse().unwrap(),
            on,
        },
        _ => Command::Undo {
            entry: desk.registry.revision().saturating_sub(u64::from(b % 4)),
        },
    }
}

/// What changes under the conventions: a school that closes, with or without one in its place, an RPI, the competence.
fn on_territory([b, c, d]: [u8; 3], on: NaiveDate) -> Territory {
    let schools = vec![uai(pick(&SCHOOLS, b))];
    match c % 4 {
        0 => Territory::EndSchools {
            schools,
            into: (d % 2 == 0).then(|| uai(OTHER)).into_iter().collect(),
            on,
            reason: "carte scolaire".to_owned(),
        },
        1 => Territory::SetRpi {
            schools,
            rpi: (d % 3 != 0).then(|| "380042".to_owned()),
        },
        2 => Territory::RenameCollectivite {
            collectivite: siren(GRENOBLE),
            name: format!("Grenoble {d}"),
        },
        _ => Territory::HandCompetence {
            perimeters: vec![preau::domain::collectivite::Perimeter::School(schools[0])],
            to: (d % 2 == 0).then(|| siren(GRENOBLE)),
            on,
            nature: preau::domain::collectivite::CompetenceNature::Both,
        },
    }
}

/// How many kinds of commands are made.
const KINDS: usize = 35;

/// The kind of a command. A new one is named here, and made above: the count below says when it is never taken.
fn name(command: &Command) -> &'static str {
    match command {
        Command::Import(_) => "Import",
        Command::ChooseSolution { .. } => "ChooseSolution",
        Command::MoveStage { .. } => "MoveStage",
        Command::Leave { .. } => "Leave",
        Command::GiveNotice { .. } => "GiveNotice",
        Command::HoldCouncil { .. } => "HoldCouncil",
        Command::ReceiveMinutes { .. } => "ReceiveMinutes",
        Command::ReceiveCertificate { .. } => "ReceiveCertificate",
        Command::Register { .. } => "Register",
        Command::Review { .. } => "Review",
        Command::LiftReview { .. } => "LiftReview",
        Command::CloseEntry { .. } => "CloseEntry",
        Command::MarkSent { .. } => "MarkSent",
        Command::SendAmendment { .. } => "SendAmendment",
        Command::Sign { .. } => "Sign",
        Command::SignAmendment { .. } => "SignAmendment",
        Command::Terminate { .. } => "Terminate",
        Command::JoinAnnexe { .. } => "JoinAnnexe",
        Command::LeaveAnnexe { .. } => "LeaveAnnexe",
        Command::SetCirconscription { .. } => "SetCirconscription",
        Command::Territory(_) => "Territory",
        Command::Follow { .. } => "Follow",
        Command::AddNote { .. } => "AddNote",
        Command::AddReminder { .. } => "AddReminder",
        Command::CloseReminder { .. } => "CloseReminder",
        Command::Postpone { .. } => "Postpone",
        Command::SaveView { .. } => "SaveView",
        Command::RemoveView { .. } => "RemoveView",
        Command::Withdraw { .. } => "Withdraw",
        Command::Correct { .. } => "Correct",
        Command::Save {
            record: Record::Solution(_),
        } => "Save of a solution",
        Command::Save { .. } => "Save",
        Command::Attach { .. } => "Attach",
        Command::Detach { .. } => "Detach",
        Command::Many { .. } => "Many",
        Command::Undo { .. } => "Undo",
        // Of a fiche that came after the notice: there is none here.
        Command::KeepNotice { .. } => "KeepNotice",
        // Alone in its entry, of what a former format overwrote: there is none of it here.
        Command::RecoverUses => "RecoverUses",
        // Alone in its entry, and taken only where the clock is behind: it changes no record.
        Command::ResumeClock { .. } => "ResumeClock",
    }
}

/// All but the register: what an undo does there is the register's own.
fn records(registry: &Registry) -> BTreeMap<String, Record> {
    registry
        .records()
        .filter(|(record, _)| record.kind() != Kind::Entry)
        .map(|(record, _)| (record.id().to_string(), record))
        .collect()
}

/// Asserts that a use that has begun keeps what it has, whatever comes after.
fn stays(before: &Deployment, after: Option<&Deployment>) {
    let after = after.unwrap_or_else(|| panic!("{before:?} is lost"));
    assert_eq!(after.solution, before.solution);
    let told = before.family_notice.is_some();
    assert!(
        !told || after.family_notice == before.family_notice,
        "{before:?} {after:?}"
    );
    assert!(
        !before.is_left() || (after.is_left() && after.exit == before.exit),
        "{before:?} {after:?}"
    );
}

/// Asserts of each entry that became active what promise 1 says, on its day.
fn entered_by_the_rules(before: &Registry, desk: &Desk, several: bool) {
    for entry in desk.registry.entries().iter().filter(|entry| entry.is_active()) {
        let was = before.entries().get(&entry.number);
        if was.is_some_and(preau::domain::register::RegisterEntry::is_active) {
            continue;
        }
        let blocked = |registry: &Registry| {
            let school = registry.schools().get(&entry.school).unwrap();
            let assessed = assess(registry, school, desk.today, &Policy::default());
            let mut of_category = assessed
                .iter()
                .filter(|line| line.category == Some(entry.category));
            of_category.any(|line| {
                line.findings
                    .iter()
                    .any(|finding| finding.severity() == Severity::Blocking)
            })
        };
        // Several commands, and the undo of them, may choose the solution that they register.
        assert!(several || !blocked(before), "entered while blocked: {entry:?}");
        assert!(
            !blocked(&desk.registry),
            "entered without what it needs: {entry:?}"
        );
    }
}

/// Asserts that what was assessed by following the changes is what assessing all anew gives.
fn assessed_as_from_nothing(followed: &DayIndex, registry: &Registry, on: NaiveDate) {
    let made = DayIndex::build(registry, on, Policy::default(), &InTurn);
    for school in SCHOOLS.map(uai) {
        let assessed = |index: &DayIndex| format!("{:?}", index.entry(school).map(|entry| &entry.assessed));
        assert_eq!(assessed(followed), assessed(&made), "{school}");
    }
}

/// Asserts that undoing the last entry gives every record back, but for the register's own way of taking back.
fn undone_gives_back(before: &Registry, desk: &Desk) {
    let last = desk.registry.revision();
    let Ok(changes) = desk.decide(&Order::blind(Command::Undo { entry: last })) else {
        return;
    };
    let mut undone = desk.registry.clone();
    undone.apply_changes(&changes, last + 1);
    assert_eq!(records(&undone), records(before));
    let of = |change: &Change| change.after.as_ref().or(change.before.as_ref()).map(Record::kind);
    let entry = desk.journal.last().unwrap();
    if entry.changes.iter().all(|change| of(change) != Some(Kind::Entry)) {
        assert!(undone.entries().iter().eq(before.entries().iter()));
    }
}

/// Asserts of a solution that is filed under another category that its uses and entries are what they were, but there.
fn refiled(before: &Registry, desk: &Desk, record: &Record) {
    let RecordId::Solution(code) = record.id() else {
        panic!("{record:?}")
    };
    let now = &desk.registry;
    let to = now.solutions().get(&code).unwrap().category;
    for used in before.deployments_with(&code) {
        let RecordId::Deployment(id) = now.follow(&RecordId::Deployment(used.id())) else {
            panic!()
        };
        let expected = Deployment {
            category: to,
            rank: id.rank,
            ..used.clone()
        };
        assert_eq!(now.deployments().get(&id), Some(&expected));
        assert_eq!(id.category, to);
    }
    for entry in before.entries().iter().filter(|entry| entry.solution == code) {
        let is = now.entries().get(&entry.number).unwrap();
        assert_eq!((is.category, is.is_active()), (to, entry.is_active()));
        let then = before
            .use_of(entry)
            .map(|used| now.follow(&RecordId::Deployment(used.id())));
        assert_eq!(now.use_of(is).map(|used| RecordId::Deployment(used.id())), then);
    }
}

/// What each part of an entry says, in full.
fn parts(registry: &Registry, entry: &RegisterEntry, on: NaiveDate) -> BTreeMap<String, String> {
    let coverage = Coverage::new(registry, entry, on);
    let parts = coverage.parts().into_iter();
    parts
        .map(|part| (format!("{part:?}"), format!("{:?}", coverage.fields(&part))))
        .collect()
}

/// What the parts of reviewed entries said as each review of them came.
type Reviewed = BTreeMap<String, BTreeMap<String, String>>;

/// Asserts that the review of an active entry names each part that says something else than when the review came, and that
/// W18 then speaks. What they said is kept in full, and not as digests.
fn reviews_hold_over_what_they_saw(seen: &mut Reviewed, desk: &Desk) -> bool {
    let (registry, on) = (&desk.registry, desk.today);
    let mut is_void = false;
    for entry in registry.entries().iter().filter(|entry| entry.is_active()) {
        let Some(review) = &entry.reviewed else { continue };
        let now = parts(registry, entry, on);
        let key = format!("{} {review:?}", entry.number);
        let then = seen.entry(key).or_insert_with(|| now.clone());
        let changed = Coverage::new(registry, entry, on).changed(review);
        let told: BTreeSet<String> = changed.iter().map(|part| format!("{part:?}")).collect();
        let differ = then.iter().filter(|(part, says)| now.get(*part) != Some(*says));
        let differ: BTreeSet<String> = differ.map(|(part, _)| part.clone()).collect();
        assert!(
            differ.is_subset(&told),
            "{differ:?} differ, and of {entry:?} are told {told:?}"
        );
        is_void |= !differ.is_empty();
        let used = registry.present_use(entry.school, entry.category);
        let counts = used.and_then(|used| registry.entry_of(used));
        if !differ.is_empty() && counts.is_some_and(|counted| counted.number == entry.number) {
            let school = registry.schools().get(&entry.school).unwrap();
            let mut lines = assess(registry, school, on, &Policy::default()).into_iter();
            let line = lines.find(|line| line.category == Some(entry.category));
            assert!(line.unwrap().has(RuleCode::W18), "{differ:?} of {entry:?}");
        }
    }
    is_void
}

/// A base of which each step is looked at.
struct Watched {
    desk: Desk,
    index: DayIndex,
    taken: BTreeSet<&'static str>,
    reviewed: Reviewed,
    /// A review was void after some step.
    was_void: bool,
}

impl Watched {
    fn new() -> Self {
        let mut desk = Desk::of(world());
        desk.kept = kept();
        let index = DayIndex::build(&desk.registry, desk.today, Policy::default(), &InTurn);
        Self {
            desk,
            index,
            taken: BTreeSet::new(),
            reviewed: Reviewed::new(),
            was_void: false,
        }
    }

    fn passes(&mut self, days: u64) {
        if days > 0 {
            self.desk.today = self.desk.today.checked_add_days(Days::new(days)).unwrap();
            self.index = DayIndex::build(&self.desk.registry, self.desk.today, Policy::default(), &InTurn);
        }
    }

    fn asks(&mut self, kind: usize, seed: Seed) {
        let desk = &mut self.desk;
        let command = command(desk, kind, seed);
        let before = desk.registry.clone();
        let order = desk.seeing(command.clone());
        if desk.orders(order).is_err() {
            assert!(
                desk.registry.records().eq(before.records()),
                "refused, and something changed"
            );
            return;
        }
        self.taken.insert(name(&command));
        let several = matches!(command, Command::Many { .. } | Command::Undo { .. });
        entered_by_the_rules(&before, desk, several);
        if let Command::Save {
            record: record @ Record::Solution(_),
        } = &command
        {
            refiled(&before, desk, record);
        }
        if !several && !matches!(command, Command::Withdraw { .. }) {
            for used in before.deployments().iter().filter(|used| before.is_kept(used)) {
                let now = desk.registry.follow(&RecordId::Deployment(used.id()));
                let RecordId::Deployment(now) = now else {
                    panic!("{now}")
                };
                stays(used, desk.registry.deployments().get(&now));
            }
        }
        self.was_void |= reviews_hold_over_what_they_saw(&mut self.reviewed, desk);
        undone_gives_back(&before, desk);
        let changes = desk.journal.last().unwrap().changes.clone();
        self.index.update(&desk.registry, &changes, &InTurn);
        assessed_as_from_nothing(&self.index, &desk.registry, desk.today);
    }
}

fn step() -> impl Strategy<Value = (u64, usize, Seed)> {
    let days = prop::sample::select(vec![0_u64, 0, 0, 1, 20]);
    (days, 0..KINDS, any::<Seed>())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn whatever_is_asked_the_register_holds_and_nothing_is_lost(
        steps in prop::collection::vec(step(), 1..40)
    ) {
        let mut watched = Watched::new();
        for (days, kind, seed) in steps {
            watched.passes(days);
            watched.asks(kind, seed);
        }
    }
}

#[test]
fn each_kind_of_command_is_among_those_that_are_taken() {
    let mut chance = Chance::seeded(7);
    let (mut taken, mut void) = (BTreeSet::new(), 0);
    for _ in 0..800 {
        let mut watched = Watched::new();
        for _ in 0..15 {
            let seed = [(); 5].map(|()| u8::try_from(chance.below(256)).unwrap());
            watched.asks(chance.below(KINDS), seed);
        }
        taken.extend(watched.taken);
        void += usize::from(watched.was_void);
    }
    assert!(void > 5, "reviews that parts changed under: {void}");
    assert_eq!(taken.len(), KINDS + 1, "{taken:?}");
}
