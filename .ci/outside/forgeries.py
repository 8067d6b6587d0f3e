"""Copies of a release, each broken in one way: as a slip leaves it, and as a forger does who mends what follows from it."""
import csv, hashlib, json, re, shutil, subprocess, tempfile
from pathlib import Path

import openpyxl
import pyarrow.parquet

from . import Lines, binary


# -- ways to break a release -------------------------------------------------
def in_text(name, pattern, put):
    """One place of a text file replaced; a place that is not there breaks nothing, and says so."""
    def change(folder):
        path = folder / name
        text, times = re.subn(pattern, put, path.read_text("utf-8"), count=1)
        if not times:
            raise ValueError(f"{name} has no {pattern}")
        path.write_text(text, "utf-8", newline="")
    return change


def in_csv(name, edit):
    """Rows of a CSV table edited, header included."""
    def change(folder):
        path = folder / "data" / f"{name}.csv"
        with open(path, encoding="utf-8", newline="") as file:
            rows = list(csv.reader(file))
        edit(rows)
        with open(path, "w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows(rows)
    return change


def in_parquet(name, edit):
    """Columns of a Parquet table edited, its footer kept."""
    def change(folder):
        path = folder / "data" / f"{name}.parquet"
        table = pyarrow.parquet.read_table(path)
        pyarrow.parquet.write_table(edit(table).replace_schema_metadata(table.schema.metadata), path)
    return change


def alike(*changes):
    def change(folder):
        for one in changes:
            one(folder)
    return change


def cell(column, text):
    """The first row's cell of a CSV column; text of it before."""
    def edit(rows):
        at = rows[0].index(column)
        rows[1][at] = text(rows[1][at])
    return edit


def arrow_cell(column, text):
    """The same of a Parquet column, with the type that it has."""
    def edit(table):
        at = table.schema.get_field_index(column)
        kind = table.schema.field(at).type
        values = table.column(at).to_pylist()
        values[0] = type(values[0])(text(str(values[0])))
        return table.set_column(at, column, pyarrow.array(values, kind))
    return edit


def other_digit(text):
    """The first digit but one that is not 9, one higher: 80000 becomes 81000."""
    at = next(i for i, char in enumerate(text) if char in "012345678" and (i or len(text) == 1))
    return text[:at] + str(int(text[at]) + 1) + text[at + 1:]


def twice(rows):
    rows.insert(2, list(rows[1]))


def arrow_twice(table):
    return pyarrow.concat_tables([table.slice(0, 1), table])


def as_double(table):
    at = table.schema.get_field_index("value")
    return table.set_column(at, "value", table.column(at).cast("double"))


def other_name(table):
    return table.rename_columns(["worth" if name == "value" else name for name in table.column_names])


def renamed(rows):
    rows[0][rows[0].index("value")] = "worth"


def in_workbook(folder):
    path = folder / "excel" / "reckoner.xlsx"
    book = openpyxl.load_workbook(path)
    header = [one.value for one in book["figures"][1]]
    book["figures"].cell(2, header.index("value") + 1).value += 1
    book.save(path)


NOBODY = lambda text: text[0] + "0" * 16
SOME_WORD = (r"The reconciled value", "The irreconcilable value")
BREAKS = {
    "a digit of a CSV": in_csv("figures", cell("value", other_digit)),
    "a digit of a Parquet": in_parquet("figures", arrow_cell("value", other_digit)),
    "a digit of CSV and Parquet alike": alike(in_csv("figures", cell("value", other_digit)), in_parquet("figures", arrow_cell("value", other_digit))),
    "a printed number in CSV and Parquet alike": alike(in_csv("claims", cell("value", other_digit)), in_parquet("claims", arrow_cell("value", other_digit))),
    "a column of a CSV renamed": in_csv("figures", renamed),
    "a column of a Parquet renamed": in_parquet("figures", other_name),
    "a decimal of a Parquet as double": in_parquet("figures", as_double),
    "a number of a CSV as words": in_csv("figures", cell("value", lambda text: f"about {text}")),
    "a key doubled": alike(in_csv("figures", twice), in_parquet("figures", arrow_twice)),
    "a reference to nothing": alike(in_csv("evidence", cell("figure_id", NOBODY)), in_parquet("evidence", arrow_cell("figure_id", NOBODY))),
    "a description in datapackage.json": in_text("datapackage.json", *SOME_WORD),
    "a description in csv-metadata.json": in_text("csv-metadata.json", *SOME_WORD),
    "a description in DATA_DICTIONARY.md": in_text("DATA_DICTIONARY.md", *SOME_WORD),
    "schema.sql": in_text("schema.sql", r"data/figures\.parquet", "data/claims.parquet"),
    "a description in schema.postgresql.sql": in_text("schema.postgresql.sql", *SOME_WORD),
    "the title in CITATION.cff": in_text("CITATION.cff", r'(?m)^(title: *"?)', r"\1Not "),
    "a word of README.md": in_text("README.md", r"(?m)^([A-Za-z]{3,}) ", r"\1 not "),
    "a cell of the workbook": in_workbook,
    "a number on the page": in_text("report/index.html", r"(?s)(<body.*?>[^<]*?)([0-8])(?=[0-9]*<)", lambda m: m[1] + str(int(m[2]) + 1)),
}


# -- what a forger mends -----------------------------------------------------
def digest(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def files(folder):
    return {p.relative_to(folder).as_posix(): p for p in sorted(folder.rglob("*")) if p.is_file() and p.name != "SHA256SUMS"}


def mend(folder):
    """Hashes, lengths, checksums, the id and the folder's name made to follow from the files; returns the folder."""
    path = folder / "datapackage.json"
    text = path.read_text("utf-8")
    package = json.loads(text)
    for resource in package["resources"]:
        if "hash" in resource:
            data = (folder / resource["path"]).read_bytes()
            text = text.replace(resource["hash"], "sha256:" + hashlib.sha256(data).hexdigest())
            text = re.sub(rf'("path": "{re.escape(resource["path"])}"(?:(?!"path")[\s\S])*?"bytes": )\d+', rf"\g<1>{len(data)}", text)
    path.write_text(text, "utf-8", newline="")
    hashes = sorted(digest(p) + "\n" for name, p in files(folder).items() if name.startswith(("data/", "provenance/")))
    old, new = package["release_id"], hashlib.sha256("".join(hashes).encode()).hexdigest()[:12]
    for name, p in files(folder).items():
        if not name.startswith(("data/", "provenance/", "excel/")):
            p.write_bytes(p.read_bytes().replace(old.encode(), new.encode()))
    (folder / "SHA256SUMS").write_text("".join(f"{digest(p)}  {name}\n" for name, p in files(folder).items()))
    return folder.rename(folder.with_name(new))


# -- who notices -------------------------------------------------------------
def check_all(release, lines, check):
    """Every copy by `reckoner verify` and by all checks but PostgreSQL: which of them fails otherwise than on the release."""
    sound = Lines(silent=True)
    check(release, sound)
    with tempfile.TemporaryDirectory(prefix="reckoner-broken-") as folder:
        copy = mend(Path(shutil.copytree(release, Path(folder) / release.name)))
        caught = by_verify(copy) + by_checks(copy, sound.failed, check)
        lines.line("nothing broken, all mended", "noticed by nobody", "by " + ("; ".join(caught) or "nobody"), not caught)
        shutil.rmtree(copy)
        for name, change in BREAKS.items():
            for manner, mended in (("slip", False), ("forged", True)):
                copy = Path(folder) / release.name
                shutil.copytree(release, copy)
                try:
                    change(copy)
                    copy = mend(copy) if mended else copy
                    caught = by_verify(copy)
                    # A slip stands in the checksums; of a forgery, all are asked.
                    caught += [] if caught and not mended else by_checks(copy, sound.failed, check)
                    lines.line(f"{name}, {manner}", "noticed", "by " + "; ".join(caught) if caught else "by nobody", bool(caught))
                except (OSError, ValueError, KeyError) as why:
                    lines.line(f"{name}, {manner}", "noticed", f"not broken: {type(why).__name__}: {why}", False)
                shutil.rmtree(copy, ignore_errors=True)


def by_verify(copy):
    verify = subprocess.run([str(binary()), "verify", str(copy)], capture_output=True, text=True)
    return ["verify"] if verify.returncode == 5 else []


def by_checks(copy, already, check):
    told = Lines(silent=True)
    check(copy, told)
    return [name for name, measured in told.failed.items() if already.get(name) != measured]
