//! What changes bring about for the schools, worked out before they are made.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::affected::AffectedSchools;
use super::effect::Effect;
use super::school::{Assessed, assessed};
use super::touched::{self, Touched};
use super::{AssessedLine, DayIndex, later};
use crate::domain::change::{Change, Correction};
use crate::domain::date::day_fr;
use crate::domain::deployment::{Deployment, DeploymentId, Stage};
use crate::domain::id::Uai;
use crate::domain::provider::Category;
use crate::domain::record::RecordId;
use crate::domain::registry::Registry;
use crate::domain::rule::{RuleCode, Standing, stage_moves};

/// What changes bring about for the schools. A school is in an effect once, whatever its uses.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Effects {
    /// It is registered, and what its entry rests on is no longer in force, or its use was left (W0).
    pub to_regularise: Effect,
    /// Its entry is closed or taken away.
    pub out_of_register: Effect,
    /// A use that could be entered can no longer be.
    pub no_longer_ready: Effect,
    /// Accounts are open, and it is not registered (W0).
    pub open_unregistered: Effect,
    /// The notice that its families were given is of an older fiche, which says otherwise (C3).
    pub notice_reopened: Effect,
    /// A use can be entered.
    pub ready: Effect,
    /// Nothing is to be put right any more.
    pub put_right: Effect,
    /// The stages of schools that are behind the facts: the order may move them too.
    pub stages: StageMoves,
    /// How many schools were registered, and are to be put right or out of the register.
    pub entries_touched: usize,
    /// Who is touched by what becomes of a prestataire.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub touched: Option<Touched>,
    /// The day to come on which all this is so; none where it is so on the day J.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub on: Option<NaiveDate>,
}

/// Schools whose stage is behind what an order records, by the stage to which it may move them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct StageMoves(pub BTreeMap<Stage, Effect>);

impl StageMoves {
    /// True where no school is behind.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many schools there are; one whose two uses are behind counts once at each stage.
    pub fn count(&self) -> usize {
        self.0.values().map(|effect| effect.count).sum()
    }

    /// Each stage that schools would reach, with its sentence, the earliest first.
    pub fn all(&self) -> impl Iterator<Item = (&Effect, String)> {
        self.0.iter().map(|(stage, effect)| {
            let schools = if effect.count < 2 {
                "école passe"
            } else {
                "écoles passent"
            };
            (
                effect,
                format!("{} {schools} à «\u{a0}{}\u{a0}»", effect.count, stage.label()),
            )
        })
    }

    fn note(&mut self, registry: &Registry, moved: &Deployment) {
        let effect = self.0.entry(moved.stage).or_default();
        effect.add_once(registry, moved.school);
    }
}

impl Effects {
    /// Each effect that some school has, with its sentence, the worst first.
    pub fn all(&self) -> impl Iterator<Item = (&Effect, String)> {
        self.losses().chain(self.gains())
    }

    /// What schools lose.
    pub fn losses(&self) -> impl Iterator<Item = (&Effect, String)> {
        worded(
            self.on,
            [
                (
                    &self.to_regularise,
                    "école inscrite devient à régulariser",
                    "écoles inscrites deviennent à régulariser",
                ),
                (
                    &self.out_of_register,
                    "école n’est plus inscrite",
                    "écoles ne sont plus inscrites",
                ),
                (
                    &self.no_longer_ready,
                    "école n’est plus prête",
                    "écoles ne sont plus prêtes",
                ),
                (
                    &self.open_unregistered,
                    "école a des comptes ouverts sans être inscrite",
                    "écoles ont des comptes ouverts sans être inscrites",
                ),
                (
                    &self.notice_reopened,
                    "école a sa notice aux familles à redonner",
                    "écoles ont leur notice aux familles à redonner",
                ),
            ],
        )
    }

    /// What schools gain.
    pub fn gains(&self) -> impl Iterator<Item = (&Effect, String)> {
        worded(
            self.on,
            [
                (&self.ready, "école devient prête", "écoles deviennent prêtes"),
                (
                    &self.put_right,
                    "école n’est plus à régulariser",
                    "écoles ne sont plus à régulariser",
                ),
            ],
        )
    }

