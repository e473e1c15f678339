//! Lists of lookups.

use chrono::{NaiveDate, NaiveTime};
use domain::time::Moment;
use protocol::{
    ErrorCode, ErrorView, Tag,
    data_use::{LookupFilter, LookupPageView},
};
use store::{LookupKey, StoreError, folded_words};

use super::{Register, log_view, lookup_view};
use crate::{Engine, answer::begins};

/// Most lookups of a page.
const MOST: u16 = 200;

impl Engine {
    pub(crate) async fn read_lookups(
        &self,
        filter: LookupFilter,
        after: Option<String>,
        limit: u16,
    ) -> Result<LookupPageView, ErrorView> {
        let names = self.names().await?;
        let after = after.map(|key| key.parse::<LookupKey>()).transpose();
        let after = after.map_err(|_| ErrorView::from(ErrorCode::BadRequest))?;
        let (now, today, party) = (self.inner.host.now(), self.today(), filter.party.clone());
        let wanted = wanted(&filter);
        let (register, page) = self
            .in_store(move |store| {
                let register = Register::read(store, now, today)?;
                let limit = usize::from(limit.clamp(1, MOST));
                let page = store.lookups(filter.party.as_ref(), &wanted, after.as_ref(), limit)?;
                Ok::<_, StoreError>((register, page))
            })
            .await?;
        let logs = register.all.logs.iter().filter(|of| party.as_ref().is_none_or(|party| *party == of.party));
        Ok(LookupPageView {
            items: page.rows.iter().map(|row| lookup_view(&names, &register, row)).collect(),
            next: page.next.map(|key| key.to_string()),
            total: page.total,
            logs: logs.map(|of| log_view(&names, of)).collect(),
        })
    }

    pub(crate) async fn mark_lookups_seen(&self) -> Result<(), ErrorView> {
        if self.in_store(store::Store::set_lookups_seen).await? {
            self.emit([Tag::DataUses]);
        }
        Ok(())
    }
}

fn wanted(filter: &LookupFilter) -> store::LookupFilter {
    let of = |key: &Option<domain::id::RecordKey>| key.as_ref().map(|key| (key.source.clone(), key.id.clone()));
    let (data_use, consent) = (of(&filter.data_use), of(&filter.consent));
    let source = data_use.as_ref().or(consent.as_ref()).map(|(source, _)| source.clone());
    store::LookupFilter {
        source: source.or_else(|| filter.source.clone()),
        data_use: data_use.map(|(_, id)| id),
        consent: consent.map(|(_, id)| id),
        from: filter.from.map(start),
        before: filter.to.and_then(|day| day.succ_opt()).map(start),
        flagged: filter.flagged,
        new: filter.new,
        words: folded_words(&filter.text),
    }
}

/// When a day begins in Finland, in milliseconds since 1970.
fn start(day: NaiveDate) -> i64 {
    begins(Moment::Local(day.and_time(NaiveTime::MIN))).timestamp_millis()
}
