//! `serve`, configured by a file: mail goes out by SMTP to a real server, its links work, and nothing of the demo is there.

use std::fs;

use tests::esdb::StandIn;
use tests::folder::{Folder, free_port};
use tests::http::{get, post_form};
use tests::postgres::Cluster;
use tests::program::Program;
use tests::server::{Plan, Server};
use tests::smtp::MailServer;
use tests::softhsm::{self, Token};
use tests::{Failure, Outcome, needs};

use crate::inside::Person;

const ORGANISATION: &str = "Kanzlei am Markt";
const EMAIL: &str = "clara.voss@kanzlei.example";

/// The commented file that `--print-config` prints, with what every installation has to change.
pub(super) fn configuration(folder: &Folder, port: u16, mail: &MailServer) -> Outcome<String> {
    let printed =
        std::process::Command::new(Program::Anteroom.find()?).args(["serve", "--print-config"]).output()?;
    let mut text = String::from_utf8(printed.stdout)?;
    let root = folder.path().join("root").display().to_string();
    let copy = folder.path().join("copies/keys.db").display().to_string();
    for (from, to) in [
        ("/var/lib/anteroom-keys/keys.db", copy),
        ("http://localhost:8080", format!("http://localhost:{port}")),
        ("127.0.0.1:8080", format!("127.0.0.1:{port}")),
        ("/var/lib/anteroom-root", root),
        ("smtp://localhost:25", mail.url()),
        ("Example Operator AS", "Voss Betrieb".to_owned()),
    ] {
        assert!(text.contains(from), "the printed configuration has no {from}");
        text = text.replace(from, &to);
    }
    let file = folder.path().join("anteroom.toml");
    fs::write(&file, text)?;
    Ok(format!("--config={}", file.display()))
}

/// A server with its mail server, and the folder of its configuration and root.
fn serving() -> Outcome<(Folder, MailServer, Server)> {
    let (folder, mail, port) = (Folder::new("serve")?, MailServer::start()?, free_port()?);
    let server = Plan::serve().arg(configuration(&folder, port, &mail)?).port(port).start()?;
    Ok((folder, mail, server))
}

/// The link below `path` in the letter with this number.
fn link(mail: &MailServer, number: usize, path: &str) -> Outcome<String> {
    let letter = mail.read(number)?;
    assert!(letter.contains(&format!("To: {EMAIL}")), "{letter}");
    assert!(letter.contains("From: Anteroom <anteroom@anteroom.example>"), "{letter}");
    let link = letter
        .split_whitespace()
        .find_map(|word| url::Url::parse(word).ok().filter(|link| link.path().starts_with(path)));
    link.map(String::from).ok_or_else(|| Failure::new(format!("no link to {path} in {letter}")))
}

/// The path of the link in the letter with this number, to whomever.
pub(super) fn path_in(mail: &MailServer, number: usize) -> Outcome<String> {
    let letter = mail.read(number)?;
    let mut links = letter.split_whitespace().filter_map(|word| url::Url::parse(word).ok());
    let link = links.find(|link| link.path().len() > 8).map(|link| link.path().to_owned());
    link.ok_or_else(|| Failure::new(format!("no link in {letter}")))
}

pub(super) fn sign_up(server: &Server) -> Outcome {
    let form = [
        ("organisation", ORGANISATION),
        ("slug", "kanzlei"),
        ("country", "DE"),
        ("name", "Clara Voss"),
        ("email", EMAIL),
    ];
    let page = Person::at(&server.address()).send("/sign-up", "/sign-up", &form)?;
    assert!(page.contains(EMAIL) && !page.contains("/demo/"), "{page}");
    Ok(())
}

#[test]
fn a_letter_goes_out_by_smtp_and_its_link_lets_in() -> Outcome {
    needs!("serve with real mail", Program::Anteroom, Program::Python);
    let (_folder, mail, server) = serving()?;
    sign_up(&server)?;
    let confirmation = link(&mail, 1, "/confirm/")?;
    assert!(confirmation.starts_with(&server.localhost()), "{confirmation}");
    let path = confirmation.trim_start_matches(&server.localhost());
    let mut owner = Person::at(&server.address());
    let page = owner.send(path, path, &[])?;
    assert!(owner.page == "/kanzlei/agreement" && page.contains("Voss Betrieb"), "{page}");
    assert_eq!(get(&format!("{}{path}", server.address()), &[])?.status, 410, "the link is used up");

    // A second letter, over a connection of its own; its link lets in too.
    let again = [("email", EMAIL)];
    Person::at(&server.address()).send("/sign-in", "/sign-in", &again)?;
    let enter = link(&mail, 2, "/enter/")?;
    let path = enter.trim_start_matches(&server.localhost());
    let mut owner = Person::at(&server.address());
    owner.send(path, path, &[])?;
    owner.open("/kanzlei/team")?;
    Ok(())
}

