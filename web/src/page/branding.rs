//! Owns the pages about what visitors see of an organisation: the form, and the preview before it is published.

use askama::Template;

use super::{Field, Frame};
use crate::lang::Lang;

/// The form.
#[derive(Template)]
#[template(path = "branding_settings.html")]
pub struct BrandingSettings {
    /// The reader's language.
    pub lang: Lang,
    /// What stands around the page.
    pub frame: Frame,
    /// The organisation's address.
    pub slug: String,
    /// What just happened, in a sentence.
    pub done: Option<String>,
    /// Words on the page where visitors come in.
    pub welcome: Field,
    /// Words to those who wait.
    pub waiting: Field,
    /// The colour, as `#14564c`.
    pub accent: Field,
    /// Whether it is used, and not the house's own.
    pub own_colour: bool,
    /// What it became on light pages, where it could not be read as it is.
    pub adjusted: Option<String>,
    /// Where the logo is that was uploaded last.
    pub drafted: Option<String>,
    /// Whether it is to be shown.
    pub logo: bool,
    /// Why a picture was refused.
    pub picture_error: Option<String>,
    /// The id that makes publishing twice publish once.
    pub command: String,
    /// The same for the logo.
    pub logo_command: String,
}

/// What visitors would see.
#[derive(Template)]
#[template(path = "branding_preview.html")]
pub struct Preview {
    /// The reader's language.
    pub lang: Lang,
    /// What stands around the page, with what was written.
    pub frame: Frame,
    /// The organisation's address.
    pub slug: String,
    /// The organisation's name.
    pub organisation: String,
    /// What the colour became on light pages.
    pub adjusted: Option<String>,
    /// What the form said, to go on with.
    pub written: Written,
    /// The id that makes publishing twice publish once.
    pub command: String,
}

/// What the form said.
#[derive(Clone, Debug)]
pub struct Written {
    /// Words on the page where visitors come in.
    pub welcome: String,
    /// Words to those who wait.
    pub waiting: String,
    /// The colour.
    pub accent: String,
    /// Whether it is used.
    pub own_colour: bool,
    /// Whether the logo is shown.
    pub logo: bool,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::examples::{inside, outside, render};
    use crate::page::{Area, Brand};

    #[test]
    fn the_form_keeps_what_was_written_and_says_what_became_of_the_colour() {
        let page = |drafted: Option<&str>| BrandingSettings {
            lang: Lang::English,
            frame: inside(Area::Settings),
            slug: "nordlys".into(),
            done: None,
            welcome: Field::filled("</textarea><script>"),
            waiting: Field::refused("x", "Too long."),
            accent: Field::filled("#ffe14d"),
            own_colour: true,
            adjusted: Some("#7a6b24".into()),
            drafted: drafted.map(str::to_owned),
            logo: true,
            picture_error: Some("No picture.".into()),
            command: "c1".into(),
            logo_command: "c2".into(),
        };
        let html = render(&page(Some("/nordlys/settings/logo?v=7")));
        assert!(!html.contains("</textarea><script>") && html.contains("id=\"waiting-wrong\""));
        assert!(html.contains("#7a6b24") && html.contains("id=\"picture-wrong\""));
        assert!(html.contains("src=\"/nordlys/settings/logo?v=7\""));
        assert!(!render(&page(None)).contains("<img"));
    }

    #[test]
    fn the_preview_shows_all_of_it_and_publishes_the_same() {
        let mut frame = outside();
        frame.branding = Some(Brand {
            accent: Some("ffe14d".into()),
            logo: Some("/nordlys/settings/logo?v=7".into()),
            welcome: Some("Good <that> you are here".into()),
            waiting: Some("We are on our way".into()),
        });
        let written = Written {
            welcome: "Good <that> you are here".into(),
            waiting: "We are on our way".into(),
            accent: "#ffe14d".into(),
            own_colour: true,
            logo: true,
        };
        let (slug, organisation) = ("nordlys".into(), "Nordlys".into());
        let html = render(&Preview {
            lang: Lang::English,
            frame,
            slug,
            organisation,
            adjusted: None,
            written,
            command: "c1".into(),
        });
        assert!(html.contains("href=\"/accent/ffe14d\"") && html.contains("class=\"logo\""));
        assert_eq!(html.matches("Good &#60;that&#62; you are here").count(), 2, "shown, and sent on");
        assert!(html.contains("We are on our way") && html.contains("id=\"publish\""));
    }
}
