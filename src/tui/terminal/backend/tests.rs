//! The bytes of frames, and what a terminal shows of them.

use ratatui::Terminal;
use ratatui::layout::Rect;
use ratatui::style::{Color, Style};
use ratatui::widgets::{Block, Clear, Paragraph};

use super::*;

const SIZE: Size = Size {
    width: 120,
    height: 40,
};

/// A list of forty rows beside a box, with one row selected.
struct List {
    screen: Terminal<Lean<Vec<u8>>>,
    emulator: vt100::Parser,
    read: usize,
}

impl List {
    fn new(ascii: bool) -> Self {
        let screen = Terminal::new(Lean::new(Vec::new(), SIZE, ascii)).unwrap();
        let rows = SIZE.height.try_into().unwrap();
        let emulator = vt100::Parser::new(rows, SIZE.width.try_into().unwrap(), 0);
        Self {
            screen,
            emulator,
            read: 0,
        }
    }

    /// Draws, feeds the emulator, and returns the bytes of the frame.
    fn draw(&mut self, view: impl FnOnce(&mut ratatui::Frame)) -> Vec<u8> {
        self.screen.draw(view).unwrap();
        let bytes = self.screen.backend().writer()[self.read..].to_vec();
        self.read += bytes.len();
        self.emulator.process(&bytes);
        bytes
    }

    /// Compares every cell of the emulator with what the view drew.
    fn assert_shows(&mut self, view: impl Fn(&mut ratatui::Frame)) {
        let mut wanted = Terminal::new(ratatui::backend::TestBackend::new(SIZE.width, SIZE.height)).unwrap();
        wanted.draw(view).unwrap();
        let buffer = wanted.backend().buffer();
        for y in 0..SIZE.height {
            for x in 0..SIZE.width {
                let cell = &buffer[(x, y)];
                let shown = self.emulator.screen().cell(y, x).unwrap();
                let text = if shown.contents().is_empty() {
                    " "
                } else {
                    shown.contents()
                };
                if !shown.is_wide_continuation() {
                    assert_eq!(text, cell.symbol(), "at {x},{y}");
                }
                assert_eq!(
                    shown.inverse(),
                    cell.modifier.contains(ratatui::style::Modifier::REVERSED)
                );
                if text != " " {
                    assert_eq!(colour(shown.fgcolor()), cell.fg, "at {x},{y}");
                }
            }
        }
    }
}

fn colour(shown: vt100::Color) -> Color {
    match shown {
        vt100::Color::Idx(1) => Color::Red,
        vt100::Color::Idx(2) => Color::Green,
        vt100::Color::Default => Color::Reset,
        other => panic!("{other:?} is used by no view here"),
    }
}

fn name(seed: usize) -> String {
    let names = [
        "Jean Jaurès",
        "Le Bourg",
        "Saint-Martin d’Uriage",
        "Élémentaire Cœur",
        "日本 École",
    ];
    format!(
        "038{:04}{} {:<40} {}",
        (seed * 37) % 9999,
        'A',
        names[seed % names.len()],
        seed * seed
    )
}

fn view(first: usize, selected: usize) -> impl Fn(&mut ratatui::Frame) {
    move |frame| {
        let right = Rect::new(31, 0, 89, 40);
        frame.render_widget(
            Block::bordered().title("1 Collectivités"),
            Rect::new(0, 0, 31, 40),
        );
        frame.render_widget(Block::bordered().title("2 Écoles"), right);
        for row in 0..38_u16 {
            let seed = first + usize::from(row);
            let colour = [Color::Red, Color::Green, Color::Reset][seed % 3];
            let mut style = Style::new().fg(colour);
            if usize::from(row) == selected {
                style = style.reversed();
            }
            let place = Rect::new(32, row + 1, 87, 1);
            frame.render_widget(Paragraph::new(name(seed)).style(style), place);
        }
    }
}

#[test]
fn a_move_of_the_selection_a_letter_and_a_first_frame_keep_to_their_bytes() {
    let mut list = List::new(false);
    let first = list.draw(view(0, 0)).len();
    list.assert_shows(view(0, 0));
    let moved = list.draw(view(0, 1)).len();
    list.assert_shows(view(0, 1));
    let typed = list.draw(view(100, 0)).len();
    list.assert_shows(view(100, 0));
    println!("first frame {first}, move {moved}, letter {typed}");
    assert!(first <= 9_000, "first frame: {first} bytes");
    assert!(moved <= 400, "move: {moved} bytes");
    assert!(typed <= 3_500, "letter: {typed} bytes");
}

