//! States that no address leads to: what a page looks like on a bad day, or before the first good one.

use anyhow::Result;
use domain::id::RecordKind;
use fantoccini::key::Key;
use municipality::Fault;
use resident_api::{DecisionRecord, FeedRecord, LetterCaps, Texts};
use serde_json::json;
use tests::{
    Visitor,
    app::App,
    axe, corrected, decision, erroneous, key, message,
    pages::{THEMES, set_theme},
};

use crate::{reporting, sight::RULES};

/// What opens the lock of the states that have one.
const PIN: &str = "137902";

/// How a service says that it wants a stronger sign-in.
pub const DEMAND: &str = "Bearer error=\"insufficient_user_authentication\", max_age=\"900\"";

/// A state of the app.
#[derive(Clone, Copy, Debug)]
pub enum State {
    /// No service is connected.
    Unconnected,
    /// Nothing opens the store.
    LockedOut,
    /// No service can be reached.
    Offline,
    /// One service answers nonsense, and some of what another sent could not be read.
    OneFails,
    /// Something was taken back that the resident had.
    TakenBack,
    /// Names and titles as long as they come, and one that is one word.
    LongNames,
    /// Letters in every stage: being written, refused, in doubt, received.
    Letters,
    /// A task has been answered, and its service cannot be reached.
    Answered,
    /// Somebody is chosen who has nothing.
    NothingOfThem,
    /// The app is locked.
    AppLocked,
    /// Several people use the device, and nobody is chosen.
    NobodyChosen,
    /// The app is used for once, and nothing is kept.
    Once,
    /// There is a lock, and it is being changed.
    LockChanges,
    /// An address is typed for which the directory does not vouch.
    Unverified,
    /// A sign-in waits for the browser.
    InBrowser,
    /// A sign-in was given up in the browser.
    Declined,
    /// A sign-in has succeeded.
    Connected,
    /// A service wants the resident to identify themselves before they give a right.
    Identify,
    /// The question before signing out of a service.
    SigningOut,
    /// The question before everything is erased.
    Erasing,
    /// One item has a label and is pinned, another is in the archive, and that can be undone.
    Filed,
    /// Labels are in the settings, and one is to be removed.
    RemovingLabel,
    /// A dialog of another country's service is open, whole.
    Dialog,
    /// The question before a draft is erased from a city's store.
    ErasingDraft,
    /// A decision without a last day of the authority's is open, with how the day was counted.
    CountedDay,
    /// A request for review is written, and shown as the authority sees it.
    ReviewRequest,
    /// The decision whose review was requested, with the decision on it.
    Reviewed,
    /// A decision of which the signature does not match is open.
    SignatureMismatch,
    /// A signed decision is open, at what its signature shows.
    SignatureChecked,
    /// A decision that corrects an earlier one is open, at what changed.
    Corrected,
    /// The earlier one of the two is open.
    Replaced,
    /// A sealed decision is open, and can be received.
    Sealed,
    /// The question before it is received.
    Receiving,
    /// It counts as received, and does not open.
    NotOpened,
    /// A request for permission is open, with the data as they would go.
    ConsentRequest,
    /// A consent that was given is open, with what was done by it.
    ConsentGiven,
    /// A consent was withdrawn, and used all the same.
    ConsentFlagged,
    /// The resident has tried out whether data would be erased.
    ErasureCheck,
    /// A fault is being reported, and its place is looked for.
    ReportWhere,
    /// A report is looked at before it is sent.
    ReportCheck,
}

