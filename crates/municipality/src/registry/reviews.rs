//! Requests for review of decisions. Each becomes a case of its own, with what was written as its first message.

use resident_api::{
    CaseRecord, FeedRecord, FieldError, MessageRecord, Questions, Receipt, ReviewRequest, StatusRecord, Texts,
    TimelineRecord,
};

use super::{
    Registry,
    answers::{finish, outgoing, three, too_long},
    letters::{Desk, LetterFault, attach_uploads, in_language, put_record, short},
    mandates::own_party,
};

/// Most characters of what is objected to and wanted, of the reasons, and of a line about who asks.
const MATTER: u32 = 4_000;
const REASONS: u32 = 20_000;
const LINE: u32 = 200;

impl Registry {
    /// Receives the request of `persona` for the review of a decision, once for one `key`. A late one is received, too: that it
    /// is late is decided by the authority, not by its server.
    pub(crate) fn receive_review_request(
        &self,
        persona: &str,
        key: &str,
        body: &[u8],
        (decision, request): (&str, &ReviewRequest),
        most_files: u32,
    ) -> Result<Receipt, LetterFault> {
        let at = self.shared.clock.stamp();
        let path = format!("decisions/{decision}/review-request");
        let received: Result<_, LetterFault> = self.receive(persona, key, (&path, body), |tx| {
            let desk = Desk { tx, persona, today: self.shared.clock.today() };
            let FeedRecord::Decision(decision) = desk.acted_on("decision", decision)? else {
                return Err(LetterFault::NoSuchItem);
            };
            if !decision.appeal.as_ref().is_some_and(|appeal| appeal.kind == "review_request" && appeal.receives) {
                return Err(LetterFault::Closed);
            }
            let flaws = flaws(request);
            if !flaws.is_empty() {
                return Err(LetterFault::NotAcceptable(flaws));
            }
            let writer = own_party(tx, persona)?.ok_or(LetterFault::NoRight)?;
            let name = short(persona, key);
            let (id, case) = (format!("letter-{name}"), format!("review-{name}"));
            let documents = attach_uploads(tx, persona, (&id, &decision.party), &request.attachments, most_files)?;
            let lang = request.lang.as_deref();
            let title = called(&decision.title);
            put_record(
                tx,
                FeedRecord::Case(Box::new(CaseRecord {
                    id: case.clone(),
                    party: decision.party.clone(),
                    matter: decision.matter.clone(),
                    title: title.clone(),
                    summary: None,
                    text_type: None,
                    status: StatusRecord { code: "received".to_owned(), wording: None },
                    register_number: Some(self.next_number(tx)?),
                    unit: decision.appeal.as_ref().and_then(|appeal| appeal.authority.clone()),
                    opened_at: Some(at.clone()),
                    updated_at: at.clone(),
                    next_step: Some(three(NEXT)),
                    expected_by: None,
                    due: None,
                    timeline: vec![TimelineRecord {
                        at: at.clone(),
                        title: three(CAME),
                        detail: None,
                        actor: Some("resident".to_owned()),
                        status: Some(StatusRecord { code: "received".to_owned(), wording: None }),
                    }],
                    documents: Vec::new(),
                    retained_until: None,
                    withdrawal: Some(resident_api::WithdrawalRecord { allowed: true, note: None }),
                    feedback: Questions::None,
                    reviews: Some(decision.id.clone()),
                })),
            )?;
            let message = MessageRecord {
                title,
                body: in_language(lang, &in_words(request, lang)),
                case: Some(case),
                matter: decision.matter.clone(),
                documents,
                ..outgoing(id, &decision.party, &writer.name, &at)
            };
            finish(tx, persona, (key, &at), message)
        });
        received?.ok_or(LetterFault::KeyReused)
    }
}

const CAME: [&str; 3] = ["Oikaisuvaatimus saapui", "Begäran om omprövning kom in", "The request for review arrived"];
const NEXT: [&str; 3] = [
    "Viranomainen käsittelee oikaisuvaatimuksen ja tekee siitä päätöksen.",
    "Myndigheten behandlar begäran och fattar ett beslut om den.",
    "The authority examines the request and makes a decision on it.",
];

/// What a request is called for the review of a decision of this title.
fn called(decision: &Texts) -> Texts {
    let of = |text: &Option<String>, what: &str| text.as_ref().map(|title| format!("{what}: {title}"));
    Texts {
        fi: of(&decision.fi, "Oikaisuvaatimus"),
        sv: of(&decision.sv, "Begäran om omprövning"),
        en: of(&decision.en, "Request for review"),
    }
}

/// What is wrong with a request, by its fields.
fn flaws(request: &ReviewRequest) -> Vec<FieldError> {
    let must = |field: &str, text: &str, most: u32| {
        if text.trim().is_empty() {
            return Some(FieldError { field: field.to_owned(), fault: "missing".to_owned(), most: None });
        }
        too_long(field, text, most)
    };
    let may = |field: &str, text: &Option<String>| text.as_ref().and_then(|text| must(field, text, LINE));
    let appellant = &request.appellant;
    [
        must("objection", &request.objection, MATTER),
        must("demand", &request.demand, MATTER),
        must("reasons", &request.reasons, REASONS),
        must("name", &appellant.name, LINE),
        must("address", &appellant.address, LINE),
        may("municipality", &appellant.municipality),
        may("phone", &appellant.phone),
        may("email", &appellant.email),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// The request as a letter says it, in the language in which it was written.
fn in_words(request: &ReviewRequest, lang: Option<&str>) -> String {
    let labels = match lang {
        Some("sv") => ["Vad begäran gäller", "Yrkande", "Motivering", "Den som begär omprövning"],
        Some("en") => ["What is objected to", "What is wanted", "Reasons", "Who requests the review"],
        _ => ["Mihin haetaan muutosta", "Vaatimus", "Perustelut", "Oikaisuvaatimuksen tekijä"],
    };
    let who = &request.appellant;
    let lines =
        [Some(&who.name), Some(&who.address), who.municipality.as_ref(), who.phone.as_ref(), who.email.as_ref()];
    let who: Vec<_> = lines.into_iter().flatten().map(String::as_str).collect();
    let texts = [request.objection.clone(), request.demand.clone(), request.reasons.clone(), who.join("\n")];
    labels.iter().zip(texts).map(|(label, text)| format!("{label}\n{text}")).collect::<Vec<_>>().join("\n\n")
}
