//! `preau expliquer`: every rule of a school, whether its condition holds, with the facts it looked at.

use std::fmt::Write;

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::out;
use crate::cli::args::{Common, ExplainFormat, Expliquer};
use crate::cli::failure::Failure;
use crate::cli::open;
use crate::domain::date::day_fr;
use crate::domain::deployment::Stage;
use crate::domain::id::Uai;
use crate::domain::provider::Category;
use crate::domain::record::RecordId;
use crate::domain::rule::{Explained, FactLine, RuleExplained, Verdict};
use crate::text::escaped;

/// Writes what every rule makes of a school.
pub(super) fn run(common: &Common, args: &Expliquer) -> Result<u8, Failure> {
    let school = Uai::parse(&args.uai).map_err(Failure::of)?;
    let opened = open::wherever(common)?;
    // Under a key that was corrected, the school is explained by the one that it has.
    let found = opened.desk.open(&RecordId::School(school))?.id;
    let school = if let RecordId::School(found) = found {
        found
    } else {
        school
    };
    let explained = opened.desk.explain(school)?;
    let written = match args.format {
        ExplainFormat::Json => json(school, opened.today, &explained)?,
        ExplainFormat::Texte => {
            let names = opened.desk.names(&[RecordId::School(school)])?;
            let title = format!("{school}  {}, au {}", names.join(""), day_fr(opened.today));
            text(&title, &explained)
        }
    };
    out::print(written.as_bytes())?;
    Ok(0)
}

fn json(school: Uai, day: NaiveDate, explained: &[Explained]) -> Result<String, Failure> {
    let usages: Vec<Value> = explained.iter().map(used).collect();
    let whole = json!({ "date": day, "uai": school, "usages": usages });
    serde_json::to_string_pretty(&whole)
        .map(|text| text + "\n")
        .map_err(Failure::of)
}

fn used(explained: &Explained) -> Value {
    let rules: Vec<Value> = explained.rules.iter().map(rule).collect();
    json!({
        "categorie": explained.category.map(Category::label),
        "solution": explained.solution,
        "etape": explained.stage.map(Stage::code),
        "regles": rules,
    })
}

/// A rule under the keys of `controler --format json`, with whether it holds and the facts it looked at.
fn rule(explained: &RuleExplained) -> Value {
    let fact = |fact: &FactLine| json!({ "libelle": fact.label, "valeur": fact.value });
    let facts: Vec<Value> = explained.facts.iter().map(fact).collect();
    let (state, why) = match &explained.verdict {
        Verdict::Holds => ("constatee", None),
        Verdict::HoldsNot => ("non_constatee", None),
        Verdict::NotLookedAt(why) => ("non_examinee", Some(why)),
    };
    json!({
        "regle": explained.rule.as_str(),
        "gravite": explained.rule.severity().code(),
        "titre": explained.rule.title(),
        "source": explained.rule.source(),
        "etat": state,
        "pourquoi": why,
        "messages": explained.messages,
        "faits": facts,
    })
}

fn text(title: &str, explained: &[Explained]) -> String {
    let mut text = format!("{}\n", escaped(title));
    for used in explained {
        let _ = writeln!(text, "\n{}", escaped(&used.words()));
        for rule in &used.rules {
            one(&mut text, rule);
        }
    }
    text
}

fn one(text: &mut String, explained: &RuleExplained) {
    let rule = explained.rule;
    let (code, title, verdict) = (rule.as_str(), rule.title(), explained.verdict.words());
    let severity = rule.severity().code();
    let source = match rule.source() {
        "" => String::new(),
        source => format!(", {source}"),
    };
    let _ = writeln!(text, "  {code:<4}{title} ({severity}{source})\u{a0}: {verdict}");
    for message in &explained.messages {
        let _ = writeln!(text, "      {}", escaped(message));
    }
    for fact in &explained.facts {
        let _ = writeln!(
            text,
            "      · {}\u{a0}: {}",
            escaped(&fact.label),
            escaped(&fact.value)
        );
    }
}
