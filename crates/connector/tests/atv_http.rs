//! ATV over HTTP, against servers on loopback: pages that shift, days that are strict, and refusals.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

mod support;

use connector::{
    Access, ConnectorError, Http, Limits, News, Pulled, Secret, Service,
    atv::{AtvApi, Erasure, parse},
};
use domain::{
    change::{Change, Cursor, Page},
    document::Document,
    id::RemoteId,
    record::Record,
    source::SourceKind,
    text::Localized,
};
use serde_json::{Value, json};
use support::server::{Asked, scripted, whole};
use url::Url;

const TODAY: &str = "Wed, 18 Nov 2026 09:00:00 GMT";
const TOKEN: &str = "ainon-avain-123";

fn api(base: &Url) -> AtvApi {
    let access = Access::token(Secret::new(TOKEN)).unwrap();
    AtvApi::new(Http::new(Limits::default()).unwrap(), base.clone(), access).unwrap()
}

/// A document that was begun and last changed at these times.
fn document(id: &str, created: &str, updated: &str) -> Value {
    json!({"id": id, "created_at": created, "updated_at": updated, "status_histories": [], "type": "LUPA",
        "status": {"value": "RECEIVED", "timestamp": updated}, "attachments": [], "draft": false})
}

fn old(id: &str) -> Value {
    document(id, "2026-10-01T08:00:00Z", "2026-10-02T08:00:00Z")
}

/// A page of documents out of so many, answered at this time; `more` is whether the server names a next page.
fn page(date: &str, count: usize, more: bool, documents: &[Value]) -> Vec<u8> {
    let next = more.then_some("http://elsewhere.example/v1/documents/?page=7");
    let body = json!({"count": count, "next": next, "previous": null, "results": documents}).to_string();
    whole("200 OK", &[("content-type", "application/json"), ("date", date)], body.as_bytes())
}

fn refused(status: &str, code: &str) -> Vec<u8> {
    let body = json!({"errors": [{"code": code, "message": "x"}]}).to_string();
    whole(status, &[("content-type", "application/json"), ("date", TODAY)], body.as_bytes())
}

fn page_of(pulled: Result<Pulled, ConnectorError>) -> Page {
    match pulled.unwrap() {
        Pulled::Page { page, .. } => page,
        other @ Pulled::NothingNew { .. } => panic!("{other:?}"),
    }
}

fn cases(page: &Page) -> Vec<String> {
    let records = page.changes.iter().filter_map(|change| match change {
        Change::Upsert(record) => Some(record.as_ref()),
        Change::Outline(_) | Change::Tombstone(_) => None,
    });
    records.filter(|record| matches!(record, Record::Case(_))).map(|record| record.id().to_string()).collect()
}

/// Pulls from the beginning until there is no more, and what was asked.
async fn all(answers: Vec<Vec<u8>>) -> (Result<Vec<Page>, ConnectorError>, Asked, AtvApi) {
    let (base, asked) = scripted(answers).await;
    let (api, mut pages, mut after) = (api(&base), Vec::<Page>::new(), None);
    loop {
        match api.pull(after.as_ref(), 2).await {
            Ok(Pulled::Page { page, .. }) => {
                after = Some(page.next.clone());
                let more = page.more;
                pages.push(page);
                if !more {
                    return (Ok(pages), asked, api);
                }
            }
            Ok(Pulled::NothingNew { .. }) => panic!("from the beginning"),
            Err(error) => return (Err(error), asked, api),
        }
    }
}

/// All is known: one answer with these documents, and then what the test says.
async fn known(documents: &[Value], then: Vec<Vec<u8>>) -> (AtvApi, Cursor, Asked) {
    let mut answers = vec![page(TODAY, documents.len(), false, documents)];
    answers.extend(then);
    let (base, asked) = scripted(answers).await;
    let api = api(&base);
    let first = page_of(api.pull(None, 1000).await);
    assert!(!first.more);
    (api, first.next, asked)
}

fn line(asked: &Asked, nth: usize) -> String {
    asked.heads()[nth].lines().next().unwrap().to_owned()
}

#[tokio::test]
async fn aino_is_introduced_once_and_her_documents_come_page_by_page() {
    let (pages, asked, _) =
        all(vec![page(TODAY, 3, true, &[old("a"), old("b")]), page(TODAY, 3, false, &[old("c")])]).await;
    let pages = pages.unwrap();
    assert_eq!(pages.iter().flat_map(cases).collect::<Vec<_>>(), ["a", "b", "c"]);
    let Change::Upsert(first) = &pages[0].changes[0] else { panic!() };
    // The API names nobody: whoever else names the resident may.
    assert_eq!(**first, Record::Party(parse::resident("")));
    let parties = pages
        .iter()
        .flat_map(|page| &page.changes)
        .filter(|change| matches!(change, Change::Upsert(record) if matches!(record.as_ref(), Record::Party(_))));
    assert_eq!(parties.count(), 1);
    assert_eq!(line(&asked, 0), "GET /v1/documents/?page=1&page_size=2&sort=created_at HTTP/1.1");
    assert_eq!(line(&asked, 1), "GET /v1/documents/?page=2&page_size=2&sort=created_at HTTP/1.1");
    assert_eq!(asked.header(1, "authorization").unwrap(), format!("Bearer {TOKEN}"));
}