#[test]
fn nothing_new_sends_nothing() {
    let mut list = List::new(false);
    list.draw(view(0, 0));
    assert_eq!(list.draw(view(0, 0)), b"");
    let cursor = |frame: &mut ratatui::Frame| {
        view(0, 0)(frame);
        frame.set_cursor_position((5, 5));
    };
    assert_eq!(list.draw(cursor), b"\x1b[?25h\x1b[6;6H");
    assert_eq!(list.draw(cursor), b"");
}

#[test]
fn random_frames_show_what_was_drawn() {
    let mut list = List::new(false);
    let mut state = 1_u32;
    let mut random = move |below: u16| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        u16::try_from((state >> 16) % u32::from(below)).unwrap()
    };
    for _ in 0..200 {
        let (first, selected) = (usize::from(random(50)), usize::from(random(38)));
        let hole = Rect::new(random(60), random(20), random(60), random(20));
        let reversed = random(4) == 0;
        let drawn = move |frame: &mut ratatui::Frame| {
            view(first, selected)(frame);
            frame.render_widget(Clear, hole);
            if reversed {
                frame.render_widget(Block::new().style(Style::new().reversed()), hole);
            }
        };
        list.draw(drawn);
        list.assert_shows(drawn);
    }
}

#[test]
fn ascii_sends_no_other_byte() {
    let mut list = List::new(true);
    let bytes = list.draw(view(0, 0));
    assert!(bytes.is_ascii());
    let shown = list.emulator.screen().contents();
    assert!(shown.contains("1 Collectivites"), "{shown}");
}

#[test]
fn a_joined_character_takes_its_columns_on_a_terminal_that_draws_each_part_alone() {
    let mut list = List::new(false);
    list.draw(|frame| frame.render_widget("a👍🏽b🇫🇷c👩\u{200d}💻d", frame.area()));
    let screen = list.emulator.screen();
    for (column, shown) in [(0, "a"), (1, "👍"), (3, "b"), (6, "c"), (7, "👩"), (9, "d")] {
        assert_eq!(screen.cell(0, column).unwrap().contents(), shown, "{column}");
    }
    list.draw(|frame| frame.render_widget("abc", frame.area()));
    assert_eq!(list.emulator.screen().contents().trim_end(), "abc");
}

#[test]
fn another_size_erases_and_draws_again() {
    let mut list = List::new(false);
    list.draw(view(0, 0));
    list.screen.backend_mut().set_size(Size {
        width: 80,
        height: 24,
    });
    list.emulator
        .screen_mut()
        .set_size(24.try_into().unwrap(), 80.try_into().unwrap());
    let bytes = list.draw(|frame| frame.render_widget("petit", frame.area()));
    assert!(bytes.starts_with(ERASE.as_bytes()));
    assert_eq!(list.emulator.screen().contents().trim(), "petit");
}

#[test]
fn no_cell_acts_on_the_terminal_whatever_a_view_put_in_it() {
    for ascii in [false, true] {
        let mut list = List::new(ascii);
        let bytes = list.draw(|frame| {
            for (x, symbol) in (0..).zip(["a\u{202e}b", "\u{9b}2J", "\u{200b}", "⚠\u{fe0f}", "é"]) {
                frame.buffer_mut()[(x * 3, 0)].set_symbol(symbol);
            }
        });
        let text = String::from_utf8(bytes).unwrap();
        assert!(
            !text.contains(['\u{202e}', '\u{9b}', '\u{200b}', '\u{fe0f}']),
            "{text:?}"
        );
    }
}

#[test]
fn an_unseen_cursor_rests_where_the_view_puts_it() {
    let mut list = List::new(false);
    list.draw(|_| {});
    let at = |x, y| move |frame: &mut ratatui::Frame| frame.set_cursor_position((x, y));
    list.screen.backend_mut().set_cursor_seen(false);
    assert_eq!(list.draw(at(5, 5)), b"\x1b[6;6H");
    assert_eq!(list.emulator.screen().cursor_position(), (5, 5));
    assert_eq!(list.draw(at(5, 5)), b"");
    list.screen.backend_mut().set_cursor_seen(true);
    assert_eq!(list.draw(at(5, 5)), b"\x1b[?25h");
    assert_eq!(list.draw(|_| {}), b"\x1b[?25l");
    assert!(list.emulator.screen().hide_cursor());
}

#[test]
fn past_the_last_column_the_cursor_is_not_relied_on() {
    let mut list = List::new(false);
    let bytes = list.draw(|frame| {
        frame.buffer_mut()[(119, 0)].set_symbol("a");
        frame.buffer_mut()[(0, 1)].set_symbol("b");
    });
    assert_eq!(String::from_utf8(bytes).unwrap(), "\x1b[1;120Ha\x1b[2Hb");
}
