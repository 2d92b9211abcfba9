//! `mail.smtp` in courier.yaml.

use crate::courier::config::MailConfig;
use crate::courier::error::{CannotRun, Result};
use crate::courier::files;
use std::net::IpAddr;
use zeroize::Zeroizing;

/// The environment variable that may hold the password.
const PASSWORD: &str = "MY_REVIEW_SMTP_PASSWORD";

/// A mail server and how to reach it.
pub(crate) struct SmtpServer {
    pub(crate) host: String,
    pub(crate) port: u16,
    pub(crate) security: Security,
    pub(crate) user: Option<(String, Zeroizing<String>)>,
}

/// When the connection becomes secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Security {
    /// From its first byte.
    Implicit,
    /// After the server was asked in the clear; nothing else is said before.
    StartTls,
    /// Never: the host is this machine.
    Loopback,
}

impl SmtpServer {
    /// Reads the URL, and the password if it names a user.
    pub(crate) fn from_config(mail: &MailConfig) -> Result<Self> {
        let url = mail.smtp.as_deref().unwrap_or_default();
        let (mut server, user) = parse(url)?;
        if let Some(user) = user {
            server.user = Some((user, password(mail)?));
        }
        Ok(server)
    }
}

fn wrong(problem: &str, help: &str) -> CannotRun {
    CannotRun::new(format!("courier.yaml, mail.smtp: {problem}"), help)
}

fn parse(url: &str) -> Result<(SmtpServer, Option<String>)> {
    let (scheme, rest) = url.split_once("://").unwrap_or(("", url));
    let (security, standard_port) = match scheme {
        "smtps" => (Security::Implicit, 465),
        "smtp+starttls" => (Security::StartTls, 587),
        "smtp" => (Security::Loopback, 25),
        _ => {
            return Err(wrong(
                "it is not the address of a mail server",
                "write it as smtps://user@mail.council.example",
            ));
        }
    };
    let rest = rest.strip_suffix('/').unwrap_or(rest);
    let (user, place) = match rest.rsplit_once('@') {
        Some((user, place)) => (Some(user), place),
        None => (None, rest),
    };
    if user.is_some_and(|user| user.contains(':')) {
        return Err(wrong(
            "a password stands in it",
            "take it out, and put it into a file that password_file names, or into MY_REVIEW_SMTP_PASSWORD",
        ));
    }
    let user = user.map(percent_decoded).transpose()?;
    let (host, port) = host_and_port(place, standard_port)?;
    if security == Security::Loopback && !is_loopback(&host) {
        return Err(wrong(
            "plain smtp:// is for this machine only, because everybody on the way can read it",
            "use smtps:// or smtp+starttls://, or a mail relay on this machine with smtp://localhost",
        ));
    }
    let server = SmtpServer { host, port, security, user: None };
    Ok((server, user))
}

fn host_and_port(place: &str, standard: u16) -> Result<(String, u16)> {
    let (host, port) = match place.strip_prefix('[') {
        Some(rest) => {
            let (host, rest) = rest
                .split_once(']')
                .ok_or_else(|| wrong("a ] is missing", "write it as smtps://[::1]:465"))?;
            (host, rest.strip_prefix(':'))
        }
        None => match place.split_once(':') {
            Some((host, port)) => (host, Some(port)),
            None => (place, None),
        },
    };
    let port = match port {
        None => standard,
        Some(text) => text
            .parse()
            .map_err(|_| wrong("the port is not a number", "leave it out, or write :465"))?,
    };
    if host.is_empty() || host.contains(['/', '?', '#', ' ']) {
        return Err(wrong("it names no server", "write it as smtps://user@mail.council.example"));
    }
    Ok((host.to_owned(), port))
}

fn is_loopback(host: &str) -> bool {
    host.eq_ignore_ascii_case("localhost")
        || host.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

fn percent_decoded(text: &str) -> Result<String> {
    let bad = || wrong("the user's name has a % that stands for nothing", "write @ as %40");
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let pair = [rest.next().ok_or_else(bad)?, rest.next().ok_or_else(bad)?];
            let decoded = data_encoding::HEXLOWER_PERMISSIVE.decode(&pair).map_err(|_| bad())?;
            bytes.extend(decoded);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).map_err(|_| bad())
}

fn password(mail: &MailConfig) -> Result<Zeroizing<String>> {
    if let Some(path) = &mail.password_file {
        let content = files::read_private(path, "mail server's password")?;
        let text = Zeroizing::new(String::from_utf8_lossy(&content).into_owned());
        return Ok(Zeroizing::new(text.trim_end_matches(['\r', '\n']).to_owned()));
    }
    std::env::var(PASSWORD).map(Zeroizing::new).map_err(|_| {
        wrong(
            "it names a user, and there is no password",
            "put it into a file that password_file names, or into MY_REVIEW_SMTP_PASSWORD",
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(url: &str) -> std::result::Result<(String, u16, Security, Option<String>), String> {
        parse(url)
            .map(|(server, user)| (server.host, server.port, server.security, user))
            .map_err(|error| error.to_string())
    }

    #[test]
    fn reads_servers() {
        let of = |host: &str, port, security, user: Option<&str>| {
            Ok((host.to_owned(), port, security, user.map(str::to_owned)))
        };
        assert_eq!(
            read("smtps://user@mail.northmoor.example"),
            of("mail.northmoor.example", 465, Security::Implicit, Some("user"))
        );
        assert_eq!(
            read("smtps://a%40b.example@mail.northmoor.example:1465/"),
            of("mail.northmoor.example", 1465, Security::Implicit, Some("a@b.example"))
        );
        assert_eq!(
            read("smtp+starttls://user@smtp.office365.example"),
            of("smtp.office365.example", 587, Security::StartTls, Some("user"))
        );
        assert_eq!(read("smtp://localhost"), of("localhost", 25, Security::Loopback, None));
        assert_eq!(read("smtp://[::1]:2525"), of("::1", 2525, Security::Loopback, None));
    }

    #[test]
    fn refuses_what_would_send_in_the_clear_and_says_what_to_do() {
        for (url, words) in [
            ("smtp://mail.northmoor.example", "this machine only"),
            ("smtp://192.0.2.1", "this machine only"),
            ("smtps://user:secret@mail.northmoor.example", "password"),
            ("mail.northmoor.example", "not the address"),
            ("smtps://", "no server"),
            ("smtps://host:port", "not a number"),
        ] {
            let error = read(url).expect_err("refused");
            assert!(error.contains(words), "{url}: {error}");
            assert!(error.contains("What to do"), "{url}: {error}");
            assert!(!error.contains("secret"));
        }
    }
}
