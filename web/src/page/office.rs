//! Owns the owner's pages: bill, retention, privacy notice.

use askama::Template;

use super::error::WayOn;
use super::{Choice, Field, Frame, Shown};
use crate::lang::Lang;

/// The bill of a month.
#[derive(Template)]
#[template(path = "bill.html")]
pub struct Bill {
    /// The owner's language.
    pub lang: Lang,
    /// What stands around the page.
    pub frame: Frame,
    /// The organisation's address.
    pub slug: String,
    /// The month, such as "November 2026".
    pub month: String,
    /// The plan's name.
    pub plan: String,
    /// Its price for each active member, with the currency.
    pub price: String,
    /// Who is billed: active members and the owner.
    pub lines: Vec<BillLine>,
    /// The sum before tax.
    pub net: String,
    /// The tax and its rate, such as "VAT 25 %".
    pub tax_label: String,
    /// The tax.
    pub tax: String,
    /// What is owed.
    pub total: String,
    /// Whether the month still runs, in words from [`standing`].
    pub standing: String,
    /// Other months to look at; values as in `2026-11`.
    pub months: Vec<Choice>,
}

/// One billed member.
#[derive(Clone, Debug)]
pub struct BillLine {
    /// Who.
    pub member: Shown,
    /// Why: active, or the owner; in words from [`why_billed`].
    pub why: String,
    /// How much.
    pub amount: String,
}

/// Whether a bill may still grow.
pub fn standing(lang: Lang, month_runs: bool) -> String {
    let said = if month_runs { lang.say("bill-running") } else { lang.say("bill-closed") };
    said.to_string()
}

/// Why a member is on the bill (B2).
pub fn why_billed(lang: Lang, active: bool, owner: bool) -> String {
    let said = match (active, owner) {
        (true, true) => lang.say("bill-active-owner"),
        (_, true) => lang.say("bill-owner"),
        (_, false) => lang.say("bill-active"),
    };
    said.to_string()
}

/// Which reminders visitors get.
#[derive(Template)]
#[template(path = "reminders.html")]
pub struct Reminders {
    /// The reader's language.
    pub lang: Lang,
    /// What stands around the page.
    pub frame: Frame,
    /// The organisation's address.
    pub slug: String,
    /// What just happened, in a sentence.
    pub done: Option<String>,
    /// What one can choose.
    pub choices: Vec<Choice>,
    /// Why the choice was refused.
    pub error: Option<String>,
    /// The id of the command.
    pub command: String,
}

/// How long visits are kept.
#[derive(Template)]
#[template(path = "retention.html")]
pub struct Retention {
    /// The owner's language.
    pub lang: Lang,
    /// What stands around the page.
    pub frame: Frame,
    /// The organisation's address.
    pub slug: String,
    /// What just happened, in a sentence.
    pub done: Option<String>,
    /// The periods one can choose.
    pub choices: Vec<Choice>,
    /// What the choice would end, which is not made yet.
    pub ending: Option<Ending>,
    /// How many visits are kept at the moment.
    pub kept: u32,
    /// Why the choice was refused.
    pub error: Option<String>,
    /// The id that makes saving twice save once.
    pub command: String,
}

/// Visits that a choice would end at once.
#[derive(Clone, Debug)]
pub struct Ending {
    /// How many.
    pub visits: u32,
    /// The period that was chosen, in words.
    pub retention: String,
}

/// The privacy notice's particulars.
#[derive(Template)]
#[template(path = "notice_settings.html")]
pub struct NoticeSettings {
    /// The owner's language.
    pub lang: Lang,
    /// What stands around the page.
    pub frame: Frame,
    /// The organisation's address.
    pub slug: String,
    /// What just happened, in a sentence.
    pub done: Option<String>,
    /// Where to go from here, right after publishing.
    pub next: Option<WayOn>,
    /// Whether a notice stands, which visitors can read.
    pub published: bool,
    /// Who is responsible.
    pub controller: Field,
    /// Their postal address.
    pub address: Field,
    /// The data-protection officer, or whom visitors can ask.
    pub officer: Field,
    /// Who has to have one, beside the field.
    pub officer_hint: String,
    /// Where visitors write to.
    pub email: Field,
    /// The id that makes saving twice save once.
    pub command: String,
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
    fn the_bill_shows_why_each_member_is_on_it() {
        let line = |active, owner| BillLine {
            member: Shown::Erased,
            why: why_billed(LANG, active, owner),
            amount: "€ 29.00".into(),
        };
        let html = render(&Bill {
            lang: LANG,
            frame: inside(Area::Bill),
            slug: "nordlys".into(),
            month: "November 2026".into(),
            plan: "Care".into(),
            price: "€ 29.00".into(),
            lines: vec![line(true, true), line(false, true), line(true, false)],
            net: "€ 87.00".into(),
            tax_label: "VAT 25 %".into(),
            tax: "€ 21.75".into(),
            total: "€ 108.75".into(),
            standing: standing(LANG, true),
            months: vec![choice("2026-10", false)],
        });
        assert!(html.contains("€ 108.75") && html.contains("erased") && html.contains("month=2026-10"));
        assert_ne!(standing(LANG, true), standing(LANG, false));
    }

    #[test]
    fn settings_keep_what_was_written() {
        let page = |ending| Retention {
            lang: LANG,
            frame: inside(Area::Settings),
            slug: "nordlys".into(),
            done: None,
            choices: vec![choice("14d", true), choice("3m", false)],
            ending,
            kept: 2,
            error: Some("Choose a period.".into()),
            command: "c1".into(),
        };
        let ending = Ending { visits: 3, retention: "1 day".into() };
        let html = render(&page(Some(ending)));
        assert!(html.contains("name=\"ends\" value=\"3\"") && html.contains("3 visits"));
        let html = render(&page(None));
        assert!(!html.contains("name=\"ends\""));
        assert!(html.contains("value=\"14d\" required checked") && html.contains("id=\"retention-wrong\""));
        let html = render(&NoticeSettings {
            lang: LANG,
            frame: inside(Area::Settings),
            slug: "nordlys".into(),
            done: Some("Saved.".into()),
            next: None,
            published: false,
            controller: Field::filled("Nordlys"),
            address: Field::refused("", "Please say how you are reached."),
            officer: Field::default(),
            officer_hint: "Whoever has to.".into(),
            email: Field::filled("\"><script>"),
            command: "c1".into(),
        });
        assert!(
            html.contains("value=\"&#34;&#62;&#60;script&#62;\"") && html.contains("id=\"address-wrong\"")
        );
        assert!(!html.contains("/nordlys/privacy"), "what does not stand cannot be seen");
    }
}
