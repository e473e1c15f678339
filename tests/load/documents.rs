//! All documents of a resident of Helsinki's document store: from a sign-in to committed, encrypted vaults, over HTTP.

use std::{path::Path, sync::Arc, time::Instant};

use anyhow::{Context, Result, anyhow, ensure};
use chrono::{DateTime, TimeDelta, Utc};
use connector::{
    Access, Http, Limits, Pulled, Secret, Service,
    sign_in::{Client, Clock, Keeper, NotKept, Provider, Session},
};
use domain::{change::Cursor, source::SourceKind, text::Localized};
use rusqlite::params;
use serde_json::{Value, json};
use store::{NewSource, ProfileKey, Store};
use tests::{ATV_AUDIENCE, Atv, PARKING, PARKING_CLIENT, Town};

use crate::{
    first_sync::OfTheSystem,
    plain,
    table::{Row, Table},
    times::{Times, figure, number},
};

/// Documents on a page: the most that the server gives.
const PAGE: usize = 100;

/// Measures the first reading, and a look that finds nothing new.
pub async fn measure(items: usize, runs: usize, table: &mut Table) -> Result<()> {
    let town = Town::haikkala_with_documents().await?;
    let atv = Atv::beside(&town).await?;
    let (aino, _) = town.parties("aino")?.into_iter().next().context("Aino lives there")?;
    for number in 0..items {
        atv.put(&aino, PARKING, document(number));
    }
    let service =
        Service::new(SourceKind::Atv, Http::new(Limits::default())?, atv.base_url().clone(), access(&town).await?)?;
    let (mut ours, mut floors, mut quiet_looks, mut bytes) = (Vec::new(), Vec::new(), Vec::new(), 0);
    let mut quiet = Quiet::default();
    for _ in 0..runs {
        let folder = tempfile::tempdir()?;
        let store = connected(&folder.path().join("store"), &atv)?;
        let before = atv.sent();
        let started = Instant::now();
        read_all(&service, &store, &atv).await?;
        ours.push(started.elapsed());
        bytes = atv.sent() - before;
        let started = Instant::now();
        quiet = look(&service, &store, &atv).await?;
        quiet_looks.push(started.elapsed());

        let started = Instant::now();
        plainly(&folder.path().join("plain.db"), &atv).await?;
        floors.push(started.elapsed());
    }
    let (ours, floors): (Times, Times) = (ours.into_iter().collect(), floors.into_iter().collect());
    let quiet_looks: Times = quiet_looks.into_iter().collect();
    let rate = |times: &Times| format!("{:.0} documents/s; {times}", number(items) / times.median() * 1000.0);
    table.add(Row {
        figure: "documents of ATV: ask, parse, map, encrypt, commit",
        at: items.to_string(),
        measured: rate(&ours),
        floor: rate(&floors),
        ratio: figure(floors.median() / ours.median()),
        ..Row::default()
    });
    table.add(Row {
        figure: "documents of ATV: bytes over the line",
        at: items.to_string(),
        measured: format!("{} MB", figure(number(usize::try_from(bytes)?) / 1e6)),
        ..Row::default()
    });
    table.add(Row {
        figure: "documents of ATV: a look that finds nothing new",
        at: items.to_string(),
        measured: format!("{} requests, {} B of bodies; {quiet_looks}", quiet.requests, quiet.bytes),
        ..Row::default()
    });
    table.note(
        "Documents of ATV: pages of 100 from the tests' own server, which shares these processors and holds each token \
         against its provider. Floor: the same pages by the same kind of client, serde_json to values and one prepared \
         insert into one plain SQLite file.",
    );
    Ok(())
}

/// A document with two statuses, a message, a form and an attachment, begun an hour after the one before.
fn document(number: usize) -> Value {
    let begun =
        DateTime::<Utc>::UNIX_EPOCH + TimeDelta::days(18_000) + TimeDelta::hours(i64::try_from(number).unwrap_or(0));
    let (begun, handled) = (begun.to_rfc3339(), (begun + TimeDelta::days(3)).to_rfc3339());
    let id = format!("{number:08}-3c5d-4f0f-9d57-0b1a2c3d4e5f");
    let words = |fi: &str, en: &str| json!({ "fi": fi, "en": en });
    let message = json!({
        "title": words("Hakemuksesi on käsitelty", "Your application has been handled"),
        "message": words("Voit noutaa luvan palvelupisteestä.", "You can fetch the permit at the service point."),
        "activity_links": {}, "activity_timestamp": handled, "show_to_user": true,
    });
    let status = |value: &str, fi: &str, at: &str, activities: Value| json!({ "value": value, "status_display_values": { "fi": fi }, "timestamp": at, "activities": activities });
    let done = status("DONE", "Valmis", &handled, json!([message]));
    json!({
        "id": id, "created_at": begun, "updated_at": handled, "type": "PARKING_PERMIT",
        "human_readable_type": words("Asukaspysäköintilupa", "Resident parking permit"),
        "transaction_id": format!("PYS-{number}"), "status": done,
        "status_histories": [done, status("SUBMITTED", "Lähetetty", &begun, json!([]))],
        "draft": false, "delete_after": "2036-12-12", "document_language": "fi", "metadata": { "handler": "pys" },
        "content": { "formData": { "rekisterinumero": "ABC-123", "perustelut": "x".repeat(1500) } },
        "attachments": [{ "id": number, "created_at": begun, "updated_at": begun, "filename": "ajoneuvo.pdf",
            "media_type": "application/pdf", "size": 123,
            "href": format!("https://atv.example/v1/documents/{id}/attachments/{number}/") }],
    })
}

