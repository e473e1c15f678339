//! What the OpenID provider gave for a sign-in: a family of tokens, which ends as one.
//!
//! Access tokens are short, refresh tokens rotate. A refresh token that comes a second time is in two hands, and nobody
//! can tell which of them is the resident's: the family ends (RFC 9700 §4.14.2). Tokens are known by their hash only.
//! The time comes from the caller, since the provider's clock is never the demo's.

use std::time::Duration;

use rusqlite::{OptionalExtension, Transaction, params};

use super::{
    Hint, Registry, RegistryError, require_persona,
    tokens::{digest, random_token},
};

/// How long an access token that has run out is still told from one that never was, in seconds.
const REMEMBERED: i64 = 30 * 24 * 60 * 60;

/// One sign-in of one app, as a test may look at it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TokenFamily {
    /// Names it.
    pub id: String,
    /// Who signed in.
    pub persona: String,
    /// The app's client id.
    pub client: String,
    /// What it may do, parted by spaces.
    pub scope: String,
    /// Thumbprint (RFC 7638) of the key its tokens are bound to; without one they are bearer tokens.
    pub bound_to: Option<String>,
    /// How the resident was authenticated.
    pub acr: String,
    /// When, in seconds since 1970.
    pub auth_time: i64,
    /// How many refresh tokens were given for it so far.
    pub refresh_tokens: u32,
    /// Whether everything given for it is void.
    pub ended: bool,
}

/// What a sign-in gives, before there is a token for it.
#[derive(Clone, Debug)]
pub(crate) struct Grant {
    pub(crate) persona: String,
    pub(crate) client: String,
    pub(crate) scope: String,
    pub(crate) jkt: Option<String>,
    pub(crate) acr: String,
    pub(crate) auth_time: i64,
}

/// Tokens that were just made.
pub(crate) struct Issued {
    pub(crate) access: String,
    /// None for an app that did not ask for `offline_access`.
    pub(crate) refresh: Option<String>,
}

/// When what is issued runs out, in seconds since 1970.
#[derive(Clone, Copy)]
pub(crate) struct Lives {
    pub(crate) access: i64,
    pub(crate) refresh: i64,
}

/// What an access token opens.
pub(crate) enum Access {
    /// A token of the development door or of a test: everything, by whoever holds it.
    Development { persona: String },
    /// A good token.
    Good { persona: String, scope: String, jkt: Option<String>, sign_in: SignIn },
    /// Its time is over; its family goes on, so a refresh helps.
    RunOut,
    /// No token, or one whose family has ended: only a new sign-in helps.
    Void,
}

/// How and when somebody was authenticated.
#[derive(Clone, Debug)]
pub(crate) struct SignIn {
    pub(crate) acr: String,
    /// In seconds since 1970.
    pub(crate) auth_time: i64,
}

/// What became of a refresh token.
pub(crate) enum Refreshed {
    /// New tokens, and what they are for.
    Renewed(Issued, Grant),
    /// It is not known, has run out or is void.
    Unknown,
    /// It is bound to another key. Nothing was done: a thief without the key cannot sign anybody out.
    OtherKey,
    /// More was asked for than was given.
    TooWide,
    /// It was used before. The family has ended.
    Reused,
}

impl Registry {
    /// The sign-ins of `persona`, ended ones too.
    pub fn token_families(&self, persona: &str) -> Result<Vec<TokenFamily>, RegistryError> {
        let connection = self.connection();
        let mut statement = connection.prepare(
            "select id, persona, client, scope, jkt, acr, auth_time, ended,
                    (select count(*) from refresh_tokens r where r.family = f.id)
               from token_families f where persona = ?1 order by auth_time, id",
        )?;
        let families = statement
            .query_map([persona], |row| {
                Ok(TokenFamily {
                    id: row.get(0)?,
                    persona: row.get(1)?,
                    client: row.get(2)?,
                    scope: row.get(3)?,
                    bound_to: row.get(4)?,
                    acr: row.get(5)?,
                    auth_time: row.get(6)?,
                    ended: row.get(7)?,
                    refresh_tokens: row.get(8)?,
                })
            })?
            .collect::<Result<_, _>>()?;
        Ok(families)
    }

