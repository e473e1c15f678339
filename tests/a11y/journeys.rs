//! The tasks, each heard from the first key to the last.

use anyhow::Result;

use crate::listener::Listener;

#[tokio::test]
async fn explore() -> Result<()> {
    let Some(mut aino) = Listener::start("fi").await? else { return Ok(()) };
    for keys in std::env::var("KEYS").unwrap_or_default().split_whitespace() {
        aino.press(keys, &[]).await?;
    }
    aino.end("explore").await
}
