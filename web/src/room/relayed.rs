//! In a call that goes through the relay alone: takes out of what one browser says to another whatever would tell its own address. Only what is known is passed on.

use serde::{Deserialize, Serialize};
use serde_json::value::{RawValue, to_raw_value};

/// What the pages say to each other (`assets/peer.js`); anything else in it is left behind.
#[derive(Deserialize, Serialize)]
struct Signal {
    generation: u64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    life: Option<u32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    knows: Option<u32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    description: Option<Description>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    candidate: Option<Candidate>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    rebuild: Option<bool>,
}

#[derive(Deserialize, Serialize)]
struct Description {
    #[serde(rename = "type")]
    kind: String,
    sdp: String,
}

#[derive(Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
struct Candidate {
    #[serde(rename = "candidate")]
    text: String,
    #[serde(default)]
    sdp_mid: Option<String>,
    #[serde(default, rename = "sdpMLineIndex")]
    sdp_m_line_index: Option<u16>,
    #[serde(default)]
    username_fragment: Option<String>,
}

/// The signal without its sender's addresses; `None` if nothing of it is left.
pub(super) fn only(data: &RawValue) -> Option<Box<RawValue>> {
    let mut signal: Signal = serde_json::from_str(data.get()).ok()?;
    if let Some(description) = &mut signal.description {
        description.sdp = sdp(&description.sdp);
    }
    if let Some(candidate) = &mut signal.candidate {
        // An empty one says that there are no more.
        if !candidate.text.is_empty() {
            candidate.text = relayed(&candidate.text)?;
        }
    }
    to_raw_value(&signal).ok()
}

fn sdp(text: &str) -> String {
    let lines = text.lines().filter_map(line);
    lines.fold(String::with_capacity(text.len()), |text, line| text + &line + "\r\n")
}

fn line(line: &str) -> Option<String> {
    if let Some(candidate) = line.strip_prefix("a=").filter(|rest| rest.starts_with("candidate:")) {
        return relayed(candidate).map(|candidate| format!("a={candidate}"));
    }
    if line.starts_with("a=remote-candidates") {
        return None;
    }
    if line.starts_with("c=") {
        return Some("c=IN IP4 0.0.0.0".to_owned());
    }
    if line.starts_with("a=rtcp:") {
        return Some("a=rtcp:9 IN IP4 0.0.0.0".to_owned());
    }
    if let Some(origin) = line.strip_prefix("o=") {
        let mut words: Vec<&str> = origin.split(' ').collect();
        if let [.., family, address] = words.as_mut_slice() {
            (*family, *address) = ("IP4", "0.0.0.0");
        }
        return Some(format!("o={}", words.join(" ")));
    }
    if let Some(media) = line.strip_prefix("m=") {
        let mut words: Vec<&str> = media.split(' ').collect();
        // A port of 0 says that this is switched off; any other is the default candidate's.
        if let Some(port) = words.get_mut(1).filter(|port| **port != "0") {
            *port = "9";
        }
        return Some(format!("m={}", words.join(" ")));
    }
    Some(line.to_owned())
}

