//! Measures.
#![allow(clippy::all, clippy::pedantic, clippy::unwrap_used, clippy::indexing_slicing, missing_docs)]
use domain::{
    case::*, change::*, decision::*, id::*, inbox::Group, message::*, need::Need, party::*, record::Record,
    source::SourceKind, text::Localized, time::Moment,
};
use std::{sync::Arc, time::Instant};
use store::*;
struct R;
impl Random for R {
    fn fill(&self, b: &mut [u8]) {
        for (i, x) in b.iter_mut().enumerate() {
            *x = i as u8 ^ 0x5a;
        }
    }
}
fn main() {
    let n: usize = std::env::args().nth(1).map_or(100_000, |x| x.parse().unwrap());
    let dir = tempfile::tempdir().unwrap();
    let key = ProfileKey::new([3; 32]);
    let s = Store::open(dir.path(), &key, Arc::new(R)).unwrap();
    let src = SourceId::new("haikkala");
    s.enrol_source(&NewSource {
        id: src.clone(),
        kind: SourceKind::Resident,
        base_url: "x".into(),
        name: Localized::one("fi", "H"),
    })
    .unwrap();
    let now: chrono::DateTime<chrono::Utc> = "2026-11-17T09:12:00Z".parse().unwrap();
    let today = now.date_naive();
    let parties = ["p0", "p1", "p2", "p3", "p4"];
    let ppl: Vec<Change> = parties
        .iter()
        .enumerate()
        .map(|(i, k)| {
            Change::Upsert(Box::new(Record::Party(Party {
                key: RemoteId::new(*k),
                name: (*k).into(),
                relation: if i == 0 { Relation::Myself } else { Relation::Child },
                born_on: None,
                business_id: None,
                protected: false,
            })))
        })
        .collect();
    let body = "Hei, hakemuksenne varhaiskasvatuksesta on käsitelty. ".repeat(20);
    let item = |i: usize, title: &str| -> Change {
        let party = RemoteId::new(parties[i % 5]);
        let at = Moment::Instant(now - chrono::TimeDelta::minutes((i as i64) * 16));
        let t = Localized::one("fi", title).with("sv", "Beslut om dagvård").with("en", "Daycare decision");
        let id = RemoteId::new(format!("0190f3a2-{i:08x}-7a6b-8c9d"));
        let case = (i % 4 != 0).then(|| RemoteId::new(format!("case-{}", (i / 5 / 10 * 10) * 5 + i % 5)));
        Change::Upsert(Box::new(match i % 10 {
            0 => Record::Case(Box::new(Case {
                id,
                party,
                title: t,
                summary: None,
                status: Status::default(),
                register_number: None,
                unit: None,
                opened_at: None,
                updated_at: at,
                next_step: None,
                expected_by: None,
                due: None,
                timeline: vec![],
                documents: vec![],
                retained_until: None,
            })),
            1 | 2 | 3 => Record::Decision(Box::new(Decision {
                id,
                party,
                case,
                title: t,
                authority: Localized::one("fi", "V"),
                register_number: None,
                section: None,
                made_at: at,
                outcome: Outcome::Granted,
                summary: Localized::one("fi", &*body),
                sections: vec![],
                legal_basis: vec![],
                appeal: Some(AppealInstruction {
                    kind: AppealKind::ReviewRequest,
                    regime: None,
                    authority: None,
                    address: None,
                    period_days: Some(14),
                    last_day: Some(
                        (now - chrono::TimeDelta::minutes((i as i64) * 16)).date_naive() + chrono::Days::new(21),
                    ),
                    office_closes_at: None,
                    who: None,
                    contents: None,
                    cost: None,
                }),
                notice: None,
                maker: None,
                contact: None,
                documents: vec![],
            })),
            _ => Record::Message(Box::new(Message {
                id,
                party,
                case,
                title: t,
                body: Localized::one("fi", &*body),
                body_format: BodyFormat::Plain,
                direction: Direction::Incoming,
                sender: None,
                unit: Some(Localized::one("fi", "Varhaiskasvatus")),
                sent_at: at,
                need: if i % 50 == 9 { Need::Required { due: Some(today) } } else { Need::Nothing },
                documents: vec![domain::document::Document {
                    id: RemoteId::new("d1"),
                    name: Localized::one("fi", "liite.pdf"),
                    media_type: None,
                    size: Some(1000),
                    sha256: None,
                    expires_at: None,
                    href: None,
                }],
            })),
        }))
    };
    s.apply_page(&src, &Page { changes: ppl, quarantined: vec![], next: Cursor::new("p"), more: true }, None, now)
        .unwrap();
    let pages: Vec<Page> = (0..n)
        .collect::<Vec<_>>()
        .chunks(500)
        .map(|c| Page {
            changes: c.iter().rev().map(|i| item(*i, "Päätös päivähoidosta")).collect(),
            quarantined: vec![],
            next: Cursor::new(format!("c{}", c[0])),
            more: c.last() != Some(&(n - 1)),
        })
        .collect();
    let json: usize = pages
        .iter()
        .flat_map(|p| &p.changes)
        .map(|c| match c {
            Change::Upsert(r) => serde_json::to_string(r).unwrap().len(),
            _ => 0,
        })
        .sum();
    let t = Instant::now();
    for p in pages.iter() {
        s.apply_page(&src, p, None, now).unwrap();
    }
    let d = t.elapsed();
    println!("first sync {n}: {:?} = {:.0} items/s", d, n as f64 / d.as_secs_f64());
    // floor: one plain sqlite, one tx per page
    {
        let c = rusqlite::Connection::open(dir.path().join("floor.db")).unwrap();
        c.execute_batch("pragma journal_mode=wal; pragma synchronous=normal; create table r (source text, kind text, id text, payload text, primary key(source,kind,id)) strict").unwrap();
        let t = Instant::now();
        for p in &pages {
            c.execute_batch("begin").unwrap();
            let mut st = c.prepare_cached("insert into r values ('haikkala',?1,?2,?3)").unwrap();
            for ch in &p.changes {
                if let Change::Upsert(r) = ch {
                    st.execute((r.kind().name(), r.id().as_str(), serde_json::to_string(r).unwrap())).unwrap();
                }
            }
            drop(st);
            c.execute_batch("commit").unwrap();
        }
        println!("floor {:?}", t.elapsed());
    }
    let size: u64 = walk(dir.path());
    println!("size {} MB, json {} MB", size / 1_000_000, json / 1_000_000);
    let small = Page {
        changes: (0..10).map(|i| item(i * 7, "Muutettu")).collect(),
        quarantined: vec![],
        next: Cursor::new("z"),
        more: false,
    };
    let t = Instant::now();
    s.apply_page(&src, &small, None, now).unwrap();
    println!("10 changes {:?}", t.elapsed());
    for g in [Group::NeedsYou, Group::New, Group::Rest] {
        let mut ts = vec![];
        for _ in 0..200 {
            let t = Instant::now();
            let p = s.inbox(&InboxQuery { group: g, party: None, after: None, limit: 50, today }).unwrap();
            ts.push(t.elapsed());
            assert!(p.items.len() <= 50);
        }
        ts.sort();
        // deep page
        let mut after = None;
        let mut k = 0;
        let td = Instant::now();
        loop {
            let p = s.inbox(&InboxQuery { group: g, party: None, after, limit: 50, today }).unwrap();
            k += p.items.len();
            after = p.next;
            if after.is_none() || k > 20000 {
                break;
            }
        }
        let t = Instant::now();
        let c = s.count(g, None, today).unwrap();
        println!(
            "{g:?}: first page p50 {:?} p95 {:?} max {:?}; {k} rows walked {:?}; count {c} in {:?}",
            ts[100],
            ts[190],
            ts[199],
            td.elapsed(),
            t.elapsed()
        );
    }
    drop(s);
    let t = Instant::now();
    let s = Store::open(dir.path(), &key, Arc::new(R)).unwrap();
    println!("open {:?}", t.elapsed());
    let t = Instant::now();
    let _ = s.inbox(&InboxQuery { group: Group::NeedsYou, party: None, after: None, limit: 50, today }).unwrap();
    println!("cold page {:?}", t.elapsed());
}
fn walk(p: &std::path::Path) -> u64 {
    std::fs::read_dir(p)
        .unwrap()
        .map(|e| {
            let e = e.unwrap().path();
            if e.is_dir() {
                walk(&e)
            } else if e.to_string_lossy().contains("floor") {
                0
            } else {
                e.metadata().unwrap().len()
            }
        })
        .sum()
}
