//! The members of a zipped workbook that are needed, unzipped under a count of our own.

use std::borrow::Cow;
use std::io::{Cursor, Read, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use super::bounds::UNZIPPED;
use super::error::Fault;

/// The needed members of an archive, and how many bytes they may still have.
pub(super) struct Members<'b> {
    archive: ZipArchive<Cursor<&'b [u8]>>,
    left: usize,
}

impl<'b> Members<'b> {
    pub(super) fn of(bytes: &'b [u8]) -> Result<Self, Fault> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Fault::Damaged)?;
        Ok(Self {
            archive,
            left: UNZIPPED,
        })
    }

    /// Returns the names, as the archive has them.
    pub(super) fn names(&self) -> Vec<String> {
        self.archive.file_names().flatten().map(Cow::into_owned).collect()
    }

    /// Returns the text of a member, which must be XML in UTF-8: another encoding could hide what is looked for in it.
    pub(super) fn text(&mut self, name: &str) -> Result<String, Fault> {
        let member = self.archive.by_name(name).map_err(|error| match error {
            zip::result::ZipError::UnsupportedArchive(zip::result::ZipError::PASSWORD_REQUIRED) => {
                Fault::Password
            }
            _ => Fault::Damaged,
        })?;
        let mut bytes = Vec::new();
        let most = self.left as u64 + 1;
        member
            .take(most)
            .read_to_end(&mut bytes)
            .map_err(|_| Fault::Damaged)?;
        self.left = self.left.checked_sub(bytes.len()).ok_or(Fault::TooLarge)?;
        let text = String::from_utf8(bytes).map_err(|_| Fault::Damaged)?;
        if says_other_encoding(&text) {
            return Err(Fault::Damaged);
        }
        Ok(text)
    }
}

/// Says whether the declaration of an XML text names another encoding than UTF-8.
fn says_other_encoding(text: &str) -> bool {
    let text = text.trim_start_matches('\u{feff}').trim_start();
    let declaration = text.strip_prefix("<?xml").and_then(|rest| rest.split_once("?>"));
    let Some((_, after)) = declaration.and_then(|(said, _)| said.split_once("encoding")) else {
        return false;
    };
    let named = after.trim_matches(|c: char| c.is_whitespace() || matches!(c, '=' | '"' | '\''));
    let named = named.split(['"', '\'']).next().unwrap_or_default();
    !["utf-8", "utf8", "us-ascii"].contains(&named.to_ascii_lowercase().as_str())
}

/// Writes texts as an archive that is not compressed.
pub(super) struct Stored(ZipWriter<Cursor<Vec<u8>>>);

impl Stored {
    pub(super) fn new() -> Self {
        Self(ZipWriter::new(Cursor::new(Vec::new())))
    }

    pub(super) fn add(&mut self, name: &str, text: &str) -> Result<(), Fault> {
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
        self.0.start_file(name, options).map_err(|_| Fault::Damaged)?;
        self.0.write_all(text.as_bytes()).map_err(|_| Fault::Damaged)
    }

    pub(super) fn finish(self) -> Result<Vec<u8>, Fault> {
        let archive = self.0.finish().map_err(|_| Fault::Damaged)?;
        Ok(archive.into_inner())
    }
}

#[cfg(test)]
mod tests {
    use super::says_other_encoding;

    #[test]
    fn tells_other_encodings() {
        for text in [
            "<a/>",
            "<?xml version=\"1.0\"?><a encoding=\"x\"/>",
            "\u{feff}<?xml version='1.0' encoding='UTF-8' standalone='yes'?>",
            "<?xml version=\"1.0\" encoding = \"utf-8\"?>",
        ] {
            assert!(!says_other_encoding(text), "{text}");
        }
        assert!(says_other_encoding(
            "<?xml version=\"1.0\" encoding=\"ISO-2022-JP\"?>"
        ));
    }
}
