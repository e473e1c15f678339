//! What becomes of reports: of one's own, and of one that somebody else made.

use domain::{
    case::CaseStatus,
    form::Reply,
    id::{RecordKey, RecordKind, RemoteId},
    outgoing::Refusal,
    report::{Place, Position},
};
use municipality::{Fault, ReportStanding};
use protocol::{
    BeginLetter, ErrorCode, FollowReport, KeepLetter, ReadItem, ReadNearby, SendLetter, UnfollowReport,
    letters::{FeedbackView, Given, LetterText, LetterTo, PhaseView},
    reports::ReportGiven,
    view::{HeadlineView, ItemBody},
};
use tests::{Device, Town};

use super::{as_soon_as, body, connected, count, is_received, item, pothole, received, reporting, send, written};

fn in_work(notes: &str) -> ReportStanding {
    ReportStanding {
        notes: Some(notes.into()),
        agency: Some("Katujen kunnossapito".into()),
        ..ReportStanding::default()
    }
}

fn closed(notes: &str) -> ReportStanding {
    ReportStanding { closed: true, asks_feedback: true, ..in_work(notes) }
}

async fn messages(device: &Device) -> Vec<HeadlineView> {
    let inbox = device.inbox().await.unwrap();
    inbox.into_iter().filter(|row| row.item.kind == RecordKind::Message).collect()
}

#[tokio::test]
async fn a_report_is_followed_until_it_is_closed_and_how_it_went_is_told() {
    let haikkala = Town::haikkala().await.unwrap();
    let (device, source) = connected(&haikkala).await;
    let before = count(&haikkala);
    let letter = written(&device, &source, pothole(&haikkala), "Kuoppa").await;
    send(&device, &letter).await;
    as_soon_as(&device, &letter, is_received).await;
    let [report] = <[_; 1]>::try_from(received(&haikkala, before)).unwrap();
    let item = item(&source, report.id.as_deref().unwrap());
    device.sync().await.unwrap();
    assert!(messages(&device).await.is_empty(), "nothing has been said yet");

    let said = "Korjaus on ensi viikon työlistalla.";
    haikkala.authority().move_report(report.number, &in_work(said)).unwrap();
    device.sync().await.unwrap();
    device.sync().await.unwrap();
    let told = messages(&device).await;
    assert_eq!(told.len(), 1, "a note comes once");
    assert!(told[0].is_new);
    let read = device.ask(ReadItem { item: told[0].item.clone() }).await.unwrap();
    assert_eq!(read.case.as_ref().map(|case| &case.item), Some(&item), "it leads to its report");
    let ItemBody::Message(message) = read.body else { panic!("a message") };
    assert!(format!("{:?}", message.text).contains(said));
    assert_eq!(body(&device, &item).await.notes.as_deref(), Some(said));
    assert_eq!(body(&device, &item).await.feedback, FeedbackView::Nothing);

    haikkala.authority().move_report(report.number, &closed("Kuoppa on paikattu.")).unwrap();
    device.sync().await.unwrap();
    let shown = body(&device, &item).await;
    assert_eq!((shown.status, shown.feedback), (CaseStatus::Closed, FeedbackView::Asked));
    assert_eq!(messages(&device).await.len(), 2);

    let to = LetterTo::Feedback(item.clone());
    let feedback = device.ask(BeginLetter { to: to.clone() }).await.unwrap();
    let replies = vec![
        Reply { question: "rating".into(), choices: vec!["4".into()], ..Reply::default() },
        Reply { question: "words".into(), text: "Nopeaa työtä.".into(), ..Reply::default() },
    ];
    let text = LetterText { given: Given::Feedback(replies, None), ..LetterText::default() };
    device.ask(KeepLetter { id: feedback.id.clone(), to, text }).await.unwrap();
    device.ask(SendLetter { id: feedback.id.clone() }).await.unwrap();
    as_soon_as(&device, &feedback, is_received).await;
    let heard = haikkala.authority().numbered_report(report.number).unwrap().feedback.unwrap();
    assert_eq!((heard.rating, heard.text.as_str()), (Some(4), "Nopeaa työtä."));
    assert!(matches!(body(&device, &item).await.feedback, FeedbackView::Given(PhaseView::Received { .. })));
    device.sync().await.unwrap();
    assert!(matches!(body(&device, &item).await.feedback, FeedbackView::Given(_) | FeedbackView::Nothing));
}

