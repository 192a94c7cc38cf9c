//! The guide of the agent: each of its screens is the one that its keys give.

use std::fmt::Write;
use std::path::Path;

use preau::domain::permit::Right;
use preau::domain::record::Record;

use crate::stepper::{Stepper, open_on};
use crate::support::demo::demo;

/// What a screen of the guide begins with: then the keys, where « » holds what is typed, up to the end of the comment.
const OPEN: &str = "<!-- écran : ";

/// The guide, with the screens that its keys give.
fn played(guide: &str) -> String {
    let records: Vec<Record> = demo().records().map(|(record, _)| record).collect();
    let mut out = String::new();
    let mut rest = guide;
    while let Some((before, after)) = rest.split_once(OPEN) {
        let (keys, after) = after.split_once(" -->\n```text\n").unwrap();
        let (_, after) = after.split_once("```\n").unwrap();
        let mut stepper = open_on(records.clone(), 80, 24, Right::Administration);
        play(&mut stepper, keys);
        let screen: String = stepper.screen().lines().fold(String::new(), |mut text, line| {
            let _ = writeln!(text, "{}", line.trim_end());
            text
        });
        let _ = write!(out, "{before}{OPEN}{keys} -->\n```text\n{screen}```\n");
        rest = after;
    }
    out + rest
}

/// Plays keys, and what is typed between « and ».
fn play(stepper: &mut Stepper, keys: &str) {
    let mut rest = keys;
    while let Some((before, after)) = rest.split_once('«') {
        stepper.press(before);
        let (text, after) = after.split_once('»').unwrap();
        stepper.write(text);
        rest = after;
    }
    stepper.press(rest);
}

#[test]
fn the_screens_of_the_guide_are_those_of_its_keys() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/guide-agent.md");
    let guide = std::fs::read_to_string(&path).unwrap();
    let played = played(&guide);
    if std::env::var_os("UPDATE_README").is_some() {
        std::fs::write(path, played).unwrap();
        return;
    }
    assert_eq!(
        guide, played,
        "run UPDATE_README=1 cargo test --test screens guide"
    );
}
