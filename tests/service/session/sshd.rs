//! A server of OpenSSH on the loopback, with keys of its own, started by the account of the test.

use std::fmt::Write;
use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use nix::sys::signal::{Signal, kill};
use nix::unistd::{Pid, User, getuid};

use super::setting::Operator;
use crate::support::pty::Spawn;

/// Where systems keep it, which is not always on the path of an account.
const SSHD: [&str; 3] = ["/usr/sbin/sshd", "/usr/local/sbin/sshd", "/usr/bin/sshd"];

/// How often another port is tried: somebody may take the free one first.
const TRIES: usize = 5;

/// A running server.
pub struct Sshd {
    child: Child,
    port: u16,
    folder: PathBuf,
}

/// What is needed and not there.
pub fn missing() -> Option<&'static str> {
    let found = |program: &str| Command::new(program).arg("-V").output().is_ok();
    if sshd().is_none() {
        return Some("sshd");
    }
    ["ssh", "ssh-keygen"].into_iter().find(|program| !found(program))
}

fn sshd() -> Option<&'static str> {
    SSHD.into_iter().find(|path| Path::new(path).is_file())
}

impl Sshd {
    /// Starts a server that lets each operator in by a key, and gives them no more than their screens on a socket.
    pub fn start(folder: &Path, socket: &Path, operators: &[&Operator]) -> Self {
        let screens = |operator: &Operator| {
            let runs = operator.command(socket).replace('"', "\\\"");
            format!("restrict,pty,command=\"{runs}\"")
        };
        Self::given(folder, operators, screens, "")
    }

    /// Starts a server that lets an operator in by a key, whose configuration gives everybody no more than the screens of
    /// that operator.
    pub fn forcing(folder: &Path, socket: &Path, operator: &Operator) -> Self {
        let forced = format!(
            "Subsystem sftp internal-sftp\nMatch All\n    ForceCommand {}\n",
            operator.command(socket)
        );
        Self::given(folder, &[operator], |_| "restrict,pty".to_owned(), &forced)
    }

    /// Starts a server with what each key may do, and more of its configuration.
    fn given(folder: &Path, operators: &[&Operator], may: impl Fn(&Operator) -> String, more: &str) -> Self {
        // Where it separates itself from what the network sends; a package's own start makes it.
        if getuid().is_root() {
            fs::create_dir_all("/run/sshd").unwrap();
        }
        key(&folder.join("host"));
        let mut allowed = String::new();
        for operator in operators {
            let key = key(&folder.join(&operator.name));
            writeln!(allowed, "{} {key}", may(operator)).unwrap();
        }
        fs::write(folder.join("allowed"), allowed).unwrap();
        (0..TRIES)
            .find_map(|_| Self::on_a_free_port(folder, more))
            .unwrap_or_else(|| {
                panic!(
                    "{}",
                    fs::read_to_string(folder.join("sshd.log")).unwrap_or_default()
                )
            })
    }

    fn on_a_free_port(folder: &Path, more: &str) -> Option<Self> {
        let port = TcpListener::bind("127.0.0.1:0")
            .unwrap()
            .local_addr()
            .unwrap()
            .port();
        let config = folder.join("sshd_config");
        fs::write(&config, configuration(folder, port) + more).unwrap();
        let log = folder.join("sshd.log");
        let mut child = Command::new(sshd().unwrap())
            .args(["-D", "-e", "-f"])
            .arg(config)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut said = BufReader::new(child.stderr.take().unwrap());
        let (mut line, mut all) = (String::new(), String::new());
        while said.read_line(&mut line).unwrap() > 0 {
            all += &line;
            if line.contains("Server listening on 127.0.0.1") {
                drain(said, &log);
                return Some(Self {
                    child,
                    port,
                    folder: folder.to_owned(),
                });
            }
            line.clear();
        }
        fs::write(log, all).unwrap();
        child.wait().unwrap();
        None
    }

    /// The port on which it listens.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// The client of an operator, who comes in by their key.
    pub fn client(&self, operator: &Operator) -> Spawn {
        let known = self.folder.join("known");
        let host = fs::read_to_string(self.folder.join("host.pub")).unwrap();
        fs::write(&known, format!("[127.0.0.1]:{} {host}", self.port)).unwrap();
        let account = User::from_uid(getuid()).unwrap().unwrap().name;
        Spawn::program("ssh")
            .args([
                "-tt",
                "-F",
                "none",
                "-o",
                "BatchMode=yes",
                "-o",
                "IdentitiesOnly=yes",
            ])
            .args(["-o", "StrictHostKeyChecking=yes", "-o", "LogLevel=ERROR", "-o"])
            .arg(format!("UserKnownHostsFile={}", known.display()))
            .arg("-i")
            .arg(self.folder.join(&operator.name))
            .args(["-p", &self.port.to_string()])
            .arg(format!("{account}@127.0.0.1"))
    }

    /// The processes of the connections that are open.
    pub fn connections(&self) -> Vec<Pid> {
        let parent = format!("PPid:\t{}", self.child.id());
        let all = fs::read_dir("/proc").unwrap();
        all.filter_map(|entry| entry.ok()?.file_name().to_str()?.parse().ok())
            .filter(|pid: &i32| {
                let status = fs::read_to_string(format!("/proc/{pid}/status")).unwrap_or_default();
                status.lines().any(|line| line == parent)
            })
            .map(Pid::from_raw)
            .collect()
    }
}

impl Drop for Sshd {
    fn drop(&mut self) {
        for connection in self.connections() {
            let _ = kill(connection, Signal::SIGKILL);
        }
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Makes a key without a word, where there is none yet; gives its public half.
fn key(path: &Path) -> String {
    let public = path.with_extension("pub");
    if public.exists() {
        return fs::read_to_string(public).unwrap().trim().to_owned();
    }
    let made = Command::new("ssh-keygen")
        .args(["-q", "-t", "ed25519", "-N", "", "-C", "essai", "-f"])
        .arg(path)
        .status()
        .unwrap();
    assert!(made.success());
    fs::read_to_string(public).unwrap().trim().to_owned()
}

fn configuration(folder: &Path, port: u16) -> String {
    let folder = folder.display();
    format!(
        "ListenAddress 127.0.0.1:{port}\n\
         HostKey {folder}/host\n\
         AuthorizedKeysFile {folder}/allowed {folder}/.ssh/authorized_keys\n\
         PidFile none\n\
         UsePAM no\n\
         StrictModes no\n\
         PermitRootLogin yes\n\
         PasswordAuthentication no\n\
         KbdInteractiveAuthentication no\n\
         PermitUserRC no\n\
         PrintMotd no\n\
         PrintLastLog no\n"
    )
}

/// Keeps what else it says, so that it never waits for a reader.
fn drain(mut said: impl BufRead + Send + 'static, log: &Path) {
    let mut log = File::create(log).unwrap();
    std::thread::spawn(move || std::io::copy(&mut said, &mut log));
}
