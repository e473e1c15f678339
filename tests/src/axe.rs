//! axe-core over a page.

use anyhow::{Result, bail};
use serde_json::Value;

use crate::Screen;

/// See `axe-core/LICENSE`.
const AXE: &str = include_str!("../a11y/axe-core/axe.min.js");

/// WCAG to 2.2 AA, EN 301 549, and axe's own good practice.
const RUN: &str = "
    const done = arguments[arguments.length - 1];
    const values = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'EN-301-549', 'best-practice'];
    // Files of a folder are no server's: there axe could only complain that it may not read the style sheet once more.
    const preload = location.protocol !== 'file:';
    axe.run(document, { preload, runOnly: { type: 'tag', values }, resultTypes: ['violations'] }).then(
        result => done({
            rules: result.passes.length,
            violations: result.violations.map(found =>
                found.id + ': ' + found.nodes.map(node => node.target.join(' ') + ' ' + node.failureSummary).join(' | ')),
        }),
        error => done({ rules: 0, violations: [String(error)] }),
    );
";

/// The violations on the page as it is shown.
pub async fn violations(screen: &Screen) -> Result<Vec<String>> {
    screen.script(&format!("if (!window.axe) {{ {AXE} }}")).await?;
    let answer = screen.window.execute_async(RUN, Vec::new()).await?;
    // A run in which nothing passes has looked at nothing.
    if answer.get("rules").and_then(Value::as_u64).unwrap_or_default() < 10 {
        bail!("axe looked at nothing: {answer}");
    }
    let violations = answer.get("violations").and_then(Value::as_array).into_iter().flatten();
    Ok(violations.filter_map(Value::as_str).map(str::to_owned).collect())
}
