//! Bytes of terminals made keys, in every split on the way, with time stepped.

use std::time::Duration;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use preau::config::Ground;
use preau::tui::events::{Charset, ESCAPE, Gesture, Input, Mouse, PAUSE};
use proptest::prelude::*;

use crate::support::typist::{ANSWERS, Typist};

/// The keys of terminals by their names in terminfo, in lines of `terminal name=bytes,name=bytes…`.
const TERMINFO: &str = include_str!("terminfo.txt");

const MOMENT: Duration = Duration::from_millis(1);

/// The longest time after ESC in which a sequence goes on.
const IN_TIME: Duration = ESCAPE.saturating_sub(MOMENT);

/// Too long a time after ESC.
const LATE: Duration = ESCAPE.saturating_add(MOMENT);

/// The longest time that is no pause.
const ALMOST: Duration = PAUSE.saturating_sub(MOMENT);

/// Sends pieces with so much time between two of them, and a pause at the end.
fn typed(pieces: &[&[u8]], between: Duration) -> Vec<Input> {
    let mut typist = Typist::new(Charset::Utf8);
    let mut heard = Vec::new();
    for piece in pieces {
        heard.extend(typist.send(piece));
        heard.extend(typist.wait(between));
    }
    heard.extend(typist.wait(PAUSE));
    heard
}

fn whole(bytes: &[u8]) -> Vec<Input> {
    typed(&[bytes], Duration::ZERO)
}

/// Every way to cut bytes into pieces, none empty.
fn cuts(bytes: &[u8]) -> Vec<Vec<&[u8]>> {
    let places = bytes.len() - 1;
    (0..1_usize << places)
        .map(|cut| {
            let mut pieces = Vec::new();
            let mut start = 0;
            for place in (0..places).filter(|place| cut & (1 << place) != 0) {
                pieces.push(&bytes[start..=place]);
                start = place + 1;
            }
            pieces.push(&bytes[start..]);
            pieces
        })
        .collect()
}

/// A key with what is held: `s` Shift, `c` Control.
fn key(code: KeyCode, held: &str) -> KeyEvent {
    let mut modifiers = KeyModifiers::NONE;
    modifiers.set(KeyModifiers::SHIFT, held.contains('s'));
    modifiers.set(KeyModifiers::CONTROL, held.contains('c'));
    KeyEvent::new(code, modifiers)
}

fn escape() -> Input {
    Input::Key(KeyCode::Esc.into())
}

/// The keys of the table: terminal, name and bytes.
fn described() -> Vec<(&'static str, &'static str, Vec<u8>)> {
    let lines = TERMINFO.lines().filter(|line| !line.starts_with('#'));
    lines
        .flat_map(|line| {
            let (terminal, keys) = line.split_once(' ').unwrap();
            let keys = keys.split(',').filter(|key| !key.is_empty());
            keys.map(move |key| {
                let (name, written) = key.split_once('=').unwrap();
                (terminal, name, bytes(written))
            })
        })
        .collect()
}

/// Reads what terminfo writes: `\E` for ESC, `^?` and the like for control characters.
fn bytes(written: &str) -> Vec<u8> {
    let mut read = Vec::new();
    let mut left = written.bytes();
    while let Some(byte) = left.next() {
        read.push(match byte {
            b'\\' => match left.next().unwrap() {
                b'E' => 0x1b,
                other => other,
            },
            b'^' => left.next().unwrap() ^ 0x40,
            plain => plain,
        });
    }
    read
}

