//! The views that come with the program.

use crate::domain::list::{ColumnId, Pane, Sort, SortBy};

/// A view that comes with the program. It is neither changed nor removed.
#[derive(Debug, Clone, Copy)]
pub struct Shipped {
    pub name: &'static str,
    pub pane: Pane,
    pub text: &'static str,
    /// The order of the rows.
    pub sort: Sort,
    /// The columns; none named, the usual ones.
    pub columns: &'static [ColumnId],
}

const fn schools(name: &'static str, text: &'static str, by: SortBy) -> Shipped {
    Shipped {
        name,
        pane: Pane::Schools,
        text,
        sort: Sort {
            by,
            descending: matches!(by, SortBy::Weight),
        },
        columns: &[],
    }
}

/// The columns of a view of what a day decides: the day is among those that fit in 80 columns.
const fn dated(view: Shipped, columns: &'static [ColumnId]) -> Shipped {
    Shipped { columns, ..view }
}

/// The views, in the order in which they are offered. Each is said in the language of the search bar alone.
pub const SHIPPED: [Shipped; 16] = [
    schools("à traiter", "a_traiter:oui", SortBy::Weight),
    schools(
        "sans convention 26",
        "situation:bloquee,a_regulariser regle:B7,B8",
        SortBy::Column(ColumnId::CollectiviteNom),
    ),
    schools(
        "sans convention 28",
        "situation:bloquee,a_regulariser regle:B5,B6",
        SortBy::Column(ColumnId::SolutionNom),
    ),
    schools("à régulariser", "a_regulariser:oui", SortBy::Weight),
    dated(
        schools("échéances à 90 jours", "echeance<=90j", SortBy::End),
        &[
            ColumnId::Echeance,
            ColumnId::Uai,
            ColumnId::Nom,
            ColumnId::Commune,
            ColumnId::SolutionNom,
            ColumnId::Convention26,
            ColumnId::Convention28,
        ],
    ),
    dated(
        schools(
            "conseil dans 15 jours",
            "conseil<=15j",
            SortBy::Column(ColumnId::Conseil),
        ),
        &[
            ColumnId::Conseil,
            ColumnId::Uai,
            ColumnId::Nom,
            ColumnId::Commune,
            ColumnId::SolutionNom,
            ColumnId::Etape,
        ],
    ),
    schools(
        "relances dues",
        "relance:due",
        SortBy::Column(ColumnId::CollectiviteNom),
    ),
    schools(
        "envoyées sans réponse",
        "regle:W20 -etat:sans_projet",
        SortBy::Column(ColumnId::CollectiviteNom),
    ),
    Shipped {
        name: "au parapheur",
        pane: Pane::Conventions,
        text: "attend:parapheur",
        sort: Sort {
            by: SortBy::Column(ColumnId::Parapheur),
            descending: false,
        },
        columns: &[
            ColumnId::Parapheur,
            ColumnId::Numero,
            ColumnId::Partie,
            ColumnId::Statut,
            ColumnId::Ecoles,
        ],
    },
    schools("inscrites non contrôlées", "controlee:non", SortBy::Relevance),
    schools("contrôles à refaire", "controle:a_refaire", SortBy::Relevance),
    schools(
        "à dénoncer et reconductions",
        "regle:W2",
        SortBy::Column(ColumnId::CollectiviteNom),
    ),
    schools(
        "certificats en attente",
        "regle:W12",
        SortBy::Column(ColumnId::SolutionNom),
    ),
    dated(
        schools(
            "notices à donner",
            "inscrite:oui regle:C3",
            SortBy::Column(ColumnId::Circonscription),
        ),
        &[
            ColumnId::Notice,
            ColumnId::Uai,
            ColumnId::Nom,
            ColumnId::Commune,
            ColumnId::SolutionNom,
            ColumnId::Circonscription,
        ],
    ),
    schools(
        "rentrée",
        "regle:W1,W3,W4,W8,W9,W10,W11,W13,W18,W22 -etat:sans_projet",
        SortBy::Weight,
    ),
    schools("RPI divergents", "rpi_divergent:oui", SortBy::Relevance),
];
