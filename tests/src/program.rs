//! Which other programs the machine has, and what is left out without them: named under plain `cargo test`, a failure under `tests/run`.

use std::env;
use std::fmt::Display;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::{Failure, Outcome};

/// Set by `tests/run`, which installs everything: there, nothing may be left out.
pub fn all_is_required() -> bool {
    env::var_os("ANTEROOM_TEST_FULL").is_some_and(|value| value == "1")
}

/// Prints a line past the test runner's capture, which swallows what a passing test says.
pub fn say(line: impl Display) -> Outcome {
    // In one piece: other tests print at the same time.
    Ok(io::stderr().write_all(format!("{line}\n").as_bytes())?)
}

/// Says that something was not run. Under `tests/run` that is a failure.
#[track_caller]
pub fn left_out(what: impl Display, why: impl Display) -> Outcome {
    if all_is_required() {
        return Err(Failure::new(format!("{what} could not run: {why}")));
    }
    say(format!("left out: {what}: {why} (tests/run runs it)"))
}

/// Ends the test early, with its line, unless every needed program is there: `needs!("the story", Program::Chromium);`
#[macro_export]
macro_rules! needs {
    ($what:expr, $($program:expr),+ $(,)?) => {
        $(if let Err(missing) = $program.find() {
            return $crate::left_out($what, missing.message());
        })+
    };
}

/// A program that the tests use and that is not part of the house.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Program {
    /// `PostgreSQL`'s own programs, found by `initdb`.
    Postgres,
    /// The browser's driver (which finds the browser).
    ChromeDriver,
    /// The browser.
    Chromium,
    /// The other browser.
    Firefox,
    /// The accessibility rules that `tests/run` fetches.
    Axe,
    /// Turns a PDF into text.
    PdfToText,
    /// The Python in `target/python` that has aiosmtpd.
    Python,
    /// A Python in `target/python` that has kurrentdbclient.
    KurrentPython,
    /// The folder of `target` whose npm packages have `@kurrent/kurrentdb-client`.
    KurrentNode,
    /// The folder of `target` whose npm packages have `oidc-provider`.
    OidcProvider,
    /// Makes tokens; it comes with the module.
    SoftHsm,
    /// Another relay for calls.
    Coturn,
    /// The house's own binary, built.
    Anteroom,
}

impl Program {
    /// Its path, or a failure that says what is missing.
    pub fn find(self) -> Outcome<PathBuf> {
        match self {
            Self::Postgres => newest_postgres().or_else(|| on_path("initdb")).ok_or("PostgreSQL (initdb)"),
            Self::ChromeDriver => on_path("chromedriver").ok_or("chromedriver"),
            Self::Chromium => on_path("chromium").ok_or("chromium"),
            Self::Firefox => on_path("firefox-esr").or_else(|| on_path("firefox")).ok_or("firefox-esr"),
            Self::Axe => from_env("ANTEROOM_AXE")
                .or_else(|| {
                    target_folder().map(|target| target.join("node/node_modules/axe-core/axe.min.js"))
                })
                .filter(|path| path.is_file())
                .ok_or("axe-core in target/node"),
            Self::PdfToText => on_path("pdftotext").ok_or("pdftotext"),
            Self::Python => from_env("ANTEROOM_PYTHON")
                .or_else(|| target_folder().map(|target| target.join("python/bin/python")))
                .filter(|path| path.is_file())
                .ok_or("aiosmtpd in target/python"),
            Self::KurrentPython => from_env("ANTEROOM_KURRENT_PYTHON")
                .or_else(|| target_folder().map(|target| target.join("python/bin/python")))
                .filter(|python| has_kurrent(python))
                .ok_or("kurrentdbclient in target/python"),
            Self::KurrentNode => env::var_os("ANTEROOM_KURRENT_NODE")
                .map(PathBuf::from)
                .or_else(|| target_folder().map(|target| target.join("node")))
                .filter(|node| node.join("node_modules/@kurrent/kurrentdb-client/package.json").is_file())
                .filter(|_| on_path("node").is_some())
                .ok_or("@kurrent/kurrentdb-client in target/node"),
            Self::OidcProvider => env::var_os("ANTEROOM_NODE")
                .map(PathBuf::from)
                .or_else(|| target_folder().map(|target| target.join("node")))
                .filter(|node| node.join("node_modules/oidc-provider/package.json").is_file())
                .filter(|_| on_path("node").is_some())
                .ok_or("oidc-provider in target/node"),
            Self::SoftHsm => on_path("softhsm2-util").ok_or("softhsm2-util"),
            Self::Coturn => on_path("turnserver").ok_or("coturn"),
            Self::Anteroom => {
                from_env("ANTEROOM_BIN").or_else(built_binary).ok_or("the built binary `anteroom`")
            }
        }
        .map_err(|name| Failure::new(format!("{name} is missing")))
    }
}

/// Where pictures of the pages are left to be looked at.
pub fn screenshots() -> Outcome<PathBuf> {
    Ok(target_folder().ok_or_else(|| Failure::new("no target folder"))?.join("screenshots"))
}

/// The repository's folder.
pub fn repository() -> PathBuf {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR"));
    tests.parent().unwrap_or(tests).to_path_buf()
}

/// `lib/python3.*/site-packages/kurrentdbclient` beside this interpreter.
fn has_kurrent(python: &Path) -> bool {
    let lib = python.parent().and_then(Path::parent).map(|root| root.join("lib"));
    let versions = lib.and_then(|lib| lib.read_dir().ok()).into_iter().flatten().flatten();
    versions
        .map(|version| version.path().join("site-packages/kurrentdbclient"))
        .any(|package| package.is_dir())
}

fn from_env(name: &str) -> Option<PathBuf> {
    env::var_os(name).map(PathBuf::from).filter(|path| path.is_file())
}

fn on_path(name: &str) -> Option<PathBuf> {
    env::split_paths(&env::var_os("PATH")?).map(|folder| folder.join(name)).find(|path| path.is_file())
}

fn newest_postgres() -> Option<PathBuf> {
    let mut found: Vec<(u32, PathBuf)> = Path::new("/usr/lib/postgresql")
        .read_dir()
        .ok()?
        .filter_map(|entry| {
            let entry = entry.ok()?;
            let version = entry.file_name().to_str()?.parse().ok()?;
            Some((version, entry.path().join("bin/initdb")))
        })
        .filter(|(_, path)| path.is_file())
        .collect();
    found.sort();
    found.pop().map(|(_, path)| path)
}

/// The test's own program lies in `target/{profile}/deps`.
fn profile_folder() -> Option<PathBuf> {
    Some(env::current_exe().ok()?.parent()?.parent()?.to_path_buf())
}

fn target_folder() -> Option<PathBuf> {
    Some(profile_folder()?.parent()?.to_path_buf())
}

fn built_binary() -> Option<PathBuf> {
    let target = target_folder()?;
    let own = profile_folder()?.join("anteroom");
    [own, target.join("debug/anteroom"), target.join("release/anteroom")]
        .into_iter()
        .find(|path| path.is_file())
}
