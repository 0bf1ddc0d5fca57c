//! What owners and administrators do: members, settings, the agreement; and everybody's own account.

pub mod account;
pub mod agreement;
pub mod electronic_id;
pub mod notice;
pub mod retention;
pub mod team;

use crate::lang::Lang;

/// What a redirect says was just done: `?done=`, one of our own words, never anything that was written.
fn done(lang: Lang, query: Option<&str>) -> Option<String> {
    let what = query.unwrap_or_default().split('&').find_map(|pair| pair.strip_prefix("done="))?;
    let said = match what {
        "invited" => lang.say("done-invited"),
        "roles" => lang.say("done-roles"),
        "retention" => lang.say("done-retention"),
        "notice" => lang.say("done-notice"),
        "electronic-id-on" => lang.say("done-electronic-id-on"),
        "electronic-id-off" => lang.say("done-electronic-id-off"),
        _ => return None,
    };
    Some(said.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_our_own_words_are_said() {
        for what in ["invited", "roles", "retention", "notice", "electronic-id-on", "electronic-id-off"] {
            let said = done(Lang::English, Some(&format!("at=7&done={what}"))).unwrap();
            assert!(!said.contains('⟦'), "{what}");
        }
        assert_eq!(done(Lang::English, Some("done=<script>")), None);
        assert_eq!(done(Lang::English, None), None);
    }
}
