//! Records of the wire as records of the app.
//!
//! What a record cannot do without must be readable: its id, whose it is, its title, its time, and every word and day
//! that gives or ends a right (relations, mandates, kinds of appeal). Everything else is taken as far as it can be.

use chrono::{NaiveDate, NaiveTime};
use domain::{
    case::{Actor, Case, CaseStatus, Coverage, Status, TimelineEvent, Withdrawal},
    decision::{
        AppealInstruction, AppealKind, Decision, LegalReference, Notice, NoticeMethod, Outcome, Regime, Replaced,
        Replacement, Section,
    },
    document::Document,
    form::{Asks, Choice, Form, Question},
    id::RemoteId,
    link::HttpsLink,
    message::{Direction, Message},
    need::Need,
    party::{Act, GivenMandate, Mandate, MandateBasis, MandateRequest, MandateScope, Party, Relation},
    sealed::{Otherwise, Receiving, SealedDecision},
    task::{GivenAnswer, JointAnswers, Task, TaskAction, TaskState},
    text::{BodyFormat, Localized, ServerText},
    time::Moment,
};
use resident_api::{
    ActedRecord, AnswersRecord, AppealRecord, CaseRecord, DecisionRecord, DocumentRecord, GivenMandateRecord,
    LegalReferenceRecord, MandateRecord, MandateRequestRecord, MessageRecord, NeedRecord, NoticeRecord, PartyRecord,
    QuestionRecord, Questions, ReplacesRecord, SEALED_MEDIA_TYPE, SealedDecisionRecord, SealedDocumentRecord,
    StatusRecord, TaskRecord, Texts, TimelineRecord, WithdrawalRecord,
};

use super::parse::localized;
use crate::{json::Flaw, jwe, text};

/// Most that is asked in one task, and offered as replies to one question; and longest reply.
const MOST_QUESTIONS: usize = 50;
const MOST_CHOICES: usize = 100;
const MOST_WRITTEN: usize = 10_000;

pub fn party(wire: &PartyRecord) -> Result<Party, Flaw> {
    Ok(Party {
        key: id("id", &wire.id)?,
        name: name("name", &wire.name)?,
        relation: Relation::from_name(&wire.relation).ok_or_else(|| Flaw::at("relation", "not a known word"))?,
        born_on: day(wire.born_on.as_deref()),
        business_id: text::word(wire.business_id.as_deref()),
        protected: wire.protected,
        withheld: wire.withheld,
    })
}

/// A mandate with a day that cannot be read might seem to last for ever, so its days are required to be days.
pub fn mandate(wire: &MandateRecord) -> Result<Mandate, Flaw> {
    Ok(Mandate {
        id: id("id", &wire.id)?,
        party: id("party", &wire.party)?,
        basis: match wire.basis.as_str() {
            "custody" => MandateBasis::Custody,
            "guardianship" => MandateBasis::Guardianship,
            "power_of_attorney" => MandateBasis::PowerOfAttorney,
            "role" => MandateBasis::Role,
            _ => return Err(Flaw::at("basis", "not a known word")),
        },
        scope: scope(wire.scope.as_deref()),
        valid_from: strict_day("valid_from", wire.valid_from.as_deref())?,
        valid_to: strict_day("valid_to", wire.valid_to.as_deref())?,
    })
}

pub fn given_mandate(wire: &GivenMandateRecord) -> Result<GivenMandate, Flaw> {
    Ok(GivenMandate {
        id: id("id", &wire.id)?,
        party: id("party", &wire.party)?,
        holder: name("holder_name", &wire.holder_name)?,
        scope: scope(wire.scope.as_deref()),
        valid_from: strict_day("valid_from", wire.valid_from.as_deref())?,
        valid_to: strict_day("valid_to", wire.valid_to.as_deref())?,
    })
}

pub fn mandate_request(wire: &MandateRequestRecord) -> Result<MandateRequest, Flaw> {
    Ok(MandateRequest {
        id: id("id", &wire.id)?,
        party: id("party", &wire.party)?,
        incoming: wire.incoming,
        other: name("other_name", &wire.other_name)?,
        scope: scope(wire.scope.as_deref()),
        valid_to: strict_day("valid_to", wire.valid_to.as_deref())?,
        asked_at: time("asked_at", &wire.asked_at)?,
        refused: wire.state == "refused",
    })
}

