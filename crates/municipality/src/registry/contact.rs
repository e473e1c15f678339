//! Requests to be called or to meet somebody, and how cases went.

use resident_api::{
    CaseFeedback, ContactForm, ContactRequest, FeedRecord, FieldError, MessageRecord, QuestionRecord, Questions,
    Receipt,
};

use super::{
    Registry, RegistryError,
    answers::{finish, flaws, in_words, outgoing},
    letters::{Desk, LetterFault, attach_uploads, in_language, put_record, short},
    mandates::own_party,
    receipts::Done,
    viewers_of,
};

/// What somebody said of how a case went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// The case.
    pub case: String,
    /// What was replied, by the ids of the questions: the choices, or the text.
    pub replies: Vec<(String, String)>,
    /// How often they had to be in touch, if they told.
    pub contacts: Option<u32>,
}

impl Registry {
    /// What residents have told of how their cases went, in the order in which it came.
    pub fn feedback(&self) -> Result<Vec<Told>, RegistryError> {
        let connection = self.connection();
        let mut statement = connection.prepare("select case_id, body from feedback order by rowid")?;
        let rows = statement.query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?)))?;
        let mut told = Vec::new();
        for row in rows {
            let (case, body) = row?;
            let feedback: CaseFeedback = serde_json::from_str(&body)?;
            let reply = |reply: resident_api::QuestionReply| {
                let said = reply.text.unwrap_or_else(|| reply.choices.join(", "));
                (reply.question, said)
            };
            let replies = feedback.replies.into_iter().map(reply).collect();
            told.push(Told { case, replies, contacts: feedback.contacts });
        }
        Ok(told)
    }

    /// Receives the request of `persona` to be called or to meet somebody, once for one `key`.
    pub(crate) fn receive_contact_request(
        &self,
        persona: &str,
        key: &str,
        body: &[u8],
        (form, request): (&ContactForm, &ContactRequest),
        most_files: u32,
    ) -> Result<Receipt, LetterFault> {
        let at = self.shared.clock.stamp();
        let received: Result<_, LetterFault> = self.receive(persona, key, ("contact-requests", body), |tx| {
            let Questions::Known(questions) = &form.questions else { return Err(LetterFault::NoSuchItem) };
            let desk = Desk { tx, persona, today: self.shared.clock.today() };
            let place = desk.about(&request.party, request.about.as_ref())?;
            refuse_flaws(questions, &request.replies)?;
            let writer = own_party(tx, persona)?.ok_or(LetterFault::NoRight)?;
            let id = format!("letter-{}", short(persona, key));
            let sent: Vec<_> = request.replies.iter().flat_map(|reply| reply.attachments.clone()).collect();
            let documents = attach_uploads(tx, persona, (&id, &request.party), &sent, most_files)?;
            let lang = request.lang.as_deref();
            let message = MessageRecord {
                title: form.title.clone(),
                body: in_language(lang, &in_words(questions, &request.replies, lang)),
                case: place.case,
                matter: place.matter,
                documents,
                ..outgoing(id, &request.party, &writer.name, &at)
            };
            finish(tx, persona, (key, &at), message)
        });
        received?.ok_or(LetterFault::KeyReused)
    }

    /// Receives what `persona` tells of how a case went, once for one `key`. It is asked no more then.
    pub(crate) fn receive_feedback(
        &self,
        persona: &str,
        key: &str,
        body: &[u8],
        (case, feedback): (&str, &CaseFeedback),
    ) -> Result<Receipt, LetterFault> {
        let path = format!("cases/{case}/feedback");
        let received: Result<_, LetterFault> = self.receive(persona, key, (&path, body), |tx| {
            let desk = Desk { tx, persona, today: self.shared.clock.today() };
            let FeedRecord::Case(mut case) = desk.acted_on("case", case)? else { return Err(LetterFault::NoSuchItem) };
            let Questions::Known(questions) = &case.feedback else { return Err(LetterFault::Closed) };
            refuse_flaws(questions, &feedback.replies)?;
            // Who said it is not kept with it: it is about the service.
            tx.execute(
                "insert into feedback (case_id, body) values (?1, ?2)",
                [case.id.as_str(), serde_json::to_string(feedback)?.as_str()],
            )?;
            case.feedback = Questions::None;
            let audience = viewers_of(tx, &case.party)?;
            put_record(tx, FeedRecord::Case(case))?;
            Ok(Done { audience, record: None })
        });
        received?.ok_or(LetterFault::KeyReused)
    }
}

fn refuse_flaws(questions: &[QuestionRecord], replies: &[resident_api::QuestionReply]) -> Result<(), LetterFault> {
    let found: Vec<FieldError> = flaws(questions, replies);
    if found.is_empty() { Ok(()) } else { Err(LetterFault::NotAcceptable(found)) }
}
