//! From when on a wait is long: figures in one table, which pages turn into words, colour and sound.

/// How long somebody has waited, in steps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Wait {
    /// As one may expect.
    Short,
    /// Long enough to be told why.
    Long,
    /// So long that people go.
    VeryLong,
}

/// From how many whole minutes on each step begins. Whoever comes before an appointment waits from its time on.
pub const STEPS: [(Wait, i64); 2] = [(Wait::Long, 10), (Wait::VeryLong, 20)];

impl Wait {
    /// The step after so many minutes.
    pub fn after(minutes: i64) -> Wait {
        let begun = STEPS.iter().rev().find(|(_, from)| *from <= minutes);
        begun.map_or(Wait::Short, |(wait, _)| *wait)
    }

    /// Its name, for pages.
    pub fn name(self) -> &'static str {
        match self {
            Wait::Short => "short",
            Wait::Long => "long",
            Wait::VeryLong => "very-long",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wait_grows_long_in_steps() {
        let steps = [-30, 0, 9, 10, 19, 20, 600].map(Wait::after);
        let expected =
            [Wait::Short, Wait::Short, Wait::Short, Wait::Long, Wait::Long, Wait::VeryLong, Wait::VeryLong];
        assert_eq!(steps, expected);
        assert!(STEPS.is_sorted_by_key(|(_, from)| *from));
    }
}