pub fn act(wire: &ActedRecord) -> Result<Act, Flaw> {
    Ok(Act {
        id: id("id", &wire.id)?,
        party: id("party", &wire.party)?,
        at: time("at", &wire.at)?,
        actor: name("actor_name", &wire.actor_name)?,
        what: text::single_line(&localized(&wire.what)),
        mandate: optional_id("mandate", wire.mandate.as_deref())?,
    })
}

fn scope(wire: Option<&[String]>) -> MandateScope {
    wire.map_or(MandateScope::Everything, |matters| {
        MandateScope::Only(matters.iter().filter_map(|matter| text::word(Some(matter))).collect())
    })
}

pub(super) fn strict_day(field: &str, text: Option<&str>) -> Result<Option<NaiveDate>, Flaw> {
    match text {
        None => Ok(None),
        Some(text) => text::day(text).map(Some).ok_or_else(|| Flaw::at(field, "not a day")),
    }
}

fn name(field: &str, text: &str) -> Result<ServerText, Flaw> {
    let name = ServerText::new(text).single_line();
    if name.is_empty() { Err(Flaw::at(field, "no text")) } else { Ok(name) }
}

pub fn case(wire: &CaseRecord) -> Result<Case, Flaw> {
    Ok(Case {
        id: id("id", &wire.id)?,
        party: id("party", &wire.party)?,
        matter: text::word(wire.matter.as_deref()),
        title: title(&wire.title)?,
        summary: optional(wire.summary.as_ref()),
        summary_format: format(wire.text_type.as_deref()),
        status: status(&wire.status),
        register_number: text::word(wire.register_number.as_deref()),
        unit: optional_line(wire.unit.as_ref()),
        opened_at: wire.opened_at.as_deref().and_then(Moment::parse),
        updated_at: time("updated_at", &wire.updated_at)?,
        next_step: optional(wire.next_step.as_ref()),
        expected_by: day(wire.expected_by.as_deref()),
        due: day(wire.due.as_deref()),
        timeline: each("timeline", &wire.timeline, timeline_event)?,
        documents: each("documents", &wire.documents, document)?,
        retained_until: wire.retained_until.as_deref().and_then(Moment::parse),
        additional: None,
        progress: None,
        filing: None,
        coverage: Coverage::default(),
        locked_after: None,
        withdrawal: wire.withdrawal.as_ref().map(withdrawal),
        feedback: form(&wire.feedback),
        reviews: optional_id("reviews", wire.reviews.as_deref())?,
    })
}

pub fn message(wire: &MessageRecord) -> Result<Message, Flaw> {
    Ok(Message {
        id: id("id", &wire.id)?,
        party: id("party", &wire.party)?,
        matter: text::word(wire.matter.as_deref()),
        case: optional_id("case", wire.case.as_deref())?,
        title: title(&wire.title)?,
        body: localized(&wire.body),
        body_format: format(wire.text_type.as_deref()),
        direction: if wire.outgoing { Direction::Outgoing } else { Direction::Incoming },
        sender: optional_line(wire.sender.as_ref()),
        unit: optional_line(wire.unit.as_ref()),
        sent_at: time("sent_at", &wire.sent_at)?,
        need: wire.need.as_ref().map_or(Need::Unstated, need),
        documents: each("documents", &wire.documents, document)?,
    })
}

pub fn task(wire: &TaskRecord) -> Result<Task, Flaw> {
    Ok(Task {
        id: id("id", &wire.id)?,
        party: id("party", &wire.party)?,
        matter: text::word(wire.matter.as_deref()),
        case: optional_id("case", wire.case.as_deref())?,
        title: title(&wire.title)?,
        body: optional(wire.body.as_ref()),
        body_format: format(wire.text_type.as_deref()),
        unit: optional_line(wire.unit.as_ref()),
        asked_at: time("asked_at", &wire.asked_at)?,
        need: need(&wire.need),
        action: action(wire),
        state: match wire.state.as_str() {
            "done" => TaskState::Done,
            "cancelled" => TaskState::Cancelled,
            // A word nobody knows must not make a duty vanish.
            _ => TaskState::Open,
        },
        answers: wire.answers.as_ref().map(answers).transpose().map_err(|flaw| flaw.within("answers"))?,
        documents: each("documents", &wire.documents, document)?,
        form: form(&wire.questions),
    })
}

fn answers(wire: &AnswersRecord) -> Result<JointAnswers, Flaw> {
    Ok(JointAnswers {
        needed: wire.needed,
        given: each("given", &wire.given, |answer| {
            Ok(GivenAnswer {
                by: ServerText::new(&answer.holder_name).single_line(),
                at: time("answered_at", &answer.answered_at)?,
            })
        })?,
    })
}

