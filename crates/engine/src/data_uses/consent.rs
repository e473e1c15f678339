//! A consent as its page shows it.

use std::collections::BTreeSet;

use domain::{
    consent::{Consent, DataItem, Event, Overlay},
    data_use::Organisation,
    id::{PartyRef, RecordKey, RecordKind, RemoteId, SourceId},
    party::Relation,
    record::Record,
    text::Language,
};
use protocol::{
    ErrorView,
    data_use::{
        ActorView, ConsentBody, ConsentDataView, ConsentEventView, ConsentReceiptView, LookupView, NoticeTextView,
    },
    view::{CaseLinkView, ItemBody, ItemView},
};
use store::{LookupFilter, LookupPage, StoreError, StoredRecord};

use super::{Register, lookup_view, organisation};
use crate::{
    Engine,
    answer::{Names, instant_when, when},
    letters::link_to,
    signatures,
};

/// Lookups that are shown on the page of a consent.
const SHOWN: usize = 10;

/// What beside its record the page of a consent needs.
struct Around {
    register: Register,
    lookups: LookupPage,
    flagged: u32,
    replaces: Option<StoredRecord>,
    replaced_by: Option<StoredRecord>,
}

impl Engine {
    /// Puts into the page of a consent what its record alone does not say.
    pub(crate) async fn tell_consent(
        &self,
        names: &Names,
        stored: &StoredRecord,
        view: &mut ItemView,
    ) -> Result<(), ErrorView> {
        let Record::Consent(consent) = &stored.record else { return Ok(()) };
        let (now, today) = (self.inner.host.now(), self.today());
        let (key, party, replaces) = (view.item.clone(), stored.party.clone(), consent.replaces.clone());
        let around = self
            .in_store(move |store| {
                let register = Register::read(store, now, today)?;
                let of_this = LookupFilter {
                    source: Some(key.source.clone()),
                    consent: Some(key.id.clone()),
                    ..LookupFilter::default()
                };
                let lookups = store.lookups(Some(&party), &of_this, None, SHOWN)?;
                let flagged = LookupFilter { flagged: true, ..of_this };
                let flagged = store.lookups(Some(&party), &flagged, None, 1)?.total;
                let record = |id: RemoteId| store.record(&RecordKey { id, ..key.clone() });
                let replaces = replaces.map(record).transpose()?.flatten();
                let replaced_by = store.replacing_consent(&key)?;
                let replaced_by = replaced_by.map(|key| store.record(&key)).transpose()?.flatten();
                Ok::<_, StoreError>(Around { register, lookups, flagged, replaces, replaced_by })
            })
            .await?;
        let letter = match around.register.overlay(&view.item) {
            (Overlay::Nothing, _) | (_, None) => None,
            (_, Some(letter)) => self.outgoing_views(names, vec![letter.clone()]).await?.into_iter().next(),
        };
        // What is said to it stands in its own place.
        view.letters.clear();
        let mut body = body(names, &view.item.source, consent, &around);
        let is_own = view.whose.relation == Relation::Myself;
        let barred = stored.gone.is_some()
            || stored.archived_at.is_some()
            || view.standing.as_ref().is_some_and(|standing| standing.hindrance.is_some());
        body.party_only = consent.party_only && !is_own;
        let is_free = matches!(body.overlay, Overlay::Nothing | Overlay::Stuck) && !barred;
        body.answerable = is_free && body.state.is_open() && !body.party_only;
        body.withdrawable = !barred
            && body.overlay != Overlay::WithdrawalPending
            && (consent.given().is_some() && consent.ended().is_none() || body.overlay == Overlay::GrantPending);
        body.extendable_to = consent.latest_end.filter(|latest| {
            is_free && body.state.permits() && !body.party_only && consent.valid_to().is_some_and(|end| end < *latest)
        });
        body.letter = letter;
        view.body = ItemBody::Consent(Box::new(body));
        Ok(())
    }
}

/// What its record alone says, before [`Engine::tell_consent`].
pub(crate) fn outline(names: &Names, source: &SourceId, consent: &Consent) -> ConsentBody {
    let Consent { controller, provider, purpose, .. } = consent;
    ConsentBody {
        permission: consent.permission,
        state: domain::consent::State::Unknown,
        doubt: None,
        overlay: Overlay::Nothing,
        letter: None,
        answerable: false,
        party_only: consent.party_only,
        withdrawable: false,
        extendable_to: None,
        strong: consent.strong,
        controller: organisation(names, controller),
        provider: organisation(names, provider),
        recipients: consent.recipients.iter().map(|one| organisation(names, one)).collect(),
        basis: purpose.basis,
        data: purpose.data.iter().map(|item| data(names, consent, item)).collect(),
        processing: names.maybe(purpose.processing.as_ref()),
        location: names.maybe(purpose.location.as_ref()),
        retention: names.maybe(purpose.retention.as_ref()),
        jurisdiction: purpose.jurisdiction.clone(),
        withdrawal: names.maybe(purpose.withdrawal.as_ref()),
        if_refused: names.maybe(purpose.if_refused.as_ref()),
        if_withdrawn: names.maybe(purpose.if_withdrawn.as_ref()),
        asked: when(consent.asked_at),
        answer_by: consent.answer_by,
        latest_end: consent.latest_end,
        until: consent.valid_to(),
        notice: notice(names.language, consent),
        history: consent.events.iter().map(|event| happened(names, source, consent, event)).collect(),
        receipts: Vec::new(),
        data_use: None,
        lookups: Vec::new(),
        lookup_count: 0,
        flagged: 0,
        log: None,
        replaces: None,
        replaced_by: None,
    }
}

