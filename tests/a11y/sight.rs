//! What axe-core cannot see: focus, sizes, reflow, spacing, motion, the window's title.

use anyhow::Result;
use tests::{
    app::App,
    pages::PAGES,
    rules::{FOCUSABLE, SCROLLING},
};

/// A rule, and the size of the window in which a page is held against it.
pub struct Rule {
    width: u32,
    height: u32,
    script: &'static str,
}

impl Rule {
    const fn on_a_desktop(script: &'static str) -> Self {
        Self { width: 1280, height: 800, script }
    }

    /// What is wrong with the page that is shown.
    pub async fn faults(&self, app: &App) -> Result<Vec<String>> {
        app.resize(self.width, self.height).await?;
        app.lines(&format!("{FOCUSABLE}{}", self.script)).await
    }
}

async fn on_every_page(rule: &Rule) -> Result<()> {
    let Some(app) = App::start("fi").await? else { return Ok(()) };
    let mut found = Vec::new();
    for page in PAGES {
        page.open(&app).await?;
        found.extend(rule.faults(&app).await?.into_iter().map(|fault| format!("{}: {fault}", page.name)));
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
    app.close().await
}

/// WCAG 2.2, 2.5.8: at least 24 px each way, unless it is a link in a sentence. Ours: 44 px high where it stands alone.
pub const TARGETS: Rule = Rule::on_a_desktop(
    "
    return focusable.filter(element => !element.classList.contains('skip')).flatMap(element => {
        const target = ['radio', 'checkbox'].includes(element.type) ? element.closest('label') : element;
        const { width, height } = target.getBoundingClientRect();
        const inText = element.matches('p a, dd a, h3 a, li a, p .term') && !element.matches('nav a, .button');
        const least = element.matches('button:not(.link), .button, label') ? 44 : 24;
        if (inText && height >= 18) return [];
        return width < 24 || height < least - 0.5 ? [say(element) + ' ' + width + 'x' + height] : [];
    });",
);

/// WCAG 2.2, 1.4.10: at 320 px nothing needs sideways scrolling.
pub const REFLOW: Rule = Rule { width: 320, height: 640, script: SCROLLING };

/// WCAG 2.2, 1.4.12: with the spacing that a reader may choose, no text is cut off.
pub const SPACING: Rule = Rule::on_a_desktop("
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
    return cut.map(say);");

/// Nothing moves for longer than 200 ms, and nothing at all for who asked for less motion.
pub const MOTION: Rule = Rule::on_a_desktop("
    const seconds = list => Math.max(...list.split(',').map(part => parseFloat(part) * (part.includes('ms') ? 0.001 : 1)));
    return [...document.querySelectorAll('*')].filter(element => {
        const style = getComputedStyle(element);
        return seconds(style.transitionDuration) > 0.2 || (style.animationName !== 'none' && seconds(style.animationDuration) > 0.2);
    }).map(say);");

/// WCAG 2.2, 2.4.7 and 2.4.11: what has the focus shows it, and is not covered.
pub const FOCUS: Rule = Rule::on_a_desktop("
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
    });");

/// All of them. The last changes the page for good.
pub const RULES: [Rule; 5] = [TARGETS, REFLOW, MOTION, FOCUS, SPACING];

#[tokio::test]
async fn targets_are_large_enough() -> Result<()> {
    on_every_page(&TARGETS).await
}

#[tokio::test]
async fn nothing_scrolls_sideways_on_the_narrowest_screen() -> Result<()> {
    on_every_page(&REFLOW).await
}

#[tokio::test]
async fn wider_spacing_cuts_nothing_off() -> Result<()> {
    on_every_page(&SPACING).await
}

#[tokio::test]
async fn nothing_moves_for_long() -> Result<()> {
    on_every_page(&MOTION).await
}

#[tokio::test]
async fn the_focus_is_always_seen() -> Result<()> {
    on_every_page(&FOCUS).await
}
