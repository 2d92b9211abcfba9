//! What anybody could post or leave in the inbox to keep the courier busy: each
//! is refused at once.

use super::office::Office;
use my_review::age_header::MAX_HEADER;
use my_review::seal::{Identities, NewIdentity, OpenError, open, seal};
use std::io::Write;
use std::time::{Duration, Instant};

const AT_ONCE: Duration = Duration::from_millis(100);

/// The best of three: another test may have the processor.
fn refused_at_once(file: &[u8], identities: &Identities) -> OpenError {
    let mut best = Duration::MAX;
    let mut found = None;
    for _ in 0..3 {
        let start = Instant::now();
        found = Some(open(file, identities).expect_err("refused"));
        best = best.min(start.elapsed());
    }
    assert!(best < AT_ONCE, "{best:?}");
    found.expect("an error")
}

fn keys() -> (Identities, String) {
    let identity = NewIdentity::generate();
    let recipient = identity.recipient();
    (identity.into(), recipient)
}

/// The largest header of the costliest sort that the bound lets through.
#[test]
fn a_header_of_nothing_but_hybrid_stanzas() {
    let (ours, _) = keys();
    let (_, theirs) = keys();
    let one = seal(b"{}", &[theirs]).expect("sealed");
    let end = one.windows(4).position(|four| four == b"--- ").expect("a header");
    let stanza = &one[22..end];
    let times = (MAX_HEADER - 22 - 60) / stanza.len();
    assert!(times >= 9);
    let file = [&one[..22], &stanza.repeat(times), &one[end..]].concat();
    assert_eq!(refused_at_once(&file, &ours), OpenError::NotForUs);
}

#[test]
fn long_headers() {
    let (ours, _) = keys();
    for filling in [&b"-> X25519 TEiF0ypqr+bpvcqXNyCVJpL7OuwPdVwPL7KQEbFDOCc\n\n"[..], &[b'A'; 64]]
    {
        let mut file = b"age-encryption.org/v1\n-> x\n".to_vec();
        for _ in 0..16_000 {
            file.extend_from_slice(filling);
            file.push(b'\n');
        }
        file.extend_from_slice(b"--- AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n");
        assert!(matches!(refused_at_once(&file, &ours), OpenError::Header(_)));
    }
}

/// A sender could ask for years of work.
#[test]
fn a_passphrase_in_place_of_a_recipient() {
    let (ours, _) = keys();
    let header = b"age-encryption.org/v1\n-> scrypt rF0/NwblUHHTpgQgRpe5CQ 30\n\
        gUjEymFKMVXQEKdMMHL24oYexjE3TIC0O0zGSqJ2aUY\n\
        --- IOXSgyTVBrUqYwRBf4FKOHUe4LXYjTYFJOgxYX2wYXw\n";
    let file = [&header[..], &[0; 64]].concat();
    assert_eq!(refused_at_once(&file, &ours), OpenError::NotForUs);
}

#[test]
fn cut_short_or_followed_by_more() {
    let (ours, recipient) = keys();
    let sealed = seal(&vec![b'x'; 1_000_000], &[recipient]).expect("sealed");
    for length in [sealed.len() - 1, sealed.len() - 65_552, sealed.len() / 2, 3000] {
        assert_eq!(refused_at_once(&sealed[..length], &ours), OpenError::Damaged);
    }
    let longer = [sealed, vec![0; 70_000]].concat();
    assert_eq!(refused_at_once(&longer, &ours), OpenError::Damaged);
}

/// Eight gigabytes that begin like a response, and take no room on the disk.
#[cfg(unix)]
#[test]
fn a_payload_of_gigabytes() {
    let office = Office::new();
    let sealed = seal(b"{}", std::slice::from_ref(&office.recipient)).expect("sealed");
    let path = office.path("inbox/responses/huge.age");
    let mut file = std::fs::File::create(&path).expect("a file");
    file.write_all(&sealed).expect("written");
    file.set_len(8 << 30).expect("8 GiB");
    let held = office.ends(0, &["deliver"]);
    assert!(held.err.contains("larger than the courier takes"), "{}", held.err);
    // The same with little memory: it is never read.
    let command = format!(
        "ulimit -v 500000; exec '{}' open inbox/responses/huge.age",
        env!("CARGO_BIN_EXE_my-review-courier")
    );
    let output = std::process::Command::new("bash")
        .args(["-c", &command])
        .current_dir(office.folder.path())
        .output()
        .expect("bash");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.contains("larger than the courier takes"), "{said}");
    assert_eq!(output.status.code(), Some(2));
}
