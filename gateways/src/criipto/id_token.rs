//! Whether an ID token is to be believed (`OpenID Connect` Core 3.1.3.7), and whom it names. No error repeats anything of it.

use super::{EidError, Person};
use domain::Timestamp;
use domain::electronic_id::Eid;
use domain::text::PersonName;
use jsonwebtoken::jwk::{Jwk, JwkSet};
use jsonwebtoken::{Algorithm, DecodingKey, Validation, decode, decode_header};
use serde::Deserialize;

/// What about a token is not as it should be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Untrue(pub &'static str);

/// What a token has to say.
pub(super) struct Expected<'a> {
    pub(super) issuer: &'a str,
    pub(super) client: &'a str,
    pub(super) nonce: &'a str,
    pub(super) now: Timestamp,
}

/// What Criipto signs with. Whatever else a token's header names, `none` above all, is not taken.
const ALGORITHM: Algorithm = Algorithm::RS256;

/// How far the provider's clock may be from ours, in seconds.
const CLOCKS: i64 = 60;

/// What a token says. Each ID has the number in a claim of its own.
#[derive(Deserialize)]
pub(super) struct Claims {
    iss: String,
    aud: OneOrMore,
    exp: i64,
    #[serde(default)]
    iat: Option<i64>,
    #[serde(default)]
    nbf: Option<i64>,
    #[serde(default)]
    azp: Option<String>,
    #[serde(default)]
    nonce: Option<String>,
    #[serde(default)]
    identityscheme: Option<String>,
    #[serde(default)]
    name: Option<String>,
    #[serde(default)]
    socialno: Option<String>,
    #[serde(default)]
    ssn: Option<String>,
    #[serde(default, rename = "cprNumberIdentifier")]
    cpr: Option<String>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum OneOrMore {
    One(String),
    More(Vec<String>),
}

impl OneOrMore {
    fn all(&self) -> &[String] {
        match self {
            OneOrMore::One(one) => std::slice::from_ref(one),
            OneOrMore::More(more) => more,
        }
    }
}

/// Checks signature, issuer, audience, time and nonce.
pub(super) fn check(token: &str, keys: &JwkSet, expected: &Expected<'_>) -> Result<Claims, Untrue> {
    let header = decode_header(token).map_err(|_| Untrue("its head cannot be read"))?;
    if header.alg != ALGORITHM {
        return Err(Untrue("another signature than RS256"));
    }
    let jwk = signer(keys, header.kid.as_deref()).ok_or(Untrue("none of the provider's keys signed it"))?;
    let key = DecodingKey::from_jwk(jwk).map_err(|_| Untrue("the provider's key cannot be read"))?;
    // The library takes the time from the machine; ours is passed in, and checked below with all the rest.
    let mut signature_alone = Validation::new(ALGORITHM);
    signature_alone.required_spec_claims.clear();
    signature_alone.validate_exp = false;
    signature_alone.validate_nbf = false;
    signature_alone.validate_aud = false;
    let claims: Claims =
        decode(token, &key, &signature_alone).map_err(|_| Untrue("its signature does not hold"))?.claims;

    if claims.iss != expected.issuer {
        return Err(Untrue("another issuer"));
    }
    let audience = claims.aud.all();
    if !audience.iter().any(|one| one == expected.client) {
        return Err(Untrue("for another audience"));
    }
    match &claims.azp {
        Some(party) if party != expected.client => return Err(Untrue("for another party")),
        None if audience.len() > 1 => return Err(Untrue("for several audiences and no party")),
        Some(_) | None => {}
    }
    let now = expected.now.timestamp();
    if claims.exp.saturating_add(CLOCKS) <= now {
        return Err(Untrue("expired"));
    }
    if claims.iat.into_iter().chain(claims.nbf).any(|from| from.saturating_sub(CLOCKS) > now) {
        return Err(Untrue("of a time to come"));
    }
    if claims.nonce.as_deref() != Some(expected.nonce) {
        return Err(Untrue("another nonce"));
    }
    Ok(claims)
}

/// The key of this id that signs; without an id, the only one there is.
fn signer<'a>(keys: &'a JwkSet, id: Option<&str>) -> Option<&'a Jwk> {
    match (id, keys.keys.as_slice()) {
        (Some(id), _) => keys.find(id),
        (None, [only]) => Some(only),
        (None, _) => None,
    }
}

impl Claims {
    /// Who it is, by the ID that was asked for.
    pub(super) fn person(self, eid: Eid) -> Result<Person, EidError> {
        let (scheme, number) = match eid {
            Eid::NorwegianBankId => ("nobankid", self.socialno),
            Eid::SwedishBankId => ("sebankid", self.ssn),
            Eid::MitId => ("dkmitid", self.cpr),
        };
        if self.identityscheme.is_none_or(|said| !said.starts_with(scheme)) {
            return Err(Untrue("of another electronic ID").into());
        }
        let number = number.and_then(|number| eid.number(&number)).ok_or(EidError::WithoutNumber)?;
        // A name that no form of ours would take is not compared.
        let name = self.name.and_then(|name| PersonName::parse(&name).ok());
        Ok(Person { number, name })
    }
}
