//! What is no text and must be seen all the same, in every palette: light, dark, and the few colours that a system forces
//! on every page for those who need them. (WCAG 2.2, 1.4.1, 1.4.11, 2.4.7.)

use anyhow::Result;
use fantoccini::key::Key;
use tests::{browser::Browser, pages::PAGES, rules::FOCUSABLE};

/// How a system may show pages, and what it is then called in a complaint.
const PALETTES: [(&str, &[(&str, &str)]); 4] = [
    ("light", &[("prefers-color-scheme", "light")]),
    ("dark", &[("prefers-color-scheme", "dark")]),
    ("forced light", FORCED_LIGHT),
    ("forced dark", FORCED_DARK),
];
const FORCED_LIGHT: &[(&str, &str)] = &[
    ("forced-colors", "active"),
    ("prefers-contrast", "more"),
    ("prefers-reduced-motion", "reduce"),
    ("prefers-color-scheme", "light"),
];
const FORCED_DARK: &[(&str, &str)] = &[
    ("forced-colors", "active"),
    ("prefers-contrast", "more"),
    ("prefers-reduced-motion", "reduce"),
    ("prefers-color-scheme", "dark"),
];

/// Colours as they meet on the screen. `contrast(colour, element)` is that of a colour drawn on what lies behind an element.
const MEASURE: &str = "
    const parse = text => {
        const parts = (text.match(/[\\d.]+(e-?\\d+)?/g) || []).map(Number);
        const scale = text.startsWith('color(') ? 255 : 1;
        return { rgb: parts.slice(0, 3).map(part => part * scale), alpha: parts.length > 3 ? parts[3] : 1 };
    };
    const over = (front, back) => front.rgb.map((part, i) => part * front.alpha + back[i] * (1 - front.alpha));
    const behind = element => {
        if (!element) return [255, 255, 255];
        const own = parse(getComputedStyle(element).backgroundColor);
        return own.alpha === 1 ? own.rgb : over(own, behind(element.matches('dialog') ? null : element.parentElement));
    };
    const light = rgb => {
        const [r, g, b] = rgb.map(part => part / 255).map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const contrast = (colour, element) => {
        const back = behind(element);
        const [one, other] = [light(over(parse(colour), back)), light(back)].sort((a, b) => b - a);
        return (one + 0.05) / (other + 0.05);
    };
    const few = found => found.toFixed(1) + ':1';
    const all = selector => [...open.querySelectorAll(selector)].filter(element => shown(element) && !element.closest('.hidden'));
    const edged = element => {
        const style = getComputedStyle(element);
        return ['Top', 'Right', 'Bottom', 'Left'].some(side => style[`border${side}Style`] !== 'none'
            && parseFloat(style[`border${side}Width`]) >= 1
            && contrast(style[`border${side}Color`], element.parentElement) >= 3);
    };
    const faults = [];
";

/// Icons, the edges of what can be used, and the bar at the row that is open. A button without an edge is known by its words.
const CONTROLS: &str = "
    for (const icon of all('svg.icon')) {
        const seen = contrast(getComputedStyle(icon).stroke, icon);
        if (seen < 3) faults.push('an icon is not seen: ' + say(icon.parentElement) + ' ' + few(seen));
    }
    for (const control of all('button:not(.link), .button, select')) {
        const hasEdge = parse(getComputedStyle(control).borderTopColor).alpha > 0;
        if (hasEdge && !edged(control)) faults.push('no edge: ' + say(control));
    }
    if (!matchMedia('(forced-colors: active)').matches) for (const row of all('.item[aria-current]')) {
        const bar = getComputedStyle(row).boxShadow.match(/rgba?\\([^)]*\\)/);
        if (!bar || contrast(bar[0], row) < 3) faults.push('the open row is not marked: ' + say(row));
    }
";

