//! The dossier pane: the dossier of the selected record as lines of text.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::domain::id::ConventionNumber;
use crate::domain::query::page::FindingLine;
use crate::domain::record::RecordId;
use crate::domain::rule::Severity;
use crate::service::Dossier;
use crate::text::inert;
use crate::tui::keymap::{Hint, Verb};
use crate::tui::spoken;
use crate::tui::text::wrap;
use crate::tui::theme::Role;

use super::remedy::{is_ready, verb_for};

/// The key and the name of each verb that lifts findings.
pub type Hints = BTreeMap<Verb, Hint>;

/// A line of the dossier pane.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetLine {
    /// Its pieces, in order.
    pub pieces: Vec<(Role, String)>,
    /// The record that it leads to.
    pub link: Option<RecordId>,
    /// Of a finding that names a convention, the verb that lifts it and that convention.
    pub names: Option<(Verb, ConventionNumber)>,
}

/// The dossier beside the lists, and which record it is to show.
#[derive(Debug, Clone, Default)]
pub struct DossierPane {
    /// True where the signs of findings are said in words.
    pub sober: bool,
    /// The record whose dossier is shown or was asked for.
    pub wanted: Option<RecordId>,
    /// A record that no list shows, opened through a link or « aller à ».
    pub visiting: Option<RecordId>,
    /// The dossier, once it has come.
    pub dossier: Option<Box<Dossier>>,
    /// Why there is none.
    pub error: Option<String>,
    /// True while the selection moves: the dossier follows once it rests, so that a move costs few bytes.
    pub late: bool,
    /// The number of the request on its way.
    pub asked: u64,
    /// The revision that the dossier is to show; none once it was asked for.
    pub due: Option<u64>,
    /// The verbs that lift findings, those that the operator may press: key and name.
    pub hints: Hints,
    /// The dossier as lines, wrapped to the pane.
    pub lines: Vec<SheetLine>,
    /// The first visible line.
    pub top: usize,
    /// The line under the operator's cursor.
    pub at: usize,
    /// The size of the pane: columns and rows.
    pub room: (usize, usize),
}

impl DossierPane {
    /// A pane without a dossier; `sober` where signs are said in words.
    pub fn new(sober: bool) -> Self {
        Self {
            sober,
            ..Self::default()
        }
    }

    /// Takes a dossier in.
    pub fn receive(&mut self, dossier: Box<Dossier>) {
        let same = self.dossier.as_ref().is_some_and(|old| old.id == dossier.id);
        if !same {
            (self.top, self.at) = (0, 0);
        }
        self.dossier = Some(dossier);
        self.error = None;
        self.wrap();
    }

    /// Says why there is no dossier.
    pub fn fail(&mut self, why: String) {
        self.close();
        self.error = Some(why);
    }

    /// Forgets the dossier.
    pub fn close(&mut self) {
        self.dossier = None;
        self.error = None;
        self.lines.clear();
        (self.top, self.at) = (0, 0);
    }

    /// Takes the size of the pane.
    pub fn resize(&mut self, columns: usize, rows: usize) {
        if self.room != (columns, rows) {
            self.room = (columns, rows);
            self.wrap();
        }
    }

    /// Moves the cursor by lines.
    pub fn step(&mut self, by: isize) {
        self.at = self
            .at
            .saturating_add_signed(by)
            .min(self.lines.len().saturating_sub(1));
        self.reveal();
    }

    /// Moves the visible part by half of it.
    pub fn scroll(&mut self, down: bool) {
        let half = (self.room.1 / 2).max(1);
        let last = self.lines.len().saturating_sub(self.room.1);
        self.top = if down {
            (self.top + half).min(last)
        } else {
            self.top.saturating_sub(half)
        };
        self.at = self
            .at
            .clamp(self.top, (self.top + self.room.1).saturating_sub(1).max(self.top));
    }

    /// Moves the visible part by lines.
    pub fn wheel(&mut self, by: isize) {
        let last = self.lines.len().saturating_sub(self.room.1);
        self.top = self.top.saturating_add_signed(by).min(last);
        let bottom = (self.top + self.room.1).saturating_sub(1).max(self.top);
        self.at = self.at.clamp(self.top, bottom);
    }

    /// The record that the line under the cursor leads to.
    pub fn link(&self) -> Option<&RecordId> {
        self.lines.get(self.at)?.link.as_ref()
    }

    /// The convention that the finding under the cursor names, where a verb lifts it.
    pub fn named(&self, verb: Verb) -> Option<&ConventionNumber> {
        let (lifts, number) = self.lines.get(self.at)?.names.as_ref()?;
        (*lifts == verb).then_some(number)
    }

    /// True when there is more below the visible part.
    pub fn more(&self) -> bool {
        self.top + self.room.1 < self.lines.len()
    }

    fn reveal(&mut self) {
        let rows = self.room.1.max(1);
        if self.at < self.top {
            self.top = self.at;
        } else if self.at >= self.top + rows {
            self.top = self.at + 1 - rows;
        }
    }

