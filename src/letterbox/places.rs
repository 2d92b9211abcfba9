//! A bounded number of places, shared so that no sender can take them all.

use super::sender::Sender;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::sync::Notify;
use tokio::time::{Instant, timeout_at};

/// Places, and who has how many.
pub(super) struct Places {
    taken: Mutex<Taken>,
    most: usize,
    freed: Notify,
}

#[derive(Default)]
struct Taken {
    all: usize,
    by: HashMap<Sender, usize>,
}

/// One place, given back when dropped.
pub(super) struct Place {
    places: Arc<Places>,
    sender: Option<Sender>,
}

impl Places {
    pub(super) fn new(most: usize) -> Arc<Self> {
        Arc::new(Self { taken: Mutex::default(), most, freed: Notify::new() })
    }

    /// A place, if there is one. A sender's share is a quarter of what is still
    /// free: alone it gets a fifth of everything, and after ten greedy senders a
    /// tenth of the places is still free for others. `None` (a proxy, which speaks
    /// for many) has no share of its own.
    pub(super) fn try_take(self: &Arc<Self>, sender: Option<Sender>) -> Option<Place> {
        let mut taken = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        let free = self.most.saturating_sub(taken.all);
        if free == 0 {
            return None;
        }
        if let Some(sender) = sender {
            let mine = taken.by.get(&sender).copied().unwrap_or(0);
            if mine > 0 && mine >= free / 4 {
                return None;
            }
            taken.by.insert(sender, mine + 1);
        }
        taken.all += 1;
        Some(Place { places: Arc::clone(self), sender })
    }

    /// Waits a little for a place.
    pub(super) async fn take(self: &Arc<Self>, sender: Sender, wait: Duration) -> Option<Place> {
        let until = Instant::now() + wait;
        loop {
            let freed = self.freed.notified();
            tokio::pin!(freed);
            // Listening before looking, or a place freed in between goes unheard.
            freed.as_mut().enable();
            if let Some(place) = self.try_take(Some(sender)) {
                return Some(place);
            }
            timeout_at(until, freed).await.ok()?;
        }
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut taken = self.places.taken.lock().unwrap_or_else(PoisonError::into_inner);
        taken.all = taken.all.saturating_sub(1);
        if let Some(sender) = self.sender
            && let Some(mine) = taken.by.get_mut(&sender)
        {
            *mine -= 1;
            // An address is forgotten with its last place.
            if *mine == 0 {
                taken.by.remove(&sender);
            }
        }
        drop(taken);
        self.places.freed.notify_waiters();
    }
}

#[cfg(test)]
mod tests {
    use super::super::sender::Senders;
    use super::*;
    use std::net::{IpAddr, Ipv4Addr};

    fn senders(count: u8) -> Vec<Sender> {
        let senders = Senders::new(&[]);
        (0..count).map(|n| senders.at(IpAddr::V4(Ipv4Addr::new(10, 0, 0, n)))).collect()
    }

    #[test]
    fn ten_greedy_senders_leave_room_for_the_eleventh() {
        let places = Places::new(2048);
        let mut held = Vec::new();
        for sender in senders(10) {
            while let Some(place) = places.try_take(Some(sender)) {
                held.push(place);
            }
        }
        let school = *senders(11).last().expect("eleven");
        let mut got = 0;
        while let Some(place) = places.try_take(Some(school)) {
            held.push(place);
            got += 1;
        }
        assert!(got >= 40, "{got}");
        drop(held);
        let taken = places.taken.lock().expect("a lock");
        assert_eq!((taken.all, taken.by.len()), (0, 0));
    }

    #[tokio::test]
    async fn a_freed_place_goes_to_the_one_who_waits() {
        let places = Places::new(1);
        let sender = senders(1)[0];
        let place = places.try_take(Some(sender)).expect("the place");
        assert!(places.take(sender, Duration::ZERO).await.is_none());
        let waiting = tokio::spawn({
            let places = Arc::clone(&places);
            async move { places.take(sender, Duration::from_secs(30)).await.is_some() }
        });
        tokio::task::yield_now().await;
        drop(place);
        assert!(waiting.await.expect("a task"));
    }
}
