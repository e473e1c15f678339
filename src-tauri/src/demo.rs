//! The demo: the app against reference municipalities on this machine, told by the environment where they are.
//!
//! | variable | what |
//! | --- | --- |
//! | `KOTIKUNTA_DEMO_SOURCES` | `haikkala=http://127.0.0.1:40123,…` |
//! | `KOTIKUNTA_DEMO_LISTED` | the same for those that stand in the directory and are not connected |
//! | `KOTIKUNTA_DEMO_REPORTS` | `haikkala-viat=http://127.0.0.1:40123/open311/v2/,…`: where they take fault reports; connected when those are |
//! | `KOTIKUNTA_DEMO_DIRECTORY` | a file of directory entries, JSON, for services that speak another API; not connected |
//! | `KOTIKUNTA_DATA_DIR` | where the store is |
//! | `KOTIKUNTA_TODAY` | the day in Finland, `YYYY-MM-DD`; the time of day stays the real one |
//! | `KOTIKUNTA_TIME` | the time of day on that day, `HH:MM`, at which the clock stands still |
//! | `KOTIKUNTA_LANGUAGE` | `fi`, `sv` or `en` |

use std::{env, path::PathBuf};

use chrono::{DateTime, NaiveDate, NaiveTime, TimeZone, Utc};
use chrono_tz::Europe::Helsinki;
use domain::{id::SourceId, text::Language};
use engine::{Engine, Handle};
use protocol::{ConnectOpenly, sign_in::ServiceAddress};
use serde_json::{Value, json};
use tauri::{Context, Runtime};
use url::Url;

/// The persona of the demo world who uses the app.
const PERSONA: &str = "aino";

/// Keeps the demo apart from an app the resident may be running.
pub(crate) fn set_apart<R: Runtime>(context: &mut Context<R>) {
    "fi.kotikunta.demo".clone_into(&mut context.config_mut().identifier);
}

pub(crate) fn data_dir() -> Option<PathBuf> {
    env::var_os("KOTIKUNTA_DATA_DIR").map(PathBuf::from)
}

/// Where the demo keeps what the app keeps for the device, and what would start at login.
pub(crate) fn config_dir() -> Option<PathBuf> {
    data_dir().map(|store| store.with_extension("device"))
}

pub(crate) fn language() -> Option<Language> {
    env::var("KOTIKUNTA_LANGUAGE").ok().and_then(|tag| Language::from_tag(&tag))
}

pub(crate) fn now() -> Option<DateTime<Utc>> {
    let day: NaiveDate = env::var("KOTIKUNTA_TODAY").ok()?.parse().ok()?;
    let fixed = env::var("KOTIKUNTA_TIME").ok().and_then(|time| NaiveTime::parse_from_str(&time, "%H:%M").ok());
    let wall = day.and_time(fixed.unwrap_or_else(|| Utc::now().with_timezone(&Helsinki).time()));
    Helsinki.from_local_datetime(&wall).earliest().map(|time| time.to_utc())
}

/// Lists the municipalities that the resident is to connect by themself, if any.
pub(crate) async fn list(engine: &Engine) {
    for (name, address) in pairs("KOTIKUNTA_DEMO_LISTED") {
        engine.list_here(SourceId::new(name), address).await;
    }
    let reports = Value::Array(pairs("KOTIKUNTA_DEMO_REPORTS").iter().map(reports).collect());
    if let Err(error) = engine.list_entries_here(reports.to_string().as_bytes()) {
        tracing::error!(%error, "where the demo takes fault reports is not listed");
    }
    let Some(file) = env::var_os("KOTIKUNTA_DEMO_DIRECTORY") else { return };
    let entries = std::fs::read(&file).map_err(|error| error.to_string());
    if let Err(error) = entries.and_then(|list| engine.list_entries_here(&list).map_err(|error| error.to_string())) {
        tracing::error!(?file, error, "the entries of the demo are not listed");
    }
}

/// Connects every municipality of the environment. One that does not answer is left out with a line in the log.
pub(crate) async fn connect(engine: &Engine) {
    let sources = pairs("KOTIKUNTA_DEMO_SOURCES");
    let with_reports = if sources.is_empty() { Vec::new() } else { pairs("KOTIKUNTA_DEMO_REPORTS") };
    for (name, address) in sources {
        let source = SourceId::new(&name);
        engine.list_here(source.clone(), address.clone()).await;
        if let Err(error) = engine.connect_loopback(source, address, PERSONA).await {
            tracing::error!(name, ?error, "a demo municipality is not connected");
        }
    }
    for (name, _) in with_reports {
        let at = ServiceAddress::Listed(SourceId::new(&name));
        if let Err(error) = engine.handle(ConnectOpenly { at }).await {
            tracing::error!(name, ?error, "where the demo takes fault reports is not connected");
        }
    }
}

/// The directory's entry of where a municipality takes fault reports.
fn reports((name, address): &(String, Url)) -> Value {
    let town = name.split('-').next().unwrap_or(name);
    let mut letters = town.chars();
    let town: String = letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect();
    let called = |what: &str| format!("{town}: {what}");
    json!({
        "id": name,
        "api": "open311",
        "base_url": address,
        "name": { "fi": called("vikailmoitukset"), "sv": called("felanmälningar"), "en": called("fault reports") },
    })
}

/// Names and addresses of a variable.
fn pairs(variable: &str) -> Vec<(String, Url)> {
    let listed = env::var(variable).unwrap_or_default();
    let pairs = listed.split(',').filter_map(|pair| pair.split_once('='));
    pairs.filter_map(|(name, address)| Some((name.to_owned(), Url::parse(address).ok()?))).collect()
}
