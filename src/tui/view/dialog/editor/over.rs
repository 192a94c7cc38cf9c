//! What lies over a form: the list of which a value is picked, and what is asked.

use ratatui::layout::{Position, Rect, Size};

use crate::domain::date::day_fr;
use crate::tui::model::editor::{Picker, Question};
use crate::tui::model::frame::{inside, over, under_header};
use crate::tui::text::wrap;
use crate::tui::theme::Role;
use crate::tui::update::DRAFT_ANSWERS;
use crate::tui::view::field;
use crate::tui::view::painter::{Painter, columns};
use crate::tui::view::rows;

/// The answers to « into which version goes what was typed ».
const NEW_VERSION_ANSWERS: [&str; 2] = [
    "Ouvrir une nouvelle version avec ce qui est saisi",
    "Continuer la saisie de celle-ci",
];

/// The most rows of a list, borders and words counted.
const TALLEST: u16 = 12;

/// Draws the list below the row under the cursor, or above it where there is more room; returns the caret.
pub fn picker(
    painter: &mut Painter,
    body: Rect,
    cursor: u16,
    labels: u16,
    picker: &Picker,
) -> Option<Position> {
    let below = body.bottom().saturating_sub(cursor + 1);
    let above = cursor.saturating_sub(body.y);
    let wanted = u16::try_from(picker.found.len())
        .unwrap_or(u16::MAX)
        .clamp(1, TALLEST)
        + 3;
    let height = wanted.min(TALLEST).min(below.max(above));
    let y = if below >= height {
        cursor + 1
    } else {
        cursor.saturating_sub(height)
    };
    let x = body.x + labels.min(body.width / 3) + 2;
    let area = Rect::new(x, y, body.right().saturating_sub(x), height);
    painter.frame(area, Role::Focused, &[(Role::Focused, " Choisir ".to_owned())]);
    let inner = inside(area);
    let caret = field::draw(painter, inner.x, inner.y, inner.width, &picker.words);
    let rows = usize::from(inner.height.saturating_sub(1));
    let last = picker.found.len().saturating_sub(rows);
    let top = picker.at.saturating_sub(rows / 2).min(last);
    if picker.found.is_empty() {
        painter.put(inner.x, inner.y + 1, inner.width, Role::Muted, picker.empty());
    }
    let shown = picker.found.iter().enumerate().skip(top);
    for (y, (at, one)) in (inner.y + 1..inner.bottom()).zip(shown) {
        let line = Rect::new(inner.x, y, inner.width, 1);
        let taken = painter.put(inner.x, y, inner.width, Role::Text, &one.label);
        let detail = match (one.detail.as_str(), picker.target) {
            ("", None) => String::new(),
            ("", Some(_)) => one.key.clone(),
            (detail, _) => format!("{} · {detail}", one.key),
        };
        let gap = taken + 2;
        painter.put(
            inner.x + gap,
            y,
            inner.width.saturating_sub(gap),
            Role::Muted,
            &detail,
        );
        if at == picker.at {
            painter.paint(line, Role::Selected);
        }
    }
    caret
}

/// Draws what is asked over the form.
pub fn question(painter: &mut Painter, size: Size, question: &Question) {
    let (title, at, answers) = match question {
        Question::Leave(at) => (
            " Cette saisie n’est pas enregistrée ",
            *at,
            DRAFT_ANSWERS.iter().map(|text| (*text).to_owned()).collect(),
        ),
        Question::Resume(at, draft) => (
            " Un brouillon est gardé pour ce formulaire ",
            *at,
            vec![
                format!("Reprendre le brouillon du {}", day_fr(draft.kept)),
                match draft.was {
                    Some(_) => "Repartir de la fiche".to_owned(),
                    None => "Repartir d’une saisie vide".to_owned(),
                },
            ],
        ),
        Question::NewVersion(at, _) => (
            " Le contenu de cette version ne change plus ",
            *at,
            NEW_VERSION_ANSWERS.map(str::to_owned).to_vec(),
        ),
    };
    if painter.is_sober() {
        return plain_question(painter, under_header(size), title.trim(), at, &answers);
    }
    let widest = answers
        .iter()
        .map(|text: &String| columns(text))
        .max()
        .unwrap_or(0);
    let width = widest.max(columns(title)) + 6;
    let height = u16::try_from(answers.len()).unwrap_or(3) + 2;
    let area = over(size, width, height);
    painter.frame(area, Role::Focused, &[(Role::Focused, title.to_owned())]);
    let inner = inside(area);
    for (y, (place, text)) in (inner.y..inner.bottom()).zip(answers.iter().enumerate()) {
        painter.put(inner.x + 1, y, inner.width.saturating_sub(2), Role::Text, text);
        if place == at {
            painter.paint(Rect::new(inner.x, y, inner.width, 1), Role::Selected);
        }
    }
}

/// Draws what is asked alone, and its answers, one a line.
fn plain_question(painter: &mut Painter, area: Rect, title: &str, at: usize, answers: &[String]) {
    painter.frame(area, Role::Focused, &[]);
    let area = Rect {
        x: area.x + 1,
        width: area.width.saturating_sub(1),
        ..area
    };
    let mut lines = wrap(title, area.width.into());
    let cursor = lines.len() + at;
    lines.extend_from_slice(answers);
    rows::draw(painter, area, &lines, Some(cursor));
}

/// Draws the list alone, below the name of its field, one value a line; returns the caret.
pub fn plain_picker(painter: &mut Painter, size: Size, label: &str, picker: &Picker) -> Option<Position> {
    let area = under_header(size);
    painter.frame(area, Role::Focused, &[]);
    let area = rows::title(painter, area, &format!("Choisir\u{a0}: {label}"));
    let taken = painter.put(area.x, area.y, area.width, Role::Text, "Filtrer\u{a0}: ");
    let room = area.width.saturating_sub(taken + 1);
    let caret = field::draw(painter, area.x + taken, area.y, room, &picker.words);
    let list = Rect {
        y: area.y + 1,
        height: area.height.saturating_sub(1),
        ..area
    };
    let said: Vec<String> = picker.found.iter().map(|one| picker.sentence(one)).collect();
    rows::page(painter, list, &said, picker.at);
    caret
}
