//! What is changed in a session description on its way: whom the participant looks for, and where it says that it is.

use std::net::IpAddr;

/// An offer without its addresses. The participant answers who finds it, and never looks for anybody: else an offer could make this server send to any machine.
pub(super) fn without_candidates(offer: &str) -> String {
    let kept = offer.lines().filter(|line| {
        !line.starts_with("a=candidate:")
            && !line.starts_with("a=end-of-candidates")
            && !line.starts_with("a=remote-candidates:")
    });
    joined(kept)
}

/// An answer that names these addresses instead of the machine's own.
pub(super) fn with_addresses(answer: &str, addresses: &[IpAddr], port: u16) -> String {
    let mut told = String::new();
    let mut named = false;
    for line in answer.lines() {
        if line.starts_with("m=") {
            named = false;
        }
        if !line.starts_with("a=candidate:") {
            told.push_str(line);
            told.push_str("\r\n");
            continue;
        }
        if named {
            continue;
        }
        named = true;
        for (number, address) in addresses.iter().enumerate() {
            // The priority of a host candidate (RFC 8445, 5.1.2.1), the first address before the others.
            let priority = (126 << 24) + ((65_535 - number as u32) << 8) + 255;
            let number = number + 1;
            let line = format!("a=candidate:{number} 1 udp {priority} {address} {port} typ host\r\n");
            told.push_str(&line);
        }
    }
    told
}

fn joined<'a>(lines: impl Iterator<Item = &'a str>) -> String {
    lines.fold(String::new(), |mut all, line| {
        all.push_str(line);
        all.push_str("\r\n");
        all
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const SDP: &str = "v=0\r\nm=audio 9 UDP/TLS/RTP/SAVPF 111\r\na=candidate:1 1 udp 1 192.0.2.7 9 typ host\r\n\
        a=candidate:2 1 udp 1 10.0.0.7 9 typ host\r\na=end-of-candidates\r\na=mid:0\r\nm=video 9 UDP/TLS/RTP/SAVPF 96\r\na=mid:1\r\n";

    #[test]
    fn an_offer_makes_the_server_send_to_nobody() {
        let offer = without_candidates(SDP);
        assert!(!offer.contains("192.0.2.7") && !offer.contains("10.0.0.7") && !offer.contains("candidates"));
        assert!(offer.contains("m=audio 9") && offer.ends_with("a=mid:1\r\n"));
    }

    #[test]
    fn an_answer_names_the_configured_addresses_alone() {
        let addresses = ["203.0.113.7".parse().unwrap(), "2001:db8::7".parse().unwrap()];
        let answer = with_addresses(SDP, &addresses, 50_003);
        let named: Vec<&str> = answer.lines().filter(|line| line.starts_with("a=candidate:")).collect();
        assert_eq!(
            named,
            [
                "a=candidate:1 1 udp 2130706431 203.0.113.7 50003 typ host",
                "a=candidate:2 1 udp 2130706175 2001:db8::7 50003 typ host"
            ]
        );
        assert!(!answer.contains("10.0.0.7"), "a machine's inner addresses are nobody's business");
        assert!(answer.contains("a=end-of-candidates\r\na=mid:0\r\nm=video"));
    }
}
