//! Rules that a page is held against by scripts of our own. Each script answers the lines that tell what is wrong.

/// Everything on the page that takes the focus, and is shown. Goes before a script that speaks of `focusable` or `say`.
pub const FOCUSABLE: &str = "
    const shown = element => element.getClientRects().length > 0 && getComputedStyle(element).visibility === 'visible';
    const open = document.querySelector('dialog[open]') || document;
    const focusable = [...open.querySelectorAll('a[href], button, input, select, textarea, [tabindex=\"0\"]')].filter(shown);
    if (focusable.length === 0) return ['nothing on the page takes the focus'];
    const say = element => element.tagName.toLowerCase() + '.' + element.className + ' ' + (element.innerText || element.value || '').slice(0, 40).replace(/\\s+/g, ' ');
";

/// WCAG 2.2, 1.4.10: nothing needs sideways scrolling. And what scrolls is in the window, never the window itself: it would
/// have a second bar. After [`FOCUSABLE`].
pub const SCROLLING: &str = "
    const wide = [...document.querySelectorAll('main, main *')].filter(element =>
        element.scrollWidth > element.clientWidth + 1 && ['auto', 'scroll'].includes(getComputedStyle(element).overflowX)
        && element.clientWidth > 0);
    const page = document.documentElement;
    const window = page.scrollWidth > page.clientWidth || page.scrollHeight > page.clientHeight;
    return [...wide.map(say), ...(window ? ['the window itself: ' + page.scrollWidth + 'x' + page.scrollHeight] : [])];
";
