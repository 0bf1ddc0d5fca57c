//! The sandbox for electronic ID: a page of the demo where one picks a test person. Codes are used once and bound to their attempt, as the provider's are; they live in
//! this process's memory alone.

use super::{Ask, EidError, EidProvider, Person, Untrue};
use async_trait::async_trait;
use domain::Timestamp;
use domain::electronic_id::Eid;
use domain::text::PersonName;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use url::Url;

/// A test person. The numbers belong to nobody: no month has the number they name.
#[derive(Clone, Copy, Debug)]
pub struct TestPerson {
    /// The name.
    pub name: &'static str,
    /// With which ID.
    pub eid: Eid,
    /// The number.
    pub number: &'static str,
}

/// Who can be picked.
pub const PEOPLE: [TestPerson; 6] = [
    TestPerson { name: "Kari Nordmann", eid: Eid::NorwegianBankId, number: "13817012340" },
    TestPerson { name: "Ola Anders Nordmann", eid: Eid::NorwegianBankId, number: "24898543210" },
    TestPerson { name: "Anna Svensson", eid: Eid::SwedishBankId, number: "197082131234" },
    TestPerson { name: "Erik Lindqvist", eid: Eid::SwedishBankId, number: "198588245678" },
    TestPerson { name: "Mette Sørensen", eid: Eid::MitId, number: "1381701234" },
    TestPerson { name: "Anders Holm", eid: Eid::MitId, number: "2488854321" },
];

/// At most this many codes wait to be exchanged.
const CODES: usize = 100;

/// How long one does.
const HOLDS: chrono::TimeDelta = chrono::TimeDelta::minutes(1);

/// The sandbox. Clones share the same codes.
#[derive(Clone)]
pub struct Sandbox {
    origin: String,
    codes: Arc<Mutex<HashMap<String, Code>>>,
}

struct Code {
    person: TestPerson,
    nonce: String,
    challenge: String,
    until: Timestamp,
}

impl Sandbox {
    /// `origin` is where the demo's pages are.
    pub fn new(origin: &str) -> Self {
        Self { origin: origin.to_owned(), codes: Arc::default() }
    }

    /// Vouches for a test person under this freshly drawn code.
    pub fn vouch(&self, code: String, person: TestPerson, nonce: &str, challenge: &str, now: Timestamp) {
        // Nothing here can leave the map half changed, so a poisoned lock is still good.
        let mut codes = self.codes.lock().unwrap_or_else(PoisonError::into_inner);
        codes.retain(|_, code| now < code.until);
        if codes.len() < CODES {
            let (nonce, challenge) = (nonce.to_owned(), challenge.to_owned());
            codes.insert(code, Code { person, nonce, challenge, until: now + HOLDS });
        }
    }
}

#[async_trait]
impl EidProvider for Sandbox {
    async fn address(&self, ask: &Ask, _: Timestamp) -> Result<String, EidError> {
        let mut url = Url::parse(&format!("{}/demo/eid", self.origin))
            .map_err(|_| EidError::Away("the demo has no address".into()))?;
        url.query_pairs_mut()
            .append_pair("eid", ask.eid.name())
            .append_pair("state", &ask.state)
            .append_pair("nonce", &ask.nonce)
            .append_pair("challenge", &ask.challenge());
        Ok(url.into())
    }

    async fn person(&self, ask: &Ask, code: &str, now: Timestamp) -> Result<Person, EidError> {
        let code = self.codes.lock().unwrap_or_else(PoisonError::into_inner).remove(code);
        let code = code.filter(|code| now < code.until).ok_or(EidError::Refused)?;
        if code.challenge != ask.challenge() {
            return Err(EidError::Refused);
        }
        if code.nonce != ask.nonce || code.person.eid != ask.eid {
            return Err(Untrue("another nonce, or another ID").into());
        }
        let number = ask.eid.number(code.person.number).ok_or(EidError::WithoutNumber)?;
        Ok(Person { number, name: PersonName::parse(code.person.name).ok() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn now() -> Timestamp {
        "2026-11-21T10:00:00Z".parse().unwrap()
    }

    fn ask(nonce: &str, verifier: &str) -> Ask {
        Ask {
            eid: Eid::MitId,
            state: "s".into(),
            nonce: nonce.into(),
            verifier: verifier.into(),
            redirect: "http://localhost/identified".into(),
            lang: "da".into(),
        }
    }

    #[test]
    fn every_test_person_has_a_number_of_their_id_and_a_name() {
        for person in PEOPLE {
            assert!(person.eid.number(person.number).is_some(), "{person:?}");
            assert!(PersonName::parse(person.name).is_ok());
        }
        assert!(Eid::ALL.iter().all(|eid| PEOPLE.iter().any(|person| person.eid == *eid)));
    }

    #[tokio::test]
    async fn a_code_is_used_once_in_its_minute_by_who_began() {
        let sandbox = Sandbox::new("http://localhost:8080");
        let mette = PEOPLE[4];
        let began = ask("n", "v");
        let vouch = |code: &str| sandbox.vouch(code.into(), mette, "n", &began.challenge(), now());
        vouch("a");
        assert_eq!(sandbox.person(&began, "a", now()).await.unwrap().number.as_str(), mette.number);
        assert!(matches!(sandbox.person(&began, "a", now()).await, Err(EidError::Refused)), "twice");
        vouch("b");
        let other = ask("n", "w");
        assert!(matches!(sandbox.person(&other, "b", now()).await, Err(EidError::Refused)), "a stolen code");
        vouch("c");
        let other = ask("m", "v");
        assert!(matches!(sandbox.person(&other, "c", now()).await, Err(EidError::Untrue(_))));
        vouch("d");
        assert!(matches!(sandbox.person(&began, "d", now() + HOLDS).await, Err(EidError::Refused)), "late");
        let address = sandbox.address(&began, now()).await.unwrap();
        assert!(address.starts_with("http://localhost:8080/demo/eid?"));
    }
}
