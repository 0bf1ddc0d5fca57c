//! A person who has only a keyboard: every key goes through the driver, as a hand would press it, and each stop on the way is judged.

use serde_json::{Value, json};

use super::Browser;
use crate::{Failure, Outcome};

/// The keys that get a person through a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Key {
    /// On to the next stop.
    Tab,
    /// Back to the one before.
    BackTab,
    /// Follows a link, presses a button.
    Enter,
    /// Presses a button, ticks a box.
    Space,
    /// Closes what is open.
    Escape,
    /// The next of several.
    Down,
    /// The one to the right.
    Right,
}

impl Key {
    fn pressed(self) -> &'static [char] {
        // As `WebDriver` names them.
        match self {
            Self::Tab => &['\u{e004}'],
            Self::BackTab => &['\u{e008}', '\u{e004}'],
            Self::Enter => &['\u{e007}'],
            Self::Space => &[' '],
            Self::Escape => &['\u{e00c}'],
            Self::Down => &['\u{e015}'],
            Self::Right => &['\u{e014}'],
        }
    }
}

/// How many stops a page may have.
const STOPS: usize = 90;

/// Where the focus stands, and what is wrong with it. What shows it is compared with the same element after the focus has gone on: `looked` holds the last stop.
const STOP: &str = "(() => {
    const shown = (e) => [e, e.closest('label'), e.closest('.option'), e.parentElement].filter(Boolean)
        .map((one) => (s => [s.outline, s.boxShadow, s.backgroundColor].join())(getComputedStyle(one))).join();
    const e = document.activeElement;
    const wrong = [], name = e.outerHTML.slice(0, 120);
    const last = window.lastStop;
    if (last?.e.isConnected && last.e !== e && last.shown === shown(last.e)) wrong.push(`the focus did not show on ${last.name}`);
    if (e === document.body || e === document.documentElement) { window.lastStop = undefined; return { wrong, nowhere: true }; }
    if (e.tabIndex > 0) wrong.push(`out of order: ${name}`);
    if (last?.e.isConnected && last.e !== e) {
        const after = (last.e.compareDocumentPosition(e) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
        if (BACK ? after : !after) wrong.push(`${name} comes in the wrong order`);
    }
    const box = (e.matches('input[type=file]') ? e.closest('label') : e).getBoundingClientRect();
    const inside = box.bottom > 0 && box.right > 0 && box.top < innerHeight && box.left < innerWidth;
    if (!inside || box.width < 2) wrong.push(`the focus is out of sight: ${name}`);
    // A date has several stops of its own: the first of them is the field's.
    if (last?.e !== e) window.lastStop = { e, name, shown: shown(e) };
    return { wrong, nowhere: false };
})()";

impl Browser {
    /// Presses a key once.
    pub async fn press(&self, key: Key) -> Outcome {
        self.tab.press(key.pressed()).await
    }

    /// Types, into whatever has the focus.
    pub async fn type_keys(&self, text: &str) -> Outcome {
        for key in text.chars() {
            self.tab.press(&[key]).await?;
        }
        Ok(())
    }

    /// Comes to an element with the Tab key. On the way each stop must show that it has the focus, be in sight, and follow the one before.
    pub async fn tab_to(&self, css: &str) -> Outcome {
        self.go_to(css, Key::Tab).await
    }

    /// The same backwards.
    pub async fn tab_back_to(&self, css: &str) -> Outcome {
        self.go_to(css, Key::BackTab).await
    }

    async fn go_to(&self, css: &str, key: Key) -> Outcome {
        self.wait_for(css).await?;
        let stop = STOP.replace("BACK", if key == Key::BackTab { "true" } else { "false" });
        self.value("window.lastStop?.e === document.activeElement || (window.lastStop = undefined)").await?;
        let mut passed = Vec::new();
        for _ in 0..STOPS {
            self.press(key).await?;
            let answer = self.value(&stop).await?;
            let wrong: Vec<&str> =
                answer["wrong"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
            if !wrong.is_empty() {
                return self.told(&format!("on the way to {css}"), Err(Failure::new(wrong.join("\n")))).await;
            }
            if self.value(&format!("document.activeElement.matches({})", json!(css))).await? == true {
                return Ok(());
            }
            let here = self.value("document.activeElement.id || document.activeElement.localName").await?;
            passed.push(here.as_str().unwrap_or_default().to_owned());
        }
        let words = format!("not within {STOPS} stops: {}", passed.join(" "));
        self.told(&format!("on the way to {css}"), Err(Failure::new(words))).await
    }

    /// Comes to an element and presses it.
    pub async fn enter(&self, css: &str) -> Outcome {
        self.tab_to(css).await?;
        self.press(Key::Enter).await
    }

    /// The focus is on such an element; waits for it.
    pub async fn wait_focus(&self, css: &str) -> Outcome {
        self.wait_until(&format!("document.activeElement.matches({})", json!(css))).await
    }

    /// From now on the person wants no motion.
    pub async fn still(&self) -> Outcome {
        let features = json!([{ "name": "prefers-reduced-motion", "value": "reduce" }]);
        self.devtools("Emulation.setEmulatedMedia", json!({ "features": features })).await.map(drop)
    }

    /// What moves on this page, or would at the next change: every animation that runs, every transition longer than a hundredth of a second.
    pub async fn moving(&self) -> Outcome<Value> {
        self.value(
            "[...document.getAnimations().map(one => `runs: ${one.animationName ?? one.transitionProperty}`),
              ...[...document.querySelectorAll('*')].flatMap(e => ['', '::before', '::after'].flatMap(part => {
                const style = getComputedStyle(e, part);
                const long = (list) => list.split(',').some(one => parseFloat(one) > 0.01);
                return long(style.transitionDuration) || (style.animationName !== 'none' && long(style.animationDuration))
                    || style.scrollBehavior === 'smooth' ? [`${e.outerHTML.slice(0, 80)} ${part}`] : [];
              }))]",
        )
        .await
    }
}
