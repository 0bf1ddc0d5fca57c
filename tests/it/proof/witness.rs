//! A witness cosigns what the follower submits, keeps what it cosigned over a kill, and holds nobody up while it is away.

use super::{anteroom, assert_proved, done, export, text, verify};
use std::fs::{self, File, OpenOptions};
use std::path::Path;
use std::process::Command;
use tests::folder::{Folder, free_port};
use tests::http::{self, Reply};
use tests::process::{End, Running};
use tests::program::Program;
use tests::{Failure, Outcome, needs, wait};

/// A witness in a folder of its own.
struct Witness {
    running: Running,
    folder: Folder,
    port: u16,
}

impl Witness {
    fn start(logs: &[&str]) -> Outcome<Self> {
        let folder = Folder::new("witness")?;
        let (running, port) = Self::run(folder.path(), 0, logs)?;
        Ok(Self { running, folder, port })
    }

    fn run(folder: &Path, port: u16, logs: &[&str]) -> Outcome<(Running, u16)> {
        let said = folder.join("said");
        let mut command = Command::new(Program::Anteroom.find()?);
        command.args(["witness", "--name", "witness.example/w", "--port", &port.to_string()]);
        command.arg("--data").arg(folder.join("data"));
        for log in logs {
            command.args(["--log", log]);
        }
        let errors = OpenOptions::new().create(true).append(true).open(folder.join("errors"))?;
        command.stdout(File::create(&said)?).stderr(errors);
        let mut running = Running::start(&mut command, End::KillGroup, None)?;
        let port = wait::until("the witness to listen", wait::DEADLINE, || {
            if let Some(status) = running.ended()? {
                return Err(Failure::new(format!("it ended with {status}")));
            }
            let said = fs::read_to_string(&said)?;
            let line = said.lines().find_map(|line| line.strip_prefix("http://127.0.0.1:"));
            Ok(line.filter(|_| said.ends_with('\n')).and_then(|port| port.parse().ok()))
        })?;
        Ok((running, port))
    }

    /// `kill -9`, and again on the same folder and port.
    fn start_again(&mut self, logs: &[&str]) -> Outcome {
        self.running.kill()?;
        (self.running, _) = Self::run(self.folder.path(), self.port, logs)?;
        Ok(())
    }

    fn key(&self) -> Outcome<String> {
        Ok(fs::read_to_string(self.folder.path().join("data/verifier"))?.trim().to_owned())
    }

    fn submit(&self, body: &str) -> Outcome<Reply> {
        let address = format!("http://127.0.0.1:{}/add-checkpoint", self.port);
        http::request("POST", &address, &[], body.as_bytes())
    }
}

/// A server that this witness watches; it is asked every second at most.
fn serve(folder: &Path, data: &Path, url: &str, key: &str) -> Outcome<Running> {
    let (path, root) = (folder.join("anteroom.toml"), folder.join("root"));
    let text = format!(
        "listen = \"127.0.0.1:{}\"\norigin = \"http://localhost:8080\"\ndata = \"{}\"\nroot = \"{}\"\nlog = \"sqlite\"\nsingle_copy = true\n\
         witness_seconds = 1\n[[witness]]\nurl = {url:?}\nkey = {key:?}\n\
         [operator]\nname = \"A\"\naddress = \"B\"\nemail = \"a@b.example\"\n\
         [mail]\nurl = \"smtp://127.0.0.1:9\"\nfrom = \"a@b.example\"\n",
        free_port()?,
        data.display(),
        root.display()
    );
    fs::write(&path, text)?;
    let mut command = Command::new(Program::Anteroom.find()?);
    command.args(["serve", "--config", super::text(&path)?]);
    command.stdout(File::create(folder.join("out"))?).stderr(File::create(folder.join("errors"))?);
    let running = Running::start(&mut command, End::KillGroup, None)?;
    wait::until("the server's socket", wait::DEADLINE, || {
        Ok(data.join("anteroom.sock").exists().then_some(()))
    })?;
    Ok(running)
}

/// Waits until the folder's checkpoint of at least this size is cosigned; its size.
fn cosigned(data: &Path, size: u64) -> Outcome<u64> {
    wait::until("a cosigned checkpoint", wait::DEADLINE, || {
        let note = fs::read_to_string(data.join("tree/witnessed")).unwrap_or_default();
        let at: u64 = note.lines().nth(1).and_then(|line| line.parse().ok()).unwrap_or(0);
        Ok((at >= size && note.contains("\u{2014} witness.example/w ")).then_some(at))
    })
}

/// How many events a new log has: its own first, the texts of four agreements and the words for visitors.
const FIRST: u64 = 6;

