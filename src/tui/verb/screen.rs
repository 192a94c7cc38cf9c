//! The verbs of the screen as a whole: leaving, drawing again, the mouse.

use crate::tui::effect::Effect;
use crate::tui::keymap::{Context, Press, Verb};
use crate::tui::model::{Model, Tone};
use crate::tui::update::lists;

/// Leaves, at once where nothing is marked; marks are lost with the screens, so that leaving is asked for twice.
pub fn quit(model: &mut Model, effects: &mut Vec<Effect>) {
    let marked: usize = model.lists.iter().map(|list| list.marks.count()).sum();
    if marked == 0 || model.leaving {
        return effects.push(Effect::Quit);
    }
    model.leaving = true;
    let key = model.key(model.context(), Press::Quit);
    let what = if marked == 1 {
        "1 ligne est cochée et ne le sera plus".to_owned()
    } else {
        format!("{marked} lignes sont cochées et ne le seront plus")
    };
    model.say(Tone::Info, format!("{what}\u{a0}: {key} encore pour quitter"));
}

/// Listens to the mouse, or leaves it to the terminal, which then selects text to copy.
pub fn switch_mouse(model: &mut Model, effects: &mut Vec<Effect>) {
    let heard = !model.options.mouse;
    model.options.mouse = heard;
    effects.push(Effect::Mouse(heard));
    let key = model.options.keymap.shown(Context::Everywhere, Verb::Mouse);
    let text = if heard {
        "Souris écoutée\u{a0}: clic et molette agissent ici".to_owned()
    } else {
        format!("Souris laissée au terminal, pour copier\u{a0}; {key} la reprend")
    };
    model.say(Tone::Info, text);
}

/// Why the mouse is not to be switched.
pub fn no_mouse(model: &Model) -> Option<String> {
    let sober = model.options.look.sober;
    sober.then(|| "l’écran sobre laisse la souris au terminal".to_owned())
}

/// Draws everything again, and reads it again.
pub fn redraw(model: &mut Model, effects: &mut Vec<Effect>) {
    model.revealed = None;
    effects.push(Effect::Repaint);
    lists::refresh_all(model, effects);
}
