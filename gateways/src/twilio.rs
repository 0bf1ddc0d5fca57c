//! Text messages through Twilio: the Messages resource of the API `2010-04-01`, as documented at
//! <https://www.twilio.com/docs/messaging/api/message-resource> and, for its errors,
//! <https://www.twilio.com/docs/usage/twilios-response> and <https://www.twilio.com/docs/api/errors>. The API has no id of
//! the caller's: a message whose answer was lost may be sent twice.

use std::{fmt, time::Duration};

use async_trait::async_trait;
use reqwest::{Client, StatusCode};

use crate::{
    http::{self, Answer},
    sms::{Number, Taken, Text, TextError, Texter},
};

/// How to reach the service.
#[derive(Clone)]
pub struct TwilioConfig {
    /// The API's address: `https://api.twilio.com`.
    pub url: String,
    /// The account's SID (`AC…`).
    pub account: String,
    /// The SID of an API key (`SK…`), or the account's again.
    pub user: String,
    /// That key's secret, or the account's auth token.
    pub secret: String,
    /// The sender: a number of the account, or the SID of a messaging service (`MG…`).
    pub from: String,
    /// How long one exchange may take.
    pub timeout: Duration,
}

impl TwilioConfig {
    /// An account with its own token.
    pub fn new(account: impl Into<String>, secret: impl Into<String>, from: impl Into<String>) -> Self {
        let (url, account) = ("https://api.twilio.com".to_owned(), account.into());
        Self {
            url,
            user: account.clone(),
            account,
            secret: secret.into(),
            from: from.into(),
            timeout: http::PATIENCE,
        }
    }
}

/// Sends through Twilio.
#[derive(Clone)]
pub struct Twilio {
    messages: String,
    user: String,
    secret: String,
    from: String,
    client: Client,
}

impl Twilio {
    /// Checks the settings and connects to nothing yet.
    ///
    /// # Errors
    /// [`TextError::Configuration`] for settings that cannot work.
    pub fn new(config: &TwilioConfig) -> Result<Self, TextError> {
        let account = &config.account;
        if !account.starts_with("AC") || !account.chars().all(|c| c.is_ascii_alphanumeric()) {
            return Err(TextError::Configuration("Twilio's account is an SID that begins with AC"));
        }
        Ok(Self {
            messages: format!("{}/2010-04-01/Accounts/{account}/Messages.json", http::base(&config.url)?),
            user: config.user.clone(),
            secret: config.secret.clone(),
            from: config.from.clone(),
            client: http::client(config.timeout)?,
        })
    }
}

impl fmt::Debug for Twilio {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Twilio(…)")
    }
}

#[async_trait]
impl Texter for Twilio {
    fn reaches(&self, _: &Number) -> bool {
        true
    }

    async fn send(&self, text: &Text) -> Result<Taken, TextError> {
        let sender = if self.from.starts_with("MG") { "MessagingServiceSid" } else { "From" };
        let form = [("To", text.to.as_str()), (sender, self.from.as_str()), ("Body", text.body.as_str())];
        let request = self.client.post(&self.messages).basic_auth(&self.user, Some(&self.secret)).form(&form);
        let answer = http::ask(request).await?;
        match answer.status {
            StatusCode::CREATED | StatusCode::OK => {
                let sid = answer.body.get("sid").and_then(|sid| sid.as_str());
                let taken = sid.map(|sid| Taken { id: sid.to_owned() });
                taken.ok_or_else(|| http::odd("its answer cannot be read"))
            }
            _ => Err(failure(&answer)),
        }
    }
}

/// Errors that are about our sender, not about whom the message is for: 21212 and 21603 (the sender is no number, or
/// missing), 21606 and 21659 (it cannot send messages, or is not the account's), 21701 to 21703 (the messaging service).
const OUR_SENDER: [u64; 7] = [21212, 21603, 21606, 21659, 21701, 21702, 21703];

/// An error's body is `{"code", "message", "more_info", "status"}`; its message may repeat the number.
fn failure(answer: &Answer) -> TextError {
    let code = answer.body.get("code").and_then(serde_json::Value::as_u64);
    match answer.status.as_u16() {
        400 if code.is_some_and(|code| OUR_SENDER.contains(&code)) => {
            TextError::Configuration("Twilio does not accept our sender")
        }
        400 => {
            TextError::Refused { code: code.map_or_else(|| "unknown".to_owned(), |code| code.to_string()) }
        }
        401 | 403 => TextError::Configuration("Twilio does not accept our account or its secret"),
        404 => TextError::Configuration("Twilio does not know our account"),
        // Said by what stands before it, which may have passed the message on: asked again at once it would go out again.
        status @ (502 | 504) => http::odd(&status.to_string()),
        // Nothing that its documentation knows: it may be about this one message alone.
        status @ 405..500 => http::odd(&status.to_string()),
        500.. => TextError::Unavailable("it has a fault of its own"),
        _ => TextError::Unavailable("it answered something that is not in its documentation"),
    }
}
