//! The contrast of each role on its ground, in the colours of the terminals that are met.

use super::*;
use crate::domain::rule::Standing;
use crate::tui::theme::standing_sign;

const ROLES: [Role; 20] = [
    Role::Text,
    Role::Muted,
    Role::Title,
    Role::Border,
    Role::Focused,
    Role::Selected,
    Role::Resting,
    Role::Marked,
    Role::Blocking,
    Role::Critical,
    Role::Warning,
    Role::Ok,
    Role::Ready,
    Role::Link,
    Role::Chip,
    Role::Key,
    Role::Match,
    Role::Error,
    Role::Done,
    Role::Field,
];

const COLOURED: [Palette; 3] = [
    Palette::AnyGround,
    Palette::On(Ground::Light),
    Palette::On(Ground::Dark),
];

/// The least contrast of a text, as the W3C's guidelines on accessibility ask it.
const LEAST: f64 = 4.5;

const WHITE: u32 = 0xff_ffff;
const BLACK: u32 = 0;

/// The sixteen colours of a terminal, in their order.
type Colours = [u32; 16];

#[rustfmt::skip]
const TERMINALS: [(&str, Colours); 7] = [
    ("xterm", [
        0x00_0000, 0xcd_0000, 0x00_cd00, 0xcd_cd00, 0x00_00ee, 0xcd_00cd, 0x00_cdcd, 0xe5_e5e5,
        0x7f_7f7f, 0xff_0000, 0x00_ff00, 0xff_ff00, 0x5c_5cff, 0xff_00ff, 0x00_ffff, 0xff_ffff,
    ]),
    ("Linux console", [
        0x00_0000, 0xaa_0000, 0x00_aa00, 0xaa_5500, 0x00_00aa, 0xaa_00aa, 0x00_aaaa, 0xaa_aaaa,
        0x55_5555, 0xff_5555, 0x55_ff55, 0xff_ff55, 0x55_55ff, 0xff_55ff, 0x55_ffff, 0xff_ffff,
    ]),
    ("PuTTY", [
        0x00_0000, 0xbb_0000, 0x00_bb00, 0xbb_bb00, 0x00_00bb, 0xbb_00bb, 0x00_bbbb, 0xbb_bbbb,
        0x55_5555, 0xff_5555, 0x55_ff55, 0xff_ff55, 0x55_55ff, 0xff_55ff, 0x55_ffff, 0xff_ffff,
    ]),
    ("rxvt", [
        0x00_0000, 0xcd_0000, 0x00_cd00, 0xcd_cd00, 0x00_00cd, 0xcd_00cd, 0x00_cdcd, 0xfa_ebd7,
        0x40_4040, 0xff_0000, 0x00_ff00, 0xff_ff00, 0x00_00ff, 0xff_00ff, 0x00_ffff, 0xff_ffff,
    ]),
    ("Windows", [
        0x0c_0c0c, 0xc5_0f1f, 0x13_a10e, 0xc1_9c00, 0x00_37da, 0x88_1798, 0x3a_96dd, 0xcc_cccc,
        0x76_7676, 0xe7_4856, 0x16_c60c, 0xf9_f1a5, 0x3b_78ff, 0xb4_009e, 0x61_d6d6, 0xf2_f2f2,
    ]),
    ("GNOME", [
        0x17_1421, 0xc0_1c28, 0x26_a269, 0xa2_734c, 0x12_488b, 0xa3_47ba, 0x2a_a1b3, 0xd0_cfcc,
        0x5e_5c64, 0xf6_6151, 0x33_da7a, 0xe9_ad0c, 0x2a_7bde, 0xc0_61cb, 0x33_c7de, 0xff_ffff,
    ]),
    ("Tango", [
        0x00_0000, 0xcc_0000, 0x4e_9a06, 0xc4_a000, 0x34_65a4, 0x75_507b, 0x06_989a, 0xd3_d7cf,
        0x55_5753, 0xef_2929, 0x8a_e234, 0xfc_e94f, 0x72_9fcf, 0xad_7fa8, 0x34_e2e2, 0xee_eeec,
    ]),
];

/// The number of a colour among the sixteen; none for the terminal's own.
fn number(colour: Option<Color>) -> Option<usize> {
    const ORDER: [Color; 16] = [
        Color::Black,
        Color::Red,
        Color::Green,
        Color::Yellow,
        Color::Blue,
        Color::Magenta,
        Color::Cyan,
        Color::Gray,
        Color::DarkGray,
        Color::LightRed,
        Color::LightGreen,
        Color::LightYellow,
        Color::LightBlue,
        Color::LightMagenta,
        Color::LightCyan,
        Color::White,
    ];
    let colour = colour?;
    let found = ORDER.iter().position(|known| *known == colour);
    Some(found.unwrap_or_else(|| panic!("{colour:?} is none of the sixteen")))
}

