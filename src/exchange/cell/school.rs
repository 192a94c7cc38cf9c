//! A school as forms name it: `Nom, Commune (0380123A)`.

use super::{CellError, CellResult, clean_text, uai};
use crate::domain::id::Uai;

/// A school named by a form; the UAI alone says which it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SchoolLabel {
    /// The name before the last comma, empty when the UAI stands alone.
    pub name: String,
    /// The commune after the last comma, empty when there is none.
    pub commune: String,
    /// The UAI in the parentheses that end the label.
    pub uai: Uai,
}

/// Reads `Nom, Commune (0380123A)`, or a UAI alone.
pub fn school_label(cell: &str) -> CellResult<SchoolLabel> {
    let Some((label, code)) = cell.strip_suffix(')').and_then(|text| text.rsplit_once('(')) else {
        return alone(cell);
    };
    let uai = uai(code.trim())?.value;
    let label = clean_text(label);
    Ok(label.map(|label| match label.rsplit_once(',') {
        Some((name, commune)) => SchoolLabel {
            name: name.trim().to_owned(),
            commune: commune.trim().to_owned(),
            uai,
        },
        None => SchoolLabel {
            name: label,
            commune: String::new(),
            uai,
        },
    }))
}

/// Reads a UAI without a name.
fn alone(cell: &str) -> CellResult<SchoolLabel> {
    let label = |uai| SchoolLabel {
        name: String::new(),
        commune: String::new(),
        uai,
    };
    match uai(cell) {
        Ok(uai) => Ok(uai.map(label)),
        Err(error) if cell.len() == 8 => Err(error),
        Err(_) => Err(CellError::School),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_labels() {
        let read = |cell: &str| school_label(cell).map(|cell| (cell.value.name, cell.value.commune));
        let named = |name: &str, commune: &str| Ok((name.to_owned(), commune.to_owned()));
        assert_eq!(
            read("École, la petite, Fresnes (0940176F)"),
            named("École, la petite", "Fresnes")
        );
        assert_eq!(read("École (annexe) (0940176F)"), named("École (annexe)", ""));
        assert_eq!(read("0940176f"), named("", ""));
        assert_eq!(read("École, Fresnes"), Err(CellError::School));
        assert!(matches!(read("École, Fresnes (0940176A)"), Err(CellError::Id(_))));
        assert!(matches!(read("0940176A"), Err(CellError::Id(_))));
    }
}
