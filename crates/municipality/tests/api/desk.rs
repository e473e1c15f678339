//! The clerk's desk, as a browser meets it.

use municipality::{Body, Config, Running, start};
use reqwest::{RequestBuilder, Response, StatusCode, Url};
use resident_api::{CaseRecord, DecisionRecord, FeedChange, FeedRecord, MessageRecord, TaskRecord, Texts};

use crate::{
    consents::{about, given, said},
    events::Frames,
    resident::{Resident, haikkala, letter, parties, problem, send, stranger, today},
};

/// A browser at the desk, with the cookie that the desk gave it.
pub struct Clerk {
    http: reqwest::Client,
    base: String,
    cookie: String,
}

/// What a browser shows.
pub struct Shown {
    pub status: StatusCode,
    pub html: String,
}

impl Clerk {
    pub async fn at(server: &Running) -> Self {
        let (http, base) = (stranger(), server.base_url().to_owned());
        let answer = http.get(server.desk_url()).send().await.unwrap().error_for_status().unwrap();
        let cookie = answer.headers()["set-cookie"].to_str().unwrap();
        assert!(cookie.ends_with("; Path=/desk; HttpOnly; SameSite=Strict"), "{cookie}");
        let cookie = cookie.split(';').next().unwrap().to_owned();
        Self { http, base, cookie }
    }

    pub async fn open(&self, path: &str) -> Shown {
        shown(self.http.get(format!("{}{path}", self.base)).header("cookie", &self.cookie).send().await.unwrap()).await
    }

    /// A request that sends a form as a browser does.
    pub fn form(&self, path: &str, fields: &[(&str, &str)]) -> RequestBuilder {
        let body = Url::parse_with_params("http://form/", fields).unwrap().query().unwrap().to_owned();
        self.http
            .post(format!("{}{path}", self.base))
            .header("cookie", &self.cookie)
            .header("origin", &self.base)
            .header("sec-fetch-site", "same-origin")
            .header("content-type", "application/x-www-form-urlencoded")
            .body(body)
    }

    /// Opens a form, fills it in and sends it.
    pub async fn fill(&self, path: &str, query: &str, fields: &[(&str, &str)]) -> Response {
        let page = self.open(&format!("{path}?{query}")).await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.html);
        let (seal, draft) = (page.hidden("seal").unwrap(), page.hidden("draft").unwrap_or_default());
        let fields: Vec<_> =
            [("seal", seal.as_str()), ("draft", &draft)].into_iter().chain(fields.iter().copied()).collect();
        self.form(path, &fields).send().await.unwrap()
    }

    /// The same, for a form that is done, and the page after it.
    pub async fn does(&self, path: &str, query: &str, fields: &[(&str, &str)]) -> Shown {
        let answer = self.fill(path, query, fields).await;
        let status = answer.status();
        let Some(next) = answer.headers().get("location").map(|next| next.to_str().unwrap().to_owned()) else {
            panic!("{status}: {}", answer.text().await.unwrap());
        };
        assert_eq!(status, StatusCode::SEE_OTHER);
        let page = self.open(next.split('#').next().unwrap()).await;
        assert!(page.html.contains("role=\"status\""), "no line says what was done: {}", page.html);
        page
    }

    /// The same, for a form that is refused.
    pub async fn fails(&self, path: &str, query: &str, fields: &[(&str, &str)]) -> Shown {
        let page = shown(self.fill(path, query, fields).await).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        page
    }
}

impl Shown {
    pub fn hidden(&self, name: &str) -> Option<String> {
        let (_, rest) = self.html.split_once(&format!("name=\"{name}\" value=\""))?;
        Some(rest.split_once('"')?.0.to_owned())
    }

    /// Whether a field has an error, tied to it for those who do not see it.
    pub fn has_error_at(&self, field: &str) -> bool {
        self.html.contains(&format!("id=\"{field}-error\""))
            && self.html.contains(&format!("href=\"#{field}\""))
            && self.html.contains(&format!("aria-describedby=\"{field}-error\""))
                | self.html.contains(&format!("aria-describedby=\"{field}-hint {field}-error\""))
    }
}

async fn shown(answer: Response) -> Shown {
    Shown { status: answer.status(), html: answer.text().await.unwrap() }
}

/// A resident who has read everything so far.
struct Reader {
    app: Resident,
    cursor: String,
}

impl Reader {
    async fn at(server: &Running, persona: &str) -> Self {
        let app = Resident::at(server, persona).await;
        let (_, cursor) = app.walk(None, 1000).await;
        Self { app, cursor }
    }

    async fn news(&mut self) -> Vec<FeedChange> {
        let (news, cursor) = self.app.walk(Some(&self.cursor), 1000).await;
        self.cursor = cursor;
        // What a clerk has opened is told by a story of its own.
        news.into_iter().filter(|change| !matches!(change, FeedChange::Upsert(FeedRecord::Lookup(_)))).collect()
    }

