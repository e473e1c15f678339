//! The demo: the app against reference municipalities on this machine, told by the environment where they are.
//!
//! | variable | what |
//! | --- | --- |
//! | `KOTIKUNTA_DEMO_SOURCES` | `haikkala=http://127.0.0.1:40123,…` |
//! | `KOTIKUNTA_DATA_DIR` | where the store is |
//! | `KOTIKUNTA_TODAY` | the day in Finland, `YYYY-MM-DD`; the time of day stays the real one |
//! | `KOTIKUNTA_TIME` | the time of day on that day, `HH:MM`, at which the clock stands still |
//! | `KOTIKUNTA_LANGUAGE` | `fi`, `sv` or `en` |

use std::{env, path::PathBuf};

use chrono::{DateTime, NaiveDate, NaiveTime, TimeZone, Utc};
use chrono_tz::Europe::Helsinki;
use domain::{id::SourceId, text::Language};
use engine::Engine;
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

pub(crate) fn language() -> Option<Language> {
    env::var("KOTIKUNTA_LANGUAGE").ok().and_then(|tag| Language::from_tag(&tag))
}

pub(crate) fn now() -> Option<DateTime<Utc>> {
    let day: NaiveDate = env::var("KOTIKUNTA_TODAY").ok()?.parse().ok()?;
    let fixed = env::var("KOTIKUNTA_TIME").ok().and_then(|time| NaiveTime::parse_from_str(&time, "%H:%M").ok());
    let wall = day.and_time(fixed.unwrap_or_else(|| Utc::now().with_timezone(&Helsinki).time()));
    Helsinki.from_local_datetime(&wall).earliest().map(|time| time.to_utc())
}

/// Connects every municipality of the environment. One that does not answer is left out with a line in the log.
pub(crate) async fn connect(engine: &Engine) {
    let sources = env::var("KOTIKUNTA_DEMO_SOURCES").unwrap_or_default();
    for pair in sources.split(',').filter(|pair| !pair.is_empty()) {
        let Some((name, address)) = pair.split_once('=') else { continue };
        let Ok(address) = Url::parse(address) else { continue };
        if let Err(error) = engine.connect_loopback(SourceId::new(name), address, PERSONA).await {
            tracing::error!(name, ?error, "a demo municipality is not connected");
        }
    }
}
