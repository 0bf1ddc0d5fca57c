//! Owns the compliance desk: finding a visit, erasing it, and the statement of an erasure.

use askama::Template;

use super::{Field, Frame, Shown};
use crate::desk::statement::Standing;
use crate::lang::Lang;
use crate::when::Moment;

/// The compliance desk.
#[derive(Template)]
#[template(path = "desk.html")]
pub struct Desk {
    /// The officer's language.
    pub lang: Lang,
    /// What stands around the page.
    pub frame: Frame,
    /// The organisation's address.
    pub slug: String,
    /// The reference that is looked for.
    pub reference: Field,
    /// The id that makes searching twice one entry.
    pub command: String,
    /// What was found.
    pub found: Finding,
    /// Recent statements, newest first.
    pub statements: Vec<StatementRow>,
}

/// What a search found.
#[derive(Clone, Debug)]
pub enum Finding {
    /// Nothing was looked for yet.
    Nothing,
    /// This reference belongs to no visit of this organisation.
    Unknown(String),
    /// The visits of this reference: nearly always one.
    Visits(Vec<FoundVisit>),
}

/// A visit on the desk.
#[derive(Clone, Debug)]
pub struct FoundVisit {
    /// Empty for the first one; sets the ids of any other apart.
    pub mark: String,
    /// The visit's id, which the form sends.
    pub visit: String,
    /// The visit's reference.
    pub reference: String,
    /// Who came.
    pub name: Shown,
    /// Their phone.
    pub phone: Shown,
    /// The address at which they were invited, of somebody who has never come.
    pub email: Option<String>,
    /// Whom they met, or are to meet.
    pub professional: Shown,
    /// What stands in place of a name where that is nobody.
    pub nobody: String,
    /// The day on which they came, or when they are expected.
    pub day: Moment,
    /// Whether that is the time of an appointment to which nobody has come.
    pub appointed: bool,
    /// That the appointment came to nothing, in words.
    pub outcome: Option<String>,
    /// The legal ground, in words.
    pub basis: String,
    /// When it expires by itself and in how many days, or that it already did; in words.
    pub due: String,
    /// Which appointments follow it, in words, where there are any.
    pub next: Option<String>,
    /// Whether it can be erased.
    pub erasing: Erasing,
}

/// Whether a visit on the desk can be erased.
#[derive(Clone, Debug)]
pub enum Erasing {
    /// It can.
    Possible {
        /// The id that makes erasing twice erase once.
        command: String,
        /// The reason that was written.
        reason: Field,
    },
    /// It was erased on command.
    Done {
        /// The id of the statement.
        statement: String,
    },
    /// It cannot, such as while it goes on, under a hold, or when it expired.
    Refused {
        /// The sentence that says why.
        why: String,
    },
}

/// A statement in the list.
#[derive(Clone, Debug)]
pub struct StatementRow {
    /// The id of the erasure.
    pub id: String,
    /// The visit's reference.
    pub reference: String,
    /// The officer's reason.
    pub reason: Shown,
    /// When, for people.
    pub when: String,
    /// The same for machines.
    pub when_datetime: String,
    /// How far it is.
    pub standing: Standing,
}

/// The statement of an erasure.
#[derive(Template)]
#[template(path = "statement.html")]
pub struct Statement {
    /// The officer's language.
    pub lang: Lang,
    /// What stands around the page.
    pub frame: Frame,
    /// The organisation's address.
    pub slug: String,
    /// The organisation's name.
    pub organisation: String,
    /// The visit's reference.
    pub reference: String,
    /// The day of the visit; `None` where it is not known any more.
    pub visited: Option<Moment>,
    /// How far it is.
    pub standing: Standing,
    /// When it was commanded, for people.
    pub commanded: String,
    /// The same for machines.
    pub commanded_datetime: String,
    /// Who commanded it.
    pub by: Shown,
    /// The role they used, in words.
    pub role: String,
    /// Their reason.
    pub reason: Shown,
    /// What has been destroyed so far, in a sentence with the day and the position in the log.
    pub destroyed: String,
    /// That nothing was erased so far, in a sentence.
    pub nothing: String,
    /// With what it is done, in sentences; `None` while it is pending.
    pub ended: Option<String>,
    /// What was erased, each in words.
    pub erased_parts: Vec<String>,
    /// What the law keeps.
    pub kept: Vec<Kept>,
    /// What stays readable in the log for ever, each in words.
    pub public_parts: Vec<String>,
    /// Where its certificate is; `None` while nothing has come of the command.
    pub certificate: Option<String>,
}

/// Something an erasure leaves, and why.
#[derive(Clone, Debug)]
pub struct Kept {
    /// What, in words.
    pub what: String,
    /// By which law.
    pub law: String,
    /// Until when.
    pub until: String,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::Area;
    use crate::page::examples::{inside, render};

    fn desk(found: Finding, statements: Vec<StatementRow>) -> Desk {
        Desk {
            lang: Lang::English,
            frame: inside(Area::Desk),
            slug: "nordlys".into(),
            reference: Field::default(),
            command: "c1".into(),
            found,
            statements,
        }
    }

