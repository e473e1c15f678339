//! Sizes and kinds of files.

use domain::text::Language;

/// A size in decimal units: "184 kt", "1,4 Mt".
pub fn size(language: Language, bytes: u64) -> String {
    if bytes < 1_000 {
        return say!(language, "size-bytes", amount = bytes.to_string());
    }
    let kilobytes = (bytes + 500) / 1_000;
    if kilobytes < 1_000 {
        return say!(language, "size-kilobytes", amount = kilobytes.to_string());
    }
    let tenths = (bytes + 50_000) / 100_000;
    let point = say!(language, "decimal-point");
    let amount = match (tenths / 10, tenths % 10) {
        (whole, 0) => whole.to_string(),
        (whole, tenth) => format!("{whole}{point}{tenth}"),
    };
    say!(language, "size-megabytes", amount = amount)
}

/// What kind of file a declared media type means, in a word.
pub fn media(language: Language, media_type: Option<&str>) -> String {
    match media_type.unwrap_or_default().split(';').next().unwrap_or_default().trim() {
        "application/pdf" => "PDF".to_owned(),
        image if image.starts_with("image/") => say!(language, "media-image"),
        text if text.starts_with("text/") => say!(language, "media-text"),
        _ => say!(language, "media-file"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_read_as_people_write_them() {
        assert_eq!(size(Language::Fi, 184_320), "184 kt");
        assert_eq!(size(Language::Fi, 1_440_000), "1,4 Mt");
        assert_eq!(size(Language::Sv, 1_440_000), "1,4 MB");
        assert_eq!(size(Language::En, 1_440_000), "1.4 MB");
        assert_eq!(size(Language::En, 12), "12 bytes");
        assert_eq!(size(Language::En, 999_600), "1 MB");
    }

    #[test]
    fn a_media_type_is_a_word() {
        assert_eq!(media(Language::Fi, Some("application/pdf")), "PDF");
        assert_eq!(media(Language::Fi, Some("image/jpeg")), "kuva");
        assert_eq!(media(Language::En, Some("text/plain; charset=utf-8")), "text");
        assert_eq!(media(Language::Sv, None), "fil");
    }
}
