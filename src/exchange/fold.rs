//! The form under which the words of files are compared: headers and the values of a closed list.

/// Returns `name` without case and accents, its blanks, `_` and `-` all made single `_`.
pub fn fold(name: &str) -> String {
    let plain = any_ascii::any_ascii(name).to_ascii_lowercase();
    let is_gap = |c: char| c.is_ascii_whitespace() || c == '_' || c == '-';
    let words: Vec<&str> = plain.split(is_gap).filter(|word| !word.is_empty()).collect();
    words.join("_")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folds_names_alike() {
        for name in [
            "Code_postal",
            "code postal",
            " CODE-POSTAL ",
            "Côde\u{a0}Postal",
            "\u{feff}code_postal",
        ] {
            assert_eq!(fold(name), "code_postal", "{name:?}");
        }
        assert_eq!(fold("Déposé le"), "depose_le");
        assert_ne!(fold("Adresse_1"), fold("Adresse_2"));
    }
}
