//! The clerk's desk: pages by which a person plays the authority.
//!
//! A clerk writes to residents, moves cases, decides, asks for documents, handles fault reports and takes things back; everything goes through
//! the [`Registry`], so that residents' feeds and events have it at once. The pages are plain HTML with forms and work
//! without scripts. Each [`Action`] is one form: it is shown, read, checked and done in one place; [`gate`] says who may
//! come near. What a clerk has opened of a resident's stands in the resident's log.

mod case;
mod decision;
mod fields;
mod filled;
mod gate;
mod lists;
mod lookup;
mod message;
mod office;
mod overview;
mod page;
mod report;
mod reports;
mod task;
mod withdrawal;

use std::sync::Arc;

use axum::{
    Form, Router,
    extract::{
        DefaultBodyLimit, Query, State,
        rejection::{FormRejection, QueryRejection},
    },
    http::{HeaderMap, HeaderValue, StatusCode, header},
    middleware::from_fn_with_state,
    response::{IntoResponse, Redirect, Response},
    routing::get,
};
use chrono::NaiveDate;
use maud::Markup;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use self::{filled::Filled, gate::Seal, office::Office};
use crate::{
    Body, Registry, RegistryError, StartError,
    clock::Clock,
    http::{Refusal, Served},
    world::ContentError,
};

/// Where the desk is.
pub(crate) const PATH: &str = "/desk";
/// Largest form, in bytes: a long decision in three languages, as a browser encodes it.
const FORM_CAP: usize = 1 << 20;

/// What the pages share.
pub(crate) struct Desk {
    served: Served,
    office: Office,
    seal: Seal,
}

impl Desk {
    fn registry(&self) -> &Registry {
        &self.served.registry
    }

    fn clock(&self) -> Clock {
        self.registry().clock()
    }

    fn today(&self) -> NaiveDate {
        self.clock().today()
    }
}

/// Something a clerk does by a form.
trait Action: 'static {
    /// Its address.
    const PATH: &'static str;
    /// Its heading.
    const NAME: &'static str;
    /// What its button says.
    const BUTTON: &'static str;

    /// Kind and id of the record that the form shows; no id where it shows none.
    fn record(form: &Filled) -> (&str, &str) {
        ("case", form.value("case"))
    }

    /// Fills in what is known before the clerk begins.
    fn begin(desk: &Desk, form: &mut Filled) -> Result<(), RegistryError>;

    /// The fields of the form.
    fn fields(desk: &Desk, form: &Filled) -> Result<Markup, RegistryError>;

    /// Reads the form and does what it says, or notes what is wrong and does nothing.
    fn act(desk: &Desk, form: &mut Filled) -> Result<Step, RegistryError>;
}

/// What follows from a sent form.
enum Step {
    /// It was done.
    Done(Done),
    /// The form is shown again: something is wrong with it, or the clerk asked for more fields.
    Again,
}

/// What was done, for the line on the next page.
struct Done {
    /// A word of the list in [`overview`].
    what: &'static str,
    /// Kind of the record.
    kind: &'static str,
    /// Its id.
    id: String,
}

impl Done {
    fn step(what: &'static str, kind: &'static str, id: impl Into<String>) -> Step {
        Step::Done(Self { what, kind, id: id.into() })
    }

    /// The next page. It can be loaded again without doing anything again.
    fn location(&self) -> String {
        let id = utf8_percent_encode(&self.id, NON_ALPHANUMERIC);
        format!("{PATH}?done={}&kind={}&id={id}#done", self.what, self.kind)
    }
}

/// The colour of a body's pages, for CSS.
pub(crate) fn accent(body: Body) -> Result<String, ContentError> {
    Ok(office(body)?.accent())
}

fn office(body: Body) -> Result<Office, ContentError> {
    Office::of(body).map_err(|error| ContentError {
        file: format!("{}/body.toml", body.id()),
        key: "office".to_owned(),
        problem: error.message().to_owned(),
    })
}

