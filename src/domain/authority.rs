//! The authority that signs for the State, in words: the one place where its title is written. The title is configuration
//! (`[dsden] autorite`); no decision rests on it.

use std::fmt;
use std::str::FromStr;
use std::sync::OnceLock;

/// The most letters of a title.
const LONGEST: usize = 40;

/// The most letters of a title where there is little room.
const SHORT: usize = 6;

/// The title that the program was started with. Set before the first phrase is asked for, and never again.
static TITLE: OnceLock<Title> = OnceLock::new();

/// Who signs for the State, with the article: `le DASEN`, `la rectrice`, `l’inspecteur d’académie`.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Title {
    article: Article,
    /// The title without its article.
    bare: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Article {
    Le,
    La,
    Elided,
}

/// A text that is no title of an authority.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error(
    "«\u{a0}{0}\u{a0}» n’est pas un titre avec son article, de 40 lettres au plus\u{a0}: écrivez «\u{a0}le DASEN\u{a0}» ou «\u{a0}la rectrice\u{a0}»"
)]
pub struct NotATitle(String);

impl Default for Title {
    fn default() -> Self {
        Self {
            article: Article::Le,
            bare: "DASEN".to_owned(),
        }
    }
}

impl FromStr for Title {
    type Err = NotATitle;

    fn from_str(text: &str) -> Result<Self, NotATitle> {
        let articles = [
            ("le ", Article::Le),
            ("la ", Article::La),
            ("l’", Article::Elided),
            ("l'", Article::Elided),
        ];
        let parts = articles
            .into_iter()
            .find_map(|(written, article)| Some((article, text.strip_prefix(written)?)));
        let is_title = |bare: &str| {
            bare.chars().count() <= LONGEST
                && bare.starts_with(char::is_alphabetic)
                && bare.ends_with(char::is_alphabetic)
                && bare.chars().all(|c| c.is_alphabetic() || " -’'".contains(c))
        };
        match parts {
            Some((article, bare)) if is_title(bare) => Ok(Self {
                article,
                bare: bare.replace('\'', "’"),
            }),
            _ => Err(NotATitle(text.chars().take(LONGEST).collect())),
        }
    }
}

impl TryFrom<String> for Title {
    type Error = NotATitle;

    fn try_from(text: String) -> Result<Self, NotATitle> {
        text.parse()
    }
}

impl From<Title> for String {
    fn from(title: Title) -> Self {
        title.to_string()
    }
}

impl fmt::Display for Title {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let article = match self.article {
            Article::Le => "le ",
            Article::La => "la ",
            Article::Elided => "l’",
        };
        write!(f, "{article}{}", self.bare)
    }
}

impl Title {
    /// The title behind what is of it: `du DASEN`, `de la rectrice`, `de l’inspecteur`.
    fn of(&self) -> String {
        match self.article {
            Article::Le => format!("du {}", self.bare),
            Article::La | Article::Elided => format!("de {self}"),
        }
    }

    /// The title in six letters at most: `DASEN`, `rect.`.
    fn short(&self) -> String {
        if self.bare.chars().count() <= SHORT {
            return self.bare.clone();
        }
        let first: String = self.bare.chars().take(SHORT - 1).collect();
        let stem = first.trim_end_matches(|c: char| "aeiouyéèê -’".contains(c));
        format!("{stem}.")
    }
}

/// Says who signs for the State, before the first phrase is asked for: the first title of a program stays.
pub fn entitle(title: &Title) {
    TITLE.get_or_init(|| title.clone());
}