    fn visit(erasing: Erasing, name: Shown) -> Finding {
        Finding::Visits(vec![FoundVisit {
            mark: String::new(),
            visit: "v1".into(),
            reference: "7KQ2-M4XD".into(),
            phone: Shown::NotGiven,
            professional: name.clone(),
            name,
            email: None,
            day: Moment { text: "21 November 2026".into(), datetime: "2026-11-21".into() },
            appointed: false,
            outcome: None,
            nobody: "nobody".into(),
            basis: "Consent".into(),
            due: "in 14 days".into(),
            next: None,
            erasing,
        }])
    }

    fn statement(kept: Vec<Kept>) -> Statement {
        Statement {
            lang: Lang::English,
            frame: inside(Area::Desk),
            slug: "nordlys".into(),
            organisation: "Nordlys".into(),
            reference: "7KQ2-M4XD".into(),
            visited: Some(Moment { text: "21 November 2026".into(), datetime: "2026-11-21".into() }),
            standing: Standing::Pending,
            commanded: "22 November 2026, 09:10".into(),
            commanded_datetime: "2026-11-22T09:10:00+01:00".into(),
            by: Shown::value("Kari <Lund>"),
            role: "compliance officer".into(),
            reason: Shown::NotGiven,
            destroyed: "on 22 November 2026, at position 1207".into(),
            nothing: "Nothing yet.".into(),
            ended: None,
            erased_parts: vec!["Name and phone".into()],
            kept,
            public_parts: vec!["Opaque ids".into()],
            certificate: Some("/nordlys/desk/statements/e1/certificate".into()),
        }
    }

    #[test]
    fn the_button_names_what_it_destroys_and_a_refusal_keeps_the_reason() {
        let reason = Field::refused("<script>", "Please write a reason.");
        let html = render(&desk(
            visit(Erasing::Possible { command: "c2".into(), reason }, Shown::value("Ola")),
            vec![],
        ));
        assert!(html.contains("id=\"erase-button\">Erase visit 7KQ2-M4XD<"));
        assert!(html.contains(">&#60;script&#62;</textarea>") && html.contains("id=\"reason-wrong\""));
    }

    #[test]
    fn an_appointment_is_found_with_its_time_its_address_and_what_became_of_it() {
        let erasing = || Erasing::Possible { command: "c2".into(), reason: Field::default() };
        let Finding::Visits(mut came) = visit(erasing(), Shown::value("Ola")) else { unreachable!() };
        let html = render(&desk(Finding::Visits(came.clone()), vec![]));
        assert!(html.contains("<dt>Day</dt>") && !html.contains("<dt>E-mail</dt>"), "{html}");
        let Some(one) = came.first_mut() else { unreachable!() };
        one.email = Some("<ola>@example.com".into());
        one.professional = Shown::NotGiven;
        one.nobody = "the first <one> free".into();
        one.appointed = true;
        one.outcome = Some("Called <off>".into());
        let html = render(&desk(Finding::Visits(came), vec![]));
        for said in ["&#60;ola&#62;@", "<dt>Appointment</dt>", "first &#60;one&#62; free", "Called &#60;off"]
        {
            assert!(html.contains(said), "{said} is not in {html}");
        }
    }

    #[test]
    fn what_cannot_be_erased_has_no_button() {
        let done = Erasing::Done { statement: "e1".into() };
        let refused = Erasing::Refused { why: "The visit is still going on.".into() };
        for erasing in [done, refused] {
            let html = render(&desk(visit(erasing, Shown::Erased), vec![]));
            assert!(!html.contains("erase-button") && html.contains("erased"));
        }
        let unknown = render(&desk(Finding::Unknown("<x>".into()), vec![]));
        assert!(unknown.contains("&#60;x&#62;") && unknown.contains("id=\"not-found\""));
    }

    #[test]
    fn statements_are_listed_as_pending() {
        let row = StatementRow {
            id: "e1".into(),
            reference: "7KQ2-M4XD".into(),
            reason: Shown::value("asked by letter"),
            when: "today".into(),
            when_datetime: "2026-11-22".into(),
            standing: Standing::Pending,
        };
        let html = render(&desk(Finding::Nothing, vec![row]));
        assert!(html.contains("Pending") && html.contains("/desk/statements/e1"));
    }

    #[test]
    fn a_statement_is_pending_and_says_what_the_law_keeps() {
        let kept =
            Kept { what: "Access entries".into(), law: "NEN 7513".into(), until: "22 November 2031".into() };
        let html = render(&statement(vec![kept]));
        assert!(html.contains("copies of the key table made before now could still open it"));
        assert!(html.contains("NEN 7513") && html.contains("Kari &#60;Lund&#62;"));
        assert!(render(&statement(vec![])).contains("Nothing that names the visitor"));
        let html = render(&Statement { visited: None, ..statement(vec![]) });
        assert!(html.contains("<dd>Not known any more</dd>"), "{html}");
    }

    #[test]
    fn a_statement_that_is_done_says_with_what() {
        let ended = Some("Epoch 0 ended at position 1210.".into());
        let html = render(&Statement { standing: Standing::Held, ..statement(vec![]) });
        assert!(html.contains("id=\"held\"") && !html.contains("id=\"pending\""), "{html}");
        let html = render(&Statement { standing: Standing::Done, ended, ..statement(vec![]) });
        assert!(
            html.contains("id=\"done\"")
                && html.contains("position 1210")
                && !html.contains("id=\"pending\"")
        );
    }
}
