//! The kinds of files that are imported: one table, from which come the kinds here and the readers in `exchange`.

use serde::{Deserialize, Serialize};

use crate::domain::record::Kind;
use crate::domain::right::Right;

/// Gives the table to a macro. A line is a kind; its code on the command line, which is the module of its reader; the
/// rights that it takes, each of them; the kinds of records that its files hold.
macro_rules! import_kinds {
    ($make:ident) => {
        $make! {
            /// The annuaire de l'éducation.
            Annuaire annuaire [Administration] [School];
            /// Communes and the codes that stand for them.
            Communes communes [Administration] [Collectivite Locality];
            /// The movements of communes that INSEE publishes.
            Mouvements mouvements [Administration] [Collectivite Locality];
            Epci epci [Administration] [Collectivite];
            /// Who holds a competence by BANATIC: proposals, which are to be confirmed.
            Banatic banatic [Administration] [Collectivite Competence];
            /// Holidays of schools, as the ministry publishes them.
            Calendrier calendrier [Administration] [Vacances];
            /// Whom to write to at collectivités and prestataires, and where.
            Contacts contacts [Administration] [Collectivite Provider];
            Solutions solutions [Administration] [Provider Solution];
            Fiches fiches [Administration] [Sheet];
            Conventions conventions [Administration] [Convention];
            /// Avenants of conventions.
            Avenants avenants [Administration] [Convention];
            /// Lines of annexes.
            Annexes annexes [Administration] [Convention];
            /// Dossiers of Démarches Simplifiées: what they record of a convention, an operator may record by hand.
            Demarches demarches [Gestion] [Convention];
            Contrats contrats [Administration] [Contract];
            Deploiements deploiements [Administration] [Deployment];
            Competences competences [Administration] [Competence];
            /// Meetings of conseils d'école.
            Conseils conseils [Gestion] [Council];
            /// An existing register, taken over by who may review it and may import.
            Registre registre [Dpd Administration] [Entry];
        }
    };
}

pub(crate) use import_kinds;

/// Declares the kinds.
macro_rules! declare {
    ($($(#[$doc:meta])* $kind:ident $code:ident [$($right:ident)+] [$($record:ident)+];)*) => {
        /// What a file is.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum ImportKind {
            $($(#[$doc])* $kind,)*
        }

        impl ImportKind {
            /// Every kind, in the order in which they are named.
            pub const ALL: &[Self] = &[$(Self::$kind),*];

            /// The name used on the command line: `annuaire`.
            pub fn code(self) -> &'static str {
                match self {
                    $(Self::$kind => stringify!($code),)*
                }
            }

            /// The rights that it takes to import such a file, each of them.
            pub fn rights(self) -> &'static [Right] {
                match self {
                    $(Self::$kind => &[$(Right::$right),*],)*
                }
            }

            /// True where the operator may say from which day on what such a file says is so.
            pub fn takes_effect_day(self) -> bool {
                self == Self::Communes
            }

            /// True where such a file holds records of a kind. One that holds register entries takes a register over, and
            /// a school that is absent from one that holds schools has vanished where the file covers its département.
            pub fn holds(self, kind: Kind) -> bool {
                match self {
                    $(Self::$kind => [$(Kind::$record),*].contains(&kind),)*
                }
            }
        }
    };
}

import_kinds!(declare);
