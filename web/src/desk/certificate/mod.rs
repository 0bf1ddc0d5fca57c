//! What an erasure certificate states, line by line (docs/certificate.md). It is checked against the events that it proves, and holds nothing personal.

mod check;
mod issue;
mod line;
pub mod serve;
#[cfg(test)]
mod tests;

pub use check::{Finding, Records, check};
pub use issue::issue;

use base64::{Engine as _, engine::general_purpose::STANDARD};
use domain::hold::Exemption;
use domain::log::{Cause, Destruction, Nodes};
use domain::organisation::Law;
use domain::time::Day;
use domain::{Class, ErasureId, HoldId, KeyId, Month, OrganisationId, SubjectId};
use line::Fields;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// How far the erasure is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// Nothing is destroyed: a legal hold keeps it.
    Held,
    /// Keys are destroyed; older copies of the key table could still open what they sealed.
    Pending,
    /// The epoch that held them is over.
    Done,
}

/// What a certificate states.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Statement {
    /// The day on which it was issued, in UTC.
    pub issued: Day,
    /// In whose house.
    pub organisation: OrganisationId,
    /// Whose data.
    pub subject: SubjectId,
    /// How far it is.
    pub state: State,
    /// Under which law the organisation is. The line is left out where it is the GDPR, as in every certificate from before there was one.
    pub law: Law,
    /// The commands; none where the clock alone destroyed.
    pub commanded: Vec<Commanded>,
    /// What was destroyed.
    pub destroyed: Vec<Destroyed>,
    /// Every sealed part whose key was destroyed.
    pub parts: Vec<Part>,
    /// The end of the epoch that had held the keys.
    pub ended: Option<Ended>,
    /// What legal holds keep.
    pub held: Vec<Held>,
    /// Access entries that name the subject, by month.
    pub entries: Vec<Entries>,
    /// How many records of the subject stay in the log, and how many of the parts are still stored as ciphertext.
    pub records: u64,
    /// The same of ciphertexts: none, but on an engine that cannot delete.
    pub ciphertexts: u64,
}

/// A command.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Commanded {
    /// Where in the log.
    pub position: u64,
    /// When.
    pub day: Day,
    /// Which erasure.
    pub erasure: ErasureId,
}

/// A destruction.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Destroyed {
    /// Where in the log.
    pub position: u64,
    /// When.
    pub day: Day,
    /// The newest epoch whose copies may have held the keys.
    pub epoch: u64,
    /// By whom or what.
    pub cause: Cause,
    /// Which keys.
    pub keys: Vec<(Class, KeyId)>,
}

/// A sealed part whose key was destroyed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Part {
    /// The position of its record.
    pub position: u64,
    /// Its number among the record's sealed parts.
    pub part: u32,
    /// The stored name of the event.
    pub kind: String,
    /// Which fields of the event it sealed.
    pub fields: String,
    /// Its class.
    pub class: Class,
    /// Its key.
    pub key: KeyId,
    /// SHA-256 of its ciphertext, in hex.
    pub sha256: String,
    /// Salt and commitment to the key, in base64, where they were kept.
    pub commitment: Option<String>,
}

/// The end of an epoch.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Ended {
    /// Where in the log.
    pub position: u64,
    /// When.
    pub day: Day,
    /// Which epoch.
    pub epoch: u64,
    /// How many keys went on.
    pub survivors: u64,
    /// What the destruction of the root's key is worth.
    pub root: Destruction,
    /// How it is known that no node held the epoch's keys.
    pub nodes: Nodes,
}

/// What a legal hold keeps.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Held {
    /// Where the log says that it holds.
    pub position: u64,
    /// Which hold.
    pub hold: HoldId,
    /// Which classes.
    pub classes: Vec<Class>,
    /// On which exemption.
    pub exemption: Exemption,
    /// Its last day.
    pub until: Day,
}

/// Access entries of a month.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Entries {
    /// Which month.
    pub month: Month,
    /// How many name the subject.
    pub count: u64,
    /// How many orders and decisions about it lie with them: of erasures and legal holds.
    pub orders: u64,
    /// The day after which their own key is destroyed; `None` where it was already.
    pub until: Option<Day>,
}

