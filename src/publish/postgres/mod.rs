//! A release as PostgreSQL takes it: SQL text and nothing else. Who runs it is no concern of this room.
//!
//! | file | what it makes |
//! | --- | --- |
//! | [`quote`] | names, texts and cells so that they are taken as they are |
//! | [`define`] | the tables with keys, references, checks and comments, made or brought up to date |
//! | `look` | what of them is there, missing, or in the way |
//! | [`script`] | the transaction that replaces one release by another |

pub mod define;
mod look;
pub mod quote;
pub mod script;

/// Bytes of a name that PostgreSQL keeps; the rest it would cut off in silence.
const NAME_BYTES: usize = 63;

/// The schema for a dataset: its id in lower case, what a plain name cannot have as `_`,
/// so that nobody needs to quote it.
pub fn schema_for(project: &str) -> String {
    let plain = |c: char| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '_' };
    let name: String = project.chars().map(plain).take(NAME_BYTES).collect();
    match name.chars().next() {
        None => "reckoner".to_owned(),
        // A plain name begins with no digit, and `pg_` is PostgreSQL's own.
        Some(first) if first.is_ascii_digit() || name.starts_with("pg_") => {
            format!("_{name}").chars().take(NAME_BYTES).collect()
        }
        Some(_) => name,
    }
}

/// Why PostgreSQL would not take the name as it is.
pub fn bad_name(name: &str) -> Option<&'static str> {
    if name.is_empty() {
        return Some("it is empty");
    }
    if name.contains('\0') {
        return Some("it holds a NUL");
    }
    if name.starts_with("pg_") {
        return Some("names with pg_ are PostgreSQL's own");
    }
    (name.len() > NAME_BYTES).then_some("it is longer than 63 bytes")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn schemas_need_no_quotes() {
        assert_eq!(schema_for("vietnam-ict"), "vietnam_ict");
        assert_eq!(schema_for("2024 Zahlen"), "_2024_zahlen");
        assert_eq!(schema_for("pg_x"), "_pg_x");
        assert_eq!(schema_for(""), "reckoner");
        assert_eq!(schema_for(&"9".repeat(80)).len(), 63);
    }

    #[test]
    fn names_are_not_cut_off() {
        assert_eq!(bad_name(&"x".repeat(63)), None);
        assert!(bad_name(&"x".repeat(64)).is_some());
        assert!(bad_name("").is_some());
        assert!(bad_name("pg_mine").is_some());
    }
}
