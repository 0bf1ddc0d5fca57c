//! Mail through a real SMTP server: what arrives, byte by byte, and what each failure is called.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod server;

use std::{net::TcpListener, time::Duration};

use gateways::mail::{
    Letter, MailError, Mailer,
    smtp::{SmtpConfig, SmtpMailer},
};
use server::{Certificate, Server, letter};

const TO: &str = "ase@visitor.example";

#[tokio::test]
async fn a_letter_arrives_byte_by_byte() {
    let Some(mut server) = Server::start(&[]) else { return };
    mailer(&server).send(&letter(TO)).await.unwrap();
    let received = server.received();
    assert_eq!(received["from"], "post@clinic.example");
    assert_eq!(received["to"], serde_json::json!([TO]));
    assert_eq!(received["tls"], false);
    assert_eq!(
        data(&received),
        "Date: Sat, 21 Nov 2026 14:05:00 +0000\r\n\
         Message-ID: <00000000-0000-0000-0000-000000000007@clinic.example>\r\n\
         From: =?utf-8?b?w5hybmVzIGxlZ2Vrb250b3I=?= <post@clinic.example>\r\n\
         To: ase@visitor.example\r\n\
         Subject: Velkommen, =?utf-8?b?w4VzZSDigJM=?= lenken din\r\n\
         Auto-Submitted: auto-generated\r\n\
         MIME-Version: 1.0\r\n\
         Content-Type: text/plain; charset=utf-8\r\n\
         Content-Transfer-Encoding: quoted-printable\r\n\
         \r\n\
         Hei =C3=85se.\r\n.\r\nSee you =E2=80=93 soon.\r\n\r\n"
    );
}

#[tokio::test]
async fn text_and_html_arrive_as_two_forms_of_one_letter() {
    let Some(mut server) = Server::start(&[]) else { return };
    let both = Letter { html: Some("<p>Hei Åse.</p>".into()), ..letter(TO) };
    let mailer = mailer(&server);
    mailer.send(&both).await.unwrap();
    mailer.send(&both).await.unwrap();
    let first = data(&server.received());
    let again = data(&server.received());
    assert!(first.contains("boundary=\"part-00000000000000000000000000000007\""));
    assert!(first.contains("\r\nContent-Type: multipart/alternative;"));
    assert!(first.find("text/plain") < first.find("text/html"));
    assert!(first.contains("<p>Hei =C3=85se.</p>"));
    assert_eq!(first, again, "a second attempt is the same letter");
}

#[tokio::test]
async fn a_refused_address_is_told_from_one_for_later_and_both_from_a_busy_server() {
    let Some(mut server) = Server::start(&[
        "--refuse",
        "gone@visitor.example",
        "--busy",
        "full@visitor.example",
        "--closing",
        "closing@visitor.example",
        "--barred",
        "barred@visitor.example",
        "--silent",
        "slow@visitor.example",
    ]) else {
        return;
    };
    let mailer = mailer(&server);
    let refused = mailer.send(&letter("gone@visitor.example")).await.unwrap_err();
    assert_eq!(refused, MailError::Refused { code: 550 });
    assert!(!format!("{refused} {refused:?}").contains("gone"), "{refused}");
    let busy = mailer.send(&letter("full@visitor.example")).await.unwrap_err();
    assert_eq!(busy, MailError::Later { code: 451 });
    assert!(!format!("{busy} {busy:?}").contains("full"), "{busy}");
    let closing = mailer.send(&letter("closing@visitor.example")).await.unwrap_err();
    assert_eq!(closing, MailError::Unavailable("it asked to be tried later"), "that is about all letters");
    let barred = mailer.send(&letter("barred@visitor.example")).await.unwrap_err();
    assert_eq!(barred, MailError::Unavailable("it asked to be tried later"), "it relays for us no more");
    // Broken off once the server knows whom it is for: it is about this letter.
    let patience = SmtpConfig { timeout: Duration::from_secs(1), ..SmtpConfig::new(server.url()) };
    let slow = SmtpMailer::new(&patience).unwrap().send(&letter("slow@visitor.example")).await.unwrap_err();
    assert_eq!(slow, MailError::Later { code: 451 });
    // The next letter does not suffer from any of them.
    mailer.send(&letter(TO)).await.unwrap();
    assert_eq!(server.received()["to"], serde_json::json!([TO]));
}

#[tokio::test]
async fn a_server_that_goes_away_is_unavailable_and_found_again_when_it_is_back() {
    let Some(mut server) = Server::start(&[]) else { return };
    let mailer = mailer(&server);
    let port = server.port.to_string();
    mailer.send(&letter(TO)).await.unwrap();
    server.received();
    drop(server);
    let gone = mailer.send(&letter(TO)).await.unwrap_err();
    assert_eq!(gone, MailError::Unavailable("the connection failed"));
    let Some(mut server) = Server::start(&["--port", &port]) else { return };
    mailer.send(&letter(TO)).await.unwrap();
    assert_eq!(server.received()["to"], serde_json::json!([TO]));
}

#[tokio::test]
async fn a_refused_sender_is_a_matter_of_settings() {
    let Some(server) = Server::start(&["--refuse", "post@clinic.example"]) else { return };
    let error = mailer(&server).send(&letter(TO)).await.unwrap_err();
    assert_eq!(error, MailError::Configuration("it does not accept our sender's address"));
}

