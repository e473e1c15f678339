//! Answers of Dialogporten, read. Pure.

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    case::{Case, CaseStatus, Status, TimelineEvent},
    change::{QuarantineReason, Quarantined},
    id::{RecordKind, RemoteId},
    link::HttpsLink,
    need::Need,
    party::{Mandate, MandateBasis, MandateScope, Party, Relation},
    record::Record,
    task::{Task, TaskAction, TaskState},
    text::{BodyFormat, Localized, ServerText},
    time::Moment,
};
use serde::Deserialize;
use serde_json::value::RawValue;

pub use super::transmission::DialogFrame;
use super::{content, transmission, wire};
use crate::{
    Landed, Limits, Unreadable,
    json::{self, Flaw},
    landed::Outline,
    text,
};

/// One page of the list of dialogs.
#[derive(Clone, Debug, PartialEq)]
pub struct DialogsPage {
    /// What the page held.
    pub landed: Landed,
    /// Where the next page begins, if there is one.
    pub next: Option<Continuation>,
}

/// Where the next page begins. The server wants both back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Continuation {
    /// `continuationToken`.
    pub token: String,
    /// `orderBy`, without which the token is refused.
    pub order_by: Option<String>,
}

/// Reads `GET /api/v1/enduser/dialogs`, which leaves no trace in the seen log.
pub fn dialogs(bytes: &[u8], limits: &Limits, received_at: DateTime<Utc>) -> Result<DialogsPage, Unreadable> {
    #[derive(Deserialize)]
    #[serde(rename_all = "camelCase")]
    struct Frame<'a> {
        #[serde(borrow)]
        items: Option<&'a RawValue>,
        has_next_page: Option<bool>,
        continuation_token: Option<String>,
        order_by: Option<String>,
    }

    let text = json::text(bytes)?;
    // An array would also do for a frame of which every field is optional.
    if !text.starts_with('{') {
        return Err(Unreadable::new("not a list of dialogs"));
    }
    let frame: Frame<'_> = json::frame(text)?;
    let items = frame.items.ok_or_else(|| Unreadable::new("items is missing"))?;
    let mut landed = Landed::default();
    for raw in json::array(items.get(), limits.max_records_per_page)? {
        take_dialog(&mut landed, raw.get(), limits, received_at);
    }
    let token = frame.continuation_token.filter(|token| frame.has_next_page == Some(true) && !token.is_empty());
    Ok(DialogsPage { landed, next: token.map(|token| Continuation { token, order_by: frame.order_by }) })
}

/// Reads `GET /api/v1/enduser/dialogs/{id}`: the case, its messages and decisions, and what can be done.
pub fn dialog(bytes: &[u8], limits: &Limits, received_at: DateTime<Utc>) -> Result<Landed, Unreadable> {
    let raw: &RawValue = json::frame(json::text(bytes)?)?;
    let mut landed = Landed::default();
    take_dialog(&mut landed, raw.get(), limits, received_at);
    Ok(landed)
}

/// Reads `GET …/dialogs/{id}/transmissions`, or one transmission.
pub fn transmissions(
    bytes: &[u8],
    of: &DialogFrame,
    limits: &Limits,
    received_at: DateTime<Utc>,
) -> Result<Landed, Unreadable> {
    let text = json::text(bytes)?;
    let whole: &RawValue = json::frame(text)?;
    let raw = if text.starts_with('[') { json::array(text, limits.max_records_per_page)? } else { vec![whole] };
    let mut landed = Landed::default();
    for raw in raw {
        let outline = outline(raw.get(), RecordKind::Message);
        match read_one(raw.get(), &outline, limits) {
            Ok(wire) => take_transmission(&mut landed, &wire, of, received_at),
            Err(quarantined) => landed.quarantined.push(quarantined),
        }
    }
    Ok(landed)
}

/// Reads `GET /api/v1/enduser/parties`: whom the resident may act for, themself included. Where the access ends inside a
/// party is decided by the server with each dialog, so a mandate covers everything that it shows.
pub fn parties(bytes: &[u8], limits: &Limits) -> Result<Landed, Unreadable> {
    #[derive(Deserialize)]
    #[serde(rename_all = "camelCase")]
    struct Frame<'a> {
        #[serde(borrow)]
        authorized_parties: &'a RawValue,
    }

    let frame: Frame<'_> = json::frame(json::text(bytes)?)?;
    let mut landed = Landed::default();
    for raw in json::array(frame.authorized_parties.get(), limits.max_records_per_page)? {
        // Their ids are personal numbers, so a fault does not name them.
        let outline = Outline { kind: Some(RecordKind::Party), id: None };
        match read_one(raw.get(), &outline, limits) {
            Ok(wire) => take_party(&mut landed, &wire, &outline),
            Err(quarantined) => landed.quarantined.push(quarantined),
        }
    }
    Ok(landed)
}

fn read_one<'a, T: Deserialize<'a>>(raw: &'a str, outline: &Outline, limits: &Limits) -> Result<T, Quarantined> {
    json::fits(raw, limits).map_err(|detail| outline.too_large(&detail))?;
    // A structure of which every field is optional can be read from an empty array too.
    if !raw.starts_with('{') {
        return Err(outline.malformed(&Flaw::at("", "not an object")));
    }
    json::read(raw).map_err(|flaw| outline.malformed(&flaw))
}

