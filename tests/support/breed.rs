//! Inputs bred from a corpus by small changes, from a fixed seed.

use std::env;
use std::ops::Range;

use crate::support::chance::Chance;

/// How many inputs are tried where nothing else is said.
const FEW: usize = 3_000;

/// How many inputs are tried: `PREAU_FUZZ`, in CI.
pub fn count() -> usize {
    env::var("PREAU_FUZZ").map_or(FEW, |count| count.parse().unwrap())
}

/// Bytes that readers stumble on.
const ODD: [&[u8]; 18] = [
    b"\0",
    b"\xff",
    b"\n",
    b"\r\n",
    b"\t",
    b"\"",
    b"\\",
    b"-",
    b":",
    b",",
    b">=",
    b"{",
    b"}",
    b"[",
    "é".as_bytes(),
    "\u{202e}".as_bytes(),
    "😀".as_bytes(),
    b"99999999999999999999",
];

/// Breeds an input: one of the corpus, changed between one and eight times.
pub fn breed(chance: &mut Chance, corpus: &[Vec<u8>]) -> Vec<u8> {
    let mut input = chance.pick(corpus).clone();
    for _ in 0..=chance.below(8) {
        change(chance, &mut input, corpus);
    }
    input
}

fn change(chance: &mut Chance, input: &mut Vec<u8>, corpus: &[Vec<u8>]) {
    let part = part(chance, input);
    match chance.below(7) {
        0 => drop(input.drain(part)),
        1 => input.truncate(part.start),
        2 => drop(input.splice(part, chance.pick(&ODD).iter().copied())),
        3 => {
            let twice = input[part.clone()].to_vec();
            drop(input.splice(part.start..part.start, twice));
        }
        4 => {
            let other = chance.pick(corpus);
            let piece = other[self::part(chance, other)].to_vec();
            drop(input.splice(part, piece));
        }
        5 => {
            let byte = u8::try_from(chance.below(256)).unwrap();
            input.insert(part.start, byte);
        }
        _ => {
            let bit = 1 << chance.below(8);
            if let Some(byte) = input.get_mut(part.start) {
                *byte ^= bit;
            }
        }
    }
}

/// A part of an input, most often a short one.
fn part(chance: &mut Chance, input: &[u8]) -> Range<usize> {
    let start = chance.below(input.len() + 1);
    let longest = *chance.pick(&[1, 4, 16, 4096]);
    let end = (start + chance.below(longest + 1)).min(input.len());
    start..end
}
