//! Pages of the inbox and of the cases.

use domain::{case::Folder, id::PartyId, inbox::Group, source::SourceKind};
use protocol::{
    ErrorCode, ErrorView,
    view::{CaseListView, InboxPageView},
};
use store::{InboxKey, InboxQuery, StoreError};

use crate::Engine;

/// Most items of one page, whatever is asked.
const LARGEST_PAGE: u16 = 200;

impl Engine {
    pub(crate) async fn read_inbox(
        &self,
        group: Group,
        party: Option<PartyId>,
        after: Option<String>,
        limit: u16,
    ) -> Result<InboxPageView, ErrorView> {
        let (after, limit) = (key(after)?, usize::from(limit.min(LARGEST_PAGE)));
        let (names, today) = (self.names().await?, self.today());
        let (page, total) = self
            .in_store(move |store| {
                let total = match group {
                    Group::Pinned | Group::NeedsYou | Group::New => Some(store.count(group, party.as_ref(), today)?),
                    Group::Rest => None,
                };
                let page = store.inbox(&InboxQuery { group, party, after, limit, today })?;
                Ok::<_, StoreError>((page, total))
            })
            .await?;
        Ok(InboxPageView {
            items: page.items.iter().map(|row| names.headline(row)).collect(),
            next: page.next.map(|key| key.to_string()),
            total,
        })
    }

    pub(crate) async fn read_cases(
        &self,
        folder: Folder,
        party: Option<PartyId>,
        after: Option<String>,
        limit: u16,
    ) -> Result<CaseListView, ErrorView> {
        let (after, limit) = (key(after)?, usize::from(limit.min(LARGEST_PAGE)));
        let names = self.names().await?;
        let page = self.in_store(move |store| store.cases_in(folder, party.as_ref(), after.as_ref(), limit)).await?;
        Ok(CaseListView {
            items: page.items.iter().map(|row| names.headline(row)).collect(),
            next: page.next.map(|key| key.to_string()),
            has_folders: names.sources().any(|source| source.kind == SourceKind::Dialogporten),
        })
    }
}

fn key(cursor: Option<String>) -> Result<Option<InboxKey>, ErrorView> {
    cursor.map(|text| text.parse().map_err(|_| ErrorView::from(ErrorCode::BadRequest))).transpose()
}
