//! How to reach people: from the card each public body publishes, kept on the device so that it is there offline.

use connector::resident;
use domain::{link::HttpsLink, source::SourceKind};
use protocol::{
    ErrorView,
    view::{BodyContactsView, ContactChannel, ContactView, ContactsView},
};
use resident_api::{ContactKind, ServerCard};
use store::StoreError;

use crate::{
    Engine,
    answer::{Names, link},
    letters,
};

impl Engine {
    pub(crate) async fn read_contacts(&self) -> Result<ContactsView, ErrorView> {
        let names = self.names().await?;
        let days = self.days();
        let cards = self
            .in_store(move |store| {
                let sources = store.sources()?.into_iter().filter(|row| row.archived_at.is_none());
                let cards = sources.map(|row| {
                    Ok((store.source_card(&row.id)?, letters::contact_parties(store, &row.id, &days)?, row))
                });
                cards.collect::<Result<Vec<_>, StoreError>>()
            })
            .await?;
        let bodies = cards
            .into_iter()
            .map(|(card, parties, row)| BodyContactsView {
                name: names.sender(&row.id),
                channels: card.map(|json| channels(&names, &json)).unwrap_or_default(),
                // They stand on the card, which only this API has.
                tells: row.kind == SourceKind::Resident,
                requests: letters::party_views(&names, parties),
                source: row.id,
            })
            .collect();
        Ok(ContactsView { bodies })
    }
}

fn channels(names: &Names, card: &str) -> Vec<ContactView> {
    let Ok(card) = serde_json::from_str::<ServerCard>(card) else { return Vec::new() };
    let line = |texts: &resident_api::Texts| names.line(&resident::parse::localized(texts));
    card.contact
        .iter()
        .map(|channel| ContactView {
            kind: kind(channel.kind),
            title: line(&channel.title),
            value: domain::text::ServerText::new(&channel.value).to_string(),
            link: HttpsLink::new(&channel.value).ok().as_ref().map(link),
            hours: channel.hours.as_ref().map(line),
            note: channel.note.as_ref().map(line),
        })
        .collect()
}

const fn kind(kind: ContactKind) -> ContactChannel {
    match kind {
        ContactKind::Phone => ContactChannel::Phone,
        ContactKind::Visit => ContactChannel::Visit,
        ContactKind::Email => ContactChannel::Email,
        ContactKind::Web => ContactChannel::Web,
        ContactKind::Interpreter => ContactChannel::Interpreter,
        ContactKind::Remote => ContactChannel::Remote,
        ContactKind::Other => ContactChannel::Other,
    }
}
