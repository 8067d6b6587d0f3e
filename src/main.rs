//! The command `reckoner`.

fn main() {}
