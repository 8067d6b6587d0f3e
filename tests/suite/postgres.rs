//! A PostgreSQL server of the tests' own: in a temporary folder, on a socket there and nowhere else.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError, Weak};

use tempfile::TempDir;

use crate::project::{Project, Ran, skip};

/// The server, started for the first test that asks and stopped after the last one that holds it.
pub(crate) struct Server {
    bin: PathBuf,
    user: Option<String>,
    folder: TempDir,
}

/// A database of its own in the server.
pub(crate) struct Database {
    server: Arc<Server>,
    name: String,
}

static SHARED: Mutex<Weak<Server>> = Mutex::new(Weak::new());
static COUNT: AtomicUsize = AtomicUsize::new(0);

/// A fresh database; nothing, and a line that says so, where no server can be started.
pub(crate) fn database() -> Option<Database> {
    let server = {
        let mut shared = SHARED.lock().unwrap_or_else(PoisonError::into_inner);
        let server = shared.upgrade().map_or_else(Server::start, Some)?;
        *shared = Arc::downgrade(&server);
        server
    };
    let database = Database { server, name: format!("test_{}", COUNT.fetch_add(1, Ordering::Relaxed)) };
    let mut create = database.psql("postgres", &format!("CREATE DATABASE {}", database.name));
    Ran::of(&mut create).exits(0);
    Some(database)
}

/// The folder of the server's programs: from PATH, Debian's place, or what `pg_config` says.
fn programs() -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let mut folders: Vec<PathBuf> = std::env::split_paths(&path).collect();
    if let Ok(versions) = fs::read_dir("/usr/lib/postgresql") {
        let mut found: Vec<PathBuf> = versions.flatten().map(|version| version.path().join("bin")).collect();
        found.sort();
        folders.extend(found.into_iter().rev());
    }
    if let Ok(said) = Command::new("pg_config").arg("--bindir").output() {
        folders.push(String::from_utf8_lossy(&said.stdout).trim().into());
    }
    let all = |folder: &PathBuf| ["initdb", "pg_ctl", "postgres"].iter().all(|name| folder.join(name).is_file());
    folders.into_iter().find(all)
}

impl Server {
    fn start() -> Option<Arc<Self>> {
        let Some(bin) = programs() else {
            skip("no PostgreSQL server programs here");
            return None;
        };
        if Command::new("psql").arg("--version").output().is_err() {
            skip("no psql here");
            return None;
        }
        // Short, for the path of a socket has at most 107 bytes.
        let folder = tempfile::Builder::new().prefix("pg").tempdir_in("/tmp").unwrap();
        let said = |arg: &str| String::from_utf8(Command::new("id").arg(arg).output().unwrap().stdout).unwrap();
        let user = (said("-u").trim() == "0").then(|| {
            // The server refuses to be root.
            let known = |name: &&str| Command::new("id").arg(name).output().is_ok_and(|ran| ran.status.success());
            (*["postgres", "nobody"].iter().find(|name| known(name)).unwrap_or(&"nobody")).to_owned()
        });
        if let Some(user) = &user {
            fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
            let owned = Command::new("chown").arg(user).arg(folder.path()).status().unwrap();
            assert!(owned.success());
        }
        let server = Self { bin, user, folder };
        let data = server.folder.path().join("data");
        let data = data.to_str().unwrap();
        let socket = server.folder.path().to_str().unwrap();
        server.program("initdb", &["-D", data, "-U", "tester", "-A", "trust", "-E", "UTF8", "--locale=C", "-N"]);
        let log = server.folder.path().join("log");
        let options = format!("-c listen_addresses='' -c unix_socket_directories='{socket}' -c fsync=off");
        server.program("pg_ctl", &["-D", data, "-w", "-l", log.to_str().unwrap(), "-o", &options, "start"]);
        Some(Arc::new(server))
    }

    fn command(&self, name: &str, args: &[&str]) -> Command {
        let program = self.bin.join(name);
        let mut command = match &self.user {
            None => Command::new(program),
            Some(user) => {
                let mut command = Command::new("runuser");
                command.args(["-u", user, "--"]).arg(program);
                command
            }
        };
        // A pipe would stay open as long as the server does.
        command.args(args).current_dir("/").stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        command
    }

    #[track_caller]
    fn program(&self, name: &str, args: &[&str]) {
        let ended = self.command(name, args).status().unwrap();
        let log = fs::read_to_string(self.folder.path().join("log")).unwrap_or_default();
        assert!(ended.success(), "{name}: {ended}\n{log}");
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let data = self.folder.path().join("data");
        let _ = self.command("pg_ctl", &["-D", data.to_str().unwrap(), "-m", "immediate", "-w", "stop"]).status();
    }
}

impl Database {
    /// The folder of its socket.
    pub(crate) fn host(&self) -> &Path {
        self.server.folder.path()
    }

    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    /// Tells a command where this database is, and nothing of another one.
    pub(crate) fn known_to(&self, command: &mut Command) {
        unknown_to(command);
        command.env("PGHOST", self.host()).env("PGUSER", "tester").env("PGDATABASE", &self.name);
    }

    fn psql(&self, database: &str, sql: &str) -> Command {
        let mut command = Command::new("psql");
        self.known_to(&mut command);
        command.args(["-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-d", database, "-c", sql]);
        command.env("PGCLIENTENCODING", "UTF8").stdin(Stdio::null());
        command
    }

    /// Runs statements; what they answer.
    #[track_caller]
    pub(crate) fn sql(&self, sql: &str) -> String {
        Ran::of(&mut self.psql(&self.name, sql)).exits(0).out.trim_end_matches('\n').to_owned()
    }

    /// A session to be talked with.
    pub(crate) fn session(&self) -> Command {
        let mut command = Command::new("psql");
        self.known_to(&mut command);
        command.args(["-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1"]).stdin(Stdio::piped()).stdout(Stdio::piped());
        command
    }

    /// `load postgres` with further arguments.
    pub(crate) fn loading(&self, project: &Project, args: &[&str]) -> Command {
        let mut command = project.command(["load", "postgres", "--json"].into_iter().chain(args.iter().copied()));
        self.known_to(&mut command);
        command
    }

    /// Loads the current release of a project; how it ended.
    #[track_caller]
    pub(crate) fn load(&self, project: &Project) -> String {
        let ran = Ran::of(&mut self.loading(project, &[])).exits(0);
        ran.json()["outcome"].as_str().unwrap().to_owned()
    }
}

/// Takes out of a command's environment what would lead `psql` elsewhere.
pub(crate) fn unknown_to(command: &mut Command) {
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("PG") {
            command.env_remove(name);
        }
    }
    command.env("PGCONNECT_TIMEOUT", "10");
}
