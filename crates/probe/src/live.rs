//! A server, asked as the app asks it.

use std::io::{self, Write};

use chrono::Utc;
use connector::{
    Access, ConnectorError, Http, Limits, Pulled, Secret, Service,
    helsinki_profile::HelsinkiProfile,
    open311::{self, Open311, Profile},
    recognise::{self, Evidence},
    resident,
};
use domain::{change::Cursor, report::ReportService, source::SourceKind};
use resident_api::ServerCard;
use url::Url;

use crate::{ProbeError, api, line::Output, plain};

/// Records asked for at once.
const PAGE: usize = 1000;

/// A server to ask.
pub(crate) struct Server {
    pub base: Url,
    pub token: Option<Secret>,
    pub jurisdiction: Option<String>,
    pub pages: usize,
}

impl Server {
    /// Asks what it is and for everything it has, and prints that.
    pub async fn print(
        self,
        kind: Option<SourceKind>,
        output: &mut Output<'_, impl Write>,
        told: &mut impl Write,
    ) -> Result<(), ProbeError> {
        let http = Http::new(Limits::default())?;
        let kind = match kind {
            Some(kind) => kind,
            None => self.recognised(&http, told).await?,
        };
        writeln!(told, "Profile: {}.", kind.name())?;
        match kind {
            SourceKind::Open311 => self.print_reports(&http, output, told).await,
            SourceKind::Resident => {
                tell_card(&resident::card(&http, &self.base).await?.card, told)?;
                self.print_items(kind, http, output, told).await
            }
            SourceKind::Atv | SourceKind::Dialogporten => self.print_items(kind, http, output, told).await,
            SourceKind::DataTracker => {
                if !self.base.query_pairs().any(|(name, _)| name == "userCode") {
                    writeln!(
                        told,
                        "It wants to be told whose data it is asked for: ?userCode=CODE after the address."
                    )?;
                }
                self.print_items(kind, http, output, told).await
            }
            SourceKind::HelsinkiProfile => self.print_tree(http, output, told).await,
        }
    }

    async fn recognised(&self, http: &Http, told: &mut impl Write) -> Result<SourceKind, ProbeError> {
        // For a server that must be told for which city it is asked.
        if self.jurisdiction.is_some() {
            return Ok(SourceKind::Open311);
        }
        let access = self.token.clone().map(Access::token).transpose()?;
        let (kind, evidence) =
            recognise::server(http, &self.base, access.as_ref()).await.map_err(ProbeError::Unknown)?;
        writeln!(told, "The server speaks {}, recognised {evidence}.", api(kind))?;
        if evidence == Evidence::WantsSignIn && self.token.is_none() {
            writeln!(told, "It says nothing more without a token.")?;
        }
        Ok(kind)
    }

    async fn print_items(
        self,
        kind: SourceKind,
        http: Http,
        output: &mut Output<'_, impl Write>,
        told: &mut impl Write,
    ) -> Result<(), ProbeError> {
        let token = self.token.ok_or(ConnectorError::SignInNeeded)?;
        let service = Service::new(kind, http, self.base, Access::token(token)?)?;
        let mut place: Option<Cursor> = None;
        for _ in 0..self.pages {
            let page = match service.pull(place.as_ref(), None, PAGE, Utc::now()).await? {
                Pulled::Page { page, .. } => page,
                Pulled::NothingNew { .. } => return Ok(()),
            };
            output.changes(&page.changes)?;
            output.quarantined(&page.quarantined)?;
            if !page.more {
                return Ok(());
            }
            place = Some(page.next);
        }
        writeln!(told, "The server has more; --pages reads on.")?;
        Ok(())
    }

    async fn print_tree(
        self,
        http: Http,
        output: &mut Output<'_, impl Write>,
        told: &mut impl Write,
    ) -> Result<(), ProbeError> {
        let token = self.token.ok_or(ConnectorError::SignInNeeded)?;
        let api = HelsinkiProfile::new(http, self.base, Access::token(token)?)?;
        match api.everything().await? {
            Some(tree) => output.tree(&tree)?,
            None => writeln!(told, "It keeps nothing about this resident.")?,
        }
        Ok(())
    }

    async fn print_reports(
        self,
        http: &Http,
        output: &mut Output<'_, impl Write>,
        told: &mut impl Write,
    ) -> Result<(), ProbeError> {
        let api = self.open311(http)?;
        let services = api.services().await?;
        tell_city(&api, &services, told)?;
        output.services(&services)?;
        output.landed(&api.requests(Utc::now()).await?)?;
        Ok(())
    }

    /// Asks what an Open311 server asks of each kind of fault, and prints that.
    pub async fn print_definitions(
        self,
        output: &mut Output<'_, impl Write>,
        told: &mut impl Write,
    ) -> Result<(), ProbeError> {
        let api = self.open311(&Http::new(Limits::default())?)?;
        let services = api.services().await?;
        tell_city(&api, &services, told)?;
        for service in services.iter().filter(|service| service.has_attributes) {
            match api.definition(&service.code).await {
                Ok(definition) => output.definition(Some(&service.code), &definition)?,
                Err(error) => writeln!(told, "What is asked for {} cannot be read: {error}.", plain(&service.code))?,
            }
        }
        Ok(())
    }

    fn open311(&self, http: &Http) -> Result<Open311, ConnectorError> {
        let profile = Profile::of(&self.base)?;
        let profile = match &self.jurisdiction {
            Some(jurisdiction) => profile.with_jurisdiction(jurisdiction),
            None => profile,
        };
        Open311::with_profile(http.clone(), self.base.clone(), profile)
    }
}

/// By which profile a city is asked, which fits, and how it takes reports.
fn tell_city(api: &Open311, services: &[ReportService], told: &mut impl Write) -> io::Result<()> {
    if let Some(format) = api.format() {
        writeln!(told, "Answers in {format:?}.")?;
    }
    let (asked, fits) = (api.profile_name(), open311::fitting(services, api.format()));
    if asked == "plain" && fits != asked {
        writeln!(told, "Dialect: {asked}; it looks like {fits}.")?;
    } else {
        writeln!(told, "Dialect: {asked}.")?;
    }
    let caps = api.caps();
    if !api.takes_reports() {
        return writeln!(told, "It takes reports only with a key, which the app has not.");
    }
    let photos = caps.photos;
    writeln!(told, "Takes reports of at most {} characters, with at most {photos} photographs.", caps.description)
}

/// Who the server says it is.
pub(crate) fn tell_card(card: &ServerCard, told: &mut impl Write) -> io::Result<()> {
    let name = [&card.name.fi, &card.name.sv, &card.name.en].into_iter().flatten().next();
    let features: Vec<_> = card.features.iter().filter_map(|feature| serde_json::to_value(feature).ok()).collect();
    let features: Vec<_> = features.iter().filter_map(|feature| feature.as_str()).collect();
    writeln!(told, "It calls itself “{}”.", plain(name.map_or("", String::as_str)))?;
    writeln!(told, "Resident API {}; can do: {}.", plain(&card.api_version), features.join(", "))?;
    writeln!(told, "Residents sign in at: {}.", card.issuer.as_deref().map_or_else(|| "nowhere".to_owned(), plain))
}
