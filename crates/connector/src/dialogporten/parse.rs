//! Answers of Dialogporten, read. Pure.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    case::{Case, CaseStatus, Coverage, Depth, Filing, Folder, Happening, Status, TimelineEvent, Written},
    change::{Change, QuarantineReason, Quarantined},
    id::{RecordKind, RemoteId},
    link::HttpsLink,
    message::Direction,
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
    /// What the page held: each dialog as far as a list tells of it.
    pub landed: Landed,
    /// What the page listed, also what could not be taken in.
    pub listed: Vec<Listed>,
    /// Where the next page begins, if there is one.
    pub next: Option<Continuation>,
}

/// A dialog of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Its id, if that can be read.
    pub id: Option<RemoteId>,
    /// When its content last changed.
    pub changed: Option<DateTime<Utc>>,
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
    let items = match (frame.items, frame.has_next_page) {
        (Some(items), _) => json::array(items.get(), limits.max_records_per_page)?,
        // Nothing may also be told by nothing, but not by an answer that is no list at all.
        (None, Some(false)) => Vec::new(),
        (None, _) => return Err(Unreadable::new("items is missing")),
    };
    let (mut landed, mut listed) = (Landed::default(), Vec::new());
    for raw in items {
        let (outline, read) = read_dialog(raw.get(), limits);
        let changed = read.as_ref().ok().and_then(|wire| text::instant(wire.content_updated_at.as_deref()?));
        listed.push(Listed { id: outline.id.clone(), changed });
        match read.and_then(|wire| case_of(&wire, &outline, Depth::Listed, received_at)) {
            Ok(Some(case)) => landed.changes.push(Change::Outline(Box::new(Record::Case(Box::new(case))))),
            Ok(None) => {}
            Err(quarantined) => landed.quarantined.push(quarantined),
        }
    }
    let goes_on = frame.has_next_page != Some(false) && !listed.is_empty();
    let token = frame.continuation_token.filter(|token| goes_on && !token.is_empty());
    // Taken for the end, it would be taken for the end of all that is not named.
    if frame.has_next_page == Some(true) && token.is_none() {
        return Err(Unreadable::new("there is more, and not where"));
    }
    Ok(DialogsPage { landed, listed, next: token.map(|token| Continuation { token, order_by: frame.order_by }) })
}

/// Reads `GET /api/v1/enduser/dialogs/{id}`: the case, its messages and decisions, and what can be done.
pub fn dialog(bytes: &[u8], limits: &Limits, received_at: DateTime<Utc>) -> Result<Landed, Unreadable> {
    let raw: &RawValue = json::frame(json::text(bytes)?)?;
    let mut landed = Landed::default();
    let (outline, read) = read_dialog(raw.get(), limits);
    match read.and_then(|wire| Ok(case_of(&wire, &outline, Depth::Whole, received_at)?.map(|case| (wire, case)))) {
        Ok(Some((wire, case))) => take_whole(&mut landed, &wire, case, received_at),
        Ok(None) => {}
        Err(quarantined) => landed.quarantined.push(quarantined),
    }
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

/// Parties taken. Who keeps the books of a town's companies has some thousands.
const MOST_PARTIES: usize = 20_000;

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
    for raw in json::array(frame.authorized_parties.get(), MOST_PARTIES)? {
        // Their ids are personal numbers, so a fault does not name them.
        let outline = Outline { kind: Some(RecordKind::Party), id: None };
        match read_one(raw.get(), &outline, limits) {
            Ok(wire) => take_party(&mut landed, &wire, &outline),
            Err(quarantined) => landed.quarantined.push(quarantined),
        }
    }
    Ok(landed)
}

/// Whether these bytes are a problem document (RFC 9457), in which the API puts what it has to say of a refusal.
pub fn is_problem(bytes: &[u8]) -> bool {
    #[derive(Deserialize)]
    struct Problem {
        title: Option<String>,
        status: Option<u16>,
    }

    let problem = json::text(bytes).and_then(json::frame::<Problem>).ok();
    problem.is_some_and(|problem| problem.title.is_some() && problem.status.is_some())
}

