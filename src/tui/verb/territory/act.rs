//! What may be done with schools, collectivités, prestataires and conventions as they change, and what is asked for it.

use crate::domain::collectivite::LocalityKind;
use crate::domain::record::RecordId;
use crate::tui::form::spec::Target;

use super::Draft;

/// What is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Act {
    CloseSchools,
    MergeSchools,
    SplitSchool,
    RenumberSchool,
    FormRpi,
    LeaveRpi,
    DissolveRpi,
    HandCompetence,
    GiveCompetenceBack,
    ConfirmCompetences,
    RenameCollectivite,
    ReplaceCollectivite,
    MergeCommunes,
    RestoreCommune,
    MergeGroups,
    JoinGroup,
    LeaveGroup,
    NoteSubstitution,
    MergeProviders,
    SellProvider,
    MergeRecords,
}

/// What is asked, one after the other.
#[derive(Debug, Clone)]
pub(super) enum Question {
    /// A record, by its key; where `new`, one that the base lacks too.
    Record {
        asked: &'static str,
        target: Target,
        new: bool,
    },
    /// A name, a code, several codes.
    Text { asked: &'static str, optional: bool },
    /// A reason, which others read.
    Note { asked: &'static str },
    /// One of a list: what is stored, and what is shown.
    One {
        asked: &'static str,
        of: Vec<(String, String)>,
    },
}

/// Over what the competence is.
const NATURES: [(&str, &str); 3] = [
    ("les_deux", "service des écoles et bâtiments"),
    ("service", "service des écoles"),
    ("batiments", "bâtiments seuls\u{a0}: le titulaire reste le même"),
];

/// What the codes of communes become that go into one.
const PARTS: [LocalityKind; 3] = [
    LocalityKind::CommuneDeleguee,
    LocalityKind::CommuneAssociee,
    LocalityKind::Merged,
];

impl Act {
    /// What may be done with records of a kind.
    pub(super) fn of(id: &RecordId) -> &'static [Self] {
        match id {
            RecordId::School(_) | RecordId::Deployment(_) => &[
                Self::CloseSchools,
                Self::MergeSchools,
                Self::SplitSchool,
                Self::RenumberSchool,
                Self::FormRpi,
                Self::LeaveRpi,
                Self::DissolveRpi,
                Self::HandCompetence,
                Self::GiveCompetenceBack,
                Self::ConfirmCompetences,
                Self::MergeRecords,
            ],
            RecordId::Collectivite(_) => &[
                Self::HandCompetence,
                Self::GiveCompetenceBack,
                Self::ConfirmCompetences,
                Self::RenameCollectivite,
                Self::ReplaceCollectivite,
                Self::MergeCommunes,
                Self::RestoreCommune,
                Self::MergeGroups,
                Self::JoinGroup,
                Self::LeaveGroup,
                Self::MergeRecords,
            ],
            RecordId::Convention(_) => &[Self::NoteSubstitution, Self::MergeRecords],
            RecordId::Provider(_) => &[Self::MergeProviders, Self::SellProvider],
            RecordId::Locality(_)
            | RecordId::Competence(_)
            | RecordId::Solution(_)
            | RecordId::Sheet(_)
            | RecordId::Contract(_)
            | RecordId::Council(_)
            | RecordId::Entry(_)
            | RecordId::Reminder(_)
            | RecordId::Note(_)
            | RecordId::FollowUp(_)
            | RecordId::Vacances(_)
            | RecordId::View(_)
            | RecordId::Document(_)
            | RecordId::FormerKey(_) => &[],
        }
    }

    /// Its name, and what is said beside it.
    pub(super) fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::CloseSchools => ("Fermer", "sans école à la place"),
            Self::MergeSchools => ("Fusionner des écoles", "en une seule, nouvelle ou l’une d’elles"),
            Self::SplitSchool => ("Scinder", "en plusieurs écoles"),
            Self::RenumberSchool => ("Renuméroter", "un autre UAI prend la place"),
            Self::FormRpi => ("Former un RPI", "avec les écoles cochées"),
            Self::LeaveRpi => ("Quitter le RPI", "les autres écoles y restent"),
            Self::DissolveRpi => ("Dissoudre le RPI", "ses autres écoles n’en sont plus non plus"),
            Self::HandCompetence => ("Transférer la compétence", "à un EPCI ou à un syndicat"),
            Self::GiveCompetenceBack => ("Rendre la compétence", "à la commune"),
            Self::ConfirmCompetences => ("Confirmer les compétences proposées", "par BANATIC (W22)"),
            Self::RenameCollectivite => ("Renommer", ""),
            Self::ReplaceCollectivite => ("Changer de SIREN", "le même code, une autre collectivité"),
            Self::MergeCommunes => ("Fusionner des communes", "commune nouvelle, ou fusion simple"),
            Self::RestoreCommune => ("Rétablir une commune", "un de ses codes l’est de nouveau"),
            Self::MergeGroups => (
                "Réunir des groupements",
                "avec leurs membres et leurs compétences",
            ),
            Self::JoinGroup => ("Entrer dans un groupement", "membre, sans la compétence"),
            Self::LeaveGroup => (
                "Quitter un groupement",
                "plus membre\u{a0}; la compétence se rend à part",
            ),
            Self::NoteSubstitution => ("Noter l’information du cocontractant", "W8 et W9"),
            Self::MergeProviders => (
                "Noter une fusion",
                "un autre l’absorbe\u{a0}: ses conventions continuent",
            ),
            Self::SellProvider => (
                "Noter une cession",
                "un autre achète ce qu’il vend\u{a0}: par avenant",
            ),
            Self::MergeRecords => ("Fusionner deux fiches", "qui en sont une (W19)"),
        }
    }

    /// What confirming it does, in the footer.
    pub(super) fn verb(self) -> &'static str {
        match self {
            Self::CloseSchools => "fermer",
            Self::MergeSchools | Self::MergeCommunes | Self::MergeRecords => "fusionner",
            Self::SplitSchool => "scinder",
            Self::RenumberSchool => "renuméroter",
            Self::FormRpi => "former",
            Self::LeaveRpi | Self::LeaveGroup => "quitter",
            Self::DissolveRpi => "dissoudre",
            Self::MergeGroups => "réunir",
            Self::JoinGroup => "entrer",
            Self::HandCompetence => "transférer",
            Self::GiveCompetenceBack => "rendre",
            Self::ConfirmCompetences => "confirmer",
            Self::RenameCollectivite => "renommer",
            Self::ReplaceCollectivite => "remplacer",
            Self::RestoreCommune => "rétablir",
            Self::NoteSubstitution | Self::MergeProviders | Self::SellProvider => "noter",
        }
    }

    /// True where it is done with one record at a time.
    pub(super) fn is_of_one(self) -> bool {
        matches!(
            self,
            Self::SplitSchool
                | Self::RenumberSchool
                | Self::RenameCollectivite
                | Self::ReplaceCollectivite
                | Self::RestoreCommune
                | Self::NoteSubstitution
                | Self::MergeProviders
                | Self::SellProvider
        )
    }

    /// True where the places of collectivités are to be known.
    pub(super) fn is_of_places(self) -> bool {
        matches!(
            self,
            Self::HandCompetence | Self::GiveCompetenceBack | Self::ConfirmCompetences
        )
    }
}

