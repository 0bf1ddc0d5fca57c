//! Text messages over HTTP: what Sinch and Twilio are asked, byte for byte where it matters, and what each of their documented answers is called. The servers here answer
//! as the two vendors' documentation says (see `src/sinch.rs` and `src/twilio.rs`).

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::sync::{Arc, Mutex};
use std::time::Duration;

use gateways::sinch::{Sinch, SinchConfig};
use gateways::sms::{Taken, Text, TextError, Texter};
use gateways::twilio::{Twilio, TwilioConfig};
use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpListener;
use uuid::Uuid;

/// A request as it came in.
#[derive(Clone, Debug)]
struct Asked {
    line: String,
    headers: Vec<String>,
    body: String,
}

impl Asked {
    fn has(&self, header: &str) -> bool {
        self.headers.iter().any(|one| one.eq_ignore_ascii_case(header))
    }
}

/// An answer: status, a header, a body. Status 0 never answers.
type Answer = (u16, &'static str, Value);

/// A server that gives these answers, one a request, and tells what it was asked.
struct Server {
    url: String,
    asked: Arc<Mutex<Vec<Asked>>>,
}

impl Server {
    async fn start(answers: Vec<Answer>) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let asked = Arc::new(Mutex::new(Vec::new()));
        let told = asked.clone();
        tokio::spawn(async move {
            let mut silent = Vec::new();
            for (status, header, body) in answers {
                let (stream, _) = listener.accept().await.unwrap();
                let mut stream = BufReader::new(stream);
                let request = read(&mut stream).await;
                told.lock().unwrap().push(request);
                if status == 0 {
                    silent.push(stream);
                    continue;
                }
                let body = if body.is_null() { String::new() } else { body.to_string() };
                let head = format!(
                    "HTTP/1.1 {status} Whatever\r\ncontent-type: application/json\r\n{header}content-length: {}\r\nconnection: close\r\n\r\n",
                    body.len()
                );
                stream.write_all(format!("{head}{body}").as_bytes()).await.unwrap();
                stream.shutdown().await.unwrap();
            }
            std::future::pending::<()>().await;
        });
        Self { url, asked }
    }

    fn asked(&self) -> Vec<Asked> {
        self.asked.lock().unwrap().clone()
    }

    fn sinch(&self) -> Sinch {
        let config = SinchConfig::new("plan1", "token1", "Clinic");
        Sinch::new(&SinchConfig { url: self.url.clone(), timeout: Duration::from_secs(1), ..config }).unwrap()
    }

    fn twilio(&self, from: &str) -> Twilio {
        let config = TwilioConfig::new("AC00000000000000000000000000000001", "token1", from);
        let config = TwilioConfig { url: self.url.clone(), timeout: Duration::from_secs(1), ..config };
        Twilio::new(&config).unwrap()
    }
}

async fn read(stream: &mut BufReader<tokio::net::TcpStream>) -> Asked {
    let mut lines = Vec::new();
    loop {
        let mut line = String::new();
        stream.read_line(&mut line).await.unwrap();
        match line.trim_end() {
            "" => break,
            line => lines.push(line.to_owned()),
        }
    }
    let length =
        lines.iter().find_map(|line| line.to_lowercase().strip_prefix("content-length: ").map(str::to_owned));
    let mut body = vec![0; length.map_or(0, |length| length.parse().unwrap())];
    stream.read_exact(&mut body).await.unwrap();
    let line = lines.remove(0);
    Asked { line, headers: lines, body: String::from_utf8(body).unwrap() }
}

fn text(to: &str) -> Text {
    let at = "2026-11-21T10:00:00Z".parse().unwrap();
    Text {
        id: Uuid::from_u128(7),
        at,
        to: to.parse().unwrap(),
        body: "Hei, +1 & å: https://a.example/i/x".into(),
    }
}

fn norwegian() -> Text {
    text("+4792449678")
}

fn american() -> Text {
    text("+12025550143")
}

const ID: &str = "00000000-0000-0000-0000-000000000007";
const NUMBER: &str = "+12025550100";

/// Sinch's answer to the question whether it has taken this reference before: no.
fn none_yet() -> Answer {
    (200, "", json!({ "count": 0, "page": 0, "page_size": 1, "batches": [] }))
}

fn batch() -> Value {
    json!({
        "id": "01FC66621XXXXX119Z8PMV1QPQ", "to": ["4792449678"], "from": "Clinic", "canceled": false, "body": "Hei", "type": "mt_text",
        "created_at": "2026-11-21T10:00:00.000Z", "modified_at": "2026-11-21T10:00:00.000Z", "delivery_report": "none",
        "client_reference": ID
    })
}

#[expect(clippy::unnecessary_wraps, reason = "compared with what sending returned")]
fn taken(id: &str) -> Result<Taken, TextError> {
    Ok(Taken { id: id.to_owned() })
}

