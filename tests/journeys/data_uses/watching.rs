//! What is done with Aino's data, held against what she has said; and how she is told.

use domain::{
    consent::{State, watch::Flag},
    id::RecordKind,
};
use municipality::Wanted;
use protocol::{
    MarkLookupsSeen, ReadLookups, WithdrawConsent,
    data_use::{AnsweredView, LookupFilter, LookupView},
};
use tests::{Device, Town, key};

use super::{as_soon_as, body, gets_through, give, named, recorded, settled, uses};

async fn flagged(device: &Device) -> Vec<LookupView> {
    let filter = LookupFilter { flagged: true, ..LookupFilter::default() };
    device.ask(ReadLookups { filter, after: None, limit: 200 }).await.unwrap().items
}

#[tokio::test]
async fn a_use_after_a_withdrawal_is_flagged_and_uses_before_it_are_not() {
    let haikkala = Town::haikkala().await.unwrap();
    let device = settled(&haikkala).await;
    let asked = recorded(&haikkala, "arrastus");
    let item = named(&haikkala, &asked);
    let known = flagged(&device).await.len();
    give(&device, &item, &[]).await;
    as_soon_as(&device, &item, State::Given).await;
    assert!(gets_through(&haikkala, &asked));
    device.sync().await.unwrap();
    assert_eq!(flagged(&device).await.len(), known, "what is done as agreed raises no alarm");
    let before = body(&device, &item).await;
    assert_eq!((before.lookup_count, before.flagged), (1, 0));

    assert_eq!(device.ask(WithdrawConsent { item: item.clone() }).await, Ok(AnsweredView::Going));
    as_soon_as(&device, &item, State::Withdrawn).await;
    // The gate keeps the club out, and says so in the log: nothing was seen.
    assert!(!gets_through(&haikkala, &asked));
    let wanted = Wanted {
        data_use: asked.data_use.clone().unwrap(),
        receiver: Some(asked.controller.id.clone()),
        at: Some(engine::Host::now(device.host.as_ref()) + chrono::TimeDelta::hours(1)),
        ..Wanted::default()
    };
    // Somebody goes around it.
    haikkala.authority().look_around_gate(&wanted).unwrap();
    device.sync().await.unwrap();
    let after = body(&device, &item).await;
    assert_eq!((after.lookup_count, after.flagged), (3, 1), "{:?}", after.lookups);
    let wrong = after.lookups.iter().find(|lookup| lookup.flag.is_some()).unwrap();
    let (flag, ended) = wrong.flag.clone().unwrap();
    assert_eq!(flag, Flag::AfterEnd);
    assert_eq!(ended.unwrap().iso, after.history.last().unwrap().when.iso, "and it is said when it had ended");
    assert!(after.lookups.iter().any(|lookup| lookup.denied && lookup.flag.is_none()));
    assert_eq!(uses(&device).await.flagged_count as usize, known + 1);
}

#[tokio::test]
async fn another_purpose_other_data_and_strangers_are_flagged_each_with_its_reason() {
    let haikkala = Town::haikkala().await.unwrap();
    let device = settled(&haikkala).await;
    let asked = recorded(&haikkala, "arrastus");
    let item = named(&haikkala, &asked);
    give(&device, &item, &[]).await;
    as_soon_as(&device, &item, State::Given).await;
    let optional = asked.purpose.data.iter().find(|data| data.optional).unwrap().id.clone();
    let wanted = Wanted {
        data_use: asked.data_use.clone().unwrap(),
        receiver: Some(asked.controller.id.clone()),
        ..Wanted::default()
    };
    let authority = haikkala.authority();
    authority.look_around_gate(&Wanted { data: vec![optional], ..wanted.clone() }).unwrap();
    authority.look_around_gate(&Wanted { receiver: Some("somebody-else".to_owned()), ..wanted }).unwrap();
    device.sync().await.unwrap();
    let mut flags: Vec<Flag> =
        body(&device, &item).await.lookups.into_iter().filter_map(|lookup| lookup.flag.map(|(flag, _)| flag)).collect();
    flags.sort_unstable();
    assert_eq!(flags, [Flag::OtherData, Flag::UnnamedRecipient]);
}

#[tokio::test]
async fn the_demo_world_has_one_rogue_and_raises_no_other_alarm() {
    for (town, wrong) in [
        (Town::haikkala().await.unwrap(), 1),
        (Town::kaarna().await.unwrap(), 0),
        (Town::mantylahti().await.unwrap(), 0),
    ] {
        let device = settled(&town).await;
        let found = flagged(&device).await;
        assert_eq!(found.len(), wrong, "{found:?}");
    }
}

#[tokio::test]
async fn what_a_clerk_opens_at_the_desk_aino_sees_and_it_is_new_until_she_has_looked() {
    let haikkala = Town::haikkala().await.unwrap();
    let device = settled(&haikkala).await;
    device.ask(MarkLookupsSeen {}).await.unwrap();
    assert_eq!(uses(&device).await.new_lookups, 0);
    let all = haikkala.authority().data_uses().unwrap();
    let (aino, _) = haikkala.parties("aino").unwrap().remove(0);
    let used = all.iter().find(|used| used.party == aino).unwrap();
    let wanted = Wanted { data_use: used.id.clone(), ..Wanted::default() };
    assert!(haikkala.authority().look_up(&wanted).unwrap().seen.is_ok());
    device.sync().await.unwrap();
    let shown = uses(&device).await;
    assert_eq!(shown.new_lookups, 1);
    let line =
        shown.uses.iter().find(|line| line.item == key(haikkala.source(), RecordKind::DataUse, &used.id)).unwrap();
    assert_eq!((line.new, shown.uses[0].item == line.item), (1, true), "what was used last comes first");
    device.ask(MarkLookupsSeen {}).await.unwrap();
    assert_eq!(uses(&device).await.new_lookups, 0);
}
