//! `annexes.csv`: the lines of the annexes of conventions 26.
//!
//! A row is the line of its school and solution that begins on its day, else the one that its days overlap; else a new line.
//! A column that the file lacks keeps what the base says; an empty day is none. A line that is in no row stays.

use super::ExchangeError;
use super::against::Against;
use super::cell;
use super::export::Value;
use super::format::{Format, Model, Written};
use super::gather::{Gather, Outcome};
use super::known;
use super::of_others::say_of_others;
use super::once::Once;
use super::order;
use super::source::Source;
use super::table::{Cells, Column, Said, Table, columns};
use super::touched::Touched;
use crate::domain::convention::{Annexe, AnnexeLine, Article, Convention};
use crate::domain::date::{Period, day_fr};
use crate::domain::id::{AmendmentNumber, ConventionNumber, SolutionCode, Uai};
use crate::domain::registry::Registry;

columns! {
    CONVENTION = Column::required("convention").like("26-EXEMPLE");
    UAI = Column::required("uai").like("0380123C");
    SOLUTION = Column::optional("solution").like("exemple");
    FROM = Column::optional("du").like("2026-11-20");
    TO = Column::optional("au");
    JOINED_BY = Column::optional("avenant").like("1");
    LEFT_BY = Column::optional("avenant_sortie");
}

pub(super) const FORMAT: Format = Format {
    columns: COLUMNS,
    model: Model::Columns,
    mapped: false,
    read,
    written: Written::Rows(written),
};

/// Writes the lines; a convention that says *toutes* has none.
fn written(registry: &Registry) -> Vec<Vec<Value>> {
    let row = |convention: &Convention, line: &AnnexeLine| -> [Value; COLUMNS.len()] {
        [
            Value::text(&convention.number),
            Value::text(line.uai),
            Value::maybe(line.solution.as_ref()),
            Value::day(line.period.from),
            Value::day(line.period.to),
            Value::maybe(line.joined_by.as_ref()),
            Value::maybe(line.left_by.as_ref()),
        ]
    };
    let joint = registry.conventions().iter();
    let joint = joint.filter(|convention| convention.article() == Article::Art26);
    let rows = joint.flat_map(|one| {
        let mut lines: Vec<_> = one.annexe.lines().iter().collect();
        lines.sort_by_key(|line| (line.uai, &line.solution, line.period));
        lines
            .into_iter()
            .map(|line| row(one, line).into())
            .collect::<Vec<_>>()
    });
    rows.collect()
}

/// Which line a row is: of two lines of a file none is the same.
type LineKey = (
    ConventionNumber,
    Uai,
    Option<SolutionCode>,
    Option<chrono::NaiveDate>,
);

/// Reads a file of lines.
fn read(source: &Source, against: Against<'_>) -> Result<Gather, ExchangeError> {
    let registry = against.registry;
    let table = Table::open(source, COLUMNS)?;
    let (mut seen, mut touched) = (Once::default(), Touched::new(registry));
    let mut gather = Gather::rows_of(&table, against, |cells| {
        row(cells, against, &mut seen, &mut touched).map_or(Outcome::Refuse, |()| Outcome::Take(Vec::new()))
    });
    gather.records = touched.into_records();
    Ok(gather)
}

/// What a row says of its line beside the school.
struct Asked {
    solution: Said<SolutionCode>,
    from: Said<chrono::NaiveDate>,
    to: Said<Option<chrono::NaiveDate>>,
    joined_by: Said<AmendmentNumber>,
    left_by: Said<AmendmentNumber>,
}

