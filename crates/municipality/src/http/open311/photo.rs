//! Kinds of photographs, by their bytes: what a file is called, and what its sender says it is, prove nothing.

/// The media type of a picture; none of what is not taken.
pub(super) fn media_type(bytes: &[u8]) -> Option<&'static str> {
    /// Brands of ISO base media files that hold HEIC pictures (ISO/IEC 23008-12).
    const HEIC: [&[u8]; 8] = [b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"];

    if bytes.starts_with(b"\xff\xd8\xff") {
        return Some("image/jpeg");
    }
    if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        return Some("image/png");
    }
    let at = |range| bytes.get(range).unwrap_or_default();
    match (at(0..4), at(4..8), at(8..12)) {
        (b"RIFF", _, b"WEBP") => Some("image/webp"),
        (_, b"ftyp", brand) if HEIC.contains(&brand) => Some("image/heic"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_are_known_by_how_they_begin_and_nothing_else_is_one() {
        for (bytes, wanted) in [
            (b"\xff\xd8\xff\xe0rest".as_slice(), Some("image/jpeg")),
            (b"\x89PNG\r\n\x1a\nrest", Some("image/png")),
            (b"RIFF\x10\0\0\0WEBPVP8 ", Some("image/webp")),
            (b"\0\0\0\x18ftypheic\0\0", Some("image/heic")),
            (b"\0\0\0\x18ftypmp42\0\0", None),
            (b"RIFF\x10\0\0\0WAVEfmt ", None),
            (b"<svg xmlns='http://www.w3.org/2000/svg'>", None),
            (b"GIF89a", None),
            (b"", None),
        ] {
            assert_eq!(media_type(bytes), wanted, "{bytes:?}");
        }
    }
}
