//! axe-core over every page and state, in both themes.

use anyhow::{Result, bail};
use serde_json::Value;
use tests::app::App;

use crate::pages::{PAGES, THEMES, set_theme};

/// See `axe-core/LICENSE`.
const AXE: &str = include_str!("axe-core/axe.min.js");

/// WCAG to 2.2 AA, EN 301 549, and axe's own good practice.
const RUN: &str = "
    const done = arguments[arguments.length - 1];
    const values = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'EN-301-549', 'best-practice'];
    axe.run(document, { runOnly: { type: 'tag', values }, resultTypes: ['violations'] }).then(
        result => done({
            rules: result.passes.length,
            violations: result.violations.map(found =>
                found.id + ': ' + found.nodes.map(node => node.target.join(' ') + ' ' + node.failureSummary).join(' | ')),
        }),
        error => done({ rules: 0, violations: [String(error)] }),
    );
";

#[tokio::test]
async fn no_page_violates_a_rule_in_any_theme() -> Result<()> {
    let Some(app) = App::start("fi").await? else { return Ok(()) };
    let mut found = Vec::new();
    let mut runs = 0;
    for page in PAGES {
        page.open(&app).await?;
        app.script(AXE).await?;
        for theme in THEMES {
            set_theme(&app, theme).await?;
            let answer = app.window.execute_async(RUN, Vec::new()).await?;
            // A run in which nothing passes has looked at nothing.
            if answer["rules"].as_u64().unwrap_or_default() < 10 {
                bail!("axe looked at nothing on {} in {theme}: {answer}", page.name);
            }
            let violations = answer["violations"].as_array().into_iter().flatten().filter_map(Value::as_str);
            found.extend(violations.map(|violation| format!("{} ({theme}): {violation}", page.name)));
            runs += 1;
        }
    }
    println!("axe-core: {} pages and states, {runs} runs", PAGES.len());
    assert!(found.is_empty(), "{}", found.join("\n"));
    app.close().await
}
