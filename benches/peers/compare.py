"""reckoner and its public peers on the same texts: speed, and values with units
against an answer key. See README.md; run.sh installs the peers and calls this."""

import argparse
import json
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PEERS = ["quantulum3", "recognizers", "duckling"]


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--reckoner", type=Path, required=True)
    options.add_argument("--envs", type=Path, required=True)
    options.add_argument("--key", type=Path, default=ROOT / "tests/key/claims.jsonl")
    options.add_argument("--reports", type=Path, default=ROOT / "data/reports")
    options.add_argument("--rounds", type=int, default=3)
    args = options.parse_args()
    key = [json.loads(line) for line in args.key.read_text("utf-8").splitlines() if line.strip()]
    names = sorted({row["report"] for row in key})
    texts = [(args.reports / name).read_bytes().decode("utf-8") for name in names]
    size = sum(len(text.encode()) for text in texts)

    found = {"reckoner": reckoner(args, texts, size)}
    for peer in PEERS:
        program = args.envs / peer / "bin/python"
        if not (args.envs / peer / "ready").exists():
            print(f"{peer}: not installed, left out", file=sys.stderr)
            continue
        answer = call([program, Path(__file__).with_name("reader.py"), peer, args.rounds], json.dumps(texts))
        answer = json.loads(answer)
        found[peer] = (size / statistics.median(answer["seconds"]), in_bytes(texts, answer["seen"]))

    print(f"{len(texts)} texts, {size} bytes, {len(unique(key))} amounts in the key\n")
    print("| program | MB/s, one core | as a ratio | value right | value and unit right | money | percent | other |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- |")
    ours = found["reckoner"][0]
    for name, (speed, seen) in found.items():
        value, both = score(key, names, seen)
        cells = [f"{speed / 1e6:.3g}", "1" if name == "reckoner" else f"1/{ours / speed:.0f}"]
        cells += [share(value["all"]), share(both["all"])]
        cells += [share(both[kind]) for kind in ("money", "percent", "other")]
        print(f"| {name} | {' | '.join(cells)} |")


def call(command, text):
    """On one core, where the system lets us say so."""
    pinned = ["taskset", "-c", "0"] if shutil.which("taskset") else []
    command = pinned + [str(part) for part in command]
    return subprocess.run(command, input=text, capture_output=True, check=True, text=True).stdout


def reckoner(args, texts, size):
    """Values as `scan --jsonl` sees them; the time is that of the whole process, on
    enough copies that starting it does not count."""
    lines = [json.dumps({"id": at, "text": text, "lang": "en", "published": None}) for at, text in enumerate(texts)]
    command = [args.reckoner.resolve(), "scan", "--jsonl"]
    answers = [json.loads(line) for line in call(command, "\n".join(lines)).splitlines()]
    copies = max(1, 8_000_000 // size)
    long, seconds = "\n".join(lines * copies), []
    for _ in range(args.rounds):
        start = time.perf_counter()
        call(command, long)
        seconds.append(time.perf_counter() - start)
    seen = [[reading(one) for one in answer["mentions"] if one["kind"] != "period"] for answer in answers]
    return size * copies / statistics.median(seconds), seen


def reading(one):
    low, high = float(one["value"]), float(one["value_to"] or one["value"])
    return one["span_start"], one["span_end"], low, high, one["unit"] or ""


def in_bytes(texts, seen):
    """The peers count characters."""
    answers = []
    for text, readings in zip(texts, seen):
        at = [0]
        for letter in text:
            at.append(at[-1] + len(letter.encode()))
        answers.append([(at[start], at[end], low, high, unit) for start, end, low, high, unit in readings])
    return answers


def unique(key):
    """Each printed amount once, whatever is claimed of it."""
    return {(row["report"], row["start"], row["end"]): row for row in key}


def kind(unit):
    """A kind of unit: a currency, percent, or neither."""
    return unit if len(unit) == 3 and unit.isupper() or unit in ("percent", "money") else "other"


def score(key, names, seen):
    value = {name: [0, 0] for name in ("all", "money", "percent", "other")}
    both = {name: [0, 0] for name in ("all", "money", "percent", "other")}
    for (report, start, end), row in unique(key).items():
        low, high = float(row["value"]), float(row["value_hi"] or row["value"])
        near = [one for one in seen[names.index(report)] if one[0] < end and start < one[1]]
        same = [one for one in near if is_same(one[2], low) and is_same(one[3], high)]
        wanted = kind(row["unit"])
        group = "money" if wanted not in ("percent", "other") else wanted
        for name in ("all", group):
            value[name][1] += 1
            both[name][1] += 1
            value[name][0] += bool(same)
            both[name][0] += any(kind(one[4]) == wanted for one in same)
    return value, both


def is_same(ours, theirs):
    """Declines are signed in the key and not in the print; peers count in floats."""
    ours, theirs = abs(ours), abs(theirs)
    return abs(ours - theirs) <= 1e-9 * max(ours, theirs)


def share(counts):
    right, all_of = counts
    return f"{right} of {all_of}"


main()