/// What a key of terminfo is by its name; none where the name says no key of ours.
fn named(name: &str) -> Option<Vec<Input>> {
    let held = |number: &str| match number {
        "" => Some(("s", false)),
        "3" => Some(("", true)),
        "4" => Some(("s", true)),
        "5" => Some(("c", false)),
        "6" => Some(("sc", false)),
        "7" => Some(("c", true)),
        _ => None,
    };
    let plain = |code| Some(vec![Input::Key(key(code, ""))]);
    match name {
        "kcuu1" => return plain(KeyCode::Up),
        "kcud1" => return plain(KeyCode::Down),
        "kcub1" => return plain(KeyCode::Left),
        "kcuf1" => return plain(KeyCode::Right),
        "khome" | "kfnd" => return plain(KeyCode::Home),
        "kend" | "kslt" => return plain(KeyCode::End),
        "kpp" => return plain(KeyCode::PageUp),
        "knp" => return plain(KeyCode::PageDown),
        "kich1" => return plain(KeyCode::Insert),
        "kdch1" => return plain(KeyCode::Delete),
        "kbs" => return plain(KeyCode::Backspace),
        "kent" => return plain(KeyCode::Enter),
        "kel" => return Some(vec![Input::Key(key(KeyCode::End, "c"))]),
        "kcbt" | "kcbt2" => return Some(vec![Input::Key(key(KeyCode::BackTab, "s"))]),
        _ => {}
    }
    if let Some(number) = name.strip_prefix("kf") {
        let number: u8 = number.parse().ok()?;
        return (1..=12).contains(&number).then(|| plain(KeyCode::F(number)))?;
    }
    let codes = [
        ("kUP", KeyCode::Up),
        ("kDN", KeyCode::Down),
        ("kLFT", KeyCode::Left),
        ("kRIT", KeyCode::Right),
        ("kHOM", KeyCode::Home),
        ("kEND", KeyCode::End),
        ("kPRV", KeyCode::PageUp),
        ("kNXT", KeyCode::PageDown),
        ("kIC", KeyCode::Insert),
        ("kDC", KeyCode::Delete),
    ];
    let (prefix, code) = codes.into_iter().find(|(prefix, _)| name.starts_with(prefix))?;
    let (held, alt) = held(&name[prefix.len()..])?;
    let pressed = key(code, held);
    Some(if alt {
        vec![escape(), Input::KeyAfterEscape(pressed)]
    } else {
        vec![Input::Key(pressed)]
    })
}

#[test]
fn every_key_of_the_terminals_is_the_one_it_is_named_for() {
    let mut count = 0;
    for (terminal, name, bytes) in described() {
        let Some(expected) = named(name) else { continue };
        // rxvt sends with Shift and Control what others send alone.
        let expected = match (terminal, name) {
            ("rxvt", "kUP6" | "kDN6" | "kLFT6" | "kRIT6") => {
                named(&name.replace('6', "5")).map(|_| whole(&bytes))
            }
            _ => Some(expected),
        };
        assert_eq!(Some(whole(&bytes)), expected, "{terminal} {name} {bytes:?}");
        count += 1;
    }
    assert!(count > 200, "{count}");
}

#[test]
fn however_a_key_is_split_it_is_itself_or_escape_and_never_a_letter() {
    for (terminal, name, bytes) in described() {
        let expected = whole(&bytes);
        assert!(expected.len() <= 2, "{terminal} {name}: {expected:?}");
        if bytes.len() > 8 {
            continue;
        }
        for pieces in cuts(&bytes) {
            for between in [Duration::ZERO, IN_TIME, LATE, PAUSE / 4, ALMOST] {
                let late = pieces.len() > 1 && pieces[0] == b"\x1b" && between > ESCAPE;
                let heard = typed(&pieces, between);
                if late && bytes == b"\x1b\t" {
                    assert_eq!(heard, [escape(), Input::Key(KeyCode::Tab.into())]);
                } else if late {
                    assert_eq!(heard, [escape()], "{terminal} {name} {pieces:?} {between:?}");
                } else {
                    assert_eq!(heard, expected, "{terminal} {name} {pieces:?} {between:?}");
                }
            }
        }
    }
}

