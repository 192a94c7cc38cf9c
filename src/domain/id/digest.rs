//! SHA-256 digests, and their digits.

/// A SHA-256 digest.
pub type Digest = [u8; 32];

/// Writes a digest as sixty-four hexadecimal digits in lower case.
pub fn hex(digest: &Digest) -> String {
    let digit = |value: u8| char::from_digit(value.into(), 16).unwrap_or('0');
    digest
        .iter()
        .flat_map(|byte| [digit(byte >> 4), digit(byte & 15)])
        .collect()
}

/// Reads a digest written in lower case, as [`hex`] does.
pub fn unhex(text: &str) -> Option<Digest> {
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

    fn digest() -> Digest {
        std::array::from_fn(|at| u8::try_from(at * 8).unwrap())
    }

    #[test]
    fn a_digest_is_read_as_it_is_written_and_nothing_else_is() {
        let text = hex(&digest());
        assert_eq!(unhex(&text), Some(digest()));
        for wrong in [
            "",
            "00",
            &text.to_uppercase(),
            &text.replace('0', "g"),
            &format!("{text}0"),
        ] {
            assert_eq!(unhex(wrong), None, "{wrong}");
        }
    }
}
