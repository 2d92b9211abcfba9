//! The demo's web server, on loopback only: the site out of memory, and beside
//! it the pages that show the e-mails.

use super::mailbox::Mailbox;
use super::pages::{self, Pages};
use axum::Router;
use axum::extract::{Path, Request, State};
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::middleware::{self, Next};
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
        .layer(middleware::from_fn_with_state(Arc::clone(&shown), guard))
        .with_state(shown)
}

/// A page elsewhere could make a browser ask this server under another name
/// (DNS rebinding) and read what comes back: only our own names are answered.
async fn guard(State(shown): Desk, request: Request, next: Next) -> Response {
    let port = shown.address.port();
    let ours =
        [format!("127.0.0.1:{port}"), format!("localhost:{port}"), shown.address.to_string()];
    let host = request.headers().get(header::HOST).and_then(|host| host.to_str().ok());
    if !host.is_some_and(|host| ours.iter().any(|name| name == host)) {
        return (StatusCode::MISDIRECTED_REQUEST, "This address is for this computer only.\n")
            .into_response();
    }
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    for (name, value) in [
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::CACHE_CONTROL, "no-store"),
        (header::REFERRER_POLICY, "no-referrer"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    headers.entry(header::X_FRAME_OPTIONS).or_insert(HeaderValue::from_static("DENY"));
    response
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
        download("application/octet-stream", &attachment.name, attachment.bytes.clone())
    })
}

async fn site(State(shown): Desk, request: Request) -> Response {
    let path = request.uri().path().trim_start_matches('/');
    let file = if path.is_empty() || path.ends_with('/') {
        format!("{path}index.html")
    } else {
        path.to_owned()
    };
    if let Some(bytes) = shown.site.get(&file) {
        return ([(header::CONTENT_TYPE, media_type(&file))], bytes.clone()).into_response();
    }
    if shown.site.contains_key(&format!("{path}/index.html")) {
        return Redirect::permanent(&format!("/{path}/")).into_response();
    }
    let page = shown.site.get("404.html").cloned().unwrap_or_default();
    (StatusCode::NOT_FOUND, [(header::CONTENT_TYPE, media_type("404.html"))], page).into_response()
}

fn html(page: Result<String, pages::Broken>) -> Response {
    match page {
        Ok(page) => ([(header::CONTENT_TYPE, media_type("x.html"))], page).into_response(),
        Err(error) => (StatusCode::INTERNAL_SERVER_ERROR, error.to_string()).into_response(),
    }
}

fn download(media_type: &'static str, name: &str, bytes: Vec<u8>) -> Response {
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

/// The types of the files that a site has.
fn media_type(path: &str) -> &'static str {
    match path.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "webp" => "image/webp",
        "gif" => "image/gif",
        "mp3" => "audio/mpeg",
        "m4a" => "audio/mp4",
        "ogg" => "audio/ogg",
        "mp4" => "video/mp4",
        "webm" => "video/webm",
        "pdf" => "application/pdf",
        _ => "application/octet-stream",
    }
}
