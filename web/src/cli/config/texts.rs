//! The services for text messages: Sinch and Twilio, each by its own section. Their secrets lie in files of their own, so that the configuration can be shown.

use gateways::sinch::{Sinch, SinchConfig};
use gateways::sms::{ByCountry, Texter};
use gateways::twilio::{Twilio, TwilioConfig};
use serde::Deserialize;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Sinch.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SinchAt {
    plan: String,
    token_file: PathBuf,
    from: String,
    #[serde(default)]
    url: Option<String>,
}

/// Twilio.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TwilioAt {
    account: String,
    #[serde(default)]
    user: Option<String>,
    secret_file: PathBuf,
    from: String,
    #[serde(default)]
    url: Option<String>,
}

/// The services that are configured.
pub(super) fn texter(sinch: Option<&SinchAt>, twilio: Option<&TwilioAt>) -> Result<ByCountry, String> {
    let others = sinch.map(|at| {
        let token = secret("sinch.token_file", &at.token_file)?;
        let mut config = SinchConfig::new(&at.plan, token, &at.from);
        if let Some(url) = &at.url {
            config.url.clone_from(url);
        }
        Sinch::new(&config).map(|sinch| Arc::new(sinch) as Arc<dyn Texter>).map_err(|e| format!("sinch: {e}"))
    });
    let american = twilio.map(|at| {
        let secret = secret("twilio.secret_file", &at.secret_file)?;
        let mut config = TwilioConfig::new(&at.account, secret, &at.from);
        if let Some(user) = &at.user {
            config.user.clone_from(user);
        }
        if let Some(url) = &at.url {
            config.url.clone_from(url);
        }
        Twilio::new(&config)
            .map(|twilio| Arc::new(twilio) as Arc<dyn Texter>)
            .map_err(|e| format!("twilio: {e}"))
    });
    Ok(ByCountry { american: american.transpose()?, others: others.transpose()? })
}

/// The one line of a file. The message names the key and the file, and nothing of what is in it.
pub(super) fn secret(key: &str, file: &Path) -> Result<String, String> {
    let text = std::fs::read_to_string(file).map_err(|e| format!("{key}: {}: {e}", file.display()))?;
    match text.trim() {
        "" => Err(format!("{key}: {} is empty", file.display())),
        secret if secret.contains(char::is_whitespace) => {
            Err(format!("{key}: {} holds more than one line", file.display()))
        }
        secret => Ok(secret.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(name: &str, text: &str) -> PathBuf {
        let path = std::env::temp_dir().join(format!("anteroom-texts-{name}-{}", std::process::id()));
        std::fs::write(&path, text).unwrap();
        path
    }

    fn sinch(token_file: PathBuf) -> SinchAt {
        SinchAt { plan: "plan1".into(), token_file, from: "Clinic".into(), url: None }
    }

    #[test]
    fn each_service_is_there_if_it_is_configured() {
        let token = file("token", "secret\n");
        let both = texter(None, None).unwrap();
        assert!(both.american.is_none() && both.others.is_none());
        let one = texter(Some(&sinch(token.clone())), None).unwrap();
        assert!(one.american.is_none() && one.others.is_some());
        let at = TwilioAt {
            account: "AC00".into(),
            user: None,
            secret_file: token.clone(),
            from: "+12025550100".into(),
            url: None,
        };
        assert!(texter(None, Some(&at)).unwrap().american.is_some());
        std::fs::remove_file(token).unwrap();
    }

    #[test]
    fn what_cannot_be_used_names_its_key_and_no_secret() {
        let told = |at: SinchAt| texter(Some(&at), None).err().unwrap();
        assert!(told(sinch("/nowhere/token".into())).starts_with("sinch.token_file: /nowhere/token"));
        let (two, empty) = (file("two", "hunter2 and more"), file("empty", "\n"));
        let said = told(sinch(two.clone()));
        assert!(said.starts_with("sinch.token_file") && !said.contains("hunter2"), "{said}");
        assert!(told(sinch(empty.clone())).contains("is empty"));
        let token = file("token2", "secret");
        assert!(
            told(SinchAt { url: Some("http://sms.example".into()), ..sinch(token.clone()) })
                .starts_with("sinch: ")
        );
        assert!(told(SinchAt { plan: "a/b".into(), ..sinch(token.clone()) }).starts_with("sinch: "));
        for path in [two, empty, token] {
            std::fs::remove_file(path).unwrap();
        }
    }
}
