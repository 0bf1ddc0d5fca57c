//! What a browser reports about the technical side of its call (C5): a compact summary with hard limits. Says nothing
//! about people; it is sealed with the visit by whoever records it.

use serde::{Deserialize, Serialize};

/// The largest body worth reading, in bytes.
pub const BODY: usize = 32 * 1024;

const SAMPLES: usize = 120;
const ACTIONS: usize = 200;
/// Twelve hours: no call is longer, and no clock needs more.
const LONGEST_S: u32 = 12 * 60 * 60;

/// One page's summary of its part in a call. A reload makes a second one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TechnicalReport {
    /// The shape of this report: 1.
    pub version: u8,
    /// From opening the page to this report, in seconds.
    pub duration_s: u32,
    /// From opening the page to the first picture or sound running, in milliseconds; none if it never ran.
    pub connected_after_ms: Option<u32>,
    /// How often the connection was lost and came back.
    pub reconnections: u16,
    /// How the media went in the end (C2).
    pub path: Path,
    /// What the browser was allowed to use.
    pub permissions: Permissions,
    /// At most 120, evenly thinned.
    pub samples: Vec<Sample>,
    /// At most 200; the last ones are left out.
    pub actions: Vec<Action>,
}

/// Direct, or through a relay that carries ciphertext.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the words say it")]
pub enum Path {
    Direct,
    Relayed,
    Unknown,
}

/// Camera and microphone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "the words say it")]
pub struct Permissions {
    pub camera: Permission,
    pub microphone: Permission,
}

/// What came of asking for a device.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Permission {
    /// It was used.
    Granted,
    /// The person or the browser said no.
    Denied,
    /// There is none.
    Absent,
    /// There is one, but something else holds it, or it failed.
    Busy,
    /// Nobody answered.
    Unknown,
}

/// The connection over one stretch of time, towards one other participant.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sample {
    /// Seconds since the page was opened.
    pub at_s: u32,
    /// Round trip, milliseconds.
    pub round_trip_ms: Option<u32>,
    /// Incoming packets lost since the last sample, per thousand.
    pub loss_permille: Option<u16>,
    /// Jitter of the incoming sound, milliseconds.
    pub jitter_ms: Option<u32>,
    /// Incoming, kbit/s.
    pub in_kbps: Option<u32>,
    /// Outgoing, kbit/s.
    pub out_kbps: Option<u32>,
    /// Incoming picture, pixels.
    pub width: Option<u16>,
    /// Incoming picture, pixels.
    pub height: Option<u16>,
    /// Incoming picture, frames a second.
    pub frames: Option<u16>,
    /// Through a relay at that time.
    pub relayed: Option<bool>,
}

/// Something done or happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "the words say it")]
pub struct Action {
    /// Seconds since the page was opened.
    pub at_s: u32,
    pub what: Did,
}

/// The kinds of actions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the words say it")]
pub enum Did {
    Mute,
    Unmute,
    CameraOff,
    CameraOn,
    ScreenShareOn,
    ScreenShareOff,
    DeviceChanged,
    Connected,
    Reconnecting,
    CodeChanged,
}

/// Why a report is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotAReport {
    /// `version` is not 1.
    #[error("this version of the report is not known")]
    Version,
    /// The field holds more entries, or a larger value, than any call can give.
    #[error("{0} is out of bounds")]
    Bounds(&'static str),
}

impl TechnicalReport {
    /// Checks every limit; nothing is cut to fit.
    pub fn checked(self) -> Result<Self, NotAReport> {
        let within = |holds: bool, field| if holds { Ok(()) } else { Err(NotAReport::Bounds(field)) };
        if self.version != 1 {
            return Err(NotAReport::Version);
        }
        within(self.duration_s <= LONGEST_S, "duration_s")?;
        within(self.connected_after_ms.is_none_or(|ms| ms / 1000 <= LONGEST_S), "connected_after_ms")?;
        within(self.samples.len() <= SAMPLES, "samples")?;
        within(self.actions.len() <= ACTIONS, "actions")?;
        within(self.actions.iter().all(|action| action.at_s <= LONGEST_S), "actions.at_s")?;
        for sample in &self.samples {
            within(sample.at_s <= LONGEST_S, "samples.at_s")?;
            within(sample.round_trip_ms.is_none_or(|ms| ms <= 60_000), "samples.round_trip_ms")?;
            within(sample.loss_permille.is_none_or(|loss| loss <= 1000), "samples.loss_permille")?;
            within(sample.jitter_ms.is_none_or(|ms| ms <= 60_000), "samples.jitter_ms")?;
            within(sample.in_kbps.is_none_or(|rate| rate <= 1_000_000), "samples.in_kbps")?;
            within(sample.out_kbps.is_none_or(|rate| rate <= 1_000_000), "samples.out_kbps")?;
            within(sample.frames.is_none_or(|frames| frames <= 240), "samples.frames")?;
        }
        Ok(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SENT: &str = r#"{"version":1,"duration_s":61,"connected_after_ms":640,"reconnections":0,"path":"direct",
        "permissions":{"camera":"granted","microphone":"granted"},
        "samples":[{"at_s":5,"round_trip_ms":12,"loss_permille":0,"jitter_ms":3,"in_kbps":900,"out_kbps":880,
            "width":640,"height":480,"frames":20,"relayed":false}],
        "actions":[{"at_s":9,"what":"mute"},{"at_s":12,"what":"camera-off"}]}"#;

    fn sent() -> TechnicalReport {
        serde_json::from_str(SENT).unwrap()
    }

    #[test]
    fn what_the_client_sends_is_taken() {
        assert_eq!(sent().checked(), Ok(sent()));
    }

    #[test]
    fn more_than_a_call_can_give_is_refused_by_name() {
        let mut report = sent();
        report.samples = vec![report.samples[0]; SAMPLES + 1];
        assert_eq!(report.checked(), Err(NotAReport::Bounds("samples")));
        let mut report = sent();
        report.samples[0].loss_permille = Some(1001);
        assert_eq!(report.checked(), Err(NotAReport::Bounds("samples.loss_permille")));
        assert_eq!(TechnicalReport { version: 2, ..sent() }.checked(), Err(NotAReport::Version));
    }

    #[test]
    fn an_unknown_field_is_refused() {
        assert!(
            serde_json::from_str::<TechnicalReport>(
                &SENT.replace("\"version\"", "\"name\":\"x\",\"version\"")
            )
            .is_err()
        );
    }
}