/// Reads one row over the line of the base; nothing of a row that is refused counts.
fn row(
    cells: &mut Cells<'_>,
    against: Against<'_>,
    seen: &mut Once<LineKey>,
    touched: &mut Touched<'_>,
) -> Option<()> {
    let registry = against.registry;
    let convention = cells.required(CONVENTION, known::convention(registry));
    let school = cells.required(UAI, known::school(registry));
    let held = convention.as_ref().and_then(|number| touched.get(number));
    let held = held.as_deref();
    let asked = Asked {
        solution: cells.optional(SOLUTION, known::solution(registry)),
        from: cells.optional(FROM, cell::date),
        to: cells.optional(TO, cell::last_day),
        joined_by: cells.optional(JOINED_BY, known::amendment(held)),
        left_by: cells.optional(LEFT_BY, known::amendment(held)),
    };
    let (number, school) = (convention?, school?);
    let convention = touched.get(&number)?;
    let taken = number.clone();
    has_lines(cells, convention)?;
    let place = place(&convention.annexe, school, &asked);
    let line = over(convention, place, school, asked);
    seen.check(
        cells,
        UAI,
        (number, school, line.solution.clone(), line.period.from),
    );
    sound(cells, convention, &line, place);
    while_it_binds(cells, convention, &line, place);
    signed(cells, convention, &line, place);
    by_signed(cells, registry.conventions().get(&convention.number), &line);
    say_of_others(against, cells, (UAI, convention), &[school]);
    if cells.is_rejected() {
        return None;
    }
    if let Annexe::Listed(lines) = &mut convention.annexe {
        match place {
            Some(at) => lines[at] = line,
            None => lines.push(line),
        }
    }
    touched.take(taken);
    Some(())
}

/// Refuses a line that begins once the convention binds no more, unless it began so already.
fn while_it_binds(cells: &mut Cells<'_>, convention: &Convention, line: &AnnexeLine, place: Option<usize>) {
    let held = place.and_then(|at| convention.annexe.lines().get(at));
    let is_new = held.is_none_or(|held| held.period.from != line.period.from);
    let from = line.period.from.filter(|_| is_new);
    let last = convention.last_day();
    if let Some((_, last)) = from.zip(last).filter(|(from, last)| last < from) {
        let why = format!("la convention ne lie plus après le {}", day_fr(last));
        cells.reject(FROM, &why);
    }
}

/// Once both have signed, what came later takes an avenant, as it does on screen: refuses a line of a later day that names
/// none, and one that loses its own; says of a line without a day that it is of the text that was signed.
fn signed(cells: &mut Cells<'_>, convention: &Convention, line: &AnnexeLine, place: Option<usize>) {
    let Some(signed_on) = convention.signed_on().filter(|_| !convention.open_annexe) else {
        return;
    };
    if line.joined_by.is_some() {
        return;
    }
    let lines = convention.annexe.lines();
    let held = place.and_then(|at| lines.get(at));
    if let Some(number) = held.and_then(|held| held.joined_by.as_ref()) {
        let why = format!("l’avenant {number} a fait entrer l’école\u{a0}: il ne s’efface pas");
        return cells.reject(JOINED_BY, &why);
    }
    let day = day_fr(signed_on);
    let is_new = held.is_none_or(|held| held.period.from != line.period.from);
    match line.period.from {
        Some(from) if is_new && from > signed_on => cells.reject(
            JOINED_BY,
            &format!(
                "la convention est signée des deux parties depuis le {day}\u{a0}: nommez l’avenant, ou notez que la \
                 convention permet les ajouts sans avenant"
            ),
        ),
        None if held.is_none() && !lines.is_empty() => cells.warn(
            FROM,
            &format!(
                "sans jour, l’école est de l’annexe signée le {day}\u{a0}; si elle y est entrée plus tard, donnez le \
                 jour et l’avenant"
            ),
        ),
        _ => {}
    }
}

/// Says of a line that newly names an avenant which both had signed that the school is of its text.
fn by_signed(cells: &mut Cells<'_>, known: Option<&Convention>, line: &AnnexeLine) {
    let Some(known) = known else { return };
    for (column, by) in [(JOINED_BY, &line.joined_by), (LEFT_BY, &line.left_by)] {
        let held = |number: &AmendmentNumber| {
            let mut lines = known.lines_of(line.uai);
            lines.any(|held| held.amendments().any(|one| one == number))
        };
        let new = by.as_ref().filter(|number| !held(number));
        let signed = new.and_then(|number| Some((number, known.amendment(number)?.effect_day()?)));
        if let Some((number, on)) = signed {
            let why = format!(
                "l’avenant {number} est signé des deux parties depuis le {}\u{a0}: l’école est de celles que son texte nomme",
                day_fr(on)
            );
            cells.warn(column, &why);
        }
    }
}

