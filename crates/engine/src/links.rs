//! Who is who across services: what the app asks, what the resident answered.

use std::collections::BTreeMap;

use domain::{
    id::PartyRef,
    party::{Link, LinkState},
};
use protocol::{
    ErrorView,
    view::{KnownAsView, LinksView, PersonLinkView},
};
use store::StoreError;

use crate::{Engine, answer::Names};

impl Engine {
    pub(crate) async fn read_links(&self) -> Result<LinksView, ErrorView> {
        let names = self.names().await?;
        let (links, people) = self
            .in_store(|store| {
                let mut links = store.proposals()?;
                links.extend(store.links()?);
                let rows = store.parties()?.into_iter();
                let people = rows.flat_map(|row| row.refs.into_iter().map(move |known| (known, row.name.clone())));
                let people: BTreeMap<_, _> =
                    people.map(|(known, name)| (known, name.single_line().to_string())).collect();
                Ok::<_, StoreError>((links, people))
            })
            .await?;
        // An answer about a name that a service no longer uses is kept, but there is nobody to show.
        Ok(LinksView { links: links.iter().filter_map(|link| link_view(&names, &people, link)).collect() })
    }

    pub(crate) async fn answer_link(&self, one: PartyRef, other: PartyRef, same: bool) -> Result<(), ErrorView> {
        let (state, now) = (if same { LinkState::Confirmed } else { LinkState::Refused }, self.inner.host.now());
        self.in_store(move |store| store.answer_link(&one, &other, state, now)).await?;
        self.everything_changed();
        Ok(())
    }

    pub(crate) async fn undo_link(&self, one: PartyRef, other: PartyRef) -> Result<(), ErrorView> {
        self.in_store(move |store| store.undo_link(&one, &other)).await?;
        self.everything_changed();
        Ok(())
    }
}

fn link_view(names: &Names, people: &BTreeMap<PartyRef, String>, link: &Link) -> Option<PersonLinkView> {
    let known_as = |reference: &PartyRef| {
        let name = people.get(reference)?.clone();
        Some(KnownAsView { name, sender: names.sender(&reference.source), reference: reference.clone() })
    };
    let (one, other) = link.ends();
    Some(PersonLinkView { one: known_as(one)?, other: known_as(other)?, state: link.state })
}
