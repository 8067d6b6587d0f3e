"""A release as datapackage.json describes it and Python's csv reads it: what every other reader is held to."""
import csv, datetime, hashlib, json, re
from collections import Counter
from decimal import Decimal
from functools import cached_property

CELL = {
    "string": (str, r"(?s).+"),
    "number": (Decimal, r"-?[0-9]{1,32}(\.[0-9]{1,6})?"),
    "integer": (int, r"-?[0-9]{1,19}"),
    "date": (datetime.date.fromisoformat, r"[0-9]{4}-[0-9]{2}-[0-9]{2}"),
    "boolean": (lambda text: text == "true", r"true|false"),
}


class Table:
    """A table as datapackage.json describes it, and its rows as the CSV has them."""

    def __init__(self, folder, resource):
        schema = resource["schema"]
        self.name, self.description = resource["name"], resource["description"]
        self.csv, self.parquet = (folder / "data" / f"{self.name}.{form}" for form in ("csv", "parquet"))
        self.types = {field["name"]: field["type"] for field in schema["fields"]}
        self.meanings = {field["name"]: field["description"] for field in schema["fields"]}
        self.keys = [schema["primaryKey"]] if "primaryKey" in schema else schema.get("uniqueKeys", [])
        self.references = [(key["fields"], key["reference"].get("resource") or self.name, key["reference"]["fields"])
                           for key in schema.get("foreignKeys", [])]
        self.decimals = [name for name, kind in self.types.items() if kind == "number"]

    def typed(self, file):
        """Columns of typed cells out of CSV text; an empty field is null."""
        rows = csv.reader(file, strict=True)
        header = next(rows)
        if header != list(self.types):
            raise ValueError(f"{self.name}: the columns are {header}")
        cells = {name: [] for name in header}
        for row in rows:
            for (name, kind), text in zip(self.types.items(), row, strict=True):
                make, form = CELL[kind]
                if text and not re.fullmatch(form, text):
                    raise ValueError(f"{self.name}.{name}: {text[:40]!r} is no {kind}")
                cells[name].append(make(text) if text else None)
        return cells

    @cached_property
    def cells(self):
        with open(self.csv, encoding="utf-8", newline="") as file:
            return self.typed(file)

    @property
    def rows(self):
        return len(next(iter(self.cells.values())))

    @property
    def sums(self):
        return {name: sum((value for value in self.cells[name] if value is not None), Decimal(0)) for name in self.decimals}

    def values(self, columns):
        return list(zip(*(self.cells[name] for name in columns)))


class Release:
    def __init__(self, folder):
        self.folder = folder
        self.package = json.loads((folder / "datapackage.json").read_text("utf-8"))
        self.tables = [Table(folder, resource) for resource in self.package["resources"] if resource["format"] == "csv"]
        self.decimals = sum(len(table.decimals) for table in self.tables)
        self.size = f"{len(self.tables)} tables"

    def file(self, name):
        path = self.folder / name
        if not path.is_file() or not path.stat().st_size:
            raise FileNotFoundError(f"{name} missing")
        return path


def reference(release, lines):
    """The CSV files by themselves: types, keys, references."""
    found = []
    for table in release.tables:
        for key in table.keys or [list(table.types)]:
            twice = [value for value, times in Counter(table.values(key)).items() if times > 1]
            found += [f"{table.name}: {twice[0]} is there twice"] if twice else []
        for columns, name, targets in table.references:
            target = next(other for other in release.tables if other.name == name)
            there = set(target.values(targets))
            lost = [value for value in table.values(columns) if None not in value and value not in there]
            found += [f"{table.name}.{columns}: {lost[0]} is no {name}"] if lost else []
    rows = sum(table.rows for table in release.tables)
    lines.problems("csv by python", "typed cells, unique keys, references met", f"{release.size}, {rows} rows, {release.decimals} decimal columns", found)


def checksums(release, lines):
    """SHA256SUMS names every file as it is, and the folder's name follows from them."""
    digest = lambda path: hashlib.sha256(path.read_bytes()).hexdigest()
    files = {p.relative_to(release.folder).as_posix(): digest(p) for p in release.folder.rglob("*") if p.is_file() and p.name != "SHA256SUMS"}
    said = dict(reversed(line.split("  ", 1)) for line in release.file("SHA256SUMS").read_text().splitlines())
    hashes = sorted(digest + "\n" for name, digest in files.items() if name.startswith(("data/", "provenance/")))
    release_id = hashlib.sha256("".join(hashes).encode()).hexdigest()[:12]
    wrong = sorted(name for name in files.keys() | said.keys() if files.get(name) != said.get(name))
    found = [f"{name} differs" for name in wrong]
    found += [f"the id is {release_id}" for told in (release.folder.resolve().name, release.package["release_id"]) if told != release_id]
    lines.problems("checksums", "every file in SHA256SUMS, the id from its files", f"{len(files)} files, {release_id}", found)
