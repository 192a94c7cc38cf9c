//! A plan in French: the counts, then the details of each.

use std::collections::BTreeMap;
use std::fmt::{self, Display};

use serde::{Deserialize, Serialize};

use super::Plan;
use crate::domain::change::{Change, ItemChange};
use crate::domain::date::day_fr;
use crate::domain::record::Record;
use crate::exchange::cell::{Problem, Severity};
use crate::exchange::table::Reject;
use crate::text::{escaped, quoted, quoted_apart, quoted_long};

/// How many details of each count are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Detail {
    /// The first of each.
    First(usize),
    All,
}

impl Detail {
    /// How many of `total` are shown.
    fn of(self, total: usize) -> usize {
        match self {
            Self::First(most) => most.min(total),
            Self::All => total,
        }
    }
}

impl Plan {
    /// The plan as text, with as many details as asked.
    pub fn text(&self, detail: Detail) -> impl Display + '_ {
        Text { plan: self, detail }
    }
}

/// The count of the rows that are imported in part.
const IN_PART: &str = "rejets en partie";

/// A plan being written.
struct Text<'a> {
    plan: &'a Plan,
    detail: Detail,
}

impl Display for Text<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let plan = self.plan;
        self.counts(f)?;
        for remark in &plan.remarks {
            writeln!(f, "  ! {remark}")?;
        }
        let left_out: Vec<_> = plan.left_out().collect();
        self.section(f, "Rejets", &left_out, |f, reject| refused(f, reject))?;
        let in_part: Vec<_> = plan.in_part().collect();
        self.section(f, "Rejets en partie", &in_part, |f, (reject, without)| {
            let place = reject.problems.first().map(|problem| problem.place);
            place.map_or(Ok(()), |place| writeln!(f, "  {place}\u{a0}: {without}"))?;
            refused(f, reject)
        })?;
        let whole = self.detail == Detail::All;
        self.section(f, "Modifications", &plan.updated, |f, change| {
            updated(f, change, whole)
        })?;
        let rewritten = plan.rewritten().map_or_else(Vec::new, |found| found.lines());
        self.section(f, "Solutions d’une autre catégorie", &rewritten, |f, line| {
            writeln!(f, "  {}", escaped(line))
        })?;
        self.section(
            f,
            "Absentes du fichier, disparues de l’annuaire",
            &plan.absent,
            |f, change| writeln!(f, "  {}", title(change)),
        )?;
        self.section(f, "Créations", &plan.created, |f, change| {
            writeln!(f, "  {}", title(change))
        })?;
        self.reasons(f)?;
        self.problems(f, "Avertissements", &plan.warnings)?;
        self.problems(f, "Réparations", &plan.repaired)
    }
}

impl Text<'_> {
    /// Writes the counts.
    fn counts(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let plan = self.plan;
        let lines = if plan.rows < 2 { "ligne" } else { "lignes" };
        writeln!(f, "{} ({})\u{a0}: {} {lines}", plan.source, plan.kind, plan.rows)?;
        let counts = [
            ("créations", plan.created.len()),
            ("modifications", plan.updated.len()),
            ("sans changement", plan.unchanged),
            ("absentes", plan.absent.len()),
            ("hors champ", plan.out_of_scope.values().sum()),
            ("rejets", plan.left_out().count()),
            (IN_PART, plan.in_part().count()),
            ("avertissements", plan.warnings.len()),
            ("réparations", plan.repaired.len()),
        ];
        // Few kinds of file have rows that are imported in part.
        let mut shown = counts
            .iter()
            .filter(|(name, count)| *count > 0 || *name != IN_PART);
        shown.try_for_each(|(name, count)| writeln!(f, "  {name:<16}{count:>7}"))
    }

    /// Writes the first items of a list under a title, and how many are not shown.
    fn section<T>(
        &self,
        f: &mut fmt::Formatter<'_>,
        title: &str,
        items: &[T],
        write: impl Fn(&mut fmt::Formatter<'_>, &T) -> fmt::Result,
    ) -> fmt::Result {
        let shown = self.detail.of(items.len());
        if shown == 0 {
            return Ok(());
        }
        writeln!(f, "\n{title}")?;
        items.iter().take(shown).try_for_each(|item| write(f, item))?;
        rest(f, items.len() - shown)
    }

    /// Writes why rows are out of scope.
    fn reasons(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let reasons: Vec<_> = self.plan.out_of_scope.iter().collect();
        self.section(f, "Hors champ", &reasons, |f, (reason, count)| {
            writeln!(f, "  {count:>6}  {}", quoted_long(reason))
        })
    }

    /// Writes problems, those of one column and one reason together.
    fn problems(&self, f: &mut fmt::Formatter<'_>, title: &str, problems: &[Problem]) -> fmt::Result {
        if self.detail == Detail::All {
            return self.section(f, title, problems, |f, problem| writeln!(f, "  {problem}"));
        }
        let mut groups: BTreeMap<(&str, &str), Vec<&Problem>> = BTreeMap::new();
        for problem in problems {
            groups
                .entry((&problem.column, &problem.reason))
                .or_default()
                .push(problem);
        }
        let groups: Vec<_> = groups.into_values().collect();
        self.section(f, title, &groups, |f, group| match group.as_slice() {
            [one] => writeln!(f, "  {one}"),
            [first, _] => writeln!(f, "  {first} (et une autre ligne)"),
            [first, others @ ..] => writeln!(f, "  {first} (et {} autres lignes)", others.len()),
            [] => Ok(()),
        })
    }
}

