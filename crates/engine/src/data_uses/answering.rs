//! What a resident says to a consent: given, refused, prolonged, withdrawn.
//!
//! It goes by the outbox, like everything that is sent, and counts when the source has received it. A withdrawal goes before all
//! else. What was said and is certainly not there yet is taken back instead of being sent and withdrawn; where it may be there, the
//! withdrawal follows it.

use domain::{
    consent::{Answer, AnswerFlaw, Consent, Overlay, State},
    id::{PartyRef, RecordKey, RecordKind},
    mandate::Right,
    outgoing::{Kind, Letter, Outgoing, OutgoingId, Phase},
    party::Relation,
    record::Record,
};
use protocol::{
    ErrorCode, ErrorView, Tag,
    data_use::{AnsweredView, ConsentChoice},
};
use resident_api::{Feature, ServerCard};
use store::{Days, Store, StoreError};

use super::Register;
use crate::{Engine, sending::tags_of, standing};

/// A consent with what must be known to say something to it.
struct Asked {
    consent: Box<Consent>,
    party: PartyRef,
    state: State,
    /// Of a minor who answers for themself, or where a right to act does not reach.
    barred: bool,
    /// What was said to it already and was not received.
    pending: Vec<Outgoing>,
    /// What of it is received or on its way and has not come back with the feed.
    overlay: Overlay,
}

impl Engine {
    pub(crate) async fn answer_consent(
        &self,
        item: RecordKey,
        choice: ConsentChoice,
        notice: String,
    ) -> Result<AnsweredView, ErrorView> {
        let asked = self.asked(&item).await?;
        let answer = match choice {
            ConsentChoice::Give { items, until } => Answer::given(&asked.consent, &items, until),
            ConsentChoice::Refuse => Answer::Refused,
        };
        self.say(item, asked, answer, notice).await
    }

    pub(crate) async fn extend_consent(
        &self,
        item: RecordKey,
        until: chrono::NaiveDate,
        notice: String,
    ) -> Result<AnsweredView, ErrorView> {
        let asked = self.asked(&item).await?;
        let items = asked.consent.agreed().map(|item| item.id.clone()).collect();
        self.say(item, asked, Answer::Extended { items, valid_to: until }, notice).await
    }

    async fn say(
        &self,
        item: RecordKey,
        asked: Asked,
        answer: Answer,
        notice: String,
    ) -> Result<AnsweredView, ErrorView> {
        if asked.barred {
            return Err(not_taken(&item));
        }
        // The notice that was shown is the one that is here, and is whole: what was answered must be provable.
        let mut shown = asked.consent.notice.texts.iter().filter(|text| text.is_whole);
        let is_same = shown.any(|text| text.sha256 == notice);
        // What is on its way already is not said twice.
        let said = !matches!(asked.overlay, Overlay::Nothing | Overlay::Stuck);
        if !is_same || said {
            return Ok(AnsweredView::Flawed(AnswerFlaw::Closed));
        }
        if let Some(flaw) = answer.flaw(&asked.consent, asked.state, self.today()) {
            return Ok(AnsweredView::Flawed(flaw));
        }
        // What was refused before makes way for this.
        for stuck in asked.pending {
            self.discard_letter(stuck.id).await?;
        }
        self.send_said(item, asked.party, Kind::Consent(answer, notice)).await?;
        Ok(AnsweredView::Going)
    }

    pub(crate) async fn withdraw_consent(&self, item: RecordKey) -> Result<AnsweredView, ErrorView> {
        let asked = self.asked(&item).await?;
        // The right to act may have shrunk since: what is given can be withdrawn all the same, as far as the source lets it.
        if asked.overlay == Overlay::WithdrawalPending {
            return Ok(AnsweredView::Going);
        }
        let is_received = asked.overlay == Overlay::GrantPending && asked.pending.is_empty();
        let is_given = is_received || asked.consent.given().is_some() && asked.consent.ended().is_none();
        let mut in_doubt = false;
        let mut cancelled = false;
        // A refusal is nothing to withdraw.
        let gives = |one: &Outgoing| !matches!(one.letter.kind, Kind::Consent(Answer::Refused, _));
        for before in asked.pending.into_iter().filter(gives) {
            if before.phase.can_be_discarded() {
                self.discard_letter(before.id).await?;
                cancelled |= matches!(before.letter.kind, Kind::Consent(Answer::Given { .. }, _));
            } else {
                in_doubt = true;
            }
        }
        if cancelled && !is_given && !in_doubt {
            return Ok(AnsweredView::Cancelled);
        }
        if !is_given && !in_doubt {
            return Ok(AnsweredView::Flawed(AnswerFlaw::Closed));
        }
        self.send_said(item, asked.party, Kind::ConsentWithdrawal).await?;
        Ok(AnsweredView::Going)
    }

