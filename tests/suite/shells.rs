//! What shells and `man` are given is made of the arguments, and is taken by those who read it.

use std::process::{Command, Stdio};
use std::{fs, io::Write as _};

use crate::project::{Project, skip};

const COMMANDS: [&str; 9] =
    ["run", "check", "scan", "explain", "verify", "load-postgres", "release-pack", "completions", "man"];

#[test]
fn each_command_has_its_page() {
    let project = Project::sample().remove("pipeline.toml");
    let folder = project.path("man");
    fs::create_dir(&folder).unwrap();
    project.run(["man", folder.to_str().unwrap()]).exits(0).silent();
    for command in COMMANDS {
        let page = fs::read_to_string(folder.join(format!("reckoner-{command}.1"))).unwrap();
        assert!(page.contains(".TH") && page.contains("SYNOPSIS"), "{command}");
    }
    let whole = project.run(["man"]).exits(0).out;
    assert!(whole.contains("Exit codes") && whole.contains("reckoner\\-verify"));
    project.run(["man", "nowhere/at/all"]).exits(74);
}

#[test]
fn shells_take_their_completions() {
    let project = Project::sample().remove("pipeline.toml");
    for shell in ["bash", "zsh", "fish"] {
        let script = project.run(["completions", shell]).exits(0).out;
        assert!(script.contains("as-of") && script.contains("explain"));
        let child = Command::new(shell).arg("-n").stdin(Stdio::piped()).stderr(Stdio::piped()).spawn();
        let Ok(mut child) = child else {
            skip(&format!("no {shell} here"));
            continue;
        };
        child.stdin.take().unwrap().write_all(script.as_bytes()).unwrap();
        let ended = child.wait_with_output().unwrap();
        assert!(ended.status.success(), "{shell}: {}", String::from_utf8_lossy(&ended.stderr));
    }
}
