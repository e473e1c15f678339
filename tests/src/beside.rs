//! Two services that speak APIs of their own, with something of Aino's in each, beside a Haikkala whose provider knows her.
#![allow(clippy::indexing_slicing, reason = "what stands there is JSON, in which a member that is missing is null")]

use anyhow::{Context, Result};
use connector::{Http, Limits};
use serde_json::{Value, json};

use crate::{
    Atv, PARKING, Town,
    dialogporten::{Dialogs, KARI, permit, person},
    note, parking_permit,
};

/// The services.
pub struct Beside {
    /// A city's store of cases and documents.
    pub atv: Atv,
    /// A country's dialogs between residents and public bodies.
    pub altinn: Dialogs,
    card: resident_api::ServerCard,
}

impl Beside {
    /// Starts them. The town is [`Town::haikkala_with_documents`].
    pub async fn start(town: &Town) -> Result<Self> {
        let (atv, altinn) = (Atv::beside(town).await?, Dialogs::start().await?);
        let (aino, _) = town.parties("aino")?.into_iter().next().context("Aino is a party")?;
        atv.set_now("2026-11-18T07:12:00Z".parse()?);
        let mut in_hand = parking_permit("lupa");
        in_hand["status_histories"][0]["activities"] = json!([note("Tarvitsemme ajoneuvon tiedot", true)]);
        atv.put(&aino, PARKING, in_hand);
        atv.attach("lupa", 1, "liite.txt", "Asukaspysäköintilupa, alue K".as_bytes())?;
        let mut draft = parking_permit("luonnos");
        draft["draft"] = json!(true);
        draft["deletable"] = json!(true);
        draft["human_readable_type"] = json!({"fi": "Muuttoilmoitus"});
        atv.put(&aino, PARKING, draft);
        altinn.set_whims(|whims| whims.trusting = true);
        altinn.set_parties(json!([person("Aino Virta", KARI, true)]));
        altinn.put(permit(&altinn));
        let card = connector::resident::card(&Http::new(Limits::default())?, &town.base_url()?).await?.card;
        Ok(Self { atv, altinn, card })
    }

    /// Their entries in a directory.
    pub fn listed(&self) -> [Value; 2] {
        let sign_in = json!({
            "issuer": self.card.issuer,
            "client_id": self.card.client_id,
            "scopes": self.card.scopes,
            "resource": self.card.resource,
        });
        let altinn = json!({
            "id": Dialogs::source(),
            "api": "dialogporten",
            "base_url": self.altinn.base(),
            "name": { "fi": "Altinn" },
            "sign_in": sign_in,
        });
        [self.atv.listed(), altinn]
    }
}
