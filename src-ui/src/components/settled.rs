//! The resident is content with a decision: they say so, it waits for nobody, and nobody reminds them of it.

use domain::{decision::AppealKind, mark::Mark};
use leptos::prelude::*;
use protocol::{
    letters::AppealingView,
    view::{ItemBody, ItemView},
};

use crate::state::{Live, desk, filing, overview};

/// The way to say so, of a decision of which a change can still be sought, and to take it back. It follows the item without
/// being drawn anew, so that the focus stays.
#[component]
pub fn Settled(
    /// The item as it is read.
    live: Live<protocol::ReadItem>,
) -> AnyView {
    let (desk, filing, overview) = (desk(), filing(), overview());
    let settled = Memo::new(move |_| live.with(|view| view.marks.settled).unwrap_or_default());
    let open = Memo::new(move |_| live.with(|view| may_be_changed(view, overview.today())).unwrap_or_default());
    let turn = move |_| {
        let Some(item) = live.with(|view| view.item.clone()) else { return };
        let on = !settled.get_untracked();
        leptos::task::spawn_local(async move {
            filing.mark(desk, vec![item], Mark::Settled, on).await;
        });
    };
    view! {
        <Show when=move || open.get() || settled.get()>
            <section class="part settled" aria-labelledby="settled-title">
                <h2 id="settled-title">{tr!("settled")}</h2>
                <p>{move || if settled.get() { t!("settled.done") } else { t!("settled.lead") }}</p>
                <p class="small">{tr!("settled.still")}</p>
                <p class="actions">
                    <button type="button" on:click=turn>
                        {move || if settled.get() { t!("settled.undo") } else { t!("settled.do") }}
                    </button>
                </p>
            </section>
        </Show>
    }
    .into_any()
}

/// Whether there is still time to seek a change of it, as far as is known.
fn may_be_changed(view: &ItemView, today: chrono::NaiveDate) -> bool {
    let ItemBody::Decision(body) = &view.body else { return false };
    let Some(appeal) = &body.appeal else { return false };
    if matches!(body.appealing, AppealingView::Sent(_) | AppealingView::Requested(..)) {
        return false;
    }
    let over = appeal.known_last_day().is_some_and(|last| last < today);
    appeal.kind != AppealKind::NotAppealable && view.gone.is_none() && view.archived.is_none() && !over
}
