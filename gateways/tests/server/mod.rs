//! Starts `smtp_server.py` under the Python that `ANTEROOM_TEST_AIOSMTPD` names, and reads what it received.

use std::{
    io::{BufRead, BufReader},
    path::PathBuf,
    process::{Child, ChildStdin, ChildStdout, Command, Stdio},
};

use chrono::DateTime;
use gateways::mail::{Letter, Sender};
use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair};
use uuid::Uuid;

/// A running server; it ends with this value.
pub(crate) struct Server {
    pub(crate) port: u16,
    lines: BufReader<ChildStdout>,
    process: Child,
    // Its end tells the server to end.
    stdin: Option<ChildStdin>,
}

impl Server {
    /// `None`, and a line that says so, where there is no aiosmtpd.
    pub(crate) fn start(options: &[&str]) -> Option<Self> {
        let Some(python) = std::env::var_os("ANTEROOM_TEST_AIOSMTPD") else {
            println!("skipped: smtp needs aiosmtpd");
            return None;
        };
        let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/smtp_server.py");
        let mut process = Command::new(python)
            .arg(script)
            .args(options)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("ANTEROOM_TEST_AIOSMTPD names a python");
        let stdin = process.stdin.take();
        let mut lines = BufReader::new(process.stdout.take().unwrap());
        let mut port = String::new();
        lines.read_line(&mut port).unwrap();
        let port = port.trim().parse().expect("the server says its port; is aiosmtpd in this python?");
        Some(Self { port, lines, process, stdin })
    }

    /// The next message: the server writes it before it answers, so it is there once `send` is done.
    pub(crate) fn received(&mut self) -> serde_json::Value {
        let mut line = String::new();
        self.lines.read_line(&mut line).unwrap();
        serde_json::from_str(&line).unwrap()
    }

    pub(crate) fn url(&self) -> String {
        format!("smtp://127.0.0.1:{}", self.port)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.stdin.take());
        self.process.wait().unwrap();
    }
}

/// A certificate for `name`, made for one test, and the authority that signed it.
pub(crate) struct Certificate {
    pub(crate) authority: Vec<u8>,
    pub(crate) chain: PathBuf,
    pub(crate) key: PathBuf,
}

impl Certificate {
    pub(crate) fn of(name: &str, test: &str) -> Self {
        let authority_key = KeyPair::generate().unwrap();
        let mut authority = CertificateParams::new([]).unwrap();
        authority.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let authority_pem = authority.self_signed(&authority_key).unwrap().pem();
        let key = KeyPair::generate().unwrap();
        let issuer = Issuer::new(authority, authority_key);
        let certificate =
            CertificateParams::new([name.to_owned()]).unwrap().signed_by(&key, &issuer).unwrap();
        let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(test);
        std::fs::create_dir_all(&folder).unwrap();
        let made = Self {
            authority: authority_pem.into_bytes(),
            chain: folder.join("certificate.pem"),
            key: folder.join("key.pem"),
        };
        std::fs::write(&made.chain, certificate.pem()).unwrap();
        std::fs::write(&made.key, key.serialize_pem()).unwrap();
        made
    }

    pub(crate) fn options(&self) -> [&str; 4] {
        ["--certificate", self.chain.to_str().unwrap(), "--key", self.key.to_str().unwrap()]
    }
}

/// A letter with letters outside ASCII in every place that may hold them.
pub(crate) fn letter(to: &str) -> Letter {
    Letter {
        id: Uuid::from_u128(0x7),
        at: DateTime::from_timestamp(1_795_269_900, 0).unwrap(),
        from: Sender { name: "Ørnes legekontor".into(), address: "post@clinic.example".parse().unwrap() },
        to: to.parse().unwrap(),
        subject: "Velkommen, Åse – lenken din".into(),
        text: "Hei Åse.\n.\nSee you – soon.\n".into(),
        html: None,
        calendar: None,
    }
}
