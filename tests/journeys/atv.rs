//! A resident's documents in Helsinki's case and document store, which says neither what changed nor what is gone.

use std::{
    io::{self, Write},
    sync::{Arc, Mutex},
};

use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    case::{CaseStatus, Folder},
    id::{RecordKey, RecordKind, SourceId},
    inbox::Group,
    need::Need,
    party::Relation,
    source::SyncFailure,
    text::Language,
};
use municipality::{ProviderOptions, Resource};
use protocol::{
    ChangeSettings, EraseAtSource, ErrorCode, FetchDocument, ReadCases, ReadContacts, ReadItem, ReadSource,
    sign_in::{ServiceAddress, SignInStage},
    view::{CaseBody, ErasedView, ItemBody, ItemView, SourceView},
};
use serde_json::{Value, json};
use tests::{
    ATV_AUDIENCE, Atv, Device, PARKING, PARKING_CLIENT, Town, key, listing_of, note, parking_permit as permit,
};

use crate::sign_in::sign_in;

/// Haikkala with the document store beside it, and Aino, who has signed in to it.
pub(crate) struct Stage {
    town: Town,
    pub(crate) atv: Atv,
    aino: String,
}

impl Stage {
    pub(crate) async fn set() -> Self {
        Self::beside(Town::haikkala_with_documents().await.unwrap()).await
    }

    async fn beside(town: Town) -> Self {
        let atv = Atv::beside(&town).await.unwrap();
        atv.set_now("2026-11-18T07:12:00Z".parse().unwrap());
        let (aino, _) = town.parties("aino").unwrap().remove(0);
        Self { town, atv, aino }
    }

    pub(crate) fn put(&self, document: Value) {
        self.atv.put(&self.aino, PARKING, document);
    }

    /// So many permits, one an hour, long ago.
    fn put_permits(&self, count: usize) {
        let first: DateTime<Utc> = "2026-08-01T06:00:00Z".parse().unwrap();
        for number in 0..count {
            let at = (first + TimeDelta::hours(i64::try_from(number).unwrap())).to_rfc3339();
            let mut document = permit(&format!("lupa-{number}"));
            document["created_at"] = json!(at);
            document["updated_at"] = json!(at);
            self.put(document);
        }
    }

    async fn device(&self) -> Device {
        Device::with_directory(listing_of(1, None, &[self.atv.listed()]).unwrap()).await.unwrap()
    }

    /// Aino's device, signed in and up to date.
    pub(crate) async fn synced(&self) -> Device {
        let device = self.device().await;
        self.sign_in(&device).await;
        device.sync().await.unwrap();
        self.atv.take_requests();
        device
    }

    async fn sign_in(&self, device: &Device) {
        let stage = sign_in(device, ServiceAddress::Listed(self.atv.source())).await.unwrap();
        assert_eq!(stage, SignInStage::Connected(self.atv.source()));
    }

    fn case(&self, id: &str) -> RecordKey {
        key(self.atv.source(), RecordKind::Case, id)
    }

    async fn read(&self, device: &Device, id: &str) -> ItemView {
        device.ask(ReadItem { item: self.case(id) }).await.unwrap()
    }

    async fn body(&self, device: &Device, id: &str) -> CaseBody {
        match self.read(device, id).await.body {
            ItemBody::Case(body) => *body,
            other => panic!("{other:?}"),
        }
    }
}

fn draft(id: &str, locked_after: Option<&str>) -> Value {
    let mut draft = permit(id);
    draft["draft"] = json!(true);
    draft["locked_after"] = json!(locked_after);
    draft
}

async fn how_it_is(device: &Device, source: &SourceId) -> SourceView {
    let overview = device.overview().await.unwrap();
    overview.sources.into_iter().find(|view| view.id == *source).unwrap()
}

