//! Everything about the use of data, taken out: readable, for programs, and to be checked without the app.
//!
//! Of protected people for whom the resident acts nothing goes along but that there is something, as with an archive.

use archive::{
    SigningKey, Word, Writer,
    data_uses::{
        self as sheets, CHECK, CONTEXT, ConsentEntry, KeysEntry, LogEntry, ReceiptEntry, UseEntry, of_consent, of_log,
        of_lookup, of_use,
    },
    pages::{STYLE, Sheet},
    word,
};
use domain::{
    id::{PartyId, RecordKey, RecordKind, SourceId},
    lookup::Lookup,
    party::Relation,
};
use protocol::{ErrorView, data_use::LookupView, view::SavedView};
use store::{LookupFilter, LookupKey, StoreError};

use super::{Register, consent, lookup_view, overview};
use crate::{
    Engine,
    answer::{Names, instant_when},
    signatures,
    taking_out::{Asking, Halt, Unfinished},
};

/// Lookups read at a time.
const AT_A_TIME: usize = 500;

impl Engine {
    pub(crate) async fn take_out_data_uses(&self, party: Option<PartyId>) -> Result<SavedView, ErrorView> {
        let (names, key, now, today) =
            (self.names().await?, self.signing_key().await?, self.inner.host.now(), self.today());
        let sheet = Sheet { language: self.language(), made: instant_when(now), made_at: now };
        let register = self.in_store(move |store| Register::read(store, now, today)).await?;
        let proposed = format!("{}-{}.zip", word(sheet.language, Word::DataUses), sheet.made.date);
        let saved = self.write_out(proposed, move |asking, out| {
            let taken = Taken { names, sheet, register, party };
            taken.write(asking, out, &key)?;
            Ok((SavedView::Saved, true))
        });
        Ok(saved.await?.unwrap_or(SavedView::Cancelled))
    }
}

/// What is taken out.
struct Taken {
    names: Names,
    sheet: Sheet,
    register: Register,
    party: Option<PartyId>,
}

impl Taken {
    fn write(self, asking: &Asking, out: &mut Unfinished, key: &SigningKey) -> Result<(), Halt> {
        let mut zip = Writer::new(out);
        let found = self.entries(asking)?;
        zip.put("index.html", sheets::index(&self.sheet, &found).as_bytes())?;
        zip.stream("lookups.html", |out| {
            out.write_all(sheets::lookups_begin(&self.sheet).as_bytes())?;
            self.each_lookup(asking, |_, _, view| {
                Ok(out.write_all(sheets::lookups_row(self.sheet.language, view).as_bytes())?)
            })?;
            Ok::<_, Halt>(out.write_all(sheets::lookups_end(&self.sheet).as_bytes())?)
        })?;
        zip.stream("data-uses.jsonld", |out| {
            write!(out, "{{\"@context\":{CONTEXT},\"@graph\":[")?;
            let mut first = true;
            let mut put = |out: &mut dyn std::io::Write, value: &serde_json::Value| {
                let comma = if std::mem::take(&mut first) { "" } else { ",\n" };
                write!(out, "{comma}{value}")
            };
            for entry in &found.uses {
                put(out, &of_use(&entry.source, &entry.record))?;
            }
            for entry in &found.consents {
                put(out, &of_consent(&entry.source, &entry.record, entry.state))?;
            }
            for entry in &found.logs {
                put(out, &of_log(&entry.source, &entry.record))?;
            }
            self.each_lookup(asking, |source, lookup, _| Ok(put(out, &of_lookup(source, lookup))?))?;
            Ok::<_, Halt>(writeln!(out, "]}}")?)
        })?;
        zip.put("receipts.json", &serde_json::to_vec_pretty(&found.receipts).map_err(std::io::Error::other)?)?;
        for keys in &found.keys {
            let set = serde_json::to_vec_pretty(&keys.keys).map_err(std::io::Error::other)?;
            zip.put(&format!("keys/{}.json", keys.name), &set)?;
        }
        zip.put("style.css", STYLE.as_bytes())?;
        zip.put("check.js", CHECK.as_bytes())?;
        zip.seal(&archive::Sealed { made_at: self.sheet.made_at, language: self.sheet.language, key })?;
        Ok(())
    }

