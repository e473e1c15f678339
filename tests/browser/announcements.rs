//! Where the platform makes no announcements of its own, the page's live region does.

use anyhow::{Context, Result};
use domain::inbox::Group;
use fantoccini::{
    actions::{InputSource, KeyAction, KeyActions},
    key::Key,
};
use serde_json::Value;
use tests::browser::Browser;

/// Notes what the live region says each time that it changes, and how many pictures the screen has shown by then.
const LISTEN: &str = "
    const region = document.querySelector('[aria-live]');
    const noted = window.noted = [];
    let pictures = 0, last = region.textContent;
    const draw = () => { pictures += 1; requestAnimationFrame(draw); };
    draw();
    new MutationObserver(() => {
        if (region.textContent !== last) noted.push({ words: last = region.textContent, pictures });
    }).observe(region, { childList: true, characterData: true, subtree: true });
";

/// Waits until the live region has changed at least so often, and answers what it said after each change.
async fn heard(browser: &Browser, changes: usize) -> Result<Vec<String>> {
    browser.until(&format!("return noted.length >= {changes}")).await?;
    browser.lines("return noted.map(change => change.words)").await
}

/// What the polite live region says in the accessibility tree; nothing where there is none.
async fn exposed(browser: &Browser) -> Result<Option<String>> {
    let tree = browser.accessibility_tree().await?;
    let polite = |node: &&Value| {
        let mut properties = node["properties"].as_array().into_iter().flatten();
        properties.any(|property| property["name"] == "live" && property["value"]["value"] == "polite")
    };
    let Some(region) = tree.iter().find(polite) else { return Ok(None) };
    let mut inside = vec![region];
    let mut words = String::new();
    while let Some(node) = inside.pop() {
        if node["role"]["value"] == "StaticText" {
            words.push_str(node["name"]["value"].as_str().unwrap_or_default());
            continue;
        }
        let children: Vec<&Value> = node["childIds"].as_array().into_iter().flatten().collect();
        inside.extend(tree.iter().filter(|other| children.contains(&&other["nodeId"])));
    }
    Ok(Some(words))
}

#[tokio::test]
async fn aino_hears_of_a_message_where_only_the_page_speaks() -> Result<()> {
    let Some(browser) = Browser::start().await? else { return Ok(()) };
    browser.script(LISTEN).await?;
    // It is there before it says anything: a region that comes with its words is not listened to.
    assert_eq!(exposed(&browser).await?.as_deref(), Some(""));

    let (aino, _) = browser.haikkala.parties("aino")?.remove(0);
    browser.haikkala.send("m-live", &aino, "Kirjastoauto tulee torille")?;
    let sentence = "Saapui uutta: Kirjastoauto tulee torille. Oma asia. Sinun ei tarvitse tehdä mitään.";
    assert_eq!(heard(&browser, 1).await?, [sentence]);
    assert_eq!(exposed(&browser).await?.as_deref(), Some(sentence));

    // Once more when she asks for it. The same words are news only after silence; they had been said once before.
    browser.press(&[Key::Alt], 'r').await?;
    assert_eq!(heard(&browser, 3).await?, [sentence, "", sentence]);
    assert_eq!(exposed(&browser).await?.as_deref(), Some(sentence));
    browser.close().await
}

#[tokio::test]
async fn of_two_announcements_at_once_aino_hears_both() -> Result<()> {
    let Some(browser) = Browser::start().await? else { return Ok(()) };
    // Somebody for whom nothing waits.
    let mut idle = None;
    for (index, party) in browser.device.overview().await?.parties.into_iter().enumerate() {
        if browser.device.group(Group::NeedsYou, Some(party.id)).await?.is_empty() {
            idle = Some(index);
        }
    }
    // Before them in the list stands everybody.
    let choice = idle.context("nothing waits for one of them")? + 1;
    let choose = format!(
        "const select = document.querySelector('#filter-side');
         select.selectedIndex = {choice};
         select.dispatchEvent(new Event('change', {{ bubbles: true }}))"
    );
    browser.script(&choose).await?;
    browser.until("return location.search.includes('party=')").await?;
    browser.script(LISTEN).await?;

    // Both keys in one go: the second answer comes before the first could be spoken.
    let keys = ['r', 'n'].into_iter().flat_map(|key| [KeyAction::Down { value: key }, KeyAction::Up { value: key }]);
    let alt = char::from(Key::Alt);
    let chord = [KeyAction::Down { value: alt }].into_iter().chain(keys).chain([KeyAction::Up { value: alt }]);
    let chord = chord.fold(KeyActions::new("keyboard".to_owned()), InputSource::then);
    browser.window.perform_actions(chord).await?;
    let (first, second) = ("Uusia ilmoituksia ei ole.", "Mikään ei odota sinua.");
    browser.until(&format!("return noted.at(-1)?.words === {second:?}")).await?;
    assert_eq!(heard(&browser, 1).await?, [first, "", second]);

    // Each was on the screen, and so in the accessibility tree, before it made way for the next.
    let pictures =
        browser.script("return noted.slice(1).every((change, i) => change.pictures >= noted[i].pictures + 2)");
    assert_eq!(pictures.await?, true, "{}", browser.script("return noted").await?);
    browser.close().await
}
