//! How far lines are.

use super::{Bar, Of, Text};
use crate::domain::deployment::Stage;

/// The lines at each stage, in the order of the stages; those without a deployment first.
pub(super) fn funnel(lines: &[Of<'_>], text: Text<'_>) -> Vec<Bar> {
    let mut counts = [0; 16];
    for (_, line) in lines {
        counts[line.assessment.stage.map_or(0, |stage| stage as usize + 1)] += 1;
    }
    let none = Bar {
        label: "aucun déploiement".to_owned(),
        count: counts[0],
        filter: text.and("etape:aucune"),
    };
    let stages = Stage::ALL
        .into_iter()
        .zip(&counts[1..])
        .map(|(stage, count)| Bar {
            label: stage.label().to_owned(),
            count: *count,
            filter: text.and(&format!("etape={}", stage.code())),
        });
    std::iter::once(none).chain(stages).collect()
}
