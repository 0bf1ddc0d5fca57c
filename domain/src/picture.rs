//! A picture as it is kept: written anew by ourselves, small, with nothing of what came with the upload.

use crate::text::Invalid;
use serde::{Deserialize, Serialize};
use std::fmt;

/// The most characters of a picture's text: about 48 kilobytes of it.
const MOST: usize = 64 * 1024;

/// The form of a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PictureKind {
    /// JPEG.
    Jpeg,
    /// WebP, without loss.
    Webp,
}

impl PictureKind {
    /// Its media type.
    pub fn media_type(self) -> &'static str {
        match self {
            PictureKind::Jpeg => "image/jpeg",
            PictureKind::Webp => "image/webp",
        }
    }
}

/// A picture.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Picture {
    /// Its form.
    pub kind: PictureKind,
    /// Its bytes in base64.
    base64: String,
}

impl Picture {
    /// A picture of these bytes in base64.
    pub fn new(kind: PictureKind, base64: String) -> Result<Self, Invalid> {
        match base64.len() {
            0 => Err(Invalid::Empty),
            length if length > MOST => Err(Invalid::TooLong(MOST)),
            _short => Ok(Self { kind, base64 }),
        }
    }

    /// Its bytes in base64.
    pub fn base64(&self) -> &str {
        &self.base64
    }
}

impl fmt::Debug for Picture {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Picture(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_is_small_and_debug_shows_nothing_of_it() {
        let picture = Picture::new(PictureKind::Jpeg, "AAAA".into()).unwrap();
        assert_eq!(format!("{picture:?}"), "Picture(…)");
        assert_eq!(Picture::new(PictureKind::Webp, String::new()), Err(Invalid::Empty));
        assert!(Picture::new(PictureKind::Webp, "A".repeat(MOST)).is_ok());
        assert_eq!(Picture::new(PictureKind::Webp, "A".repeat(MOST + 1)), Err(Invalid::TooLong(MOST)));
    }
}
