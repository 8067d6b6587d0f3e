//! Markdown that says what the text says: whatever stands in a report stays text.

use crate::publish::words::push;

/// Width that prose is wrapped at, as in the other documents.
const WIDTH: usize = 120;

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
    fn wrapped_lines_stay_a_paragraph() {
        let long = "x".repeat(WIDTH - 6);
        assert_eq!(prose(&format!("{long} 12. y"), "- ", "  "), format!("- {long} 12.\n  y\n"));
        assert_eq!(prose(&format!("{long} - yyy z"), "", ""), format!("{long} - yyy\nz\n"));
    }
}