impl Statement {
    /// The lines, in their one order. Those that begin with `#` say for people what the state means.
    pub fn lines(&self) -> Vec<String> {
        let mut lines = vec![
            format!("issued {}", self.issued),
            format!("organisation {}", self.organisation),
            format!("subject {}", self.subject),
            format!("state {}", word(&self.state)),
        ];
        if self.law != Law::Gdpr {
            lines.push(format!("law {}", word(&self.law)));
        }
        lines.extend(self.meaning().into_iter().map(|sentence| format!("# {sentence}")));
        lines.extend(
            self.commanded.iter().map(|it| {
                format!("commanded position={} day={} erasure={}", it.position, it.day, it.erasure)
            }),
        );
        lines.extend(self.destroyed.iter().map(|it| {
            let cause = match it.cause {
                Cause::Expired => "expired".to_owned(),
                Cause::Commanded { erasure } => erasure.to_string(),
            };
            let keys = it.keys.iter().map(|(class, key)| format!("{}:{key}", class.name()));
            let keys = keys.collect::<Vec<_>>().join(",");
            format!(
                "destroyed position={} day={} epoch={} cause={cause} keys={keys}",
                it.position, it.day, it.epoch
            )
        }));
        lines.extend(self.parts.iter().map(Part::line));
        lines.extend(self.ended.iter().map(|it| {
            let (root, nodes) = (word(&it.root), word(&it.nodes));
            let Ended { position, day, epoch, survivors, .. } = it;
            format!("ended position={position} day={day} epoch={epoch} survivors={survivors} root={root} nodes={nodes}")
        }));
        lines.extend(self.held.iter().map(|it| {
            let classes = it.classes.iter().map(|class| class.name()).collect::<Vec<_>>().join(",");
            let Held { position, hold, exemption, until, .. } = it;
            format!(
                "held position={position} hold={hold} classes={classes} exemption={} until={until}",
                exemption.name()
            )
        }));
        lines.extend(self.entries.iter().map(|it| {
            let until = it.until.map_or_else(|| "over".to_owned(), |day| day.to_string());
            format!("entries month={} count={} orders={} until={until}", it.month, it.count, it.orders)
        }));
        lines.push(format!("stays records={} ciphertexts={}", self.records, self.ciphertexts));
        lines
    }

    /// What the state means, with what it rests on. The sentences are part of the format.
    fn meaning(&self) -> Vec<&'static str> {
        let mut said = vec![match self.state {
            State::Held => HELD,
            State::Pending => PENDING,
            State::Done => DONE,
        }];
        if let Some(ended) = &self.ended {
            said.push(match ended.root {
                Destruction::File => "The root's key was a file, overwritten and removed: void if a snapshot or copy of the machine that holds the root's folder exists.",
                Destruction::Pkcs11 => "The root's key was destroyed inside a hardware module, and looked for after it was initialised again.",
                Destruction::Service => "The root's key was trimmed by a key service: void while that service's own snapshots hold it.",
            });
            said.push(match ended.nodes {
                Nodes::Answered => "Every node said that it had dropped the epoch's keys.",
                Nodes::LeaseRanOut => "At least one node was not asked or did not answer: its lease on the epoch's keys ran out first.",
                Nodes::Alone => "One process alone held the epoch's keys, and dropped them.",
            });
        }
        if !self.held.is_empty() {
            said.push("A legal hold keeps what its line names; its reason is sealed. It is destroyed by itself after the last day, or when the hold is lifted.");
        }
        said.push(match self.law {
            Law::Gdpr => "Access entries about the subject stay until their own day, under GDPR Art. 6(1)(c) and NEN 7513: who looked and when can be inferred from them until then.",
            Law::UkGdpr => "Access entries about the subject stay until their own day, under UK GDPR Art. 6(1)(c): who looked and when can be inferred from them until then.",
            Law::Fadp => "Access entries about the subject stay until their own day, under FADP Art. 8 and 31(1): who looked and when can be inferred from them until then.",
            Law::Hipaa => "Access entries about the subject stay until their own day, under HIPAA, 45 CFR 164.312(b): who looked and when can be inferred from them until then.",
            Law::Agreed => "Access entries about the subject stay until their own day, as the contract asks for a record of access: who looked and when can be inferred from them until then.",
        });
        said.push("The public parts of the subject's records stay for ever: opaque ids, the day, kinds of events, choices. So do the day's counts, which name nobody.");
        said.push("Ciphertexts are counted in the log alone: read models, backups and exports may hold copies of them for longer, which open nothing without the keys.");
        said.push("Messages that were sent, and whatever anybody copied down or kept of the opened data, are outside of what this certifies.");
        said
    }

    /// Reads the lines, and takes nothing but what [`Statement::lines`] writes.
    pub fn read(lines: &[String]) -> Option<Self> {
        let mut rest = lines.iter().map(String::as_str).filter(|line| !line.starts_with("# ")).peekable();
        let mut plain = |name: &str| rest.next()?.strip_prefix(name)?.strip_prefix(' ');
        let issued = plain("issued")?.parse().ok()?;
        let organisation = plain("organisation")?.parse().ok()?;
        let subject = plain("subject")?.parse().ok()?;
        let state = worded(plain("state")?)?;
        let law = match rest.next_if(|line| line.starts_with("law ")) {
            Some(line) => worded(line.strip_prefix("law ")?)?,
            None => Law::Gdpr,
        };
        let mut all = |name: &str| {
            let mut found = Vec::new();
            while let Some(line) = rest.next_if(|line| line.split(' ').next() == Some(name)) {
                found.push(Fields::of(line));
            }
            found
        };
        let commanded = all("commanded").into_iter().map(|mut of| {
            Some(Commanded {
                position: of.take("position")?,
                day: of.take("day")?,
                erasure: of.take("erasure")?,
            })
        });
        let commanded = commanded.collect::<Option<_>>()?;
        let destroyed = all("destroyed").into_iter().map(destroyed).collect::<Option<_>>()?;
        let parts = all("part").into_iter().map(Part::read).collect::<Option<_>>()?;
        let mut ended = all("ended").into_iter().map(|mut of| {
            Some(Ended {
                position: of.take("position")?,
                day: of.take("day")?,
                epoch: of.take("epoch")?,
                survivors: of.take("survivors")?,
                root: worded(&of.text("root")?)?,
                nodes: worded(&of.text("nodes")?)?,
            })
        });
        let ended = match ended.next() {
            Some(ended) => Some(ended?),
            None => None,
        };
        let held = all("held").into_iter().map(|mut of| {
            Some(Held {
                position: of.take("position")?,
                hold: of.take("hold")?,
                classes: of.text("classes")?.split(',').map(Class::named).collect::<Option<_>>()?,
                exemption: Exemption::named(&of.text("exemption")?)?,
                until: of.take("until")?,
            })
        });
        let held = held.collect::<Option<_>>()?;
        let entries = all("entries").into_iter().map(|mut of| {
            let until = of.text("until")?;
            Some(Entries {
                month: of.take("month")?,
                count: of.take("count")?,
                orders: of.take("orders")?,
                until: if until == "over" { None } else { Some(until.parse().ok()?) },
            })
        });
        let entries = entries.collect::<Option<_>>()?;
        let mut stays = all("stays").into_iter().next()?;
        let (records, ciphertexts) = (stays.take("records")?, stays.take("ciphertexts")?);
        let read = Self {
            issued,
            organisation,
            subject,
            state,
            law,
            commanded,
            destroyed,
            parts,
            ended,
            held,
            entries,
            records,
            ciphertexts,
        };
        // One way only to state it, and no sentence of another's making.
        (read.lines() == lines).then_some(read)
    }

    /// The positions of the events that it rests on.
    pub fn positions(&self) -> Vec<u64> {
        let mut positions: Vec<u64> = self.commanded.iter().map(|it| it.position).collect();
        positions.extend(self.destroyed.iter().map(|it| it.position));
        positions.extend(self.ended.iter().map(|it| it.position));
        positions.extend(self.held.iter().map(|it| it.position));
        positions.sort_unstable();
        positions.dedup();
        positions
    }
}

