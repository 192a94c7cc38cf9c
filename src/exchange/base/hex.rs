//! Digests as sixty-four hexadecimal digits.

use std::fmt::Write;

/// Writes a digest in lower case.
pub(super) fn encode(digest: &[u8; 32]) -> String {
    digest.iter().fold(String::with_capacity(64), |mut text, byte| {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// Reads a digest written in lower case, as [`encode`] does.
pub(super) fn decode(text: &str) -> Option<[u8; 32]> {
    let digits = text.as_bytes();
    if digits.len() != 64 {
        return None;
    }
    let mut digest = [0; 32];
    for (byte, pair) in digest.iter_mut().zip(digits.chunks(2)) {
        *byte = value(pair[0])? << 4 | value(pair[1])?;
    }
    Some(digest)
}

fn value(digit: u8) -> Option<u8> {
    match digit {
        b'0'..=b'9' => Some(digit - b'0'),
        b'a'..=b'f' => Some(digit - b'a' + 10),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_it_writes_and_nothing_else() {
        let digest: [u8; 32] = std::array::from_fn(|at| u8::try_from(at * 8).unwrap());
        let text = encode(&digest);
        assert_eq!(decode(&text), Some(digest));
        for wrong in [
            "",
            "00",
            &text.to_uppercase(),
            &text.replace('0', "g"),
            &format!("{text}0"),
        ] {
            assert_eq!(decode(wrong), None, "{wrong}");
        }
    }
}