#[test]
fn keys_typed_ahead_are_each_themselves_in_every_cut_of_their_bytes() {
    let keys: &[u8] = "\x1b[Bj\x1bOA/é\x1b[15;5~\r\x1b[[Aq\x1b[3$\x1b[M !!x".as_bytes();
    let expected = whole(keys);
    assert_eq!(expected.len(), 12, "{expected:?}");
    for at in 1..keys.len() {
        for length in 1..keys.len() - at {
            let pieces = [&keys[..at], &keys[at..at + length], &keys[at + length..]];
            assert_eq!(typed(&pieces, Duration::ZERO), expected, "{at} {length}");
        }
    }
    let single: Vec<&[u8]> = keys.chunks(1).collect();
    assert_eq!(typed(&single, IN_TIME), expected);
}

#[test]
fn modifiers_are_told_in_each_way_that_terminals_have() {
    let char = KeyCode::Char;
    let cases: [(&[u8], KeyCode, &str); 20] = [
        (b"\x1b[1;5A", KeyCode::Up, "c"),
        (b"\x1b[1;6H", KeyCode::Home, "sc"),
        (b"\x1b[3;2~", KeyCode::Delete, "s"),
        (b"\x1b[5^", KeyCode::PageUp, "c"),
        (b"\x1b[6@", KeyCode::PageDown, "sc"),
        (b"\x1b[3$", KeyCode::Delete, "s"),
        (b"\x1bOa", KeyCode::Up, "c"),
        (b"\x1b[d", KeyCode::Left, "s"),
        (b"\x1bO5P", KeyCode::F(1), "c"),
        (b"\x1bO1;2Q", KeyCode::F(2), "s"),
        (b"\x1b[1;5R", KeyCode::F(3), "c"),
        (b"\x1b[Z", KeyCode::BackTab, "s"),
        (b"\x1b[27;5;105~", char('i'), "c"),
        (b"\x1b[27;2;9~", KeyCode::BackTab, "s"),
        (b"\x1b[105;5u", char('i'), "c"),
        (b"\x1b[97;2u", char('A'), "s"),
        (b"\x1b[233u", char('é'), ""),
        (b"\x1b[13u", KeyCode::Enter, ""),
        (b"\x1b[27u", KeyCode::Esc, ""),
        (b"\x1b[1;1:2B", KeyCode::Down, ""),
    ];
    for (bytes, code, held) in cases {
        assert_eq!(
            whole(bytes),
            [Input::Key(key(code, held))],
            "{}",
            bytes.escape_ascii()
        );
    }
    assert_eq!(whole(b"\x1b[97;5:3u"), [], "let go");
}

#[test]
fn the_keypad_types_its_signs_in_application_mode() {
    let letters = b"jkmnopqrstuvwxy";
    let signs = "*+-./0123456789";
    for (letter, sign) in letters.iter().zip(signs.chars()) {
        let bytes = [0x1b, b'O', *letter];
        assert_eq!(whole(&bytes), [Input::Key(KeyCode::Char(sign).into())]);
    }
    assert_eq!(whole(b"\x1bOM"), [Input::Key(KeyCode::Enter.into())]);
    assert_eq!(whole(b"\x1bOE"), [Input::Key(KeyCode::KeypadBegin.into())]);
}

#[test]
fn the_answer_on_the_ground_is_heard_whole_or_split_and_ends_in_either_way() {
    for (colour, ground) in [
        ("0000/0000/0000", Ground::Dark),
        ("ffff/ffff/ffff", Ground::Light),
    ] {
        for end in ["\x1b\\", "\x07"] {
            let answer = format!("\x1b]11;rgb:{colour}{end}").into_bytes();
            assert_eq!(whole(&answer), [Input::Ground(ground)]);
            for pieces in (2..answer.len()).map(|at| answer.split_at(at)) {
                let heard = typed(&[pieces.0, pieces.1], IN_TIME);
                assert_eq!(heard, [Input::Ground(ground)], "{pieces:?}");
            }
        }
    }
}

#[test]
fn an_answer_that_is_too_long_or_cut_off_says_nothing_of_the_ground() {
    let long = [b"\x1b]11;rgb:0/0/0/".as_slice(), &[b'0'; 5_000], b"\x07"].concat();
    assert_eq!(whole(&long), []);
    let other = b"\x1b_11;rgb:0000/0000/0000\x1b\\";
    assert_eq!(whole(other), []);
    let key = Input::Key(KeyCode::Enter.into());
    assert_eq!(whole(b"\x1b]11;rgb:0000/0000\r/0000\x07")[0], key);
}

