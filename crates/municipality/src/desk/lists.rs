//! What a clerk chooses from: parties, their cases, departments. And what was chosen.

use std::collections::BTreeMap;

use maud::{Markup, html};
use resident_api::{CaseRecord, FeedRecord, Texts};

use super::{Desk, fields, filled::Filled, gate, page};
use crate::RegistryError;

/// How many records a list shows. In a small municipality a clerk has fewer at hand.
pub(super) const LISTED: u32 = 200;
/// Digits of the word by which a form's record is named.
const DRAFT: usize = 24;

/// Names of parties by their ids.
pub(super) fn names(desk: &Desk) -> Result<BTreeMap<String, String>, RegistryError> {
    Ok(desk.registry().people()?.into_iter().map(|(_, party)| (party.id, party.name)).collect())
}

/// The newest cases.
pub(super) fn cases(desk: &Desk) -> Result<Vec<CaseRecord>, RegistryError> {
    let records = desk.registry().latest("case", LISTED)?;
    Ok(records.into_iter().filter_map(case_in).collect())
}

/// A case by its id.
pub(super) fn case(desk: &Desk, id: &str) -> Result<CaseRecord, RegistryError> {
    let unknown = || RegistryError::UnknownRecord { kind: "case".to_owned(), id: id.to_owned() };
    case_in(desk.registry().record("case", id)?).ok_or_else(unknown)
}

fn case_in(record: FeedRecord) -> Option<CaseRecord> {
    match record {
        FeedRecord::Case(case) => Some(*case),
        _ => None,
    }
}

/// Fields for whom something is, in which case, and from which department.
pub(super) fn whom(desk: &Desk, form: &Filled) -> Result<Markup, RegistryError> {
    let mut viewers: BTreeMap<(String, String), Vec<String>> = BTreeMap::new();
    for (persona, party) in desk.registry().people()? {
        viewers.entry((party.name, party.id)).or_default().push(persona);
    }
    let mut parties = vec![(String::new(), "Choose".to_owned())];
    let mut names = BTreeMap::new();
    for ((name, id), viewers) in viewers {
        parties.push((id.clone(), format!("{name} (seen by {})", viewers.join(", "))));
        names.insert(id, name);
    }

    let mut listed = cases(desk)?;
    let chosen = form.value("case");
    if !chosen.is_empty() && !listed.iter().any(|case| case.id == chosen) {
        listed.extend(case(desk, chosen).ok());
    }
    let mut by_party: BTreeMap<String, Vec<(String, String)>> = BTreeMap::new();
    for case in listed {
        let name = names.get(&case.party).cloned().unwrap_or_else(|| case.party.clone());
        let number = case.register_number.map(|number| format!(" ({number})")).unwrap_or_default();
        by_party.entry(name).or_default().push((case.id, format!("{}{number}", page::plain(&case.title))));
    }
    let none = (String::new(), vec![(String::new(), "No case".to_owned())]);
    let cases: Vec<_> = std::iter::once(none).chain(by_party).collect();

    let units = desk.office.units.iter().map(|(key, name)| (key.clone(), page::plain(name)));
    let units = std::iter::once((String::new(), "No department".to_owned())).chain(units).collect();
    Ok(html! {
        (fields::hidden(form, "draft"))
        div.row {
            (fields::choice(form, "party", "Whose matter", &[(String::new(), parties)]))
            (fields::choice(form, "case", "Case", &cases))
            (fields::choice(form, "unit", "Department", &[(String::new(), units)]))
        }
    })
}

/// Who, where and from whom, as a form says it.
pub(super) struct Whom {
    /// Id of the record that the form makes.
    pub(super) id: String,
    pub(super) party: String,
    /// The party's name.
    pub(super) name: String,
    pub(super) case: Option<CaseRecord>,
    pub(super) unit: Option<Texts>,
}

/// Names the record that a form makes, so that a form sent twice makes one.
pub(super) fn begin(form: &mut Filled) -> Result<(), RegistryError> {
    form.put("draft", gate::random_word::<{ DRAFT / 2 }>()?);
    Ok(())
}

/// Reads the fields of [`whom`] for a record of this kind.
pub(super) fn read_whom(desk: &Desk, form: &mut Filled, kind: &str) -> Result<Whom, RegistryError> {
    let draft = form.value("draft");
    let is_ours = draft.len() == DRAFT && draft.bytes().all(|digit| digit.is_ascii_hexdigit());
    let id = format!("{kind}-{draft}");
    if !is_ours || desk.registry().has_known(kind, &id)? {
        form.object("This form was sent already. If you send it once more, it makes another record.");
        begin(form)?;
    }

    let party = form.value("party").to_owned();
    let name = names(desk)?.remove(&party);
    if name.is_none() {
        form.refuse("party", "Choose whose matter it is.");
    }
    let case = match form.value("case") {
        "" => None,
        id => match case(desk, id) {
            Ok(case) => Some(case),
            Err(RegistryError::UnknownRecord { .. }) => {
                form.refuse("case", "There is no such case.");
                None
            }
            Err(error) => return Err(error),
        },
    };
    if case.as_ref().is_some_and(|case| case.party != party) {
        form.refuse("case", "This case is somebody else’s.");
    }
    let unit = match form.value("unit") {
        "" => None,
        key => {
            let unit = desk.office.units.get(key).cloned();
            if unit.is_none() {
                form.refuse("unit", "There is no such department.");
            }
            unit
        }
    };
    Ok(Whom { id, party, name: name.unwrap_or_default(), case, unit })
}
