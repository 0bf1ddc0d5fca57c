//! Mail by SMTP: one server, given by its address, over TLS unless it is this very machine. It keeps no letter and
//! retries nothing; whoever calls it decides about a second attempt.

mod server;

use std::{
    error::Error as _,
    fmt, io,
    sync::atomic::{AtomicBool, Ordering},
    time::Duration,
};

use async_trait::async_trait;
use lettre::{
    Message,
    transport::smtp::{
        Error,
        authentication::{Credentials, DEFAULT_MECHANISMS},
        client::{AsyncSmtpConnection, Certificate, CertificateStore, TlsParameters},
        commands::{Data, Mail, Rcpt},
        extension::{ClientId, Extension, MailBodyParameter, MailParameter},
    },
};

use self::server::{Security, Server};
use super::{Letter, MailError, Mailer, message::message};

/// How to reach the mail server.
#[derive(Clone)]
pub struct SmtpConfig {
    /// `smtp://host[:port]` begins in the clear and insists on STARTTLS (port 587), except that a loopback host is
    /// spoken to in the clear unless `?tls=required` is added or an authority is given; `smtps://host[:port]` is TLS
    /// from the first byte (port 465). No name and password here: they have their own settings.
    pub url: String,
    /// The name to sign in with; none means that the server wants no sign-in.
    pub user: Option<String>,
    /// The password that goes with it.
    pub password: Option<String>,
    /// PEM certificates of the only authorities to trust, instead of the public ones: for a server with a private
    /// certificate.
    pub authority: Option<Vec<u8>>,
    /// The name this machine greets with; by default the machine's host name.
    pub hello: Option<String>,
    /// How long connecting may take, and how long the whole handing over may take.
    pub timeout: Duration,
}

impl SmtpConfig {
    /// A server without sign-in, the public authorities, 30 seconds.
    pub fn new(url: impl Into<String>) -> Self {
        let timeout = Duration::from_secs(30);
        Self { url: url.into(), user: None, password: None, authority: None, hello: None, timeout }
    }
}

impl fmt::Debug for SmtpConfig {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The url may hold a password by mistake.
        f.debug_struct("SmtpConfig").field("timeout", &self.timeout).finish_non_exhaustive()
    }
}

/// Sends through one SMTP server, over a connection of its own for each letter: a connection kept between letters, once
/// a sending had been given up half-way, would take the reply to one letter for the reply to the next.
#[derive(Clone)]
pub struct SmtpMailer {
    server: Server,
    tls: Option<TlsParameters>,
    credentials: Option<Credentials>,
    hello: ClientId,
    timeout: Duration,
}

impl SmtpMailer {
    /// Checks the settings and connects to nothing yet.
    ///
    /// TLS uses the process's rustls provider if one is installed by now, else `ring`; none is installed by this.
    ///
    /// # Errors
    /// [`MailError::Configuration`] for settings that cannot work.
    pub fn new(config: &SmtpConfig) -> Result<Self, MailError> {
        let server: Server = config.url.parse()?;
        let credentials = match (&config.user, &config.password) {
            (None, None) => None,
            (Some(user), Some(password)) => Some(Credentials::new(user.clone(), password.clone())),
            _ => return Err(MailError::Configuration("the mail server's user and password go together")),
        };
        let hello = config.hello.clone().map_or_else(ClientId::default, ClientId::Domain);
        Ok(Self { tls: tls(&server, config)?, server, credentials, hello, timeout: config.timeout })
    }

    /// The connection comes back with the letter's fate, for the farewell. `named` tells that the server was told whom the letter is for.
    async fn hand_over(
        &self,
        message: &Message,
        named: &AtomicBool,
    ) -> Result<(AsyncSmtpConnection, Sent), MailError> {
        let mut server = self.connect().await?;
        let sent = deliver(&mut server, message, named).await;
        Ok((server, sent))
    }

    async fn connect(&self) -> Result<AsyncSmtpConnection, MailError> {
        let address = (self.server.host.as_str(), self.server.port);
        let implicit = self.tls.clone().filter(|_| self.server.security == Security::Implicit);
        let mut server =
            AsyncSmtpConnection::connect_tokio1(address, Some(self.timeout), &self.hello, implicit, None)
                .await
                .map_err(|error| reason(&error, "it will not talk to us"))?;
        if let Some(tls) = self.tls.clone().filter(|_| self.server.security != Security::Implicit) {
            server
                .starttls(tls, &self.hello)
                .await
                .map_err(|error| reason(&error, "it does not offer STARTTLS"))?;
        }
        if let Some(credentials) = &self.credentials {
            server.auth(DEFAULT_MECHANISMS, credentials).await.map_err(|error| reason(&error, SIGN_IN))?;
        }
        Ok(server)
    }
}

impl fmt::Debug for SmtpMailer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SmtpMailer").field("timeout", &self.timeout).finish_non_exhaustive()
    }
}

