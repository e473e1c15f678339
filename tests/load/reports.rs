//! What became of many reports: asked for by their ids, and stored.

use std::time::Instant;

use anyhow::{Context, Result, anyhow, ensure};
use connector::{Http, Limits, open311::Open311};
use domain::{id::RemoteId, report::ServiceRequest};
use municipality::ReportStanding;
use protocol::{ConnectOpenly, FollowReport, ReadReporting, sign_in::ServiceAddress};
use tests::{Device, Town};

use crate::{
    proxy::Line,
    table::{Row, Table},
    times::{Times, figure, number},
};

/// Reports that are followed, more than a neighbourhood ever makes.
const REPORTS: usize = 5000;

/// Measures a sync in which all of them have changed, and one in which none has.
pub async fn measure(runs: usize, table: &mut Table) -> Result<()> {
    let town = Town::haikkala().await?;
    let line = Line::to(&town.open311_url()?).await?;
    let numbers = post(&town).await?;
    let device = Device::new().await?;
    let at = ServiceAddress::Typed(line.url.to_string());
    let source = device.ask(ConnectOpenly { at }).await.map_err(|error| anyhow!("{error:?}"))?;
    for (_, id) in &numbers {
        let follow = FollowReport { source: source.clone(), report: id.clone() };
        device.ask(follow).await.map_err(|error| anyhow!("{error:?}"))?;
    }
    let shown = device.ask(ReadReporting {}).await.map_err(|error| anyhow!("{error:?}"))?;
    ensure!(shown.reports.len() == REPORTS, "all are followed");
    let (mut changed, mut quiet, mut floors) = (Vec::new(), Vec::new(), Vec::new());
    let (mut bytes, mut asked) = (0, 0);
    for run in 0..runs {
        for (number, _) in &numbers {
            let notes = Some(format!("Käyty paikalla, {run}. kerta."));
            town.authority().move_report(*number, &ReportStanding { notes, ..ReportStanding::default() })?;
        }
        line.take();
        let started = Instant::now();
        device.sync().await?;
        changed.push(started.elapsed());
        let passed = line.take();
        bytes = passed.answered.len();
        asked = String::from_utf8_lossy(&passed.asked).matches("GET /").count();
        let started = Instant::now();
        device.sync().await?;
        quiet.push(started.elapsed());
        let started = Instant::now();
        read_alone(&line, &numbers).await?;
        floors.push(started.elapsed());
    }
    let (changed, quiet, floors): (Times, Times, Times) =
        (changed.into_iter().collect(), quiet.into_iter().collect(), floors.into_iter().collect());
    table.add(Row {
        figure: "Open311: sync of reports that have all changed",
        at: format!("{REPORTS} reports, a note to each"),
        measured: format!("{changed}; {asked} requests, {} MB on the line", figure(number(bytes) / 1e6)),
        floor: floors.to_string(),
        ratio: figure(floors.median() / changed.median()),
        ..Row::default()
    });
    table.add(Row {
        figure: "Open311: sync that finds nothing new",
        at: format!("{REPORTS} reports"),
        measured: quiet.to_string(),
        ..Row::default()
    });
    table.note("Open311: floor: the same reports asked for and read, and not stored.");
    Ok(())
}

/// Makes the reports, and answers their numbers at the desk and their ids.
async fn post(town: &Town) -> Result<Vec<(i64, RemoteId)>> {
    let before = town.authority().reports()?.len();
    let (client, url) = (reqwest::Client::new(), town.open311_url()?.join("requests.json")?);
    for number in 0..REPORTS {
        let description = format!("Kuoppa numero {number}");
        let form = [
            ("service_code", "kuoppa"),
            ("attribute[PAIKKA]", "ajorata"),
            ("address_string", "Koulutie 4"),
            ("description", &description),
        ];
        let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(form).finish();
        let post = client.post(url.clone()).header("Content-Type", "application/x-www-form-urlencoded").body(body);
        post.send().await?.error_for_status()?;
    }
    let made = town.authority().reports()?.into_iter().skip(before);
    made.map(|report| Ok((report.number, RemoteId::new(report.id.context("a number")?)))).collect()
}

async fn read_alone(line: &Line, numbers: &[(i64, RemoteId)]) -> Result<()> {
    let api = Open311::new(Http::new(Limits::default())?, line.url.clone())?;
    let known: Vec<ServiceRequest> = numbers.iter().map(|(_, id)| unread(id)).collect();
    api.follow(&known, None, chrono::Utc::now()).await?;
    Ok(())
}

/// A report of which nothing is known but its id.
fn unread(id: &RemoteId) -> ServiceRequest {
    ServiceRequest {
        id: id.clone(),
        service: domain::text::Localized::default(),
        service_code: None,
        description: None,
        status: domain::case::Status::default(),
        status_notes: None,
        agency: None,
        requested_at: None,
        updated_at: None,
        expected_at: None,
        address: None,
        position: None,
        media: None,
        token: None,
        asks_feedback: false,
    }
}