    async fn asked(&self, item: &RecordKey) -> Result<Asked, ErrorView> {
        let (key, now, today, days) = (item.clone(), self.inner.host.now(), self.today(), self.days());
        let found = self.in_store(move |store| asked(store, &key, now, today, &days)).await?;
        found.ok_or_else(|| not_taken(item))
    }

    /// Keeps what is said and sends it.
    async fn send_said(&self, item: RecordKey, party: PartyRef, kind: Kind) -> Result<(), ErrorView> {
        let mut bits = [0_u8; 16];
        self.inner.host.fill_random(&mut bits);
        let id = OutgoingId::of_random(u128::from_be_bytes(bits));
        let (names, key) = (self.names().await?, item.clone());
        let stored = self.in_store(move |store| store.record(&key)).await?;
        let title = match stored.as_ref().map(|stored| &stored.record) {
            Some(Record::Consent(consent)) => names.line(&consent.purpose.name).value,
            _ => String::new(),
        };
        let letter = Letter {
            title,
            body: String::new(),
            language: self.language(),
            answers: Some(item.clone()),
            case: None,
            matter: None,
            read_until: None,
            attachments: Vec::new(),
            kind,
        };
        let now = self.inner.host.now();
        let sent = self.in_store(move |store| store.send_at_once(&id, &party, &letter, now)).await?;
        self.emit(tags_of(&sent));
        self.note_unsent().await;
        self.send_soon(item.source);
        Ok(())
    }

    /// An answer that the source refuses because its consent was withdrawn meanwhile has no more to say.
    pub(crate) async fn settle_said(&self, letter: &Outgoing) -> Result<(), ErrorView> {
        let Some(item) = letter.letter.answers.clone().filter(|item| item.kind == RecordKind::Consent) else {
            return Ok(());
        };
        self.emit([Tag::DataUses, Tag::Item(item.clone())]);
        let withdrawn = self
            .in_store(move |store| {
                let said = said_to(store, &item)?;
                let is_withdrawn = said
                    .iter()
                    .any(|one| matches!((&one.letter.kind, &one.phase), (Kind::ConsentWithdrawal, Phase::Received(_))));
                let outdated = said.into_iter().filter(|one| {
                    is_withdrawn && matches!((&one.letter.kind, &one.phase), (Kind::Consent(..), Phase::Stuck(_)))
                });
                outdated.map(|one| store.discard(&one.id).map(|_| one)).collect::<Result<Vec<_>, _>>()
            })
            .await?;
        for gone in withdrawn {
            self.emit(tags_of(&gone));
        }
        Ok(())
    }
}

fn asked(
    store: &Store,
    item: &RecordKey,
    now: chrono::DateTime<chrono::Utc>,
    today: chrono::NaiveDate,
    days: &Days,
) -> Result<Option<Asked>, StoreError> {
    let Some(stored) = store.record(item)? else { return Ok(None) };
    let Record::Consent(consent) = stored.record else { return Ok(None) };
    if stored.gone.is_some() || stored.archived_at.is_some() || !takes_consents(store, &item.source)? {
        return Ok(None);
    }
    let party = PartyRef { source: item.source.clone(), key: consent.party.clone() };
    let right = standing::find(store, &party, days)?.map(|row| row.right);
    let parties = store.parties()?;
    let is_own = parties.iter().any(|row| row.id == stored.party && row.relation == Relation::Myself);
    let hindered = right.as_ref().is_some_and(|right: &Right| right.hindrance(consent.matter.as_deref()).is_some());
    let register = Register::read(store, now, today)?;
    let (state, overlay) = (register.standing(&item.source, &consent).0, register.overlay(item).0);
    let received = |one: &Outgoing| matches!(one.phase, Phase::Received(_));
    let pending = said_to(store, item)?.into_iter().filter(|one| !received(one)).collect();
    Ok(Some(Asked { barred: hindered || consent.party_only && !is_own, consent, party, state, pending, overlay }))
}

/// What was said to a consent, oldest first.
fn said_to(store: &Store, item: &RecordKey) -> Result<Vec<Outgoing>, StoreError> {
    let all = store.all_outgoing()?.into_iter();
    let said = |one: &Outgoing| matches!(one.letter.kind, Kind::Consent(..) | Kind::ConsentWithdrawal);
    Ok(all.filter(|one| said(one) && one.letter.answers.as_ref() == Some(item)).collect())
}

fn takes_consents(store: &Store, source: &domain::id::SourceId) -> Result<bool, StoreError> {
    let card = store.source_card(source)?.and_then(|json| serde_json::from_str::<ServerCard>(&json).ok());
    Ok(card.is_some_and(|card| card.features.contains(&Feature::DataUses)))
}

fn not_taken(item: &RecordKey) -> ErrorView {
    ErrorView { code: ErrorCode::NotTaken, source: Some(item.source.clone()) }
}
