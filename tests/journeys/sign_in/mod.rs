//! Signing in to services, staying signed in, and signing out.

mod demanded;
mod directory;
mod ending;
mod foreign_provider;
mod own_provider;
mod phone;
mod refused;
mod step_up;

use anyhow::{Context, Result, anyhow};
use protocol::{
    BeginSignIn, ReadSignIn,
    sign_in::{ReturnPage, ReturnWords, ServiceAddress, SignInStage},
};
use tests::{Device, Town, Visited, Visitor, listing};

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

/// Signs in as this persona of the reference municipality, and answers with the page on which the browser ends.
pub async fn enter(address: &str, persona: &str) -> Result<Visited> {
    Visitor::new()?.sign_in(address, persona).await
}

/// Signs in as Aino, from beginning to end.
pub async fn sign_in(device: &Device, at: ServiceAddress) -> Result<SignInStage> {
    let address = begin(device, at).await?;
    enter(&address, "aino").await.context("the provider lets Aino in")?;
    ended(device).await
}

/// A device that knows Haikkala from its directory.
pub async fn device_near(haikkala: &Town) -> Result<Device> {
    Device::with_directory(listing(1, None, &[haikkala])?).await
}

/// Haikkala, as it stands in the directory.
pub fn haikkala_listed(haikkala: &Town) -> ServiceAddress {
    ServiceAddress::Listed(haikkala.source())
}
