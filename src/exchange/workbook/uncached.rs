//! Formulas whose value no program worked out: their cells are made errors, which take nothing away.

/// What stands in such a cell.
const ERROR: &str = "<v>#VALUE!</v></c>";

/// Gives each cell of a sheet that has a formula and no value the value of an error. A formula whose value is an empty text
/// says so by its type.
pub(super) fn with_errors(sheet: String) -> String {
    if !sheet.contains("<f") {
        return sheet;
    }
    let mut written = String::with_capacity(sheet.len());
    let mut rest = sheet.as_str();
    while let Some((before, tag, content, after)) = cell(rest) {
        written.push_str(before);
        if is_without_value(tag, content) {
            written.push_str(&without_type(tag));
            written.push_str(" t=\"e\">");
            written.push_str(ERROR);
        } else {
            written.push_str(tag);
            written.push('>');
            written.push_str(content);
            written.push_str("</c>");
        }
        rest = after;
    }
    written.push_str(rest);
    written
}

/// The next cell that has a content: what stands before it, its tag without the sign that ends it, its content, and what
/// stands after it.
fn cell(text: &str) -> Option<(&str, &str, &str, &str)> {
    let mut from = 0;
    loop {
        let start = from + text[from..].find("<c")?;
        let of = &text[start..];
        let close = of.find('>')?;
        let tag = &of[..close];
        let is_cell = matches!(tag.as_bytes().get(2), None | Some(b' ' | b'\n' | b'\r' | b'\t'));
        if is_cell && !tag.ends_with('/') {
            let content = &of[close + 1..];
            let end = content.find("</c>")?;
            return Some((
                &text[..start],
                tag,
                &content[..end],
                &content[end + "</c>".len()..],
            ));
        }
        from = start + close;
    }
}

fn is_without_value(tag: &str, content: &str) -> bool {
    let has_formula = content
        .match_indices("<f")
        .any(|(at, _)| matches!(content.as_bytes().get(at + 2), Some(b'>' | b' ' | b'/')));
    let has_value = content
        .match_indices("<v>")
        .any(|(at, _)| !content[at + "<v>".len()..].starts_with("</v>"));
    has_formula && !has_value && !content.contains("<is") && !tag.contains("t=\"str\"")
}

/// A tag without its type.
fn without_type(tag: &str) -> String {
    let Some(at) = tag.find(" t=\"") else {
        return tag.to_owned();
    };
    let end = tag[at + 4..].find('"').map_or(tag.len(), |end| at + 4 + end + 1);
    format!("{}{}", &tag[..at], &tag[end..])
}

#[cfg(test)]
mod tests {
    use super::with_errors;

    #[test]
    fn a_formula_without_value_is_an_error_and_nothing_else_changes() {
        let lost = "<c r=\"B1\" s=\"2\" t=\"e\"><v>#VALUE!</v></c>";
        for (cell, expected) in [
            ("<c r=\"B1\" s=\"2\"><f>A1</f></c>", lost),
            ("<c r=\"B1\" s=\"2\" t=\"n\"><f>A1</f><v/></c>", lost),
            ("<c r=\"B1\" s=\"2\"><f>A1</f><v></v></c>", lost),
            ("<c r=\"B1\" s=\"2\"><f ca=\"1\"/></c>", lost),
        ] {
            let row = |cell: &str| format!("<row><c r=\"A1\"/>{cell}<c r=\"C1\"><v>3</v></c></row>");
            assert_eq!(with_errors(row(cell)), row(expected), "{cell}");
        }
        for kept in [
            "<c r=\"B1\"><f>A1</f><v>3</v></c>",
            "<c r=\"B1\" t=\"str\"><f>A1</f><v></v></c>",
            "<c r=\"B1\" t=\"inlineStr\"><is><t>a</t></is></c>",
            "<c r=\"B1\"/><col/><cols></cols>",
            "<c r=\"B1\"><f>A1</f>",
            "<c",
        ] {
            assert_eq!(with_errors(kept.to_owned()), kept);
        }
    }
}
