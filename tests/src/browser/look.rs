//! A look at a page with fresh eyes: wide and on a phone, light and dark; by the rules of accessibility, for what runs out of the window, and for a picture of it.

use std::fs;
use std::path::Path;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use super::{Browser, Window};
use crate::program::{Program, screenshots};
use crate::{Failure, Outcome};

/// What is wider than the window, as far as the page can be moved sideways; an element that is moved in itself is not meant.
const OVERFLOWING: &str = "(page => page.scrollWidth <= page.clientWidth ? []
    : [...document.body.querySelectorAll('*')].filter(e => e.checkVisibility() && e.getBoundingClientRect().right > page.clientWidth + 1)
        .slice(0, 3).map(e => `${page.scrollWidth} px wide: ${e.outerHTML.slice(0, 120)}`).concat(`${page.scrollWidth} px wide`)
  )(document.documentElement)";

/// Two frames: styles that follow the window and the scheme have been worked out, and painted.
const PAINTED: &str =
    "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))";

impl Browser {
    /// Judges the page at both widths, light and dark, and leaves a picture of each in `target/screenshots`. A driver that only walks passes by.
    pub async fn look(&self, name: &str) -> Outcome {
        if !self.looking {
            return Ok(());
        }
        let mut wrong = Vec::new();
        for (window, width) in [(Window::Wide, "wide"), (Window::Phone, "phone")] {
            self.resize(window).await?;
            for scheme in ["light", "dark"] {
                self.prefer(scheme).await?;
                self.value(PAINTED).await?;
                let view = format!("{name}-{width}-{scheme}");
                let lines = [self.inaccessible().await?, self.lines(OVERFLOWING).await?].concat();
                wrong.extend(lines.into_iter().map(|line| format!("{view}: {line}")));
                self.picture(&screenshots()?.join(format!("{view}.png"))).await?;
            }
        }
        self.devtools("Emulation.setEmulatedMedia", json!({ "features": [] })).await?;
        self.resize(self.window).await?;
        if wrong.is_empty() { Ok(()) } else { Err(Failure::new(wrong.join("\n"))) }
    }

    /// What breaks the accessibility rules of WCAG 2.2 AA on this page, a line each; empty when nothing does.
    pub async fn inaccessible(&self) -> Outcome<Vec<String>> {
        if self.value("typeof axe").await? == "undefined" {
            // Through the driver, which the page's own content policy does not bind.
            self.client.execute(&fs::read_to_string(Program::Axe.find()?)?, Vec::new()).await?;
        }
        let rules = "axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] })";
        let lines = "r => r.violations.flatMap(v => v.nodes.map(n => `${v.id}: ${v.help}: ${n.html}`))";
        self.lines(&format!("{rules}.then({lines})")).await
    }

    /// From now on the person prefers a dark page.
    pub async fn dark(&self) -> Outcome {
        self.prefer("dark").await
    }

    /// The scheme, and no motion, so that nothing is caught halfway.
    async fn prefer(&self, scheme: &str) -> Outcome {
        let features = json!([
            { "name": "prefers-color-scheme", "value": scheme },
            { "name": "prefers-reduced-motion", "value": "reduce" },
        ]);
        self.devtools("Emulation.setEmulatedMedia", json!({ "features": features })).await.map(drop)
    }

    pub(super) async fn resize(&self, window: Window) -> Outcome {
        let phone = window == Window::Phone;
        let (width, height, scale) = if phone { (360, 740, 2) } else { (1280, 900, 1) };
        let size = json!({ "width": width, "height": height, "deviceScaleFactor": scale, "mobile": phone });
        self.devtools("Emulation.setDeviceMetricsOverride", size).await?;
        self.devtools("Emulation.setTouchEmulationEnabled", json!({ "enabled": phone })).await.map(drop)
    }

    /// Writes a PNG of the whole page.
    async fn picture(&self, path: &Path) -> Outcome {
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        let size = self.devtools("Page.getLayoutMetrics", json!({})).await?["cssContentSize"].clone();
        let clip = json!({ "x": 0, "y": 0, "width": size["width"], "height": size["height"], "scale": 1 });
        let taken = self
            .devtools("Page.captureScreenshot", json!({ "captureBeyondViewport": true, "clip": clip }))
            .await?;
        let data = taken["data"].as_str().ok_or_else(|| Failure::new("no picture"))?;
        Ok(fs::write(path, STANDARD.decode(data)?)?)
    }

    /// The lines that an expression answers with.
    async fn lines(&self, expression: &str) -> Outcome<Vec<String>> {
        let value = self.value(expression).await?;
        let lines = value.as_array().ok_or_else(|| Failure::new(format!("not lines: {value}")))?;
        Ok(lines.iter().filter_map(Value::as_str).map(str::to_owned).collect())
    }
}
