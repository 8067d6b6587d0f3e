//! The JSON Schemas of `pipeline.toml` and of mappings, for editors.

use schemars::JsonSchema;
use schemars::generate::SchemaSettings;

use super::mapping::RawMapping;
use super::raw::RawConfig;

/// The JSON Schema (draft 7, which TOML editors read) of `pipeline.toml`:
/// pretty JSON with a line feed at its end. It is committed as
/// `pipeline.schema.json`.
pub fn json_schema() -> String {
    schema_of::<RawConfig>("pipeline.toml of reckoner")
}

/// The same of the mapping of a CSV file of figures, committed as
/// `mapping.schema.json`.
pub fn mapping_schema() -> String {
    schema_of::<RawMapping>("mapping of a table of figures for reckoner")
}

fn schema_of<T: JsonSchema>(title: &str) -> String {
    let schema = SchemaSettings::draft07().into_generator().into_root_schema_for::<T>();
    let mut value = schema.to_value();
    if let Some(object) = value.as_object_mut() {
        object.insert("title".to_owned(), title.into());
    }
    // The same order whatever features other crates switch on.
    value.sort_all_objects();
    format!("{value:#}\n")
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use serde_json::Value;

    use super::super::raw;
    use super::super::read::Keys;
    use super::*;

    #[test]
    fn the_committed_schemas_are_these() {
        for (name, schema) in [("pipeline.schema.json", json_schema()), ("mapping.schema.json", mapping_schema())] {
            let path = Path::new(file!()).parent().unwrap().join("../..").join(name);
            if std::env::var_os("RECKONER_BLESS").is_some() {
                fs::write(&path, &schema).unwrap();
            }
            let committed = fs::read_to_string(&path).unwrap_or_default();
            assert!(committed == schema, "{name} is out of date: run this test with RECKONER_BLESS=1");
        }
    }

    /// The schema and the walk know the same keys, down to the last table.
    #[test]
    fn schema_and_walk_agree() {
        let schema: Value = serde_json::from_str(&json_schema()).unwrap();
        let keys = |table: &Value| {
            assert_eq!(table["additionalProperties"], false);
            table["properties"].as_object().unwrap().keys().cloned().collect::<Vec<_>>()
        };
        let sorted = |keys: &[&str]| {
            let mut keys: Vec<String> = keys.iter().map(|key| (*key).to_owned()).collect();
            keys.sort();
            keys
        };
        assert_eq!(keys(&schema), sorted(RawConfig::KEYS));
        macro_rules! agree {
            ($($table:ident),+) => {
                $(assert_eq!(keys(&schema["definitions"][stringify!($table)]), sorted(raw::$table::KEYS));)+
                let tables = [$(stringify!($table)),+];
                let defined = schema["definitions"].as_object().unwrap().keys().filter(|key| key.starts_with("Raw"));
                assert_eq!(defined.count(), tables.len());
            };
        }
        agree!(
            RawProject,
            RawIngest,
            RawAuthority,
            RawAuthorityClass,
            RawConcept,
            RawIndicator,
            RawIdentity,
            RawPlace,
            RawFx,
            RawReconcile,
            RawGates,
            RawBound,
            RawFreshness,
            RawPublish
        );
        assert_eq!(schema["definitions"]["RawIdentity"]["required"], serde_json::json!(["id", "rule"]));
        assert_eq!(schema["definitions"]["RawFx"].get("required"), None);
    }
}
