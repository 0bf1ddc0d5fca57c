//! Opens a data folder: the log, the vault, the read models, and the tasks that follow the log. One process owns a folder at a time.

use crate::edge::TurnedClock;
use crate::following::Following;
use crate::held::Held;
use crate::nodes::{self, Lease};
pub use crate::place::{KeysPlace, LogPlace, Place, ReadPlace, RootPlace};
use crate::words::Letters;
use commands::clock::Guard;
use commands::{Deps, reaction, schedule};
use domain::log::Event;
use domain::{CommandId, Timestamp, time};
use gateways::criipto::EidProvider;
use gateways::mail::{Mailer, Sender};
use gateways::sms::Texter;
use projections::ReadModels;
use std::fs::{File, Permissions};
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use store::log::Acknowledge;
use store::vault::{KeysError, Parts, Sealing, Standing, Vault};
use store::{Clock, Entropy, Expected, LogWriter};
use tokio::task::JoinSet;
use uuid::Uuid;

/// What the house takes from outside.
pub struct Outside {
    /// The clock.
    pub clock: Arc<dyn Clock>,
    /// Randomness.
    pub entropy: Arc<dyn Entropy>,
    /// Mail.
    pub mailer: Arc<dyn Mailer>,
    /// Who the mail is from.
    pub sender: Sender,
    /// Electronic ID, where the operator has set it up.
    pub eid: Option<Arc<dyn EidProvider>>,
    /// Text messages.
    pub texter: Arc<dyn Texter>,
    /// For how many days an organisation is on trial that signs up; 0 for no trial.
    pub trial_days: u16,
    /// Where the pages are.
    pub origin: String,
    /// Sealing on, but for the control of the canary test.
    pub sealing: Sealing,
    /// After the commit, but for the control of the crash test.
    pub acknowledge: Acknowledge,
}

/// What can keep a house from opening.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// Another process has the folder.
    #[error("the data folder {0} is in use by another process")]
    InUse(PathBuf),
    /// The folder cannot be used.
    #[error("the data folder {0}")]
    Folder(PathBuf, #[source] std::io::Error),
    /// The log.
    #[error("the log")]
    Log(#[from] store::LogError),
    /// The key table.
    #[error("the key table")]
    Keys(#[from] store::vault::KeysError),
    /// The vault.
    #[error("the vault")]
    Vault(#[from] store::vault::VaultError),
    /// The root.
    #[error("the root")]
    Root(#[from] store::vault::RootError),
    /// The read models.
    #[error("the read models")]
    Read(#[from] projections::ReadError),
    /// The log and the key table could not be compared.
    #[error("comparing the key table with the log")]
    Standing(#[from] store::vault::StandingError),
    /// The log is an old copy.
    #[error(
        "the log is older than the key table: it holds {head} events, and {seen} have been seen. Nothing was changed. Put the newer log back or, if it is lost, \
         run `anteroom restore`: it declares the loss in the log, destroys again what had been erased, and lets the server start"
    )]
    LogBehind {
        /// How many events the key table has seen.
        seen: u64,
        /// How many there are.
        head: u64,
    },
    /// The key table is an old copy.
    #[error(
        "the key table is older than the log: it does not know what event {position} tells of. Nothing was changed. Put the current key table back, or its copy; \
         with this one, what was erased since would open again"
    )]
    KeysBehind {
        /// The first event that says so.
        position: u64,
    },
    /// The log is another one than the key table has seen, or its tree cannot be read.
    #[error("comparing the log with the key table")]
    Mirror(#[from] crate::follower::TreeError),
    /// There is a key table, and no log.
    #[error(
        "the log is missing: there is none in {place}, and there is a key table. None was made: an empty one would not be the log of these keys. Bring the log back \
         (a disk that is not mounted, another path or database) or, if it is lost, put a backup in its place: `anteroom restore`"
    )]
    LogMissing {
        /// Where it should be.
        place: String,
    },
    /// There is a log, and no key table.
    #[error(
        "there is no key table in {place}, and the log holds {head} events. None was made: it would know none of the log's keys. Put the current key table back, or \
         its second copy; without one of them nothing that is sealed in this log ever opens again"
    )]
    KeysMissing {
        /// Where it should be.
        place: String,
        /// How many events there are.
        head: u64,
    },
    /// A command at the start.
    #[error("starting")]
    Command(#[from] commands::CommandError),
}

/// An open house.
pub struct House {
    /// What commands are given.
    pub deps: Deps,
    /// The read models.
    pub read: ReadModels,
    /// Which of its tasks have ended.
    pub following: Following,
    tasks: JoinSet<()>,
    _lock: File,
}

/// The log and the vault of a folder, with nothing that follows them.
pub struct Ground {
    /// What commands are given.
    pub deps: Deps,
    /// This process among the nodes.
    tasks: JoinSet<()>,
    lock: File,
}

