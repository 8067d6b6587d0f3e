//! Who says so: the authority that the text names, else the publisher.

use unicode_normalization::UnicodeNormalization as _;

use crate::config::{Authority, Config};

/// The id of the known authority that `attributed_to` names, else of the known
/// authority that publishes, else the publisher as the catalogue has it; empty
/// where neither is known. Two blanks are different issuers.
pub(crate) fn issuer(attributed_to: Option<&str>, publisher: &str, config: &Config) -> String {
    let known = attributed_to.and_then(|name| named(name, config)).or_else(|| config.authority(publisher.trim()));
    known.map_or_else(|| publisher.trim().to_owned(), |authority| authority.id.clone())
}

/// The authority of which `text` is a name, else the one with the longest name
/// inside of it ("Information and Communications Minister Nguyen Manh Hung").
pub(crate) fn named<'c>(text: &str, config: &'c Config) -> Option<&'c Authority> {
    // However its letters are written: names of the configuration are composed.
    let text: String = text.trim().nfc().collect();
    if let Some(exact) = config.authority(&text) {
        return Some(exact);
    }
    let inside = text.to_lowercase();
    let mut best: Option<(usize, &Authority)> = None;
    for authority in &config.authorities {
        for name in &authority.names {
            let name = name.to_lowercase();
            let longer = best.is_none_or(|(length, _)| name.len() > length);
            if longer && holds_words(&inside, &name) {
                best = Some((name.len(), authority));
            }
        }
    }
    best.map(|(_, authority)| authority)
}

fn holds_words(text: &str, words: &str) -> bool {
    !words.is_empty()
        && text.match_indices(words).any(|(at, _)| {
            let before = text[..at].chars().next_back();
            let after = text[at + words.len()..].chars().next();
            !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
        })
}