/// Whether a refusal (403) says that a stronger sign-in would open what was asked for. The server says so in words alone.
pub fn wants_stronger_sign_in(problem: &[u8]) -> bool {
    #[derive(Deserialize)]
    struct Problem {
        errors: Option<BTreeMap<String, Vec<String>>>,
    }

    let problem = json::text(problem).and_then(json::frame::<Problem>).ok();
    let errors = problem.and_then(|problem| problem.errors).unwrap_or_default();
    errors.values().flatten().any(|words| words.to_ascii_lowercase().contains("authentication level too low"))
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

fn read_dialog(raw: &str, limits: &Limits) -> (Outline, Result<wire::Dialog, Quarantined>) {
    let outline = outline(raw, RecordKind::Case);
    let read = read_one(raw, &outline, limits);
    (outline, read)
}

/// The case that a dialog is; none for a dialog that is meant for machines.
fn case_of(
    wire: &wire::Dialog,
    outline: &Outline,
    depth: Depth,
    received_at: DateTime<Utc>,
) -> Result<Option<Case>, Quarantined> {
    if wire.is_api_only == Some(true) {
        return Ok(None);
    }
    let party = content::id(wire.party.as_deref());
    let party =
        party.ok_or_else(|| outline.quarantine(QuarantineReason::UnknownParty, "party: missing or not an id"))?;
    case(wire, party, depth, received_at).map(Some).map_err(|flaw| outline.malformed(&flaw))
}

/// The case with everything that belongs to it.
fn take_whole(landed: &mut Landed, wire: &wire::Dialog, case: Case, received_at: DateTime<Utc>) {
    let need = match case.status.code {
        CaseStatus::NeedsYou => Need::Required { due: case.due },
        _ => Need::Unstated,
    };
    let frame = DialogFrame {
        dialog: case.id.clone(),
        party: case.party.clone(),
        authority: case.unit.clone().unwrap_or_default(),
        need,
    };
    let actions = wire.gui_actions.iter().flatten().enumerate();
    let tasks: Vec<_> = actions.filter_map(|(place, action)| task(action, place, &case, wire)).collect();
    landed.take(Ok(vec![Record::Case(Box::new(case))]));
    for transmission in wire.transmissions.iter().flatten() {
        take_transmission(landed, transmission, &frame, received_at);
    }
    landed.take(Ok(tasks));
    if matches!(need, Need::Required { .. }) {
        bear(&mut landed.changes, need);
    }
}

/// A case is not listed by itself once something in it is. What the dialog asks must then be asked by one of these: by the
/// first thing to do, else by the last letter.
fn bear(changes: &mut [Change], duty: Need) {
    if upserts(changes).any(|record| match record {
        Record::Task(task) => task.state == TaskState::Open && task.need == duty,
        Record::Message(message) => message.need == duty,
        _ => false,
    }) {
        return;
    }
    let task = upserts(changes).find_map(|record| match record {
        Record::Task(task) if task.state == TaskState::Open => Some(&mut task.need),
        _ => None,
    });
    if let Some(need) = task {
        *need = duty;
        return;
    }
    let letters = upserts(changes).filter_map(|record| match record {
        Record::Message(message) if message.direction == Direction::Incoming => Some(message),
        _ => None,
    });
    if let Some(last) = letters.max_by_key(|message| message.sent_at.sort_key()) {
        last.need = duty;
    }
}

fn upserts(changes: &mut [Change]) -> impl Iterator<Item = &mut Record> {
    changes.iter_mut().filter_map(|change| match change {
        Change::Upsert(record) => Some(record.as_mut()),
        Change::Outline(_) | Change::Tombstone(_) => None,
    })
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

fn case(wire: &wire::Dialog, party: RemoteId, depth: Depth, received_at: DateTime<Utc>) -> Result<Case, Flaw> {
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
    let body = |value: fn(&wire::Content) -> Option<&wire::ContentValue>| content::body(texts.and_then(value));
    let (summary, summary_format) = match body(|texts| texts.summary.as_ref()) {
        Some(Written { text, format }) => (Some(text), format),
        None => (None, BodyFormat::Plain),
    };
    let instants = [wire.content_updated_at.as_deref(), wire.updated_at.as_deref(), wire.created_at.as_deref()];
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
        additional: body(|texts| texts.additional_info.as_ref()),
        progress: wire.progress.filter(|percent| (1.0..=100.0).contains(percent)).map(percent),
        filing: filing(wire),
        coverage: Coverage {
            depth,
            revised_at: instants.into_iter().flatten().filter_map(Moment::parse).max_by_key(|moment| moment.sort_key()),
            seen: wire.is_content_seen,
        },
        withdrawal: None,
        feedback: None,
        reviews: None,
        locked_after: None,
    })
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 1 and 100")]
fn percent(percent: f64) -> u8 {
    percent.round() as u8
}

/// The contract's names of labels, in its order.
const LABELS: [&str; 5] = ["Default", "Bin", "Archive", "MarkedAsUnopened", "Sent"];

/// Where the resident has put a dialog; none where the answer says nothing of it.
fn filing(wire: &wire::Dialog) -> Option<Filing> {
    let name = |label: &wire::Label| match label {
        wire::Label::Name(name) => LABELS.into_iter().find(|known| known.eq_ignore_ascii_case(name)),
        wire::Label::Place(place) => usize::try_from(*place).ok().and_then(|place| LABELS.get(place).copied()),
        wire::Label::Unreadable(_) => None,
    };
    let context = wire.end_user_context.as_ref();
    let labels = context.and_then(|context| context.system_labels.as_deref());
    let superseded = wire.system_label.as_slice();
    if context.is_none() && superseded.is_empty() {
        return None;
    }
    let folder = labels.unwrap_or(superseded).iter().filter_map(name).find_map(|label| match label {
        "Bin" => Some(Folder::Bin),
        "Archive" => Some(Folder::Archive),
        _ => None,
    });
    let revision = context.and_then(|context| context.revision.clone()).filter(|revision| text::is_id(revision));
    Some(Filing { folder: folder.unwrap_or_default(), revision })
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
            let happening = activity.r#type.as_deref().filter(|_| described.is_none()).and_then(happening);
            let title = described.or_else(|| text::some(content::words(activity.r#type.as_deref()?)))?;
            Some(TimelineEvent {
                at: activity.created_at.as_deref().and_then(Moment::parse).unwrap_or(updated_at),
                title,
                happening,
                detail: None,
                actor: content::actor(activity.performed_by.as_ref()),
                status: None,
            })
        })
        .collect();
    events.sort_by_key(|event| event.at.sort_key());
    events
}

/// What an activity is, by the contract's name for it. `Information` is what its description says.
fn happening(name: &str) -> Option<Happening> {
    Some(match name {
        "DialogCreated" => Happening::Created,
        "DialogClosed" => Happening::Closed,
        "DialogDeleted" => Happening::Removed,
        "DialogRestored" => Happening::Restored,
        "DialogOpened" => Happening::Opened,
        "TransmissionOpened" | "CorrespondenceOpened" => Happening::LetterOpened,
        "CorrespondenceConfirmed" => Happening::LetterConfirmed,
        "SentToPayment" => Happening::SentToPayment,
        "PaymentMade" => Happening::PaymentMade,
        "SentToSigning" => Happening::SentToSigning,
        "SignatureProvided" => Happening::Signed,
        "SentToFormFill" => Happening::SentToForm,
        "SentToSendIn" => Happening::SentToSendIn,
        "FormSaved" => Happening::FormSaved,
        "FormSubmitted" => Happening::FormSubmitted,
        _ => return None,
    })
}

/// An action that a browser can open by following a link: authorised, `https`, GET, and not the deletion of the dialog.
/// The primary action of a dialog that requires attention is a duty; every other one is an offer.
fn task(action: &wire::GuiAction, place: usize, case: &Case, wire: &wire::Dialog) -> Option<Record> {
    let follows = action.is_authorized != Some(false)
        && action.is_delete_dialog_action != Some(true)
        && action.http_method.as_deref().is_none_or(|method| method.eq_ignore_ascii_case("GET"));
    if !follows {
        return None;
    }
    let link = HttpsLink::new(action.url.as_deref()?).ok()?;
    let is_primary = action.priority.as_deref() == Some("Primary");
    let pays = is_primary
        || action.action.as_deref().is_some_and(|action| PAYING.contains(&action.to_ascii_lowercase().as_str()));
    let is_done = wire.status.as_deref() == Some("Completed") || (pays && is_paid(wire));
    let is_duty = case.status.code == CaseStatus::NeedsYou && is_primary;
    Some(Record::Task(Box::new(Task {
        answers: None,
        matter: None,
        id: content::id(action.id.as_deref()).unwrap_or_else(|| RemoteId::new(format!("{}/action-{place}", case.id))),
        party: case.party.clone(),
        case: Some(case.id.clone()),
        title: content::line(action.title.as_deref()).unwrap_or_else(|| case.title.clone()),
        body: None,
        body_format: BodyFormat::Plain,
        unit: case.unit.clone(),
        asked_at: case.updated_at,
        need: if is_duty { Need::Required { due: case.due } } else { Need::Optional { last_day: None } },
        action: TaskAction::OpenInBrowser { link },
        state: if is_done { TaskState::Done } else { TaskState::Open },
        documents: Vec::new(),
        form: None,
    })))
}

/// What services call an action by which one pays.
const PAYING: [&str; 5] = ["pay", "payment", "betal", "betale", "betaling"];

/// Whether the payment to which the resident was sent has been made. `SentToPayment` and `PaymentMade` are told by the
/// activities alone.
fn is_paid(wire: &wire::Dialog) -> bool {
    let payments = wire.activities.iter().flatten().filter_map(|activity| {
        let made = match activity.r#type.as_deref() {
            Some("PaymentMade") => true,
            Some("SentToPayment") => false,
            _ => return None,
        };
        Some((activity.created_at.as_deref().and_then(Moment::parse).map(Moment::sort_key), made))
    });
    payments.max().is_some_and(|(_, made)| made)
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
    let organisation = key.as_str().strip_prefix("urn:altinn:organization:identifier-no:");
    let by_key =
        organisation.map_or_else(|| key.as_str().contains(":person:").then_some("Person"), |_| Some("Organization"));
    let (relation, basis) = match (wire.is_current_end_user, wire.party_type.as_deref().or(by_key)) {
        (Some(true), _) => (Relation::Myself, None),
        (_, Some("Person")) => (Relation::Principal, Some(MandateBasis::PowerOfAttorney)),
        (_, Some("Organization")) => (Relation::Company, Some(MandateBasis::Role)),
        // A sort of party that came later than this app is one all the same, and what is theirs must not go with it.
        _ => (Relation::Principal, Some(MandateBasis::Role)),
    };
    let name = wire.name.as_deref().map(|name| ServerText::new(name).single_line()).filter(|name| !name.is_empty());
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
        name: name.unwrap_or_else(|| nameless(&key)),
        business_id: organisation.map(str::to_owned),
        key,
        relation,
        born_on: wire.date_of_birth.as_deref().and_then(text::day),
        protected: false,
        withheld: false,
    };
    Ok([Some(Record::Party(party)), mandate].into_iter().flatten().collect())
}

/// What stands for the name of a party that has none: the beginning of its number. Of a person's number the rest is nobody's
/// to read over a shoulder.
fn nameless(key: &RemoteId) -> ServerText {
    let number = key.as_str().rsplit(':').next().unwrap_or_default();
    let shown: String = number.chars().take(6).collect();
    ServerText::new(&format!("{shown}…"))
}