impl Ground {
    /// Opens them.
    pub async fn open(place: &Place, outside: Outside) -> Result<Self, OpenError> {
        let lock = lock(place)?;
        let entropy = outside.entropy.clone();
        let missing = || OpenError::LogMissing { place: place.log.words(&place.data) };
        // Before one is made: keys are never there before their log is.
        if !place.has_log().await? && place.has_keys().await? {
            return Err(missing());
        }
        let log = place.open_log(&*entropy, outside.acknowledge).await?;
        let head = log.head().await?;
        if head > 0 && !place.has_keys().await? {
            return Err(OpenError::KeysMissing { place: place.keys.words(&place.data), head });
        }
        let keys = place.open_keys(log.id()).await.map_err(|error| match error {
            // Somebody has put an empty one in its place.
            KeysError::Foreign if head == 0 => missing(),
            error => error.into(),
        })?;
        let vault = Vault::open(Parts {
            keys,
            root: place.open_root(log.id(), entropy.clone())?,
            log: log.clone(),
            clock: outside.clock.clone(),
            entropy: entropy.clone(),
            sealing: outside.sealing,
        });
        let deps = Deps {
            vault: Arc::new(vault.await?),
            log: log.clone(),
            clock: outside.clock,
            entropy,
            mailer: outside.mailer,
            sender: outside.sender,
            eid: outside.eid,
            texter: outside.texter,
            trial_days: outside.trial_days,
            origin: outside.origin,
        };
        nodes::replace(&deps.vault, &place.data).await?;
        let (vault, mut tasks) = (deps.vault.clone(), JoinSet::new());
        tasks.spawn(async move { vault.attend().await });
        Ok(Self { deps, tasks, lock })
    }

    /// Closes it: the other nodes need not wait for what this one held.
    pub async fn close(mut self) {
        self.tasks.shutdown().await;
        nodes::leave(&self.deps.vault).await;
    }

    /// Refuses a log and a key table of which one is an old copy, and a log that is another than the key table has seen.
    pub async fn stand_together(&self, data: &Path) -> Result<(), OpenError> {
        let standing = self.deps.vault.standing().await?;
        if let Standing::LogBehind { seen, head } = standing {
            return Err(OpenError::LogBehind { seen, head });
        }
        // Before the keys are asked for: those of a log that has grown out of an old copy are unknown too.
        crate::follower::at_start(&self.deps, data).await?;
        match standing {
            Standing::Together => Ok(()),
            Standing::LogBehind { seen, head } => Err(OpenError::LogBehind { seen, head }),
            Standing::KeysBehind { position } => Err(OpenError::KeysBehind { position }),
        }
    }
}

impl House {
    /// Opens it, and starts what follows the log. Destructions that a crash cut short are finished first.
    pub async fn open(place: &Place, outside: Outside) -> Result<Self, OpenError> {
        let ground = Ground::open(place, outside).await?;
        let vault = ground.deps.vault.clone();
        let opened = async {
            ground.stand_together(&place.data).await?;
            Self::on(ground, place).await
        };
        let opened = opened.await;
        if opened.is_err() {
            nodes::leave(&vault).await;
        }
        opened
    }

    /// Opens it to be looked at, whatever has become of it: nothing follows the log, and nothing that a crash or the night has left is finished. Whoever audits a copy
    /// must not destroy a key of the root that it names.
    pub async fn open_to_look(place: &Place, outside: Outside) -> Result<Self, OpenError> {
        let ground = Ground::open(place, outside).await?;
        if let Err(error) = ground.stand_together(&place.data).await {
            tracing::warn!(error = &error as &dyn std::error::Error, "looking on");
        }
        let Ground { deps, tasks, lock } = ground;
        let read = ReadModels::open(&place.read_url(), deps.log.clone()).await?;
        Ok(Self { deps, read, following: Following::default(), tasks, _lock: lock })
    }

    /// Destroys again what the root holds of epochs that are over. Only a server does: it raises the alarm where somebody hears it, and goes on without having done it.
    pub async fn destroy_again(&self) {
        match self.deps.vault.destroy_again().await {
            Ok(epochs) => {
                for epoch in epochs {
                    tracing::error!(
                        epoch,
                        alarm = "vault",
                        "the root held the key of an epoch that is over, from a copy that was put back: it is destroyed again. Copies of the root keep what was erased within reach"
                    );
                }
            }
            Err(error) => tracing::error!(
                %error,
                alarm = "vault",
                "the root may hold keys of epochs that are over, from a copy that was put back, and they cannot be destroyed again"
            ),
        }
    }

