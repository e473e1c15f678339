use municipality::{Running, world::WorldDocument};
use reqwest::{Response, StatusCode};

use crate::resident::{Resident, enclosure, haikkala, letter, problem, send};

const TEXT: &[u8] = b"0123456789";
// sha256sum of the ten digits
const SHA256: &str = "84d89877f0d4041efb6bf91a16f0248f2fd573e6af05c19f96bedb9f882f7882";
// the same in base64
const DIGEST: &str = "sha-256=:hNiYd/DUBB77a/kaFvAkjy/Vc+avBcGflr7bn4gveII=:";

/// Sends a letter with an enclosure.
fn enclose(server: &Running, party: &str) {
    let document = WorldDocument {
        id: "doc-1".to_owned(),
        file_name: "Päätös 12 §.txt".to_owned(),
        media_type: "text/plain".to_owned(),
        bytes: TEXT.to_vec(),
        party: party.to_owned(),
    };
    server.authority().publish(&document).unwrap();
    let mut letter = letter("letter-1", party);
    letter.documents = vec![enclosure("doc-1", TEXT, SHA256)];
    send(server, letter);
}

async fn server_with_enclosure() -> (Running, Resident) {
    let server = haikkala().await;
    let aino = Resident::at(&server, "aino").await;
    let myself = aino.myself().await;
    enclose(&server, &myself.id);
    (server, aino)
}

async fn ask(aino: &Resident, headers: &[(&str, &str)]) -> Response {
    let request =
        headers.iter().fold(aino.get("/v1/documents/doc-1"), |request, (name, value)| request.header(*name, *value));
    request.send().await.unwrap()
}

#[tokio::test]
async fn a_whole_document_comes_with_its_name_its_type_and_its_hash() {
    let (_server, aino) = server_with_enclosure().await;
    let answer = ask(&aino, &[]).await;
    assert_eq!(answer.status(), StatusCode::OK);
    let headers = answer.headers().clone();
    assert_eq!(headers["etag"], format!("\"{SHA256}\""));
    assert_eq!(headers["repr-digest"], DIGEST);
    assert_eq!(headers["content-type"], "text/plain");
    assert_eq!(headers["accept-ranges"], "bytes");
    assert_eq!(headers["x-content-type-options"], "nosniff");
    assert_eq!(headers["cache-control"], "no-store");
    let disposition = headers["content-disposition"].to_str().unwrap();
    assert!(disposition.starts_with("attachment;"), "{disposition}");
    assert!(disposition.contains("filename*=UTF-8''P%C3%A4%C3%A4t%C3%B6s%2012%20%C2%A7.txt"), "{disposition}");
    assert_eq!(answer.bytes().await.unwrap(), TEXT);

    let same = ask(&aino, &[("if-none-match", &format!("\"{SHA256}\""))]).await;
    assert_eq!(same.status(), StatusCode::NOT_MODIFIED);
}

#[tokio::test]
async fn a_broken_off_download_goes_on_where_it_stopped() {
    let (_server, aino) = server_with_enclosure().await;
    let tag = format!("\"{SHA256}\"");
    let rest = ask(&aino, &[("range", "bytes=4-"), ("if-range", &tag)]).await;
    assert_eq!(rest.status(), StatusCode::PARTIAL_CONTENT);
    assert_eq!(rest.headers()["content-range"], "bytes 4-9/10");
    assert_eq!(rest.headers()["repr-digest"], DIGEST);
    assert_eq!(rest.bytes().await.unwrap(), b"456789".as_slice());

    let last = ask(&aino, &[("range", "bytes=-2")]).await;
    assert_eq!(last.bytes().await.unwrap(), b"89".as_slice());

    let other = ask(&aino, &[("range", "bytes=4-"), ("if-range", "\"another\"")]).await;
    assert_eq!(other.status(), StatusCode::OK);
    assert_eq!(other.bytes().await.unwrap(), TEXT);

    let outside = ask(&aino, &[("range", "bytes=10-")]).await;
    assert_eq!(outside.headers()["content-range"], "bytes */10");
    problem(outside, StatusCode::RANGE_NOT_SATISFIABLE).await;
}

#[tokio::test]
async fn somebody_elses_document_does_not_exist() {
    let server = haikkala().await;
    let aino = Resident::at(&server, "aino").await;
    let eero = Resident::at(&server, "eero").await;
    enclose(&server, &eero.myself().await.id);
    assert_eq!(ask(&eero, &[]).await.status(), StatusCode::OK);
    let foreign = problem(ask(&aino, &[]).await, StatusCode::NOT_FOUND).await;
    let absent = aino.get("/v1/documents/no-such-document").send().await.unwrap();
    assert_eq!(foreign, problem(absent, StatusCode::NOT_FOUND).await, "the answers tell the two apart");
}

#[tokio::test]
async fn the_enclosure_of_a_misdirected_letter_goes_with_the_letter() {
    let (server, aino) = server_with_enclosure().await;
    assert_eq!(ask(&aino, &[]).await.status(), StatusCode::OK);
    server.authority().tombstone("message", "letter-1", "misdirected").unwrap();
    problem(ask(&aino, &[]).await, StatusCode::NOT_FOUND).await;
}

#[tokio::test]
async fn every_document_of_the_story_can_be_fetched_and_is_what_the_feed_says() {
    use resident_api::{FeedChange, FeedRecord};

    for body in municipality::Body::ALL {
        let server = municipality::start(municipality::Config::on(body, crate::resident::today())).await.unwrap();
        for persona in server.authority().personas().unwrap() {
            let resident = Resident::at(&server, &persona).await;
            for change in resident.walk(None, 1000).await.0 {
                let documents = match change {
                    FeedChange::Upsert(FeedRecord::Case(record)) => record.documents,
                    FeedChange::Upsert(FeedRecord::Message(record)) => record.documents,
                    FeedChange::Upsert(FeedRecord::Decision(record)) => record.documents,
                    FeedChange::Upsert(FeedRecord::Task(record)) => record.documents,
                    _ => continue,
                };
                for document in documents {
                    let answer = resident.get(&format!("/v1/documents/{}", document.id)).send().await.unwrap();
                    assert_eq!(answer.status(), StatusCode::OK, "{body} {}", document.id);
                    assert_eq!(answer.headers()["etag"], format!("\"{}\"", document.sha256), "{body} {}", document.id);
                    assert_eq!(answer.headers()["content-type"], document.media_type.as_str());
                    assert_eq!(answer.bytes().await.unwrap().len() as u64, document.size, "{body} {}", document.id);
                }
            }
        }
    }
}
