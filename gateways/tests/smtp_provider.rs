//! Mail where the process has installed a rustls provider: it is used, and nothing objects. A test of its own, because
//! a provider is installed once for a whole process.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod server;

use gateways::mail::{
    Mailer,
    smtp::{SmtpConfig, SmtpMailer},
};
use server::{Certificate, Server, letter};

#[tokio::test]
async fn an_installed_provider_is_used() {
    rustls::crypto::ring::default_provider().install_default().unwrap();
    let certificate = Certificate::of("127.0.0.1", "provider");
    let Some(mut server) = Server::start(&certificate.options()) else { return };
    let config =
        SmtpConfig { authority: Some(certificate.authority.clone()), ..SmtpConfig::new(server.url()) };
    SmtpMailer::new(&config).unwrap().send(&letter("ase@visitor.example")).await.unwrap();
    assert_eq!(server.received()["tls"], true);
}
