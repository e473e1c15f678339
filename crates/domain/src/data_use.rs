//! Uses of the resident's data: each with its legal basis, and a choice only where the law gives one.

use serde::{Deserialize, Serialize};

use crate::{
    consent::DataRight,
    decision::LegalReference,
    id::RemoteId,
    text::{Localized, ServerText},
};

/// An organisation, as a source names it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Organisation {
    /// By which the source tells it from others, such as a business id.
    pub code: String,
    /// Its name.
    pub name: Localized,
    /// Its postal address.
    pub address: Option<ServerText>,
    /// Whom to ask there about data protection.
    pub contact: Option<ServerText>,
}

/// A kind of data.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Category {
    /// As a term.
    pub id: String,
    /// What it is called.
    pub name: Localized,
    /// Whether it is of a special category (GDPR Art. 9(1)).
    pub special: bool,
}

/// One processing purpose with its legal basis (GDPR Art. 13(1)(c), 14(1)(c)).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DataUse {
    /// Its id at the source.
    pub id: RemoteId,
    /// Whose data, as the source names them.
    pub party: RemoteId,
    /// Who decides on the use.
    pub controller: Organisation,
    /// What the data are used for.
    pub purpose: Localized,
    /// The purpose as a term.
    pub term: Option<String>,
    /// Why it is lawful.
    pub legal_basis: LegalBasis,
    /// The statute, where the basis is one.
    pub statute: Option<LegalReference>,
    /// Which data.
    pub categories: Vec<Category>,
    /// Who receives the data beside the controller.
    pub recipients: Vec<Organisation>,
    /// How long they are kept.
    pub retention: Option<Localized>,
    /// Where they are kept.
    pub location: Option<Localized>,
    /// Whether decisions are made by machine alone (GDPR Art. 22), where the source says.
    pub automated: Option<bool>,
    /// What can be asked of the source about it.
    pub rights: Vec<DataRight>,
    /// The choice the resident has, if the law gives one. Never one that the basis does not allow.
    pub permission: Option<Permission>,
    /// The newest consent, permission or prohibition of it.
    pub consent: Option<RemoteId>,
}

/// The three choices a resident may have. They are different rights and are called by their names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Permission {
    /// Consent to processing (suostumus), GDPR Art. 6(1)(a) or 9(2)(a).
    Consent,
    /// Permission to disclose secret data (luovutuslupa), Act 621/1999 §26.
    DisclosurePermission,
    /// The resident's right to forbid a use (kielto).
    Prohibition,
}

impl Permission {
    /// Every choice.
    pub const ALL: [Self; 3] = [Self::Consent, Self::DisclosurePermission, Self::Prohibition];

    /// The stable name used in files and on the line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Consent => "consent",
            Self::DisclosurePermission => "disclosure_permission",
            Self::Prohibition => "prohibition",
        }
    }

    /// The choice of this stable name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|permission| permission.name() == name)
    }
}

/// The legal bases of GDPR Art. 6(1), of Art. 9(2)(a), and of disclosure under the Openness Act.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LegalBasis {
    /// Art. 6(1)(a).
    Consent,
    /// Art. 6(1)(b).
    Contract,
    /// Art. 6(1)(c).
    LegalObligation,
    /// Art. 6(1)(d).
    VitalInterests,
    /// Art. 6(1)(e).
    PublicTask,
    /// Art. 6(1)(f).
    LegitimateInterests,
    /// Art. 9(2)(a).
    ExplicitConsent,
    /// Act 621/1999 §26: the person's permission to disclose a secret document.
    DisclosureByPermission,
}

impl LegalBasis {
    /// The term of the W3C Data Privacy Vocabulary 2.x GDPR extension, where it has one.
    pub const fn dpv_term(self) -> Option<&'static str> {
        match self {
            Self::Consent => Some("eu-gdpr:A6-1-a"),
            Self::Contract => Some("eu-gdpr:A6-1-b"),
            Self::LegalObligation => Some("eu-gdpr:A6-1-c"),
            Self::VitalInterests => Some("eu-gdpr:A6-1-d"),
            Self::PublicTask => Some("eu-gdpr:A6-1-e"),
            Self::LegitimateInterests => Some("eu-gdpr:A6-1-f"),
            Self::ExplicitConsent => Some("eu-gdpr:A9-2-a"),
            Self::DisclosureByPermission => None,
        }
    }

    /// Every basis.
    pub const ALL: [Self; 8] = [
        Self::Consent,
        Self::Contract,
        Self::LegalObligation,
        Self::VitalInterests,
        Self::PublicTask,
        Self::LegitimateInterests,
        Self::ExplicitConsent,
        Self::DisclosureByPermission,
    ];

    /// The stable name on the line and in exports: the term of DPV, or our own where it has none.
    pub const fn term(self) -> &'static str {
        match self.dpv_term() {
            Some(term) => term,
            None => "fi-621-1999:26",
        }
    }

    /// The basis of this term.
    pub fn from_term(term: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|basis| basis.term() == term)
    }

    /// Whether the resident may object to the use on grounds of their own situation (GDPR Art. 21(1)).
    pub const fn may_be_objected_to(self) -> bool {
        matches!(self, Self::PublicTask | Self::LegitimateInterests)
    }

    /// Whether a choice of this kind can rest on this basis. A use based on law is never shown with a consent switch,
    /// but the law may let a resident forbid it.
    pub const fn allows(self, permission: Permission) -> bool {
        match permission {
            Permission::Consent => matches!(self, Self::Consent | Self::ExplicitConsent),
            Permission::DisclosurePermission => matches!(self, Self::DisclosureByPermission),
            Permission::Prohibition => {
                !matches!(self, Self::Consent | Self::ExplicitConsent | Self::DisclosureByPermission)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_use_based_on_law_never_carries_a_consent() {
        for basis in [LegalBasis::LegalObligation, LegalBasis::PublicTask, LegalBasis::Contract] {
            assert!(!basis.allows(Permission::Consent));
            assert!(!basis.allows(Permission::DisclosurePermission));
            assert!(basis.allows(Permission::Prohibition));
        }
        assert!(LegalBasis::ExplicitConsent.allows(Permission::Consent));
        assert!(!LegalBasis::Consent.allows(Permission::Prohibition));
    }

    #[test]
    fn only_public_tasks_and_legitimate_interests_may_be_objected_to() {
        assert!(LegalBasis::PublicTask.may_be_objected_to() && LegalBasis::LegitimateInterests.may_be_objected_to());
        assert!(!LegalBasis::LegalObligation.may_be_objected_to() && !LegalBasis::Consent.may_be_objected_to());
    }
}
