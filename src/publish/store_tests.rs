//! What the output folder promises, wherever a run ends.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use super::keep::{self, Pin, Pinned};
use super::read::{self, Damage, Release};
use super::store::{Outcome, Store, current, history};
use super::testing::rendered;
use crate::error::{Error, Result};

thread_local! {
    /// Steps until the run is cut off.
    static LEFT: Cell<u32> = const { Cell::new(u32::MAX) };
}

fn cut_off(step: &'static str) -> Result<()> {
    LEFT.with(|left| match left.get() {
        0 => Err(Error::Unexpected(format!("cut off before {step}"))),
        more => {
            left.set(more - 1);
            Ok(())
        }
    })
}

fn current_id(output: &Path) -> Option<String> {
    current(output).unwrap().map(|(id, _)| id)
}

fn published(id: &str) -> Outcome {
    Outcome::Published { id: id.to_owned() }
}

fn unchanged(id: &str) -> Outcome {
    Outcome::Unchanged { id: id.to_owned() }
}

/// Every path below `folder` with its bytes or its link's target.
fn picture(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut all = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.to_str().unwrap().to_owned();
        let kind = fs::symlink_metadata(&path).unwrap();
        if kind.is_symlink() {
            all.insert(name, fs::read_link(&path).unwrap().to_str().unwrap().as_bytes().to_vec());
        } else if kind.is_dir() {
            all.extend(picture(&path));
        } else {
            all.insert(name, fs::read(&path).unwrap());
        }
    }
    all
}

fn damages(output: &Path) -> Vec<Damage> {
    let (_, folder) = current(output).unwrap().unwrap();
    read::check(&Release::open(&folder).unwrap())
}

#[test]
fn publishes_once_and_then_writes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let output = folder.path().join("a/b");
    let release = rendered("one");
    let id = release.release_id.clone();
    let store = Store::open(&output).unwrap();
    assert_eq!(current_id(&output), None);
    assert_eq!(store.publish(&release, 2).unwrap(), published(&id));
    assert_eq!(fs::read_link(output.join("current")).unwrap(), Path::new("releases").join(&id));
    assert!(damages(&output).is_empty());
    let before = picture(&output);
    assert_eq!(store.publish(&release, 2).unwrap(), unchanged(&id));
    drop(store);
    assert_eq!(Store::open(&output).unwrap().publish(&release, 2).unwrap(), unchanged(&id));
    assert_eq!(picture(&output), before);
    assert_eq!(history(&output).unwrap().len(), 1);
}

#[test]
fn going_back_points_back() {
    let folder = tempfile::tempdir().unwrap();
    let (one, two) = (rendered("one"), rendered("two"));
    let store = Store::open(folder.path()).unwrap();
    store.publish(&one, 2).unwrap();
    store.publish(&two, 2).unwrap();
    assert_eq!(store.publish(&one, 2).unwrap(), published(&one.release_id));
    assert_eq!(current_id(folder.path()), Some(one.release_id.clone()));
    let ids: Vec<String> = history(folder.path()).unwrap().into_iter().map(|entry| entry.release_id).collect();
    assert_eq!(ids, [&one.release_id, &two.release_id, &one.release_id].map(Clone::clone));
    assert_eq!(history(folder.path()).unwrap()[2].previous, Some(two.release_id));
}

#[test]
fn a_damaged_release_is_replaced() {
    let folder = tempfile::tempdir().unwrap();
    let (one, two) = (rendered("one"), rendered("two"));
    let store = Store::open(folder.path()).unwrap();
    store.publish(&one, 2).unwrap();
    let figures = store.release_dir(&one.release_id).join("data/figures.csv");
    // The current one.
    fs::write(&figures, "x").unwrap();
    assert_eq!(store.publish(&one, 2).unwrap(), published(&one.release_id));
    assert!(damages(folder.path()).is_empty());
    // An earlier one that becomes current again.
    store.publish(&two, 2).unwrap();
    fs::remove_file(&figures).unwrap();
    assert_eq!(store.publish(&one, 2).unwrap(), published(&one.release_id));
    assert!(damages(folder.path()).is_empty());
}

#[test]
fn a_second_run_is_locked_out() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path()).unwrap();
    let why = Store::open(folder.path()).unwrap_err();
    assert!(matches!(&why, Error::Locked { output } if output == folder.path()), "{why}");
    let forked = store.lock_of_a_child();
    drop(store);
    Store::open(folder.path()).unwrap();
    drop(forked);
}

