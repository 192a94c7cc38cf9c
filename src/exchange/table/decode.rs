//! Bytes to text: UTF-8 with or without byte order mark, else Windows-1252.

use std::borrow::Cow;

use super::TableError;
use crate::exchange::source::line_after;

/// How the bytes of a file were read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8.
    Utf8,
    /// Windows-1252, as Excel writes CSV.
    Windows1252,
}

const BOM: &[u8] = b"\xef\xbb\xbf";

/// Reads the text of `bytes`.
///
/// A file that announces UTF-8 or holds it in part, and breaks it elsewhere, is refused: read as Windows-1252,
/// its names would be stored damaged.
pub(super) fn decode<'s>(name: &str, bytes: &'s [u8]) -> Result<(Cow<'s, str>, Encoding), TableError> {
    let announced = bytes.starts_with(BOM);
    let body = bytes.strip_prefix(BOM).unwrap_or(bytes);
    let broken_at = match std::str::from_utf8(body) {
        Ok(text) => return Ok((Cow::Borrowed(text), Encoding::Utf8)),
        Err(error) => error.valid_up_to(),
    };
    if announced || !is_windows_1252(body) {
        let line = line_after(&body[..broken_at]);
        return Err(TableError::Encoding {
            name: name.to_owned(),
            line,
        });
    }
    let (text, _) = encoding_rs::WINDOWS_1252.decode_without_bom_handling(body);
    Ok((text, Encoding::Windows1252))
}

/// Says whether bytes that are not UTF-8 read as Windows-1252: none of the five bytes without a character, and
/// no character of UTF-8 among them.
fn is_windows_1252(bytes: &[u8]) -> bool {
    let undefined = bytes
        .iter()
        .any(|byte| matches!(byte, 0x81 | 0x8d | 0x8f | 0x90 | 0x9d));
    let utf8_too = bytes.utf8_chunks().any(|chunk| !chunk.valid().is_ascii());
    !undefined && !utf8_too
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> Result<(String, Encoding), u64> {
        match decode("f.csv", bytes) {
            Ok((text, encoding)) => Ok((text.into_owned(), encoding)),
            Err(TableError::Encoding { line, .. }) => Err(line),
            Err(other) => panic!("{other}"),
        }
    }

    #[test]
    fn reads_utf8_with_and_without_mark() {
        assert_eq!(read("école".as_bytes()), Ok(("école".to_owned(), Encoding::Utf8)));
        assert_eq!(
            read("\u{feff}école".as_bytes()),
            Ok(("école".to_owned(), Encoding::Utf8))
        );
    }

    #[test]
    fn reads_windows_1252() {
        let bytes = b"\xe9cole de l\x92\xceuvre \x80 \x9cuvre";
        assert_eq!(
            read(bytes),
            Ok(("école de l’Îuvre € œuvre".to_owned(), Encoding::Windows1252))
        );
    }

    #[test]
    fn refuses_what_is_neither() {
        assert_eq!(read(b"a\nb\x81\n"), Err(2), "a byte that Windows-1252 has not");
        assert_eq!(
            read(b"\xc3\xa9cole\n\n\xe9cole"),
            Err(3),
            "both encodings in one file"
        );
        assert_eq!(read(b"\xef\xbb\xbfa\n\xe9"), Err(2), "announced as UTF-8");
    }
}
