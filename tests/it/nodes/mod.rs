//! Several nodes: two real servers on one log, one key table and one root. Both take visitors while the key table is rolled, what one alone may do is done once, and
//! one that is killed or frozen loses nothing and keeps nothing.

mod failover;
mod presence;
mod roll;

use crate::inside::Person;
use crate::serve::configuration;
use std::fs;
use std::process::{Command, Output};
use std::sync::atomic::{AtomicU8, Ordering};
use tests::folder::{Folder, free_port};
use tests::http::get;
use tests::postgres::{Cluster, Database};
use tests::program::Program;
use tests::server::{Plan, Server};
use tests::smtp::MailServer;
use tests::{Failure, Outcome, wait};

const SLUG: &str = "kanzlei";
const EMAIL: &str = "clara.voss@kanzlei.example";

/// Two nodes, and what they share. Fields drop in this order.
struct Nodes {
    one: Server,
    other: Server,
    mail: MailServer,
    log: Database,
    keys: Database,
    letters: AtomicU8,
    folder: Folder,
    config: String,
}

/// A visitor, as the node that let them in knows them.
struct Visitor {
    visit: String,
    cookies: String,
}

impl Nodes {
    fn start() -> Outcome<Self> {
        let (folder, mail, port) = (Folder::new("nodes")?, MailServer::start()?, free_port()?);
        let config = configuration(&folder, port, &mail)?;
        let file = folder.path().join("anteroom.toml");
        fs::write(&file, fs::read_to_string(&file)?.replace("keys_copy =", "# keys_copy ="))?;
        let cluster = Cluster::shared()?;
        let (log, keys) = (cluster.database()?, cluster.database()?);
        let plan = || {
            let plan = Plan::serve().arg(&config);
            plan.env("ANTEROOM_LOG", log.url()).env("ANTEROOM_KEYS", keys.url())
        };
        let one = plan().port(port).start()?;
        // A node of its own key would sign what nobody believes.
        let key = wait::until("the key that signs the tree", wait::DEADLINE, || {
            Ok(fs::read(one.data().join("tree-key"))
                .ok()
                .filter(|_| one.data().join("tree/checkpoint").exists()))
        })?;
        let refused = plan().port(free_port()?).start().err().map(|failure| failure.message().to_owned());
        assert!(refused.as_ref().is_some_and(|words| words.contains("copy tree-key")), "{refused:?}");
        let other = plan().file("tree-key", key).port(free_port()?).start()?;
        Ok(Self { one, other, mail, log, keys, letters: AtomicU8::new(0), folder, config })
    }

    /// The path of the link in the next letter.
    fn letter(&self) -> Outcome<String> {
        let number = usize::from(self.letters.fetch_add(1, Ordering::Relaxed)) + 1;
        crate::serve::path_in(&self.mail, number)
    }

    /// The next letter says that somebody has signed in with a browser that is new.
    fn told_of_a_new_browser(&self) -> Outcome {
        let number = usize::from(self.letters.fetch_add(1, Ordering::Relaxed)) + 1;
        let letter = self.mail.read(number)?;
        assert!(letter.contains("browser"), "{letter}");
        Ok(())
    }

    /// Exactly as many letters have gone out as were read.
    fn assert_no_letter_twice(&self) -> Outcome {
        let sent = fs::read_dir(self.mail.mailbox().join("new"))?.count();
        assert_eq!(sent, usize::from(self.letters.load(Ordering::Relaxed)), "letters that went out");
        Ok(())
    }

    /// An organisation that takes visitors, made at both nodes in turn: its owner.
    fn found(&self) -> Outcome<Person> {
        let mut owner = Person::at(&self.one.address());
        let form = [
            ("organisation", "Kanzlei am Markt"),
            ("slug", SLUG),
            ("country", "DE"),
            ("name", "Clara Voss"),
            ("email", EMAIL),
        ];
        owner.send("/sign-up", "/sign-up", &form)?;
        let confirm = self.letter()?;
        owner.moved(&self.other.address());
        owner.send(&confirm, &confirm, &[])?;
        let agreement = format!("/{SLUG}/agreement");
        owner.send(&agreement, &agreement, &[("name", "Clara Voss"), ("consent", "yes")])?;
        owner.moved(&self.one.address());
        let notice = format!("/{SLUG}/settings/notice");
        let form = [
            ("controller", "Kanzlei am Markt"),
            ("address", "Markt 1"),
            ("officer", "Jakob Stein"),
            ("email", "datenschutz@kanzlei.example"),
        ];
        owner.send(&notice, &notice, &form)?;
        Ok(owner)
    }

