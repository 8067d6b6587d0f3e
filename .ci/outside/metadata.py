"""Validators of what describes a release: Data Package, CSVW, CFF, and the same words in each."""
import datetime, importlib.util, json, logging, subprocess, sys, warnings
from pathlib import Path


def frictionless_package(release, lines):
    """Frictionless on the whole package, as a reader would run it."""
    import frictionless
    report = frictionless.validate(str(release.folder / "datapackage.json"))
    found = [f"{error.title}: {error.message}" for error in report.errors]
    found += [f"{task.name}: {error.message}" for task in report.tasks for error in task.errors]
    lines.problems("frictionless", "datapackage.json and all it names valid", f"{len(report.tasks)} resources", found)


def csvw_tables(release, lines):
    """CSVW by the library that CLDF uses: the metadata's form, every cell by its datatype, keys and references."""
    import csvw
    logging.getLogger("csvw").addHandler(logging.NullHandler())
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        group = csvw.TableGroup.from_file(release.file("csv-metadata.json"))
        described = {table.url.string: table for table in group.tables}
        found = [f"{table.name}: not described" for table in release.tables if f"data/{table.name}.csv" not in described]
        for table in release.tables:
            other = described.get(f"data/{table.name}.csv")
            if other is None:
                continue
            rows = list(other.iterdicts())
            if [column.header for column in other.tableSchema.columns] != list(table.types):
                found.append(f"{table.name}: the columns are {[column.header for column in other.tableSchema.columns]}")
            for name, expected in table.cells.items():
                cells = [row.get(name) for row in rows]
                cells = [cell.date() if isinstance(cell, datetime.datetime) else cell for cell in cells]
                found += [f"{table.name}.{name}: cells differ"] if cells != expected or {type(c) for c in cells} != {type(c) for c in expected} else []
            found += [] if other.check_primary_key(log=logging.getLogger("csvw")) else [f"{table.name}: a key is doubled"]
            has = {tuple(key.columnReference) for key in other.tableSchema.foreignKeys}
            found += [f"{table.name}: no foreign key {columns}" for columns, _, _ in table.references if tuple(columns) not in has]
        group.check_referential_integrity()
    found += [str(warning.message) for warning in told if issubclass(warning.category, UserWarning)]
    lines.problems("csvw", "typed cells, keys and references by csv-metadata.json", f"{release.size}", found)


def json_schemas(release, lines):
    """datapackage.json by the 2.0 profile, CITATION.cff by the schema of CFF 1.2.0; both schemas from PyPI, nothing fetched."""
    profile = Path(importlib.util.find_spec("check_datapackage").origin).parent / "schemas" / "data-package-2-0.json"
    for name, schema in (("datapackage.json", ["--schemafile", str(profile)]), ("CITATION.cff", ["--builtin-schema", "vendor.citation-file-format"])):
        if not (release.folder / name).is_file():
            lines.line(f"check-jsonschema, {name}", "valid", "missing", False)
            continue
        out = subprocess.run([sys.executable, "-m", "check_jsonschema", *schema, str(release.folder / name)], capture_output=True, text=True)
        lines.line(f"check-jsonschema, {name}", "valid", " ".join((out.stdout + out.stderr).split())[:300], out.returncode == 0)


def descriptions(release, lines):
    """Each file that tells what the tables mean says the same, of this release; the files for people are there."""
    package, found = release.package, []

    def told_in(name, sayings, escape):
        """Sayings that a file lacks; all of them where it is not there."""
        try:
            text = release.file(name).read_text("utf-8")
        except FileNotFoundError as why:
            return [str(why)]
        return [f"{name} lacks: {saying}" for saying in sayings if escape(saying) not in text]

    meanings = [text for table in release.tables for text in (table.description, *table.meanings.values())]
    for name in ("schema.sql", "schema.postgresql.sql"):
        found += told_in(name, meanings, lambda text: text.replace("'", "''"))
    found += told_in("csv-metadata.json", [*meanings, package["title"], package["release_id"]], lambda text: json.dumps(text, ensure_ascii=False))
    found += told_in("DATA_DICTIONARY.md", [*meanings, package["title"], package["release_id"]], str)
    found += told_in("README.md", [package["title"], package["release_id"], package["description"]], str)
    found += told_in("CITATION.cff", [f"\ntitle: {quoted(package['title'])}", f"\nversion: {quoted(package['release_id'])}",
                                      *(f"title: {quoted(source['title'])}" for source in package["sources"])], str)
    found += told_in("LICENSE", [], str)
    lines.problems("descriptions", "the same in datapackage.json, csv-metadata.json, DATA_DICTIONARY.md and both schemas, of this release",
                   f"{len(meanings)} meanings", found)


def quoted(text):
    return json.dumps(text, ensure_ascii=False)