#[test]
fn an_address_that_is_refused_for_now_keeps_nobody_elses_letter() -> Outcome {
    needs!("a mail server that defers", Program::Anteroom, Program::Python);
    let (_folder, mail, server) = serving()?;
    let form = [
        ("organisation", "Praxis Spaet"),
        ("slug", "spaet"),
        ("country", "DE"),
        ("name", "Clara Voss"),
        ("email", "later@spaet.example"),
    ];
    Person::at(&server.address()).send("/sign-up", "/sign-up", &form)?;
    sign_up(&server)?;
    link(&mail, 1, "/confirm/")?;
    let log = rusqlite::Connection::open(server.data().join("log.db"))?;
    let count = |sql: &str| log.query_row(sql, [], |row| row.get::<_, i64>(0));
    let aside = "SELECT count(*) FROM log_waiting WHERE follower = 'mail' AND tries = 1";
    assert_eq!(count(aside)?, 1, "it waits for its next try, in a minute");
    let opened = "SELECT count(*) FROM log_events WHERE kind = 'access.opened.v1'";
    assert_eq!(count(opened)?, 2, "each address was opened once");
    Ok(())
}

#[test]
fn nothing_of_the_demo_is_there() -> Outcome {
    needs!("serve without the demo's pages", Program::Anteroom, Program::Python);
    let (_folder, _mail, server) = serving()?;
    let at = |path: &str| format!("{}{path}", server.address());
    assert_eq!(get(&at("/demo/mailbox"), &[])?.status, 404);
    assert_eq!(post_form(&at("/demo/clock"), &[], &[("days", "31"), ("back", "/")])?.status, 404);
    assert_eq!(get(&at("/nordlys"), &[])?.status, 404, "nobody is seeded");
    let front = get(&at("/"), &[("accept", "text/html")])?;
    assert!(front.status == 200 && !front.text().contains("/demo/"), "{}", front.text());
    let found = at("/nordlys/dashboard?demo=for-tests-alone.00000000-0000-0000-0000-000000000000");
    assert!(get(&found, &[])?.cookies().is_empty(), "a demo's link signs nobody in");
    Ok(())
}

/// What the command says, or a failure with its words.
pub(super) fn told(arguments: &[&str], environment: &[(&str, String)]) -> Outcome<String> {
    let mut command = std::process::Command::new(Program::Anteroom.find()?);
    command.args(arguments).envs(environment.iter().map(|(name, value)| (name, value)));
    let done = command.output()?;
    let text = |bytes| String::from_utf8_lossy(bytes).into_owned();
    if done.status.success() {
        return Ok(text(&done.stdout));
    }
    Err(Failure::new(text(&done.stderr)))
}

#[test]
fn one_copy_of_the_key_table_is_not_served_from_unless_told_to() -> Outcome {
    needs!("a refusal of serve", Program::Anteroom, Program::Python);
    let (folder, mail) = (Folder::new("serve")?, MailServer::start()?);
    let config = configuration(&folder, free_port()?, &mail)?;
    let file = folder.path().join("anteroom.toml");
    let alone = fs::read_to_string(&file)?.replace("keys_copy =", "# keys_copy =");
    fs::write(&file, alone)?;
    let data = folder.path().join("data").display().to_string();
    let refusal = told(&["serve", &config, "--data", &data], &[]).err().map(|failure| format!("{failure:?}"));
    assert!(refusal.as_ref().is_some_and(|words| words.contains("single_copy = true")), "{refusal:?}");
    assert!(!folder.path().join("data").exists(), "nothing was made");
    Ok(())
}

