//! What residents ask of who uses their data: to see, correct or erase them, to object, to forbid.
//!
//! Each becomes a case of its own with what was written as its first message. A prohibition is none: the law lets the
//! resident forbid, so it is a record that holds at once.

use resident_api::{
    CaseRecord, CategoryRecord, ConsentDataRecord, ConsentRecord, DataRequest, DataUseRecord, ErasureCheck,
    ErasureReasonRecord, FeedRecord, FieldError, MessageRecord, NoticeLanguageRecord, NoticeTextRecord, PurposeRecord,
    Questions, Receipt, StatusRecord, Texts, TimelineRecord, WithdrawalRecord,
};
use rusqlite::{OptionalExtension, Transaction};

use super::{
    Registry, RegistryError,
    answers::{finish, outgoing, three, too_long},
    consents::{ConsentFault, Speaker, titled, wrong},
    letters::{in_language, put_record, short},
    receipts::Done,
    shelf,
};
use crate::consent::{SCHEMA, Standing, append, sha256, standing};

/// Most characters of what a resident writes.
const MOST_WRITTEN: u32 = 10_000;

impl Registry {
    /// Receives what `persona` asks about data, once for one `key`.
    pub(crate) fn receive_data_request(
        &self,
        persona: &str,
        key: &str,
        body: &[u8],
        request: &DataRequest,
    ) -> Result<Receipt, ConsentFault> {
        let received: Result<_, ConsentFault> = self.receive(persona, key, ("data-requests", body), |tx| {
            let speaker = Speaker::new(self, tx, (persona, key))?;
            speaker.desk.sees(&request.party)?;
            let used = request.data_use.as_ref().map(|id| data_use(&speaker, &request.party, id)).transpose()?;
            let matter = request.data_use.as_ref().map(|id| matter_of(tx, id)).transpose()?.flatten();
            if !speaker.desk.may_act(&request.party, matter.as_deref())? {
                return Err(ConsentFault::NoRight);
            }
            let words = flawless(request, used.as_ref())?;
            match used {
                Some(used) if request.kind == "prohibit" => forbid(&speaker, used, matter, key),
                used => self.open_case(&speaker, request, used.as_ref(), (matter, words), key),
            }
        });
        received?.ok_or(ConsentFault::KeyReused)
    }

    /// Whether what a use has of a party would be erased. Nothing is, and nobody is told.
    pub(crate) fn check_erasure(&self, persona: &str, id: &str) -> Result<ErasureCheck, ConsentFault> {
        self.speak(persona, |speaker| {
            let used = match shelf::standing(speaker.tx, "data_use", id) {
                Ok(FeedRecord::DataUse(used)) => used,
                Ok(_) | Err(RegistryError::UnknownRecord { .. }) => return Err(ConsentFault::NoSuchRecord),
                Err(error) => return Err(error.into()),
            };
            speaker.desk.sees(&used.party)?;
            if !speaker.desk.may_act(&used.party, matter_of(speaker.tx, id)?.as_deref())? {
                return Err(ConsentFault::NoRight);
            }
            let consent = consent_of(speaker, &used)?;
            let holds = consent.is_some_and(|consent| standing(&consent, speaker.today) == Standing::Given);
            let reason = |code: &str, message: [&str; 3]| ErasureReasonRecord {
                code: code.to_owned(),
                message: three(message),
                statute: used.statute.clone(),
            };
            let reasons = match used.lawful_basis.as_str() {
                "eu-gdpr:A6-1-c" => vec![reason("legal_obligation", BY_OBLIGATION)],
                "eu-gdpr:A6-1-e" => vec![reason("public_task", BY_TASK)],
                "eu-gdpr:A6-1-b" => vec![reason("contract", BY_CONTRACT)],
                _ if holds => vec![reason("consent_holds", BY_CONSENT)],
                _ => Vec::new(),
            };
            Ok(ErasureCheck { allowed: reasons.is_empty(), reasons })
        })
    }

    fn open_case(
        &self,
        speaker: &Speaker<'_>,
        request: &DataRequest,
        used: Option<&DataUseRecord>,
        (matter, words): (Option<String>, Words),
        key: &str,
    ) -> Result<Done, ConsentFault> {
        let name = short(speaker.desk.persona, key);
        let (id, case) = (format!("letter-{name}"), format!("data-request-{name}"));
        let at = &speaker.at;
        let received = || StatusRecord { code: "received".to_owned(), wording: None };
        let title = used.map_or_else(|| three(words.title), |used| titled(words.title, &used.purpose));
        put_record(
            speaker.tx,
            FeedRecord::Case(Box::new(CaseRecord {
                id: case.clone(),
                party: request.party.clone(),
                matter: matter.clone(),
                title: title.clone(),
                summary: None,
                text_type: None,
                status: received(),
                register_number: Some(self.next_number(speaker.tx)?),
                unit: used.map(|used| used.controller.name.clone()),
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
                    status: Some(received()),
                }],
                documents: Vec::new(),
                retained_until: None,
                withdrawal: Some(WithdrawalRecord { allowed: true, note: None }),
                feedback: Questions::None,
                reviews: None,
            })),
        )?;
        let text = request.text.as_deref().map(str::trim).filter(|text| !text.is_empty());
        let message = MessageRecord {
            title,
            body: text.map_or_else(|| three(words.body), |text| in_language(request.lang.as_deref(), text)),
            case: Some(case.clone()),
            matter,
            ..outgoing(id, &request.party, &speaker.own.name, at)
        };
        let done = finish(speaker.tx, speaker.desk.persona, (key, at), message)?;
        Ok(Done { record: Some(case), ..done })
    }
}

