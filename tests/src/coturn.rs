//! A relay of somebody else's making: coturn on loopback, under a secret that it shares with the house.

use std::fs::File;
use std::net::TcpStream;
use std::path::PathBuf;
use std::process::Command;

use crate::folder::{Folder, free_port};
use crate::process::{End, Running};
use crate::program::Program;
use crate::{Outcome, wait};

const SECRET: &str = "a-secret-that-both-of-them-have";

/// A running coturn, ended on Drop together with its folder.
#[derive(Debug)]
pub struct Coturn {
    port: u16,
    // Ended before its folder goes: fields drop in this order.
    _running: Running,
    folder: Folder,
}

impl Coturn {
    /// Starts it, and waits until it listens.
    pub fn start() -> Outcome<Self> {
        let (folder, port) = (Folder::new("coturn")?, free_port()?);
        let said = File::create(folder.path().join("log"))?;
        let mut command = Command::new(Program::Coturn.find()?);
        command.args([
            "-n",
            "--no-cli",
            "--no-tls",
            "--no-dtls",
            "--no-software-attribute",
            "--simple-log",
            "--log-file=stdout",
        ]);
        command.args([
            "--listening-ip=127.0.0.1",
            "--relay-ip=127.0.0.1",
            "--allow-loopback-peers",
            "--realm=tests",
        ]);
        command.args(["--use-auth-secret".to_owned(), format!("--static-auth-secret={SECRET}")]);
        command.args([
            format!("--listening-port={port}"),
            format!("--pidfile={}", folder.path().join("pid").display()),
        ]);
        command.arg(format!("--userdb={}", folder.path().join("users").display()));
        command.current_dir(folder.path()).stdout(said.try_clone()?).stderr(said);
        let running = Running::start(&mut command, End::KillGroup, Some(folder.path()))?;
        wait::until("coturn to listen", wait::DEADLINE, || Ok(TcpStream::connect(("127.0.0.1", port)).ok()))?;
        Ok(Self { port, _running: running, folder })
    }

    /// A file with the section `[relay]` that names it and the secret.
    pub fn configuration(&self) -> Outcome<PathBuf> {
        let (file, secret) = (self.folder.path().join("relay.toml"), self.folder.path().join("secret"));
        std::fs::write(&secret, SECRET)?;
        let url = format!("turn:127.0.0.1:{}?transport=udp", self.port);
        std::fs::write(
            &file,
            format!("[relay]\nurls = [\"{url}\"]\nsecret_file = \"{}\"\n", secret.display()),
        )?;
        Ok(file)
    }

    /// What it has said.
    pub fn log(&self) -> Outcome<String> {
        Ok(std::fs::read_to_string(self.folder.path().join("log"))?)
    }
}
