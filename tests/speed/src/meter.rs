//! Processor time: steadier than rates on a machine that others use too.

use std::collections::HashMap;
use std::fs;
use std::time::Duration;

/// Linux counts in hundredths of a second.
const TICK: Duration = Duration::from_millis(10);

/// What this process and all that it started (PostgreSQL with its backends, UmaDB) have used so far.
pub fn processes() -> Duration {
    let mut used: HashMap<u32, (u32, u32)> = HashMap::new();
    for entry in fs::read_dir("/proc").into_iter().flatten().flatten() {
        let Ok(id) = entry.file_name().to_string_lossy().parse() else { continue };
        // It may have ended meanwhile.
        let Ok(stat) = fs::read_to_string(entry.path().join("stat")) else { continue };
        // The name, in brackets, may hold anything; after it come state and parent.
        let Some((_, fields)) = stat.rsplit_once(") ") else { continue };
        let fields: Vec<u32> = fields.split(' ').map(|field| field.parse().unwrap_or_default()).collect();
        // User and system time, then the same of children that have ended.
        let ticks = fields.get(11..15).map_or(0, |times| times.iter().sum());
        used.insert(id, (fields.get(1).copied().unwrap_or_default(), ticks));
    }
    let own = std::process::id();
    let ours = |mut id: u32| {
        while id != own {
            match used.get(&id) {
                Some((parent, _)) => id = *parent,
                None => return false,
            }
        }
        true
    };
    let ticks = used.iter().filter(|(id, _)| ours(**id)).map(|(_, (_, ticks))| ticks).sum::<u32>();
    TICK * ticks
}

/// What this thread has used so far.
pub fn thread() -> Duration {
    let stat = fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let spent = stat.split(' ').next().and_then(|spent| spent.parse().ok());
    Duration::from_nanos(spent.unwrap_or_default())
}
