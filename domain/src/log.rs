//! The log's own events, and the vault's: its beginning, the clock turned by hand, keys destroyed.

use crate::aggregate::StreamName;
use crate::class::Class;
use crate::id::{ErasureId, KeyId, OrganisationId, SubjectId};
use crate::time::Day;
use serde::{Deserialize, Serialize};

/// What happened to the log and its keys.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(tag = "type", content = "data")]
pub enum Event {
    /// The first event of every log.
    #[serde(rename = "log.created.v1")]
    Created {
        /// Sixteen random bytes, in hex: what sealed values are bound to.
        log: String,
        /// When.
        day: Day,
    },
    /// Somebody turned the clock of a demo.
    #[serde(rename = "log.clock-turned.v1")]
    ClockTurned {
        /// The day before.
        from: Day,
        /// The day after.
        day: Day,
    },
    /// The log was restored from a copy: the records up to `new_size` are the same as before, those after them up to `old_size` are lost.
    #[serde(rename = "log.restored.v1")]
    Restored {
        /// The origin under which checkpoints were signed before.
        old_origin: String,
        /// How many records the log was known to hold.
        old_size: u64,
        /// The root over them, in base64.
        old_root: String,
        /// The origin under which checkpoints are signed from now on.
        new_origin: String,
        /// How many records the copy held.
        new_size: u64,
        /// The root over them, in base64.
        new_root: String,
        /// When.
        day: Day,
    },
    /// Another key signs checkpoints from now on; both keys signed the statement.
    #[serde(rename = "log.signing-key-rotated.v1")]
    SigningKeyRotated {
        /// The verifier key so far.
        old: String,
        /// The verifier key from now on.
        new: String,
        /// A signed note about both, with a signature by each.
        statement: String,
        /// When.
        day: Day,
    },
    /// Keys were destroyed: what they sealed cannot be opened any more.
    #[serde(rename = "vault.keys-destroyed.v1")]
    KeysDestroyed {
        /// Whose.
        subject: SubjectId,
        /// Where the subject belongs.
        organisation: OrganisationId,
        /// Which.
        keys: Vec<DestroyedKey>,
        /// By whom or what.
        cause: Cause,
        /// The epoch of the key table that still held them: copies of that epoch made before now could still open them.
        epoch: u64,
        /// When.
        day: Day,
        /// What was sealed under them had committed to its key so: whoever presents a key that fits shows that it was not destroyed. Kept of a visit, up to a number.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        commitments: Vec<Commitment>,
    },
    /// A roll is done: the survivors' keys are wrapped anew, and no copy of the key table up to this epoch opens anything any more.
    #[serde(rename = "vault.epoch-destroyed.v1")]
    EpochDestroyed {
        /// The epoch whose root key is gone.
        epoch: u64,
        /// How many data keys went on into the next epoch.
        survivors: u64,
        /// What the root's destruction is worth.
        destruction: Destruction,
        /// How it is known that no node still held the epoch's keys.
        nodes: Nodes,
        /// When.
        day: Day,
    },
}

/// What the destruction of a root's key is worth: each root states its own class.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Destruction {
    /// A file overwritten and removed: void if a snapshot of the machine holds it.
    File,
    /// A key object destroyed inside a hardware module, and looked for after it was initialised again.
    Pkcs11,
    /// A version trimmed by a key service: its own snapshots may hold it until their retention ends.
    Service,
}

/// How it is known that no node held an epoch's keys when it was destroyed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Nodes {
    /// Every node said that it had dropped them.
    Answered,
    /// At least one did not answer, and its lease ran out.
    LeaseRanOut,
    /// Nobody was asked: the process that rolled held them alone.
    Alone,
}

/// The stream of a subject's destructions.
pub fn destructions(subject: SubjectId) -> StreamName {
    StreamName::new("destruction", subject)
}

/// The stream of the log's own events.
pub fn stream() -> StreamName {
    StreamName::new("log", "self")
}

/// A key that is gone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DestroyedKey {
    /// What it sealed.
    pub class: Class,
    /// Which it was.
    pub key: KeyId,
}

/// How a sealed part commits to its key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Commitment {
    /// The position of its record.
    pub position: u64,
    /// Its number among the record's sealed parts.
    pub part: u32,
    /// Salt and commitment, 32 bytes each, in base64: both are of no use without the key.
    pub commitment: String,
}

/// Why keys were destroyed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Cause {
    /// Their period ended.
    Expired,
    /// A compliance officer commanded it.
    Commanded {
        /// The command.
        erasure: ErasureId,
    },
}
