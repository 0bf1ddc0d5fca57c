//! A provider that lies: each token that must not be believed, handed over by a server that does everything else right.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::{KeyPair, KeySize};
use aws_lc_rs::signature::{KeyPair as _, RSA_PKCS1_SHA256};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::Timestamp;
use domain::electronic_id::Eid;
use gateways::criipto::{Ask, Criipto, CriiptoConfig, EidError, EidProvider, Person};
use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

const CLIENT: &str = "urn:my:application:identifier:1";

fn now() -> Timestamp {
    "2026-11-21T10:00:00Z".parse().unwrap()
}

/// What the server hands over next, and its signing key.
struct Provider {
    issuer: String,
    key: KeyPair,
    token: Arc<Mutex<String>>,
}

impl Provider {
    fn start() -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let issuer = format!("http://{}", listener.local_addr().unwrap());
        let key = KeyPair::generate(KeySize::Rsa2048).unwrap();
        let token = Arc::new(Mutex::new(String::new()));
        let metadata = json!({
            "issuer": issuer, "authorization_endpoint": format!("{issuer}/authorize"),
            "token_endpoint": format!("{issuer}/token"), "jwks_uri": format!("{issuer}/keys"),
        });
        let keys = json!({ "keys": [jwk(&key)] });
        let next = token.clone();
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let token =
                    json!({ "id_token": *next.lock().unwrap(), "access_token": "a", "token_type": "Bearer" });
                answer(stream, &metadata, &keys, &token);
            }
        });
        Self { issuer, key, token }
    }

    fn signed(&self, header: &Value, claims: &Value) -> String {
        let said = format!("{}.{}", encoded(header), encoded(claims));
        let mut signature = vec![0; self.key.public_modulus_len()];
        self.key.sign(&RSA_PKCS1_SHA256, &SystemRandom::new(), said.as_bytes(), &mut signature).unwrap();
        format!("{said}.{}", URL_SAFE_NO_PAD.encode(signature))
    }

    async fn hands_over(&self, eid: Eid, token: String) -> Result<Person, EidError> {
        *self.token.lock().unwrap() = token;
        let config =
            CriiptoConfig { domain: self.issuer.clone(), client: CLIENT.into(), secret: "secret".into() };
        Criipto::new(config).unwrap().person(&ask(eid), "a-code", now()).await
    }

    fn claims(&self) -> Value {
        json!({
            "iss": self.issuer, "aud": CLIENT, "sub": "{1}", "nonce": "the-nonce",
            "iat": now().timestamp(), "exp": now().timestamp() + 300,
            "identityscheme": "nobankid-oidc", "socialno": "27034698436", "name": "Mikkel Larsen",
        })
    }
}

fn ask(eid: Eid) -> Ask {
    Ask {
        eid,
        state: "the-state".into(),
        nonce: "the-nonce".into(),
        verifier: "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk".into(),
        redirect: "https://a.example/identified".into(),
        lang: "nb".into(),
    }
}

/// The public half. Its DER is a sequence of two numbers; of 2048 bits the first one has 257 bytes, of which the first is zero, and the second is 65537.
fn jwk(key: &KeyPair) -> Value {
    let der = key.public_key().as_ref().to_vec();
    let n = URL_SAFE_NO_PAD.encode(&der[9..265]);
    json!({ "kty": "RSA", "use": "sig", "alg": "RS256", "kid": "k1", "n": n, "e": "AQAB" })
}

fn encoded(value: &Value) -> String {
    URL_SAFE_NO_PAD.encode(value.to_string())
}

fn answer(stream: TcpStream, metadata: &Value, keys: &Value, token: &Value) {
    let mut reader = BufReader::new(stream);
    let (mut head, mut length) = (String::new(), 0);
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line).unwrap_or(0) <= 2 {
            break;
        }
        if let Some(value) = line.to_lowercase().strip_prefix("content-length:") {
            length = value.trim().parse().unwrap_or(0);
        }
        head.push_str(&line);
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body).unwrap();
    let body = match head.split(' ').nth(1).unwrap_or_default() {
        "/keys" => keys,
        "/token" => token,
        _ => metadata,
    };
    let body = body.to_string();
    let head = format!(
        "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {}\r\nconnection: close\r\n\r\n",
        body.len()
    );
    drop(reader.into_inner().write_all(format!("{head}{body}").as_bytes()));
}

fn head() -> Value {
    json!({ "alg": "RS256", "kid": "k1" })
}

fn with(mut claims: Value, key: &str, value: Value) -> Value {
    claims[key] = value;
    claims
}

#[tokio::test]
async fn each_id_has_its_number_in_a_claim_of_its_own() {
    let provider = Provider::start();
    for (eid, scheme, claim, number) in [
        (Eid::NorwegianBankId, "nobankid-oidc", "socialno", "27034698436"),
        (Eid::SwedishBankId, "sebankid", "ssn", "196802020575"),
        (Eid::MitId, "dkmitid", "cprNumberIdentifier", "2101270087"),
    ] {
        let claims = with(with(provider.claims(), "identityscheme", scheme.into()), claim, number.into());
        let person = provider.hands_over(eid, provider.signed(&head(), &claims)).await.unwrap();
        assert_eq!((person.number.as_str(), person.name.unwrap().as_str()), (number, "Mikkel Larsen"));
        assert!(!format!("{:?}", person.number).contains(number));
        let other = if eid == Eid::MitId { Eid::SwedishBankId } else { Eid::MitId };
        let token = provider.signed(&head(), &claims);
        assert!(matches!(provider.hands_over(other, token).await, Err(EidError::Untrue(_))), "{eid:?}");
    }
    let without = with(provider.claims(), "socialno", Value::Null);
    let token = provider.signed(&head(), &without);
    assert!(matches!(provider.hands_over(Eid::NorwegianBankId, token).await, Err(EidError::WithoutNumber)));
}

