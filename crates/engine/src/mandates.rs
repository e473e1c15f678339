//! Rights to act, read as a whole, and given, asked for, answered and withdrawn.
//!
//! What changes one is sent at once and answered by the service's receipt; without a connection it is refused and nothing
//! is kept for later. After a lost answer the same deed may be done again: it happens once.

use std::{collections::BTreeMap, sync::Arc};

use connector::{
    ConnectorError,
    resident::{Offer, Received, ResidentApi},
};
use domain::{
    id::{RecordKind, RemoteId, SourceId},
    mandate::{Hindrance, Right},
    party::{GivenMandate, MandateRequest, MandateScope},
    record::Record,
};
use protocol::{
    ErrorCode, ErrorView, Tag,
    rights::{
        ActView, GivenRightView, HeldRightView, MatterView, OwnCodeView, ReceiptView, RightOffer, RightRequestView,
        RightsOfferedView, RightsView,
    },
    view::{StandingView, Text},
};
use resident_api::{Feature, ServerCard};
use store::{Days, RightRow, Store, StoreError};

use crate::{
    Engine,
    answer::{Names, instant_when, when},
    engine::Opened,
    failure,
    standing::{self, Matters},
};

/// Most lines of the log that are shown.
const SHOWN_ACTS: usize = 200;
/// Longest name and code that are sent, in characters.
const LONGEST: usize = 200;

/// What the store has of rights to act.
struct Found {
    held: Vec<RightRow>,
    given: Vec<(SourceId, Record)>,
    requests: Vec<(SourceId, Record)>,
    acts: Vec<(SourceId, Record)>,
    matters: BTreeMap<SourceId, Matters>,
    offering: Vec<SourceId>,
}

impl Engine {
    pub(crate) async fn read_rights(&self) -> Result<RightsView, ErrorView> {
        let (names, days) = (self.names().await?, self.days());
        let of = days.clone();
        let found = self.in_store(move |store| find(store, &of)).await?;
        Ok(view(&names, &days, found))
    }

    pub(crate) async fn show_own_code(&self, source: &SourceId) -> Result<OwnCodeView, ErrorView> {
        let mut wish = [0_u8; 16];
        self.inner.host.fill_random(&mut wish);
        let key = format!("{:032x}", u128::from_be_bytes(wish));
        let shown = self.rights_api(source)?.own_code(&key).await.map_err(|error| refusal(source, &error))?;
        let groups: Vec<String> =
            shown.code.chars().collect::<Vec<_>>().chunks(4).map(|group| group.iter().collect()).collect();
        Ok(OwnCodeView { code: groups.join(" "), until: instant_when(shown.expires_at) })
    }

    pub(crate) async fn offer_right(
        &self,
        source: SourceId,
        offer: RightOffer,
        give: bool,
    ) -> Result<ReceiptView, ErrorView> {
        let RightOffer { name, code, matters, until } = offer;
        let fits = |text: &str| !text.trim().is_empty() && text.chars().count() <= LONGEST;
        if !fits(&name) || !fits(&code) || matters.as_ref().is_some_and(Vec::is_empty) {
            return Err(ErrorView { code: ErrorCode::NotTaken, source: Some(source) });
        }
        let scope = matters.map_or(MandateScope::Everything, MandateScope::Only);
        let offer = Offer { give, name: name.trim().to_owned(), code: code.trim().to_owned(), scope, valid_to: until };
        let opened = self.opened()?;
        let received = self.rights_api(&source)?.offer_mandate(&offer).await;
        self.received(source, received, &opened).await
    }

    pub(crate) async fn answer_right_request(
        &self,
        source: SourceId,
        request: RemoteId,
        accept: bool,
    ) -> Result<ReceiptView, ErrorView> {
        let opened = self.opened()?;
        let received = self.rights_api(&source)?.answer_mandate_request(&request, accept).await;
        self.received(source, received, &opened).await
    }

    pub(crate) async fn withdraw_right(&self, source: SourceId, right: RemoteId) -> Result<ReceiptView, ErrorView> {
        let opened = self.opened()?;
        let received = self.rights_api(&source)?.withdraw_mandate(&right).await;
        self.received(source, received, &opened).await
    }

    /// The one API by which rights to act are given, asked for and withdrawn.
    fn rights_api(&self, source: &SourceId) -> Result<ResidentApi, ErrorView> {
        let line = self.line(source)?;
        line.api
            .resident()
            .cloned()
            .ok_or_else(|| ErrorView { code: ErrorCode::NotTaken, source: Some(source.clone()) })
    }

    /// The receipt; and what followed from the deed comes by the feed, like everything.
    async fn received(
        &self,
        source: SourceId,
        received: Result<Received, ConnectorError>,
        begun_in: &Arc<Opened>,
    ) -> Result<ReceiptView, ErrorView> {
        let received = received.map_err(|error| refusal(&source, &error))?;
        if !self.opened().is_ok_and(|opened| Arc::ptr_eq(&opened, begun_in)) {
            // It was sent; who looks now is not who sent it, or must unlock the app first.
            return Err(self.locked().unwrap_or(ErrorCode::NotFound).into());
        }
        // A source that cannot be read now is read later.
        let _ = self.pull(&source).await;
        self.emit([Tag::Parties]);
        Ok(ReceiptView {
            sender: self.names().await?.sender(&source),
            when: instant_when(received.at),
            register_number: received.register_number,
        })
    }
}