    fn wrap(&mut self) {
        self.lines = match &self.dossier {
            Some(dossier) => lines(dossier, self.room.0, self.sober, &self.hints),
            None => Vec::new(),
        };
        self.at = self.at.min(self.lines.len().saturating_sub(1));
        self.top = self.top.min(self.lines.len().saturating_sub(self.room.1));
        self.reveal();
    }
}

/// The lines of a dossier: the findings, the worst first, each with the verb that lifts it, then what is known by section.
pub fn lines(dossier: &Dossier, columns: usize, sober: bool, hints: &Hints) -> Vec<SheetLine> {
    let mut lines = Vec::new();
    let ready = is_ready(dossier);
    for finding in by_weight(dossier) {
        let first = lines.len();
        let (mark, role) = mark(finding);
        let head = format!("{mark} {:<4}", finding.rule.as_str());
        let mut text = match finding.source.as_str() {
            "" => finding.message.clone(),
            source => format!("{}  {source}", finding.message),
        };
        let verb = verb_for(finding.lifted_by, ready);
        let hint = verb.and_then(|verb| hints.get(&verb));
        if let Some((key, name)) = hint {
            text.push_str(&lifted(key, name, sober));
        }
        let (head, text) = head_and_text((role, head), &text, sober);
        folded(&mut lines, head, &text, None, columns);
        if let (Some(verb), Some(RecordId::Convention(number))) = (verb, &finding.cause.record) {
            for line in &mut lines[first..] {
                line.names = Some((verb, number.clone()));
            }
        }
    }
    for section in &dossier.sections {
        lines.push(plain(Role::Title, &section.title));
        for line in &section.lines {
            let head = if line.label.is_empty() {
                "  ".to_owned()
            } else {
                format!("  {}  ", inert(&line.label))
            };
            let (head, text) = head_and_text((Role::Muted, head), &line.value, sober);
            folded(&mut lines, head, &text, line.link.as_ref(), columns);
        }
    }
    lines
}

/// The findings of a dossier, the worst first.
pub fn by_weight(dossier: &Dossier) -> Vec<&FindingLine> {
    let mut findings: Vec<&FindingLine> = dossier.findings.iter().collect();
    findings.sort_by_key(|finding| (weight(finding), Reverse(finding.urgent)));
    findings
}

/// How grave a finding is: what is to be put right, what keeps a project out, then the rest.
fn weight(finding: &FindingLine) -> u8 {
    match finding.severity {
        Severity::Critical => 0,
        Severity::Blocking if finding.flagged => 1,
        Severity::Accounts => 2,
        Severity::Warning => 3,
        Severity::Blocking => 4,
    }
}

/// `→ s signature`, which is not cut.
fn lifted(key: &str, name: &str, sober: bool) -> String {
    let name = name.replace(' ', "\u{a0}");
    if sober {
        format!(" (touche {key}\u{a0}: {name})")
    } else {
        format!("  →\u{a0}{key}\u{a0}{name}")
    }
}

/// A head and its text as they are drawn: where it is sober, one sentence without a head.
fn head_and_text(head: (Role, String), text: &str, sober: bool) -> ((Role, String), String) {
    if sober {
        (
            (head.0, String::new()),
            spoken::item(head.0, &head.1, (Role::Text, text)),
        )
    } else {
        (head, text.to_owned())
    }
}

/// The mark and the role of a finding.
pub fn mark(finding: &FindingLine) -> (char, Role) {
    match severity_mark(finding.severity) {
        (_, Role::Blocking) if !finding.flagged => ('–', Role::Muted),
        (sign, _) if finding.urgent || finding.lapsed => (sign, Role::Critical),
        mark => mark,
    }
}

/// The mark and the role of what is as severe.
pub fn severity_mark(severity: Severity) -> (char, Role) {
    match severity {
        Severity::Blocking => ('⚑', Role::Blocking),
        Severity::Critical => ('!', Role::Critical),
        Severity::Accounts => ('✗', Role::Warning),
        Severity::Warning => ('•', Role::Warning),
    }
}

fn plain(role: Role, text: &str) -> SheetLine {
    SheetLine {
        pieces: vec![(role, inert(text).into_owned())],
        link: None,
        names: None,
    }
}

/// Adds a text behind its head, wrapped with a hanging indent.
fn folded(
    into: &mut Vec<SheetLine>,
    head: (Role, String),
    text: &str,
    link: Option<&RecordId>,
    columns: usize,
) {
    let indent = crate::tui::text::width(&head.1);
    let text = inert(text);
    let mut head = Some(head);
    for piece in wrap(&text, columns.saturating_sub(indent)) {
        let start = head.take().unwrap_or_else(|| (Role::Text, " ".repeat(indent)));
        let role = if link.is_some() { Role::Link } else { Role::Text };
        into.push(SheetLine {
            pieces: vec![start, (role, piece)],
            link: link.cloned(),
            names: None,
        });
    }
}