impl State {
    /// All of them.
    pub const ALL: [Self; 40] = [
        Self::Unconnected,
        Self::LockedOut,
        Self::Offline,
        Self::OneFails,
        Self::TakenBack,
        Self::LongNames,
        Self::Letters,
        Self::Answered,
        Self::NothingOfThem,
        Self::AppLocked,
        Self::NobodyChosen,
        Self::Once,
        Self::LockChanges,
        Self::Unverified,
        Self::InBrowser,
        Self::Declined,
        Self::Connected,
        Self::Identify,
        Self::SigningOut,
        Self::Erasing,
        Self::Filed,
        Self::RemovingLabel,
        Self::Dialog,
        Self::ErasingDraft,
        Self::CountedDay,
        Self::ReviewRequest,
        Self::Reviewed,
        Self::SignatureMismatch,
        Self::SignatureChecked,
        Self::Corrected,
        Self::Replaced,
        Self::Sealed,
        Self::Receiving,
        Self::NotOpened,
        Self::ConsentRequest,
        Self::ConsentGiven,
        Self::ConsentFlagged,
        Self::ErasureCheck,
        Self::ReportWhere,
        Self::ReportCheck,
    ];
}

/// Clicks what a script finds in the page.
async fn click(app: &App, found: &str) -> Result<()> {
    app.until(&format!("const it = {found}; it?.click(); return !!it")).await
}

/// Asks every service for what is new, on the page of the connections.
async fn ask_all(app: &App) -> Result<()> {
    click(app, "[...document.querySelectorAll('nav a, .pages a')].find(link => link.pathname === '/connections')")
        .await?;
    app.shown("main .card").await?;
    click(app, "document.querySelector('main button.primary:not([aria-disabled])')").await
}

/// Letters of Aino's in every stage: received, refused, in doubt, and being written.
async fn letters_on_their_way(app: &App) -> Result<()> {
    write_letter(app, "Milloin palstat jaetaan?", true).await?;
    shows_phase(app, "received", 1).await?;
    app.haikkala.authority().take_letters_of(LetterCaps { title: 1, body: 1 });
    write_letter(app, "Oikaisu edelliseen viestiini vuokrapalstasta, jonka numero oli väärä", true).await?;
    shows_phase(app, "stuck", 1).await?;
    app.haikkala.faults().begin_at("/v1/messages", Fault::CutOff);
    write_letter(app, "Vielä yksi asia", true).await?;
    app.until("return [...document.querySelectorAll('.outgoing .phase')].some(it => it.children.length === 2)").await?;
    write_letter(app, "Kesken", false).await?;
    app.press(&[Key::Alt], '5').await?;
    app.until("return document.querySelectorAll('main .outgoing').length === 4").await
}

/// Confirms the time of Elsa's check-up while Kaarna cannot be reached.
async fn answered_offline(app: &App) -> Result<()> {
    let task = "document.querySelector(\"main [data-row*='/task-1aaf98c60dee'] a\")";
    click(app, task).await?;
    app.shown("#reading #question-0 input").await?;
    click(app, "document.querySelector('#question-0 input')").await?;
    app.until("return !!document.querySelector('.kept')?.innerText").await?;
    app.kaarna.faults().begin(Fault::CutOff);
    click(app, "document.querySelector('.answer-form .primary')").await?;
    click(app, "document.querySelector('dialog .primary')").await?;
    app.until("return document.querySelectorAll('#reading .outgoing .phase p').length === 2").await
}

/// Writes a letter to Haikkala in Aino's own matter, and sends it or leaves it.
async fn write_letter(app: &App, title: &str, send: bool) -> Result<()> {
    app.press(&[Key::Alt], '5').await?;
    click(app, "document.querySelector('main .ways a')").await?;
    app.until("return !!document.querySelector('#letter-body')").await?;
    for (field, text) in [("letter-title", title), ("letter-body", "Kerron siitä tässä lyhyesti.\\n\\nTerveisin Aino")]
    {
        let write = format!(
            "const it = document.querySelector('#{field}'); it.value = '{text}';
             it.dispatchEvent(new Event('input', {{ bubbles: true }}))"
        );
        app.script(&write).await?;
    }
    app.until("return !!document.querySelector('.kept')?.innerText").await?;
    if send {
        click(app, "document.querySelector('main form .primary')").await?;
        click(app, "document.querySelector('dialog .primary')").await?;
        app.until("return location.pathname === '/letters'").await?;
    }
    Ok(())
}

