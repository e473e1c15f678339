//! axe-core over every page and state, in both themes.

use anyhow::{Context, Result};
use tests::{
    app::App,
    axe,
    pages::{PAGES, THEMES, set_theme},
};

#[tokio::test]
async fn no_page_violates_a_rule_in_any_theme() -> Result<()> {
    let Some(app) = App::start("fi").await? else { return Ok(()) };
    let mut found = Vec::new();
    for page in PAGES {
        page.open(&app).await.with_context(|| page.name)?;
        for theme in THEMES {
            set_theme(&app, theme).await?;
            let violations = axe::violations(&app).await.with_context(|| format!("{} ({theme})", page.name))?;
            found.extend(violations.into_iter().map(|violation| format!("{} ({theme}): {violation}", page.name)));
        }
    }
    println!("axe-core: {} pages and states in {} themes", PAGES.len(), THEMES.len());
    assert!(found.is_empty(), "{}", found.join("\n"));
    app.close().await
}
