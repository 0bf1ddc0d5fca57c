//! Pages that follow a command: they wait for the read models to tell of it, and say so where those are late.

use crate::app::App;
use crate::error::AppError;
use crate::session::position;
use std::time::Duration;

/// How long a page waits for the read models to tell of a command.
const CATCH_UP: Duration = Duration::from_secs(10);

impl App {
    /// Waits until the pages can tell of this position, or of the log's end where that is nearer: a position may be anybody's word.
    pub async fn caught_up(&self, position: u64) {
        if !self.reached(position).await {
            tracing::warn!(position, "the read models are behind");
        }
    }

    /// The same for the page that follows a command, whose address says how far the log was. A page that is late says so: it must not call something saved and
    /// show what was before. Where a read model has stopped for good, waiting would not help, and pages show what they have.
    pub async fn shows(&self, query: Option<&str>) -> Result<(), AppError> {
        let position = position(query);
        if self.reached(position).await || !self.read.goes_on_to(position) {
            return Ok(());
        }
        tracing::warn!(position, "the read models are behind");
        Err(AppError::Behind)
    }

    async fn reached(&self, position: u64) -> bool {
        let position = if position == 0 { 0 } else { position.min(self.deps.log.head().await.unwrap_or(0)) };
        position == 0 || self.read.wait_for(position, CATCH_UP).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::house::LogPlace;
    use domain::Language;
    use std::sync::Arc;

    struct Noon;

    impl store::Clock for Noon {
        fn now(&self) -> domain::Timestamp {
            "2026-11-21T12:00:00Z".parse().unwrap()
        }
    }

    #[tokio::test]
    async fn a_page_whose_read_models_are_late_says_so_instead_of_what_was_before() {
        let data = std::env::temp_dir().join(format!("anteroom-late-{}", std::process::id()));
        if data.exists() {
            std::fs::remove_dir_all(&data).unwrap();
        }
        let (app, seeded, house) =
            crate::cli::demo::open(&data, LogPlace::Sqlite, 1, Arc::new(Noon)).await.unwrap();
        let (token, done) = commands::member::sign_in(
            &app.deps,
            seeded.owner,
            domain::member::Method::Demo,
            commands::member::Browser::default(),
        )
        .await
        .unwrap();
        app.shows(Some(&format!("at={}", done.position))).await.unwrap();
        let staff = crate::session::bearer(&app.read, &token).await.unwrap().unwrap();

        // Another program holds the read models' file.
        let prompt = rusqlite::Connection::open(data.join("read.db")).unwrap();
        prompt.busy_timeout(std::time::Duration::from_mins(1)).unwrap();
        prompt.execute_batch("BEGIN IMMEDIATE").unwrap();
        let command = app.deps.command();
        let chosen = commands::organisation::choose_language(&app.deps, command, &staff, Language::Dutch)
            .await
            .unwrap();
        let at = format!("done=language&at={}", chosen.position);
        // Nothing is left to do but to wait, so the deadline comes at once.
        tokio::time::pause();
        assert!(matches!(app.shows(Some(&at)).await, Err(AppError::Behind)));
        app.shows(Some("done=language")).await.unwrap();
        tokio::time::resume();

        prompt.execute_batch("ROLLBACK").unwrap();
        app.shows(Some(&at)).await.unwrap();
        let row = app.read.organisations().get(staff.organisation).await.unwrap().unwrap();
        assert_eq!(row.language, Language::Dutch);
        house.read.shutdown().await;
        drop((app, house));
        std::fs::remove_dir_all(data).unwrap();
    }
}