/// Waits until so many letters are received, or stuck.
async fn shows_phase(app: &App, phase: &str, count: usize) -> Result<()> {
    let selector = if phase == "stuck" { ".outgoing.stuck" } else { ".outgoing .phase.done" };
    app.until(&format!("return document.querySelectorAll({selector:?}).length === {count}")).await
}

/// Puts a label on an item and pins it, and another one into the archive.
async fn file(app: &App) -> Result<()> {
    click(app, "document.querySelectorAll('main [data-row] h3 a')[2]").await?;
    click(app, "document.querySelector('#reading .item-tools button[aria-expanded=false]')").await?;
    app.shown("#item-new-label").await?.send_keys(&format!("Koulu{}", Key::Enter)).await?;
    app.shown("#reading .label-name").await?;
    click(app, "document.querySelectorAll('#item-more .tools button')[1]").await?;
    app.shown("#group-pinned").await?;
    click(app, "document.querySelector('#reading .back a')").await?;
    click(app, "document.querySelectorAll('main [data-row] h3 a')[4]").await?;
    app.until("return !document.querySelector('#reading .label-name')").await?;
    click(app, "document.querySelector('#reading .item-tools button')").await?;
    app.until("return location.pathname === '/' && !!document.querySelector('.undo button')").await
}

/// Opens a decision of which the authority gives no last day, at how the day was counted.
pub async fn open_counted(app: &App, aino: &str) -> Result<()> {
    app.haikkala.authority().upsert(FeedRecord::Decision(Box::new(decision("d-counted", aino, "Venepaikka"))))?;
    click(app, "document.querySelector(\"main [data-row$='/d-counted'] a\")").await?;
    app.shown("#reading .counting p").await?;
    app.script("document.querySelector('#reading .counting').scrollIntoView()").await?;
    Ok(())
}

/// Writes a request for the review of a decision, and looks at it before it is sent.
pub async fn look_at_request(app: &App, aino: &str) -> Result<()> {
    open_counted(app, aino).await?;
    click(app, "document.querySelector('#reading .first a.button')").await?;
    app.until("return !!document.querySelector('#question-7 textarea')").await?;
    let said = [
        "Koko päätökseen.",
        "Haluan, että saan venepaikan Haikkalan satamasta kesäksi 2027.",
        "Olen jonottanut paikkaa vuodesta 2021.\\nJonotusnumeroni on 12, ja sen jälkeen tulleille on myönnetty paikkoja.",
    ];
    for (place, text) in said.iter().enumerate() {
        write_reply(app, place, text).await?;
    }
    write_reply(app, 4, "Rantatie 5 A 3, 02999 Haikkala").await?;
    app.until("return !!document.querySelector('.kept')?.innerText").await?;
    click(app, "document.querySelector('main form .primary')").await?;
    app.shown(".sheet-letter").await?;
    Ok(())
}

/// Writes what is replied to a question.
async fn write_reply(app: &App, place: usize, text: &str) -> Result<()> {
    let write = format!(
        "const it = document.querySelector('#question-{place} textarea'); it.value = '{text}';
         it.dispatchEvent(new Event('input', {{ bubbles: true }}))"
    );
    app.script(&write).await?;
    Ok(())
}

/// Sends the request that is looked at, has it decided on, and goes back to the decision.
async fn send_request(app: &App) -> Result<()> {
    click(app, "document.querySelector('.sheet-letter ~ .actions .primary')").await?;
    click(app, "document.querySelector('dialog .primary')").await?;
    app.until("return !!document.querySelector(\"#reading .first a[href*='/case/review-']\")").await?;
    let address =
        app.script("return document.querySelector(\"#reading .first a[href*='/case/review-']\").pathname").await?;
    let case = address.as_str().and_then(|path| path.rsplit('/').next()).unwrap_or_default().to_owned();
    let (aino, _) = app.haikkala.parties("aino")?.remove(0);
    let answer = DecisionRecord { case: Some(case), ..decision("d-answer", &aino, "Saat venepaikan jonosta") };
    app.haikkala.authority().upsert(FeedRecord::Decision(Box::new(answer)))?;
    app.until("return !!document.querySelector(\"#reading .first a[href*='/d-answer']\")").await
}

