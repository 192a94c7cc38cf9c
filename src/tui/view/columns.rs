//! The usual columns of each list, in as much room as it has.

use ratatui::layout::Rect;

use crate::domain::date::day_fr;
use crate::domain::deployment::Stage;
use crate::domain::query::Sort;
use crate::domain::query::page::{CollectiviteRow, ConventionRow, ProviderRow, Row, SchoolRow, Summary};
use crate::domain::query::row::ColumnId;
use crate::domain::rule::Standing;
use crate::tui::model::ListName;
use crate::tui::theme::{Role, standing_sign};

use super::chosen::sign;
use super::pen::{Pen, columns};

/// From this width on, a list at the side shows what it otherwise leaves to the dossier.
const ROOMY: u16 = 60;

/// Where a row writes next: a cursor that never leaves the row.
struct Line<'p, 'b> {
    pen: &'p mut Pen<'b>,
    area: Rect,
    x: u16,
}

impl Line<'_, '_> {
    fn cell(&mut self, width: u16, role: Role, text: &str) {
        let room = self.room(width.saturating_sub(1));
        self.pen.put(self.x, self.area.y, room, role, text);
        self.x += width;
    }

    fn right(&mut self, width: u16, role: Role, text: &str) {
        let room = self.room(width.saturating_sub(1));
        self.pen.put_right(self.x, self.area.y, room, role, text);
        self.x += width;
    }

    fn matched(&mut self, width: u16, text: &str, spans: &[(usize, usize)]) {
        let room = self.room(width.saturating_sub(1));
        self.pen.put_matched(self.x, self.area.y, room, text, spans);
        self.x += width;
    }

    fn room(&self, width: u16) -> u16 {
        width.min(self.area.right().saturating_sub(self.x))
    }
}

/// What the flexible columns of a row share, after the fixed ones.
fn rest(width: u16, fixed: u16) -> u16 {
    width.saturating_sub(fixed)
}

/// The widths of the columns of a school: name, commune, solution, stage.
fn school_widths(width: u16) -> [u16; 4] {
    let (solution, stage) = if width >= 84 { (10, 18) } else { (9, 17) };
    let free = rest(width, 3 + 9 + solution + stage + 3 + 3);
    let commune = free * 4 / 11;
    [free - commune, commune, solution, stage]
}

/// Writes the titles of the columns, with the sign of the order behind the one that it is by.
pub fn titles(pen: &mut Pen, inner: Rect, name: ListName, sort: Sort) {
    let mut x = inner.x;
    for (width, id, text) in title_cells(name, inner.width) {
        let sign = id.map_or("", |id| sign(sort, id));
        // The sign may take the gap after a title that fills its column.
        let room = if sign.is_empty() {
            width.saturating_sub(1)
        } else {
            width
        };
        let room = room.min(inner.right().saturating_sub(x));
        pen.put(x, inner.y, room, Role::Muted, &format!("{text}{sign}"));
        x += width;
    }
}

