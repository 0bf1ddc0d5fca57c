//! `anteroom audit verify-certificate`: checks an erasure certificate on nothing but itself and a key; with an export, against the log's records too. No server, no
//! database, no data folder.

use super::evidence::{Evidence, open};
use super::format::{MANIFEST, Manifest};
use super::offline::{self, Lines};
use super::proofs::keys_of;
use super::verify::Verify;
use crate::cli::Ended;
use crate::cli::socket::{LANG, print, print_json};
use crate::desk::certificate::{Finding, Records, State, Statement, check};
use anyhow::{Context as _, bail, ensure};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use serde::Serialize;
use std::fs;
use std::path::{Path, PathBuf};
use store::proof::{Certificate, Checkpoint, VerifierKey};

/// Which certificate, whom to trust, and what to compare it with.
#[derive(clap::Args)]
pub(super) struct Args {
    /// The certificate.
    certificate: PathBuf,
    /// The log's verifier key, kept elsewhere: a file, or the key itself. Can be given more than once.
    #[arg(long, value_name = "KEY", required = true)]
    key: Vec<String>,
    /// An export of the log, made after the certificate: what it says of the records is compared too, and nothing that it leaves out stays unseen.
    #[arg(long, value_name = "DIR")]
    export: Option<PathBuf>,
    /// A checkpoint of the log that is kept elsewhere. One of another size can be compared with an export alone.
    #[arg(long, value_name = "FILE", conflicts_with = "export")]
    checkpoint: Option<PathBuf>,
    /// A data key, 64 hexadecimal digits, that should have been destroyed: if it fits what was sealed, the certificate is disproved.
    #[arg(long, value_name = "HEX")]
    try_key: Option<String>,
    /// One JSON object.
    #[arg(long)]
    json: bool,
}

/// What was found.
#[derive(Serialize)]
struct Verdict {
    /// Whether everything that was asked holds.
    valid: bool,
    /// Whether the log itself declares that records are lost which the certificate rests on.
    declared_loss: bool,
    /// Whether records were compared, or the certificate alone.
    compared: bool,
    origin: String,
    size: u64,
    statement: Statement,
    findings: Vec<Finding>,
}

pub(super) fn run(args: &Args) -> anyhow::Result<()> {
    let text = fs::read_to_string(&args.certificate)
        .with_context(|| format!("the certificate {}", args.certificate.display()))?;
    let given = keys_of(&args.key)?;
    let export = args.export.as_deref().map(Export::read).transpose()?;
    let known = match &export {
        Some(export) => export.evidence.earlier(&given),
        None => given.clone(),
    };
    let (certificate, signed) = Certificate::open(&text, &known).context("not valid")?;
    let statement = Statement::read(&certificate.statement)
        .context("not valid: its lines are not those of an erasure certificate")?;
    let mut findings = check(&statement, &certificate.proofs);
    let at = signed.checkpoint();

    let mut declared_loss = false;
    if let Some(export) = &export {
        let (compared, lost) = export.compare(&statement, at, &certificate.checkpoint, &given)?;
        findings.extend(compared);
        declared_loss = lost;
    }
    if let Some(path) = &args.checkpoint {
        let note = fs::read_to_string(path).with_context(|| format!("the checkpoint {}", path.display()))?;
        findings.extend(beside(at, open(&note, &known).context("the checkpoint")?.checkpoint())?);
    }
    if let Some(key) = &args.try_key {
        findings.extend(tried(&statement, key)?);
    }
    let verdict = Verdict {
        valid: findings.is_empty(),
        declared_loss,
        compared: export.is_some(),
        origin: at.origin.clone(),
        size: at.size,
        statement,
        findings,
    };
    if args.json {
        print_json([&verdict])?;
    } else {
        print(verdict.lines())?;
    }
    match verdict.valid {
        false => bail!("the certificate is not valid"),
        true if verdict.declared_loss => Err(Ended::DeclaredLoss.into()),
        true => Ok(()),
    }
}

/// Compares two checkpoints of one size.
fn beside(at: &Checkpoint, kept: &Checkpoint) -> anyhow::Result<Option<Finding>> {
    let found = |why| Some(Finding { about: "checkpoint".into(), why });
    if at.origin != kept.origin {
        return Ok(found("yours is of another history of the log"));
    }
    ensure!(
        at.size == kept.size,
        "your checkpoint is over {} records and the certificate's over {}: give an export (--export) that is newer than both",
        kept.size,
        at.size
    );
    Ok(found("yours has another root at the same size: one of the two is forked")
        .filter(|_| at.root != kept.root))
}

