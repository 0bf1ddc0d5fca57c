//! Counts how often somebody knocks, so that nobody can knock all day. It keeps salted hashes in memory and nothing that could name a person.

use crate::app::App;
use crate::front::UnderTls;
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
/// Text messages with a link that was lost, to one number: each costs money and wakes somebody, at whatever organisation it is asked for.
pub const TEXTS: Limit = Limit { name: "texts", most: 5, within: TimeDelta::hours(1) };
/// Asking for a link, from one place. A clinic shares one address.
pub const LINKS: Limit = Limit { name: "links", most: 60, within: TimeDelta::minutes(10) };
/// Signing up, from one place.
pub const SIGN_UPS: Limit = Limit { name: "sign-ups", most: 60, within: TimeDelta::minutes(10) };
/// Passkey ceremonies, from one place.
pub const CEREMONIES: Limit = Limit { name: "ceremonies", most: 240, within: TimeDelta::minutes(10) };

/// Coming in as a visitor, from one place. A ward or a school shares one address.
pub const ARRIVALS: Limit = Limit { name: "arrivals", most: 60, within: TimeDelta::minutes(10) };
/// Coming in as a visitor, at one organisation, from anywhere.
pub const ARRIVALS_AT: Limit = Limit { name: "arrivals-at", most: 600, within: TimeDelta::minutes(10) };
/// Measuring a connection in the device test, from one place.
pub const CONNECTIONS: Limit = Limit { name: "connections", most: 60, within: TimeDelta::minutes(10) };

/// Passes for the relay in the device test, from one place: it is tried only where the direct way is closed.
pub const PASSES: Limit = Limit { name: "passes", most: 20, within: TimeDelta::minutes(10) };

