"""A release loaded into a real PostgreSQL server, and asked for in SQL."""
import io, os, pwd, shutil, subprocess, tempfile
from collections import Counter
from decimal import Decimal
from pathlib import Path

from . import binary


class Server:
    """A PostgreSQL server of our own in a temporary folder, without a port."""

    def __init__(self):
        found = [shutil.which("initdb"), *sorted(map(str, Path("/usr/lib/postgresql").glob("*/bin/initdb")), reverse=True)]
        self.programs = next((Path(path).resolve().parent for path in found if path), None)

    def __enter__(self):
        self.folder = Path(tempfile.mkdtemp(prefix="reckoner-pg-"))
        self.folder.chmod(0o755)
        self.owner = None
        if os.geteuid() == 0:
            self.owner = next(name for name in ("postgres", "nobody") if name in {user.pw_name for user in pwd.getpwall()})
            shutil.chown(self.folder, self.owner)
        self._run("initdb", "-D", self.folder / "data", "-U", "reckoner", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
        self._run("pg_ctl", "-D", self.folder / "data", "-w", "-l", self.folder / "log", "-o", f"-c listen_addresses='' -k {self.folder} -c fsync=off", "start")
        self.env = {**os.environ, "PGHOST": str(self.folder), "PGPORT": "5432", "PGUSER": "reckoner", "PGDATABASE": "postgres"}
        return self

    def __exit__(self, *_):
        self._run("pg_ctl", "-D", self.folder / "data", "-m", "immediate", "stop")
        shutil.rmtree(self.folder)

    def _run(self, program, *args):
        as_owner = ["runuser", "-u", self.owner, "--"] if self.owner else []
        # Output to a file of ours: the server keeps what it was started with, and a pipe would never end.
        with tempfile.TemporaryFile() as out:
            if subprocess.run([*as_owner, str(self.programs / program), *map(str, args)], cwd="/", stdin=subprocess.DEVNULL, stdout=out, stderr=out).returncode:
                out.seek(0)
                raise RuntimeError(f"{program}: {out.read().decode()[-300:]}")

    def ask(self, query):
        told = subprocess.run(["psql", "-XqAt", "-v", "ON_ERROR_STOP=1", "-c", query], env=self.env, capture_output=True, text=True)
        if told.returncode:
            raise RuntimeError(f"{query[:80]}: {told.stderr.strip()}")
        return told.stdout


#: How many keys, references and commented columns a table has.
HAS = """SELECT count(*) FILTER (WHERE contype IN ('p', 'u')), count(*) FILTER (WHERE contype = 'f'),
    (SELECT count(col_description(attrelid, attnum)) FROM pg_attribute WHERE attrelid = '{name}'::regclass AND attnum > 0)
    FROM pg_constraint WHERE conrelid = '{name}'::regclass"""


def postgresql(release, lines):
    """`reckoner load postgres` into a real server: cells, exact sums in SQL, keys, references, comments."""
    server = Server()
    if not server.programs or not shutil.which("psql"):
        return lines.skip("postgresql", "no server programs here: apt-get install postgresql")
    with server:
        out = subprocess.run([str(binary()), "load", "postgres", str(release.folder), "--schema", "t"], env=server.env, capture_output=True, text=True)
        if out.returncode:
            return lines.line("postgresql", "loaded", f"exit {out.returncode}, {out.stderr.strip()[:300]}", False)
        found = []
        for table in release.tables:
            name = f't."{table.name}"'
            columns = ", ".join(f"{quote_name(column)}::text" for column in table.types)
            cells = table.typed(io.StringIO(server.ask(f"COPY (SELECT {columns} FROM {name}) TO STDOUT (FORMAT csv, HEADER)"), newline=""))
            found += [f"{table.name}: rows differ"] if Counter(zip(*cells.values())) != Counter(zip(*table.cells.values())) else []
            for column, total in table.sums.items():
                got = Decimal(server.ask(f"SELECT coalesce(sum({quote_name(column)}), 0) FROM {name}"))
                found += [f"{table.name}.{column} sums to {got}"] if got != total else []
            has = list(map(int, server.ask(HAS.format(name=name)).strip().split("|")))
            wanted = [len(table.keys), len(table.references), len(table.types)]
            found += [f"{table.name}: {has} keys, references, commented columns, not {wanted}"] if any(a < b for a, b in zip(has, wanted)) else []
        views = server.ask("SELECT table_name FROM information_schema.views WHERE table_schema = 't'").split()
        for view in views:
            server.ask(f"SELECT * FROM t.{quote_name(view)} LIMIT 1")
    lines.problems("postgresql", "all rows, exact sums in SQL, keys, references, comments", f"{release.size}, {release.decimals} sums equal, {len(views)} views answer", found)


def quote_name(name):
    return '"' + name.replace('"', '""') + '"'
