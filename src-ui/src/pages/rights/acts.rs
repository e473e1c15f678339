//! What others have done for the resident.

use leptos::prelude::*;
use protocol::rights::{ActView, RightsView};

use crate::components::{Moment, Words};

/// The log, newest first. Absent while nobody has done anything.
#[component]
pub fn Acts(
    /// Everything about rights to act.
    rights: Signal<RightsView>,
) -> AnyView {
    let acts = Memo::new(move |_| rights.with(|rights| rights.acts.clone()));
    let shown = move || {
        let acts = acts.get();
        (!acts.is_empty()).then(|| {
            let lines = acts.into_iter().map(line).collect::<Vec<_>>();
            view! {
                <section class="rights" aria-labelledby="rights-acts">
                    <h2 id="rights-acts">{tr!("acts-heading")}</h2>
                    <p>{tr!("acts-lead")}</p>
                    <dl class="acts">{lines}</dl>
                </section>
            }
            .into_any()
        })
    };
    shown.into_any()
}

/// One line of the log.
fn line(act: ActView) -> AnyView {
    let ActView { sender, when, actor, what, .. } = act;
    view! {
        <div>
            <dt><Moment when/></dt>
            <dd><b>{actor}</b>". "<Words text=what/></dd>
            <dd class="small"><Words text=sender/></dd>
        </div>
    }
    .into_any()
}
