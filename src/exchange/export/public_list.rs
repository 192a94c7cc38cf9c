//! The export `liste-publique`: what a commune may choose, that is the products whose prestataire has a convention of
//! sous-traitance (RGPD art. 28) in force, by category.

use std::io::{self, Write};

use chrono::NaiveDate;

use super::column::Column;
use super::markup::{Markup, capital, in_html, in_markdown};
use super::{Format, TableWriter, Value};
use crate::domain::convention::{Convention, Party};
use crate::domain::date::day_fr;
use crate::domain::id::{DepartementCode, Siren};
use crate::domain::provider::{Category, Provider, Solution};
use crate::domain::registry::Registry;

/// A product and the convention under which it is used.
struct PublicLine {
    category: Category,
    solution: String,
    provider: String,
    siren: Siren,
    departements: Vec<DepartementCode>,
    since: Option<NaiveDate>,
    /// The last day, renewals until the day J counted.
    until: Option<NaiveDate>,
}

/// The columns, in their stable order.
const COLUMNS: &[Column<PublicLine>] = &[
    Column::titled("categorie", "Catégorie", |line| {
        Value::text(line.category.label())
    }),
    Column::titled("solution", "Solution", |line| Value::text(&line.solution)),
    Column::titled("prestataire", "Prestataire", |line| Value::text(&line.provider)),
    Column::titled("siren", "SIREN", |line| Value::text(line.siren)),
    Column::titled("departements", "Départements", |line| {
        Value::list(&line.departements)
    }),
    Column::titled("depuis", "Convention depuis le", |line| Value::day(line.since)),
    Column::titled("jusqu_au", "Jusqu’au", |line| Value::day(line.until)),
];

/// Writes the products that may be chosen on a day, by category and name. One whose conventions each lack a clause that
/// art. 28(3) requires is not among them: no school is entered with it. `office` is the name of the DSDEN, and may be
/// empty; `departements` are those that it answers for, all where none is named.
pub fn public_list<W: Write>(
    mut out: W,
    format: Format,
    trial: bool,
    (registry, day): (&Registry, NaiveDate),
    (office, departements): (&str, &[DepartementCode]),
) -> io::Result<W> {
    let lines = lines(registry, day, departements);
    let Format::Markup(markup) = format else {
        return table(out, format, trial, COLUMNS, lines.iter());
    };
    let title = format!("Solutions sous convention au {}", day_fr(day));
    head(&mut out, markup, &title, office)?;
    if trial {
        paragraph(&mut out, markup, "Base d’essai\u{a0}: données inventées.")?;
    }
    if lines.is_empty() {
        paragraph(
            &mut out,
            markup,
            "Aucun prestataire n’a de convention en vigueur.",
        )?;
    }
    for category in Category::ALL {
        let mut of = lines.iter().filter(|line| line.category == category).peekable();
        if of.peek().is_some() {
            heading(&mut out, markup, &capital(category.label()))?;
            // The heading says the category.
            out = table(out, format, false, &COLUMNS[1..], of)?;
        }
    }
    if markup == Markup::Html {
        writeln!(out, "</body>\n</html>")?;
    }
    Ok(out)
}

/// The lines, of conventions that name one of the départements, where there are some.
fn lines(registry: &Registry, day: NaiveDate, departements: &[DepartementCode]) -> Vec<PublicLine> {
    let here = |convention: &&Convention| {
        let mut named = departements.iter();
        departements.is_empty() || named.any(|code| convention.covers_departement(*code))
    };
    let mut lines: Vec<PublicLine> = registry
        .solutions()
        .iter()
        .filter_map(|solution| Some((solution, registry.providers().get(&solution.provider)?)))
        .flat_map(|(solution, provider)| {
            let conventions = registry.conventions_with(Party::Provider(provider.siren));
            let serving = conventions
                .filter(here)
                .filter(move |convention| serves(convention, solution, day));
            serving.map(move |convention| line(solution, provider, convention, day))
        })
        .collect();
    lines.sort_by(|one, other| (one.category, &one.solution).cmp(&(other.category, &other.solution)));
    lines
}

/// True where schools may be entered with a solution under a convention.
fn serves(convention: &Convention, solution: &Solution, day: NaiveDate) -> bool {
    let whole = convention.clauses.absent().next().is_none();
    convention.in_force(day) && convention.covers_solution(&solution.code) && whole
}

fn line(solution: &Solution, provider: &Provider, convention: &Convention, day: NaiveDate) -> PublicLine {
    PublicLine {
        category: solution.category,
        solution: solution.name.clone(),
        provider: provider.name.clone(),
        siren: provider.siren,
        departements: convention.departements.clone(),
        since: convention.effect_day(),
        until: convention.current_end(day),
    }
}

fn table<'l, W: Write>(
    out: W,
    format: Format,
    trial: bool,
    columns: &'static [Column<PublicLine>],
    lines: impl Iterator<Item = &'l PublicLine>,
) -> io::Result<W> {
    let mut writer = TableWriter::new(out, format, trial, columns)?;
    for line in lines {
        writer.row(line)?;
    }
    writer.finish()
}

/// The look of the page, as that of the rules.
const STYLE: &str = include_str!("rules/print.css");

/// The first column is as wide as a name here, and not as a code.
const COLUMN: &str = include_str!("public_list.css");

fn head(out: &mut impl Write, markup: Markup, title: &str, office: &str) -> io::Result<()> {
    match markup {
        Markup::Markdown => writeln!(out, "# {title}")?,
        Markup::Html => write!(
            out,
            "<!DOCTYPE html>\n<html lang=\"fr\">\n<head>\n<meta charset=\"utf-8\">\n<title>{title}</title>\n\
             <style>\n{STYLE}{COLUMN}</style>\n</head>\n<body>\n<h1>{title}</h1>\n"
        )?,
    }
    if !office.is_empty() {
        paragraph(out, markup, office)?;
    }
    paragraph(out, markup, MEANS)
}

/// What the list says, and to whom.
const MEANS: &str = "Chaque prestataire a signé avec l’État la convention de sous-traitance du RGPD (art. 28)\u{a0}: une \
                     commune, ou le groupement qui a la compétence scolaire, peut choisir parmi ces solutions. L’école est \
                     inscrite au registre une fois signée aussi la convention de responsabilité conjointe (art. 26).";

fn paragraph(out: &mut impl Write, markup: Markup, text: &str) -> io::Result<()> {
    match markup {
        Markup::Markdown => writeln!(out, "\n{}", in_markdown(text)),
        Markup::Html => writeln!(out, "<p>{}</p>", in_html(text)),
    }
}

fn heading(out: &mut impl Write, markup: Markup, text: &str) -> io::Result<()> {
    match markup {
        Markup::Markdown => writeln!(out, "\n## {text}\n"),
        Markup::Html => writeln!(out, "<h2>{text}</h2>"),
    }
}
