//! `GET /accent/{colour}`: a style sheet with an organisation's colour in it (A9). It follows from the colour in the address alone, so it says nothing about whose it is.
//!
//! Whatever was chosen, text and buttons keep a contrast of 4.5 to 1 (WCAG 2.2, 1.4.3): a colour that is too pale is darkened for light pages, one that is too dark is lightened for dark pages.

use crate::error::AppError;
use crate::sent::Path;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use domain::Refusal;
use domain::text::Accent;

/// Red, green and blue.
type Colour = [u8; 3];

/// What has to be read: 4.5 to 1.
const CONTRAST: f64 = 4.5;

const WHITE: Colour = [0xff, 0xff, 0xff];
const BLACK: Colour = [0, 0, 0];
/// Text on a button of a dark page.
const NIGHT: Colour = [0x0b, 0x0f, 0x0e];

/// The papers of light and of dark pages, as in `tokens.css`.
const LIGHT: [Colour; 2] = [[0xf3, 0xf5, 0xf1], WHITE];
const DARK: [Colour; 2] = [[0x11, 0x17, 0x16], [0x1a, 0x22, 0x21]];

/// A colour as pages use it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Used {
    /// On light pages, as `#14564c`.
    pub light: String,
    /// On dark pages.
    pub dark: String,
    /// Whether a light page shows it as it was chosen.
    pub as_chosen: bool,
}

/// How a chosen colour is used.
pub fn used(accent: &Accent) -> Option<Used> {
    let chosen = read(accent.as_str())?;
    let (light, dark) = (for_light(chosen), for_dark(chosen));
    Some(Used { light: written(light), dark: written(dark), as_chosen: light == chosen })
}

/// Serves the style sheet.
pub async fn sheet(Path(colour): Path<String>) -> Result<Response, AppError> {
    let accent = Accent::parse(&format!("#{colour}")).ok();
    let chosen = accent.and_then(|accent| read(accent.as_str())).ok_or(Refusal::NotFound)?;
    let kind = HeaderValue::from_static("text/css; charset=utf-8");
    Ok(([(header::CONTENT_TYPE, kind)], rules(chosen)).into_response())
}

fn rules(chosen: Colour) -> String {
    let (light, dark) = (for_light(chosen), for_dark(chosen));
    let sheet = |accent: Colour, strong: Colour, on: Colour, wash: Colour| {
        let rules = [
            ("accent", accent),
            ("accent-strong", strong),
            ("on-accent", on),
            ("accent-wash", wash),
            ("focus", accent),
            ("room-door", accent),
        ];
        rules.map(|(name, colour)| format!("--{name}: {}; ", written(colour))).concat()
    };
    format!(
        "@media screen {{ :root {{ {}}} }}\n@media screen and (prefers-color-scheme: dark) {{ :root {{ {}}} }}\n",
        sheet(light, mix(light, BLACK, 0.3), WHITE, light_wash(light)),
        sheet(dark, mix(dark, WHITE, 0.35), NIGHT, dark_wash(dark)),
    )
}

fn light_wash(accent: Colour) -> Colour {
    mix(WHITE, accent, 0.1)
}

fn dark_wash(accent: Colour) -> Colour {
    mix(DARK[1], accent, 0.14)
}

/// The colour, darkened until it can be read on light paper, and white on it.
fn for_light(chosen: Colour) -> Colour {
    steps(chosen, BLACK, |accent| {
        LIGHT.iter().chain([&light_wash(accent)]).all(|paper| contrast(accent, *paper) >= CONTRAST)
    })
}

/// The colour, lightened until it can be read on dark paper, and the night on it.
fn for_dark(chosen: Colour) -> Colour {
    steps(chosen, WHITE, |accent| {
        DARK.iter().chain([&dark_wash(accent), &NIGHT]).all(|paper| contrast(accent, *paper) >= CONTRAST)
    })
}

/// The first step from a colour to the end of its scale that will do; the end itself does.
fn steps(chosen: Colour, end: Colour, will_do: impl Fn(Colour) -> bool) -> Colour {
    let step = |n: u8| mix(chosen, end, f64::from(n) / 100.0);
    (0..100).map(step).find(|colour| will_do(*colour)).unwrap_or(end)
}

fn mix(one: Colour, other: Colour, share: f64) -> Colour {
    std::array::from_fn(|i| {
        let (one, other) = (f64::from(one[i]), f64::from(other[i]));
        (one + (other - one) * share).round() as u8
    })
}

/// The contrast of two colours, from 1 to 21 (WCAG 2.2).
fn contrast(one: Colour, other: Colour) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

fn luminance(colour: Colour) -> f64 {
    let linear = |part: u8| {
        let part = f64::from(part) / 255.0;
        if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    };
    let [red, green, blue] = colour.map(linear);
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

fn read(text: &str) -> Option<Colour> {
    let bytes = hex::decode(text.strip_prefix('#')?).ok()?;
    bytes.try_into().ok()
}

fn written(colour: Colour) -> String {
    format!("#{}", hex::encode(colour))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_papers_are_those_of_the_tokens() {
        let tokens = include_str!("../assets/tokens.css");
        for colour in LIGHT.iter().chain(&DARK) {
            assert!(tokens.contains(&written(*colour)), "{}", written(*colour));
        }
        assert!((contrast(BLACK, WHITE) - 21.0).abs() < 0.01);
        // The figure that the recommendation's own examples give for this grey.
        assert!((contrast([0x76, 0x76, 0x76], WHITE) - 4.54).abs() < 0.01);
    }

    #[test]
    fn every_colour_can_be_read_in_light_and_in_dark() {
        for red in (0..=255).step_by(15) {
            for green in (0..=255).step_by(15) {
                for blue in (0..=255).step_by(15) {
                    let (light, dark) = (for_light([red, green, blue]), for_dark([red, green, blue]));
                    for paper in [LIGHT[0], LIGHT[1], light_wash(light)] {
                        assert!(contrast(light, paper) >= CONTRAST, "{red} {green} {blue} on light");
                    }
                    for paper in [DARK[0], DARK[1], dark_wash(dark), NIGHT] {
                        assert!(contrast(dark, paper) >= CONTRAST, "{red} {green} {blue} on dark");
                    }
                }
            }
        }
    }

    #[test]
    fn what_can_be_read_stays_as_it_was_chosen_and_what_cannot_is_told() {
        let of = |text: &str| used(&Accent::parse(text).unwrap()).unwrap();
        assert_eq!((of("#14564c").light.as_str(), of("#14564c").as_chosen), ("#14564c", true));
        let yellow = of("#ffe14d");
        assert!(!yellow.as_chosen && yellow.light != "#ffe14d" && yellow.dark == "#ffe14d");
        let rules = rules(read("#14564c").unwrap());
        assert!(rules.contains("--accent: #14564c;") && rules.contains("prefers-color-scheme: dark"));
        assert!(!rules.contains('<') && rules.matches('{').count() == rules.matches('}').count());
    }
}
