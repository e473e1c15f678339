//! How fresh the copy of a source is, in a line.

use chrono::NaiveDate;
use domain::{source::SyncFailure, text::Language};
use protocol::view::SourceView;

use super::{clock, day, when};

/// Whether the latest attempt brought what the source had.
pub const fn is_reached(source: &SourceView) -> bool {
    source.failure.is_none() && source.complete_at.is_some()
}

/// "Haikkala, tänään 9.12" or "Kaarna: ei yhteyttä eilisen jälkeen".
pub fn freshness(language: Language, today: NaiveDate, source: &SourceView) -> String {
    let name = source.name.value.clone();
    let Some(failure) = source.failure else {
        return match &source.complete_at {
            Some(at) => say!(language, "fresh-at", source = name, when = when(language, today, at)),
            None => say!(language, "fresh-never", source = name),
        };
    };
    match failure {
        SyncFailure::Unreachable | SyncFailure::TimedOut | SyncFailure::Unavailable => {
            lost(language, today, name, source)
        }
        SyncFailure::SignInNeeded => say!(language, "fresh-sign-in", source = name),
        SyncFailure::StrongerSignInNeeded => say!(language, "fresh-stronger-sign-in", source = name),
        SyncFailure::Insecure => say!(language, "fresh-insecure", source = name),
        SyncFailure::Unintelligible => say!(language, "fresh-unintelligible", source = name),
        SyncFailure::NotStored => say!(language, "fresh-not-stored", source = name),
    }
}

fn lost(language: Language, today: NaiveDate, name: String, source: &SourceView) -> String {
    let Some(at) = &source.complete_at else { return say!(language, "fresh-lost-always", source = name) };
    match (today.signed_duration_since(at.date).num_days(), at.time) {
        (0, Some(time)) => say!(language, "fresh-lost-since-time", source = name, time = clock(language, time)),
        (0, None) => say!(language, "fresh-lost-today", source = name),
        (1, _) => say!(language, "fresh-lost-since-yesterday", source = name),
        _ => say!(language, "fresh-lost-since-day", source = name, day = day(language, today, at.date)),
    }
}

/// What is said once when no service can be reached: since when nothing new has come. It is a normal state.
pub fn offline(language: Language, today: NaiveDate, sources: &[SourceView]) -> Option<String> {
    if sources.is_empty() || !sources.iter().all(is_lost) {
        return None;
    }
    let latest = sources.iter().filter_map(|source| source.complete_at.as_ref()).max_by_key(|at| (at.date, at.time));
    Some(match latest {
        Some(at) => say!(language, "offline-since", when = when(language, today, at)),
        None => say!(language, "offline-always"),
    })
}

/// Whether the way to the service is what failed.
pub const fn is_lost(source: &SourceView) -> bool {
    matches!(source.failure, Some(SyncFailure::Unreachable | SyncFailure::TimedOut | SyncFailure::Unavailable))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use domain::id::SourceId;
    use protocol::view::{Text, When};

    use super::*;

    fn source(name: &str, complete: Option<(&str, &str)>, failure: Option<SyncFailure>) -> SourceView {
        SourceView {
            id: SourceId::new(name),
            name: Text { value: name.to_owned(), lang: None },
            complete_at: complete.map(|(date, time)| When {
                date: date.parse().unwrap(),
                time: Some(time.parse().unwrap()),
                iso: String::new(),
            }),
            failure,
            syncing: false,
            quarantined: 0,
            verified: true,
            signed_in: true,
        }
    }

    #[test]
    fn offline_is_told_once_with_the_latest_time() {
        let today: NaiveDate = "2026-11-24".parse().unwrap();
        let lost = |complete| source("Kaarna", complete, Some(SyncFailure::Unreachable));
        let (morning, noon) = (Some(("2026-11-24", "09:12:00")), Some(("2026-11-24", "12:05:00")));
        let say = |sources: &[SourceView]| offline(Language::Fi, today, sources);
        assert_eq!(
            say(&[lost(noon), lost(morning)]).as_deref(),
            Some("Ei yhteyttä. Näet tiedot sellaisina kuin ne olivat tänään 12.05.")
        );
        assert_eq!(say(&[lost(morning), source("Haikkala", morning, None)]), None, "one service answers");
        assert_eq!(say(&[source("Haikkala", noon, Some(SyncFailure::SignInNeeded))]), None, "that is not the line");
        assert_eq!(say(&[]), None);
    }

    #[test]
    fn every_source_says_how_fresh_it_is() {
        let today: NaiveDate = "2026-11-24".parse().unwrap();
        let say = |source: &SourceView| freshness(Language::Fi, today, source);
        let lost = Some(SyncFailure::Unreachable);
        let today_morning = Some(("2026-11-24", "09:12:00"));
        assert_eq!(say(&source("Haikkala", today_morning, None)), "Haikkala, tänään 9.12");
        let yesterday = Some(("2026-11-23", "09:12:00"));
        assert_eq!(say(&source("Kaarna", yesterday, lost)), "Kaarna: ei yhteyttä eilisen jälkeen");
        assert_eq!(say(&source("Kaarna", today_morning, lost)), "Kaarna: ei yhteyttä kello 9.12 jälkeen");
        let before = Some(("2026-11-17", "09:12:00"));
        assert_eq!(say(&source("Kaarna", before, lost)), "Kaarna: ei yhteyttä, viimeksi ti 17.11.");
        assert!(!is_reached(&source("Kaarna", yesterday, lost)) && is_reached(&source("Haikkala", yesterday, None)));
    }
}
