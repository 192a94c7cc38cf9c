//! Keys as tests write them: plain text, and names in angle brackets.

/// Names, with what a terminal sends for each.
const NAMED: [(&str, &str); 19] = [
    ("entrée", "\r"),
    ("échap", "\x1b"),
    ("tab", "\t"),
    ("maj-tab", "\x1b[Z"),
    ("espace", " "),
    ("retour", "\x7f"),
    ("haut", "\x1b[A"),
    ("bas", "\x1b[B"),
    ("droite", "\x1b[C"),
    ("gauche", "\x1b[D"),
    ("début", "\x1b[H"),
    ("fin", "\x1b[F"),
    ("pageprécédente", "\x1b[5~"),
    ("pagesuivante", "\x1b[6~"),
    ("suppr", "\x1b[3~"),
    ("f1", "\x1bOP"),
    ("f4", "\x1bOS"),
    ("f5", "\x1b[15~"),
    ("f6", "\x1b[17~"),
];

/// Turns `/jaures<entrée><ctrl-p>` into what a terminal sends.
pub fn bytes(keys: &str) -> Vec<u8> {
    let mut sent = Vec::new();
    let mut rest = keys;
    while let Some((text, after)) = rest.split_once('<') {
        let (name, after) = after
            .split_once('>')
            .unwrap_or_else(|| panic!("unclosed < in {keys:?}"));
        sent.extend_from_slice(text.as_bytes());
        sent.extend(named(name));
        rest = after;
    }
    sent.extend_from_slice(rest.as_bytes());
    sent
}

fn named(name: &str) -> Vec<u8> {
    if let Some(letter) = name.strip_prefix("ctrl-") {
        return vec![letter.to_ascii_uppercase().as_bytes()[0] & 0x1f];
    }
    let known = NAMED.iter().find(|(known, _)| *known == name);
    known
        .unwrap_or_else(|| panic!("no key is named {name:?}"))
        .1
        .as_bytes()
        .to_vec()
}
