//! The last line: the verbs possible now, and who works.

use ratatui::layout::Rect;

use crate::tui::form::spec::Input;
use crate::tui::keymap::{Context, Hint, Keymap, Press, Step, Verb, VerbKeys};
use crate::tui::model::dialog::{ChooserField, Dialog, FormKind, Proposal, TextDialog};
use crate::tui::model::editor::{Annexe, Editor, Question};
use crate::tui::model::{Mode, Model};
use crate::tui::theme::Role;
use crate::tui::verb::{self, why_not};

use super::painter::{Painter, columns};
use super::review::{bar, is_beside, is_made_for as is_made_for_review};

/// The columns between two hints.
const GAP: u16 = 2;

/// Draws the footer; the hints of least use are left out where there is no room.
pub fn draw(painter: &mut Painter, area: Rect, model: &Model) {
    let operator = &model.options.operator;
    let who = format!("{} {}", operator.name, operator.standing());
    let mut hints = hints(model);
    let said = bar(model);
    hints.retain(|hint| !said.contains(hint));
    let beside = area.width.saturating_sub(columns(&who) + 2);
    // Over a dialog its keys come before the name of who works, which the panes show again.
    let is_asked = model
        .dialog
        .as_ref()
        .is_some_and(|dialog| !matches!(dialog, Dialog::Wait(_)));
    let crowded = is_asked && length(&hints) > beside;
    let room = if crowded { area.width } else { beside };
    if !crowded {
        painter.put_right(area.x, area.y, area.width.saturating_sub(1), Role::Muted, &who);
    }
    let mut x = area.x + 1;
    for (key, name) in fitting(hints, &kept(model), room) {
        x += painter.put(x, area.y, room, Role::Key, &key);
        x += 1 + painter.put(x + 1, area.y, room, Role::Text, &name) + GAP;
    }
}

/// The keys that are shown whatever the room: palette and help, or the one that leaves a page or closes a dialog.
pub fn kept(model: &Model) -> Vec<String> {
    if model
        .dialog
        .as_ref()
        .is_some_and(|dialog| !matches!(dialog, Dialog::Wait(_)))
    {
        return vec![model.key(model.context(), Press::Cancel)];
    }
    let first = match model.mode {
        Mode::Day(_) | Mode::Agenda(_) => Press::Back,
        Mode::Panes | Mode::Review(_) | Mode::Figures(_) => Press::Palette,
    };
    [first, Press::Help]
        .map(|verb| model.key(model.ground(), verb))
        .to_vec()
}

/// The keys that are shown now, those of most use first.
pub fn hints(model: &Model) -> Vec<Hint> {
    let keymap = &model.options.keymap;
    match &model.dialog {
        Some(dialog) if !matches!(dialog, Dialog::Wait(_)) => of_dialog(keymap, dialog),
        _ if model.searching => of(
            keymap,
            Context::Field,
            &[
                (Press::Accept, "garder"),
                (Press::Cancel, "effacer"),
                (Press::Step(Step::Down), "descendre"),
                (Press::Help, "aide"),
            ],
        ),
        _ => ground(model),
    }
}

/// The verbs that are possible now: those made for the subject first, then in the order of the table.
fn ground(model: &Model) -> Vec<Hint> {
    let keymap = &model.options.keymap;
    let context = model.ground();
    let mut entries = keymap.footer(context);
    entries.retain(|entry| why_not(model, entry.verb).is_none() && !is_beside(model, entry.verb));
    entries.sort_by_key(|entry| (!is_made_for(model, entry.verb), entry.footer));
    let name = |entry: &VerbKeys| {
        let called = (verb::row(entry.verb).called)(model);
        called.map_or_else(|| entry.name.clone(), str::to_owned)
    };
    let mut hints: Vec<Hint> = entries
        .into_iter()
        .map(|entry| (keymap.shown(context, entry.verb), name(entry)))
        .collect();
    let turned = match &model.mode {
        Mode::Figures(_) => "image suivante",
        Mode::Day(page) if page.mine => "toutes",
        Mode::Day(_) => "les miennes",
        Mode::Agenda(page) if page.by_week => "mois",
        Mode::Agenda(_) => "semaine",
        Mode::Panes | Mode::Review(_) => return hints,
    };
    hints.insert(1, (keymap.shown(context, Verb::NextPane), turned.to_owned()));
    hints
}

