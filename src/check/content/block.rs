//! The words of a paragraph, heading or item, put together from their pieces,
//! and where each piece stands in its file.

use memchr::memchr2;
use std::ops::Range;

/// A block of text while it is read.
#[derive(Debug, Default)]
pub(super) struct Block {
    /// Its words, without marks.
    pub(super) text: String,
    /// Where a piece starts in the text, where it is in the file, and whether
    /// it stands there as it is.
    pieces: Vec<(usize, Range<usize>, bool)>,
}

impl Block {
    /// A piece and its bytes in the file.
    pub(super) fn push(&mut self, text: &str, span: Range<usize>) {
        let as_it_is = text.len() == span.len();
        self.pieces.push((self.text.len(), span, as_it_is));
        self.text.push_str(text);
    }

    /// A piece that is written otherwise in the file, somewhere in these bytes.
    pub(super) fn push_at(&mut self, text: &str, span: Range<usize>) {
        self.pieces.push((self.text.len(), span, false));
        self.text.push_str(text);
    }

    /// Where a part of the text stands in the file: its first line.
    pub(super) fn place(&self, part: Range<usize>, file: &str) -> Range<usize> {
        let start = self.byte(part.start, true);
        let end = self.byte(part.end, false).max(start);
        let line = file.get(start..end).and_then(|text| memchr2(b'\n', b'\r', text.as_bytes()));
        start..line.map_or(end, |length| start + length)
    }

    fn byte(&self, at: usize, is_start: bool) -> usize {
        let after = self.pieces.partition_point(
            |(from, ..)| {
                if is_start { *from <= at } else { *from < at }
            },
        );
        match after.checked_sub(1).and_then(|piece| self.pieces.get(piece)) {
            Some((from, span, true)) => (span.start + (at - from)).min(span.end),
            Some((_, span, false)) if is_start => span.start,
            Some((_, span, false)) => span.end,
            None => 0,
        }
    }

    /// The same without its words, to be filled again.
    pub(super) fn emptied(mut self) -> Self {
        self.text.clear();
        self.pieces.clear();
        self
    }
}