    /// Ends the time of every access token that a sign-in of `persona` gave. Refresh tokens stay good.
    pub fn expire_access_tokens(&self, persona: &str) -> Result<(), RegistryError> {
        self.write(|tx, _| {
            require_persona(tx, persona)?;
            tx.execute(
                "update access_tokens set expires_at = 0
                  where expires_at > 0 and family in (select id from token_families where persona = ?1)",
                [persona],
            )?;
            Ok(())
        })
    }

    /// Makes every sign-in of `persona` look as if it had been so much earlier. Its tokens stay good.
    pub fn backdate_sign_ins(&self, persona: &str, by: Duration) -> Result<(), RegistryError> {
        let by = i64::try_from(by.as_secs()).unwrap_or(i64::MAX);
        self.write(|tx, _| {
            require_persona(tx, persona)?;
            tx.execute(
                "update token_families set auth_time = auth_time - ?2 where persona = ?1",
                params![persona, by],
            )?;
            Ok(())
        })
    }

    /// Ends a sign-in with all its tokens, and the resident's event streams. One that is not there is ended already.
    pub fn revoke_family(&self, id: &str) -> Result<(), RegistryError> {
        let persona = self.write(|tx, _| end(tx, id))?;
        self.tell_signed_out(persona);
        Ok(())
    }

    pub(super) fn tell_signed_out(&self, persona: Option<String>) {
        if let Some(persona) = persona {
            // Nobody listens: nobody needs the hint.
            let _ = self.shared.hints.send(Hint::SignedOut(persona));
        }
    }

    /// Begins the family `id`.
    pub(crate) fn begin_family(&self, id: &str, grant: &Grant, lives: Lives) -> Result<Issued, RegistryError> {
        self.write(|tx, _| {
            require_persona(tx, &grant.persona)?;
            tx.execute(
                "insert into token_families (id, persona, client, scope, jkt, acr, auth_time, ended)
                 values (?1, ?2, ?3, ?4, ?5, ?6, ?7, 0)",
                params![id, grant.persona, grant.client, grant.scope, grant.jkt, grant.acr, grant.auth_time],
            )?;
            issue(tx, id, &grant.scope, &grant.scope, lives)
        })
    }

    /// Takes a refresh token and gives new tokens for it. `scope` narrows what the new access token may do.
    pub(crate) fn refresh(
        &self,
        token: &str,
        client: &str,
        jkt: Option<&str>,
        scope: Option<&str>,
        (now, lives): (i64, Lives),
    ) -> Result<Refreshed, RegistryError> {
        let (outcome, signed_out) = self.write(|tx, _| {
            let found = tx
                .query_row(
                    "select f.id, f.persona, f.client, f.scope, f.jkt, f.acr, f.auth_time, r.used
                       from refresh_tokens r join token_families f on f.id = r.family
                      where r.digest = ?1 and r.expires_at > ?2 and f.client = ?3 and f.ended = 0",
                    params![digest(token), now, client],
                    |row| {
                        let grant = Grant {
                            persona: row.get(1)?,
                            client: row.get(2)?,
                            scope: row.get(3)?,
                            jkt: row.get(4)?,
                            acr: row.get(5)?,
                            auth_time: row.get(6)?,
                        };
                        Ok((row.get::<_, String>(0)?, grant, row.get::<_, bool>(7)?))
                    },
                )
                .optional()?;
            let Some((family, grant, used)) = found else { return Ok((Refreshed::Unknown, None)) };
            if grant.jkt.as_deref().is_some_and(|bound| jkt != Some(bound)) {
                return Ok((Refreshed::OtherKey, None));
            }
            if used {
                return Ok((Refreshed::Reused, end(tx, &family)?));
            }
            if scope.is_some_and(|wanted| !is_within(wanted, &grant.scope)) {
                return Ok((Refreshed::TooWide, None));
            }
            tx.execute("update refresh_tokens set used = 1 where digest = ?1", [digest(token)])?;
            tx.execute(
                "delete from access_tokens where family = ?1 and expires_at between 1 and ?2",
                params![family, now - REMEMBERED],
            )?;
            let issued = issue(tx, &family, scope.unwrap_or(&grant.scope), &grant.scope, lives)?;
            let grant = Grant { scope: scope.map_or(grant.scope, str::to_owned), ..grant };
            Ok((Refreshed::Renewed(issued, grant), None))
        })?;
        self.tell_signed_out(signed_out);
        Ok(outcome)
    }