#[tokio::test]
async fn a_report_with_a_token_is_followed_and_gets_its_number_later() {
    let haikkala = Town::haikkala().await.unwrap();
    let (device, source) = connected(&haikkala).await;
    let before = count(&haikkala);
    let given = ReportGiven {
        service: Some("romuauto".into()),
        replies: vec![
            Reply { question: "TUNNUS".into(), text: "ABC-123".into(), ..Reply::default() },
            Reply { question: "SEISONUT".into(), choices: first_choice(&device, &source).await, ..Reply::default() },
        ],
        ..pothole(&haikkala)
    };
    let letter = written(&device, &source, given, "Auto on seissyt kuukausia.").await;
    send(&device, &letter).await;
    let sent = as_soon_as(&device, &letter, is_received).await;
    let PhaseView::Received { register_number, .. } = &sent.phase else { panic!("received") };
    assert_eq!(register_number, "", "there is no number yet");
    let item = sent.item.unwrap();
    assert_eq!(body(&device, &item).await.number, None);
    device.sync().await.unwrap();

    let [report] = <[_; 1]>::try_from(received(&haikkala, before)).unwrap();
    let number = haikkala.authority().take_report(report.number).unwrap();
    device.sync().await.unwrap();
    assert_eq!(body(&device, &item).await.number.as_deref(), Some(number.as_str()));
    haikkala.authority().move_report(report.number, &closed("Auto on viety.")).unwrap();
    device.sync().await.unwrap();
    assert_eq!(body(&device, &item).await.status, CaseStatus::Closed);
    assert_eq!(reporting(&device).await.reports.len(), 1, "it is one report all along");
}

async fn first_choice(device: &Device, source: &domain::id::SourceId) -> Vec<String> {
    let asked = protocol::ReadReportForm { source: source.clone(), service: "romuauto".into() };
    let form = device.ask(asked).await.unwrap();
    let choices = form.questions.into_iter().find_map(|question| match question.asks {
        protocol::letters::AsksView::One(choices) => choices.into_iter().next(),
        _ => None,
    });
    choices.map(|(id, _)| id).into_iter().collect()
}

#[tokio::test]
async fn of_what_the_city_does_not_show_only_aino_decides_whether_it_goes_again() {
    let haikkala = Town::haikkala().await.unwrap();
    let (device, source) = connected(&haikkala).await;
    let before = count(&haikkala);
    let given = ReportGiven { service: Some("vieraslaji".into()), replies: Vec::new(), ..pothole(&haikkala) };
    let letter = written(&device, &source, given, "Jättiputkia ojassa.").await;
    haikkala.faults().next_at("/open311/v2/requests", 1, Fault::LoseAnswer);
    send(&device, &letter).await;
    as_soon_as(&device, &letter, |phase| matches!(phase, PhaseView::Waiting { in_doubt: true, .. })).await;
    device.host.pass(std::time::Duration::from_mins(20));
    device.sync().await.unwrap();
    as_soon_as(&device, &letter, |phase| *phase == PhaseView::Stuck(Refusal::Unconfirmed)).await;
    assert_eq!(received(&haikkala, before).len(), 1, "it went once, and nobody here knows");
    send(&device, &letter).await;
    as_soon_as(&device, &letter, is_received).await;
    assert_eq!(received(&haikkala, before).len(), 2, "she wanted to be sure");
}

#[tokio::test]
async fn of_a_report_that_gets_no_number_the_receipt_is_all() {
    let haikkala = Town::haikkala().await.unwrap();
    let (device, source) = connected(&haikkala).await;
    let before = count(&haikkala);
    let given = ReportGiven { service: Some("vieraslaji".into()), replies: Vec::new(), ..pothole(&haikkala) };
    let letter = written(&device, &source, given, "Jättiputkia ojassa.").await;
    send(&device, &letter).await;
    let sent = as_soon_as(&device, &letter, is_received).await;
    assert_eq!((sent.item, received(&haikkala, before).len()), (None, 1));
    device.sync().await.unwrap();
    assert!(reporting(&device).await.reports.is_empty());
}

