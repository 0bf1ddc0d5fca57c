//! The work that every store is given: one event, and a log of them made ahead.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// How many events are appended together, and fill a stream, before the writer goes on to a new one.
pub const STREAM: u64 = 100;

/// The organisations whose visits are in the log.
const ORGANISATIONS: u128 = 100;

/// What a browser measured in a call, in clear: the event that competitors store, about 300 bytes of JSON. Ours holds the same, its second half sealed.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Told {
    /// Of which visit.
    pub visit: Uuid,
    /// Whose page.
    pub organisation: Uuid,
    /// Which side measured.
    pub side: String,
    /// What it measured.
    pub technical: Technical,
}

/// The personal half.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Technical {
    /// When.
    pub at: String,
    /// The figures.
    pub figures: Figures,
}

/// A browser's figures.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Figures {
    /// Microseconds to the other side and back.
    pub rtt: u32,
    /// Lost packets in a hundred thousand.
    pub loss: u32,
    /// Microseconds.
    pub jitter: u32,
    /// Bits a second.
    pub rate: u32,
    /// Which route was taken.
    pub route: String,
    /// Which codecs were agreed upon.
    pub codecs: String,
}

impl Told {
    /// The event at this version of a visit's stream.
    pub fn new(visit: Uuid, version: u64) -> Self {
        let n = version as u32;
        Self {
            visit,
            organisation: organisation(visit),
            side: "visitor".into(),
            technical: Technical {
                at: "2026-11-21T10:00:00.123456Z".into(),
                figures: Figures {
                    rtt: 20_000 + n,
                    loss: 10 + n % 7,
                    jitter: 3_000 + n,
                    rate: 1_200_000 + n,
                    route: "relay/udp".into(),
                    codecs: "opus/48000/2, VP8/90000".into(),
                },
            },
        }
    }

    /// Its JSON.
    pub fn json(&self) -> Vec<u8> {
        serde_json::to_vec(self).unwrap_or_default()
    }
}

/// Whose visit it is.
pub fn organisation(visit: Uuid) -> Uuid {
    Uuid::from_u128(visit.as_u128() % ORGANISATIONS + 1)
}

/// What a store folds while it reads: enough that nothing is skipped.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    /// How many events.
    pub events: u64,
    /// The sum of what they measured.
    pub rtt: u64,
}

impl Tally {
    /// Adds an event.
    pub fn add(&mut self, told: &Told) {
        self.events += 1;
        self.rtt += u64::from(told.technical.figures.rtt);
    }
}

/// Ten events of one stream, appended together while a log is made ahead.
#[derive(Clone, Copy, Debug)]
pub struct Ten {
    /// The visit, and so the stream.
    pub visit: Uuid,
    /// The stream's version before them.
    pub before: u64,
    /// Whether they are one of ten parts of a stream of a hundred; else a visit from arrival to end.
    pub long: bool,
}

/// A log made ahead: nine tenths visits of ten events, one tenth streams of a hundred, whose parts lie apart from each other.
#[derive(Clone, Copy, Debug)]
pub struct Seed {
    /// A multiple of a thousand.
    pub events: u64,
}

impl Seed {
    /// How many visits of ten events there are.
    pub fn visits(self) -> u64 {
        self.events / 100 * 9
    }

    /// How many streams of a hundred there are.
    pub fn long(self) -> u64 {
        self.events / 1_000
    }

    /// One of the streams of a hundred.
    pub fn long_stream(n: u64) -> Uuid {
        scattered(1 << 40 | n)
    }

    /// One of the visits of ten events.
    pub fn visit(n: u64) -> Uuid {
        scattered(n)
    }

    /// One of the ten passages in which the log is made, in the order of the log.
    pub fn passage(self, pass: u64) -> impl Iterator<Item = Ten> + Send {
        let (visits, long) = (self.visits(), self.long());
        let long = (0..long).map(move |n| Ten { visit: Self::long_stream(n), before: pass * 10, long: true });
        let visits = (pass * visits / 10..(pass + 1) * visits / 10).map(|n| Ten {
            visit: Self::visit(n),
            before: 0,
            long: false,
        });
        long.chain(visits)
    }

    /// Every event, in the order of the log.
    pub fn events(self) -> impl Iterator<Item = (Uuid, u64, Told)> + Send {
        (0..10).flat_map(move |pass| self.passage(pass)).flat_map(|ten| {
            (ten.before + 1..=ten.before + 10)
                .map(move |version| (ten.visit, version, Told::new(ten.visit, version)))
        })
    }
}

/// Ids as scattered as random ones, and the same in every run.
fn scattered(n: u64) -> Uuid {
    Uuid::from_u128((u128::from(n) + 1).wrapping_mul(0xda94_2042_e4dd_58b5_9e37_79b9_7f4a_7c15))
}

/// A writer's place: it fills one stream of a hundred after another.
#[derive(Debug)]
pub struct Place {
    /// The stream it is at.
    pub visit: Uuid,
    /// The version that the stream has.
    pub version: u64,
}

impl Place {
    /// At the beginning of a new stream.
    pub fn new() -> Self {
        Self { visit: Uuid::new_v4(), version: 0 }
    }

    /// Goes on to a new stream where so many events would not fit any more.
    pub fn make_room(&mut self, events: u64) {
        if self.version + events > STREAM {
            *self = Self::new();
        }
    }

    /// The next events.
    pub fn next(&self, events: u64) -> impl Iterator<Item = Told> {
        let visit = self.visit;
        (self.version + 1..=self.version + events).map(move |version| Told::new(visit, version))
    }
}
