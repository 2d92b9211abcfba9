//! Sample answers, sealed and posted as a browser would.

use super::DemoError;
use super::sample::{self, By};
use super::stage::Stage;
use crate::courier::Invited;
use crate::form::{About, Catalogue, VersionedForm};
use crate::seal;
use http_body_util::{BodyExt, Full};
use hyper::body::Bytes;
use hyper::{Method, Request, StatusCode, header};
use hyper_util::client::legacy::Client;
use hyper_util::rt::TokioExecutor;
use std::net::SocketAddr;

/// One sealed answer for each form.
pub(super) fn samples(
    catalogue: &Catalogue,
    invited: &[Invited],
    stage: &Stage,
) -> Result<Vec<Vec<u8>>, DemoError> {
    let samples = catalogue.forms.iter().enumerate().map(|(at, form)| {
        // By turns, so that a portal with two recordings shows one of each.
        let (by, film) = (by(form, invited, stage), at % 2 == 1);
        let response = sample::response(&form.definition, &form.version, by, film);
        let text = serde_json::to_vec(&response)?;
        seal::seal(&text, std::slice::from_ref(&stage.recipient))
            .map_err(|error| DemoError::Format(error.to_string()))
    });
    samples.collect()
}

/// By the first link to the form; where nobody has one, the first child says
/// who they are.
fn by(form: &VersionedForm, invited: &[Invited], stage: &Stage) -> By {
    if let Some(link) = invited.iter().find(|link| link.form == form.id) {
        return By::Invitation(link.token.clone());
    }
    let child = stage.children.first();
    By::Name(About {
        name: child.map(|child| child.name.clone()).unwrap_or_default(),
        date_of_birth: child.map(|child| child.date_of_birth),
        iro: None,
    })
}

/// Posts one sealed answer.
pub(super) async fn post(to: SocketAddr, origin: &str, sealed: Vec<u8>) -> Result<(), DemoError> {
    let client = Client::builder(TokioExecutor::new()).build_http::<Full<Bytes>>();
    let request = Request::builder()
        .method(Method::POST)
        .uri(format!("http://{to}/responses"))
        .header(header::ORIGIN, origin)
        .header(header::CONTENT_TYPE, "application/octet-stream")
        .body(Full::new(Bytes::from(sealed)))
        .map_err(|error| DemoError::NotTaken(error.to_string()))?;
    let answer =
        client.request(request).await.map_err(|error| DemoError::NotTaken(error.to_string()))?;
    if answer.status() == StatusCode::CREATED {
        return Ok(());
    }
    let status = answer.status();
    let said = answer
        .into_body()
        .collect()
        .await
        .map(|body| String::from_utf8_lossy(&body.to_bytes()).into_owned())
        .unwrap_or_default();
    Err(DemoError::NotTaken(format!("{status} {said}")))
}