/// Tries a key against the commitments of what was destroyed.
fn tried(statement: &Statement, key: &str) -> anyhow::Result<Vec<Finding>> {
    let key: [u8; 32] = hex::decode(key.trim())
        .ok()
        .and_then(|bytes| bytes.try_into().ok())
        .context("--try-key: a data key has 64 hexadecimal digits")?;
    let mut findings = Vec::new();
    let mut tried = 0;
    for part in &statement.parts {
        let commitment = part.commitment.as_ref().and_then(|text| STANDARD.decode(text).ok());
        let Some(commitment) = commitment.and_then(|bytes| <[u8; 64]>::try_from(bytes).ok()) else {
            continue;
        };
        tried += 1;
        if store::vault::fits(key, &commitment) {
            let about = format!("part {} of position {}", part.part, part.position);
            findings.push(Finding { about, why: "the key fits: it was not destroyed" });
        }
    }
    ensure!(tried > 0, "--try-key: the certificate holds no commitment to try a key against");
    Ok(findings)
}

/// An export, with what its records say of the log.
struct Export {
    folder: PathBuf,
    manifest: Manifest,
    evidence: Evidence,
}

impl Export {
    fn read(folder: &Path) -> anyhow::Result<Self> {
        let text = fs::read_to_string(folder.join(MANIFEST)).context("the manifest of the export")?;
        let manifest: Manifest = serde_json::from_str(&text).context("the manifest of the export")?;
        ensure!(manifest.from == 1, "the export begins at position {}: a whole one is needed", manifest.from);
        let mut evidence = Evidence::default();
        for (_, record) in Lines::open(folder, &manifest)? {
            evidence.take(&record);
        }
        Ok(Self { folder: folder.to_owned(), manifest, evidence })
    }

    /// Verifies the export with the certificate's checkpoint as the auditor's older one, then reads what its records say of the subject.
    fn compare(
        &self,
        statement: &Statement,
        at: &Checkpoint,
        note: &str,
        given: &[VerifierKey],
    ) -> anyhow::Result<(Vec<Finding>, bool)> {
        let key = given.iter().map(|key| key.to_string() + "\n").collect::<String>();
        let verify = Verify { older: Some(note.to_owned()), key: Some(key), witnesses: vec![] };
        let verdict = offline::verify(&self.folder, verify, None).context("the export")?;
        let mut findings = Vec::new();
        if !verdict.proved {
            for said in &verdict.findings {
                findings.push(Finding {
                    about: said.clone(),
                    why: "the export and the certificate do not belong together",
                });
            }
            if findings.is_empty() {
                findings.push(Finding { about: "export".into(), why: "it is not proved" });
            }
            return Ok((findings, false));
        }
        // What a declared restore has lost of the certificate's records is not in the export.
        let kept = self.evidence.kept_of(&at.origin, at.size);
        let mut records = Records::up_to(statement, kept);
        for (_, record) in Lines::open(&self.folder, &self.manifest)? {
            records.take(&record);
        }
        findings.extend(records.findings(kept == at.size));
        Ok((findings, verdict.declared_loss))
    }
}

impl Verdict {
    fn lines(&self) -> Vec<String> {
        let Statement { subject, issued, parts, destroyed, held, .. } = &self.statement;
        let state = match self.statement.state {
            State::Held => "cli-certificate-held",
            State::Pending => "cli-certificate-pending",
            State::Done => "cli-certificate-done",
        };
        let said = LANG.say("cli-certificate").with("subject", subject.to_string());
        let said = said.with("issued", issued.to_string()).with("size", self.size.to_string());
        let mut lines = vec![said.with("origin", &self.origin).to_string(), LANG.say(state).to_string()];
        let keys = destroyed.iter().map(|it| it.keys.len()).sum::<usize>();
        let count = LANG.say("cli-certificate-parts").with("parts", parts.len().to_string());
        lines.push(count.with("keys", keys.to_string()).to_string());
        lines.extend(held.iter().map(|it| {
            let said = LANG.say("cli-certificate-hold").with("hold", it.hold.to_string());
            said.with("ground", it.exemption.article()).with("until", it.until.to_string()).to_string()
        }));
        lines.extend(self.findings.iter().map(ToString::to_string));
        lines.push(match (self.valid, self.compared) {
            (false, _) => LANG.say("cli-certificate-invalid").to_string(),
            (true, true) => LANG.say("cli-certificate-valid-compared").to_string(),
            (true, false) => LANG.say("cli-certificate-valid").to_string(),
        });
        lines
    }
}