#[tokio::test]
async fn what_is_past_the_last_page_ends_a_reading_and_a_first_page_that_is_not_there_does_not() {
    let (pages, ..) = all(vec![page(TODAY, 2, true, &[old("a"), old("b")]), page(TODAY, 2, false, &[])]).await;
    assert_eq!(pages.unwrap().len(), 1, "the count says that nothing follows");
    // Without a count only the next question tells.
    let uncounted = json!({"next": "x", "results": [old("a"), old("b")]}).to_string();
    let uncounted = whole("200 OK", &[("date", TODAY)], uncounted.as_bytes());
    let (pages, ..) = all(vec![uncounted, refused("404 Not Found", "NOT_FOUND")]).await;
    assert_eq!(pages.unwrap().len(), 2);
    let (pages, ..) = all(vec![refused("404 Not Found", "NOT_FOUND")]).await;
    assert_eq!(pages.unwrap_err(), ConnectorError::NotFound);
    // As a gateway says it, and as other versions of the API do.
    let first = || page(TODAY, 3, true, &[old("a"), old("b")]);
    let (pages, ..) = all(vec![first(), whole("404 Not Found", &[("date", TODAY)], b"<html></html>")]).await;
    assert_eq!(pages.unwrap_err(), ConnectorError::NotFound, "everything else is not taken for gone");
    let uncounted = json!({"next": "x", "results": [old("a")]}).to_string();
    let uncounted = whole("200 OK", &[("date", TODAY)], uncounted.as_bytes());
    let invalid = whole("404 Not Found", &[("date", TODAY)], b"{\"detail\": \"Invalid page.\"}");
    assert_eq!(all(vec![uncounted, invalid]).await.0.unwrap().len(), 2);
}

#[tokio::test]
async fn documents_that_move_between_the_pages_have_everything_read_again() {
    let grown = document("d", "2026-11-18T09:00:05Z", "2026-11-18T09:00:05Z");
    for (why, answers) in [
        // "a" was deleted meanwhile, and "c" moved to the page that had been read.
        ("fewer", vec![page(TODAY, 4, true, &[old("a"), old("b")]), page(TODAY, 3, false, &[old("d")])]),
        (
            "the same one twice",
            vec![page(TODAY, 4, true, &[old("a"), old("b")]), page(TODAY, 4, false, &[old("b"), old("c")])],
        ),
        (
            "one went, one came",
            vec![page(TODAY, 4, true, &[old("a"), old("b")]), page(TODAY, 4, false, &[old("e"), grown])],
        ),
        ("the rest is gone", vec![page(TODAY, 4, true, &[old("a"), old("b")]), refused("404 Not Found", "NOT_FOUND")]),
    ] {
        let (pages, ..) = all(answers).await;
        assert_eq!(pages.unwrap_err(), ConnectorError::CursorExpired, "{why}");
    }
}

#[tokio::test]
async fn a_page_that_is_too_large_is_asked_for_in_smaller_ones_without_leaving_any_out() {
    let (base, asked) = scripted(vec![
        page(TODAY, 6, true, &[old("a"), old("b"), old("c"), old("d")]),
        page(TODAY, 6, true, &[old("d")]),
        page(TODAY, 6, true, &[old("e")]),
    ])
    .await;
    let api = api(&base);
    let first = page_of(api.pull(None, 4).await);
    let second = page_of(api.pull(Some(&first.next), 3).await);
    let _ = page_of(api.pull(Some(&second.next), 1).await);
    assert!(line(&asked, 1).contains("page=2&page_size=3"), "begins with the fourth: {}", line(&asked, 1));
    assert!(line(&asked, 2).contains("page=5&page_size=1"), "{}", line(&asked, 2));
}

