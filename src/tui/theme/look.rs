//! What the terminal can show: colours or none, all characters or ASCII.

use super::Theme;
use crate::config::ScreenSettings;
use crate::text::speaks_utf8;

/// The choices that hold for a whole run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    /// Whether colours are used.
    pub colours: bool,
    /// Whether only ASCII is sent.
    pub ascii: bool,
    /// Whether the screens are plain text: no border, no style, no sign, one thing a line.
    pub sober: bool,
}

impl Look {
    /// Decides from the configuration, else from the environment: `NO_COLOR` and the locale.
    pub fn decide(settings: ScreenSettings, variable: impl Fn(&str) -> Option<String>) -> Self {
        let refused = variable("NO_COLOR").is_some_and(|value| !value.is_empty());
        Self {
            colours: settings.colours.decide(!refused),
            ascii: settings.ascii.decide(!speaks_utf8(variable)),
            sober: settings.sober,
        }
    }

    /// Gives the styles of this look.
    pub fn theme(self) -> Theme {
        if self.sober {
            Theme::none()
        } else {
            Theme::new(self.colours)
        }
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
}
