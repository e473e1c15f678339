//! Pictures without what they tell beside what is seen: where and when they were taken, and by which device.

use std::io::Cursor;

use img_parts::{Bytes, ImageEXIF, jpeg::Jpeg, png::Png};

/// The markers of a JPEG under which cameras and programs write about a picture: Exif and XMP, and IPTC.
const TOLD: [u8; 2] = [img_parts::jpeg::markers::APP1, img_parts::jpeg::markers::APP13];
/// The chunks of a PNG that tell of it.
const TELLING: [[u8; 4]; 5] = [*b"eXIf", *b"tEXt", *b"zTXt", *b"iTXt", *b"tIME"];

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
    #![allow(clippy::unwrap_used)]
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

    #[test]
    fn what_is_no_picture_stays_as_it_is() {
        for (kind, bytes) in
            [("image/jpeg", b"nothing".to_vec()), ("image/png", Vec::new()), ("text/plain", b"x".to_vec())]
        {
            assert_eq!(without_place(kind, bytes.clone()), bytes);
        }
    }
}