#[tokio::test]
async fn what_changed_today_comes_today_and_once() {
    let fresh = document("b", "2026-11-18T08:59:00Z", "2026-11-18T08:59:30Z");
    let later = document("a", "2026-10-01T08:00:00Z", "2026-11-18T09:30:00Z");
    let same_day = "Wed, 18 Nov 2026 10:00:00 GMT";
    let (api, after, asked) = known(
        &[old("a"), fresh.clone()],
        vec![
            page(same_day, 2, false, &[later.clone(), fresh.clone()]),
            page(same_day, 2, true, &[old("a")]),
            page(same_day, 2, false, &[later, fresh]),
            page(same_day, 2, true, &[old("a")]),
        ],
    )
    .await;
    let look = page_of(api.pull(Some(&after), 1000).await);
    assert_eq!((cases(&look), look.more), (vec!["a".to_owned()], false));
    // The day is excluded and may begin in another time zone: two days before the last look.
    assert!(line(&asked, 1).ends_with("&updated_after=2026-11-16 HTTP/1.1"), "{}", line(&asked, 1));
    assert!(!line(&asked, 2).contains("updated_after"), "{}", line(&asked, 2));
    assert!(matches!(api.pull(Some(&look.next), 1000).await.unwrap(), Pulled::NothingNew { date: Some(_) }));
}

#[tokio::test]
async fn a_look_after_days_asks_from_the_last_one_on() {
    let week = "Wed, 18 Nov 2026 23:59:59 GMT";
    let (api, after, asked) =
        known(&[old("a")], vec![page(week, 0, false, &[]), page(week, 1, false, &[old("a")])]).await;
    assert!(matches!(api.pull(Some(&after), 1000).await.unwrap(), Pulled::NothingNew { .. }));
    assert!(line(&asked, 1).contains("updated_after=2026-11-16"));
    // The next day begins: the cursor moves on even when nothing is new.
    let next = "Thu, 19 Nov 2026 08:00:00 GMT";
    let (api, after, asked) = known(
        &[old("a")],
        vec![
            page(next, 0, false, &[]),
            page(next, 1, false, &[old("a")]),
            page(next, 0, false, &[]),
            page(next, 1, false, &[old("a")]),
        ],
    )
    .await;
    let look = page_of(api.pull(Some(&after), 1000).await);
    assert_eq!((look.changes.len(), look.more), (0, false));
    assert!(matches!(api.pull(Some(&look.next), 1000).await.unwrap(), Pulled::NothingNew { .. }));
    assert!(line(&asked, 3).contains("updated_after=2026-11-17"));
}

#[tokio::test]
async fn what_was_deleted_is_found_by_the_number_of_documents_and_once_a_day() {
    let (api, after, _) =
        known(&[old("a"), old("b")], vec![page(TODAY, 0, false, &[]), page(TODAY, 1, false, &[old("a")])]).await;
    assert_eq!(api.pull(Some(&after), 1000).await.unwrap_err(), ConnectorError::CursorExpired);
    // One more that is new is no reason; one more that is not was kept from us before.
    let new = document("c", "2026-11-18T09:10:00Z", "2026-11-18T09:10:00Z");
    let (api, after, _) =
        known(&[old("a")], vec![page(TODAY, 1, false, &[new]), page(TODAY, 2, true, &[old("a")])]).await;
    assert_eq!(cases(&page_of(api.pull(Some(&after), 1000).await)), ["c"]);
    let (api, after, _) = known(&[old("a")], vec![page(TODAY, 0, false, &[]), page(TODAY, 2, true, &[old("a")])]).await;
    assert_eq!(api.pull(Some(&after), 1000).await.unwrap_err(), ConnectorError::CursorExpired);
    let tomorrow = "Thu, 19 Nov 2026 09:00:00 GMT";
    let (api, after, asked) = known(&[old("a")], vec![page(tomorrow, 0, false, &[])]).await;
    assert_eq!(api.pull(Some(&after), 1000).await.unwrap_err(), ConnectorError::CursorExpired);
    assert_eq!(asked.heads().len(), 2);
}

#[tokio::test]
async fn a_document_that_was_begun_and_then_changed_counts_once() {
    // Begun in the very second of the look that brought it first.
    let begun = document("b", "2026-11-18T09:00:00.400Z", "2026-11-18T09:00:00.400Z");
    let changed = document("b", "2026-11-18T09:00:00.400Z", "2026-11-18T09:20:00Z");
    let (api, after, _) =
        known(&[old("a"), begun], vec![page(TODAY, 1, false, &[changed]), page(TODAY, 2, true, &[old("a")])]).await;
    assert_eq!(cases(&page_of(api.pull(Some(&after), 1000).await)), ["b"]);
}

#[tokio::test]
async fn a_cursor_of_another_version_begins_again() {
    let (api, _, _) = known(&[], vec![]).await;
    for cursor in ["", "c-2", "{}", r#"{"v":2,"reading":"up_to_date"}"#] {
        let pulled = api.pull(Some(&Cursor::new(cursor)), 10).await;
        assert_eq!(pulled.unwrap_err(), ConnectorError::CursorExpired, "{cursor}");
    }
}

