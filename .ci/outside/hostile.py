"""A project whose reports, titles and publishers are written to break a page, and the release of it."""
import csv, subprocess
from pathlib import Path

from . import binary

SCRIPT = "<script>alert(1)</script>"
HOSTILE = [SCRIPT, "&lt;b&gt;", '"><img src=x onerror=alert(1)>', "</style></svg><h1>not ours</h1>", "javascript:alert(1)", "\u202eesrever\u202c", "\u2066apart\u2069"]
LONG = "W" * 100_000

CONFIG = f"""\
config_version = 1
[project]
id = "hostile"
title = 'Hostile {SCRIPT} &lt;b&gt; "><img src=x onerror=alert(1)>'
description = 'Described {SCRIPT}'
data_licence = "CC-BY-4.0"
default_area = "VN"
[ingest]
catalogue = "data/catalogue.csv"
reports = "data/reports"
[publish]
output = "output"
""" + "".join(f"""
[[concept]]
id = "{name}"
en = ["{words}"]
[[indicator]]
id = "{name}"
label = '{words} {SCRIPT}'
description = 'What {words} count {SCRIPT}'
unit = "{unit}"
kind = "{kind}"
direction = "up"
all_of = ["{name}"]
""" for name, words, unit, kind in (("revenue", "ICT revenue", "USD", "flow"), ("exports", "ICT exports", "USD", "flow"),
                                    ("firms", "digital technology firm", "firms", "stock")))

SENTENCES = """\
ICT revenue reached US${a} billion in {year} {evil}.
Vietnam had {b},000 digital technology firms in {year} {evil}.
ICT exports rose {c}% in {year}, the ministry said {evil}.
By {plan}, Vietnam aims for {d},000 digital technology firms {evil}.
"""


def reports():
    """Name, title, publisher, day and text of each report: two that agree, one that does not, one of a single word."""
    for n, year in enumerate(range(2019, 2025)):
        texts = [SENTENCES.format(a=100 + 7 * n + (n % 2), b=50 + n, c=5 + n, d=90 + n, year=year, plan=2030, evil=evil) for evil in HOSTILE]
        evil = HOSTILE[n % len(HOSTILE)]
        yield f"hostile_{n}.md", f"Title {evil} of {year}", f"Publisher {evil}", f"{year + 1}-03-0{n + 1}", f"# {evil}\n\n" + "\n".join(texts)
    yield "long.md", f"A title of one word: {LONG[:300]}", "Long", "2024-05-05", f"ICT revenue reached US$150 billion in 2023, said {LONG}.\n"


def project(folder):
    """The folder of such a project; its configuration is hostile, too."""
    (folder / "data" / "reports").mkdir(parents=True)
    (folder / "pipeline.toml").write_text(CONFIG, "utf-8")
    with open(folder / "data" / "catalogue.csv", "w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(["file", "title", "publisher", "published", "published_basis", "language", "area", "url"])
        for name, title, publisher, day, text in reports():
            (folder / "data" / "reports" / name).write_text(text, "utf-8")
            rows.writerow([name, title, publisher, day, "stated", "en", "VN", "https://example.org/?a=1&b='\"><i>"])
    return folder


def release(folder):
    """The release of such a project; the program's own words where it makes none."""
    made = subprocess.run([str(binary()), "run", "--quiet"], cwd=project(Path(folder)), capture_output=True, text=True)
    current = Path(folder) / "output" / "current"
    if not current.exists():
        raise SystemExit(f"no hostile release: exit {made.returncode}, {made.stderr.strip()[:1000]}")
    return current.resolve()
