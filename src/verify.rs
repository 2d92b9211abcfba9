//! Holds a deployed site against the manifest of the build that it came from.

use crate::site::{Manifest, ManifestFile};
use data_encoding::HEXLOWER;
use http_body_util::{BodyExt, Empty};
use hyper::body::{Body, Bytes, Incoming};
use hyper::{Request, Response, StatusCode, Uri, header};
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use sha2::{Digest, Sha256};
use std::io;
use std::sync::Arc;
use std::time::Duration;
use thiserror::Error;
use tokio::sync::Semaphore;

/// How many files are fetched at once: enough to be quick, few enough for a
/// small host.
const AT_ONCE: usize = 8;

/// The longest that one file may take.
const PATIENCE: Duration = Duration::from_mins(1);

/// Static hosts send `…/index.html` to `…/`; more than a few steps is a loop.
const MAX_STEPS: usize = 5;

/// What is written otherwise in a URL's path.
const IN_PATH: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// Why nothing could be compared.
#[derive(Debug, Error)]
pub enum CannotVerify {
    /// Not an address of a site.
    #[error("“{0}” is not an address that starts with https:// or http://")]
    Address(String),
    /// No certificates to trust.
    #[error("this computer's list of trusted certificates cannot be read: {0}")]
    Certificates(io::Error),
    /// Nothing answered at all.
    #[error("{0}")]
    NoAnswer(String),
}

/// A file that is not as it was built.
#[derive(Debug, PartialEq, Eq)]
pub struct Differs {
    /// Its path in the site.
    pub path: String,
    /// In what way, as the end of a sentence.
    pub how: String,
}

type Https = Client<HttpsConnector<HttpConnector>, Empty<Bytes>>;

/// Fetches every file of the manifest, and names those that differ, in its
/// order. `done` is told after each file.
///
/// # Errors
/// When the address is none, or nothing at all answers there.
pub async fn verify(
    url: &str,
    manifest: &Manifest,
    done: impl Fn(),
) -> Result<Vec<Differs>, CannotVerify> {
    let base = base(url)?;
    let https = HttpsConnectorBuilder::new()
        .with_native_roots()
        .map_err(CannotVerify::Certificates)?
        .https_or_http()
        .enable_http1()
        .build();
    let client: Https = Client::builder(TokioExecutor::new()).build(https);
    let places = Arc::new(Semaphore::new(AT_ONCE));
    let mut running = Vec::new();
    for file in &manifest.files {
        let (client, base, places, file) =
            (client.clone(), base.clone(), Arc::clone(&places), file.clone());
        running.push(tokio::spawn(async move {
            let _place = places.acquire_owned().await;
            match tokio::time::timeout(PATIENCE, compare(&client, &base, &file)).await {
                Ok(outcome) => outcome,
                Err(_) => Outcome::NoAnswer("no whole answer came within a minute".to_owned()),
            }
        }));
    }
    let mut differing = Vec::new();
    let mut answered = manifest.files.is_empty();
    for (file, task) in manifest.files.iter().zip(running) {
        let outcome = task.await.unwrap_or_else(|error| Outcome::NoAnswer(error.to_string()));
        done();
        let how = match outcome {
            Outcome::Same => {
                answered = true;
                continue;
            }
            Outcome::Differs(how) => {
                answered = true;
                how
            }
            Outcome::NoAnswer(why) => format!("could not be fetched: {why}"),
        };
        differing.push(Differs { path: file.path.clone(), how });
    }
    match differing.first() {
        Some(first) if !answered => {
            Err(CannotVerify::NoAnswer(format!("{base} does not answer: {}", first.how)))
        }
        _ => Ok(differing),
    }
}

/// The site's address with a slash at its end.
fn base(url: &str) -> Result<String, CannotVerify> {
    let wrong = || CannotVerify::Address(url.to_owned());
    let uri: Uri = url.parse().map_err(|_| wrong())?;
    let web = matches!(uri.scheme_str(), Some("https" | "http"));
    if !web || uri.host().is_none_or(str::is_empty) || uri.query().is_some() {
        return Err(wrong());
    }
    Ok(if url.ends_with('/') { url.to_owned() } else { format!("{url}/") })
}