fn outline(raw: &str, kind: RecordKind) -> Outline {
    #[derive(Deserialize)]
    struct Id {
        id: Option<String>,
    }

    let id = json::read::<Id>(raw).ok().and_then(|outline| outline.id);
    Outline { kind: Some(kind), id: content::id(id.as_deref()) }
}

fn take_dialog(landed: &mut Landed, raw: &str, limits: &Limits, received_at: DateTime<Utc>) {
    let outline = outline(raw, RecordKind::Case);
    let wire: wire::Dialog = match read_one(raw, &outline, limits) {
        Ok(wire) => wire,
        Err(quarantined) => return landed.quarantined.push(quarantined),
    };
    if wire.is_api_only == Some(true) {
        return;
    }
    let Some(party) = content::id(wire.party.as_deref()) else {
        return landed
            .quarantined
            .push(outline.quarantine(QuarantineReason::UnknownParty, "party: missing or not an id"));
    };
    let case = match case(&wire, party, received_at) {
        Ok(case) => case,
        Err(flaw) => return landed.quarantined.push(outline.malformed(&flaw)),
    };
    let frame = DialogFrame {
        dialog: case.id.clone(),
        party: case.party.clone(),
        authority: case.unit.clone().unwrap_or_default(),
        need: match case.status.code {
            CaseStatus::NeedsYou => Need::Required { due: case.due },
            _ => Need::Unstated,
        },
    };
    let tasks: Vec<_> = wire.gui_actions.iter().flatten().filter_map(|action| task(action, &case, &wire)).collect();
    landed.take(Ok(vec![Record::Case(Box::new(case))]));
    for transmission in wire.transmissions.iter().flatten() {
        take_transmission(landed, transmission, &frame, received_at);
    }
    landed.take(Ok(tasks));
}

fn take_transmission(landed: &mut Landed, wire: &wire::Transmission, of: &DialogFrame, received_at: DateTime<Utc>) {
    match transmission::change(wire, of, received_at) {
        Ok(change) => landed.changes.push(change),
        Err(flaw) => {
            let outline = Outline { kind: Some(transmission::kind(wire)), id: content::id(wire.id.as_deref()) };
            landed.quarantined.push(outline.malformed(&flaw));
        }
    }
}

fn case(wire: &wire::Dialog, party: RemoteId, received_at: DateTime<Utc>) -> Result<Case, Flaw> {
    let texts = wire.content.as_ref();
    let own_word = |word: Option<&str>| word.map(Localized::undetermined).and_then(text::some);
    let unit = content::content_line(texts.and_then(|content| content.sender_name.as_ref()))
        .or_else(|| own_word(wire.org.as_deref()).map(|org| text::single_line(&org)));
    let title = content::content_line(texts.and_then(|content| content.title.as_ref()))
        .or_else(|| unit.clone())
        .or_else(|| own_word(wire.service_resource.as_deref()).map(|resource| text::single_line(&resource)))
        .ok_or_else(|| Flaw::at("content.title", "no text in any language"))?;
    let updated_at = content::time(
        &[wire.content_updated_at.as_deref(), wire.updated_at.as_deref(), wire.created_at.as_deref()],
        received_at,
    );
    let (summary, summary_format) = summary(texts);
    Ok(Case {
        matter: None,
        id: content::id(wire.id.as_deref()).ok_or_else(|| Flaw::at("id", "not an id"))?,
        party,
        title,
        summary,
        summary_format,
        status: status(wire),
        register_number: text::word(wire.external_reference.as_deref()),
        unit,
        opened_at: wire.created_at.as_deref().and_then(Moment::parse),
        updated_at,
        next_step: None,
        expected_by: None,
        due: due(wire),
        timeline: timeline(wire, updated_at),
        documents: content::documents(wire.attachments.as_deref()),
        retained_until: wire.expires_at.as_deref().and_then(Moment::parse),
        locked_after: None,
    })
}

/// The summary and, after it, the additional information.
fn summary(texts: Option<&wire::Content>) -> (Option<Localized>, BodyFormat) {
    let body = |value: fn(&wire::Content) -> Option<&wire::ContentValue>| content::body(texts.and_then(value));
    content::joined(body(|texts| texts.summary.as_ref()), body(|texts| texts.additional_info.as_ref()))
}

/// `InProgress`, `Awaiting` and `Sent` are the authority's turn; `NotApplicable` and `New` say nothing of a status.
fn status(wire: &wire::Dialog) -> Status {
    let code = match wire.status.as_deref() {
        Some("Draft") => CaseStatus::Draft,
        Some("Sent") => CaseStatus::Sent,
        Some("InProgress" | "Awaiting") => CaseStatus::InProgress,
        Some("RequiresAttention") => CaseStatus::NeedsYou,
        Some("Completed") => CaseStatus::Closed,
        _ => CaseStatus::Unknown,
    };
    let label = wire.content.as_ref().and_then(|content| content::content_line(content.extended_status.as_ref()));
    // Without a label, a service's own status is shown unless it is an address for machines.
    let own = || wire.extended_status.as_deref().filter(|own| !own.contains(':')).map(Localized::undetermined);
    let unknown = || match wire.status.as_deref() {
        None | Some("NotApplicable" | "New") => None,
        Some(word) => (code == CaseStatus::Unknown).then(|| content::words(word)),
    };
    Status { code, wording: label.or_else(own).or_else(unknown).and_then(text::some) }
}