#[tokio::test]
async fn sinch_takes_one_batch_of_one_recipient() {
    let server = Server::start(vec![none_yet(), (201, "", batch())]).await;
    assert_eq!(server.sinch().send(&norwegian()).await, taken("01FC66621XXXXX119Z8PMV1QPQ"));
    let asked = server.asked();
    assert_eq!(
        asked[0].line,
        format!("GET /xms/v1/plan1/batches?client_reference={ID}&page_size=1 HTTP/1.1")
    );
    assert_eq!(asked[1].line, "POST /xms/v1/plan1/batches HTTP/1.1");
    assert!(asked.iter().all(|asked| asked.has("authorization: Bearer token1")), "{asked:?}");
    let body: Value = serde_json::from_str(&asked[1].body).unwrap();
    let expected = json!({
        "type": "mt_text", "from": "Clinic", "to": ["+4792449678"], "body": norwegian().body,
        "delivery_report": "none", "client_reference": ID
    });
    assert_eq!(body, expected);
}

#[tokio::test]
async fn sinch_recognises_a_repeat_and_sends_nothing() {
    let known = json!({ "count": 1, "page": 0, "page_size": 1, "batches": [batch()] });
    let server = Server::start(vec![(200, "", known)]).await;
    assert_eq!(server.sinch().send(&norwegian()).await, taken("01FC66621XXXXX119Z8PMV1QPQ"));
    assert_eq!(server.asked().len(), 1, "it was only looked for");
}

#[tokio::test]
async fn each_of_sinchs_errors_has_its_name() {
    let refused = |code: &str| TextError::Refused { code: code.to_owned() };
    for (status, body, expected) in [
        (
            400,
            json!({ "code": "syntax_invalid_parameter_format", "text": "Invalid number +4792449678" }),
            refused("syntax_invalid_parameter_format"),
        ),
        (
            400,
            json!({ "code": "syntax_constraint_violation", "text": "The request body is too long" }),
            refused("syntax_constraint_violation"),
        ),
        (401, Value::Null, TextError::Configuration("Sinch does not accept our token or our sender")),
        (
            403,
            json!({ "code": "unknown_campaign", "text": "The campaign is unknown" }),
            TextError::Configuration("Sinch does not accept our token or our sender"),
        ),
        (404, Value::Null, TextError::Configuration("Sinch does not know our service plan")),
        (422, Value::Null, later("422")),
        (500, Value::Null, TextError::Unavailable("it has a fault of its own")),
        (503, json!("busy"), TextError::Unavailable("it has a fault of its own")),
        (302, Value::Null, TextError::Unavailable("it answered something that is not in its documentation")),
    ] {
        let server = Server::start(vec![none_yet(), (status, "location: /elsewhere\r\n", body)]).await;
        let error = server.sinch().send(&norwegian()).await.unwrap_err();
        assert_eq!(error, expected, "{status}");
        assert!(!format!("{error} {error:?}").contains("92449678"), "an error shows no number");
    }
    let server = Server::start(vec![none_yet(), (201, "", json!({ "odd": true }))]).await;
    assert_eq!(server.sinch().send(&norwegian()).await, Err(later("its answer cannot be read")));
}

#[tokio::test]
async fn twilio_takes_a_form() {
    let message = json!({
        "sid": "SM00000000000000000000000000000001", "status": "queued", "to": "+12025550143", "from": NUMBER,
        "api_version": "2010-04-01", "num_segments": "1", "error_code": null, "error_message": null
    });
    let server = Server::start(vec![(201, "", message.clone()), (201, "", message)]).await;
    let sent = taken("SM00000000000000000000000000000001");
    assert_eq!(server.twilio(NUMBER).send(&american()).await, sent);
    assert_eq!(server.twilio("MG00000000000000000000000000000001").send(&american()).await, sent);
    let asked = server.asked();
    let path = "/2010-04-01/Accounts/AC00000000000000000000000000000001/Messages.json";
    assert_eq!(asked[0].line, format!("POST {path} HTTP/1.1"));
    // AC00000000000000000000000000000001:token1
    assert!(
        asked[0].has("authorization: Basic QUMwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMTp0b2tlbjE="),
        "{asked:?}"
    );
    assert!(asked[0].has("content-type: application/x-www-form-urlencoded"));
    assert_eq!(
        asked[0].body,
        "To=%2B12025550143&From=%2B12025550100&Body=Hei%2C+%2B1+%26+%C3%A5%3A+https%3A%2F%2Fa.example%2Fi%2Fx"
    );
    assert!(asked[1].body.contains("&MessagingServiceSid=MG0000"), "{}", asked[1].body);
}