/// A form of which one question cannot be understood cannot be answered here: nobody knows what the rest would mean alone.
pub(super) fn form(wire: &Questions) -> Option<Form> {
    let Questions::Known(questions) = wire else { return None };
    let questions: Vec<_> = questions.iter().take(MOST_QUESTIONS + 1).map(question).collect::<Option<_>>()?;
    let files = questions.iter().filter(|question| question.asks == Asks::Files).count();
    let is_unique = |question: &Question| questions.iter().filter(|other| other.id == question.id).count() == 1;
    let is_understood = questions.len() <= MOST_QUESTIONS && files <= 1 && questions.iter().all(is_unique);
    is_understood.then_some(Form { questions })
}

fn question(wire: &QuestionRecord) -> Option<Question> {
    let choices = || {
        let choice = |choice: &resident_api::ChoiceRecord| {
            Some(Choice { id: word_id(&choice.id)?, label: optional_line(Some(&choice.label))? })
        };
        let choices = wire.choices.iter().take(MOST_CHOICES + 1).map(choice).collect::<Option<Vec<_>>>()?;
        (1..=MOST_CHOICES).contains(&choices.len()).then_some(choices)
    };
    let most = wire.most.and_then(|most| usize::try_from(most).ok()).unwrap_or(MOST_WRITTEN);
    let asks = match wire.asks.as_str() {
        "one" => Asks::One(choices()?),
        "several" => Asks::Several(choices()?),
        "text" => Asks::Text(most.min(MOST_WRITTEN)),
        "files" => Asks::Files,
        _ => return None,
    };
    Some(Question {
        id: word_id(&wire.id)?,
        label: optional_line(Some(&wire.label))?,
        hint: optional_line(wire.hint.as_ref()),
        required: wire.required,
        asks,
    })
}

fn word_id(text: &str) -> Option<String> {
    text::is_id(text).then(|| text.to_owned())
}

fn withdrawal(wire: &WithdrawalRecord) -> Withdrawal {
    let note = optional(wire.note.as_ref());
    if wire.allowed { Withdrawal::Offered(note) } else { Withdrawal::NotOffered(note) }
}

fn action(wire: &TaskRecord) -> TaskAction {
    if !wire.questions.is_none()
        && form(&wire.questions).is_none()
        && let Some(link) = link(wire.link.as_deref())
    {
        // What cannot be answered here can be there.
        return TaskAction::OpenInBrowser { link };
    }
    match wire.action.as_deref() {
        Some("supply_document") => TaskAction::SupplyDocument,
        Some("answer") => TaskAction::Answer,
        Some("open_in_browser") => {
            link(wire.link.as_deref()).map_or(TaskAction::Unstated, |link| TaskAction::OpenInBrowser { link })
        }
        _ => TaskAction::Unstated,
    }
}

pub fn decision(wire: &DecisionRecord) -> Result<Decision, Flaw> {
    Ok(Decision {
        id: id("id", &wire.id)?,
        party: id("party", &wire.party)?,
        matter: text::word(wire.matter.as_deref()),
        case: optional_id("case", wire.case.as_deref())?,
        title: title(&wire.title)?,
        authority: text::single_line(&localized(&wire.authority)),
        register_number: text::word(wire.register_number.as_deref()),
        section: text::word(wire.section.as_deref()),
        made_at: time("made_at", &wire.made_at)?,
        outcome: match wire.outcome.as_str() {
            "granted" => Outcome::Granted,
            "partly_granted" => Outcome::PartlyGranted,
            "refused" => Outcome::Refused,
            "dismissed" => Outcome::Dismissed,
            _ => Outcome::Other,
        },
        summary: localized(&wire.summary),
        text_format: format(wire.text_type.as_deref()),
        sections: wire
            .sections
            .iter()
            .map(|section| Section {
                heading: text::single_line(&localized(&section.heading)),
                body: localized(&section.body),
            })
            .collect(),
        legal_basis: wire.legal_basis.iter().map(legal_reference).collect(),
        appeal: wire.appeal.as_ref().map(appeal).transpose().map_err(|flaw| flaw.within("appeal"))?,
        notice: wire.notice.as_ref().and_then(notice),
        maker: optional_line(wire.maker.as_ref()),
        contact: optional(wire.contact.as_ref()),
        documents: each("documents", &wire.documents, document)?,
        replaces: wire.replaces.as_ref().map(replaced).transpose().map_err(|flaw| flaw.within("replaces"))?,
        // It is over the record as it came, which is not to be seen here.
        signature: None,
    })
}

