//! The overview of uses, and one use whole.

use std::collections::BTreeSet;

use domain::{
    consent::DataRight,
    id::{PartyId, PartyRef, RecordKey, RecordKind, SourceId},
    mandate::Right,
    outgoing::{Kind, Outgoing},
};
use protocol::{
    ErrorCode, ErrorView,
    data_use::{AskingView, DataUseLineView, DataUseView, DataUsesView, ErasureCheckView},
};
use resident_api::{Feature, ServerCard};
use store::{LookupFilter, LookupPage, Store, StoreError, UsedData};

use super::{Register, log_view, lookup_view, organisation, statute};
use crate::{
    Engine,
    answer::{Names, when},
    standing,
};

/// Lookups that are shown on the page of a use, and flagged ones on the overview.
const SHOWN: usize = 10;

impl Engine {
    pub(crate) async fn read_data_uses(&self, party: Option<PartyId>) -> Result<DataUsesView, ErrorView> {
        let names = self.names().await?;
        let (now, today, days, of) = (self.inner.host.now(), self.today(), self.days(), party.clone());
        let (register, flagged, requests, offers) = self
            .in_store(move |store| {
                let register = Register::read(store, now, today)?;
                let filter = LookupFilter { flagged: true, new: true, ..LookupFilter::default() };
                let flagged = store.lookups(of.as_ref(), &filter, None, SHOWN)?;
                let open = register.all.consents.iter().filter(|found| {
                    of.as_ref().is_none_or(|party| *party == found.party)
                        && register.standing(&found.source, &found.record).0.is_open()
                });
                let keys: Vec<RecordKey> = open
                    .map(|found| RecordKey {
                        source: found.source.clone(),
                        kind: RecordKind::Consent,
                        id: found.record.id.clone(),
                    })
                    .collect();
                let requests = store.listed(&keys)?;
                Ok::<_, StoreError>((register, flagged, requests, offering(store, &days)?))
            })
            .await?;
        let is_wanted = |id: &PartyId| party.as_ref().is_none_or(|party| party == id);
        let mut lines: Vec<_> = register
            .all
            .uses
            .iter()
            .filter(|used| is_wanted(&used.of.party))
            .map(|used| (used.last, line(&names, &register, used)))
            .collect();
        lines.sort_by(|(last, a), (other, b)| other.cmp(last).then_with(|| a.item.cmp(&b.item)));
        let uses: Vec<_> = lines.into_iter().map(|(_, line)| line).collect();
        let is_waiting = |item: &RecordKey| register.overlay(item).0 == domain::consent::Overlay::Nothing;
        let mut requests: Vec<_> =
            requests.iter().filter(|row| is_waiting(&row.key)).map(|row| names.headline(row)).collect();
        requests.sort_by_key(|row| row.need.day());
        let (lookups, new_lookups) = match &party {
            None => (register.all.all.lookups, register.all.all.new),
            Some(_) => (uses.iter().map(|used| used.lookups).sum(), uses.iter().map(|used| used.new).sum()),
        };
        let telling: BTreeSet<&SourceId> = register.all.uses.iter().map(|used| &used.of.source).collect();
        let logging: BTreeSet<&SourceId> = register.all.logs.iter().map(|of| &of.source).collect();
        let silent = names.sources().filter(|row| !telling.contains(&row.id) && !logging.contains(&row.id));
        let logs = register.all.logs.iter().filter(|of| is_wanted(&of.party));
        Ok(DataUsesView {
            requests,
            flagged: flagged.rows.iter().map(|row| lookup_view(&names, &register, row)).collect(),
            flagged_count: flagged.total,
            new_lookups,
            lookups,
            logs: logs.map(|of| log_view(&names, of)).collect(),
            silent: silent.map(|row| names.sender(&row.id)).collect(),
            asking: asking(&names, offers, party.as_ref()),
            uses,
        })
    }

