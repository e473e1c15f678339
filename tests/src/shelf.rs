//! A plain web server with a few files, such as an operator of the directory or a shop has.

use std::{collections::BTreeMap, sync::Arc};

use anyhow::Result;
use axum::{Router, extract::State, http::StatusCode, http::Uri, response::IntoResponse};
use tokio::{net::TcpListener, sync::watch, task::JoinHandle};
use url::Url;

/// The server. It ends when it is dropped.
pub struct Shelf {
    base_url: Url,
    asked: watch::Receiver<Vec<String>>,
    serving: JoinHandle<()>,
}

struct Files {
    files: BTreeMap<String, Vec<u8>>,
    asked: watch::Sender<Vec<String>>,
}

impl Shelf {
    /// With these files, by their paths.
    pub async fn of<const N: usize>(files: [(&str, Vec<u8>); N]) -> Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let base_url = format!("http://{}/", listener.local_addr()?).parse()?;
        let (sender, asked) = watch::channel(Vec::new());
        let files = files.into_iter().map(|(path, bytes)| (path.to_owned(), bytes)).collect();
        let router = Router::new().fallback(give).with_state(Arc::new(Files { files, asked: sender }));
        let serving = tokio::spawn(async move {
            if let Err(error) = axum::serve(listener, router).await {
                eprintln!("the shelf stopped: {error}");
            }
        });
        Ok(Self { base_url, asked, serving })
    }

    /// Its address, with a slash at the end.
    pub const fn base_url(&self) -> &Url {
        &self.base_url
    }

    /// Waits until this file has been asked for.
    pub async fn asked(&self, path: &str) -> Result<()> {
        let mut asked = self.asked.clone();
        asked.wait_for(|asked| asked.iter().any(|known| known == path)).await?;
        Ok(())
    }
}

impl Drop for Shelf {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

async fn give(State(files): State<Arc<Files>>, uri: Uri) -> impl IntoResponse {
    files.asked.send_modify(|asked| asked.push(uri.path().to_owned()));
    match files.files.get(uri.path()) {
        Some(bytes) => (StatusCode::OK, bytes.clone()),
        None => (StatusCode::NOT_FOUND, Vec::new()),
    }
}
