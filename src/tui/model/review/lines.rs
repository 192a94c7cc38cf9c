//! The screen of a school under review, as lines: what it is, where it stands, what would lift each finding, what
//! would be written, what happened last.

use crate::domain::authority::Phrase;
use crate::domain::convention::Signatory;
use crate::domain::date::day_fr;
use crate::domain::id::ConventionNumber;
use crate::domain::query::page::FindingLine;
use crate::domain::record::Record;
use crate::domain::register::RegisterEntry;
use crate::domain::rule::{Severity, Standing};
use crate::service::Dossier;
use crate::tui::keymap::Verb;
use crate::tui::model::dialog::TextDialog;
use crate::tui::model::dossier_pane::{mark, severity_mark};
use crate::tui::theme::{Role, standing_sign};
use crate::tui::wording::{capital, numbered, schools};

use super::{Card, Cause, Pieces, Review, remedy_verb};

/// The columns of a label.
const LABEL: usize = 11;

/// The causes that are shown at the end of the queue.
const CAUSES: usize = 12;

/// The lines of notes or of relances that are shown.
const RECENT: usize = 2;

/// The lines of the school shown, wrapped; at the end of the queue, of what was done.
pub fn lines(review: &Review, columns: usize) -> Vec<Pieces> {
    let mut dialog = TextDialog::default();
    match (&review.card, &review.error) {
        (_, Some(why)) => dialog.say(Role::Error, format!("✗ {why}")),
        (Some(card), None) => school(&mut dialog, review, card),
        (None, None) if review.is_over() => over(&mut dialog, review),
        (None, None) => dialog.say(Role::Muted, "Lecture…"),
    }
    dialog.lines(columns, review.sober)
}

fn school(dialog: &mut TextDialog, review: &Review, card: &Card) {
    identity(dialog, card);
    whereabouts(dialog, card);
    findings(dialog, review, Severity::Blocking, "Ce qui empêche l’inscription");
    findings(dialog, review, Severity::Critical, "À régulariser");
    if let Some(cause) = &card.cause {
        awaited(dialog, cause);
    }
    shared(dialog, card);
    if let Some(entry) = &card.entry {
        ready(dialog, entry);
    }
    findings(dialog, review, Severity::Warning, "Avertissements");
    events(dialog, review, card);
    findings(
        dialog,
        review,
        Severity::Accounts,
        "Ce qui empêche d’ouvrir des comptes",
    );
}

/// What the entry of a school that is ready would rest on.
fn ready(dialog: &mut TextDialog, entry: &RegisterEntry) {
    let conventions: Vec<&str> = entry.conventions.iter().map(ConventionNumber::as_str).collect();
    let said = format!(
        "Aucune règle ne s’oppose à l’inscription, qui reposera sur la fiche version {} et les conventions {}.",
        entry.sheet,
        conventions.join(", ")
    );
    dialog.say(Role::Text, "");
    dialog.item((Role::Ok, "✓ ".to_owned()), (Role::Text, said));
}

fn identity(dialog: &mut TextDialog, card: &Card) {
    let (sign, role, words) = standing(card);
    dialog.item(
        (role, format!("{sign} {words}  ")),
        (Role::Title, card.dossier.title.clone()),
    );
    let row = &card.row;
    let mut parts = vec![row.uai.to_string()];
    parts.extend(field(&card.dossier, "École", "nature"));
    parts.extend(Some(row.circonscription.clone()).filter(|name| !name.is_empty()));
    match &row.collectivite {
        Some((_, name)) => parts.push(format!("compétence\u{a0}: {name}")),
        None => parts.push("compétence\u{a0}: personne".to_owned()),
    }
    dialog.say(Role::Muted, parts.join(" · "));
}

/// What the school is as to this deployment, with its number in the register; beside it what else the school is.
fn standing(card: &Card) -> (char, Role, String) {
    let row = &card.row;
    let (sign, role) = standing_sign(row.standing);
    let words = capital(&row.situation());
    match (row.standing, row.entry) {
        (Standing::Registered, Some(number)) => (sign, role, format!("{words}, {}", numbered(number))),
        // Here a sign is never alone: a blank would only move the words.
        (Standing::NoProject, _) => ('–', role, words),
        (Standing::Ready, _) => (sign, Role::Ok, words),
        _ => (sign, role, words),
    }
}

