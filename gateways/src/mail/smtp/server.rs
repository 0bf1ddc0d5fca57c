//! The mail server's address, read once: which host, which port, and how much the wire between is trusted.

use std::{net::IpAddr, str::FromStr};

use crate::mail::MailError;

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Server {
    pub(super) host: String,
    pub(super) port: u16,
    pub(super) security: Security,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Security {
    /// TLS from the first byte.
    Implicit,
    /// In the clear until STARTTLS, which is insisted on.
    StartTls,
    /// The other end is this machine.
    Clear,
}

impl FromStr for Server {
    type Err = MailError;

    fn from_str(url: &str) -> Result<Self, MailError> {
        let (implicit, rest) = match url.split_once("://") {
            Some(("smtp", rest)) => (false, rest),
            Some(("smtps", rest)) => (true, rest),
            _ => {
                return Err(MailError::Configuration(
                    "the mail server's url begins with smtp:// or smtps://",
                ));
            }
        };
        let (authority, query) = rest.split_once('?').unwrap_or((rest, ""));
        let insist = match query {
            "" => false,
            "tls=required" => true,
            _ => {
                return Err(MailError::Configuration(
                    "the only option of the mail server's url is tls=required",
                ));
            }
        };
        let authority = authority.strip_suffix('/').unwrap_or(authority);
        if authority.contains('@') {
            return Err(MailError::Configuration(
                "the mail server's user and password have settings of their own; leave them out of its url",
            ));
        }
        let (host, port) = host_and_port(authority)?;
        let security = match (implicit, insist) {
            (true, _) => Security::Implicit,
            (false, false) if is_loopback(&host) => Security::Clear,
            (false, _) => Security::StartTls,
        };
        let port = port.unwrap_or(if implicit { 465 } else { 587 });
        Ok(Self { host, port, security })
    }
}

fn host_and_port(authority: &str) -> Result<(String, Option<u16>), MailError> {
    let bad_host = MailError::Configuration("the mail server's url has no usable host");
    let (host, port) = if let Some(rest) = authority.strip_prefix('[') {
        let (host, after) = rest.split_once(']').ok_or(bad_host.clone())?;
        host.parse::<IpAddr>().map_err(|_| bad_host.clone())?;
        (host, after.strip_prefix(':').or((!after.is_empty()).then_some("not a port")))
    } else {
        authority.split_once(':').map_or((authority, None), |(host, port)| (host, Some(port)))
    };
    let fits = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | ':');
    if host.is_empty() || !host.chars().all(fits) {
        return Err(bad_host);
    }
    let port = port
        .map(|port| port.parse().ok().filter(|port| *port != 0))
        .map(|port| port.ok_or(MailError::Configuration("the port in the mail server's url is not a port")))
        .transpose()?;
    Ok((host.to_ascii_lowercase(), port))
}

fn is_loopback(host: &str) -> bool {
    host == "localhost" || host.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_host_port_and_trust() {
        for (url, host, port, security) in [
            ("smtp://mail.example.org", "mail.example.org", 587, Security::StartTls),
            ("smtp://mail.example.org:25/", "mail.example.org", 25, Security::StartTls),
            ("smtps://Mail.Example.org", "mail.example.org", 465, Security::Implicit),
            ("smtp://localhost:1025", "localhost", 1025, Security::Clear),
            ("smtp://127.0.0.1:1025", "127.0.0.1", 1025, Security::Clear),
            ("smtp://[::1]:1025", "::1", 1025, Security::Clear),
            ("smtp://localhost:1025?tls=required", "localhost", 1025, Security::StartTls),
            ("smtp://localhost.example.org", "localhost.example.org", 587, Security::StartTls),
            ("smtps://127.0.0.1", "127.0.0.1", 465, Security::Implicit),
        ] {
            assert_eq!(url.parse::<Server>(), Ok(Server { host: host.into(), port, security }), "{url}");
        }
    }

    #[test]
    fn says_which_part_is_wrong_and_repeats_none_of_it() {
        for (url, part) in [
            ("", "begins with"),
            ("mail.example.org", "begins with"),
            ("http://secret.example", "begins with"),
            ("smtp://", "host"),
            ("smtp://:25", "host"),
            ("smtp://a b", "host"),
            ("smtp://[secret]:25", "host"),
            ("smtp://mail.example:secret", "port"),
            ("smtp://mail.example:0", "port"),
            ("smtp://[::1]25", "port"),
            ("smtp://u:secret@mail.example", "user and password"),
            ("smtp://mail.example?tls=secret", "option"),
        ] {
            let error = url.parse::<Server>().unwrap_err().to_string();
            assert!(error.contains(part) && !error.contains("secret"), "{url}: {error}");
        }
    }
}
