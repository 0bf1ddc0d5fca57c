//! Where the device test's participant is reached: addresses that browsers are told, and a range of ports.

use crate::participant::Whereabouts;
use axum::http::Uri;
use serde::Deserialize;
use std::net::IpAddr;
use std::ops::RangeInclusive;

/// The section `[device_test]`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DeviceTestAt {
    #[serde(default)]
    addresses: Vec<IpAddr>,
    #[serde(default = "ports")]
    ports: String,
}

fn ports() -> String {
    "50000-50063".to_owned()
}

/// Where the participant is reached. Without a section only browsers on this machine reach it, if the pages are for them.
pub(super) fn whereabouts(at: Option<&DeviceTestAt>, origin: &str) -> Result<Option<Whereabouts>, String> {
    let Some(at) = at else { return Ok(is_here(origin).then_some(Whereabouts::Here)) };
    if at.addresses.is_empty() {
        return Err("device_test.addresses: the addresses at which browsers reach this server".to_owned());
    }
    if let Some(address) = at.addresses.iter().find(|address| address.is_unspecified()) {
        return Err(format!("device_test.addresses: {address} is no address that anybody reaches"));
    }
    let ports = range(&at.ports).ok_or("device_test.ports: write them like 50000-50063, from 1024 on")?;
    Ok(Some(Whereabouts::At { addresses: at.addresses.clone(), ports }))
}

fn range(written: &str) -> Option<RangeInclusive<u16>> {
    let (first, last) = written.split_once('-')?;
    let (first, last) = (first.trim().parse().ok()?, last.trim().parse().ok()?);
    (1024 <= first && first <= last).then_some(first..=last)
}

fn is_here(origin: &str) -> bool {
    let origin: Option<Uri> = origin.parse().ok();
    let host = origin.as_ref().and_then(Uri::host).unwrap_or_default();
    let number = host.trim_matches(['[', ']']).parse::<IpAddr>();
    host == "localhost" || number.is_ok_and(|number| number.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(addresses: &[&str], ports: &str) -> Result<Option<Whereabouts>, String> {
        let addresses = addresses.iter().map(|address| address.parse().unwrap()).collect();
        whereabouts(Some(&DeviceTestAt { addresses, ports: ports.into() }), "https://anteroom.example")
    }

    #[test]
    fn without_a_section_it_is_there_for_this_machine_alone() {
        for here in ["http://localhost:8080", "http://127.0.0.1:8080", "http://[::1]:8080"] {
            assert_eq!(whereabouts(None, here), Ok(Some(Whereabouts::Here)), "{here}");
        }
        assert_eq!(whereabouts(None, "https://anteroom.example"), Ok(None));
    }

    #[test]
    fn a_section_names_addresses_and_ports() {
        let addresses = vec!["203.0.113.7".parse().unwrap()];
        assert_eq!(
            at(&["203.0.113.7"], "50000 - 50003"),
            Ok(Some(Whereabouts::At { addresses, ports: 50_000..=50_003 }))
        );
        for (addresses, ports, key) in [
            (vec![], "50000-50003", "device_test.addresses"),
            (vec!["0.0.0.0"], "50000-50003", "device_test.addresses"),
            (vec!["203.0.113.7"], "50000", "device_test.ports"),
            (vec!["203.0.113.7"], "50003-50000", "device_test.ports"),
            (vec!["203.0.113.7"], "80-90", "device_test.ports"),
            (vec!["203.0.113.7"], "50000-70000", "device_test.ports"),
        ] {
            assert!(at(&addresses, ports).is_err_and(|why| why.starts_with(key)), "{addresses:?} {ports}");
        }
    }
}
