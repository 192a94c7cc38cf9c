//! The fields of conventions, of contracts and of relances.

use crate::domain::authority::Phrase;
use crate::domain::reminder;
use crate::tui::form::spec::{Id, Input, Part, Spec, Target, field, group, part};

const RENEWALS: &[(&str, &str)] = &[
    ("aucune", "aucune"),
    ("expresse", "expresse"),
    ("tacite", "tacite"),
];

const CLAUSES: &[(&str, &str)] = &[
    ("", "non vérifiée"),
    ("presente", "présente"),
    ("absente", "absente"),
];

const CHANNELS: &[(&str, &str)] = {
    let [first, second, third] = reminder::CHANNELS;
    &[(first, first), (second, second), (third, third)]
};

const NUMBER: Spec = field!("number", "Numéro", Input::Id(Id::Convention))
    .key()
    .hint("le numéro que la DSDEN lui donne\u{a0}: 26-0012");
const SOLUTIONS: Spec = field!("solutions", "Solution", Input::Record(Target::Solution))
    .many()
    .under("Périmètre")
    .hint("aucune nommée\u{a0}: toutes");
const SENT: Spec = field!("sent", "Envoyée le", Input::Day).under("Signatures");
const DASEN: Spec = field!("signed_dasen", "", Input::Day).named(Phrase::SignedField);
const PARTY: Spec = field!("signed_party", "Signée par la partie le", Input::Day);
const EFFECT: Spec = field!("effect", "Effet", Input::Day)
    .under("Durée")
    .hint("vide\u{a0}: la dernière des deux signatures");
const END: Spec = field!("end", "Échéance", Input::Day).hint("dernier jour, reconductions non comptées");
const DURATION: Spec =
    field!("duration_months", "Durée", Input::Number("mois")).hint("à compter de l’effet, sans échéance");
const RENEWAL: Spec = field!("renewal.sort", "Reconduction", Input::Choice(RENEWALS));
const MONTHS: Spec = field!("renewal.mois", "Période", Input::Number("mois"))
    .hint("d’une reconduction tacite\u{a0}; vide\u{a0}: 12 mois");
const CEILING: Spec = field!("renewal.max", "Reconductions au plus", Input::Number("fois"))
    .hint("d’une reconduction tacite\u{a0}; vide\u{a0}: sans limite");
const NOTICE: Spec = field!("notice_days", "Préavis", Input::Number("jours"));
const TERMINATED: Spec =
    field!("terminated", "Résiliée le", Input::Day).hint("à compter de ce jour, elle ne lie plus");
const REFUSED: Spec = field!("refused", "Refusée le", Input::Day);
const DROPPED: Spec = field!("dropped", "Sans suite le", Input::Day).hint("jour du classement sans suite");
const REASON: Spec = field!("reason", "Motif", Input::Note).hint("du refus ou du classement sans suite");
const DOSSIER: Spec = field!("dossier", "Dossier", Input::Text)
    .many()
    .under("Pièces")
    .hint("numéro du dossier Démarches Simplifiées");

const AMENDMENT: &[Part] = &[
    part("number", "numéro", Input::Id(Id::Amendment)).needed(),
    part("date", "daté du", Input::Day),
    part("sent", "envoyé le", Input::Day),
    part("signed_dasen", "", Input::Day).named(Phrase::AmendmentSignedOn),
    part("signed_party", "signé par la partie le", Input::Day),
    part("document", "pièce", Input::Record(Target::Document)),
];
const AMENDMENTS: Spec = group("amendments", "Avenant", AMENDMENT)
    .under("Avenants")
    .hint("ce qu’il change à l’annexe compte une fois signé des deux");

/// The fields of one avenant.
pub const ONE_AMENDMENT: &[Spec] = &[
    field!("amendment.number", "Numéro", Input::Id(Id::Amendment)).needed(),
    field!("amendment.date", "Daté du", Input::Day),
    field!("amendment.sent", "Envoyé le", Input::Day).under("Signatures"),
    field!("amendment.signed_dasen", "", Input::Day).named(Phrase::AmendmentSignedField),
    field!("amendment.signed_party", "Signé par la partie le", Input::Day)
        .hint("ce qu’il change à l’annexe compte une fois signé des deux"),
    field!("file", "Fichier", Input::File)
        .under("Pièce")
        .hint("chemin du PDF signé, ou du scan\u{a0}; la touche du champ suivant le complète"),
];

