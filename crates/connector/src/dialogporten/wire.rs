//! The API's objects. Every field is optional: no schema of theirs says otherwise.

use serde::Deserialize;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Dialog {
    pub id: Option<String>,
    pub org: Option<String>,
    pub service_resource: Option<String>,
    pub party: Option<String>,
    pub external_reference: Option<String>,
    pub extended_status: Option<String>,
    pub due_at: Option<String>,
    pub expires_at: Option<String>,
    pub created_at: Option<String>,
    pub updated_at: Option<String>,
    pub content_updated_at: Option<String>,
    pub status: Option<String>,
    pub progress: Option<f64>,
    /// Superseded by the labels of [`EndUserContext`].
    pub system_label: Option<Label>,
    pub end_user_context: Option<EndUserContext>,
    pub is_content_seen: Option<bool>,
    pub is_api_only: Option<bool>,
    pub content: Option<Content>,
    pub latest_activity: Option<Activity>,
    pub activities: Option<Vec<Activity>>,
    pub attachments: Option<Vec<Attachment>>,
    pub transmissions: Option<Vec<Transmission>>,
    pub gui_actions: Option<Vec<GuiAction>>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct EndUserContext {
    pub revision: Option<String>,
    pub system_labels: Option<Vec<Label>>,
}

/// A label by its name, or by its place in the contract's list of names, as recorded answers have it.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub enum Label {
    Name(String),
    Place(u64),
    Unreadable(serde::de::IgnoredAny),
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Content {
    pub title: Option<ContentValue>,
    pub summary: Option<ContentValue>,
    pub sender_name: Option<ContentValue>,
    pub additional_info: Option<ContentValue>,
    pub extended_status: Option<ContentValue>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ContentValue {
    pub value: Option<Vec<Localization>>,
    pub media_type: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Localization {
    pub value: Option<String>,
    pub language_code: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Attachment {
    pub id: Option<String>,
    pub display_name: Option<Vec<Localization>>,
    pub name: Option<String>,
    pub urls: Option<Vec<AttachmentUrl>>,
    pub expires_at: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AttachmentUrl {
    pub url: Option<String>,
    pub media_type: Option<String>,
    pub consumer_type: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Transmission {
    pub id: Option<String>,
    pub created_at: Option<String>,
    pub deleted_at: Option<String>,
    pub r#type: Option<String>,
    pub external_reference: Option<String>,
    pub sender: Option<Actor>,
    pub content: Option<Content>,
    pub attachments: Option<Vec<Attachment>>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Actor {
    pub actor_type: Option<String>,
    pub actor_name: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Activity {
    pub created_at: Option<String>,
    pub r#type: Option<String>,
    pub description: Option<Vec<Localization>>,
    pub performed_by: Option<Actor>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct GuiAction {
    pub id: Option<String>,
    pub action: Option<String>,
    pub url: Option<String>,
    pub is_authorized: Option<bool>,
    pub is_delete_dialog_action: Option<bool>,
    pub priority: Option<String>,
    pub http_method: Option<String>,
    pub title: Option<Vec<Localization>>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AuthorizedParty {
    pub party: Option<String>,
    pub name: Option<String>,
    pub date_of_birth: Option<String>,
    pub party_type: Option<String>,
    pub is_current_end_user: Option<bool>,
    pub has_only_access_to_sub_parties: Option<bool>,
    pub sub_parties: Option<Vec<AuthorizedParty>>,
}
