//! The families of personal data of the CNIL's template of the register.

use crate::domain::coded::coded;

coded! {
    /// A family of personal data, in the order of the template: six ordinary ones, then the sensitive ones.
    stored enum DataFamily {
        Identity "identite", "identité";
        PersonalLife "vie_personnelle", "vie personnelle";
        Economic "economique", "économique et financière";
        Connection "connexion", "connexion";
        Location "localisation", "localisation";
        /// The number of the Sécurité sociale.
        Nir "nir", "NIR";
        Origin "origine", "origine raciale ou ethnique";
        Politics "opinions_politiques", "opinions politiques";
        Beliefs "convictions", "convictions religieuses ou philosophiques";
        Union "appartenance_syndicale", "appartenance syndicale";
        Genetic "genetique", "données génétiques";
        Biometric "biometrique", "données biométriques";
        Health "sante", "santé";
        SexLife "vie_sexuelle", "vie sexuelle";
        Offences "infractions", "condamnations et infractions";
    }
}

impl DataFamily {
    /// True of the families of RGPD art. 9 and 10.
    pub fn is_sensitive(self) -> bool {
        self >= Self::Origin
    }
}
