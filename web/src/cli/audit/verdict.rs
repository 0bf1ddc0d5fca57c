//! What a verification found, in words and as JSON, and what it ends with.

use super::evidence::{Settled, Witnessed};
use crate::cli::Ended;
use crate::cli::socket::LANG;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use store::proof::{DeclaredLoss, Finding, Report};

/// What a verification found.
#[derive(Debug, Serialize, Deserialize)]
#[expect(clippy::struct_excessive_bools, reason = "four facts that are true or not, each on its own")]
pub struct Verdict {
    /// Whether every record is as it was signed, and every part that is missing was destroyed by an event of the log.
    pub proved: bool,
    /// The first position at which something is wrong.
    pub first_bad: Option<u64>,
    /// The first position that was compared; 1 for a whole log.
    pub from: u64,
    /// The size of the older checkpoint.
    pub older: Option<u64>,
    /// Whether the key was kept elsewhere, or is the one beside the tree.
    pub key_kept_elsewhere: bool,
    /// Whether an export was read, and not the log of a house.
    pub of_export: bool,
    /// What the witnesses that were asked for vouch for.
    pub witnessed: Vec<Witnessed>,
    /// Witnesses that were asked for, and have not cosigned.
    pub unwitnessed: Vec<String>,
    /// Whether records are gone that an older checkpoint vouches for, and the log says so.
    pub declared_loss: bool,
    /// Losses that the log declares, in words.
    pub declared: Vec<String>,
    /// Why the tree does not grow, where it does not: what was signed last is compared still.
    pub stopped: Option<String>,
    /// Where the records could not be read on, and why.
    pub unreadable: Option<(u64, String)>,
    /// The report of the proof.
    pub report: Value,
    /// Its findings in words.
    pub findings: Vec<String>,
}

/// What is known beside the report.
pub(super) struct Beside {
    pub(super) from: u64,
    pub(super) key_kept_elsewhere: bool,
    pub(super) of_export: bool,
    pub(super) stopped: Option<String>,
    pub(super) unreadable: Option<(u64, String)>,
}

impl Verdict {
    /// Judges.
    pub(super) fn of(settled: Settled, report: &Report, beside: Beside) -> Self {
        let Beside { from, key_kept_elsewhere, of_export, stopped, unreadable } = beside;
        let proved = report.is_proved() && unreadable.is_none() && settled.unwitnessed.is_empty();
        let unread = unreadable.as_ref().map(|(at, _)| *at);
        Self {
            proved,
            first_bad: first_bad(&report.findings).into_iter().chain(unread).min(),
            from,
            older: settled.older,
            key_kept_elsewhere,
            of_export,
            witnessed: settled.witnessed,
            unwitnessed: settled.unwitnessed,
            declared_loss: report.declared.iter().any(|loss| loss.witnessed),
            declared: report.declared.iter().map(declared).collect(),
            stopped,
            unreadable,
            report: serde_json::to_value(report).unwrap_or(Value::Null),
            findings: report.findings.iter().map(ToString::to_string).collect(),
        }
    }

    /// How many records no checkpoint vouches for.
    pub fn beyond(&self) -> u64 {
        self.report.get("unproved").and_then(Value::as_u64).unwrap_or(0)
    }

    /// In words, a line each.
    pub fn lines(&self) -> Vec<String> {
        let number = |name: &str| self.report.get(name).and_then(Value::as_u64).unwrap_or(0).to_string();
        let text = |name: &str| self.report.get(name).and_then(Value::as_str).unwrap_or("–").to_owned();
        let mut lines = vec![
            LANG.say("cli-verify-log")
                .with("origin", text("origin"))
                .with("records", number("records"))
                .to_string(),
            LANG.say("cli-verify-root").with("size", number("size")).with("root", text("root")).to_string(),
            LANG.say("cli-verify-parts")
                .with("parts", number("parts"))
                .with("destroyed", number("destroyed"))
                .to_string(),
        ];
        if self.from > 1 {
            lines.push(LANG.say("cli-verify-from").with("from", self.from.to_string()).to_string());
        }
        for (count, key) in [("left_out", "cli-verify-left-out"), ("unproved", "cli-verify-unproved")] {
            if number(count) != "0" {
                lines.push(LANG.say(key).with("count", number(count)).to_string());
            }
        }
        for Witnessed { witness, size, time } in &self.witnessed {
            let said =
                LANG.say("cli-verify-witnessed").with("witness", witness).with("size", size.to_string());
            lines.push(said.with("when", moment(*time)).to_string());
        }
        for witness in &self.unwitnessed {
            lines.push(LANG.say("cli-verify-unwitnessed").with("witness", witness).to_string());
        }
        if let Some(why) = &self.stopped {
            lines.push(LANG.say("cli-verify-stopped").with("why", why).to_string());
        }
        if let Some((position, why)) = &self.unreadable {
            let said = LANG.say("cli-verify-unreadable").with("position", position.to_string());
            lines.push(said.with("why", why).to_string());
        }
        lines.extend(self.declared.iter().chain(&self.findings).cloned());
        lines.push(match (self.proved, self.declared_loss, self.older) {
            (false, ..) => LANG.say("cli-verify-not-proved").to_string(),
            (true, true, _) => LANG.say("cli-verify-proved-with-loss").to_string(),
            (true, false, Some(size)) => {
                LANG.say("cli-verify-proved-since").with("size", size.to_string()).to_string()
            }
            (true, false, None) => LANG.say("cli-verify-proved").to_string(),
        });
        lines.extend(self.unproved().map(|key| LANG.say(key).to_string()));
        lines
    }