/// A title with the width of its column.
type TitleCell = (u16, Option<ColumnId>, &'static str);

fn title_cells(name: ListName, width: u16) -> Vec<TitleCell> {
    use ColumnId as Id;
    let roomy = width >= ROOMY;
    let mut cells: Vec<TitleCell> = Vec::new();
    match name {
        ListName::Schools => {
            let [school, commune, solution, stage] = school_widths(width);
            cells.extend([
                (3, None, ""),
                (9, Some(Id::Uai), "UAI"),
                (school, Some(Id::Nom), "École"),
                (commune, Some(Id::Commune), "Commune"),
                (solution, Some(Id::SolutionNom), "Solution"),
                (stage, Some(Id::Etape), "Étape"),
                (3, Some(Id::Convention26), "26"),
                (3, Some(Id::Convention28), "28"),
            ]);
        }
        ListName::Collectivites => {
            cells.extend([
                (7, Some(Id::Bloquees), ""),
                (collectivite_name(width), Some(Id::Nom), "Collectivité"),
            ]);
            if roomy {
                cells.extend([
                    (20, Some(Id::Nature), "Nature"),
                    (10, Some(Id::Inscrites), "Inscrites"),
                ]);
            }
            cells.extend([(4, Some(Id::Convention26), "26"), (7, Some(Id::Ecoles), "Écoles")]);
        }
        ListName::Providers => cells.extend([
            (4, Some(Id::Convention28), "28"),
            (rest(width, 4 + 7), Some(Id::Nom), "Prestataire, solutions"),
            (7, Some(Id::Ecoles), "Écoles"),
        ]),
        ListName::Conventions => {
            cells.extend([
                (3, None, ""),
                (10, Some(Id::Numero), "Numéro"),
                (convention_party(width), Some(Id::Partie), "Partie"),
                (convention_status(width), Some(Id::Statut), "État"),
            ]);
            if roomy {
                cells.extend([(12, Some(Id::Echeance), "Fin"), (7, Some(Id::Ecoles), "Écoles")]);
            }
        }
    }
    cells
}

/// The sign at the start of a row: what is known of its record in one character.
pub fn lead(row: &Row) -> (char, Role) {
    match row {
        Row::School(row) => standing_sign(row.standing),
        Row::Collectivite(row) => of_schools(&row.counts),
        Row::Provider(row) => in_force_sign(row.art28),
        Row::Convention(row) => in_force_sign(row.in_force),
        Row::Any(_) => (' ', Role::Text),
    }
}

/// The sign of some schools together: blocked where one is, registered where all are that the conventions are about.
fn of_schools(counts: &Summary) -> (char, Role) {
    let registered = counts.of(Standing::Registered);
    if counts.of(Standing::Blocked) > 0 {
        standing_sign(Standing::Blocked)
    } else if registered > 0 && registered + counts.of(Standing::OutOfScope) == counts.schools() {
        standing_sign(Standing::Registered)
    } else {
        ('.', Role::Text)
    }
}

fn in_force_sign(held: bool) -> (char, Role) {
    if held {
        ('✓', Role::Ok)
    } else {
        ('✗', Role::Blocking)
    }
}

/// Fewer words for a value, where there are some.
pub fn shorter(row: &Row, id: ColumnId) -> Option<String> {
    match (row, id) {
        (Row::School(row), ColumnId::Nom) => shortened(&row.name),
        (Row::School(row), ColumnId::Etape) => row.stage.map(|stage| stage_name(stage).to_owned()),
        (Row::Convention(row), ColumnId::Statut) => Some(status(row, 0).to_owned()),
        _ => None,
    }
}

/// True for the columns that a sign says rather than a word.
pub fn mark_of(id: ColumnId) -> bool {
    matches!(id, ColumnId::Convention26 | ColumnId::Convention28)
}

/// The sign of a convention: in force, not, or not looked at.
pub fn held_sign(held: Option<bool>) -> (&'static str, Role) {
    match held {
        Some(true) => ("✓", Role::Ok),
        Some(false) => ("✗", Role::Blocking),
        None => ("–", Role::Muted),
    }
}

/// Writes a row.
pub fn row(pen: &mut Pen, area: Rect, row: &Row) {
    let mut line = Line { pen, area, x: area.x };
    match row {
        Row::School(row) => school(&mut line, row),
        Row::Collectivite(row) => collectivite(&mut line, row),
        Row::Provider(row) => provider(&mut line, row),
        Row::Convention(row) => convention(&mut line, row),
        Row::Any(row) => line.cell(area.width, Role::Text, &row.label),
    }
}

fn school(line: &mut Line, row: &SchoolRow) {
    let [name, commune, solution, stage] = school_widths(line.area.width);
    let (mark, role) = standing_sign(row.standing);
    line.cell(3, role, &format!(" {mark}"));
    line.cell(9, Role::Muted, row.uai.as_str());
    school_name(line, name, row);
    line.cell(commune, Role::Text, &row.commune);
    let chosen = row.solution.as_ref().map_or("", |(_, name)| name.as_str());
    line.cell(solution, Role::Text, chosen);
    line.cell(stage, Role::Text, row.stage.map_or("", stage_name));
    in_force(line, 3, row.art26);
    in_force(line, 3, row.art28);
}

/// The words that begin most names, folded, and what stands for them where there is no room.
const KINDS: [(&str, &str); 3] = [
    ("ecole elementaire", "Élém."),
    ("ecole maternelle", "Mat."),
    ("ecole primaire", "Prim."),
];

/// Writes a name; where it does not fit, its first words give way to what tells it from the others.
fn school_name(line: &mut Line, width: u16, row: &SchoolRow) {
    let fits = columns(&row.name) <= width.saturating_sub(1);
    match shortened(&row.name) {
        Some(name) if !fits => line.cell(width, Role::Text, &name),
        _ => line.matched(width, &row.name, &row.spans),
    }
}

/// A name with its first two words shortened, where they say what kind of school it is.
fn shortened(name: &str) -> Option<String> {
    let (second, _) = name.match_indices(' ').nth(1)?;
    let (kind, rest) = name.split_at(second);
    let kind = any_ascii::any_ascii(kind).to_lowercase();
    let (_, short) = KINDS.iter().find(|(long, _)| *long == kind)?;
    Some(format!("{short}{rest}"))
}

/// The name of a stage in the column, where some labels do not fit.
fn stage_name(stage: Stage) -> &'static str {
    match stage {
        Stage::ConventionEnvoyee => "conv. 26 envoyée",
        Stage::ConventionSignee => "conv. 26 signée",
        Stage::ConseilInforme => "conseil informé",
        Stage::Inscrite => "inscrite",
        Stage::ComptesEnseignants => "comptes ens.",
        Stage::DonneesSupprimees => "supprimées",
        other => other.label(),
    }
}

