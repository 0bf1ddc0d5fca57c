//! Reads an uploaded picture under limits and writes it anew: small, turned upright, and with nothing of what came with it, such as where it was taken (A9).

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use domain::Refusal;
use domain::picture::{Picture, PictureKind};
use domain::text::Invalid;
use image::codecs::jpeg::JpegEncoder;
use image::codecs::webp::WebPEncoder;
use image::imageops::FilterType;
use image::{DynamicImage, ExtendedColorType, ImageDecoder as _, ImageFormat, ImageReader, Limits, RgbImage};
use std::io::Cursor;

/// The largest upload, in bytes: a telephone's photograph.
pub const UPLOAD: usize = 8 * 1024 * 1024;

/// The widest and highest picture that is read, in pixels.
const SIDE: u32 = 12_000;

/// The most memory that reading one may take, in bytes.
const MEMORY: u64 = 256 * 1024 * 1024;

/// The most bytes of a picture that is kept.
const KEPT: usize = 40_000;

/// What a picture is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Of a person: a square of 256 pixels.
    Portrait,
    /// Of an organisation: at most 480 × 160 pixels, as wide and high as it is.
    Logo,
}

/// Reads a picture of a person or an organisation. Whatever cannot be read is refused in one sentence: what is wrong with a file is no news to its owner.
pub fn read(bytes: &[u8], shape: Shape) -> Result<Picture, Refusal> {
    let refused = |why| Refusal::Field { field: "picture", why };
    if bytes.is_empty() {
        return Err(refused(Invalid::Empty));
    }
    let image = decode(bytes).ok_or(refused(Invalid::Form("a picture")))?;
    let (kind, bytes) = match shape {
        Shape::Portrait => portrait(&image),
        Shape::Logo => logo(image),
    }
    .ok_or(refused(Invalid::Form("a picture")))?;
    Picture::new(kind, STANDARD.encode(bytes)).map_err(refused)
}

/// The pixels, upright. The format is read off the bytes, never off a name or a header.
fn decode(bytes: &[u8]) -> Option<DynamicImage> {
    let mut reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().ok()?;
    if !matches!(reader.format()?, ImageFormat::Jpeg | ImageFormat::Png | ImageFormat::WebP) {
        return None;
    }
    let mut limits = Limits::default();
    limits.max_image_width = Some(SIDE);
    limits.max_image_height = Some(SIDE);
    limits.max_alloc = Some(MEMORY);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().ok()?;
    // Before any pixel is made: a small file may claim to be a huge picture.
    if decoder.total_bytes() > MEMORY {
        return None;
    }
    let orientation = decoder.orientation().ok()?;
    let mut image = DynamicImage::from_decoder(decoder).ok()?;
    image.apply_orientation(orientation);
    Some(image)
}

fn portrait(image: &DynamicImage) -> Option<(PictureKind, Vec<u8>)> {
    let square = image.resize_to_fill(256, 256, FilterType::Lanczos3);
    let flat = on_white(&square);
    // The first quality that is small enough; the last is small for any 256 × 256 pixels.
    let qualities = [85, 70, 50, 30];
    qualities
        .into_iter()
        .filter_map(|quality| jpeg(&flat, quality))
        .find(|bytes| bytes.len() <= KEPT)
        .map(|bytes| (PictureKind::Jpeg, bytes))
}

fn logo(image: DynamicImage) -> Option<(PictureKind, Vec<u8>)> {
    let mut image = if image.width() > 480 || image.height() > 160 {
        image.resize(480, 160, FilterType::Lanczos3)
    } else {
        image
    };
    // Edges stay sharp without loss; what is too large for that is a photograph, or made smaller.
    for _ in 0..6 {
        let bytes = webp(&image)?;
        if bytes.len() <= KEPT {
            return Some((PictureKind::Webp, bytes));
        }
        if !image.color().has_alpha() {
            let bytes = jpeg(&on_white(&image), 88)?;
            if bytes.len() <= KEPT {
                return Some((PictureKind::Jpeg, bytes));
            }
        }
        image = image.resize(image.width() * 3 / 4, image.height() * 3 / 4, FilterType::Lanczos3);
    }
    None
}

/// The picture on white where it can be seen through.
fn on_white(image: &DynamicImage) -> RgbImage {
    let seen = image.to_rgba8();
    RgbImage::from_fn(seen.width(), seen.height(), |x, y| {
        let [red, green, blue, alpha] = seen.get_pixel(x, y).0;
        let over = |part: u8| {
            let (part, alpha) = (u32::from(part), u32::from(alpha));
            ((part * alpha + 255 * (255 - alpha)) / 255) as u8
        };
        image::Rgb([over(red), over(green), over(blue)])
    })
}

fn jpeg(image: &RgbImage, quality: u8) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    JpegEncoder::new_with_quality(&mut bytes, quality).encode_image(image).ok()?;
    Some(bytes)
}

fn webp(image: &DynamicImage) -> Option<Vec<u8>> {
    let (mut bytes, pixels) = (Vec::new(), image.to_rgba8());
    WebPEncoder::new_lossless(&mut bytes)
        .encode(&pixels, pixels.width(), pixels.height(), ExtendedColorType::Rgba8)
        .ok()?;
    Some(bytes)
}

