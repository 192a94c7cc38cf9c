//! What a terminal is written where its locale is not UTF-8: ASCII, and how to have the rest. Files and pipes take
//! UTF-8 whatever the locale.

use std::borrow::Cow;
use std::env;
use std::io::{self, IsTerminal, Write};
use std::sync::atomic::{AtomicBool, Ordering};

use crate::text::{ascii, speaks_utf8};

/// What to do to have every letter.
pub(super) const ADVICE: &str = "(Locale sans UTF-8\u{a0}: accents et signes sont réduits à l’ASCII. Dans un terminal \
                                 en UTF-8, LANG=C.UTF-8 les rend.)";

/// True once something was changed for a terminal.
static CHANGED: AtomicBool = AtomicBool::new(false);

/// A text as a stream takes it.
pub(super) fn text_for<'t>(stream: &impl IsTerminal, text: &'t str) -> Cow<'t, str> {
    if text.is_ascii() || !stream.is_terminal() || speaks_utf8(variable) {
        return Cow::Borrowed(text);
    }
    CHANGED.store(true, Ordering::Relaxed);
    ascii(text)
}

/// The advice, where something was changed.
pub(super) fn advice() -> Option<Cow<'static, str>> {
    CHANGED.load(Ordering::Relaxed).then(|| ascii(ADVICE))
}

/// Standard error, for whole messages.
pub(super) struct Messages;

impl Write for Messages {
    fn write(&mut self, message: &[u8]) -> io::Result<usize> {
        let mut err = io::stderr();
        let text = str::from_utf8(message).map(|text| text_for(&err, text));
        err.write_all(text.as_deref().map_or(message, str::as_bytes))?;
        Ok(message.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Why no screen can be drawn on the terminal; none where one can.
pub(super) fn unfit() -> Option<String> {
    let (what, which) = match variable("TERM").as_deref() {
        None | Some("") => (
            "TERM n’est pas donné".to_owned(),
            "le type de ce terminal est inconnu",
        ),
        Some(name @ ("dumb" | "unknown")) => (
            format!("TERM={name}"),
            "ce terminal ne sait ni déplacer le curseur ni effacer",
        ),
        Some(_) => return None,
    };
    Some(format!(
        "{what}\u{a0}: {which}, les écrans ne peuvent pas s’y afficher\u{a0}; ouvrez-les dans un autre terminal, ou \
         donnez le type de celui-ci\u{a0}: «\u{a0}TERM=xterm preau\u{a0}». Les commandes y marchent\u{a0}: voyez \
         «\u{a0}preau --help\u{a0}»"
    ))
}

fn variable(name: &str) -> Option<String> {
    env::var(name).ok()
}