#[test]
fn checkpoints_are_cosigned_and_a_witness_that_is_away_holds_nobody_up() -> Outcome {
    needs!("a witness", Program::Anteroom);
    // A log's key is made with its first start; the witness is told of it then.
    let (elsewhere, config) = (Folder::new("auditor")?, Folder::new("config")?);
    let stranger = Witness::start(&[&foreign_key()?])?;
    let (url, key) = (format!("http://127.0.0.1:{}/", stranger.port), stranger.key()?);
    let data = config.path().join("data");
    let served = serve(config.path(), &data, &url, &key)?;
    let known = |size: u64| -> Outcome<String> {
        let note = done(&["audit", "checkpoint", "--data", text(&data)?])?;
        assert_eq!(note.lines().nth(1), Some(size.to_string().as_str()), "{note}");
        Ok(note)
    };
    let next = FIRST + 1;
    // This one watches other logs: it refuses, and the log grows.
    let first = known(FIRST)?;
    let log = fs::read_to_string(data.join("tree/verifier"))?;
    assert_eq!(stranger.submit(&format!("old 0\n\n{first}"))?.status, 404);
    let alone = export(&data, elsewhere.path().join("alone"), &[])?;
    let (status, verdict) = verify(&alone, &["--key", &log, "--witness", &key])?;
    assert_eq!((status, &verdict["unwitnessed"][0]), (1, &"witness.example/w".into()), "{verdict}");
    assert_proved(&alone, &["--key", &log])?;

    // The same witness, told of this log.
    let mut witness = stranger;
    witness.start_again(&[&log])?;
    assert_eq!(cosigned(&data, FIRST)?, FIRST);
    let witnessed = export(&data, elsewhere.path().join("witnessed"), &[])?;
    let verdict = assert_proved(&witnessed, &["--key", &log, "--witness", &key])?;
    assert_eq!(verdict["witnessed"][0]["size"], FIRST);

    // Killed and started again it goes on where it was, and does not go back.
    witness.start_again(&[&log])?;
    done(&["audit", "rotate-key", "--data", text(&data)?])?;
    assert_eq!(cosigned(&data, FIRST + 1)?, FIRST + 1);
    let reply = witness.submit(&format!("old 0\n\n{first}"))?;
    let told = (reply.status, reply.header("content-type"), reply.text());
    assert_eq!(told, (409, Some("text/x.tlog.size"), format!("{next}\n")));
    assert_eq!(
        witness.submit(&format!("old {next}\n\n{first}"))?.status,
        400,
        "an old size over the new one"
    );
    assert_eq!(witness.submit("nonsense")?.status, 400);
    let second = known(next)?;
    let forged = second.replacen(&format!("\n{next}\n"), &format!("\n{}\n", next + 1), 1);
    assert_eq!(witness.submit(&format!("old {next}\n\n{forged}"))?.status, 403, "signed by nobody");
    let zeros = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
    assert_eq!(
        witness.submit(&format!("old {next}\n{zeros}\n\n{second}"))?.status,
        422,
        "a proof that proves nothing"
    );
    let cosignature = witness.submit(&format!("old {next}\n\n{second}"))?;
    assert_eq!(
        (cosignature.status, cosignature.text().starts_with("\u{2014} witness.example/w ")),
        (200, true)
    );

    // Away: the log goes on, and what it had cosigned still stands.
    let logs = [log.as_str()];
    witness.running.kill()?;
    done(&["audit", "rotate-key", "--data", text(&data)?, "--finish"])?;
    done(&["audit", "rotate-key", "--data", text(&data)?])?;
    known(next + 1)?;
    let later = export(&data, elsewhere.path().join("later"), &[])?;
    let verdict = assert_proved(&later, &["--key", &log, "--witness", &key])?;
    assert_eq!(
        (&verdict["witnessed"][0]["size"], &verdict["report"]["size"]),
        (&next.into(), &(next + 1).into())
    );
    // A witness that was not told of the new key refuses; told of it, it goes on.
    let keys = fs::read_to_string(data.join("tree/verifier"))?;
    let all: Vec<&str> = keys.lines().chain(logs).collect();
    witness.start_again(&all)?;
    assert_eq!(cosigned(&data, next + 1)?, next + 1);
    drop(served);
    Ok(())
}

/// The verifier key of some other log: one that `anteroom demo` would never make.
fn foreign_key() -> Outcome<String> {
    use store::proof::{KeyKind, SignerKey};
    Ok(SignerKey::generate("another.example/log", KeyKind::Log, &[9; 32])?.verifier().to_string())
}

#[test]
fn a_witness_refuses_a_key_that_signs_no_log() -> Outcome {
    needs!("a witness", Program::Anteroom);
    let folder = Folder::new("witness")?;
    let data = folder.path().join("data");
    let arguments = ["witness", "--data", text(&data)?, "--port", "0", "--log"];
    assert_eq!(anteroom(&[&arguments[..], &["nonsense"]].concat())?.status, 1);
    Ok(())
}
