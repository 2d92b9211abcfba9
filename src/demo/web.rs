//! The demo's web server, on loopback only: the site out of memory, and beside
//! it the pages that show the e-mails.

use super::mailbox::Mailbox;
use super::pages::{self, Pages};
use crate::serve::{self, Door, media_type};
use axum::Router;
use axum::extract::{Path, Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::Arc;

/// What every request can look at.
pub(super) struct Shown {
    /// The site's files, by path.
    pub(super) site: BTreeMap<String, Vec<u8>>,
    /// The courier's mails.
    pub(super) mailbox: Mailbox,
    /// The demo's own pages.
    pub(super) pages: Pages,
    /// Where this server listens.
    pub(super) address: SocketAddr,
}

type Desk = State<Arc<Shown>>;

/// All the routes.
pub(super) fn router(shown: Shown) -> Router {
    let door = Door { address: shown.address, network: false };
    let shown = Arc::new(shown);
    Router::new()
        .route("/demo/", get(front))
        .route("/demo/demo.css", get(style))
        .route("/demo", get(|| async { Redirect::permanent("/demo/") }))
        .route("/demo/mail/{id}/", get(mail))
        .route("/demo/mail/{id}/body.html", get(body))
        .route("/demo/mail/{id}/message.eml", get(message))
        .route("/demo/mail/{id}/attachment/{number}", get(attachment))
        .fallback(site)
        .layer(middleware::from_fn_with_state(door, serve::guard))
        .with_state(shown)
}

async fn front(State(shown): Desk) -> Response {
    html(shown.pages.front(&shown.mailbox.list()))
}

async fn style() -> Response {
    ([(header::CONTENT_TYPE, media_type("demo.css"))], include_str!("templates/demo.css"))
        .into_response()
}

async fn mail(State(shown): Desk, Path(id): Path<String>) -> Response {
    shown.mailbox.read(&id).map_or_else(missing, |mail| html(shown.pages.mail(&mail)))
}

/// The mail's own HTML, shut in: it can run nothing and load nothing.
async fn body(State(shown): Desk, Path(id): Path<String>) -> Response {
    let Some(mail) = shown.mailbox.read(&id) else { return missing() };
    let mut response = html(Ok(mail.html.clone()));
    let policy = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:";
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(policy));
    headers.insert(header::X_FRAME_OPTIONS, HeaderValue::from_static("SAMEORIGIN"));
    response
}

async fn message(State(shown): Desk, Path(id): Path<String>) -> Response {
    shown
        .mailbox
        .read(&id)
        .map_or_else(missing, |mail| download("message/rfc822", "message.eml", mail.raw.clone()))
}

async fn attachment(State(shown): Desk, Path((id, number)): Path<(String, usize)>) -> Response {
    let mail = shown.mailbox.read(&id);
    let found = mail.as_ref().and_then(|mail| mail.attachments.get(number));
    found.map_or_else(missing, |attachment| {
        // What the page shows or plays; everything else is bytes.
        let shown = ["image/png", "image/jpeg", "image/webp", "audio/", "video/"];
        let is_shown = shown.iter().any(|kind| attachment.media_type.starts_with(kind));
        let media_type = if is_shown { &attachment.media_type } else { "application/octet-stream" };
        download(media_type, &attachment.name, attachment.bytes.clone())
    })
}

async fn site(State(shown): Desk, request: Request) -> Response {
    serve::answer(&shown.site, request.uri().path(), <[u8]>::to_vec)
}

fn html(page: Result<String, pages::Broken>) -> Response {
    match page {
        Ok(page) => ([(header::CONTENT_TYPE, media_type("x.html"))], page).into_response(),
        Err(error) => (StatusCode::INTERNAL_SERVER_ERROR, error.to_string()).into_response(),
    }
}

fn download(media_type: &str, name: &str, bytes: Vec<u8>) -> Response {
    // Our own names only: letters, digits, dots and hyphens.
    let name: String =
        name.chars().filter(|c| c.is_ascii_alphanumeric() || ".-".contains(*c)).collect();
    let disposition = format!("attachment; filename=\"{name}\"");
    (
        [(header::CONTENT_TYPE, media_type.to_owned()), (header::CONTENT_DISPOSITION, disposition)],
        bytes,
    )
        .into_response()
}

fn missing() -> Response {
    (StatusCode::NOT_FOUND, "There is no such mail.\n").into_response()
}