impl Draft {
    /// What is asked for it, as far as the answers so far say.
    pub(super) fn questions(&self) -> Vec<Question> {
        let record = |asked, target, new| Question::Record { asked, target, new };
        let text = |asked, optional| Question::Text { asked, optional };
        let why = Question::Note { asked: "le motif" };
        let nature = || one("Sur quoi elle porte", &NATURES);
        let new = |questions: Vec<Question>| if self.is_new { questions } else { Vec::new() };
        let name = || text("son nom", false);
        match self.act {
            Act::CloseSchools => vec![why],
            Act::MergeSchools => vec![
                record("l’école qui reste, ou qui naît", Target::School, true),
                why,
            ],
            Act::SplitSchool => {
                vec![
                    text(
                        "les UAI de celles qui prennent la place, séparés par un blanc",
                        false,
                    ),
                    why,
                ]
            }
            Act::RenumberSchool => vec![record("le nouvel UAI", Target::School, true), why],
            Act::FormRpi => vec![text("son code, six lettres ou chiffres", false)],
            Act::LeaveRpi | Act::DissolveRpi | Act::GiveCompetenceBack => Vec::new(),
            Act::MergeGroups => {
                let mut all = vec![record("le groupement où ils entrent", Target::Collectivite, true)];
                all.extend(new(vec![name()]));
                all
            }
            Act::JoinGroup | Act::LeaveGroup => vec![record("quel groupement", Target::Collectivite, false)],
            Act::HandCompetence if self.holder.is_some() => vec![nature()],
            Act::HandCompetence => {
                vec![
                    record("à quelle collectivité", Target::Collectivite, false),
                    nature(),
                ]
            }
            Act::ConfirmCompetences => vec![nature()],
            Act::RenameCollectivite => vec![text("son nouveau nom", false)],
            Act::ReplaceCollectivite => vec![
                record("le nouveau SIREN", Target::Collectivite, true),
                text("son nom\u{a0}; vide, le même", true),
            ],
            Act::MergeCommunes => {
                let parts = PARTS.map(|kind| (kind.code(), kind.label()));
                let mut all = vec![
                    record("la commune où elles entrent", Target::Collectivite, true),
                    one("Ce que deviennent leurs codes", &parts),
                ];
                all.extend(new(vec![
                    text("le code INSEE qu’elle prend à l’une d’elles", false),
                    name(),
                ]));
                all
            }
            Act::RestoreCommune => vec![
                text("le code INSEE de la commune rétablie", false),
                record("son SIREN", Target::Collectivite, true),
                text("son nom\u{a0}; vide, celui du code", true),
            ],
            Act::NoteSubstitution => vec![
                record("celle qui a pris la place", Target::Collectivite, false),
                text("qui a informé, et comment", false),
                text("l’arrêté de rétablissement, s’il y en a un", true),
            ],
            Act::MergeProviders => {
                let mut all = vec![record("qui l’absorbe", Target::Provider, true)];
                all.extend(new(vec![name()]));
                all
            }
            Act::SellProvider => {
                let mut all = vec![
                    record("qui achète", Target::Provider, true),
                    text("les codes des solutions vendues\u{a0}; vide, toutes", true),
                ];
                all.extend(new(vec![name()]));
                all
            }
            Act::MergeRecords => vec![self.which_stays(), why],
        }
    }

    /// Which of two records stays: one of the two that are marked, or another of the kind.
    fn which_stays(&self) -> Question {
        let asked = "Celle qui reste";
        if let [first, second] = self.records.as_slice() {
            let ids = [first, second].map(super::whole);
            let of = ids.into_iter().zip(&self.labels);
            let of = of.map(|(id, label)| (id.to_string(), format!("{label} · {}", id.key())));
            return Question::One {
                asked,
                of: of.collect(),
            };
        }
        let target = match self.records.first() {
            Some(RecordId::Collectivite(_)) => Target::Collectivite,
            Some(RecordId::Convention(_)) => Target::Convention,
            _ => Target::School,
        };
        Question::Record {
            asked: "celle qui reste",
            target,
            new: false,
        }
    }
}

fn one(asked: &'static str, of: &[(&str, &str)]) -> Question {
    let of = of
        .iter()
        .map(|(code, label)| ((*code).to_owned(), (*label).to_owned()));
    Question::One {
        asked,
        of: of.collect(),
    }
}