#[test]
fn old_releases_go_and_the_last_two_stay() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path()).unwrap();
    let releases: Vec<_> = ["1", "2", "3", "4"].into_iter().map(rendered).collect();
    let stranger = folder.path().join("releases/notes");
    for release in &releases {
        store.publish(release, 0).unwrap();
        fs::create_dir_all(&stranger).unwrap();
    }
    let there = |index: usize| store.release_dir(&releases[index].release_id).is_dir();
    assert_eq!([there(0), there(1), there(2), there(3)], [false, false, true, true]);
    // A release that becomes current again is the newest.
    store.publish(&releases[2], 3).unwrap();
    store.publish(&releases[0], 3).unwrap();
    store.publish(&releases[1], 3).unwrap();
    assert_eq!([there(0), there(1), there(2), there(3)], [true, true, true, false]);
    assert!(stranger.is_dir());
}

#[test]
fn pinned_releases_stay() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path()).unwrap();
    let releases: Vec<_> = ["1", "2", "3", "4", "5"].into_iter().map(rendered).collect();
    let id = |index: usize| releases[index].release_id.as_str();
    let there = || -> Vec<usize> { (0..5).filter(|index| store.release_dir(id(*index)).is_dir()).collect() };
    store.publish(&releases[0], 2).unwrap();
    assert_eq!(store.pin(id(0), Pin::Set).unwrap(), Pinned::Changed);
    assert_eq!(store.pin(id(0), Pin::Set).unwrap(), Pinned::Unchanged);
    assert_eq!(store.pin(id(4), Pin::Set).unwrap_err().exit_code(), 66);
    assert_eq!(store.pin("../x", Pin::Set).unwrap_err().exit_code(), 66);
    for release in &releases[1..] {
        store.publish(release, 3).unwrap();
    }
    assert_eq!(there(), [0, 2, 3, 4]);
    assert_eq!(keep::removable(folder.path(), 0).unwrap(), [id(2)]);
    // A line that is no id keeps everything.
    let file = folder.path().join("history/pinned");
    let pins = fs::read_to_string(&file).unwrap();
    fs::write(&file, format!("# for the paper\n\n{pins}nonsense\n")).unwrap();
    let why = store.prune(0).unwrap_err();
    assert!(why.exit_code() == 65 && why.to_string().contains("line 4"), "{why}");
    fs::write(&file, format!("# for the paper\n{pins}")).unwrap();
    assert_eq!(store.prune(0).unwrap(), [id(2)]);
    assert_eq!(store.pin(id(0), Pin::Unset).unwrap(), Pinned::Changed);
    assert_eq!(fs::read_to_string(&file).unwrap(), "# for the paper\n");
    assert_eq!(store.prune(0).unwrap(), [id(0)]);
    assert_eq!(there(), [3, 4]);
    // The current one and the one before it stay, also where the history has others after them.
    store.publish(&releases[0], 5).unwrap();
    fs::remove_file(folder.path().join("current")).unwrap();
    std::os::unix::fs::symlink(format!("releases/{}", id(3)), folder.path().join("current")).unwrap();
    store.prune(0).unwrap();
    assert_eq!(there(), [0, 3, 4]);
}

#[test]
fn a_release_before_that_is_gone_is_not_compared() {
    let folder = tempfile::tempdir().unwrap();
    let (one, two, three) = (rendered("one"), rendered("two"), rendered("three"));
    let store = Store::open(folder.path()).unwrap();
    store.publish(&one, 2).unwrap();
    fs::write(store.release_dir(&one.release_id).join("data/claims.csv"), "x").unwrap();
    store.publish(&two, 2).unwrap();
    fs::remove_dir_all(store.release_dir(&two.release_id)).unwrap();
    store.publish(&three, 2).unwrap();
    let told: Vec<(String, Option<String>)> = history(folder.path())
        .unwrap()
        .into_iter()
        .map(|entry| (entry.version.unwrap().to_string(), entry.note))
        .collect();
    let note = Some("not compared".to_owned());
    assert_eq!(told, [("1.0.0".into(), None), ("1.1.0".into(), note.clone()), ("1.2.0".into(), note)]);
}