/// Writes why a row is refused.
fn refused(f: &mut fmt::Formatter<'_>, reject: &Reject) -> fmt::Result {
    // A repair of a row that is left out was not made.
    let is_shown = |one: &&Problem| one.severity != Severity::Repaired;
    let mut problems = reject.problems.iter().filter(is_shown);
    problems.try_for_each(|problem| writeln!(f, "  {problem}"))
}

/// Says how many items are not shown.
fn rest(f: &mut fmt::Formatter<'_>, count: usize) -> fmt::Result {
    if count == 0 {
        return Ok(());
    }
    writeln!(f, "  … et {count} de plus (--detail montre tout)")
}

/// A field of which more items change is shown as one.
const MOST_ITEMS: usize = 5;

/// Writes a changed record and its fields before and after, of a field of several items each that changes; long values are
/// cut, unless they are to be whole.
fn updated(f: &mut fmt::Formatter<'_>, change: &Change, whole: bool) -> fmt::Result {
    writeln!(f, "  {}", title(change))?;
    let items = change.items();
    for field in change.fields() {
        let own: Vec<&ItemChange> = items.iter().filter(|item| item.place == field.place).collect();
        if whole || own.is_empty() || own.len() > MOST_ITEMS {
            line(f, field.label, [&field.before, &field.after], whole)?;
            continue;
        }
        own.iter()
            .try_for_each(|item| line(f, &item.label, [&item.before, &item.after], whole))?;
    }
    Ok(())
}

/// Writes a value before and after.
fn line(f: &mut fmt::Formatter<'_>, label: &str, sides: [&str; 2], whole: bool) -> fmt::Result {
    let [before, after] = values(sides, whole);
    writeln!(f, "      {}\u{a0}: {before} → {after}", escaped(label))
}

/// A value before and after, or a sign that there is none; what differs of long ones, unless they are to be whole.
fn values([before, after]: [&str; 2], whole: bool) -> [String; 2] {
    let shown = if whole {
        [escaped(before), escaped(after)]
    } else {
        quoted_apart(before, after)
    };
    shown.map(|text| {
        if text.is_empty() {
            "(vide)".to_owned()
        } else {
            text
        }
    })
}

/// What a record is called: its kind, its key and its name.
fn title(change: &Change) -> String {
    let Some(record) = change.after.as_ref().or(change.before.as_ref()) else {
        return String::new();
    };
    let name = match record {
        Record::School(school) => format!(" {} ({})", quoted(&school.name), quoted(&school.commune)),
        Record::Collectivite(r) => format!(" {}", quoted(&r.name)),
        Record::Locality(r) => format!(" {}", quoted(&r.name)),
        Record::Provider(r) => format!(" {}", quoted(&r.name)),
        Record::Solution(r) => format!(" {}", quoted(&r.name)),
        Record::Entry(r) => format!(
            "\u{a0}: {}, {}, le {}",
            r.school,
            quoted(r.solution.as_str()),
            day_fr(r.entered_on)
        ),
        _ => String::new(),
    };
    let id = record.id();
    format!("{} {}{name}", id.kind().label(), quoted(&id.key()))
}