    async fn only_news(&mut self) -> FeedRecord {
        let mut news = self.news().await;
        assert_eq!(news.len(), 1, "{news:?}");
        match news.remove(0) {
            FeedChange::Upsert(record) => record,
            FeedChange::Tombstone(gone) => panic!("{gone:?}"),
        }
    }

    async fn message(&mut self) -> MessageRecord {
        let FeedRecord::Message(message) = self.only_news().await else { panic!("no message") };
        *message
    }

    async fn task(&mut self) -> TaskRecord {
        let FeedRecord::Task(task) = self.only_news().await else { panic!("no task") };
        *task
    }

    /// A case of Aino herself or of a child that has not ended.
    async fn case(&self) -> CaseRecord {
        let (changes, _) = self.app.walk(None, 1000).await;
        let open = changes.into_iter().find_map(|change| match change {
            FeedChange::Upsert(FeedRecord::Case(case)) if case.status.code == "in_progress" => Some(*case),
            _ => None,
        });
        open.unwrap()
    }
}

fn fi(text: &str) -> Texts {
    Texts { fi: Some(text.to_owned()), ..Texts::default() }
}

#[tokio::test]
async fn aino_hears_of_a_message_from_the_desk_and_finds_it_in_her_feed() {
    let server = haikkala().await;
    let clerk = Clerk::at(&server).await;
    let mut aino = Reader::at(&server, "aino").await;
    let case = aino.case().await;
    let mut frames = Frames::of(&aino.app).await;

    let page = clerk
        .does(
            "/desk/message",
            &format!("party={}&case={}", case.party, case.id),
            &[
                ("party", &case.party),
                ("case", &case.id),
                ("unit", "housing"),
                ("title-fi", "Tarvitsemme tietoja"),
                ("title-sv", "Vi behöver uppgifter"),
                ("title-en", ""),
                ("body-fi", "Kerro meille lisää.\r\n\r\nKiitos."),
                ("sender-fi", ""),
                ("need", "required"),
                ("day", "2026-12-04"),
            ],
        )
        .await;
    assert!(page.html.contains("Tarvitsemme tietoja"));

    assert_eq!(frames.next().await.unwrap(), "event: changed\ndata:");
    let message = aino.message().await;
    assert_eq!(message.title, Texts { sv: Some("Vi behöver uppgifter".to_owned()), ..fi("Tarvitsemme tietoja") });
    assert_eq!(message.body, fi("Kerro meille lisää.\n\nKiitos."));
    assert_eq!((message.party, message.case), (case.party, Some(case.id)));
    assert_eq!(message.unit.unwrap().sv.as_deref(), Some("boende"));
    let need = message.need.unwrap();
    assert_eq!((need.kind.as_str(), need.day.as_deref()), ("required", Some("2026-12-04")));
    assert!(message.sent_at.starts_with("2026-11-1"), "{}", message.sent_at);
    assert_eq!(message.sender, None);
}

#[tokio::test]
async fn a_message_that_is_not_whole_is_not_sent_and_nothing_typed_is_lost() {
    let server = haikkala().await;
    let clerk = Clerk::at(&server).await;
    let mut aino = Reader::at(&server, "aino").await;
    let myself = aino.app.myself().await.id;

    let letter = [
        ("party", myself.as_str()),
        ("title-fi", ""),
        ("title-sv", "Bara på svenska"),
        ("body-fi", "\nRivi \"yksi\""),
        ("need", "required"),
        ("day", "2026-11-16"),
    ];
    let page = clerk.fails("/desk/message", "", &letter).await;
    assert!(page.has_error_at("title-fi"));
    assert!(page.has_error_at("day"), "a duty cannot be due yesterday");
    assert!(page.html.contains("<title>Error: "));
    assert!(page.html.contains("value=\"Bara på svenska\""));
    assert!(page.html.contains(">\n\nRivi &quot;yksi&quot;</textarea>"), "{}", page.html);
    assert!(page.html.contains("value=\"2026-11-16\""));
    assert!(page.html.contains(&format!("value=\"{myself}\" selected")));
    assert!(page.html.contains("id=\"need-required\" name=\"need\" value=\"required\" checked"));

    for (field, value, wrong) in [
        ("party", "nobody", "party"),
        ("case", "no-such-case", "case"),
        ("unit", "no-such-unit", "unit"),
        ("need", "", "need"),
        ("day", "4.12.2026", "day"),
        ("day", "", "day"),
        ("need", "nothing", "day"),
        ("body-fi", " ", "body-fi"),
        ("sender-en", "Registry", "sender-fi"),
    ] {
        let sound = [
            ("party", myself.as_str()),
            ("title-fi", "Otsikko"),
            ("body-fi", "Teksti"),
            ("need", "required"),
            ("day", "2026-12-04"),
        ];
        let mut fields: Vec<_> = sound.into_iter().filter(|(name, _)| *name != field).collect();
        fields.push((field, value));
        let page = clerk.fails("/desk/message", "", &fields).await;
        assert!(page.has_error_at(wrong), "{field} = {value:?} is not refused at {wrong}");
    }
    assert_eq!(aino.news().await, []);
}

