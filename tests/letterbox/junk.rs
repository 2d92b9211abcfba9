//! What is no age file.

use super::client::{House, connect, post_head, read_answer, sealed};
use std::io::Write;

/// A file whose header has `length` bytes.
fn header_of(length: usize) -> Vec<u8> {
    let mut file = b"age-encryption.org/v1\n-> X25519 a\n".to_vec();
    file.resize(length - 10, b'A');
    file.extend_from_slice(b"\n--- bWFj\nsealed");
    file
}

#[test]
fn junk_is_refused() {
    let house = House::new();
    let armoured = b"-----BEGIN AGE ENCRYPTED FILE-----\nYWdl\n-----END AGE ENCRYPTED FILE-----\n";
    let cases: &[(&str, &[u8])] = &[
        ("nothing", b""),
        ("JSON", b"{\"answers\": []}"),
        ("the start of the version line", b"age-encryption.org"),
        ("the version line alone", b"age-encryption.org/v1\n"),
        ("another version", b"age-encryption.org/v2\n-> X a\nb\n--- c\nsealed"),
        ("a line end of another kind", b"age-encryption.org/v1\r\n-> X a\nb\n--- c\nsealed"),
        ("a space first", b" age-encryption.org/v1\n-> X a\nb\n--- c\nsealed"),
        ("no last line", b"age-encryption.org/v1\n-> X a\nb\nsealed"),
        ("a last line without an end", b"age-encryption.org/v1\n-> X a\nb\n--- c"),
        ("nothing sealed", b"age-encryption.org/v1\n-> X a\nb\n--- c\n"),
        ("armour", armoured),
    ];
    for (what, body) in cases {
        let answer = house.post(body);
        assert_eq!(answer.status, 400, "{what}");
        answer.assert_problem(400);
    }
    assert!(house.post(armoured).body.contains("--armor"));
    assert_eq!(house.stored().len(), 0);
    house.assert_clean();
}

#[test]
fn a_header_has_at_most_16_kib() {
    let house = House::new();
    house.post(&header_of(17 * 1024)).assert_problem(400);
    house.post(&header_of(16 * 1024 + 1)).assert_problem(400);
    assert_eq!(house.post(&header_of(16 * 1024)).status, 201);
    house.assert_clean();
}

#[test]
fn junk_is_refused_at_its_first_bytes_and_the_answer_can_be_read() {
    let house = House::new();
    // Twenty megabytes are announced, and only the start comes.
    let mut stream = connect(house.address);
    let head = post_head("", 20_000_000) + "\r\nPK\x03\x04";
    stream.write_all(head.as_bytes()).expect("sent");
    stream.shutdown(std::net::Shutdown::Write).expect("half closed");
    read_answer(&mut stream).assert_problem(400);
    // Everything is written before anything is read.
    let mut long = sealed(1, 20_000_000);
    long[0] = b'A';
    house.post(&long).assert_problem(400);
    let mut endless = b"age-encryption.org/v1\n".to_vec();
    endless.resize(20_000_000, b'A');
    house.post(&endless).assert_problem(400);
    house.assert_clean();
}

#[test]
fn a_body_that_ends_early_is_not_stored() {
    let house = House::new();
    let file = sealed(1, 200_000);
    for sent in [100, 100_000] {
        let mut stream = connect(house.address);
        stream.write_all((post_head("", file.len()) + "\r\n").as_bytes()).expect("sent");
        stream.write_all(&file[..sent]).expect("sent");
        drop(stream);
    }
    assert_eq!(house.post(&file).status, 201);
    assert_eq!(house.stored().len(), 1);
    house.assert_clean();
}
