//! `oidc-provider`, a certified `OpenID Connect` provider of others, with accounts whose claims look like Criipto's; and somebody who signs in there without a browser.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};

use crate::http::{self, Reply};
use crate::program::{Program, repository};
use crate::{Failure, Outcome};

/// The client it knows.
pub const CLIENT: &str = "urn:anteroom:tests:1";
/// Its secret, with letters that must be encoded on the way.
pub const SECRET: &str = "a secret with a : and a % in it";

/// A running provider. It ends when its standard input does, which is with this value or with the test's process.
#[derive(Debug)]
pub struct Provider {
    child: Child,
    issuer: String,
    // It dies of a word that nobody would hear.
    _said: BufReader<ChildStdout>,
}

impl Provider {
    /// Starts it on a port of its own choice.
    pub fn start() -> Outcome<Self> {
        let script = repository().join("tests/clients/oidc.mjs");
        Self::run(&script, &Program::OidcProvider.find()?)
    }

    fn run(script: &Path, folder: &Path) -> Outcome<Self> {
        let mut command = Command::new("node");
        command.arg(script).arg(folder).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn()?;
        let out = child.stdout.take().ok_or_else(|| Failure::new("no output"))?;
        let mut issuer = String::new();
        let mut said = BufReader::new(out);
        said.read_line(&mut issuer)?;
        let issuer = issuer.trim().to_owned();
        if issuer.is_empty() {
            return Err(Failure::new("the provider did not start"));
        }
        Ok(Self { child, issuer, _said: said })
    }

    /// Its issuer, `http://127.0.0.1:PORT`.
    pub fn issuer(&self) -> &str {
        &self.issuer
    }

    /// Signs in as this account at the address a visitor was sent to: where the provider leads back to.
    pub fn sign_in(&self, address: &str, account: &str) -> Outcome<String> {
        let mut browser = Browser::default();
        let login = browser.get(address)?;
        let fields = [("prompt", "login"), ("login", account), ("password", "x")];
        let signed_in = browser.post(&login, &fields)?;
        let consent = browser.get(&signed_in)?;
        let agreed = browser.post(&consent, &[("prompt", "consent")])?;
        browser.get(&agreed)
    }

    /// Breaks it off.
    pub fn cancel(&self, address: &str) -> Outcome<String> {
        let mut browser = Browser::default();
        let login = browser.get(address)?;
        let aborted = browser.get(&format!("{login}/abort"))?;
        if aborted.starts_with(&self.issuer) { browser.get(&aborted) } else { Ok(aborted) }
    }
}

impl Drop for Provider {
    fn drop(&mut self) {
        if let Some(mut input) = self.child.stdin.take() {
            drop(input.flush());
        }
        drop(self.child.wait());
    }
}

/// Follows redirects by hand, with the cookies it was given.
#[derive(Default)]
struct Browser {
    cookies: Vec<(String, String)>,
}

impl Browser {
    fn get(&mut self, address: &str) -> Outcome<String> {
        let cookies = self.header();
        let reply = http::get(address, &[("cookie", &cookies)])?;
        self.onward(address, &reply)
    }

    fn post(&mut self, address: &str, fields: &[(&str, &str)]) -> Outcome<String> {
        let cookies = self.header();
        let reply = http::post_form(address, &[("cookie", &cookies)], fields)?;
        self.onward(address, &reply)
    }

    fn header(&self) -> String {
        let pairs: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        pairs.join("; ")
    }

    fn onward(&mut self, address: &str, reply: &Reply) -> Outcome<String> {
        for pair in reply.cookies().split("; ").filter_map(|pair| pair.split_once('=')) {
            self.cookies.retain(|(name, _)| name != pair.0);
            if !pair.1.is_empty() {
                self.cookies.push((pair.0.to_owned(), pair.1.to_owned()));
            }
        }
        let to = reply.header("location");
        let to = to.ok_or_else(|| Failure::new(format!("{address}: {}, and no way on", reply.status)))?;
        Ok(url::Url::parse(address)?.join(to)?.to_string())
    }
}
