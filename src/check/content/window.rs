//! Words and syllables of 64 bytes at a time.
//!
//! To read a text letter by letter is to guess at each where its word ends, and a
//! processor that guesses wrong waits. Here each byte is a bit in a few numbers, and
//! what is asked of words is asked of all that stand in the window at once.

use super::reading::ends_silently;

/// So many bytes are looked at together: the bits of a number.
const SIZE: usize = 64;

/// As many bytes as there are bits for each kind in a number of [`KINDS`].
const GROUP: usize = 16;

/// What a byte may be, and where its bit stands in [`KINDS`].
const LETTER: usize = 0;
const VOWEL: usize = GROUP;
const E: usize = 2 * GROUP;
const MARK: usize = 3 * GROUP;

/// A bit for each kind that a byte is of. Shifted by its place in a group of bytes,
/// it stands where the group's bits of this kind are gathered.
const KINDS: [u64; 256] = kinds();

const fn kinds() -> [u64; 256] {
    let mut kinds = [0; 256];
    let mut at = 0;
    while at < kinds.len() {
        #[allow(clippy::cast_possible_truncation, reason = "there are 256 bytes")]
        let byte = at as u8;
        if byte.is_ascii_alphanumeric() {
            kinds[at] |= 1 << LETTER;
        }
        if is_vowel(byte) {
            kinds[at] |= 1 << VOWEL;
        }
        if byte | 0x20 == b'e' {
            kinds[at] |= 1 << E;
        }
        if matches!(byte, b'.' | b'!' | b'?' | b'\n' | b'\'') || !byte.is_ascii() {
            kinds[at] |= 1 << MARK;
        }
        at += 1;
    }
    kinds
}

/// Whether a letter stands for a sound that a syllable is made of.
pub(super) const fn is_vowel(byte: u8) -> bool {
    matches!(byte | 0x20, b'a' | b'e' | b'i' | b'o' | b'u' | b'y')
}

/// What stands next in a text, up to a place where no word has begun. Bit 0 is its
/// first byte.
#[derive(Default)]
pub(super) struct Window {
    /// How many bytes are left of it.
    length: usize,
    /// The first letter of each word, as far as it has letters and digits of ASCII.
    words: u64,
    /// A letter of each syllable of these words.
    syllables: u64,
    /// What needs a closer look: what may end a sentence, and what may belong to a
    /// word though it is no letter of ASCII.
    marks: u64,
}

impl Window {
    /// What a text begins with.
    pub(super) fn of(text: &[u8]) -> Self {
        let bytes = &text[..text.len().min(SIZE)];
        let (mut letters, mut vowels, mut es, mut marks) = (0, 0, 0, 0);
        let mut gather = |at: usize, found: u64| {
            let of = |kind: usize| ((found >> kind) & 0xffff) << at;
            letters |= of(LETTER);
            vowels |= of(VOWEL);
            es |= of(E);
            marks |= of(MARK);
        };
        // Of a group whose length is known, no end is looked for.
        let (groups, rest) = bytes.as_chunks::<GROUP>();
        for (group, bytes) in groups.iter().enumerate() {
            gather(group * GROUP, bytes.iter().enumerate().fold(0, with));
        }
        if !rest.is_empty() {
            gather(groups.len() * GROUP, rest.iter().enumerate().fold(0, with));
        }
        let mut length = bytes.len();
        // A word that goes on behind the window is the next one's; one that fills it
        // is looked at by itself.
        let begun = letters.leading_ones() as usize;
        if begun == SIZE {
            return Self { length, marks: 1, ..Self::default() };
        }
        if begun > 0 {
            length -= begun;
            letters &= u64::MAX >> begun;
        }
        let words = letters & !(letters << 1);
        let syllables = syllables(bytes, letters, vowels & letters, es & letters);
        Self { length, words, syllables, marks }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.length == 0
    }

    /// How many bytes stand before the next mark, or before its end, and whether
    /// there is a mark.
    #[inline]
    pub(super) fn before_mark(&self) -> (usize, bool) {
        match self.marks {
            0 => (self.length, false),
            marks => (marks.trailing_zeros() as usize, true),
        }
    }

    /// Where words begin among so many bytes, a bit for each, and the same of
    /// syllables.
    #[inline]
    pub(super) fn among(&self, bytes: usize) -> (u64, u64) {
        let bits = if bytes < SIZE { (1 << bytes) - 1 } else { u64::MAX };
        (self.words & bits, self.syllables & bits)
    }

    /// Leaves so many bytes behind.
    #[inline]
    pub(super) fn skip(&mut self, bytes: usize) {
        if bytes >= self.length {
            *self = Self::default();
            return;
        }
        self.length -= bytes;
        self.words >>= bytes;
        self.syllables >>= bytes;
        self.marks >>= bytes;
    }
}

/// The kinds of the bytes of a group, with one byte more.
#[inline]
fn with(found: u64, (at, byte): (usize, &u8)) -> u64 {
    found | KINDS[usize::from(*byte)] << at
}

/// The syllables of words, estimated: each group of vowels is one, but for an `e`
/// at the end that nobody hears. A word has at least one, and a number, too.
#[inline]
fn syllables(bytes: &[u8], letters: u64, vowels: u64, es: u64) -> u64 {
    let mut heard = vowels & !(vowels << 1);
    let last = letters & !(letters >> 1);
    let mut may_be_silent = last & (es | es << 1);
    while may_be_silent != 0 {
        let end = may_be_silent.trailing_zeros();
        may_be_silent &= may_be_silent - 1;
        let before = !letters & ((1 << end) - 1);
        let start = u64::BITS - before.leading_zeros();
        if ends_silently(&bytes[start as usize..=end as usize]) {
            let e = (es & (0b11 << end >> 1)).leading_zeros();
            heard &= !(1 << (u64::BITS - 1 - e));
        }
    }
    // Added to its first letter, the letters of a word that nobody hears carry over
    // to what comes behind the word.
    let first = letters & !(letters << 1);
    let silent = first.wrapping_add(letters & !heard) & !letters;
    heard | silent >> 1
}
