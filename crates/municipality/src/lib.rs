//! The reference municipality: a real HTTP server that speaks the Resident API for the public bodies of the demo world.
//!
//! It serves the demo, the tests and the benches, and shows a municipality how the contract is meant. [`start`] gives
//! a running server on a free port of the loopback interface, in memory unless a directory is given.
//!
//! * [`Registry`] holds everything the body knows: the change feed, documents, tokens, what residents opened. It is the
//!   authority's side: whatever is written there, residents see at once.
//! * The HTTP side only reads it, and records what a resident opened.
//! * Anybody reports faults by Open311 ([`Running::open311_url`]), where the body takes them.
//! * The clerk's desk ([`Running::desk_url`]) writes it by hand: pages for a person who plays the authority.
//! * The OpenID provider ([`Running::issuer`]) signs residents in, in a browser.
//! * [`Faults`] makes trouble on purpose, [`Lies`] makes the provider a false one.

mod body;
mod clock;
mod connection;
mod consent;
mod desk;
mod faults;
mod generate;
mod http;
mod paper;
mod provider;
mod registry;
mod sealing;
pub mod world;

use std::{
    io,
    net::{Ipv4Addr, SocketAddr},
    path::PathBuf,
    sync::Arc,
    time::Duration,
};

use chrono::NaiveDate;
use tokio::{net::TcpListener, task::JoinHandle};
use tokio_util::sync::{CancellationToken, DropGuard};

pub use crate::{
    body::{Body, UnknownBody},
    faults::{Fault, Faults, Gate},
    generate::{Generate, GenerateUses},
    provider::{CLIENT_ID, Lie, Lies, ProviderOptions, Resource},
    registry::{
        Denial, Envelope, Looked, Opened, Registry, RegistryError, Report, ReportFeedback, ReportPhoto, ReportStanding,
        ReportedBy, RequestLine, Service, TokenFamily, Told, Wanted,
    },
};
use crate::{
    clock::Clock,
    connection::Door,
    http::Served,
    provider::Provider,
    registry::{Inventions, Place},
};

/// How a server is to be.
#[derive(Clone, Debug)]
pub struct Config {
    /// Which public body it is.
    pub body: Body,
    /// The day it believes to be today, in Finland; without one, the real day. The world's story is told up to it.
    pub today: Option<NaiveDate>,
    /// Where its database lives; without one, in memory. A database that is there is used as it stands.
    pub dir: Option<PathBuf>,
    /// Items to invent beside the story, for work at scale.
    pub generate: Option<Generate>,
    /// Uses of data and lookups to invent beside the story.
    pub generate_uses: Option<GenerateUses>,
    /// Where it listens. Port 0 takes a free one.
    pub addr: SocketAddr,
    /// Trouble from the first request on; none by default.
    pub faults: Faults,
    /// How sign-in is to be.
    pub provider: ProviderOptions,
}

impl Config {
    /// `body` today, in memory, on a free port of the loopback interface.
    pub fn new(body: Body) -> Self {
        Self {
            body,
            today: None,
            dir: None,
            generate: None,
            generate_uses: None,
            addr: SocketAddr::from((Ipv4Addr::LOCALHOST, 0)),
            faults: Faults::default(),
            provider: ProviderOptions::default(),
        }
    }

    /// The same, on a fixed day.
    pub fn on(body: Body, today: NaiveDate) -> Self {
        Self { today: Some(today), ..Self::new(body) }
    }
}

