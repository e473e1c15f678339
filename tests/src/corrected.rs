//! A decision and the one that corrects it.

use resident_api::{DecisionRecord, DocumentRecord, LegalReferenceRecord, ReplacesRecord, SectionRecord, Texts};

use crate::decision;

fn fi(text: &str) -> Texts {
    Texts { fi: Some(text.to_owned()), ..Texts::default() }
}

fn section(heading: &str, body: &str) -> SectionRecord {
    SectionRecord { heading: fi(heading), body: fi(body) }
}

fn file(name: &str, sha256: &str) -> DocumentRecord {
    DocumentRecord {
        id: format!("f-{name}-{sha256}"),
        name: fi(name),
        media_type: "text/plain".to_owned(),
        size: 1,
        sha256: sha256.repeat(64),
    }
}

/// `d-1`: a refusal with a fee that was written wrong.
pub fn erroneous(party: &str) -> DecisionRecord {
    DecisionRecord {
        sections: vec![
            section("Mitä päätettiin", "Venepaikkaa ei anneta.\n\nMaksu on 80 euroa."),
            section("Miksi", "Satama on täynnä."),
            section("Vanha kohta", "Jää pois."),
        ],
        documents: vec![file("Kartta", "a"), file("Liite", "b"), file("Sama", "c")],
        ..decision("d-1", party, "Venepaikka")
    }
}

/// What takes its place, in this way.
pub fn corrected(party: &str, id: &str, kind: &str) -> DecisionRecord {
    let statute = LegalReferenceRecord { statute: fi("Hallintolaki"), section: Some("51 §".to_owned()), link: None };
    let mut record = DecisionRecord {
        outcome: "partly_granted".to_owned(),
        summary: fi("Hakemus hyväksytään osaksi."),
        sections: vec![
            section("Mitä päätettiin", "Venepaikkaa ei anneta.\n\nMaksu on 85 euroa."),
            section("Miksi", "Satama on täynnä."),
            section("Uusi kohta", "Tulee lisää."),
        ],
        legal_basis: vec![statute],
        documents: vec![file("Kartta", "d"), file("Uusi", "e"), file("Sama", "c")],
        made_at: "2026-11-10".to_owned(),
        replaces: Some(ReplacesRecord { decision: "d-1".to_owned(), kind: kind.to_owned() }),
        ..decision(id, party, "Venepaikka, korjattu päätös")
    };
    if let Some(appeal) = &mut record.appeal {
        appeal.last_day = Some("2026-11-30".to_owned());
    }
    record
}
