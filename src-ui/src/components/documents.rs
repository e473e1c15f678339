//! The files of an item. Images and texts open here; PDFs where the web view can show them.

use domain::id::RecordKey;
use leptos::prelude::*;
use protocol::{
    FetchDocument, OpenElsewhere, SaveDocument,
    view::{DocumentView, SavedView},
};

use super::{Dialog, Failure, Icon, IconView, Moment, NeedsConnection, OutLink, Waiting};
use crate::{
    phrase,
    state::{Desk, desk},
    words::language,
};

/// The files of an item.
#[component]
pub fn Documents(
    /// The item.
    item: RecordKey,
    /// Its files.
    documents: Vec<DocumentView>,
) -> impl IntoView {
    let any = !documents.is_empty();
    let source = item.source.clone();
    let waits = documents.iter().any(|document| !document.on_device && document.elsewhere.is_none());
    let items = std::iter::repeat_n(item, documents.len());
    let files = documents
        .into_iter()
        .zip(items)
        .enumerate()
        .map(|(index, (document, item))| view! { <File item index document/> })
        .collect_view();
    any.then(|| {
        view! {
            <section class="part">
                <h2>{tr!("documents")}</h2>
                {waits.then(|| view! { <NeedsConnection source=Some(source) files=true/> })}
                {files}
            </section>
        }
    })
}

/// What an opened file shows.
#[derive(Clone, PartialEq)]
enum Shown {
    Closed,
    Awaited,
    Image(String),
    Pdf(String),
    Text(String),
    Unshowable,
    Failed(protocol::ErrorView),
}

#[component]
fn File(
    /// The item.
    item: RecordKey,
    /// Its place among the item's files.
    index: usize,
    /// The file.
    document: DocumentView,
) -> AnyView {
    let desk = desk();
    let shown = RwSignal::new(Shown::Closed);
    let (of, id_there) = (item.clone(), document.id.clone());
    let name = document.name.clone();
    let kind = document.media_type.clone();
    let size = document.size;
    let facts = move || {
        let kind = phrase::media(language(), kind.as_deref());
        match size {
            Some(bytes) => format!("{kind}, {}", phrase::size(language(), bytes)),
            None => kind,
        }
    };
    let (expires, expired, elsewhere) = (document.expires.clone(), document.expired, document.elsewhere.clone());
    let waits = document.waits;
    let title = name.value.clone();
    let open = Callback::new(move |()| {
        shown.set(Shown::Awaited);
        let (item, document) = (item.clone(), document.clone());
        leptos::task::spawn_local(async move {
            let now = show(desk, item, document).await;
            if shown.try_get_untracked() == Some(Shown::Awaited) {
                shown.try_set(now);
            }
        });
    });
    let toggle = move |_| {
        if shown.get_untracked() == Shown::Closed { open.run(()) } else { shown.set(Shown::Closed) }
    };
    let is_open = move || shown.with(|shown| *shown != Shown::Closed);
    let id = format!("file-{index}");
    let controls = id.clone();
    view! {
        <div class="file">
            <p>
                <button
                    type="button"
                    class="file-name"
                    aria-expanded=move || if is_open() { "true" } else { "false" }
                    aria-controls=controls
                    on:click=toggle
                >
                    <IconView icon=Icon::Document/>
                    <span class="name">
                        <span class="hidden">{move || if is_open() { t!("document-close") } else { t!("document-open") }}" "</span>
                        <span lang=name.lang>{name.value}</span>
                    </span>
                    <span class="small">{facts}</span>
                </button>
            </p>
            {expires.map(|when| view! {
                <p class="small">
                    {move || if expired { t!("document-expired") } else { t!("document-expires") }}" "<Moment when/>
                    {expired.then(|| view! { ". "{tr!("document-renewed")} })}
                </p>
            })}
            {waits.then(|| view! { <p class="small">{tr!("document-waits")}</p> })}
            {elsewhere.map(|link| view! { <p class="small"><OutLink link/></p> })}
            // Before what is shown: a PDF brings a whole toolbar that Tab would have to go through first.
            <Show when=is_open><Copies item=of.clone() document=id_there.clone()/></Show>
            <div id=id class="shown">
                {move || match shown.get() {
                    Shown::Closed => ().into_any(),
                    Shown::Awaited => view! { <Waiting/> }.into_any(),
                    Shown::Image(address) => view! { <img src=address alt=title.clone()/> }.into_any(),
                    Shown::Pdf(address) => view! { <iframe src=address title=title.clone()></iframe> }.into_any(),
                    Shown::Text(value) => {
                        let text = protocol::view::Text { value, lang: None };
                        view! { <div class="text"><super::Body text/></div> }.into_any()
                    }
                    Shown::Unshowable => view! { <p>{t!("document-unshowable")}</p> }.into_any(),
                    Shown::Failed(error) => view! { <Failure error retry=move || open.run(())/> }.into_any(),
                }}
            </div>
        </div>
    }
    .into_any()
}

