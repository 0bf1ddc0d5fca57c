//! Text messages through Sinch: the SMS REST API, version 1 (`/xms/v1`), as documented at
//! <https://developers.sinch.com/docs/sms/api-reference/sms/batches> and, for its errors,
//! <https://developers.sinch.com/docs/sms/api-reference/status-codes>. One message is one batch of one recipient, and its
//! `client_reference` is our id, by which a repeat is recognised before it is sent.

use std::{fmt, time::Duration};

use async_trait::async_trait;
use reqwest::{Client, StatusCode};
use serde_json::json;

use crate::{
    http::{self, Answer},
    sms::{Number, Taken, Text, TextError, Texter},
};

/// How to reach the service.
#[derive(Clone)]
pub struct SinchConfig {
    /// The region's address: `https://eu.sms.api.sinch.com`.
    pub url: String,
    /// The service plan.
    pub plan: String,
    /// Its API token.
    pub token: String,
    /// The sender: a number or a name of the plan.
    pub from: String,
    /// How long one exchange may take.
    pub timeout: Duration,
}

impl SinchConfig {
    /// The region Europe, so that messages to Europe stay there.
    pub fn new(plan: impl Into<String>, token: impl Into<String>, from: impl Into<String>) -> Self {
        let url = "https://eu.sms.api.sinch.com".to_owned();
        Self { url, plan: plan.into(), token: token.into(), from: from.into(), timeout: http::PATIENCE }
    }
}

/// Sends through Sinch.
#[derive(Clone)]
pub struct Sinch {
    batches: String,
    token: String,
    from: String,
    client: Client,
}

impl Sinch {
    /// Checks the settings and connects to nothing yet.
    ///
    /// # Errors
    /// [`TextError::Configuration`] for settings that cannot work.
    pub fn new(config: &SinchConfig) -> Result<Self, TextError> {
        let plan = &config.plan;
        if plan.is_empty() || !plan.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_') {
            return Err(TextError::Configuration("Sinch's service plan is letters and digits"));
        }
        Ok(Self {
            batches: format!("{}/xms/v1/{plan}/batches", http::base(&config.url)?),
            token: config.token.clone(),
            from: config.from.clone(),
            client: http::client(config.timeout)?,
        })
    }

    /// What an earlier attempt was called, if Sinch has taken one: it keeps the reference for a day and longer.
    async fn earlier(&self, text: &Text) -> Result<Option<Taken>, TextError> {
        let query = [("client_reference", text.id.to_string()), ("page_size", "1".to_owned())];
        let asked = self.client.get(&self.batches).bearer_auth(&self.token).query(&query);
        let answer = http::ask(asked).await.map_err(|error| match error {
            // A question that is not answered is no matter of this message.
            TextError::Later { .. } => TextError::Unavailable("it did not answer"),
            other => other,
        })?;
        if answer.status != StatusCode::OK {
            return Err(failure(&answer));
        }
        let batches = answer.body.get("batches").and_then(|batches| batches.as_array());
        Ok(batches.and_then(|batches| batches.first()).and_then(taken))
    }
}

impl fmt::Debug for Sinch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Sinch(…)")
    }
}

#[async_trait]
impl Texter for Sinch {
    fn reaches(&self, _: &Number) -> bool {
        true
    }

    async fn send(&self, text: &Text) -> Result<Taken, TextError> {
        if let Some(taken) = self.earlier(text).await? {
            return Ok(taken);
        }
        let batch = json!({
            "type": "mt_text",
            "from": self.from,
            "to": [text.to.as_str()],
            "body": text.body,
            "delivery_report": "none",
            "client_reference": text.id.to_string(),
        });
        let answer = http::ask(self.client.post(&self.batches).bearer_auth(&self.token).json(&batch)).await?;
        match answer.status {
            StatusCode::CREATED | StatusCode::OK => {
                taken(&answer.body).ok_or_else(|| http::odd("its answer cannot be read"))
            }
            _ => Err(failure(&answer)),
        }
    }
}

fn taken(batch: &serde_json::Value) -> Option<Taken> {
    Some(Taken { id: batch.get("id")?.as_str()?.to_owned() })
}

/// An error's body is `{"code", "text"}`; its text may repeat the number.
fn failure(answer: &Answer) -> TextError {
    let code = || answer.body.get("code").and_then(|code| code.as_str()).unwrap_or("unknown");
    match answer.status.as_u16() {
        // The number's form, or what else is wrong with this one message: the next one may be right.
        400 => TextError::Refused { code: code().to_owned() },
        401 | 403 => TextError::Configuration("Sinch does not accept our token or our sender"),
        402 => TextError::Configuration("Sinch wants to be paid"),
        404 => TextError::Configuration("Sinch does not know our service plan"),
        // Nothing that its documentation knows: it may be about this one message alone.
        status @ 405..500 => http::odd(&status.to_string()),
        500.. => TextError::Unavailable("it has a fault of its own"),
        _ => TextError::Unavailable("it answered something that is not in its documentation"),
    }
}