    pub(crate) async fn read_data_use(&self, item: RecordKey) -> Result<DataUseView, ErrorView> {
        let names = self.names().await?;
        let (now, today, days, key) = (self.inner.host.now(), self.today(), self.days(), item.clone());
        let (register, page, right, offered, asked) = self
            .in_store(move |store| {
                let register = Register::read(store, now, today)?;
                let Some(used) = register.data_use(&key) else {
                    return Ok((register, LookupPage::default(), None, false, Vec::new()));
                };
                let filter = LookupFilter {
                    source: Some(key.source.clone()),
                    data_use: Some(key.id.clone()),
                    ..LookupFilter::default()
                };
                let page = store.lookups(Some(&used.of.party), &filter, None, SHOWN)?;
                let party = PartyRef { source: key.source.clone(), key: used.of.record.party.clone() };
                let right = standing::find(store, &party, &days)?.map(|row| row.right);
                let is_about = |one: &Outgoing| match &one.letter.kind {
                    Kind::DataRequest(asked) => asked.data_use.as_ref() == Some(&key.id),
                    _ => false,
                };
                let asked = store.pending(&key.source)?.into_iter().filter(is_about).collect();
                Ok::<_, StoreError>((register, page, right, takes_requests(store, &key.source)?, asked))
            })
            .await?;
        let found = register.data_use(&item);
        let used = found.ok_or(ErrorView { code: ErrorCode::NotFound, source: Some(item.source.clone()) })?;
        let hindrance = right.as_ref().and_then(|right| right.hindrance(None));
        let record = &used.of.record;
        let may_ask = |right: &DataRight| match right {
            DataRight::Objection => record.legal_basis.may_be_objected_to(),
            DataRight::Prohibit => record.permission == Some(domain::data_use::Permission::Prohibition),
            _ => true,
        };
        let rights: Vec<_> = record.rights.iter().copied().filter(may_ask).filter(|_| offered).collect();
        Ok(DataUseView {
            line: line(&names, &register, used),
            sender: names.sender(&item.source),
            party: PartyRef { source: item.source.clone(), key: record.party.clone() },
            statute: record.statute.as_ref().map(|found| statute(&names, found)),
            categories: record.categories.iter().map(|one| (names.line(&one.name), one.special)).collect(),
            controller: organisation(&names, &record.controller),
            recipients: record.recipients.iter().map(|one| organisation(&names, one)).collect(),
            retention: names.maybe(record.retention.as_ref()),
            location: names.maybe(record.location.as_ref()),
            automated: record.automated,
            checks_erasure: rights.contains(&DataRight::Erasure) && hindrance.is_none(),
            rights,
            hindrance,
            letters: self.outgoing_views(&names, asked).await?,
            lookups: page.rows.iter().map(|row| lookup_view(&names, &register, row)).collect(),
            log: register.log(&names, &item.source, &used.of.party),
        })
    }

    pub(crate) async fn check_erasure(&self, item: RecordKey) -> Result<ErasureCheckView, ErrorView> {
        let names = self.names().await?;
        let line = self.line(&item.source)?;
        let refused = || ErrorView { code: ErrorCode::NotTaken, source: Some(item.source.clone()) };
        let api = line.api.resident().ok_or_else(refused)?;
        let check =
            api.check_erasure(&item.id).await.map_err(|error| crate::failure::of_source(&item.source, &error))?;
        Ok(ErasureCheckView {
            allowed: check.allowed,
            reasons: check
                .reasons
                .iter()
                .map(|(words, law)| (names.text(words), law.as_ref().map(|law| statute(&names, law))))
                .collect(),
        })
    }
}

pub(super) fn line(names: &Names, register: &Register, used: &UsedData) -> DataUseLineView {
    let (of, record) = (&used.of, &used.of.record);
    let last = used.last.and_then(chrono::DateTime::from_timestamp_millis);
    DataUseLineView {
        item: RecordKey { source: of.source.clone(), kind: RecordKind::DataUse, id: record.id.clone() },
        purpose: names.line(&record.purpose),
        controller: names.line(&record.controller.name),
        whose: names.whose(&of.party),
        basis: record.legal_basis,
        choice: register.choice(of),
        last_used: last.map(|at| when(at.into())),
        lookups: used.tally.lookups,
        new: used.tally.new,
        flagged: used.tally.flagged,
    }
}

/// Whether a source receives requests about data.
pub(crate) fn takes_requests(store: &Store, source: &SourceId) -> Result<bool, StoreError> {
    let card = store.source_card(source)?.and_then(|json| serde_json::from_str::<ServerCard>(&json).ok());
    Ok(card.is_some_and(|card| card.features.contains(&Feature::DataRequests)))
}

/// At which services, and in whose matters, one can ask.
fn offering(store: &Store, days: &store::Days) -> Result<Vec<(PartyRef, PartyId)>, StoreError> {
    let rights = store.rights(days)?;
    let mut found = Vec::new();
    for row in store.parties()? {
        for name in row.refs {
            let may = |right: &Right| right.hindrance(None).is_none();
            if rights.iter().any(|of| of.name == name && may(&of.right)) && takes_requests(store, &name.source)? {
                found.push((name, row.id.clone()));
            }
        }
    }
    Ok(found)
}

fn asking(names: &Names, offers: Vec<(PartyRef, PartyId)>, party: Option<&PartyId>) -> Vec<AskingView> {
    let wanted = offers.into_iter().filter(|(_, id)| party.is_none_or(|party| party == id));
    wanted
        .map(|(name, id)| AskingView { sender: names.sender(&name.source), party: name, whose: names.whose(&id) })
        .collect()
}