    /// True where some effect has schools that its sentence does not name.
    pub fn have_others(&self) -> bool {
        let touched = self.touched.iter().map(|touched| &touched.schools);
        self.all()
            .map(|(effect, _)| effect)
            .chain(touched)
            .any(Effect::has_others)
    }

    /// True where more than one school loses what it had, or an entry does: a bare Enter does not confirm it.
    pub fn ask_for_confirmation(&self) -> bool {
        self.entries_touched > 0 || self.no_longer_ready.count > 1
    }

    fn note(&mut self, registry: &Registry, school: Uai, before: Uses, after: Uses) {
        use Standing::{Ready, Registered, ToRegularise};
        let some = |holds: &dyn Fn(Use, Use) -> bool| {
            before
                .into_iter()
                .zip(after)
                .any(|(before, after)| holds(before, after))
        };
        let starts = |before: Use, after: Use| after.is(ToRegularise) && !before.is(ToRegularise);
        // Of an entry that stays with a use that was left, the present use says nothing.
        let lapses = |before: Use, after: Use| {
            let left = before.is(Registered) && !after.is(Registered);
            after.entered && (starts(before, after) || left)
        };
        let effects = [
            (some(&lapses), &mut self.to_regularise),
            (
                some(&|before, after| starts(before, after) && !after.entered),
                &mut self.open_unregistered,
            ),
            (
                some(&|before, after| after.is_to_tell_again && !before.is_to_tell_again),
                &mut self.notice_reopened,
            ),
            (
                some(&|before, after| before.entered && !after.entered),
                &mut self.out_of_register,
            ),
            (
                some(&|before, after| before.is(Ready) && !after.is(Ready) && !after.entered),
                &mut self.no_longer_ready,
            ),
            (
                some(&|before, after| after.is(Ready) && !before.is(Ready)),
                &mut self.ready,
            ),
            (
                some(&|before, after| before.is(ToRegularise) && !after.is(ToRegularise)),
                &mut self.put_right,
            ),
        ];
        let loses = |before: Use, after: Use| before.entered && (!after.entered || lapses(before, after));
        self.entries_touched += usize::from(some(&loses));
        for (_, effect) in effects.into_iter().filter(|(holds, _)| *holds) {
            effect.add(registry, school);
        }
    }
}

