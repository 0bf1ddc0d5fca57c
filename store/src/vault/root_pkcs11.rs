//! A root in a PKCS#11 module: epoch keys are made inside of it, never leave it, and are believed to be destroyed once the module was started anew and has them no more.

use super::crypto::Key;
use super::root::{Root, RootError, bound_to};
use crate::edge::{Draw, Entropy};
use cryptoki::context::{CInitializeArgs, CInitializeFlags, Pkcs11};
use cryptoki::error::{Error, RvError};
use cryptoki::mechanism::Mechanism;
use cryptoki::mechanism::aead::GcmParams;
use cryptoki::object::{Attribute, AttributeType, KeyType, ObjectClass, ObjectHandle};
use cryptoki::session::{Session, UserType};
use cryptoki::slot::Slot;
use cryptoki::types::AuthPin;
use domain::log::Destruction;
use std::fmt;
use std::path::PathBuf;
use std::sync::Mutex;
use zeroize::{Zeroize, Zeroizing};

const NONCE: usize = 12;
const TAG: usize = 16;

/// A token in a module.
#[derive(Clone, Debug)]
pub struct Token {
    /// The module's library.
    pub module: PathBuf,
    /// Which of its tokens.
    pub which: Which,
    /// What opens it.
    pub pin: Pin,
}

/// Which of a module's tokens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Which {
    /// The one of this label.
    Label(String),
    /// The one in this slot.
    Slot(u64),
}

/// A token's PIN. It is in no message.
#[derive(Clone)]
pub struct Pin(Zeroizing<String>);

impl Pin {
    /// This one.
    pub fn new(pin: String) -> Self {
        Self(Zeroizing::new(pin))
    }
}

impl fmt::Debug for Pin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Pin(…)")
    }
}

/// A root in a token: one AES key an epoch, labelled by log and epoch. A process has one such root, since starting a module anew ends everybody's sessions.
pub struct Pkcs11Root<E> {
    token: Token,
    log: [u8; 16],
    entropy: E,
    module: Mutex<Module>,
}

struct Module {
    functions: Pkcs11,
    started: bool,
    /// A token locks itself after a few wrong PINs, so that a refused one is not tried again.
    refused: bool,
}

impl<E: Entropy> Pkcs11Root<E> {
    /// The root of this log in this token.
    pub fn open(token: Token, log: [u8; 16], entropy: E) -> Result<Self, RootError> {
        let functions = Pkcs11::new(&token.module).map_err(|error| unavailable(&error))?;
        let module = Mutex::new(Module { functions, started: false, refused: false });
        let root = Self { token, log, entropy, module };
        root.with(|_| Ok(()))?;
        Ok(root)
    }

    /// Works in a session of its own.
    fn with<T>(&self, work: impl FnOnce(&Session) -> Result<T, RootError>) -> Result<T, RootError> {
        let mut module = self.module.lock().map_err(|_| closed())?;
        let session = module.session(&self.token)?;
        work(&session)
    }

    fn label(&self, epoch: u64) -> String {
        format!("anteroom {} epoch {epoch}", hex::encode(self.log))
    }

    /// The keys of an epoch: one, or as many as there were nodes that made it at the same moment.
    fn keys(&self, session: &Session, epoch: u64) -> Result<Vec<ObjectHandle>, RootError> {
        let template = [
            Attribute::Class(ObjectClass::SECRET_KEY),
            Attribute::KeyType(KeyType::AES),
            Attribute::Token(true),
            Attribute::Label(self.label(epoch).into_bytes()),
        ];
        session.find_objects(&template).map_err(|error| unavailable(&error))
    }

    fn encrypt(
        &self,
        session: &Session,
        (key, epoch): (ObjectHandle, u64),
        secret: &[u8; 32],
    ) -> Result<Vec<u8>, RootError> {
        let (mut nonce, bound) = (self.entropy.bytes::<NONCE>(), bound_to(epoch));
        let sealed = GcmParams::new(&mut nonce, &bound, (8 * TAG as u64).into())
            .and_then(|gcm| session.encrypt(&Mechanism::AesGcm(gcm), key, secret))
            .map_err(|error| unavailable(&error))?;
        if sealed.len() != secret.len() + TAG {
            return Err(RootError::Unavailable("its AES-GCM answers in another form".into()));
        }
        // Read after the call: a module may have put a nonce of its own there.
        Ok([&nonce[..], &sealed].concat())
    }
}

/// Decrypts; `None` where the key does not fit.
fn decrypt(session: &Session, (key, epoch): (ObjectHandle, u64), wrapped: &[u8]) -> Option<Key> {
    let (nonce, sealed) = wrapped.split_first_chunk::<NONCE>()?;
    let (mut nonce, bound) = (*nonce, bound_to(epoch));
    let gcm = GcmParams::new(&mut nonce, &bound, (8 * TAG as u64).into()).ok()?;
    let mut plain = session.decrypt(&Mechanism::AesGcm(gcm), key, sealed).ok()?;
    let opened = <[u8; 32]>::try_from(&*plain).ok().map(Key::new);
    plain.zeroize();
    opened
}

impl Module {
    fn start(&mut self) -> Result<(), RootError> {
        match self.functions.initialize(CInitializeArgs::new(CInitializeFlags::OS_LOCKING_OK)) {
            Ok(()) | Err(Error::Pkcs11(RvError::CryptokiAlreadyInitialized, _)) => {
                self.started = true;
                Ok(())
            }
            Err(error) => Err(unavailable(&error)),
        }
    }

    /// Ends it, so that nothing is answered from memory after the next start.
    fn end(&mut self) -> Result<(), RootError> {
        self.started = false;
        self.functions.clone().finalize().map_err(|error| unavailable(&error))
    }

