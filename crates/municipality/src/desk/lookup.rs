//! Playing a service that looks up a resident's data: through the gate, or around it.

use std::collections::BTreeMap;

use maud::{Markup, html};
use resident_api::{FeedRecord, Texts};

use super::{Action, Desk, Done, Step, fields, filled::Filled, filled::LINE, lists, page};
use crate::{RegistryError, Wanted};

const WAYS: [(&str, &str); 2] = [
    ("gate", "Through the gate: the register says whether it may be seen"),
    ("around", "Around the gate, as a rogue system: it is seen whatever the register says, and logged"),
];
/// The information system of the desk, as the log names it.
pub(super) const SYSTEM: &str = "Virkailijan työpöytä";
/// Who is at the desk.
pub(super) const ROLE: [&str; 3] = ["Virkailija", "Tjänsteman", "Clerk"];

/// Looks up a resident's data.
pub(super) struct LookUp;

impl Action for LookUp {
    const PATH: &'static str = "/desk/lookup";
    const NAME: &'static str = "Look up data";
    const BUTTON: &'static str = "Look up";

    fn begin(_: &Desk, form: &mut Filled) -> Result<(), RegistryError> {
        form.put("way", "gate");
        Ok(())
    }

    fn fields(desk: &Desk, form: &Filled) -> Result<Markup, RegistryError> {
        let names = lists::names(desk)?;
        let mut by_party: BTreeMap<String, Vec<(String, String)>> = BTreeMap::new();
        for used in desk.registry().data_uses()? {
            let name = names.get(&used.party).cloned().unwrap_or_else(|| used.party.clone());
            let basis = used.permission.unwrap_or(used.lawful_basis);
            by_party.entry(name).or_default().push((used.id, format!("{} ({basis})", page::plain(&used.purpose))));
        }
        let none = (String::new(), vec![(String::new(), "Choose".to_owned())]);
        let uses: Vec<_> = std::iter::once(none).chain(by_party).collect();
        Ok(html! {
            p { "Whatever comes of it, the resident sees it in the log." }
            (fields::choice(form, "use", "Whose data, and what for", &uses))
            (fields::line(form, "data", "Which data", "Ids of categories or items, with commas between them. Empty: all that there are."))
            (fields::line(form, "receiver", "Who gets them", "Id of an organisation. Empty: the one who decides on the use."))
            (fields::radios(form, "way", "How", &WAYS))
        })
    }

    fn act(desk: &Desk, form: &mut Filled) -> Result<Step, RegistryError> {
        let way = form.choice("way", &WAYS);
        let data = form.optional("data", LINE).unwrap_or_default();
        let receiver = form.optional("receiver", LINE);
        let data_use = form.value("use").to_owned();
        if !desk.registry().data_uses()?.iter().any(|used| used.id == data_use) {
            form.refuse("use", "Choose whose data are looked up, and what for.");
        }
        let Some(way) = way.filter(|_| form.is_sound()) else { return Ok(Step::Again) };
        let [fi, sv, en] = ROLE.map(|role| Some(role.to_owned()));
        let wanted = Wanted {
            data_use,
            data: data.split(',').map(str::trim).filter(|id| !id.is_empty()).map(str::to_owned).collect(),
            receiver,
            system: Some(SYSTEM.to_owned()),
            role: Some(Texts { fi, sv, en }),
            ..Wanted::default()
        };
        let looked = match way {
            "gate" => desk.registry().look_up(&wanted)?,
            _ => desk.registry().look_around_gate(&wanted)?,
        };
        Ok(Done::step(if way == "gate" { "looked" } else { "looked_around" }, "lookup", looked.lookup))
    }
}

/// Notes that the record of a form is before the clerk now.
pub(super) fn note<A: Action>(desk: &Desk, form: &Filled) -> Result<(), RegistryError> {
    let (kind, id) = A::record(form);
    if id.is_empty() {
        return Ok(());
    }
    match desk.registry().record(kind, id) {
        Ok(record) => note_viewed(desk, &record),
        // An address can name what is not there.
        Err(RegistryError::UnknownRecord { .. }) => Ok(()),
        Err(error) => Err(error),
    }
}

fn note_viewed(desk: &Desk, record: &FeedRecord) -> Result<(), RegistryError> {
    desk.registry().note_viewed(record, desk.office.name(), (ROLE, SYSTEM))
}
