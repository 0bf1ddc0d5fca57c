//! Where an installation's parts lie, and how the key table and the root there are opened.

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use store::edge::Draw as _;
use store::log::{Acknowledge, PostgresLog, SqliteLog};
use store::vault::{
    FileRoot, KeyTable, KeysError, Pkcs11Root, PostgresKeys, Root, RootError, SqliteKeys, Token,
};
use store::{Entropy, Log, LogError};

/// Where everything lies.
#[derive(Clone, Debug)]
pub struct Place {
    /// The data folder: tree, lock, and on SQLite the log, the read models and the key table.
    pub data: PathBuf,
    /// Where the log is: `sqlite` in the data folder, `postgres://…` or `esdb://…`. Read models lie beside it, or where it says.
    pub log: LogPlace,
    /// Where the key table is.
    pub keys: KeysPlace,
    /// Where the root's epoch keys are, which no backup of the data may hold.
    pub root: RootPlace,
}

/// Where the log is.
#[derive(Clone, PartialEq, Eq)]
pub enum LogPlace {
    /// In the data folder.
    Sqlite,
    /// On a PostgreSQL server.
    Postgres(String),
    /// On an EventStoreDB or `KurrentDB` server, with its index in the data folder.
    EventStore {
        /// `esdb://…`.
        url: String,
        /// Where the read models are, which that server cannot hold.
        read: ReadPlace,
    },
}

/// Where the read models are, apart from their log.
#[derive(Clone, PartialEq, Eq)]
pub enum ReadPlace {
    /// In the data folder.
    Sqlite,
    /// In a PostgreSQL database.
    Postgres(String),
}

/// Where the key table is.
#[derive(Clone, PartialEq, Eq)]
pub enum KeysPlace {
    /// In the data folder.
    Sqlite {
        /// The second copy, elsewhere.
        copy: Option<PathBuf>,
    },
    /// In a PostgreSQL database of its own, apart from the log's.
    Postgres(String),
}

/// Where the root's epoch keys are.
#[derive(Clone, Debug)]
pub enum RootPlace {
    /// In files of this folder.
    Folder(PathBuf),
    /// In a token of a PKCS#11 module.
    Token(Token),
}

// A url may hold a password.
impl fmt::Debug for LogPlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Sqlite => "sqlite",
            Self::Postgres(_) => "postgres",
            Self::EventStore { .. } => "eventstore",
        })
    }
}

impl fmt::Debug for KeysPlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Sqlite { copy: None } => "sqlite, one copy",
            Self::Sqlite { copy: Some(_) } => "sqlite, two copies",
            Self::Postgres(_) => "postgres",
        })
    }
}

impl LogPlace {
    /// Where it lies, for people; a url may hold a password.
    pub fn words(&self, data: &Path) -> String {
        match self {
            Self::Sqlite => data.join("log.db").display().to_string(),
            Self::Postgres(_) => "the PostgreSQL database of `log`".into(),
            Self::EventStore { .. } => "the EventStoreDB server of `log`".into(),
        }
    }
}

impl KeysPlace {
    /// Where it lies, for people; a url may hold a password.
    pub fn words(&self, data: &Path) -> String {
        let file = data.join("keys.db");
        match self {
            Self::Sqlite { copy: None } => file.display().to_string(),
            Self::Sqlite { copy: Some(copy) } => format!("{} or {}", file.display(), copy.display()),
            Self::Postgres(_) => "the PostgreSQL database of `keys`".into(),
        }
    }
}

impl Place {
    /// A demo's: one copy of the key table, and the root beside the data, for trying alone. `serve` refuses both.
    pub fn demo(data: &Path, log: LogPlace) -> Self {
        let (keys, root) = (KeysPlace::Sqlite { copy: None }, RootPlace::Folder(data.join("root")));
        Self { data: data.to_owned(), log, keys, root }
    }

    /// Whether the folder is an installation's: its key table lies there or, where that is elsewhere, a process has owned it before.
    pub fn is_one(data: &Path) -> bool {
        data.join("keys.db").exists() || data.join("lock").exists()
    }

