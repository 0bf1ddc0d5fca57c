//! An authenticator made by hand, for what needs no browser: it registers a passkey, without attestation, and never signs anything with it.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use tests::http::request;
use tests::{Failure, Outcome};

/// The point of P-256 that everybody knows: its base point. Registering proves nothing of a key but that it is a point.
const X: &str = "6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296";
const Y: &str = "4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5";

/// Present, verified, and a credential is attached.
const FLAGS: u8 = 0b0100_0101;

/// Adds a passkey of this label to the account of this session, as a browser at `origin` does.
pub(super) fn register(address: &str, origin: &str, session: &str, label: &str) -> Outcome {
    let post = |path: &str, cookies: &str, body: &Value| {
        let headers =
            [("cookie", cookies), ("accept", "application/json"), ("content-type", "application/json")];
        request("POST", &format!("{address}/passkey/register/{path}"), &headers, body.to_string().as_bytes())
    };
    let started = post("start", session, &json!({}))?;
    let challenge: Value = serde_json::from_slice(&started.body)?;
    let text = |pointer: &str| {
        let text = challenge.pointer(pointer).and_then(Value::as_str);
        text.ok_or_else(|| Failure::new(format!("no {pointer} in {challenge}")))
    };
    let client = json!({
        "type": "webauthn.create",
        "challenge": text("/publicKey/challenge")?,
        "origin": origin,
        "crossOrigin": false,
    });
    let id = URL_SAFE_NO_PAD.encode([7; 16]);
    let response = json!({
        "attestationObject": URL_SAFE_NO_PAD.encode(attestation(text("/publicKey/rp/id")?)?),
        "clientDataJSON": URL_SAFE_NO_PAD.encode(client.to_string()),
    });
    let credential = json!({ "id": id, "rawId": id, "type": "public-key", "response": response });
    let cookies = format!("{session}; {}", started.cookies());
    let finished = post("finish", &cookies, &json!({ "label": label, "credential": credential }))?;
    if finished.status == 201 {
        Ok(())
    } else {
        Err(Failure::new(format!("not registered: {} {}", finished.status, finished.text())))
    }
}

/// An attestation object of the form `none`, in CBOR.
fn attestation(site: &str) -> Outcome<Vec<u8>> {
    let mut data = Sha256::digest(site).to_vec();
    data.push(FLAGS);
    // A counter of nought, an authenticator of no make, and an id of sixteen bytes.
    data.extend([[0; 20].as_slice(), &[0, 16], &[7; 16]].concat());
    // The key: type 2, algorithm -7, curve 1, and its two coordinates of 32 bytes.
    data.extend([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 32]);
    data.extend(hex::decode(X)?);
    data.extend([0x22, 0x58, 32]);
    data.extend(hex::decode(Y)?);
    let head = b"\xa3\x63fmt\x64none\x67attStmt\xa0\x68authData\x58";
    Ok([head.as_slice(), &[u8::try_from(data.len())?], &data].concat())
}