async fn cases(device: &Device) -> Vec<String> {
    let (mut ids, mut after) = (Vec::new(), None);
    loop {
        let page = device.ask(ReadCases { party: None, folder: Folder::Inbox, after, limit: 200 }).await.unwrap();
        ids.extend(page.items.into_iter().map(|headline| headline.item.id.to_string()));
        after = page.next;
        if after.is_none() {
            ids.sort();
            return ids;
        }
    }
}

/// The pages of lists among what was asked, with what was asked for besides.
fn lists(requests: &[String]) -> Vec<&str> {
    requests.iter().filter_map(|line| line.strip_prefix("GET /v1/documents/?")?.split(' ').next()).collect()
}

#[tokio::test]
async fn aino_finds_the_store_in_the_directory_signs_in_and_has_all_her_documents() {
    let stage = Stage::set().await;
    stage.put_permits(250);
    stage.atv.put("somebody-else", PARKING, permit("vieras"));
    stage.atv.put(&stage.aino, "Kirjasto", permit("toinen-palvelu"));
    let device = stage.device().await;
    stage.sign_in(&device).await;
    device.sync().await.unwrap();
    let requests = stage.atv.take_requests();
    let pages: Vec<_> = lists(&requests).into_iter().filter(|asked| !asked.contains("updated_after")).collect();
    assert_eq!(pages.iter().filter(|asked| asked.contains("page_size=100")).count(), 3, "{pages:?}");
    let found = cases(&device).await;
    assert_eq!(found.len(), 250);
    assert!(found.iter().all(|id| id.starts_with("lupa-")));
    let source = how_it_is(&device, &stage.atv.source()).await;
    assert_eq!((source.failure, source.quarantined, source.verified), (None, 0, true));
    // The tokens are not bound to a key: the store would not take them.
    let family = stage.town.authority().token_families("aino").unwrap().remove(0);
    assert_eq!((family.client.as_str(), family.bound_to), (PARKING_CLIENT, None));
}

#[tokio::test]
async fn a_document_looks_like_any_other_case() {
    let stage = Stage::set().await;
    let mut document = permit("lupa");
    document["status_histories"][0]["activities"] = json!([note("Tarvitsemme lisätietoja", true)]);
    stage.put(document);
    let device = stage.synced().await;
    let view = stage.read(&device, "lupa").await;
    assert_eq!(view.title.value, "Asukaspysäköintilupa");
    assert_eq!((view.sender.value.as_str(), view.unit.unwrap().value), ("Haikkalan asiakirjat", PARKING.to_owned()));
    assert_eq!((view.whose.relation, view.standing, view.need), (Relation::Myself, None, Need::Nothing));
    let body = stage.body(&device, "lupa").await;
    assert_eq!((body.status, body.wording.unwrap().value), (CaseStatus::InProgress, "Käsittelyssä".to_owned()));
    assert_eq!(body.register_number.as_deref(), Some("PYS-lupa"));
    let happened: Vec<_> = body.timeline.iter().map(|event| event.title.value.as_str()).collect();
    assert_eq!(happened, ["Lähetetty", "Käsittelyssä"]);
    assert_eq!(body.retained_until.unwrap().iso, "2030-12-12");
    assert_eq!(body.draft, None);
    let letter = &body.items[0];
    assert_eq!((letter.item.kind, letter.title.value.as_str()), (RecordKind::Message, "Tarvitsemme lisätietoja"));
    let letter = device.ask(ReadItem { item: letter.item.clone() }).await.unwrap();
    assert_eq!(letter.case.unwrap().item, stage.case("lupa"));
    // There is no card to read, so nobody says how to reach anybody.
    let contacts = device.ask(ReadContacts {}).await.unwrap();
    assert_eq!((&contacts.bodies[0].channels, contacts.bodies[0].tells), (&Vec::new(), false));
    let mut settings = device.ask(protocol::ReadSettings {}).await.unwrap();
    for (language, title) in [(Language::Sv, "Boendeparkering"), (Language::En, "Resident parking permit")] {
        settings.language = language;
        device.ask(ChangeSettings { settings: settings.clone() }).await.unwrap();
        assert_eq!(stage.read(&device, "lupa").await.title.value, title);
    }
}

