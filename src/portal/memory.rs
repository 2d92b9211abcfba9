//! Memory for a large portal, asked for in a few large pieces.

use std::hint::black_box;
use std::sync::atomic::{AtomicBool, Ordering};

/// What all cores are given together, in bytes; it is more than a portal of 10,000
/// pages needs.
const TOGETHER: usize = 62 << 20;

/// No more for each of them: of a larger piece, the library learns nothing.
const MOST: usize = 31 << 20;

/// The piece that is kept is so much smaller than the one that is given back.
const LESS: usize = 64 << 10;

/// Gives each core memory in one piece.
///
/// The GNU C library asks the system for a thread's memory a page or two at a time,
/// and whenever it does, the other threads must wait. What it was made to ask for at
/// once stays with the thread. A piece that is mapped and given back tells it from
/// what size on it is to map pieces apart (see `M_MMAP_THRESHOLD` of `mallopt`), so
/// the next, a little smaller, becomes the thread's own. Nothing is written there:
/// what is not needed is never more than an address.
pub(super) fn in_large_pieces() {
    static DONE: AtomicBool = AtomicBool::new(false);
    if !cfg!(target_env = "gnu") || DONE.swap(true, Ordering::Relaxed) {
        return;
    }
    let piece = (TOGETHER / rayon::current_num_threads()).clamp(2 * LESS, MOST);
    rayon::broadcast(|_| {
        for size in [piece, piece - LESS] {
            let mut memory = Vec::<u8>::new();
            // Where there is not so much, small pieces will have to do.
            if memory.try_reserve_exact(size).is_ok() {
                drop(black_box(memory));
            }
        }
    });
}
