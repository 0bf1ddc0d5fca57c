//! Whether keys can be written is told as it is, also where the table can still be read.

use super::{LOG, key_of, refused, visit};
use crate::serve::configuration;
use std::fs;
use store::vault::{KeyTable, KeysError, PostgresKeys};
use tests::folder::{Folder, free_port};
use tests::http::get;
use tests::postgres::Cluster;
use tests::program::Program;
use tests::server::Plan;
use tests::smtp::MailServer;
use tests::{Outcome, needs, wait};

/// What the server of a cluster is told to do with writes from now on.
fn read_only(cluster: &Cluster, on: bool) -> Outcome {
    cluster.psql("postgres", &format!("ALTER SYSTEM SET default_transaction_read_only = {on}"))?;
    cluster.psql("postgres", "SELECT pg_reload_conf()").map(drop)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_that_takes_no_writes_is_not_ready() -> Outcome {
    needs!("a key table on a server that takes no writes", Program::Postgres);
    let mut cluster = Cluster::start()?;
    let keys = PostgresKeys::open(&cluster.url("postgres"), LOG).await?;
    keys.begin_epoch(0, b"table key 0".to_vec()).await?;
    keys.mint(key_of(visit(1), &[0])).await?;
    keys.ready().await?;

    let told = async |ready: bool| {
        let turned = async {
            while keys.ready().await.is_ok() != ready {
                tokio::task::yield_now().await;
            }
        };
        tokio::time::timeout(wait::DEADLINE, turned).await
    };
    read_only(&cluster, true)?;
    told(false).await?;
    refused!(keys.mint(key_of(visit(2), &[0])).await, KeysError::Unavailable(_));
    assert_eq!(keys.counts().await?, (1, 0), "it is read as before");
    read_only(&cluster, false)?;
    told(true).await?;
    keys.mint(key_of(visit(2), &[0])).await?;

    cluster.become_standby()?;
    let refusal = keys.ready().await.err().map(|error| error.to_string());
    assert!(refusal.as_ref().is_some_and(|words| words.contains("in recovery")), "{refusal:?}");
    refused!(keys.mint(key_of(visit(3), &[0])).await, KeysError::Unavailable(_));
    assert_eq!(keys.counts().await?, (2, 0), "it is read as before");
    Ok(())
}

#[test]
fn a_node_says_so_to_whoever_asks_whether_it_is_ready() -> Outcome {
    needs!("a node whose keys cannot be written", Program::Anteroom, Program::Postgres);
    let cluster = Cluster::start()?;
    let (folder, mail, port) = (Folder::new("ready")?, MailServer::start()?, free_port()?);
    let config = configuration(&folder, port, &mail)?;
    let file = folder.path().join("anteroom.toml");
    fs::write(&file, fs::read_to_string(&file)?.replace("keys_copy =", "# keys_copy ="))?;
    let plan = Plan::serve().arg(&config).env("ANTEROOM_KEYS", cluster.url("postgres"));
    let server = plan.port(port).start()?;
    let ready = format!("{}/readyz", server.address());
    assert_eq!(get(&ready, &[])?.status, 200);
    read_only(&cluster, true)?;
    wait::until("the node not to be ready", wait::DEADLINE, || {
        let reply = get(&ready, &[])?;
        Ok((reply.status == 503 && reply.text() == "the key table cannot be written\n").then_some(()))
    })
}
