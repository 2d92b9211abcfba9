//! What a file is, by its bytes. Nothing else is asked: a response can claim
//! anything.
//!
//! The first bytes must be those of a picture or a recording, and the rest must
//! hang together as one: a file that is a picture in front and something else
//! behind is not called a picture.

/// Media type and ending.
pub(super) type Sniffed = (&'static str, &'static str);

/// What is attached as bytes and nothing more.
pub(super) const UNKNOWN: Sniffed = ("application/octet-stream", "bin");

/// The type that the bytes show. SVG and HTML are not among them: they carry
/// script.
pub(super) fn sniff(content: &[u8]) -> Sniffed {
    let at = |from: usize, magic: &[u8]| starts(content, from, magic);
    if at(0, PNG) {
        if is_png(content) { ("image/png", "png") } else { UNKNOWN }
    } else if at(0, b"\xff\xd8\xff") {
        if is_jpeg(content) { ("image/jpeg", "jpg") } else { UNKNOWN }
    } else if at(0, b"RIFF") && riff_length(content) == Some(content.len()) {
        match content.get(8..12) {
            Some(b"WEBP") => ("image/webp", "webp"),
            Some(b"WAVE") => ("audio/wav", "wav"),
            _ => UNKNOWN,
        }
    } else if at(4, b"ftyp") {
        mp4(content)
    } else if at(0, b"\x1a\x45\xdf\xa3") {
        webm(content)
    } else if at(0, b"OggS\0") {
        ("audio/ogg", "ogg")
    } else {
        UNKNOWN
    }
}

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n";

fn starts(content: &[u8], from: usize, magic: &[u8]) -> bool {
    content.get(from..).is_some_and(|rest| rest.starts_with(magic))
}

fn be32(content: &[u8], at: usize) -> Option<usize> {
    let bytes = content.get(at..at.checked_add(4)?)?;
    usize::try_from(u32::from_be_bytes(bytes.try_into().ok()?)).ok()
}

/// Chunks from IHDR to IEND, and nothing behind them (PNG, third edition,
/// section 5).
fn is_png(content: &[u8]) -> bool {
    let mut at = PNG.len();
    if !starts(content, at + 4, b"IHDR") {
        return false;
    }
    while let Some(length) = be32(content, at) {
        let Some(end) = at.checked_add(length).and_then(|end| end.checked_add(12)) else {
            return false;
        };
        if end > content.len() {
            return false;
        }
        if starts(content, at + 4, b"IEND") {
            return end == content.len();
        }
        at = end;
    }
    false
}

/// Segments up to the picture's data, which ends where the file does (ITU-T
/// T.81, annex B).
fn is_jpeg(content: &[u8]) -> bool {
    let mut at = 2;
    loop {
        let Some([0xff, marker]) = content.get(at..at + 2) else { return false };
        if *marker == 0xda {
            return content.ends_with(b"\xff\xd9");
        }
        let Some(length) = content.get(at + 2..at + 4) else { return false };
        let length = usize::from(u16::from_be_bytes([length[0], length[1]]));
        // Every segment before the data has a length, which counts itself.
        if length < 2 || matches!(marker, 0x00 | 0x01 | 0xd0..=0xd9 | 0xff) {
            return false;
        }
        at += 2 + length;
    }
}

fn riff_length(content: &[u8]) -> Option<usize> {
    let bytes = content.get(4..8)?;
    let length = usize::try_from(u32::from_le_bytes(bytes.try_into().ok()?)).ok()?;
    length.checked_add(8)
}

/// What a file of the ISO base media format may consist of (ISO/IEC 14496-12).
const BOXES: &[&[u8]] = &[
    b"ftyp", b"styp", b"moov", b"moof", b"mdat", b"mfra", b"sidx", b"free", b"skip", b"wide",
    b"meta", b"udta", b"uuid", b"emsg", b"prft",
];

/// Known boxes to the end, with a film's header among them. A phone that was cut
/// off leaves the last one short, and what is there still plays.
fn mp4(content: &[u8]) -> Sniffed {
    let mut at = 0;
    let mut header: Option<&[u8]> = None;
    while at < content.len() {
        let Some(kind) = content.get(at + 4..at + 8) else { return UNKNOWN };
        if !BOXES.contains(&kind) {
            return UNKNOWN;
        }
        let length = match be32(content, at) {
            // To the end of the file.
            Some(0) => content.len() - at,
            // Sixty-four bits of length, of which no letter has more than half.
            Some(1) if be32(content, at + 8) == Some(0) => be32(content, at + 12).unwrap_or(0),
            Some(length) => length,
            None => return UNKNOWN,
        };
        if length < 8 {
            return UNKNOWN;
        }
        let end = at.saturating_add(length).min(content.len());
        if kind == b"moov" {
            header = content.get(at..end);
        }
        at = end;
    }
    // A track's handler stands eight bytes behind the name of its box.
    let handles = |what: &[u8]| {
        let header = header.unwrap_or_default();
        header
            .windows(4)
            .enumerate()
            .any(|(at, name)| name == b"hdlr" && starts(header, at + 12, what))
    };
    match (handles(b"vide"), handles(b"soun")) {
        (true, _) => ("video/mp4", "mp4"),
        (false, true) => ("audio/mp4", "m4a"),
        (false, false) => UNKNOWN,
    }
}

