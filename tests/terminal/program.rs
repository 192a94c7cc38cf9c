//! The terminal is taken whole and given back whole, whatever ends the program.
//!
//! The program under test is this test binary: its test `small_program` is a screen when it is asked to.

use std::{io, process};

use crate::support::pty::{Exit, Pty, Spawn};
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;
use preau::tui::events::{Event, Events, Mouse};
use preau::tui::terminal::{LEAVE, Screen};
use ratatui::style::Stylize;
use ratatui::text::{Line, Text};
use vt100::{MouseProtocolEncoding, MouseProtocolMode};

const ASKED: &str = "PREAU_TEST_SCREEN";

#[test]
fn small_program() {
    if std::env::var_os(ASKED).is_some() {
        // A terminal that takes no byte any more is a line that was cut.
        process::exit(run().unwrap_or(CUT));
    }
}

/// A list of forty rows that says what happened last.
struct Model {
    selected: usize,
    last: String,
}

/// The exit code when the line was cut.
const CUT: i32 = 129;

fn run() -> io::Result<i32> {
    let events = Events::<()>::listen()?;
    let mut screen = Screen::enter(false)?;
    screen.hear_mouse(true)?;
    let mut model = Model {
        selected: 0,
        last: "prêt".to_owned(),
    };
    loop {
        screen.draw(true, |frame| frame.render_widget(text(&model), frame.area()))?;
        match events.next(None) {
            Event::Key(key) | Event::KeyAfterEscape(key) => {
                if let Some(code) = press(&mut screen, &mut model, key)? {
                    return Ok(code);
                }
            }
            Event::Mouse(Mouse { gesture, x, y }) => model.last = format!("souris {gesture:?} {x} {y}"),
            Event::Paste(text) => model.last = format!("collé {}", text.replace('\n', "/")),
            Event::Resize(size) => {
                screen.resize(size)?;
                model.last = format!("taille {}x{}", size.width, size.height);
            }
            Event::Resumed => {
                screen.resume()?;
                "repris".clone_into(&mut model.last);
            }
            Event::HangUp => {
                screen.part();
                return Ok(CUT);
            }
            Event::NotText => "pas du texte".clone_into(&mut model.last),
            Event::Ground(ground) => model.last = format!("fond {ground:?}"),
            Event::Terminate(_) => return Ok(143),
            Event::Wake(()) | Event::Heard(_) | Event::NewDay | Event::Deadline => {}
        }
    }
}

fn press(screen: &mut Screen, model: &mut Model, key: KeyEvent) -> io::Result<Option<i32>> {
    match (key.code, key.modifiers) {
        (KeyCode::Char('q'), _) => return Ok(Some(0)),
        (KeyCode::Char('z'), KeyModifiers::CONTROL) => screen.suspend()?,
        (KeyCode::F(2), _) => screen.hear_mouse(false)?,
        (KeyCode::Char('p'), _) => panic!("la panique voulue"),
        (KeyCode::Char('w'), _) => {
            let _ = std::thread::spawn(|| panic!("la panique du fil")).join();
        }
        (KeyCode::Char('c'), _) => {
            let caught = [
                preau::catch_panic::caught(|| panic!("la panique attrapée")).is_err(),
                std::thread::spawn(|| preau::catch_panic::caught(|| panic!("et celle d’un fil")).is_err())
                    .join()
                    .is_ok_and(|caught| caught),
            ];
            model.last = format!("attrapées {caught:?}");
        }
        (KeyCode::Char('h'), _) => {
            "pendu".clone_into(&mut model.last);
            screen.draw(true, |frame| frame.render_widget(text(model), frame.area()))?;
            loop {
                std::thread::park();
            }
        }
        (KeyCode::Char('n'), _) => model.last = format!("numéro {};", process::id()),
        (KeyCode::Down, _) => model.selected += 1,
        (code, _) => model.last = format!("touche {code}"),
    }
    Ok(None)
}

