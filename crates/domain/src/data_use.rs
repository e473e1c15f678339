//! Uses of the resident's data: each with its legal basis, and a choice only where the law gives one.

use serde::{Deserialize, Serialize};

use crate::{
    id::RemoteId,
    text::{Localized, ServerText},
    time::Moment,
};

/// One processing purpose with its legal basis.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DataUse {
    /// Its id at the source.
    pub id: RemoteId,
    /// Whose data, as the source names them.
    pub party: RemoteId,
    /// The body that decides on the use.
    pub controller: ServerText,
    /// What the data are used for.
    pub purpose: Localized,
    /// Why it is lawful.
    pub legal_basis: LegalBasis,
    /// The statute, where the basis is one.
    pub statute: Option<Localized>,
    /// The choice the resident has, if the law gives one.
    pub permission: Option<Permission>,
    /// Who receives the data, by name.
    pub recipients: Vec<ServerText>,
    /// When the data were last used.
    pub last_used_at: Option<Moment>,
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
