//! Text broken into lines of a given width, at spaces, and inside a word only where it is wider than a whole line.

use super::letters::{Face, Letter, set, width};

#[derive(Clone, Copy)]
pub(super) struct Style {
    pub(super) face: Face,
    /// In points, as all lengths here.
    pub(super) size: f32,
    /// From one line to the next.
    pub(super) leading: f32,
    pub(super) ink: Ink,
}

#[derive(Clone, Copy)]
pub(super) enum Ink {
    Text,
    Quiet,
    Accent,
}

/// One line, with no space at its end.
#[derive(Clone)]
pub(super) struct Line {
    pub(super) letters: Vec<Letter>,
    pub(super) style: Style,
}

impl Line {
    /// One line, however long.
    pub(super) fn whole(text: &str, style: Style) -> Self {
        Self { letters: set(text), style }
    }

    pub(super) fn width(&self) -> f32 {
        measure(&self.letters, self.style)
    }

    /// The `WinAnsi` bytes.
    pub(super) fn bytes(&self) -> Vec<u8> {
        self.letters.iter().flat_map(|letter| letter.set.iter().copied()).collect()
    }

    /// What was written, where that is not what is printed.
    pub(super) fn written(&self) -> Option<String> {
        self.letters
            .iter()
            .any(|letter| letter.replaced)
            .then(|| self.letters.iter().map(|letter| letter.written).collect())
    }
}

/// No line for an empty text; a line break in the text begins a new line.
pub(super) fn wrap(text: &str, style: Style, room: f32) -> Vec<Line> {
    if text.trim().is_empty() {
        return Vec::new();
    }
    text.trim_end().lines().flat_map(|line| wrap_one(line, style, room)).collect()
}

fn wrap_one(text: &str, style: Style, room: f32) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut line: Vec<Letter> = Vec::new();
    // Not `split_whitespace`: a no-break space holds its words together.
    for word in text.split([' ', '\t']).filter(|word| !word.is_empty()) {
        let word = set(word);
        let mut longer = line.clone();
        if !longer.is_empty() {
            longer.extend(set(" "));
        }
        longer.extend(word.iter().cloned());
        if measure(&longer, style) <= room {
            line = longer;
            continue;
        }
        if !line.is_empty() {
            lines.push(Line { letters: std::mem::take(&mut line), style });
        }
        for letter in word {
            line.push(letter);
            if line.len() > 1 && measure(&line, style) > room {
                let last = line.split_off(line.len() - 1);
                lines.push(Line { letters: std::mem::replace(&mut line, last), style });
            }
        }
    }
    lines.push(Line { letters: line, style });
    lines
}

fn measure(letters: &[Letter], style: Style) -> f32 {
    let thousandths: f32 = letters.iter().map(|letter| width(&letter.set, style.face)).sum();
    thousandths * style.size / 1000.0
}

#[cfg(test)]
mod tests {
    use super::*;

    const STYLE: Style = Style { face: Face::Regular, size: 10.0, leading: 14.0, ink: Ink::Text };

    fn wrapped(text: &str, room: f32) -> Vec<String> {
        wrap(text, STYLE, room)
            .iter()
            .map(|line| line.letters.iter().map(|letter| letter.written).collect())
            .collect()
    }

    #[test]
    fn breaks_at_spaces_and_keeps_within_the_room() {
        let lines = wrap("a visitor arrives, waits and is let in", STYLE, 60.0);
        assert!(lines.len() > 2 && lines.iter().all(|line| line.width() <= 60.0));
        assert_eq!(
            wrapped("a visitor arrives, waits and is let in", 60.0).join(" "),
            "a visitor arrives, waits and is let in"
        );
        assert_eq!(wrapped("one\ntwo  three", 500.0), ["one", "two three"]);
        assert_eq!(wrapped("one\n\ntwo", 500.0), ["one", "", "two"]);
        assert_eq!(wrapped("", 500.0), [""; 0]);
        assert_eq!(wrapped(" \n ", 500.0), [""; 0]);
    }

    #[test]
    fn a_word_wider_than_the_line_is_broken_and_whole() {
        let word = "W".repeat(100);
        let lines = wrapped(&format!("a {word} b"), 60.0);
        assert_eq!(lines.concat().replace(' ', ""), format!("a{word}b"));
        assert!(wrap(&word, STYLE, 60.0).iter().all(|line| line.width() <= 60.0));
        // Even where no letter has room, each gets its line.
        assert_eq!(wrapped("abc", 1.0), ["a", "b", "c"]);
    }

    #[test]
    fn a_no_break_space_holds() {
        assert_eq!(wrapped("Dr\u{a0}Berg", 30.0).len(), 2, "too wide for one line, so broken by letters");
        assert_eq!(wrapped("or Dr\u{a0}Berg", 45.0), ["or", "Dr\u{a0}Berg"]);
    }
}
