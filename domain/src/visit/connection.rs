//! What the device test found out about a visitor's connection (C5, C6), in classes: no figure is kept by which a line could be recognised.

use serde::{Deserialize, Serialize};

/// A connection as it was measured before the call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Connection {
    /// Whether this server was reached, and how.
    pub reached: Reached,
    /// The round trip.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub round_trip: Option<Grade>,
    /// How much was lost on the way.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub loss: Option<Grade>,
    /// How much can be sent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub up: Option<Grade>,
    /// How much can be received.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub down: Option<Grade>,
    /// Whether the picture came back; `None` where none was sent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub picture: Option<bool>,
    /// Whether the sound came back; `None` where none was sent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sound: Option<bool>,
}

/// Whether a connection like a call's came about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reached {
    /// Straight.
    Directly,
    /// Through the relay alone.
    ByRelay,
    /// Not at all, neither straight nor through the relay: something on the way lets no calls through.
    Blocked,
    /// Not straight; the relay was not tried, or there is none.
    NotDirectly,
    /// It was not measured, or could not be.
    Unmeasured,
}

/// A class of quality, the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Grade {
    /// Nothing will be noticed.
    Good,
    /// It will be noticed, and one can talk.
    Fair,
    /// It will be hard to talk.
    Poor,
}

impl Connection {
    /// The worst of what was measured; `None` where nothing was.
    pub fn grade(&self) -> Option<Grade> {
        [self.round_trip, self.loss, self.up, self.down].into_iter().flatten().max()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::visit::{Device, Devices};
    use serde_json::{from_value, json, to_value};

    #[test]
    fn what_was_stored_before_connections_were_measured_is_read() {
        let before = json!({ "camera": "ok", "microphone": "blocked", "speaker": "not-heard" });
        let devices: Devices = from_value(before.clone()).unwrap();
        assert_eq!((devices.microphone, &devices.connection), (Device::Blocked, &None));
        assert_eq!(to_value(devices).unwrap(), before);
    }

    #[test]
    fn its_stored_form_stays() {
        let connection = Connection {
            reached: Reached::ByRelay,
            round_trip: Some(Grade::Good),
            loss: Some(Grade::Fair),
            up: Some(Grade::Poor),
            down: None,
            picture: Some(true),
            sound: Some(false),
        };
        let stored = json!({ "reached": "by-relay", "round_trip": "good", "loss": "fair", "up": "poor", "picture": true, "sound": false });
        assert_eq!(to_value(&connection).unwrap(), stored);
        assert_eq!(from_value::<Connection>(stored).unwrap(), connection);
        let words = [Reached::Directly, Reached::Blocked, Reached::Unmeasured];
        assert_eq!(to_value(words).unwrap(), json!(["directly", "blocked", "unmeasured"]));
    }

    #[test]
    fn it_is_as_good_as_its_worst_part() {
        let mut connection = Connection {
            reached: Reached::Directly,
            round_trip: Some(Grade::Good),
            loss: None,
            up: Some(Grade::Fair),
            down: Some(Grade::Good),
            picture: None,
            sound: None,
        };
        assert_eq!(connection.grade(), Some(Grade::Fair));
        (connection.round_trip, connection.up, connection.down) = (None, None, None);
        assert_eq!(connection.grade(), None);
    }
}
