//! A public body of the demo world, answering over HTTP on a port of its own.

use anyhow::{Context, Result};
use chrono::NaiveDate;
use connector::Secret;
use domain::{
    id::{RecordKey, SourceId},
    party::Relation,
};
use municipality::{
    Body, Config, Envelope, Faults, Generate, GenerateUses, Lies, ProviderOptions, Registry, RequestLine, Resource,
    Running, world::WorldDocument,
};
use resident_api::{
    AppealRecord, DecisionRecord, DocumentRecord, FeedRecord, MessageRecord, NeedRecord, NoticeRecord, Texts,
};
use sha2::{Digest, Sha256};
use url::Url;

/// The day on which the journeys take place.
pub const TODAY: &str = "2026-11-18";

/// [`TODAY`] as a date.
pub fn today() -> NaiveDate {
    TODAY.parse().unwrap_or_default()
}

/// What a sealed decision is called inside, and outside; and what its file says.
pub const SEALED_TITLE: &str = "Venepaikkaa ei myönnetä";
/// See [`SEALED_TITLE`].
pub const ENVELOPE_TITLE: &str = "Päätös venepaikasta";
/// See [`SEALED_TITLE`].
pub const SEALED_FILE: &str = "Laituri C on täynnä.\n";

/// A running public body.
pub struct Town {
    body: Body,
    running: Running,
}

impl Town {
    /// Haikkala, the family's municipality.
    pub async fn haikkala() -> Result<Self> {
        Self::start(Config::on(Body::Haikkala, today())).await
    }

    /// Mäntylahti, where the family lived before.
    pub async fn mantylahti() -> Result<Self> {
        Self::start(Config::on(Body::Mantylahti, today())).await
    }

    /// Kaarna, the wellbeing services county.
    pub async fn kaarna() -> Result<Self> {
        Self::start(Config::on(Body::Kaarna, today())).await
    }

    /// Haikkala with so many more items, the same for the same seed.
    pub async fn large_haikkala(items: usize, seed: u64) -> Result<Self> {
        let generate = Some(Generate { items, seed });
        Self::start(Config { generate, ..Config::on(Body::Haikkala, today()) }).await
    }

    /// Haikkala with so many more uses of data and lookups, the same for the same seed.
    pub async fn haikkala_with_uses(uses: usize, lookups: usize, seed: u64) -> Result<Self> {
        let generate_uses = Some(GenerateUses { uses, lookups, seed });
        Self::start(Config { generate_uses, ..Config::on(Body::Haikkala, today()) }).await
    }

    /// Haikkala with its provider so.
    pub async fn haikkala_with(provider: ProviderOptions) -> Result<Self> {
        Self::start(Config { provider, ..Config::on(Body::Haikkala, today()) }).await
    }

    /// Haikkala, whose provider gives tokens for the document store beside it, too.
    pub async fn haikkala_with_documents() -> Result<Self> {
        let store = Resource { audience: crate::ATV_AUDIENCE.to_owned(), client_id: crate::PARKING_CLIENT.to_owned() };
        Self::haikkala_with(ProviderOptions { resources: vec![store], ..ProviderOptions::default() }).await
    }

    async fn start(config: Config) -> Result<Self> {
        let body = config.body;
        Ok(Self { body, running: municipality::start(config).await? })
    }

    /// What the app calls it.
    pub fn source(&self) -> SourceId {
        SourceId::new(self.body.id())
    }

    /// Where it is.
    pub fn base_url(&self) -> Result<Url> {
        Ok(self.running.base_url().parse()?)
    }

    /// Where it takes fault reports (Open311).
    pub fn open311_url(&self) -> Result<Url> {
        Ok(self.running.open311_url().context("it takes no reports")?.parse()?)
    }

    /// Where a person plays it.
    pub fn desk_url(&self) -> String {
        self.running.desk_url()
    }

    /// The ids by which it names this persona and everyone they act for, the persona first.
    pub fn parties(&self, persona: &str) -> Result<Vec<(String, Relation)>> {
        let world = municipality::world::load(self.body, today())?;
        let records = world.personas.into_iter().filter(|seen| seen.id == persona).flat_map(|seen| seen.party_records);
        let known =
            records.filter_map(|party| Relation::from_name(&party.relation).map(|relation| (party.id, relation)));
        Ok(known.collect())
    }

    /// A token for this persona.
    pub fn token(&self, persona: &str) -> Result<Secret> {
        Ok(Secret::new(self.authority().issue_token(persona)?))
    }

    /// The authority's side.
    pub fn authority(&self) -> &Registry {
        self.running.authority()
    }

    /// Signs this persona in at the address for a browser, and answers where the browser is sent.
    pub fn sign_in(&self, address: &str, persona: &str) -> Result<Url> {
        Ok(self.running.sign_in(address, persona).context("the provider lets nobody in")?.parse()?)
    }