fn text(model: &Model) -> Text<'static> {
    let row = |number: usize| {
        let line = Line::from(format!(
            "038{number:04} École élémentaire Jean Jaurès de la ligne {number:<60}"
        ));
        if number == model.selected {
            line.reversed()
        } else {
            line
        }
    };
    let head = Line::from(format!("dernier : {}", model.last));
    std::iter::once(head).chain((0..39).map(row)).collect()
}

/// Starts the small program and waits for its first frame.
fn small() -> Pty {
    let mut pty = asked(Spawn::program(exe())).args(ARGS).start();
    pty.wait_for("dernier : prêt");
    pty
}

const ARGS: [&str; 4] = [
    "--exact",
    "program::small_program",
    "--nocapture",
    "--test-threads=1",
];

fn exe() -> std::path::PathBuf {
    std::env::current_exe().unwrap()
}

fn asked(spawn: Spawn) -> Spawn {
    spawn.env(ASKED, "1").env("RUST_BACKTRACE", "0")
}

/// Checks that the terminal is as a shell wants it.
fn assert_given_back(pty: &Pty) {
    let raw = String::from_utf8_lossy(&pty.raw(0)).into_owned();
    assert_eq!(raw.matches(LEAVE).count(), 1, "given back once: {raw:?}");
    pty.terminal(|terminal| {
        assert!(!terminal.alternate_screen());
        assert!(!terminal.hide_cursor());
        assert!(!terminal.bracketed_paste());
        assert!(!terminal.bold() && !terminal.inverse());
        assert_eq!(terminal.mouse_protocol_mode(), MouseProtocolMode::None);
        assert_eq!(terminal.mouse_protocol_encoding(), MouseProtocolEncoding::Default);
    });
    assert!(
        pty.screen().contains("running 1 test"),
        "the screen of before is back"
    );
}

const DONE: fn(u32) -> Exit = |code| Exit { code, killed: false };

#[test]
fn quit_gives_the_terminal_back() {
    let mut pty = small();
    pty.terminal(|terminal| {
        assert!(terminal.alternate_screen() && terminal.hide_cursor() && terminal.bracketed_paste());
        assert_eq!(terminal.mouse_protocol_mode(), MouseProtocolMode::PressRelease);
        assert_eq!(terminal.mouse_protocol_encoding(), MouseProtocolEncoding::Sgr);
    });
    assert_eq!(pty.keys("q").exit(), DONE(0));
    assert_given_back(&pty);
}

#[test]
fn a_panic_is_printed_on_the_terminal_given_back() {
    for (key, message) in [("p", "la panique voulue"), ("w", "la panique du fil")] {
        let mut pty = small();
        assert_eq!(pty.keys(key).exit(), DONE(101));
        assert_given_back(&pty);
        let raw = String::from_utf8_lossy(&pty.raw(0)).into_owned();
        assert!(
            raw.find(LEAVE) < raw.find(message),
            "the message comes after: {raw:?}"
        );
        assert!(pty.screen().contains(message), "{}", pty.screen());
    }
}

#[test]
fn a_panic_that_is_caught_leaves_the_screen_as_it_is() {
    let mut pty = small();
    pty.keys("c").wait_for("attrapées [true, true]");
    let raw = String::from_utf8_lossy(&pty.raw(0)).into_owned();
    assert!(!raw.contains(LEAVE) && !raw.contains("panique"), "{raw:?}");
    assert_eq!(pty.keys("q").exit(), DONE(0));
    assert_given_back(&pty);
}

#[test]
fn a_request_to_end_gives_the_terminal_back() {
    for signal in [Signal::SIGTERM, Signal::SIGINT, Signal::SIGQUIT] {
        let mut pty = small();
        assert_eq!(pty.signal(signal).exit(), DONE(143), "{signal}");
        assert_given_back(&pty);
    }
}