    fn session(&mut self, token: &Token) -> Result<Session, RootError> {
        if self.refused {
            return Err(RootError::Unavailable("the token refused its PIN, which is not tried again".into()));
        }
        if !self.started {
            self.start()?;
        }
        let slot = self.slot(&token.which)?;
        let session = self.functions.open_rw_session(slot).map_err(|error| unavailable(&error))?;
        match session.login(UserType::User, Some(&AuthPin::from(token.pin.0.as_str()))) {
            Ok(()) | Err(Error::Pkcs11(RvError::UserAlreadyLoggedIn, _)) => Ok(session),
            Err(error) => {
                self.refused = matches!(
                    error,
                    Error::Pkcs11(RvError::PinIncorrect | RvError::PinInvalid | RvError::PinLenRange, _)
                );
                Err(unavailable(&error))
            }
        }
    }

    fn slot(&self, which: &Which) -> Result<Slot, RootError> {
        let slots = self.functions.get_slots_with_initialized_token().map_err(|error| unavailable(&error))?;
        let mut found = slots.into_iter().filter(|slot| match which {
            Which::Slot(id) => slot.id() == *id,
            Which::Label(label) => {
                self.functions.get_token_info(*slot).is_ok_and(|token| token.label() == label.as_str())
            }
        });
        match (found.next(), found.next()) {
            (Some(slot), None) => Ok(slot),
            (None, _) => Err(RootError::Unavailable(format!("the module has no token {which}"))),
            (Some(_), Some(_)) => {
                Err(RootError::Unavailable(format!("the module has more than one token {which}")))
            }
        }
    }
}

impl fmt::Display for Which {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Label(label) => write!(f, "labelled {label}"),
            Self::Slot(id) => write!(f, "in slot {id}"),
        }
    }
}

fn unavailable(error: &Error) -> RootError {
    RootError::Unavailable(match error {
        // The standard's name alone: its explanation is a paragraph.
        Error::Pkcs11(why, function) => format!("{function:?}: {why:?}"),
        other => other.to_string(),
    })
}

fn closed() -> RootError {
    RootError::Unavailable("the module is closed".into())
}

impl<E: Entropy> Root for Pkcs11Root<E> {
    fn create(&self, epoch: u64) -> Result<(), RootError> {
        self.with(|session| {
            if !self.keys(session, epoch)?.is_empty() {
                return Ok(());
            }
            let template = [
                Attribute::Class(ObjectClass::SECRET_KEY),
                Attribute::KeyType(KeyType::AES),
                Attribute::ValueLen(32.into()),
                Attribute::Token(true),
                Attribute::Private(true),
                Attribute::Sensitive(true),
                Attribute::Extractable(false),
                Attribute::Modifiable(false),
                Attribute::Encrypt(true),
                Attribute::Decrypt(true),
                Attribute::Label(self.label(epoch).into_bytes()),
            ];
            let key = session
                .generate_key(&Mechanism::AesKeyGen, &template)
                .map_err(|error| unavailable(&error))?;
            // What the token made is looked at, not what it was asked for.
            let asked =
                [AttributeType::AlwaysSensitive, AttributeType::NeverExtractable, AttributeType::Local];
            let made = session.get_attributes(key, &asked).map_err(|error| unavailable(&error))?;
            let kept =
                [Attribute::AlwaysSensitive(true), Attribute::NeverExtractable(true), Attribute::Local(true)];
            if kept.iter().all(|attribute| made.contains(attribute)) {
                return Ok(());
            }
            session.destroy_object(key).map_err(|error| unavailable(&error))?;
            Err(RootError::Unavailable("the token makes keys that can leave it".into()))
        })
    }

    fn wrap(&self, epoch: u64, table_key: &[u8; 32]) -> Result<Vec<u8>, RootError> {
        self.with(|session| {
            let key = *self.keys(session, epoch)?.first().ok_or(RootError::Missing(epoch))?;
            self.encrypt(session, (key, epoch), table_key)
        })
    }

    fn unwrap(&self, epoch: u64, wrapped: &[u8]) -> Result<Key, RootError> {
        self.with(|session| {
            let keys = self.keys(session, epoch)?;
            let first = *keys.first().ok_or(RootError::Missing(epoch))?;
            if let Some(opened) = keys.iter().find_map(|key| decrypt(session, (*key, epoch), wrapped)) {
                return Ok(opened);
            }
            // Modules say in different words that a tag does not fit. One that still opens what it has wrapped itself means just that.
            let trial = self.encrypt(session, (first, epoch), &[0; 32])?;
            match decrypt(session, (first, epoch), &trial) {
                Some(_) => Err(RootError::Foreign(epoch)),
                None => Err(RootError::Unavailable("the token does not open what it wraps".into())),
            }
        })
    }

    fn holds(&self, epoch: u64) -> Result<bool, RootError> {
        self.with(|session| Ok(!self.keys(session, epoch)?.is_empty()))
    }

    fn destroy(&self, epoch: u64) -> Result<(), RootError> {
        self.with(|session| {
            for key in self.keys(session, epoch)? {
                session.destroy_object(key).map_err(|error| unavailable(&error))?;
            }
            Ok(())
        })?;
        // A module may answer from memory. SoftHSM's issue 903: what was destroyed is there again after a restart.
        self.module.lock().map_err(|_| closed())?.end()?;
        if self.holds(epoch)? {
            let words = format!("the key of epoch {epoch} is there again after the module was started anew");
            return Err(RootError::Unavailable(words));
        }
        Ok(())
    }

    fn destruction(&self) -> Destruction {
        Destruction::Pkcs11
    }
}
