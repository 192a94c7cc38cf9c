//! What the terminal can show: colours or none, all characters or ASCII.

use super::{Palette, Theme};
use crate::config::{Ground, ScreenSettings};
use crate::text::speaks_utf8;

/// The terminal of the Linux console: black, and older ones write a question on the screen.
const CONSOLE: &str = "linux";

/// The choices that hold for a whole run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    /// Whether colours are used.
    pub colours: bool,
    /// What is behind the text; none where it is not known, or not yet.
    pub ground: Option<Ground>,
    /// Whether only ASCII is sent.
    pub ascii: bool,
    /// Whether the screens are plain text: no border, no style, no sign, one thing a line.
    pub sober: bool,
}

impl Look {
    /// Decides from the configuration, else from the environment: `NO_COLOR`, `COLORFGBG`, `TERM` and the locale.
    pub fn decide(settings: ScreenSettings, variable: impl Fn(&str) -> Option<String>) -> Self {
        let refused = variable("NO_COLOR").is_some_and(|value| !value.is_empty());
        Self {
            colours: settings.colours.decide(!refused),
            ground: settings
                .ground
                .or_else(|| ground(&variable("COLORFGBG")?))
                .or_else(|| (variable("TERM")? == CONSOLE).then_some(Ground::Dark)),
            ascii: settings.ascii.decide(!speaks_utf8(variable)),
            sober: settings.sober,
        }
    }

    /// True where the terminal is to be asked what is behind its text: colours depend on it, and nothing said it.
    pub fn asks_ground(self) -> bool {
        self.colours && !self.sober && self.ground.is_none()
    }

    /// Takes the terminal's word for what is behind its text, where nothing else said it.
    pub fn hear(&mut self, ground: Ground) {
        self.ground.get_or_insert(ground);
    }

    /// Gives the styles of this look.
    pub fn theme(self) -> Theme {
        Theme::new(match self {
            Self { sober: true, .. } => Palette::None,
            Self { colours: false, .. } => Palette::Plain,
            Self { ground, .. } => ground.map_or(Palette::AnyGround, Palette::On),
        })
    }
}

/// What a terminal says of its ground: the number of its colour, last after the text's, such as `15;0` or
/// `0;default;15`.
fn ground(colours: &str) -> Option<Ground> {
    let (_, ground) = colours.rsplit_once(';')?;
    match ground.parse::<u8>().ok()? {
        0..=6 | 8 => Some(Ground::Dark),
        7 | 9..=15 => Some(Ground::Light),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Switch;

    fn look(settings: ScreenSettings, set: &[(&str, &str)]) -> (bool, bool) {
        let read = |name: &str| {
            set.iter()
                .find(|(known, _)| *known == name)
                .map(|(_, value)| (*value).to_owned())
        };
        let look = Look::decide(settings, read);
        (look.colours, look.ascii)
    }

    #[test]
    fn the_environment_decides_unless_the_configuration_does() {
        let auto = ScreenSettings::default();
        let forced = ScreenSettings {
            colours: Switch::On,
            ascii: Switch::Off,
            sober: false,
            ..auto
        };
        let utf8 = ("LANG", "fr_FR.UTF-8");
        assert_eq!(look(auto, &[utf8]), (true, false));
        assert_eq!(look(auto, &[utf8, ("NO_COLOR", "1")]), (false, false));
        assert_eq!(look(auto, &[utf8, ("NO_COLOR", "")]), (true, false));
        assert_eq!(look(auto, &[]), (true, true));
        assert_eq!(look(forced, &[("NO_COLOR", "1")]), (true, false));
    }

    #[test]
    fn the_ground_is_the_configurations_else_the_terminals() {
        let ground = |set: Option<Ground>, told: Option<&str>| {
            let settings = ScreenSettings {
                ground: set,
                ..ScreenSettings::default()
            };
            let read = |name: &str| told.filter(|_| name == "COLORFGBG").map(str::to_owned);
            Look::decide(settings, read).ground
        };
        for (told, expected) in [
            ("15;0", Some(Ground::Dark)),
            ("0;15", Some(Ground::Light)),
            ("0;default;7", Some(Ground::Light)),
            ("7;8", Some(Ground::Dark)),
            ("0;default", None),
            ("16", None),
            ("", None),
        ] {
            assert_eq!(ground(None, Some(told)), expected, "{told}");
        }
        assert_eq!(ground(None, None), None);
        assert_eq!(ground(Some(Ground::Dark), Some("0;15")), Some(Ground::Dark));
    }
}
