//! Counts how often somebody knocks, so that nobody can knock all day. It keeps salted hashes in memory and nothing that could name a person.

use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::request::Parts;
use chrono::TimeDelta;
use domain::Timestamp;
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::convert::Infallible;
use std::net::{IpAddr, SocketAddr};
use std::sync::Mutex;
use store::Entropy;
use store::edge::Draw;

/// A limit: so many in so long.
#[derive(Clone, Copy, Debug)]
pub struct Limit {
    /// What is counted; counts of one name do not touch another's.
    pub name: &'static str,
    /// How many.
    pub most: u32,
    /// In how long.
    pub within: TimeDelta,
}

/// Letters to one address.
pub const LETTERS: Limit = Limit { name: "letters", most: 5, within: TimeDelta::minutes(15) };
/// Asking for a link, from one place. A clinic shares one address.
pub const LINKS: Limit = Limit { name: "links", most: 60, within: TimeDelta::minutes(10) };
/// Signing up, from one place.
pub const SIGN_UPS: Limit = Limit { name: "sign-ups", most: 60, within: TimeDelta::minutes(10) };
/// Passkey ceremonies, from one place.
pub const CEREMONIES: Limit = Limit { name: "ceremonies", most: 240, within: TimeDelta::minutes(10) };

/// How many counts are kept at most.
const KEPT: usize = 50_000;

/// The counts.
pub struct Knocks {
    salt: [u8; 32],
    counts: Mutex<HashMap<[u8; 32], Count>>,
}

struct Count {
    many: u32,
    until: Timestamp,
}

impl Knocks {
    /// Nobody has knocked yet.
    pub fn new(entropy: &dyn Entropy) -> Self {
        Self { salt: entropy.bytes(), counts: Mutex::default() }
    }

    /// Counts one knock. `false` where it is one too many.
    pub fn allow(&self, limit: Limit, who: &str, now: Timestamp) -> bool {
        let key = self.key(limit, who);
        // A lock that broke counts nothing and keeps nobody out.
        let Ok(mut counts) = self.counts.lock() else { return true };
        if counts.len() >= KEPT {
            counts.retain(|_, count| now < count.until);
        }
        if counts.len() >= KEPT {
            counts.clear();
        }
        let count = counts.entry(key).or_insert(Count { many: 0, until: now + limit.within });
        if now >= count.until {
            *count = Count { many: 0, until: now + limit.within };
        }
        count.many = count.many.saturating_add(1);
        count.many <= limit.most
    }

    fn key(&self, limit: Limit, who: &str) -> [u8; 32] {
        let mut hasher = Sha256::new();
        hasher.update(self.salt);
        hasher.update(limit.name.as_bytes());
        hasher.update([0]);
        hasher.update(who.as_bytes());
        hasher.finalize().into()
    }
}

/// Where a request comes from: the machine at the other end of the line, a whole network with IPv6. Behind a proxy, the machine the proxy names last.
#[derive(Clone, Debug)]
pub struct Peer(Option<IpAddr>);

impl Peer {
    /// The place as it is counted; `None` where it is not known.
    pub fn place(&self) -> Option<String> {
        self.0.map(|address| match address {
            IpAddr::V4(address) => address.to_string(),
            IpAddr::V6(address) => match address.to_ipv4_mapped() {
                Some(address) => address.to_string(),
                None => {
                    let [a, b, c, d, ..] = address.segments();
                    format!("{a:x}:{b:x}:{c:x}:{d:x}")
                }
            },
        })
    }
}

impl<S: Sync> FromRequestParts<S> for Peer {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        let line = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|ConnectInfo(address)| address.ip());
        // Only a proxy on this machine is believed: anybody else could name whom they like.
        let named = || {
            let header = parts.headers.get_all("x-forwarded-for").iter().next_back()?;
            header.to_str().ok()?.rsplit(',').next()?.trim().parse().ok()
        };
        Ok(Self(match line {
            Some(address) if address.is_loopback() => named().or(line),
            other => other,
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::Request;

    struct Ones;

    impl Entropy for Ones {
        fn fill(&self, buffer: &mut [u8]) {
            buffer.fill(1);
        }
    }

    fn at(time: &str) -> Timestamp {
        format!("2026-11-21T{time}Z").parse().unwrap()
    }

    #[test]
    fn one_too_many_is_refused_until_the_time_is_over() {
        let knocks = Knocks::new(&Ones);
        for _ in 0..LETTERS.most {
            assert!(knocks.allow(LETTERS, "kari@example.com", at("10:00:00")));
        }
        assert!(!knocks.allow(LETTERS, "kari@example.com", at("10:14:59")));
        assert!(knocks.allow(LETTERS, "ola@example.com", at("10:14:59")));
        assert!(knocks.allow(LINKS, "kari@example.com", at("10:14:59")));
        assert!(knocks.allow(LETTERS, "kari@example.com", at("10:15:00")));
    }

    #[test]
    fn only_hashes_are_kept() {
        let knocks = Knocks::new(&Ones);
        knocks.allow(LETTERS, "kari@example.com", at("10:00:00"));
        let bare: [u8; 32] = Sha256::digest("kari@example.com").into();
        assert!(!knocks.counts.lock().unwrap().contains_key(&bare));
    }

    async fn peer(line: &str, forwarded: Option<&str>) -> Option<String> {
        let mut request = Request::builder().extension(ConnectInfo(line.parse::<SocketAddr>().unwrap()));
        if let Some(forwarded) = forwarded {
            request = request.header("x-forwarded-for", forwarded);
        }
        let (mut parts, ()) = request.body(()).unwrap().into_parts();
        let Ok(peer) = Peer::from_request_parts(&mut parts, &()).await;
        peer.place()
    }

    #[tokio::test]
    async fn a_place_is_a_machine_or_a_network_and_only_our_own_proxy_is_believed() {
        assert_eq!(peer("192.0.2.7:9", Some("198.51.100.1")).await.as_deref(), Some("192.0.2.7"));
        assert_eq!(
            peer("127.0.0.1:9", Some("203.0.113.9, 198.51.100.1")).await.as_deref(),
            Some("198.51.100.1")
        );
        assert_eq!(peer("127.0.0.1:9", None).await.as_deref(), Some("127.0.0.1"));
        assert_eq!(peer("[2001:db8:1:2:3:4:5:6]:9", None).await.as_deref(), Some("2001:db8:1:2"));
        assert_eq!(peer("[::ffff:192.0.2.7]:9", None).await.as_deref(), Some("192.0.2.7"));
    }
}