enum Outcome {
    Same,
    Differs(String),
    NoAnswer(String),
}

async fn compare(client: &Https, base: &str, file: &ManifestFile) -> Outcome {
    let mut uri = match format!("{base}{}", utf8_percent_encode(&file.path, IN_PATH)).parse::<Uri>()
    {
        Ok(uri) => uri,
        Err(error) => return Outcome::Differs(format!("its name makes no address: {error}")),
    };
    for _ in 0..MAX_STEPS {
        let request = Request::get(uri.clone())
            .header(header::USER_AGENT, concat!("my-review/", env!("CARGO_PKG_VERSION")))
            .header(header::ACCEPT_ENCODING, "identity")
            .header(header::CACHE_CONTROL, "no-cache");
        let request = match request.body(Empty::new()) {
            Ok(request) => request,
            Err(error) => return Outcome::NoAnswer(error.to_string()),
        };
        let answer = match client.request(request).await {
            Ok(answer) => answer,
            Err(error) => return Outcome::NoAnswer(root_cause(&error)),
        };
        if answer.status().is_redirection() {
            match next(&uri, &answer) {
                Ok(to) => uri = to,
                Err(how) => return Outcome::Differs(how),
            }
            continue;
        }
        // Hosts show the page for missing addresses with their own status.
        let shown = answer.status() == StatusCode::OK
            || (file.path == "404.html" && answer.status() == StatusCode::NOT_FOUND);
        return match answer.status() {
            _ if shown => content(answer, file).await,
            StatusCode::NOT_FOUND => Outcome::Differs("is missing".to_owned()),
            status => Outcome::Differs(format!("is answered with {status}")),
        };
    }
    Outcome::Differs("is sent on from one address to the next without end".to_owned())
}

/// Where a redirect leads: on this host only.
fn next(from: &Uri, answer: &Response<Incoming>) -> Result<Uri, String> {
    let to =
        answer.headers().get(header::LOCATION).and_then(|to| to.to_str().ok()).unwrap_or_default();
    let elsewhere = || format!("is sent on to another place: {to}");
    let parsed: Uri = to.parse().map_err(|_| elsewhere())?;
    let Some(authority) = parsed.authority() else {
        let scheme = from.scheme_str().unwrap_or("https");
        let host = from.authority().map_or("", |authority| authority.as_str());
        let path = if to.starts_with('/') {
            to.to_owned()
        } else {
            let folder = from.path().rsplit_once('/').map_or("", |(folder, _)| folder);
            format!("{folder}/{to}")
        };
        return format!("{scheme}://{host}{path}").parse().map_err(|_| elsewhere());
    };
    if parsed.scheme() == from.scheme() && Some(authority) == from.authority() {
        Ok(parsed)
    } else {
        Err(elsewhere())
    }
}

/// Reads the answer, but no more of it than shows that it is too long.
async fn content(answer: Response<Incoming>, file: &ManifestFile) -> Outcome {
    let mut body = answer.into_body();
    if let Some(size) = body.size_hint().exact().filter(|size| *size != file.size) {
        return Outcome::Differs(size_differs(size, file));
    }
    let mut hasher = Sha256::new();
    let mut size = 0;
    while let Some(frame) = body.frame().await {
        let frame = match frame {
            Ok(frame) => frame,
            Err(error) => return Outcome::NoAnswer(root_cause(&error)),
        };
        let Ok(bytes) = frame.into_data() else { continue };
        size += bytes.len() as u64;
        if size > file.size {
            return Outcome::Differs(format!(
                "differs: it is longer than the {} bytes built",
                file.size
            ));
        }
        hasher.update(&bytes);
    }
    if size != file.size {
        return Outcome::Differs(size_differs(size, file));
    }
    if HEXLOWER.encode(&hasher.finalize()) == file.sha256 {
        Outcome::Same
    } else {
        Outcome::Differs("differs: its content is another one".to_owned())
    }
}

fn size_differs(size: u64, file: &ManifestFile) -> String {
    format!("differs: {size} bytes, and {} were built", file.size)
}

/// The innermost error says it plainest.
fn root_cause(error: &dyn std::error::Error) -> String {
    let mut cause = error;
    while let Some(inner) = cause.source() {
        cause = inner;
    }
    cause.to_string()
}
