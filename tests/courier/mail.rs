//! Reading what arrived.

use super::sink::Message;
use data_encoding::BASE64;

/// One part of a message that is no container.
#[derive(Debug)]
pub(crate) struct Part {
    pub(crate) headers: String,
    pub(crate) body: Vec<u8>,
}

impl Part {
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).replace("\r\n", "\n")
    }
}

impl Message {
    /// A header's value, unfolded.
    pub(crate) fn header(&self, name: &str) -> Option<String> {
        let head = self.data.split("\r\n\r\n").next()?.replace("\r\n ", " ");
        let prefix = format!("{name}: ");
        head.lines().find_map(|line| line.strip_prefix(&prefix).map(str::to_owned))
    }

    /// Every part that is no container, decoded.
    pub(crate) fn parts(&self) -> Vec<Part> {
        let mut parts = Vec::new();
        walk(&self.data, &mut parts);
        parts
    }

    /// The plain text.
    pub(crate) fn text(&self) -> String {
        self.part("text/plain").text()
    }

    /// The HTML.
    pub(crate) fn html(&self) -> String {
        self.part("text/html").text()
    }

    /// The file with this name.
    pub(crate) fn file(&self, name: &str) -> Option<Part> {
        self.parts().into_iter().find(|part| part.headers.contains(&format!("filename=\"{name}\"")))
    }

    fn part(&self, media_type: &str) -> Part {
        self.parts()
            .into_iter()
            .find(|part| part.headers.contains(media_type))
            .expect("a part of this type")
    }
}

fn walk(text: &str, parts: &mut Vec<Part>) {
    let (headers, body) = text.split_once("\r\n\r\n").unwrap_or((text, ""));
    let headers = headers.replace("\r\n ", " ").replace("\r\n\t", " ");
    if let Some((_, rest)) = headers.split_once("boundary=\"") {
        let boundary = rest.split('"').next().unwrap_or_default();
        let marker = format!("--{boundary}");
        for inner in body.split(&marker).skip(1) {
            if inner.starts_with("--") {
                break;
            }
            walk(inner.trim_start_matches("\r\n"), parts);
        }
        return;
    }
    let lower = headers.to_lowercase();
    let body = if lower.contains("transfer-encoding: base64") {
        let text: String = body.split_whitespace().collect();
        BASE64.decode(text.as_bytes()).expect("base64")
    } else if lower.contains("transfer-encoding: quoted-printable") {
        unquote(body)
    } else {
        body.as_bytes().to_vec()
    };
    parts.push(Part { headers, body });
}

fn unquote(text: &str) -> Vec<u8> {
    let joined = text.replace("=\r\n", "");
    let mut bytes = Vec::new();
    let mut rest = joined.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'=' {
            let pair: Vec<u8> = rest.by_ref().take(2).collect();
            bytes.extend(data_encoding::HEXUPPER.decode(&pair).expect("hex"));
        } else {
            bytes.push(byte);
        }
    }
    bytes
}
