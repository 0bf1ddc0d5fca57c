//! `serve`, configured by a file: mail goes out by SMTP to a real server, its links work, and nothing of the demo is there.

use std::fs;

use tests::folder::{Folder, free_port};
use tests::http::{get, post_form};
use tests::program::Program;
use tests::server::{Plan, Server};
use tests::smtp::MailServer;
use tests::{Failure, Outcome, needs};

use crate::inside::Person;

const ORGANISATION: &str = "Kanzlei am Markt";
const EMAIL: &str = "clara.voss@kanzlei.example";

/// The commented file that `--print-config` prints, with what every installation has to change.
fn configuration(folder: &Folder, port: u16, mail: &MailServer) -> Outcome<String> {
    let printed =
        std::process::Command::new(Program::Anteroom.find()?).args(["serve", "--print-config"]).output()?;
    let mut text = String::from_utf8(printed.stdout)?;
    let root = folder.path().join("root").display().to_string();
    for (from, to) in [
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

fn sign_up(server: &Server) -> Outcome {
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
