//! Runs that are killed, that meet, or that find no room.

use std::fs::{self, File};
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use reckoner::publish::{Release, read, store};

use crate::project::{PROGRAM, Project, Ran, skip};

/// Numbers without a pattern, the same in each run (Marsaglia's xorshift).
struct Random(u64);

impl Random {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % limit.max(1)
    }
}

/// `current` is absent, or leads to a release that is whole.
fn assert_whole(project: &Project, what: &str) {
    if let Some((_, folder)) = store::current(&project.path("output")).unwrap() {
        let damages = read::check(&Release::open(&folder).unwrap());
        assert!(damages.is_empty(), "{what}: {damages:?}");
    }
}

#[test]
fn killed_at_any_instant() {
    let mut project = Project::sample();
    let start = Instant::now();
    project.run(["run"]).exits(0);
    let takes = u64::try_from(start.elapsed().as_micros()).unwrap();
    fs::remove_dir_all(project.path("output")).unwrap();
    let mut random = Random(0x2545_f491_4f6c_dd1d);
    let (mut killed, mut finished) = (0, 0);
    for round in 0..100 {
        // Each round has something new to publish.
        let firms = format!("In 2022 there were {} solar firms.\n", 70_001 + round);
        project = project.file("data/reports/b_2023.md", firms);
        let mut child = project.command(["run"]).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        let instant = random.below(takes * 5 / 4);
        sleep(Duration::from_micros(instant));
        child.kill().unwrap();
        if child.wait().unwrap().success() {
            finished += 1;
        } else {
            killed += 1;
        }
        assert_whole(&project, &format!("round {round}, killed after {instant} microseconds"));
    }
    assert!(killed > 20, "only {killed} of 100 runs were killed, {finished} finished before");
    project.run(["run"]).exits(0).silent();
    project.run(["verify", "--inputs"]).exits(0);
    let left: Vec<String> =
        project.output().into_keys().filter(|path| path.contains("staging") || path.contains(".next")).collect();
    assert!(left.is_empty(), "{left:?} was left behind");
}

#[test]
fn two_runs_at_once() {
    let project = Project::published();
    let before = project.output();
    let lock = File::options().write(true).open(project.path("output/.lock")).unwrap();
    lock.lock().unwrap();
    project.run(["run"]).exits(75).says(&["output", "another run"]);
    let ran = project.run(["run", "--json"]).exits(75);
    assert!(ran.err.starts_with("{\"error\":"), "{}", ran.err);
    // Readers are not kept out.
    project.run(["verify"]).exits(0);
    project.run(["run", "--dry-run"]).exits(0);
    assert_eq!(project.output(), before);
    drop(lock);
    project.run(["run"]).exits(0);
}

/// A shell that limits the length of files stands in for a full disk: the write
/// fails in the same place. It does so for everybody, root included.
#[test]
fn no_room_to_write() {
    let project = Project::published().edit("data/reports/b_2023.md", "80,000", "85,000");
    let before = project.output();
    let mut shell = Command::new("sh");
    // 25 is SIGXFSZ; ignored, the write fails instead.
    shell.args(["-c", "trap '' 25; ulimit -f 8; exec \"$0\" run", PROGRAM]).current_dir(project.path("."));
    Ran::of(&mut shell).exits(74).says(&["output/releases/", "writing a file"]);
    assert_eq!(project.output(), before);
    project.run(["verify"]).exits(0);
    project.run(["run"]).exits(0);
}

/// The real thing, where the kernel lets us mount a small file system.
#[test]
fn a_disk_that_is_full() {
    let project = Project::sample();
    fs::create_dir(project.path("small")).unwrap();
    let mount = "mount -t tmpfs -o size=96k tmpfs small";
    let may = Command::new("unshare").args(["-rm", "sh", "-c", mount]).current_dir(project.path(".")).output();
    if !may.is_ok_and(|output| output.status.success()) {
        skip("this machine lets nobody mount a small file system");
        return;
    }
    let script =
        format!("{mount} && \"$0\" run --output small; code=$?; ls small/current small/releases/* >&2; exit $code");
    let mut command = Command::new("unshare");
    command.args(["-rm", "sh", "-c", &script, PROGRAM]).current_dir(project.path("."));
    let ran = Ran::of(&mut command).exits(74).says(&["No space left on device"]);
    assert!(!ran.err.contains("SHA256SUMS"), "a release is there: {}", ran.err);
}