/// A candidate of the relay, without the address from which its owner reached the relay; `None` for any other.
fn relayed(candidate: &str) -> Option<String> {
    let words: Vec<&str> = candidate.split_ascii_whitespace().collect();
    let (fixed, more) = words.split_at_checked(8)?;
    if fixed.get(6..8)? != ["typ", "relay"] {
        return None;
    }
    let mut kept = fixed.to_vec();
    for pair in more.chunks_exact(2) {
        match pair {
            ["raddr", _] => kept.extend(["raddr", "0.0.0.0"]),
            ["rport", _] => kept.extend(["rport", "0"]),
            [name @ ("generation" | "ufrag" | "network-cost" | "tcptype"), value] => {
                kept.extend([*name, *value]);
            }
            _ => {}
        }
    }
    Some(kept.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    fn strip(signal: &Value) -> Option<Value> {
        let data = to_raw_value(signal).unwrap();
        only(&data).map(|data| serde_json::from_str(data.get()).unwrap())
    }

    const RELAY: &str = "candidate:1 1 udp 41885439 203.0.113.7 50000 typ relay raddr 198.51.100.9 rport 61234 generation 0 ufrag abcd network-id 1 network-cost 10";

    #[test]
    fn only_candidates_of_the_relay_pass_and_tell_nothing_of_their_owner() {
        let candidate = |text: &str| json!({ "generation": 0, "candidate": { "candidate": text, "sdpMid": "0", "sdpMLineIndex": 0, "usernameFragment": "abcd" } });
        for (other, kind) in [
            ("192.168.1.5", "host"),
            ("198.51.100.9", "srflx raddr 192.168.1.5 rport 5"),
            ("1f2e.local", "host"),
            ("198.51.100.9", "prflx"),
        ] {
            assert_eq!(strip(&candidate(&format!("candidate:1 1 udp 1 {other} 5000 typ {kind}"))), None);
        }
        assert_eq!(strip(&candidate("candidate:1 1 udp 1 typ relay 192.168.1.5 typ host")), None);
        let passed = strip(&candidate(RELAY)).unwrap();
        assert_eq!(
            passed["candidate"],
            json!({
                "candidate": "candidate:1 1 udp 41885439 203.0.113.7 50000 typ relay raddr 0.0.0.0 rport 0 generation 0 ufrag abcd network-cost 10",
                "sdpMid": "0", "sdpMLineIndex": 0, "usernameFragment": "abcd",
            })
        );
        assert_eq!(strip(&candidate("")).unwrap()["candidate"]["candidate"], "", "there are no more");
    }

    #[test]
    fn a_description_keeps_what_is_not_an_address() {
        let sdp = format!(
            "v=0\r\no=- 46117 2 IN IP4 192.168.1.5\r\ns=-\r\nc=IN IP4 198.51.100.9\r\nm=audio 61234 UDP/TLS/RTP/SAVPF 111\r\nc=IN IP6 2001:db8::5\r\n\
             a=rtcp:61235 IN IP4 198.51.100.9\r\na=candidate:2 1 udp 2 192.168.1.5 61234 typ host\r\na={RELAY}\r\na=fingerprint:sha-256 AA:BB\r\n\
             a=remote-candidates:1 192.168.1.5 61234\r\nm=video 0 UDP/TLS/RTP/SAVPF 96\r\n"
        );
        let passed = strip(&json!({ "generation": 3, "life": 7, "knows": 4_294_967_295_u32, "description": { "type": "offer", "sdp": sdp, "more": "192.168.1.5" }, "rebuild": true, "else": "192.168.1.5" })).unwrap();
        let text = passed.to_string();
        for address in ["192.168.1.5", "198.51.100.9", "2001:db8", "61234", "61235"] {
            assert!(!text.contains(address), "{address} in {text}");
        }
        let sdp = passed["description"]["sdp"].as_str().unwrap();
        for kept in [
            "o=- 46117 2 IN IP4 0.0.0.0\r\n",
            "m=audio 9 UDP/TLS/RTP/SAVPF 111\r\n",
            "a=fingerprint:sha-256 AA:BB\r\n",
            "203.0.113.7 50000 typ relay",
            "m=video 0 ",
        ] {
            assert!(sdp.contains(kept), "{kept} not in {sdp}");
        }
        assert_eq!((&passed["generation"], &passed["rebuild"]), (&json!(3), &json!(true)));
        assert_eq!((&passed["life"], &passed["knows"]), (&json!(7), &json!(4_294_967_295_u32)));
    }

    #[test]
    fn what_is_not_understood_is_not_passed_on() {
        for strange in [
            json!("192.168.1.5"),
            json!({ "at": "192.168.1.5" }),
            json!({ "generation": "192.168.1.5" }),
            json!({ "generation": 0, "life": "192.168.1.5" }),
            json!(["192.168.1.5"]),
        ] {
            assert_eq!(strip(&strange), None, "{strange}");
        }
    }
}
