//! Owns what a professional sees: the waiting list, past visits, and the summary after a call.

use askama::Template;

use super::opening::Duty;
use super::quality::OverTime;
use super::{Frame, Shown};
use crate::lang::Lang;

/// The dashboard: the waiting list with its live line.
#[derive(Template)]
#[template(path = "dashboard.html")]
pub struct Dashboard {
    /// The member's language.
    pub lang: Lang,
    /// What stands around the page.
    pub frame: Frame,
    /// Who is on duty.
    pub duty: Duty,
    /// The list itself; live updates send it alone.
    pub waiting: WaitingList,
}

/// `<section id="waiting">`, on the dashboard and alone as the data of the live event `waiting`.
#[derive(Template)]
#[template(path = "_waiting.html")]
pub struct WaitingList {
    /// The member's language.
    pub lang: Lang,
    /// The organisation's address.
    pub slug: String,
    /// Who waits, longest first.
    pub rows: Vec<WaitingRow>,
    /// From how many minutes on each step of a long wait begins: "long:10 very-long:20".
    pub steps: String,
    /// Whether the reader is with a visitor: then nothing sounds.
    pub in_call: bool,
    /// Whom the reader has let in.
    pub let_in: Vec<LetIn>,
    /// Calls of colleagues that the reader was asked to join: their ids in addresses and their references.
    pub asked: Vec<(String, String)>,
    /// Whether there is anybody to hand a visitor over to.
    pub colleagues: bool,
    /// What is written in the waiting room.
    pub room: RoomState,
    /// Arrivals so far today; the chime sounds when it has grown.
    pub arrivals: u32,
    /// The day's counts.
    pub today: Today,
    /// Whether visitors can come at all.
    pub taking: Taking,
    /// The full link of the organisation's page, to give to visitors.
    pub link: String,
}

/// Who can come as a visitor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taking {
    /// Whoever has the link.
    Everybody,
    /// Nobody yet: the agreement or the notice is missing.
    NobodyYet,
    /// Nobody new: the trial is over.
    NobodyNew,
}

/// A visitor whom the reader has let in.
#[derive(Clone, Debug)]
pub struct LetIn {
    /// The visit.
    pub visit: String,
    /// What people call it.
    pub reference: String,
    /// Whether they have not been connected yet.
    pub before: bool,
    /// Whether a colleague let them in who no longer receives visitors, so that nobody is with them.
    pub orphan: bool,
}

/// How the waiting room stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RoomState {
    /// Whether the door is closed.
    pub closed: bool,
    /// Whether there is a note to those who wait.
    pub note: bool,
}

impl WaitingList {
    /// How many arrivals nobody has acknowledged.
    fn unseen(&self) -> u32 {
        u32::try_from(self.rows.iter().filter(|row| row.seen.is_none()).count()).unwrap_or(u32::MAX)
    }

    fn rows_count(&self) -> u32 {
        u32::try_from(self.rows.len()).unwrap_or(u32::MAX)
    }
}

/// The day's counts of an organisation.
#[derive(Clone, Copy, Debug, Default)]
pub struct Today {
    /// Visits that began.
    pub arrived: u32,
    /// Calls held.
    pub calls: u32,
    /// Whole minutes of calls.
    pub minutes: u32,
}

/// One visitor who waits.
#[derive(Clone, Debug)]
pub struct WaitingRow {
    /// The visit's id in addresses.
    pub visit: String,
    /// The visit's reference.
    pub reference: String,
    /// Who.
    pub name: Shown,
    /// Their phone.
    pub phone: Shown,
    /// Whom they asked for, or the words for the first one free ([`first_free`]).
    pub for_whom: String,
    /// When they came, such as "10:32".
    pub since: String,
    /// The same for machines, RFC 3339.
    pub since_datetime: String,
    /// Whole minutes since then, by the server's clock; the page counts up from it, because the reader's clock may be wrong.
    pub since_minutes: u32,
    /// The time of the appointment, in words; `None` for a walk-in.
    pub appointed: Option<String>,
    /// What was tested, in words from [`Tested::sentence`].
    pub tested: String,
    /// Whether they identified themselves, in words; `None` where the organisation asks nobody.
    pub identified: Option<String>,
    /// Whether their page is closed at the moment.
    pub away: bool,
    /// Whole minutes of waiting that count as such: from the appointed time on, where there is one; negative before it.
    pub waited: i64,
    /// How long that is: `short`, `long` or `very-long`.
    pub wait: &'static str,
    /// Who has acknowledged the arrival, in words; `None` where nobody has.
    pub seen: Option<String>,
    /// Who handed the visitor over, in words.
    pub handed: Option<String>,
    /// The id of the command that acknowledges.
    pub seen_command: String,
    /// The id of the command that closes.
    pub close_command: String,
}

