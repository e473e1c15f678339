//! What the resident must be told beside their items.
//!
//! An authority that takes something back leaves a line here until the resident has read it, and so does a right to act that
//! has ended. A vault that turns out to be
//! damaged is set aside at once, and its sources are read again; that is told too, because what only this device knew
//! (such as what had been opened) does not come back.

use domain::id::{PartyId, RecordKey};
use protocol::{
    ErrorView, Tag,
    view::{NoticesView, TakenBackView},
};

use crate::{Engine, answer::instant_when};

/// Most notices shown at once.
const SHOWN: usize = 100;

impl Engine {
    pub(crate) async fn read_notices(&self) -> Result<NoticesView, ErrorView> {
        let (names, opened) = (self.names().await?, self.opened()?);
        let told = self.in_store(|store| store.told(SHOWN)).await?;
        let ended = self.ended_rights(&names).await?;
        let taken_back = told
            .into_iter()
            .map(|row| TakenBackView {
                sender: names.sender(&row.key.source),
                whose: names.whose(&row.party),
                reason: row.reason,
                when: instant_when(row.at),
                title: names.maybe_line(row.title.as_ref()).filter(|_| !names.whose(&row.party).protected),
                item: row.key,
            })
            .collect();
        let mended = opened.mended().iter().map(|party| names.whose(party)).collect();
        Ok(NoticesView { taken_back, ended, mended })
    }

    pub(crate) async fn dismiss_taken_back(&self, item: RecordKey) -> Result<(), ErrorView> {
        if self.in_store(move |store| store.forget_told(&item)).await? {
            self.emit([Tag::Notices]);
        }
        Ok(())
    }

    /// Sets aside every vault that has turned out to be damaged. Answers whether there was one; its sources must then be
    /// read again.
    pub(crate) async fn mend(&self) -> Result<bool, ErrorView> {
        let damaged: Vec<PartyId> = self
            .in_store(|store| {
                let parties: Vec<_> = store.damaged().into_iter().filter_map(|damage| damage.party).collect();
                parties.iter().try_for_each(|party| store.quarantine_vault(party))?;
                Ok(parties)
            })
            .await?;
        if damaged.is_empty() {
            return Ok(false);
        }
        self.opened()?.note_mended(damaged);
        self.everything_changed();
        Ok(true)
    }
}