/// Why a server did not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The address is taken or not this machine's.
    #[error("cannot listen on {addr}: {cause}")]
    Listen {
        /// The address asked for.
        addr: SocketAddr,
        /// What the system says.
        cause: io::Error,
    },
    /// A content file of the demo world has a mistake.
    #[error("the demo world: {0}")]
    World(#[from] world::ContentError),
    /// The database could not be opened or filled.
    #[error("cannot open the registry: {0}")]
    Registry(#[from] RegistryError),
    /// The description or the card of the server could not be written.
    #[error("cannot describe the API: {0}")]
    Describe(#[from] serde_json::Error),
    /// There is no key to sign ID tokens with.
    #[error("cannot make a signing key")]
    SigningKey,
}

/// Starts a server. It answers when this returns.
pub async fn start(config: Config) -> Result<Running, StartError> {
    let Config { body, today, dir, generate, generate_uses, addr, faults, provider } = config;
    let clock = Clock::new(today);
    let inventions = Inventions { items: generate.map(|plan| (body, plan)), uses: generate_uses };
    let place = dir.map_or(Place::Memory, |dir| Place::File(dir.join(format!("{}.sqlite3", body.id()))));
    let clock_of_world = clock.clone();
    let (registry, mut card, personas, reporting) = tokio::task::spawn_blocking(move || {
        let world = world::load(body, clock_of_world.today())?;
        let (card, personas, reporting) = (world.card.clone(), world.personas.clone(), world.reporting.clone());
        Ok::<_, StartError>((Registry::open(&place, clock, world, &inventions)?, card, personas, reporting))
    })
    .await
    .map_err(|_| RegistryError::Interrupted)??;

    let listen = |cause| StartError::Listen { addr, cause };
    let listener = TcpListener::bind(addr).await.map_err(listen)?;
    let bound = listener.local_addr().map_err(listen)?;

    let base_url = format!("http://{bound}");
    let provider = Provider::new(&base_url, bound.port(), (body, card.name.clone()), &personas, provider)?;
    let provider = Arc::new(provider);
    provider.describe(&mut card);

    let closing = CancellationToken::new();
    let matters = card.matters.iter().map(|matter| matter.id.clone()).collect();
    let served = Served {
        registry: registry.clone(),
        faults: faults.clone(),
        provider: provider.clone(),
        closing: closing.clone(),
        bound,
        body,
        matters,
        letters: card.letters,
        attachments: card.attachments.clone(),
        contact_form: card.contact_form.clone(),
        reporting: reporting.map(Arc::new),
    };
    let open311_url = served.reporting.is_some().then(|| format!("{base_url}{}/", http::OPEN311_PATH));
    let router = http::router(served, &card)?;
    let until = closing.clone().cancelled_owned();
    let serving = tokio::spawn(async move {
        let app = router.into_make_service_with_connect_info::<connection::Peer>();
        if let Err(error) = axum::serve(Door(listener), app).with_graceful_shutdown(until).await {
            tracing::error!(%error, "the server stopped by itself");
        }
    });

    tracing::info!(body = body.id(), name = body.name(), address = %bound, "ready");
    Ok(Running {
        base_url,
        open311_url,
        registry: Arc::new(registry),
        faults,
        provider,
        closing: closing.drop_guard(),
        serving,
    })
}

/// A running server. It ends when this is dropped; [`Running::stop`] also waits for the end.
#[derive(Debug)]
pub struct Running {
    base_url: String,
    open311_url: Option<String>,
    registry: Arc<Registry>,
    faults: Faults,
    provider: Arc<Provider>,
    closing: DropGuard,
    serving: JoinHandle<()>,
}

impl Running {
    /// Its address without a slash at the end, such as `http://127.0.0.1:40123`.
    pub fn base_url(&self) -> &str {
        &self.base_url
    }

    /// Where fault reports are taken by Open311, such as `http://127.0.0.1:40123/open311/v2/`; none where the body takes none.
    pub fn open311_url(&self) -> Option<&str> {
        self.open311_url.as_deref()
    }

    /// Where a person plays the authority, in a browser on this machine.
    pub fn desk_url(&self) -> String {
        format!("{}{}", self.base_url, desk::PATH)
    }

    /// The OpenID provider's name, such as `http://127.0.0.1:40123/openid`: the card says it, too.
    pub fn issuer(&self) -> &str {
        self.provider.issuer()
    }

    /// Signs `persona` in by strong means at this address of the provider, without a browser: where a browser would be
    /// sent back to, with a code or an error. None where it would stay with a page.
    pub fn sign_in(&self, address: &str, persona: &str) -> Option<String> {
        self.provider.without_browser(address, Some(persona))
    }

    /// The same, for a resident who cancels.
    pub fn cancel_sign_in(&self, address: &str) -> Option<String> {
        self.provider.without_browser(address, None)
    }

    /// The switch for lies of the provider.
    pub fn lies(&self) -> &Lies {
        self.provider.lies()
    }

    /// Takes no nonce any more that proofs (DPoP) were told to carry so far: an app that keeps the last one meets
    /// `use_dpop_nonce`.
    pub fn retire_nonces(&self) {
        self.provider.retire_nonces();
    }

    /// The authority's side of it.
    pub fn authority(&self) -> &Registry {
        &self.registry
    }

    /// The switch for trouble.
    pub fn faults(&self) -> &Faults {
        &self.faults
    }

    /// Answers what is being answered, for two seconds at most, and ends. The port is free afterwards.
    pub async fn stop(self) {
        const PATIENCE: Duration = Duration::from_secs(2);

        drop(self.closing);
        let mut serving = self.serving;
        if tokio::time::timeout(PATIENCE, &mut serving).await.is_err() {
            serving.abort();
            let _ = serving.await;
        }
    }
}
