//! The device test as the waiting list tells it: devices and connection, in a sentence each.

use crate::lang::Lang;
use crate::page::dashboard::Tested;
use domain::visit::{Connection, Device, Devices, Grade, Reached};

/// "Camera and sound work, good connection"
pub(crate) fn sentence(lang: Lang, devices: Option<&Devices>) -> String {
    let said = tested(devices).sentence(lang);
    match devices.and_then(|devices| devices.connection.as_ref()).and_then(line) {
        Some(line) => format!("{said}, {}", lang.say(line)),
        None => said,
    }
}

/// The devices in one word.
pub(super) fn tested(devices: Option<&Devices>) -> Tested {
    let Some(devices) = devices else { return Tested::NotYet };
    let works = |device: Device| matches!(device, Device::Ok);
    match devices {
        Devices { camera: Device::Skipped, microphone: Device::Skipped, .. } => Tested::Skipped,
        Devices { speaker: Device::NotHeard, .. } => Tested::HearsNothing,
        Devices { camera, microphone, .. } => match (works(*camera), works(*microphone)) {
            (true, true) => Tested::Works,
            (false, true) => Tested::WithoutCamera,
            (true, false) => Tested::WithoutMicrophone,
            (false, false) => Tested::WithoutBoth,
        },
    }
}

/// The words for a connection; `None` where nothing is known of it.
fn line(connection: &Connection) -> Option<&'static str> {
    match (connection.reached, connection.grade()) {
        (Reached::Unmeasured, _) => None,
        (Reached::Blocked, _) => Some("tested-line-blocked"),
        (Reached::NotDirectly, _) => Some("tested-line-not-directly"),
        (Reached::Directly | Reached::ByRelay, Some(Grade::Poor)) => Some("tested-line-poor"),
        (Reached::ByRelay, _) => Some("tested-line-relayed"),
        (Reached::Directly, Some(Grade::Fair)) => Some("tested-line-fair"),
        (Reached::Directly, Some(Grade::Good) | None) => Some("tested-line-good"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn devices(reached: Reached, up: Option<Grade>) -> Devices {
        let connection = Connection {
            reached,
            round_trip: Some(Grade::Good),
            loss: None,
            up,
            down: None,
            picture: Some(true),
            sound: Some(true),
        };
        Devices {
            camera: Device::Ok,
            microphone: Device::Ok,
            speaker: Device::Heard,
            connection: Some(connection),
        }
    }

    #[test]
    fn the_connection_is_told_beside_the_devices() {
        let said = |reached, up| sentence(Lang::English, Some(&devices(reached, up)));
        assert_eq!(said(Reached::Directly, Some(Grade::Good)), "Camera and sound work, good connection");
        assert_eq!(said(Reached::Directly, Some(Grade::Poor)), "Camera and sound work, weak connection");
        let all = [
            said(Reached::Directly, None),
            said(Reached::Directly, Some(Grade::Fair)),
            said(Reached::ByRelay, Some(Grade::Poor)),
            said(Reached::ByRelay, Some(Grade::Fair)),
            said(Reached::Blocked, None),
            said(Reached::NotDirectly, None),
        ];
        let different: std::collections::BTreeSet<_> = all.iter().collect();
        assert_eq!(different.len(), all.len(), "{all:?}");
        assert!(all.iter().all(|said| !said.contains('⟦')), "{all:?}");
    }

    #[test]
    fn what_was_not_measured_is_not_told() {
        let mut devices = devices(Reached::Unmeasured, None);
        assert_eq!(sentence(Lang::English, Some(&devices)), "Camera and sound work");
        devices.connection = None;
        assert_eq!(sentence(Lang::English, Some(&devices)), "Camera and sound work");
        assert_eq!(sentence(Lang::English, None), Tested::NotYet.sentence(Lang::English));
    }
}
