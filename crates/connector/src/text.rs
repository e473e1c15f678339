//! Small readings that several APIs share.

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    text::{Localized, ServerText, is_deceptive},
    time::Moment,
};

/// Longest id taken. Real ones have at most a hundred characters or so.
pub const MAX_ID_BYTES: usize = 512;

/// Whether a text can be an id: something in it, nothing invisible or that turns what is read beside it around, not absurdly long.
pub fn is_id(text: &str) -> bool {
    let is_plain = |sign: char| !sign.is_control() && !is_deceptive(sign);
    !text.trim().is_empty() && text.len() <= MAX_ID_BYTES && text.chars().all(is_plain)
}

/// A text that fits on one line of a list.
pub fn single_line(text: &Localized) -> Localized {
    text.iter().fold(Localized::default(), |all, (tag, text)| all.with(tag, text.single_line()))
}

/// `None` where there is no text in any language.
pub fn some(text: Localized) -> Option<Localized> {
    (!text.is_empty()).then_some(text)
}

/// A short word or number of the source: `None` when blank, cleaned otherwise.
pub fn word(text: Option<&str>) -> Option<String> {
    let cleaned = ServerText::new(text?).single_line();
    (!cleaned.is_empty()).then(|| cleaned.into())
}

/// A day. A server that sends a time where a day belongs means the day as it wrote it, in its own zone.
pub fn day(text: &str) -> Option<NaiveDate> {
    let text = text.trim();
    match Moment::parse(text)? {
        Moment::Day(day) => Some(day),
        Moment::Local(time) => Some(time.date()),
        Moment::Instant(_) => text.get(..10)?.parse().ok(),
    }
}

/// An instant; a time without a zone is none.
pub fn instant(text: &str) -> Option<DateTime<Utc>> {
    match Moment::parse(text)? {
        Moment::Instant(instant) => Some(instant),
        Moment::Local(_) | Moment::Day(_) => None,
    }
}

/// A declared media type without its parameters, in lower case; `None` when it is none.
pub fn media_type(text: Option<&str>) -> Option<String> {
    let essence = text?.split(';').next()?.trim().to_ascii_lowercase();
    let token = |part: &str| {
        !part.is_empty()
            && part.len() <= 100
            && part.chars().all(|c| c.is_ascii_alphanumeric() || "!#$&-^_.+".contains(c))
    };
    let (kind, subtype) = essence.split_once('/')?;
    (token(kind) && token(subtype)).then_some(essence)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_the_day_as_written_and_not_as_utc_sees_it() {
        let december_4 = NaiveDate::from_ymd_opt(2026, 12, 4);
        assert_eq!(day("2026-12-04"), december_4);
        assert_eq!(day("2026-12-04T00:00:00+02:00"), december_4);
        assert_eq!(day("2026-12-04T23:59"), december_4);
        assert_eq!(day("4.12.2026"), None);
    }

    #[test]
    fn a_media_type_is_a_media_type() {
        assert_eq!(media_type(Some("Application/PDF; charset=x")).as_deref(), Some("application/pdf"));
        assert_eq!(media_type(Some("pdf")), None);
        assert_eq!(media_type(Some("a/b<script>")), None);
    }
}
