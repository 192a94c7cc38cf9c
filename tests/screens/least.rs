//! The least sizes: each scene is played there too, and shows what one cannot do without.

use insta::{assert_snapshot, with_settings};
use preau::tui::model::dialog::{ChooserField, Dialog};
use preau::tui::model::editor::{FormRow, Question};
use preau::tui::model::{Mode, Model};
use preau::tui::spoken;
use preau::tui::theme::Role;

use crate::stepper::{Stepper, open_at};
use crate::support::isere::isere;
use crate::support::world::World;

/// The least sizes: of the panes, and of the sober screens.
const LEAST: [(u16, u16, bool); 4] = [(72, 18, false), (80, 23, false), (30, 8, true), (40, 12, true)];

/// Plays a scene at the least sizes.
pub fn least(name: &str, world: &World, play: impl Fn(&mut Stepper)) {
    for size in LEAST {
        let mut stepper = sized(world, size);
        play(&mut stepper);
        let missing = missing(&mut stepper);
        assert!(
            missing.is_empty(),
            "{name} at {size:?}: no {missing:?}\n{}",
            stepper.screen_with_cursor()
        );
    }
}

/// Plays a scene on a base for trials, at the least sizes and at one where all panes are shown: each of its screens says
/// that what it shows is invented, whatever lies over the panes.
pub fn invented(name: &str, world: &World, play: impl Fn(&mut Stepper)) {
    for size in [(72, 18, false), (120, 40, false), (30, 8, true)] {
        let mut stepper = sized(world, size);
        stepper.model.options.trial = true;
        play(&mut stepper);
        let screen = stepper.screen();
        assert!(
            screen
                .lines()
                .next()
                .is_some_and(|first| first.contains("données inventées")),
            "{name} at {size:?}\n{screen}"
        );
    }
}

/// Opens the screens at a size, sober or not.
fn sized(world: &World, (width, height, sober): (u16, u16, bool)) -> Stepper {
    let mut stepper = open_at(world, width, height);
    stepper.model.options.look.sober = sober;
    stepper.model.dossier_pane.sober = sober;
    stepper.resize(width, height);
    stepper
}

/// What one cannot do without and the screen does not show.
fn missing(stepper: &mut Stepper) -> Vec<String> {
    let screen = words(&stepper.screen());
    let sober = stepper.model.options.look.sober;
    let mut missing: Vec<String> = essential(&stepper.model)
        .into_iter()
        .map(|text| {
            if sober {
                spoken::text(Role::Text, &text).into_owned()
            } else {
                text
            }
        })
        .filter(|text| !screen.contains(&words(text)))
        .collect();
    if has_row(&stepper.model) && !shows_row(stepper) {
        missing.push("the selected row".to_owned());
    }
    missing
}

/// A text in small letters, without its spaces, nor the borders that lie between its lines.
fn words(text: &str) -> String {
    let kept = |sign: &char| !sign.is_whitespace() && !"│▶▸●✗✓·,".contains(*sign);
    text.to_lowercase().chars().filter(kept).collect()
}

/// The start of a text that may be cut.
fn head(text: &str) -> String {
    text.chars().take(16).collect::<String>().trim().to_owned()
}