#[test]
fn log_and_keys_on_postgres_and_the_root_in_a_token() -> Outcome {
    needs!("serve with a token", Program::Anteroom, Program::Python, Program::Postgres, Program::SoftHsm);
    let (folder, mail, port) = (Folder::new("serve")?, MailServer::start()?, free_port()?);
    let config = configuration(&folder, port, &mail)?;
    let file = folder.path().join("anteroom.toml");
    fs::write(&file, fs::read_to_string(&file)?.replace("keys_copy =", "# keys_copy ="))?;
    let (cluster, token) = (Cluster::shared()?, Token::new()?);
    let (log, keys) = (cluster.database()?, cluster.database()?);
    let label = softhsm::LABEL.replace(' ', "%20");
    let (module, pin) = (softhsm::module()?.display().to_string(), token.pin_file().display().to_string());
    let environment = [
        ("SOFTHSM2_CONF", token.configuration().display().to_string()),
        ("ANTEROOM_KEYS", keys.url()),
        ("ANTEROOM_ROOT", format!("pkcs11:token={label}?module-path={module}&pin-source=file:{pin}")),
    ];
    let text = fs::read_to_string(&file)?.replace("log = \"sqlite\"", &format!("log = \"{}\"", log.url()));
    fs::write(&file, text)?;
    let plan = environment.iter().fold(Plan::serve(), |plan, (name, value)| plan.env(name, value));
    let mut server = plan.arg(&config).port(port).start()?;
    sign_up(&server)?;
    let confirmation = link(&mail, 1, "/confirm/")?;
    assert!(!server.data().join("keys.db").exists() && !folder.path().join("root").exists());

    let data = server.data().display().to_string();
    told(&["keys", "roll", "--data", &data], &[])?;
    assert_eq!(keys.psql("SELECT epoch FROM anteroom_keys.key_meta")?, "1");
    assert_eq!(keys.psql("SELECT destruction FROM anteroom_keys.ended_epochs")?, "pkcs11");
    server.start_again()?;
    let path = confirmation.trim_start_matches(&server.localhost());
    Person::at(&server.address()).send(path, path, &[])?;
    server.terminate()?;
    // Where no server runs the command opens the same places.
    told(&["keys", "drill", "--data", &data, &config], &environment)?;
    let printed = fs::read_to_string(server.traces().join("stderr"))?;
    assert!(!printed.contains(softhsm::PIN) && !printed.contains("for-tests-alone"), "{printed}");
    Ok(())
}

#[test]
fn a_log_on_eventstoredb_is_served_and_still_there_after_a_restart() -> Outcome {
    needs!("serve on EventStoreDB's stand-in", Program::Anteroom, Program::Python);
    let (folder, mail, port) = (Folder::new("serve")?, MailServer::start()?, free_port()?);
    let config = configuration(&folder, port, &mail)?;
    let standin = StandIn::start()?;
    let log = ("ANTEROOM_LOG", standin.url());
    let data = folder.path().join("data").display().to_string();
    let refusal = told(&["serve", &config, "--data", &data], std::slice::from_ref(&log)).err();
    let words = refusal.as_ref().map_or("", Failure::message);
    assert!(words.contains("read_models: EventStoreDB holds the log alone"), "{words}");

    let plan = Plan::serve().arg(&config).env(log.0, log.1.clone()).env("ANTEROOM_READ_MODELS", "sqlite");
    let mut server = plan.port(port).start()?;
    sign_up(&server)?;
    let confirm = path_in(&mail, 1)?;
    let mut owner = Person::at(&server.address());
    owner.send(&confirm, &confirm, &[])?;
    owner.send("/kanzlei/agreement", "/kanzlei/agreement", &[("name", "Clara Voss"), ("consent", "yes")])?;
    let notice = [
        ("controller", ORGANISATION),
        ("address", "Markt 1"),
        ("officer", "Jakob Stein"),
        ("email", "datenschutz@kanzlei.example"),
    ];
    owner.send("/kanzlei/settings/notice", "/kanzlei/settings/notice", &notice)?;
    owner.send("/kanzlei/team", "/kanzlei/team", &[("email", "m@kanzlei.example"), ("role", "member")])?;
    let invitation = path_in(&mail, 2)?;
    let mut member = Person::at(&server.address());
    member.send(&invitation, &invitation, &[("name", "Mia Winter")])?;
    let (visit, arrived) = crate::routes::visitor(&server, "kanzlei")?;
    let row = |member: &mut Person| -> Outcome {
        let page = member.open("/kanzlei/dashboard")?;
        assert!(page.contains("Somebody Waiting") && page.contains(&visit), "{page}");
        Ok(())
    };
    row(&mut member)?;

    server.start_again()?;
    row(&mut member)?;
    let receipt = get(&format!("{}/v/{visit}/receipt", server.address()), &[("cookie", &arrived.cookies())])?;
    assert!(receipt.text().contains("Somebody Waiting"), "{}", receipt.text());
    let export = folder.path().join("export").display().to_string();
    let folder_of = server.data().display().to_string();
    told(&["audit", "export", "--data", &folder_of, "--out", &export], &[])?;
    told(&["audit", "verify", &export], &[])?;
    // It says what that server writes down, and never its address.
    let printed = fs::read_to_string(server.traces().join("stderr"))?;
    assert!(printed.contains("EventStoreDB, which stamps every event with the time"), "{printed}");
    Ok(())
}
