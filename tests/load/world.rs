//! What is measured with: a municipality with an inbox of some size, and a device that has it all.

use std::{
    fs,
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use anyhow::{Context, Result};
use serde::Deserialize;
use tests::{Device, Town};

/// Same items on every run.
const SEED: u64 = 20_261_118;
/// Changes on a page: what the engine asks for.
const PAGE: usize = 1000;

/// A municipality and a device that has everything of it.
pub struct World {
    /// Invented items; the story of the demo world comes on top.
    pub items: usize,
    /// The municipality.
    pub town: Town,
    /// Its whole feed as it comes over the wire, unpacked: one entry a page.
    pub pages: Vec<Vec<u8>>,
    /// The device.
    pub device: Device,
    /// How long its first sync took, over HTTP.
    pub first_sync: Duration,
}

impl World {
    /// Starts a municipality with so many items and fills a device from it.
    pub async fn filled(items: usize) -> Result<Self> {
        let town = Town::large_haikkala(items, SEED).await?;
        let pages = pages(&town).await?;
        let device = Device::of_aino(&[&town]).await?;
        let started = Instant::now();
        device.sync().await?;
        let first_sync = started.elapsed();
        // Documents come in lots after each pull; what is measured next is a device that has them all.
        while {
            let before = town.requests("/v1/documents").len();
            device.sync().await?;
            town.requests("/v1/documents").len() > before
        } {}
        Ok(Self { items, town, pages, device, first_sync })
    }
}

async fn pages(town: &Town) -> Result<Vec<Vec<u8>>> {
    #[derive(Deserialize)]
    struct Frame {
        next: String,
        more: bool,
    }

    let client = reqwest::Client::builder().no_proxy().build()?;
    let token = town.token("aino")?;
    let mut pages = Vec::new();
    let mut after: Option<String> = None;
    loop {
        let mut url = town.base_url()?.join("v1/changes")?;
        url.query_pairs_mut().append_pair("limit", &PAGE.to_string());
        if let Some(after) = &after {
            url.query_pairs_mut().append_pair("after", after);
        }
        let answer = client.get(url).bearer_auth(token.expose()).send().await?.error_for_status()?;
        let bytes = answer.bytes().await?.to_vec();
        let frame: Frame = serde_json::from_slice(&bytes).context("a page of the feed")?;
        pages.push(bytes);
        if !frame.more {
            return Ok(pages);
        }
        after = Some(frame.next);
    }
}

/// Bytes of all files under a folder.
pub fn size(dir: &Path) -> Result<usize> {
    let sizes =
        files(dir)?.iter().map(|file| Ok(usize::try_from(fs::metadata(file)?.len())?)).collect::<Result<Vec<_>>>();
    Ok(sizes?.into_iter().sum())
}

/// All files under a folder.
pub fn files(dir: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(dir)? {
        let path = entry?.path();
        if path.is_dir() { found.extend(files(&path)?) } else { found.push(path) }
    }
    found.sort();
    Ok(found)
}
