//! As linked data (JSON-LD 1.1), in the terms of the W3C Data Privacy Vocabulary 2.x, with the fields of ISO/IEC TS 27560.
//!
//! The context is in the file, so that no program has to fetch anything to read it. What DPV has no term for has one of our own,
//! as a URN. Every value of the document is in its expanded form, too: a journey holds that with another's processor.

use domain::{
    consent::{Consent, DataItem, Event, Receipt, State},
    data_use::{Category, DataUse, Organisation},
    decision::LegalReference,
    id::{RemoteId, SourceId},
    lookup::{AccessLog, Lookup},
    text::{Localized, ServerText},
    time::Moment,
};
use serde_json::{Map, Value, json};

/// The context of the document, which gives each of its names a meaning.
pub const CONTEXT: &str = include_str!("context.json");

/// A use.
pub fn of_use(source: &SourceId, used: &DataUse) -> Value {
    object([
        ("id", name(source, "data-use", &used.id).into()),
        ("type", "dpv:PersonalDataHandling".into()),
        ("subject", used.party.as_str().into()),
        ("controllers", json!([organisation(&used.controller)])),
        ("title", texts(&used.purpose)),
        ("purpose_type", may(used.term.as_deref())),
        ("lawful_basis", used.legal_basis.term().into()),
        ("statute", used.statute.as_ref().map_or(Value::Null, statute)),
        ("data", used.categories.iter().map(category).collect::<Vec<_>>().into()),
        ("recipients", used.recipients.iter().map(organisation).collect::<Vec<_>>().into()),
        ("retention", may_texts(used.retention.as_ref())),
        ("storage_location", may_texts(used.location.as_ref())),
        ("automated_decision", used.automated.map_or(Value::Null, Value::Bool)),
        ("consent", used.consent.as_ref().map_or(Value::Null, |id| name(source, "consent", id).into())),
    ])
}

/// A consent. `state`: where it stands, as the device has checked.
pub fn of_consent(source: &SourceId, consent: &Consent, state: State) -> Value {
    let notice = &consent.notice;
    let purpose = &consent.purpose;
    object([
        ("id", name(source, "consent", &consent.id).into()),
        ("type", "dpv:ConsentRecord".into()),
        ("schema_version", consent.schema_version.as_str().into()),
        ("record_id", consent.id.as_str().into()),
        ("subject", consent.party.as_str().into()),
        ("permission", consent.permission.name().into()),
        ("state", status(state).into()),
        (
            "notice",
            object([
                ("notice_id", notice.id.as_str().into()),
                ("version", notice.version.as_str().into()),
                ("url", notice.url.as_str().into()),
                (
                    "notice_texts",
                    notice
                        .texts
                        .iter()
                        .map(|text| {
                            object([
                                ("language", text.language.as_str().into()),
                                ("text", text.text.as_str().into()),
                                ("sha256", text.sha256.as_str().into()),
                            ])
                        })
                        .collect::<Vec<_>>()
                        .into(),
                ),
            ]),
        ),
        (
            "purposes",
            json!([object([
                ("title", texts(&purpose.name)),
                ("purpose_type", purpose.term.as_str().into()),
                ("lawful_basis", purpose.basis.term().into()),
                ("data", purpose.data.iter().map(item).collect::<Vec<_>>().into()),
                ("processing_method", may_texts(purpose.processing.as_ref())),
                ("storage_location", may_texts(purpose.location.as_ref())),
                ("retention", may_texts(purpose.retention.as_ref())),
                ("jurisdiction", may(purpose.jurisdiction.as_deref())),
                ("withdrawal_method", may_texts(purpose.withdrawal.as_ref())),
                ("consequence_of_refusal", may_texts(purpose.if_refused.as_ref())),
                ("consequence_of_withdrawal", may_texts(purpose.if_withdrawn.as_ref())),
            ])]),
        ),
        ("controllers", json!([organisation(&consent.controller)])),
        ("source", organisation(&consent.provider)),
        ("recipients", consent.recipients.iter().map(organisation).collect::<Vec<_>>().into()),
        ("asked", moment(consent.asked_at)),
        ("answer_by", consent.answer_by.map_or(Value::Null, |day| day.to_string().into())),
        ("events", consent.events.iter().map(event).collect::<Vec<_>>().into()),
        ("receipts", consent.receipts.iter().map(receipt).collect::<Vec<_>>().into()),
        ("replaces", consent.replaces.as_ref().map_or(Value::Null, |id| name(source, "consent", id).into())),
        ("data_use", consent.data_use.as_ref().map_or(Value::Null, |id| name(source, "data-use", id).into())),
    ])
}

/// A lookup.
pub fn of_lookup(source: &SourceId, lookup: &Lookup) -> Value {
    let receiver = &lookup.receiver;
    object([
        ("id", name(source, "lookup", &lookup.id).into()),
        ("type", "kk:Lookup".into()),
        ("subject", lookup.party.as_str().into()),
        ("logtime", moment(lookup.at)),
        ("action", texts(&lookup.action)),
        ("receiver_code", receiver.code.as_str().into()),
        ("receiver_name", may_texts(receiver.name.as_ref())),
        ("receiver_system", may_text(receiver.system.as_ref())),
        ("receiver_role", may_texts(receiver.role.as_ref())),
        ("source_system", may_text(lookup.source_system.as_ref())),
        ("purpose_type", may(lookup.purpose.as_deref())),
        ("lawful_basis", lookup.basis.map_or(Value::Null, |basis| basis.term().into())),
        ("data_categories", lookup.categories.iter().map(|data| Value::from(data.as_str())).collect::<Vec<_>>().into()),
        ("direction", lookup.direction.name().into()),
        ("denied", lookup.denied.into()),
        ("data_use", lookup.data_use.as_ref().map_or(Value::Null, |id| name(source, "data-use", id).into())),
        ("consent", lookup.consent.as_ref().map_or(Value::Null, |id| name(source, "consent", id).into())),
    ])
}

