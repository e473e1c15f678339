//! Who a service is before anybody signs in to it: it says so itself by its card, or, where its API has none, the directory
//! that vouches for it says how residents sign in there.

use connector::{
    ConnectorError,
    resident::{self, ServerCardSeen},
    sign_in::Client,
};
use domain::{
    source::SourceKind,
    text::{Localized, ServerText},
};
use protocol::sign_in::ServiceOffer;
use resident_api::{Feature, ServerCard};

use crate::{Engine, finding::Service};

/// The app's id where a service names none.
const CLIENT_ID: &str = "kotikunta";
/// What is asked for where a service names nothing: who it is, a sign-in that lasts, and the Resident API.
const SCOPES: [&str; 3] = ["openid", "offline_access", "resident"];
/// Most languages that are told.
const LANGUAGES: usize = 20;

/// What is known of a service.
pub(crate) struct Introduction {
    /// What it calls itself; empty where it does not say.
    pub name: Localized,
    /// The languages it serves in, as BCP 47 tags; empty where it does not say.
    pub languages: Vec<String>,
    pub offers: Vec<ServiceOffer>,
    /// How the app is known where its residents sign in; none where it offers no sign-in.
    pub client: Option<Client>,
}

impl Introduction {
    fn by_card(seen: &ServerCardSeen) -> Self {
        let tags = seen.card.languages.iter().take(LANGUAGES);
        Self {
            name: seen.name.clone(),
            languages: tags
                .map(|tag| ServerText::new(tag).single_line().to_string())
                .filter(|tag| !tag.is_empty())
                .collect(),
            offers: of_card(&seen.card),
            client: client_of(seen),
        }
    }

    fn by_directory(service: &Service) -> Self {
        let offers = of_kind(service.kind).to_vec();
        Self { name: service.name.clone(), languages: Vec::new(), offers, client: service.sign_in.clone() }
    }
}

impl Engine {
    /// Asks a service who it is, where its API can say so.
    pub(crate) async fn introduction(&self, service: &Service) -> Result<Introduction, ConnectorError> {
        match service.kind {
            SourceKind::Resident => {
                let seen = resident::card(&self.inner.http, &service.base_url).await?;
                Ok(Introduction::by_card(&seen))
            }
            SourceKind::Atv
            | SourceKind::Dialogporten
            | SourceKind::Open311
            | SourceKind::DataTracker
            | SourceKind::HelsinkiProfile => Ok(Introduction::by_directory(service)),
        }
    }
}

/// What a connected service can do; nothing is known of one whose card has not been read yet.
pub(crate) fn offers(kind: SourceKind, card: Option<&str>) -> Vec<ServiceOffer> {
    match kind {
        SourceKind::Resident => {
            let card = card.and_then(|json| serde_json::from_str(json).ok());
            card.map(|card| of_card(&card)).unwrap_or_default()
        }
        kind => of_kind(kind).to_vec(),
    }
}

fn of_card(card: &ServerCard) -> Vec<ServiceOffer> {
    let named = [
        (Feature::Changes, ServiceOffer::Items),
        (Feature::Documents, ServiceOffer::Documents),
        (Feature::Letters, ServiceOffer::Letters),
        (Feature::Events, ServiceOffer::Hints),
        (Feature::Opened, ServiceOffer::Opened),
        (Feature::Mandates, ServiceOffer::Rights),
    ];
    named.into_iter().filter(|(feature, _)| card.features.contains(feature)).map(|(_, offer)| offer).collect()
}

/// What an API without a card can do; at Dialogporten, opening a dialog writes its seen log.
const fn of_kind(kind: SourceKind) -> &'static [ServiceOffer] {
    match kind {
        SourceKind::Atv => &[ServiceOffer::Items, ServiceOffer::Documents, ServiceOffer::Erasing],
        SourceKind::Dialogporten => {
            &[ServiceOffer::Items, ServiceOffer::Documents, ServiceOffer::Opened, ServiceOffer::Filing]
        }
        SourceKind::DataTracker => &[ServiceOffer::Lookups],
        SourceKind::HelsinkiProfile => &[ServiceOffer::Export, ServiceOffer::Erasing],
        SourceKind::Open311 => &[ServiceOffer::Reports],
        SourceKind::Resident => &[],
    }
}

fn client_of(seen: &ServerCardSeen) -> Option<Client> {
    let card = &seen.card;
    let scopes = if card.scopes.is_empty() { SCOPES.map(str::to_owned).to_vec() } else { card.scopes.clone() };
    Some(Client {
        issuer: card.issuer.clone()?,
        client_id: card.client_id.clone().unwrap_or_else(|| CLIENT_ID.to_owned()),
        scopes,
        resource: card.resource.clone(),
    })
}
