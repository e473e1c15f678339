//! The icon in the tray, as the desktop reads it over the bus.

use anyhow::Result;
use tests::app::App;

use crate::desktop::Tray;

const PIN: &str = "137902";

#[tokio::test]
async fn the_tray_says_how_much_waits_in_ainos_language_and_nothing_while_it_is_locked() -> Result<()> {
    let Some(app) = App::start("fi").await? else { return Ok(()) };
    // It came first and had no place; now there is one.
    let tray = Tray::open().await?;
    let icon = tray.icon().await?;
    icon.until_titled("Kotikunta: 6 odottaa sinua").await?;
    assert_eq!(icon.tool_tip().await?, "Kotikunta: 6 odottaa sinua");
    assert_eq!(icon.picture().await?, (32, 32 * 32 * 4));
    let said = |entries: Vec<crate::desktop::Entry>| -> Vec<(String, bool)> {
        entries.into_iter().filter(|entry| !entry.label.is_empty()).map(|entry| (entry.label, entry.enabled)).collect()
    };
    let entry = |label: &str, enabled| (label.to_owned(), enabled);
    assert_eq!(
        said(icon.menu().await?),
        [
            entry("Kotikunta: 6 odottaa sinua", false),
            entry("Avaa Kotikunta", true),
            entry("Päivitä nyt", true),
            entry("Lukitse", false),
            entry("Lopeta", true),
        ],
        "without a lock nothing can be locked"
    );

    app.set_lock(PIN).await?;
    app.script("document.querySelector('input[name=language][value=sv]').click()").await?;
    icon.until_titled("Kotikunta: 6 väntar på dig").await?;
    assert!(said(icon.menu().await?).contains(&entry("Avsluta", true)));
    icon.choose("Lås").await?;
    icon.until_titled("Kotikunta").await?;
    app.until("return document.activeElement.id === 'passcode'").await?;
    assert_eq!(icon.tool_tip().await?, "Kotikunta");
    let all = said(icon.menu().await?);
    assert!(all.iter().all(|(label, _)| !label.contains(char::is_numeric)), "{all:?}");
    assert!(all.contains(&entry("Lås", false)));

    // The desktop starts its panel anew, and the icon comes back to it.
    tray.close().await?;
    let tray = Tray::open().await?;
    let icon = tray.icon().await?;
    icon.until_titled("Kotikunta").await?;
    icon.choose("Avsluta").await?;
    app.ended().await
}
