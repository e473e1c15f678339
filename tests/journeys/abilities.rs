//! What a connected service can do, as it is told on request.

use protocol::{ReadSource, sign_in::ServiceOffer};
use tests::{Device, Town};

#[tokio::test]
async fn a_municipality_says_what_it_can_by_its_card() {
    let haikkala = Town::haikkala().await.unwrap();
    let device = Device::of_aino(&[&haikkala]).await.unwrap();
    let before = device.ask(ReadSource { source: haikkala.source() }).await.unwrap();
    assert_eq!(before.offers, [], "nothing is claimed of one that was never asked");
    device.sync().await.unwrap();
    let all = [
        ServiceOffer::Items,
        ServiceOffer::Documents,
        ServiceOffer::Letters,
        ServiceOffer::Hints,
        ServiceOffer::Opened,
        ServiceOffer::Rights,
    ];
    let detail = device.ask(ReadSource { source: haikkala.source() }).await.unwrap();
    assert_eq!(detail.offers, all);
}

#[tokio::test]
async fn a_municipality_that_receives_no_letters_does_not_say_that_it_does() {
    let mantylahti = Town::mantylahti().await.unwrap();
    let device = Device::of_aino(&[&mantylahti]).await.unwrap();
    device.sync().await.unwrap();
    let detail = device.ask(ReadSource { source: mantylahti.source() }).await.unwrap();
    assert!(detail.offers.contains(&ServiceOffer::Items) && !detail.offers.contains(&ServiceOffer::Letters));
}
