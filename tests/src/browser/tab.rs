//! The way into one tab: through chromedriver, or straight into Firefox. What a scenario asks of a browser it asks of either.

use std::sync::Arc;

use fantoccini::actions::{InputSource, KeyAction, KeyActions};
use fantoccini::{Client, Locator};
use serde_json::Value;

use super::firefox::Bidi;
use crate::{Failure, Outcome};

#[derive(Debug, Clone)]
pub(super) enum Tab {
    Chromium(Client),
    Firefox(Arc<Bidi>),
}

impl Tab {
    pub(super) async fn goto(&self, address: &str) -> Outcome {
        match self {
            Self::Chromium(client) => Ok(client.goto(address).await?),
            Self::Firefox(bidi) => bidi.goto(address).await,
        }
    }

    pub(super) async fn address(&self) -> Outcome<String> {
        match self {
            Self::Chromium(client) => Ok(client.current_url().await?.to_string()),
            Self::Firefox(bidi) => {
                let answer = bidi.evaluate("location.href").await?;
                Ok(answer["value"].as_str().unwrap_or_default().to_owned())
            }
        }
    }

    /// `value` or `error` of an expression; a promise is awaited.
    pub(super) async fn evaluate(&self, expression: &str) -> Outcome<Value> {
        match self {
            Self::Chromium(client) => {
                let script = format!(
                    "const done = arguments[arguments.length - 1];
                     (async () => ({expression}))().then(value => done({{ value }}), error => done({{ error: String(error) }}));"
                );
                Ok(client.execute_async(&script, Vec::new()).await?)
            }
            Self::Firefox(bidi) => bidi.evaluate(expression).await,
        }
    }

    /// Whether it was clicked; not so if another element took its place meanwhile, or it moved away.
    pub(super) async fn click(&self, css: &str) -> Outcome<bool> {
        match self {
            Self::Chromium(client) => {
                let clicked = async { client.find(Locator::Css(css)).await?.click().await }.await;
                match clicked {
                    Err(error) if error.is_stale_element_reference() => Ok(false),
                    clicked => Ok(clicked.map(|()| true)?),
                }
            }
            Self::Firefox(bidi) => bidi.click(css).await,
        }
    }

    /// Empties a field and types.
    pub(super) async fn fill(&self, css: &str, text: &str) -> Outcome {
        match self {
            Self::Chromium(client) => {
                let field = client.find(Locator::Css(css)).await?;
                field.clear().await?;
                Ok(field.send_keys(text).await?)
            }
            Self::Firefox(bidi) => bidi.fill(css, text).await,
        }
    }

    /// Presses these keys together, and lets go of them.
    pub(super) async fn press(&self, keys: &[char]) -> Outcome {
        let Self::Chromium(client) = self else {
            return Err(Failure::new("only Chromium is used by keyboard alone"));
        };
        let mut actions = KeyActions::new("keyboard".to_owned());
        for key in keys {
            actions = actions.then(KeyAction::Down { value: *key });
        }
        for key in keys.iter().rev() {
            actions = actions.then(KeyAction::Up { value: *key });
        }
        Ok(client.perform_actions(actions).await?)
    }

    pub(super) async fn close(self) -> Outcome {
        match self {
            Self::Chromium(client) => Ok(client.close().await?),
            Self::Firefox(bidi) => bidi.close().await,
        }
    }
}
