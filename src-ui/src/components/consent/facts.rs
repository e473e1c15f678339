//! What must be known of a request before it is answered, and can be read afterwards: who, what for, where and how long.

use leptos::prelude::*;
use protocol::{
    data_use::{ConsentBody, OrganisationView},
    view::Text,
};

use crate::{
    components::{DayInText, Organisation, Words},
    phrase::data_use as said,
    words::language,
};

/// Who asks, for what, who receives the data, how long, where, and what follows from each answer.
#[component]
pub fn Facts(
    /// The consent.
    body: ConsentBody,
    /// What it is for.
    purpose: Text,
) -> AnyView {
    let ConsentBody {
        permission,
        controller,
        provider,
        recipients,
        basis,
        processing,
        location,
        retention,
        jurisdiction,
        withdrawal,
        if_refused,
        answer_by,
        latest_end,
        state,
        ..
    } = body;
    let open = state.is_open();
    let own_way = withdrawal.is_none();
    let refusal = open.then(|| {
        view! {
            <div>
                <dt>{tr!("consent-if-refused")}</dt>
                {if_refused.map(|text| view! { <dd><Words text/></dd> })}
                <dd>{tr!("consent-if-refused.app")}</dd>
            </div>
        }
    });
    let named = |one: OrganisationView| view! { <dd><Organisation organisation=one/></dd> };
    let same = controller.name == provider.name;
    let received = std::iter::once(controller.clone()).chain(recipients).map(named).collect_view();
    view! {
        <dl class="facts-list" data-part="facts">
            <div><dt>{tr!("consent-who")}</dt><dd><Organisation organisation=controller/></dd></div>
            <div><dt>{tr!("consent-purpose")}</dt><dd><Words text=purpose/></dd></div>
            {(!same).then(|| view! { <div><dt>{tr!("consent-provider")}</dt><dd><Organisation organisation=provider/></dd></div> })}
            <div><dt>{tr!("consent-recipients")}</dt>{received}</div>
            {processing.map(|text| view! { <div><dt>{tr!("consent-processing")}</dt><dd><Words text/></dd></div> })}
            <div>
                <dt>{tr!("use-basis")}</dt>
                <dd>{move || said::basis(language(), basis)}</dd>
                <dd class="small">{move || said::basis_means(language(), basis)}</dd>
            </div>
            <div>
                <dt>{tr!("consent-how-long")}</dt>
                {retention.map(|text| view! { <dd><Words text/></dd> })}
                {latest_end.map(|day| view! { <dd>{tr!("consent-latest")}" "<DayInText day/></dd> })}
                {(open && latest_end.is_none()).then(|| view! { <dd>{tr!("consent-no-end")}</dd> })}
            </div>
            {location.map(|text| view! { <div><dt>{tr!("use-location")}</dt><dd><Words text/></dd></div> })}
            {jurisdiction.map(|code| view! { <div><dt>{tr!("consent-jurisdiction")}</dt><dd>{move || if code == "FI" { t!("consent-jurisdiction.finland") } else { code.clone() }}</dd></div> })}
            {refusal}
            <div>
                <dt>{move || take_back(permission)}</dt>
                {withdrawal.map(|text| view! { <dd><Words text/></dd> })}
                {own_way.then(|| view! { <dd>{tr!("consent-how-back.here")}</dd> })}
            </div>
            {answer_by.filter(|_| open).map(|day| view! { <div><dt>{tr!("consent-answer-by")}</dt><dd><DayInText day/></dd></div> })}
        </dl>
    }
    .into_any()
}

fn take_back(permission: domain::data_use::Permission) -> String {
    match permission {
        domain::data_use::Permission::Prohibition => t!("consent-how-removed"),
        _ => t!("consent-how-back"),
    }
}
