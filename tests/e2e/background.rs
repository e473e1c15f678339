//! The app while its window is closed, at login, and over a connection that costs.

use std::{fs, process::Stdio, time::Duration};

use anyhow::{Context, Result, ensure};
use fantoccini::key::Key;
use tests::app::App;
use tokio::time::timeout;
use zbus::{connection, interface};

use crate::{desktop::Tray, window::Windows};

/// Longest wait for a window. Nothing is measured by it; it only ends a hang.
const PATIENCE: Duration = Duration::from_mins(1);

const STAYS: &str = "Jatka taustalla, kun suljen ikkunan";
const AT_LOGIN: &str = "Käynnistä, kun kirjaudun laitteelle";

/// Waits until a program has a window that can be seen, or has none.
async fn window(process: u32, there: bool) -> Result<()> {
    let waited = tokio::task::spawn_blocking(move || Windows::look()?.until(process, there));
    timeout(PATIENCE, waited).await.with_context(|| format!("its window is never there: {there}"))??
}

/// Chooses or takes back something of the settings, and waits until that is kept.
async fn choose(app: &App, label: &str, on: bool) -> Result<()> {
    let field = format!(
        "[...document.querySelectorAll('[aria-labelledby=background] label')].find(it => it.innerText.trim() === '{label}')?.querySelector('input')"
    );
    app.until(&format!("const it = {field}; if (it && it.checked !== {on}) it.click(); return it?.checked === {on}"))
        .await?;
    // What was chosen is asked for again once it is kept.
    app.script("location.reload()").await?;
    app.until(&format!("return {field}?.checked === {on}")).await
}

#[tokio::test]
async fn aino_closes_the_window_goes_on_being_told_and_gets_it_back_by_a_second_start() -> Result<()> {
    let Some(app) = App::start("fi").await? else { return Ok(()) };
    app.go_to_settings().await?;
    choose(&app, STAYS, true).await?;
    window(app.process(), true).await?;
    Windows::look()?.close(app.process())?;
    window(app.process(), false).await?;
    app.until("return document.visibilityState === 'hidden'").await?;

    // What comes meanwhile comes.
    let (party, _) = app.haikkala.parties("aino")?.remove(0);
    app.haikkala.send("meanwhile", &party, "Tuli ikkunan ollessa kiinni")?;
    app.until("const it = document.querySelector(\"nav a[href='/']\"); it?.click(); return !!it").await?;
    app.until("return document.body.innerText.includes('Tuli ikkunan ollessa kiinni')").await?;

    ensure!(app.again().stdin(Stdio::null()).status().await?.success(), "a second start ends well");
    window(app.process(), true).await?;
    app.until("return document.visibilityState === 'visible'").await?;
    app.close().await
}

#[tokio::test]
async fn a_hidden_window_locks_if_aino_wants_it_so() -> Result<()> {
    let Some(app) = App::start("fi").await? else { return Ok(()) };
    app.go_to_settings().await?;
    choose(&app, STAYS, true).await?;
    app.set_lock("137902").await?;
    // Not loaded again: a page that is left is hidden, too.
    let at_once = "document.querySelector('input[name=lock-after][value=hidden]')";
    app.until(&format!("{at_once}?.click(); return {at_once}?.checked === true")).await?;
    app.press(&[Key::Alt], '1').await?;
    app.shown("main article").await?;
    app.go_to_settings().await?;
    app.until(&format!("return {at_once}?.checked === true")).await?;
    Windows::look()?.close(app.process())?;
    window(app.process(), false).await?;
    app.until("return document.title === 'Kotikunta on lukossa – Kotikunta'").await?;
    app.close().await
}

#[tokio::test]
async fn closing_the_window_ends_the_app_unless_aino_has_chosen_otherwise() -> Result<()> {
    let Some(app) = App::start("fi").await? else { return Ok(()) };
    window(app.process(), true).await?;
    Windows::look()?.close(app.process())?;
    app.ended().await
}

#[tokio::test]
async fn at_login_the_app_starts_into_the_tray_and_opens_from_there() -> Result<()> {
    let Some(app) = App::start("fi").await? else { return Ok(()) };
    app.go_to_settings().await?;
    let entry = app.device_folder().join("autostart/fi.kotikunta.demo.desktop");
    ensure!(!entry.exists(), "it is off at first");
    choose(&app, AT_LOGIN, true).await?;
    let written = fs::read_to_string(&entry)?;
    let line = written.lines().find_map(|line| line.strip_prefix("Exec=")).context("it says what to start")?;
    let line = line.to_owned();
    let tray = Tray::open().await?;
    let icon = tray.icon().await?;
    icon.until_titled("Kotikunta: 6 odottaa sinua").await?;
    icon.choose("Lopeta").await?;
    app.ended().await?;

    // As a desktop starts it.
    let mut login = app.again_as("sh").args(["-c", &format!("exec {line}")]).stdin(Stdio::null()).spawn()?;
    let process = login.id().context("it runs")?;
    let icon = tray.icon().await?;
    icon.until_titled("Kotikunta: 6 odottaa sinua").await?;
    ensure!(!Windows::look()?.has(process)?, "it shows no window by itself");
    icon.choose("Avaa Kotikunta").await?;
    window(process, true).await?;
    icon.choose("Lopeta").await?;
    ensure!(timeout(PATIENCE, login.wait()).await.context("it does not end")??.success());
    Ok(())
}

/// What says on the system's bus what the connection costs.
struct NetworkManager(u32);

#[interface(name = "org.freedesktop.NetworkManager")]
impl NetworkManager {
    #[zbus(property)]
    fn metered(&self) -> u32 {
        self.0
    }
}

#[tokio::test]
async fn the_settings_say_what_network_manager_says_of_the_connection() -> Result<()> {
    let Some(app) = App::start("fi").await? else { return Ok(()) };
    app.go_to_settings().await?;
    let says = |words: &str| {
        format!("return document.querySelector('[aria-labelledby=background]').innerText.includes('{words}')")
    };
    app.until(&says("Laite ei kerro, onko verkko maksullinen.")).await?;
    let path = "/org/freedesktop/NetworkManager";
    let bus = connection::Builder::session()?
        .serve_at(path, NetworkManager(3))?
        .name("org.freedesktop.NetworkManager")?
        .build()
        .await?;
    app.until(&says("Laite käyttää nyt maksullista verkkoa.")).await?;
    let served = bus.object_server().interface::<_, NetworkManager>(path).await?;
    served.get_mut().await.0 = 2;
    served.get().await.metered_changed(served.signal_emitter()).await?;
    app.until(&says("Laite ei käytä nyt maksullista verkkoa.")).await?;
    bus.close().await?;
    app.until(&says("Laite ei kerro, onko verkko maksullinen.")).await?;
    app.close().await
}