/// The fields of a convention 26; its annexe has a dialog of its own.
pub const JOINT: &[Spec] = &[
    NUMBER,
    field!(
        "party.collectivite",
        "Collectivité",
        Input::Record(Target::Collectivite)
    )
    .needed(),
    SOLUTIONS,
    SENT,
    DASEN,
    PARTY,
    EFFECT,
    END,
    DURATION,
    RENEWAL,
    MONTHS,
    CEILING,
    NOTICE,
    TERMINATED,
    REFUSED,
    DROPPED,
    REASON,
    AMENDMENTS,
    field!("open_annexe", "Ajouts sans avenant", Input::Yes)
        .hint("oui\u{a0}: la convention permet que des écoles entrent à l’annexe sans avenant"),
    DOSSIER,
    field!("modified_after", "Modifiée le", Input::Day)
        .hint("dernière modification du dossier après son dépôt"),
    field!("deliberation", "Délibération", Input::Text).hint("référence de la délibération"),
    field!("deliberation_promised", "Promise pour le", Input::Day).hint("jour annoncé pour la délibération"),
    field!("published", "Publiée le", Input::Day).hint("grandes lignes de l’accord (art. 26(2))"),
];

/// The fields of a convention 28.
pub const PROCESSING: &[Spec] = &[
    NUMBER,
    field!(
        "party.prestataire",
        "Prestataire",
        Input::Record(Target::Provider)
    )
    .needed(),
    SOLUTIONS,
    field!("departements", "Département", Input::Id(Id::Departement)).many(),
    field!("clauses.a", "a) instructions documentées", Input::Choice(CLAUSES))
        .under("Clauses de l’art. 28(3)"),
    field!("clauses.b", "b) confidentialité", Input::Choice(CLAUSES)),
    field!("clauses.c", "c) sécurité", Input::Choice(CLAUSES)),
    field!("clauses.d", "d) sous-traitants", Input::Choice(CLAUSES)),
    field!("clauses.e", "e) droits des personnes", Input::Choice(CLAUSES)),
    field!("clauses.f", "f) aide aux art. 32 à 36", Input::Choice(CLAUSES)),
    field!("clauses.g", "g) effacement ou renvoi", Input::Choice(CLAUSES)),
    field!("clauses.h", "h) information et audits", Input::Choice(CLAUSES)),
    SENT,
    DASEN,
    PARTY,
    EFFECT,
    END,
    DURATION,
    RENEWAL,
    MONTHS,
    CEILING,
    NOTICE,
    TERMINATED,
    REFUSED,
    DROPPED,
    REASON,
    AMENDMENTS,
    DOSSIER,
];

/// The fields of a contract.
pub const CONTRACT: &[Spec] = &[
    field!("reference", "Référence", Input::Id(Id::Contract)).key(),
    field!(
        "collectivite",
        "Collectivité",
        Input::Record(Target::Collectivite)
    )
    .needed(),
    field!("solution", "Solution", Input::Record(Target::Solution)).needed(),
    field!("period.from", "Début", Input::Day),
    field!("period.to", "Fin", Input::Day).hint("dernier jour, inclus"),
    field!("schools", "École", Input::Record(Target::School))
        .many()
        .under("Écoles")
        .hint("aucune nommée\u{a0}: toutes celles de la collectivité"),
];

/// The fields of a relance.
pub const REMINDER: &[Spec] = &[
    field!("convention", "Convention", Input::Record(Target::Convention)).key(),
    field!("to", "Destinataire", Input::Text).needed(),
    field!("channel", "Moyen", Input::Choice(CHANNELS)).needed(),
    field!("date", "Date", Input::Day).needed(),
    field!("next_due", "À reprendre le", Input::Day),
    field!("outcome", "Réponse", Input::Note).later(),
];

/// The fields of a note.
pub const NOTE: &[Spec] = &[
    field!("about", "Sur", Input::Record(Target::Any)).key(),
    field!("text", "Texte", Input::Note).needed(),
];
