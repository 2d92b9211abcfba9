//! The preview's web server.

use super::mail::{self, FormPage, MAIL};
use super::show::{Shown, State as PageState};
use crate::serve::{self, Door, Found, media_type};
use axum::Router;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch::Receiver;

/// How long a page is kept waiting for news before it asks again.
const PATIENCE: Duration = Duration::from_secs(25);

type Desk = State<Arc<Receiver<Arc<Shown>>>>;

/// All the routes. No page of a portal starts with a dot.
pub(super) fn router(
    shown: Arc<Receiver<Arc<Shown>>>,
    address: SocketAddr,
    network: bool,
) -> Router {
    let file = |name: &'static str, text: &'static str| {
        get(move || async move { ([(header::CONTENT_TYPE, media_type(name))], text) })
    };
    Router::new()
        .route("/.my-review/changes", get(changes))
        .route(&format!("{MAIL}/{{*page}}"), get(mail))
        .route("/.my-review/preview.js", file("preview.js", include_str!("page/preview.js")))
        .route("/.my-review/preview.css", file("preview.css", include_str!("page/preview.css")))
        .fallback(page)
        .layer(middleware::from_fn_with_state(Door { address, network }, serve::guard))
        .with_state(shown)
}

async fn page(State(shown): Desk, request: Request) -> Response {
    let shown = Arc::clone(&shown.borrow());
    page_of(&shown, request.uri().path())
}

fn page_of(shown: &Shown, path: &str) -> Response {
    if shown.site.is_empty() {
        let page = with_preview(NOTHING_YET.as_bytes(), &shown.state(&[]), "");
        return ([(header::CONTENT_TYPE, media_type("x.html"))], page).into_response();
    }
    serve::answer(&shown.site, path, |page| {
        let views = FormPage::at(path, shown).map_or_else(String::new, |form| form.views());
        with_preview(page, &shown.state(page), &views)
    })
}

/// The e-mail that the form at the rest of the path would bring.
async fn mail(State(shown): Desk, request: Request) -> Response {
    let shown = Arc::clone(&shown.borrow());
    let path = request.uri().path();
    let form = path.strip_prefix(MAIL).and_then(|page| FormPage::at(page, &shown));
    let Some((page, views)) = form.and_then(|form| Some((form.mail()?, form.views()))) else {
        return page_of(&shown, path);
    };
    let page = with_preview(page.as_bytes(), &state_of(&shown, path), &views);
    let mut response = ([(header::CONTENT_TYPE, media_type("x.html"))], page).into_response();
    let policy = HeaderValue::from_static(mail::POLICY);
    response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy);
    response
}

const NOTHING_YET: &str = "<!doctype html>\n<html lang=\"en\">\n<head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>Preview</title></head>\n<body>\n</body>\n</html>\n";

/// Waits until there is something new for the page that asks. It names itself
/// and what it has seen in headers, which no other site's page can set here.
async fn changes(State(shown): Desk, headers: HeaderMap) -> Response {
    let said = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    let (Some(path), Some(seen)) = (said("x-page"), said("x-seen")) else {
        return StatusCode::BAD_REQUEST.into_response();
    };
    let mut news = Receiver::clone(&shown);
    let wait = async {
        loop {
            let state = state_of(&news.borrow_and_update(), path);
            if state.all != seen || news.changed().await.is_err() {
                return state;
            }
        }
    };
    match tokio::time::timeout(PATIENCE, wait).await {
        Ok(state) => match serde_json::to_vec(&state) {
            Ok(json) => ([(header::CONTENT_TYPE, "application/json")], json).into_response(),
            Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
        },
        Err(_) => StatusCode::NO_CONTENT.into_response(),
    }
}

fn state_of(shown: &Shown, path: &str) -> PageState {
    match serve::find(&shown.site, path) {
        Found::File(_, page) => shown.state(page),
        _ => shown.state(shown.site.get("404.html").map(AsRef::as_ref).unwrap_or_default()),
    }
}

/// The page with the preview's part at its end, and with leave to ask this
/// server, and only this one, for news: from here nothing can be sent to a
/// letterbox.
fn with_preview(page: &[u8], state: &PageState, views: &str) -> Vec<u8> {
    let page = String::from_utf8_lossy(page);
    let (before, after) = match page.rfind("</body>") {
        Some(at) => page.split_at(at),
        None => (&*page, ""),
    };
    let hidden = if state.headline.is_empty() { " hidden" } else { "" };
    let open = if state.stale { " open" } else { "" };
    let part = format!(
        "<link rel=\"stylesheet\" href=\"/.my-review/preview.css\">\n\
         <section class=\"my-review-problems\" id=\"my-review-problems\" aria-label=\"Preview: problems\"{hidden}><details{open}>\
         <summary>{}</summary><pre tabindex=\"0\">{}</pre></details></section>\n\
         <script src=\"/.my-review/preview.js\" data-state=\"{}\" data-page=\"{}\"{views} defer></script>\n",
        escape(&state.headline),
        escape(&state.report),
        state.all,
        state.page,
    );
    format!("{}{part}{after}", ask_us_only(before)).into_bytes()
}

/// Replaces where the page may connect to.
fn ask_us_only(page: &str) -> String {
    let rule = "connect-src ";
    let Some(start) = page.find(rule).map(|at| at + rule.len()) else {
        return page.to_owned();
    };
    let end = page[start..].find("; ").map_or(start, |at| start + at);
    format!("{}&#39;self&#39;{}", &page[..start], &page[end..])
}

pub(super) fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