#[tokio::test]
async fn what_is_reported_nearby_is_followed_instead_and_let_go() {
    let haikkala = Town::haikkala().await.unwrap();
    let (device, source) = connected(&haikkala).await;
    let there = haikkala.authority().reports().unwrap();
    let open = there.iter().find(|report| !report.closed && report.id.is_some() && report.position.is_some()).unwrap();
    let (id, at) = (open.id.clone().unwrap(), open.position.unwrap());
    let ask = ReadNearby {
        source: source.clone(),
        service: open.service.clone(),
        position: Position::new(at.0 + 0.0003, at.1).unwrap(),
    };
    let nearby = device.ask(ask.clone()).await.unwrap();
    let found = nearby.reports.iter().find(|report| report.id.as_str() == id).unwrap();
    assert!((25..45).contains(&found.metres), "a third of a thousandth of a degree: {} m", found.metres);
    assert_eq!(found.item, None);
    // Of another kind nothing is near.
    let other = ReadNearby { service: "latu".into(), ..ask.clone() };
    assert!(device.ask(other).await.unwrap().reports.iter().all(|report| report.id.as_str() != id));

    let follow = FollowReport { source: source.clone(), report: RemoteId::new(&id) };
    let followed = device.ask(follow).await.unwrap();
    assert_eq!(followed, item(&source, &id));
    assert!(body(&device, &followed).await.followed);
    let again = device.ask(ask.clone()).await.unwrap();
    assert_eq!(again.reports.iter().find(|report| report.id.as_str() == id).unwrap().item, Some(followed.clone()));
    haikkala.authority().move_report(open.number, &in_work("Työ alkaa huomenna.")).unwrap();
    device.sync().await.unwrap();
    assert_eq!(messages(&device).await.len(), 1);

    device.ask(UnfollowReport { item: followed.clone() }).await.unwrap();
    assert_eq!(device.ask(ReadItem { item: followed }).await.unwrap_err().code, ErrorCode::NotFound);
    assert!(messages(&device).await.is_empty() && reporting(&device).await.reports.is_empty());
    device.sync().await.unwrap();
    assert!(reporting(&device).await.reports.is_empty(), "it does not come back");

    haikkala.faults().begin(Fault::CutOff);
    assert_eq!(device.ask(ask).await.unwrap().failure, Some(ErrorCode::SourceUnreachable));
}

#[tokio::test]
async fn ones_own_report_is_not_let_go() {
    let haikkala = Town::haikkala().await.unwrap();
    let (device, source) = connected(&haikkala).await;
    let letter = written(&device, &source, pothole(&haikkala), "Kuoppa").await;
    send(&device, &letter).await;
    let item = as_soon_as(&device, &letter, is_received).await.item.unwrap();
    assert_eq!(device.ask(UnfollowReport { item: item.clone() }).await.unwrap_err().code, ErrorCode::NotFound);
    assert!(!body(&device, &item).await.followed);
}

#[tokio::test]
async fn what_the_city_shows_no_more_stays_here() {
    let haikkala = Town::haikkala().await.unwrap();
    let (device, source) = connected(&haikkala).await;
    let place = Place { address: "Koulutie 4".into(), position: None };
    let letter = written(&device, &source, ReportGiven { place, ..pothole(&haikkala) }, "Kuoppa").await;
    send(&device, &letter).await;
    let item = as_soon_as(&device, &letter, is_received).await.item.unwrap();
    haikkala.faults().begin(Fault::Html);
    let failed = device.sync().await;
    assert!(failed.is_ok());
    assert_eq!(body(&device, &item).await.address.as_deref(), Some("Koulutie 4"));
    haikkala.faults().end();
    device.sync().await.unwrap();
    assert_eq!(inbox_has(&device, &item).await, 1);
}

async fn inbox_has(device: &Device, item: &RecordKey) -> usize {
    device.inbox().await.unwrap().iter().filter(|row| row.item == *item).count()
}
