//! Which columns of a list there is room for, where, and how wide. Each has its least, or what it wishes, and its share
//! of what is left; then what a column leaves blank on the page goes to those that would cut their values.

use ratatui::layout::Rect;

use crate::domain::query::page::Row;
use crate::domain::query::row::{Column, Look, Usual};
use crate::tui::model::List;
use crate::tui::view::painter::columns;

use super::placed::Placed;

/// The cells of the sign before the columns.
const LEAD: u16 = 3;

/// The cells of a count beside that sign.
const BESIDE: u16 = 3;

/// The fewest cells in which a name is still told from others.
const CRAMPED: u16 = 5;

/// The columns of a list that fit, with their places, and those for which there is no room.
pub fn places(list: &List, area: Rect) -> (Vec<Placed>, Vec<&'static Column>) {
    let mut places = wanted(list);
    let lead = if places.first().is_some_and(|first| first.has_sign) {
        0
    } else {
        LEAD
    };
    let room = area.width.saturating_sub(lead);
    let yields = |placed: &Placed| placed.column.usual == Usual::WhereRoom;
    while list.columns.is_empty() && taken(&places) > room + 1 {
        let Some(at) = places.iter().rposition(yields) else {
            break;
        };
        places.remove(at);
    }
    let rows: Vec<&Row> = list.visible().filter_map(|(_, row)| row).collect();
    if list.columns.is_empty() {
        squeeze(&mut places, room + 1, &rows);
    }
    let mut counts = (0..=places.len()).rev();
    let fit = counts.find(|count| taken(&places[..*count]) <= room + 1);
    let left_out = places.split_off(fit.unwrap_or(0));
    let wished: u16 = places.iter().map(|placed| placed.wished() + 1).sum();
    if wished <= room {
        for placed in &mut places {
            placed.width = placed.wished();
        }
    }
    let free = room.saturating_sub(taken(&places));
    share(&mut places, free);
    follow(&mut places, room, &rows);
    let mut x = area.x + lead;
    for placed in &mut places {
        placed.x = x;
        x += placed.width + 1;
    }
    (places, left_out.iter().map(|placed| placed.column).collect())
}

/// The columns of a list at their least.
fn wanted(list: &List) -> Vec<Placed> {
    let mut wanted: Vec<Placed> = Vec::new();
    for column in list.shown_columns() {
        if list.columns.is_empty()
            && column.usual == Usual::Behind
            && let Some(before) = wanted.last_mut()
        {
            before.behind = Some(column);
            continue;
        }
        let first = wanted.is_empty();
        let (has_sign, width) = match column.look {
            Look::RowSign if first => (true, LEAD),
            Look::BesideSign if first => (true, LEAD + BESIDE),
            Look::RowSign | Look::BesideSign | Look::Plain | Look::Muted | Look::Matched | Look::Sign => {
                (false, column.width.least)
            }
        };
        wanted.push(Placed {
            column,
            behind: None,
            has_sign,
            x: 0,
            width,
        });
    }
    wanted
}

/// Takes what the page leaves blank of the columns without a share, then cells of those that have one, the widest first,
/// until all fit: a usual column is cut short before another is left out.
fn squeeze(places: &mut [Placed], room: u16, rows: &[&Row]) {
    for at in 0..places.len() {
        let over = taken(places).saturating_sub(room);
        let one = &mut places[at];
        if over > 0 && one.column.width.share == 0 {
            let blank = one.width.saturating_sub(need(one, rows).short);
            one.width -= blank.min(over);
        }
    }
    while taken(places) > room {
        let widest = places
            .iter_mut()
            .filter(|one| one.column.width.share > 0 && one.width > CRAMPED)
            .max_by_key(|one| one.width);
        let Some(widest) = widest else {
            return;
        };
        widest.width -= 1;
    }
}

/// The cells of some columns and of the gaps behind them.
fn taken(places: &[Placed]) -> u16 {
    places.iter().map(|placed| placed.width + 1).sum()
}

/// Gives each column its share of what is left; the first has what does not divide.
fn share(places: &mut [Placed], free: u16) {
    let shares: u16 = places.iter().map(|placed| placed.column.width.share).sum();
    let mut left = free;
    for placed in places.iter_mut() {
        let more = (free * placed.column.width.share)
            .checked_div(shares)
            .unwrap_or(0);
        placed.width += more;
        left -= more;
    }
    if let Some(first) = places.iter_mut().find(|placed| placed.column.width.share > 0) {
        first.width += left;
    }
}

/// How wide a column has to be for the values of a page.
struct Need {
    /// For all of them in the fewest words.
    short: u16,
    /// For all of them whole.
    whole: u16,
}

fn need(placed: &Placed, rows: &[&Row]) -> Need {
    let title = if placed.has_sign {
        placed.width
    } else {
        columns(&placed.title())
    };
    let mut need = Need {
        short: title,
        whole: title,
    };
    for row in rows.iter().filter(|_| !placed.has_sign) {
        let whole = columns(&placed.value(row).1);
        let fewer = placed.column.shorter(row);
        let short = fewer.map_or(whole, |fewer| columns(&fewer).min(whole));
        need.short = need.short.max(short);
        need.whole = need.whole.max(whole);
    }
    need
}

/// Gives what columns leave blank on the page to those that it would cut, what lacks least first: most are whole then.
/// Of what is left then, values that were said in fewer words are whole where there is room for all of their column: one
/// without a share takes nothing from another for it. Where nothing lacks, widths stay as they are.
fn follow(places: &mut [Placed], room: u16, rows: &[&Row]) {
    let needs: Vec<Need> = places.iter().map(|placed| need(placed, rows)).collect();
    let outside = room.saturating_sub(taken(places));
    let pairs = || places.iter().zip(&needs);
    let mut widths: Vec<u16> = pairs()
        .map(|(placed, need)| placed.width.min(need.short))
        .collect();
    let mut spare = outside
        + pairs()
            .zip(&widths)
            .map(|((placed, _), width)| placed.width - width)
            .sum::<u16>();
    let mut given = 0;
    let mut lacks: Vec<(bool, u16, usize)> = Vec::new();
    for (at, need) in needs.iter().enumerate() {
        lacks.push((false, need.short - widths[at], at));
        lacks.push((true, need.whole - need.short, at));
    }
    lacks.sort_unstable();
    for (is_of_words, lack, at) in lacks {
        let stays = is_of_words && places[at].column.width.share == 0;
        let most = if stays {
            outside.saturating_sub(given)
        } else {
            spare
        };
        let more = if is_of_words && lack > most {
            0
        } else {
            lack.min(most)
        };
        widths[at] += more;
        given += more;
        spare -= more;
    }
    for (placed, width) in places.iter_mut().zip(widths) {
        let back = placed.width.saturating_sub(width).min(spare);
        spare -= back;
        placed.width = width + back;
    }
}

/// What is said of the columns for which there is no room.
pub fn left_out(columns: &[&'static Column]) -> Option<String> {
    let titles: Vec<&str> = columns.iter().map(|column| column.title).collect();
    let plural = if titles.len() < 2 { "colonne" } else { "colonnes" };
    let for_count = |count| format!(" {count} {plural} sans place\u{a0}: {} ", titles.join(", "));
    (!titles.is_empty()).then(|| for_count(titles.len()))
}
