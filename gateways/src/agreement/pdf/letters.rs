//! From Unicode to the letters that every PDF reader has: the standard Helvetica in `WinAnsi`, and how wide they are.
//! No letter is left out silently: what the typeface lacks becomes its nearest letter or `?`, and is reported.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// A weight of the typeface.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Face {
    Regular,
    Bold,
}

/// One letter as written, and the `WinAnsi` bytes that stand for it.
#[derive(Clone)]
pub(super) struct Letter {
    pub(super) written: char,
    pub(super) set: Vec<u8>,
    /// Whether `set` is not quite what was written.
    pub(super) replaced: bool,
}

/// Sets a text. Accents typed apart are joined to their letter first.
pub(super) fn set(text: &str) -> Vec<Letter> {
    text.nfc().map(letter).collect()
}

/// In thousandths of the type size.
pub(super) fn width(set: &[u8], face: Face) -> f32 {
    let widths = match face {
        Face::Regular => &REGULAR,
        Face::Bold => &BOLD,
    };
    set.iter()
        .filter_map(|byte| widths.get(usize::from(byte.wrapping_sub(32))))
        .map(|width| f32::from(*width))
        .sum()
}

fn letter(written: char) -> Letter {
    if let Some(byte) = win_ansi(written) {
        return Letter { written, set: vec![byte], replaced: false };
    }
    if written.is_whitespace() || written.is_control() {
        return Letter { written, set: vec![b' '], replaced: false };
    }
    let set: Vec<u8> = match SPELT.iter().find(|(letter, _)| *letter == written) {
        Some((_, instead)) => instead.bytes().collect(),
        None => written.nfkd().filter(|part| !is_combining_mark(*part)).filter_map(win_ansi).collect(),
    };
    let set = if set.is_empty() { vec![b'?'] } else { set };
    Letter { written, set, replaced: true }
}

fn win_ansi(letter: char) -> Option<u8> {
    match letter {
        ' '..='~' | '\u{a0}'..='ÿ' => u8::try_from(u32::from(letter)).ok(),
        _ => UPPER.iter().position(|upper| *upper == letter).map(|at| 0x80 + at as u8),
    }
}

/// `WinAnsi` 0x80 to 0x9f; a space where it has nothing.
const UPPER: [char; 32] = [
    '€', ' ', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', ' ', 'Ž', ' ', ' ', '‘', '’', '“', '”',
    '•', '–', '—', '˜', '™', 'š', '›', 'œ', ' ', 'ž', 'Ÿ',
];

/// Letters that no accent can be taken from, and signs with a plain cousin.
const SPELT: [(char, &str); 24] = [
    ('Đ', "D"),
    ('đ', "d"),
    ('Ħ', "H"),
    ('ħ', "h"),
    ('ı', "i"),
    ('Ł', "L"),
    ('ł', "l"),
    ('Ŋ', "N"),
    ('ŋ', "n"),
    ('Ŧ', "T"),
    ('ŧ', "t"),
    ('Ǥ', "G"),
    ('ǥ', "g"),
    ('Ə', "E"),
    ('ə', "e"),
    ('ẞ', "SS"),
    ('ĸ', "k"),
    ('‐', "-"),
    ('‑', "-"),
    ('−', "-"),
    ('‒', "-"),
    ('′', "'"),
    ('″', "\""),
    ('⁄', "/"),
];

// The widths published for the standard fonts, WinAnsi 32 to 255.
const REGULAR: [u16; 224] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556,
    556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278,
    500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469,
    556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500,
    278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584, 0, 556, 0, 222, 556, 333, 1000, 556, 556, 333,
    1000, 667, 333, 1000, 0, 611, 0, 0, 222, 222, 333, 333, 350, 556, 1000, 333, 1000, 500, 333, 944, 0, 500,
    667, 278, 333, 556, 556, 556, 556, 260, 556, 333, 737, 370, 556, 584, 333, 737, 333, 400, 584, 333, 333,
    333, 556, 537, 278, 333, 333, 365, 556, 834, 834, 834, 611, 667, 667, 667, 667, 667, 667, 1000, 722, 667,
    667, 667, 667, 278, 278, 278, 278, 722, 722, 778, 778, 778, 778, 778, 584, 778, 722, 722, 722, 722, 667,
    667, 611, 556, 556, 556, 556, 556, 556, 889, 500, 556, 556, 556, 556, 278, 278, 278, 278, 556, 556, 556,
    556, 556, 556, 556, 584, 611, 556, 556, 556, 556, 500, 556, 500,
];