#[test]
fn answers_of_the_terminal_are_no_keys_whole_or_split() {
    for answer in ANSWERS {
        assert_eq!(whole(answer), [], "{}", answer.escape_ascii());
        for at in 1..answer.len() {
            for between in [Duration::ZERO, IN_TIME, LATE, ALMOST] {
                let late = at == 1 && between > ESCAPE;
                let heard = typed(&[&answer[..at], &answer[at..]], between);
                // Nothing tells such a start from the key Escape; graphics are not asked for by anybody near.
                if late && answer.starts_with(b"\x1b_") {
                    continue;
                }
                let expected = if late { vec![escape()] } else { Vec::new() };
                assert_eq!(heard, expected, "{} at {at} {between:?}", answer.escape_ascii());
            }
        }
        let single: Vec<&[u8]> = answer.chunks(1).collect();
        assert_eq!(typed(&single, IN_TIME), [], "{}", answer.escape_ascii());
    }
}

#[test]
fn an_unknown_sequence_does_nothing() {
    let long = [b"\x1b[".as_slice(), &[b'1'; 5_000], b"A"].concat();
    let unknown: [&[u8]; 9] = [
        b"\x1b[99~",
        b"\x1b[5;5;5W",
        b"\x1b[>1;2x",
        b"\x1b[[Z",
        b"\x1b[1;99A",
        b"\x1b[99999999999A",
        b"\x1bOe",
        b"\x1b[1!p",
        &long,
    ];
    for bytes in unknown {
        let heard = whole(&[bytes, b"j".as_slice()].concat());
        assert_eq!(
            heard,
            [Input::Key(KeyCode::Char('j').into())],
            "{}",
            bytes.escape_ascii()
        );
    }
}

#[test]
fn what_is_unfinished_gives_way_to_keys_after_a_pause_and_to_control_keys_at_once() {
    let quit = Input::Key(key(KeyCode::Char('c'), "c"));
    let letter = Input::Key(KeyCode::Char('j').into());
    let unfinished: [&[u8]; 9] = [
        b"\x1b[",
        b"\x1b[1;5",
        b"\x1bO",
        b"\x1b[[",
        b"\x1b[M",
        b"\x1b[<0;1",
        b"\x1b]11;rgb:ff",
        b"\x1bP>|XTerm",
        b"\xc3",
    ];
    for bytes in unfinished {
        let mut typist = Typist::new(Charset::Utf8);
        let mut heard = typist.send(bytes);
        heard.extend(typist.wait(PAUSE));
        heard.retain(|input| *input != Input::NotText);
        assert_eq!(heard, [], "{}", bytes.escape_ascii());
        assert_eq!(
            typist.send(b"j"),
            std::slice::from_ref(&letter),
            "{}",
            bytes.escape_ascii()
        );
        let mut typist = Typist::new(Charset::Utf8);
        typist.send(bytes);
        let mut heard = typist.send(b"\x03j");
        heard.retain(|input| *input != Input::NotText);
        assert_eq!(heard, [quit.clone(), letter.clone()], "{}", bytes.escape_ascii());
    }
}

#[test]
fn escape_and_a_letter_in_one_read_are_both_and_said_to_be() {
    let letter = KeyEvent::from(KeyCode::Char('q'));
    let together = [escape(), Input::KeyAfterEscape(letter)];
    assert_eq!(whole(b"\x1bq"), together);
    for apart in [Duration::ZERO, IN_TIME, ESCAPE] {
        let heard = typed(&[b"\x1b", b"q"], apart);
        assert_eq!(heard, [escape(), Input::Key(letter)], "in two reads, {apart:?}");
    }
    assert_eq!(
        whole(b"\x1bqq"),
        [escape(), Input::KeyAfterEscape(letter), Input::Key(letter)]
    );
    assert_eq!(whole("\x1bé".as_bytes()).len(), 2);
    assert_eq!(
        whole(b"\x1b\x1b[B"),
        [escape(), Input::Key(KeyCode::Down.into())],
        "as tmux sends both"
    );
    assert_eq!(whole(b"\x1b\x1b"), [escape(), escape()]);
    let after = Input::KeyAfterEscape(KeyCode::Down.into());
    assert_eq!(
        whole(b"\x1b[1;3B"),
        [escape(), after],
        "as tmux sends both where less time was between"
    );
}