    /// The switch for what a false provider says.
    pub fn lies(&self) -> &Lies {
        self.running.lies()
    }

    /// The switch for trouble.
    pub fn faults(&self) -> &Faults {
        self.running.faults()
    }

    /// Answered requests whose path begins so.
    pub fn requests(&self, path: &str) -> Vec<RequestLine> {
        self.authority().requests().into_iter().filter(|line| line.target.starts_with(path)).collect()
    }

    /// Ends it; its port answers no more.
    pub async fn stop(self) {
        self.running.stop().await;
    }

    /// Changes a record as it stands.
    pub fn revise(&self, item: &RecordKey, change: impl FnOnce(&mut FeedRecord)) -> Result<()> {
        Ok(self.authority().revise(item.kind.name(), item.id.as_str(), change)?)
    }

    /// Gives verified notice of a decision, as of this morning: it is sealed, with one file, a text. `change` makes it another one.
    pub fn seal(&self, id: &str, party: &str, change: impl FnOnce(&mut DecisionRecord)) -> Result<()> {
        let mut record = decision(id, party, SEALED_TITLE);
        if let Some(notice) = &mut record.notice {
            notice.sent_at = Some(format!("{TODAY}T08:30:00+02:00"));
        }
        change(&mut record);
        let file = WorldDocument {
            id: format!("{id}-file"),
            file_name: "liite.txt".to_owned(),
            media_type: "text/plain".to_owned(),
            bytes: SEALED_FILE.into(),
            party: record.party.clone(),
        };
        record.documents = vec![DocumentRecord {
            id: file.id.clone(),
            name: Texts { fi: Some("Laiturikartta".to_owned()), ..Texts::default() },
            media_type: file.media_type.clone(),
            size: file.bytes.len() as u64,
            sha256: hex::encode(Sha256::digest(&file.bytes)),
        }];
        self.authority().publish(&file)?;
        let fi = |text: &str| Texts { fi: Some(text.to_owned()), ..Texts::default() };
        let envelope = Envelope { title: fi(ENVELOPE_TITLE), otherwise: Some("letter".to_owned()) };
        Ok(self.authority().seal(record, envelope)?)
    }

    /// Sends Aino a message now.
    pub fn send(&self, id: &str, party: &str, title: &str) -> Result<()> {
        Ok(self.authority().upsert(FeedRecord::Message(Box::new(message(id, party, title))))?)
    }
}

/// A message of the day in Finnish, with nothing to do.
pub fn message(id: &str, party: &str, title: &str) -> MessageRecord {
    let fi = |text: &str| Texts { fi: Some(text.to_owned()), ..Texts::default() };
    MessageRecord {
        matter: None,
        id: id.to_owned(),
        party: party.to_owned(),
        case: None,
        title: fi(title),
        body: fi("Tiedoksi sinulle.\n\nSinun ei tarvitse tehdä mitään."),
        text_type: None,
        outgoing: false,
        sender: None,
        unit: Some(fi("Asiakaspalvelu")),
        sent_at: format!("{TODAY}T08:30:00+02:00"),
        need: Some(NeedRecord { kind: "nothing".to_owned(), day: None }),
        documents: Vec::new(),
    }
}

/// A decision under the Local Government Act whose notice was sent when 3 November had begun in Finland, though not in
/// Greenwich. The authority gives no last day.
pub fn decision(id: &str, party: &str, title: &str) -> DecisionRecord {
    let fi = |text: &str| Texts { fi: Some(text.to_owned()), ..Texts::default() };
    DecisionRecord {
        id: id.to_owned(),
        party: party.to_owned(),
        matter: None,
        case: None,
        title: fi(title),
        authority: fi("Satamatoimisto"),
        register_number: None,
        section: None,
        made_at: "2026-11-02".to_owned(),
        outcome: "refused".to_owned(),
        summary: fi("Hakemusta ei hyväksytty."),
        text_type: None,
        sections: Vec::new(),
        legal_basis: Vec::new(),
        appeal: Some(AppealRecord {
            kind: "review_request".to_owned(),
            regime: Some("local_government_act".to_owned()),
            authority: None,
            address: None,
            period_days: Some(14),
            last_day: None,
            office_closes_at: None,
            who: None,
            contents: None,
            cost: None,
            receives: true,
        }),
        notice: Some(NoticeRecord {
            method: "electronic".to_owned(),
            sent_at: Some("2026-11-02T23:30:00Z".to_owned()),
            deemed_served_on: None,
            served_at: None,
        }),
        maker: None,
        contact: None,
        documents: Vec::new(),
        replaces: None,
        signature: None,
    }
}