/// A way out of the app for a file.
#[derive(Clone, Copy, PartialEq)]
enum Way {
    Save,
    Open,
}

/// What came of asking for a copy.
#[derive(Clone, PartialEq)]
enum Copied {
    NotAsked,
    Warned(Way),
    Opened,
    Saved,
    Failed(protocol::ErrorView),
}

impl Copied {
    /// What is said of it, once it is done.
    fn words(&self) -> String {
        match self {
            Self::NotAsked | Self::Warned(_) => String::new(),
            Self::Opened => t!("copy-opened"),
            Self::Saved => t!("copy-saved"),
            Self::Failed(error) => phrase::fault(language(), error.code).whole(),
        }
    }
}

/// Copies outside the app. Each says first what it means.
#[component]
fn Copies(
    /// The item.
    item: RecordKey,
    /// The document's id at the item's source.
    document: String,
) -> AnyView {
    let desk = desk();
    let copied = RwSignal::new(Copied::NotAsked);
    let make = Callback::new(move |way: Way| {
        copied.set(Copied::NotAsked);
        let (item, document) = (item.clone(), document.clone());
        leptos::task::spawn_local(async move {
            let done = match way {
                Way::Save => desk.backend.call(SaveDocument { item, document }).await.map(|saved| match saved {
                    SavedView::Saved => Copied::Saved,
                    SavedView::Cancelled => Copied::NotAsked,
                }),
                Way::Open => desk.backend.call(OpenElsewhere { item, document }).await.map(|()| Copied::Opened),
            };
            let done = done.unwrap_or_else(Copied::Failed);
            desk.announcer.say(done.words());
            copied.try_set(done);
        });
    });
    let cancel = Callback::new(move |()| copied.set(Copied::NotAsked));
    view! {
        <p class="actions copies">
            <button type="button" on:click=move |_| copied.set(Copied::Warned(Way::Save))>{tr!("copy-save")}</button>
            <button type="button" on:click=move |_| copied.set(Copied::Warned(Way::Open))>{tr!("copy-open")}</button>
        </p>
        {move || match copied.get() {
            Copied::NotAsked => ().into_any(),
            Copied::Warned(way) => {
                let (heading, consequence, act) = match way {
                    Way::Save => (t!("copy-save"), t!("copy-save.warning"), t!("copy-save.act")),
                    Way::Open => (t!("copy-open"), t!("copy-open.warning"), t!("copy-open.act")),
                };
                let act_on = Callback::new(move |()| make.run(way));
                view! { <Dialog heading consequence act on_act=act_on on_cancel=cancel/> }.into_any()
            }
            done => view! { <p class="note">{done.words()}</p> }.into_any(),
        }}
    }
    .into_any()
}

/// Brings the bytes to the device if they are not there, and chooses how to show them.
async fn show(desk: Desk, item: RecordKey, document: DocumentView) -> Shown {
    if !document.on_device
        && let Err(error) = desk.backend.call(FetchDocument { item, document: document.id }).await
    {
        return Shown::Failed(error);
    }
    let address = desk.backend.document_address(&document.path);
    let media = document.media_type.unwrap_or_default();
    match media.split(';').next().unwrap_or_default().trim() {
        "application/pdf" if shows_pdf() => Shown::Pdf(address),
        "image/png" | "image/jpeg" | "image/gif" | "image/webp" => Shown::Image(address),
        "text/plain" | "text/markdown" | "text/csv" => match desk.backend.document_text(&document.path).await {
            Ok(text) => Shown::Text(text),
            Err(error) => Shown::Failed(error),
        },
        _ => Shown::Unshowable,
    }
}

/// Whether this web view shows PDFs by itself.
fn shows_pdf() -> bool {
    web_sys::window().is_some_and(|window| {
        js_sys::Reflect::get(&window.navigator(), &"pdfViewerEnabled".into()).is_ok_and(|able| able.is_truthy())
    })
}
