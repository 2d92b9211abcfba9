//! What the test's mail server speaks over: a plain connection, one that breaks
//! after so many bytes, or TLS.

use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair};
use std::io::{Error, ErrorKind, Read, Result, Write};
use std::net::TcpStream;
use std::sync::Arc;
use tokio_rustls::rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};
use tokio_rustls::rustls::{ServerConfig, ServerConnection, StreamOwned, crypto};

pub(crate) trait Stream: Read + Write + Send {}
impl<S: Read + Write + Send> Stream for S {}

/// Where a connection breaks.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Cut {
    /// After the server said so many bytes.
    Said(usize),
    /// After the server heard so many bytes.
    Heard(usize),
}

impl Cut {
    pub(crate) fn over(self, stream: Box<dyn Stream>) -> Breaking {
        Breaking { cut: self, stream }
    }
}

pub(crate) struct Breaking {
    cut: Cut,
    stream: Box<dyn Stream>,
}

impl Read for Breaking {
    fn read(&mut self, buffer: &mut [u8]) -> Result<usize> {
        let Cut::Heard(left) = &mut self.cut else {
            return self.stream.read(buffer);
        };
        if *left == 0 {
            return Err(Error::from(ErrorKind::ConnectionAborted));
        }
        let most = buffer.len().min(*left);
        let read = self.stream.read(&mut buffer[..most])?;
        *left -= read;
        Ok(read)
    }
}

impl Write for Breaking {
    fn write(&mut self, bytes: &[u8]) -> Result<usize> {
        let Cut::Said(left) = &mut self.cut else {
            return self.stream.write(bytes);
        };
        if *left == 0 {
            return Err(Error::from(ErrorKind::ConnectionAborted));
        }
        let most = bytes.len().min(*left);
        let written = self.stream.write(&bytes[..most])?;
        *left -= written;
        Ok(written)
    }

    fn flush(&mut self) -> Result<()> {
        self.stream.flush()
    }
}

/// How the server becomes secret.
#[derive(Clone)]
pub(crate) struct Tls {
    config: Arc<ServerConfig>,
    /// What it answers to STARTTLS, up to and with the line's end; nothing for
    /// TLS from the first byte.
    starttls: Option<&'static str>,
    /// Whether EHLO offers it.
    offered: bool,
}

impl Tls {
    /// A server with a certificate for these names, and the PEM of the
    /// authority that signed it.
    pub(crate) fn for_names(names: &[&str]) -> (Self, String) {
        let mut authority = CertificateParams::new(Vec::new()).expect("parameters");
        authority.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let key = KeyPair::generate().expect("a key");
        let authority = CertifiedIssuer::self_signed(authority, key).expect("an authority");
        let names: Vec<String> = names.iter().map(|&name| name.to_owned()).collect();
        let key = KeyPair::generate().expect("a key");
        let certificate = CertificateParams::new(names)
            .expect("parameters")
            .signed_by(&key, &authority)
            .expect("a certificate");
        let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(key.serialize_der()));
        let config =
            ServerConfig::builder_with_provider(Arc::new(crypto::ring::default_provider()))
                .with_safe_default_protocol_versions()
                .expect("versions")
                .with_no_client_auth()
                .with_single_cert(vec![certificate.der().clone()], key)
                .expect("a configuration");
        let tls = Self { config: Arc::new(config), starttls: None, offered: true };
        (tls, authority.pem())
    }

    /// The same over STARTTLS, with this answer to it.
    pub(crate) fn after(self, answer: &'static str) -> Self {
        Self { starttls: Some(answer), ..self }
    }

    /// The same, but EHLO does not offer STARTTLS, as when somebody on the way
    /// takes the offer out.
    pub(crate) fn not_offered(self) -> Self {
        Self { offered: false, ..self }
    }

    pub(crate) fn is_starttls(&self) -> bool {
        self.starttls.is_some()
    }

    pub(crate) fn accept(&self, stream: TcpStream) -> StreamOwned<ServerConnection, TcpStream> {
        let connection = ServerConnection::new(self.config.clone()).expect("a connection");
        StreamOwned::new(connection, stream)
    }
}

/// Greeting, EHLO and STARTTLS in the clear. What was heard is told as it came.
pub(crate) fn plaintext_prelude(stream: &mut TcpStream, tls: &Tls) -> Result<Vec<String>> {
    let mut heard = Vec::new();
    stream.write_all(b"220 sink.example ready\r\n")?;
    loop {
        let mut line = Vec::new();
        while line.last() != Some(&b'\n') {
            let mut byte = [0];
            stream.read_exact(&mut byte)?;
            line.push(byte[0]);
        }
        let line = String::from_utf8_lossy(&line).trim_end().to_owned();
        let verb = line.split(' ').next().unwrap_or_default();
        heard.push(format!("in the clear: {verb}"));
        let answer = match verb {
            "EHLO" if tls.offered => "250-sink.example\r\n250-SIZE 7\r\n250 STARTTLS\r\n",
            "EHLO" => "250-sink.example\r\n250 SIZE 7\r\n",
            "STARTTLS" => {
                let answer = tls.starttls.unwrap_or_default();
                stream.write_all(answer.as_bytes())?;
                if answer.starts_with("220") {
                    return Ok(heard);
                }
                continue;
            }
            _ => "500 not here\r\n",
        };
        stream.write_all(answer.as_bytes())?;
    }
}
