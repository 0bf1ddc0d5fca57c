//! UmaDB: its server in a process of its own (this program again, told to serve), its client over gRPC. It syncs each batch that it commits.

use crate::contender::{Contender, Ground, Writer};
use crate::work::{Place, Seed, Tally, Told};
use anyhow::{Result, anyhow, bail};
use async_trait::async_trait;
use futures_util::StreamExt;
use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Command};
use std::sync::Arc;
use std::time::Duration;
use umadb_client::{AsyncUmaDbClient, UmaDbClient};
use umadb_dcb::{DcbAppendCondition, DcbEvent, DcbEventStoreAsync, DcbQuery, DcbQueryItem};
use umadb_server::{ServerOptions, StorageOptions};
use uuid::Uuid;

/// How many events are appended at once while it is filled.
const FILL: usize = 2_000;

pub(super) struct UmaDb {
    server: Child,
    client: Arc<AsyncUmaDbClient>,
}

/// Serves a database until the process is killed.
pub async fn serve(file: &Path, address: &str) -> Result<()> {
    let (_never, stop) = tokio::sync::oneshot::channel();
    let options = ServerOptions {
        listen_addr: address.to_owned(),
        tls: None,
        api_key: None,
        storage: StorageOptions::default().db_path(file),
    };
    umadb_server::start_server_with_options(options, stop).await.map_err(|error| anyhow!("{error}"))
}

pub(super) async fn open(ground: &Ground) -> Result<UmaDb> {
    let address = TcpListener::bind("127.0.0.1:0")?.local_addr()?.to_string();
    let folder = ground.folder.join("umadb");
    std::fs::create_dir_all(&folder)?;
    let mut serve = Command::new(std::env::current_exe()?);
    serve.arg("serve-umadb").arg(folder.join("uma.db")).arg(&address);
    let mut server = serve.stdout(std::process::Stdio::null()).spawn()?;
    for _ in 0..200 {
        if let Ok(client) = UmaDbClient::new(format!("http://{address}")).connect_async().await {
            return Ok(UmaDb { server, client: Arc::new(client) });
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    server.kill()?;
    bail!("UmaDB does not answer")
}

impl Drop for UmaDb {
    fn drop(&mut self) {
        // Nothing of it is wanted any more.
        if self.server.kill().is_ok() {
            drop(self.server.wait());
        }
    }
}

fn event(visit: Uuid, told: &Told) -> DcbEvent {
    DcbEvent::new().event_type("Told").tags([format!("visit:{visit}")]).data(told.json()).uuid(Uuid::new_v4())
}

fn of(visit: Uuid) -> DcbQuery {
    DcbQuery::new().item(DcbQueryItem::new().tags([format!("visit:{visit}")]))
}

impl UmaDb {
    async fn fold(&self, query: Option<DcbQuery>) -> Result<Tally> {
        let mut tally = Tally::default();
        let mut events = self.client.read(query, None, false, None).await?;
        while let Some(event) = events.next().await {
            tally.add(&serde_json::from_slice(&event?.event.data)?);
        }
        Ok(tally)
    }
}

#[async_trait]
impl Contender for UmaDb {
    fn name(&self) -> &'static str {
        "umadb"
    }

    async fn durability(&self) -> Result<String> {
        Ok("fdatasync for each batch (its default)".into())
    }

    async fn fill(&self, seed: Seed) -> Result<()> {
        let mut waiting = Vec::with_capacity(FILL);
        for (visit, _, told) in seed.events() {
            waiting.push(event(visit, &told));
            if waiting.len() == FILL {
                self.client.append(std::mem::take(&mut waiting), None, None).await?;
            }
        }
        if !waiting.is_empty() {
            self.client.append(waiting, None, None).await?;
        }
        Ok(())
    }

    async fn writer(&self) -> Result<Box<dyn Writer>> {
        Ok(Box::new(UmaWriter { client: self.client.clone(), place: Place::new(), last: None }))
    }

    async fn load(&self, visit: Uuid) -> Result<Tally> {
        self.fold(Some(of(visit))).await
    }

    async fn read_all(&self) -> Result<Tally> {
        self.fold(None).await
    }
}

struct UmaWriter {
    client: Arc<AsyncUmaDbClient>,
    place: Place,
    /// The position of its last event in this stream.
    last: Option<u64>,
}

#[async_trait]
impl Writer for UmaWriter {
    async fn append(&mut self, events: u64) -> Result<()> {
        self.place.make_room(events);
        if self.place.version == 0 {
            self.last = None;
        }
        let visit = self.place.visit;
        let told = self.place.next(events).map(|told| event(visit, &told)).collect();
        let condition = DcbAppendCondition::new(of(visit)).after(self.last);
        self.last = Some(self.client.append(told, Some(condition), None).await?);
        self.place.version += events;
        Ok(())
    }
}