/// The words for a visitor who asked for nobody by name.
pub fn first_free(lang: Lang) -> String {
    lang.say("waiting-first-free").to_string()
}

/// The device check in the words of the waiting list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tested {
    /// No result yet.
    NotYet,
    /// The check was skipped.
    Skipped,
    /// Camera and microphone work, and the sound was heard or not tried.
    Works,
    /// Sound only.
    WithoutCamera,
    /// They cannot be heard.
    WithoutMicrophone,
    /// Neither works.
    WithoutBoth,
    /// They said that they hear nothing.
    HearsNothing,
}

impl Tested {
    /// "Camera and sound work"
    pub fn sentence(self, lang: Lang) -> String {
        let said = match self {
            Self::NotYet => lang.say("tested-not-yet"),
            Self::Skipped => lang.say("tested-skipped"),
            Self::Works => lang.say("tested-works"),
            Self::WithoutCamera => lang.say("tested-without-camera"),
            Self::WithoutMicrophone => lang.say("tested-without-microphone"),
            Self::WithoutBoth => lang.say("tested-without-both"),
            Self::HearsNothing => lang.say("tested-hears-nothing"),
        };
        said.to_string()
    }
}

/// Past visits.
#[derive(Template)]
#[template(path = "history.html")]
pub struct History {
    /// The member's language.
    pub lang: Lang,
    /// What stands around the page.
    pub frame: Frame,
    /// The organisation's address.
    pub slug: String,
    /// How long visits are kept, in words.
    pub retention: String,
    /// What the shown rows add up to.
    pub totals: Totals,
    /// Newest first; erased ones stay as rows.
    pub rows: Vec<HistoryRow>,
    /// Where older visits are; `None` when these are all.
    pub older: Option<String>,
}

/// What a history adds up to.
#[derive(Clone, Copy, Debug, Default)]
pub struct Totals {
    /// Visits.
    pub visits: u32,
    /// Whole minutes of calls.
    pub minutes: u32,
}

/// One past visit.
#[derive(Clone, Debug)]
pub struct HistoryRow {
    /// The visit's id in addresses.
    pub visit: String,
    /// The visit's reference.
    pub reference: String,
    /// Day and time while kept, the day alone once erased.
    pub when: String,
    /// The same for machines.
    pub when_datetime: String,
    /// Who came.
    pub name: Shown,
    /// Whom they met.
    pub professional: Shown,
    /// How it ended, in words from [`Outcome::words`].
    pub outcome: String,
    /// How long the call was, in words.
    pub duration: Shown,
}

/// How a visit ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// A call was held.
    Call,
    /// It was closed without one.
    Closed,
    /// It goes on.
    Open,
    /// Nobody has come yet.
    Invited,
    /// The appointment was called off.
    Cancelled,
    /// Nobody came to the appointment.
    Missed,
}

impl Outcome {
    /// The words a table shows.
    pub fn words(self, lang: Lang) -> String {
        let said = match self {
            Self::Call => lang.say("outcome-call"),
            Self::Closed => lang.say("outcome-closed"),
            Self::Open => lang.say("outcome-open"),
            Self::Invited => lang.say("outcome-invited"),
            Self::Cancelled => lang.say("outcome-cancelled"),
            Self::Missed => lang.say("outcome-missed"),
        };
        said.to_string()
    }
}

/// The summary of one visit, shown after the call and from the history.
#[derive(Template)]
#[template(path = "summary.html")]
pub struct Summary {
    /// The member's language.
    pub lang: Lang,
    /// What stands around the page.
    pub frame: Frame,
    /// The organisation's address.
    pub slug: String,
    /// The visit's reference.
    pub reference: String,
    /// The day on which it was erased.
    pub erased_on: Option<String>,
    /// The day until which it is kept.
    pub kept_until: String,
    /// Who came.
    pub name: Shown,
    /// Their phone.
    pub phone: Shown,
    /// Whom they met.
    pub professional: Shown,
    /// When they came.
    pub arrived: Shown,
    /// How long they waited, in words.
    pub waited: Shown,
    /// How long the call was, in words.
    pub duration: Shown,
    /// How it ended, in words.
    pub outcome: String,
    /// When the visitor's next appointment is, where one was made from here.
    pub next: Shown,
    /// Where that can be changed, where it is the reader's own.
    pub next_at: Option<String>,
    /// Where the next one is made; `None` where none can be.
    pub make_next: Option<String>,
    /// Where it is said how the visitor identified themselves; `None` where they did not.
    pub identity: Option<String>,
    /// The technical data of both sides; empty when none was kept.
    pub quality: Vec<QualityRow>,
    /// How it went over time; `None` where too little was measured.
    pub over_time: Option<OverTime>,
}

