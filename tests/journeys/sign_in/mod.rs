//! Signing in to services, staying signed in, and signing out.

mod foreign_provider;

use anyhow::{Result, anyhow};
use protocol::{
    BeginSignIn, ReadSignIn,
    sign_in::{ReturnPage, ReturnWords, ServiceAddress, SignInStage},
};
use tests::{Device, Visited, Visitor};

pub const WELL: &str = "Olet kirjautunut";
pub const ILL: &str = "Kirjautuminen ei onnistunut";

/// What the browser is to show at the end.
pub fn page() -> ReturnPage {
    let words = |heading: &str| ReturnWords { heading: heading.to_owned(), text: "Voit palata.".to_owned() };
    ReturnPage { lang: "fi".to_owned(), well: words(WELL), ill: words(ILL) }
}

/// Begins a sign-in and answers with the page that the system browser was given.
pub async fn begin(device: &Device, at: ServiceAddress) -> Result<String> {
    device.ask(BeginSignIn { at, page: page() }).await.map_err(|error| anyhow!("{error:?}"))?;
    tokio::select! {
        address = device.host.browser_opened() => Ok(address),
        stage = ended(device) => Err(anyhow!("it ended before the browser opened: {:?}", stage?)),
    }
}

/// Waits until the sign-in of the moment has ended.
pub async fn ended(device: &Device) -> Result<SignInStage> {
    let mut events = device.engine().events();
    loop {
        let view = device.ask(ReadSignIn {}).await.map_err(|error| anyhow!("{error:?}"))?;
        match view.stage {
            Some(stage @ (SignInStage::Connected(_) | SignInStage::Failed(_))) => return Ok(stage),
            _ => drop(events.recv().await?),
        }
    }
}

/// Opens the page in a browser of its own that needs no help of its user.
pub async fn visit(address: &str) -> Result<Visited> {
    Visitor::new()?.open(address).await
}