#[test]
fn after_escape_a_letter_acts_and_only_a_sequence_is_passed_over() {
    for (letters, acting) in [
        ("OB", ""),
        ("[B", ""),
        ("[15~", ""),
        ("oB", "oB"),
        ("P", "P"),
        ("Paris", "Paris"),
    ] {
        let keys = |text: &str| -> Vec<Input> {
            let pressed = |letter: char| {
                let held = if letter.is_uppercase() { "s" } else { "" };
                Input::Key(key(KeyCode::Char(letter), held))
            };
            text.chars().map(pressed).collect()
        };
        for wait in [ESCAPE, PAUSE / 4, ALMOST] {
            let heard = typed(&[b"\x1b", letters.as_bytes()], wait);
            assert_eq!(heard[1..], keys(acting), "{letters} after {wait:?}");
        }
        let heard = typed(&[b"\x1b", letters.as_bytes()], PAUSE);
        assert_eq!(heard[1..], keys(letters), "{letters} after a pause");
    }
}

fn paste(text: &str) -> Input {
    Input::Paste(text.to_owned())
}

#[test]
fn a_paste_is_one_text_wherever_it_is_split_and_nothing_in_it_acts() {
    let sent = b"\x1b[200~q\x03u\x1b[A\x1b[20\r\x1b]0;x\x07\x1b\x1b[201~";
    let expected = [paste("q·u·[A·[20\n·]0;x··")];
    assert_eq!(whole(sent), expected);
    for at in 1..sent.len() {
        for between in [Duration::ZERO, LATE, ALMOST] {
            let late = at == 1 && between > ESCAPE;
            let heard = typed(&[&sent[..at], &sent[at..]], between);
            assert_eq!(heard[usize::from(late)..], expected, "{at} {between:?}");
        }
    }
    let single: Vec<&[u8]> = sent.chunks(1).collect();
    assert_eq!(typed(&single, ALMOST), [escape(), expected[0].clone()]);
}

#[test]
fn a_paste_without_its_end_ends_after_a_pause() {
    for cut in [b"\x1b[200~abc".as_slice(), b"\x1b[200~abc\x1b[20"] {
        let mut typist = Typist::new(Charset::Utf8);
        assert_eq!(typist.send(cut), []);
        assert_eq!(typist.send(b""), []);
        assert_eq!(typist.wait(ALMOST), [], "not yet");
        assert_eq!(typist.wait(MOMENT), [paste("abc")]);
        assert_eq!(typist.send(b"\x03"), [Input::Key(key(KeyCode::Char('c'), "c"))]);
    }
}

#[test]
fn a_paste_is_bounded() {
    let mut typist = Typist::new(Charset::Utf8);
    typist.send(b"\x1b[200~");
    for _ in 0..1_000 {
        typist.send(&"é".repeat(1_000).into_bytes());
    }
    let heard = typist.send(b"\x1b[201~");
    let [Input::Paste(text)] = heard.as_slice() else {
        panic!("{heard:?}")
    };
    assert!(
        text.len() <= 64 * 1024 && text.chars().all(|character| character == 'é'),
        "{}",
        text.len()
    );
}