/// With forced colours backgrounds are gone: what they told must be told otherwise.
const FORCED: &str = "
    if (!matchMedia('(forced-colors: active)').matches) faults.push('colours are not forced');
    for (const box of all('button:not(.link), .button, select, .card:not(:empty), .first, .letter, .tag, .count, .dialog, .rows, kbd')) {
        if (!edged(box)) faults.push('no edge: ' + say(box));
    }
    const marks = element => {
        const style = getComputedStyle(element);
        return ['outlineStyle', 'outlineWidth', 'borderTopWidth', 'borderInlineStartWidth', 'textDecorationLine'].map(name => style[name]).join();
    };
    const focused = document.activeElement;
    focused.blur();
    for (const current of all('[aria-current]')) {
        const others = all(current.tagName).filter(other => !other.hasAttribute('aria-current') && other.className === current.className);
        if (others.some(other => marks(other) === marks(current))) faults.push('looks like the others: ' + say(current));
    }
    focused.focus({ preventScroll: true });
    const words = [...open.querySelectorAll('*')].filter(element => shown(element) && !element.closest('.hidden, svg')
        && [...element.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.data.trim()));
    for (const element of words) {
        const seen = contrast(getComputedStyle(element).color, element);
        if (seen < 4.5) faults.push('text is not seen: ' + say(element) + ' ' + few(seen));
    }
    for (const element of document.querySelectorAll('*')) {
        const style = getComputedStyle(element);
        if (parseFloat(style.transitionDuration) > 0 || !['none', 'appear'].includes(style.animationName)) faults.push('moves: ' + say(element));
    }
";

/// A line round what has the focus. Outside it meets what lies round the element, inside the element itself.
const FOCUS: &str = "
    const before = document.activeElement;
    for (const element of focusable) {
        element.focus({ preventScroll: true });
        if (document.activeElement !== element) {
            faults.push('does not take the focus: ' + say(element));
            continue;
        }
        const lines = [[element, ''], [element, '::after'], [element.closest('label'), '']].filter(([part]) => part).map(([part, pseudo]) => {
            const style = getComputedStyle(part, pseudo);
            if (style.outlineStyle === 'none' || parseFloat(style.outlineWidth) < 2) return 0;
            return contrast(style.outlineColor, parseFloat(style.outlineOffset) < 0 ? part : part.parentElement);
        });
        const seen = Math.max(...lines);
        if (seen < 3) faults.push('the focus is not seen: ' + say(element) + ' ' + few(seen));
    }
    before.focus({ preventScroll: true });
";

#[tokio::test]
async fn everything_is_seen_in_every_palette() -> Result<()> {
    let Some(browser) = Browser::start().await? else { return Ok(()) };
    let mut found = Vec::new();
    for page in PAGES {
        page.open(&browser).await?;
        // A browser draws the line round the focus for those who use keys.
        browser.press(&[], Key::Tab).await?;
        if browser.script("return document.activeElement === document.body || !document.hasFocus()").await? == true {
            // It led out of the page, behind whose last control it stood.
            browser.press(&[Key::Shift], Key::Tab).await?;
        }
        for size in ["window", "phone"] {
            for (name, features) in PALETTES {
                browser.prefer(features).await?;
                let how = format!("{}, {size}, {name}", page.name);
                browser.picture(&how).await?;
                let forced = if name.starts_with("forced") { FORCED } else { "" };
                let script = format!("{FOCUSABLE}{MEASURE}{CONTROLS}{forced}{FOCUS} return faults;");
                let faults = browser.lines(&script).await?;
                found.extend(faults.into_iter().map(|fault| format!("{how}: {fault}")));
            }
            browser.become_phone(412, 915).await?;
        }
        browser.become_desktop().await?;
        browser.prefer(&[]).await?;
    }
    println!("colours: {} pages and states, large and small, in {} palettes", PAGES.len(), PALETTES.len());
    assert!(found.is_empty(), "{}", found.join("\n"));
    browser.close().await
}