async fn access(town: &Town) -> Result<Access> {
    let client = Client {
        issuer: format!("{}openid", town.base_url()?),
        client_id: PARKING_CLIENT.to_owned(),
        scopes: vec!["openid".to_owned(), "offline_access".to_owned()],
        resource: Some(ATV_AUDIENCE.to_owned()),
    };
    let provider = Provider::discover(Http::new(Limits::default())?, Clock::new(Utc::now), client).await?;
    let attempt = provider.with_bearer_tokens().begin("http://127.0.0.1:1/callback".parse()?, "fi", None)?;
    let back = town.sign_in(attempt.address().as_str(), "aino")?;
    Ok(Session::new(attempt.finish(&back).await?, Nowhere).into())
}

/// Keeps nothing: the sign-in ends with the measurement.
struct Nowhere;

impl Keeper for Nowhere {
    fn keep(&self, _: &Secret) -> Result<(), NotKept> {
        Ok(())
    }
}

fn connected(dir: &Path, atv: &Atv) -> Result<Store> {
    let store = Store::open(dir, &ProfileKey::new([7; 32]), Arc::new(OfTheSystem))?;
    store.enrol_source(&NewSource {
        id: atv.source(),
        kind: SourceKind::Atv,
        base_url: atv.base_url().to_string(),
        name: Localized::undetermined("Haikkalan asiakirjat"),
    })?;
    Ok(store)
}

/// What the engine does in a pull: a page is asked for while the one before is written.
async fn read_all(service: &Service, store: &Store, atv: &Atv) -> Result<()> {
    let mut answer = service.pull(None, None, 1000, Utc::now()).await?;
    loop {
        let Pulled::Page { page, .. } = answer else { return Ok(()) };
        let following: Option<Cursor> = page.more.then(|| page.next.clone());
        let (store, source) = (store.clone(), atv.source());
        let writing = tokio::task::spawn_blocking(move || {
            ensure!(page.quarantined.is_empty(), "every document is read");
            store.apply_page(&source, &page, None, Utc::now()).map_err(|error| anyhow!("{error:?}"))
        });
        let asked = match &following {
            Some(after) => Some(service.pull(Some(after), None, 1000, Utc::now()).await?),
            None => None,
        };
        writing.await??;
        match asked {
            Some(next) => answer = next,
            None => return Ok(()),
        }
    }
}

/// What a look that finds nothing new costs the line.
#[derive(Default)]
struct Quiet {
    requests: usize,
    bytes: u64,
}

async fn look(service: &Service, store: &Store, atv: &Atv) -> Result<Quiet> {
    let row = store.source(&atv.source())?.context("it is connected")?;
    atv.take_requests();
    let before = atv.sent();
    let pulled = service.pull(row.cursor.as_ref(), None, 1000, Utc::now()).await?;
    ensure!(matches!(pulled, Pulled::NothingNew { .. }), "nothing is new");
    Ok(Quiet { requests: atv.take_requests().len(), bytes: atv.sent() - before })
}

/// The floor.
async fn plainly(file: &Path, atv: &Atv) -> Result<()> {
    let client = reqwest::Client::builder().no_proxy().build()?;
    let token = atv.seen_token().context("somebody has asked")?;
    let mut connection = plain::open(file)?;
    connection.execute_batch("create table item (number integer primary key, id text, payload text) strict")?;
    for page in 1.. {
        let mut url = atv.base_url().join("v1/documents/")?;
        url.query_pairs_mut()
            .append_pair("page", &page.to_string())
            .append_pair("page_size", &PAGE.to_string())
            .append_pair("sort", "created_at");
        let answer = client.get(url).bearer_auth(token.expose()).send().await?.error_for_status()?;
        let page: Value = serde_json::from_slice(&answer.bytes().await?)?;
        let transaction = connection.transaction()?;
        {
            let mut insert = transaction.prepare_cached("insert into item (id, payload) values (?1, ?2)")?;
            for document in page.get("results").and_then(Value::as_array).into_iter().flatten() {
                insert.execute(params![document.get("id").and_then(Value::as_str), document.to_string()])?;
            }
        }
        transaction.commit()?;
        if page.get("next").is_none_or(Value::is_null) {
            break;
        }
    }
    Ok(())
}