#[tokio::test]
async fn the_locked_app_learns_of_what_is_new_and_of_nothing_else() {
    let new = document("c", "2026-11-18T09:10:00Z", "2026-11-18T09:10:00Z");
    let kept = document("b", "2026-11-17T09:10:00Z", "2026-11-17T09:10:00Z");
    let (base, asked) = scripted(vec![
        page(TODAY, 1, false, std::slice::from_ref(&kept)),
        page(TODAY, 1, false, std::slice::from_ref(&kept)),
        page(TODAY, 2, false, &[kept, new]),
    ])
    .await;
    let access = Access::token(Secret::new(TOKEN)).unwrap();
    let service = Service::new(SourceKind::Atv, Http::new(Limits::default()).unwrap(), base, access).unwrap();
    let now = "2026-11-18T10:00:00Z".parse().unwrap();
    let after = page_of(service.pull(None, None, 1000, now).await).next;
    assert_eq!(service.news(&after, None).await.unwrap(), News { any: false, etag: None });
    assert_eq!(service.news(&after, None).await.unwrap(), News { any: true, etag: None });
    assert_eq!(asked.heads().len(), 3);
}

fn attachment(href: &str) -> Document {
    Document {
        id: RemoteId::new("7"),
        name: Localized::one("fi", "liite.txt"),
        media_type: None,
        size: Some(5),
        sha256: None,
        expires_at: None,
        href: Some(href.to_owned()),
    }
}

#[tokio::test]
async fn an_attachment_is_fetched_by_its_ids_and_from_the_enrolled_origin_only() {
    let (base, asked) = scripted(vec![whole("200 OK", &[], b"hello"), whole("200 OK", &[], b"hello!")]).await;
    let api = api(&base);
    let here = format!("{base}v1/documents/d-1/attachments/7/?token=x#y");
    assert_eq!(api.document(&attachment(&here)).await.unwrap().bytes, b"hello");
    assert_eq!(line(&asked, 0), "GET /v1/documents/d-1/attachments/7/ HTTP/1.1");
    assert_eq!(api.document(&attachment(&here)).await.unwrap_err(), ConnectorError::Altered);
    let (elsewhere, elsewhere_asked) = scripted(vec![whole("200 OK", &[], b"hello")]).await;
    for foreign in [
        format!("{elsewhere}v1/documents/d-1/attachments/7/"),
        "https://evil.example/v1/documents/d-1/attachments/7/".to_owned(),
        "//evil.example/v1/documents/d-1/attachments/7/".to_owned(),
    ] {
        let fetched = api.document(&attachment(&foreign)).await;
        assert_eq!(fetched.unwrap_err(), ConnectorError::RedirectedAway, "{foreign}");
    }
    for other in [format!("{base}v1/documents/d-1/"), format!("{base}v1/documents/%2e%2e/attachments/7/")] {
        assert_eq!(api.document(&attachment(&other)).await.unwrap_err(), ConnectorError::NotFound, "{other}");
    }
    assert_eq!((asked.heads().len(), elsewhere_asked.heads().len()), (2, 0));
}

#[tokio::test]
async fn what_became_of_an_erasure_is_told_apart() {
    let (base, asked) = scripted(vec![
        whole("204 No Content", &[], b""),
        refused("403 Forbidden", "DOCUMENT_LOCKED"),
        refused("403 Forbidden", "PERMISSION_DENIED"),
        refused("404 Not Found", "NOT_FOUND"),
        whole("404 Not Found", &[], b"<html>no route</html>"),
        whole("401 Unauthorized", &[], b""),
        whole("307 Temporary Redirect", &[("location", "/v1/other/")], b""),
    ])
    .await;
    let api = api(&base);
    for erasure in [Erasure::Erased, Erasure::Locked, Erasure::Refused, Erasure::NotThere] {
        assert_eq!(api.erase("d-1").await, Ok(erasure));
    }
    for error in [ConnectorError::NotFound, ConnectorError::SignInNeeded] {
        assert_eq!(api.erase("d-1").await, Err(error));
    }
    assert!(api.erase("d-1").await.is_err());
    assert_eq!(line(&asked, 0), "DELETE /v1/documents/d-1/ HTTP/1.1");
}

#[tokio::test]
async fn refusals_of_the_list_are_told_apart() {
    for (answer, error) in [
        (refused("401 Unauthorized", "NOT_AUTHENTICATED"), ConnectorError::SignInNeeded),
        (refused("403 Forbidden", "PERMISSION_DENIED"), ConnectorError::Refused { status: 403 }),
        (whole("502 Bad Gateway", &[], b"<html>"), ConnectorError::Unavailable { status: 502, retry_after: None }),
    ] {
        let (pages, ..) = all(vec![answer]).await;
        assert_eq!(pages.unwrap_err(), error);
    }
}
