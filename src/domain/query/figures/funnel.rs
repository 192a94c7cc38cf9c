//! How far the lines are: a step for each stage, those at it and those that reached it.

use super::{Bar, FunnelStep, Of, Text};
use crate::domain::deployment::Stage;

/// A step for each stage, in order; the first is for lines without a solution's deployment.
pub(super) fn funnel(lines: &[Of<'_>], text: Text<'_>) -> Vec<FunnelStep> {
    let mut counts = [0; 16];
    for (_, line) in lines {
        counts[line.assessment.stage.map_or(0, |stage| stage as usize + 1)] += 1;
    }
    let none = FunnelStep {
        at: Bar {
            label: "aucun déploiement".to_owned(),
            count: counts[0],
            filter: text.and("etape:aucune"),
        },
        reached: None,
    };
    let on_the_way = Stage::Suspendue as usize;
    let step = |stage: Stage| FunnelStep {
        at: Bar {
            label: stage.label().to_owned(),
            count: counts[stage as usize + 1],
            filter: text.and(&format!("etape={}", stage.code())),
        },
        reached: (stage < Stage::Suspendue).then(|| Bar {
            label: format!("{} ou au-delà", stage.label()),
            count: counts[stage as usize + 1..=on_the_way].iter().sum(),
            filter: text.and(&format!("etape>={}", stage.code())),
        }),
    };
    std::iter::once(none)
        .chain(Stage::ALL.into_iter().map(step))
        .collect()
}