const BOLD: [u16; 224] = [
    278, 333, 474, 556, 556, 889, 722, 238, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556,
    556, 556, 556, 556, 556, 333, 333, 584, 584, 584, 611, 975, 722, 722, 722, 722, 667, 611, 778, 722, 278,
    556, 722, 611, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 333, 278, 333, 584,
    556, 333, 556, 611, 556, 611, 556, 333, 611, 611, 278, 278, 556, 278, 889, 611, 611, 611, 611, 389, 556,
    333, 611, 556, 778, 556, 556, 500, 389, 280, 389, 584, 0, 556, 0, 278, 556, 500, 1000, 556, 556, 333,
    1000, 667, 333, 1000, 0, 611, 0, 0, 278, 278, 500, 500, 350, 556, 1000, 333, 1000, 556, 333, 944, 0, 500,
    667, 278, 333, 556, 556, 556, 556, 280, 556, 333, 737, 370, 556, 584, 333, 737, 333, 400, 584, 333, 333,
    333, 611, 556, 278, 333, 333, 365, 556, 834, 834, 834, 611, 722, 722, 722, 722, 722, 722, 1000, 722, 667,
    667, 667, 667, 278, 278, 278, 278, 722, 722, 778, 778, 778, 778, 778, 584, 778, 722, 722, 722, 722, 667,
    667, 611, 556, 556, 556, 556, 556, 556, 889, 556, 556, 556, 556, 556, 278, 278, 278, 278, 611, 611, 611,
    611, 611, 611, 611, 584, 611, 611, 611, 611, 611, 556, 611, 556,
];

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        // WinAnsi and Latin-1 agree where these tests look.
        set(text).iter().flat_map(|letter| letter.set.clone()).map(char::from).collect()
    }

    #[test]
    fn the_five_languages_are_set_as_written() {
        for text in ["Åse Ørnes-Müller", "façade où naïve", "één coöperatie", "Straße", "blåbærsyltetøy"]
        {
            assert_eq!(shown(text), text);
            assert!(set(text).iter().all(|letter| !letter.replaced));
        }
        assert_eq!(
            set("“Œ€’–").iter().flat_map(|letter| letter.set.clone()).collect::<Vec<_>>(),
            [0x93, 0x8c, 0x80, 0x92, 0x96]
        );
    }

    #[test]
    fn others_become_the_nearest_letter_or_a_question_mark_and_say_so() {
        for (text, printed) in [
            ("Łukasz Żółć", "Lukasz Zólc"),
            ("Máret Ánne Čáppa Ŋ", "Máret Ánne Cáppa N"),
            ("Gülşen Yıldız", "Gülsen Yildiz"),
            ("北京", "??"),
            ("Ωμέγα", "?????"),
            ("🙂", "?"),
        ] {
            assert_eq!(shown(text), printed);
            assert!(set(text).iter().any(|letter| letter.replaced));
        }
    }

    #[test]
    fn an_accent_typed_apart_belongs_to_its_letter() {
        assert_eq!(shown("A\u{30a}se"), "Åse");
    }

    #[test]
    fn bold_is_wider() {
        let widths: u16 = [667, 556, 278, 556, 333, 556, 556, 833].iter().sum();
        assert!((width(b"Anteroom", Face::Regular) - f32::from(widths)).abs() < 0.5);
        assert!(width(b"Anteroom", Face::Bold) > width(b"Anteroom", Face::Regular));
    }
}
