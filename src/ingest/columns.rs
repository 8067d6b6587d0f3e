//! What may be said of a report: the columns of the catalogue, which are the keys of
//! front matter too.

/// The columns, in the order of the documentation; only `file` must be there.
pub(super) const COLUMNS: &[&str] = &[
    "file",
    "title",
    "publisher",
    "authority",
    "published",
    "published_basis",
    "language",
    "area",
    "url",
    "licence",
    "retrieved",
    "original_sha256",
    "repost_of",
    "note",
];
