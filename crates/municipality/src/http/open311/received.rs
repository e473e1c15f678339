//! A report that comes: from the bytes of a form to what the registry keeps.

use axum::{
    body::{Body, to_bytes},
    extract::{
        Form, FromRequest as _, Multipart, Request, State,
        multipart::{Field, MultipartError},
    },
    http::{StatusCode, header},
    response::Response,
};

use super::{
    Pairs, Town,
    answer::{Fault, Format},
    photo,
    post::{self, FORM_CAP, MOST_PHOTOS, PHOTO_CAP},
    wire::Received,
};
use crate::registry::NewPhoto;

/// Most fields of a form, photographs among them.
const MOST_FIELDS: usize = 200;
/// Names under which photographs come.
const MEDIA: [&str; 2] = ["media[]", "media"];

pub(super) async fn receive(State(town): State<Town>, format: Format, request: Request) -> Response {
    let answer = take(&town, request).await.map(|received| [received]);
    format.answer(("service_requests", "request"), answer)
}

async fn take(town: &Town, request: Request) -> Result<Received, Fault> {
    let (pairs, photos) = read(request).await?;
    if let Some(fault) = town.other_jurisdiction(&pairs) {
        return Err(fault);
    }
    let new = post::report(&pairs, photos, &town.reporting)?;
    let notice = town.reporting.service(&new.service).map(|service| service.notice.clone()).unwrap_or_default();
    let report = town.served.ask(move |registry| registry.receive_report(new)).await?;
    Ok(Received { service_request_id: report.id, token: report.token, service_notice: notice, account_id: None })
}

/// The fields and the photographs of a form, however it is encoded.
async fn read(request: Request) -> Result<(Pairs, Vec<NewPhoto>), Fault> {
    let media_type = request.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let media_type = media_type.unwrap_or_default().to_ascii_lowercase();
    if media_type.starts_with("multipart/form-data") {
        let parts = Multipart::from_request(request, &()).await;
        return read_parts(parts.map_err(|rejection| Fault::new(rejection.status(), rejection.body_text()))?).await;
    }
    if !media_type.starts_with("application/x-www-form-urlencoded") {
        let wanted = "a report is sent as application/x-www-form-urlencoded or multipart/form-data";
        return Err(Fault::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, wanted));
    }
    let (head, body) = request.into_parts();
    let bytes = to_bytes(body, FORM_CAP).await.map_err(|_| too_large("the form", FORM_CAP))?;
    let form = Form::<Pairs>::from_request(Request::from_parts(head, Body::from(bytes)), &()).await;
    let Form(pairs) = form.map_err(|rejection| Fault::new(rejection.status(), rejection.body_text()))?;
    Ok((pairs, Vec::new()))
}

async fn read_parts(mut parts: Multipart) -> Result<(Pairs, Vec<NewPhoto>), Fault> {
    let (mut pairs, mut photos) = (Pairs::new(), Vec::new());
    while let Some(field) = parts.next_field().await.map_err(|error| broken(&error))? {
        let name = field.name().unwrap_or_default().to_owned();
        let file_name = field.file_name().map(str::to_owned);
        if pairs.len() + photos.len() == MOST_FIELDS {
            return Err(Fault::new(StatusCode::BAD_REQUEST, "the form has too many fields"));
        }
        if !MEDIA.contains(&name.as_str()) {
            let text = whole(field, &name, FORM_CAP).await?;
            let text = String::from_utf8(text)
                .map_err(|_| Fault::new(StatusCode::BAD_REQUEST, format!("{name} is not UTF-8")))?;
            pairs.push((name, text));
            continue;
        }
        let bytes = whole(field, "a file of media[]", PHOTO_CAP).await?;
        // Browsers send a field in which no file was chosen as a file without a name and without bytes.
        if bytes.is_empty() && file_name.as_deref().unwrap_or_default().is_empty() {
            continue;
        }
        if photos.len() == MOST_PHOTOS {
            return Err(Fault::new(StatusCode::BAD_REQUEST, format!("media[] has more than {MOST_PHOTOS} files")));
        }
        let media_type = photo::media_type(&bytes).ok_or_else(|| {
            Fault::new(StatusCode::BAD_REQUEST, "media[] takes JPEG, PNG, WebP and HEIC pictures alone")
        })?;
        // A name is shown to the clerk; a path in it says more about the sender than is wanted.
        let name = file_name.as_deref().and_then(|name| name.rsplit(['/', '\\']).next()).unwrap_or_default();
        photos.push(NewPhoto { name: name.chars().take(post::LINE).collect(), media_type, bytes });
    }
    Ok((pairs, photos))
}

/// The bytes of a field, of which there are no more than `most`.
async fn whole(mut field: Field<'_>, name: &str, most: usize) -> Result<Vec<u8>, Fault> {
    let mut bytes = Vec::new();
    while let Some(piece) = field.chunk().await.map_err(|error| broken(&error))? {
        if bytes.len() + piece.len() > most {
            return Err(too_large(name, most));
        }
        bytes.extend_from_slice(&piece);
    }
    Ok(bytes)
}

fn too_large(what: &str, most: usize) -> Fault {
    Fault::new(StatusCode::PAYLOAD_TOO_LARGE, format!("{what} is larger than {most} bytes"))
}

fn broken(error: &MultipartError) -> Fault {
    Fault::new(error.status(), error.body_text())
}