/// Opens a decision that was changed after it had been signed.
pub async fn open_mismatch(app: &App, aino: &str) -> Result<()> {
    let mut record = serde_json::to_value(decision("d-altered", aino, "Venepaikka"))?;
    record = app.haikkala.authority().signed(record)?;
    record["outcome"] = "granted".into();
    let change = json!({ "op": "upsert", "kind": "decision", "record": record }).to_string();
    app.haikkala.faults().begin_at("/v1/changes", Fault::Insert(change));
    app.haikkala.send("m-beside", aino, "Tiedote")?;
    app.shown("main [data-row$='/d-altered'] .tag.due").await?;
    app.haikkala.faults().end();
    click(app, "document.querySelector(\"main [data-row$='/d-altered'] a\")").await?;
    app.shown("#reading .alarm").await?;
    Ok(())
}

/// Brings a decision and the one that corrects it, and opens one of the two.
pub async fn open_corrected(app: &App, aino: &str, id: &str) -> Result<()> {
    for record in [erroneous(aino), corrected(aino, "d-2", "corrected")] {
        app.haikkala.authority().upsert(FeedRecord::Decision(Box::new(record)))?;
    }
    app.shown("main [data-row$='/d-2']").await?;
    click(app, &format!("document.querySelector(\"main [data-row$='/{id}'] a\")")).await?;
    app.shown("#reading .note .other").await?;
    Ok(())
}

/// Opens a decision that waits to be received.
pub async fn open_sealed(app: &App, aino: &str) -> Result<()> {
    app.haikkala.seal("d-1", aino, |record| record.register_number = Some("HAI 1920/2026".to_owned()))?;
    click(app, "document.querySelector(\"main [data-row$='/d-1'] a\")").await?;
    app.shown("#receive").await?;
    Ok(())
}

/// Opens a decision that waits, at the question before it is received.
async fn is_asked_to_receive(app: &App, aino: &str) -> Result<()> {
    open_sealed(app, aino).await?;
    click(app, "document.querySelector('#receive')").await?;
    app.shown("dialog[open]").await?;
    Ok(())
}

/// Receives a decision that was sealed with another key than the one that comes.
async fn does_not_open(app: &App, aino: &str) -> Result<()> {
    let item = key(app.haikkala.source(), RecordKind::Decision, "d-1");
    let spoil = |record: &mut FeedRecord| {
        if let FeedRecord::SealedDecision(sealed) = record {
            sealed.content = format!(
                "{}..AAAAAAAAAAAAAAAA.AA.AAAAAAAAAAAAAAAAAAAAAA",
                sealed.content.split('.').next().unwrap_or_default()
            );
        }
    };
    // The app hears of it once it is as it should not be.
    app.haikkala.faults().begin_at("/v1/changes", Fault::CutOff);
    app.haikkala.seal("d-1", aino, |_| {})?;
    app.haikkala.revise(&item, spoil)?;
    app.haikkala.faults().end();
    app.haikkala.revise(&item, spoil)?;
    click(app, "document.querySelector(\"main [data-row$='/d-1'] a\")").await?;
    app.shown("#receive").await?;
    app.haikkala.faults().begin_at("/v1/changes", Fault::CutOff);
    click(app, "document.querySelector('#receive')").await?;
    click(app, "document.querySelector('dialog .primary')").await?;
    app.shown("#receive-told .note").await?;
    Ok(())
}

