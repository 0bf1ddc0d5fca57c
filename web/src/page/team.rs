//! Owns the pages about who belongs to an organisation: the team, a removal, a hand-over.

use askama::Template;

use super::{Choice, Field, Frame, Shown};
use crate::lang::Lang;

/// Members and their roles.
#[derive(Template)]
#[template(path = "team.html")]
pub struct Team {
    /// The owner's language.
    pub lang: Lang,
    /// What stands around the page.
    pub frame: Frame,
    /// The organisation's address.
    pub slug: String,
    /// What just happened, in a sentence.
    pub done: Option<String>,
    /// Everybody, the owner first.
    pub members: Vec<MemberRow>,
    /// To whom the ownership is offered, where the reader may withdraw that.
    pub offered: Option<Offered>,
    /// The address to invite.
    pub email: Field,
    /// The roles one can grant, with what was ticked.
    pub grantable: Vec<Choice>,
    /// Why the roles were refused.
    pub role_error: Option<String>,
    /// The id that makes inviting twice invite once.
    pub command: String,
}

/// One member or invitation.
#[derive(Clone, Debug)]
pub struct MemberRow {
    /// The member's id in addresses.
    pub id: String,
    /// Their name; not given while they are only invited.
    pub name: Shown,
    /// Their e-mail.
    pub email: Shown,
    /// Whether they show a picture.
    pub face: bool,
    /// "Invited on …", "Member since …", in words.
    pub standing: String,
    /// All roles; those held are chosen.
    pub roles: Vec<Choice>,
    /// Whether the reader may change the roles.
    pub editable: bool,
    /// The id of the command that changes them.
    pub command: String,
    /// How the reader can part with them.
    pub parting: Parting,
    /// Whether the reader can offer them the ownership.
    pub may_own: bool,
    /// A recovery of theirs that can be stopped.
    pub recovery: Option<Recovery>,
}

/// Somebody has said by a link that their second factor is lost.
#[derive(Clone, Debug)]
pub struct Recovery {
    /// From when on the link alone signs in.
    pub from: String,
    /// The id of the command that stops it.
    pub command: String,
}

/// How somebody leaves an organisation.
#[derive(Clone, Debug)]
pub enum Parting {
    /// The owner stays.
    Stays,
    /// A member is removed, on a page that says what it does.
    Removed,
    /// An invitation is withdrawn, by a command of this id.
    Withdrawn {
        /// The id.
        command: String,
    },
}

/// An ownership that is offered.
#[derive(Clone, Debug)]
pub struct Offered {
    /// To whom.
    pub to: String,
    /// The id of the command that withdraws it.
    pub command: String,
}

/// What removing a member does, before it is done.
#[derive(Template)]
#[template(path = "removal.html")]
pub struct Removal {
    /// The reader's language.
    pub lang: Lang,
    /// What stands around the page.
    pub frame: Frame,
    /// The organisation's address.
    pub slug: String,
    /// Whom.
    pub name: String,
    /// The member's id in addresses.
    pub member: String,
    /// Whether it is the reader themselves.
    pub own: bool,
    /// Until when the name is kept.
    pub name_until: String,
    /// Until when the e-mail address is kept.
    pub contact_until: String,
    /// The id that makes removing twice remove once.
    pub command: String,
}

/// What handing over the ownership does, before it is offered.
#[derive(Template)]
#[template(path = "offer.html")]
pub struct Offer {
    /// The owner's language.
    pub lang: Lang,
    /// What stands around the page.
    pub frame: Frame,
    /// The organisation's address.
    pub slug: String,
    /// To whom.
    pub name: String,
    /// The member's id in addresses.
    pub member: String,
    /// The id that makes offering twice offer once.
    pub command: String,
}

/// An ownership that is offered to the reader.
#[derive(Template)]
#[template(path = "ownership.html")]
pub struct Ownership {
    /// The reader's language.
    pub lang: Lang,
    /// What stands around the page.
    pub frame: Frame,
    /// The organisation's address.
    pub slug: String,
    /// Who offers it.
    pub owner: String,
    /// The id of accepting.
    pub accept: String,
    /// The id of declining.
    pub decline: String,
}

/// Appointments of members who have left.
#[derive(Template)]
#[template(path = "left.html")]
pub struct LeftAppointments {
    /// The reader's language.
    pub lang: Lang,
    /// What stands around the page.
    pub frame: Frame,
    /// The organisation's address.
    pub slug: String,
    /// What was just done, in words.
    pub done: Option<String>,
    /// What was refused, in words.
    pub wrong: Option<String>,
    /// Soonest first.
    pub rows: Vec<LeftRow>,
    /// Who can be given one.
    pub colleagues: Vec<Choice>,
}

