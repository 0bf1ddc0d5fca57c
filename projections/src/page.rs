//! A page of the log, decoded up to the first event that cannot be read.

use crate::error::ReadError;
use crate::projection::Event;
use std::sync::Arc;
use store::{LogError, LogReader, codec};
use tokio::task::JoinHandle;

pub(crate) struct Page {
    pub(crate) events: Vec<Event>,
    /// Where reading ends for good, and why.
    pub(crate) broken: Option<(u64, String)>,
}

/// Pages in their order, each read while the one before it is applied.
#[derive(Default)]
pub(crate) struct Pages(Option<Next>);

/// A page that is being read: after this position.
struct Next(u64, JoinHandle<Result<Page, ReadError>>);

impl Drop for Next {
    fn drop(&mut self) {
        self.1.abort();
    }
}

impl Pages {
    /// At most `limit` events after a position.
    pub(crate) async fn read(
        &mut self,
        log: &Arc<dyn LogReader>,
        after: u64,
        limit: usize,
    ) -> Result<Page, ReadError> {
        let page = match self.0.take() {
            Some(mut next) if next.0 == after => {
                (&mut next.1).await.unwrap_or_else(|_| Err(ReadError::Closed))?
            }
            // Asked for something else: a line was added, or one went on elsewhere.
            Some(_) | None => Page::read(&**log, after, limit).await?,
        };
        if let (Some(last), None, true) = (page.events.last(), &page.broken, page.events.len() == limit) {
            let (log, last) = (log.clone(), last.position);
            let read = tokio::spawn(async move { Page::read(&*log, last, limit).await });
            self.0 = Some(Next(last, read));
        }
        Ok(page)
    }
}

impl Page {
    /// Reads at most `limit` events after a position.
    pub(crate) async fn read(log: &dyn LogReader, after: u64, limit: usize) -> Result<Page, ReadError> {
        let (records, mut broken) = match log.read_all(after, limit).await {
            Ok(records) => (records, None),
            Err(LogError::Broken { position, what }) if position > after => {
                // What lies before it is applied still.
                let before = (position - after - 1) as usize;
                let records = if before == 0 { Vec::new() } else { log.read_all(after, before).await? };
                (records, Some((position, LogError::Broken { position, what }.to_string())))
            }
            Err(error) => return Err(error.into()),
        };
        let mut events = Vec::with_capacity(records.len());
        for record in &records {
            match codec::fact(record) {
                Ok(fact) => events.push(Event { position: record.position, fact }),
                Err(error) => {
                    broken = Some((record.position, error.to_string()));
                    break;
                }
            }
        }
        Ok(Page { events, broken })
    }

    /// Its events after a position.
    pub(crate) fn after(&self, position: u64) -> &[Event] {
        let from = self.events.partition_point(|event| event.position <= position);
        self.events.get(from..).unwrap_or_default()
    }
}
