//! E-mail addresses.

use crate::domain::contact::is_email;

use super::{Cell, CellError, CellResult, free_text};

/// Reads an address, without the `mailto:` of a link; its case is kept.
pub fn email(cell: &str) -> CellResult<String> {
    let cleaned = free_text(cell)?;
    let address = cleaned.value.strip_prefix("mailto:").unwrap_or(&cleaned.value);
    if !is_email(address) {
        return Err(CellError::Email);
    }
    Ok(Cell {
        value: address.to_owned(),
        note: cleaned.note,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_addresses() {
        assert_eq!(
            email("ce.0940176F@ac-creteil.fr"),
            Ok(Cell::plain("ce.0940176F@ac-creteil.fr".to_owned()))
        );
        assert_eq!(email("mailto:a@b.fr").unwrap().value, "a@b.fr");
        for wrong in [
            "a@b",
            "a b@c.fr",
            "a@b.fr, c@d.fr",
            "@b.fr",
            "a@.fr",
            "a@@b.fr",
            "mairie",
            "a@b.fr;c",
        ] {
            assert_eq!(email(wrong), Err(CellError::Email), "{wrong}");
        }
    }
}
