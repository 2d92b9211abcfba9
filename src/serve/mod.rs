//! What the demo's and the preview's web servers share: a site out of memory,
//! and the guard at the door.

use axum::extract::{Request, State};
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use percent_encoding::percent_decode_str;
use std::collections::BTreeMap;
use std::net::SocketAddr;

/// Under which names a server may be asked.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Door {
    /// Where it listens.
    pub(crate) address: SocketAddr,
    /// Whether other machines may ask, too.
    pub(crate) network: bool,
}

impl Door {
    /// A page elsewhere could make a browser ask this server under a name of
    /// its own (DNS rebinding) and read what comes back. That needs a name: so
    /// only this computer's, and bare numbers, are answered.
    fn lets_in(self, host: &str) -> bool {
        let port = self.address.port();
        if host == format!("localhost:{port}") || host == self.address.to_string() {
            return true;
        }
        host.parse::<SocketAddr>()
            .is_ok_and(|asked| asked.port() == port && (self.network || asked.ip().is_loopback()))
    }
}

/// Turns away what asks under another name, and marks every answer as nobody
/// else's to show or to keep.
pub(crate) async fn guard(State(door): State<Door>, request: Request, next: Next) -> Response {
    let host = request.headers().get(header::HOST).and_then(|host| host.to_str().ok());
    if !host.is_some_and(|host| door.lets_in(host)) {
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

/// What stands at an address of a site.
pub(crate) enum Found<'s> {
    /// This file.
    File(&'s str, &'s [u8]),
    /// A page whose address ends in a slash.
    Page(String),
    /// Nothing.
    Missing,
}

/// Looks up the path of a request.
pub(crate) fn find<'s, B: AsRef<[u8]>>(site: &'s BTreeMap<String, B>, path: &str) -> Found<'s> {
    let path = percent_decode_str(path.trim_start_matches('/')).decode_utf8_lossy();
    let file = if path.is_empty() || path.ends_with('/') {
        format!("{path}index.html")
    } else {
        path.to_string()
    };
    if let Some((name, bytes)) = site.get_key_value(&file) {
        return Found::File(name, bytes.as_ref());
    }
    if site.contains_key(&format!("{path}/index.html")) {
        return Found::Page(format!("/{path}/"));
    }
    Found::Missing
}

/// The answer to a request for the site. `page` may still change a page.
pub(crate) fn answer<B: AsRef<[u8]>>(
    site: &BTreeMap<String, B>,
    path: &str,
    page: impl Fn(&[u8]) -> Vec<u8>,
) -> Response {
    match find(site, path) {
        Found::File(name, bytes) => {
            let kind = media_type(name);
            let bytes = if kind.starts_with("text/html") { page(bytes) } else { bytes.to_vec() };
            ([(header::CONTENT_TYPE, kind)], bytes).into_response()
        }
        Found::Page(to) => Redirect::temporary(&to).into_response(),
        Found::Missing => {
            let bytes = page(site.get("404.html").map(AsRef::as_ref).unwrap_or_default());
            let kind = [(header::CONTENT_TYPE, media_type("404.html"))];
            (StatusCode::NOT_FOUND, kind, bytes).into_response()
        }
    }
}

/// The types of the files that a site has.
pub(crate) fn media_type(path: &str) -> &'static str {
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
        "wav" => "audio/wav",
        "m4a" => "audio/mp4",
        "ogg" => "audio/ogg",
        "mp4" => "video/mp4",
        "webm" => "video/webm",
        "pdf" => "application/pdf",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_our_own_names_are_let_in() {
        let here = Door { address: ([127, 0, 0, 1], 8383).into(), network: false };
        for (host, let_in) in [
            ("127.0.0.1:8383", true),
            ("localhost:8383", true),
            ("[::1]:8383", true),
            ("127.0.0.1:80", false),
            ("127.0.0.1", false),
            ("evil.example:8383", false),
            ("192.168.1.5:8383", false),
            ("", false),
        ] {
            assert_eq!(here.lets_in(host), let_in, "{host}");
        }
        let network = Door { address: ([0, 0, 0, 0], 8383).into(), network: true };
        assert!(network.lets_in("192.168.1.5:8383"));
        assert!(!network.lets_in("evil.example:8383"));
    }
}
