//! The preview: the site out of memory, made again whenever a file of the
//! portal changes, with what is wrong shown in the page.
//!
//! What stands on the disk is never touched, and nothing can be sent from it.

mod desk;
mod mail;
mod show;
mod watch;
mod web;

pub use desk::Desk;

use std::io;
use std::net::{IpAddr, Ipv4Addr, SocketAddr, UdpSocket};
use std::path::Path;
use std::sync::Arc;
use tokio::net::TcpListener;

/// The port that the preview takes where none is asked for and it is free.
pub const PORT: u16 = 8383;

/// Serves the preview of a folder until `stop` is ready. `ready` is told its
/// addresses, `news` what each new state of the folder has wrong.
///
/// # Errors
/// When the port is taken, or the network refuses.
pub async fn serve(
    dir: &Path,
    port: Option<u16>,
    network: bool,
    ready: impl FnOnce(&[String]),
    news: impl Fn(&str) + Send + 'static,
    stop: impl Future<Output = ()>,
) -> io::Result<()> {
    let ip = if network { Ipv4Addr::UNSPECIFIED } else { Ipv4Addr::LOCALHOST };
    let listener = match TcpListener::bind((ip, port.unwrap_or(PORT))).await {
        Err(error) if port.is_none() && error.kind() == io::ErrorKind::AddrInUse => {
            TcpListener::bind((ip, 0)).await?
        }
        bound => bound?,
    };
    let address = listener.local_addr()?;
    let shown = watch::start(dir, address.port(), news)?;
    ready(&addresses(address, network));
    let pages = axum::serve(listener, web::router(Arc::new(shown), address, network));
    tokio::select! {
        served = pages.into_future() => served,
        () = stop => Ok(()),
    }
}

/// Where to look: on this computer and, if asked for, from a phone.
fn addresses(address: SocketAddr, network: bool) -> Vec<String> {
    let port = address.port();
    let mut addresses = vec![format!("http://127.0.0.1:{port}/")];
    if network && let Some(ip) = own_ip() {
        addresses.push(format!("http://{ip}:{port}/"));
    }
    addresses
}

/// This computer's address in its network: what it would send from. Nothing is
/// sent; the other end is an address that documentation uses.
fn own_ip() -> Option<IpAddr> {
    let socket = UdpSocket::bind((Ipv4Addr::UNSPECIFIED, 0)).ok()?;
    socket.connect((Ipv4Addr::new(192, 0, 2, 1), 9)).ok()?;
    let ip = socket.local_addr().ok()?.ip();
    (!ip.is_unspecified()).then_some(ip)
}