const HELD: &str = "Nothing is destroyed: a legal hold keeps it.";
const PENDING: &str = "The keys are destroyed where the service runs. Copies of the key table made before the destruction could still open what they sealed.";
const DONE: &str = "The keys are destroyed, and so is the key above every copy of the key table that had held them: nothing the operator holds opens what they sealed, backups of any age included, as far as the next sentences reach.";

impl Part {
    fn line(&self) -> String {
        let Self { position, part, kind, fields, class, key, sha256, commitment } = self;
        let commitment = commitment.as_deref().unwrap_or("none");
        format!(
            "part position={position} part={part} kind={kind} fields={fields} class={} key={key} sha256={sha256} commitment={commitment}",
            class.name()
        )
    }

    fn read(mut of: Fields<'_>) -> Option<Self> {
        Some(Self {
            position: of.take("position")?,
            part: of.take("part")?,
            kind: of.text("kind")?,
            fields: of.text("fields")?,
            class: Class::named(&of.text("class")?)?,
            key: of.take("key")?,
            sha256: of
                .text("sha256")
                .filter(|text| hex::decode(text).is_ok_and(|bytes| bytes.len() == 32))?,
            commitment: match of.text("commitment")?.as_str() {
                "none" => None,
                text => Some(
                    STANDARD.decode(text).is_ok_and(|bytes| bytes.len() == 64).then(|| text.to_owned())?,
                ),
            },
        })
    }
}

fn destroyed(mut of: Fields<'_>) -> Option<Destroyed> {
    let cause = of.text("cause")?;
    let keys = of.text("keys")?;
    let keys = keys.split(',').map(|key| {
        let (class, key) = key.split_once(':')?;
        Some((Class::named(class)?, key.parse().ok()?))
    });
    Some(Destroyed {
        position: of.take("position")?,
        day: of.take("day")?,
        epoch: of.take("epoch")?,
        cause: match cause.as_str() {
            "expired" => Cause::Expired,
            erasure => Cause::Commanded { erasure: erasure.parse().ok()? },
        },
        keys: keys.collect::<Option<_>>()?,
    })
}

/// The stored name of a value that has one.
fn word<T: Serialize>(value: &T) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => word,
        Ok(_) | Err(_) => String::new(),
    }
}

fn worded<T: DeserializeOwned>(word: &str) -> Option<T> {
    serde_json::from_value(serde_json::Value::String(word.to_owned())).ok()
}
