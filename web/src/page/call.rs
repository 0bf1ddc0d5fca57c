//! Owns the call's page, for both sides. Its values are already opened, its addresses already made; it authorises nothing.

use askama::Template;

use super::{Choice, Frame};
use crate::lang::{Lang, Said};
use crate::room::Side;

/// The call, as either side sees it. Without `end_url` it is a visitor's: hanging up leaves, and the call goes on.
#[derive(Template)]
#[template(path = "call.html")]
pub struct CallPage {
    /// The reader's language.
    pub lang: Lang,
    /// The WebSocket's path.
    pub room_url: String,
    /// Where the technical data is posted, as JSON.
    pub technical_url: String,
    /// Where a professional's page posts the end of the call for all; `None` for a visitor.
    pub end_url: Option<String>,
    /// Where a professional's page tells how the visitor identified themselves; `None` where they did not.
    pub identity_url: Option<String>,
    /// Where the page goes when the call is over, or left.
    pub after_url: String,
    /// Under which the page asks for the names of others, by their numbers.
    pub people_url: String,
    /// Where the one who holds the call asks a colleague to join it; `None` for anybody else.
    pub colleague_url: Option<String>,
    /// Where the one who holds the call makes links for guests and lets them in; `None` for anybody else.
    pub guests_url: Option<String>,
    /// On which side `other_name` is.
    pub other_side: Side,
    /// The other person's name, opened through the door.
    pub other_name: String,
    /// What stands under one's own picture: "You", or one's name.
    pub own_label: String,
}

/// The choice of a colleague who is asked to join the call.
#[derive(Template)]
#[template(path = "ask_colleague.html")]
pub struct Colleague {
    /// The member's language.
    pub lang: Lang,
    /// What stands around the page.
    pub frame: Frame,
    /// The organisation's address.
    pub slug: String,
    /// The visit's id in addresses.
    pub visit: String,
    /// Who can be asked.
    pub colleagues: Vec<Choice>,
    /// Why nobody was asked.
    pub error: Option<String>,
    /// Whether somebody was asked a moment ago.
    pub asked: bool,
    /// The id of the command.
    pub command: String,
}

