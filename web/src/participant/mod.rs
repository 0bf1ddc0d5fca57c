//! The participant of the device test: this server itself, at the other end of a connection like a call's, so that a visitor's browser can measure it. It reflects
//! picture and sound and keeps neither. It never takes part in a call.

#[cfg(feature = "participant")]
mod connection;
#[cfg_attr(
    not(any(test, feature = "participant")),
    expect(dead_code, reason = "what counts against the limits is the participant's")
)]
mod limits;
#[cfg(feature = "participant")]
mod sdp;
#[cfg(test)]
mod tests;

pub use limits::Limits;

use async_trait::async_trait;
use std::net::IpAddr;
use std::ops::RangeInclusive;
use std::sync::Arc;

/// Why an offer was not answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// As many tests run as there is room for.
    #[error("as many device tests run as there is room for")]
    Full,
    /// The offer cannot be read, or offers nothing that can be answered.
    #[error("the offer cannot be answered")]
    Offer,
    /// No port could be had, or the answer was not ready in time.
    #[error("the device test has no connection to offer")]
    Broken,
}

/// Somebody to measure a connection against.
#[async_trait]
pub trait Participant: Send + Sync {
    /// Answers an offer (SDP) and is there from then on, until the other side goes or a limit is reached.
    async fn answer(&self, offer: &str) -> Result<String, Refused>;

    /// Where it is reached.
    fn whereabouts(&self) -> &Whereabouts;
}

/// Where the participant is reached, over UDP.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Whereabouts {
    /// By browsers on this machine alone.
    Here,
    /// At these addresses, which may be those of a NAT in front, and these ports, one for each test.
    At {
        /// What browsers are told.
        addresses: Vec<IpAddr>,
        /// The ports, which a NAT must pass on as they are.
        ports: RangeInclusive<u16>,
    },
}

/// The participant of this build; `None` where it was built without.
#[cfg(feature = "participant")]
#[must_use]
pub fn of(whereabouts: &Whereabouts, limits: Limits) -> Option<Arc<dyn Participant>> {
    Some(Arc::new(connection::Rtc::new(whereabouts, limits)))
}

/// The participant of this build; `None` where it was built without.
#[cfg(not(feature = "participant"))]
#[must_use]
pub fn of(_: &Whereabouts, _: Limits) -> Option<Arc<dyn Participant>> {
    None
}
