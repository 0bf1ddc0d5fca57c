//! Read models that were deleted or filled anew show the same pages: same clock, same sessions, hidden ids masked.

use std::path::Path;

use store::vault::Sealing;
use tests::folder::Folder;
use tests::postgres::Cluster;
use tests::program::Program;
use tests::{Failure, Outcome, needs};
use web::house::LogPlace;

use crate::inside::{Inside, Person};

const WAITING: &str = "Sigrid Quillfeather";
const CLOSED: &str = "Torvald Inkhorn";

fn arrive(house: &Inside, name: &str) -> Outcome<String> {
    let mut visitor = Person::at(&house.address);
    visitor.send("/nordlys", "/nordlys/arrive", &[("name", name), ("phone", ""), ("consent", "yes")])?;
    Ok(visitor.page.trim_start_matches("/v/").to_owned())
}

/// All pages that come from read models, by their paths. The access log is not among them: looking at a page lengthens it.
fn pages(owner: &mut Person, officer: &mut Person) -> Outcome<Vec<(&'static str, String)>> {
    let mut pages = Vec::new();
    for path in [
        "/nordlys",
        "/nordlys/privacy",
        "/nordlys/dashboard",
        "/nordlys/history",
        "/nordlys/team",
        "/nordlys/bill",
    ] {
        pages.push((path, masked(&owner.open(path)?)));
    }
    pages.push(("/nordlys/desk", masked(&officer.open("/nordlys/desk")?)));
    Ok(pages)
}

/// The ids of forms are drawn anew for every page.
fn masked(page: &str) -> String {
    let mut parts = page.split("name=\"command\" value=\"");
    let mut masked = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        masked.push_str("name=\"command\" value=\"");
        masked.push_str(part.split_once('"').map_or("", |(_, rest)| rest));
    }
    masked
}

fn same_pages(data: &Path, log: &LogPlace, delete: impl FnOnce() -> Outcome) -> Outcome {
    let house = Inside::open(data, log.clone(), Sealing::On)?;
    let mut owner = house.enter("/nordlys/dashboard", house.seeded.owner)?;
    let mut officer = house.enter("/nordlys/desk", house.seeded.officer)?;
    arrive(&house, WAITING)?;
    let closed = arrive(&house, CLOSED)?;
    owner.send("/nordlys/dashboard", &format!("/nordlys/visits/{closed}/close"), &[])?;
    let reference = closed_reference(&owner.open("/nordlys/history")?)?;
    officer.send("/nordlys/desk", "/nordlys/desk/find", &[("reference", &reference)])?;

    let before = pages(&mut owner, &mut officer)?;
    let shows = |path: &str, name: &str| before.iter().any(|(at, page)| *at == path && page.contains(name));
    assert!(shows("/nordlys/dashboard", WAITING) && !shows("/nordlys/dashboard", CLOSED));
    assert!(shows("/nordlys/history", CLOSED) && !shows("/nordlys/history", WAITING));

    house.rebuild()?;
    assert_eq!(pages(&mut owner, &mut officer)?, before, "after the rebuild");

    house.close();
    delete()?;
    let house = Inside::open(data, log.clone(), Sealing::On)?;
    owner.moved(&house.address);
    officer.moved(&house.address);
    assert_eq!(pages(&mut owner, &mut officer)?, before, "after the deletion");
    house.close();
    Ok(())
}

/// The one visit that is over.
fn closed_reference(history: &str) -> Outcome<String> {
    let code = history.split_once("class=\"code\"").and_then(|(_, rest)| rest.split(['>', '<']).nth(1));
    code.map(str::to_owned).ok_or_else(|| Failure::new("no visit in the history"))
}

#[test]
fn rebuilt_and_deleted_read_models_show_the_same_pages_on_sqlite() -> Outcome {
    let folder = Folder::new("rebuild")?;
    let data = folder.path().join("data");
    same_pages(&data, &LogPlace::Sqlite, || {
        for name in ["read.db", "read.db-wal", "read.db-shm"] {
            let file = data.join(name);
            if name == "read.db" || file.exists() {
                std::fs::remove_file(file)?;
            }
        }
        Ok(())
    })
}

#[test]
fn rebuilt_and_deleted_read_models_show_the_same_pages_on_postgresql() -> Outcome {
    needs!("the rebuild on PostgreSQL", Program::Postgres);
    let folder = Folder::new("rebuild")?;
    let database = Cluster::shared()?.database()?;
    same_pages(&folder.path().join("data"), &LogPlace::Postgres(database.url()), || {
        database.psql("DROP SCHEMA anteroom_read CASCADE").map(drop)
    })
}
