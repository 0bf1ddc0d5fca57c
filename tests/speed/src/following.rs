//! The tree's follower, as the service runs it: pages of the log into durable tiles, and a checkpoint signed each time it has caught up.

use anyhow::{Context, Result, bail};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;
use store::Record;
use store::log::Log;
use store::proof::{FolderStore, Follower, KeyKind, Leaf, Seal, SignerKey};
use tokio::sync::watch;
use tokio::task::{JoinHandle, spawn_blocking};

/// Records read at once, and the pause between two checkpoints: as `web/src/follower.rs` has them.
const PAGE: usize = 4_000;
const GATHER: Duration = Duration::from_millis(300);

/// Its name in checkpoints.
pub const ORIGIN: &str = "bench.example/log";

/// A follower at work.
pub struct Following {
    reached: watch::Receiver<u64>,
    task: JoinHandle<()>,
}

impl Drop for Following {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl Following {
    /// Follows a log into tiles in a folder.
    pub fn open(log: Arc<dyn Log>, folder: &Path) -> Result<Self> {
        let signer = signer()?;
        let follower = Follower::open(FolderStore::open(folder)?, ORIGIN, &[signer.verifier().clone()])?;
        let (tell, reached) = watch::channel(follower.size());
        let task = tokio::spawn(async move {
            if let Err(error) = run(&*log, follower, signer, &tell).await {
                eprintln!("the tree stopped: {error:#}");
            }
        });
        Ok(Self { reached, task })
    }

    /// Waits until it has signed for this position.
    pub async fn reach(&self, position: u64) -> Result<()> {
        let mut reached = self.reached.clone();
        let arrived = tokio::time::timeout(Duration::from_mins(15), reached.wait_for(|at| *at >= position));
        match arrived.await {
            Ok(Ok(_)) => Ok(()),
            Ok(Err(_)) => bail!("the tree's follower has stopped"),
            Err(_) => bail!("the tree does not catch up"),
        }
    }
}

/// The log's signing key.
pub fn signer() -> Result<SignerKey> {
    Ok(SignerKey::generate(ORIGIN, KeyKind::Log, &[7; 32])?)
}

async fn run(
    log: &dyn Log,
    mut follower: Follower<FolderStore>,
    signer: SignerKey,
    tell: &watch::Sender<u64>,
) -> Result<()> {
    let signer = Arc::new(signer);
    loop {
        log.wait(follower.size()).await?;
        loop {
            let records = log.read_bare(follower.size(), PAGE).await?;
            let ended = records.len() < PAGE;
            let signer = signer.clone();
            follower = spawn_blocking(move || {
                let leaves = records.iter().map(leaf).collect::<Result<Vec<_>>>()?;
                follower.extend(leaves)?;
                if ended {
                    follower.checkpoint(&signer)?;
                }
                anyhow::Ok(follower)
            })
            .await??;
            if ended {
                break;
            }
        }
        tell.send_replace(follower.size());
        tokio::time::sleep(GATHER).await;
    }
}

/// The leaf of a record.
pub fn leaf(record: &Record) -> Result<Vec<u8>> {
    let seals: Vec<Seal> = record
        .seals
        .iter()
        .map(|seal| Seal {
            subject: *seal.subject.as_bytes(),
            class: seal.class.name().to_owned(),
            key: *seal.key.as_bytes(),
            digest: seal.digest,
        })
        .collect();
    let leaf = Leaf {
        stream: &record.stream,
        version: record.version,
        event: *record.id.as_bytes(),
        kind: &record.kind,
        public: &record.public,
        seals: &seals,
    };
    leaf.encode().context("a leaf")
}
