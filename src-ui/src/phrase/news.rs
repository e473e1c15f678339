//! What is said aloud when something comes by itself: items, and services that are lost or found again.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::{id::SourceId, source::SyncFailure, text::Language};
use protocol::view::{ArrivedView, SourceView};

use super::{freshness, tag, whose};

/// One item with everything its row says, or how many came and the newest of them.
pub fn arrival(language: Language, today: NaiveDate, arrived: &[ArrivedView]) -> String {
    let count: u32 = arrived.iter().map(|arrived| arrived.count).sum();
    let Some(ArrivedView { newest, .. }) = arrived.iter().max_by_key(|arrived| &arrived.newest.when.iso) else {
        return String::new();
    };
    let title = newest.title.value.clone();
    let lead = match count {
        _ if title.is_empty() => say!(language, "arrived-quietly", count = count),
        1 => say!(language, "arrived-one", title = title),
        _ => say!(language, "arrived-many", count = count, title = title),
    };
    let mut parts = vec![lead, sentence(&whose(language, &newest.whose))];
    parts.extend(tag(language, today, newest).map(|tag| sentence(&tag.words)));
    let returned: u32 = arrived.iter().map(|arrived| arrived.returned).sum();
    if returned > 0 {
        parts.push(say!(language, "arrived-returned", count = returned));
    }
    parts.join(" ")
}

/// The services whose state is another than before.
pub fn connections(
    language: Language,
    today: NaiveDate,
    before: &BTreeMap<SourceId, Option<SyncFailure>>,
    now: &[SourceView],
) -> String {
    let changed = |source: &&SourceView| before.get(&source.id).is_some_and(|before| *before != source.failure);
    let (mut lost, mut found, mut others) = (Vec::new(), Vec::new(), Vec::new());
    for source in now.iter().filter(changed) {
        match source.failure {
            None => found.push(source.name.value.as_str()),
            Some(SyncFailure::Unreachable | SyncFailure::TimedOut | SyncFailure::Unavailable) => {
                lost.push(source.name.value.as_str());
            }
            Some(_) => others.push(sentence(&freshness(language, today, source))),
        }
    }
    let mut parts = Vec::new();
    if !lost.is_empty() {
        parts.push(say!(language, "connection-lost", sources = lost.join(", ")));
    }
    parts.extend(others);
    if !found.is_empty() {
        parts.push(say!(language, "connection-found", sources = found.join(", ")));
    }
    parts.join(" ")
}

fn sentence(words: &str) -> String {
    format!("{words}.")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use domain::{
        id::{PartyId, RecordKey, RecordKind, RemoteId},
        need::Need,
        party::Relation,
    };
    use protocol::view::{HeadlineView, PartyView, Text, When};

    use super::*;

    fn today() -> NaiveDate {
        "2026-11-24".parse().unwrap()
    }

    fn text(value: &str) -> Text {
        Text { value: value.to_owned(), lang: None }
    }

    fn arrived(title: &str, at: &str, count: u32) -> ArrivedView {
        let newest = HeadlineView {
            item: RecordKey { source: SourceId::new("kaarna"), kind: RecordKind::Message, id: RemoteId::new(title) },
            title: text(title),
            sender: text("Kaarna"),
            unit: None,
            whose: PartyView {
                id: PartyId::new("elsa"),
                name: "Elsa Virta".to_owned(),
                relation: Relation::Child,
                sources: vec![],
                protected: false,
                former: vec![],
            },
            when: When { date: today(), time: None, iso: at.to_owned() },
            is_new: true,
            need: Need::Nothing,
            answered: false,
            mismatch: false,
            status: None,
            marks: protocol::marks::MarksView::default(),
            found: None,
        };
        ArrivedView { newest, count, returned: 0 }
    }

    fn source(name: &str, failure: Option<SyncFailure>) -> SourceView {
        let complete = When { date: today(), time: Some("09:12:00".parse().unwrap()), iso: String::new() };
        SourceView {
            id: SourceId::new(name),
            name: text(name),
            complete_at: Some(complete),
            failure,
            syncing: false,
            quarantined: 0,
            verified: true,
            signed_in: true,
        }
    }

    #[test]
    fn one_item_is_told_whole_and_many_by_their_number() {
        let one = arrival(Language::Fi, today(), &[arrived("Hammastarkastus", "1", 1)]);
        assert_eq!(one, "Saapui uutta: Hammastarkastus. Koskee: Elsa Virta. Sinun ei tarvitse tehdä mitään.");
        let two = arrival(Language::Fi, today(), &[arrived("Vanhempi", "1", 3), arrived("Uudempi", "2", 1)]);
        assert!(two.starts_with("Saapui 4 uutta. Uusin: Uudempi."), "{two}");
        assert_eq!(arrival(Language::Fi, today(), &[]), "");
    }

    #[test]
    fn of_a_protected_person_it_is_said_that_something_came_and_not_what() {
        let quiet = arrival(Language::Fi, today(), &[arrived("", "1", 1)]);
        assert_eq!(quiet, "Saapui uutta. Koskee: Elsa Virta. Sinun ei tarvitse tehdä mitään.");
        let many = arrival(Language::En, today(), &[arrived("", "1", 3)]);
        assert!(many.starts_with("3 new items. Concerns: Elsa Virta."), "{many}");
    }

    #[test]
    fn services_lost_together_are_told_in_one_sentence() {
        let lost = Some(SyncFailure::Unreachable);
        let before = |failure| ["Haikkala", "Kaarna"].map(|name| (SourceId::new(name), failure)).into();
        let told = |before, now: &[SourceView]| connections(Language::Fi, today(), &before, now);
        let both_lost = [source("Haikkala", lost), source("Kaarna", lost)];
        assert_eq!(
            told(before(None), &both_lost),
            "Ei yhteyttä: Haikkala, Kaarna. Jo haetut tiedot ovat tallessa laitteella."
        );
        let one_found = [source("Haikkala", None), source("Kaarna", lost)];
        assert_eq!(told(before(lost), &one_found), "Yhteys palasi: Haikkala.");
        assert_eq!(told(before(lost), &both_lost), "");
        let signed_out = [source("Haikkala", Some(SyncFailure::SignInNeeded)), source("Kaarna", None)];
        assert_eq!(told(before(None), &signed_out), "Haikkala: kirjautuminen on vanhentunut.");
    }
}