#[tokio::test]
async fn each_of_twilios_errors_has_its_name() {
    let error = |code: u32, status: u16, message: &str| json!({ "code": code, "message": message, "more_info": format!("https://www.twilio.com/docs/errors/{code}"), "status": status });
    let refused = |code: &str| TextError::Refused { code: code.to_owned() };
    for (status, body, expected) in [
        (
            400,
            error(21211, 400, "The 'To' number +12025550143 is not a valid phone number."),
            refused("21211"),
        ),
        (400, error(21610, 400, "Attempt to send to unsubscribed recipient"), refused("21610")),
        (
            400,
            error(21606, 400, "The From phone number is not valid"),
            TextError::Configuration("Twilio does not accept our sender"),
        ),
        (
            401,
            error(20003, 401, "Authenticate"),
            TextError::Configuration("Twilio does not accept our account or its secret"),
        ),
        (404, error(20404, 404, "Not found"), TextError::Configuration("Twilio does not know our account")),
        (422, Value::Null, later("422")),
        (502, Value::Null, later("502")),
        (504, Value::Null, later("504")),
        (500, error(20500, 500, "Internal error"), TextError::Unavailable("it has a fault of its own")),
        (503, Value::Null, TextError::Unavailable("it has a fault of its own")),
    ] {
        let server = Server::start(vec![(status, "", body)]).await;
        let told = server.twilio(NUMBER).send(&american()).await.unwrap_err();
        assert_eq!(told, expected, "{status}");
        assert!(!format!("{told} {told:?}").contains("2025550143"), "an error shows no number");
    }
}

#[tokio::test]
async fn one_that_asks_for_patience_gets_it_and_not_for_ever() {
    let busy = || {
        (429, "retry-after: 0\r\n", json!({ "code": 20429, "message": "Too Many Requests", "status": 429 }))
    };
    let message = || (201, "", json!({ "sid": "SM1" }));
    let server = Server::start(vec![busy(), busy(), message()]).await;
    assert_eq!(server.twilio(NUMBER).send(&american()).await, taken("SM1"));
    assert_eq!(server.asked().len(), 3);

    let later = TextError::Unavailable("it asked to be tried later");
    let server = Server::start(vec![busy(), busy(), busy(), message()]).await;
    assert_eq!(server.twilio(NUMBER).send(&american()).await, Err(later.clone()));
    assert_eq!(server.asked().len(), 3, "three times and no more");

    let server = Server::start(vec![(429, "retry-after: 3600\r\n", Value::Null), message()]).await;
    assert_eq!(server.twilio(NUMBER).send(&american()).await, Err(later.clone()));
    assert_eq!(server.asked().len(), 1, "an hour is left for later");

    let server = Server::start(vec![none_yet(), busy(), (201, "", batch())]).await;
    assert_eq!(server.sinch().send(&norwegian()).await, taken("01FC66621XXXXX119Z8PMV1QPQ"));
}

fn later(code: &str) -> TextError {
    TextError::Later { code: code.to_owned() }
}

#[tokio::test]
async fn silence_after_a_message_is_about_that_message_and_nobody_there_is_about_the_service() {
    let server = Server::start(vec![(0, "", Value::Null)]).await;
    assert_eq!(server.twilio(NUMBER).send(&american()).await, Err(later("no answer in time")));
    let server = Server::start(vec![none_yet(), (0, "", Value::Null)]).await;
    assert_eq!(server.sinch().send(&norwegian()).await, Err(later("no answer in time")));
    let server = Server::start(vec![(0, "", Value::Null)]).await;
    let silent = Err(TextError::Unavailable("it did not answer"));
    assert_eq!(server.sinch().send(&norwegian()).await, silent, "a question hands over nothing");

    let gone = TcpListener::bind(("127.0.0.1", 0)).await.unwrap().local_addr().unwrap();
    let server = Server { url: format!("http://{gone}"), asked: Arc::default() };
    let failed = Err(TextError::Unavailable("the connection failed"));
    assert_eq!(server.twilio(NUMBER).send(&american()).await, failed);
    assert_eq!(server.sinch().send(&norwegian()).await, failed);
}

#[test]
fn settings_that_cannot_work_are_told_at_once_and_debug_shows_no_secret() {
    let sinch = |url: &str, plan: &str| {
        Sinch::new(&SinchConfig {
            url: url.into(),
            plan: plan.into(),
            ..SinchConfig::new("", "hunter2", "Clinic")
        })
    };
    for (url, plan) in [
        ("http://sms.example", "plan1"),
        ("https://sms.example/", "plan1"),
        ("nowhere", "plan1"),
        ("https://sms.example", "../other"),
        ("https://sms.example", ""),
    ] {
        assert!(matches!(sinch(url, plan), Err(TextError::Configuration(_))), "{url} {plan}");
    }
    assert_eq!(format!("{:?}", sinch("https://sms.example", "plan1").unwrap()), "Sinch(…)");
    assert!(Twilio::new(&TwilioConfig::new("SK00", "hunter2", NUMBER)).is_err());
    assert_eq!(
        format!("{:?}", Twilio::new(&TwilioConfig::new("AC00", "hunter2", NUMBER)).unwrap()),
        "Twilio(…)"
    );
}
