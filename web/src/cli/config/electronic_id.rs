//! What the configuration says of electronic ID.

use gateways::criipto::{Criipto, CriiptoConfig};
use serde::Deserialize;
use std::path::PathBuf;

/// How Criipto is reached.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ElectronicId {
    /// Its domain.
    domain: String,
    /// The application's client id.
    client_id: String,
    /// The file that holds the client's secret and nothing else.
    secret_file: PathBuf,
}

impl ElectronicId {
    /// Reads the secret, and looks whether the rest can be meant.
    pub(super) fn open(&self) -> Result<Criipto, String> {
        let secret = std::fs::read_to_string(&self.secret_file)
            .map_err(|error| format!("electronic_id.secret_file: {}: {error}", self.secret_file.display()))?;
        let secret = secret.trim().to_owned();
        if secret.is_empty() {
            return Err("electronic_id.secret_file: the file is empty".into());
        }
        if self.client_id.trim().is_empty() {
            return Err("electronic_id.client_id: this cannot be empty".into());
        }
        let config = CriiptoConfig { domain: self.domain.clone(), client: self.client_id.clone(), secret };
        Criipto::new(config).map_err(|error| format!("electronic_id.domain: {error}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_missing_is_named_and_the_secret_is_not_repeated() {
        let folder = std::env::temp_dir().join(format!("anteroom-electronic-id-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let (secret, empty) = (folder.join("secret"), folder.join("empty"));
        std::fs::write(&secret, "hunter2\n").unwrap();
        std::fs::write(&empty, " \n").unwrap();
        let open = |domain: &str, client: &str, file: PathBuf| {
            let of = ElectronicId { domain: domain.into(), client_id: client.into(), secret_file: file };
            of.open().map(drop)
        };
        open("clinic.criipto.id", "urn:a", secret.clone()).unwrap();
        for (refusal, key) in [
            (open("clinic.criipto.id", "urn:a", folder.join("none")), "electronic_id.secret_file"),
            (open("clinic.criipto.id", "urn:a", empty), "electronic_id.secret_file"),
            (open("clinic.criipto.id", " ", secret.clone()), "electronic_id.client_id"),
            (open("http://clinic.criipto.id", "urn:a", secret), "electronic_id.domain"),
        ] {
            let refusal = refusal.unwrap_err();
            assert!(refusal.starts_with(key) && !refusal.contains("hunter2"), "{refusal}");
        }
        std::fs::remove_dir_all(folder).unwrap();
    }
}
