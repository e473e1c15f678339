//! Fault reports by Open311, as an app without a sign-in meets them.

mod extras;
mod reading;
mod reporting;

use municipality::{Body, Config, Running, start};
use reqwest::{RequestBuilder, Response, StatusCode, Url};
use serde_json::Value;

use crate::resident::{haikkala, stranger, today};

/// An app that knows where the API is, and nothing else.
pub struct App {
    http: reqwest::Client,
    base: Url,
}

impl App {
    pub fn of(server: &Running) -> Self {
        Self { http: stranger(), base: server.open311_url().unwrap().parse().unwrap() }
    }

    pub fn get(&self, path: &str) -> RequestBuilder {
        self.http.get(self.base.join(path).unwrap())
    }

    /// A report as `application/x-www-form-urlencoded`.
    pub fn report(&self, path: &str, fields: &[(&str, &str)]) -> RequestBuilder {
        let form = Url::parse_with_params("http://form/", fields).unwrap().query().unwrap().to_owned();
        self.post(path, "application/x-www-form-urlencoded").body(form)
    }

    pub fn post(&self, path: &str, media_type: &str) -> RequestBuilder {
        self.http.post(self.base.join(path).unwrap()).header("content-type", media_type)
    }

    pub async fn json(&self, path: &str) -> Value {
        self.get(path).send().await.unwrap().error_for_status().unwrap().json().await.unwrap()
    }

    /// Ids of the reports that are found.
    pub async fn ids(&self, query: &str) -> Vec<String> {
        let found = self.json(&format!("requests.json?{query}")).await;
        let id = |report: &Value| report["service_request_id"].as_str().unwrap().to_owned();
        found.as_array().unwrap().iter().map(id).collect()
    }

    /// Reports, and gives what is answered.
    pub async fn reported(&self, fields: &[(&str, &str)]) -> Value {
        let answer = self.report("requests.json", fields).send().await.unwrap();
        assert_eq!(answer.status(), StatusCode::OK);
        let answer: Value = answer.json().await.unwrap();
        assert_eq!(answer.as_array().unwrap().len(), 1, "{answer}");
        answer[0].clone()
    }
}

/// What a refusal says, after a check of its form.
pub async fn refused(answer: Response) -> (u16, Vec<String>) {
    let status = answer.status().as_u16();
    let errors: Value = answer.json().await.unwrap();
    let description = |error: &Value| {
        assert_eq!(error["code"], status);
        error["description"].as_str().unwrap().to_owned()
    };
    (status, errors.as_array().unwrap().iter().map(description).collect())
}

/// A photograph, as far as its beginning tells.
pub const JPEG: &[u8] = b"\xff\xd8\xff\xe0 a dark lamp";

/// A form in parts, as a browser sends it.
pub async fn in_parts(app: &App, fields: &[(&str, &str)], files: &[(&str, &str, &[u8])]) -> Response {
    let mut body = Vec::new();
    for (name, value) in fields {
        let head = format!("--edge\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
        body.extend_from_slice(head.as_bytes());
    }
    for (name, file_name, bytes) in files {
        let head = format!(
            "--edge\r\nContent-Disposition: form-data; name=\"{name}\"; filename=\"{file_name}\"\r\n\
             Content-Type: application/octet-stream\r\n\r\n"
        );
        body.extend_from_slice(head.as_bytes());
        body.extend_from_slice(bytes);
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(b"--edge--\r\n");
    let request = app.post("requests.json", "multipart/form-data; boundary=edge");
    request.body(body).send().await.unwrap()
}

/// A lamp that is reported with all that a resident may say.
pub const LAMP: [(&str, &str); 10] = [
    ("service_code", "valaistus"),
    ("description", "Lamppu on pimeä.\r\nRisteyksessä."),
    ("address_string", "Kuusitie 7"),
    ("lat", "61.0557"),
    ("long", "24.0650"),
    ("attribute[VIKA][]", "pimea"),
    ("attribute[VIKA][]", "rikki"),
    ("attribute[PYLVAS]", "K-113"),
    ("email", "salainen@koti.example"),
    ("phone", "09 000 7777"),
];

#[tokio::test]
async fn a_county_takes_no_reports() {
    let kaarna = start(Config::on(Body::Kaarna, today())).await.unwrap();
    assert_eq!(kaarna.open311_url(), None);
    let answer = stranger().get(format!("{}/open311/v2/services.json", kaarna.base_url())).send().await.unwrap();
    assert_eq!(answer.status(), StatusCode::NOT_FOUND);
    let description = crate::description::description(&kaarna).await;
    assert!(description["paths"].as_object().unwrap().keys().all(|path| !path.contains("open311")));
}

#[tokio::test]
async fn what_is_asked_of_another_municipality_is_refused() {
    let server = haikkala().await;
    let app = App::of(&server);
    app.json("services.json?jurisdiction_id=haikkala.example").await;
    let elsewhere = app.get("services.json?jurisdiction_id=mantylahti.example").send().await.unwrap();
    assert_eq!(refused(elsewhere).await, (404, vec!["jurisdiction_id was not found".to_owned()]));
    let posted = app.report("requests.json", &[&LAMP[..], &[("jurisdiction_id", "mantylahti.example")]].concat());
    assert_eq!(refused(posted.send().await.unwrap()).await.0, 404);
}
