//! The words of a statement, for the page and for the command line.

use super::{Destroyed, EpochEnd, Facts, Kept, Standing};
use crate::desk::holds::{exemption_words, held_words};
use crate::desk::words;
use crate::lang::Lang;
use crate::page::desk::Kept as KeptRow;
use crate::when;
use chrono_tz::Tz;
use domain::log::{Destruction, Nodes};
use domain::{Class, Month};
use std::collections::BTreeMap;

/// What has been destroyed so far, in a sentence.
fn destroyed_words(lang: Lang, destroyed: Option<&Destroyed>) -> String {
    let Some(gone) = destroyed else { return lang.say("statement-not-yet").to_string() };
    let said =
        if gone.by_this { lang.say("statement-destroyed") } else { lang.say("statement-destroyed-before") };
    let said = said.with("day", when::day(lang, gone.day)).with("position", gone.position.to_string());
    said.with("epoch", gone.epoch.to_string()).to_string()
}

/// The same of what a legal hold may keep.
pub fn keys_words(lang: Lang, facts: &Facts) -> String {
    match facts.standing {
        Standing::Held => lang.say("statement-keys-held").to_string(),
        Standing::Pending | Standing::Done => destroyed_words(lang, facts.destroyed.as_ref()),
    }
}

/// That nothing was erased so far, in a sentence.
pub fn nothing_words(lang: Lang, standing: Standing) -> String {
    match standing {
        Standing::Held => lang.say("statement-erased-held").to_string(),
        Standing::Pending | Standing::Done => lang.say("statement-erased-nothing-yet").to_string(),
    }
}

/// With what it is done, in a sentence: what the destruction of the root's key is worth, and how it is known that nobody held the epoch's keys.
pub fn ended_words(lang: Lang, ended: &EpochEnd) -> String {
    let worth = match ended.destruction {
        Destruction::File => lang.say("destruction-file"),
        Destruction::Pkcs11 => lang.say("destruction-pkcs11"),
        Destruction::Service => lang.say("destruction-service"),
    };
    let nodes = match ended.nodes {
        Nodes::Answered => lang.say("nodes-answered"),
        Nodes::LeaseRanOut => lang.say("nodes-lease"),
        Nodes::Alone => lang.say("nodes-alone"),
    };
    let said = lang.say("statement-ended").with("epoch", ended.epoch.to_string());
    let said = said.with("day", when::day(lang, ended.day)).with("position", ended.position.to_string());
    format!("{said} {worth} {nodes}")
}

/// What was destroyed, a line for each class: how many keys, and which.
pub fn parts_words(lang: Lang, gone: &Destroyed) -> Vec<String> {
    let mut by_class: BTreeMap<Class, Vec<String>> = BTreeMap::new();
    for key in &gone.keys {
        by_class.entry(key.class).or_default().push(short(&key.key.to_string()));
    }
    let lines = by_class.into_iter().map(|(class, keys)| {
        let what = match class {
            Class::Visit => lang.say("statement-part-visit"),
            Class::Identity => lang.say("class-identity"),
            Class::Account => lang.say("class-account"),
            Class::Contact => lang.say("class-contact"),
            Class::Audit => lang.say("class-audit"),
        };
        let count = u32::try_from(keys.len()).unwrap_or(u32::MAX);
        lang.say("statement-part")
            .with("what", what)
            .with("count", count)
            .with("keys", keys.join(", "))
            .to_string()
    });
    lines.collect()
}

/// The beginning of an id: enough to find it in the log.
fn short(id: &str) -> String {
    format!("{}…", id.split('-').next().unwrap_or_default())
}

/// Something kept, in words.
pub fn kept_words(lang: Lang, zone: Tz, kept: &Kept) -> KeptRow {
    match kept {
        Kept::Held { classes, exemption, until, .. } => KeptRow {
            what: lang.say("kept-held").with("what", held_words(lang, classes)).to_string(),
            law: exemption_words(lang, *exemption),
            until: when::day(lang, *until),
        },
        Kept::AccessEntries { month, entries, order, law, until } => {
            let said = if *order { lang.say("kept-entries-and-order") } else { lang.say("kept-entries") };
            KeptRow {
                what: said.with("count", *entries).with("month", month_words(lang, *month)).to_string(),
                law: law.clone(),
                until: match until {
                    Some(until) => {
                        format!(
                            "{} ({})",
                            when::moment(lang, *until, zone).text,
                            words::period(lang, Class::Audit)
                        )
                    }
                    None => lang.say("kept-over").to_string(),
                },
            }
        }
        Kept::Counts => KeptRow {
            what: lang.say("kept-counts").to_string(),
            law: lang.say("kept-counts-law").to_string(),
            until: lang.say("kept-without-end").to_string(),
        },
        Kept::NoPayments => KeptRow {
            what: lang.say("kept-payments").to_string(),
            law: lang.say("kept-payments-none").to_string(),
            until: lang.say("kept-nothing-to-end").to_string(),
        },
    }
}

