//! Signing in: from the service that the resident chose to its line.
//!
//! One sign-in runs at a time, in a task of its own. Its stage is what [`Engine::read_sign_in`] answers, and every change is told
//! by [`Tag::SignIn`]. Nothing of it is kept before it has succeeded: a sign-in that is declined, forgotten or killed leaves the
//! device as it was.

mod page;
mod redirect;

use std::{
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use connector::{
    ConnectorError,
    sign_in::{Attempt, Client, Granted, Provider, SignInError},
};
use domain::{id::SourceId, text::Localized};
use protocol::{
    ErrorCode, ErrorView, Tag,
    sign_in::{ReturnPage, ServiceAddress, SignInFailure, SignInStage, SignInView},
};
use tokio::sync::oneshot;
use tokio_util::sync::CancellationToken;
use url::Url;

use self::{
    page::Page,
    redirect::{Redirect, Returned},
};
use crate::{
    Engine,
    accounts::{Enrolment, NewAccount},
    engine::Opened,
    finding::Service,
    introduction::Introduction,
};

/// How long the resident may take in the browser.
const IN_BROWSER: Duration = Duration::from_mins(15);

/// The sign-in of the moment.
#[derive(Default)]
pub(crate) struct SignIns(Mutex<Moment>);

#[derive(Default)]
struct Moment {
    turn: u64,
    name: Localized,
    stage: Option<SignInStage>,
    /// The address for the browser, while it is of use.
    address: Option<Url>,
    stop: CancellationToken,
    /// Who waits for a link by which a phone's browser hands the answer to the app.
    awaited_link: Option<(connector::sign_in::Awaited, oneshot::Sender<Url>)>,
}

impl SignIns {
    /// Whether the resident is in the browser, or just back from it: then they use the app, though nothing is seen of that here.
    pub fn is_in_browser(&self) -> bool {
        matches!(self.lock().stage, Some(SignInStage::InBrowser | SignInStage::Finishing))
    }

    fn lock(&self) -> MutexGuard<'_, Moment> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A sign-in under way: stages it reaches are told as long as no other has taken its place.
#[derive(Clone)]
struct UnderWay {
    engine: Engine,
    /// The store in which it was begun, and in which alone it may end.
    opened: Arc<Opened>,
    turn: u64,
    stop: CancellationToken,
}

impl UnderWay {
    fn reach(&self, stage: SignInStage) {
        {
            let mut moment = self.engine.inner.sign_ins.lock();
            if moment.turn != self.turn {
                return;
            }
            if matches!(stage, SignInStage::Connected(_) | SignInStage::Failed(_)) {
                moment.address = None;
                moment.awaited_link = None;
            }
            moment.stage = Some(stage);
        }
        self.engine.emit([Tag::SignIn]);
    }

    /// The name by which the resident is told of the service.
    fn call_it(&self, name: Localized) {
        let mut moment = self.engine.inner.sign_ins.lock();
        if moment.turn == self.turn {
            moment.name = name;
        }
    }

    fn show_in_browser(&self, address: &Url) -> Result<(), SignInFailure> {
        self.engine.inner.host.open_sign_in(address).map_err(|error| {
            tracing::warn!(?error, "the browser does not open");
            SignInFailure::NoBrowser
        })
    }
}

impl Engine {
    /// Begins a sign-in; how it goes is told by its stages.
    pub(crate) async fn begin_sign_in(&self, at: ServiceAddress, words: ReturnPage) -> Result<(), ErrorView> {
        let opened = self.opened()?;
        let service = self.service(&at).await?;
        // Until a service at a typed address says what it is called, its address is all that is known.
        let address = || Localized::undetermined(service.base_url.host_str().unwrap_or_default());
        let name = if service.name.is_empty() { address() } else { service.name.clone() };
        let under_way = {
            let mut moment = self.inner.sign_ins.lock();
            moment.stop.cancel();
            *moment = Moment { turn: moment.turn + 1, name, stage: Some(SignInStage::Asking), ..Moment::default() };
            UnderWay { engine: self.clone(), opened, turn: moment.turn, stop: moment.stop.clone() }
        };
        self.emit([Tag::SignIn]);
        tokio::spawn(async move {
            let stop = under_way.stop.clone();
            let outcome = stop.run_until_cancelled(under_way.engine.sign_in(&under_way, &service, words)).await;
            match outcome {
                Some(Ok(source)) => under_way.reach(SignInStage::Connected(source)),
                Some(Err(failure)) => under_way.reach(SignInStage::Failed(failure)),
                None => {}
            }
        });
        Ok(())
    }

    /// How the latest sign-in goes.
    pub(crate) async fn read_sign_in(&self) -> Result<SignInView, ErrorView> {
        let (name, stage) = {
            let moment = self.inner.sign_ins.lock();
            (moment.name.clone(), moment.stage.clone())
        };
        Ok(SignInView { name: self.names().await?.line(&name), stage })
    }

    /// Shows the sign-in's page in the browser once more.
    pub(crate) fn reopen_browser(&self) -> Result<(), ErrorView> {
        let address = self.inner.sign_ins.lock().address.clone();
        let address = address.ok_or(ErrorCode::NotFound)?;
        self.inner.host.open_sign_in(&address).map_err(|_| ErrorCode::NoBrowser.into())
    }

    /// Gives up the sign-in under way and forgets how the latest one ended.
    pub(crate) fn end_sign_in(&self) {
        {
            let mut moment = self.inner.sign_ins.lock();
            moment.stop.cancel();
            *moment = Moment { turn: moment.turn + 1, ..Moment::default() };
        }
        self.emit([Tag::SignIn]);
    }

    /// A link by which the platform hands over what the browser came back with. One that answers no sign-in under way is
    /// worth nothing: any page and any app can open such links.
    pub fn came_back(&self, link: Url) {
        let mut moment = self.inner.sign_ins.lock();
        let answers = moment.awaited_link.as_ref().is_some_and(|(awaited, _)| awaited.is_answered_by(&link));
        if answers && let Some((_, waiting)) = moment.awaited_link.take() {
            // Who no longer waits has given up.
            let _ = waiting.send(link);
        }
    }

    async fn sign_in(
        &self,
        under_way: &UnderWay,
        service: &Service,
        words: ReturnPage,
    ) -> Result<SourceId, SignInFailure> {
        let introduction = self.introduction(service).await.map_err(|error| of_line(&error))?;
        let name = name_of(service, &introduction);
        under_way.call_it(name.clone());
        let client = introduction.client.ok_or(SignInFailure::NotOffered)?;
        let issuer = Url::parse(&client.issuer).map_err(|_| SignInFailure::NotOffered)?;
        if connector::is_loopback(&issuer) && !connector::is_loopback(&service.base_url) {
            tracing::warn!("a service elsewhere names an issuer on this machine");
            return Err(SignInFailure::Untrusted);
        }
        let provider = Provider::discover(self.inner.http.clone(), self.clock(), client.clone()).await;
        let mut provider = provider.map_err(|error| of_sign_in(&error))?;
        if !connector::Service::takes_bound_tokens(service.kind) {
            provider = provider.with_bearer_tokens();
        }
        let language = words.lang.clone();
        let demanded = self.demanded_by(&service.source);
        let (returned, attempt) = if let Some(link) = self.inner.host.sign_in_link() {
            let attempt = provider.begin(link, &language, demanded).map_err(|error| of_sign_in(&error))?;
            let (sender, answer) = oneshot::channel();
            self.inner.sign_ins.lock().awaited_link = Some((attempt.awaited(), sender));
            self.to_browser(under_way, &attempt)?;
            let link = tokio::time::timeout(IN_BROWSER, answer).await.ok().and_then(Result::ok);
            (Answer::Link(link.ok_or(SignInFailure::TimedOut)?), attempt)
        } else {
            let redirect = Redirect::open().await.map_err(|error| {
                tracing::error!(%error, "nothing can listen for the browser");
                SignInFailure::NoBrowser
            })?;
            let attempt = provider.begin(redirect.address().clone(), &language, demanded);
            let attempt = attempt.map_err(|error| of_sign_in(&error))?;
            self.to_browser(under_way, &attempt)?;
            let returned = redirect.returned(attempt.awaited(), words);
            let returned = tokio::time::timeout(IN_BROWSER, returned).await;
            (Answer::Page(returned.map_err(|_| SignInFailure::TimedOut)?), attempt)
        };
        under_way.reach(SignInStage::Finishing);
        let outcome = match attempt.finish(returned.address()).await {
            Ok(granted) => {
                // To its end, whoever gives up waiting: half of it would be a sign-in that nobody can end.
                let (engine, service, opened) = (self.clone(), service.clone(), under_way.opened.clone());
                let kept = tokio::spawn(async move { engine.keep(&service, client, name, granted, &opened).await });
                kept.await.unwrap_or(Err(SignInFailure::NotKept(ErrorCode::Internal)))
            }
            Err(error) => Err(of_sign_in(&error)),
        };
        returned.show(if outcome.is_ok() { Page::Well } else { Page::Ill });
        outcome
    }

    fn to_browser(&self, under_way: &UnderWay, attempt: &Attempt) -> Result<(), SignInFailure> {
        under_way.show_in_browser(attempt.address())?;
        self.inner.sign_ins.lock().address = Some(attempt.address().clone());
        under_way.reach(SignInStage::InBrowser);
        Ok(())
    }

    /// Connects the service, or goes on with it, unless somebody else signed in than before, or the profile in which it was
    /// begun is not in use any more. What is not kept is given back.
    async fn keep(
        &self,
        service: &Service,
        client: Client,
        name: Localized,
        granted: Granted,
        begun_in: &Arc<Opened>,
    ) -> Result<SourceId, SignInFailure> {
        let _door = self.inner.door.lock().await;
        let farewell = granted.farewell();
        let kept = match self.opened() {
            Ok(opened) if Arc::ptr_eq(&opened, begun_in) => self.keep_open(service, client, name, granted).await,
            Ok(_) => Err(SignInFailure::NotKept(ErrorCode::NotFound)),
            Err(error) => Err(SignInFailure::NotKept(error.code)),
        };
        if kept.is_err() {
            tokio::spawn(async move {
                if let Err(error) = farewell.revoke().await {
                    tracing::info!(%error, "a sign-in that is not kept ends by itself");
                }
            });
        }
        kept
    }

    async fn keep_open(
        &self,
        service: &Service,
        client: Client,
        name: Localized,
        granted: Granted,
    ) -> Result<SourceId, SignInFailure> {
        let not_kept = |error: ErrorView| SignInFailure::NotKept(error.code);
        let source = service.source.clone();
        let known = {
            let source = source.clone();
            self.in_store(move |store| store.source(&source)).await.map_err(not_kept)?
        };
        let before = known.as_ref().and_then(Enrolment::of);
        if before.is_some_and(|before| before.subject != granted.subject) {
            return Err(SignInFailure::SomebodyElse);
        }
        let account = NewAccount {
            source: source.clone(),
            kind: service.kind,
            base_url: service.base_url.clone(),
            name,
            enrolment: Enrolment {
                client,
                subject: granted.subject.clone(),
                person: connector::Service::wants_person(service.kind).then(|| granted.person.expose().to_owned()),
            },
        };
        if let Err(error) = self.connect_signed_in(account, granted).await {
            if known.is_none() {
                // What the keyring has taken already belongs to nothing.
                let _ = self.forget_secrets_of(&source).await;
            }
            return Err(not_kept(error));
        }
        Ok(source)
    }
}

/// How the browser came back.
enum Answer {
    Page(Returned),
    Link(Url),
}

impl Answer {
    const fn address(&self) -> &Url {
        match self {
            Self::Page(returned) => &returned.address,
            Self::Link(link) => link,
        }
    }

    fn show(self, page: Page) {
        if let Self::Page(returned) = self {
            returned.show(page);
        }
    }
}

/// What a service is called: as the directory has it, else as it says itself.
fn name_of(service: &Service, introduction: &Introduction) -> Localized {
    let name = if service.verified && !service.name.is_empty() { &service.name } else { &introduction.name };
    if name.is_empty() { Engine::working_name(&service.source) } else { name.clone() }
}

/// What a fault of the line means for a sign-in.
fn of_line(error: &ConnectorError) -> SignInFailure {
    tracing::warn!(%error, "a service or its sign-in does not answer");
    match error {
        ConnectorError::Unreachable | ConnectorError::CutOff | ConnectorError::TimedOut => SignInFailure::Unreachable,
        ConnectorError::Insecure | ConnectorError::RedirectedAway => SignInFailure::Untrusted,
        ConnectorError::NotFound | ConnectorError::Unintelligible { .. } => SignInFailure::NotOffered,
        _ => SignInFailure::Unavailable,
    }
}

fn of_sign_in(error: &SignInError) -> SignInFailure {
    tracing::warn!(%error, "a sign-in did not succeed");
    match error {
        SignInError::Line(error) => of_line(error),
        SignInError::Declined | SignInError::SignInNeeded => SignInFailure::Declined,
        SignInError::Untrusted(_) => SignInFailure::Untrusted,
        SignInError::ClockWrong => SignInFailure::ClockWrong,
        SignInError::Insufficient(_) => SignInFailure::Insufficient,
        SignInError::Refused(_) => SignInFailure::Unavailable,
    }
}
