//! Rights to act as residents give, ask for and withdraw them, and the log of what was done by them.
//!
//! A right that was given is two rows of the feed with one id: the holder's `mandate` and the giver's `given_mandate`.
//! A request is a `mandate_request` for each of the two. Nobody learns by it whether somebody is a resident here: the
//! other person's code and name must both be right, and the code is good once.

use std::time::Duration;

use chrono::{DateTime, NaiveDate, SecondsFormat, Utc};
use resident_api::{
    ActedRecord, FeedChange, FeedRecord, GivenMandateRecord, MandateOffer, MandateRecord, MandateRequestRecord,
    OwnCode, PartyRecord, Receipt, Texts,
};
use rusqlite::{OptionalExtension, Transaction, params};
use sha2::{Digest, Sha256};

use super::{Registry, RegistryError, Row, hide_party, introduce_party, put, put_mandate, receipts::Done, tombstone};

/// Letters and digits that nobody takes for one another.
const ALPHABET: &[u8; 32] = b"ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
/// Length of a code.
const CODE_LENGTH: usize = 8;
/// How long a code is good.
const CODE_LIFE: Duration = Duration::from_hours(1);

/// What a resident does with rights to act.
#[derive(Clone, Debug)]
pub(crate) enum Deed {
    /// Gives one, or asks for one.
    Offer(MandateOffer),
    /// Answers a request.
    Answer {
        /// The request.
        id: String,
        /// Whether the right is given.
        accept: bool,
    },
    /// Ends a right or a request.
    Withdraw {
        /// Which.
        id: String,
    },
}

/// Why it was not done.
#[derive(Debug, thiserror::Error)]
pub(crate) enum DeedFault {
    /// The code is unknown, used or too old, or belongs to somebody of another name.
    #[error("name and code do not belong together")]
    NoSuchPerson,
    /// A day is past or unreadable, a matter is not one of this body, or the word is unknown.
    #[error("not acceptable")]
    NotAcceptable,
    /// No such right or request, or somebody else's.
    #[error("no such right")]
    NoSuchRight,
    /// The key was used for another request.
    #[error("the key was used for another request")]
    KeyReused,
    #[error(transparent)]
    Registry(#[from] RegistryError),
}

impl From<rusqlite::Error> for DeedFault {
    fn from(error: rusqlite::Error) -> Self {
        Self::Registry(error.into())
    }
}

impl From<serde_json::Error> for DeedFault {
    fn from(error: serde_json::Error) -> Self {
        Self::Registry(error.into())
    }
}

impl Registry {
    /// A code by which `persona` can be named in somebody else's app.
    pub(crate) fn mandate_code(&self, persona: &str) -> Result<OwnCode, RegistryError> {
        let mut random = [0_u8; CODE_LENGTH];
        getrandom::fill(&mut random)?;
        let letter = |byte: &u8| ALPHABET.get(usize::from(byte % 32)).copied().unwrap_or(b'A');
        let code: String = random.iter().map(letter).map(char::from).collect();
        let expires_at = (self.shared.clock.now() + CODE_LIFE).to_rfc3339_opts(SecondsFormat::Secs, true);
        self.write(|tx, _| {
            tx.execute("delete from mandate_codes where persona = ?1", [persona])?;
            tx.execute(
                "insert into mandate_codes (digest, persona, expires_at) values (?1, ?2, ?3)",
                params![digest(&code), persona, expires_at],
            )?;
            Ok(())
        })?;
        Ok(OwnCode { code, expires_at })
    }