#[tokio::test]
async fn nothing_about_one_person_goes_into_the_case_of_another() {
    let server = haikkala().await;
    let clerk = Clerk::at(&server).await;
    let mut aino = Reader::at(&server, "aino").await;
    let eero = Resident::at(&server, "eero").await.myself().await.id;
    let case = aino.case().await;
    let page = clerk
        .fails(
            "/desk/message",
            "",
            &[
                ("party", &eero),
                ("case", &case.id),
                ("title-fi", "Otsikko"),
                ("body-fi", "Teksti"),
                ("need", "nothing"),
            ],
        )
        .await;
    assert!(page.has_error_at("case"));
    assert_eq!(aino.news().await, []);
}

#[tokio::test]
async fn a_form_sent_twice_makes_one_message() {
    let server = haikkala().await;
    let clerk = Clerk::at(&server).await;
    let mut aino = Reader::at(&server, "aino").await;
    let myself = aino.app.myself().await.id;
    let page = clerk.open("/desk/message").await;
    let (seal, draft) = (page.hidden("seal").unwrap(), page.hidden("draft").unwrap());
    let fields = [
        ("seal", seal.as_str()),
        ("draft", &draft),
        ("party", &myself),
        ("title-fi", "Otsikko"),
        ("body-fi", "Teksti"),
        ("need", "nothing"),
    ];
    let first = clerk.form("/desk/message", &fields).send().await.unwrap();
    assert_eq!(first.status(), StatusCode::SEE_OTHER);
    let second = shown(clerk.form("/desk/message", &fields).send().await.unwrap()).await;
    assert_eq!(second.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_ne!(second.hidden("draft").unwrap(), draft, "it can be sent once more on purpose");
    aino.message().await;
}

#[tokio::test]
async fn a_case_moves_and_ends_before_ainos_eyes() {
    let server = haikkala().await;
    let clerk = Clerk::at(&server).await;
    let mut aino = Reader::at(&server, "aino").await;
    let before = aino.case().await;
    let query = format!("id={}", before.id);
    let shown = clerk.open(&format!("/desk/case?{query}")).await;
    assert!(shown.html.contains("value=\"in_progress\" selected"));

    let page = clerk
        .does(
            "/desk/case",
            &query,
            &[
                ("id", &before.id),
                ("event-fi", "Pyysimme lausunnon"),
                ("event-en", "We asked for an opinion"),
                ("detail-fi", "Lausunto pyydettiin naapurilta."),
                ("actor", "authority"),
                ("status", "waiting"),
                ("wording-fi", "Lausuntokierroksella"),
                ("next-fi", "Odotamme lausuntoa."),
                ("expected", "2026-12-18"),
            ],
        )
        .await;
    assert!(page.html.contains("Waits for somebody else"));
    let FeedRecord::Case(moved) = aino.only_news().await else { panic!("no case") };
    assert_eq!((moved.status.code.as_str(), moved.status.wording), ("waiting", Some(fi("Lausuntokierroksella"))));
    assert_eq!(moved.next_step, Some(fi("Odotamme lausuntoa.")));
    assert_eq!(moved.expected_by.as_deref(), Some("2026-12-18"));
    assert_eq!(moved.timeline.len(), before.timeline.len() + 1);
    let event = moved.timeline.last().unwrap();
    assert_eq!(event.title.en.as_deref(), Some("We asked for an opinion"));
    assert_eq!(event.detail, Some(fi("Lausunto pyydettiin naapurilta.")));
    assert_eq!(event.status.as_ref().unwrap().code, "waiting");
    assert_eq!(event.at, moved.updated_at);
    assert_eq!((moved.title, moved.register_number), (before.title, before.register_number));

    let end = [("id", before.id.as_str()), ("event-fi", "Asia päättyi"), ("actor", "authority"), ("status", "closed")];
    let late: Vec<_> = end.into_iter().chain([("expected", "2026-12-18")]).collect();
    assert!(clerk.fails("/desk/case", &query, &late).await.has_error_at("expected"));
    assert!(clerk.fails("/desk/case", &query, &[("id", &before.id), ("status", "lost")]).await.has_error_at("status"));
    assert_eq!(aino.news().await, []);
    clerk.does("/desk/case", &query, &end).await;
    let FeedRecord::Case(closed) = aino.only_news().await else { panic!("no case") };
    assert_eq!((closed.status.code.as_str(), closed.next_step, closed.expected_by), ("closed", None, None));
}

/// A decision in Finnish, whole in Swedish but for what a test leaves out.
fn decision(case: &CaseRecord) -> Vec<(&'static str, &str)> {
    vec![
        ("party", &case.party),
        ("case", &case.id),
        ("unit", ""),
        ("settles", "yes"),
        ("title-fi", "Päätös hakemukseen"),
        ("title-sv", "Beslut om ansökan"),
        ("outcome", "partly_granted"),
        ("summary-fi", "Hakemus hyväksytään osittain."),
        ("summary-sv", "Ansökan godkänns delvis."),
        ("sections", "2"),
        ("heading1-fi", "Päätös"),
        ("heading1-sv", "Beslut"),
        ("body1-fi", "Hyväksytään osittain."),
        ("body1-sv", "Godkänns delvis."),
        ("heading2-fi", "Perustelut"),
        ("heading2-sv", "Motivering"),
        ("body2-fi", "Edellytykset täyttyvät osin."),
        ("body2-sv", "Villkoren uppfylls delvis."),
        ("statute-fi", "Hallintolaki (434/2003)"),
        ("statute-sv", "Förvaltningslagen (434/2003)"),
        ("paragraph", "44 §"),
        ("authority-fi", "Haikkalan kunta"),
        ("authority-sv", "Haikkala kommun"),
        ("maker-fi", "Satu Salo, johtaja"),
        ("maker-sv", "Satu Salo, direktör"),
        ("contact-fi", "Kirjaamo"),
        ("contact-sv", "Registraturen"),
        ("section", "§ 12"),
        ("appeal", "early_education"),
        ("last_day", "2026-12-21"),
    ]
}

#[tokio::test]
async fn a_decision_comes_with_its_paper_and_settles_the_case() {
    let server = haikkala().await;
    let clerk = Clerk::at(&server).await;
    let mut aino = Reader::at(&server, "aino").await;
    let case = aino.case().await;
    let page = clerk.does("/desk/decision", "", &decision(&case)).await;
    assert!(page.html.contains("Päätös hakemukseen"));

    let news = aino.news().await;
    let [FeedChange::Upsert(FeedRecord::Decision(issued)), FeedChange::Upsert(FeedRecord::Case(settled))] = &news[..]
    else {
        panic!("{news:?}")
    };
    let DecisionRecord { outcome, sections, appeal, notice, documents, .. } = &**issued;
    assert_eq!((issued.case.as_ref(), &issued.register_number), (Some(&case.id), &case.register_number));
    assert_eq!((outcome.as_str(), sections.len()), ("partly_granted", 2));
    assert_eq!(sections[1].heading.fi.as_deref(), Some("Perustelut"));
    let appeal = appeal.as_ref().unwrap();
    assert_eq!((appeal.kind.as_str(), appeal.last_day.as_deref()), ("review_request", Some("2026-12-21")));
    assert!(appeal.authority.as_ref().unwrap().fi.as_ref().unwrap().contains("Haikkalan"));
    assert_eq!(notice.as_ref().unwrap().deemed_served_on.as_deref(), Some("2026-11-20"));
    assert_eq!(settled.status.code, "decided");
    assert_eq!(settled.timeline.last().unwrap().title, issued.title);

    assert_eq!(documents.len(), 2, "one in Finnish and one in Swedish; the English is not whole: {documents:?}");
    for (document, word) in documents.iter().zip(["Perustelut", "Motivering"]) {
        let answer = aino.app.get(&format!("/v1/documents/{}", document.id)).send().await.unwrap();
        assert_eq!(answer.headers()["content-type"], "application/pdf");
        let bytes = answer.bytes().await.unwrap();
        assert_eq!(bytes.len() as u64, document.size);
        let pdf = lopdf::Document::load_mem(&bytes).unwrap();
        assert!(pdf.extract_text(&[1]).unwrap().contains(word), "{word}");
    }
}

#[tokio::test]
async fn a_decision_by_verified_notice_is_sealed_and_the_case_tells_nothing_of_it() {
    let server = haikkala().await;
    let clerk = Clerk::at(&server).await;
    let mut aino = Reader::at(&server, "aino").await;
    let case = aino.case().await;
    let mut fields = decision(&case);
    fields.push(("verified", "yes"));
    let page = clerk.fails("/desk/decision", "", &fields).await;
    assert!(page.has_error_at("last_day"), "the period has not begun");
    fields.retain(|(name, _)| *name != "last_day");
    let page = clerk.does("/desk/decision", "", &fields).await;
    assert!(page.html.contains("a sealed decision") && page.html.contains("to receive it"));

    let news = aino.news().await;
    let [FeedChange::Upsert(FeedRecord::SealedDecision(sealed)), FeedChange::Upsert(FeedRecord::Case(settled))] =
        &news[..]
    else {
        panic!("{news:?}")
    };
    assert_eq!((sealed.case.as_ref(), sealed.documents.len()), (Some(&case.id), 2));
    assert_eq!(settled.timeline.last().unwrap().title, sealed.title);
    let told = serde_json::to_string(&news).unwrap();
    assert!(!told.contains("Päätös hakemukseen") && !told.contains("osittain"), "{told}");
}

#[tokio::test]
async fn a_decision_without_a_case_or_an_appeal_is_issued_as_it_is() {
    let server = start(Config::on(Body::Kaarna, today())).await.unwrap();
    let clerk = Clerk::at(&server).await;
    let mut aino = Reader::at(&server, "aino").await;
    let myself = aino.app.myself().await.id;
    let fields = [
        ("party", myself.as_str()),
        ("title-fi", "Ratkaisu hoidosta"),
        ("outcome", "other"),
        ("summary-fi", "Hoito jatkuu."),
        ("sections", "1"),
        ("heading1-fi", "Ratkaisu"),
        ("body1-fi", "Hoito jatkuu <ennallaan> & maksutta."),
        ("statute-fi", "Terveydenhuoltolaki (1326/2010)"),
        ("authority-fi", "Kaarnan hyvinvointialue"),
        ("maker-fi", "Lääkäri"),
        ("contact-fi", "Terveysasema"),
        ("appeal", "medical_care"),
        ("settles", "yes"),
    ];
    clerk.does("/desk/decision", "", &fields).await;
    let FeedRecord::Decision(issued) = aino.only_news().await else { panic!("no decision") };
    let appeal = issued.appeal.unwrap();
    assert_eq!((appeal.kind.as_str(), appeal.last_day, appeal.period_days), ("not_appealable", None, None));
    assert!(appeal.contents.is_some(), "why there is none is said");
    assert_eq!((issued.case, issued.documents.len()), (None, 1));
}

#[tokio::test]
async fn a_decision_that_does_not_hold_is_not_issued() {
    let server = haikkala().await;
    let clerk = Clerk::at(&server).await;
    let mut aino = Reader::at(&server, "aino").await;
    let case = aino.case().await;
    for (field, value, wrong) in [
        ("outcome", "", "outcome"),
        ("appeal", "", "appeal"),
        ("last_day", "", "last_day"),
        // Three days of service and thirty of the period.
        ("last_day", "2026-12-19", "last_day"),
        ("appeal", "not_appealable", "last_day"),
        ("body2-fi", "", "body2-fi"),
        ("heading1-fi", "", "heading1-fi"),
        ("statute-fi", "", "statute-fi"),
        ("maker-fi", "", "maker-fi"),
        ("summary-fi", "Ei näin ☃", "summary-fi"),
    ] {
        let mut fields: Vec<_> = decision(&case).into_iter().filter(|(name, _)| *name != field).collect();
        fields.push((field, value));
        let page = clerk.fails("/desk/decision", "", &fields).await;
        assert!(page.has_error_at(wrong), "{field} = {value:?} is not refused at {wrong}");
        assert!(page.html.contains("value=\"Satu Salo, direktör\""), "what was typed is lost");
    }
    assert_eq!(aino.news().await, []);
}

#[tokio::test]
async fn a_decision_gets_another_section_without_a_script() {
    let server = haikkala().await;
    let clerk = Clerk::at(&server).await;
    let mut aino = Reader::at(&server, "aino").await;
    let fields = [("sections", "1"), ("title-fi", "Luonnos"), ("another", "yes")];
    let page = shown(clerk.fill("/desk/decision", "", &fields).await).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.html.contains("name=\"heading2-fi\"") && !page.html.contains("name=\"heading3-fi\""));
    assert!(page.html.contains("value=\"Luonnos\"") && !page.html.contains("class=\"error\""));
    assert_eq!(aino.news().await, []);
}