    /// Somebody of the house who may erase.
    fn officer(&self, owner: &mut Person) -> Outcome<Person> {
        let team = format!("/{SLUG}/team");
        let roles =
            [("email", "jakob.stein@kanzlei.example"), ("role", "member"), ("role", "compliance-officer")];
        owner.send(&team, &team, &roles)?;
        let invitation = self.letter()?;
        let mut officer = Person::at(&self.one.address());
        officer.send(&invitation, &invitation, &[("name", "Jakob Stein")])?;
        Ok(officer)
    }

    /// What the roll of this epoch says of the nodes.
    fn known(&self, epoch: u64) -> Outcome<String> {
        self.keys.psql(&format!("SELECT nodes FROM anteroom_keys.ended_epochs WHERE epoch = {epoch}"))
    }

    fn epoch(&self) -> Outcome<u64> {
        Ok(self.keys.psql("SELECT epoch FROM anteroom_keys.key_meta")?.parse()?)
    }

    /// Who holds a lease, once somebody who is there does: the id of its node.
    fn holder(&self, lease: &str) -> Outcome<String> {
        let sql = format!(
            "SELECT encode(node, 'hex') FROM anteroom_keys.leases JOIN anteroom_keys.nodes USING (node) WHERE name = '{lease}' AND NOT over"
        );
        wait::until("somebody to hold the lease", wait::DEADLINE, || {
            Ok(Some(self.keys.psql(&sql)?).filter(|id| !id.is_empty()))
        })
    }

    /// Runs a command of the binary on a node's folder.
    fn command(&self, node: &Server, arguments: &[&str]) -> Outcome<Output> {
        let mut command = Command::new(Program::Anteroom.find()?);
        command.args(arguments).arg("--data").arg(node.data()).arg(&self.config);
        command.env("ANTEROOM_LOG", self.log.url()).env("ANTEROOM_KEYS", self.keys.url());
        Ok(command.output()?)
    }

    /// The same, which has to end well.
    fn done(&self, node: &Server, arguments: &[&str]) -> Outcome<String> {
        let output = self.command(node, arguments)?;
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        if output.status.success() {
            return Ok(text(&output.stdout));
        }
        Err(Failure::new(format!("{arguments:?}: {}{}", text(&output.stdout), text(&output.stderr))))
    }
}

/// The id under which a node is known.
fn id(node: &Server) -> Outcome<String> {
    Ok(hex::encode(fs::read(node.data().join("node"))?))
}

/// Somebody arrives at a node.
fn arrive(node: &Server) -> Outcome<Visitor> {
    let (visit, reply) = crate::routes::visitor(node, SLUG)?;
    Ok(Visitor { visit, cookies: reply.cookies() })
}

/// The visitor's receipt at a node, which opens what is kept of them.
fn receipt(node: &Server, visitor: &Visitor) -> Outcome<String> {
    let address = format!("{}/v/{}/receipt", node.address(), visitor.visit);
    let reply = get(&address, &[("cookie", &visitor.cookies)])?;
    if reply.status == 200 {
        return Ok(reply.text());
    }
    Err(Failure::new(format!("{address}: {} {}", reply.status, reply.text())))
}

/// The node opens who that is.
fn assert_opens(node: &Server, visitor: &Visitor) -> Outcome {
    let page = receipt(node, visitor)?;
    assert!(page.contains("Somebody Waiting") && !page.contains("id=\"erased\""), "{page}");
    Ok(())
}

/// The node knows, at once or in a moment, that they were erased, and never opens who that was.
fn assert_erased(node: &Server, visitor: &Visitor) -> Outcome {
    wait::until("the receipt to say erased", wait::DEADLINE, || {
        let page = receipt(node, visitor)?;
        assert!(!page.contains("Somebody Waiting"), "{page}");
        Ok(page.contains("id=\"erased\"").then_some(()))
    })
}
