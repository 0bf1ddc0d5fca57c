//! A look at a page with fresh eyes: wide and on a phone, light and dark; by the rules of accessibility, for what runs out of the window, and for a picture of it.

use std::fs;
use std::path::Path;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use super::{Browser, Window};
use crate::program::{Program, screenshots};
use crate::{Failure, Outcome};

/// What a look asks of the page itself.
const LOOKING: &str = include_str!("looking.js");

/// The language that every page is looked at in beside the one it is shown in: its words are the longest.
const SECOND: &str = "de";
/// Every language but English; in all but the second, the rules and the room are checked without a picture.
const OTHERS: [&str; 4] = [SECOND, "nb", "nl", "fr"];

/// The rules of WCAG 2.2 AA.
const RULES: &str = "{ type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] }";
/// Those of them that the colours can break: the dark page has other colours (`tokens.css`) and nothing else.
const COLOUR_RULES: &str = "{ type: 'rule', values: ['color-contrast', 'link-in-text-block'] }";

/// Those of them that words can break: a page in another language has other words and nothing else.
const WORD_RULES: &str = "{ type: 'rule', values: ['html-has-lang', 'html-lang-valid', 'valid-lang', 'document-title', 'button-name', 'link-name', 'label', 'select-name', 'image-alt', 'svg-img-alt', 'input-button-name', 'aria-command-name', 'aria-input-field-name', 'aria-toggle-field-name', 'summary-name'] }";

/// A window, its word, the scheme, and the rules that it is judged by.
type View = (Window, &'static str, &'static str, &'static str);

/// Wide and on a phone, light and dark.
const VIEWS: [View; 4] = [
    (Window::Wide, "wide", "light", RULES),
    (Window::Wide, "wide", "dark", COLOUR_RULES),
    (Window::Phone, "phone", "light", RULES),
    (Window::Phone, "phone", "dark", COLOUR_RULES),
];

/// Two frames: styles that follow the window and the scheme have been worked out, and painted.
const PAINTED: &str =
    "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))";

/// In the second language these are enough: between them is every one of the four.
const SECOND_VIEWS: [View; 2] =
    [(Window::Wide, "wide", "light", WORD_RULES), (Window::Phone, "phone", "dark", WORD_RULES)];

impl Browser {
    /// Judges the page at both widths, light and dark, in the language it is shown in and in German, and leaves pictures in `target/screenshots`; then in the
    /// other languages; and at 320 pixels, and with text twice as large. A driver that only walks passes by.
    pub async fn look(&self, name: &str) -> Outcome {
        if !self.looking {
            return Ok(());
        }
        let own = self.value("document.documentElement.lang").await?.as_str().unwrap_or_default().to_owned();
        let mut wrong = self.views(&VIEWS, &own, name, &screenshots()?).await?;
        wrong.extend(self.narrow(&own, name).await?);
        wrong.extend(self.large(&own, name).await?);
        // A page that came in another language is shown in it by a choice, which stands above what is asked for here.
        let others = if own == "en" { OTHERS.as_slice() } else { &[] };
        for language in others {
            let form = self.posted.lock().map_err(|_| Failure::new("the form was lost"))?.clone();
            let missing = self.asked(&format!("translate('{language}', {form})")).await?;
            if !missing.is_empty() {
                wrong.extend(missing.into_iter().map(|line| format!("{name}: {line}")));
            } else if *language == SECOND {
                wrong
                    .extend(self.views(&SECOND_VIEWS, language, name, &screenshots()?.join(language)).await?);
                wrong.extend(self.narrow(language, name).await?);
                wrong.extend(self.large(language, name).await?);
            } else {
                wrong.extend(self.narrow(language, name).await?);
                let lines = self.breaking(WORD_RULES).await?;
                wrong.extend(lines.into_iter().map(|line| format!("{name} in {language}: {line}")));
            }
            self.asked("restore()").await?;
        }
        self.devtools("Emulation.setEmulatedMedia", json!({ "features": [] })).await?;
        self.resize(self.window).await?;
        if wrong.is_empty() { Ok(()) } else { Err(Failure::new(wrong.join("\n"))) }
    }

    /// These views, with a picture of each.
    async fn views(&self, views: &[View], language: &str, name: &str, folder: &Path) -> Outcome<Vec<String>> {
        let mut wrong = Vec::new();
        for (window, width, scheme, rules) in views {
            self.resize(*window).await?;
            self.prefer(scheme).await?;
            self.value(PAINTED).await?;
            let view = format!("{name}-{width}-{scheme}");
            let lines = [self.breaking(rules).await?, self.asked("overflowing()").await?].concat();
            wrong.extend(lines.into_iter().map(|line| format!("{view} in {language}: {line}")));
            self.picture(&folder.join(format!("{view}.png"))).await?;
        }
        Ok(wrong)
    }

    /// As wide as a wide window at 400 % (WCAG 1.4.10), light.
    async fn narrow(&self, language: &str, name: &str) -> Outcome<Vec<String>> {
        self.size(320, 640, true).await?;
        self.prefer("light").await?;
        self.value(PAINTED).await?;
        self.fits(&format!("{name}-320-{language}")).await
    }

    /// With text at 200 % (WCAG 1.4.4), in a wide window.
    async fn large(&self, language: &str, name: &str) -> Outcome<Vec<String>> {
        self.resize(Window::Wide).await?;
        self.asked("large(true)").await?;
        let lines = self.fits(&format!("{name}-200-{language}")).await?;
        self.asked("large(false)").await?;
        Ok(lines)
    }

    /// What has no room, with a picture of it.
    async fn fits(&self, view: &str) -> Outcome<Vec<String>> {
        let lines = self.asked("fits()").await?;
        if !lines.is_empty() {
            self.picture(&screenshots()?.join(format!("{view}.png"))).await?;
        }
        Ok(lines.into_iter().map(|line| format!("{view}: {line}")).collect())
    }

    /// The lines that the page says of itself.
    async fn asked(&self, question: &str) -> Outcome<Vec<String>> {
        if self.value("typeof looking").await? == "undefined" {
            self.chromium()?.execute(LOOKING, Vec::new()).await?;
        }
        self.lines(&format!("looking.{question}")).await
    }

    /// What breaks the accessibility rules of WCAG 2.2 AA on this page, a line each; empty when nothing does.
    pub async fn inaccessible(&self) -> Outcome<Vec<String>> {
        self.breaking(RULES).await
    }

    async fn breaking(&self, rules: &str) -> Outcome<Vec<String>> {
        if self.value("typeof axe").await? == "undefined" {
            // Through the driver, which the page's own content policy does not bind.
            self.chromium()?.execute(&fs::read_to_string(Program::Axe.find()?)?, Vec::new()).await?;
        }
        let lines = "r => r.violations.flatMap(v => v.nodes.map(n => `${v.id}: ${v.help}: ${n.html}`))";
        self.lines(&format!("axe.run({{ runOnly: {rules}, resultTypes: ['violations'] }}).then({lines})"))
            .await
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
        let (width, height) = if phone { (360, 740) } else { (1280, 900) };
        self.size(width, height, phone).await
    }

    async fn size(&self, width: u32, height: u32, phone: bool) -> Outcome {
        let scale = if phone { 2 } else { 1 };
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
        // A page that is taken whole has no scroll bar, and lies in all of the window's width.
        let width = self.value("innerWidth").await?;
        let clip = json!({ "x": 0, "y": 0, "width": width, "height": size["height"], "scale": 1 });
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