/// One of them. Whom it is with is not opened.
#[derive(Clone, Debug)]
pub struct LeftRow {
    /// The visit's id in addresses.
    pub visit: String,
    /// The visit's reference.
    pub reference: String,
    /// Whether it is a repeating link.
    pub repeats: bool,
    /// When it is, for people.
    pub when: String,
    /// The same for machines.
    pub when_datetime: String,
    /// Whose it was.
    pub whose: Shown,
    /// As in `2026-11-24`.
    pub day: String,
    /// As in `10:30`.
    pub time: String,
    /// The id of the command that gives it to a colleague.
    pub give_command: String,
    /// The id of the command that moves it.
    pub move_command: String,
    /// The id of the command that calls it off.
    pub cancel_command: String,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::Area;
    use crate::page::examples::{inside, render};

    const LANG: Lang = Lang::English;

    fn choice(value: &str, chosen: bool) -> Choice {
        Choice { value: value.into(), label: format!("<{value}>"), chosen }
    }

    #[test]
    fn only_who_may_be_changed_gets_a_button() {
        let row = |id: &str, editable| MemberRow {
            id: id.into(),
            name: Shown::value("Ola <Nordmann>"),
            email: Shown::NotGiven,
            face: true,
            standing: "Member since".into(),
            roles: vec![choice("member", true), choice("auditor", false)],
            editable,
            command: "c2".into(),
            parting: if editable { Parting::Removed } else { Parting::Stays },
            may_own: editable,
            recovery: None,
        };
        let recovery = Recovery { from: "25 November 2026".into(), command: "c5".into() };
        let lost = MemberRow { recovery: Some(recovery), ..row("m4", true) };
        let invited = MemberRow { parting: Parting::Withdrawn { command: "c3".into() }, ..row("m3", true) };
        let html = render(&Team {
            lang: LANG,
            frame: inside(Area::Team),
            slug: "nordlys".into(),
            done: Some("Invited <x>".into()),
            members: vec![row("m1", false), row("m2", true), invited, lost],
            offered: Some(Offered { to: "<Kari>".into(), command: "c4".into() }),
            email: Field::refused("x", "This is not an e-mail address."),
            grantable: vec![choice("member", true)],
            role_error: Some("Choose a role.".into()),
            command: "c1".into(),
        });
        assert!(!html.contains("id=\"roles-m1\"") && html.contains("id=\"roles-m2\""));
        assert!(html.contains("Ola &#60;Nordmann&#62;") && html.contains("id=\"role-wrong\""));
        assert!(html.contains("Invited &#60;x&#62;"));
        assert!(!html.contains("/team/m1/remove") && html.contains("/team/m2/remove"));
        assert!(html.contains("/team/m3/withdraw") && !html.contains("/team/m3/remove"));
        assert!(html.contains("/team/m4/stop-recovery") && html.contains("25 November 2026"));
        assert!(html.contains("/ownership/end") && html.contains("&#60;Kari&#62;"));
    }

    #[test]
    fn what_parts_or_hands_over_says_whom_it_concerns() {
        let (frame, name) = (|| inside(Area::Team), || "Ola <Nordmann>".to_owned());
        let removal = |own| Removal {
            lang: LANG,
            frame: frame(),
            slug: "nordlys".into(),
            name: name(),
            member: "m2".into(),
            own,
            name_until: "20 January 2027".into(),
            contact_until: "19 February 2027".into(),
            command: "c1".into(),
        };
        let html = render(&removal(false));
        assert!(html.contains("20 January 2027") && html.contains("19 February 2027"));
        assert_eq!(html.matches("Ola &#60;Nordmann&#62;").count(), 2, "in the question and on the button");
        assert!(!render(&removal(true)).contains("Ola"), "one leaves in the second person");
        let (slug, member, command) = ("nordlys".into(), "m2".into(), "c1".into());
        let offer = Offer { lang: LANG, frame: frame(), slug, name: name(), member, command };
        assert!(render(&offer).contains("/nordlys/team/m2/owner"));
        let html = render(&Ownership {
            lang: LANG,
            frame: frame(),
            slug: "nordlys".into(),
            owner: name(),
            accept: "c1".into(),
            decline: "c2".into(),
        });
        assert!(html.contains("value=\"c1\"") && html.contains("value=\"c2\""));
        assert!(html.contains("Ola &#60;Nordmann&#62;"));
    }
}