/// One line of technical data (C5), in words.
#[derive(Clone, Debug)]
pub struct QualityRow {
    /// What was measured, such as "Connection".
    pub what: String,
    /// The visitor's side.
    pub visitor: String,
    /// The member's side.
    pub member: String,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::Area;
    use crate::page::examples::{inside, render};

    fn row(visit: &str, name: Shown, away: bool) -> WaitingRow {
        WaitingRow {
            visit: visit.into(),
            reference: "7KQ2-M4XD".into(),
            name,
            phone: Shown::NotGiven,
            for_whom: first_free(Lang::English),
            since: "10:32".into(),
            since_datetime: "2026-11-21T10:32:00+01:00".into(),
            since_minutes: 4,
            appointed: Some("Appointment at 10:30".into()),
            tested: Tested::Works.sentence(Lang::English),
            identified: Some("Identified <by> MitID".into()),
            away,
            waited: 4,
            wait: "short",
            seen: None,
            handed: None,
            seen_command: format!("seen-command-{visit}"),
            close_command: format!("close-command-{visit}"),
        }
    }

    fn list(rows: Vec<WaitingRow>) -> WaitingList {
        WaitingList {
            lang: Lang::English,
            slug: "nordlys".into(),
            arrivals: 2,
            rows,
            steps: "long:10 very-long:20".into(),
            in_call: false,
            let_in: vec![],
            asked: Vec::new(),
            colleagues: true,
            room: RoomState::default(),
            today: Today { arrived: 1, calls: 0, minutes: 0 },
            taking: Taking::Everybody,
            link: "https://anteroom.example/nordlys".into(),
        }
    }

    fn summary(name: Shown, erased_on: Option<String>, quality: Vec<QualityRow>) -> Summary {
        Summary {
            lang: Lang::English,
            frame: inside(Area::History),
            slug: "nordlys".into(),
            reference: "7KQ2-M4XD".into(),
            erased_on,
            kept_until: "5 December 2026".into(),
            phone: name.clone(),
            professional: name.clone(),
            arrived: name.clone(),
            waited: name.clone(),
            duration: name.clone(),
            name,
            outcome: Outcome::Call.words(Lang::English),
            next: Shown::value("Tuesday <24> November 2026, 10:30"),
            next_at: Some("/nordlys/invitations/v2".into()),
            make_next: Some("/nordlys/invitations?after=v1#invite".into()),
            identity: Some("/nordlys/visits/v1/identity".into()),
            quality,
            over_time: None,
        }
    }

    #[test]
    fn the_list_stands_on_the_page_as_it_is_sent_alone() {
        let rows = || {
            vec![row("v1", Shown::value("<script>alert(1)</script>"), false), row("v2", Shown::Erased, true)]
        };
        let alone = render(&list(rows()));
        let page = Dashboard {
            lang: Lang::English,
            frame: inside(Area::Dashboard),
            duty: Duty { mine: true, others: 1, away: false, command: "c".into() },
            waiting: list(rows()),
        };
        let page = render(&page);
        assert!(page.contains(&alone), "not escaped twice, and the same markup");
        assert!(!page.contains("<script>alert"));
        assert!(page.contains("<title>(2) Waiting"));
    }

    #[test]
    fn each_button_names_the_visitor_and_carries_its_own_command() {
        let html = render(&list(vec![row("v1", Shown::value("Ola Nordmann"), false)]));
        assert!(html.contains("id=\"admit-v1\"") && html.contains("id=\"close-v1\""));
        assert!(html.contains("href=\"/nordlys/visits/v1/admit\""), "the call is opened after a question");
        assert!(html.contains("value=\"seen-command-v1\"") && html.contains("value=\"close-command-v1\""));
        assert!(html.matches("Ola Nordmann").count() >= 3);
    }

    #[test]
    fn an_away_visitor_is_said_in_words() {
        let away = render(&list(vec![row("v1", Shown::value("Ola"), true)]));
        let here = render(&list(vec![row("v1", Shown::value("Ola"), false)]));
        assert!(away.contains("Closed the page") && !here.contains("Closed the page"));
    }

    #[test]
    fn an_arrival_calls_until_somebody_has_seen_it() {
        let unseen = render(&list(vec![row("v1", Shown::value("Ola"), false)]));
        assert!(unseen.contains("data-unseen=\"1\"") && unseen.contains("id=\"seen-v1\""));
        let seen =
            WaitingRow { seen: Some("Seen by Dr <Lie>".into()), ..row("v1", Shown::value("Ola"), false) };
        let seen = render(&list(vec![seen]));
        assert!(seen.contains("data-unseen=\"0\"") && seen.contains("Seen by Dr &#60;Lie"));
        assert!(!seen.contains("id=\"seen-v1\"") && !seen.contains("id=\"unseen\""));
    }

