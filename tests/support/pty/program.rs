//! The pseudo-terminal: starts a program, types, looks, and sees how it ends.

use std::ffi::OsString;
use std::io::{Read, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;
use portable_pty::{CommandBuilder, MasterPty, PtySize, native_pty_system};

use super::keys;
use super::seen::Shared;

/// The calm after which a frame is taken for finished.
const CALM: Duration = Duration::from_millis(150);

/// How many bytes are read at once of a line that has a pace.
const PIECE: usize = 32;

/// How a program ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Exit {
    /// The exit code.
    pub code: u32,
    /// Whether a signal ended it.
    pub killed: bool,
}

/// What is started, and on which terminal.
pub struct Spawn {
    command: CommandBuilder,
    size: (u16, u16),
    /// The bytes that the line carries in a second; none where it carries all at once.
    carries: Option<u32>,
}

impl Spawn {
    /// Starts any program, in a UTF-8 locale and with nothing of the caller's environment but the path.
    pub fn program(program: impl Into<OsString>) -> Self {
        let mut command = CommandBuilder::new(program.into());
        command.env_clear();
        command.cwd(env!("CARGO_MANIFEST_DIR"));
        let spawn = Self {
            command,
            size: (120, 40),
            carries: None,
        };
        let path = std::env::var("PATH").unwrap_or_default();
        spawn
            .env("PATH", &path)
            .env("TERM", "xterm-256color")
            .env("LANG", "C.UTF-8")
    }

    /// Starts `preau`.
    pub fn preau() -> Self {
        Self::program(env!("CARGO_BIN_EXE_preau"))
    }

    /// Sets the size of the terminal, in columns and rows.
    pub fn size(mut self, columns: u16, rows: u16) -> Self {
        self.size = (columns, rows);
        self
    }

    /// Reads what the program writes at the pace of a line, in bytes a second.
    pub fn carrying(mut self, bytes: u32) -> Self {
        self.carries = Some(bytes);
        self
    }

    /// Adds an argument.
    pub fn arg(mut self, arg: impl Into<OsString>) -> Self {
        self.command.arg(arg.into());
        self
    }

    /// Adds arguments.
    pub fn args<'a>(self, args: impl IntoIterator<Item = &'a str>) -> Self {
        args.into_iter().fold(self, Self::arg)
    }

    /// Sets a variable of the environment.
    pub fn env(mut self, name: &str, value: &str) -> Self {
        self.command.env(name, value);
        self
    }

    /// Leaves the program without a controlling terminal: a cut line then sends it no SIGHUP.
    pub fn without_controlling_terminal(mut self) -> Self {
        self.command.set_controlling_tty(false);
        self
    }

    /// Starts.
    pub fn start(self) -> Pty {
        Pty::start(self.command, self.size, self.carries)
    }
}

/// A running program and its terminal. Dropped, it is ended.
pub struct Pty {
    line: Option<(Box<dyn MasterPty + Send>, Box<dyn Write + Send>)>,
    pid: Pid,
    shared: Arc<Shared>,
    cut: Arc<AtomicBool>,
}

impl Pty {
    fn start(command: CommandBuilder, (cols, rows): (u16, u16), carries: Option<u32>) -> Self {
        let size = PtySize {
            rows,
            cols,
            ..PtySize::default()
        };
        let pair = native_pty_system().openpty(size).unwrap();
        let child = pair.slave.spawn_command(command).unwrap();
        let pid = Pid::from_raw(child.process_id().unwrap().try_into().unwrap());
        let reader = pair.master.try_clone_reader().unwrap();
        let writer = pair.master.take_writer().unwrap();
        let pty = Self {
            line: Some((pair.master, writer)),
            pid,
            shared: Arc::new(Shared::new((cols, rows))),
            cut: Arc::default(),
        };
        pty.read(reader, carries);
        pty.watch(child);
        pty
    }

    /// Feeds the terminal on a thread of its own, until the line ends or is cut.
    fn read(&self, mut reader: Box<dyn Read + Send>, carries: Option<u32>) {
        let (shared, cut) = (Arc::clone(&self.shared), Arc::clone(&self.cut));
        thread::spawn(move || {
            let mut chunk = vec![0; if carries.is_some() { PIECE } else { 65_536 }];
            let mut free = Instant::now();
            while let Ok(count @ 1..) = reader.read(&mut chunk) {
                if let Some(carries) = carries {
                    let bytes = u32::try_from(count).unwrap();
                    free = free.max(Instant::now()) + Duration::from_secs(1) * bytes / carries;
                    thread::sleep(free.saturating_duration_since(Instant::now()));
                }
                shared.change(|seen| {
                    seen.last = Instant::now();
                    seen.take(&chunk[..count]);
                });
                if cut.load(Ordering::SeqCst) {
                    break;
                }
            }
            drop(reader);
            shared.change(|seen| seen.closed = true);
        });
    }