    /// What a log that is proved leaves open, where nobody else vouches for it: who signed it, and whether it was the same the last time.
    fn unproved(&self) -> Option<&'static str> {
        if !self.proved || !self.witnessed.is_empty() || (self.older.is_some() && self.key_kept_elsewhere) {
            return None;
        }
        Some(match (self.of_export, self.key_kept_elsewhere) {
            (false, _) => "cli-verify-alone",
            (true, false) => "cli-verify-key-of-export",
            (true, true) => "cli-verify-first-time",
        })
    }

    /// What the command ends with: well, not proved, or proved with a loss that the log declares.
    pub fn outcome(&self) -> anyhow::Result<()> {
        match self.first_bad {
            _ if self.proved && self.declared_loss => Err(Ended::DeclaredLoss.into()),
            _ if self.proved => Ok(()),
            Some(position) => {
                Err(anyhow::anyhow!("the log is not proved; the first bad position is {position}"))
            }
            None => Err(anyhow::anyhow!("the log is not proved")),
        }
    }
}

fn moment(seconds: u64) -> String {
    let at = i64::try_from(seconds).ok().and_then(|seconds| chrono::DateTime::from_timestamp(seconds, 0));
    at.map_or_else(|| seconds.to_string(), |at| at.format("%Y-%m-%d %H:%M:%S UTC").to_string())
}

fn declared(loss: &DeclaredLoss) -> String {
    let said = LANG.say("cli-verify-declared").with("position", loss.position.to_string());
    said.with("first", loss.first.to_string())
        .with("last", loss.last.to_string())
        .with("origin", loss.origin.clone())
        .to_string()
}

/// The first bad position. That an older checkpoint does not fit is said of its whole size; where a record is known that explains it, the record is what is named.
fn first_bad(findings: &[Finding]) -> Option<u64> {
    let explained = |size: u64| {
        findings.iter().any(|finding| match finding {
            Finding::Changed { first, .. }
            | Finding::Removed { first, .. }
            | Finding::Inserted { first, .. }
            | Finding::Swapped { first, .. } => *first <= size,
            Finding::Truncated { .. }
            | Finding::Forked { .. }
            | Finding::Inconsistent { .. }
            | Finding::OlderCheckpoint { .. }
            | Finding::OutOfPlace { .. }
            | Finding::Unreadable { .. }
            | Finding::MissingPart { .. }
            | Finding::ChangedPart { .. }
            | Finding::StrangePart { .. }
            | Finding::FalseRestore { .. }
            | Finding::Tile { .. } => false,
        })
    };
    let named = findings.iter().filter(|finding| match finding {
        Finding::Inconsistent { size } => !explained(*size),
        _ => true,
    });
    named.map(Finding::position).min()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_that_explains_an_older_checkpoint_is_what_is_named() {
        let changed = Finding::Changed { first: 26, last: 26 };
        let tile = Finding::Tile { path: "tile/0/000".into(), position: 9 };
        let inconsistent = || Finding::Inconsistent { size: 56 };
        assert_eq!(first_bad(&[inconsistent(), changed.clone()]), Some(26));
        assert_eq!(first_bad(&[Finding::Inconsistent { size: 20 }, changed]), Some(1));
        assert_eq!(first_bad(&[inconsistent(), tile]), Some(1));
        assert_eq!(first_bad(&[]), None);
    }

    #[test]
    fn what_is_said_of_the_key_is_so() {
        let of = |of_export, key_kept_elsewhere, older| Verdict {
            proved: true,
            first_bad: None,
            from: 1,
            older,
            key_kept_elsewhere,
            of_export,
            witnessed: vec![],
            unwitnessed: vec![],
            declared_loss: false,
            declared: vec![],
            stopped: None,
            unreadable: None,
            report: Value::Null,
            findings: vec![],
        };
        let last = |verdict: Verdict| verdict.lines().pop().unwrap_or_default();
        assert!(
            last(of(false, false, None)).contains("Whoever holds this folder also holds its signing key")
        );
        assert!(last(of(true, false, Some(7))).contains("The key came with the export; it proves nothing"));
        assert!(last(of(true, true, None)).contains("Keep the export’s checkpoint"));
        assert!(last(of(true, true, Some(7))).starts_with("Proved"));
    }
}
