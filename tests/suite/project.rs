//! A project in a temporary folder, and the program run in it.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;
use tempfile::TempDir;

/// The program under test.
pub(crate) const PROGRAM: &str = env!("CARGO_BIN_EXE_reckoner");

/// The folder of this crate.
pub(crate) fn crate_folder() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A project's folder; gone when this is dropped.
pub(crate) struct Project {
    folder: TempDir,
}

/// What a run of the program came to.
pub(crate) struct Ran {
    pub(crate) code: Option<i32>,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Project {
    /// A copy of `sample/`: three reports on solar power.
    pub(crate) fn sample() -> Self {
        let folder = tempfile::tempdir().unwrap();
        copy(&crate_folder().join("tests/suite/sample"), folder.path());
        Self { folder }
    }

    /// A sample that has been run once.
    pub(crate) fn published() -> Self {
        let project = Self::sample();
        project.run(["run"]).exits(0);
        project
    }

    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    /// Writes a file.
    pub(crate) fn file(self, path: &str, content: impl AsRef<[u8]>) -> Self {
        fs::write(self.path(path), content).unwrap();
        self
    }

    /// Adds lines to a file.
    pub(crate) fn add(self, path: &str, lines: &str) -> Self {
        let text = fs::read_to_string(self.path(path)).unwrap();
        self.file(path, text + lines)
    }

    /// Replaces a text of a file, which must be there.
    pub(crate) fn edit(self, path: &str, from: &str, to: &str) -> Self {
        let text = fs::read_to_string(self.path(path)).unwrap();
        assert!(text.contains(from), "{path} has no {from:?}");
        self.file(path, text.replace(from, to))
    }

    /// Removes a file.
    pub(crate) fn remove(self, path: &str) -> Self {
        fs::remove_file(self.path(path)).unwrap();
        self
    }

    /// The program, to be run in the folder.
    pub(crate) fn command<'a>(&self, args: impl IntoIterator<Item = &'a str>) -> Command {
        let mut command = Command::new(PROGRAM);
        command.args(args).current_dir(self.folder.path()).env_remove("RUST_LOG").env_remove("NO_COLOR");
        command.stdin(Stdio::null());
        command
    }

    /// Runs the program in the folder.
    pub(crate) fn run<'a>(&self, args: impl IntoIterator<Item = &'a str>) -> Ran {
        Ran::of(&mut self.command(args))
    }

    /// The folder of the current release.
    pub(crate) fn release(&self) -> PathBuf {
        fs::canonicalize(self.path("output/current")).unwrap()
    }

    /// Every file of the current release.
    pub(crate) fn files(&self) -> BTreeMap<String, Vec<u8>> {
        files(&self.release())
    }

    /// Every file below `output/` but the summaries of runs and what a gate refused; links by where they lead.
    pub(crate) fn output(&self) -> BTreeMap<String, Vec<u8>> {
        let mut all = files(&self.path("output"));
        all.retain(|path, _| !path.starts_with("runs/") && !path.starts_with("refused/"));
        all
    }

    /// A table of the current release, row by row.
    pub(crate) fn table(&self, name: &str) -> Vec<BTreeMap<String, String>> {
        table(&self.release(), name)
    }
}

/// Tells why a test was not made; `cargo test -- --nocapture` shows it.
pub(crate) fn skip(why: &str) {
    std::io::stderr().write_all(format!("skipped: {why}\n").as_bytes()).unwrap();
}

/// A table of a release, row by row.
pub(crate) fn table(release: &Path, name: &str) -> Vec<BTreeMap<String, String>> {
    csv_rows(&fs::read_to_string(release.join(format!("data/{name}.csv"))).unwrap())
}

/// The rows of a CSV text.
pub(crate) fn csv_rows(text: &str) -> Vec<BTreeMap<String, String>> {
    csv::Reader::from_reader(text.as_bytes()).into_deserialize().map(Result::unwrap).collect()
}

impl Ran {
    /// Runs a command to its end.
    pub(crate) fn of(command: &mut Command) -> Self {
        let output = command.output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        Self { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
    }

    /// It ended with this exit code.
    #[track_caller]
    pub(crate) fn exits(self, code: i32) -> Self {
        assert_eq!(self.code, Some(code), "\n{}\n{}", self.out, self.err);
        self
    }

    /// It says all of this on standard error.
    #[track_caller]
    pub(crate) fn says(self, texts: &[&str]) -> Self {
        for text in texts {
            assert!(self.err.contains(text), "standard error lacks {text:?}:\n{}", self.err);
        }
        self
    }

    /// It prints all of this on standard output.
    #[track_caller]
    pub(crate) fn prints(self, texts: &[&str]) -> Self {
        for text in texts {
            assert!(self.out.contains(text), "standard output lacks {text:?}:\n{}", self.out);
        }
        self
    }

    /// It says and prints nothing.
    #[track_caller]
    pub(crate) fn silent(self) -> Self {
        assert_eq!((self.out.as_str(), self.err.as_str()), ("", ""));
        self
    }

    /// Standard output as one JSON object.
    #[track_caller]
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|why| panic!("{why}:\n{}", self.out))
    }
}

/// Copies a folder with all in it.
pub(crate) fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// Every file below a folder by its path; links by where they lead.
pub(crate) fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(&next).unwrap() {
            let entry = entry.unwrap();
            let path = entry.path();
            let name = path.strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
            let kind = entry.file_type().unwrap();
            if kind.is_dir() {
                folders.push(path);
            } else if kind.is_symlink() {
                found.insert(name, fs::read_link(&path).unwrap().to_str().unwrap().as_bytes().to_vec());
            } else {
                found.insert(name, fs::read(&path).unwrap());
            }
        }
    }
    found
}