/// Effects that some school has, each counted in a sentence for one and for several.
fn worded<'e, const N: usize>(
    on: Option<NaiveDate>,
    effects: [(&'e Effect, &'static str, &'static str); N],
) -> impl Iterator<Item = (&'e Effect, String)> {
    let told = effects.into_iter().filter(|(effect, ..)| effect.count > 0);
    told.map(move |(effect, one, many)| {
        let sentence = if effect.count < 2 { one } else { many };
        let from = on.map_or_else(String::new, |day| format!("à partir du {}, ", day_fr(day)));
        (effect, format!("{from}{} {sentence}", effect.count))
    })
}

/// What a school is as to its use of one category; nothing where it has none.
#[derive(Clone, Copy, Default)]
struct Use {
    standing: Option<Standing>,
    /// An entry of the category is active, of this use or of one that was left.
    entered: bool,
    /// A notice was given, and no longer serves for the fiche in force.
    is_to_tell_again: bool,
}

/// What a school is as to each category.
type Uses = [Use; Category::ALL.len()];

/// What a school of a registry is as to each category.
fn uses(registry: &Registry, school: Uai, assessed: Option<&Assessed>) -> Uses {
    Category::ALL.map(|category| {
        let mut lines = assessed.into_iter().flat_map(|assessed| &assessed.lines);
        let line = lines.find(|line| line.assessment.category == Some(category));
        let entry = registry.active_entry(DeploymentId::first(school, category));
        let told = |line: &AssessedLine| {
            let used = line.assessment.deployment();
            let used = used.and_then(|id| registry.deployments().get(&id));
            used.is_some_and(|used| used.family_notice.is_some())
        };
        let is_to_tell_again = line.is_some_and(|line| line.assessment.has(RuleCode::C3) && told(line));
        Use {
            standing: line.map(|line| line.standing),
            entered: entry.is_some(),
            is_to_tell_again,
        }
    })
}

/// What a school was as to each category, where its present use took a key of another: as to the one that the use had.
fn under_their_categories(
    correction: &Correction<'_>,
    [before, after]: [&Registry; 2],
    school: Uai,
    was: Uses,
) -> Uses {
    let present = |registry: &Registry, category| {
        let used = registry.present_use(school, category)?;
        Some(RecordId::Deployment(used.id()))
    };
    Category::ALL.map(|category| {
        let now = present(after, category);
        match now.as_ref().and_then(|now| correction.former(now)) {
            Some(RecordId::Deployment(former)) => was[former.category as usize],
            _ => match present(before, category) {
                Some(gone) if correction.became(&gone).is_some() => Use::default(),
                _ => was[category as usize],
            },
        }
    })
}

impl Use {
    fn is(self, standing: Standing) -> bool {
        self.standing == Some(standing)
    }
}

impl DayIndex {
    /// What changes would bring about, this index being that of the registry before them: on its day, or where nothing
    /// changes on it, on the last day to come from which they count.
    pub fn effects<'c>(
        &self,
        registry: &Registry,
        changes: impl IntoIterator<Item = &'c Change> + Clone,
    ) -> Effects {
        let mut after = registry.clone();
        after.apply_changes(changes.clone(), registry.revision() + 1);
        let mut effects = self.effects_on(registry, &after, changes.clone(), self.day);
        if Correction::among(&changes).is_none() {
            for (_, moved) in stage_moves(registry, &after, changes.clone(), self.day) {
                effects.stages.note(&after, &moved);
            }
        }
        effects.touched = touched::by(registry, changes.clone(), self.day);
        let to_come = changes.clone().into_iter().flat_map(later::days);
        match to_come.filter(|day| *day > self.day).max() {
            Some(day) if effects.all().next().is_none() => Effects {
                on: Some(day),
                stages: effects.stages,
                touched: effects.touched,
                ..self.effects_on(registry, &after, changes, day)
            },
            _ => effects,
        }
    }

    fn effects_on<'c>(
        &self,
        registry: &Registry,
        after: &Registry,
        changes: impl IntoIterator<Item = &'c Change> + Clone,
        day: NaiveDate,
    ) -> Effects {
        let mut effects = Effects::default();
        let mut affected = AffectedSchools::new(after);
        let corrected = Correction::among(&changes);
        let records = changes.into_iter();
        let records = records.flat_map(|change| change.before.iter().chain(&change.after));
        records.for_each(|record| affected.add(record));
        for uai in affected.with_rpi() {
            let school = RecordId::School(uai);
            if corrected
                .as_ref()
                .is_some_and(|found| found.became(&school).is_some())
            {
                continue;
            }
            // A school that is given another UAI is what it was under its own.
            let was = match corrected.as_ref().and_then(|found| found.former(&school)) {
                Some(RecordId::School(was)) => *was,
                _ => uai,
            };
            let then = self.assessed_on(after, uai, day);
            let now = (day != self.day)
                .then(|| self.assessed_on(registry, was, day))
                .flatten();
            let now = now
                .as_ref()
                .or_else(|| self.entry(was).map(|entry| &entry.assessed));
            let (mut now, then) = (uses(registry, was, now), uses(after, uai, then.as_ref()));
            if let Some(found) = &corrected {
                now = under_their_categories(found, [registry, after], uai, now);
            }
            effects.note(after, uai, now, then);
        }
        effects
    }

    fn assessed_on(&self, registry: &Registry, school: Uai, day: NaiveDate) -> Option<Assessed> {
        let school = registry.schools().get(&school)?;
        Some(assessed(registry, school, day, &self.policy))
    }
}
