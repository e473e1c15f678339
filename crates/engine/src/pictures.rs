//! Pictures without what they tell beside what is seen: where and when they were taken, and by which device; and photographs
//! made smaller, for a page of paper can be read in a tenth of what a phone takes of it.

use std::io::Cursor;

use image::{
    DynamicImage, ExtendedColorType, ImageEncoder, ImageFormat, ImageReader, Limits, RgbaImage,
    codecs::{jpeg::JpegEncoder, png::PngEncoder},
    imageops::FilterType,
};
use img_parts::{Bytes, ImageEXIF, ImageICC, jpeg::Jpeg, png::Png};

/// The markers of a JPEG under which cameras and programs write about a picture: Exif and XMP, and IPTC.
const TOLD: [u8; 2] = [img_parts::jpeg::markers::APP1, img_parts::jpeg::markers::APP13];
/// The chunks of a PNG that tell of it.
const TELLING: [[u8; 4]; 5] = [*b"eXIf", *b"tEXt", *b"zTXt", *b"iTXt", *b"tIME"];

/// Largest picture that is opened to be made smaller, in bytes.
pub(crate) const LARGEST: u64 = 50 * 1024 * 1024;
/// Longest side of a picture that was made smaller, in pixels: a page of A4 at 170 dots an inch.
const LONGEST_SIDE: u32 = 2000;
/// Longest side of a picture that is opened, and most memory that it may take: a small file can unfold into a huge picture.
const MOST_SIDE: u32 = 20_000;
const MOST_MEMORY: u64 = 512 * 1024 * 1024;
/// Of 100; above it files grow more than pictures gain.
const QUALITY: u8 = 80;

/// The picture made smaller: its longest side no longer than [`LONGEST_SIDE`]. It keeps what it tells of itself. `None` where that
/// would gain less than a tenth, and of what is no picture or cannot be opened.
pub(crate) fn smaller(media_type: &str, bytes: &[u8]) -> Option<Vec<u8>> {
    let format = match media_type {
        "image/jpeg" => ImageFormat::Jpeg,
        "image/png" => ImageFormat::Png,
        _ => return None,
    };
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    let mut limits = Limits::default();
    (limits.max_image_width, limits.max_image_height) = (Some(MOST_SIDE), Some(MOST_SIDE));
    limits.max_alloc = Some(MOST_MEMORY);
    reader.limits(limits);
    let picture = reader.decode().ok()?;
    let is_large = picture.width().max(picture.height()) > LONGEST_SIDE;
    let smaller = match format {
        _ if is_large => picture.resize(LONGEST_SIDE, LONGEST_SIDE, FilterType::CatmullRom),
        ImageFormat::Jpeg => picture,
        // A drawing gains nothing by being written anew.
        _ => return None,
    };
    let written = if format == ImageFormat::Jpeg { as_jpeg(&smaller, bytes)? } else { as_png(&smaller)? };
    (written.len() < bytes.len() / 10 * 9).then_some(written)
}

/// A PNG of these pixels: red, green, blue and alpha. `None` where they are not as many as a picture of this size has.
pub(crate) fn drawn(width: u32, height: u32, pixels: Vec<u8>) -> Option<Vec<u8>> {
    as_png(&DynamicImage::ImageRgba8(RgbaImage::from_raw(width, height, pixels)?))
}

fn as_png(picture: &DynamicImage) -> Option<Vec<u8>> {
    let mut written = Vec::new();
    picture.write_with_encoder(PngEncoder::new(&mut written)).ok()?;
    Some(written)
}

/// The picture in the colours of `before`, with what that tells of itself.
fn as_jpeg(picture: &DynamicImage, before: &[u8]) -> Option<Vec<u8>> {
    let mut written = Vec::new();
    let picture = picture.to_rgb8();
    JpegEncoder::new_with_quality(&mut written, QUALITY)
        .write_image(&picture, picture.width(), picture.height(), ExtendedColorType::Rgb8)
        .ok()?;
    let (mut after, before) =
        (Jpeg::from_bytes(Bytes::from(written)).ok()?, Jpeg::from_bytes(Bytes::copy_from_slice(before)).ok()?);
    after.set_exif(before.exif());
    after.set_icc_profile(before.icc_profile());
    Some(after.encoder().bytes().to_vec())
}

/// The picture without them; which way up it is stays. What is no picture, or cannot be taken apart, stays as it is.
pub(crate) fn without_place(media_type: &str, bytes: Vec<u8>) -> Vec<u8> {
    match media_type {
        "image/jpeg" => jpeg(&bytes).unwrap_or(bytes),
        "image/png" => png(&bytes).unwrap_or(bytes),
        _ => bytes,
    }
}

fn jpeg(bytes: &[u8]) -> Option<Vec<u8>> {
    let way_up = orientation(bytes);
    let mut picture = Jpeg::from_bytes(Bytes::copy_from_slice(bytes)).ok()?;
    picture.segments_mut().retain(|segment| !TOLD.contains(&segment.marker()));
    if let Some(way_up) = way_up.filter(|way_up| *way_up != 1) {
        picture.set_exif(Some(Bytes::from(exif_of(way_up))));
    }
    Some(picture.encoder().bytes().to_vec())
}

fn png(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut picture = Png::from_bytes(Bytes::copy_from_slice(bytes)).ok()?;
    picture.chunks_mut().retain(|chunk| !TELLING.contains(&chunk.kind()));
    Some(picture.encoder().bytes().to_vec())
}