fn in_force(line: &mut Line, width: u16, held: Option<bool>) {
    let (sign, role) = held_sign(held);
    line.cell(width, role, sign);
}

fn collectivite_name(width: u16) -> u16 {
    let more = if width >= ROOMY { 30 } else { 0 };
    rest(width, 7 + 4 + 7 + more)
}

fn collectivite(line: &mut Line, row: &CollectiviteRow) {
    let width = line.area.width;
    let (sign, role) = of_schools(&row.counts);
    line.cell(3, role, &format!(" {sign}"));
    let blocked = row.counts.of(Standing::Blocked);
    let count = if blocked > 0 {
        blocked.to_string()
    } else {
        String::new()
    };
    line.right(4, role, &count);
    line.cell(collectivite_name(width), Role::Text, &row.name);
    if width >= ROOMY {
        line.cell(20, Role::Muted, &row.kind);
        let registered = row.counts.of(Standing::Registered);
        line.right(10, Role::Text, &registered.to_string());
    }
    in_force(line, 4, row.art26);
    line.right(7, Role::Text, &row.counts.schools().to_string());
}

fn provider(line: &mut Line, row: &ProviderRow) {
    in_force_mark(line, 4, row.art28);
    let name = format!("{} · {}", row.name, row.solutions.join(", "));
    let name = if row.solutions.is_empty() {
        row.name.clone()
    } else {
        name
    };
    line.cell(rest(line.area.width, 4 + 7), Role::Text, &name);
    line.right(7, Role::Text, &row.schools.to_string());
}

fn in_force_mark(line: &mut Line, width: u16, held: bool) {
    line.x += 1;
    in_force(line, width - 1, Some(held));
}

fn convention_status(width: u16) -> u16 {
    if width >= ROOMY { 22 } else { 12 }
}

fn convention_party(width: u16) -> u16 {
    let more = if width >= ROOMY { 19 } else { 0 };
    rest(width, 3 + 10 + convention_status(width) + more)
}

/// The status, in fewer words where there is little room.
fn status(row: &ConventionRow, width: u16) -> &str {
    match (row.status.as_str(), row.awaits) {
        (status, Some(awaited)) if width < ROOMY && status == awaited.label() => awaited.short(),
        ("signée, effet futur", _) if width < ROOMY => "effet futur",
        (status, _) => status,
    }
}

fn convention(line: &mut Line, row: &ConventionRow) {
    let width = line.area.width;
    let (mark, role) = if row.in_force {
        (" ✓", Role::Ok)
    } else {
        (" ✗", Role::Blocking)
    };
    line.cell(3, role, mark);
    line.cell(10, Role::Text, &row.number);
    line.cell(convention_party(width), Role::Text, &row.party);
    line.cell(convention_status(width), Role::Muted, status(row, width));
    if width >= ROOMY {
        line.cell(12, Role::Text, &row.end.map(day_fr).unwrap_or_default());
        line.right(7, Role::Text, &row.schools.to_string());
    }
}
