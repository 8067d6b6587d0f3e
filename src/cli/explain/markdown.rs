//! Markdown that says what the text says: whatever stands in a report stays text.

use crate::publish::words::{escaped, push};

/// Width that prose is wrapped at, as in the other documents.
const WIDTH: usize = 120;

/// Text of which nothing is markup: no code, link, tag, emphasis, formula or table cell.
pub(in crate::cli) fn plain(text: &str) -> String {
    let text = escaped(text);
    let chars: Vec<char> = text.chars().collect();
    let mut safe = String::with_capacity(text.len());
    for (at, c) in chars.iter().copied().enumerate() {
        let before = at.checked_sub(1).map(|at| chars[at]);
        let after = chars.get(at + 1).copied();
        let word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let marks = match c {
            '\\' | '`' | '*' | '[' | ']' | '<' | '>' | '|' | '~' | '$' | '#' => true,
            // Inside of a word it marks nothing, and identifiers stay readable.
            '_' => !(word(before) && word(after)),
            // Of an address, which would become a link.
            ':' => after == Some('/'),
            '.' => at >= 3 && chars[at - 3..at].iter().all(|c| c.eq_ignore_ascii_case(&'w')),
            _ => false,
        };
        if c == '&' {
            safe.push_str("&amp;");
            continue;
        }
        if marks {
            safe.push('\\');
        }
        safe.push(c);
    }
    safe
}

/// Lines of at most [`WIDTH`] characters where words allow, the first behind `first`, the others behind `rest`.
pub(super) fn prose(text: &str, first: &str, rest: &str) -> String {
    let (mut lines, mut line, mut indent) = (String::new(), String::new(), first);
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let wide = indent.chars().count() + line.chars().count() + 1 + word.chars().count() > WIDTH;
        if !line.is_empty() && wide && !begins_block(word) {
            push(&mut lines, format_args!("{indent}{line}\n"));
            line.clear();
            indent = rest;
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    push(&mut lines, format_args!("{indent}{line}\n"));
    lines
}

/// Whether a line that begins with the word would be no longer of its paragraph.
fn begins_block(word: &str) -> bool {
    let digits = word.trim_end_matches(['.', ')']);
    let numbers = digits.len() < word.len() && digits.bytes().all(|b| b.is_ascii_digit());
    numbers || word.starts_with(['-', '+', '='])
}

/// A table; cells are Markdown already.
pub(super) fn table(head: &[&str], rows: &[Vec<String>]) -> String {
    let line = |cells: &[String]| format!("| {} |\n", cells.join(" | "));
    let head: Vec<String> = head.iter().map(|cell| (*cell).to_owned()).collect();
    let mut text = line(&head) + &line(&vec!["---".to_owned(); head.len()]);
    for row in rows {
        text += &line(row);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_a_report_is_markup() {
        assert_eq!(plain("a|b `c` <img src=x> *d* [e](f)"), r"a\|b \`c\` \<img src=x\> \*d\* \[e\](f)");
        assert_eq!(plain("x_y _z_ \u{202e}&lt; $5"), r"x_y \_z\_ \\u{202e}&amp;lt; \$5");
        assert_eq!(plain("https://a.b www.c.d 1:2 3.5"), r"https\://a.b www\.c.d 1:2 3.5");
    }

    #[test]
    fn wrapped_lines_stay_a_paragraph() {
        let long = "x".repeat(WIDTH - 6);
        assert_eq!(prose(&format!("{long} 12. y"), "- ", "  "), format!("- {long} 12.\n  y\n"));
        assert_eq!(prose(&format!("{long} - yyy z"), "", ""), format!("{long} - yyy\nz\n"));
    }
}
