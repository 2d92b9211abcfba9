//! How much a response carries besides words. The figures are the page's, which
//! keeps to them, and the documents' and tests'.

use serde::Serialize;

/// The limits of drawings, recordings and photos.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Limits {
    /// All attachments of a response together, in bytes. As base64, padded and
    /// sealed they stay below the letterbox's 25 MiB, with 1.8 MB to spare for
    /// words.
    pub total: u64,
    /// One attachment, in bytes: what fits into one e-mail of 10 MB.
    pub each: u64,
    /// Photos in answer to one question.
    pub photos: u64,
    /// The longer edge of a photo, in pixels.
    pub photo_edge: u64,
    /// One photo, in bytes.
    pub photo_bytes: u64,
    /// The longest voice recording, in seconds.
    pub voice_seconds: u64,
    /// Its bit rate, per second.
    pub voice_bits: u64,
    /// The longest video, in seconds.
    pub video_seconds: u64,
    /// Its bit rate with sound, per second.
    pub video_bits: u64,
    /// Words beside a picture or in its place, in characters.
    pub words: u64,
}

/// The only limits there are.
pub const LIMITS: Limits = Limits {
    total: 17 * 1024 * 1024,
    each: 7_000_000,
    photos: 3,
    photo_edge: 1600,
    photo_bytes: 1_500_000,
    voice_seconds: 300,
    voice_bits: 48_000,
    video_seconds: 120,
    video_bits: 440_000,
    words: 5000,
};

/// A recording of full length fits, two seconds more with it: encoders keep to a
/// bit rate only roughly. So do a video, a voice and an album of photos together.
const _: () = {
    let voice = (LIMITS.voice_seconds + 2) * LIMITS.voice_bits / 8;
    let video = (LIMITS.video_seconds + 2) * LIMITS.video_bits / 8;
    assert!(voice <= LIMITS.each && video <= LIMITS.each);
    assert!(voice + video + LIMITS.photos * LIMITS.photo_bytes <= LIMITS.total);
};
