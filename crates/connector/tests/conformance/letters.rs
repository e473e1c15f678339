//! What a resident sends without a sign-in is in no log and no error, whatever becomes of it.

use connector::{
    Http, LetterError, Limits,
    open311::{Open311, Photo},
};
use domain::{
    outgoing::{Kind, Letter},
    report::{Place, Position, Report, ReportService, Reporter, ServiceType},
    text::{Language, Localized},
};

use super::{
    dialects, log,
    stage::{Says, Stage},
};

/// What must be seen nowhere: who reports, what they write, and where.
const NAME: &str = "Sinirinta";
const TEXT: &str = "Punatulkku laulaa kuopassa";
const ADDRESS: &str = "Tilhitie";
const PHOTO: &str = "pajulintu.jpg";

fn letter() -> Letter {
    let service = ReportService {
        code: "12".into(),
        name: Localized::undetermined("Kuoppa"),
        description: None,
        group: None,
        keywords: Vec::new(),
        has_attributes: false,
        service_type: ServiceType::Realtime,
    };
    let report = Report {
        service: Some(Box::new(service)),
        place: Place { address: ADDRESS.into(), position: Position::new(61.5, 23.75) },
        reporter: Some(Reporter {
            first_name: NAME.into(),
            last_name: NAME.into(),
            email: format!("{NAME}@posti.example"),
            phone: NAME.into(),
        }),
        ..Report::default()
    };
    Letter {
        title: TEXT.into(),
        body: TEXT.into(),
        language: Language::Fi,
        answers: None,
        case: None,
        matter: None,
        read_until: None,
        attachments: Vec::new(),
        kind: Kind::Report(Box::new(report)),
    }
}

#[tokio::test]
async fn what_aino_reports_is_in_no_log_and_no_error() {
    log::listen();
    let now = "2026-11-27T10:00:00Z".parse().unwrap();
    let services = Says::Page(r#"[{"service_code":"12"}]"#.into());
    let discovery = Says::Page(r#"{"endpoints":[],"extensions":{"places":true,"photos":5,"feedback":true}}"#.into());
    let echo = format!(r#"[{{"code":"{NAME}","description":"{TEXT} {ADDRESS}"}}]"#);
    let mut said = Vec::new();
    for outcome in [
        Says::Page(r#"[{"service_request_id":"7"}]"#.into()),
        Says::Page(echo.clone()),
        Says::Page(format!("{TEXT} {NAME}")),
        Says::Status(400, vec![], echo.clone()),
        Says::Status(500, vec![("x-echo", NAME.into())], echo),
        Says::Status(302, vec![("location", format!("https://evil.example/?{NAME}"))], String::new()),
        Says::Status(303, vec![("location", format!("/thanks?{NAME}"))], String::new()),
    ] {
        let stage = Stage::of::<dialects::Open311>(vec![services.clone(), discovery.clone(), outcome]).await;
        let api = Open311::new(Http::new(Limits::default()).unwrap(), stage.base.clone()).unwrap();
        let photo = Photo { name: PHOTO.into(), media_type: "image/jpeg".into(), bytes: TEXT.into() };
        match api.send_report(&letter(), &[photo], now).await {
            Ok(posted) => said.push(format!("{:?}", posted.report.map(|report| report.id))),
            Err(LetterError::Failed(error)) => said.push(format!("{error} {error:?} {:?}", error.sync_failure())),
            Err(refused @ LetterError::Refused(_)) => said.push(format!("{refused:?}")),
        }
        for error in [api.find_places(ADDRESS).await.err(), api.twin(&letter(), now, now).await.err()] {
            said.push(format!("{error:?} {api:?}"));
        }
    }
    for (where_to, text) in [("what is told", said.concat()), ("the log", log::heard())] {
        assert!(!text.is_empty(), "{where_to} was looked at");
        for secret in [NAME, TEXT, "Punatulkku", ADDRESS, PHOTO] {
            assert!(!text.contains(secret), "{secret} in {where_to}");
        }
    }
}