    /// Does what `persona` asks, once for one `key`, and gives the receipt of the first time.
    pub(crate) fn deed(
        &self,
        persona: &str,
        key: &str,
        body: &[u8],
        deed: Deed,
        known: &[String],
    ) -> Result<Receipt, DeedFault> {
        let path = deed.path();
        let received: Result<_, DeedFault> = self.receive(persona, key, (&path, body), |tx| {
            let doer = Doer { tx, now: self.shared.clock.now(), today: self.shared.clock.today(), persona };
            let other = match deed {
                Deed::Offer(offer) => doer.offer(&offer, known),
                Deed::Answer { id, accept } => doer.answer(&id, accept),
                Deed::Withdraw { id } => doer.withdraw(&id),
            }?;
            Ok(Done { audience: vec![persona.to_owned(), other], record: None })
        });
        received?.ok_or(DeedFault::KeyReused)
    }
}

impl Deed {
    fn path(&self) -> String {
        match self {
            Self::Offer(_) => "offer".to_owned(),
            Self::Answer { id, .. } => format!("answer/{id}"),
            Self::Withdraw { id } => format!("withdraw/{id}"),
        }
    }
}

/// Somebody who does something now.
struct Doer<'a> {
    tx: &'a Transaction<'a>,
    now: DateTime<Utc>,
    today: NaiveDate,
    persona: &'a str,
}

/// What a right is about.
struct Terms {
    scope: Option<Vec<String>>,
    valid_to: Option<String>,
}

