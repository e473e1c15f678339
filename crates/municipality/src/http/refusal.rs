//! Answers that refuse: RFC 9457 problem details, whatever went wrong.

use axum::{
    extract::rejection::{JsonRejection, PathRejection, QueryRejection},
    http::{HeaderName, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use resident_api::{
    FieldError, PROBLEM_CURSOR_EXPIRED, PROBLEM_DECISION_WITHDRAWN, PROBLEM_RECEIPT_OVER, PROBLEM_SIGN_IN, Problem,
};

use crate::registry::{
    ConsentFault, DeedFault, FeedFault, LetterFault, OpeningFault, ReceiptFault, RegistryError, UploadFault,
};

/// A refusal, to be sent as `application/problem+json`.
#[derive(Debug)]
pub(crate) struct Refusal(Box<Parts>);

#[derive(Debug)]
struct Parts {
    status: StatusCode,
    kind: &'static str,
    title: &'static str,
    detail: Option<String>,
    errors: Vec<FieldError>,
    headers: Vec<(HeaderName, HeaderValue)>,
}

impl Refusal {
    /// A refusal whose status says it all.
    pub(crate) fn new(status: StatusCode) -> Self {
        let title = status.canonical_reason().unwrap_or("Error");
        Self(Box::new(Parts {
            status,
            kind: "about:blank",
            title,
            detail: None,
            errors: Vec::new(),
            headers: Vec::new(),
        }))
    }

    /// Its status.
    pub(crate) fn status(&self) -> StatusCode {
        self.0.status
    }

    /// The cursor is too old; the client starts again without one.
    fn cursor_expired() -> Self {
        let refusal = Self::new(StatusCode::GONE);
        refusal.kind(PROBLEM_CURSOR_EXPIRED, "Cursor expired").detail("Start again without a cursor.")
    }

    /// No token, or none that is good here (RFC 6750 §3.1 wants the two told apart).
    pub(crate) fn sign_in(token_was_sent: bool) -> Self {
        if token_was_sent {
            return Self::sign_in_with(HeaderValue::from_static(
                "Bearer realm=\"resident-api\", error=\"invalid_token\"",
            ));
        }
        Self::sign_in_with(HeaderValue::from_static("Bearer realm=\"resident-api\""))
            .header(header::WWW_AUTHENTICATE, HeaderValue::from_static("DPoP realm=\"resident-api\", algs=\"ES256\""))
    }

    /// The same, with this challenge.
    pub(super) fn sign_in_with(challenge: HeaderValue) -> Self {
        Self::new(StatusCode::UNAUTHORIZED).kind(PROBLEM_SIGN_IN, "Sign in").header(header::WWW_AUTHENTICATE, challenge)
    }

    fn kind(mut self, kind: &'static str, title: &'static str) -> Self {
        self.0.kind = kind;
        self.0.title = title;
        self
    }

    /// Adds what is wrong this time.
    pub(crate) fn detail(mut self, detail: impl Into<String>) -> Self {
        self.0.detail = Some(detail.into());
        self
    }

    /// Adds which parts of the request are not acceptable.
    fn errors(mut self, errors: Vec<FieldError>) -> Self {
        self.0.errors = errors;
        self
    }

    /// Adds a header.
    pub(crate) fn header(mut self, name: HeaderName, value: HeaderValue) -> Self {
        self.0.headers.push((name, value));
        self
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let Parts { status, kind, title, detail, errors, headers } = *self.0;
        let status_code = status.as_u16();
        let problem = Problem { r#type: kind.to_owned(), title: title.to_owned(), status: status_code, detail, errors };
        let mut answer = (status, axum::Json(problem)).into_response();
        answer.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        answer.headers_mut().extend(headers);
        answer
    }
}

impl From<RegistryError> for Refusal {
    /// What went wrong inside is for the log; outside it is of no use but to an attacker.
    fn from(error: RegistryError) -> Self {
        if let RegistryError::UnknownPersona(_) = error {
            return Self::new(StatusCode::NOT_FOUND).detail("There is no such persona.");
        }
        tracing::error!(%error, "the registry failed");
        Self::new(StatusCode::INTERNAL_SERVER_ERROR)
    }
}

impl From<FeedFault> for Refusal {
    fn from(fault: FeedFault) -> Self {
        match fault {
            FeedFault::Malformed => {
                Self::new(StatusCode::BAD_REQUEST).detail("`after` is not a cursor this server gave to this resident.")
            }
            FeedFault::Expired => Self::cursor_expired(),
            FeedFault::Registry(error) => error.into(),
        }
    }
}

impl From<OpeningFault> for Refusal {
    fn from(fault: OpeningFault) -> Self {
        match fault {
            OpeningFault::NoSuchItem => Self::new(StatusCode::NOT_FOUND),
            // draft-ietf-httpapi-idempotency-key-header: a key used again with another request.
            OpeningFault::KeyReused => {
                Self::new(StatusCode::UNPROCESSABLE_ENTITY).detail("This Idempotency-Key belongs to another request.")
            }
            OpeningFault::Registry(error) => error.into(),
        }
    }
}

impl From<DeedFault> for Refusal {
    fn from(fault: DeedFault) -> Self {
        let unprocessable = || Self::new(StatusCode::UNPROCESSABLE_ENTITY);
        match fault {
            DeedFault::NoSuchPerson => unprocessable().detail("Name and code do not belong together."),
            DeedFault::NotAcceptable => unprocessable().detail("A matter, a day or the kind is not acceptable."),
            DeedFault::NoSuchRight => Self::new(StatusCode::NOT_FOUND),
            DeedFault::KeyReused => unprocessable().detail("This Idempotency-Key belongs to another request."),
            DeedFault::Registry(error) => error.into(),
        }
    }
}

impl From<LetterFault> for Refusal {
    fn from(fault: LetterFault) -> Self {
        let unprocessable = || Self::new(StatusCode::UNPROCESSABLE_ENTITY);
        match fault {
            LetterFault::NoRight => Self::new(StatusCode::FORBIDDEN).detail("No right to act in this matter."),
            LetterFault::NoSuchItem => Self::new(StatusCode::NOT_FOUND),
            LetterFault::Closed => Self::new(StatusCode::CONFLICT).detail("The case is closed."),
            LetterFault::Newer => Self::new(StatusCode::PRECONDITION_FAILED)
                .detail("There is something newer in the case than `read_until`."),
            LetterFault::NotAcceptable(errors) => {
                unprocessable().detail("Parts of the letter are not acceptable.").errors(errors)
            }
            LetterFault::KeyReused => unprocessable().detail("This Idempotency-Key belongs to another request."),
            LetterFault::Registry(error) => error.into(),
        }
    }
}

impl From<ConsentFault> for Refusal {
    fn from(fault: ConsentFault) -> Self {
        let unprocessable = || Self::new(StatusCode::UNPROCESSABLE_ENTITY);
        match fault {
            ConsentFault::NoRight => Self::new(StatusCode::FORBIDDEN).detail("No right to say this for them."),
            ConsentFault::NoSuchRecord => Self::new(StatusCode::NOT_FOUND),
            ConsentFault::Closed => {
                Self::new(StatusCode::CONFLICT).detail("It does not stand so that this can be said.")
            }
            ConsentFault::OtherNotice => Self::new(StatusCode::PRECONDITION_FAILED)
                .detail("The notice is another by now than the one that was shown."),
            ConsentFault::NotAcceptable(errors) => {
                unprocessable().detail("Parts of it are not acceptable.").errors(errors)
            }
            ConsentFault::KeyReused => unprocessable().detail("This Idempotency-Key belongs to another request."),
            ConsentFault::Registry(error) => error.into(),
        }
    }
}

impl From<ReceiptFault> for Refusal {
    fn from(fault: ReceiptFault) -> Self {
        let gone = |kind, title| Self::new(StatusCode::GONE).kind(kind, title);
        match fault {
            ReceiptFault::NoRight => Self::new(StatusCode::FORBIDDEN).detail("No right to act in this matter."),
            ReceiptFault::NoSuchDecision => Self::new(StatusCode::NOT_FOUND),
            ReceiptFault::Withdrawn => gone(PROBLEM_DECISION_WITHDRAWN, "Decision withdrawn"),
            ReceiptFault::Over => gone(PROBLEM_RECEIPT_OVER, "Time to receive it is over"),
            ReceiptFault::KeyReused => {
                Self::new(StatusCode::UNPROCESSABLE_ENTITY).detail("This Idempotency-Key belongs to another request.")
            }
            ReceiptFault::Registry(error) => error.into(),
        }
    }
}

impl From<UploadFault> for Refusal {
    fn from(fault: UploadFault) -> Self {
        let unprocessable = || Self::new(StatusCode::UNPROCESSABLE_ENTITY);
        match fault {
            UploadFault::TooLarge => Self::new(StatusCode::PAYLOAD_TOO_LARGE),
            UploadFault::NotAcceptable => unprocessable().detail("The file is not acceptable."),
            // Answered with where it has come to, before it gets here.
            UploadFault::OtherOffset(_) => Self::new(StatusCode::CONFLICT),
            UploadFault::NoSuchUpload => Self::new(StatusCode::NOT_FOUND),
            UploadFault::KeyReused => unprocessable().detail("This Idempotency-Key belongs to another file."),
            UploadFault::Registry(error) => error.into(),
        }
    }
}

impl From<JsonRejection> for Refusal {
    fn from(rejection: JsonRejection) -> Self {
        Self::new(rejection.status()).detail(rejection.body_text())
    }
}

impl From<QueryRejection> for Refusal {
    fn from(rejection: QueryRejection) -> Self {
        Self::new(rejection.status()).detail(rejection.body_text())
    }
}

impl From<PathRejection> for Refusal {
    /// A path that cannot be read names nothing.
    fn from(_: PathRejection) -> Self {
        Self::new(StatusCode::NOT_FOUND)
    }
}
