//! A line that is listened to: everything between the app and a municipality passes through here and is counted.

use std::{
    net::SocketAddr,
    sync::{Arc, Mutex, PoisonError},
};

use anyhow::{Context, Result};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{
        TcpListener, TcpStream,
        tcp::{OwnedReadHalf, OwnedWriteHalf},
    },
};
use url::Url;

/// What passed.
#[derive(Clone, Default)]
pub struct Passed {
    /// From the app.
    pub asked: Vec<u8>,
    /// To the app.
    pub answered: Vec<u8>,
}

/// A listened line to one municipality. Its tasks end with the runtime.
pub struct Line {
    /// Where the app is to connect.
    pub url: Url,
    passed: Arc<Mutex<Passed>>,
}

impl Line {
    /// Opens a line to this address.
    pub async fn to(target: &Url) -> Result<Self> {
        let address = target.socket_addrs(|| None)?.first().copied().context("the municipality has an address")?;
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let mut url = target.clone();
        url.set_port(Some(listener.local_addr()?.port())).map_err(|()| anyhow::anyhow!("a port"))?;
        let passed = Arc::new(Mutex::new(Passed::default()));
        tokio::spawn(accept(listener, address, passed.clone()));
        Ok(Self { url, passed })
    }

    /// What has passed since this was last asked.
    pub fn take(&self) -> Passed {
        std::mem::take(&mut self.passed.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

async fn accept(listener: TcpListener, address: SocketAddr, passed: Arc<Mutex<Passed>>) {
    while let Ok((app, _)) = listener.accept().await {
        let Ok(town) = TcpStream::connect(address).await else { continue };
        // Without it each small piece waits for the one before to be acknowledged.
        let _ = (app.set_nodelay(true), town.set_nodelay(true));
        let ((app_says, to_app), (town_says, to_town)) = (app.into_split(), town.into_split());
        let note = passed.clone();
        tokio::spawn(copy(app_says, to_town, move |bytes| lock(&note).asked.extend_from_slice(bytes)));
        let note = passed.clone();
        tokio::spawn(copy(town_says, to_app, move |bytes| lock(&note).answered.extend_from_slice(bytes)));
    }
}

fn lock(passed: &Mutex<Passed>) -> std::sync::MutexGuard<'_, Passed> {
    passed.lock().unwrap_or_else(PoisonError::into_inner)
}

async fn copy(mut from: OwnedReadHalf, mut to: OwnedWriteHalf, note: impl Fn(&[u8]) + Send) {
    let mut buffer = vec![0; 64 * 1024];
    while let Ok(length) = from.read(&mut buffer).await {
        let bytes = buffer.get(..length).unwrap_or_default();
        if bytes.is_empty() || to.write_all(bytes).await.is_err() {
            return;
        }
        note(bytes);
    }
}
