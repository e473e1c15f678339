//! What residents send, as it is posted. Pure.

use chrono::SecondsFormat;
use domain::{
    appeal, consent,
    form::Reply,
    id::{PartyRef, RecordKind},
    outgoing::{Kind, Letter},
};
use resident_api::{
    AUTHORIZATION_CONSENT, Answered, Appellant, AuthorizationDetail, CONSENT_ITEM, CaseFeedback, CaseWithdrawal,
    ConsentAnswer, ConsentResource, ConsentRight, ConsentWithdrawal, ContactRequest, DataRequest, QuestionReply,
    ReviewRequest, TaskAnswer,
};
use serde::Serialize;

type Posted<'a> = (Vec<&'a str>, serde_json::Result<Vec<u8>>);

/// Where something is posted, and its body. `None` for what does not say what it is about.
pub(super) fn posted<'a>(party: &PartyRef, letter: &'a Letter, uploads: Vec<String>) -> Option<Posted<'a>> {
    let about =
        |kind: RecordKind| letter.answers.as_ref().filter(|item| item.kind == kind).map(|item| item.id.as_str());
    let lang = Some(letter.language.tag().to_owned());
    match &letter.kind {
        Kind::Letter => Some((vec!["v1", "messages"], json(&self::letter(party, letter, uploads)))),
        Kind::Answer(answer) => {
            let replies = replies(&answer.replies, uploads);
            Some((vec!["v1", "tasks", about(RecordKind::Task)?, "answer"], json(&TaskAnswer { replies, lang })))
        }
        Kind::Withdrawal => {
            let reason = said(&letter.body);
            Some((vec!["v1", "cases", about(RecordKind::Case)?, "withdrawal"], json(&CaseWithdrawal { reason, lang })))
        }
        Kind::Contact(given) => {
            let (party, about, replies) = (party.key.to_string(), answered(letter), replies(given, uploads));
            Some((vec!["v1", "contact-requests"], json(&ContactRequest { party, about, replies, lang })))
        }
        Kind::Feedback(feedback) => {
            let (replies, contacts) = (replies(&feedback.replies, uploads), feedback.contacts);
            let body = json(&CaseFeedback { replies, contacts, lang });
            Some((vec!["v1", "cases", about(RecordKind::Case)?, "feedback"], body))
        }
        Kind::Appeal(given) => {
            let body = json(&review_request(given, lang, uploads));
            Some((vec!["v1", "decisions", about(RecordKind::Decision)?, "review-request"], body))
        }
        Kind::Consent(answer, notice) => {
            let consent = about(RecordKind::Consent)?;
            let body = json(&consent_answer(party, consent, answer, notice, lang));
            let deed = if matches!(answer, consent::Answer::Extended { .. }) { "extension" } else { "answer" };
            Some((vec!["v1", "consents", consent, deed], body))
        }
        Kind::ConsentWithdrawal => {
            let body = json(&ConsentWithdrawal { lang });
            Some((vec!["v1", "consents", about(RecordKind::Consent)?, "withdrawal"], body))
        }
        Kind::DataRequest(asked) => {
            let body = json(&DataRequest {
                party: party.key.to_string(),
                kind: asked.right.name().to_owned(),
                data_use: asked.data_use.as_ref().map(ToString::to_string),
                text: said(&letter.body),
                lang,
            });
            Some((vec!["v1", "data-requests"], body))
        }
        // Fault reports go to services that take them without a sign-in.
        Kind::Report(_) => None,
    }
}

/// What is given is said as an authorization detail (RFC 9396): the server has the items' types, and by whom and when.
fn consent_answer(
    party: &PartyRef,
    consent: &str,
    answer: &consent::Answer,
    notice: &str,
    lang: Option<String>,
) -> ConsentAnswer {
    let (said, given) = match answer {
        consent::Answer::Given { items, valid_to } => ("given", Some((items, *valid_to))),
        consent::Answer::Extended { items, valid_to } => ("given", Some((items, Some(*valid_to)))),
        consent::Answer::Refused => ("refused", None),
    };
    let resource = |item: &String| ConsentResource { r#type: CONSENT_ITEM.to_owned(), value: item.clone() };
    let detail = given.map(|(items, valid_to)| AuthorizationDetail {
        r#type: AUTHORIZATION_CONSENT.to_owned(),
        id: consent.to_owned(),
        from: party.key.to_string(),
        to: None,
        consented: None,
        valid_to: valid_to.map(|day| day.to_string()),
        consent_rights: vec![ConsentRight {
            action: vec!["read".to_owned()],
            resource: items.iter().map(resource).collect(),
            metadata: std::collections::BTreeMap::new(),
        }],
    });
    ConsentAnswer {
        answer: said.to_owned(),
        notice_sha256: notice.to_owned(),
        authorization_details: detail.into_iter().collect(),
        lang,
    }
}

fn letter(party: &PartyRef, letter: &Letter, attachments: Vec<String>) -> resident_api::Letter {
    resident_api::Letter {
        party: party.key.to_string(),
        title: letter.title.clone(),
        body: letter.body.clone(),
        lang: Some(letter.language.tag().to_owned()),
        matter: letter.matter.clone(),
        case: letter.case.as_ref().map(ToString::to_string),
        answers: answered(letter),
        read_until: letter.read_until.map(|at| at.to_rfc3339_opts(SecondsFormat::AutoSi, true)),
        attachments,
    }
}

fn review_request(replies: &[Reply], lang: Option<String>, attachments: Vec<String>) -> ReviewRequest {
    let may_say = |question: &str| {
        let reply = replies.iter().find(|reply| reply.question == question);
        reply.and_then(|reply| said(&reply.text))
    };
    let say = |question: &str| may_say(question).unwrap_or_default();
    ReviewRequest {
        objection: say(appeal::OBJECTION),
        demand: say(appeal::DEMAND),
        reasons: say(appeal::REASONS),
        appellant: Appellant {
            name: say(appeal::NAME),
            address: say(appeal::ADDRESS),
            municipality: may_say(appeal::MUNICIPALITY),
            phone: may_say(appeal::PHONE),
            email: may_say(appeal::EMAIL),
        },
        lang,
        attachments,
    }
}

fn answered(letter: &Letter) -> Option<Answered> {
    letter.answers.as_ref().map(|item| Answered { kind: item.kind.name().to_owned(), id: item.id.to_string() })
}

/// What is replied, and the files with the question that asks for them.
fn replies(replies: &[Reply], mut uploads: Vec<String>) -> Vec<QuestionReply> {
    let mut reply = |reply: &Reply| QuestionReply {
        question: reply.question.clone(),
        choices: reply.choices.clone(),
        text: said(&reply.text),
        attachments: if reply.files { std::mem::take(&mut uploads) } else { Vec::new() },
    };
    let all = replies.iter().map(&mut reply).collect::<Vec<_>>();
    all.into_iter()
        .filter(|reply| !(reply.choices.is_empty() && reply.text.is_none() && reply.attachments.is_empty()))
        .collect()
}

fn said(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

fn json(body: &impl Serialize) -> serde_json::Result<Vec<u8>> {
    serde_json::to_vec(body)
}