/// Wherever a run is cut off, `current` is absent or a whole release, and the
/// next run publishes with nothing left over.
#[test]
fn a_run_cut_off_anywhere_leaves_a_whole_release() {
    let (old, older, new) = (rendered("old"), rendered("older"), rendered("new"));
    for first in [true, false] {
        let mut cuts = 0;
        loop {
            let folder = tempfile::tempdir().unwrap();
            let output = folder.path();
            let mut store = Store::open(output).unwrap();
            if !first {
                store.publish(&older, 2).unwrap();
                store.publish(&old, 2).unwrap();
            }
            LEFT.with(|left| left.set(cuts));
            store.interrupt(cut_off);
            let outcome = store.publish_steps(&new, 2);
            drop(store);
            match current_id(output) {
                None => assert!(first),
                Some(id) => {
                    assert!(id == new.release_id || id == old.release_id);
                    assert_eq!(damages(output), [], "after {cuts} steps");
                }
            }
            let store = Store::open(output).unwrap();
            assert!(!picture(output).keys().any(|path| path.contains("/.staging-") || path.contains(".next")));
            let again = store.publish(&new, 2).unwrap();
            assert_eq!(again.id(), new.release_id);
            assert_eq!(damages(output), []);
            assert_eq!(store.publish(&new, 2).unwrap(), unchanged(&new.release_id));
            let ids: Vec<String> = history(output).unwrap().into_iter().map(|entry| entry.release_id).collect();
            assert_eq!(ids.last(), Some(&new.release_id));
            assert_eq!(ids.iter().filter(|id| **id == new.release_id).count(), 1);
            let log = fs::read_to_string(output.join("history/CHANGELOG.md")).unwrap();
            let sections: Vec<&str> = log.lines().filter(|line| line.starts_with("## ")).collect();
            let noted: Vec<String> = history(output)
                .unwrap()
                .iter()
                .rev()
                .map(|entry| format!("## {} (release {})", entry.version.unwrap(), entry.release_id))
                .collect();
            assert_eq!(sections, noted, "after {cuts} steps");
            if LEFT.with(Cell::get) > 0 {
                assert_eq!(outcome.unwrap(), published(&new.release_id));
                break;
            }
            cuts += 1;
        }
        assert!(cuts > 25, "{cuts} steps");
    }
}

#[test]
fn a_folder_that_cannot_be_written_is_told_and_keeps_its_release() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempfile::tempdir().unwrap();
    let (one, two) = (rendered("one"), rendered("two"));
    let store = Store::open(folder.path()).unwrap();
    store.publish(&one, 2).unwrap();
    // A file in the way fails for every user, a mode does not for root.
    let releases = folder.path().join("releases");
    fs::set_permissions(&releases, fs::Permissions::from_mode(0o555)).unwrap();
    let by_mode = fs::write(releases.join("probe"), "").is_err();
    let failed = by_mode.then(|| store.publish(&two, 2).unwrap_err());
    fs::set_permissions(&releases, fs::Permissions::from_mode(0o755)).unwrap();
    if let Some(why) = failed {
        assert_eq!(why.exit_code(), 74, "{why}");
    }
    fs::remove_dir_all(folder.path().join("history")).unwrap();
    fs::write(folder.path().join("history"), "in the way").unwrap();
    let why = store.publish(&two, 2).unwrap_err();
    assert_eq!(why.exit_code(), 74, "{why}");
    assert_eq!(current_id(folder.path()), Some(one.release_id));
    assert!(damages(folder.path()).is_empty());
}

#[test]
fn what_is_no_link_of_ours_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path()).unwrap();
    let link = folder.path().join("current");
    fs::create_dir(&link).unwrap();
    assert_eq!(store.publish(&rendered("one"), 2).unwrap_err().exit_code(), 65);
    fs::remove_dir(&link).unwrap();
    std::os::unix::fs::symlink("/etc", &link).unwrap();
    assert_eq!(store.publish(&rendered("one"), 2).unwrap_err().exit_code(), 65);
    assert!(!folder.path().join("releases").exists());
}

#[test]
fn runs_are_noted_and_the_newest_kept() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path()).unwrap();
    let runs = folder.path().join("runs");
    fs::create_dir(&runs).unwrap();
    for day in 0..205 {
        fs::write(runs.join(format!("20000101T000000{day:06}Z-1.json")), "{}").unwrap();
    }
    let file = store.write_run(&serde_json::json!({"outcome": "published"})).unwrap();
    assert!(fs::read_to_string(&file).unwrap().contains("\"published\""));
    assert_eq!(fs::read_dir(&runs).unwrap().count(), 200);
    assert!(!runs.join("20000101T000000000005Z-1.json").exists());
}

