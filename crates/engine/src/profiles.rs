//! Profiles: several residents on one device, each with a folder, keys and a lock of their own.
//!
//! The list of them, with their names, is a secret of the keyring like any key: no file says who uses this device. The first
//! profile stays where a single one has always been, in the device's folder and under secrets with plain names; so a device
//! with one resident has no list at all, and nothing has to be moved when a second one comes. Another profile has the folder
//! `profiles/<id>` and secrets whose names begin with its id.
//!
//! One profile is in use at a time, and only that one can be removed. Removing marks it in the list first, so that a crash
//! in the middle is finished by the next start.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use domain::id::SourceId;
use protocol::{
    ErrorCode, ErrorView,
    lock::{ProfileView, ProfilesView},
};
use serde::{Deserialize, Serialize};
use tokio::task::spawn_blocking;

use crate::{
    Engine, Host, accounts,
    engine::State,
    host::SecretError,
    key::{self, Home},
    scope::Scope,
    settings,
};

/// Name of the list in the keyring.
const LIST: &str = "profiles";
/// Folder of the profiles after the first.
const FOLDER: &str = "profiles";
/// Most profiles of a device. A keyring takes only little in one entry.
const MOST: usize = 12;
/// Longest name, in signs.
const LONGEST_NAME: usize = 60;

/// A profile in the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Listed {
    /// None for the first of the device.
    id: Option<String>,
    name: String,
    /// It is being removed: the sources whose tokens are still to go.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    leaving: Option<Vec<SourceId>>,
}

impl Listed {
    fn first() -> Self {
        Self { id: None, name: String::new(), leaving: None }
    }

    /// The id that the interface sees.
    fn shown_id(&self) -> String {
        self.id.clone().unwrap_or_else(|| "first".to_owned())
    }
}

/// The list, without those whose folder is gone: the keyring may remember a device that was erased by hand.
fn read_list(host: &Arc<dyn Host>, dir: &Path) -> Result<Vec<Listed>, SecretError> {
    let Some(bytes) = host.read_secret(LIST)? else { return Ok(vec![Listed::first()]) };
    let list: Vec<Listed> = serde_json::from_slice(&bytes)
        .map_err(|_| SecretError::Failed("the list of profiles is not one".to_owned()))?;
    let is_there = |listed: &Listed| {
        listed.leaving.is_some() || listed.id.as_ref().is_none_or(|id| dir.join(FOLDER).join(id).is_dir())
    };
    Ok(list.into_iter().filter(is_there).collect())
}

fn write_list(host: &Arc<dyn Host>, list: &[Listed]) -> Result<(), SecretError> {
    let json = zeroize::Zeroizing::new(serde_json::to_vec(list).map_err(|_| SecretError::Failed("list".to_owned()))?);
    host.write_secret(LIST, &json)
}

fn code(error: &SecretError) -> ErrorView {
    key::keyring_code(error).into()
}

impl Engine {
    /// Chooses the profile to begin with: the one there is. Where there are several the resident chooses, once. Finishes
    /// removals that a crash interrupted. The caller holds the door.
    pub(crate) async fn first_home(&self) -> Result<(), ErrorCode> {
        if self.home().is_chosen {
            return Ok(());
        }
        let list = self.on_list(|_, list| Ok(list)).await.map_err(|error| error.code)?;
        let (leaving, list): (Vec<_>, Vec<_>) = list.into_iter().partition(|listed| listed.leaving.is_some());
        for gone in leaving {
            self.erase_listed(&gone).await.map_err(|error| error.code)?;
        }
        match list.as_slice() {
            [only] => self.go_home(self.home_of(only)),
            [] => self.go_home(self.home_of(&Listed::first())),
            _ => return Err(ErrorCode::NoProfileChosen),
        }
        Ok(())
    }

    pub(crate) async fn read_profiles(&self) -> Result<ProfilesView, ErrorView> {
        if self.home().once {
            return Ok(ProfilesView { profiles: Vec::new() });
        }
        let list = self.on_list(|_, list| Ok(list)).await?;
        let (home, chosen) = (self.home(), self.locked() != Some(ErrorCode::NoProfileChosen));
        let profiles = list.into_iter().filter(|listed| listed.leaving.is_none()).map(|listed| ProfileView {
            id: listed.shown_id(),
            current: chosen && listed.id == home.id,
            name: listed.name,
        });
        Ok(ProfilesView { profiles: profiles.collect() })
    }

