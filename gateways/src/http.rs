//! HTTP to the companies: one client with its limits, patience for one that asks for it, and what a failure is called.
//! An answer's text is never kept: it may repeat what was sent.

use std::time::Duration;

use reqwest::{Client, RequestBuilder, Response, StatusCode, header};

use crate::sms::TextError;

/// How long connecting and one whole exchange may take.
pub(crate) const PATIENCE: Duration = Duration::from_secs(15);

/// How often something is asked that answers with "too many requests".
const ATTEMPTS: u32 = 3;

/// The longest wait between two of them; one that asks for more is left for later.
const WAIT: Duration = Duration::from_secs(10);

/// The longest answer that is read.
const ANSWER: usize = 64 * 1024;

/// The client. It follows no redirects: they would carry the message elsewhere.
pub(crate) fn client(patience: Duration) -> Result<Client, TextError> {
    Client::builder()
        .use_rustls_tls()
        .redirect(reqwest::redirect::Policy::none())
        .timeout(patience)
        .connect_timeout(patience)
        .user_agent(concat!("anteroom/", env!("CARGO_PKG_VERSION")))
        .build()
        .map_err(|_| TextError::Configuration("TLS cannot be set up"))
}

/// Where an API is: HTTPS, or this very machine.
pub(crate) fn base(url: &str) -> Result<String, TextError> {
    let wrong =
        TextError::Configuration("its url is written like https://api.example, without a slash at the end");
    let parsed = reqwest::Url::parse(url).map_err(|_| wrong.clone())?;
    let here = matches!(parsed.host_str(), Some("localhost" | "127.0.0.1" | "[::1]"));
    if url.ends_with('/') || !(parsed.scheme() == "https" || parsed.scheme() == "http" && here) {
        return Err(wrong);
    }
    Ok(url.to_owned())
}

/// An answer: its status, and its body where that is JSON.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) body: serde_json::Value,
}

/// Asks, and waits and asks again where the answer is "too many requests": such a request was not processed.
pub(crate) async fn ask(request: RequestBuilder) -> Result<Answer, TextError> {
    for _ in 1..ATTEMPTS {
        let Some(once) = request.try_clone() else { break };
        let response = once.send().await.map_err(|error| failure(&error))?;
        if response.status() != StatusCode::TOO_MANY_REQUESTS {
            return read(response).await;
        }
        match retry_after(&response) {
            Some(wait) if wait <= WAIT => tokio::time::sleep(wait).await,
            Some(_) | None => return Err(LATER),
        }
    }
    let response = request.send().await.map_err(|error| failure(&error))?;
    if response.status() == StatusCode::TOO_MANY_REQUESTS { Err(LATER) } else { read(response).await }
}

const LATER: TextError = TextError::Unavailable("it asked to be tried later");

/// An answer that nobody can make sense of, to this one message.
pub(crate) fn odd(code: &str) -> TextError {
    TextError::Later { code: code.to_owned() }
}

/// The seconds of `Retry-After`; one where there is none. `None` for a date, which nobody here sends.
fn retry_after(response: &Response) -> Option<Duration> {
    match response.headers().get(header::RETRY_AFTER) {
        None => Some(Duration::from_secs(1)),
        Some(seconds) => seconds.to_str().ok()?.trim().parse().ok().map(Duration::from_secs),
    }
}

async fn read(mut response: Response) -> Result<Answer, TextError> {
    let status = response.status();
    let mut bytes = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(|error| failure(&error))? {
        bytes.extend_from_slice(&chunk);
        if bytes.len() > ANSWER {
            return Err(odd("its answer is too long"));
        }
    }
    // Some errors come without a body, or as a page.
    let body = serde_json::from_slice(&bytes).unwrap_or(serde_json::Value::Null);
    Ok(Answer { status, body })
}

/// Where nobody was there, no message can be handed over. Once somebody was, what was asked may have been done: asking again at once could do it twice.
fn failure(error: &reqwest::Error) -> TextError {
    match (error.is_connect(), error.is_timeout()) {
        (true, true) => TextError::Unavailable("it did not answer in time"),
        (true, false) => TextError::Unavailable("the connection failed"),
        (false, true) => odd("no answer in time"),
        (false, false) => odd("no whole answer"),
    }
}
