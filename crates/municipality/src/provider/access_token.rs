//! Access tokens for other servers: signed, so that a server which knows the provider's keys needs to ask nobody (RFC 9068).
//! They cannot be called back; they are short.

use serde_json::{Value, json};

use super::{Provider, Resource, jose::ALGORITHM, random_name};
use crate::{http::Refusal, registry::Grant};

impl Provider {
    /// The token by which this other server knows the resident and the app.
    pub(super) fn signed_access_token(&self, grant: &Grant, resource: &Resource) -> Result<String, Refusal> {
        let header = json!({ "alg": ALGORITHM, "typ": "at+jwt", "kid": self.key_id });
        let claims = self.claims(grant, resource, &random_name()?);
        Ok(self.key.sign(&header, &claims)?)
    }

    fn claims(&self, grant: &Grant, resource: &Resource, id: &str) -> Value {
        json!({
            "iss": self.issuer,
            "sub": self.person(&grant.persona).map(|person| &person.subject),
            "aud": resource.audience,
            "azp": resource.client_id,
            "client_id": resource.client_id,
            "exp": self.after(self.options.access_token_life),
            "iat": self.now(),
            "jti": id,
            "scope": grant.scope,
            "auth_time": grant.auth_time,
            "acr": grant.acr,
        })
    }
}
