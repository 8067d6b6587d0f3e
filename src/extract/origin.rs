//! Where a text is from: the first name that it has of a country that a table knows.

/// How much of a text tells where it is from, in bytes.
const HEAD: usize = 240;

/// The first words of a text.
pub(super) fn head(text: &str) -> &str {
    &text[..text.floor_char_boundary(HEAD)]
}

/// What `of` knows of the first capitalised word that it knows at all. It is asked in lower case.
pub(super) fn first_named<T>(text: &str, of: impl Fn(&str) -> Option<T>) -> Option<T> {
    let words = text.split(|c: char| !c.is_alphabetic()).filter(|word| word.starts_with(char::is_uppercase));
    words.map(str::to_lowercase).find_map(|word| of(&word))
}