/// Members invited whose address turned out to have an account, by one organisation: whoever tries addresses learns of few.
pub const TAKEN: Limit = Limit { name: "taken", most: 5, within: TimeDelta::days(1) };

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
        count(&mut counts, key, limit, now) <= limit.most
    }

    /// Counts a knock that may come again, such as a form that is sent twice: one that was allowed is so again, and is counted once.
    pub fn allow_once(&self, limit: Limit, who: &str, form: &str, now: Timestamp) -> bool {
        let (key, own) = (self.key(limit, who), self.form(limit, who, form));
        let Ok(mut counts) = self.counts.lock() else { return true };
        if counts.get(&own).is_some_and(|known| now < known.until) {
            return true;
        }
        let allowed = count(&mut counts, key, limit, now) <= limit.most;
        // Of those that were refused nothing is kept: whoever sends makes them up, as many as they like.
        if allowed {
            counts.insert(own, Count { many: 1, until: now + limit.within });
        }
        allowed
    }

    /// Takes one back that was allowed once, and turned out to be none that counts.
    pub fn give_back(&self, limit: Limit, who: &str, form: &str) {
        let (key, own) = (self.key(limit, who), self.form(limit, who, form));
        let Ok(mut counts) = self.counts.lock() else { return };
        if counts.remove(&own).is_some()
            && let Some(count) = counts.get_mut(&key)
        {
            count.many = count.many.saturating_sub(1);
        }
    }

    fn form(&self, limit: Limit, who: &str, form: &str) -> [u8; 32] {
        self.key(limit, &format!("{who}\0{form}"))
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

/// Counts one more under this key; how many there are.
fn count(counts: &mut HashMap<[u8; 32], Count>, key: [u8; 32], limit: Limit, now: Timestamp) -> u32 {
    if counts.len() >= KEPT {
        counts.retain(|_, count| now < count.until);
    }
    if counts.len() >= KEPT {
        forget_soonest(counts);
    }
    let count = counts.entry(key).or_insert(Count { many: 0, until: now + limit.within });
    if now >= count.until {
        *count = Count { many: 0, until: now + limit.within };
    }
    count.many = count.many.saturating_add(1);
    count.many
}

/// Forgets the half that ends soonest: whoever fills this up with what is counted by the minute wipes out nothing that is counted by the day.
fn forget_soonest(counts: &mut HashMap<[u8; 32], Count>) {
    let mut ends: Vec<Timestamp> = counts.values().map(|count| count.until).collect();
    let half = ends.len() / 2;
    let (_, middle, _) = ends.select_nth_unstable(half);
    let middle = *middle;
    counts.retain(|_, count| middle < count.until);
}

/// Where a request comes from: the machine at the other end of the line, a whole network with IPv6. Behind a trusted proxy, the machine that it names.
#[derive(Clone, Debug)]
pub struct Peer {
    address: Option<IpAddr>,
    forwarded: bool,
}

impl Peer {
    /// The place as it is counted; `None` where it is not known.
    pub fn place(&self) -> Option<String> {
        self.address.map(|address| match address {
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

    /// Whether it comes from this machine itself, and through no proxy: one that is not trusted may pass on anybody's.
    pub fn is_here(&self) -> bool {
        !self.forwarded && self.address.is_some_and(|address| address.to_canonical().is_loopback())
    }

    /// Reads the line and, where a trusted proxy is at its other end, who the proxy says is behind it: the last one named that is no trusted proxy itself.
    fn read(parts: &Parts, proxies: &[IpAddr]) -> Self {
        let line = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|ConnectInfo(address)| address.ip());
        let headers = parts.headers.get_all("x-forwarded-for").iter();
        let named: Vec<&str> =
            headers.filter_map(|header| header.to_str().ok()).flat_map(|header| header.split(',')).collect();
        let trusted = |address: &IpAddr| proxies.contains(&address.to_canonical());
        // What comes under our certificate was passed on by somebody, if it comes from this machine.
        let forwarded = !named.is_empty() || parts.extensions.get::<UnderTls>().is_some();
        let mut address = line;
        for name in named.iter().rev() {
            if !address.as_ref().is_some_and(trusted) {
                break;
            }
            let Ok(named) = name.trim().parse() else { break };
            address = Some(named);
        }
        Self { address, forwarded }
    }
}

impl FromRequestParts<App> for Peer {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Infallible> {
        Ok(Self::read(parts, &app.gate.proxies))
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
    fn a_form_that_comes_twice_counts_once_and_gets_the_same_answer() {
        let knocks = Knocks::new(&Ones);
        let sent = |form: &str, time| knocks.allow_once(LETTERS, "kari", form, at(time));
        for form in ["a", "b", "c", "d", "e"] {
            assert!(sent(form, "10:00:00") && sent(form, "10:00:01"), "{form}");
        }
        assert!(!sent("f", "10:00:02") && !sent("f", "10:00:03"), "one too many stays one");
        assert!(sent("a", "10:14:59") && sent("f", "10:15:00"), "nothing of it sticks");
        assert!(knocks.allow_once(LETTERS, "ola", "f", at("10:00:04")), "another's is another");
    }

    #[test]
    fn what_was_taken_back_does_not_count() {
        let knocks = Knocks::new(&Ones);
        let now = at("10:00:00");
        for form in ["a", "b", "c", "d", "e", "f", "g"] {
            assert!(knocks.allow_once(LETTERS, "kari", form, now), "{form}");
            knocks.give_back(LETTERS, "kari", form);
            knocks.give_back(LETTERS, "kari", form);
        }
        let many = ["a", "b", "c", "d", "e", "f"];
        assert_eq!(
            many.map(|form| knocks.allow_once(LETTERS, "kari", form, now)),
            [true, true, true, true, true, false]
        );
        knocks.give_back(LETTERS, "kari", "f");
        assert!(
            !knocks.allow_once(LETTERS, "kari", "f", now),
            "it was refused, so there is nothing to take back"
        );
    }

    #[test]
    fn nobody_wipes_out_a_days_count_by_filling_up_minutes() {
        let knocks = Knocks::new(&Ones);
        for form in 0..TAKEN.most {
            assert!(knocks.allow_once(TAKEN, "kari", &form.to_string(), at("10:00:00")));
        }
        for place in 0..KEPT + 1_000 {
            knocks.allow(LINKS, &place.to_string(), at("10:00:01"));
        }
        let kept = || knocks.counts.lock().unwrap().len();
        assert!(kept() <= KEPT);
        assert!(!knocks.allow_once(TAKEN, "kari", "another", at("10:00:02")));

        let before = kept();
        for form in 0..100 {
            assert!(!knocks.allow_once(TAKEN, "kari", &format!("made up {form}"), at("10:00:03")));
        }
        assert_eq!(kept(), before, "refused ones leave nothing behind");
    }

    #[test]
    fn only_hashes_are_kept() {
        let knocks = Knocks::new(&Ones);
        knocks.allow(LETTERS, "kari@example.com", at("10:00:00"));
        let bare: [u8; 32] = Sha256::digest("kari@example.com").into();
        assert!(!knocks.counts.lock().unwrap().contains_key(&bare));
    }

    fn peer(line: &str, forwarded: &[&str], proxies: &[&str]) -> Peer {
        let mut request = Request::builder().extension(ConnectInfo(line.parse::<SocketAddr>().unwrap()));
        for forwarded in forwarded {
            request = request.header("x-forwarded-for", *forwarded);
        }
        let (parts, ()) = request.body(()).unwrap().into_parts();
        let proxies: Vec<IpAddr> = proxies.iter().map(|proxy| proxy.parse().unwrap()).collect();
        Peer::read(&parts, &proxies)
    }

    #[test]
    fn a_place_is_a_machine_or_a_network_and_only_a_trusted_proxy_is_believed() {
        let place = |line, forwarded, proxies| peer(line, forwarded, proxies).place().unwrap();
        let chain: &[&str] = &["203.0.113.9, 198.51.100.1"];
        assert_eq!(place("192.0.2.7:9", chain, &["127.0.0.1"]), "192.0.2.7");
        assert_eq!(place("127.0.0.1:9", chain, &["127.0.0.1"]), "198.51.100.1");
        assert_eq!(place("127.0.0.1:9", chain, &[]), "127.0.0.1", "no proxy is trusted");
        assert_eq!(place("192.0.2.7:9", chain, &["192.0.2.7"]), "198.51.100.1", "a proxy elsewhere");
        assert_eq!(place("192.0.2.7:9", chain, &["192.0.2.7", "198.51.100.1"]), "203.0.113.9", "two proxies");
        let headers: &[&str] = &["203.0.113.9", "198.51.100.1"];
        assert_eq!(place("127.0.0.1:9", headers, &["127.0.0.1"]), "198.51.100.1", "the last header counts");
        assert_eq!(place("127.0.0.1:9", &["nobody"], &["127.0.0.1"]), "127.0.0.1");
        assert_eq!(place("[2001:db8:1:2:3:4:5:6]:9", &[], &[]), "2001:db8:1:2");
        assert_eq!(place("[::ffff:192.0.2.7]:9", &[], &[]), "192.0.2.7");
    }

    #[test]
    fn this_machine_is_who_asks_from_it_and_passes_nothing_on() {
        assert!(peer("127.0.0.1:9", &[], &["127.0.0.1"]).is_here());
        let passed_on =
            Request::builder().extension(ConnectInfo::<SocketAddr>("127.0.0.1:9".parse().unwrap()));
        let (parts, ()) = passed_on.extension(UnderTls).body(()).unwrap().into_parts();
        assert!(!Peer::read(&parts, &[]).is_here(), "under our certificate anybody may have passed it on");
        assert!(peer("[::1]:9", &[], &[]).is_here());
        assert!(!peer("192.0.2.7:9", &[], &[]).is_here());
        assert!(!peer("127.0.0.1:9", &["192.0.2.7"], &["127.0.0.1"]).is_here());
        assert!(!peer("127.0.0.1:9", &["192.0.2.7"], &[]).is_here(), "a proxy that is not trusted");
        assert!(!peer("127.0.0.1:9", &["127.0.0.1"], &["127.0.0.1"]).is_here(), "a claim to be this machine");
    }
}