/// One service answers nonsense, and something of another's cannot be read.
async fn one_fails(app: &App, aino: &str) -> Result<()> {
    let mut bad = message("m-bad", aino, "Kirje");
    bad.sent_at = "ensi viikolla".into();
    app.haikkala.authority().upsert(FeedRecord::Message(Box::new(bad)))?;
    app.kaarna.faults().begin(Fault::Html);
    ask_all(app).await?;
    app.shown("main .dot.off").await?;
    app.shown("main .unread-record").await?;
    click(app, "document.querySelector('main .card:has(.unread-record) button[aria-expanded]')").await?;
    app.shown("main .card:has(.unread-record) button[aria-expanded='true']").await?;
    Ok(())
}

/// From the empty inbox to the page of connecting.
async fn go_connecting(app: &App) -> Result<()> {
    click(app, "document.querySelector('main .empty a')").await?;
    app.shown("main .public-body").await?;
    Ok(())
}

/// Chooses Haikkala and begins to sign in to it. Answers with the address for the browser.
pub async fn begin_sign_in(app: &App) -> Result<String> {
    begin_sign_in_to(app, "Haikkala").await
}

/// As [`begin_sign_in`], to the service that is called so in some language: a regular expression.
async fn begin_sign_in_to(app: &App, name: &str) -> Result<String> {
    go_connecting(app).await?;
    let bodies = "[...document.querySelectorAll('.public-body')]";
    click(app, &format!("{bodies}.find(body => /{name}/.test(body.innerText))")).await?;
    click(app, "document.querySelector('main .service .primary')").await?;
    let address = app.browser.given().await?;
    app.shown("main .service #step").await?;
    app.until("return document.querySelectorAll('main .service button').length === 2").await?;
    Ok(address)
}

/// Connects the service that is called so, and opens what it sent that has this title.
pub async fn connect_and_open(app: &App, name: &str, title: &str) -> Result<()> {
    let address = begin_sign_in_to(app, name).await?;
    Visitor::new()?.sign_in(&address, "aino").await?;
    click(app, "document.querySelector('main .service a.primary')").await?;
    let rows = "[...document.querySelectorAll('main article h3 a')]";
    click(app, &format!("{rows}.find(row => row.innerText.includes('{title}'))")).await?;
    app.until(&format!("return document.querySelector('#reading h1')?.innerText.includes('{title}')")).await
}

/// Fills in, on the page of people, whom a right is given. The focus is on the way on.
pub async fn fill_in_right(app: &App, name: &str, code: &str) -> Result<()> {
    // Haikkala is the first of the three that offer it, once all of them have said so.
    app.until("return document.querySelectorAll('[aria-labelledby=rights-code] button').length === 3").await?;
    click(app, "document.querySelector('main [aria-expanded=false]')").await?;
    app.shown(".right-form input[type=checkbox]").await?;
    let fill_in = format!(
        "const fields = [...document.querySelectorAll('.right-form input[type=text]')];
         [{name:?}, {code:?}].forEach((words, at) => {{
             fields[at].value = words;
             fields[at].dispatchEvent(new Event('input', {{ bubbles: true }}));
         }});
         document.querySelector('.right-form input[type=checkbox]').click();
         document.querySelector('.right-form .primary').focus()"
    );
    app.script(&fill_in).await?;
    Ok(())
}