/// A way that is not known leaves the earlier decision as little as it was.
fn replaced(wire: &ReplacesRecord) -> Result<Replaced, Flaw> {
    Ok(Replaced {
        decision: id("decision", &wire.decision)?,
        how: match wire.kind.as_str() {
            "corrected" => Replacement::Corrected,
            _ => Replacement::Renewed,
        },
    })
}

/// What is open of a sealed decision. Until when it can be received must be known; whether it can be opened, shows when it is.
pub fn sealed_decision(wire: &SealedDecisionRecord) -> Result<SealedDecision, Flaw> {
    let until = text::instant(&wire.receivable_until);
    Ok(SealedDecision {
        id: id("id", &wire.id)?,
        party: id("party", &wire.party)?,
        matter: text::word(wire.matter.as_deref()),
        case: optional_id("case", wire.case.as_deref())?,
        title: title(&wire.title)?,
        authority: text::single_line(&localized(&wire.authority)),
        register_number: text::word(wire.register_number.as_deref()),
        sent_at: time("sent_at", &wire.sent_at)?,
        receivable_until: until.ok_or_else(|| Flaw::at("receivable_until", "not a time"))?,
        otherwise: match wire.otherwise.as_deref() {
            Some("letter") => Otherwise::Letter,
            Some("summons") => Otherwise::Summons,
            _ => Otherwise::Unstated,
        },
        contact: optional(wire.contact.as_ref()),
        content: if jwe::is_spelled(&wire.content) {
            wire.content.clone()
        } else {
            return Err(Flaw::at("content", "not a compact JWE"));
        },
        documents: each("documents", &wire.documents, sealed_document)?,
        receiving: Receiving::default(),
    })
}

fn sealed_document(wire: &SealedDocumentRecord) -> Result<Document, Flaw> {
    Ok(Document {
        id: id("id", &wire.id)?,
        name: Localized::default(),
        media_type: Some(SEALED_MEDIA_TYPE.to_owned()),
        size: Some(wire.size),
        sha256: Some(hash(&wire.sha256)?),
        expires_at: None,
        href: None,
    })
}

pub(super) fn legal_reference(wire: &LegalReferenceRecord) -> LegalReference {
    LegalReference {
        statute: text::single_line(&localized(&wire.statute)),
        section: text::word(wire.section.as_deref()),
        link: link(wire.link.as_deref()),
    }
}

/// Leaving out an appeal of an unknown kind would tell the resident that there is none.
fn appeal(wire: &AppealRecord) -> Result<AppealInstruction, Flaw> {
    Ok(AppealInstruction {
        kind: match wire.kind.as_str() {
            "review_request" => AppealKind::ReviewRequest,
            "municipal_appeal" => AppealKind::MunicipalAppeal,
            "administrative_appeal" => AppealKind::AdministrativeAppeal,
            "not_appealable" => AppealKind::NotAppealable,
            _ => return Err(Flaw::at("kind", "not a known word")),
        },
        regime: text::word(wire.regime.as_deref()).map(|regime| match regime.as_str() {
            "local_government_act" => Regime::LocalGovernmentAct,
            "administrative_procedure_act" => Regime::AdministrativeProcedureAct,
            "wellbeing_services_county_act" => Regime::WellbeingServicesCountyAct,
            _ => Regime::SpecialAct(regime),
        }),
        authority: optional(wire.authority.as_ref()),
        address: optional(wire.address.as_ref()),
        period_days: wire.period_days,
        last_day: day(wire.last_day.as_deref()),
        office_closes_at: wire.office_closes_at.as_deref().and_then(wall_clock),
        who: optional(wire.who.as_ref()),
        contents: optional(wire.contents.as_ref()),
        cost: optional(wire.cost.as_ref()),
        receives: wire.receives,
    })
}

/// `HH:MM`, local.
fn wall_clock(text: &str) -> Option<NaiveTime> {
    NaiveTime::parse_from_str(text.trim(), "%H:%M").ok()
}

/// A way of giving notice that the app does not know is left out: naming another would be false.
fn notice(wire: &NoticeRecord) -> Option<Notice> {
    Some(Notice {
        method: match wire.method.as_str() {
            "electronic" => NoticeMethod::Electronic,
            "verified" => NoticeMethod::Verified,
            "letter" => NoticeMethod::Letter,
            "minutes" => NoticeMethod::Minutes,
            _ => return None,
        },
        sent_at: wire.sent_at.as_deref().and_then(Moment::parse),
        deemed_served_on: day(wire.deemed_served_on.as_deref()),
        served_at: wire.served_at.as_deref().and_then(text::instant),
    })
}

