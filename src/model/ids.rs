//! Identifiers: newtypes that validate, and content hashes that never depend on
//! the order or the place of anything else.

use std::fmt;
use std::str::FromStr;

use compact_str::CompactString;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use sha2::{Digest, Sha256};

/// Why a text is no identifier.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{text:?} is no {what}: {want}")]
pub struct IdError {
    /// The text refused.
    pub text: String,
    /// What it should have been.
    pub what: &'static str,
    /// The form asked for.
    pub want: &'static str,
}

macro_rules! text_id {
    ($(#[$doc:meta])* $name:ident, $what:literal, $want:literal, $valid:expr) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, schemars::JsonSchema)]
        #[schemars(transparent)]
        pub struct $name(#[schemars(with = "String")] CompactString);

        impl $name {
            /// The identifier as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl FromStr for $name {
            type Err = IdError;
            fn from_str(text: &str) -> Result<Self, IdError> {
                let valid: fn(&str) -> bool = $valid;
                if valid(text) {
                    Ok(Self(text.into()))
                } else {
                    Err(IdError { text: text.to_owned(), what: $what, want: $want })
                }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(&self.0)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = String::deserialize(deserializer)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        }
    };
}

fn snake_case(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_lowercase())
        && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
}

text_id!(
    /// A report: the stem of its file.
    ReportId, "report id", "the stem of a file name, without slashes or control characters",
    |t| !t.is_empty() && !t.chars().any(|c| c == '/' || c == '\\' || c.is_control())
);
text_id!(
    /// An indicator or concept of the configuration.
    IndicatorId, "indicator id", "lower-case letters, digits and underscores, a letter first", snake_case
);
text_id!(
    /// An area: ISO 3166-1 alpha-2 (`VN`) or 3166-2 (`VN-69`).
    Area, "area code", "an ISO 3166 code such as VN or VN-69",
    |t| {
        let (country, part) = t.split_once('-').map_or((t, None), |(c, p)| (c, Some(p)));
        country.len() == 2
            && country.bytes().all(|b| b.is_ascii_uppercase())
            && part.is_none_or(|p| (1..=3).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit()))
    }
);
text_id!(
    /// A claim: `c` and 16 hex digits, see [`content_hash`].
    ClaimId, "claim id", "c and 16 hex digits", |t| hashed(t, 'c')
);
text_id!(
    /// A derived value: `d` and 16 hex digits.
    DerivedId, "derived id", "d and 16 hex digits", |t| hashed(t, 'd')
);
text_id!(
    /// A figure: `f` and 16 hex digits over its key, never over its value.
    FigureId, "figure id", "f and 16 hex digits", |t| hashed(t, 'f')
);

fn hashed(text: &str, prefix: char) -> bool {
    text.len() == 17 && text.starts_with(prefix) && text[1..].bytes().all(|b| b.is_ascii_hexdigit())
}

/// The first 16 hex digits of SHA-256 over `parts`, each ended by a unit
/// separator, behind `prefix` (one of `c`, `d`, `f`).
pub fn content_hash<'a>(prefix: char, parts: impl IntoIterator<Item = &'a str>) -> String {
    let mut content = Content::default();
    for part in parts {
        content.part(part);
    }
    content.id(prefix)
}

/// What an id is the hash of, part by part.
#[derive(Debug, Clone, Default)]
pub(crate) struct Content(Sha256);

impl Content {
    /// Adds a part.
    pub(crate) fn part(&mut self, part: &str) {
        self.0.update(part.as_bytes());
        self.0.update([0x1f]);
    }

    /// What the parts come to.
    pub(crate) fn key(self) -> Key {
        let digest = self.0.finalize();
        Key(std::array::from_fn(|at| digest[at]))
    }

    /// The id, see [`content_hash`].
    pub(crate) fn id(self, prefix: char) -> String {
        self.key().id(prefix)
    }
}

/// The first 128 bits of SHA-256: what tells contents apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Key([u8; 16]);

impl Key {
    /// The id, see [`content_hash`].
    pub(crate) fn id(self, prefix: char) -> String {
        let mut id = String::with_capacity(17);
        id.push(prefix);
        for byte in &self.0[..8] {
            id.extend([byte >> 4, byte & 15].map(|digit| char::from_digit(digit.into(), 16).unwrap_or_default()));
        }
        id
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_validate() {
        assert!("VN".parse::<Area>().is_ok());
        assert!("VN-69".parse::<Area>().is_ok());
        assert!("vn".parse::<Area>().is_err());
        assert!("Vietnam".parse::<Area>().is_err());
        assert!("ict_revenue".parse::<IndicatorId>().is_ok());
        assert!("ICT revenue".parse::<IndicatorId>().is_err());
        assert!("../x".parse::<ReportId>().is_err());
        assert!(content_hash('c', ["a", "b"]).parse::<ClaimId>().is_ok());
    }

    #[test]
    fn parts_are_kept_apart() {
        assert_ne!(content_hash('c', ["ab", "c"]), content_hash('c', ["a", "bc"]));
    }
}