#[test]
fn asked_to_end_twice_at_once_it_gives_the_terminal_back_all_the_same() {
    let pairs = [
        [Signal::SIGTERM, Signal::SIGTERM],
        [Signal::SIGTERM, Signal::SIGHUP],
        [Signal::SIGINT, Signal::SIGTERM],
        [Signal::SIGHUP, Signal::SIGQUIT],
    ];
    for pair in pairs.into_iter().cycle().take(12) {
        let mut pty = small();
        let modes = pty.modes();
        pty.signal(pair[0]);
        // It may have ended in between.
        let _ = kill(pty.pid(), pair[1]);
        assert!(!pty.exit().killed, "{pair:?}");
        assert_given_back(&pty);
        assert_ne!(pty.modes(), modes, "{pair:?}: raw no more");
    }
}

#[test]
fn a_program_that_hangs_gives_the_terminal_back_at_the_second_request() {
    let mut pty = small();
    let modes = pty.modes();
    pty.keys("h").wait_for("dernier : pendu");
    let exit = pty.signal(Signal::SIGTERM).signal(Signal::SIGINT).exit();
    assert!(!exit.killed && exit.code > 128, "{exit:?}");
    assert_given_back(&pty);
    assert_ne!(pty.modes(), modes, "raw no more");
}

#[test]
fn stopped_it_ends_when_its_job_is_ended_and_not_when_it_goes_to_the_background() {
    let mut shell = shell();
    let before = shell.modes();
    shell.keys(&command()).wait_for("dernier : prêt");
    shell.keys("<ctrl-z>").wait_for("Stopped");
    shell.keys("bg<entrée>").settle();
    shell
        .keys("echo encore$((1+1))<entrée>")
        .wait_for("encore2")
        .settle();
    assert!(!shell.screen().contains("ligne 38"), "{}", shell.screen());
    shell.keys("fg<entrée>").wait_for("ligne 38").settle();
    shell
        .keys("<ctrl-z>")
        .wait_until("the shell", |screen| !screen.contains("ligne 38"));
    shell
        .settle()
        .keys("kill %1; wait; echo fini$((1+1))<entrée>")
        .wait_for("fini2")
        .settle();
    shell
        .keys("jobs<entrée>echo vide$((1+1))<entrée>")
        .wait_for("vide2")
        .settle();
    assert!(!shell.screen().contains("ligne 38"), "{}", shell.screen());
    assert_eq!(shell.modes(), before);
}

/// What a terminal without an alternate screen shows of what was written.
fn on_one_screen(pty: &Pty) -> String {
    let raw = String::from_utf8_lossy(&pty.raw(0))
        .replace("\x1b[?1049h", "")
        .replace("\x1b[?1049l", "");
    let mut emulator = vt100::Parser::new(40_u16.try_into().unwrap(), 120_u16.try_into().unwrap(), 200);
    emulator.process(raw.as_bytes());
    emulator.screen().contents()
}

#[test]
fn where_there_is_one_screen_only_nothing_of_ours_stays_on_it() {
    let mut pty = small();
    pty.wait_for("ligne 38");
    assert!(on_one_screen(&pty).contains("ligne 38"));
    assert_eq!(pty.keys("q").exit(), DONE(0));
    assert!(!on_one_screen(&pty).contains("ligne"), "{}", on_one_screen(&pty));
    let mut shell = shell();
    shell.keys(&command()).wait_for("dernier : prêt");
    shell.keys("<ctrl-z>").wait_for("Stopped").settle();
    assert!(
        !on_one_screen(&shell).contains("ligne"),
        "{}",
        on_one_screen(&shell)
    );
}

#[test]
fn the_modes_of_the_line_are_as_before() {
    let mut shell = shell();
    let before = shell.modes();
    shell.keys(&command()).wait_for("dernier : prêt");
    assert_ne!(shell.modes(), before, "raw");
    shell.keys("q").wait_for("invite> ").settle();
    assert_eq!(shell.modes(), before);
}