#[async_trait]
impl Mailer for SmtpMailer {
    async fn send(&self, letter: &Letter) -> Result<(), MailError> {
        // One letter that cannot be written keeps no other.
        let message = message(letter).map_err(|error| {
            tracing::error!(letter = %letter.id, %error, "a letter cannot be written");
            HALF_WAY
        })?;
        let named = AtomicBool::new(false);
        // The library bounds connecting only; a server that falls silent later would hold us for ever.
        let result = match tokio::time::timeout(self.timeout, self.hand_over(&message, &named)).await {
            Err(_) if named.load(Ordering::Relaxed) => Err(HALF_WAY),
            Err(_) => Err(MailError::Unavailable("it did not answer in time")),
            Ok(Err(error)) => Err(error),
            Ok(Ok((mut server, sent))) => {
                // The letter's fate is known: a farewell that is not answered must not change it.
                if tokio::time::timeout(FAREWELL, server.abort()).await.is_err() {
                    tracing::debug!(letter = %letter.id, "the mail server did not say goodbye");
                }
                sent
            }
        };
        if let Err(error) = &result {
            tracing::warn!(letter = %letter.id, %error, "a letter was not sent");
        }
        result
    }
}

type Sent = Result<(), MailError>;

const FAREWELL: Duration = Duration::from_secs(2);
const SIGN_IN: &str = "it did not accept our sign-in";

/// Broken off with the letter half handed over, or before. It is about this letter: were it about the server, the next letter would find that out before it names anybody.
const HALF_WAY: MailError = MailError::Later { code: 451 };

async fn deliver(server: &mut AsyncSmtpConnection, message: &Message, named: &AtomicBool) -> Sent {
    let bytes = message.formatted();
    let mut options = Vec::new();
    // Everything but an address is encoded into ASCII.
    if !bytes.is_ascii() {
        if !server.server_info().supports_feature(Extension::SmtpUtfEight) {
            // The reply of a server that knows the extension and has nowhere to pass such an address on to (RFC 6531).
            return Err(MailError::Refused { code: 553 });
        }
        options.extend([MailParameter::SmtpUtfEight, MailParameter::Body(MailBodyParameter::EightBitMime)]);
    }
    server
        .command(Mail::new(message.envelope().from().cloned(), options))
        .await
        .map_err(|error| reason(&error, "it does not accept our sender's address"))?;
    named.store(true, Ordering::Relaxed);
    for to in message.envelope().to() {
        server.command(Rcpt::new(to.clone(), Vec::new())).await.map_err(|error| refusal(&error))?;
    }
    server.command(Data).await.map_err(|error| refusal(&error))?;
    server.message(&bytes).await.map_err(|error| refusal(&error))?;
    Ok(())
}

fn tls(server: &Server, config: &SmtpConfig) -> Result<Option<TlsParameters>, MailError> {
    if server.security == Security::Clear && config.authority.is_none() {
        return Ok(None);
    }
    let mut parameters = TlsParameters::builder(server.host.clone());
    if let Some(pem) = &config.authority {
        let broken =
            MailError::Configuration("the mail server's authority is not a list of PEM certificates");
        let authority = Certificate::from_pem(pem).map_err(|_| broken.clone())?;
        // A file without a single certificate would otherwise pass here and fail at every letter.
        if !pem.windows(CERTIFICATE.len()).any(|part| part == CERTIFICATE) {
            return Err(broken);
        }
        parameters = parameters.certificate_store(CertificateStore::None).add_root_certificate(authority);
    }
    let unusable = MailError::Configuration("TLS cannot be set up with these settings");
    parameters.build_rustls().map(Some).map_err(|_| unusable)
}

const CERTIFICATE: &[u8] = b"-----BEGIN CERTIFICATE-----";

/// From the addressee on, a reply is about this letter and its address, unless the server says goodbye to everybody (421), or takes nothing of ours for anybody (454: it relays
/// for us no more, or wants TLS first).
fn refusal(error: &Error) -> MailError {
    match error.status().map(u16::from) {
        Some(421 | 454 | 530 | 535) => reason(error, "it does not understand us"),
        Some(code) if code >= 500 => MailError::Refused { code },
        Some(code) => MailError::Later { code },
        None if error.is_client() => reason(error, "it does not understand us"),
        None => HALF_WAY,
    }
}

/// What a failure means for whoever has to decide what to do with the letter. `permanent` is said of a permanent reply
/// and of what this side cannot do with this server: before the addressee is named, that is nobody's fault but the
/// settings'.
fn reason(error: &Error, permanent: &'static str) -> MailError {
    match error.status().map(u16::from) {
        Some(530 | 535) => return MailError::Configuration(SIGN_IN),
        Some(code) if code >= 500 => return MailError::Configuration(permanent),
        Some(_) => return MailError::Unavailable("it asked to be tried later"),
        None => {}
    }
    if error.is_client() {
        return MailError::Configuration(permanent);
    }
    if error.is_tls() || untrusted(error) {
        return MailError::Configuration("its certificate is not one we trust for its name");
    }
    if error.is_timeout() {
        return MailError::Unavailable("it did not answer in time");
    }
    MailError::Unavailable("the connection failed")
}

/// rustls reports every failed handshake, and nothing else here reports anything, as invalid data.
fn untrusted(error: &Error) -> bool {
    let mut source = error.source();
    while let Some(error) = source {
        if error.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == io::ErrorKind::InvalidData) {
            return true;
        }
        source = error.source();
    }
    false
}