/// The routes of the desk.
pub(crate) fn router(served: Served) -> Result<Router<Served>, StartError> {
    let office = office(served.body)?;
    let seal = Seal::new(served.bound.port())?;
    let desk = Arc::new(Desk { served, office, seal });
    let reports = match &desk.served.reporting {
        None => Router::new(),
        Some(_) => Router::new()
            .route(reports::PATH, get(reports::list))
            .route(report::PHOTO_PATH, get(report::photo))
            .merge(action::<report::Handle>())
            .merge(action::<report::Number>()),
    };
    Ok(Router::new()
        .route(PATH, get(overview))
        .route("/desk/desk.css", get(style))
        .merge(action::<message::Write>())
        .merge(action::<case::Move>())
        .merge(action::<decision::Decide>())
        .merge(action::<task::Ask>())
        .merge(action::<task::End>())
        .merge(action::<withdrawal::Withdraw>())
        .merge(action::<lookup::LookUp>())
        .merge(reports)
        .layer(DefaultBodyLimit::max(FORM_CAP))
        .layer(from_fn_with_state(desk.clone(), gate::keep))
        .with_state(desk))
}

fn action<A: Action>() -> Router<Arc<Desk>> {
    Router::new().route(A::PATH, get(open::<A>).post(take::<A>))
}

type Pairs = Vec<(String, String)>;

async fn overview(
    State(desk): State<Arc<Desk>>,
    query: Result<Query<Pairs>, QueryRejection>,
) -> Result<Response, Refusal> {
    let asked = Filled::read(query?.0);
    answer(&desk, move |desk| Ok(overview::page(desk, &asked)?.into_response())).await
}

async fn style(State(desk): State<Arc<Desk>>) -> impl IntoResponse {
    let sheet = format!(":root {{ --accent: {} }}\n{}", desk.office.accent(), include_str!("desk.css"));
    ([(header::CONTENT_TYPE, HeaderValue::from_static("text/css; charset=utf-8"))], sheet)
}

/// Shows an action's form, with what the address fills in.
async fn open<A: Action>(
    State(desk): State<Arc<Desk>>,
    query: Result<Query<Pairs>, QueryRejection>,
) -> Result<Response, Refusal> {
    let mut form = Filled::read(query?.0);
    answer(&desk, move |desk| {
        A::begin(desk, &mut form)?;
        lookup::note::<A>(desk, &form)?;
        Ok(page::form::<A>(desk, &form)?.into_response())
    })
    .await
}

/// Takes an action's form.
async fn take<A: Action>(
    State(desk): State<Arc<Desk>>,
    headers: HeaderMap,
    form: Result<Form<Pairs>, FormRejection>,
) -> Result<Response, Refusal> {
    let Form(pairs) = form.map_err(|rejection| Refusal::new(rejection.status()).detail(rejection.body_text()))?;
    let mut form = Filled::read(pairs);
    answer(&desk, move |desk| {
        if !desk.seal.is_on(&headers, form.value("seal")) {
            // A page of an earlier run lands here too; what was typed must not be lost.
            form.object(
                "This form was not given out by the running desk. Nothing was done. Check it and send it again.",
            );
            return Ok((StatusCode::FORBIDDEN, page::form::<A>(desk, &form)?).into_response());
        }
        match A::act(desk, &mut form)? {
            Step::Done(done) => Ok(Redirect::to(&done.location()).into_response()),
            Step::Again => {
                let status = if form.is_sound() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
                Ok((status, page::form::<A>(desk, &form)?).into_response())
            }
        }
    })
    .await
}

/// Makes an answer on a thread that may wait for the database. A record that is gone has a page that says so.
async fn answer(
    desk: &Arc<Desk>,
    make: impl FnOnce(&Desk) -> Result<Response, RegistryError> + Send + 'static,
) -> Result<Response, Refusal> {
    let at = desk.clone();
    desk.served
        .ask(move |_| match make(&at) {
            Err(RegistryError::UnknownRecord { .. }) => Ok((StatusCode::NOT_FOUND, page::gone(&at)).into_response()),
            result => result,
        })
        .await
}