/// Refuses a convention of which the annexe is no list.
fn has_lines(cells: &mut Cells<'_>, convention: &Convention) -> Option<()> {
    let why = match (convention.article(), &convention.annexe) {
        (Article::Art28, _) => "une convention 28 n’a pas d’annexe",
        (Article::Art26, Annexe::All) => {
            "son annexe dit «\u{a0}toutes les écoles\u{a0}»\u{a0}: donnez d’abord la liste des écoles \
             (conventions, colonne «\u{a0}ecoles\u{a0}»)"
        }
        (Article::Art26, Annexe::Listed(_)) => return Some(()),
    };
    cells.reject(CONVENTION, why);
    None
}

/// Which line of the annexe a row is; none where it is a new one.
fn place(annexe: &Annexe, school: Uai, asked: &Asked) -> Option<usize> {
    let is_of = |line: &AnnexeLine| {
        line.uai == school
            && match &asked.solution {
                Said::Value(code) => line.solution.as_ref() == Some(code),
                Said::Empty => line.solution.is_none(),
                Said::Absent | Said::Unreadable => true,
            }
    };
    let lines = || {
        let numbered = annexe.lines().iter().enumerate();
        numbered.filter(|(_, line)| is_of(line))
    };
    let period = Period {
        from: asked.from.value(),
        to: asked.to.value().flatten(),
    };
    let begins = matches!(asked.from, Said::Value(_) | Said::Empty);
    let same = lines().find(|(_, line)| begins && line.period.from == period.from);
    let near = || lines().find(|(_, line)| line.period.overlaps(&period));
    same.or_else(near).map(|(at, _)| at)
}

/// The line of a row, over the one that it is.
fn over(convention: &Convention, place: Option<usize>, school: Uai, asked: Asked) -> AnnexeLine {
    let held = place.map(|at| convention.annexe.lines()[at].clone());
    let held = held.unwrap_or_else(|| AnnexeLine::new(school, Period::default()));
    AnnexeLine {
        uai: school,
        solution: asked.solution.over(held.solution),
        period: Period {
            from: asked.from.over(held.period.from),
            to: asked.to.over_value(held.period.to),
        },
        joined_by: asked.joined_by.over(held.joined_by),
        left_by: asked.left_by.over(held.left_by),
    }
}

/// Refuses a line that names an avenant or a solution that the convention has not, or that names its school twice on a day.
fn sound(cells: &mut Cells<'_>, convention: &Convention, line: &AnnexeLine, place: Option<usize>) {
    order::check(cells, (FROM, line.period.from), (TO, line.period.to));
    for (column, by) in [(JOINED_BY, &line.joined_by), (LEFT_BY, &line.left_by)] {
        if let Some(number) = by.as_ref().filter(|by| convention.amendment(by).is_none()) {
            let why = format!(
                "la convention {} n’a pas d’avenant {number}\u{a0}: importez d’abord les avenants",
                convention.number
            );
            cells.reject(column, &why);
        }
    }
    if line.left_by.is_some() && line.period.to.is_none() {
        cells.reject(
            TO,
            "un avenant fait sortir l’école\u{a0}: il faut son dernier jour",
        );
    }
    if let Some(code) = line
        .solution
        .as_ref()
        .filter(|code| !convention.covers_solution(code))
    {
        let why = format!("la convention {} ne vise pas {code}", convention.number);
        cells.reject(SOLUTION, &why);
    }
    let numbered = convention.annexe.lines().iter().enumerate();
    let mut others = numbered.filter(|(at, _)| Some(*at) != place).map(|(_, one)| one);
    let twice = others.find(|one| {
        one.uai == line.uai && one.solution == line.solution && one.period.overlaps(&line.period)
    });
    if let Some(other) = twice {
        cells.reject(
            FROM,
            &format!("l’annexe nomme déjà l’école ces jours-là\u{a0}: {other}"),
        );
    }
}
