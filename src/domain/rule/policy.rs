//! The thresholds of the rules: one table of their names in the configuration, their rules and their values by default.

use serde::{Deserialize, Serialize};

use super::code::RuleCode;
use super::elections::Elections;

/// Declares the thresholds: name here, name in the configuration, rule, value by default, what it counts.
macro_rules! thresholds {
    ($($field:ident, $key:literal, $rule:ident, $default:literal, $counts:literal;)*) => {
        /// The thresholds that a DSDEN may set. They move warnings only, never a blocking rule.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
        #[allow(missing_docs, reason = "the table says what each counts")]
        pub struct Policy {
            $(pub $field: u32,)*
            pub elections: Elections,
        }

        impl Default for Policy {
            fn default() -> Self {
                Self { $($field: $default,)* elections: Elections::default() }
            }
        }

        /// Every threshold, in the order of the rules.
        pub const THRESHOLDS: &[Threshold] = &[$(Threshold {
            key: $key,
            rule: RuleCode::$rule,
            counts: $counts,
            place: |policy| &mut policy.$field,
        }),*];
    };
}

/// A threshold of the rules.
#[derive(Clone, Copy)]
pub struct Threshold {
    /// Its name in the section `[regles]` of the configuration.
    pub key: &'static str,
    /// The rule that takes it.
    pub rule: RuleCode,
    /// What it counts, in French, behind the number: `jours avant une échéance, à partir desquels elle est dite`.
    pub counts: &'static str,
    place: fn(&mut Policy) -> &mut u32,
}

impl Threshold {
    /// Its value in a policy.
    pub fn of(&self, policy: &Policy) -> u32 {
        let mut policy = *policy;
        *(self.place)(&mut policy)
    }

    /// Gives it another value.
    pub fn set(&self, policy: &mut Policy, value: u32) {
        *(self.place)(policy) = value;
    }
}

thresholds! {
    end_warning_days, "echeance_jours", W1, 90, "jours avant une échéance, à partir desquels elle est dite";
    end_urgent_days, "echeance_proche_jours", W1, 30, "jours avant une échéance, à partir desquels elle est urgente";
    notice_warning_days, "denonciation_jours", W2, 30, "jours avant le dernier jour pour dénoncer, à partir desquels il est dit";
    notice_urgent_days, "denonciation_proche_jours", W2, 7, "jours avant le dernier jour pour dénoncer, à partir desquels il est urgent";
    renewed_days, "reconduite_jours", W2, 30, "jours après une reconduction, pendant lesquels elle est dite";
    council_days, "conseil_jours", W4, 15, "jours après les résultats des élections de parents, à partir desquels un conseil d’école manque";
    sub_processor_months, "sous_traitants_mois", W7, 12, "mois après la confirmation d’un sous-traitant, au-delà desquels elle est à refaire";
    certificate_months, "attestation_mois", W12, 3, "mois après la sortie, au-delà desquels l’attestation de suppression manque";
    unanswered_days, "sans_reponse_jours", W20, 30, "jours après l’envoi, au-delà desquels une signature manque";
    reminder_pause_days, "relance_jours", W20, 15, "jours après une relance, pendant lesquels rien n’est dit";
    parapheur_days, "parapheur_jours", W21, 15, "jours après la signature de l’autre partie, au-delà desquels la convention est à faire signer";
}
