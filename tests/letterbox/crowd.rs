//! A school behind one address, and others who mean no good.

use super::client::{Answer, House, connect_from, exchange, post_head, read_answer, sealed};
use std::io::Write;
use std::net::IpAddr;
use std::time::Duration;

fn proxied(change: impl FnOnce(&mut my_review::letterbox::Config)) -> House {
    House::with(|config| {
        config.trusted_proxies = vec![IpAddr::from([127, 0, 0, 1])];
        change(config);
    })
}

fn post_as(house: &House, sender: &str, body: &[u8]) -> Answer {
    house.post_with(&format!("X-Forwarded-For: {sender}\r\n"), body)
}

#[test]
fn a_hundred_children_behind_one_address_get_through_while_others_post_junk() {
    let house = proxied(|_| {});
    std::thread::scope(|scope| {
        for enemy in 0..10 {
            let house = &house;
            scope.spawn(move || {
                for n in 0..100 {
                    // What comes before the last address is the sender's invention.
                    let sender = format!("198.51.100.7, 203.0.113.{enemy}");
                    let answer = post_as(house, &sender, format!("junk {n}").as_bytes());
                    assert!([400, 429].contains(&answer.status), "{answer:?}");
                }
            });
        }
        for child in 0..100 {
            let house = &house;
            scope.spawn(move || {
                let file = sealed(1000 + child, 20_000);
                let statuses =
                    [201, 200, 200].map(|_| post_as(house, "198.51.100.7", &file).status);
                assert_eq!(statuses, [201, 200, 200]);
            });
        }
    });
    assert_eq!(house.stored().len(), 100);
    house.assert_clean();
}

#[test]
fn one_sender_has_a_budget_and_hears_when_to_come_again() {
    let house = proxied(|config| config.crowd.responses = 3);
    let post = |sender: &str, seed| post_as(&house, sender, &sealed(seed, 100));
    for seed in 0..3 {
        assert_eq!(post("192.0.2.1", seed).status, 201);
    }
    let answer = post("192.0.2.1", 3);
    answer.assert_problem(429);
    let wait: u64 = answer.header("retry-after").expect("Retry-After").parse().expect("seconds");
    assert!((1..=100).contains(&wait), "{wait}");
    assert_eq!(house.stored().len(), 3);
    assert_eq!(post("192.0.2.2", 3).status, 201);
    // One household has one IPv6 network, and all its addresses.
    for n in 0..3 {
        assert_eq!(post(&format!("2001:db8:0:1::{n}"), n).status, 200);
    }
    assert_eq!(post("2001:db8:0:1:ffff::", 3).status, 429);
    assert_eq!(post("2001:db8:0:2::", 3).status, 200);
}

#[test]
fn junk_counts_against_its_sender_and_not_against_the_school() {
    let house = proxied(|config| {
        config.crowd.junk = 3;
        config.crowd.responses = 3;
    });
    for _ in 0..3 {
        post_as(&house, "192.0.2.1", b"junk").assert_problem(400);
    }
    post_as(&house, "192.0.2.1", b"junk").assert_problem(429);
    for seed in 0..3 {
        let answer = post_as(&house, "192.0.2.1", &sealed(seed, 100));
        assert_eq!(answer.status, 201);
    }
}

#[test]
fn nobody_else_is_believed_about_where_it_comes_from() {
    let house = House::with(|config| config.crowd.responses = 2);
    for (sender, status) in [("192.0.2.1", 201), ("192.0.2.2", 200), ("192.0.2.3", 429)] {
        let answer = post_as(&house, sender, &sealed(1, 100));
        assert_eq!(answer.status, status);
    }
}

/// The whole of 127.0.0.0/8 is this machine, on Linux.
#[cfg(target_os = "linux")]
#[test]
fn one_address_cannot_take_every_connection() {
    let house = House::with(|config| {
        config.crowd.connections = 80;
        config.pace.header = Duration::from_mins(10);
        config.pace.shutdown = Duration::ZERO;
    });
    let mut slow: Vec<_> = (0..40)
        .map(|_| {
            let mut stream = connect_from("127.0.0.2", house.address);
            let _ = stream.write_all(b"POST /responses HTTP/1.1\r\n");
            stream
        })
        .collect();
    let mut last = slow.pop().expect("forty");
    read_answer(&mut last).assert_problem(429);

    let file = sealed(1, 20_000);
    let honest = connect_from("127.0.0.3", house.address);
    let answer = exchange(honest, &post_head("", file.len()), &file);
    assert_eq!(answer.status, 201);
}

#[test]
fn one_sender_cannot_take_every_upload() {
    let house = proxied(|config| {
        config.crowd.uploads = 5;
        config.pace.wait = Duration::from_millis(100);
        config.pace.shutdown = Duration::ZERO;
    });
    let begin = |sender: &str, sent: usize| {
        let file = sealed(1, 200_000);
        let mut stream = super::client::connect(house.address);
        let lines = format!("X-Forwarded-For: {sender}\r\n");
        stream.write_all((post_head(&lines, file.len()) + "\r\n").as_bytes()).expect("sent");
        stream.write_all(&file[..sent]).expect("sent");
        stream
    };
    let _first = begin("192.0.2.1", 150_000);
    let staging = house.folder.path().join("inbox/.incoming");
    while super::client::names(&staging).is_empty() {
        std::thread::sleep(Duration::from_millis(10));
    }
    read_answer(&mut begin("192.0.2.1", 150_000)).assert_problem(429);
    // Ordinary answers need no place, and others have places of their own.
    assert_eq!(post_as(&house, "192.0.2.1", &sealed(2, 20_000)).status, 201);
    assert_eq!(post_as(&house, "192.0.2.2", &sealed(3, 200_000)).status, 201);
}
