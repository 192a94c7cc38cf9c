//! The annexe of a convention 26: schools are marked, what would change is shown, then it is confirmed.

use crate::domain::convention::Article;
use crate::domain::date::day_fr;
use crate::domain::record::{Record, RecordId};
use crate::service::Outcome;
use crate::tui::effect::{AnnexeRead, Ask, Effect};
use crate::tui::keymap::Verb;
use crate::tui::model::editor::Annexe;
use crate::tui::model::layer::{Intent, Layer, Paper, Proposal};
use crate::tui::model::{Model, Tone};
use crate::tui::theme::Role;
use crate::tui::update::dialog::wait;
use crate::tui::update::edit::edit;
use crate::tui::update::keys::Press;
use crate::tui::update::lists::{Step, distance};

/// The rows that a page moves by.
const PAGE: isize = 12;

/// True where the verb on the annexe is about the selected convention.
pub fn is_here(model: &Model) -> bool {
    matches!(model.subject(), Some(RecordId::Convention(_)))
}

/// Asks for the convention and its schools.
pub fn open(model: &mut Model, effects: &mut Vec<Effect>) {
    if let Some(RecordId::Convention(number)) = model.subject().cloned() {
        wait(model, Intent::Annexe, Ask::Annexe(number), effects);
    }
}

/// Shows the schools.
pub fn show(model: &mut Model, read: AnnexeRead) {
    let Record::Convention(convention) = read.dossier.record else {
        return;
    };
    if convention.article() == Article::Art28 {
        return model.say(
            Tone::Info,
            "Une convention 28 n’a pas d’annexe\u{a0}: elle nomme des solutions et des départements",
        );
    }
    let annexe = Annexe::new(
        *convention,
        read.dossier.version,
        read.dossier.title,
        read.schools,
        model.options.today,
    );
    model.layer = Some(Layer::Annexe(Box::new(annexe)));
}

/// Takes a key.
pub fn press(model: &mut Model, press: Press, effects: &mut Vec<Effect>) {
    let Some(Layer::Annexe(annexe)) = &mut model.layer else {
        return;
    };
    match press {
        Press::Verb(Verb::NextField | Verb::PreviousField) => annexe.dating = !annexe.dating,
        Press::Verb(Verb::Accept) => preview(model, effects),
        press if annexe.dating => {
            annexe.error = None;
            edit(&mut annexe.day.field, press);
        }
        Press::Verb(Verb::Up) => annexe.step(-1),
        Press::Verb(Verb::Down) => annexe.step(1),
        Press::Verb(Verb::PageUp) => annexe.step(-PAGE),
        Press::Verb(Verb::PageDown) => annexe.step(PAGE),
        Press::Verb(Verb::First) => annexe.step(distance(Step::First, PAGE)),
        Press::Verb(Verb::Last) => annexe.step(distance(Step::Last, PAGE)),
        Press::Verb(Verb::Mark) => {
            annexe.toggle();
            annexe.step(1);
        }
        Press::Verb(Verb::MarkAll) => annexe.mark(|_| true),
        Press::Verb(Verb::MarkNone) => annexe.mark(|_| false),
        Press::Verb(Verb::MarkInverse) => annexe.mark(|is| !is),
        _ => {}
    }
}

/// Asks what the marks would do.
fn preview(model: &mut Model, effects: &mut Vec<Effect>) {
    let Some(Layer::Annexe(annexe)) = &mut model.layer else {
        return;
    };
    let on = match annexe.day.day() {
        Ok(on) => on,
        Err(why) => return annexe.error = Some(why),
    };
    let Some(order) = annexe.order(on) else {
        return annexe.error = Some("rien ne change".to_owned());
    };
    let annexe = annexe.clone();
    let intent = Intent::AnnexeChange(annexe);
    wait(model, intent, Ask::Preview(Box::new(order)), effects);
}

/// Shows the annexe before and after, and proposes the change under its own key.
pub fn changed(model: &mut Model, annexe: &Annexe, outcome: Outcome) {
    let Ok(on) = annexe.day.day() else {
        return;
    };
    let Some(mut order) = annexe.order(on) else {
        return;
    };
    order.seen.extend(
        outcome
            .seen
            .into_iter()
            .filter(|seen| !matches!(seen.id, RecordId::Convention(_))),
    );
    let number = annexe.convention.number.clone();
    let mut paper = Paper::new("Annexe\u{a0}: aperçu");
    paper.say(Role::Title, &annexe.about);
    paper.say(Role::Text, format!("À compter du {}\u{a0}:", day_fr(on)));
    paper.say(Role::Text, "");
    let before = annexe.members.iter().filter(|member| member.was).count();
    let was_all = matches!(annexe.convention.annexe, crate::domain::convention::Annexe::All);
    let counted = |all: bool, count: usize| {
        if all {
            "toutes les écoles".to_owned()
        } else {
            schools(count)
        }
    };
    paper.say(
        Role::Text,
        format!(
            "{} → {}",
            counted(was_all, before),
            counted(annexe.all, annexe.count())
        ),
    );
    paper.say(Role::Text, "");
    let joins = annexe
        .members
        .iter()
        .filter(|member| !member.was && (member.is || annexe.all));
    let leaves = annexe
        .members
        .iter()
        .filter(|member| member.was && !member.is && !annexe.all);
    for member in joins {
        paper.item(
            (Role::Ok, "  entre  ".to_owned()),
            (Role::Text, format!("{}  {}", member.uai, member.label)),
        );
    }
    for member in leaves {
        paper.item(
            (Role::Blocking, "  sort   ".to_owned()),
            (Role::Text, format!("{}  {}", member.uai, member.label)),
        );
    }
    paper.proposal = Some(Proposal {
        order,
        what: format!(
            "annexe de {number}\u{a0}: {}",
            counted(annexe.all, annexe.count())
        ),
        verb: "appliquer".to_owned(),
        many: true,
        applied: None,
    });
    model.layer = Some(Layer::Paper(paper));
}

/// Shows the schools again, with why what was marked is refused.
pub fn refused(model: &mut Model, mut annexe: Box<Annexe>, why: String) {
    annexe.error = Some(why);
    model.layer = Some(Layer::Annexe(annexe));
}

fn schools(count: usize) -> String {
    match count {
        0 => "aucune école".to_owned(),
        1 => "1 école".to_owned(),
        many => format!("{many} écoles"),
    }
}