/// The bytes of a picture, as browsers want them.
pub fn bytes(picture: &Picture) -> Option<Vec<u8>> {
    STANDARD.decode(picture.base64()).ok()
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use image::{Rgb, Rgba, RgbaImage};

    /// A JPEG, wider than high, that says where it was taken and that it lies on its side.
    pub(crate) fn photograph() -> Vec<u8> {
        let image =
            RgbImage::from_fn(600, 400, |x, _| if x < 300 { Rgb([200, 30, 30]) } else { Rgb([30, 30, 200]) });
        let plain = jpeg(&image, 90).unwrap();
        // Exif, big-endian: orientation 6 (a quarter turn), and a GPS latitude reference with a mark to look for.
        let mut exif = b"Exif\0\0MM\0\x2a\0\0\0\x08\0\x02".to_vec();
        exif.extend([0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0]);
        exif.extend([0x88, 0x25, 0, 4, 0, 0, 0, 1, 0, 0, 0, 38]);
        exif.extend([0, 0, 0, 0]);
        exif.extend([0, 1, 0, 1, 0, 2, 0, 0, 0, 2, b'N', 0, 0, 0, 0, 0, 0, 0]);
        exif.extend(b"GPS 69.6492 18.9553");
        let length = (exif.len() + 2) as u16;
        let mut with = plain[..2].to_vec();
        with.extend([0xff, 0xe1]);
        with.extend(length.to_be_bytes());
        with.extend(exif);
        with.extend(&plain[2..]);
        with
    }

    fn contains(bytes: &[u8], mark: &[u8]) -> bool {
        bytes.windows(mark.len()).any(|window| window == mark)
    }

    #[test]
    fn a_photograph_loses_where_it_was_taken_and_keeps_which_way_is_up() {
        let upload = photograph();
        assert!(contains(&upload, b"GPS 69.6492") && contains(&upload, b"Exif"));
        let picture = read(&upload, Shape::Portrait).unwrap();
        let kept = bytes(&picture).unwrap();
        assert_eq!(picture.kind, PictureKind::Jpeg);
        assert!(!contains(&kept, b"GPS") && !contains(&kept, b"Exif") && kept.len() <= KEPT);
        let shown = image::load_from_memory(&kept).unwrap().to_rgb8();
        assert_eq!(shown.dimensions(), (256, 256));
        // Red lay at the left; after a quarter turn to the right it is above.
        let above = shown.get_pixel(128, 10).0;
        assert!(above[0] > 150 && above[2] < 90, "{above:?}");
    }

    #[test]
    fn a_logo_keeps_its_edges_its_form_and_what_can_be_seen_through() {
        let mut png = Cursor::new(Vec::new());
        let seen = RgbaImage::from_fn(900, 200, |x, _| Rgba([10, 90, 80, if x < 450 { 255 } else { 0 }]));
        seen.write_to(&mut png, ImageFormat::Png).unwrap();
        let picture = read(&png.into_inner(), Shape::Logo).unwrap();
        assert_eq!(picture.kind, PictureKind::Webp);
        let shown = image::load_from_memory(&bytes(&picture).unwrap()).unwrap().to_rgba8();
        assert_eq!(shown.dimensions(), (480, 107));
        assert_eq!((shown.get_pixel(5, 5).0, shown.get_pixel(470, 5).0[3]), ([10, 90, 80, 255], 0));
    }

    #[test]
    fn a_picture_that_does_not_shrink_by_itself_is_made_smaller() {
        // No two pixels alike: nothing can be saved without loss.
        let mut state = 7_u32;
        let noise = RgbaImage::from_fn(480, 160, |_, _| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            Rgba(state.to_be_bytes())
        });
        let mut png = Cursor::new(Vec::new());
        noise.write_to(&mut png, ImageFormat::Png).unwrap();
        for shape in [Shape::Logo, Shape::Portrait] {
            assert!(bytes(&read(png.get_ref(), shape).unwrap()).unwrap().len() <= KEPT, "{shape:?}");
        }
    }

    #[test]
    fn what_is_no_picture_or_claims_too_much_is_refused_before_it_costs_anything() {
        let refused = |bytes: &[u8]| read(bytes, Shape::Portrait).unwrap_err().field();
        assert_eq!(refused(b""), Some("picture"));
        assert_eq!(refused(b"<svg xmlns='http://www.w3.org/2000/svg'/>"), Some("picture"));
        assert_eq!(refused(b"GIF89a\x01\0\x01\0\x80\0\0"), Some("picture"));
        assert_eq!(refused(&photograph()[..200]), Some("picture"));
        // A PNG of 33 bytes that claims a hundred thousand pixels each way.
        let mut bomb = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\x01\x86\xa0\0\x01\x86\xa0\x08\x06\0\0\0".to_vec();
        bomb.extend([0, 0, 0, 0]);
        assert_eq!(refused(&bomb), Some("picture"));
    }
}