#[test]
fn every_kind_of_damage_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let release = rendered("one");
    let store = Store::open(folder.path()).unwrap();
    store.publish(&release, 2).unwrap();
    let place = store.release_dir(&release.release_id);
    fs::write(place.join("data/notes.txt"), "mine").unwrap();
    fs::remove_file(place.join("provenance/fx.csv")).unwrap();
    let text = fs::read_to_string(place.join("data/figures.csv")).unwrap();
    fs::write(place.join("data/figures.csv"), text.replace("148000000000,", "149000000000,")).unwrap();
    std::os::unix::fs::symlink("/etc/hostname", place.join("host")).unwrap();
    let release = Release::open(&place).unwrap();
    let told: Vec<String> = read::check(&release).iter().map(ToString::to_string).collect();
    let told = told.join("\n");
    for part in [
        "data/notes.txt: the file is no",
        "provenance/fx.csv: the file is missing",
        "data/figures.csv: the file was changed",
        "host: the file is no",
        "its files make it",
    ] {
        assert!(told.contains(part), "{part}\n{told}");
    }
    let (damages, differences) = read::compare_formats(&release);
    assert!(damages.is_empty());
    assert_eq!(differences.len(), 1);
    assert!(differences[0].to_string().ends_with(", value: expected 148000000000, found 149000000000"));
}

#[test]
fn sums_rewritten_by_whoever_changed_a_file_do_not_hide_it() {
    let folder = tempfile::tempdir().unwrap();
    let release = rendered("one");
    let store = Store::open(folder.path()).unwrap();
    store.publish(&release, 2).unwrap();
    let place = store.release_dir(&release.release_id);
    let text = fs::read_to_string(place.join("data/claims.csv")).unwrap();
    fs::write(place.join("data/claims.csv"), text.replace("11.6", "11.7")).unwrap();
    let sums = super::release::sums(&Release::open(&place).unwrap().files);
    fs::write(place.join("SHA256SUMS"), sums).unwrap();
    assert!(matches!(read::check(&Release::open(&place).unwrap())[..], [Damage::OtherId { .. }]));
}

#[test]
fn a_damaged_parquet_file_is_never_handed_to_polars() {
    let folder = tempfile::tempdir().unwrap();
    let release = rendered("one");
    let store = Store::open(folder.path()).unwrap();
    store.publish(&release, 2).unwrap();
    let file = store.release_dir(&release.release_id).join("data/claims.parquet");
    let mut bytes = fs::read(&file).unwrap();
    bytes[40] ^= 0xff;
    fs::write(&file, bytes).unwrap();
    let release = Release::open(file.parent().unwrap().parent().unwrap()).unwrap();
    let why = read::tables(&release).unwrap_err();
    assert!(why.exit_code() == 65 && why.to_string().contains("data/claims.parquet"), "{why}");
    let (damages, differences) = read::compare_formats(&release);
    assert!(matches!(&damages[..], [Damage::Unreadable { path, .. }] if path == "data/claims.parquet"));
    assert!(differences.is_empty());
}

/// Wherever keeping a refused release ends, the current one is whole, and the next run can go on.
#[test]
fn a_refusal_cut_off_anywhere_touches_no_release() {
    let (one, two) = (rendered("one"), rendered("two"));
    let mut cuts = 0;
    loop {
        let folder = tempfile::tempdir().unwrap();
        let output = folder.path();
        let mut store = Store::open(output).unwrap();
        store.publish(&one, 2).unwrap();
        let kept = store.refuse(&one, "first").unwrap();
        assert_eq!(fs::read_to_string(super::account_of(&kept)).unwrap(), "first");
        LEFT.with(|left| left.set(cuts));
        store.interrupt(cut_off);
        let outcome = store.refuse(&two, "second");
        drop(store);
        assert_eq!(current_id(output), Some(one.release_id.clone()));
        assert_eq!(damages(output), [], "after {cuts} steps");
        let store = Store::open(output).unwrap();
        assert!(!picture(output).keys().any(|path| path.contains(".next")));
        if LEFT.with(Cell::get) > 0 {
            assert_eq!(outcome.unwrap(), store.refused_dir(&two.release_id));
            assert!(read::check(&Release::open(&store.refused_dir(&two.release_id)).unwrap()).is_empty());
            assert!(!store.refused_dir(&one.release_id).exists());
            store.publish(&two, 2).unwrap();
            assert!(!output.join("refused").exists());
            break;
        }
        cuts += 1;
    }
    assert!(cuts > 20, "{cuts} steps");
}