#[tokio::test]
async fn an_address_outside_ascii_is_carried_or_refused() {
    let Some(mut server) = Server::start(&[]) else { return };
    mailer(&server).send(&letter("åse@ørnes.example")).await.unwrap();
    assert_eq!(server.received()["to"], serde_json::json!(["åse@xn--rnes-fra.example"]));
    let Some(server) = Server::start(&["--ascii"]) else { return };
    let error = mailer(&server).send(&letter("åse@ørnes.example")).await.unwrap_err();
    assert_eq!(error, MailError::Refused { code: 553 });
}

#[tokio::test]
async fn a_silent_server_is_unavailable() {
    // Listens, and never says its greeting. No aiosmtpd needed.
    let silent = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("smtp://{}", silent.local_addr().unwrap());
    let config = SmtpConfig { timeout: Duration::from_millis(100), ..SmtpConfig::new(url) };
    let error = SmtpMailer::new(&config).unwrap().send(&letter(TO)).await.unwrap_err();
    assert_eq!(error, MailError::Unavailable("it did not answer in time"));
}

#[tokio::test]
async fn signs_in_with_the_configured_account() {
    let Some(mut server) = Server::start(&["--account", "anteroom:Blåbær:7"]) else { return };
    let account = |user: &str, password: &str| SmtpConfig {
        user: Some(user.into()),
        password: Some(password.into()),
        ..SmtpConfig::new(server.url())
    };
    let right = SmtpMailer::new(&account("anteroom", "Blåbær:7")).unwrap();
    let wrong = SmtpMailer::new(&account("anteroom", "sesame")).unwrap();
    let none = mailer(&server);
    right.send(&letter(TO)).await.unwrap();
    assert_eq!(server.received()["user"], "anteroom");
    for mailer in [wrong, none] {
        let error = mailer.send(&letter(TO)).await.unwrap_err();
        assert_eq!(error, MailError::Configuration("it did not accept our sign-in"));
    }
}

#[tokio::test]
async fn starttls_wants_a_certificate_it_can_trust() {
    let certificate = Certificate::of("127.0.0.1", "starttls");
    let Some(mut server) = Server::start(&certificate.options()) else { return };
    let untrusted = SmtpConfig::new(format!("{}?tls=required", server.url()));
    let trusted = SmtpConfig { authority: Some(certificate.authority.clone()), ..untrusted.clone() };
    let other = Certificate::of("127.0.0.1", "starttls-other");
    let mistaken = SmtpConfig { authority: Some(other.authority.clone()), ..untrusted.clone() };
    for config in [&untrusted, &mistaken] {
        let error = SmtpMailer::new(config).unwrap().send(&letter(TO)).await.unwrap_err();
        assert_eq!(error, MailError::Configuration("its certificate is not one we trust for its name"));
    }
    SmtpMailer::new(&trusted).unwrap().send(&letter(TO)).await.unwrap();
    assert_eq!(server.received()["tls"], true);
    assert!(
        rustls::crypto::CryptoProvider::get_default().is_none(),
        "mail leaves the choice of a process-wide provider to main.rs"
    );
}

#[tokio::test]
async fn a_certificate_for_another_name_is_refused() {
    let certificate = Certificate::of("mail.example", "other-name");
    let Some(server) = Server::start(&certificate.options()) else { return };
    let config =
        SmtpConfig { authority: Some(certificate.authority.clone()), ..SmtpConfig::new(server.url()) };
    let error = SmtpMailer::new(&config).unwrap().send(&letter(TO)).await.unwrap_err();
    assert_eq!(error, MailError::Configuration("its certificate is not one we trust for its name"));
}

#[tokio::test]
async fn smtps_is_tls_from_the_first_byte() {
    let certificate = Certificate::of("127.0.0.1", "smtps");
    let mut options = certificate.options().to_vec();
    options.push("--implicit");
    let Some(mut server) = Server::start(&options) else { return };
    let config = SmtpConfig {
        authority: Some(certificate.authority.clone()),
        ..SmtpConfig::new(server.url().replace("smtp:", "smtps:"))
    };
    SmtpMailer::new(&config).unwrap().send(&letter(TO)).await.unwrap();
    assert_eq!(server.received()["tls"], true);
}

#[tokio::test]
async fn a_server_without_starttls_gets_no_letter_when_it_is_required() {
    let Some(server) = Server::start(&[]) else { return };
    let config = SmtpConfig::new(format!("{}?tls=required", server.url()));
    let error = SmtpMailer::new(&config).unwrap().send(&letter(TO)).await.unwrap_err();
    assert!(matches!(error, MailError::Configuration(text) if text.contains("STARTTLS")), "{error}");
}

#[tokio::test]
async fn settings_that_cannot_work_are_refused_at_once() {
    let good = SmtpConfig::new("smtp://mail.example");
    for config in [
        SmtpConfig { url: "mail.example".into(), ..good.clone() },
        SmtpConfig { user: Some("anteroom".into()), ..good.clone() },
        SmtpConfig { password: Some("secret".into()), ..good.clone() },
        SmtpConfig { authority: Some(b"not a certificate".to_vec()), ..good.clone() },
    ] {
        assert!(matches!(SmtpMailer::new(&config), Err(MailError::Configuration(_))));
        assert!(!format!("{config:?}").contains("secret"));
    }
}

/// To a server as it comes: no sign-in, no TLS.
fn mailer(server: &Server) -> SmtpMailer {
    SmtpMailer::new(&SmtpConfig::new(server.url())).unwrap()
}

fn data(received: &serde_json::Value) -> String {
    use base64::Engine as _;
    let bytes = base64::prelude::BASE64_STANDARD.decode(received["data"].as_str().unwrap()).unwrap();
    String::from_utf8(bytes).unwrap()
}
