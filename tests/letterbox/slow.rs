//! Senders that take their time, with limits short enough for a test.

use super::client::{House, connect, post_head, read_answer, sealed};
use std::io::{Read, Write};
use std::time::Duration;

#[test]
fn half_a_header_is_told_that_it_was_too_slow() {
    let house = House::with(|config| config.pace.header = Duration::from_millis(200));
    let mut stream = connect(house.address);
    stream.write_all(b"POST /responses HTTP/1.1\r\nHost: x\r\n").expect("sent");
    read_answer(&mut stream).assert_problem(408);
}

#[test]
fn a_connection_that_says_nothing_is_closed() {
    let house = House::with(|config| config.pace.header = Duration::from_millis(200));
    let mut silent = connect(house.address);
    let mut all = Vec::new();
    silent.read_to_end(&mut all).expect("the end");
    assert_eq!(all, b"");
    // So is one that was kept for another request that never came.
    let mut kept = connect(house.address);
    kept.write_all(b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n").expect("sent");
    assert_eq!(read_answer(&mut kept).status, 200);
}

#[test]
fn a_body_that_stops_is_given_up() {
    let stops_after = |sent| {
        let house = House::with(|config| config.pace.idle = Duration::from_millis(200));
        let mut stream = connect(house.address);
        let file = sealed(1, 200_000);
        stream.write_all((post_head("", file.len()) + "\r\n").as_bytes()).expect("sent");
        stream.write_all(&file[..sent]).expect("sent");
        read_answer(&mut stream).assert_problem(408);
        assert_eq!(house.stored().len(), 0);
        house.assert_clean();
    };
    std::thread::scope(|scope| {
        for sent in [0, 10, 100_000] {
            scope.spawn(move || stops_after(sent));
        }
    });
}

#[test]
fn a_body_that_trickles_is_given_up() {
    let house = House::with(|config| {
        config.pace.grace = Duration::from_millis(300);
        config.pace.shutdown = Duration::ZERO;
    });
    let mut stream = connect(house.address);
    let mut sender = stream.try_clone().expect("a second handle");
    let file = sealed(1, 20_000);
    sender.write_all((post_head("", file.len()) + "\r\n").as_bytes()).expect("sent");
    // Goes on after the answer, as such senders do; that must not lose it.
    std::thread::spawn(move || {
        for byte in file {
            if sender.write_all(&[byte]).is_err() {
                break;
            }
            std::thread::sleep(Duration::from_millis(20));
        }
    });
    let mut start = [0; 12];
    stream.read_exact(&mut start).expect("an answer");
    assert_eq!(&start, b"HTTP/1.1 408");
}

#[test]
fn a_long_body_at_a_fair_pace_is_taken() {
    let house = House::with(|config| {
        config.pace.grace = Duration::from_millis(300);
        config.pace.bytes_per_second = 1;
    });
    let mut stream = connect(house.address);
    let file = sealed(1, 20_000);
    stream
        .write_all((post_head("", file.len()) + "Connection: close\r\n\r\n").as_bytes())
        .expect("sent");
    for piece in file.chunks(5000) {
        stream.write_all(piece).expect("sent");
        std::thread::sleep(Duration::from_millis(200));
    }
    assert_eq!(read_answer(&mut stream).status, 201);
}

#[test]
fn who_never_reads_the_answers_is_dropped() {
    let house = House::with(|config| {
        config.pace.stuck = Duration::from_millis(200);
        config.pace.linger = Duration::ZERO;
        config.pace.header = Duration::from_mins(10);
    });
    let mut stream = connect(house.address);
    let many = b"GET /none HTTP/1.1\r\nHost: x\r\n\r\n".repeat(1000);
    // Writes until it is cut off; without the limit this would hang here.
    while stream.write_all(&many).is_ok() {}
}
