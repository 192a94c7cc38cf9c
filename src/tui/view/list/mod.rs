//! A list: its border, the titles of its columns, its visible rows.

mod cells;
mod order;
mod placed;
mod places;

pub use order::{sort_in_words, sorted};

use ratatui::layout::Rect;

use crate::tui::keymap::{Context, Press, Verb};
use crate::tui::model::frame::{ScreenSize, inside};
use crate::tui::model::{List, ListName, Model};
use crate::tui::theme::Role;

use placed::Placed;
use places::places;

use super::names;
use super::painter::Painter;

/// Draws a list.
pub fn draw(painter: &mut Painter, area: Rect, model: &Model, name: ListName, room: ScreenSize) {
    let focused = model.current == name && !model.reading;
    let border = if focused { Role::Focused } else { Role::Border };
    let title = if room == ScreenSize::All {
        title(model, name, border)
    } else {
        tabs(model)
    };
    painter.frame(area, border, &title);
    let list = model.list(name);
    let inner = inside(area);
    if list.total == 0 {
        return empty(painter, inner, list, model);
    }
    let (places, left_out) = places(list, inner);
    cells::titles(painter, inner.y, &places, list.sort);
    if let Some(said) = places::left_out(&left_out) {
        painter.put_right(inner.x, inner.bottom(), inner.width, Role::Muted, &said);
    }
    rows(painter, inner, model, list, &places, focused);
}

fn rows(painter: &mut Painter, inner: Rect, model: &Model, list: &List, places: &[Placed], focused: bool) {
    let room = usize::from(inner.height.saturating_sub(1));
    for (y, (place, row)) in (inner.y + 1..inner.bottom()).zip(list.shown(room)) {
        match row {
            Some(row) => {
                cells::row(painter, inner.x, y, places, &names::row(model, row));
                if list.marks.has(&row.id()) {
                    painter.put(inner.x, y, 1, Role::Marked, "●");
                }
            }
            None => {
                painter.put(inner.x, y, inner.width, Role::Muted, " …");
            }
        }
        if place == list.place {
            let line = Rect::new(inner.x, y, inner.width, 1);
            painter.flatten(line, if focused { Role::Selected } else { Role::Resting });
        }
    }
}

/// What an empty list says to do next.
fn empty(painter: &mut Painter, inner: Rect, list: &List, model: &Model) {
    let said = when_empty(model, list);
    let lines = crate::tui::text::wrap(&said, usize::from(inner.width).saturating_sub(2));
    for (y, line) in (inner.y..inner.bottom()).zip(lines) {
        painter.put(inner.x + 1, y, inner.width.saturating_sub(2), Role::Muted, &line);
    }
}

/// What is said in place of rows, and what to do next.
pub fn when_empty(model: &Model, list: &List) -> String {
    let back = model.options.keymap.shown(Context::List, Press::Back);
    if !list.loaded {
        "Lecture…".to_owned()
    } else if list.unfiltered == 0 {
        first_import(model, list.name)
    } else if list.error.is_some() {
        "La recherche n’est pas comprise\u{a0}: corrigez-la, ou videz-la.".to_owned()
    } else if !list.search.is_empty() {
        format!("Rien ne correspond à la recherche. {back} la retire.")
    } else if let Some(chip) = model.followed_chip().filter(|_| list.name == ListName::Schools) {
        let key = model.key(Context::List, Verb::FollowSelection);
        format!(
            "Aucune école n’est liée à {}, que ce volet suit. {key} l’arrête.",
            chip.label
        )
    } else if !model.scope.is_empty() {
        format!("Rien n’est lié à la portée. {back} la retire.")
    } else {
        "Rien à montrer.".to_owned()
    }
}

/// The import that fills a list of a base; where nothing is in it yet, the one that comes first.
fn first_import(model: &Model, name: ListName) -> String {
    let imported = model.lists.iter().any(|list| list.unfiltered > 0);
    if imported {
        return name.when_empty().to_owned();
    }
    if name != model.current {
        return name.when_empty_alone().to_owned();
    }
    format!(
        "{} La base est vide\u{a0}: quittez ({}) et commencez par «\u{a0}preau importer communes FICHIER\u{a0}», puis epci, annuaire, solutions. Base ouverte\u{a0}: {}",
        name.when_empty_alone(),
        model.options.keymap.shown(Context::List, Press::Quit),
        model.options.base,
    )
}

/// The title of a list among the others: number, name, how many, narrowed to what.
fn title(model: &Model, name: ListName, border: Role) -> Vec<(Role, String)> {
    let list = model.list(name);
    let mut pieces = vec![(
        border,
        format!("{} {} {}", name.number(), name.title(), list.count()),
    )];
    if let Some(marked) = marked(list) {
        pieces.push((border, " · ".to_owned()));
        pieces.push((Role::Marked, marked));
    }
    for chip in &model.scope {
        pieces.push((border, " · ".to_owned()));
        pieces.push((Role::Text, chip.label.clone()));
    }
    if let Some(followed) = followed(model, name) {
        pieces.push((border, " · ".to_owned()));
        pieces.push((Role::Text, followed));
    }
    let view = view_name(list);
    let is_told = view.is_some() && !list.is_modified();
    let sort = sort_in_words(list).filter(|_| !is_told);
    let search = Some(list.search.text().to_owned()).filter(|text| !text.is_empty() && !is_told);
    let words = [(Role::Title, view), (Role::Match, search), (Role::Text, sort)];
    for (role, text) in words {
        if let Some(text) = text {
            pieces.push((border, " · ".to_owned()));
            pieces.push((role, text));
        }
    }
    pieces
}

/// What the schools follow, in French: `suit Grenoble`; none of another list, or where they follow nothing.
pub fn followed(model: &Model, name: ListName) -> Option<String> {
    let chip = model.followed_chip().filter(|_| name == ListName::Schools)?;
    Some(format!("suit {}", chip.label))
}

/// That the schools follow the selection, and which; none where they do not.
pub fn following(model: &Model) -> Option<String> {
    let follows = model.follows.as_ref()?;
    let what = follows.chip.as_ref();
    let what = what.map_or("ce qui est choisi ailleurs", |chip| chip.label.as_str());
    Some(format!("Les écoles suivent {what}"))
}

/// The view that was opened, by name, and whether the list has changed since.
pub fn view_name(list: &List) -> Option<String> {
    let view = list.view.as_ref()?;
    let modified = if list.is_modified() { " (modifiée)" } else { "" };
    Some(format!("«\u{a0}{}\u{a0}»{modified}", view.name))
}

/// How many records of a list are marked, and how many of those it does not show; none where none is marked.
pub fn marked(list: &List) -> Option<String> {
    let marks = &list.marks;
    (!marks.is_empty()).then(|| list.name.marked(marks.count(), marks.hidden()))
}

/// The panes as tabs, for a screen that shows one.
pub fn tabs(model: &Model) -> Vec<(Role, String)> {
    let role = |here| if here { Role::Focused } else { Role::Muted };
    let tabs = crate::tui::model::tabs(model);
    tabs.into_iter().map(|tab| (role(tab.here), tab.text)).collect()
}