fn refusal(source: &SourceId, error: &ConnectorError) -> ErrorView {
    let code = match error {
        ConnectorError::Refused { .. } | ConnectorError::NotFound => ErrorCode::NotTaken,
        ConnectorError::Unreachable
        | ConnectorError::CutOff
        | ConnectorError::TimedOut
        | ConnectorError::Unavailable { .. } => ErrorCode::NotSent,
        other => return failure::of_source(source, other),
    };
    ErrorView { code, source: Some(source.clone()) }
}

fn find(store: &Store, days: &Days) -> Result<Found, StoreError> {
    let (mut matters, mut offering) = (BTreeMap::new(), Vec::new());
    for source in store.sources()? {
        let card = store.source_card(&source.id)?.and_then(|json| serde_json::from_str::<ServerCard>(&json).ok());
        if card.is_some_and(|card| card.features.contains(&Feature::Mandates)) {
            offering.push(source.id.clone());
        }
        matters.insert(source.id.clone(), Matters::of(store, &source.id)?);
    }
    Ok(Found {
        held: store.rights(days)?,
        given: store.own_records(RecordKind::GivenMandate)?,
        requests: store.own_records(RecordKind::MandateRequest)?,
        acts: store.own_records(RecordKind::Act)?,
        matters,
        offering,
    })
}

fn view(names: &Names, days: &Days, found: Found) -> RightsView {
    let Found { held, given, requests, acts, matters, offering } = found;
    let none = Matters::default();
    let of = |source: &SourceId| matters.get(source).unwrap_or(&none);
    let mut requests: Vec<_> = requests
        .into_iter()
        .filter_map(|(source, record)| match record {
            Record::MandateRequest(request) => Some(request_view(names, of(&source), source, request)),
            _ => None,
        })
        .collect();
    requests.sort_by(|a, b| (!a.incoming, &b.asked.iso).cmp(&(!b.incoming, &a.asked.iso)));
    let mut acts: Vec<_> = acts
        .into_iter()
        .filter_map(|(source, record)| match record {
            Record::Act(act) => Some(ActView {
                id: act.id,
                sender: names.sender(&source),
                when: when(act.at),
                actor: act.actor.to_string(),
                what: names.line(&act.what),
                source,
            }),
            _ => None,
        })
        .collect();
    acts.sort_by(|a, b| (b.when.date, b.when.time, &a.id).cmp(&(a.when.date, a.when.time, &b.id)));
    acts.truncate(SHOWN_ACTS);
    let given = given.into_iter().filter_map(|(source, record)| match record {
        Record::GivenMandate(given) => Some(given_view(names, of(&source), days, source, given)),
        _ => None,
    });
    let myself = names.parties().into_iter().next();
    let offers = offering.into_iter().filter_map(|source| {
        let matters = of(&source).all(names).into_iter().map(|(id, name)| MatterView { id, name }).collect();
        Some(RightsOfferedView { sender: names.sender(&source), myself: myself.clone()?, matters, source })
    });
    RightsView {
        held: held.iter().filter_map(|row| held_view(names, of(&row.name.source), row)).collect(),
        given: given.collect(),
        requests,
        acts,
        offers: offers.collect(),
    }
}

fn held_view(names: &Names, matters: &Matters, row: &RightRow) -> Option<HeldRightView> {
    let standing: StandingView = standing::view(names, matters, row, None)?;
    // Here it is about the right itself, not about a matter of no known kind.
    let hindrance = standing.hindrance.filter(|hindrance| *hindrance != Hindrance::MatterUnknown);
    Some(HeldRightView {
        party: row.party.clone(),
        sender: names.sender(&row.name.source),
        standing: StandingView { hindrance, ..standing },
        over: matches!(row.right, Right::Ended { .. }),
        withheld: row.described.withheld,
        reference: row.name.clone(),
    })
}

fn given_view(names: &Names, matters: &Matters, days: &Days, source: SourceId, given: GivenMandate) -> GivenRightView {
    let today = days.at(&source);
    GivenRightView {
        right: given.id,
        sender: names.sender(&source),
        holder: given.holder.to_string(),
        matters: covered(names, matters, &given.scope),
        from: given.valid_from,
        until: given.valid_to,
        over: given.valid_to.is_some_and(|last| last < today),
        source,
    }
}

fn request_view(names: &Names, matters: &Matters, source: SourceId, request: MandateRequest) -> RightRequestView {
    RightRequestView {
        request: request.id,
        sender: names.sender(&source),
        incoming: request.incoming,
        other: request.other.to_string(),
        matters: covered(names, matters, &request.scope),
        until: request.valid_to,
        asked: when(request.asked_at),
        refused: request.refused,
        source,
    }
}

fn covered(names: &Names, matters: &Matters, scope: &MandateScope) -> Option<Vec<Text>> {
    match scope {
        MandateScope::Everything => None,
        MandateScope::Only(ids) => Some(ids.iter().map(|id| matters.name(names, id)).collect()),
    }
}
