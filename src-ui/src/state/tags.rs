//! Tags: a read says what it shows, an event says what changed, and the read asks again.

use std::collections::HashMap;

use domain::id::RecordKind;
use leptos::prelude::*;
use protocol::{
    Command, NamePlace, ReadArchives, ReadBackground, ReadCalendar, ReadCases, ReadContacts, ReadDataUse, ReadDataUses,
    ReadInbox, ReadItem, ReadLabels, ReadLinks, ReadLock, ReadNearby, ReadNotices, ReadOutbox, ReadOverview,
    ReadProfiles, ReadReminder, ReadReportForm, ReadReporting, ReadRights, ReadSavedSearches, ReadService, ReadSignIn,
    ReadSource, ReadTelling, SearchDirectory, Tag,
};

/// A command that reads, and the parts of the world its answer shows.
pub trait Provides: Command {
    /// The tags of the answer.
    fn tags(&self) -> Vec<Tag>;
}

impl Provides for ReadOverview {
    fn tags(&self) -> Vec<Tag> {
        vec![Tag::Inbox, Tag::Parties, Tag::Sources, Tag::Letters]
    }
}

impl Provides for ReadInbox {
    fn tags(&self) -> Vec<Tag> {
        vec![Tag::Inbox, Tag::Parties]
    }
}

impl Provides for ReadCases {
    fn tags(&self) -> Vec<Tag> {
        vec![Tag::Cases, Tag::Parties]
    }
}

impl Provides for ReadItem {
    fn tags(&self) -> Vec<Tag> {
        let mut tags = vec![Tag::Item(self.item.clone()), Tag::Items, Tag::Parties];
        if self.item.kind == RecordKind::Case {
            // A case lists its items, which change without it.
            tags.push(Tag::Inbox);
        }
        tags
    }
}

impl Provides for ReadSource {
    fn tags(&self) -> Vec<Tag> {
        vec![Tag::Sources]
    }
}

impl Provides for SearchDirectory {
    fn tags(&self) -> Vec<Tag> {
        vec![Tag::Sources]
    }
}

impl Provides for ReadService {
    fn tags(&self) -> Vec<Tag> {
        // It asks the service itself, once.
        Vec::new()
    }
}

impl Provides for ReadSignIn {
    fn tags(&self) -> Vec<Tag> {
        vec![Tag::SignIn]
    }
}

impl Provides for ReadContacts {
    fn tags(&self) -> Vec<Tag> {
        vec![Tag::Sources, Tag::Parties]
    }
}

impl Provides for ReadNotices {
    fn tags(&self) -> Vec<Tag> {
        vec![Tag::Notices, Tag::Parties]
    }
}

impl Provides for ReadLinks {
    fn tags(&self) -> Vec<Tag> {
        vec![Tag::Parties]
    }
}

impl Provides for ReadOutbox {
    fn tags(&self) -> Vec<Tag> {
        vec![Tag::Letters, Tag::Parties, Tag::Sources, Tag::Items]
    }
}

impl Provides for ReadLock {
    fn tags(&self) -> Vec<Tag> {
        vec![Tag::Lock]
    }
}

impl Provides for ReadProfiles {
    fn tags(&self) -> Vec<Tag> {
        vec![Tag::Profiles]
    }
}

impl Provides for ReadSavedSearches {
    fn tags(&self) -> Vec<Tag> {
        vec![Tag::Searches]
    }
}

impl Provides for ReadLabels {
    fn tags(&self) -> Vec<Tag> {
        vec![Tag::Labels]
    }
}

impl Provides for ReadTelling {
    fn tags(&self) -> Vec<Tag> {
        vec![Tag::Telling]
    }
}

impl Provides for ReadBackground {
    fn tags(&self) -> Vec<Tag> {
        vec![Tag::Background]
    }
}

impl Provides for ReadReminder {
    fn tags(&self) -> Vec<Tag> {
        vec![Tag::Item(self.item.clone()), Tag::Items, Tag::Telling]
    }
}

impl Provides for ReadCalendar {
    fn tags(&self) -> Vec<Tag> {
        vec![Tag::Inbox, Tag::Parties, Tag::Telling]
    }
}

impl Provides for ReadArchives {
    fn tags(&self) -> Vec<Tag> {
        vec![Tag::Sources, Tag::Settings]
    }
}

impl Provides for ReadRights {
    fn tags(&self) -> Vec<Tag> {
        vec![Tag::Parties, Tag::Sources]
    }
}

impl Provides for ReadDataUses {
    fn tags(&self) -> Vec<Tag> {
        vec![Tag::DataUses, Tag::Parties, Tag::Sources, Tag::Inbox]
    }
}

impl Provides for ReadDataUse {
    fn tags(&self) -> Vec<Tag> {
        vec![Tag::DataUses, Tag::Parties, Tag::Letters]
    }
}

impl Provides for ReadReporting {
    fn tags(&self) -> Vec<Tag> {
        vec![Tag::Reports, Tag::Letters, Tag::Inbox, Tag::Sources, Tag::Parties]
    }
}

// What a city says of itself is asked of it when the page is opened, and not again while something is written.
impl Provides for ReadReportForm {
    fn tags(&self) -> Vec<Tag> {
        Vec::new()
    }
}

impl Provides for NamePlace {
    fn tags(&self) -> Vec<Tag> {
        Vec::new()
    }
}

impl Provides for ReadNearby {
    fn tags(&self) -> Vec<Tag> {
        Vec::new()
    }
}

/// One trigger for each tag that somebody reads by.
#[derive(Clone, Copy)]
pub struct Tags {
    triggers: StoredValue<HashMap<Tag, ArcTrigger>>,
    everything: StoredValue<ArcTrigger>,
}

impl Default for Tags {
    fn default() -> Self {
        Self { triggers: StoredValue::default(), everything: StoredValue::new(ArcTrigger::new()) }
    }
}

impl Tags {
    /// Makes the running effect run again when one of these changes, or everything does.
    pub fn track(&self, tags: &[Tag]) {
        self.triggers.update_value(|triggers| {
            for tag in tags {
                triggers.entry(tag.clone()).or_default().track();
            }
        });
        self.everything.with_value(Track::track);
    }

    /// Runs again what reads by these.
    pub fn invalidate(&self, tags: &[Tag]) {
        let touched = self
            .triggers
            .try_with_value(|triggers| tags.iter().filter_map(|tag| triggers.get(tag).cloned()).collect::<Vec<_>>());
        for trigger in touched.into_iter().flatten() {
            trigger.notify();
        }
    }

    /// Runs again everything: the language changed, or the line to the engine was broken.
    pub fn invalidate_all(&self) {
        if let Some(all) = self.everything.try_get_value() {
            all.notify();
        }
    }
}
