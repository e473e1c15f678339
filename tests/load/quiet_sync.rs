//! A sync that finds nothing new: what it costs the line, the disk and the time of it.

use std::{
    fs,
    io::{Read, Write},
    net::TcpStream,
    path::PathBuf,
    time::{Instant, SystemTime},
};

use anyhow::{Context, Result, anyhow, ensure};
use engine::Connection;

use crate::{
    proxy::Line,
    table::{Row, Table},
    times::{Times, figure, number},
    world::{World, files},
};

/// Measures it on a line that is listened to.
pub async fn measure(world: &World, runs: usize, table: &mut Table) -> Result<()> {
    let (town, device) = (&world.town, &world.device);
    let line = Line::to(&town.base_url()?).await?;
    let connect = async |base_url| {
        let connection = Connection {
            source: town.source(),
            kind: domain::source::SourceKind::Resident,
            base_url,
            token: town.token("aino")?,
        };
        device.engine().connect(connection).await.map_err(|error| anyhow!("{error:?}"))
    };
    connect(line.url.clone()).await?;
    // The first sync on a new line reads the server's card.
    device.sync().await?;
    line.take();

    let (asked_before, written_before) = (town.requests("/").len(), written(world)?);
    device.sync().await?;
    let requests = town.requests("/").len() - asked_before;
    let passed = line.take();
    let is_unwritten = written(world)? == written_before;
    let bytes = passed.asked.len() + passed.answered.len();
    ensure!(passed.answered.starts_with(b"HTTP/1.1 304"), "nothing new is a 304");

    let at = world.items.to_string();
    table.add(Row {
        figure: "quiet sync: requests per source",
        at: at.clone(),
        measured: requests.to_string(),
        goal: "1",
        floor: "1".to_owned(),
        ratio: figure(number(requests)),
        met: Some(requests == 1),
    });
    table.add(Row {
        figure: "quiet sync: bytes on the wire",
        at: at.clone(),
        measured: format!("{bytes} B ({} asked, {} answered)", passed.asked.len(), passed.answered.len()),
        goal: "≤ 1 kB",
        met: Some(bytes <= 1000),
        ..Row::default()
    });
    table.add(Row {
        figure: "quiet sync: files of the store written",
        at: at.clone(),
        measured: if is_unwritten { "none".to_owned() } else { "some".to_owned() },
        goal: "none",
        met: Some(is_unwritten),
        ..Row::default()
    });

    // Time on the municipality's own line, and the bare question and answer on another.
    connect(town.base_url()?).await?;
    device.sync().await?;
    let (mut ours, mut floors) = (Vec::new(), Vec::new());
    let mut bare = TcpStream::connect(("127.0.0.1", town.base_url()?.port().context("a port")?))?;
    for _ in 0..runs {
        let started = Instant::now();
        device.sync().await?;
        ours.push(started.elapsed());
        let asked = passed.asked.clone();
        let (stream, time) = tokio::task::spawn_blocking(move || exchange(bare, &asked)).await??;
        bare = stream;
        floors.push(time);
    }
    let (ours, floors): (Times, Times) = (ours.into_iter().collect(), floors.into_iter().collect());
    table.add(Row {
        figure: "quiet sync: time",
        at,
        measured: ours.to_string(),
        floor: format!("the 304 itself: {floors}"),
        ratio: figure(ours.median() / floors.median()),
        ..Row::default()
    });
    Ok(())
}

/// The very question the engine asked, over a connection that is open already.
fn exchange(mut stream: TcpStream, question: &[u8]) -> Result<(TcpStream, std::time::Duration)> {
    let started = Instant::now();
    stream.write_all(question)?;
    let (mut answer, mut buffer) = (Vec::new(), [0; 4096]);
    while !answer.ends_with(b"\r\n\r\n") {
        let length = stream.read(&mut buffer)?;
        ensure!(length > 0, "the municipality keeps the connection");
        answer.extend_from_slice(buffer.get(..length).unwrap_or_default());
    }
    ensure!(answer.starts_with(b"HTTP/1.1 304"), "the same question has the same answer");
    Ok((stream, started.elapsed()))
}

/// Length and time of every file of the store. SQLite's `-shm` is memory that readers share, not storage.
fn written(world: &World) -> Result<Vec<(PathBuf, u64, SystemTime)>> {
    let files = files(&world.device.dir())?;
    let stored = files.into_iter().filter(|file| file.extension().is_none_or(|extension| extension != "db-shm"));
    stored
        .map(|file| {
            let metadata = fs::metadata(&file)?;
            Ok((file, metadata.len(), metadata.modified()?))
        })
        .collect()
}
