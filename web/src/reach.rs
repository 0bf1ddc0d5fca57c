//! How somebody is reached, from one field: an e-mail address, or a telephone number with its country.

use domain::Refusal;
use domain::refusal::InField;
use domain::text::{Email, Invalid, Phone};
use domain::visit::Reach;
use gateways::sms::Number;

/// Reads what was written. A number without a plus sign is one of this country (two letters).
pub fn parse(written: &str, home: &str) -> Result<Reach, Refusal> {
    let written = written.trim();
    if written.is_empty() {
        return Err(Refusal::Field { field: "reach", why: Invalid::Empty });
    }
    if written.contains('@') {
        return Email::parse(written).map(Reach::Email).field("reach");
    }
    let number = Number::parse(written, home).map_err(|_| Invalid::Form("a telephone number"));
    let phone = number.and_then(|number| Phone::parse(number.as_str()));
    phone.map(Reach::Phone).field("reach")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_field_takes_either() {
        let email = Reach::Email(Email::parse("kari@example.com").unwrap());
        assert_eq!(parse(" Kari@Example.com ", "NO"), Ok(email));
        let phone = Reach::Phone(Phone::parse("+4792449678").unwrap());
        assert_eq!(parse("924 49 678", "NO"), Ok(phone.clone()));
        assert_eq!(parse("+47 924 49 678", "DE"), Ok(phone), "however it is written it is the same address");
        for wrong in ["", "kari@", "12", "call me"] {
            assert!(matches!(parse(wrong, "NO"), Err(Refusal::Field { field: "reach", .. })), "{wrong}");
        }
    }
}
