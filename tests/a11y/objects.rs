//! Names, roles, states and relations of every page, as assistive technology gets them; and that asking for everything
//! does not end the page's process.

use anyhow::Result;
use atspi::State;
use tests::app::App;

use crate::{
    pages::PAGES,
    tree::{Bus, Node},
};

/// Roles that are nothing without a name.
const NAMED: [&str; 9] =
    ["link", "push button", "button", "toggle button", "radio button", "combo box", "entry", "image", "check box"];

#[tokio::test]
async fn every_page_is_whole_to_assistive_technology() -> Result<()> {
    if !can_run() {
        return Ok(());
    }
    let bus = Bus::open().await?;
    let Some(app) = App::start("fi").await? else { return Ok(()) };
    let (mut faults, mut objects) = (Vec::new(), 0);
    for page in PAGES {
        page.open(&app).await?;
        let tree = bus.page().await?;
        faults.extend(wrong(&tree).into_iter().map(|fault| format!("{}: {fault}", page.name)));
        objects += bus.sweep().await?;
        // The page's process is still there and answers.
        app.shown(page.ready).await?;
    }
    println!("{objects} accessible objects on {} pages and states", PAGES.len());
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    app.close().await
}

fn can_run() -> bool {
    let can = std::env::var_os("KOTIKUNTA_APP").is_some();
    if !can {
        println!("not checked: KOTIKUNTA_APP is not set, so there is no app to look at");
    }
    can
}

/// What is wrong with a page.
fn wrong(page: &Node) -> Vec<String> {
    let all = page.all();
    let mut faults = Vec::new();
    let mut exactly_one = |what: &str, count: usize| {
        if count != 1 {
            faults.push(format!("{count} of {what}"));
        }
    };
    exactly_one("main", all.iter().filter(|node| node.is_landmark("main")).count());
    exactly_one("banner", all.iter().filter(|node| node.is_landmark("banner")).count());
    exactly_one("navigation", all.iter().filter(|node| node.is_landmark("navigation")).count());
    exactly_one("the link that skips to the content", all.iter().filter(|node| node.name == "Siirry sisältöön").count());
    if !all.iter().any(|node| node.level() == Some("1")) {
        faults.push("no heading of level 1".to_owned());
    }
    let levels: Vec<usize> = all.iter().filter_map(|node| node.level()?.parse().ok()).collect();
    for pair in levels.windows(2) {
        if let [before, after] = pair
            && *after > before + 1
        {
            faults.push(format!("a heading of level {after} follows one of level {before}"));
        }
    }
    for node in all {
        if NAMED.contains(&node.role.as_str()) && node.name.trim().is_empty() && node.is(State::Showing) {
            faults.push(format!("a nameless {}", node.role));
        }
    }
    faults
}
