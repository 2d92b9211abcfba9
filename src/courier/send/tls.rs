//! TLS with the system's certificates; `SSL_CERT_FILE` is honoured.

use lettre::transport::smtp::client::AsyncTokioStream;
use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;
use tokio_rustls::rustls::pki_types::ServerName;
use tokio_rustls::rustls::{ClientConfig, RootCertStore, crypto};

/// A stream that is already secure, for the mail library to speak over.
#[derive(Debug)]
pub(super) struct Secure(TlsStream<TcpStream>);

/// Shakes hands, and checks the server's certificate against its name.
pub(super) async fn secure(stream: TcpStream, host: &str) -> io::Result<Secure> {
    let name = ServerName::try_from(host.to_owned()).map_err(io::Error::other)?;
    let found = rustls_native_certs::load_native_certs();
    let mut roots = RootCertStore::empty();
    roots.add_parsable_certificates(found.certs);
    if roots.is_empty() {
        return Err(io::Error::other(
            "this machine has no certificates to check the server with; install ca-certificates or set SSL_CERT_FILE",
        ));
    }
    let config = ClientConfig::builder_with_provider(Arc::new(crypto::ring::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(io::Error::other)?
        .with_root_certificates(roots)
        .with_no_client_auth();
    let stream =
        TlsConnector::from(Arc::new(config)).connect(name, stream).await.map_err(explained)?;
    Ok(Secure(stream))
}

/// The library's word for a certificate that signs itself and is marked as an
/// authority's says nothing to who has to mend it.
fn explained(error: io::Error) -> io::Error {
    if error.to_string().contains("CaUsedAsEndEntity") {
        return io::Error::other(
            "the mail server's certificate is marked as an authority's own (CA:TRUE); give the server one that is marked CA:FALSE",
        );
    }
    error
}

impl AsyncTokioStream for Secure {
    fn peer_addr(&self) -> io::Result<SocketAddr> {
        self.0.get_ref().0.peer_addr()
    }
}

impl AsyncRead for Secure {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.0).poll_read(context, buffer)
    }
}

impl AsyncWrite for Secure {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.0).poll_write(context, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.0).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.0).poll_shutdown(context)
    }
}
