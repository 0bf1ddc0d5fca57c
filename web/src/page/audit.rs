//! Owns the auditor's page: access entries at a fixed position, so that looking does not feed itself.

use askama::Template;

use super::{Field, Frame, Shown};
use crate::lang::Lang;
use crate::when::Moment;

/// The access log as of a position.
#[derive(Template)]
#[template(path = "audit.html")]
pub struct Audit {
    /// The auditor's language.
    pub lang: Lang,
    /// What stands around the page.
    pub frame: Frame,
    /// The organisation's address.
    pub slug: String,
    /// The position the page is fixed at.
    pub position: String,
    /// Which entries are asked for.
    pub filter: Filter,
    /// Newest first.
    pub days: Vec<Day>,
    /// Where older entries are, at the same position; `None` when these are all.
    pub older: Option<String>,
}

impl Audit {
    fn count(&self) -> u32 {
        u32::try_from(self.days.iter().map(|day| day.entries.len()).sum::<usize>()).unwrap_or(u32::MAX)
    }
}

/// The entries of a day.
#[derive(Clone, Debug)]
pub struct Day {
    /// Which, for people.
    pub date: String,
    /// The same for machines.
    pub datetime: String,
    /// Newest first.
    pub entries: Vec<Entry>,
}

/// How many of those an entry is about stand there at once; the others unfold.
const AT_ONCE: usize = 6;

/// Which entries are asked for.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Whether anything was asked for.
    pub active: bool,
    /// The reference of a visit, or the id of a subject.
    pub reference: Field,
    /// The first day, as in `2026-11-21`.
    pub from: Field,
    /// The last day.
    pub to: Field,
}

/// One access entry.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Its position in the log.
    pub position: String,
    /// The time of the day; `None` once the entry's own period is over.
    pub at: Option<Moment>,
    /// Who opened; a named actor such as mail counts as a person here.
    pub who: Shown,
    /// The role they used, in words.
    pub role: String,
    /// The purpose, in words.
    pub why: String,
    /// The visits, members and organisations it is about.
    pub whose: Vec<Whose>,
    /// The class of data, in words.
    pub class: String,
    /// The authority, in words: the legal ground or the command.
    pub authority: String,
}

impl Entry {
    fn first(&self) -> &[Whose] {
        self.whose.get(..AT_ONCE).unwrap_or(&self.whose)
    }

    fn others(&self) -> &[Whose] {
        self.whose.get(AT_ONCE..).unwrap_or_default()
    }

    fn other_count(&self) -> u32 {
        u32::try_from(self.others().len()).unwrap_or(u32::MAX)
    }
}

/// Whose data an entry is about.
#[derive(Clone, Debug)]
pub struct Whose {
    /// The reference of a visit, a name, or the words for it.
    pub text: String,
    /// Whether it is a reference, which is written so that its letters can be told apart.
    pub reference: bool,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::Area;
    use crate::page::examples::{inside, render};

    fn page(entries: Vec<Entry>) -> Audit {
        Audit {
            lang: Lang::English,
            frame: inside(Area::Audit),
            slug: "nordlys".into(),
            position: "1204".into(),
            filter: Filter::default(),
            days: vec![Day { date: "21 November 2026".into(), datetime: "2026-11-21".into(), entries }],
            older: Some("/nordlys/audit?at=1204&before=1100".into()),
        }
    }

    #[test]
    fn an_entry_says_who_when_why_whose_what_and_by_which_authority() {
        let entry = Entry {
            position: "1203".into(),
            at: Some(Moment { text: "10:32".into(), datetime: "2026-11-21T10:32:00+01:00".into() }),
            who: Shown::Erased,
            role: "member".into(),
            why: "<why>".into(),
            whose: vec![
                Whose { text: "7KQ2-M4XD".into(), reference: true },
                Whose { text: "Kari <Lund>".into(), reference: false },
            ],
            class: "visit".into(),
            authority: "Art. 6(1)(a)".into(),
        };
        let html = render(&page(vec![entry]));
        for part in
            ["erased", "member", "&#60;why&#62;", "7KQ2-M4XD", "Kari &#60;Lund&#62;", "Art. 6(1)(a)", "1204"]
        {
            assert!(html.contains(part), "{part}");
        }
    }

    #[test]
    fn a_long_list_of_those_concerned_unfolds() {
        let whose = |n: usize| (0..n).map(|n| Whose { text: format!("who-{n}."), reference: true }).collect();
        let entry = |n| Entry {
            position: "7".into(),
            at: None,
            who: Shown::Erased,
            role: String::new(),
            why: "why".into(),
            whose: whose(n),
            class: "visit".into(),
            authority: "law".into(),
        };
        let all = render(&page(vec![entry(AT_ONCE)]));
        assert!(all.contains("who-5.") && !all.contains("<details"));
        let long = render(&page(vec![entry(AT_ONCE + 2)]));
        assert!(long.contains("<details") && long.contains("who-7.") && long.contains("2 more"));
    }

    #[test]
    fn nothing_opened_is_said() {
        let page = |entries| Audit { days: vec![], ..page(entries) };
        assert!(render(&page(vec![])).contains("Nobody has opened"));
        let active = Filter { active: true, reference: Field::refused("<x>", "No."), ..Filter::default() };
        let html = render(&Audit { filter: active, ..page(vec![]) });
        assert!(
            html.contains("No entry fits")
                && html.contains("&#60;x&#62;")
                && html.contains("reference-wrong")
        );
    }
}