#[tokio::test]
async fn a_token_that_lies_is_not_believed() {
    let provider = Provider::start();
    let at = now().timestamp();
    let claims = provider.claims();
    let lies = [
        ("another issuer", with(claims.clone(), "iss", "https://evil.criipto.id".into())),
        ("another audience", with(claims.clone(), "aud", "urn:somebody:else".into())),
        ("several audiences", with(claims.clone(), "aud", json!([CLIENT, "urn:somebody:else"]))),
        ("another party", with(claims.clone(), "azp", "urn:somebody:else".into())),
        ("expired", with(claims.clone(), "exp", (at - 61).into())),
        ("expired an hour ago", with(claims.clone(), "exp", (at - 3600).into())),
        ("of a time to come", with(claims.clone(), "iat", (at + 3600).into())),
        ("another nonce", with(claims.clone(), "nonce", "yesterdays-nonce".into())),
        ("no nonce", with(claims.clone(), "nonce", Value::Null)),
        ("another ID", with(claims.clone(), "identityscheme", "sebankid".into())),
        ("no ID", with(claims.clone(), "identityscheme", Value::Null)),
    ];
    for (what, claims) in lies {
        let token = provider.signed(&head(), &claims);
        let answer = provider.hands_over(Eid::NorwegianBankId, token.clone()).await;
        let Err(error @ EidError::Untrue(_)) = answer else {
            panic!("{what} was believed, or failed otherwise")
        };
        let said = format!("{error} {error:?}");
        assert!(!said.contains("27034698436") && !said.contains(&token), "{what}: {said}");
    }
    assert!(provider.hands_over(Eid::NorwegianBankId, provider.signed(&head(), &claims)).await.is_ok());
}

#[tokio::test]
async fn a_signature_that_is_none_is_not_believed() {
    let (provider, stranger) = (Provider::start(), Provider::start());
    let claims = provider.claims();
    let unsigned = format!("{}.{}.", encoded(&json!({ "alg": "none" })), encoded(&claims));
    // The public key as the secret of an HMAC: the trick of a header that names another algorithm.
    let secret = aws_lc_rs::hmac::Key::new(aws_lc_rs::hmac::HMAC_SHA256, provider.key.public_key().as_ref());
    let said = format!("{}.{}", encoded(&json!({ "alg": "HS256", "kid": "k1" })), encoded(&claims));
    let tag = aws_lc_rs::hmac::sign(&secret, said.as_bytes());
    let confused = format!("{said}.{}", URL_SAFE_NO_PAD.encode(tag.as_ref()));
    let signed = provider.signed(&head(), &claims);
    let mut parts: Vec<&str> = signed.split('.').collect();
    let other = encoded(&with(claims.clone(), "socialno", "01010112345".into()));
    parts[1] = &other;
    for (what, token) in [
        ("alg none", unsigned),
        ("the public key as a secret", confused),
        ("claims under another token's signature", parts.join(".")),
        ("a stranger's key under our key's name", stranger.signed(&head(), &claims)),
        ("a key that nobody knows", provider.signed(&json!({ "alg": "RS256", "kid": "k2" }), &claims)),
        ("no token", "x".into()),
    ] {
        let answer = provider.hands_over(Eid::NorwegianBankId, token).await;
        assert!(matches!(answer, Err(EidError::Untrue(_))), "{what}");
    }
}

#[tokio::test]
async fn a_provider_that_is_away_is_told_so_and_another_issuer_is_not_believed() {
    let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let nobody = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let config = |domain: String| CriiptoConfig { domain, client: CLIENT.into(), secret: "secret".into() };
    let away = Criipto::new(config(nobody)).unwrap().address(&ask(Eid::MitId), now()).await;
    let Err(EidError::Away(words)) = away else { panic!("somebody answered") };
    assert!(!words.contains("http://"), "{words}");
    let provider = Provider::start();
    let other = provider.issuer.replace("127.0.0.1", "localhost");
    let lied = Criipto::new(config(other)).unwrap().address(&ask(Eid::MitId), now()).await;
    assert!(matches!(lied, Err(EidError::Untrue(_))), "the metadata name another issuer");
    let address = Criipto::new(config(provider.issuer.clone())).unwrap();
    let address = address.address(&ask(Eid::MitId), now()).await.unwrap();
    for part in [
        "acr_values=urn%3Agrn%3Aauthn%3Adk%3Amitid%3Asubstantial",
        "code_challenge_method=S256",
        "nonce=the-nonce",
    ] {
        assert!(address.contains(part), "{address}");
    }
    assert!(!address.contains("dBjftJeZ4CVP"), "the verifier stays here");
}
