//! Who is who, as lists see it.

use std::collections::BTreeSet;

use domain::{case::Folder, id::PartyId, inbox::Group};
use protocol::{AnswerLink, ReadCases, ReadLinks};
use tests::{Device, Town};

#[tokio::test]
async fn a_list_of_somebody_who_has_become_one_with_another_shows_both() {
    let (haikkala, kaarna) = (Town::haikkala().await.unwrap(), Town::kaarna().await.unwrap());
    let device = Device::of_aino(&[&haikkala, &kaarna]).await.unwrap();
    device.sync().await.unwrap();
    let links = device.ask(ReadLinks {}).await.unwrap().links;
    let elsa = links.into_iter().find(|link| link.one.name == "Elsa Virta").unwrap();
    let parties = device.overview().await.unwrap().parties;
    let elsas: Vec<_> = parties.into_iter().filter(|party| party.name == "Elsa Virta").map(|party| party.id).collect();
    assert_eq!(elsas.len(), 2);
    let everything = async |party| {
        let mut all = BTreeSet::new();
        for group in [Group::NeedsYou, Group::New, Group::Rest] {
            all.extend(
                device
                    .group(group, Some(PartyId::clone(&party)))
                    .await
                    .unwrap()
                    .into_iter()
                    .map(|headline| headline.item),
            );
        }
        all
    };
    let (one, other) = (everything(elsas[0].clone()).await, everything(elsas[1].clone()).await);
    assert!(!one.is_empty() && !other.is_empty());
    let both: BTreeSet<_> = one.union(&other).cloned().collect();

    device.ask(AnswerLink { one: elsa.one.reference, other: elsa.other.reference, same: true }).await.unwrap();
    let parties = device.overview().await.unwrap().parties;
    let together: Vec<_> = parties.iter().filter(|party| party.name == "Elsa Virta").collect();
    assert_eq!(together.len(), 1);
    for id in &elsas {
        assert!(together[0].is(id));
        assert_eq!(everything(id.clone()).await, both);
    }
    let cases = async |party| {
        device
            .ask(ReadCases { folder: Folder::Inbox, party: Some(party), after: None, limit: 100 })
            .await
            .unwrap()
            .items
            .len()
    };
    assert_eq!(cases(elsas[0].clone()).await, cases(elsas[1].clone()).await);
}
