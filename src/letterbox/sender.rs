//! Who sends, without keeping an address: a number that means nothing outside this
//! process and nothing after it.

use hyper::HeaderMap;
use std::collections::hash_map::RandomState;
use std::hash::BuildHasher;
use std::net::{IpAddr, Ipv6Addr, SocketAddr};

/// Where a proxy says for whom it speaks.
pub(super) const FORWARDED: &str = "x-forwarded-for";

/// A sender: an IPv4 address or an IPv6 /64 (what one household or school gets),
/// hashed under a key that is made at start and kept nowhere.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Sender(u64);

/// Tells senders apart.
pub(super) struct Senders {
    proxies: Vec<IpAddr>,
    key: RandomState,
}

impl Senders {
    pub(super) fn new(proxies: &[IpAddr]) -> Self {
        let proxies = proxies.iter().map(IpAddr::to_canonical).collect();
        Self { proxies, key: RandomState::new() }
    }

    /// Whether this address speaks for others.
    pub(super) fn is_proxy(&self, peer: IpAddr) -> bool {
        self.proxies.contains(&peer.to_canonical())
    }

    /// The sender at an address.
    pub(super) fn at(&self, address: IpAddr) -> Sender {
        let network = match address.to_canonical() {
            IpAddr::V6(v6) => IpAddr::V6(Ipv6Addr::from_bits(v6.to_bits() >> 64 << 64)),
            v4 @ IpAddr::V4(_) => v4,
        };
        Sender(self.key.hash_one(network))
    }

    /// The sender of a request: the connection's other end, or what a trusted
    /// proxy says. Only the last address counts, for the sender can write the ones
    /// before it as it likes.
    pub(super) fn of(&self, peer: IpAddr, headers: &HeaderMap) -> Sender {
        let forwarded = self.is_proxy(peer).then(|| {
            let last = headers.get_all(FORWARDED).iter().next_back()?;
            address(last.to_str().ok()?.rsplit(',').next()?.trim())
        });
        self.at(forwarded.flatten().unwrap_or(peer))
    }
}

/// An address, with or without a port.
fn address(text: &str) -> Option<IpAddr> {
    let with_port = || text.parse().map(|address: SocketAddr| address.ip());
    let bare = text.trim_start_matches('[').trim_end_matches(']');
    bare.parse().or_else(|_| with_port()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ip(text: &str) -> IpAddr {
        text.parse().expect("an address")
    }

    fn forwarded(values: &[&str]) -> HeaderMap {
        let mut headers = HeaderMap::new();
        for value in values {
            headers.append("x-forwarded-for", value.parse().expect("a value"));
        }
        headers
    }

    #[test]
    fn a_household_is_one_sender() {
        let senders = Senders::new(&[]);
        let same = |a, b| senders.at(ip(a)) == senders.at(ip(b));
        assert!(same("2001:db8:1:2::1", "2001:db8:1:2:ffff::9"));
        assert!(!same("2001:db8:1:2::1", "2001:db8:1:3::1"));
        assert!(same("::ffff:192.0.2.1", "192.0.2.1"));
        assert!(!same("192.0.2.1", "192.0.2.2"));
    }

    #[test]
    fn only_a_trusted_proxy_is_believed_and_only_its_last_word() {
        let senders = Senders::new(&[ip("::ffff:127.0.0.1")]);
        let of = |peer, values: &[&str]| senders.of(ip(peer), &forwarded(values));
        let at = |address| senders.at(ip(address));
        assert!(of("127.0.0.1", &["192.0.2.9, 192.0.2.1"]) == at("192.0.2.1"));
        assert!(of("127.0.0.1", &["192.0.2.9", "192.0.2.1:4711"]) == at("192.0.2.1"));
        assert!(of("127.0.0.1", &["[2001:db8::1]:80"]) == at("2001:db8::1"));
        assert!(of("127.0.0.1", &["unknown"]) == at("127.0.0.1"));
        assert!(of("127.0.0.1", &[]) == at("127.0.0.1"));
        assert!(of("127.0.0.2", &["192.0.2.1"]) == at("127.0.0.2"));
    }
}
