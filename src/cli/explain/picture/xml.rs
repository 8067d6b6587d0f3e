//! Elements of an SVG as text. Lengths are whole hundredths of a pixel, so that no float
//! decides on a byte.

use std::fmt::Arguments;

use crate::publish::words::{escaped, push};

/// A length in hundredths of a pixel.
pub(super) type Px = i64;

/// Text that is text wherever it stands in XML. What XML 1.0 cannot hold is shown as its code.
pub(super) fn plain(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in escaped(text).chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            '\u{fffe}' | '\u{ffff}' => safe.extend(c.escape_unicode()),
            c => safe.push(c),
        }
    }
    safe
}

/// `12.5`
pub(super) fn px(length: Px) -> String {
    let sign = if length < 0 { "-" } else { "" };
    let (whole, rest) = (length.abs() / 100, length.abs() % 100);
    let text = format!("{sign}{whole}.{rest:02}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// The text of at most `most` narrow characters, its end given up.
pub(super) fn cut(text: &str, most: usize) -> String {
    // Scripts from Hangul on are about twice as wide as Latin.
    let width = |c: char| if c >= '\u{1100}' && !('\u{1e00}'..'\u{2e80}').contains(&c) { 2 } else { 1 };
    let text = escaped(text);
    if text.chars().map(width).sum::<usize>() <= most {
        return text;
    }
    let mut room = most.saturating_sub(1);
    let fits = |c: &char| {
        let fits = width(*c) <= room;
        room = room.saturating_sub(width(*c));
        fits
    };
    let kept: String = text.chars().take_while(fits).collect();
    format!("{}…", kept.trim_end())
}

/// Elements one a line, indented by depth.
#[derive(Debug, Default)]
pub(super) struct Xml {
    text: String,
    open: Vec<&'static str>,
}

impl Xml {
    /// An element with nothing in it; `attributes` are XML already.
    pub(super) fn empty(&mut self, name: &str, attributes: Arguments<'_>) {
        self.indent();
        push(&mut self.text, format_args!("<{name} {attributes}/>\n"));
    }

    /// An element with text in it.
    pub(super) fn text(&mut self, name: &str, attributes: Arguments<'_>, text: &str) {
        self.indent();
        let attributes = attributes.to_string();
        let space = if attributes.is_empty() { "" } else { " " };
        push(&mut self.text, format_args!("<{name}{space}{attributes}>{}</{name}>\n", plain(text)));
    }

    /// Begins an element.
    pub(super) fn open(&mut self, name: &'static str, attributes: Arguments<'_>) {
        self.indent();
        let attributes = attributes.to_string();
        let space = if attributes.is_empty() { "" } else { " " };
        push(&mut self.text, format_args!("<{name}{space}{attributes}>\n"));
        self.open.push(name);
    }

    /// Ends the element that was begun last.
    pub(super) fn close(&mut self) {
        if let Some(name) = self.open.pop() {
            self.indent();
            push(&mut self.text, format_args!("</{name}>\n"));
        }
    }

    /// What was written, of XML that is our own.
    pub(super) fn raw(&mut self, xml: &str) {
        self.text += xml;
    }

    /// The document, with every element ended.
    pub(super) fn finish(mut self) -> String {
        while !self.open.is_empty() {
            self.close();
        }
        self.text
    }

    fn indent(&mut self) {
        self.text.extend(self.open.iter().map(|_| "  "));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_stays_text() {
        assert_eq!(
            plain("<b a='1'>\"&\u{202e}\u{7}\u{ffff}"),
            "&lt;b a=&#39;1&#39;&gt;&quot;&amp;\\u{202e}\\u{7}\\u{ffff}"
        );
        assert_eq!((px(1250), px(-5), px(300)), ("12.5".to_owned(), "-0.05".to_owned(), "3".to_owned()));
        assert_eq!(
            (cut("abc def", 7), cut("abc def", 5), cut("数数数", 4)),
            ("abc def".into(), "abc…".into(), "数…".into())
        );
    }
}