/// The solution, the stage, the next conseil d'école, and the day on which to look at it again.
fn whereabouts(dialog: &mut TextDialog, card: &Card) {
    let row = &card.row;
    let solution = match (&row.solution, row.category) {
        (Some((_, name)), Some(category)) => {
            let provider = provider(&card.dossier);
            format!("{name} ({}){provider}", category.label())
        }
        (None, Some(category)) => format!("aucune ({})", category.label()),
        (_, None) => "aucune".to_owned(),
    };
    labelled(dialog, "Solution", solution);
    labelled(dialog, "Étape", stage(card));
    let council = match row.council {
        Some(day) => format!("le {}", day_fr(day)),
        None => "aucun prévu".to_owned(),
    };
    labelled(
        dialog,
        "Conseil",
        format!("prochain conseil d’école\u{a0}: {council}"),
    );
    if let Some(day) = row.revisit {
        labelled(dialog, "Remise", format!("à revoir le {}", day_fr(day)));
    }
}

fn stage(card: &Card) -> String {
    let reached = match &card.dossier.record {
        Record::Deployment(deployment) => deployment.reached.get(&deployment.stage).copied(),
        _ => None,
    };
    match (card.row.stage, reached) {
        (Some(stage), Some(day)) => format!("{}, le {}", stage.label(), day_fr(day)),
        (Some(stage), None) => stage.label().to_owned(),
        (None, _) => "aucune".to_owned(),
    }
}

fn provider(dossier: &Dossier) -> String {
    let sections = dossier.sections.iter();
    let mut lines = sections
        .filter(|section| section.title.starts_with("Solution"))
        .flat_map(|section| &section.lines);
    let found = lines.find(|line| line.label == "prestataire");
    found.map_or_else(String::new, |line| format!(" · {}", line.value))
}

/// The value of a line of a dossier.
fn field(dossier: &Dossier, section: &str, label: &str) -> Option<String> {
    let section = dossier.sections.iter().find(|found| found.title == section)?;
    let line = section.lines.iter().find(|line| line.label == label)?;
    Some(line.value.clone())
}

fn labelled(dialog: &mut TextDialog, label: &str, value: String) {
    dialog.item((Role::Muted, format!("{label:<LABEL$}")), (Role::Text, value));
}

/// Each finding of a severity, with what would lift it and the key that records that.
fn findings(dialog: &mut TextDialog, review: &Review, severity: Severity, head: &str) {
    let Some(card) = &review.card else { return };
    let found = card.dossier.findings.iter();
    let mut found = found.filter(|finding| finding.severity == severity).peekable();
    if found.peek().is_some() {
        dialog.say(Role::Text, "");
        dialog.say(Role::Title, head);
    }
    for one in found {
        finding(dialog, one);
        remedy(dialog, review, card, one);
    }
}

fn finding(dialog: &mut TextDialog, finding: &FindingLine) {
    let (sign, role) = mark(finding);
    let head = format!("{sign} {:<4}", finding.rule.as_str());
    let text = match finding.source.as_str() {
        "" => finding.message.clone(),
        source => format!("{}  {source}", finding.message),
    };
    dialog.item((role, head), (Role::Text, text));
}

/// `→ s  noter sur la convention 26 la signature qui manque`.
fn remedy(dialog: &mut TextDialog, review: &Review, card: &Card, finding: &FindingLine) {
    let remedy = super::remedy::remedy(card, finding);
    let key = remedy_verb(card, finding).and_then(|verb| review.keys.get(&verb));
    let (head, text) = match (key, review.sober) {
        (Some(key), false) => (format!("      → {key}  "), remedy.to_owned()),
        (None, false) => ("      → ".to_owned(), remedy.to_owned()),
        (Some(key), true) => (
            String::new(),
            format!("Pour la lever, touche {key}\u{a0}: {remedy}"),
        ),
        (None, true) => (String::new(), format!("Pour la lever\u{a0}: {remedy}")),
    };
    dialog.item((Role::Key, head), (Role::Muted, text));
}

/// The signature that is awaited.
fn awaited(dialog: &mut TextDialog, cause: &Cause) {
    let who: Vec<&str> = cause
        .missing
        .iter()
        .map(|who| match who {
            Signatory::Dasen => Phrase::Authority.text(),
            Signatory::Party => cause.party.as_str(),
        })
        .collect();
    dialog.say(Role::Text, "");
    let awaited = format!(
        "Signature attendue sur {}\u{a0}: {}.",
        cause.title,
        who.join(" et ")
    );
    dialog.item((Role::Warning, "• ".to_owned()), (Role::Text, awaited));
}

