//! The annexe of a convention 26: its schools, each with its mark, and the day from which the marks hold.

use ratatui::layout::{Position, Rect, Size};

use crate::tui::keymap::{Context, Keymap, Press};
use crate::tui::model::dialog::WIDEST;
use crate::tui::model::editor::Annexe;
use crate::tui::model::frame::outside;
use crate::tui::text::wrap;
use crate::tui::theme::Role;
use crate::tui::view::painter::{Painter, columns};
use crate::tui::view::rows;

use super::chooser::{day_rows, draw_day};
use super::window;

/// The rows that are not schools: the convention, the day and what is wrong.
const OTHERS: u16 = 6;

/// Below this height there is no room for the schools and the day.
const SHORT: u16 = 9;

/// Draws the schools; returns the caret of the day where it has the keys. A short window shows what has the keys.
pub fn draw(painter: &mut Painter, size: Size, keymap: &Keymap, annexe: &Annexe) -> Option<Position> {
    let count = u16::try_from(annexe.members.len() + 1).unwrap_or(u16::MAX);
    let rows = count.min(size.height.saturating_sub(outside(painter.is_sober()) + OTHERS));
    let inner = window(
        painter,
        size,
        WIDEST,
        rows + OTHERS,
        "Annexe\u{a0}: les écoles couvertes",
    );
    if inner.height < SHORT {
        return short(painter, inner, annexe);
    }
    let marked = annexe.count();
    let plural = if marked < 2 { "" } else { "s" };
    let title = format!(
        "{}  ·  {marked} sur {} cochée{plural}",
        annexe.about,
        annexe.members.len()
    );
    painter.put(inner.x, inner.y, inner.width, Role::Title, &title);
    let body = Rect {
        y: inner.y + 1,
        height: rows.min(inner.height.saturating_sub(OTHERS - 1)),
        ..inner
    };
    schools(painter, body, annexe);
    let y = body.bottom() + 1;
    let caret = draw_day(painter, inner.x, y, inner.width, &annexe.day);
    let (role, said) = match &annexe.error {
        Some(error) => (Role::Error, format!("✗ {error}")),
        None => (Role::Muted, hint(keymap, annexe.dating)),
    };
    let y = y + day_rows(inner.width, &annexe.day) + 1;
    for (y, line) in (y..inner.bottom()).zip(wrap(&painter.words(role, &said), inner.width.into())) {
        painter.put(inner.x, y, inner.width, role, &line);
    }
    caret.filter(|_| annexe.dating)
}

/// Draws the schools or the day alone: what is wrong is said below.
fn short(painter: &mut Painter, inner: Rect, annexe: &Annexe) -> Option<Position> {
    if annexe.dating {
        return draw_day(painter, inner.x, inner.y, inner.width, &annexe.day);
    }
    schools(painter, inner, annexe);
    None
}

/// Says what the keys in force do.
fn hint(keymap: &Keymap, dating: bool) -> String {
    if dating {
        let next = keymap.shown(Context::Field, Press::NextField);
        return format!("{next} revient aux écoles");
    }
    let does = [
        (Press::Mark, "coche"),
        (Press::MarkAll, "toutes"),
        (Press::MarkNone, "aucune"),
        (Press::MarkInverse, "inverse"),
        (Press::NextField, "change le jour"),
    ];
    let keys = does.map(|(verb, word)| (keymap.shown(Context::Dialog, verb), word));
    let said = keys.into_iter().filter(|(key, _)| !key.is_empty());
    said.map(|(key, word)| format!("{key} {word}"))
        .collect::<Vec<_>>()
        .join(", ")
}

fn schools(painter: &mut Painter, area: Rect, annexe: &Annexe) {
    let rows = usize::from(area.height);
    let last = (annexe.members.len() + 1).saturating_sub(rows);
    let top = annexe.at.saturating_sub(rows / 2).min(last);
    let all = Line {
        is: annexe.all,
        becomes: "",
        text: "Toutes les écoles de la collectivité, présentes et à venir".to_owned(),
    };
    let members = annexe.members.iter().map(|member| {
        let is = member.is || annexe.all;
        Line {
            is,
            becomes: match (is == member.was, is) {
                (true, _) => &member.pending,
                (false, true) => "entre",
                (false, false) => "sort",
            },
            text: format!("{}  {}", member.uai, member.label),
        }
    });
    let lines = std::iter::once(all).chain(members);
    if painter.is_sober() {
        let said: Vec<String> = lines.map(|line| line.in_words()).collect();
        return rows::draw(
            painter,
            area,
            &said[top..],
            Some(annexe.at - top).filter(|_| !annexe.dating),
        );
    }
    let lines = lines.enumerate().skip(top);
    for (y, (at, line)) in (area.y..area.bottom()).zip(lines) {
        let role = if line.becomes.is_empty() {
            Role::Text
        } else {
            Role::Marked
        };
        let room = area.width.saturating_sub(columns(line.becomes) + 1);
        painter.put(area.x, y, room, role, &line.marked());
        painter.put_right(area.x, y, area.width, Role::Marked, line.becomes);
        if at == annexe.at && !annexe.dating {
            painter.paint(Rect::new(area.x, y, area.width, 1), Role::Selected);
        }
    }
}

/// A row of the list.
struct Line<'a> {
    /// It is marked.
    is: bool,
    /// What the marks or an avenant do to it, in French; empty where it stays.
    becomes: &'a str,
    text: String,
}

impl Line<'_> {
    fn marked(&self) -> String {
        let mark = if self.is { "[x] " } else { "[ ] " };
        format!("{mark}{}", self.text)
    }

    /// The same where no sign says whether it is marked: `Coché, École du Bourg, entre`.
    fn in_words(&self) -> String {
        let mark = if self.is { "Coché, " } else { "" };
        let gap = if self.becomes.is_empty() { "" } else { ", " };
        format!("{mark}{}{gap}{}", self.text, self.becomes)
    }
}
