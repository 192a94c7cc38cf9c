//! What is typed in the search bar.

/// Typed one letter after another.
pub const TYPED: [&str; 9] = [
    "jaures gre",
    "st mart",
    "ecole du bourg vif",
    "0380123",
    "ecol pri",
    "commune:grenoble",
    "saint-exupery bloque:oui",
    "departement:38 etape>=contrat_souscrit inscrite:non",
    "collectivite:voiron -maternelle",
];