/// Which way up the camera was held (Exif 2.3, tag 0x0112), 1 to 8.
fn orientation(bytes: &[u8]) -> Option<u16> {
    let read = exif::Reader::new().read_from_container(&mut Cursor::new(bytes)).ok()?;
    let field = read.get_field(exif::Tag::Orientation, exif::In::PRIMARY)?;
    u16::try_from(field.value.get_uint(0)?).ok().filter(|way_up| (1..=8).contains(way_up))
}

/// The least Exif that says it: a TIFF header, and one directory with one entry.
fn exif_of(way_up: u16) -> Vec<u8> {
    let mut exif = b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0".to_vec();
    exif.extend(way_up.to_le_bytes());
    exif.extend([0; 6]);
    exif
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing)]
    use img_parts::jpeg::{JpegSegment, markers};

    use super::*;

    /// A TIFF of a phone: held upright (6), and taken at a place.
    fn of_a_phone() -> Vec<u8> {
        let mut exif = b"II*\0\x08\0\0\0\x02\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0".to_vec();
        exif.extend(b"\x25\x88\x04\0\x01\0\0\0\x26\0\0\0\0\0\0\0");
        exif.extend(b"\x01\0\x01\0\x02\0\x02\0\0\0N\0\0\0\0\0\0\0 60.1699 Haikkala");
        exif
    }

    fn picture() -> Vec<u8> {
        let mut picture = Jpeg::from_bytes(Bytes::from_static(b"\xff\xd8\xff\xda\0\x02seen\xff\xd9")).unwrap();
        picture.set_exif(Some(Bytes::from(of_a_phone())));
        let xmp = JpegSegment::new_with_contents(
            markers::APP1,
            Bytes::from_static(b"http://ns.adobe.com/xap/1.0/\0Haikkala"),
        );
        picture.segments_mut().insert(0, xmp);
        picture.encoder().bytes().to_vec()
    }

    #[test]
    fn a_picture_keeps_which_way_up_it_is_and_not_where_it_was_taken() {
        let before = picture();
        assert_eq!(orientation(&before), Some(6));
        let after = without_place("image/jpeg", before.clone());
        let tells = |bytes: &[u8]| bytes.windows(8).any(|window| window == b"Haikkala");
        assert!(tells(&before) && !tells(&after));
        assert_eq!(orientation(&after), Some(6));
        assert!(after.windows(4).any(|window| window == b"seen"), "what is seen stays");
    }

    /// A photograph of a phone: as many pixels, none like its neighbour, and what a phone tells of it.
    fn photograph(width: u32, height: u32) -> Vec<u8> {
        let pixels = image::RgbImage::from_fn(width, height, |x, y| {
            image::Rgb([x.wrapping_mul(37) ^ y, y.wrapping_mul(91) ^ x, x ^ (y >> 3)].map(|c| (c & 0xff) as u8))
        });
        let mut written = Vec::new();
        JpegEncoder::new_with_quality(&mut written, 97)
            .write_image(&pixels, width, height, ExtendedColorType::Rgb8)
            .unwrap();
        let mut picture = Jpeg::from_bytes(Bytes::from(written)).unwrap();
        picture.set_exif(Some(Bytes::from(of_a_phone())));
        picture.encoder().bytes().to_vec()
    }

    fn sides(bytes: &[u8]) -> (u32, u32) {
        ImageReader::new(Cursor::new(bytes)).with_guessed_format().unwrap().into_dimensions().unwrap()
    }

    #[test]
    fn a_photograph_is_made_smaller_and_keeps_its_shape_and_which_way_up_it_is() {
        let before = photograph(4000, 3000);
        let after = smaller("image/jpeg", &before).unwrap();
        assert_eq!(sides(&after), (2000, 1500));
        assert!(after.len() * 3 < before.len(), "{} of {}", after.len(), before.len());
        assert_eq!(orientation(&after), Some(6));
        let tells = |bytes: &[u8]| bytes.windows(8).any(|window| window == b"Haikkala");
        assert!(tells(&after), "where it was taken is taken out of it by itself");
        assert!(!tells(&without_place("image/jpeg", after)));
    }

    #[test]
    fn what_gains_nothing_by_it_stays_as_it_is() {
        let small = smaller("image/jpeg", &photograph(1200, 900)).unwrap();
        assert_eq!(sides(&small), (1200, 900), "a small one is only written with less");
        assert_eq!(smaller("image/jpeg", &small), None);
        let drawing = drawn(40, 30, vec![200; 40 * 30 * 4]).unwrap();
        assert_eq!(smaller("image/png", &drawing), None);
        assert_eq!(smaller("application/pdf", b"%PDF-1.7"), None);
        assert_eq!(drawn(40, 30, vec![0; 7]), None);
    }

    #[test]
    fn a_bomb_is_not_opened() {
        // A PNG of a few bytes that says it has four thousand million pixels.
        let mut bomb = drawn(1, 1, vec![0; 4]).unwrap();
        bomb[16..24].copy_from_slice(&[0, 0, 0xff, 0xff, 0, 0, 0xff, 0xff]);
        assert_eq!(smaller("image/png", &bomb), None);
        for cut in [b"\xff\xd8\xff\xda".to_vec(), photograph(64, 64)[..200].to_vec()] {
            assert_eq!(smaller("image/jpeg", &cut), None);
        }
    }

    #[test]
    fn what_is_no_picture_stays_as_it_is() {
        for (kind, bytes) in
            [("image/jpeg", b"nothing".to_vec()), ("image/png", Vec::new()), ("text/plain", b"x".to_vec())]
        {
            assert_eq!(without_place(kind, bytes.clone()), bytes);
        }
    }
}
