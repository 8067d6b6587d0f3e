"""What the outside checks share: their venv, their lines, and where things are.

Nothing here knows a table of a release or an element of its page.
"""
import fcntl, hashlib, os, shutil, subprocess, sys, time
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent
ROOT = HERE.parent
VENV = ROOT / "target" / "readers-venv"
NEEDS = HERE / "requirements.txt"


def enter_venv():
    """Run this script again in the venv that requirements.txt describes; made where it is missing or of another one.

    requirements.txt names everything that is installed, so pip resolves
    nothing; Python's version is not asked for, as one package is there for
    its schema alone (see requirements.txt).
    """
    python = VENV / "bin" / "python"
    if Path(sys.prefix) == VENV:
        return
    stamp, wanted = VENV / "requirements.sha256", hashlib.sha256(NEEDS.read_bytes()).hexdigest()
    VENV.parent.mkdir(parents=True, exist_ok=True)
    with open(VENV.parent / ".readers-venv.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not stamp.exists() or stamp.read_text() != wanted:
            started = time.monotonic()
            shutil.rmtree(VENV, ignore_errors=True)
            subprocess.run([sys.executable, "-m", "venv", str(VENV)], check=True)
            subprocess.run([str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps",
                            "--ignore-requires-python", "--only-binary", ":all:", "-r", str(NEEDS)], check=True)
            stamp.write_text(wanted)
            print(f"      {VENV.relative_to(ROOT)} made in {time.monotonic() - started:.0f} s", flush=True)
    os.execv(python, [str(python), "-B", str(Path(sys.argv[0]).resolve()), *sys.argv[1:]])


def binary():
    """The program under test: RECKONER_BIN, else the release build of this checkout."""
    path = Path(os.environ.get("RECKONER_BIN") or ROOT / "target" / "release" / "reckoner").absolute()
    if not path.is_file():
        sys.exit(f"{path} is not there: build it, or name one in RECKONER_BIN")
    return path


class Lines:
    """One line a requirement: asked beside measured. Silent for copies that are meant to fail."""

    def __init__(self, silent=False):
        self.silent, self.failed, self.passed, self.skipped = silent, {}, 0, []

    def line(self, name, asked, measured, ok):
        if ok:
            self.passed += 1
        else:
            self.failed[name] = measured
        self._say(f"{'ok  ' if ok else 'FAIL'}  {name}: asked {asked}; measured {measured}")

    def skip(self, name, why):
        self.skipped.append(name)
        self._say(f"skip  {name}: {why}")

    def problems(self, name, asked, measured, found):
        """A line that is ok where nothing was found; else it tells the first of what was."""
        more = f" (and {len(found) - 1} more)" if len(found) > 1 else ""
        self.line(name, asked, f"{str(found[0])[:300]}{more}" if found else measured, not found)

    def _say(self, text):
        if not self.silent:
            print(text.encode("utf-8", "backslashreplace").decode().replace("\n", " "), flush=True)

    def finish(self):
        """Says the counts in the form that test runners are read by, and ends the process."""
        if self.failed:
            print("failed: " + "; ".join(self.failed))
        print(f"{self.passed} passed, {len(self.failed)} failed, {len(self.skipped)} skipped")
        sys.exit(1 if self.failed else 0)
