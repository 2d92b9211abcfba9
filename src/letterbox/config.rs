//! What can be set. The operator sets the first half on the command line; the
//! paces and crowd sizes are for tests and for reading.

use std::fmt;
use std::net::IpAddr;
use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::time::Duration;
use thiserror::Error;

const MIB: u64 = 1024 * 1024;

/// Everything a letterbox needs to know.
#[derive(Clone, Debug)]
pub struct Config {
    /// Where `responses/<sha256>.age` go.
    pub inbox: Inbox,
    /// The sites whose pages may post.
    pub origins: Vec<Origin>,
    /// The largest file taken, in bytes.
    pub max_size: u64,
    /// How many bytes the inbox may hold before new files are refused with 507.
    pub inbox_max_bytes: u64,
    /// How many files the inbox may hold before new files are refused with 507.
    pub inbox_max_files: u64,
    /// Proxies whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Vec<IpAddr>,
    /// How slow a sender may be.
    pub pace: Pace,
    /// How many may come at once, and from one address.
    pub crowd: Crowd,
    /// Gets a line when the disk fails. It never holds an address or what was sent.
    pub log: fn(&str),
}

impl Config {
    /// 25 MiB: a sealed minute of video fits.
    pub const MAX_SIZE: u64 = 25 * MIB;
    /// 10 GiB: 400 files of the largest size, or half a million ordinary ones.
    pub const INBOX_MAX_BYTES: u64 = 10 * 1024 * MIB;
    /// A county's responses of several years; listing them still takes under a second.
    pub const INBOX_MAX_FILES: u64 = 100_000;

    /// The defaults, for this inbox and these sites.
    pub fn new(inbox: impl Into<Inbox>, origins: Vec<Origin>) -> Self {
        Self {
            inbox: inbox.into(),
            origins,
            max_size: Self::MAX_SIZE,
            inbox_max_bytes: Self::INBOX_MAX_BYTES,
            inbox_max_files: Self::INBOX_MAX_FILES,
            trusted_proxies: Vec::new(),
            pace: Pace::default(),
            crowd: Crowd::default(),
            log: |_| {},
        }
    }
}

/// Where sealed files are kept for the courier.
#[derive(Clone, Debug)]
pub enum Inbox {
    /// A folder; made if it is missing.
    Folder(PathBuf),
    /// A bucket or container, by its URL.
    #[cfg(feature = "object-store")]
    Objects(String),
}

impl<P: AsRef<Path>> From<P> for Inbox {
    fn from(folder: P) -> Self {
        Self::Folder(folder.as_ref().to_owned())
    }
}

impl fmt::Display for Inbox {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Folder(folder) => folder.display().fmt(f),
            #[cfg(feature = "object-store")]
            Self::Objects(url) => f.write_str(url),
        }
    }
}

impl FromStr for Inbox {
    type Err = String;

    /// Reads `--inbox`: a path, a `file://` URL, or that of an object store.
    fn from_str(text: &str) -> Result<Self, String> {
        if text.is_empty() {
            return Err("name a folder".to_owned());
        }
        #[cfg(feature = "object-store")]
        if crate::objects::SCHEMES.iter().any(|scheme| text.starts_with(scheme)) {
            return Ok(Self::Objects(text.to_owned()));
        }
        match text.strip_prefix("file://").unwrap_or(text).split_once("://") {
            Some((scheme, _)) => Err(format!(
                "{scheme}:// is no place that this program can write to; give a path such as /srv/my-review/inbox{STORES}"
            )),
            None => Ok(text.strip_prefix("file://").unwrap_or(text).into()),
        }
    }
}

/// What else an inbox may be, in this build.
#[cfg(feature = "object-store")]
const STORES: &str = ", or an object store's URL such as s3://northmoor-inbox/my-review";
#[cfg(not(feature = "object-store"))]
const STORES: &str = "; object stores are not in this build";

/// How slow a sender may be before its place is given to the next one.
#[derive(Clone, Copy, Debug)]
pub struct Pace {
    /// For a whole request header, and for a kept connection to send another.
    pub header: Duration,
    /// Between two pieces of a body.
    pub idle: Duration,
    /// For a body of any size, before [`Pace::bytes_per_second`] counts.
    pub grace: Duration,
    /// The slowest average of a long body: 4 KiB/s is half of the oldest mobile
    /// data lines.
    pub bytes_per_second: u32,
    /// How long a large upload waits for a place.
    pub wait: Duration,
    /// How long what follows a refusal is read and thrown away, so that a sender
    /// that writes everything before it reads still gets the answer.
    pub linger: Duration,
    /// A connection that neither asks nor takes its answers is dropped after this.
    pub stuck: Duration,
    /// How long what is under way may take when the letterbox is told to stop.
    pub shutdown: Duration,
}

