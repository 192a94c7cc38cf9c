//! Rows written as a table of Markdown or of HTML, for a page that others read.

use std::io::{self, Write};

use super::Value;

/// The language of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Markup {
    Markdown,
    Html,
}

/// A text in which nothing is markup of Markdown; it stays on its line.
pub(super) fn in_markdown(text: &str) -> String {
    let mut safe = String::new();
    for (at, letter) in text.char_indices() {
        let acts = "\\`*_[]<>|&~".contains(letter);
        // At the head of a line a sign may make a title or a list.
        if acts || (at == 0 && letter.is_ascii_punctuation()) {
            safe.push('\\');
        }
        safe.push(if letter == '\n' { ' ' } else { letter });
    }
    safe
}

/// A few words with a capital, as a title begins.
pub(super) fn capital(words: &str) -> String {
    let mut letters = words.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}

/// A text in which nothing is markup of HTML.
pub(super) fn in_html(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

/// Writes one table.
pub(super) struct MarkupWriter<W: Write> {
    out: W,
    markup: Markup,
}

impl<W: Write> MarkupWriter<W> {
    /// Writes the header, of one title a column.
    pub(super) fn new(mut out: W, markup: Markup, titles: &[&'static str]) -> io::Result<Self> {
        match markup {
            Markup::Markdown => {
                writeln!(out, "| {} |", titles.join(" | "))?;
                writeln!(out, "|{}", " --- |".repeat(titles.len()))?;
            }
            Markup::Html => {
                let cells = titles.iter().map(|title| format!("<th>{}</th>", in_html(title)));
                let cells: String = cells.collect();
                writeln!(out, "<table>\n<thead><tr>{cells}</tr></thead>\n<tbody>")?;
            }
        }
        Ok(Self { out, markup })
    }

    /// Writes one row.
    pub(super) fn row(&mut self, values: impl Iterator<Item = Value>) -> io::Result<()> {
        let cells = values.map(shown);
        match self.markup {
            Markup::Markdown => {
                let cells: Vec<String> = cells.map(|cell| in_markdown(&cell)).collect();
                writeln!(self.out, "| {} |", cells.join(" | "))
            }
            Markup::Html => {
                self.out.write_all(b"<tr>")?;
                for cell in cells {
                    write!(self.out, "<td>{}</td>", in_html(&cell))?;
                }
                writeln!(self.out, "</tr>")
            }
        }
    }

    /// Ends the table and gives the output back.
    pub(super) fn finish(mut self) -> io::Result<W> {
        if self.markup == Markup::Html {
            writeln!(self.out, "</tbody>\n</table>")?;
        }
        Ok(self.out)
    }
}

/// A value for a person to read.
fn shown(value: Value) -> String {
    match value {
        Value::Day(day) => crate::domain::date::day_fr(day),
        Value::List(items) => items.join(", "),
        other => other.cell(),
    }
}