    #[test]
    fn a_long_wait_is_said_in_words_and_the_steps_stand_beside_it() {
        let waits = |wait: &'static str| {
            render(&list(vec![WaitingRow { wait, ..row("v1", Shown::value("Ola"), false) }]))
        };
        let html = waits("long");
        assert!(html.contains("data-wait=\"long\"") && html.contains("data-steps=\"long:10 very-long:20\""));
        assert!(html.contains("data-word=\"long\">") && html.contains("data-word=\"very-long\" hidden>"));
        let html = waits("short");
        assert!(
            html.contains("data-word=\"long\" hidden>") && html.contains("data-word=\"very-long\" hidden>")
        );
    }

    #[test]
    fn in_a_call_the_list_says_that_it_is_quiet() {
        let let_in = LetIn { visit: "v1".into(), reference: "7KQ2-M4XD".into(), before: true, orphan: false };
        let html = render(&WaitingList { in_call: true, let_in: vec![let_in], ..list(vec![]) });
        assert!(html.contains("/nordlys/visits/v1/hand-over") && html.contains("/nordlys/visits/v1/call"));
        assert!(html.contains("data-in-call=\"true\"") && html.contains("id=\"quiet\""));
        assert!(!render(&list(vec![])).contains("id=\"quiet\""));
    }

    #[test]
    fn an_empty_list_promises_nobody_while_the_door_is_closed() {
        let open = render(&list(vec![]));
        assert!(open.contains("the moment they arrive") && !open.contains("once the door is open"));
        let room = RoomState { closed: true, note: false };
        let closed = render(&WaitingList { room, ..list(vec![]) });
        assert!(closed.contains("once the door is open") && !closed.contains("the moment they arrive"));
    }

    #[test]
    fn without_colleagues_nobody_is_handed_over() {
        let rows = || vec![row("v1", Shown::value("Ola"), false)];
        assert!(render(&list(rows())).contains("id=\"hand-over-v1\""));
        assert!(!render(&WaitingList { colleagues: false, ..list(rows()) }).contains("hand-over-v1"));
    }

    #[test]
    fn an_empty_list_offers_the_link() {
        let html = render(&list(vec![]));
        assert!(
            html.contains("value=\"https://anteroom.example/nordlys\"")
                && html.contains("data-copy=\"own-link\"")
        );
        let html = render(&WaitingList { taking: Taking::NobodyYet, ..list(vec![]) });
        assert!(!html.contains("own-link"), "a link that leads nowhere yet is not given");
        let html = render(&WaitingList { taking: Taking::NobodyNew, ..list(vec![]) });
        assert!(
            html.contains("id=\"paused\"") && !html.contains("own-link"),
            "nor one that leads nowhere now"
        );
    }

    #[test]
    fn history_keeps_the_row_of_an_erased_visit() {
        let gone = HistoryRow {
            visit: "v1".into(),
            reference: "7KQ2-M4XD".into(),
            when: "21 November 2026".into(),
            when_datetime: "2026-11-21".into(),
            name: Shown::Erased,
            professional: Shown::Erased,
            outcome: Outcome::Closed.words(Lang::English),
            duration: Shown::Erased,
        };
        let page = |rows| History {
            lang: Lang::English,
            frame: inside(Area::History),
            slug: "nordlys".into(),
            retention: "14 days".into(),
            totals: Totals { visits: 1, minutes: 12 },
            rows,
            older: Some("/nordlys/history?before=9".into()),
        };
        let html = render(&page(vec![gone]));
        assert!(html.contains("erased") && html.contains("7KQ2-M4XD"));
        assert!(render(&page(vec![])).contains("Past visits appear here"));
        assert_ne!(Outcome::Open.words(Lang::English), Outcome::Call.words(Lang::English));
    }

    #[test]
    fn a_summary_says_what_is_gone_and_what_was_never_measured() {
        let quality =
            QualityRow { what: "Connection".into(), visitor: "good".into(), member: "<weak>".into() };
        assert!(render(&summary(Shown::value("Ola"), None, vec![quality])).contains("&#60;weak&#62;"));
        let gone = render(&summary(Shown::Erased, Some("21 November 2026".into()), vec![]));
        assert!(gone.contains("id=\"erased\"") && !gone.contains("<table"));
    }

    #[test]
    fn every_result_of_the_check_has_its_own_words() {
        let all = [
            Tested::NotYet,
            Tested::Skipped,
            Tested::Works,
            Tested::WithoutCamera,
            Tested::WithoutMicrophone,
            Tested::WithoutBoth,
            Tested::HearsNothing,
        ];
        let words: std::collections::BTreeSet<String> =
            all.iter().map(|one| one.sentence(Lang::English)).collect();
        assert_eq!(words.len(), all.len());
    }
}
