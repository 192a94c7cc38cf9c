//! Wrong arguments, told in French.

use clap::Error;
use clap::error::{ContextKind, ContextValue, ErrorKind};

/// The French sentence for a wrong argument, and what to do.
pub(super) fn explain(error: &Error) -> String {
    let named = |kind| context(error, kind).unwrap_or_default();
    let what = match error.kind() {
        ErrorKind::UnknownArgument => format!(
            "«\u{a0}{}\u{a0}» n’est pas une option connue ici",
            named(ContextKind::InvalidArg)
        ),
        ErrorKind::InvalidSubcommand => {
            format!(
                "«\u{a0}{}\u{a0}» n’est pas une commande",
                named(ContextKind::InvalidSubcommand)
            )
        }
        ErrorKind::MissingRequiredArgument => {
            format!("il manque {}", named(ContextKind::InvalidArg).replace("...", ""))
        }
        ErrorKind::InvalidValue if named(ContextKind::InvalidValue).is_empty() => {
            format!("{} demande une valeur", named(ContextKind::InvalidArg))
        }
        ErrorKind::InvalidValue => format!(
            "«\u{a0}{}\u{a0}» ne convient pas à {}\u{a0}; possible\u{a0}: {}",
            named(ContextKind::InvalidValue),
            named(ContextKind::InvalidArg),
            named(ContextKind::ValidValue)
        ),
        ErrorKind::ValueValidation => format!(
            "«\u{a0}{}\u{a0}» ne convient pas à {}\u{a0}: {}",
            named(ContextKind::InvalidValue),
            named(ContextKind::InvalidArg),
            std::error::Error::source(error)
                .map(ToString::to_string)
                .unwrap_or_default()
        ),
        ErrorKind::ArgumentConflict => format!(
            "{} est donné deux fois ou ne va pas avec le reste",
            named(ContextKind::InvalidArg)
        ),
        ErrorKind::InvalidUtf8 => "un argument n’est pas en UTF-8".to_owned(),
        _ => "les arguments ne conviennent pas".to_owned(),
    };
    let near = context(error, ContextKind::SuggestedSubcommand)
        .or_else(|| context(error, ContextKind::SuggestedArg))
        .or_else(|| context(error, ContextKind::SuggestedValue));
    let near = near.map_or_else(String::new, |near| {
        format!("\u{a0}; peut-être «\u{a0}{near}\u{a0}»")
    });
    format!("{what}{near}. Voyez «\u{a0}preau --help\u{a0}».")
}

fn context(error: &Error, kind: ContextKind) -> Option<String> {
    let text = match error.get(kind)? {
        ContextValue::String(text) => text.clone(),
        ContextValue::Strings(texts) => texts.join(", "),
        other => other.to_string(),
    };
    Some(text.escape_debug().to_string())
}