impl State {
    /// Its name in reports and pictures.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Unconnected => "unconnected",
            Self::LockedOut => "locked out",
            Self::Offline => "offline",
            Self::OneFails => "one fails",
            Self::TakenBack => "taken back",
            Self::LongNames => "long names",
            Self::Letters => "letters on their way",
            Self::Answered => "answered and not sent",
            Self::NothingOfThem => "nothing of them",
            Self::AppLocked => "app locked",
            Self::NobodyChosen => "nobody chosen",
            Self::Once => "once",
            Self::LockChanges => "lock changes",
            Self::Unverified => "unverified",
            Self::InBrowser => "sign-in in the browser",
            Self::Declined => "sign-in declined",
            Self::Connected => "connected",
            Self::Identify => "identify",
            Self::SigningOut => "signing out",
            Self::Erasing => "erasing",
            Self::Filed => "filed",
            Self::RemovingLabel => "removing a label",
            Self::Dialog => "a dialog",
            Self::ErasingDraft => "erasing a draft",
            Self::CountedDay => "a counted day",
            Self::ReviewRequest => "a request for review",
            Self::Reviewed => "a reviewed decision",
            Self::SignatureMismatch => "a signature that does not match",
            Self::SignatureChecked => "a checked signature",
            Self::Corrected => "a correcting decision",
            Self::Replaced => "a corrected decision",
            Self::Sealed => "a sealed decision",
            Self::Receiving => "receiving a decision",
            Self::NotOpened => "a decision that does not open",
            Self::ConsentRequest => "a request for permission",
            Self::ConsentGiven => "a consent that was given",
            Self::ConsentFlagged => "a withdrawn consent that was used",
            Self::ErasureCheck => "trying out an erasure",
            Self::ReportWhere => "where a fault is",
            Self::ReportCheck => "a report before it is sent",
        }
    }

    /// Starts an app and brings it into this state. `None` where it cannot run.
    pub async fn show(self, language: &str) -> Result<Option<App>> {
        let started = match self {
            Self::Unconnected | Self::Unverified | Self::InBrowser | Self::Declined | Self::Connected => {
                App::start_unconnected(language).await?
            }
            Self::Dialog | Self::ErasingDraft => App::start_beside_others(language).await?,
            Self::LockedOut | Self::Once => App::start_locked_out(language).await?,
            Self::ReportWhere | Self::ReportCheck => App::start_reporting(language).await?,
            _ => App::start(language).await?,
        };
        let Some(app) = started else { return Ok(None) };
        let (aino, _) = app.haikkala.parties("aino")?.remove(0);
        match self {
            Self::Unconnected => drop(app.shown("main .empty").await?),
            Self::LockedOut => drop(app.shown("main #start-over").await?),
            Self::Offline => {
                for town in app.towns() {
                    town.faults().begin(Fault::CutOff);
                }
                ask_all(&app).await?;
                app.until("return document.querySelectorAll('main .dot.off').length === 3").await?;
                app.press(&[Key::Alt], '1').await?;
                app.shown(".list .fresh-line").await?;
            }
            Self::ReportWhere => reporting::show_where(&app).await?,
            Self::ReportCheck => reporting::show_check(&app).await?,
            Self::Letters => letters_on_their_way(&app).await?,
            Self::Answered => answered_offline(&app).await?,
            Self::OneFails => one_fails(&app, &aino).await?,
            Self::CountedDay
            | Self::ReviewRequest
            | Self::Reviewed
            | Self::SignatureMismatch
            | Self::SignatureChecked
            | Self::Corrected
            | Self::Replaced
            | Self::Sealed
            | Self::Receiving
            | Self::NotOpened => self.show_decision(&app, &aino).await?,
            Self::ConsentRequest | Self::ConsentGiven | Self::ConsentFlagged | Self::ErasureCheck => {
                self.show_use(&app).await?;
            }
            Self::TakenBack => {
                app.haikkala.send("m-strayed", &aino, "Kirjastoauto tulee torille")?;
                app.shown("main [data-row$='/m-strayed']").await?;
                app.haikkala.authority().tombstone("message", "m-strayed", "misdirected")?;
                app.shown("main .notice").await?;
            }
            Self::LongNames => {
                let title = "Lentokonesuihkuturbiinimoottoriapumekaanikkoaliupseerioppilaan epäjärjestelmällistyttämättömyydestä \
                    tehdyn selvityksen täydennyspyyntö, joka koskee myös aiemmin toimitettuja liitteitä";
                let mut long = message("m-long", &aino, title);
                let fi = |text: &str| Texts { fi: Some(text.to_owned()), ..Texts::default() };
                long.unit =
                    Some(fi("Elinvoima-, kaupunkikehitys-, hyvinvointi- ja osallisuuspalveluiden toimialan hallinto"));
                long.sender = Some(fi("Vastaava erityissuunnittelija Maria-Elisabet Kallio-Ylikangasniemi"));
                long.body = fi(&format!("https://haikkala.example/{}\n\n{title}", "a".repeat(160)));
                app.haikkala.authority().upsert(FeedRecord::Message(Box::new(long)))?;
                app.shown("main [data-row$='/m-long'] a").await?;
                click(&app, "document.querySelector(\"main [data-row$='/m-long'] a\")").await?;
                app.shown("#reading .letter p").await?;
            }
            Self::AppLocked => {
                app.set_lock(PIN).await?;
                app.lock().await?;
            }
            Self::NobodyChosen => {
                app.add_profile("Eero Virta").await?;
                app.set_lock(PIN).await?;
                app.lock().await?;
                click(&app, "document.querySelector('.unlock button:not([type=submit])')").await?;
                app.shown("main .who").await?;
            }
            Self::Once => {
                click(&app, "document.querySelector(\"[aria-labelledby='once'] button\")").await?;
                app.shown("main .once").await?;
                app.shown("main .empty").await?;
            }
            Self::LockChanges => {
                app.set_lock(PIN).await?;
                click(&app, "document.querySelectorAll(\"[aria-labelledby='lock'] .actions button\")[1]").await?;
                app.shown("#lock-again").await?;
            }
            Self::Filed => file(&app).await?,
            Self::RemovingLabel => {
                file(&app).await?;
                app.press(&[], Key::F1).await?;
                click(&app, "document.querySelector('main a[href=\"/settings\"]')").await?;
                click(&app, "document.querySelectorAll('.label-row button')[1]").await?;
                app.shown("dialog[open]").await?;
            }
            Self::NothingOfThem => {
                app.script("setTimeout(() => location.assign('/?party=nobody'))").await?;
                app.shown("main .empty").await?;
            }
            _ => self.show_connecting(&app).await?,
        }
        Ok(Some(app))
    }

    /// As [`State::show`], for the states of the use of data.
    async fn show_use(self, app: &App) -> Result<()> {
        click(app, "[...document.querySelectorAll('nav a, .pages a')].find(link => link.pathname === '/use')").await?;
        app.shown("main [data-part='by-law'] article").await?;
        let purpose = match self {
            Self::ConsentRequest => "Rokotustietojen antaminen päiväkodille",
            Self::ConsentGiven => "Kuvat koulun verkkosivuilla",
            Self::ConsentFlagged => "Perheelle sopivien asuntojen ehdottaminen",
            _ => "Kirjaston lainat ja varaukset",
        };
        let rows = if matches!(self, Self::ConsentRequest) { "[data-part='requests']" } else { ".item.use" };
        click(
            app,
            &format!(
                "[...document.querySelectorAll(\"main {rows} h3 a\")].find(it => it.innerText.includes({purpose:?}))"
            ),
        )
        .await?;
        match self {
            Self::ConsentRequest => {}
            Self::ErasureCheck => {
                click(
                    app,
                    "document.querySelector(\"main [data-right='erasure']\")?.closest('.way').querySelector('button')",
                )
                .await?;
                app.shown("main [data-part='erasure']").await?;
                app.script("document.querySelector(\"main [data-part='erasure']\").scrollIntoView()").await?;
                return Ok(());
            }
            _ => click(app, "document.querySelector(\"main [data-part='choice'] a.button\")").await?,
        }
        app.shown("#reading .consent-stands").await?;
        Ok(())
    }

    /// As [`State::show`], for the states of decisions.
    async fn show_decision(self, app: &App, aino: &str) -> Result<()> {
        match self {
            Self::CountedDay => open_counted(app, aino).await?,
            Self::SignatureMismatch => open_mismatch(app, aino).await?,
            Self::SignatureChecked => {
                let signed = decision("d-signed", aino, "Venepaikka");
                app.haikkala.authority().upsert(FeedRecord::Decision(Box::new(signed)))?;
                click(app, "document.querySelector(\"main [data-row$='/d-signed'] a\")").await?;
                app.shown("#reading [data-part=signature] dl").await?;
                app.script("document.querySelector('#reading [data-part=signature]').scrollIntoView()").await?;
            }
            Self::Corrected => {
                open_corrected(app, aino, "d-2").await?;
                app.shown("#reading [data-part=changes] ins").await?;
                app.script("document.querySelector('#reading [data-part=changes]').scrollIntoView()").await?;
            }
            Self::Replaced => open_corrected(app, aino, "d-1").await?,
            Self::ReviewRequest => look_at_request(app, aino).await?,
            Self::Reviewed => {
                look_at_request(app, aino).await?;
                send_request(app).await?;
            }
            Self::Sealed => open_sealed(app, aino).await?,
            Self::Receiving => is_asked_to_receive(app, aino).await?,
            Self::NotOpened => does_not_open(app, aino).await?,
            _ => {}
        }
        Ok(())
    }

    /// As [`State::show`], for the states of connecting and leaving services.
    async fn show_connecting(self, app: &App) -> Result<()> {
        match self {
            Self::Unverified => {
                let elsewhere = app.haikkala.base_url()?.to_string().replace("127.0.0.1", "localhost");
                go_connecting(app).await?;
                app.shown("#connect-address").await?.send_keys(&format!("{elsewhere}{}", Key::Enter)).await?;
                app.shown("main .service .note").await?;
            }
            Self::InBrowser => drop(begin_sign_in(app).await?),
            Self::Declined => {
                let address = begin_sign_in(app).await?;
                Visitor::new()?.decline(&address).await?;
                app.shown("main .service .strong").await?;
            }
            Self::Connected => {
                let address = begin_sign_in(app).await?;
                Visitor::new()?.sign_in(&address, "aino").await?;
                app.shown("main .service a.primary").await?;
            }
            Self::Identify => {
                app.haikkala.faults().begin_at("/v1/mandates", Fault::Challenge(DEMAND.to_owned()));
                click(
                    app,
                    "[...document.querySelectorAll('nav a, .pages a')].find(link => link.pathname === '/people')",
                )
                .await?;
                fill_in_right(app, "Eero Virta", "ABCD EFGH").await?;
                click(app, "document.querySelector('.right-form .primary')").await?;
                click(app, "document.querySelector('dialog[open] .primary')").await?;
                app.shown(".identify button").await?;
            }
            Self::Dialog => {
                connect_and_open(app, "Altinn", "Byggesak").await?;
                app.shown("#reading .rows article").await?;
            }
            Self::ErasingDraft => {
                connect_and_open(app, "asiakirjat|handlingar|documents", "Muuttoilmoitus").await?;
                click(app, "document.querySelector('#reading .part .actions button')").await?;
                app.shown("dialog[open]").await?;
            }
            Self::SigningOut => {
                ask_all(app).await?;
                click(app, "document.querySelector('main .card button[aria-label]')").await?;
                app.shown("dialog[open]").await?;
            }
            Self::Erasing => {
                app.press(&[], Key::F1).await?;
                click(app, "document.querySelector('main a[href=\"/settings\"]')").await?;
                click(app, "document.querySelector('[aria-labelledby=erase] button')").await?;
                app.shown("dialog[open]").await?;
            }
            _ => {}
        }
        Ok(())
    }
}

#[tokio::test]
async fn bad_days_are_held_against_the_same_rules_as_good_ones() -> Result<()> {
    let mut found = Vec::new();
    for state in State::ALL {
        let Some(app) = state.show("fi").await? else { return Ok(()) };
        for theme in THEMES {
            set_theme(&app, theme).await?;
            let violations = axe::violations(&app).await?;
            found.extend(violations.into_iter().map(|violation| format!("{} ({theme}): {violation}", state.name())));
        }
        for rule in &RULES {
            found.extend(rule.faults(&app).await?.into_iter().map(|fault| format!("{}: {fault}", state.name())));
        }
        app.close().await?;
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
    Ok(())
}