/// True for the verbs that one expects on the subject, and for the search.
fn is_made_for(model: &Model, verb: Verb) -> bool {
    if let Some(review) = model.review() {
        return is_made_for_review(review, verb);
    }
    (verb::row(verb).expected)(model)
}

fn of_dialog(keymap: &Keymap, dialog: &Dialog) -> Vec<Hint> {
    let context = dialog.context();
    let accept = match dialog {
        Dialog::Text(TextDialog {
            overwrite: Some(_), ..
        }) => {
            return of(
                keymap,
                context,
                &[(Press::Confirm, "remplacer"), (Press::Cancel, "annuler")],
            );
        }
        Dialog::Chooser(chooser) if chooser.arranges => {
            let hints = [
                (Press::Accept, "valider"),
                (Press::Mark, "cocher"),
                (Press::ColumnLeft, "à gauche"),
                (Press::ColumnRight, "à droite"),
                (Press::Cancel, "annuler"),
            ];
            return of(keymap, context, &hints);
        }
        Dialog::Text(TextDialog {
            proposal: Some(proposal),
            effects,
            ..
        }) if proposal.own_key.is_some() => {
            let mut hints: Vec<(Press, &str)> =
                vec![(Press::Confirm, &proposal.verb), (Press::Cancel, "annuler")];
            hints.extend(of_stages(proposal));
            hints.extend(
                effects
                    .as_ref()
                    .map(|_| (Verb::AffectedSchools.into(), "les écoles")),
            );
            hints.push((Press::Step(Step::Down), "lire la suite"));
            return of(keymap, context, &hints);
        }
        Dialog::Text(dialog) => match &dialog.proposal {
            Some(proposal) => &proposal.verb,
            None => return of(keymap, context, reading(dialog)),
        },
        Dialog::Editor(form) => return of(keymap, context, &editor(form)),
        Dialog::Chooser(chooser)
            if chooser.choices.is_empty() && matches!(chooser.entry, ChooserField::None) =>
        {
            return of(keymap, context, &[(Press::Cancel, "fermer")]);
        }
        Dialog::Days(_) => {
            let hints = [
                (Press::Save, "aperçu"),
                (Press::Accept, "suivante"),
                (Press::Step(Step::Down), "autre école"),
                (Press::Cancel, "annuler"),
                (Verb::PickDay.into(), "le mois"),
            ];
            return of(keymap, context, &hints);
        }
        Dialog::Annexe(annexe) => return of(keymap, context, &self::annexe(annexe)),
        Dialog::Month(_) => return of(keymap, context, &MONTH),
        Dialog::Chooser(_) | Dialog::Form(_) | Dialog::Wait(_) => "valider",
    };
    let choose = matches!(dialog, Dialog::Chooser(_)).then_some((Press::Step(Step::Down), "choisir"));
    let dated = matches!(dialog, Dialog::Chooser(chooser) if matches!(chooser.entry, ChooserField::Day(_)));
    let of_day = matches!(dialog, Dialog::Form(form) if matches!(form.kind, FormKind::Day(_)));
    let by_month = dated || of_day;
    let listed = matches!(dialog, Dialog::Text(text) if text.effects.is_some());
    let stages = match dialog {
        Dialog::Text(text) => text.proposal.as_ref().and_then(of_stages),
        _ => None,
    };
    let hints: Vec<(Press, &str)> = [(Press::Accept, accept), (Press::Cancel, "annuler")]
        .into_iter()
        .chain(stages)
        .chain(choose)
        .chain(dated.then_some((Press::NextField, "la date")))
        .chain(by_month.then_some((Verb::PickDay.into(), "le mois")))
        .chain(listed.then_some((Verb::AffectedSchools.into(), "les écoles")))
        .collect();
    of(keymap, context, &hints)
}

/// What the keys do in the month.
const MONTH: [(Press, &str); 5] = [
    (Press::Accept, "prendre ce jour"),
    (Press::Cancel, "revenir"),
    (Press::Step(Step::Down), "autre semaine"),
    (Press::Step(Step::PageDown), "mois suivant"),
    (Press::Step(Step::First), "aujourd’hui"),
];