fn timeline_event(wire: &TimelineRecord) -> Result<TimelineEvent, Flaw> {
    Ok(TimelineEvent {
        at: time("at", &wire.at)?,
        title: title(&wire.title)?,
        happening: None,
        detail: optional(wire.detail.as_ref()),
        actor: match wire.actor.as_deref() {
            Some("resident") => Actor::Resident,
            Some("authority") => Actor::Authority,
            Some("third_party") => Actor::ThirdParty,
            _ => Actor::Unknown,
        },
        status: wire.status.as_ref().map(status),
    })
}

/// A code nobody knows keeps the authority's wording, or else itself as the wording.
fn status(wire: &StatusRecord) -> Status {
    let code = match wire.code.as_str() {
        "draft" => CaseStatus::Draft,
        "sent" => CaseStatus::Sent,
        "received" => CaseStatus::Received,
        "in_progress" => CaseStatus::InProgress,
        "needs_you" => CaseStatus::NeedsYou,
        "waiting" => CaseStatus::Waiting,
        "decided" => CaseStatus::Decided,
        "closed" => CaseStatus::Closed,
        "withdrawn" => CaseStatus::Withdrawn,
        _ => CaseStatus::Unknown,
    };
    let wording = optional_line(wire.wording.as_ref());
    let own_word = || (code == CaseStatus::Unknown).then(|| Localized::undetermined(wire.code.as_str()));
    Status { code, wording: wording.or_else(|| own_word().and_then(text::some)) }
}

fn need(wire: &NeedRecord) -> Need {
    let day = day(wire.day.as_deref());
    match wire.kind.as_str() {
        "nothing" => Need::Nothing,
        "optional" => Need::Optional { last_day: day },
        "required" => Need::Required { due: day },
        _ => Need::Unstated,
    }
}

fn document(wire: &DocumentRecord) -> Result<Document, Flaw> {
    Ok(Document {
        id: id("id", &wire.id)?,
        name: text::single_line(&localized(&wire.name)),
        media_type: text::media_type(Some(&wire.media_type)),
        size: Some(wire.size),
        sha256: Some(hash(&wire.sha256)?),
        expires_at: None,
        href: None,
    })
}

pub(super) fn hash(text: &str) -> Result<String, Flaw> {
    let sha256 = text.trim().to_ascii_lowercase();
    if sha256.len() == 64 && sha256.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        Ok(sha256)
    } else {
        Err(Flaw::at("sha256", "not 64 hexadecimal digits"))
    }
}

pub(super) fn each<W, T>(field: &str, wire: &[W], read: impl Fn(&W) -> Result<T, Flaw>) -> Result<Vec<T>, Flaw> {
    let within = |index: usize| move |flaw: Flaw| flaw.within(&format!("{field}[{index}]"));
    wire.iter().enumerate().map(|(index, part)| read(part).map_err(within(index))).collect()
}

pub(super) fn id(field: &str, text: &str) -> Result<RemoteId, Flaw> {
    if text::is_id(text) { Ok(RemoteId::new(text)) } else { Err(Flaw::at(field, "not an id")) }
}

pub(super) fn optional_id(field: &str, text: Option<&str>) -> Result<Option<RemoteId>, Flaw> {
    text.map(|text| id(field, text)).transpose()
}

pub(super) fn time(field: &str, text: &str) -> Result<Moment, Flaw> {
    Moment::parse(text).ok_or_else(|| Flaw::at(field, "not a time"))
}

fn day(text: Option<&str>) -> Option<NaiveDate> {
    text.and_then(text::day)
}

pub(super) fn title(texts: &Texts) -> Result<Localized, Flaw> {
    text::some(text::single_line(&localized(texts))).ok_or_else(|| Flaw::at("title", "no text in any language"))
}

pub(super) fn optional(texts: Option<&Texts>) -> Option<Localized> {
    texts.map(localized).and_then(text::some)
}

pub(super) fn optional_line(texts: Option<&Texts>) -> Option<Localized> {
    optional(texts).map(|texts| text::single_line(&texts))
}

/// A type that nobody knows is shown as it is spelled: HTML is no exception.
fn format(media_type: Option<&str>) -> BodyFormat {
    match text::media_type(media_type).as_deref() {
        Some("text/markdown") => BodyFormat::Markdown,
        _ => BodyFormat::Plain,
    }
}

fn link(address: Option<&str>) -> Option<HttpsLink> {
    address.and_then(|address| HttpsLink::new(address).ok())
}
