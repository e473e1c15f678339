//! Pictures of the real app, taken through WebKitWebDriver in a session without a display of its own.

use std::fs;
use std::net::{Ipv4Addr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use tokio::net::TcpStream;
use tokio::time::{Instant, sleep, timeout};

use super::app::{App, Group};
use crate::project::say;
use crate::session::Session;

/// The pictures: the end of the file's name, width and height in pixels.
const PICTURES: [(&str, u32, u32); 2] = [("desktop", 1360, 900), ("phone", 412, 915)];
/// First start and first sync of an unoptimised build, on a small machine.
const PATIENCE: Duration = Duration::from_mins(2);
/// The inbox has been read from the store and laid out.
const READY: &str = r#"main[data-ready="true"]"#;

/// Starts the app, waits for the inbox and writes the pictures.
pub async fn take(app: &App<'_>, session: &Session, file: &Path) -> Result<()> {
    say("Starting the app without a window on this desktop");
    let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port();
    let log = app.data.with_file_name("app.log");
    let mut command = session.command("WebKitWebDriver");
    command.args(["--host=127.0.0.1", &format!("--port={port}")]);
    command.env("TAURI_AUTOMATION", "true").env("TAURI_WEBVIEW_AUTOMATION", "true");
    command.stdin(Stdio::null()).stderr(fs::File::create(&log)?).stdout(Stdio::null());
    app.set_up(&mut command);
    let _driver = Group::start(command)?;

    let taken = async {
        let client = connect(port, app.program).await?;
        let taken = pictures(&client, file).await;
        client.close().await.context("the app did not close")?;
        taken
    };
    taken.await.with_context(|| format!("no pictures; what the app said is in {}", log.display()))
}

async fn connect(port: u16, app: &Path) -> Result<Client> {
    timeout(PATIENCE, async {
        while TcpStream::connect((Ipv4Addr::LOCALHOST, port)).await.is_err() {
            sleep(Duration::from_millis(50)).await;
        }
    })
    .await
    .context("WebKitWebDriver did not answer")?;
    let browser = json!({ "webkitgtk:browserOptions": { "binary": app, "args": [] } });
    let capabilities = browser.as_object().cloned().unwrap_or_default();
    let mut builder = ClientBuilder::new(HttpConnector::new());
    builder.capabilities(capabilities);
    builder.connect(&format!("http://127.0.0.1:{port}")).await.context("the app did not start")
}

async fn pictures(client: &Client, file: &Path) -> Result<()> {
    for (name, width, height) in PICTURES {
        client.set_window_size(width, height).await?;
        wait_for_size(client, width, height).await?;
        for what in [READY, "article"] {
            let found = client.wait().at_most(PATIENCE).for_element(Locator::Css(what)).await;
            found.with_context(|| format!("the inbox did not show {what}"))?;
        }
        settled(client).await?;
        let picture = picture_name(file, name);
        fs::write(&picture, client.screenshot().await?)
            .with_context(|| format!("cannot write {}", picture.display()))?;
        say(&format!("Saved {}", picture.display()));
    }
    Ok(())
}

async fn wait_for_size(client: &Client, width: u32, height: u32) -> Result<()> {
    let until = Instant::now() + Duration::from_secs(10);
    loop {
        let size = client.execute("return [window.innerWidth, window.innerHeight]", Vec::new()).await?;
        if size == json!([width, height]) {
            return Ok(());
        }
        if Instant::now() > until {
            bail!("the window should be {width} by {height} pixels and stayed at {size}");
        }
        sleep(Duration::from_millis(50)).await;
    }
}

/// Waits until what is to be read has not changed for a while: the sources are asked one after another, and each may
/// bring more. What goes on changing is shown as it is in the end.
async fn settled(client: &Client) -> Result<()> {
    const LOOKS: u32 = 60;
    const SAME: u32 = 6;
    let (mut before, mut same) = (Value::Null, 0);
    for _ in 0..LOOKS {
        // Two frames: the first may still show the layout of the size before.
        let look = "const done = arguments[0];
            requestAnimationFrame(() => requestAnimationFrame(() => done(document.body.innerText)))";
        let now = client.execute_async(look, Vec::new()).await?;
        same = if now == before { same + 1 } else { 0 };
        if same == SAME {
            break;
        }
        before = now;
        sleep(Duration::from_millis(250)).await;
    }
    Ok(())
}

/// `shots/inbox.png` becomes `shots/inbox-phone.png`.
fn picture_name(file: &Path, name: &str) -> PathBuf {
    let stem = file.file_stem().map(|stem| stem.to_string_lossy()).unwrap_or_default();
    file.with_file_name(format!("{stem}-{name}.png"))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]
    use super::*;

    #[test]
    fn pictures_are_named_after_the_file() {
        assert_eq!(picture_name(Path::new("shots/inbox.png"), "phone"), Path::new("shots/inbox-phone.png"));
        assert_eq!(picture_name(Path::new("inbox"), "desktop"), Path::new("inbox-desktop.png"));
    }
}