/// What a style shows on a ground: pairs of text and ground, brightened by bold or not.
fn shown(style: Style, colours: &Colours, ground: u32) -> Vec<(u32, u32)> {
    let text = if ground == WHITE { BLACK } else { WHITE };
    let behind = number(style.bg).map_or(ground, |number| colours[number]);
    let bold = style.add_modifier.contains(Modifier::BOLD);
    let Some(plain) = number(style.fg) else {
        return vec![(text, behind)];
    };
    let mut texts = vec![plain];
    if bold && plain < 8 {
        texts.push(plain + 8);
    }
    texts
        .into_iter()
        .map(|number| (colours[number], behind))
        .collect()
}

/// The contrast of two colours, from 1 to 21.
fn contrast((one, other): (u32, u32)) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

fn luminance(colour: u32) -> f64 {
    let part = |shift: u32| {
        let value = f64::from((colour >> shift) & 0xff) / 255.0;
        if value <= 0.04045 {
            value / 12.92
        } else {
            ((value + 0.055) / 1.055).powf(2.4)
        }
    };
    0.2126 * part(16) + 0.7152 * part(8) + 0.0722 * part(0)
}

#[test]
fn contrasts_are_those_of_the_guidelines() {
    assert!((contrast((WHITE, BLACK)) - 21.0).abs() < 0.01);
    // Yellow and cyan of xterm on white, as they were once shown.
    assert!((contrast((0xcd_cd00, WHITE)) - 1.7).abs() < 0.05);
    assert!(contrast((0x00_cdcd, WHITE)) < 3.5);
}

#[test]
fn every_role_has_its_contrast_on_its_ground() {
    for palette in COLOURED {
        let grounds: &[u32] = match palette {
            Palette::On(Ground::Light) => &[WHITE],
            Palette::On(Ground::Dark) => &[BLACK],
            _ => &[WHITE, BLACK],
        };
        for (terminal, colours) in &TERMINALS {
            for (role, ground) in ROLES
                .iter()
                .flat_map(|role| grounds.iter().map(move |ground| (role, ground)))
            {
                for pair in shown(palette.style(*role), colours, *ground) {
                    let contrast = contrast(pair);
                    assert!(
                        contrast >= LEAST,
                        "{role:?} of {palette:?} in {terminal} on {ground:06x}: {contrast:.2}"
                    );
                }
            }
        }
    }
}

#[test]
fn without_colours_no_style_has_one() {
    let allowed = Modifier::BOLD | Modifier::UNDERLINED | Modifier::REVERSED;
    for role in ROLES {
        let style = Palette::Plain.style(role);
        assert_eq!((style.fg, style.bg), (None, None), "{role:?}");
        assert!(allowed.contains(style.add_modifier), "{role:?}");
        assert_eq!(Palette::None.style(role), Style::new());
    }
}

#[test]
fn a_ground_of_ours_has_a_text_of_ours() {
    for palette in COLOURED {
        for role in ROLES {
            let style = palette.style(role);
            assert!(
                style.bg.is_none() || style.fg.is_some(),
                "{role:?} of {palette:?}"
            );
        }
    }
}

/// What is wrong today and what only waits for the operator are told from what waits for others, in colours or without.
#[test]
fn what_is_wrong_and_what_is_ready_stand_out_in_all() {
    for palette in COLOURED.into_iter().chain([Palette::Plain]) {
        for standing in [Standing::ToRegularise, Standing::Ready] {
            let (_, role) = standing_sign(standing);
            for other in [Standing::Blocked, Standing::Registered, Standing::NoProject] {
                let (_, calm) = standing_sign(other);
                assert_ne!(
                    palette.style(role),
                    palette.style(calm),
                    "{standing:?}, {palette:?}"
                );
            }
        }
        let red = palette.style(Role::Critical);
        let calm = [Role::Text, Role::Warning, Role::Blocking, Role::Ready, Role::Ok];
        assert!(calm.iter().all(|role| palette.style(*role) != red), "{palette:?}");
    }
}

#[test]
fn the_focused_pane_and_the_selected_row_stand_out_in_all() {
    for palette in COLOURED.into_iter().chain([Palette::Plain]) {
        assert_ne!(palette.style(Role::Focused), palette.style(Role::Border));
        assert_ne!(palette.style(Role::Selected), palette.style(Role::Resting));
        assert_ne!(palette.style(Role::Selected), palette.style(Role::Text));
    }
}
