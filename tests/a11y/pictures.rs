//! Pictures of every page and state, to be looked at by a person. Nothing is compared.
//!
//! `KOTIKUNTA_PICTURES=FOLDER cargo xtask test --only "by ear" pictures` writes them: the Finnish app in both themes, with
//! text twice as large, and the app in Swedish and English. `KOTIKUNTA_PICTURES_OF=NAME,NAME` takes only pages and states whose
//! names hold one of these.

use std::{
    env, fs,
    path::{Path, PathBuf},
};

use anyhow::Result;
use tests::{
    app::App,
    pages::{PAGES, set_theme},
};

use crate::states::State;

/// Name, width and height in pixels.
const SIZES: [(&str, u32, u32); 2] = [("desktop", 1360, 900), ("phone", 412, 915)];

#[tokio::test]
async fn pictures_of_every_page() -> Result<()> {
    let Some(folder) = env::var_os("KOTIKUNTA_PICTURES").map(PathBuf::from) else {
        println!("no pictures: KOTIKUNTA_PICTURES does not say where to write them");
        return Ok(());
    };
    fs::create_dir_all(&folder)?;
    for language in ["fi", "sv", "en"] {
        let Some(app) = App::start(language).await? else { return Ok(()) };
        for page in PAGES.iter().filter(|page| is_wanted(page.name)) {
            page.open(&app).await?;
            take_all(&app, &folder, page.name, language).await?;
        }
        app.close().await?;
        for state in State::ALL.into_iter().filter(|state| is_wanted(state.name())) {
            let Some(app) = state.show(language).await? else { return Ok(()) };
            take_all(&app, &folder, state.name(), language).await?;
            app.close().await?;
        }
    }
    Ok(())
}

fn is_wanted(name: &str) -> bool {
    env::var("KOTIKUNTA_PICTURES_OF").is_ok_and(|of| of.split(',').any(|part| name.contains(part)))
        || env::var_os("KOTIKUNTA_PICTURES_OF").is_none()
}

/// The pictures of one page or state.
async fn take_all(app: &App, folder: &Path, name: &str, language: &str) -> Result<()> {
    let name = format!("{}-{language}", name.replace(' ', "-"));
    take(app, folder, &name).await?;
    if language == "fi" {
        set_theme(app, "dark").await?;
        take(app, folder, &format!("{name}-dark")).await?;
        set_theme(app, "light").await?;
        app.script("document.documentElement.dataset.textSize = '200'").await?;
        take(app, folder, &format!("{name}-200")).await?;
        app.script("document.documentElement.dataset.textSize = '100'").await?;
    }
    Ok(())
}

async fn take(app: &App, folder: &Path, name: &str) -> Result<()> {
    for (size, width, height) in SIZES {
        app.resize(width, height).await?;
        // Two frames: the first may still show the layout of the size before.
        let settled = "const done = arguments[0]; requestAnimationFrame(() => requestAnimationFrame(() => done(true)))";
        app.window.execute_async(settled, Vec::new()).await?;
        fs::write(folder.join(format!("{name}-{size}.png")), app.window.screenshot().await?)?;
    }
    Ok(())
}
