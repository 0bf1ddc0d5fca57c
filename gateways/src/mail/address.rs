//! An e-mail address that has been looked at: whoever holds one need not check it again, and it does not print itself.

use std::{fmt, str::FromStr};

/// A valid address of at most 254 bytes; an international domain is held in its ASCII form (`xn--…`), because that is
/// what mail servers resolve. Upper and lower case are kept as written.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Address(lettre::Address);

/// The text is not an e-mail address. Does not repeat the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this is not an e-mail address that letters can be sent to")]
pub struct NotAnAddress;

impl Address {
    /// The address as text. Personal: for the envelope and for pages, never for a trace.
    pub fn as_str(&self) -> &str {
        self.0.as_ref()
    }

    /// The part after the @.
    pub fn domain(&self) -> &str {
        self.0.domain()
    }

    pub(super) fn for_the_envelope(&self) -> lettre::Address {
        self.0.clone()
    }
}

impl FromStr for Address {
    type Err = NotAnAddress;

    /// Spaces around the address are forgiven, as they come from copying.
    fn from_str(text: &str) -> Result<Self, NotAnAddress> {
        let (local, domain) = text.trim().rsplit_once('@').ok_or(NotAnAddress)?;
        let domain = idna::domain_to_ascii(domain).map_err(|_| NotAnAddress)?;
        let address = lettre::Address::new(local, &domain).map_err(|_| NotAnAddress)?;
        let whole: &str = address.as_ref();
        // RFC 5321, 4.5.3.1: a path of 256 octets has room for 254 between its brackets, a local part is 64.
        if whole.len() > 254 || local.len() > 64 {
            return Err(NotAnAddress);
        }
        Ok(Self(address))
    }
}

impl fmt::Debug for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Address(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_what_people_write() {
        for (written, held) in [
            ("dr.berg@example.org", "dr.berg@example.org"),
            (" dr.berg+clinic@example.org\n", "dr.berg+clinic@example.org"),
            ("Dr.Berg@example.org", "Dr.Berg@example.org"),
            ("post@ørnes.example", "post@xn--rnes-fra.example"),
            ("åse@example.org", "åse@example.org"),
        ] {
            assert_eq!(written.parse::<Address>().unwrap().as_str(), held);
        }
    }

    #[test]
    fn refuses_what_no_letter_can_reach() {
        let long = format!("{}@example.org", "a".repeat(65));
        let longer = format!("a@{}.example", vec!["b".repeat(60); 5].join("."));
        for text in
            ["", "@", "a", "a@", "@b.example", "a b@c.example", "a@b c.example", "a@b\r\nBcc: c@d.example"]
        {
            assert_eq!(text.parse::<Address>(), Err(NotAnAddress), "{text:?}");
        }
        assert_eq!(long.parse::<Address>(), Err(NotAnAddress));
        assert_eq!(longer.parse::<Address>(), Err(NotAnAddress));
    }

    #[test]
    fn shows_nothing() {
        let address: Address = "secret@example.org".parse().unwrap();
        assert_eq!(format!("{address:?}"), "Address(…)");
        assert!(!NotAnAddress.to_string().contains('@'));
    }
}