impl Doer<'_> {
    fn stamp(&self) -> String {
        self.now.to_rfc3339_opts(SecondsFormat::Secs, true)
    }

    /// Answers with whom it concerns besides the doer.
    fn offer(&self, offer: &MandateOffer, known: &[String]) -> Result<String, DeedFault> {
        let other = self.person(&offer.name, &offer.code)?;
        let day = offer.valid_to.as_deref().map(str::parse::<NaiveDate>).transpose();
        let day = day.map_err(|_| DeedFault::NotAcceptable)?;
        let scope = offer.scope.as_ref().filter(|scope| scope.is_empty() || !scope.iter().all(|id| known.contains(id)));
        if scope.is_some() || day.is_some_and(|day| day < self.today) {
            return Err(DeedFault::NotAcceptable);
        }
        let terms = Terms { scope: offer.scope.clone(), valid_to: day.map(|day| day.to_string()) };
        match offer.kind.as_str() {
            "give" => self.give(self.persona, &other, terms)?,
            "ask" => self.ask(&other, &terms)?,
            _ => return Err(DeedFault::NotAcceptable),
        }
        Ok(other)
    }

    /// Who showed this code, if their name is this one.
    fn person(&self, name: &str, code: &str) -> Result<String, DeedFault> {
        let code: String = code.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_uppercase();
        let found: Option<(String, String)> = self
            .tx
            .query_row("select persona, expires_at from mandate_codes where digest = ?1", [digest(&code)], |row| {
                Ok((row.get(0)?, row.get(1)?))
            })
            .optional()?;
        let (persona, expires_at) = found.ok_or(DeedFault::NoSuchPerson)?;
        let folded = |name: &str| name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
        if expires_at < self.stamp() || persona == self.persona || folded(&self.own(&persona)?.name) != folded(name) {
            return Err(DeedFault::NoSuchPerson);
        }
        self.tx.execute("delete from mandate_codes where digest = ?1", [digest(&code)])?;
        Ok(persona)
    }

    /// A persona as they are to themselves.
    fn own(&self, persona: &str) -> Result<PartyRecord, DeedFault> {
        own_party(self.tx, persona)?.ok_or(DeedFault::NoSuchPerson)
    }

    fn give(&self, giver: &str, holder: &str, terms: Terms) -> Result<(), DeedFault> {
        let (from, to) = (self.own(giver)?, self.own(holder)?);
        let id = fresh("mandate")?;
        let sees = self
            .tx
            .prepare_cached("select 1 from sees where persona = ?1 and party = ?2")?
            .exists([holder, &from.id])?;
        let Terms { scope, valid_to } = terms;
        let mandate = MandateRecord {
            id,
            party: from.id.clone(),
            basis: "power_of_attorney".to_owned(),
            scope,
            valid_from: Some(self.today.to_string()),
            valid_to,
        };
        put_given(self.tx, giver, &mandate, &to.name)?;
        if sees {
            return Ok(put_mandate(self.tx, holder, mandate)?);
        }
        let party = PartyRecord { relation: "principal".to_owned(), ..from };
        Ok(introduce_party(self.tx, holder, party, Some(mandate))?)
    }

    fn ask(&self, giver: &str, terms: &Terms) -> Result<(), DeedFault> {
        let (asker, giver_party) = (self.own(self.persona)?, self.own(giver)?);
        let id = fresh("request")?;
        let request = |incoming: bool, own: &PartyRecord, other: &PartyRecord| MandateRequestRecord {
            id: id.clone(),
            party: own.id.clone(),
            incoming,
            other_name: other.name.clone(),
            scope: terms.scope.clone(),
            valid_to: terms.valid_to.clone(),
            asked_at: self.stamp(),
            state: "open".to_owned(),
        };
        self.put_request(giver, request(true, &giver_party, &asker))?;
        self.put_request(self.persona, request(false, &asker, &giver_party))
    }

    fn put_request(&self, viewer: &str, request: MandateRequestRecord) -> Result<(), DeedFault> {
        let (id, party) = (request.id.clone(), request.party.clone());
        let row = Row { kind: "mandate_request", id: &id, viewer, party: &party, echo: false };
        Ok(put(self.tx, &row, &FeedChange::Upsert(FeedRecord::MandateRequest(request)))?)
    }

    fn answer(&self, id: &str, accept: bool) -> Result<String, DeedFault> {
        let rows = self.rows("mandate_request", id)?;
        let own = rows.iter().find(|row| row.viewer == self.persona).ok_or(DeedFault::NoSuchRight)?;
        let FeedRecord::MandateRequest(request) = &own.record else { return Err(DeedFault::NoSuchRight) };
        if !request.incoming || request.state != "open" {
            return Err(DeedFault::NoSuchRight);
        }
        let asker = rows.iter().find(|row| row.viewer != self.persona).ok_or(DeedFault::NoSuchRight)?;
        self.end("mandate_request", id, own)?;
        if accept {
            self.end("mandate_request", id, asker)?;
            let terms = Terms { scope: request.scope.clone(), valid_to: request.valid_to.clone() };
            self.give(self.persona, &asker.viewer, terms)?;
        } else if let FeedRecord::MandateRequest(asked) = asker.record.clone() {
            self.put_request(&asker.viewer, MandateRequestRecord { state: "refused".to_owned(), ..asked })?;
        }
        Ok(asker.viewer.clone())
    }

    fn withdraw(&self, id: &str) -> Result<String, DeedFault> {
        for kind in ["mandate_request", "given_mandate", "mandate"] {
            let rows = self.rows(kind, id)?;
            if !rows.iter().any(|row| row.viewer == self.persona) {
                continue;
            }
            if kind == "mandate_request" {
                rows.iter().try_for_each(|row| self.end(kind, id, row))?;
                let other = rows.into_iter().find(|row| row.viewer != self.persona);
                return Ok(other.map_or_else(|| self.persona.to_owned(), |row| row.viewer));
            }
            let (given, held) = (self.rows("given_mandate", id)?, self.rows("mandate", id)?);
            // What somebody gave can be given back. Custody, guardianship and a role end where they were decided.
            let was_given = |row: &Held| matches!(&row.record, FeedRecord::Mandate(mandate) if mandate.basis == "power_of_attorney");
            if !held.iter().all(was_given) {
                return Err(DeedFault::NoSuchRight);
            }
            given.iter().try_for_each(|row| self.end("given_mandate", id, row))?;
            for holder in &held {
                self.end("mandate", id, holder)?;
                self.leave(&holder.viewer, &holder.party)?;
            }
            let other = given.into_iter().chain(held).find(|row| row.viewer != self.persona);
            return Ok(other.map_or_else(|| self.persona.to_owned(), |row| row.viewer));
        }
        Err(DeedFault::NoSuchRight)
    }

    /// With the last right the party goes, and everything of theirs.
    fn leave(&self, holder: &str, party: &str) -> Result<(), DeedFault> {
        let others = self
            .tx
            .prepare_cached("select 1 from changes where kind = 'mandate' and viewer = ?1 and party = ?2 and gone = 0")?
            .exists([holder, party])?;
        if !others {
            hide_party(self.tx, holder, party, "access_ended", &self.stamp())?;
        }
        Ok(())
    }

    fn end(&self, kind: &str, id: &str, row: &Held) -> Result<(), DeedFault> {
        let key = Row { kind, id, viewer: &row.viewer, party: &row.party, echo: false };
        Ok(put(self.tx, &key, &tombstone(kind, id, "access_ended", &self.stamp()))?)
    }

    fn rows(&self, kind: &str, id: &str) -> Result<Vec<Held>, DeedFault> {
        let found: Vec<(String, String, String)> = self
            .tx
            .prepare_cached("select viewer, party, change from changes where kind = ?1 and id = ?2 and gone = 0")?
            .query_map([kind, id], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
            .collect::<Result<_, _>>()?;
        let mut rows = Vec::new();
        for (viewer, party, text) in found {
            if let FeedChange::Upsert(record) = serde_json::from_str(&text)? {
                rows.push(Held { viewer, party, record });
            }
        }
        Ok(rows)
    }
}