impl CallPage {
    fn other_side_word(&self) -> &'static str {
        match self.other_side {
            Side::Visitor => "visitor",
            Side::Professional => "professional",
            Side::Colleague => "colleague",
            Side::Guest => "guest",
        }
    }

    fn side_word(&self) -> &'static str {
        if self.end_url.is_some() { "professional" } else { "visitor" }
    }

    fn initial(&self) -> String {
        let name = self.other_name.trim_start_matches("Dr ").trim();
        name.chars().next().map(|first| first.to_uppercase().collect()).unwrap_or_default()
    }

    /// What the script says, by the words it asks with.
    fn sentences(&self) -> Vec<(&'static str, Said)> {
        // The script puts in whom it is about.
        let named = |key: &'static str| self.lang.say(key).with("other", "{name}");
        vec![
            ("not-yet", named("call-not-yet")),
            ("connecting", named("call-connecting")),
            ("connected", self.lang.say("call-connected")),
            ("connected-relayed", self.lang.say("call-connected-relayed")),
            ("no-server", self.lang.say("call-no-server")),
            ("no-network", self.lang.say("call-no-network")),
            ("reconnecting", self.lang.say("call-reconnecting")),
            ("lost", named("call-lost")),
            ("left", named("call-left")),
            ("ended", self.lang.say("call-ended")),
            ("hung-up", self.lang.say("call-hung-up")),
            ("replaced", self.lang.say("call-replaced")),
            ("full", self.lang.say("call-full")),
            ("refused", self.lang.say("call-refused")),
            ("not-ended", self.lang.say("call-not-ended")),
            ("not-done", self.lang.say("call-not-done")),
            ("not-yours", self.lang.say("call-not-yours")),
            ("put-out", self.lang.say("call-put-out")),
            ("left-alone", self.lang.say("call-left-alone")),
            ("they-are-out", named("call-they-are-out")),
            ("shut", self.lang.say("call-shut")),
            ("put-out-ask", named("call-put-out-ask")),
            ("put-out-button", self.lang.say("call-put-out-button")),
            ("hand-over", self.lang.say("call-hand-over")),
            ("hand-over-ask", named("call-hand-over-ask")),
            ("let-in", self.lang.say("call-let-in")),
            ("somebody", self.lang.say("call-somebody")),
            ("on-hold", self.lang.say(if self.end_url.is_some() { "call-holding" } else { "call-on-hold" })),
            ("joined", named("call-joined")),
            ("has-left", named("call-has-left")),
            ("guest-expected", named("call-guest-expected")),
            ("guest-waits", named("call-guest-waits")),
            ("guest-let-in", self.lang.say("call-guest-let-in")),
            ("guest-turn-away", self.lang.say("call-guest-turn-away")),
            ("guest-withdraw", self.lang.say("call-guest-withdraw")),
            ("tile-connecting", self.lang.say("call-tile-connecting")),
            ("tile-away", self.lang.say("call-tile-away")),
            ("tile-mute", self.lang.say("call-tile-mute")),
            ("tile-camera", self.lang.say("call-tile-camera")),
            ("tile-screen", self.lang.say("call-tile-screen")),
            ("tile-saving", self.lang.say("call-tile-saving")),
            ("picture-of", self.lang.say("call-picture-of").with("name", "{name}")),
            ("close-room", self.lang.say("call-close-room")),
            ("open-room", self.lang.say("call-open-room")),
            ("unsaved", self.lang.say("call-unsaved")),
            ("share-on", self.lang.say("call-share-on")),
            ("share-off", self.lang.say("call-share-off")),
            ("quality-good", self.lang.say("call-quality-good")),
            ("quality-fair", self.lang.say("call-quality-fair")),
            ("quality-weak", self.lang.say("call-quality-weak")),
            ("you", self.lang.say("call-you-said")),
            ("them", named("call-they-said")),
            ("new-message", named("call-new-message")),
            ("on-its-way", self.lang.say("call-on-its-way")),
            ("delivered", self.lang.say("call-delivered")),
            ("file-offered", named("call-file-offered")),
            ("file-waiting", named("call-file-waiting")),
            ("file-running", self.lang.say("call-file-running")),
            ("file-refused", named("call-file-refused")),
            ("file-stopped", self.lang.say("call-file-stopped")),
            ("file-here", self.lang.say("call-file-here")),
            ("file-take", self.lang.say("call-file-take")),
            ("file-refuse", self.lang.say("call-file-refuse")),
            ("file-stop", self.lang.say("call-file-stop")),
            ("file-save", self.lang.say("call-file-save")),
            ("device", self.lang.say("call-device")),
            ("mute", self.lang.say("call-mute")),
            ("unmute", self.lang.say("call-unmute")),
            ("no-microphone", self.lang.say("call-no-microphone")),
            ("camera-off", self.lang.say("call-camera-off")),
            ("camera-on", self.lang.say("call-camera-on")),
            ("camera-denied", named("call-camera-denied")),
            ("camera-absent", named("call-camera-absent")),
            ("camera-busy", self.lang.say("call-camera-busy")),
            ("both-denied", named("call-both-denied")),
            ("both-absent", named("call-both-absent")),
            ("both-busy", named("call-both-busy")),
            ("microphone-denied", named("call-microphone-denied")),
            ("microphone-absent", named("call-microphone-absent")),
            ("microphone-busy", self.lang.say("call-microphone-busy")),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(end_url: Option<&str>) -> String {
        CallPage {
            lang: Lang::English,
            room_url: "/v/7/room".into(),
            technical_url: "/v/7/technical".into(),
            end_url: end_url.map(Into::into),
            identity_url: end_url.map(|_| "/nordlys/visits/v1/identity".into()),
            after_url: "/v/7/receipt".into(),
            other_name: "Dr Ada <Berg>".into(),
            own_label: "You".into(),
            people_url: "/v/7/people".into(),
            colleague_url: None,
            guests_url: end_url.map(|_| "/nordlys/visits/v1/guests".into()),
            other_side: Side::Professional,
        }
        .render()
        .unwrap()
    }

    #[test]
    fn a_name_is_escaped_and_no_text_is_missing() {
        let page = page(None);
        assert!(!page.contains("<Berg>") && !page.contains('⟦'));
    }

    #[test]
    fn only_a_professional_can_end_the_call_and_keep_its_room() {
        for kept in [
            "data-end",
            "id=\"keeping\"",
            "id=\"ask-hang-up\"",
            "id=\"ask-put-out\"",
            "id=\"guests\"",
            "id=\"hold\"",
        ] {
            assert!(!page(None).contains(kept) && page(Some("/e")).contains(kept), "{kept}");
        }
        assert!(page(Some("/s/visits/7/end")).contains("data-end=\"/s/visits/7/end\""));
    }

    #[test]
    fn what_the_script_says_of_the_other_names_whoever_it_is_then() {
        // The call may be handed over: the page's own name is the one it was opened with.
        let page = page(None);
        let sentences = page.split("id=\"sentences\"").nth(1).unwrap();
        assert!(
            sentences.contains("so {name} does not see you") && !sentences.contains("Ada"),
            "{sentences}"
        );
    }

    #[test]
    fn every_picture_of_the_code_has_a_name_of_its_own() {
        let names = Lang::English.say("call-code-names").to_string();
        let names: std::collections::BTreeSet<_> = names.split(',').map(str::trim).collect();
        assert_eq!(names.len(), 64);
    }

    #[test]
    fn every_picture_of_the_code_is_drawn_once_and_named_in_the_same_order() {
        let listed = include_str!("../../assets/code.js").split_once("PICTURES = (").unwrap().1;
        let listed = listed.split_once(").split").unwrap().0.replace(['"', '+'], "");
        let drawn = include_str!("../../assets/pictures.svg");
        let drawn: Vec<&str> =
            drawn.split("<view id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        assert_eq!(listed.split_whitespace().collect::<Vec<_>>(), drawn);
        let names = Lang::English.say("call-code-names").to_string().replace(", ", ",").replace(' ', "-");
        assert_eq!(names.split(',').collect::<Vec<_>>(), drawn);
    }
}
