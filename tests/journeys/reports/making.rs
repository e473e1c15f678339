//! What can be reported, where, and what a report must say.

use domain::{
    outgoing::{Field, Flaw},
    report::{Place, Position, Reporter},
};
use municipality::Fault;
use protocol::{
    BeginLetter, ConnectOpenly, EditLetter, ErrorCode, FindPlaces, NamePlace, ReadReportForm, ReadReportServices,
    ReadService,
    letters::{AskedView, AsksView, Given, LetterTo, SentView},
    reports::ReportGiven,
    sign_in::{ServiceAddress, ServiceOffer},
};
use tests::{Device, Town};

use super::{address, connected, pothole, reporting, send, written};

#[tokio::test]
async fn a_city_is_connected_without_a_sign_in_and_says_what_it_is_for() {
    let haikkala = Town::haikkala().await.unwrap();
    let device = Device::new().await.unwrap();
    let at = ServiceAddress::Typed(address(&haikkala));
    let shown = device.ask(ReadService { at: at.clone() }).await.unwrap();
    assert_eq!((shown.sign_in_host, shown.offers, shown.verified), (None, vec![ServiceOffer::Reports], false));
    assert!(reporting(&device).await.cities.is_empty());
    let source = device.ask(ConnectOpenly { at }).await.unwrap();
    let cities = reporting(&device).await.cities;
    assert_eq!(cities.iter().map(|city| (&city.source, city.drafted)).collect::<Vec<_>>(), [(&source, false)]);
}

#[tokio::test]
async fn a_service_that_wants_a_sign_in_is_not_connected_without_one() {
    let haikkala = Town::haikkala().await.unwrap();
    let device = Device::new().await.unwrap();
    let at = ServiceAddress::Typed(haikkala.base_url().unwrap().to_string());
    assert_eq!(device.ask(ConnectOpenly { at }).await.unwrap_err().code, ErrorCode::BadRequest);
    assert!(device.overview().await.unwrap().sources.is_empty());
}

#[tokio::test]
async fn everyday_words_find_what_is_broken_and_without_words_all_stand_by_their_groups() {
    let haikkala = Town::haikkala().await.unwrap();
    let (device, source) = connected(&haikkala).await;
    let found = async |text: &str| {
        let asked = ReadReportServices { source: source.clone(), text: text.into() };
        device.ask(asked).await.unwrap()
    };
    for (typed, code) in [
        ("iso monttu tiessä", "kuoppa"),
        ("lamput eivät pala", "valaistus"),
        ("roskikset täynnä", "roskis"),
        ("graffitteja", "tohryt"),
        ("penkki rikki", "penkki"),
    ] {
        let services = found(typed).await.services;
        let best = services.first().unwrap_or_else(|| panic!("nothing for {typed}"));
        assert_eq!(best.code, code, "{typed}: {services:?}");
    }
    let all = found("").await;
    assert_eq!((all.services.len(), all.failure), (all.total, None));
    let mut groups: Vec<_> = all.services.iter().map(|service| service.group.clone()).collect();
    groups.dedup();
    let together = groups.len();
    groups.sort_by_key(|group| group.as_ref().map(|group| group.value.clone()));
    groups.dedup();
    assert_eq!(groups.len(), together, "a group stands in one place");
}

#[tokio::test]
async fn what_can_be_reported_is_kept_for_when_there_is_no_network() {
    let haikkala = Town::haikkala().await.unwrap();
    let (device, source) = connected(&haikkala).await;
    let ask = ReadReportServices { source: source.clone(), text: String::new() };
    let online = device.ask(ask.clone()).await.unwrap();
    device.ask(ReadReportForm { source: source.clone(), service: "kuoppa".into() }).await.unwrap();
    haikkala.faults().begin(Fault::CutOff);
    assert_eq!(device.ask(ask.clone()).await.unwrap(), online, "it is not asked for each time");
    device.host.pass(std::time::Duration::from_hours(25));
    let later = device.ask(ask).await.unwrap();
    assert_eq!((later.services, later.failure), (online.services, Some(ErrorCode::SourceUnreachable)));
    assert_eq!(later.fetched, online.fetched, "how old it is is told");
    let form = device.ask(ReadReportForm { source, service: "kuoppa".into() }).await.unwrap();
    assert!(matches!(form.questions[0].asks, AsksView::One(_)) && form.questions[0].required);
}

#[tokio::test]
async fn places_are_found_by_name_and_named_by_where_they_are() {
    let haikkala = Town::haikkala().await.unwrap();
    let (device, source) = connected(&haikkala).await;
    // What the town reads itself, without dots and in small letters.
    let found = device.ask(FindPlaces { source: source.clone(), text: "koulu".into() }).await.unwrap();
    assert!(found.listed && found.failure.is_none());
    let first = &found.places[0];
    assert!(first.name.value.to_lowercase().contains("koulu"), "{first:?}");
    let named = device.ask(NamePlace { source: source.clone(), position: first.position }).await.unwrap();
    assert!(named.places.iter().any(|place| place.name == first.name && place.metres == Some(0)), "{named:?}");
    assert!(named.places.is_sorted_by_key(|place| place.metres));
    haikkala.faults().begin(Fault::CutOff);
    let cut = device.ask(FindPlaces { source, text: "koulu".into() }).await.unwrap();
    assert_eq!((cut.places.len(), cut.failure), (0, Some(ErrorCode::SourceUnreachable)));
}

#[tokio::test]
async fn a_draft_is_kept_as_it_was_given_and_what_lacks_is_told_where_it_lacks() {
    let haikkala = Town::haikkala().await.unwrap();
    let (device, source) = connected(&haikkala).await;
    // The list of services is what says how a city takes reports.
    device.ask(ReadReportServices { source: source.clone(), text: String::new() }).await.unwrap();
    let nothing = written(&device, &source, ReportGiven::default(), "Vasta alku").await;
    assert_eq!(nothing.asked, AskedView::Report(None));
    let SentView::Flawed(flaws) = send(&device, &nothing).await else { panic!("nothing of it is said") };
    assert_eq!(flaws, [(Field::Service, Flaw::Missing), (Field::Place, Flaw::Missing)]);

    let given = ReportGiven {
        replies: Vec::new(),
        reporter: Some(Reporter { email: "aino@posti.example".into(), ..Reporter::default() }),
        place: Place { address: "Koulutie 4".into(), position: Position::new(61.5, 24.0) },
        ..pothole(&haikkala)
    };
    let letter = written(&device, &source, given.clone(), "Iso kuoppa").await;
    assert_eq!(letter.id, nothing.id, "there is one draft");
    assert!(reporting(&device).await.cities[0].drafted);
    let SentView::Flawed(flaws) = send(&device, &letter).await else { panic!("a reply is missing") };
    assert_eq!(flaws, [(Field::Question(0), Flaw::Missing)]);
    // After a start it is as it was.
    let device = device.restart().await.unwrap();
    let again = device.ask(EditLetter { id: letter.id.clone() }).await.unwrap();
    let Given::Report(kept) = again.text.given else { panic!("a report") };
    assert_eq!((kept.service, kept.place, kept.reporter), (given.service, given.place, given.reporter));
    assert_eq!(again.text.body, "Iso kuoppa");
    let AskedView::Report(Some(asked)) = again.asked else { panic!("its questions") };
    assert_eq!(asked.service.code, "kuoppa");
    let anew = device.ask(BeginLetter { to: LetterTo::Report(source) }).await.unwrap();
    assert_eq!(anew.id, letter.id);
}
