//! When the disk fails, or the inbox is full.

use super::client::{House, file_name, receipt, sealed};
use std::fs;

const HEALTHZ: &str = "GET /healthz HTTP/1.1\r\nHost: x\r\n";

#[test]
fn it_is_healthy_when_it_can_write() {
    let house = House::new();
    for _ in 0..3 {
        assert_eq!(house.request(HEALTHZ, b"").status, 200);
    }
    let head = HEALTHZ.replace("GET", "HEAD");
    assert_eq!(house.request(&head, b"").status, 200);
    assert_eq!(house.stored().len(), 0);
    house.assert_clean();
}

/// Tests may run as root, which no mode stops: so the folders go instead.
#[test]
fn what_cannot_be_written_is_refused_with_503() {
    for gone in ["responses", ".incoming"] {
        let house = House::new();
        house.post(&sealed(1, 100));
        let folder = house.folder.path().join("inbox").join(gone);
        fs::remove_dir_all(&folder).expect("removed");
        fs::write(&folder, "not a folder").expect("a file");
        for length in [100, 200_000] {
            let answer = house.post(&sealed(2, length));
            answer.assert_problem(503);
            assert!(answer.header("retry-after").is_some());
        }
        house.request(HEALTHZ, b"").assert_problem(503);
        if gone == "responses" {
            house.assert_clean();
        }
        // Mended, it goes on by itself.
        fs::remove_file(&folder).expect("removed");
        fs::create_dir(&folder).expect("a folder");
        assert_eq!(house.post(&sealed(2, 100)).status, 201);
    }
}

#[test]
fn a_full_inbox_is_507_until_the_courier_made_room() {
    let house = House::with(|config| config.inbox_max_files = 2);
    let files: Vec<_> = (0..4).map(|seed| sealed(seed, 1000)).collect();
    assert_eq!(house.post(&files[0]).status, 201);
    assert_eq!(house.post(&files[1]).status, 201);
    house.post(&files[2]).assert_problem(507);
    house.request(HEALTHZ, b"").assert_problem(503);
    house.assert_clean();
    // Who sends again what is here already is not turned away.
    let again = house.post(&files[1]);
    assert_eq!((again.status, again.receipt()), (200, receipt(&files[1])));

    let inbox = house.folder.path().join("inbox/responses");
    fs::remove_file(inbox.join(file_name(&files[0]))).expect("purged");
    assert_eq!(house.post(&files[2]).status, 201);
    house.post(&files[3]).assert_problem(507);
}

#[test]
fn bytes_are_counted_too_also_those_that_were_there_before() {
    let folder = tempfile::tempdir().expect("a folder");
    let inbox = folder.path().join("inbox");
    fs::create_dir_all(inbox.join("responses")).expect("a folder");
    fs::write(inbox.join("responses/old.age"), vec![0; 50_000]).expect("a file");
    let house = House::with(|config| {
        config.inbox = inbox.as_path().into();
        config.inbox_max_bytes = 300_000;
    });
    house.post(&sealed(1, 260_000)).assert_problem(507);
    assert_eq!(house.post(&sealed(1, 200_000)).status, 201);
    house.post(&sealed(2, 60_000)).assert_problem(507);
    assert_eq!(house.post(&sealed(3, 20_000)).status, 201);
    assert_eq!(super::client::names(&inbox.join(".incoming")).len(), 0);
}

#[test]
fn what_a_crash_left_half_written_is_swept_away() {
    let folder = tempfile::tempdir().expect("a folder");
    let inbox = folder.path().join("inbox");
    fs::create_dir_all(inbox.join(".incoming")).expect("a folder");
    fs::write(inbox.join(".incoming/left.part"), "half").expect("a file");
    let house = House::with(|config| config.inbox = inbox.as_path().into());
    assert_eq!(house.post(&sealed(1, 100)).status, 201);
    assert_eq!(super::client::names(&inbox.join(".incoming")).len(), 0);
}
