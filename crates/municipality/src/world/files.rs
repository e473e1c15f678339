//! The content files, carried inside the program. A test compares this list with the folder.

use crate::Body;

/// A file: its name under `world/` and what it says.
pub type File = (&'static str, &'static str);

macro_rules! file {
    ($name:literal) => {
        ($name, include_str!(concat!("../../world/", $name)))
    };
}

/// Names of statutes, shared by all bodies.
pub const STATUTES: File = file!("statutes.toml");

/// Kinds of data, shared by all bodies.
pub const CATEGORIES: File = file!("categories.toml");

/// What a body uses residents' data for.
pub const fn register(body: Body) -> File {
    match body {
        Body::Haikkala => file!("haikkala/data_uses.toml"),
        Body::Mantylahti => file!("mantylahti/data_uses.toml"),
        Body::Kaarna => file!("kaarna/data_uses.toml"),
    }
}

/// What can be reported to a body, and the places where it can be, where the body takes fault reports.
pub const fn reports(body: Body) -> Option<[File; 2]> {
    match body {
        Body::Haikkala => Some([file!("haikkala/reports.toml"), file!("haikkala/places.toml")]),
        Body::Mantylahti => Some([file!("mantylahti/reports.toml"), file!("mantylahti/places.toml")]),
        Body::Kaarna => None,
    }
}

/// What a body is.
pub const fn body(body: Body) -> File {
    match body {
        Body::Haikkala => file!("haikkala/body.toml"),
        Body::Mantylahti => file!("mantylahti/body.toml"),
        Body::Kaarna => file!("kaarna/body.toml"),
    }
}

/// The thread that ends in a decision which waits to be received, where the body has one.
pub const fn waiting(body: Body) -> Option<File> {
    match body {
        Body::Haikkala => Some(file!("waiting/haikkala_studio_grant.toml")),
        Body::Mantylahti | Body::Kaarna => None,
    }
}

/// The threads of life a body knows.
pub const fn threads(body: Body) -> &'static [File] {
    match body {
        Body::Haikkala => &[
            file!("haikkala/allotment.toml"),
            file!("haikkala/drawing_workshop_grant.toml"),
            file!("haikkala/eero_evening_class.toml"),
            file!("haikkala/elsa_afternoon_care.toml"),
            file!("haikkala/elsa_language.toml"),
            file!("haikkala/elsa_school_place.toml"),
            file!("haikkala/elsa_school_transport.toml"),
            file!("haikkala/elsa_swimming.toml"),
            file!("haikkala/exhibition_grant.toml"),
            file!("haikkala/library.toml"),
            file!("haikkala/misdirected_task.toml"),
            file!("haikkala/office_change_of_use.toml"),
            file!("haikkala/onni_day_care.toml"),
            file!("haikkala/onni_day_care_fee.toml"),
            file!("haikkala/rental_home.toml"),
            file!("haikkala/welcome.toml"),
            file!("haikkala/workspace_lease.toml"),
        ],
        Body::Mantylahti => &[
            file!("mantylahti/art_association.toml"),
            file!("mantylahti/boat_place.toml"),
            file!("mantylahti/cottage_sauna.toml"),
            file!("mantylahti/cottage_waste.toml"),
            file!("mantylahti/cottage_water.toml"),
            file!("mantylahti/library.toml"),
            file!("mantylahti/onni_family_day_care.toml"),
            file!("mantylahti/onni_first_day_care.toml"),
            file!("mantylahti/parking_permit.toml"),
            file!("mantylahti/street_lamp.toml"),
            file!("mantylahti/street_works.toml"),
            file!("mantylahti/swing_fault.toml"),
            file!("mantylahti/water_meter.toml"),
        ],
        Body::Kaarna => &[
            file!("kaarna/elsa_ankle.toml"),
            file!("kaarna/elsa_dentist.toml"),
            file!("kaarna/family_home_help.toml"),
            file!("kaarna/helmi_fee_income.toml"),
            file!("kaarna/helmi_home_care.toml"),
            file!("kaarna/helmi_informal_care.toml"),
            file!("kaarna/helmi_meals.toml"),
            file!("kaarna/helmi_transport.toml"),
            file!("kaarna/helmi_walker.toml"),
            file!("kaarna/lumi_dentist.toml"),
            file!("kaarna/lumi_speech.toml"),
            file!("kaarna/misdirected.toml"),
            file!("kaarna/onni_clinic.toml"),
            file!("kaarna/onni_vaccinations.toml"),
        ],
    }
}
