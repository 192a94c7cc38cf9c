//! The rules as a page to print, with a place to countersign.

use std::fmt::Write;

use super::{PREAMBLE, families, source, thresholds, title};
use crate::domain::rule::{Policy, RuleCode};
use crate::exchange::export::markup::{capital, in_html};

/// The look of the page: tables on A4, their heads again on each sheet, no rule cut between two sheets.
const STYLE: &str = include_str!("print.css");

/// Writes every rule, a table for each severity.
pub(super) fn written(policy: &Policy, office: &str) -> String {
    let title = title();
    let mut page = format!(
        "<!DOCTYPE html>\n<html lang=\"fr\">\n<head>\n<meta charset=\"utf-8\">\n<title>{title}</title>\n\
         <style>\n{STYLE}</style>\n</head>\n<body>\n<h1>{title}</h1>\n"
    );
    if !office.is_empty() {
        let _ = writeln!(page, "<p>{}</p>", in_html(office));
    }
    let _ = writeln!(page, "<p>{PREAMBLE}</p>");
    for (means, rules) in families() {
        let _ = writeln!(page, "<h2>{}</h2>", capital(means));
        page.push_str(HEAD);
        for rule in rules {
            row(&mut page, rule, policy);
        }
        page.push_str("</tbody>\n</table>\n");
    }
    page.push_str(VISA);
    page
}

const HEAD: &str = "<table>\n<thead><tr><th>Code</th><th>Condition</th><th class=\"source\">Source</th>\
    <th class=\"seuils\">Seuils en vigueur</th></tr></thead>\n<tbody>\n";

const VISA: &str = "<div class=\"visa\">\n<div>Pour le responsable du traitement\u{a0}: nom, date, signature</div>\n\
    <div>Délégué à la protection des données\u{a0}: nom, date, signature</div>\n</div>\n</body>\n</html>\n";

fn row(page: &mut String, rule: RuleCode, policy: &Policy) {
    let (code, condition, source) = (rule.as_str(), rule.condition(), source(rule));
    let _ = write!(
        page,
        "<tr><td>{code}</td><td>{condition}</td><td class=\"source\">{source}</td><td class=\"seuils\">"
    );
    for (value, counts) in thresholds(rule, policy) {
        let _ = write!(page, "<b>{value}</b> {counts}");
    }
    page.push_str("</td></tr>\n");
}