/// What several schools wait for: it is recorded once.
fn shared(dialog: &mut TextDialog, card: &Card) {
    if card.cause.is_none() && !card.shared.is_empty() {
        dialog.say(Role::Text, "");
    }
    for shared in &card.shared {
        let said = format!("{}\u{a0}: à noter une seule fois.", shared.words);
        dialog.item((Role::Warning, "• ".to_owned()), (Role::Title, said));
    }
}

/// The last relances and notes, and the last entries of the journal.
fn events(dialog: &mut TextDialog, review: &Review, card: &Card) {
    for title in ["Relances", "Notes"] {
        let found = card
            .dossier
            .sections
            .iter()
            .find(|section| section.title == title);
        let Some(section) = found else { continue };
        dialog.say(Role::Text, "");
        dialog.say(Role::Title, title);
        for line in section.lines.iter().take(RECENT) {
            dialog.item(
                (Role::Muted, format!("  {}  ", line.label)),
                (Role::Text, line.value.clone()),
            );
        }
    }
    if card.events.is_empty() {
        return;
    }
    dialog.say(Role::Text, "");
    dialog.say(Role::Title, "Derniers événements");
    for event in &card.events {
        let day = (review.local_time)(event.at).format("%d/%m/%Y");
        let head = format!("  {day}  {}  ", event.by);
        dialog.item((Role::Muted, head), (Role::Text, event.what.clone()));
    }
}

/// What keeps schools of the list out still, by cause, those of most schools first.
fn still_out(dialog: &mut TextDialog, review: &Review) {
    if review.causes.is_empty() {
        return;
    }
    dialog.say(Role::Text, "");
    dialog.say(Role::Title, "Ce qui retient encore les écoles de la liste");
    for one in review.causes.iter().take(CAUSES) {
        let (sign, role) = severity_mark(one.severity);
        let said = format!("{}\u{a0}: {}", one.cause.words(), schools(one.schools));
        dialog.item((role, format!("    {sign}  ")), (Role::Text, said));
    }
    let more = review.causes.len().saturating_sub(CAUSES);
    if more > 0 {
        let plural = if more < 2 { "" } else { "s" };
        dialog.say(
            Role::Muted,
            format!("       … et {more} autre{plural} cause{plural}"),
        );
    }
}

/// What is said at the end of the queue.
fn over(dialog: &mut TextDialog, review: &Review) {
    let progress = review.queue.progress();
    let title = match progress.left() {
        0 => "Fin de la revue\u{a0}: rien n’est plus à voir dans cette file".to_owned(),
        1 => "Fin de la file\u{a0}: 1 école passée reste à voir".to_owned(),
        left => format!("Fin de la file\u{a0}: {left} écoles passées restent à voir"),
    };
    dialog.say(Role::Title, title);
    dialog.say(Role::Text, "");
    let lines = [
        (progress.done, "faite", "faites"),
        (
            progress.put_off,
            "remise à un autre jour",
            "remises à un autre jour",
        ),
        (
            progress.ready,
            "faite, prête à inscrire",
            "faites, prêtes à inscrire",
        ),
    ];
    for (count, one, many) in lines {
        let words = if count < 2 { one } else { many };
        dialog.item(
            (Role::Title, format!("{count:>5}  ")),
            (Role::Text, format!("{words} (sur {})", progress.total)),
        );
    }
    still_out(dialog, review);
    dialog.say(Role::Text, "");
    let key = |verb| review.keys.get(&verb).map_or("", String::as_str);
    if progress.ready > 0 {
        let said = "inscrire au registre les écoles prêtes, d’un seul tenant";
        dialog.item(
            (Role::Key, format!("{}  ", key(Verb::RegisterReady))),
            (Role::Text, said.to_owned()),
        );
    }
    let again = (Verb::Skip, "revoir les écoles passées");
    let lines = [
        (Verb::Back, "quitter la revue et revenir à la liste"),
        (Verb::SkipBack, "revoir l’école précédente"),
    ];
    for (verb, said) in Some(again)
        .filter(|_| progress.left() > 0)
        .into_iter()
        .chain(lines)
    {
        dialog.item(
            (Role::Key, format!("{}  ", key(verb))),
            (Role::Text, said.to_owned()),
        );
    }
}
