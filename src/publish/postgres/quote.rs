//! Names, texts and cells as PostgreSQL reads them, and `DuckDB` too: the only places where
//! something that is not our own comes into SQL.

/// A name in double quotes, so that it is taken as it is: no name is a keyword,
/// folded to lower case, or the end of a statement.
pub fn identifier(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

/// A text in single quotes. With a backslash in it, it is written as `E'…'`: so it
/// means the same whatever a server takes a backslash in plain quotes for.
pub fn literal(text: &str) -> String {
    let quoted = text.replace('\'', "''");
    if text.contains('\\') { format!(" E'{}'", quoted.replace('\\', "\\\\")) } else { format!("'{quoted}'") }
}

/// Appends a text as a field of `COPY` in its text format. All that could end the
/// field, the row or the data is escaped, so that no cell, not even a line `\.`, can
/// end them early, in any version of `psql`.
pub(super) fn push_field(row: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '\\' => row.push_str("\\\\"),
            '\n' => row.push_str("\\n"),
            '\r' => row.push_str("\\r"),
            '\t' => row.push_str("\\t"),
            c => row.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_taken_as_they_are() {
        assert_eq!(identifier("figures"), "\"figures\"");
        assert_eq!(identifier("a\"; DROP TABLE x; --"), "\"a\"\"; DROP TABLE x; --\"");
        assert_eq!(identifier("Über $x$"), "\"Über $x$\"");
    }

    #[test]
    fn texts_are_taken_as_they_are() {
        assert_eq!(literal("it's"), "'it''s'");
        assert_eq!(literal("\\'; --"), " E'\\\\''; --'");
        assert_eq!(literal("a\n:b $$"), "'a\n:b $$'");
    }

    #[test]
    fn fields_end_nothing() {
        let mut row = String::new();
        push_field(&mut row, "a\n\\.\n\tb\r\"',\\N");
        assert_eq!(row, "a\\n\\\\.\\n\\tb\\r\"',\\\\N");
    }
}
