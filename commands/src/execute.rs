//! The one way to change something: find the command's id, load, decide, seal, append. A lost race is decided again, since deciding is pure.

use crate::deps::Deps;
use crate::error::CommandError;
use domain::{Aggregate, CommandId, StreamName};
use store::{Expected, LogError, codec};

/// A command that is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Done {
    /// Up to where the log tells of it: pages that show it wait for this position. 0 where there was nothing to record.
    pub position: u64,
    /// Whether it recorded something now; `false` for a repeated command, or where it was so already.
    pub recorded: bool,
}

/// How often a lost race is decided again.
const ATTEMPTS: usize = 32;

/// Events read at once.
const PAGE: usize = 500;

/// The state of an aggregate and its stream's version.
pub async fn load<A: Aggregate>(deps: &Deps, stream: &StreamName) -> Result<(A, u64), CommandError> {
    let (mut state, mut version) = (A::default(), 0);
    loop {
        let records = deps.log.read_stream(stream, version, PAGE).await?;
        let whole = records.len() == PAGE;
        for record in records {
            state = state.evolve(&codec::event(&record)?);
            version = record.version;
        }
        if !whole {
            return Ok((state, version));
        }
    }
}

/// Does a command on an aggregate. The keys of what it seals have been minted before.
pub async fn execute<A: Aggregate>(
    deps: &Deps,
    stream: &StreamName,
    id: CommandId,
    command: &A::Command,
) -> Result<Done, CommandError> {
    if let Some(done) = earlier(deps, stream, id).await? {
        return Ok(done);
    }
    for _ in 0..ATTEMPTS {
        let (state, version) = load::<A>(deps, stream).await?;
        let events = state.decide(command, deps.now())?;
        if events.is_empty() {
            return Ok(Done { position: 0, recorded: false });
        }
        let mut records = Vec::with_capacity(events.len());
        for (index, event) in events.iter().enumerate() {
            records.push(deps.vault.seal(stream, id.event(index), event).await?);
        }
        match deps.log.append(stream, Expected::Version(version), records).await {
            Ok(appended) => return Ok(Done { position: appended.position, recorded: true }),
            Err(LogError::Conflict { .. }) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Err(CommandError::Contended)
}

/// Where an earlier run of this command was recorded: all its events, since they lie side by side. An id that was used on another stream is refused: it would
/// pass for a command that was never decided.
async fn earlier(deps: &Deps, stream: &StreamName, id: CommandId) -> Result<Option<Done>, CommandError> {
    let Some(first) = deps.log.event(id.event(0)).await? else { return Ok(None) };
    if first.stream != stream.as_str() {
        return Err(CommandError::Reused);
    }
    let after = deps.log.read_stream(stream, first.version, 16).await?;
    let more = after.iter().enumerate().take_while(|(i, record)| record.id == id.event(i + 1));
    let position = more.last().map_or(first.position, |(_, record)| record.position);
    Ok(Some(Done { position, recorded: false }))
}