/// An id that nothing has had.
fn fresh(kind: &str) -> Result<String, DeedFault> {
    let mut random = [0_u8; 6];
    getrandom::fill(&mut random).map_err(RegistryError::from)?;
    Ok(format!("{kind}-{}", hex::encode(random)))
}

/// A row of the feed that one persona alone has.
struct Held {
    viewer: String,
    party: String,
    record: FeedRecord,
}

/// Shows a giver the right that they have given.
pub(super) fn put_given(
    tx: &Transaction<'_>,
    giver: &str,
    mandate: &MandateRecord,
    holder_name: &str,
) -> Result<(), RegistryError> {
    let record = GivenMandateRecord {
        id: mandate.id.clone(),
        party: mandate.party.clone(),
        holder_name: holder_name.to_owned(),
        scope: mandate.scope.clone(),
        valid_from: mandate.valid_from.clone(),
        valid_to: mandate.valid_to.clone(),
    };
    let row = Row { kind: "given_mandate", id: &mandate.id, viewer: giver, party: &mandate.party, echo: false };
    put(tx, &row, &FeedChange::Upsert(FeedRecord::GivenMandate(record)))
}

/// Writes into the log of whoever this party is themselves that `persona` did something for them, and tells who that is.
pub(super) fn log_act(
    tx: &Transaction<'_>,
    persona: &str,
    party: &str,
    (key, at): (&str, &str),
    what: Texts,
) -> Result<Option<String>, RegistryError> {
    let acted_for: Option<String> = tx
        .prepare_cached(
            "select viewer from changes
              where kind = 'party' and id = ?1 and viewer <> ?2 and echo = 0 and gone = 0
                and change ->> '$.record.relation' = 'myself'",
        )?
        .query_row([party, persona], |row| row.get(0))
        .optional()?;
    let (Some(acted_for), Some(actor)) = (acted_for, own_party(tx, persona)?) else { return Ok(None) };
    let mandate: Option<String> = tx
        .prepare_cached(
            "select id from changes where kind = 'mandate' and viewer = ?1 and party = ?2 and gone = 0 order by id",
        )?
        .query_row([persona, party], |row| row.get(0))
        .optional()?;
    let short = hex::encode(digest(&format!("{persona}\n{key}"))).chars().take(12).collect::<String>();
    let id = format!("acted-{short}");
    let record = ActedRecord {
        id: id.clone(),
        party: party.to_owned(),
        at: at.to_owned(),
        actor_name: actor.name,
        what,
        mandate,
    };
    let row = Row { kind: "acted", id: &id, viewer: &acted_for, party, echo: false };
    put(tx, &row, &FeedChange::Upsert(FeedRecord::Acted(Box::new(record))))?;
    Ok(Some(acted_for))
}

/// A persona as they are to themselves.
pub(super) fn own_party(tx: &Transaction<'_>, persona: &str) -> Result<Option<PartyRecord>, RegistryError> {
    let text: Option<String> = tx
        .prepare_cached(
            "select change from changes
              where kind = 'party' and viewer = ?1 and echo = 0 and gone = 0
                and change ->> '$.record.relation' = 'myself'",
        )?
        .query_row([persona], |row| row.get(0))
        .optional()?;
    Ok(match text.map(|text| serde_json::from_str(&text)).transpose()? {
        Some(FeedChange::Upsert(FeedRecord::Party(party))) => Some(party),
        _ => None,
    })
}

fn digest(text: &str) -> [u8; 32] {
    Sha256::digest(text).into()
}