    fn watch(&self, mut child: Box<dyn portable_pty::Child + Send + Sync>) {
        let shared = Arc::clone(&self.shared);
        thread::spawn(move || {
            let status = child.wait().unwrap();
            let exit = Exit {
                code: status.exit_code(),
                killed: status.signal().is_some(),
            };
            shared.change(|seen| seen.exit = Some(exit));
        });
    }

    /// Types keys: text, and names such as `<entrée>` or `<ctrl-p>`.
    pub fn keys(&mut self, keys: &str) -> &mut Self {
        self.send(&keys::bytes(keys))
    }

    /// Sends bytes as a terminal would.
    pub fn send(&mut self, bytes: &[u8]) -> &mut Self {
        let (_, writer) = self.line.as_mut().unwrap();
        writer.write_all(bytes).unwrap();
        writer.flush().unwrap();
        self
    }

    /// Waits until the screen shows a text.
    pub fn wait_for(&mut self, text: &str) -> &mut Self {
        self.wait_until(&format!("{text:?}"), |screen| screen.contains(text))
    }

    /// Waits until the screen is as wanted.
    pub fn wait_until(&mut self, what: &str, wanted: impl Fn(&str) -> bool) -> &mut Self {
        drop(
            self.shared
                .wait(what, |seen| wanted(&seen.emulator.screen().contents())),
        );
        self
    }

    /// Waits until the last frame is whole.
    pub fn settle(&mut self) -> &mut Self {
        self.shared.quiet(CALM);
        self
    }

    /// Gives the text of the screen.
    pub fn screen(&self) -> String {
        self.shared.look().emulator.screen().contents()
    }

    /// Asks the terminal itself, such as for its modes.
    pub fn terminal<T>(&self, ask: impl FnOnce(&vt100::Screen) -> T) -> T {
        ask(self.shared.look().emulator.screen())
    }

    /// Counts the bytes that the program wrote so far.
    pub fn written(&self) -> usize {
        self.shared.look().raw.len()
    }

    /// When the last byte came.
    pub fn last_byte(&self) -> Instant {
        self.shared.look().last
    }

    /// Gives what the program wrote after its first `from` bytes.
    pub fn raw(&self, from: usize) -> Vec<u8> {
        self.shared.look().raw[from..].to_vec()
    }

    /// Counts the bytes of what some keys make the program write, once it has fallen calm.
    pub fn bytes_of(&mut self, keys: &str) -> usize {
        self.settle();
        let before = self.written();
        self.keys(keys);
        drop(
            self.shared
                .wait("an answer to the keys", |seen| seen.raw.len() > before),
        );
        self.settle();
        self.written() - before
    }

    /// Changes the size of the terminal.
    pub fn resize(&mut self, columns: u16, rows: u16) -> &mut Self {
        let size = PtySize {
            rows,
            cols: columns,
            ..PtySize::default()
        };
        self.shared.change(|seen| {
            let (rows, columns) = (rows.try_into().unwrap(), columns.try_into().unwrap());
            seen.emulator.screen_mut().set_size(rows, columns);
        });
        self.line.as_ref().unwrap().0.resize(size).unwrap();
        self
    }

    /// Describes the modes of the line, such as echo and raw.
    pub fn modes(&self) -> String {
        format!("{:?}", self.line.as_ref().unwrap().0.get_termios())
    }

    /// Sends a signal to the program.
    pub fn signal(&mut self, signal: Signal) -> &mut Self {
        kill(self.pid, signal).unwrap();
        self
    }

    /// Cuts the line, as a lost connection does.
    ///
    /// The reading thread holds the line too, until it reads once more: the program is made to write.
    pub fn hang_up(&mut self) -> &mut Self {
        self.settle();
        self.cut.store(true, Ordering::SeqCst);
        self.line = None;
        self.signal(Signal::SIGCONT);
        drop(self.shared.wait("the end of the line", |seen| seen.closed));
        self
    }

    /// Waits for the end of the program and of what it wrote.
    pub fn exit(&mut self) -> Exit {
        let seen = self.shared.wait("the end of the program", |seen| {
            seen.exit.is_some() && seen.closed
        });
        seen.exit.unwrap()
    }

    /// Counts how often the threads of the program were woken so far.
    pub fn wake_ups(&self) -> u64 {
        let tasks = std::fs::read_dir(format!("/proc/{}/task", self.pid)).unwrap();
        tasks
            .map(|task| switches(&task.unwrap().path().join("status")))
            .sum()
    }

    /// Gives the process, for what only the system can say of it.
    pub fn pid(&self) -> Pid {
        self.pid
    }
}

impl Drop for Pty {
    fn drop(&mut self) {
        // Not yet waited for, the number is still the program's.
        if self.shared.look().exit.is_none() {
            let _ = kill(self.pid, Signal::SIGKILL);
        }
    }
}

fn switches(status: &std::path::Path) -> u64 {
    let text = std::fs::read_to_string(status).unwrap_or_default();
    text.lines()
        .filter(|line| line.contains("ctxt_switches"))
        .filter_map(|line| line.split_whitespace().last()?.parse::<u64>().ok())
        .sum()
}
