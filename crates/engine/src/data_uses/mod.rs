//! Who uses the resident's data, on which basis, and what they can say to it.
//!
//! The source is the register: what is here is its copy, and what the resident says is an overlay until it has come back with the
//! feed. Whether a lookup is right is judged as it is written (`store/src/data_uses.rs`, by `domain::consent::watch`).

mod answering;
mod consent;
mod lookups;
mod overview;
mod taking_out;

pub(crate) use self::{consent::outline as consent_outline, overview::takes_requests};

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, Utc};
use connector::resident::{Keys, check_signed};
use domain::{
    consent::{Answer, Consent, Doubt, Evidence, Overlay, State},
    data_use::{LegalBasis, Organisation},
    decision::LegalReference,
    id::{RecordKey, RecordKind, RemoteId, SourceId},
    lookup::AccessLog,
    outgoing::{Kind, Outgoing, Phase},
    signature::{Mismatch, Verdict},
    text::Localized,
    time::Moment,
};
use protocol::{
    data_use::{AccessLogView, ChoiceView, LookupView, OrganisationView},
    view::{LegalReferenceView, Text},
};
use store::{DataUses, LookupRow, OfData, Store, StoreError};

use crate::{
    answer::{Names, link, when},
    signatures,
};

/// Everything that is needed to tell of uses, consents and lookups in one answer.
pub(crate) struct Register {
    all: DataUses,
    keys: BTreeMap<SourceId, Option<Keys>>,
    heard: BTreeMap<SourceId, DateTime<Utc>>,
    said: Vec<Outgoing>,
    /// What each source's register has: uses by what they are for, consents.
    uses: BTreeMap<RecordKey, usize>,
    consents: BTreeMap<RecordKey, usize>,
    now: DateTime<Utc>,
    today: NaiveDate,
}

impl Register {
    pub(crate) fn read(store: &Store, now: DateTime<Utc>, today: NaiveDate) -> Result<Self, StoreError> {
        let all = store.data_uses(None)?;
        let signing: BTreeSet<SourceId> =
            all.consents.iter().filter(|of| !of.record.receipts.is_empty()).map(|of| of.source.clone()).collect();
        let keys = signing.into_iter().map(|source| {
            let keys = signatures::keys(store, &source)?;
            Ok::<_, StoreError>((source, keys))
        });
        let keys = keys.collect::<Result<_, _>>()?;
        let heard = store.sources()?.into_iter().filter_map(|row| Some((row.id, row.freshness.complete_at?))).collect();
        let is_said = |one: &Outgoing| matches!(one.letter.kind, Kind::Consent(..) | Kind::ConsentWithdrawal);
        let said = store.all_outgoing()?.into_iter().filter(is_said).collect();
        let named = |source: &SourceId, kind, id: &RemoteId| RecordKey { source: source.clone(), kind, id: id.clone() };
        let uses = all.uses.iter().enumerate();
        let uses = uses.map(|(place, used)| (named(&used.of.source, RecordKind::DataUse, &used.of.record.id), place));
        let uses = uses.collect();
        let consents = all.consents.iter().enumerate();
        let consents = consents.map(|(place, of)| (named(&of.source, RecordKind::Consent, &of.record.id), place));
        let consents = consents.collect();
        Ok(Self { all, keys, heard, said, uses, consents, now, today })
    }

    pub(crate) fn consent(&self, key: &RecordKey) -> Option<&OfData<Consent>> {
        self.consents.get(key).and_then(|place| self.all.consents.get(*place))
    }

    fn data_use(&self, key: &RecordKey) -> Option<&store::UsedData> {
        self.uses.get(key).and_then(|place| self.all.uses.get(*place))
    }

    /// What the signature of a receipt shows. A key that is not among those that are here may have been published since.
    fn verdict(&self, source: &SourceId, receipt: &domain::consent::Receipt) -> Verdict {
        let keys = self.keys.get(source).and_then(Option::as_ref);
        match check_signed(&receipt.signature, receipt.created.into(), keys) {
            Verdict::Mismatch(Mismatch::UnknownKey) => Verdict::NotYet,
            verdict => verdict,
        }
    }