/// What a right is called in a title, and how a request reads that says nothing more.
struct Words {
    title: [&'static str; 3],
    body: [&'static str; 3],
}

impl Words {
    fn of(kind: &str) -> Option<Self> {
        let (title, body) = match kind {
            "access" => (
                ["Pyyntö nähdä omat tiedot", "Begäran om att få se egna uppgifter", "Request to see my data"],
                [
                    "Pyydän kopion tiedoistani.",
                    "Jag ber om en kopia av mina uppgifter.",
                    "I ask for a copy of my data.",
                ],
            ),
            "rectification" => (
                ["Pyyntö oikaista tietoja", "Begäran om rättelse av uppgifter", "Request to correct data"],
                ["Pyydän oikaisemaan tietoni.", "Jag ber er rätta mina uppgifter.", "I ask you to correct my data."],
            ),
            "erasure" => (
                ["Pyyntö poistaa tiedot", "Begäran om radering av uppgifter", "Request to erase data"],
                ["Pyydän poistamaan tietoni.", "Jag ber er radera mina uppgifter.", "I ask you to erase my data."],
            ),
            "restriction" => (
                [
                    "Pyyntö rajoittaa tietojen käyttöä",
                    "Begäran om begränsning av användningen av uppgifter",
                    "Request to restrict the use of data",
                ],
                [
                    "Pyydän rajoittamaan tietojeni käyttöä.",
                    "Jag ber er begränsa användningen av mina uppgifter.",
                    "I ask you to restrict the use of my data.",
                ],
            ),
            "objection" => (
                [
                    "Tietojen käytön vastustaminen",
                    "Invändning mot användning av uppgifter",
                    "Objection to the use of data",
                ],
                [
                    "Vastustan tietojeni käyttöä.",
                    "Jag invänder mot användningen av mina uppgifter.",
                    "I object to the use of my data.",
                ],
            ),
            "prohibit" => (FORBADE, FORBADE),
            _ => return None,
        };
        Some(Self { title, body })
    }
}

const CAME: [&str; 3] = ["Pyyntö saapui", "Begäran kom in", "The request arrived"];
const NEXT: [&str; 3] = [
    "Vastaamme viimeistään kuukauden kuluessa.",
    "Vi svarar senast inom en månad.",
    "We answer within a month at the latest.",
];
const FORBADE: [&str; 3] = ["Kielsi tietojen käytön", "Förbjöd användning av uppgifter", "Forbade the use of data"];
const BY_OBLIGATION: [&str; 3] = [
    "Laki velvoittaa säilyttämään tiedot määräajan.",
    "Lagen kräver att uppgifterna bevaras en viss tid.",
    "The law requires the data to be kept for a set time.",
];
const BY_TASK: [&str; 3] = [
    "Tietoja tarvitaan lakisääteisessä tehtävässä.",
    "Uppgifterna behövs i en lagstadgad uppgift.",
    "The data are needed for a task set by law.",
];
const BY_CONTRACT: [&str; 3] = [
    "Tietoja tarvitaan niin kauan kuin sopimus on voimassa.",
    "Uppgifterna behövs så länge avtalet gäller.",
    "The data are needed as long as the contract is in force.",
];
const BY_CONSENT: [&str; 3] = [
    "Suostumuksesi on voimassa. Peru se ensin.",
    "Ditt samtycke gäller. Återkalla det först.",
    "Your consent is in force. Withdraw it first.",
];
const NOTICE: [&str; 3] = [
    "Kielto on voimassa heti. Voit perua sen milloin tahansa.",
    "Förbudet gäller genast. Du kan återkalla det när som helst.",
    "The prohibition holds at once. You can take it back at any time.",
];
const TO_TAKE_BACK: [&str; 3] =
    ["Peru kielto tässä palvelussa.", "Återkalla förbudet i den här tjänsten.", "Take it back in this service."];
const WITHOUT_IT: [&str; 3] = [
    "Tietoja voidaan taas käyttää tähän tarkoitukseen.",
    "Uppgifterna får igen användas för det här ändamålet.",
    "The data may be used for this purpose again.",
];

/// What was asked is a right that there is here, with the words that it needs.
fn flawless(request: &DataRequest, used: Option<&DataUseRecord>) -> Result<Words, ConsentFault> {
    let words = Words::of(&request.kind).ok_or_else(|| wrong("kind", "unknown"))?;
    let is_there = match used {
        Some(used) => used.rights.contains(&request.kind),
        // To forbid is to forbid something.
        None => request.kind != "prohibit",
    };
    if !is_there {
        return Err(wrong("kind", "not_acceptable"));
    }
    let text = request.text.as_deref().unwrap_or_default();
    let needs_words = matches!(request.kind.as_str(), "rectification" | "objection");
    let flaw: Option<FieldError> = if needs_words && text.trim().is_empty() {
        Some(FieldError { field: "text".to_owned(), fault: "missing".to_owned(), most: None })
    } else {
        too_long("text", text, MOST_WRITTEN)
    };
    flaw.map_or(Ok(words), |flaw| Err(ConsentFault::NotAcceptable(vec![flaw])))
}

fn data_use(speaker: &Speaker<'_>, party: &str, id: &str) -> Result<DataUseRecord, ConsentFault> {
    match speaker.desk.standing(party, "data_use", id)? {
        FeedRecord::DataUse(used) => Ok(*used),
        _ => Err(ConsentFault::NoSuchRecord),
    }
}

/// The newest consent or prohibition of a use.
fn consent_of(speaker: &Speaker<'_>, used: &DataUseRecord) -> Result<Option<ConsentRecord>, ConsentFault> {
    let Some(id) = &used.consent else { return Ok(None) };
    match shelf::standing(speaker.tx, "consent", id) {
        Ok(FeedRecord::Consent(consent)) => Ok(Some(*consent)),
        Ok(_) | Err(RegistryError::UnknownRecord { .. }) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// The kind of matter to which a use belongs.
pub(super) fn matter_of(tx: &Transaction<'_>, data_use: &str) -> Result<Option<String>, RegistryError> {
    let mut statement = tx.prepare_cached("select matter from data_use_matters where data_use = ?1")?;
    Ok(statement.query_row([data_use], |row| row.get(0)).optional()?)
}

fn forbid(
    speaker: &Speaker<'_>,
    mut used: DataUseRecord,
    matter: Option<String>,
    key: &str,
) -> Result<Done, ConsentFault> {
    let before = consent_of(speaker, &used)?;
    if before.as_ref().is_some_and(|before| standing(before, speaker.today) == Standing::Given) {
        return Err(ConsentFault::Closed);
    }
    let id = format!("prohibition-{}", short(speaker.desk.persona, key));
    let mut record = prohibition(&used, id.clone(), matter, &speaker.at);
    record.replaces = before.map(|before| before.id);
    let event = speaker.event(&record, "given");
    append(&mut record, event)?;
    used.consent = Some(id);
    put_record(speaker.tx, FeedRecord::DataUse(Box::new(used)))?;
    speaker.put(record, FORBADE)
}

/// That the resident forbids this use.
fn prohibition(used: &DataUseRecord, id: String, matter: Option<String>, at: &str) -> ConsentRecord {
    let item = |category: &CategoryRecord| ConsentDataRecord {
        id: category.id.clone(),
        r#type: category.id.clone(),
        name: category.name.clone(),
        value: None,
        optional: false,
        sensitive: false,
        special_category: category.special_category,
    };
    let Texts { fi, sv, en } = &used.purpose;
    let [said_fi, said_sv, said_en] = NOTICE;
    let texts = [("fi", fi, said_fi), ("sv", sv, said_sv), ("en", en, said_en)];
    let texts = texts.into_iter().filter_map(|(language, purpose, said)| {
        let text = format!("{}\n\n{said}", purpose.as_ref()?);
        Some(NoticeLanguageRecord { language: language.to_owned(), sha256: sha256(&text), text })
    });
    let notice = format!("prohibition-of-{}", used.id);
    ConsentRecord {
        id,
        schema_version: SCHEMA.to_owned(),
        party: used.party.clone(),
        matter,
        permission: "prohibition".to_owned(),
        notice: NoticeTextRecord {
            url: format!("../v1/notices/{notice}/1"),
            id: notice,
            version: "1".to_owned(),
            texts: texts.collect(),
            previous: None,
        },
        purpose: PurposeRecord {
            purpose: used.purpose.clone(),
            purpose_type: used.purpose_type.clone().unwrap_or_else(|| "dpv:PublicBenefit".to_owned()),
            lawful_basis: used.lawful_basis.clone(),
            data: used.categories.iter().map(item).collect(),
            processing_method: None,
            storage_location: used.location.clone(),
            retention: used.retention.clone(),
            jurisdiction: Some("FI".to_owned()),
            withdrawal_method: Some(three(TO_TAKE_BACK)),
            consequence_of_refusal: None,
            consequence_of_withdrawal: Some(three(WITHOUT_IT)),
        },
        controller: used.controller.clone(),
        source: used.controller.clone(),
        recipients: used.recipients.clone(),
        asked_at: at.to_owned(),
        answer_by: None,
        latest_end: None,
        strong: false,
        party_only: false,
        events: Vec::new(),
        replaces: None,
        data_use: Some(used.id.clone()),
        receipts: Vec::new(),
    }
}