    /// Whether there is a log, if only an empty one. On EventStoreDB that is found out by opening it.
    pub async fn has_log(&self) -> Result<bool, LogError> {
        match &self.log {
            LogPlace::Sqlite => Ok(SqliteLog::is_there(&self.data.join("log.db"))),
            LogPlace::Postgres(url) => PostgresLog::is_there(url).await,
            LogPlace::EventStore { .. } => Ok(true),
        }
    }

    /// Makes the second copy of the key table anew, where it is lost or has been given another place. `None` where the configuration names none.
    pub fn new_copy(&self) -> Result<Option<PathBuf>, KeysError> {
        match &self.keys {
            KeysPlace::Sqlite { copy: Some(copy) } => {
                SqliteKeys::new_copy(&self.data.join("keys.db"), copy)?;
                Ok(Some(copy.clone()))
            }
            KeysPlace::Sqlite { copy: None } | KeysPlace::Postgres(_) => Ok(None),
        }
    }

    /// Whether there is a key table, or a copy of one.
    pub async fn has_keys(&self) -> Result<bool, KeysError> {
        match &self.keys {
            KeysPlace::Sqlite { copy } => SqliteKeys::is_there(&self.data.join("keys.db"), copy.as_deref()),
            KeysPlace::Postgres(url) => PostgresKeys::is_there(url).await,
        }
    }

    /// Opens the log; a new one gets an id from `entropy`.
    pub async fn open_log(
        &self,
        entropy: &dyn Entropy,
        acknowledge: Acknowledge,
    ) -> Result<Arc<dyn Log>, LogError> {
        Ok(match &self.log {
            LogPlace::Sqlite => {
                Arc::new(SqliteLog::open(&self.data.join("log.db"), entropy.bytes(), acknowledge)?)
            }
            LogPlace::Postgres(url) => Arc::new(PostgresLog::open(url, entropy.bytes()).await?),
            #[cfg(feature = "eventstore")]
            LogPlace::EventStore { url, .. } => {
                let index = self.data.join("index.db");
                Arc::new(store::log::EventStoreLog::open(url, &index, entropy.bytes()).await?)
            }
            #[cfg(not(feature = "eventstore"))]
            LogPlace::EventStore { .. } => {
                return Err(LogError::Unavailable(
                    "this binary was built without the feature eventstore".into(),
                ));
            }
        })
    }

    /// Where the read models are.
    pub fn read_url(&self) -> String {
        match &self.log {
            LogPlace::Sqlite | LogPlace::EventStore { read: ReadPlace::Sqlite, .. } => {
                format!("sqlite:{}?mode=rwc", self.data.join("read.db").display())
            }
            LogPlace::Postgres(url) | LogPlace::EventStore { read: ReadPlace::Postgres(url), .. } => {
                url.clone()
            }
        }
    }

    /// Opens the key table of this log.
    pub async fn open_keys(&self, log: [u8; 16]) -> Result<Arc<dyn KeyTable>, KeysError> {
        Ok(match &self.keys {
            KeysPlace::Sqlite { copy } => {
                Arc::new(SqliteKeys::open(&self.data.join("keys.db"), copy.as_deref(), log)?)
            }
            KeysPlace::Postgres(url) => Arc::new(PostgresKeys::open(url, log).await?),
        })
    }

    /// Opens the root of this log.
    pub fn open_root(&self, log: [u8; 16], entropy: Arc<dyn Entropy>) -> Result<Arc<dyn Root>, RootError> {
        let entropy = Shared(entropy);
        Ok(match &self.root {
            RootPlace::Folder(folder) => Arc::new(FileRoot::open(folder, entropy)?),
            RootPlace::Token(token) => Arc::new(Pkcs11Root::open(token.clone(), log, entropy)?),
        })
    }
}

/// Shared randomness as a value of its own.
#[derive(Clone)]
struct Shared(Arc<dyn Entropy>);

impl Entropy for Shared {
    fn fill(&self, buffer: &mut [u8]) {
        self.0.fill(buffer);
    }
}