/// What its record and the register say, without its lookups.
pub(super) fn body_alone(names: &Names, register: &Register, source: &SourceId, consent: &Consent) -> ConsentBody {
    ConsentBody {
        state: register.standing(source, consent).0,
        receipts: receipts(names, register, source, consent),
        ..outline(names, source, consent)
    }
}

fn receipts(names: &Names, register: &Register, source: &SourceId, consent: &Consent) -> Vec<ConsentReceiptView> {
    let view = |receipt: &domain::consent::Receipt| ConsentReceiptView {
        id: receipt.id.clone(),
        created: instant_when(receipt.created),
        state: receipt.state,
        signature: signatures::verdict_view(names, source, register.verdict(source, receipt)),
    };
    consent.receipts.iter().map(view).collect()
}

fn body(names: &Names, source: &SourceId, consent: &Consent, around: &Around) -> ConsentBody {
    let register = &around.register;
    let key = RecordKey { source: source.clone(), kind: RecordKind::Consent, id: consent.id.clone() };
    let (state, doubt) = register.standing(source, consent);
    let link = |stored: &Option<StoredRecord>| -> Option<CaseLinkView> { link_to(names, source, stored.as_ref()?) };
    let used =
        consent.data_use.as_ref().map(|id| RecordKey { kind: RecordKind::DataUse, id: id.clone(), ..key.clone() });
    let lookups: Vec<LookupView> = around.lookups.rows.iter().map(|row| lookup_view(names, register, row)).collect();
    let party = register.consent(&key).map(|of| of.party.clone());
    ConsentBody {
        state,
        doubt,
        overlay: register.overlay(&key).0,
        receipts: receipts(names, register, source, consent),
        data_use: used.and_then(|key| {
            let purpose = names.line(&register.data_use(&key)?.of.record.purpose);
            Some((key, purpose))
        }),
        lookups,
        lookup_count: around.lookups.total,
        flagged: around.flagged,
        log: party.and_then(|party| register.log(names, source, &party)),
        replaces: link(&around.replaces),
        replaced_by: link(&around.replaced_by),
        ..outline(names, source, consent)
    }
}

fn data(names: &Names, consent: &Consent, item: &DataItem) -> ConsentDataView {
    ConsentDataView {
        id: item.id.clone(),
        name: names.line(&item.name),
        value: names.maybe(item.value.as_ref()),
        optional: item.optional,
        sensitive: item.sensitive,
        special: item.special_category,
        agreed: consent.agreed().any(|agreed| agreed.id == item.id),
    }
}

fn happened(names: &Names, source: &SourceId, consent: &Consent, event: &Event) -> ConsentEventView {
    let called =
        |id: &String| consent.purpose.data.iter().find(|item| item.id == *id).map(|item| names.line(&item.name));
    ConsentEventView {
        when: instant_when(event.at),
        state: event.state,
        until: event.valid_to,
        by: actor(names, source, consent, event),
        items: event.items.iter().filter_map(called).collect(),
    }
}

fn actor(names: &Names, source: &SourceId, consent: &Consent, event: &Event) -> ActorView {
    if event.by == consent.party.as_str() {
        return ActorView::Party;
    }
    let mut known = [&consent.controller, &consent.provider].into_iter().chain(&consent.recipients);
    if let Some(found) = known.find(|one: &&Organisation| one.code == event.by) {
        return ActorView::Organisation(names.line(&found.name));
    }
    if event.on_behalf_of.is_some() {
        let person = names.party_of(&PartyRef { source: source.clone(), key: RemoteId::new(event.by.clone()) });
        return ActorView::For(person.map(|id| names.whose(&id).name).filter(|name| !name.is_empty()));
    }
    ActorView::Unstated
}

/// The notice by its paragraphs, with what is other than in the version before.
fn notice(language: Language, consent: &Consent) -> Option<NoticeTextView> {
    let text = consent.notice.for_reader(language)?;
    let previous = consent.notice.previous_for(language).filter(|before| before.language == text.language);
    let paragraphs = |text: &str| {
        let all = text.split("\n\n").map(|paragraph| paragraph.trim().to_owned());
        all.filter(|paragraph| !paragraph.is_empty()).collect::<Vec<_>>()
    };
    let now = paragraphs(&text.text);
    let before: Option<BTreeSet<String>> = previous.map(|before| paragraphs(&before.text).into_iter().collect());
    let removed = match previous {
        Some(before) => paragraphs(&before.text).into_iter().filter(|paragraph| !now.contains(paragraph)).collect(),
        None => Vec::new(),
    };
    let is_new = |paragraph: &String| before.as_ref().is_some_and(|before| !before.contains(paragraph));
    Some(NoticeTextView {
        version: consent.notice.version.clone(),
        lang: (Language::from_tag(&text.language) != Some(language)).then(|| text.language.clone()),
        sha256: text.sha256.clone(),
        is_whole: text.is_whole,
        previous: previous.and(consent.notice.previous.as_ref()).map(|(version, _)| version.clone()),
        removed,
        paragraphs: now.into_iter().map(|paragraph| (paragraph.clone(), is_new(&paragraph))).collect(),
    })
}
