//! What axe-core cannot see: focus, sizes, reflow, spacing, motion, the window's title.

use anyhow::{Context, Result};
use tests::app::App;

use crate::pages::PAGES;

/// Everything on the page that takes the focus, and is shown.
const FOCUSABLE: &str = "
    const shown = element => element.getClientRects().length > 0 && getComputedStyle(element).visibility === 'visible';
    const open = document.querySelector('dialog[open]') || document;
    const focusable = [...open.querySelectorAll('a[href], button, input, select, textarea, [tabindex=\"0\"]')].filter(shown);
    const say = element => element.tagName.toLowerCase() + '.' + element.className + ' ' + (element.innerText || element.value || '').slice(0, 40);
";

/// Answers the lines that a script finds wrong on a page.
async fn faults(app: &App, script: &str) -> Result<Vec<String>> {
    let answer = app
        .script(&format!("{FOCUSABLE}if (focusable.length < 2) return ['nothing takes the focus'];{script}"))
        .await?;
    // What answers no list has looked at nothing.
    serde_json::from_value(answer.clone()).with_context(|| format!("no list of faults: {answer}"))
}

async fn on_every_page(width: u32, height: u32, script: &str) -> Result<()> {
    let Some(app) = App::start("fi").await? else { return Ok(()) };
    app.window.set_window_size(width, height).await?;
    let mut found = Vec::new();
    for page in PAGES {
        page.open(&app).await?;
        found.extend(faults(&app, script).await?.into_iter().map(|fault| format!("{}: {fault}", page.name)));
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
    app.close().await
}

/// WCAG 2.2, 2.5.8: at least 24 px each way, unless it is a link in a sentence. Ours: 44 px high where it stands alone.
#[tokio::test]
async fn targets_are_large_enough() -> Result<()> {
    let script = "
        return focusable.filter(element => !element.classList.contains('skip')).flatMap(element => {
            const target = element.type === 'radio' ? element.closest('label') : element;
            const { width, height } = target.getBoundingClientRect();
            const inText = element.matches('p a, dd a, h3 a, li a') && !element.matches('nav a, .button');
            const least = element.matches('button:not(.link), .button, label') ? 44 : 24;
            if (inText && height >= 18) return [];
            return width < 24 || height < least - 0.5 ? [say(element) + ' ' + width + 'x' + height] : [];
        });";
    on_every_page(1280, 800, script).await
}

/// WCAG 2.2, 1.4.10: at 320 px nothing needs sideways scrolling.
#[tokio::test]
async fn nothing_scrolls_sideways_on_the_narrowest_screen() -> Result<()> {
    let script = "
        const wide = [...document.querySelectorAll('main, main *')].filter(element =>
            element.scrollWidth > element.clientWidth + 1 && ['auto', 'scroll'].includes(getComputedStyle(element).overflowX)
            && element.clientWidth > 0);
        const page = document.documentElement;
        return [...wide.map(say), ...(page.scrollWidth > page.clientWidth ? ['the page: ' + page.scrollWidth] : [])];";
    on_every_page(320, 640, script).await
}

/// WCAG 2.2, 1.4.12: with the spacing that a reader may choose, no text is cut off.
#[tokio::test]
async fn wider_spacing_cuts_nothing_off() -> Result<()> {
    let script = "
        for (const element of document.querySelectorAll('*')) {
            element.style.setProperty('line-height', '1.5', 'important');
            element.style.setProperty('letter-spacing', '0.12em', 'important');
            element.style.setProperty('word-spacing', '0.16em', 'important');
        }
        for (const paragraph of document.querySelectorAll('p')) paragraph.style.setProperty('margin-block-end', '2em', 'important');
        const cut = [...document.querySelectorAll('main *, nav *, aside *')].filter(element => {
            const style = getComputedStyle(element);
            const hides = overflow => ['hidden', 'clip'].includes(overflow);
            return element.clientWidth > 1 && element.innerText
                && (hides(style.overflowX) && element.scrollWidth > element.clientWidth + 1
                    || hides(style.overflowY) && element.scrollHeight > element.clientHeight + 1);
        });
        return cut.map(say);";
    on_every_page(1280, 800, script).await
}

/// Nothing moves for longer than 200 ms, and nothing at all for who asked for less motion.
#[tokio::test]
async fn nothing_moves_for_long() -> Result<()> {
    let script = "
        const seconds = list => Math.max(...list.split(',').map(part => parseFloat(part) * (part.includes('ms') ? 0.001 : 1)));
        return [...document.querySelectorAll('*')].filter(element => {
            const style = getComputedStyle(element);
            return seconds(style.transitionDuration) > 0.2 || (style.animationName !== 'none' && seconds(style.animationDuration) > 0.2);
        }).map(say);";
    on_every_page(1280, 800, script).await
}

/// WCAG 2.2, 2.4.7 and 2.4.11: what has the focus shows it, and is not covered.
#[tokio::test]
async fn the_focus_is_always_seen() -> Result<()> {
    let script = "
        return focusable.flatMap(element => {
            element.focus({ focusVisible: true });
            if (document.activeElement !== element) return [say(element) + ' does not take the focus'];
            element.scrollIntoView({ block: 'nearest' });
            const ring = [element, element.closest('label'), element.closest('article')].filter(Boolean).flatMap(part => [getComputedStyle(part), getComputedStyle(part, '::after')]).some(style => {
                return (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2) || style.boxShadow !== 'none';
            });
            const box = element.getBoundingClientRect();
            const over = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
            const seen = over && (element.contains(over) || over.contains(element) || over.closest('label') === element.closest('label'));
            return [...(ring ? [] : [say(element) + ' shows no focus']), ...(seen ? [] : [say(element) + ' is covered by ' + (over ? say(over) : 'nothing')])];
        });";
    on_every_page(1280, 800, script).await
}