fn essential(model: &Model) -> Vec<String> {
    let status = model.status.iter().map(|status| status.text.replace('✓', ""));
    let mut texts: Vec<String> = status.collect();
    let Some(dialog) = &model.dialog else {
        return texts;
    };
    texts.extend(dialog.error().map(str::to_owned));
    let refused = matches!(dialog, Dialog::Chooser(chooser) if chooser.chosen().is_some_and(|one| one.refused.is_some()));
    // Over what is long, until the next key.
    if texts.is_empty() && !refused {
        texts.extend(leaving(dialog));
    }
    match dialog {
        Dialog::Chooser(chooser) => {
            texts.push(head(&chooser.title));
            texts.extend(chooser.chosen().map(|choice| head(&choice.label)));
            if let ChooserField::Day(day) = &chooser.entry {
                texts.push(day.field.text().to_owned());
            }
        }
        Dialog::Form(form) => texts.extend([head(&form.title), head(&form.about)]),
        Dialog::Text(dialog) => texts.push(head(&dialog.title)),
        Dialog::Editor(form) => match (&form.question, &form.clash, form.here()) {
            (Some(Question::Leave(_)), ..) => texts.push("Cette saisie n’est pas enregistrée".to_owned()),
            (Some(Question::Resume(..)), ..) => {
                texts.push("Un brouillon est gardé pour ce formulaire".to_owned());
            }
            (Some(Question::NewVersion(..)), ..) => {
                texts.push("Le contenu de cette version ne change plus".to_owned());
            }
            (None, Some(_), _) => texts.push("Fiche modifiée".to_owned()),
            (None, None, FormRow::Cell(at)) if form.picker.is_none() => texts.push(head(&form.label(at))),
            (None, None, FormRow::Save) => texts.push("Enregistrer".to_owned()),
            (None, None, FormRow::Cell(_)) => texts.push("Choisir".to_owned()),
        },
        Dialog::Annexe(_) => texts.push("Annexe".to_owned()),
        Dialog::Days(_) => texts.push("Un jour par école".to_owned()),
        Dialog::Month(_) => texts.push("Choisir un jour".to_owned()),
        Dialog::Wait(_) => {}
    }
    texts
}

/// The key that closes a dialog.
fn leaving(dialog: &Dialog) -> Option<String> {
    match dialog {
        Dialog::Wait(_) => None,
        Dialog::Text(dialog) if dialog.welcome => Some("commencer".to_owned()),
        _ => Some("Échap".to_owned()),
    }
}

/// True where a row is selected, and nothing lies over it.
fn has_row(model: &Model) -> bool {
    let on_panes = matches!(model.mode, Mode::Panes) && model.dialog.is_none() && !model.searching;
    on_panes && model.subject().is_some() && (!model.reading || model.dossier_pane.dossier.is_some())
}

/// True where a row is shown as selected: by its style, or by the cursor.
fn shows_row(stepper: &mut Stepper) -> bool {
    if !stepper.model.options.look.sober {
        return stepper.screen().lines().any(|line| line.starts_with('▶'));
    }
    let row = usize::from(stepper.cursor().1);
    let screen = stepper.screen();
    let line = screen.lines().nth(row).unwrap_or_default();
    row > 1 && line.chars().any(char::is_alphanumeric)
}

/// Shows what keys lead to at one size.
fn shown(name: &str, (width, height, sober): (u16, u16, bool), play: impl Fn(&mut Stepper)) {
    let mut stepper = sized(&isere(), (width, height, sober));
    play(&mut stepper);
    let screen = if sober {
        stepper.screen_with_cursor()
    } else {
        stepper.screen()
    };
    with_settings!({ omit_expression => true, snapshot_suffix => format!("{width}x{height}") }, {
        assert_snapshot!(name, screen);
    });
}

#[test]
fn a_terminal_inside_tmux_has_a_line_less() {
    let size = (80, 23, false);
    shown("schools", size, |_| {});
    shown("stages", size, |s| {
        s.press("bas e");
    });
}

#[test]
fn a_sober_screen_is_read_enlarged() {
    for size in [(40, 12, true), (30, 8, true)] {
        shown("sober_schools", size, |s| {
            s.press("bas");
        });
        shown("sober_stages", size, |s| {
            s.press("bas e bas");
        });
        shown("sober_form", size, |s| {
            s.press("4 fin m bas bas");
        });
        shown("sober_refused", size, |s| {
            s.press("fin i");
        });
    }
}

#[test]
fn a_screen_that_is_too_small_says_how_to_leave_and_is_left() {
    for (size, needed) in [((71, 40, false), "72 × 18"), ((29, 8, true), "30 × 8")] {
        let mut stepper = sized(&isere(), size);
        let screen = stepper.screen().replace('\n', " ");
        for said in ["Écran trop petit", needed, "Ctrl-C quitte."] {
            assert!(words(&screen).contains(&words(said)), "no {said} in {screen}");
        }
        if size.2 {
            assert_eq!(stepper.cursor(), (0, 0));
        }
        stepper.press("ctrl-c");
        assert!(stepper.left);
    }
}