    /// Voids what an app gives back (RFC 7009): an access token alone, a refresh token with its family.
    pub(crate) fn give_back(&self, token: &str, client: &str) -> Result<(), RegistryError> {
        let signed_out = self.write(|tx, _| {
            let family: Option<String> = tx
                .query_row(
                    "select f.id from refresh_tokens r join token_families f on f.id = r.family
                      where r.digest = ?1 and f.client = ?2",
                    params![digest(token), client],
                    |row| row.get(0),
                )
                .optional()?;
            if let Some(family) = family {
                return end(tx, &family);
            }
            tx.execute(
                "delete from access_tokens where digest = ?1
                    and family in (select id from token_families where client = ?2)",
                params![digest(token), client],
            )?;
            Ok(None)
        })?;
        self.tell_signed_out(signed_out);
        Ok(())
    }

    /// What a token opens.
    pub(crate) fn access(&self, token: &str, now: i64) -> Result<Access, RegistryError> {
        if let Some(persona) = self.persona_of(token)? {
            return Ok(Access::Development { persona });
        }
        let connection = self.connection();
        let access = connection
            .prepare_cached(
                "select f.persona, a.scope, f.jkt, a.expires_at, f.acr, f.auth_time
                   from access_tokens a join token_families f on f.id = a.family
                  where a.digest = ?1 and f.ended = 0",
            )?
            .query_row([digest(token)], |row| {
                let expires_at: i64 = row.get(3)?;
                if expires_at <= now {
                    return Ok(Access::RunOut);
                }
                let sign_in = SignIn { acr: row.get(4)?, auth_time: row.get(5)? };
                Ok(Access::Good { persona: row.get(0)?, scope: row.get(1)?, jkt: row.get(2)?, sign_in })
            })
            .optional()?;
        Ok(access.unwrap_or(Access::Void))
    }
}

/// Ends a family and tells whose it was, if it was not ended already.
fn end(tx: &Transaction<'_>, family: &str) -> Result<Option<String>, RegistryError> {
    let persona = tx
        .prepare_cached("update token_families set ended = 1 where id = ?1 and ended = 0 returning persona")?
        .query_row([family], |row| row.get(0))
        .optional()?;
    Ok(persona)
}

fn issue(
    tx: &Transaction<'_>,
    family: &str,
    scope: &str,
    granted: &str,
    lives: Lives,
) -> Result<Issued, RegistryError> {
    let access = random_token()?;
    tx.prepare_cached("insert into access_tokens (digest, family, scope, expires_at) values (?1, ?2, ?3, ?4)")?
        .execute(params![digest(&access), family, scope, lives.access])?;
    let refresh = if is_within("offline_access", granted) { Some(random_token()?) } else { None };
    if let Some(refresh) = &refresh {
        tx.prepare_cached("insert into refresh_tokens (digest, family, expires_at, used) values (?1, ?2, ?3, 0)")?
            .execute(params![digest(refresh), family, lives.refresh])?;
    }
    Ok(Issued { access, refresh })
}

/// Whether each of these scopes was given.
pub(crate) fn is_within(scopes: &str, granted: &str) -> bool {
    scopes.split(' ').all(|scope| granted.split(' ').any(|given| given == scope))
}
