//! `release pack`: one file, the same bytes each time, and the release again where it is unpacked.

use std::fs::{self, File};
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, SystemTime};

use crate::project::{PROGRAM, Project, Ran, copy, files, skip};

fn pack(project: &Project, args: &[&str]) -> serde_json::Value {
    let ran = project.run(["release", "pack", "--json"].into_iter().chain(args.iter().copied())).exits(0);
    ran.json()
}

fn unpack(archive: &Path, to: &Path) {
    let bytes = zstd::decode_all(File::open(archive).unwrap()).unwrap();
    tar::Archive::new(bytes.as_slice()).unpack(to).unwrap();
}

/// The id of the current release.
fn id(project: &Project) -> String {
    project.release().file_name().unwrap().to_str().unwrap().to_owned()
}

#[test]
fn it_unpacks_to_the_release() {
    let project = Project::published();
    let id = id(&project);
    let said = pack(&project, &[]);
    let name = format!("solar-{id}.tar.zst");
    assert_eq!((&said["outcome"], said["file"].as_str()), (&"packed".into(), Some(name.as_str())));
    assert_eq!(said["bytes"].as_u64(), Some(fs::metadata(project.path(&name)).unwrap().len()));
    let there = tempfile::tempdir().unwrap();
    unpack(&project.path(&name), there.path());
    let folder = there.path().join(format!("solar-{id}"));
    assert_eq!(files(&folder), project.files());
    project.run(["verify", folder.to_str().unwrap()]).exits(0);
    // What was unpacked packs to the same bytes.
    assert_eq!(pack(&project, &[folder.to_str().unwrap()])["outcome"], "unchanged");
    match Command::new("sha256sum").args(["-c", "--quiet", "--strict", "SHA256SUMS"]).current_dir(&folder).status() {
        Ok(ended) => assert!(ended.success()),
        Err(_) => skip("there is no `sha256sum` here"),
    }
    // A folder of another name is no such release.
    let other = there.path().join(format!("solar{id}"));
    fs::rename(folder, &other).unwrap();
    project.run(["verify", other.to_str().unwrap()]).exits(5).prints(&["the release is named"]);
}

#[test]
fn other_programs_unpack_it() {
    let project = Project::published();
    let said = pack(&project, &["--to", "a.tar.zst"]);
    let Ok(tested) = Command::new("zstd").args(["-t", "-v", "-l"]).arg(project.path("a.tar.zst")).output() else {
        skip("there is no `zstd` here");
        return;
    };
    let text = String::from_utf8_lossy(&tested.stdout) + String::from_utf8_lossy(&tested.stderr);
    assert!(tested.status.success() && text.contains("XXH64") && text.contains("Decompressed Size"), "{text}");
    let tar = Command::new("tar")
        .args(["--zstd", "-tvf", "a.tar.zst", "--numeric-owner", "--full-time"])
        .env("TZ", "UTC")
        .current_dir(project.path("."))
        .output()
        .unwrap();
    assert_eq!(String::from_utf8_lossy(&tar.stderr), "");
    let list = String::from_utf8(tar.stdout).unwrap();
    let id = id(&project);
    assert!(list.starts_with("drwxr-xr-x 0/0 "), "{list}");
    assert!(list.contains(&format!("solar-{id}/data/figures.parquet\n")), "{list}");
    assert_eq!(
        list.lines().filter(|line| line.starts_with("-rw-r--r-- 0/0 ")).count() as u64,
        said["files"].as_u64().unwrap()
    );
    let names: Vec<&str> = list.lines().map(|line| line.rsplit(' ').next().unwrap()).collect();
    assert!(names.is_sorted(), "{list}");
    // The day of the latest publication, for each.
    let days: std::collections::BTreeSet<&str> =
        list.lines().filter_map(|line| line.split_whitespace().nth(3)).collect();
    assert_eq!(days.len(), 1, "{list}");
    let described: serde_json::Value = serde_json::from_slice(&project.files()["datapackage.json"]).unwrap();
    let latest = described["latest_publication"].as_str().unwrap().to_owned();
    assert!(days.first().unwrap().starts_with(&latest), "{list}");
}

