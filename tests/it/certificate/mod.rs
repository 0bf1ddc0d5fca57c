//! Certificates of erasures: what they say is so, is checked on nothing but themselves, and every lie is named.

mod attacks;
mod later;
mod truth;

use super::proof;
use super::restore::{done, text};
use super::routes::visitor;
use domain::VisitId;
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use store::proof::{Certificate, SignerKey, VerifierKey};
use tests::Outcome;
use tests::server::Server;

/// A visit that is to be erased.
struct Visit {
    id: String,
    reference: String,
    cookie: String,
}

impl Visit {
    fn arrive(server: &Server) -> Outcome<Self> {
        let (id, arrived) = visitor(server, "nordlys")?;
        let reference = id.parse::<VisitId>()?.reference();
        Ok(Self { id, reference, cookie: arrived.cookies() })
    }

    fn erase(&self, server: &Server) -> Outcome<Value> {
        let erase = ["subject", "erase", "--reference", &self.reference, "--reason", "by letter", "--json"];
        Ok(serde_json::from_str(&done(server, &erase)?)?)
    }

    /// Its certificate, in a file.
    fn certificate(&self, server: &Server, out: PathBuf) -> Outcome<PathBuf> {
        done(server, &["subject", "certificate", &self.reference, "--out", text(&out)?])?;
        Ok(out)
    }
}

/// The exit status of a verification, what it found in JSON, and what it said where it printed none.
fn verified(certificate: &Path, key: &str, more: &[&str]) -> Outcome<(i32, Value, String)> {
    let arguments = ["audit", "verify-certificate", text(certificate)?, "--key", key, "--json"];
    let said = proof::anteroom(&[&arguments[..], more].concat())?;
    Ok((said.status, serde_json::from_str(&said.out).unwrap_or_default(), said.err))
}

#[track_caller]
fn assert_valid(certificate: &Path, key: &str, more: &[&str]) -> Outcome<Value> {
    let (status, told, err) = verified(certificate, key, more)?;
    assert_eq!((status, &told["valid"]), (0, &Value::Bool(true)), "{told} {err}");
    Ok(told["statement"].clone())
}

/// It has to be refused, and what is said has to name this.
#[track_caller]
fn assert_refused(certificate: &Path, key: &str, more: &[&str], names: &str) -> Outcome {
    let (status, told, err) = verified(certificate, key, more)?;
    assert_eq!(status, 1, "{told} {err}");
    assert!(format!("{told} {err}").contains(names), "no {names:?} in {told} {err}");
    Ok(())
}

/// The log's verifier key.
fn verifier(server: &Server) -> Outcome<String> {
    Ok(fs::read_to_string(server.data().join("tree/verifier"))?.trim().to_owned())
}

/// What only whoever holds the data folder can do: sign another certificate.
struct Forger {
    key: SignerKey,
}

impl Forger {
    fn of(server: &Server) -> Outcome<Self> {
        Ok(Self { key: SignerKey::from_file(&fs::read_to_string(server.data().join("tree-key"))?)? })
    }

    fn keys(&self) -> Vec<VerifierKey> {
        vec![self.key.verifier().clone()]
    }

    fn read(&self, certificate: &Path) -> Outcome<Certificate> {
        Ok(Certificate::open(&fs::read_to_string(certificate)?, &self.keys())?.0)
    }

    fn write(&self, certificate: &Certificate, out: PathBuf) -> Outcome<PathBuf> {
        fs::write(&out, certificate.sign(&[&self.key])?)?;
        Ok(out)
    }
}