/// The day of an instant is taken in UTC, which in Norway is the same day or the one before: never too late.
fn due(wire: &wire::Dialog) -> Option<NaiveDate> {
    match Moment::parse(wire.due_at.as_deref()?)? {
        Moment::Instant(instant) => Some(instant.date_naive()),
        Moment::Local(time) => Some(time.date()),
        Moment::Day(day) => Some(day),
    }
}

/// What has happened, oldest first. The list gives only the latest. An event without a readable time stands at the
/// dialog's own.
fn timeline(wire: &wire::Dialog, updated_at: Moment) -> Vec<TimelineEvent> {
    let latest = wire.latest_activity.as_slice();
    let mut events: Vec<_> = wire
        .activities
        .as_deref()
        .unwrap_or(latest)
        .iter()
        .filter_map(|activity| {
            let described = content::line(activity.description.as_deref());
            let title = described.or_else(|| text::some(content::words(activity.r#type.as_deref()?)))?;
            Some(TimelineEvent {
                at: activity.created_at.as_deref().and_then(Moment::parse).unwrap_or(updated_at),
                title,
                detail: None,
                actor: content::actor(activity.performed_by.as_ref()),
                status: None,
            })
        })
        .collect();
    events.sort_by_key(|event| event.at.sort_key());
    events
}

/// An action that a browser can open by following a link: authorised, `https`, GET, and not the deletion of the dialog.
/// The primary action of a dialog that requires attention is a duty; every other one is an offer.
fn task(action: &wire::GuiAction, case: &Case, wire: &wire::Dialog) -> Option<Record> {
    let follows = action.is_authorized != Some(false)
        && action.is_delete_dialog_action != Some(true)
        && action.http_method.as_deref().is_none_or(|method| method.eq_ignore_ascii_case("GET"));
    if !follows {
        return None;
    }
    let link = HttpsLink::new(action.url.as_deref()?).ok()?;
    let is_duty = case.status.code == CaseStatus::NeedsYou && action.priority.as_deref() == Some("Primary");
    Some(Record::Task(Box::new(Task {
        answers: None,
        matter: None,
        id: content::id(action.id.as_deref())?,
        party: case.party.clone(),
        case: Some(case.id.clone()),
        title: content::line(action.title.as_deref()).unwrap_or_else(|| case.title.clone()),
        body: None,
        body_format: BodyFormat::Plain,
        unit: case.unit.clone(),
        asked_at: case.updated_at,
        need: if is_duty { Need::Required { due: case.due } } else { Need::Optional { last_day: None } },
        action: TaskAction::OpenInBrowser { link },
        state: if wire.status.as_deref() == Some("Completed") { TaskState::Done } else { TaskState::Open },
        documents: Vec::new(),
    })))
}

fn take_party(landed: &mut Landed, wire: &wire::AuthorizedParty, outline: &Outline) {
    if wire.has_only_access_to_sub_parties != Some(true) {
        landed.take(party(wire).map_err(|flaw| outline.malformed(&flaw)));
    }
    for sub_party in wire.sub_parties.iter().flatten() {
        take_party(landed, sub_party, outline);
    }
}

fn party(wire: &wire::AuthorizedParty) -> Result<Vec<Record>, Flaw> {
    let key = content::id(wire.party.as_deref()).ok_or_else(|| Flaw::at("party", "not an id"))?;
    let name = wire.name.as_deref().map(|name| ServerText::new(name).single_line()).filter(|name| !name.is_empty());
    let (relation, basis) = match (wire.is_current_end_user, wire.party_type.as_deref()) {
        (Some(true), _) => (Relation::Myself, None),
        (_, Some("Person")) => (Relation::Principal, Some(MandateBasis::PowerOfAttorney)),
        (_, Some("Organization")) => (Relation::Company, Some(MandateBasis::Role)),
        _ => return Err(Flaw::at("partyType", "not a known word")),
    };
    let business_id = key.as_str().strip_prefix("urn:altinn:organization:identifier-no:").map(str::to_owned);
    let mandate = basis.map(|basis| {
        Record::Mandate(Mandate {
            id: key.clone(),
            party: key.clone(),
            basis,
            scope: MandateScope::Everything,
            valid_from: None,
            valid_to: None,
        })
    });
    let party = Party {
        name: name.ok_or_else(|| Flaw::at("name", "no text"))?,
        key,
        relation,
        born_on: wire.date_of_birth.as_deref().and_then(text::day),
        business_id,
        protected: false,
        withheld: false,
    };
    Ok([Some(Record::Party(party)), mandate].into_iter().flatten().collect())
}