#[test]
fn the_bytes_are_the_same_anywhere() {
    let project = Project::published();
    pack(&project, &["--to", "first.tar.zst"]);
    let first = fs::read(project.path("first.tar.zst")).unwrap();
    let elsewhere = tempfile::tempdir().unwrap();
    let release = elsewhere.path().join("deep/er").join(id(&project));
    copy(&project.release(), &release);
    for path in files(&release).into_keys() {
        let file = File::options().write(true).open(release.join(&path)).unwrap();
        file.set_modified(SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000)).unwrap();
        file.set_permissions(fs::Permissions::from_mode(0o600)).unwrap();
    }
    let mut command = Command::new("sh");
    command
        .args(["-c", "umask 077; exec \"$0\" release pack \"$1\" --to second.tar.zst", PROGRAM])
        .arg(&release)
        .current_dir(elsewhere.path())
        .env("TZ", "Asia/Ho_Chi_Minh")
        .env("LC_ALL", "C")
        .env("RAYON_NUM_THREADS", "1")
        .env("SOURCE_DATE_EPOCH", "1");
    Ran::of(&mut command).exits(0).silent();
    assert!(fs::read(elsewhere.path().join("second.tar.zst")).unwrap() == first);
    let left: Vec<PathBuf> = fs::read_dir(elsewhere.path()).unwrap().map(|entry| entry.unwrap().path()).collect();
    assert_eq!(left.len(), 2, "{left:?}");
}

#[test]
fn what_is_there_is_replaced_whole_or_not_at_all() {
    let project = Project::published();
    fs::create_dir(project.path("out")).unwrap();
    let archive = format!("out/solar-{}.tar.zst", id(&project));
    assert_eq!(pack(&project, &["--to", "out"])["outcome"], "packed");
    let written = || fs::metadata(project.path(&archive)).unwrap().modified().unwrap();
    let before = written();
    assert_eq!(pack(&project, &["--to", "out"])["outcome"], "unchanged");
    assert_eq!(written(), before);
    let sound = fs::read(project.path(&archive)).unwrap();
    fs::write(project.path(&archive), &sound[..1000]).unwrap();
    assert_eq!(pack(&project, &["--to", "out"])["outcome"], "packed");
    assert!(fs::read(project.path(&archive)).unwrap() == sound);
    // What is no archive, is no place, or is the release itself.
    project.run(["release", "pack", "--to", "pipeline.toml"]).exits(2).says(&["pipeline.toml", "no archive", "--to"]);
    project.run(["release", "pack", "--to", "nowhere/a.tar.zst"]).exits(74).says(&["nowhere"]);
    project.run(["release", "pack", "--to", "/dev/null"]).exits(2).says(&["/dev/null"]);
    project.run(["release", "pack", "--to", "output/current/data"]).exits(2).says(&["in the release"]);
    project.run(["verify"]).exits(0);
}

/// `script` gives the program a terminal, where there is one to be had.
#[test]
fn a_person_is_told() {
    let project = Project::published();
    let mut command = Command::new("script");
    command.args(["-qec", &format!("{PROGRAM} release pack"), "/dev/null"]).current_dir(project.path("."));
    let Ok(output) = command.stdin(Stdio::null()).output() else {
        skip("there is no `script` here");
        return;
    };
    let text = String::from_utf8(output.stdout).unwrap();
    let id = id(&project);
    assert!(text.starts_with(&format!("packed release {id}: solar-{id}.tar.zst, ")), "{text}");
    project.run(["release", "pack", "-q"]).exits(0).silent();
}

#[test]
fn a_damaged_release_is_not_packed() {
    let project = Project::published();
    let refused = |texts: &[&str]| {
        project.run(["release", "pack"]).exits(65).says(texts).says(&["damaged", "reckoner verify"]);
        assert!(!project.path(&format!("solar-{}.tar.zst", id(&project))).exists());
    };
    let figures = project.release().join("data/figures.csv");
    let sound = fs::read(&figures).unwrap();
    fs::write(&figures, "x\n").unwrap();
    refused(&["data/figures.csv: the file was changed"]);
    fs::remove_file(&figures).unwrap();
    refused(&["data/figures.csv: the file is missing"]);
    fs::write(project.path("elsewhere.csv"), &sound).unwrap();
    symlink(project.path("elsewhere.csv"), &figures).unwrap();
    refused(&["data/figures.csv"]);
    fs::remove_file(&figures).unwrap();
    fs::write(&figures, &sound).unwrap();
    symlink("figures.csv", project.release().join("data/link.csv")).unwrap();
    refused(&["data/link.csv: the file is no part of the release"]);
    fs::remove_file(project.release().join("data/link.csv")).unwrap();
    project.run(["release", "pack"]).exits(0).silent();
    Project::sample().run(["release", "pack"]).exits(66).says(&["output/current", "reckoner run"]);
}