/// What stays readable in the log for ever.
pub fn public_words(lang: Lang) -> Vec<String> {
    let said = [
        lang.say("public-ids"),
        lang.say("public-day"),
        lang.say("public-kinds"),
        lang.say("public-choices"),
    ];
    said.iter().map(ToString::to_string).collect()
}

/// A month: "November 2026".
pub fn month_words(lang: Lang, month: Month) -> String {
    month.first().map_or_else(|| month.to_string(), |first| when::month(lang, first))
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::KeyId;
    use domain::log::DestroyedKey;
    use domain::time::Day;

    fn gone(by_this: bool) -> Destroyed {
        let key = KeyId::from_bytes([0xab; 16]);
        let day = Day::from_ymd_opt(2026, 11, 22).unwrap();
        Destroyed {
            position: 1207,
            day,
            epoch: 0,
            keys: vec![DestroyedKey { class: Class::Visit, key }],
            by_this,
        }
    }

    #[test]
    fn what_has_happened_so_far_is_said() {
        let lang = Lang::English;
        let not_yet = destroyed_words(lang, None);
        let done = destroyed_words(lang, Some(&gone(true)));
        let before = destroyed_words(lang, Some(&gone(false)));
        assert!(
            done.contains("1207") && done.contains("22 November 2026") && before.contains("1207"),
            "{done}"
        );
        assert!(not_yet != done && done != before);
        let parts = parts_words(lang, &gone(true));
        assert!(parts.len() == 1 && parts[0].contains("one key (abababab…)"), "{parts:?}");
    }

    #[test]
    fn done_is_said_of_an_epoch_that_has_ended_and_of_nothing_else() {
        let open = [(None, None), (None, Some(3)), (Some(2), None), (Some(2), Some(1))];
        assert!(open.into_iter().all(|(destroyed, over)| Standing::of(destroyed, over) == Standing::Pending));
        assert_eq!(Standing::of(Some(2), Some(2)), Standing::Done);
        assert_eq!(serde_json::to_string(&Standing::Pending).unwrap(), "\"pending\"");
        let meaning = Standing::Pending.meaning(Lang::English);
        assert!(meaning.contains("copies of the key table made before now could still open it"), "{meaning}");
    }

    #[test]
    fn nobody_is_said_to_have_answered_where_nobody_was_asked() {
        let day = Day::from_ymd_opt(2026, 11, 22).unwrap();
        let ended = |nodes| {
            let ended = EpochEnd { epoch: 0, position: 1210, day, destruction: Destruction::File, nodes };
            ended_words(Lang::English, &ended)
        };
        let (alone, answered) = (ended(Nodes::Alone), ended(Nodes::Answered));
        assert!(alone.contains("This process alone held") && !alone.contains("said that"), "{alone}");
        assert!(answered.contains("Every node said that"), "{answered}");
    }

    #[test]
    fn what_a_hold_keeps_is_not_said_to_follow_in_a_moment() {
        let lang = Lang::English;
        let said =
            [nothing_words(lang, Standing::Held), Standing::Held.meaning(lang), Standing::Held.word(lang)];
        assert!(said.iter().all(|said| !said.contains('⟦') && !said.contains("moment")), "{said:?}");
        assert_ne!(nothing_words(lang, Standing::Pending), said[0]);
    }

    #[test]
    fn what_is_kept_names_its_law_and_its_end() {
        let until = "2031-12-01T00:00:00Z".parse().ok();
        let month = "2026-11".parse().unwrap();
        let law = words::grounds(domain::organisation::Law::Gdpr, Class::Audit);
        let entries = Kept::AccessEntries { month, entries: 2, order: true, law, until };
        let row = kept_words(Lang::English, chrono_tz::UTC, &entries);
        assert!(row.what.contains("November 2026") && row.what.contains('2'), "{}", row.what);
        assert!(
            row.what.contains("the professional and the time of the visit can be inferred"),
            "{}",
            row.what
        );
        assert!(row.law.contains("NEN 7513") && row.law.contains("6(1)(c)"), "{}", row.law);
        assert!(row.until.contains("1 December 2031") && row.until.contains('5'), "{}", row.until);
        for kept in [Kept::Counts, Kept::NoPayments] {
            let row = kept_words(Lang::English, chrono_tz::UTC, &kept);
            assert!(![row.what, row.law, row.until].concat().contains('⟦'));
        }
    }
}