/// What the keys do in a text that proposes nothing.
fn reading(dialog: &TextDialog) -> &'static [(Press, &'static str)] {
    const FINDING: &[(Press, &str)] = &[(Press::Accept, "lire"), (Press::Cancel, "toute l’aide")];
    const HELP: &[(Press, &str)] = &[
        (Press::Cancel, "fermer"),
        (Press::Step(Step::Down), "lire la suite"),
        (Press::Verb(Verb::Search), "chercher"),
    ];
    const WELCOME: &[(Press, &str)] = &[(Press::Accept, "commencer")];
    const OTHER: &[(Press, &str)] = &[
        (Press::Cancel, "fermer"),
        (Press::Step(Step::Down), "lire la suite"),
    ];
    match dialog {
        dialog if dialog.is_finding() => FINDING,
        dialog if dialog.help => HELP,
        dialog if dialog.welcome => WELCOME,
        _ => OTHER,
    }
}

/// What turns the answer about the stages that an order may move.
fn of_stages(proposal: &Proposal) -> Option<(Press, &'static str)> {
    proposal.stages?;
    let turned = if proposal.order.stages {
        "sans l’étape"
    } else {
        "avec l’étape"
    };
    Some((Press::Mark, turned))
}

/// What the keys do in the form of a record, or in what lies over it.
fn editor(form: &Editor) -> Vec<(Press, &'static str)> {
    if form.question.is_some() {
        let second = match form.question {
            Some(Question::Leave(_)) => "garder et fermer",
            Some(Question::NewVersion(..)) => "revenir",
            Some(Question::Resume(..)) | None => "fermer",
        };
        return vec![
            (Press::Accept, "choisir"),
            (Press::Step(Step::Down), "autre réponse"),
            (Press::Cancel, second),
        ];
    }
    if form.clash.is_some() {
        return vec![
            (Press::Accept, "enregistrer"),
            (Press::Mark, "le mien / le sien"),
            (Press::Step(Step::Down), "autre champ"),
            (Press::Cancel, "revenir"),
        ];
    }
    if form.picker.is_some() {
        return vec![
            (Press::Accept, "prendre"),
            (Press::Step(Step::Down), "descendre"),
            (Press::Cancel, "revenir"),
        ];
    }
    let mut hints = vec![
        (Press::Save, "enregistrer"),
        (Press::Accept, "suivant"),
        (Press::Cancel, "fermer"),
        (Press::Step(Step::Down), "autre champ"),
    ];
    let at = form.cell_here();
    let dated = at.and_then(|at| form.values.input(at)) == Some(Input::Day);
    hints.extend(dated.then_some((Verb::PickDay.into(), "le mois")));
    hints
}

/// What the keys do in the dialog of an annexe.
fn annexe(annexe: &Annexe) -> Vec<(Press, &'static str)> {
    let turn = if annexe.dating { "les écoles" } else { "le jour" };
    let mark = (!annexe.dating).then_some((Press::Mark, "cocher"));
    let others = [(Press::NextField, turn), (Press::Cancel, "annuler")];
    let mut hints = vec![(Press::Accept, "aperçu")];
    hints.extend(mark.into_iter().chain(others));
    hints
}

fn of(keymap: &Keymap, context: Context, verbs: &[(Press, &str)]) -> Vec<Hint> {
    let hint = |(press, name): &(Press, &str)| {
        let key = keymap.shown(context, *press);
        let key = if *press == Press::Step(Step::Down) {
            format!("{}{key}", keymap.shown(context, Press::Step(Step::Up)))
        } else {
            key
        };
        (key, (*name).to_owned())
    };
    verbs.iter().map(hint).collect()
}

/// The columns that hints take.
fn length(hints: &[Hint]) -> u16 {
    hints
        .iter()
        .map(|(key, name)| columns(key) + 1 + columns(name) + GAP)
        .sum()
}

/// Leaves hints out from the end until the others fit; those of the keys that are kept stay.
fn fitting(mut hints: Vec<Hint>, kept: &[String], room: u16) -> Vec<Hint> {
    while length(&hints) > room {
        let Some(last) = hints.iter().rposition(|hint| !kept.contains(&hint.0)) else {
            break;
        };
        hints.remove(last);
    }
    hints
}
