//! Cells that hold no value of their own: what a spreadsheet or a program wrote where it had none, or lost it.

/// The errors of spreadsheets, in French and in English, and what programs write for no value; compared without case.
const WORDS: [&str; 32] = [
    "#n/a",
    "#n/d",
    "#na",
    "#ref!",
    "#ref",
    "#nom?",
    "#name?",
    "#valeur!",
    "#value!",
    "#div/0!",
    "#nul!",
    "#null!",
    "#nombre!",
    "#num!",
    "#propagation!",
    "#spill!",
    "#calc!",
    "#champ!",
    "#field!",
    "#erreur!",
    "#error!",
    "nan",
    "null",
    "(null)",
    "none",
    "nil",
    "\\n",
    "n/a",
    "<na>",
    "nat",
    "undefined",
    "[object object]",
];

/// Says whether a cell, without blanks around it, is one that cannot be read whatever its column.
///
/// A number in scientific notation is not: only a column of codes has lost digits to it.
pub fn is_damaged(cell: &str) -> bool {
    let is_filler = cell.len() > 2 && cell.bytes().all(|byte| byte == b'#');
    let is_libre_office = cell
        .strip_prefix("Err:")
        .is_some_and(|code| !code.is_empty() && code.bytes().all(|byte| byte.is_ascii_digit()));
    is_filler
        || is_libre_office
        || cell.contains(char::REPLACEMENT_CHARACTER)
        || WORDS.iter().any(|word| word.eq_ignore_ascii_case(cell))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_what_stands_for_no_value() {
        for cell in [
            "#N/A",
            "#REF!",
            "#NOM?",
            "#VALEUR!",
            "NaN",
            "NULL",
            "\\N",
            "None",
            "########",
            "Err:502",
            "Sacr\u{fffd}",
        ] {
            assert!(is_damaged(cell), "{cell}");
        }
        for cell in [
            "",
            "#",
            "##",
            "Nan-sous-Thil",
            "Nulle",
            "École #1",
            "0",
            "-",
            "Err: ici",
            "Non",
        ] {
            assert!(!is_damaged(cell), "{cell}");
        }
    }
}
