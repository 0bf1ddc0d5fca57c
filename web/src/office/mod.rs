//! What owners and administrators do: members, settings, the agreement; and everybody's own account.

pub mod account;
pub mod agreement;
pub mod branding;
pub mod calls;
pub mod electronic_id;
pub mod ending;
pub mod hours;
pub mod language;
pub mod leaving;
pub mod left;
pub mod notice;
pub mod ownership;
pub mod reminders;
pub mod retention;
pub mod second_factor;
pub mod security;
pub mod settings;
pub mod team;
pub mod waiting_room;

use crate::lang::Lang;

/// What a redirect says was just done: `?done=`, one of our own words, never anything that was written.
fn done(lang: Lang, query: Option<&str>) -> Option<String> {
    let what = query.unwrap_or_default().split('&').find_map(|pair| pair.strip_prefix("done="))?;
    let said = match what {
        "invited" => lang.say("done-invited"),
        "roles" => lang.say("done-roles"),
        "retention" => lang.say("done-retention"),
        "notice" => lang.say("done-notice"),
        "branding" => lang.say("done-branding"),
        "logo" => lang.say("done-logo"),
        "picture" => lang.say("done-picture"),
        "picture-removed" => lang.say("done-picture-removed"),
        "hours" => lang.say("done-hours"),
        "reminders" => lang.say("done-reminders"),
        "left-moved" => lang.say("done-appointment-moved"),
        "left-cancelled" => lang.say("done-appointment-cancelled"),
        "left-given" => lang.say("done-leavers-given"),
        "electronic-id-on" => lang.say("done-electronic-id-on"),
        "electronic-id-off" => lang.say("done-electronic-id-off"),
        "language" => lang.say("done-language"),
        "calls" => lang.say("done-calls"),
        "own-language" => lang.say("done-own-language"),
        "removed" => lang.say("done-removed"),
        "withdrawn" => lang.say("done-withdrawn"),
        "offered" => lang.say("done-offered"),
        "offer-withdrawn" => lang.say("done-offer-withdrawn"),
        "declined" => lang.say("done-declined"),
        "accepted" => lang.say("done-accepted"),
        "passkey-removed" => lang.say("done-passkey-removed"),
        "session-ended" => lang.say("done-session-ended"),
        "factor-removed" => lang.say("done-factor-removed"),
        "waiting-room" => lang.say("done-waiting-room"),
        "ending" => lang.say("done-ending"),
        "ending-revoked" => lang.say("done-ending-revoked"),
        "recovery-stopped" => lang.say("done-recovery-stopped"),
        _ => return None,
    };
    Some(said.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_our_own_words_are_said() {
        for what in [
            "invited",
            "roles",
            "retention",
            "notice",
            "hours",
            "reminders",
            "left-moved",
            "left-cancelled",
            "left-given",
            "electronic-id-on",
            "electronic-id-off",
            "language",
            "calls",
            "own-language",
            "branding",
            "logo",
            "picture",
            "picture-removed",
            "removed",
            "withdrawn",
            "offered",
            "offer-withdrawn",
            "declined",
            "accepted",
            "passkey-removed",
            "session-ended",
            "factor-removed",
            "recovery-stopped",
            "waiting-room",
        ] {
            let said = done(Lang::English, Some(&format!("at=7&done={what}"))).unwrap();
            assert!(!said.contains('⟦'), "{what}");
        }
        assert_eq!(done(Lang::English, Some("done=<script>")), None);
        assert_eq!(done(Lang::English, None), None);
    }
}