    async fn on(ground: Ground, place: &Place) -> Result<Self, OpenError> {
        let Ground { deps, tasks, lock } = ground;
        begin(&deps).await?;
        // A copy of the key table from before a hold would destroy what is held.
        commands::hold::apply_since(&deps, deps.vault.keys().seen().await?.size).await?;
        commands::erasure::record_unrecorded(&deps).await?;
        commands::erasure::finish_roll(&deps).await?;
        let read = ReadModels::open(&place.read_url(), deps.log.clone()).await?;

        keep_private(&place.data).map_err(|e| OpenError::Folder(place.data.clone(), e))?;
        let mut house = Self { deps, read, following: Following::default(), tasks, _lock: lock };
        for reaction in reaction::all(Arc::new(Letters)) {
            let (held, deps) = (Held::of(&place.data), house.deps.clone());
            house.spawn_leased(reaction.name(), Lease::Reactions, move || {
                let (held, deps, reaction) = (held.clone(), deps.clone(), reaction.clone());
                async move {
                    if reaction.reaches_out() {
                        held.released().await;
                    }
                    reaction::follow(deps, reaction).await;
                }
            });
        }
        let (deps, turned) = (house.deps.clone(), TurnedClock::mark(&place.data).exists());
        house.spawn_leased("schedule", Lease::Schedule, move || {
            // A clock that is turned by hand leaps on purpose.
            schedule::run(deps.clone(), (!turned).then(Guard::default))
        });
        let (deps, read) = (house.deps.clone(), house.read.clone());
        house.spawn_leased("cleaning", Lease::Schedule, move || {
            crate::cleaning::run(deps.clone(), read.clone())
        });
        Ok(house)
    }

    /// Runs another task as long as the house is open.
    pub fn spawn(&mut self, task: impl Future<Output = ()> + Send + 'static) {
        self.tasks.spawn(task);
    }

    /// The same for a task that the house cannot do without: [`House::following`] tells if it ends.
    pub fn spawn_needed(&mut self, name: &'static str, task: impl Future<Output = ()> + Send + 'static) {
        self.tasks.spawn(self.following.watch(name, task));
    }

    /// The same for one that a single node runs at a time: here while this node holds the lease, each time from its beginning.
    pub fn spawn_leased<F: Future<Output = ()> + Send>(
        &mut self,
        name: &'static str,
        lease: Lease,
        task: impl Fn() -> F + Send + Sync + 'static,
    ) {
        let vault = self.deps.vault.clone();
        self.spawn_needed(name, async move { vault.while_held(lease.name(), task).await });
    }

    /// Ends what it runs, and tells the other nodes that this one holds nothing any more.
    pub async fn close(mut self) {
        self.tasks.shutdown().await;
        nodes::leave(&self.deps.vault).await;
    }
}

pub(crate) fn lock(place: &Place) -> Result<File, OpenError> {
    let data = &place.data;
    let folder = |e| OpenError::Folder(data.clone(), e);
    std::fs::create_dir_all(data).and_then(|()| keep_private(data)).map_err(folder)?;
    let lock = File::create(data.join("lock")).map_err(folder)?;
    lock.try_lock().map_err(|e| match e {
        std::fs::TryLockError::WouldBlock => OpenError::InUse(data.clone()),
        std::fs::TryLockError::Error(e) => folder(e),
    })?;
    Ok(lock)
}

/// Takes the data folder, and what lies in it, from everybody else on this machine. What SQLite puts beside a file gets the file's own mode.
pub(crate) fn keep_private(data: &Path) -> std::io::Result<()> {
    std::fs::set_permissions(data, Permissions::from_mode(0o700))?;
    for entry in std::fs::read_dir(data)? {
        let entry = entry?;
        let kind = entry.file_type()?;
        let mode = if kind.is_dir() { 0o700 } else { 0o600 };
        if kind.is_dir() || kind.is_file() {
            match std::fs::set_permissions(entry.path(), Permissions::from_mode(mode)) {
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
                done => done?,
            }
        }
    }
    Ok(())
}

/// The first event of a new log.
async fn begin(deps: &Deps) -> Result<(), OpenError> {
    let log = deps.log.id();
    let created = Event::Created { log: hex::encode(log), day: time::day(deps.now()) };
    let stream = domain::log::stream();
    let id = CommandId(Uuid::from_bytes(log)).event(0);
    if deps.log.event(id).await?.is_none() {
        let record = deps.vault.seal(&stream, id, &created).await.map_err(commands::CommandError::from)?;
        deps.log.append(&stream, Expected::Any, vec![record]).await?;
    }
    Ok(())
}

/// Tells the log that a demo's clock was turned.
pub async fn record_turn(deps: &Deps, from: Timestamp) -> Result<(), commands::CommandError> {
    let turned = Event::ClockTurned { from: time::day(from), day: time::day(deps.now()) };
    let stream = domain::log::stream();
    let record = deps.vault.seal(&stream, deps.command().event(0), &turned).await?;
    LogWriter::append(&*deps.log, &stream, Expected::Any, vec![record]).await?;
    Ok(())
}
