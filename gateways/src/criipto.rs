//! Electronic ID (V5) through Criipto Verify (since renamed Idura Verify): `OpenID Connect`, authorisation code with PKCE. The token and the number pass through here in
//! memory alone; no error and no trace repeats one.

mod id_token;
pub mod sandbox;

pub use id_token::Untrue;

use async_trait::async_trait;
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use domain::Timestamp;
use domain::electronic_id::Eid;
use domain::text::{NationalNumber, PersonName};
use jsonwebtoken::jwk::JwkSet;
use reqwest::{Client, RequestBuilder, StatusCode, redirect};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};
use std::fmt;
use std::time::Duration;
use tokio::sync::Mutex;
use url::{Host, Url, form_urlencoded};

/// Somebody to vouch for who a visitor is.
#[async_trait]
pub trait EidProvider: Send + Sync {
    /// Where the visitor is sent.
    async fn address(&self, ask: &Ask, now: Timestamp) -> Result<String, EidError>;

    /// Who the visitor is, for the code they came back with.
    async fn person(&self, ask: &Ask, code: &str, now: Timestamp) -> Result<Person, EidError>;
}

/// One attempt. Its secrets are drawn for it and used for no other.
#[derive(Clone)]
pub struct Ask {
    /// With which ID.
    pub eid: Eid,
    /// What comes back with the visitor.
    pub state: String,
    /// What stands in the token.
    pub nonce: String,
    /// What only who began can know: 43 to 128 characters (RFC 7636).
    pub verifier: String,
    /// Where the visitor comes back to, as registered with the provider.
    pub redirect: String,
    /// The visitor's language, such as `nb`.
    pub lang: String,
}

impl Ask {
    /// The verifier's SHA-256, which the provider keeps until the code is exchanged.
    fn challenge(&self) -> String {
        URL_SAFE_NO_PAD.encode(Sha256::digest(&self.verifier))
    }
}

impl fmt::Debug for Ask {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Ask(…)")
    }
}

/// Whom the provider vouches for.
#[derive(Clone, Debug)]
pub struct Person {
    /// The national number.
    pub number: NationalNumber,
    /// The name, to be compared and forgotten.
    pub name: Option<PersonName>,
}

/// Why nobody was vouched for. What was answered is not repeated.
#[derive(Debug, thiserror::Error)]
pub enum EidError {
    /// No answer, or one that is no answer.
    #[error("the provider of electronic ID does not answer: {0}")]
    Away(String),
    /// The code was not taken: used, too old, or another client's.
    #[error("the provider of electronic ID refused the code")]
    Refused,
    /// The token does not stand the test.
    #[error("the token of electronic ID was not believed: {0}")]
    Untrue(#[from] Untrue),
    /// The token holds no number, or none of this ID's form.
    #[error("the provider of electronic ID handed over no number")]
    WithoutNumber,
}

/// How Criipto is reached.
#[derive(Clone)]
pub struct CriiptoConfig {
    /// The domain, such as `clinic.criipto.id`; for tests `http://` on this machine.
    pub domain: String,
    /// The application's client id.
    pub client: String,
    /// Its secret.
    pub secret: String,
}

/// Why a configuration cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("write the domain like clinic.criipto.id, without https:// and without a slash")]
pub struct NoDomain;

/// Criipto Verify.
pub struct Criipto {
    issuer: String,
    client: String,
    secret: String,
    http: Client,
    metadata: Mutex<Option<(Metadata, Timestamp)>>,
}

/// How long what the provider says of itself is believed; its keys are asked for each time.
const METADATA: chrono::TimeDelta = chrono::TimeDelta::hours(1);

/// How long the provider may take for one answer.
const PATIENCE: Duration = Duration::from_secs(10);

/// The longest answer that is read.
const ANSWER: usize = 256 * 1024;

/// What the provider says of itself.
#[derive(Clone, Deserialize)]
struct Metadata {
    issuer: String,
    authorization_endpoint: String,
    token_endpoint: String,
    jwks_uri: String,
}

#[derive(Deserialize)]
struct Tokens {
    id_token: String,
}

/// The ID's profile at Criipto (`acr_values`).
fn profile(eid: Eid) -> &'static str {
    match eid {
        Eid::NorwegianBankId => "urn:grn:authn:no:bankid",
        Eid::SwedishBankId => "urn:grn:authn:se:bankid",
        Eid::MitId => "urn:grn:authn:dk:mitid:substantial",
    }
}

impl Criipto {
    /// Reaches it; nothing is asked yet.
    pub fn new(config: CriiptoConfig) -> Result<Self, NoDomain> {
        let CriiptoConfig { domain, client, secret } = config;
        let issuer = if domain.starts_with("http://") { domain } else { format!("https://{domain}") };
        let url = Url::parse(&issuer).map_err(|_| NoDomain)?;
        let own = match url.host() {
            Some(Host::Ipv4(ip)) => ip.is_loopback(),
            Some(Host::Ipv6(ip)) => ip.is_loopback(),
            Some(Host::Domain(name)) => name == "localhost",
            None => return Err(NoDomain),
        };
        if issuer.ends_with('/') || url.path() != "/" || (url.scheme() == "http" && !own) {
            return Err(NoDomain);
        }
        // A redirect would carry the secret elsewhere.
        let http = Client::builder().timeout(PATIENCE).redirect(redirect::Policy::none()).build();
        Ok(Self { issuer, client, secret, http: http.map_err(|_| NoDomain)?, metadata: Mutex::default() })
    }