    /// Makes a profile and goes to it.
    pub(crate) async fn add_profile(&self, name: &str) -> Result<(), ErrorView> {
        let _door = self.inner.door.lock().await;
        let opened = self.opened()?;
        let name = valid_name(name).ok_or(ErrorView::from(ErrorCode::BadRequest))?;
        if opened.once {
            return Err(ErrorCode::BadRequest.into());
        }
        let mut id = [0_u8; 8];
        self.inner.host.fill_random(&mut id);
        let added = Listed { id: Some(format!("{:016x}", u64::from_ne_bytes(id))), name, leaving: None };
        let (wanted, folder) = (added.clone(), self.folder_of(added.id.as_deref()));
        self.on_list(move |host, mut list| {
            if list.len() >= MOST {
                return Err(ErrorCode::KeyringFull.into());
            }
            list.push(wanted);
            std::fs::create_dir_all(&folder).map_err(|error| {
                tracing::error!(%error, "no folder for a profile");
                ErrorView::from(ErrorCode::StorageFault)
            })?;
            write_list(host, &list).map_err(|error| code(&error))
        })
        .await?;
        self.leave_home().await;
        self.enter(self.home_of(&added)).await
    }

    pub(crate) async fn rename_profile(&self, name: &str) -> Result<(), ErrorView> {
        let _door = self.inner.door.lock().await;
        let (opened, id) = (self.opened()?, self.home().id);
        let name = valid_name(name).filter(|_| !opened.once).ok_or(ErrorView::from(ErrorCode::BadRequest))?;
        self.on_list(move |host, mut list| {
            if let Some(listed) = list.iter_mut().find(|listed| listed.id == id) {
                listed.name = name;
            }
            write_list(host, &list).map_err(|error| code(&error))
        })
        .await?;
        self.emit([protocol::Tag::Profiles]);
        Ok(())
    }

    /// Closes the profile in use and goes to another one, or to the choice between them.
    pub(crate) async fn switch_profile(&self, profile: Option<String>) -> Result<(), ErrorView> {
        let _door = self.inner.door.lock().await;
        if self.home().once {
            return Err(ErrorCode::BadRequest.into());
        }
        let list = self.on_list(|_, list| Ok(list)).await?;
        let Some(profile) = profile else {
            self.leave_home().await;
            self.forget_home();
            self.set_state(State::Closed(ErrorCode::NoProfileChosen));
            self.everything_changed();
            return Ok(());
        };
        let chosen = list.iter().find(|listed| listed.leaving.is_none() && listed.shown_id() == profile);
        let home = self.home_of(chosen.ok_or(ErrorView::from(ErrorCode::NotFound))?);
        self.leave_home().await;
        self.enter(home).await
    }

    /// Erases the profile in use, with its keys and tokens, and goes to what is left.
    pub(crate) async fn remove_profile(&self) -> Result<(), ErrorView> {
        let _door = self.inner.door.lock().await;
        self.remove_current_profile().await
    }

    /// As [`Engine::remove_profile`]. The caller holds the door.
    pub(crate) async fn remove_current_profile(&self) -> Result<(), ErrorView> {
        let (opened, id) = (self.opened()?, self.home().id);
        let lines = opened.lines();
        let sources: Vec<SourceId> =
            self.in_store(store::Store::sources).await?.into_iter().map(|row| row.id).collect();
        let once = opened.once;
        let gone = self
            .on_list(move |host, mut list| {
                let others = list.iter().filter(|listed| listed.id != id && listed.leaving.is_none()).count();
                let listed = list.iter_mut().find(|listed| listed.id == id).filter(|_| others > 0 && !once);
                let listed = listed.ok_or(ErrorView::from(ErrorCode::BadRequest))?;
                listed.leaving = Some(sources);
                let gone = listed.clone();
                write_list(host, &list).map_err(|error| code(&error))?;
                Ok(gone)
            })
            .await?;
        self.leave_home().await;
        self.set_state(State::Closed(ErrorCode::NoProfileChosen));
        let erased = self.erase_listed(&gone).await;
        self.forget_home();
        match self.first_home().await {
            Ok(()) => drop(self.unlock(None).await),
            Err(code) => self.set_state(State::Closed(code)),
        }
        self.run_in_background();
        self.everything_changed();
        accounts::bid_farewell(lines);
        erased
    }

    /// Removes what the keyring holds for the profile in use beside its own keys: what opens services of which nobody knows
    /// any more. Others' secrets stay.
    pub(crate) async fn forget_foreign_secrets(&self) -> Result<(), ErrorView> {
        let own = self.home().id;
        self.on_list(move |host, list| {
            let others: Vec<String> =
                list.iter().filter(|listed| listed.id != own).filter_map(|listed| listed.id.clone()).collect();
            let own = prefix(own.as_deref());
            let is_own = |name: &&String| {
                let of_other = others.iter().any(|other| name.starts_with(&prefix(Some(other))));
                name.strip_prefix(&own).is_some_and(accounts::opens_a_service) && !of_other
            };
            for name in host.secret_names().map_err(|error| code(&error))?.iter().filter(is_own) {
                host.delete_secret(name).map_err(|error| code(&error))?;
            }
            Ok(())
        })
        .await
    }

