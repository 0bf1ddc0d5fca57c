//! A token of `SoftHSM`, in a folder of its own. Where its tokens lie is told by the environment, so what uses one runs in a process of its own.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::folder::Folder;
use crate::program::Program;
use crate::{Failure, Outcome};

/// The token's label.
pub const LABEL: &str = "anteroom for tests";

/// The token's PIN.
pub const PIN: &str = "4711-for-tests";

const MODULES: [&str; 3] = [
    "/usr/lib/softhsm/libsofthsm2.so",
    "/usr/lib64/pkcs11/libsofthsm2.so",
    "/usr/local/lib/softhsm/libsofthsm2.so",
];

/// Set in the process that was started for a token.
const FOLDER: &str = "ANTEROOM_TEST_TOKEN";

/// A token.
#[derive(Debug)]
pub struct Token {
    folder: Folder,
}

impl Token {
    /// A new, empty one.
    pub fn new() -> Outcome<Self> {
        let token = Self { folder: Folder::new("token")? };
        let tokens = token.folder.path().join("tokens");
        fs::create_dir(&tokens)?;
        fs::write(
            token.configuration(),
            format!(
                "directories.tokendir = {}\nobjectstore.backend = file\nlog.level = ERROR\n",
                tokens.display()
            ),
        )?;
        fs::write(token.pin_file(), format!("{PIN}\n"))?;
        let mut make = Command::new(Program::SoftHsm.find()?);
        make.args(["--init-token", "--free", "--label", LABEL, "--so-pin", "for-tests-alone", "--pin", PIN]);
        let done = make.env("SOFTHSM2_CONF", token.configuration()).output()?;
        if done.status.success() {
            return Ok(token);
        }
        Err(Failure::new(format!("no token: {}", String::from_utf8_lossy(&done.stderr))))
    }

    /// What the variable `SOFTHSM2_CONF` of a process that uses it has to name.
    pub fn configuration(&self) -> PathBuf {
        self.folder.path().join("softhsm2.conf")
    }

    /// The file with its PIN.
    pub fn pin_file(&self) -> PathBuf {
        self.folder.path().join("pin")
    }
}

/// The module's library.
pub fn module() -> Outcome<PathBuf> {
    let found = MODULES.iter().map(Path::new).find(|path| path.is_file());
    found.map(Path::to_path_buf).ok_or_else(|| Failure::new("libsofthsm2.so is missing"))
}

/// The folder of the token that this process was started for, if it was.
pub fn started_for() -> Option<PathBuf> {
    env::var_os(FOLDER).map(PathBuf::from)
}

/// Runs one test of this program again, in a process for a new token. Its name is the whole path.
pub fn run_again(test: &str) -> Outcome {
    let token = Token::new()?;
    let mut again = Command::new(env::current_exe()?);
    again.args(["--exact", test, "--nocapture", "--test-threads=1"]);
    again.env("SOFTHSM2_CONF", token.configuration()).env(FOLDER, token.folder.path());
    let done = again.output()?;
    let words = String::from_utf8_lossy(&done.stdout);
    // A name that is not there is no failure to the test runner.
    if done.status.success() && words.contains("1 passed") {
        return Ok(());
    }
    Err(Failure::new(format!("{test}:\n{words}{}", String::from_utf8_lossy(&done.stderr))))
}