    async fn metadata(&self, now: Timestamp) -> Result<Metadata, EidError> {
        let mut held = self.metadata.lock().await;
        if let Some((metadata, until)) = held.as_ref()
            && now < *until
        {
            return Ok(metadata.clone());
        }
        let address = format!("{}/.well-known/openid-configuration", self.issuer);
        let metadata: Metadata = self.read(self.http.get(address)).await?;
        // Whoever answers in its place may not send visitors, or the secret, elsewhere than over TLS.
        if metadata.issuer != self.issuer {
            return Err(Untrue("another issuer answers").into());
        }
        for address in [&metadata.authorization_endpoint, &metadata.token_endpoint, &metadata.jwks_uri] {
            if self.issuer.starts_with("https://") && !address.starts_with("https://") {
                return Err(Untrue("an endpoint without TLS").into());
            }
        }
        *held = Some((metadata.clone(), now + METADATA));
        Ok(metadata)
    }

    async fn read<T: DeserializeOwned>(&self, request: RequestBuilder) -> Result<T, EidError> {
        // An error of this client may hold the address, and that a code.
        let away = |error: reqwest::Error| EidError::Away(error.without_url().to_string());
        let mut answer = request.send().await.map_err(away)?;
        let status = answer.status();
        if matches!(status, StatusCode::BAD_REQUEST | StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN) {
            tracing::warn!(status = status.as_u16(), "the provider of electronic ID refused");
            return Err(EidError::Refused);
        }
        if !status.is_success() {
            return Err(EidError::Away(format!("status {}", status.as_u16())));
        }
        let mut body = Vec::new();
        while let Some(chunk) = answer.chunk().await.map_err(away)? {
            if body.len() + chunk.len() > ANSWER {
                return Err(EidError::Away("a longer answer than is read".into()));
            }
            body.extend_from_slice(&chunk);
        }
        // The reason would repeat what was answered.
        serde_json::from_slice(&body).map_err(|_| EidError::Away("an answer of another form".into()))
    }
}

#[async_trait]
impl EidProvider for Criipto {
    async fn address(&self, ask: &Ask, now: Timestamp) -> Result<String, EidError> {
        let metadata = self.metadata(now).await?;
        let mut url = Url::parse(&metadata.authorization_endpoint)
            .map_err(|_| EidError::Away("an endpoint that is no address".into()))?;
        url.query_pairs_mut()
            .append_pair("response_type", "code")
            .append_pair("response_mode", "query")
            .append_pair("client_id", &self.client)
            .append_pair("redirect_uri", &ask.redirect)
            // `ssn` is how an application with dynamic scopes is asked for the number; with static ones it changes nothing.
            .append_pair("scope", "openid ssn")
            .append_pair("acr_values", profile(ask.eid))
            // Somebody else may have been in front of this machine a minute ago.
            .append_pair("prompt", "login")
            .append_pair("ui_locales", &ask.lang)
            .append_pair("state", &ask.state)
            .append_pair("nonce", &ask.nonce)
            .append_pair("code_challenge", &ask.challenge())
            .append_pair("code_challenge_method", "S256");
        Ok(url.into())
    }

    async fn person(&self, ask: &Ask, code: &str, now: Timestamp) -> Result<Person, EidError> {
        let metadata = self.metadata(now).await?;
        let form = form_urlencoded::Serializer::new(String::new())
            .append_pair("grant_type", "authorization_code")
            .append_pair("code", code)
            .append_pair("redirect_uri", &ask.redirect)
            .append_pair("code_verifier", &ask.verifier)
            .finish();
        let encoded = |text: &str| form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>();
        let pair = format!("{}:{}", encoded(&self.client), encoded(&self.secret));
        let exchange = self
            .http
            .post(&metadata.token_endpoint)
            .header("authorization", format!("Basic {}", STANDARD.encode(pair)))
            .header("content-type", "application/x-www-form-urlencoded")
            .body(form);
        let tokens: Tokens = self.read(exchange).await?;
        let keys: JwkSet = self.read(self.http.get(&metadata.jwks_uri)).await?;
        let expected =
            id_token::Expected { issuer: &self.issuer, client: &self.client, nonce: &ask.nonce, now };
        let claims = id_token::check(&tokens.id_token, &keys, &expected)?;
        claims.person(ask.eid)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn criipto(domain: &str) -> Result<Criipto, NoDomain> {
        Criipto::new(CriiptoConfig { domain: domain.into(), client: "c".into(), secret: "s".into() })
    }

    #[test]
    fn a_domain_is_reached_over_tls_and_plainly_on_this_machine_alone() {
        for good in ["clinic.criipto.id", "http://127.0.0.1:9", "http://localhost:9", "http://[::1]:9"] {
            assert!(criipto(good).is_ok(), "{good}");
        }
        for bad in
            ["", "http://clinic.criipto.id", "clinic.criipto.id/", "clinic.criipto.id/x", "https://a b"]
        {
            assert!(criipto(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn nothing_of_an_attempt_is_printed() {
        let ask = Ask {
            eid: Eid::MitId,
            state: "STATE".into(),
            nonce: "NONCE".into(),
            verifier: "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk".into(),
            redirect: "https://a.example/identified".into(),
            lang: "da".into(),
        };
        assert_eq!(format!("{ask:?}"), "Ask(…)");
        // The pair of RFC 7636, appendix B.
        assert_eq!(ask.challenge(), "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
    }
}