impl Default for Pace {
    fn default() -> Self {
        Self {
            header: Duration::from_secs(5),
            idle: Duration::from_secs(10),
            grace: Duration::from_secs(20),
            bytes_per_second: 4096,
            wait: Duration::from_secs(10),
            linger: Duration::from_mins(1),
            stuck: Duration::from_secs(30),
            shutdown: Duration::from_secs(10),
        }
    }
}

/// How many may come at once, and how many from one address.
///
/// One address never gets more than a quarter of the places that are still free,
/// so that ten greedy ones together still leave room for the eleventh.
#[derive(Clone, Copy, Debug)]
pub struct Crowd {
    /// Connections open at once. With the uploads this bounds the open files.
    pub connections: usize,
    /// Bodies over 64 KiB on their way to the disk at once.
    pub uploads: usize,
    /// Responses from one address in a [`Crowd::window`]: 100 children, each
    /// answer sent, and repeated three times on a bad line.
    pub responses: u32,
    /// Junk from one address in a [`Crowd::window`], counted apart, so that one
    /// prankster does not shut out a school.
    pub junk: u32,
    /// What the two above are counted over.
    pub window: Duration,
}

impl Default for Crowd {
    fn default() -> Self {
        Self {
            connections: 2048,
            uploads: 512,
            responses: 400,
            junk: 400,
            window: Duration::from_mins(5),
        }
    }
}

/// A web origin, `https://host` or `https://host:port`, as a browser writes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin(String);

/// The text is no origin.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("an origin is https://host or https://host:port, without a path, a user or a *")]
pub struct OriginError;

impl Origin {
    /// As it stands in an `Origin` header.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Origin {
    type Err = OriginError;

    /// Takes a trailing slash, capitals and the scheme's own port away, since a
    /// browser never sends them and people copy them from the address bar.
    fn from_str(text: &str) -> Result<Self, OriginError> {
        let text = text.trim().to_ascii_lowercase();
        let text = text.strip_suffix('/').unwrap_or(&text);
        let (scheme, rest) = text.split_once("://").ok_or(OriginError)?;
        let own_port = match scheme {
            "https" => ":443",
            "http" => ":80",
            _ => return Err(OriginError),
        };
        let host = rest.strip_suffix(own_port).unwrap_or(rest);
        let plain = |c: char| c.is_ascii_alphanumeric() || "-._:[]".contains(c);
        if host.is_empty() || host.starts_with(':') || !host.chars().all(plain) {
            return Err(OriginError);
        }
        Ok(Self(format!("{scheme}://{host}")))
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_origin_is_read_as_a_browser_writes_it() {
        for (text, origin) in [
            ("https://a.example", "https://a.example"),
            ("HTTPS://A.example:443/", "https://a.example"),
            ("http://127.0.0.1:8080", "http://127.0.0.1:8080"),
            ("http://[::1]:80", "http://[::1]"),
        ] {
            assert_eq!(text.parse::<Origin>().expect("an origin").as_str(), origin);
        }
        for text in
            ["", "*", "null", "a.example", "https://", "https://a/b", "https://u@a", "ftp://a"]
        {
            assert_eq!(text.parse::<Origin>(), Err(OriginError), "{text}");
        }
    }

    #[test]
    fn an_inbox_is_a_folder_or_an_object_store() {
        for (text, shown) in [("./inbox", "./inbox"), ("file:///srv/inbox", "/srv/inbox")] {
            let inbox: Inbox = text.parse().expect("an inbox");
            assert!(matches!(inbox, Inbox::Folder(_)));
            assert_eq!(inbox.to_string(), shown);
        }
        for text in ["", "ftp://a.example/inbox", "https://a.example"] {
            assert!(text.parse::<Inbox>().is_err(), "{text}");
        }
        let store = "s3://bucket/prefix".parse::<Inbox>();
        assert_eq!(store.is_ok(), cfg!(feature = "object-store"));
    }
}
