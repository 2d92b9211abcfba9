//! How much one sender may send in a while.
//!
//! The generic cell rate algorithm: of each sender only one moment is kept, the
//! time at which everything that it sent would have been due at an even pace. A
//! moment in the past means the same as none, so that a sender is forgotten one
//! window after it was last heard of.

use super::sender::Sender;
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// So many senders are remembered: 4 MB.
const MOST_SENDERS: usize = 100_000;

/// A budget for each sender, filled up evenly.
pub(super) struct Rate {
    due: Mutex<HashMap<Sender, Instant>>,
    each: Duration,
    window: Duration,
}

impl Rate {
    pub(super) fn new(count: u32, window: Duration) -> Self {
        Self { due: Mutex::default(), each: window / count.max(1), window }
    }

    /// Takes one from the sender's budget.
    ///
    /// # Errors
    /// How long until there is one, when there is none now.
    pub(super) fn charge(&self, sender: Sender, now: Instant) -> Result<(), Duration> {
        let mut all = self.due.lock().unwrap_or_else(PoisonError::into_inner);
        let due = all.get(&sender).map_or(now, |due| now.max(*due)) + self.each;
        let over = due.saturating_duration_since(now + self.window);
        // Rounding may leave the last one of a full budget some nanoseconds over.
        if over > Duration::from_micros(1) {
            return Err(over);
        }
        if all.len() >= MOST_SENDERS {
            forget(&mut all, now);
        }
        all.insert(sender, due);
        Ok(())
    }

    /// Gives one back.
    pub(super) fn refund(&self, sender: Sender) {
        let mut all = self.due.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(due) = all.get_mut(&sender) {
            *due = due.checked_sub(self.each).unwrap_or(*due);
        }
    }

    /// Forgets senders whose budget is full again.
    pub(super) fn forget(&self, now: Instant) {
        let mut all = self.due.lock().unwrap_or_else(PoisonError::into_inner);
        all.retain(|_, due| *due > now);
        all.shrink_to_fit();
    }
}

/// Makes room. Whoever comes from 100,000 networks at once is not held by a limit
/// for one, so then all start anew, rather than that a child is refused.
fn forget(all: &mut HashMap<Sender, Instant>, now: Instant) {
    all.retain(|_, due| *due > now);
    if all.len() > MOST_SENDERS / 4 * 3 {
        all.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::super::sender::Senders;
    use super::*;

    #[test]
    fn a_budget_is_for_one_sender_and_fills_up_again() {
        let senders = Senders::new(&[]);
        let one = senders.at("192.0.2.1".parse().expect("an address"));
        let other = senders.at("192.0.2.2".parse().expect("an address"));
        let rate = Rate::new(7, Duration::from_mins(1));
        let now = Instant::now();
        for _ in 0..7 {
            assert!(rate.charge(one, now).is_ok());
        }
        let wait = rate.charge(one, now).expect_err("all spent");
        assert!(wait > Duration::from_secs(8) && wait < Duration::from_secs(9));
        assert!(rate.charge(other, now).is_ok());
        assert!(rate.charge(one, now + wait).is_ok());
        rate.refund(one);
        assert!(rate.charge(one, now + wait).is_ok());
        rate.forget(now + Duration::from_mins(2));
        assert!(rate.due.lock().expect("a lock").is_empty());
    }

    #[test]
    fn a_full_memory_forgets_rather_than_refuses() {
        let senders = Senders::new(&[]);
        let rate = Rate::new(1, Duration::from_mins(1));
        let now = Instant::now();
        for n in 0..=MOST_SENDERS {
            let address = std::net::Ipv4Addr::from_bits(u32::try_from(n).expect("small"));
            assert!(rate.charge(senders.at(address.into()), now).is_ok());
        }
        assert!(rate.due.lock().expect("a lock").len() <= MOST_SENDERS);
    }
}