#[test]
fn a_character_is_itself_in_every_split_and_bad_bytes_eat_no_key() {
    for character in ["é", "€", "😀"] {
        let expected = [Input::Key(
            KeyCode::Char(character.chars().next().unwrap()).into(),
        )];
        for pieces in cuts(character.as_bytes()) {
            for between in [Duration::ZERO, LATE, ALMOST] {
                assert_eq!(typed(&pieces, between), expected, "{pieces:?}");
            }
        }
    }
    let letters = [
        Input::Key(KeyCode::Char('j').into()),
        Input::Key(KeyCode::Char('k').into()),
    ];
    for bad in [
        b"\xe9".as_slice(),
        b"\xe9\xe8",
        b"\xff",
        b"\x80",
        b"\xf0\x9f\x98",
        b"\xed\xa0\x80",
        b"\xc0\xaf",
    ] {
        let mut heard = whole(&[bad, b"jk".as_slice()].concat());
        assert!(heard.contains(&Input::NotText), "{bad:?} is said");
        heard.retain(|input| *input != Input::NotText);
        assert_eq!(heard, letters, "{bad:?}");
    }
    assert_eq!(
        whole("\u{9b}A\u{202e}\u{200d}".as_bytes()),
        [Input::Key(key(KeyCode::Char('A'), "s"))]
    );
}

#[test]
fn a_terminal_in_another_character_set_types_its_letters() {
    for locale in [
        "fr_FR.ISO-8859-15",
        "fr_FR.iso885915",
        "fr_FR.ISO8859-1",
        "fr_FR@euro",
        "fr_FR.cp1252",
    ] {
        let mut typist = Typist::new(Charset::of_locale(locale));
        assert_eq!(
            typist.send(b"\xe9q"),
            [
                Input::Key(KeyCode::Char('é').into()),
                Input::Key(KeyCode::Char('q').into())
            ]
        );
        assert_eq!(typist.send(b"\x1b[200~\xe0\x1b[201~"), [paste("à")]);
    }
    for locale in ["", "C", "POSIX", "fr_FR.UTF-8", "C.utf8", "fr_FR", "ja_JP.EUC-JP"] {
        assert_eq!(Charset::of_locale(locale), Charset::Utf8, "{locale}");
    }
}

#[test]
fn the_mouse_is_heard_in_both_forms() {
    let at = |gesture, x, y| Input::Mouse(Mouse { gesture, x, y });
    let cases: [(&[u8], Vec<Input>); 8] = [
        (b"\x1b[<0;12;5M", vec![at(Gesture::Press, 11, 4)]),
        (b"\x1b[<65;3;2M", vec![at(Gesture::WheelDown, 2, 1)]),
        (b"\x1b[<16;1;1M", vec![at(Gesture::Press, 0, 0)]),
        (b"\x1b[<0;0;1M", vec![]),
        (b"\x1b[<35;1;1M", vec![]),
        (b"\x1b[M ,%", vec![at(Gesture::Press, 11, 4)]),
        (b"\x1b[M`!\xff", vec![at(Gesture::WheelUp, 0, 222)]),
        (b"\x1b[M#!!", vec![]),
    ];
    for (bytes, expected) in cases {
        assert_eq!(whole(bytes), expected, "{}", bytes.escape_ascii());
        let mut keys = whole(&[bytes, b"j".as_slice()].concat());
        assert_eq!(keys.pop(), Some(Input::Key(KeyCode::Char('j').into())));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_came_a_key_is_itself_after_a_pause(
        reads in prop::collection::vec((prop::collection::vec(noise(), 0..12), 0_u64..3_000), 0..12),
    ) {
        let mut typist = Typist::new(Charset::Utf8);
        for (bytes, wait) in reads {
            typist.send(&bytes);
            typist.wait(Duration::from_millis(wait));
        }
        // An Escape that closes a string is one only once no end of the string came.
        typist.wait(PAUSE);
        typist.wait(PAUSE);
        prop_assert_eq!(typist.send(b"j"), [Input::Key(KeyCode::Char('j').into())]);
    }
}

/// Bytes that open, go on with and end sequences, strings and pastes more often than chance does.
fn noise() -> impl Strategy<Value = u8> {
    prop_oneof![
        3 => prop::sample::select(&b"\x1b\x1b\x1b[O]P_\\M$~;<01259uAFR\x07\x03\xc3\xa9"[..]),
        1 => any::<u8>(),
    ]
}