    /// The choice of a profile begins anew, as at a start.
    pub(crate) fn forget_home(&self) {
        self.go_home(Home { is_chosen: false, ..self.home_of(&Listed::first()) });
    }

    /// Whether there are profiles beside the one in use.
    pub(crate) async fn has_other_profiles(&self) -> Result<bool, ErrorView> {
        let id = self.home().id;
        self.on_list(move |_, list| Ok(list.iter().any(|listed| listed.id != id && listed.leaving.is_none()))).await
    }

    /// Removes the files and secrets of a profile that is not in use, and then its line in the list.
    async fn erase_listed(&self, gone: &Listed) -> Result<(), ErrorView> {
        let (sources, id) = (gone.leaving.clone().unwrap_or_default(), gone.id.clone());
        let scoped = Arc::new(crate::scope::Scoped::new(self.inner.scoped.whole().clone()));
        scoped.set(Scope::Profile(prefix(gone.id.as_deref())));
        let host: Arc<dyn Host> = scoped;
        let home = Home::new(gone.id.clone(), &self.folder_of(gone.id.as_deref()), &host);
        spawn_blocking(move || {
            for source in &sources {
                for name in accounts::secret_names(source) {
                    host.delete_secret(&name).map_err(|error| code(&error))?;
                }
            }
            home.safe.erase().map_err(|error| ErrorView::from(key::code(&error)))?;
            if home.id.is_some()
                && let Err(error) = std::fs::remove_dir_all(&home.dir)
                && error.kind() != std::io::ErrorKind::NotFound
            {
                tracing::error!(%error, "the folder of a removed profile remains; no key opens what is in it");
            }
            Ok(())
        })
        .await
        .map_err(|_| ErrorView::from(ErrorCode::Internal))
        .flatten()?;
        self.on_list(move |host, mut list| {
            list.retain(|listed| listed.id != id);
            write_list(host, &list).map_err(|error| code(&error))
        })
        .await
    }

    /// Leaves the profile in use, as it is when the app closes.
    async fn leave_home(&self) {
        if let Ok(opened) = self.opened() {
            self.note_unsent().await;
            self.close_store(&opened).await;
        }
        self.inner.sessions.close();
        if let Some(locked) = self.behind_lock() {
            locked.stop.cancel();
        }
        let language = self.inner.host.system_language().unwrap_or_default();
        self.keep_settings(settings::first(language));
        self.forget_telling();
    }

    /// Opens another profile.
    async fn enter(&self, home: Home) -> Result<(), ErrorView> {
        // Nothing of the one that was left may be seen, not even that it was locked.
        self.set_state(State::Closed(ErrorCode::NoProfileChosen));
        self.go_home(home);
        let entered = self.unlock(None).await;
        self.run_in_background();
        self.everything_changed();
        entered.map_err(|error| key::code(&error).into())
    }

    /// From now on this profile is meant.
    pub(crate) fn go_home(&self, home: Home) {
        self.inner.scoped.set(Scope::Profile(prefix(home.id.as_deref())));
        self.set_home(home);
    }

    fn home_of(&self, listed: &Listed) -> Home {
        let home = Home::new(listed.id.clone(), &self.folder_of(listed.id.as_deref()), &self.inner.host);
        Home { is_chosen: true, ..home }
    }

    fn folder_of(&self, id: Option<&str>) -> PathBuf {
        id.map_or_else(|| self.inner.dir.clone(), |id| self.inner.dir.join(FOLDER).join(id))
    }

    /// Does something with the list as it is now.
    async fn on_list<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Arc<dyn Host>, Vec<Listed>) -> Result<T, ErrorView> + Send + 'static,
    ) -> Result<T, ErrorView> {
        let (host, dir) = (self.inner.scoped.whole().clone(), self.inner.dir.clone());
        spawn_blocking(move || {
            let list = read_list(&host, &dir).map_err(|error| code(&error))?;
            work(&host, list)
        })
        .await
        .map_err(|_| ErrorView::from(ErrorCode::Internal))?
    }
}

fn prefix(id: Option<&str>) -> String {
    id.map_or_else(String::new, |id| format!("{id}/"))
}

fn valid_name(name: &str) -> Option<String> {
    let name: String = name.split_whitespace().collect::<Vec<_>>().join(" ");
    (!name.is_empty() && name.chars().count() <= LONGEST_NAME && !name.chars().any(char::is_control)).then_some(name)
}