    /// Whether it goes along: what is asked for, and nobody's whom an order protects and for whom the resident only acts.
    fn goes(&self, party: &PartyId) -> bool {
        let whose = self.names.whose(party);
        let is_wanted = self.party.as_ref().is_none_or(|wanted| whose.is(wanted));
        is_wanted && !(whose.protected && whose.relation != Relation::Myself)
    }

    fn entries(&self, asking: &Asking) -> Result<sheets::Register, Halt> {
        let (names, all) = (&self.names, &self.register.all);
        let uses = all.uses.iter().filter(|used| self.goes(&used.of.party)).map(|used| UseEntry {
            line: overview::line(names, &self.register, used),
            record: used.of.record.clone(),
            source: used.of.source.clone(),
        });
        let uses = uses.collect();
        let mut sources: Vec<SourceId> = Vec::new();
        let (mut consents, mut receipts) = (Vec::new(), Vec::new());
        for of in all.consents.iter().filter(|of| self.goes(&of.party)) {
            let key = RecordKey { source: of.source.clone(), kind: RecordKind::Consent, id: of.record.id.clone() };
            let number = consents.len();
            for (place, receipt) in of.record.receipts.iter().enumerate() {
                if !sources.contains(&of.source) {
                    sources.push(of.source.clone());
                }
                let keys = sources.iter().position(|source| *source == of.source).unwrap_or_default();
                receipts.push(ReceiptEntry {
                    id: format!("{number}-{place}"),
                    keys: (keys + 1).to_string(),
                    content: receipt.signature.content.clone(),
                    jws: receipt.signature.jws.clone(),
                });
            }
            consents.push(ConsentEntry {
                body: consent::body_alone(names, &self.register, &of.source, &of.record),
                title: names.line(&of.record.purpose.name),
                whose: names.whose(&of.party),
                sender: names.sender(&of.source),
                state: self.register.standing(&key.source, &of.record).0,
                record: of.record.clone(),
                source: of.source.clone(),
            });
        }
        let mut keys = Vec::new();
        for (place, source) in sources.iter().enumerate() {
            let id = source.clone();
            let kept = asking.store(move |store| signatures::keys(store, &id))?;
            let set = kept.map(|keys| keys.to_json()).and_then(|json| serde_json::from_str(&json).ok());
            keys.push(KeysEntry {
                name: (place + 1).to_string(),
                sender: names.sender(source).value,
                keys: set.unwrap_or_else(|| serde_json::json!({ "keys": [] })),
            });
        }
        let logs = all.logs.iter().filter(|of| self.goes(&of.party));
        let logs = logs.map(|of| LogEntry { record: of.record.clone(), source: of.source.clone() }).collect();
        let left = all.uses.iter().filter(|used| !self.goes(&used.of.party)).count()
            + all.consents.iter().filter(|of| !self.goes(&of.party)).count();
        let mut lookups = 0;
        self.each_lookup(asking, |_, _, _| {
            lookups += 1;
            Ok(())
        })?;
        let withheld = if self.party.is_none() { u32::try_from(left).unwrap_or(u32::MAX) } else { 0 };
        Ok(sheets::Register { uses, consents, logs, receipts, keys, lookups, withheld })
    }

    /// Calls `each` with every lookup that goes along, newest first.
    fn each_lookup(
        &self,
        asking: &Asking,
        mut each: impl FnMut(&SourceId, &Lookup, &LookupView) -> Result<(), Halt>,
    ) -> Result<(), Halt> {
        let mut after: Option<LookupKey> = None;
        loop {
            let (party, from) = (self.party.clone(), after.take());
            let page = asking.store(move |store| {
                let page = store.lookups(party.as_ref(), &LookupFilter::default(), from.as_ref(), AT_A_TIME)?;
                Ok::<_, StoreError>(page)
            })?;
            for row in page.rows.iter().filter(|row| self.goes(&row.party)) {
                each(&row.source, &row.lookup, &lookup_view(&self.names, &self.register, row))?;
            }
            match page.next {
                Some(next) => after = Some(next),
                None => return Ok(()),
            }
        }
    }
}