#[tokio::test]
async fn what_changes_today_comes_today_and_what_was_there_stays_as_it_was_opened() {
    let stage = Stage::set().await;
    stage.put_permits(3);
    let device = stage.synced().await;
    stage.put({
        let mut new = permit("uusi");
        new["created_at"] = json!("2026-11-18T09:12:00+02:00");
        new
    });
    stage.atv.revise("lupa-1", |document| document["status"]["value"] = json!("DONE")).unwrap();
    device.sync().await.unwrap();
    assert_eq!(stage.body(&device, "lupa-1").await.status, CaseStatus::Closed);
    assert_eq!(cases(&device).await, ["lupa-0", "lupa-1", "lupa-2", "uusi"]);
    // Everything was read once; from then on only what changed is.
    let requests = stage.atv.take_requests();
    let whole = |asked: &&str| !asked.contains("updated_after") && !asked.contains("page_size=1&");
    assert_eq!(lists(&requests).into_iter().filter(whole).count(), 0, "{requests:?}");
    let new = device.group(Group::New, None).await.unwrap();
    assert_eq!(new.len(), 2, "the new one and the changed one");
    for headline in new {
        device.ask(protocol::MarkOpened { item: headline.item }).await.unwrap();
    }
    for _ in 0..3 {
        stage.atv.set_now(stage.atv.now() + TimeDelta::hours(5));
        device.sync().await.unwrap();
        assert_eq!(device.group(Group::New, None).await.unwrap(), [], "what comes again is nothing new");
    }
}

#[tokio::test]
async fn a_deleted_document_goes_at_the_next_look_and_one_that_another_hides_within_a_day() {
    let stage = Stage::set().await;
    stage.put_permits(130);
    let device = stage.synced().await;
    stage.atv.remove("lupa-7");
    device.sync().await.unwrap();
    assert_eq!(cases(&device).await.len(), 129);
    assert_eq!(how_it_is(&device, &stage.atv.source()).await.failure, None);
    // One goes and another one comes that was written long ago: their number says nothing.
    stage.atv.remove("lupa-8");
    let mut old = permit("vanha");
    old["created_at"] = json!("2026-01-01T08:00:00+02:00");
    old["updated_at"] = json!("2026-01-01T08:00:00+02:00");
    stage.put(old);
    device.sync().await.unwrap();
    assert!(cases(&device).await.contains(&"lupa-8".to_owned()));
    stage.atv.set_now(stage.atv.now() + TimeDelta::hours(25));
    device.sync().await.unwrap();
    let now = cases(&device).await;
    assert!(!now.contains(&"lupa-8".to_owned()) && now.contains(&"vanha".to_owned()));
}

/// A log that is kept.
#[derive(Clone, Default)]
struct Kept(Arc<Mutex<Vec<u8>>>);