/// Starts a shell with job control.
fn shell() -> Pty {
    let spawn = asked(Spawn::program("sh"))
        .arg("-i")
        .env("PS1", "invite> ")
        .env("ENV", "");
    let mut shell = spawn.start();
    shell.wait_for("invite> ").settle();
    shell
}

/// The command line that starts the small program from a shell.
fn command() -> String {
    format!("{} {}<entrée>", exe().display(), ARGS.join(" "))
}

#[test]
fn suspended_it_gives_the_terminal_to_the_shell_and_takes_it_back() {
    let mut shell = shell();
    shell.keys(&command()).wait_for("dernier : prêt");
    shell
        .keys("<bas><ctrl-z>")
        .wait_until("the shell", |screen| screen.contains("Stopped"))
        .settle();
    shell.terminal(|terminal| {
        assert!(!terminal.alternate_screen() && !terminal.hide_cursor());
        assert_eq!(terminal.mouse_protocol_mode(), MouseProtocolMode::None);
    });
    shell.keys("echo coucou$((1+1))<entrée>").wait_for("coucou2");
    shell.keys("fg<entrée>").wait_for("dernier : repris");
    shell.wait_for("ligne 38");
    shell.terminal(|terminal| {
        assert!(terminal.alternate_screen() && terminal.hide_cursor());
        assert_eq!(terminal.mouse_protocol_mode(), MouseProtocolMode::PressRelease);
    });
    shell.keys("x").wait_for("dernier : touche x");
    shell.keys("q").wait_for("coucou2");
}

#[test]
fn a_report_of_the_mouse_is_one_event_and_never_keys() {
    let mut pty = small();
    pty.send(b"\x1b[<0;12;5M").wait_for("dernier : souris Press 11 4");
    pty.send(b"\x1b[<65;3;2M")
        .wait_for("dernier : souris WheelDown 2 1");
    pty.send(b"\x1b[<64;1;1M")
        .wait_for("dernier : souris WheelUp 0 0");
    pty.settle();
    pty.send(b"\x1b[<0;1").settle();
    pty.send(b"7;9M").wait_for("dernier : souris Press 16 8").settle();
    let before = (pty.screen(), pty.written());
    // A release, a drag, a move, the other buttons.
    for report in ["0;1;1m", "32;4;4M", "35;5;5M", "2;1;1M", "1;1;1M", "66;1;1M"] {
        pty.send(format!("\x1b[<{report}").as_bytes());
    }
    pty.settle();
    assert_eq!((pty.screen(), pty.written()), before, "nothing is drawn for them");
    assert_eq!(pty.keys("q").exit(), DONE(0));
    assert_given_back(&pty);
}

#[test]
fn the_mouse_is_left_to_the_terminal_when_it_is_asked() {
    let mut pty = small();
    pty.send(b"\x1bOQx").wait_for("dernier : touche x");
    pty.terminal(|terminal| assert_eq!(terminal.mouse_protocol_mode(), MouseProtocolMode::None));
    assert_eq!(pty.keys("q").exit(), DONE(0));
    assert_given_back(&pty);
}

#[test]
fn where_no_shell_could_continue_it_it_does_not_stop() {
    let mut pty = small();
    pty.keys("<ctrl-z>x").wait_for("dernier : touche x");
    assert_eq!(pty.keys("q").exit(), DONE(0));
}

#[test]
fn stopped_from_outside_it_draws_everything_again() {
    let mut pty = small();
    pty.settle();
    let before = pty.written();
    pty.signal(Signal::SIGSTOP)
        .signal(Signal::SIGCONT)
        .wait_for("dernier : repris")
        .settle();
    let again = String::from_utf8_lossy(&pty.raw(before)).into_owned();
    assert!(again.contains("ligne 38"), "{again:?}");
}