#[tokio::test]
async fn what_is_taken_back_is_gone_with_its_reason() {
    let server = haikkala().await;
    let clerk = Clerk::at(&server).await;
    let mut aino = Reader::at(&server, "aino").await;
    let case = aino.case().await;
    send(&server, letter("letter/1 ?", &case.party));
    clerk.does("/desk/decision", "", &decision(&case)).await;
    let news = aino.news().await;
    let issued = news.iter().find_map(|change| match change {
        FeedChange::Upsert(FeedRecord::Decision(issued)) => Some(issued.clone()),
        _ => None,
    });
    let issued = issued.unwrap();

    let overview = clerk.open("/desk").await.html;
    assert!(overview.contains("href=\"/desk/withdrawal?kind=message&amp;id=letter%2F1%20%3F\""), "{overview}");
    for (kind, id, reason) in [("message", "letter/1 ?", "misdirected"), ("decision", &issued.id, "retention_ended")] {
        let query = format!("kind={kind}&id={}", id.replace('/', "%2F").replace(' ', "%20").replace('?', "%3F"));
        let page = clerk.fails("/desk/withdrawal", &query, &[("kind", kind), ("id", id), ("reason", "boredom")]).await;
        assert!(page.has_error_at("reason"));
        assert_eq!(aino.news().await, []);
        clerk.does("/desk/withdrawal", &query, &[("kind", kind), ("id", id), ("reason", reason)]).await;
        let news = aino.news().await;
        let [FeedChange::Tombstone(gone)] = &news[..] else { panic!("{news:?}") };
        assert_eq!((gone.kind.as_str(), gone.id.as_str(), gone.reason.as_str()), (kind, id, reason));
        assert_eq!(clerk.open(&format!("/desk/withdrawal?{query}")).await.status, StatusCode::NOT_FOUND);
    }
    let paper = aino.app.get(&format!("/v1/documents/{}", issued.documents[0].id)).send().await.unwrap();
    problem(paper, StatusCode::NOT_FOUND).await;
    // A case is ended, not taken back.
    let page = clerk.open(&format!("/desk/withdrawal?kind=case&id={}", case.id)).await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_document_is_asked_for_and_the_request_ends() {
    let server = haikkala().await;
    let clerk = Clerk::at(&server).await;
    let mut aino = Reader::at(&server, "aino").await;
    let case = aino.case().await;
    let ask = [("party", case.party.as_str()), ("case", &case.id), ("title-fi", "Lähetä palkkatodistus")];
    assert!(clerk.fails("/desk/task", "", &ask).await.has_error_at("day"));
    assert_eq!(aino.news().await, []);

    let whole: Vec<_> = ask.into_iter().chain([("day", "2026-12-01")]).collect();
    clerk.does("/desk/task", "", &whole).await;
    let task = aino.task().await;
    assert_eq!(
        (task.title, task.case, task.state.as_str()),
        (fi("Lähetä palkkatodistus"), Some(case.id.clone()), "open")
    );
    assert_eq!((task.need.kind.as_str(), task.need.day.as_deref()), ("required", Some("2026-12-01")));
    assert_eq!(task.action.as_deref(), Some("supply_document"));

    for state in ["cancelled", "done"] {
        let query = format!("id={}", task.id);
        clerk.does("/desk/task/end", &query, &[("id", &task.id), ("state", state)]).await;
        assert_eq!(aino.task().await.state, state);
    }
}

#[tokio::test]
async fn markup_in_a_title_is_text_everywhere() {
    const MARKUP: &str = "<script>alert('x')</script>\"><img src=x onerror=alert(1)>&amp;";
    let server = haikkala().await;
    let clerk = Clerk::at(&server).await;
    let aino = Reader::at(&server, "aino").await;
    let mut case = aino.case().await;
    case.title = fi(MARKUP);
    case.status.wording = Some(fi(MARKUP));
    server.authority().upsert(FeedRecord::Case(Box::new(case.clone()))).unwrap();
    let fields = [("party", case.party.as_str()), ("title-fi", MARKUP), ("body-fi", "Teksti"), ("need", "nothing")];
    let mut pages = vec![clerk.does("/desk/message", "", &fields).await];
    let broken = [("party", MARKUP), ("title-fi", MARKUP), ("body-fi", "</textarea><script>"), ("day", MARKUP)];
    pages.push(clerk.fails("/desk/message", "", &broken).await);
    pages.push(clerk.open(&format!("/desk/case?id={}", case.id)).await);
    let in_address = "%3Cscript%3Ealert%281%29";
    pages.push(clerk.open(&format!("/desk/decision?title-fi={in_address}&case={in_address}")).await);
    pages.push(clerk.open(&format!("/desk?done={in_address}&kind={in_address}&id={in_address}")).await);
    for Shown { html, .. } in pages {
        assert!(!html.contains("<script") && !html.contains("<img"), "{html}");
    }
}

#[tokio::test]
async fn a_form_without_the_desks_own_word_does_nothing_and_loses_nothing() {
    let server = haikkala().await;
    let other = haikkala().await;
    let clerk = Clerk::at(&server).await;
    let mut aino = Reader::at(&server, "aino").await;
    let myself = aino.app.myself().await.id;
    let page = clerk.open("/desk/message").await;
    let (seal, draft) = (page.hidden("seal").unwrap(), page.hidden("draft").unwrap());
    let of_another_run = Clerk::at(&other).await.open("/desk/message").await.hidden("seal").unwrap();
    let form = |seal: &str| {
        let fields = [
            ("seal", seal),
            ("draft", &draft),
            ("party", &myself),
            ("title-fi", "Otsikko"),
            ("body-fi", "Teksti"),
            ("need", "nothing"),
        ];
        clerk.form("/desk/message", &fields)
    };
    for seal in ["", "made-up", &of_another_run] {
        let page = shown(form(seal).send().await.unwrap()).await;
        assert_eq!(page.status, StatusCode::FORBIDDEN);
        assert!(page.html.contains("value=\"Otsikko\""), "what was typed is lost");
    }
    let mut without_cookie = form(&seal).build().unwrap();
    without_cookie.headers_mut().remove("cookie");
    assert_eq!(clerk.http.execute(without_cookie).await.unwrap().status(), StatusCode::FORBIDDEN);

    for (header, foreign) in [
        ("origin", "http://127.0.0.1:1"),
        ("origin", "null"),
        ("origin", "https://evil.example"),
        ("sec-fetch-site", "cross-site"),
    ] {
        let mut request = form(&seal).build().unwrap();
        request.headers_mut().insert(header, foreign.parse().unwrap());
        problem(clerk.http.execute(request).await.unwrap(), StatusCode::FORBIDDEN).await;
    }
    let mut nowhere = form(&seal).build().unwrap();
    nowhere.headers_mut().remove("origin");
    problem(clerk.http.execute(nowhere).await.unwrap(), StatusCode::FORBIDDEN).await;

    assert_eq!(aino.news().await, []);
    assert_eq!(form(&seal).send().await.unwrap().status(), StatusCode::SEE_OTHER, "the form itself is sound");
}

#[tokio::test]
async fn the_desk_is_shut_for_a_page_that_made_its_name_point_here() {
    let server = haikkala().await;
    for path in ["/desk", "/desk/message", "/desk/desk.css"] {
        let visit = stranger().get(format!("{}{path}", server.base_url())).header("host", "rebound.example");
        problem(visit.send().await.unwrap(), StatusCode::FORBIDDEN).await;
    }
    let clerk = Clerk::at(&server).await;
    let seal = clerk.open("/desk/message").await.hidden("seal").unwrap();
    let mut form = clerk.form("/desk/message", &[("seal", &seal)]).build().unwrap();
    form.headers_mut().insert("host", "rebound.example".parse().unwrap());
    form.headers_mut().insert("origin", "http://rebound.example".parse().unwrap());
    problem(clerk.http.execute(form).await.unwrap(), StatusCode::FORBIDDEN).await;
}

#[tokio::test]
async fn the_desk_is_shut_on_a_server_that_others_can_reach() {
    let config = Config { addr: "0.0.0.0:0".parse().unwrap(), ..Config::on(Body::Haikkala, today()) };
    let server = start(config).await.unwrap();
    let port = server.base_url().rsplit(':').next().unwrap().to_owned();
    let visit = stranger().get(format!("http://127.0.0.1:{port}/desk")).send().await.unwrap();
    problem(visit, StatusCode::FORBIDDEN).await;
}

#[tokio::test]
async fn the_overview_shows_who_there_is_and_may_run_nothing() {
    let server = haikkala().await;
    let answer = stranger().get(server.desk_url()).send().await.unwrap();
    let policy = answer.headers()["content-security-policy"].to_str().unwrap().to_owned();
    assert!(policy.starts_with("default-src 'none'; style-src 'self'; form-action 'self'"), "{policy}");
    assert_eq!(answer.headers()["cache-control"], "no-store");
    let html = answer.text().await.unwrap();
    assert!(html.starts_with("<!DOCTYPE html><html lang=\"en\">"));
    for word in ["Aino Virta", "Eero Virta", "Elsa Virta", "Virta Design Oy", "School place for Elsa", "Closed"] {
        assert!(html.contains(word), "{word}");
    }
    assert!(!html.contains("style=\"") && !html.contains("<style"), "the policy forbids them");
    let sheet = stranger().get(format!("{}/desk/desk.css", server.base_url())).send().await.unwrap();
    assert_eq!(sheet.headers()["content-type"], "text/css; charset=utf-8");
    assert!(sheet.text().await.unwrap().contains("--accent: rgb(0 0 160)"));
}

#[tokio::test]
async fn what_is_not_there_has_a_page_that_says_so() {
    let server = haikkala().await;
    let clerk = Clerk::at(&server).await;
    for path in
        ["/desk/case?id=no-such-case", "/desk/case", "/desk/task/end?id=x", "/desk/withdrawal?kind=message&id=x"]
    {
        let page = clerk.open(path).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{path}");
        assert!(page.html.contains("<h1>It is not there</h1>"));
    }
}

#[tokio::test]
async fn what_a_clerk_opens_of_a_resident_stands_in_the_residents_log() {
    let server = haikkala().await;
    let clerk = Clerk::at(&server).await;
    let aino = Resident::at(&server, "aino").await;
    let case = Reader::at(&server, "aino").await.case().await;
    let (_, mark) = aino.walk(None, 1000).await;
    clerk.open(&format!("/desk/message?party={}&case={}", case.party, case.id)).await;
    clerk.open(&format!("/desk/case?id={}", case.id)).await;
    // Neither a list nor a form for nobody in particular opens anything.
    clerk.open("/desk").await;
    clerk.open("/desk/task?case=nothing").await;
    clerk.open("/desk/decision").await;
    let news = aino.walk(Some(&mark), 1000).await.0;
    assert_eq!(news.len(), 2, "{news:?}");
    for change in news {
        let FeedChange::Upsert(FeedRecord::Lookup(line)) = change else { panic!("{change:?}") };
        assert_eq!(line.party, case.party);
        assert_eq!(line.action.fi, Some(format!("Avasi: {}", case.title.fi.as_deref().unwrap())));
        assert_eq!(
            (line.receiver_code.as_str(), line.receiver_system.as_deref()),
            ("haikkala", Some("Virkailijan työpöytä"))
        );
        assert_eq!(line.role.unwrap().en.as_deref(), Some("Clerk"));
        let data_use = line.data_use.unwrap();
        let used = server.authority().data_uses().unwrap().into_iter().find(|used| used.id == data_use).unwrap();
        assert_eq!((&used.party, used.permission, Some(used.lawful_basis)), (&case.party, None, line.lawful_basis));
        assert_eq!(line.result.as_deref(), Some("allowed"));
    }
}

#[tokio::test]
async fn a_service_is_played_at_the_gate_and_a_rogue_one_around_it() {
    let server = haikkala().await;
    let clerk = Clerk::at(&server).await;
    let aino = Resident::at(&server, "aino").await;
    let asked = about(&aino, "koulupäivään").await;
    let data_use = asked.data_use.clone().unwrap();
    let fields = |way: &'static str, data: &'static str| {
        [("use", data_use.clone()), ("data", data.to_owned()), ("receiver", String::new()), ("way", way.to_owned())]
    };
    let look = async |way, data| {
        let fields = fields(way, data);
        let fields: Vec<_> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        clerk.does("/desk/lookup", "", &fields).await
    };
    assert!(look("gate", "").await.html.contains("Denied: "));
    said(&aino, &asked.id, "answer", "k-1", &given(&asked, &["ends"], Some("2027-01-31"))).await;
    assert!(look("gate", "").await.html.contains("were seen: ends."));
    assert!(look("gate", " ends , teacher").await.html.contains("Denied: "));
    said(&aino, &asked.id, "withdrawal", "k-2", &serde_json::json!({})).await;
    assert!(look("gate", "").await.html.contains("Denied: "));
    assert!(look("around", "").await.html.contains("around the gate: ends."));
    let lines = aino.walk(None, 1000).await.0.into_iter().filter_map(|change| match change {
        FeedChange::Upsert(FeedRecord::Lookup(line)) if line.consent.as_ref() == Some(&asked.id) => line.result,
        _ => None,
    });
    assert_eq!(lines.collect::<Vec<_>>(), ["denied", "allowed", "denied", "denied", "allowed"]);

    let wrong = clerk.fails("/desk/lookup", "", &[("use", "nothing"), ("way", "by night")]).await;
    assert!(wrong.has_error_at("use") && wrong.has_error_at("way"));
}

#[tokio::test]
async fn the_log_of_a_protected_person_does_not_say_whose_clerk_it_was() {
    let server = start(Config::on(Body::Kaarna, today())).await.unwrap();
    let clerk = Clerk::at(&server).await;
    let aino = Resident::at(&server, "aino").await;
    let (changes, mark) = aino.walk(None, 1000).await;
    let lumi = parties(&changes).into_iter().find(|party| party.protected).unwrap();
    let case = changes.iter().find_map(|change| match change {
        FeedChange::Upsert(FeedRecord::Case(case)) if case.party == lumi.id => Some(case.id.clone()),
        _ => None,
    });
    clerk.open(&format!("/desk/case?id={}", case.unwrap())).await;
    let news = aino.walk(Some(&mark), 1000).await.0;
    let [FeedChange::Upsert(FeedRecord::Lookup(line))] = news.as_slice() else { panic!("{news:?}") };
    assert_eq!(line.receiver_name.as_ref().unwrap().fi.as_deref(), Some("Hyvinvointialue"));
}
