//! The secret of one attempt, as it lies in the visitor's browser: state, nonce and verifier follow from it, from the ID, and from the visit's own secret.

use crate::deps::Deps;
use crate::token::Token;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::electronic_id::Eid;
use domain::identification::HOLDS;
use domain::visit::TokenHash;
use domain::{Timestamp, VisitId};
use gateways::criipto::Ask;
use sha2::{Digest, Sha256};

/// One attempt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attempt {
    token: Token,
    eid: Eid,
}

impl Attempt {
    /// A new one, for ten minutes.
    pub fn draw(deps: &Deps, visit: VisitId, eid: Eid) -> Self {
        Self { token: Token::draw(&*deps.entropy, visit.0, deps.now() + HOLDS), eid }
    }

    /// Reads one as it lies in the cookie.
    pub fn parse(text: &str) -> Option<Self> {
        let (token, eid) = text.split_once('.')?;
        Some(Self { token: Token::parse(token)?, eid: Eid::named(eid)? })
    }

    /// As it lies in the cookie.
    pub fn reveal(&self) -> String {
        format!("{}.{}", self.token.reveal(), self.eid.name())
    }

    /// Whose. It is as true as the attempt is known.
    pub fn visit(&self) -> VisitId {
        VisitId(self.token.id())
    }

    /// With which ID.
    pub fn eid(&self) -> Eid {
        self.eid
    }

    /// Whether its time is over.
    pub fn is_over(&self, now: Timestamp) -> bool {
        self.token.expires() <= now
    }

    /// What the log keeps of it. It covers the ID, so that no attempt is finished with another one.
    pub fn hash(&self) -> TokenHash {
        TokenHash(hex::encode(Sha256::digest(self.reveal())))
    }

    /// What is asked of the provider.
    pub fn ask(&self, visit: &TokenHash, redirect: String, lang: String) -> Ask {
        let drawn = |what: &str| {
            let hash = Sha256::new()
                .chain_update("anteroom electronic id v1\n")
                .chain_update(what)
                .chain_update("\n")
                .chain_update(&visit.0)
                .chain_update("\n")
                .chain_update(self.reveal())
                .finalize();
            URL_SAFE_NO_PAD.encode(hash)
        };
        let (state, nonce, verifier) = (drawn("state"), drawn("nonce"), drawn("verifier"));
        Ask { eid: self.eid, state, nonce, verifier, redirect, lang }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use store::Entropy;

    struct Ones;

    impl Entropy for Ones {
        fn fill(&self, buffer: &mut [u8]) {
            buffer.fill(1);
        }
    }

    fn attempt(eid: Eid) -> Attempt {
        let at: Timestamp = "2026-11-21T10:10:00Z".parse().unwrap();
        Attempt { token: Token::draw(&Ones, VisitId::from_bytes([7; 16]).0, at), eid }
    }

    #[test]
    fn what_follows_from_an_attempt_is_its_own_and_the_visits() {
        let (one, other) = (attempt(Eid::MitId), attempt(Eid::SwedishBankId));
        assert_eq!(Attempt::parse(&one.reveal()), Some(one.clone()));
        let ask = |attempt: &Attempt, visit: &str| {
            attempt.ask(&TokenHash(visit.into()), String::new(), String::new())
        };
        let own = ask(&one, "aa");
        assert!(own.state != own.nonce && own.nonce != own.verifier && own.verifier.len() == 43);
        assert_ne!(ask(&one, "bb").state, own.state, "another visit's");
        assert_ne!(ask(&other, "aa").state, own.state, "another ID's");
        assert_ne!(one.hash(), other.hash());
        let expires = one.token.expires();
        assert!(one.is_over(expires) && !one.is_over(expires - chrono::TimeDelta::seconds(1)));
        for bad in ["", "x.no-bankid", "no-bankid", &one.reveal().replace("dk-mitid", "de-ausweis")] {
            assert_eq!(Attempt::parse(bad), None);
        }
    }
}
