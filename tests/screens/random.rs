//! Any keys, at any size: no panic, and Esc always leads back to the panes.

use preau::tui::events::{Event, Gesture, Mouse};
use proptest::prelude::*;

use crate::isere::isere;
use crate::stepper::{Stepper, open};

const KEYS: &[&str] = &[
    "haut", "bas", "gauche", "droite", "tab", "maj-tab", "entrée", "échap", "pgpréc", "pgsuiv", "début",
    "fin", "retour", "suppr", "espace", "f1", "ctrl-p", "ctrl-u", "ctrl-d", "ctrl-w", "ctrl-a", "ctrl-e",
    "ctrl-l", "1", "&", "2", "é", "3", "\"", "4", "'", "/", ":", "?", "a", "c", "e", "g", "G", "h", "i", "j",
    "k", "m", "b", "C", "F", "ctrl-s", "l", "n", "o", "p", "d", "r", "R", "I", "T", "s", "t", "u", "U", "v",
    "w", "W", "x", "y", "z", "f8", "*", "!", "-", "œ", "日",
];

const SIZES: &[(u16, u16)] = &[
    (120, 40),
    (80, 24),
    (100, 30),
    (79, 24),
    (1, 1),
    (0, 0),
    (200, 60),
    (99, 80),
];

#[derive(Debug, Clone)]
enum Input {
    Key(usize),
    Size(usize),
    Mouse(Gesture, u16, u16),
}

fn gesture() -> impl Strategy<Value = Gesture> {
    prop_oneof![
        Just(Gesture::Press),
        Just(Gesture::WheelUp),
        Just(Gesture::WheelDown)
    ]
}

fn inputs() -> impl Strategy<Value = Vec<Input>> {
    let one = prop_oneof![
        30 => (0..KEYS.len()).prop_map(Input::Key),
        1 => (0..SIZES.len()).prop_map(Input::Size),
        8 => (gesture(), 0..130_u16, 0..45_u16).prop_map(|(gesture, x, y)| Input::Mouse(gesture, x, y)),
    ];
    prop::collection::vec(one, 300)
}

fn step(stepper: &mut Stepper, input: &Input) {
    match input {
        Input::Key(index) => {
            stepper.press(KEYS[*index]);
        }
        Input::Mouse(gesture, x, y) => stepper.send(Event::Mouse(Mouse {
            gesture: *gesture,
            x: *x,
            y: *y,
        })),
        Input::Size(index) => {
            let (width, height) = SIZES[*index];
            stepper.resize(width, height);
        }
    }
    stepper.screen();
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn three_hundred_keys_neither_panic_nor_trap(inputs in inputs()) {
        let mut stepper = open(&isere());
        stepper.writes = false;
        for input in &inputs {
            step(&mut stepper, input);
        }
        stepper.resize(120, 40).press("échap échap échap échap échap échap");
        prop_assert!(stepper.model.on_panes());
        prop_assert!(stepper.model.layer.is_none());
        prop_assert!(!stepper.model.searching);
        prop_assert!(!stepper.model.reading);
    }
}