impl Write for Kept {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[tokio::test]
async fn what_officials_note_for_themselves_reaches_neither_the_store_nor_the_log() {
    const CANARY: &str = "Hakija vaikuttaa kiireiseltä";
    let log = Kept::default();
    let writer = log.clone();
    let subscriber =
        tracing_subscriber::fmt().with_max_level(tracing::Level::TRACE).with_writer(move || writer.clone()).finish();
    let _listening = tracing::subscriber::set_default(subscriber);
    let stage = Stage::set().await;
    let mut document = permit("lupa");
    document["status_histories"][0]["activities"] = json!([note("Tarvitsemme lisätietoja", true), note(CANARY, false)]);
    document["status"]["activities"] = json!([note(CANARY, false)]);
    stage.put(document);
    // One that cannot be read is set aside with its reason, and that is not what it says.
    stage.put(json!({"id": "rikki", "status_histories": [{"activities": [note(CANARY, false)]}], "draft": CANARY}));
    let device = stage.synced().await;
    let body = stage.body(&device, "lupa").await;
    assert_eq!(body.items.len(), 1);
    let source = device.ask(ReadSource { source: stage.atv.source() }).await.unwrap();
    assert_eq!(source.quarantined.len(), 1);
    let mut told = serde_json::to_string(&source).unwrap() + &serde_json::to_string(&body).unwrap();
    for headline in device.inbox().await.unwrap() {
        let item = device.ask(ReadItem { item: headline.item }).await.unwrap();
        told += &serde_json::to_string(&item).unwrap();
    }
    assert!(told.contains("Tarvitsemme lisätietoja"));
    assert!(!told.contains("kiireiselt"));
    // Each activity has a place of its own; none of those that are hidden has a record.
    for place in 0..4 {
        let id = body.items[0].item.id.as_str().rsplit_once('/').unwrap().0.to_owned();
        let item = key(stage.atv.source(), RecordKind::Message, &format!("{id}/{place}"));
        let is_the_shown_one = item == body.items[0].item;
        assert_eq!(device.ask(ReadItem { item }).await.is_ok(), is_the_shown_one);
    }
    stage.atv.map_client(PARKING_CLIENT, None);
    device.sync().await.unwrap();
    let log = String::from_utf8_lossy(&log.0.lock().unwrap()).into_owned();
    assert!(log.contains("the server wants a new sign-in"), "the log is listened to");
    assert!(!log.contains("kiireiselt") && !log.contains("010190-999X"), "{log}");
    // Nor does a name or a note stand in a file.
    for entry in std::fs::read_dir(device.dir()).unwrap().chain(std::fs::read_dir(device.dir().join("vaults")).unwrap())
    {
        let path = entry.unwrap().path();
        if path.is_file() {
            let bytes = std::fs::read(&path).unwrap();
            assert!(!bytes.windows(10).any(|part| part == b"kiireiselt"), "{}", path.display());
        }
    }
}

#[tokio::test]
async fn a_note_that_is_hidden_afterwards_goes_at_the_next_look() {
    let stage = Stage::set().await;
    let mut document = permit("lupa");
    document["status_histories"][0]["activities"] = json!([note("Sinulle", true), note("Vahingossa näkyvä", true)]);
    stage.put(document);
    let device = stage.synced().await;
    assert_eq!(stage.body(&device, "lupa").await.items.len(), 2);
    let hide = |document: &mut Value| document["status_histories"][0]["activities"][1]["show_to_user"] = json!(false);
    stage.atv.revise("lupa", hide).unwrap();
    device.sync().await.unwrap();
    let items = stage.body(&device, "lupa").await.items;
    assert_eq!(items.iter().map(|item| item.title.value.as_str()).collect::<Vec<_>>(), ["Sinulle"]);
}

#[tokio::test]
async fn what_can_no_longer_be_read_stays_as_it_was_until_it_can_or_is_gone() {
    let stage = Stage::set().await;
    let mut document = permit("lupa");
    document["status_histories"][0]["activities"] = json!([note("Tarvitsemme lisätietoja", true)]);
    stage.put(document);
    stage.put_permits(1);
    let device = stage.synced().await;
    stage.atv.revise("lupa", |document| document["status_histories"] = json!("rikki")).unwrap();
    // Everything is read again.
    stage.atv.set_now(stage.atv.now() + TimeDelta::hours(25));
    device.sync().await.unwrap();
    assert_eq!(how_it_is(&device, &stage.atv.source()).await.quarantined, 1);
    assert_eq!(stage.body(&device, "lupa").await.items.len(), 1);
    stage.atv.remove("lupa");
    device.sync().await.unwrap();
    assert_eq!(cases(&device).await, ["lupa-0"]);
    assert_eq!(how_it_is(&device, &stage.atv.source()).await.quarantined, 0);
}

#[tokio::test]
async fn a_page_with_bad_records_sets_aside_those_alone() {
    let stage = Stage::set().await;
    stage.put_permits(3);
    stage.put(json!({"id": "rikki-1", "created_at": "eilen", "updated_at": "eilen", "status_histories": []}));
    stage.put(json!({"id": 7, "status_histories": []}));
    let mut large = permit("suuri");
    large["content"] = json!("x".repeat(2 * 1024 * 1024));
    stage.put(large);
    let device = stage.synced().await;
    assert_eq!(cases(&device).await.len(), 3);
    let source = how_it_is(&device, &stage.atv.source()).await;
    assert_eq!((source.failure, source.quarantined), (None, 3));
    // What is mended is taken in.
    stage.atv.revise("rikki-1", |document| document["created_at"] = json!("2026-11-01T08:00:00+02:00")).unwrap();
    device.sync().await.unwrap();
    assert_eq!(cases(&device).await.len(), 4);
    assert_eq!(how_it_is(&device, &stage.atv.source()).await.quarantined, 2);
}

#[tokio::test]
async fn a_reading_that_is_cut_off_goes_on_where_it_was() {
    let stage = Stage::set().await;
    stage.put_permits(350);
    stage.atv.hold_page(Some(3));
    let device = stage.device().await;
    let mut events = device.engine().events();
    stage.sign_in(&device).await;
    // The sign-in has begun to read.
    stage.atv.page_held().await;
    while cases(&device).await.len() < 200 {
        events.recv().await.unwrap();
    }
    assert_eq!(lists(&stage.atv.take_requests()).len(), 2);
    let device = device.restart_after(|_| ()).await.unwrap();
    stage.atv.hold_page(None);
    device.sync().await.unwrap();
    assert_eq!(cases(&device).await.len(), 350);
    let requests = stage.atv.take_requests();
    assert!(lists(&requests)[0].starts_with("page=3&"), "{requests:?}");
    assert!(!requests.iter().any(|line| line.contains("?page=1&page_size=100&sort=created_at ")), "{requests:?}");
}

#[tokio::test]
async fn an_attachment_is_there_when_the_network_is_not() {
    let stage = Stage::set().await;
    stage.put(permit("lupa"));
    stage.atv.attach("lupa", 12, "ajoneuvo.txt", b"rekisteriote").unwrap();
    stage.put(permit("vieras-liite"));
    stage.atv.attach("vieras-liite", 13, "muualla.txt", b"muualla").unwrap();
    let elsewhere = Stage::set().await;
    stage
        .atv
        .revise("vieras-liite", |document| {
            let there = format!("{}v1/documents/vieras-liite/attachments/13/", elsewhere.atv.base_url());
            document["attachments"][0]["href"] = json!(there);
        })
        .unwrap();
    let device = stage.synced().await;
    let foreign = stage.read(&device, "vieras-liite").await;
    let fetch = FetchDocument { item: foreign.item.clone(), document: foreign.documents[0].id.clone() };
    assert_eq!(device.ask(fetch).await.unwrap_err().code, ErrorCode::SourceFault);
    assert_eq!(elsewhere.atv.take_requests(), Vec::<String>::new(), "the token stays at home");
    let Stage { town, atv, .. } = stage;
    let item = key(atv.source(), RecordKind::Case, "lupa");
    drop(atv);
    town.stop().await;
    let view = device.ask(ReadItem { item }).await.unwrap();
    assert!(view.documents[0].on_device);
    let served = device.engine().serve_document(&view.documents[0].path, None).await.unwrap();
    assert_eq!(served.bytes, b"rekisteriote");
}

#[tokio::test]
async fn aino_erases_a_draft_and_it_is_gone_there_and_here() {
    let stage = Stage::set().await;
    let mut begun = draft("luonnos", Some("2026-12-01T16:00:00+02:00"));
    begun["status_histories"][0]["activities"] = json!([note("Muista liitteet", true)]);
    stage.put(begun);
    stage.atv.attach("luonnos", 1, "liite.txt", b"liite").unwrap();
    stage.put(draft("ilman-loppua", None));
    stage.put(draft("kesken", Some("2026-12-01T16:00:00+02:00")));
    let device = stage.synced().await;
    let body = stage.body(&device, "luonnos").await;
    assert_eq!(body.status, CaseStatus::Draft);
    let of_draft = body.draft.unwrap();
    assert_eq!(of_draft.until.unwrap().iso, "2026-12-01T16:00:00+02:00");
    assert_eq!((of_draft.over, of_draft.erasable), (false, true));
    // Nobody waits for it: it is an offer that ends.
    let last_day = Some("2026-12-01".parse().unwrap());
    assert_eq!(stage.read(&device, "kesken").await.need, Need::Optional { last_day });
    let needs_you = async || {
        let waiting = device.group(Group::NeedsYou, None).await.unwrap();
        waiting.iter().any(|headline| headline.item == stage.case("kesken"))
    };
    assert!(needs_you().await);
    device.host.set_now("2026-12-02T08:00:00Z".parse().unwrap());
    assert!(!needs_you().await);
    assert!(stage.body(&device, "kesken").await.draft.unwrap().over);
    device.host.set_now("2026-11-18T07:12:00Z".parse().unwrap());
    let letter = body.items[0].item.clone();
    let endless = stage.body(&device, "ilman-loppua").await.draft.unwrap();
    assert_eq!((endless.until, endless.over, endless.erasable), (None, false, true));

    let erased = device.ask(EraseAtSource { item: stage.case("luonnos") }).await;
    assert_eq!(erased, Ok(ErasedView::Erased));
    assert!(!stage.atv.has("luonnos"));
    for item in [stage.case("luonnos"), letter] {
        assert_eq!(device.ask(ReadItem { item }).await.unwrap_err().code, ErrorCode::NotFound);
    }
    assert_eq!(cases(&device).await, ["ilman-loppua", "kesken"]);
    device.sync().await.unwrap();
    assert_eq!(cases(&device).await, ["ilman-loppua", "kesken"]);
}

#[tokio::test]
async fn what_may_not_be_erased_stays_and_aino_is_told_why() {
    let stage = Stage::set().await;
    stage.put(permit("lähetetty"));
    stage.put(draft("lukossa", Some("2026-11-18T09:00:00+02:00")));
    stage.put(draft("kesken", None));
    stage.put(draft("poistettu", None));
    let device = stage.synced().await;
    assert_eq!(stage.body(&device, "lähetetty").await.draft, None);
    let locked = stage.body(&device, "lukossa").await.draft.unwrap();
    let waiting = device.group(Group::NeedsYou, None).await.unwrap();
    let waiting: Vec<_> = waiting.iter().map(|headline| headline.item.id.as_str()).collect();
    assert!(waiting.contains(&"kesken"), "{waiting:?}");
    assert_eq!((locked.over, locked.erasable), (true, false));
    for id in ["lähetetty", "lukossa"] {
        let refused = device.ask(EraseAtSource { item: stage.case(id) }).await.unwrap_err();
        assert_eq!((refused.code, refused.source), (ErrorCode::ErasureOver, Some(stage.atv.source())), "{id}");
    }
    assert_eq!(stage.atv.take_requests(), Vec::<String>::new(), "nobody asks for what may not be");
    // She has sent it from the city's own service meanwhile; the device does not know yet.
    stage.atv.revise("kesken", |document| document["draft"] = json!(false)).unwrap();
    let refused = device.ask(EraseAtSource { item: stage.case("kesken") }).await.unwrap_err();
    assert_eq!(refused.code, ErrorCode::ErasureOver);
    assert!(stage.atv.has("kesken") && cases(&device).await.contains(&"kesken".to_owned()));
    // And she has erased that one there.
    stage.atv.remove("poistettu");
    let gone = device.ask(EraseAtSource { item: stage.case("poistettu") }).await;
    assert_eq!(gone, Ok(ErasedView::NotThere));
    assert!(!cases(&device).await.contains(&"poistettu".to_owned()));
    let nothing = device.ask(EraseAtSource { item: stage.case("ei-mikään") }).await.unwrap_err();
    assert_eq!(nothing.code, ErrorCode::NotFound);
}

#[tokio::test]
async fn only_a_source_that_erases_drafts_is_asked_to() {
    let town = Town::haikkala().await.unwrap();
    let device = Device::of_aino(&[&town]).await.unwrap();
    device.sync().await.unwrap();
    let page = device.ask(ReadCases { party: None, folder: Folder::Inbox, after: None, limit: 1 }).await.unwrap();
    let refused = device.ask(EraseAtSource { item: page.items[0].item.clone() }).await.unwrap_err();
    assert_eq!(refused.code, ErrorCode::BadRequest);
}

#[tokio::test]
async fn a_token_that_has_run_out_is_renewed_and_a_sign_in_that_has_ended_is_told() {
    let stage = Stage::set().await;
    stage.put_permits(2);
    let device = stage.synced().await;
    stage.atv.expire_tokens();
    device.sync().await.unwrap();
    assert_eq!(how_it_is(&device, &stage.atv.source()).await.failure, None);
    for family in stage.town.authority().token_families("aino").unwrap() {
        stage.town.authority().revoke_family(&family.id).unwrap();
    }
    stage.atv.expire_tokens();
    device.sync().await.unwrap();
    assert_eq!(how_it_is(&device, &stage.atv.source()).await.failure, Some(SyncFailure::SignInNeeded));
    assert_eq!(cases(&device).await.len(), 2, "what is here stays");
    let again = sign_in(&device, ServiceAddress::Connected(stage.atv.source())).await.unwrap();
    assert_eq!(again, SignInStage::Connected(stage.atv.source()));
    stage.atv.remove("lupa-0");
    device.sync().await.unwrap();
    assert_eq!(how_it_is(&device, &stage.atv.source()).await.failure, None);
    assert_eq!(cases(&device).await, ["lupa-1"]);
}

#[tokio::test]
async fn a_token_for_another_server_or_by_an_unknown_client_needs_a_new_sign_in_and_no_loop() {
    const ELSEWHERE: &str = "https://muualla.example/";
    let elsewhere = Resource { audience: ELSEWHERE.to_owned(), client_id: PARKING_CLIENT.to_owned() };
    let provider = ProviderOptions { resources: vec![elsewhere], ..ProviderOptions::default() };
    let stage = Stage::beside(Town::haikkala_with(provider).await.unwrap()).await;
    let mut entry = stage.atv.listed();
    assert_eq!(entry["sign_in"]["resource"], ATV_AUDIENCE);
    entry["sign_in"]["resource"] = json!(ELSEWHERE);
    let device = Device::with_directory(listing_of(1, None, &[entry]).unwrap()).await.unwrap();
    stage.sign_in(&device).await;
    device.sync().await.unwrap();
    assert_eq!(how_it_is(&device, &stage.atv.source()).await.failure, Some(SyncFailure::SignInNeeded));

    let stage = Stage::set().await;
    stage.put_permits(1);
    let device = stage.synced().await;
    stage.atv.map_client(PARKING_CLIENT, None);
    device.sync().await.unwrap();
    assert_eq!(how_it_is(&device, &stage.atv.source()).await.failure, Some(SyncFailure::SignInNeeded));
    // Once, and once more with a renewed token.
    assert_eq!(stage.atv.take_requests().len(), 2);
    assert_eq!(cases(&device).await, ["lupa-0"]);
}