    /// Where a consent stands by its source's word, and why that is not known.
    pub(crate) fn standing(&self, source: &SourceId, consent: &Consent) -> (State, Option<Doubt>) {
        let confirms = |receipt: &domain::consent::Receipt| {
            consent.events.iter().any(|event| event.sha256 == receipt.event_sha256 && event.state == receipt.state)
        };
        let is_forged =
            consent.receipts.iter().any(|receipt| !confirms(receipt) || self.verdict(source, receipt).is_mismatch());
        let heard_at = self.heard.get(source).copied();
        consent.standing(Evidence { now: self.now, today: self.today, heard_at, is_forged })
    }

    /// What of the resident's own is on its way, and the letter in which it is.
    pub(crate) fn overlay(&self, key: &RecordKey) -> (Overlay, Option<&Outgoing>) {
        let is_of_it = |one: &&Outgoing| one.letter.answers.as_ref() == Some(key) && one.phase != Phase::Draft;
        // After a withdrawal nothing more can be said.
        let turn = |one: &&Outgoing| (matches!(one.letter.kind, Kind::ConsentWithdrawal), one.begun_at);
        let newest = self.said.iter().filter(is_of_it).max_by_key(turn);
        let Some(letter) = newest else { return (Overlay::Nothing, None) };
        let (pending, brings) = match &letter.letter.kind {
            Kind::Consent(Answer::Refused, _) => (Overlay::RefusalPending, State::Refused),
            Kind::Consent(Answer::Extended { .. }, _) => (Overlay::GrantPending, State::Expired),
            Kind::Consent(Answer::Given { .. }, _) => (Overlay::GrantPending, State::Given),
            _ => (Overlay::WithdrawalPending, State::Withdrawn),
        };
        let overlay = match &letter.phase {
            Phase::Stuck(_) => Overlay::Stuck,
            Phase::Received(receipt) => {
                let came = self.consent(key).is_none_or(|of| {
                    // What is told to the second stands at its beginning.
                    let is_it =
                        |event: &domain::consent::Event| event.at.timestamp() >= receipt.received_at.timestamp();
                    of.record.events.iter().any(|event| (event.state == brings || event.state.is_end()) && is_it(event))
                });
                if came { Overlay::Nothing } else { pending }
            }
            _ => pending,
        };
        (overlay, Some(letter))
    }

    /// The choice that the law gives with a use, and where it stands.
    fn choice(&self, used: &OfData<domain::data_use::DataUse>) -> Option<ChoiceView> {
        let permission = used.record.permission?;
        let id = used.record.consent.as_ref();
        let key = id.map(|id| RecordKey { source: used.source.clone(), kind: RecordKind::Consent, id: id.clone() });
        let found = key.as_ref().and_then(|key| self.consent(key));
        let standing = found.map(|of| self.standing(&of.source, &of.record));
        Some(ChoiceView {
            permission,
            state: standing.map(|(state, _)| state),
            doubt: standing.and_then(|(_, doubt)| doubt),
            overlay: key.as_ref().map(|key| self.overlay(key).0).unwrap_or_default(),
            until: found.and_then(|of| of.record.valid_to()),
            item: key.filter(|_| found.is_some()),
        })
    }

    /// How far back the lookups of a party at a source are told.
    fn log(&self, names: &Names, source: &SourceId, party: &domain::id::PartyId) -> Option<AccessLogView> {
        let found = self.all.logs.iter().find(|of| of.source == *source && of.party == *party);
        found.map(|of| log_view(names, of))
    }
}

fn log_view(names: &Names, of: &OfData<AccessLog>) -> AccessLogView {
    AccessLogView {
        source: of.source.clone(),
        sender: names.sender(&of.source),
        whose: names.whose(&of.party),
        since: when(of.record.since),
        systems: of.record.systems.iter().map(ToString::to_string).collect(),
        gaps: names.maybe(of.record.gaps.as_ref()),
    }
}