#[test]
fn stopped_from_outside_it_sets_the_modes_that_the_shell_changed() {
    let mut shell = shell();
    shell.keys(&command()).wait_for("dernier : prêt");
    shell.keys("n").wait_for("numéro");
    let screen = shell.screen();
    let number = screen
        .split(['é', ';'])
        .find_map(|part| part.strip_prefix("ro "))
        .unwrap();
    kill(Pid::from_raw(number.parse().unwrap()), Signal::SIGSTOP).unwrap();
    shell
        .wait_for("Stopped")
        .send(b"stty sane; echo mod$((1+1))\n")
        .wait_for("mod2");
    shell.send(b"fg\n").wait_for("dernier : repris");
    shell.keys("x").wait_for("dernier : touche x");
    shell.keys("q").wait_for("invite> ");
}

#[test]
fn a_cut_line_ends_the_program_without_a_byte_more() {
    let mut pty = small();
    pty.hang_up();
    let exit = pty.exit();
    assert_eq!(exit, DONE(129));
    let raw = String::from_utf8_lossy(&pty.raw(0)).into_owned();
    assert!(!raw.contains(LEAVE), "nothing is written to a line that is gone");
}

#[test]
fn a_line_cut_without_a_signal_ends_the_program_too() {
    let mut pty = asked(Spawn::program(exe()))
        .args(ARGS)
        .without_controlling_terminal()
        .start();
    pty.wait_for("dernier : prêt").hang_up();
    assert_eq!(pty.exit(), DONE(129));
}

#[test]
fn another_size_is_drawn_at_once() {
    let mut pty = small();
    pty.resize(80, 24).wait_for("dernier : taille 80x24");
    pty.resize(200, 60)
        .wait_for("dernier : taille 200x60")
        .wait_for("ligne 38");
}

#[test]
fn pasted_text_is_text_and_inert() {
    let mut pty = small();
    pty.send(b"\x1b[200~q\x1b]0;x\x07\nq\x1b[201~")
        .wait_for("dernier : collé q·]0;x·/q");
}

#[test]
fn keys_of_azerty_and_signs_arrive() {
    let mut pty = small();
    for key in ["é", "&", "\"", "'", "<tab>", "<entrée>", "<échap>", "<maj-tab>"] {
        let before = pty.screen();
        pty.keys(key).wait_until("another key", |screen| screen != before);
    }
    pty.keys("<échap>é").wait_for("dernier : touche é");
}

#[test]
fn idle_it_is_never_woken_and_writes_nothing() {
    let mut pty = small();
    pty.settle();
    let before = (pty.wake_ups(), pty.written());
    pty.settle().settle();
    assert_eq!((pty.wake_ups(), pty.written()), before);
}

#[test]
fn a_move_of_the_selection_takes_few_bytes() {
    let mut pty = small();
    pty.keys("<bas>").settle();
    let bytes = pty.bytes_of("<bas>");
    assert!(bytes <= 400, "{bytes} bytes");
}

#[test]
fn without_a_terminal_it_says_so() {
    let output = process::Command::new(exe())
        .args(ARGS)
        .env(ASKED, "1")
        .stdin(process::Stdio::null())
        .output()
        .unwrap();
    assert!(!output.status.success());
}

#[test]
fn the_harness_sees_a_program_end() {
    let script = "read mot; printf \"lu %s\" $mot; exit 7";
    let mut pty = Spawn::program("sh").args(["-c", script]).start();
    pty.keys("bonjour<entrée>").wait_for("lu bonjour");
    assert_eq!(pty.exit(), DONE(7));
    let mut pty = Spawn::program("cat").size(80, 24).start();
    pty.keys("écho<entrée>").wait_for("écho");
    assert!(pty.signal(Signal::SIGKILL).exit().killed);
    pty.terminal(|terminal| assert_eq!(terminal.size().1.get(), 80));
}