/// Declares the phrases: each with its template, in which `{le}` is the title with its article, `{du}` the same behind what
/// is of it, `{court}` the short title.
macro_rules! phrases {
    ($($(#[$of:meta])* $name:ident $template:literal;)+) => {
        /// A phrase that names the authority.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Phrase {
            $($(#[$of])* $name),+
        }

        impl Phrase {
            const TEMPLATES: &[&str] = &[$($template),+];
        }
    };
}

phrases! {
    /// Who signs for the State.
    Authority "{le}";
    /// The same behind what is of it: `hors des conventions du DASEN`.
    OfAuthority "{du}";
    /// A convention that waits for its signature.
    Awaits "attend {le}";
    /// The same in eleven columns.
    AwaitsShort "att. {court}";
    /// An avenant that waits for its signature, in eleven columns.
    AmendmentAwaitsShort "av. {court}";
    /// A convention that it signed.
    Signed "signée par {le}";
    /// The same before the day.
    SignedOn "signée par {le} le";
    /// The same, as the name of a field that is typed.
    SignedField "Signée par {le} le";
    /// An avenant that it signed, before the day.
    AmendmentSignedOn "signé par {le} le";
    /// The same, as the name of a field that is typed.
    AmendmentSignedField "Signé par {le} le";
    /// The same, as the name of a field of a convention.
    ConventionAmendmentSignedOn "avenant signé par {le} le";
    /// What is awaited of the authority.
    Signature "signature {du}";
    /// The same with its article.
    TheSignature "la signature {du}";
    /// Several of them.
    Signatures "signatures {du}";
    /// Why the other party is not reminded of a convention that waits for the authority alone.
    NotToRemind "la convention attend {le}\u{a0}: au parapheur, pas de relance";
}

impl Phrase {
    /// The phrase in French, with the title of this program.
    pub fn text(self) -> &'static str {
        static TEXTS: OnceLock<Vec<String>> = OnceLock::new();
        let texts = TEXTS.get_or_init(|| {
            let title = TITLE.get_or_init(Title::default);
            Self::TEMPLATES
                .iter()
                .map(|template| filled(template, title))
                .collect()
        });
        &texts[self as usize]
    }
}

impl fmt::Display for Phrase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.text())
    }
}

/// Fills a template with a title.
fn filled(template: &str, title: &Title) -> String {
    template
        .replace("{le}", &title.to_string())
        .replace("{du}", &title.of())
        .replace("{court}", &title.short())
}

/// The name of a field: its own words, or a phrase that names the authority.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Label {
    Own(&'static str),
    Authority(Phrase),
}

impl Label {
    /// The name in French.
    pub fn text(self) -> &'static str {
        match self {
            Self::Own(text) => text,
            Self::Authority(phrase) => phrase.text(),
        }
    }
}

impl fmt::Display for Label {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.text())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_is_said_with_its_article() {
        let table = [
            ("le DASEN", "attend le DASEN", "signature du DASEN", "att. DASEN"),
            (
                "le recteur",
                "attend le recteur",
                "signature du recteur",
                "att. rect.",
            ),
            (
                "la rectrice",
                "attend la rectrice",
                "signature de la rectrice",
                "att. rectr.",
            ),
            (
                "l'inspecteur d'académie",
                "attend l’inspecteur d’académie",
                "signature de l’inspecteur d’académie",
                "att. insp.",
            ),
        ];
        for (written, awaits, signature, short) in table {
            let title: Title = written.parse().unwrap();
            let said = |phrase: Phrase| filled(Phrase::TEMPLATES[phrase as usize], &title);
            assert_eq!(said(Phrase::Awaits), awaits);
            assert_eq!(said(Phrase::Signature), signature);
            assert_eq!(said(Phrase::AwaitsShort), short);
        }
    }

    #[test]
    fn a_text_that_is_no_title_says_what_one_is() {
        let long = format!("le {}", "a".repeat(41));
        for written in [
            "",
            "DASEN",
            "le ",
            "les recteurs",
            "le DASEN\u{1b}[31m",
            "le  DASEN ",
            "le 1er",
            &long,
        ] {
            let refused = written.parse::<Title>().unwrap_err().to_string();
            assert!(refused.contains("«\u{a0}le DASEN\u{a0}»"), "{refused}");
        }
    }
}
