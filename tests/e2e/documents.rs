//! Files: shown in the app, and the question before a copy leaves it.

use anyhow::Result;
use fantoccini::{Locator, key::Key};
use tests::app::App;

#[tokio::test]
async fn aino_reads_a_document_and_leaves_no_copy() -> Result<()> {
    let Some(app) = App::start("fi").await? else { return Ok(()) };
    // An item with a file: she opens decisions from the top until there is one.
    let decisions = app.window.find_all(Locator::Css("main article a[href*='/decision/']")).await?;
    for decision in decisions {
        decision.send_keys(&Key::Enter).await?;
        app.until("return !!document.querySelector('#reading .facts')").await?;
        if app.script("return !!document.querySelector('.file-name')").await? == true {
            break;
        }
    }
    app.shown(".file-name").await?;
    let place = app.script("return location.pathname").await?;
    app.tab_to("Avaa: ").await?;
    app.press(&[], Key::Enter).await?;
    app.shown(".shown iframe, .shown img, .shown .text").await?;

    // Before a copy is made: what would follow is said, and the safe answer has the focus.
    for (button, act) in [("Avaa muussa ohjelmassa", "Avaa"), ("Tallenna kopio", "Valitse paikka ja tallenna")] {
        app.script(&format!(
            "[...document.querySelectorAll('.copies button')].find(b => b.innerText === {button:?}).focus()"
        ))
        .await?;
        app.press(&[], Key::Enter).await?;
        app.shown("dialog[open]").await?;
        assert_eq!(app.texts("#dialog-heading").await?, [button]);
        assert!(app.texts("#dialog-consequence").await?.concat().contains("Muut ohjelmat voivat lukea sen."));
        let heard = "const it = document.querySelector('dialog');
            return ['aria-labelledby', 'aria-describedby'].every(name => document.getElementById(it.getAttribute(name)))";
        assert_eq!(app.script(heard).await?, true);
        app.until("return document.activeElement.innerText === 'Peru'").await?;

        // Tab goes round inside, and the keys of the page do nothing.
        let focused = "return document.activeElement.innerText";
        app.press(&[], Key::Tab).await?;
        assert_eq!(app.script(focused).await?, act);
        app.press(&[], Key::Tab).await?;
        assert_eq!(app.script(focused).await?, "Peru");
        app.press(&[Key::Shift], Key::Tab).await?;
        assert_eq!(app.script(focused).await?, act);
        app.press(&[Key::Alt], '2').await?;

        // Escape is the safe answer: the item stays open, and the focus is on the button again.
        app.press(&[], Key::Escape).await?;
        app.until(&format!(
            "return !document.querySelector('dialog') && document.activeElement.innerText === {button:?}"
        ))
        .await?;
        assert_eq!(app.script("return location.pathname").await?, place);
        assert_eq!(app.texts(".file .note").await?, Vec::<String>::new(), "nothing was copied");
    }
    app.close().await
}

/// WCAG 2.1.2: the viewer of a PDF is the web view's own, with a tool bar of its own.
#[tokio::test]
async fn aino_leaves_the_viewer_of_a_pdf_by_tab() -> Result<()> {
    let Some(app) = App::start("fi").await? else { return Ok(()) };
    app.shown("main article a[href*='/decision/']").await?.click().await?;
    app.shown("#reading .file-name").await?.click().await?;
    app.shown("#reading .shown iframe").await?;
    app.script("document.querySelector('.copies button:last-child').focus()").await?;

    let place = "const it = document.activeElement, viewer = document.querySelector('.shown iframe');
        if (it === viewer) return 'inside';
        return viewer.compareDocumentPosition(it) & Node.DOCUMENT_POSITION_FOLLOWING ? 'after' : 'before'";
    let mut places = Vec::new();
    while places.last().is_none_or(|last| last != "after") && places.len() < 60 {
        app.press(&[], Key::Tab).await?;
        places.push(app.script(place).await?.as_str().unwrap_or_default().to_owned());
    }
    assert!(places.contains(&"inside".to_owned()), "{places:?}");
    assert_eq!(places.last().map(String::as_str), Some("after"), "{places:?}");
    app.close().await
}