/// How far into a file its tracks are named.
const HEAD: usize = 4096;

/// A header that says WebM or Matroska, and the names of the codecs behind it
/// (RFC 9559).
fn webm(content: &[u8]) -> Sniffed {
    let head = &content[..content.len().min(HEAD)];
    let has = |what: &[u8]| head.windows(what.len()).any(|part| part == what);
    let named = head.get(..64.min(head.len())).is_some_and(|start| {
        start.windows(4).any(|part| part == b"webm")
            || start.windows(8).any(|part| part == b"matroska")
    });
    match (
        named,
        has(b"V_VP") || has(b"V_AV1") || has(b"V_MPEG4"),
        has(b"A_OPUS") || has(b"A_VORBIS"),
    ) {
        (true, true, _) => ("video/webm", "webm"),
        (true, false, true) => ("audio/webm", "webm"),
        _ => UNKNOWN,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// A picture of one point.
    const POINT: &[u8] = include_bytes!("../../demo/samples/drawing.png");
    const PHOTO: &[u8] = include_bytes!("../../demo/samples/photo.jpg");
    const VOICE: &[u8] = include_bytes!("../../demo/samples/voice.webm");
    const VIDEO: &[u8] = include_bytes!("../../demo/samples/video.webm");

    fn boxed(kind: [u8; 4], content: &[u8]) -> Vec<u8> {
        let length = u32::try_from(content.len() + 8).expect("short").to_be_bytes();
        [&length[..], &kind, content].concat()
    }

    fn film(handlers: &[&[u8; 4]]) -> Vec<u8> {
        let tracks: Vec<u8> = handlers
            .iter()
            .flat_map(|handler| boxed(*b"hdlr", &[&[0; 8], &handler[..], &[0; 12]].concat()))
            .collect();
        [boxed(*b"ftyp", b"mp42\0\0\0\0"), boxed(*b"moov", &tracks), boxed(*b"mdat", b"...")]
            .concat()
    }

    #[test]
    fn what_browsers_make_is_known() {
        assert_eq!(sniff(POINT), ("image/png", "png"));
        assert_eq!(sniff(PHOTO), ("image/jpeg", "jpg"));
        assert_eq!(sniff(VOICE), ("audio/webm", "webm"));
        assert_eq!(sniff(VIDEO), ("video/webm", "webm"));
        assert_eq!(sniff(&film(&[b"soun"])), ("audio/mp4", "m4a"));
        assert_eq!(sniff(&film(&[b"soun", b"vide"])), ("video/mp4", "mp4"));
        let film = film(&[b"vide"]);
        assert_eq!(sniff(&film[..film.len() - 1]), ("video/mp4", "mp4"), "cut off");
        assert_eq!(sniff(b"RIFF\x08\0\0\0WEBPVP8 "), ("image/webp", "webp"));
        assert_eq!(sniff(b"OggS\0\x02"), ("audio/ogg", "ogg"));
    }

    #[test]
    fn what_is_disguised_is_bytes() {
        for hostile in [
            &b"<svg onload=x>"[..],
            b"<html>",
            b"MZ",
            b"PK\x03\x04",
            b"%PDF-1.7",
            b"",
            b"RIFF",
            b"RIFF\x08\0\0\0WEBPVP8 <script>",
            b"\x89PNG\r\n\x1a\n",
            b"\xff\xd8\xff\xe0\x00\x10JFIF",
            b"\x1a\x45\xdf\xa3 but no film",
            b"\0\0\0\x0cftypisom<html>",
        ] {
            assert_eq!(sniff(hostile), UNKNOWN, "{hostile:?}");
        }
        // A picture in front, a page or an archive behind.
        for picture in [POINT, PHOTO, &film(&[b"vide"])] {
            for behind in [&b"<script>alert(1)</script>"[..], b"PK\x03\x04..........."] {
                assert_eq!(sniff(&[picture, behind].concat()), UNKNOWN);
            }
        }
    }

    proptest! {
        #[test]
        fn no_bytes_stop_it(mut content in proptest::collection::vec(any::<u8>(), 0..300), which in 0usize..7) {
            sniff(&content);
            let start: &[u8] = [PNG, b"\xff\xd8\xff", b"RIFF", b"\0\0\0\x08ftyp", b"\x1a\x45\xdf\xa3webm", b"OggS\0", b"\0\0\0\x01ftyp"][which];
            content.splice(0..0, start.iter().copied());
            sniff(&content);
        }

        #[test]
        fn what_begins_as_text_is_never_a_picture(text in "[ -~\n]{0,200}") {
            let (media_type, _) = sniff(text.as_bytes());
            prop_assert!(media_type == UNKNOWN.0 || text.starts_with("RIFF"), "{}", media_type);
        }
    }
}
