//! A consent, a permission to disclose or a prohibition: as a request that is answered, and after that as what was said to it,
//! where it stands, and what was done by it. Each of the three is called by its own name.

mod answer;
mod facts;
mod notice;
mod past;
mod request;
mod standing;
mod take_back;

use domain::{consent::Overlay, id::RecordKey};
use leptos::prelude::*;
use protocol::{
    data_use::{ConsentBody, ConsentDataView},
    view::{PartyView, Text},
};

use self::{past::Past, request::Request, standing::Stands};
use super::Words;

/// A consent, to read and to decide on.
#[component]
pub fn ConsentReading(
    /// Which one.
    item: RecordKey,
    /// The consent.
    body: ConsentBody,
    /// What it is for.
    purpose: Text,
    /// The public body that tells of it.
    sender: Text,
    /// Whose data.
    whose: PartyView,
    /// Whether the resident may not act in it.
    barred: bool,
) -> AnyView {
    // What has been said and was not taken can be said again.
    let waits = body.state.is_open() && matches!(body.overlay, Overlay::Nothing | Overlay::Stuck);
    let stands = view! { <Stands body=body.clone() sender source=item.source.clone()/> };
    if waits {
        view! { {stands}<Request item body purpose whose barred/> }.into_any()
    } else {
        view! { {stands}<Past item body purpose whose barred/> }.into_any()
    }
}

/// What is marked of an item of data, in words.
fn marks(data: &ConsentDataView) -> Vec<String> {
    let special = data.special.then(|| t!("data-special"));
    let sensitive = (data.sensitive && !data.special).then(|| t!("data-sensitive"));
    special.into_iter().chain(sensitive).collect()
}

/// An item of data: what it is called, what it says as it is now, and how sensitive it is.
#[component]
fn DataItem(
    /// The item.
    data: ConsentDataView,
) -> AnyView {
    let marks = marks(&data);
    let ConsentDataView { name, value, .. } = data;
    let marked = move || {
        let marks = marks.iter().map(|mark| view! { " "<span class="mark-word">{mark.clone()}</span> });
        marks.collect_view()
    };
    let unknown = value.is_none();
    view! {
        <div>
            <dt><Words text=name/>{marked}</dt>
            {value.map(|value| view! { <dd class="value"><Words text=value/></dd> })}
            {unknown.then(|| view! { <dd class="small">{tr!("data-value-unknown")}</dd> })}
        </div>
    }
    .into_any()
}