/// How far back a log goes.
pub fn of_log(source: &SourceId, log: &AccessLog) -> Value {
    object([
        ("id", name(source, "access-log", &log.id).into()),
        ("type", "kk:AccessLog".into()),
        ("subject", log.party.as_str().into()),
        ("since", moment(log.since)),
        ("systems", log.systems.iter().map(|system| Value::from(system.as_str())).collect::<Vec<_>>().into()),
        ("gaps", may_texts(log.gaps.as_ref())),
    ])
}

/// An object without what is not there.
fn object<const N: usize>(members: [(&str, Value); N]) -> Value {
    let is_there = |value: &Value| match value {
        Value::Null => false,
        Value::Array(items) => !items.is_empty(),
        Value::Object(members) => !members.is_empty(),
        _ => true,
    };
    let members = members.into_iter().filter(|(_, value)| is_there(value));
    Value::Object(members.map(|(name, value)| (name.to_owned(), value)).collect::<Map<_, _>>())
}

/// What a record is called in the document. Ids are opaque, so they are written in hexadecimal.
fn name(source: &SourceId, kind: &str, id: &RemoteId) -> String {
    format!("urn:kotikunta:{kind}:{}:{}", hex::encode(source.as_str()), hex::encode(id.as_str()))
}

fn texts(text: &Localized) -> Value {
    Value::Object(text.iter().map(|(tag, text)| (tag.to_owned(), text.as_str().into())).collect())
}

fn may_texts(text: Option<&Localized>) -> Value {
    text.map_or(Value::Null, texts)
}

fn may(text: Option<&str>) -> Value {
    text.map_or(Value::Null, Value::from)
}

fn may_text(text: Option<&ServerText>) -> Value {
    may(text.map(ServerText::as_str))
}

fn moment(moment: Moment) -> Value {
    match moment {
        Moment::Instant(at) => at.to_rfc3339(),
        Moment::Local(at) => at.format("%Y-%m-%dT%H:%M:%S").to_string(),
        Moment::Day(day) => day.to_string(),
    }
    .into()
}

fn organisation(one: &Organisation) -> Value {
    object([
        ("organisation_id", one.code.as_str().into()),
        ("name", texts(&one.name)),
        ("address", may_text(one.address.as_ref())),
        ("contact", may_text(one.contact.as_ref())),
    ])
}

fn statute(law: &LegalReference) -> Value {
    object([
        ("name", texts(&law.statute)),
        ("section", may(law.section.as_deref())),
        ("url", may(law.link.as_ref().map(domain::link::HttpsLink::as_str))),
    ])
}

fn category(one: &Category) -> Value {
    object([
        ("data_type", one.id.as_str().into()),
        ("name", texts(&one.name)),
        ("special_category", one.special.into()),
    ])
}

fn item(item: &DataItem) -> Value {
    object([
        ("attribute", item.id.as_str().into()),
        ("data_type", item.term.as_str().into()),
        ("name", texts(&item.name)),
        ("value", may_texts(item.value.as_ref())),
        ("optional", item.optional.into()),
        ("sensitive", item.sensitive.into()),
        ("special_category", item.special_category.into()),
    ])
}

fn event(event: &Event) -> Value {
    object([
        ("time", event.at.to_rfc3339().into()),
        ("event_state", status(event.state).into()),
        ("valid_to", event.valid_to.map_or(Value::Null, |day| day.to_string().into())),
        ("by", event.by.as_str().into()),
        ("on_behalf_of", may(event.on_behalf_of.as_deref())),
        ("indication", may(event.indication.as_deref())),
        ("items", event.items.iter().map(|item| Value::from(item.as_str())).collect::<Vec<_>>().into()),
        ("notice_sha256", may(event.notice_sha256.as_deref())),
        ("sha256", event.sha256.as_str().into()),
        ("prev_hash", event.prev_hash.as_str().into()),
    ])
}

fn receipt(receipt: &Receipt) -> Value {
    object([
        ("receipt_id", receipt.id.as_str().into()),
        ("created", receipt.created.to_rfc3339().into()),
        ("receipt_state", status(receipt.state).into()),
        ("event_sha256", receipt.event_sha256.as_str().into()),
        ("signed", receipt.signature.content.as_str().into()),
        ("signature", receipt.signature.jws.as_str().into()),
    ])
}

/// The term of DPV for a state; *deferred* has none.
const fn status(state: State) -> &'static str {
    match state {
        State::Requested => "dpv:ConsentRequested",
        State::Deferred => "kk:ConsentDeferred",
        State::Given => "dpv:ConsentGiven",
        State::Refused => "dpv:ConsentRefused",
        State::Withdrawn => "dpv:ConsentWithdrawn",
        State::Revoked => "dpv:ConsentRevoked",
        State::Expired => "dpv:ConsentExpired",
        State::Invalidated => "dpv:ConsentInvalidated",
        State::Unknown => "dpv:ConsentUnknown",
    }
}