fn organisation(names: &Names, of: &Organisation) -> OrganisationView {
    OrganisationView {
        name: names.line(&of.name),
        address: of.address.as_ref().map(ToString::to_string),
        contact: of.contact.as_ref().map(ToString::to_string),
    }
}

fn statute(names: &Names, of: &LegalReference) -> LegalReferenceView {
    LegalReferenceView {
        statute: names.line(&of.statute),
        section: of.section.clone(),
        link: of.link.as_ref().map(link),
    }
}

/// A lookup as it is shown, with what its register says of it.
fn lookup_view(names: &Names, register: &Register, row: &LookupRow) -> LookupView {
    let (source, lookup) = (&row.source, &row.lookup);
    let key = |kind, id: &RemoteId| RecordKey { source: source.clone(), kind, id: id.clone() };
    let data_use = lookup.data_use.as_ref().map(|id| key(RecordKind::DataUse, id));
    let used = data_use.as_ref().and_then(|key| register.data_use(key));
    let by_use = || used.and_then(|used| used.of.record.consent.as_ref());
    let consent = lookup.consent.as_ref().or_else(by_use).map(|id| key(RecordKind::Consent, id));
    let of_consent = consent.as_ref().and_then(|key| register.consent(key)).map(|of| &of.record);
    let ended = of_consent.and_then(Consent::ended).map(|event| when(Moment::from(event.at)));
    let name = |data: &String| data_name(used.map(|used| &used.of.record), of_consent, data);
    LookupView {
        source: source.clone(),
        id: lookup.id.clone(),
        sender: names.sender(source),
        whose: names.whose(&row.party),
        party: domain::id::PartyRef { source: source.clone(), key: lookup.party.clone() },
        when: when(lookup.at),
        action: names.line(&lookup.action),
        receiver: match &lookup.receiver.name {
            Some(name) => names.line(name),
            None => Text { value: lookup.receiver.code.clone(), lang: None },
        },
        system: lookup.receiver.system.as_ref().map(ToString::to_string),
        role: names.maybe_line(lookup.receiver.role.as_ref()),
        source_system: lookup.source_system.as_ref().map(ToString::to_string),
        basis: lookup.basis.or_else(|| used.map(|used| used.of.record.legal_basis)),
        data: lookup
            .categories
            .iter()
            .map(|data| name(data).map_or_else(|| Text { value: data.clone(), lang: None }, |name| names.line(name)))
            .collect(),
        direction: lookup.direction,
        denied: lookup.denied,
        data_use: used.and_then(|used| Some((data_use?, names.line(&used.of.record.purpose)))),
        consent: consent.filter(|_| of_consent.is_some() && rests(lookup, used)),
        is_new: row.is_new,
        flag: row.flag.map(|flag| (flag, ended)),
    }
}

/// Whether a lookup rests on a consent, by its own word or that of its use.
fn rests(lookup: &domain::lookup::Lookup, used: Option<&store::UsedData>) -> bool {
    let by_choice = |basis: LegalBasis| {
        matches!(basis, LegalBasis::Consent | LegalBasis::ExplicitConsent | LegalBasis::DisclosureByPermission)
    };
    lookup.consent.is_some() || used.is_some_and(|used| by_choice(used.of.record.legal_basis))
}

/// What an item of data is called in its consent or its use. A log may name it by its id or by its term.
fn data_name<'a>(
    used: Option<&'a domain::data_use::DataUse>,
    consent: Option<&'a Consent>,
    data: &str,
) -> Option<&'a Localized> {
    let items = consent.into_iter().flat_map(|consent| &consent.purpose.data);
    let of_consent = items.filter(|item| item.id == data || item.term == data).map(|item| &item.name).next();
    let categories = used.into_iter().flat_map(|used| &used.categories);
    of_consent.or_else(|| categories.filter(|category| category.id == data).map(|category| &category.name).next())
}
