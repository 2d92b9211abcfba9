//! What is stored, and what is refused before its content matters.

use super::client::{House, file_name, post_head, read_answer, receipt, sealed};
use std::fs;
use std::io::Write;

#[test]
fn what_is_stored_is_what_was_sent() {
    let house = House::new();
    for length in [1, 20_000, 70_000, 3_000_000] {
        let file = sealed(length, usize::try_from(length).expect("small"));
        let answer = house.post(&file);
        assert_eq!(answer.status, 201, "{answer:?}");
        assert_eq!(answer.header("content-type"), Some("application/json"));
        assert_eq!(answer.header("cache-control"), Some("no-store"));
        assert_eq!(answer.header("x-content-type-options"), Some("nosniff"));
        assert_eq!(answer.json(), serde_json::json!({"receipt": receipt(&file)}));
        let path = house.folder.path().join("inbox/responses");
        assert_eq!(fs::read(path.join(file_name(&file))).expect("stored"), file);

        let again = house.post(&file);
        assert_eq!((again.status, again.receipt()), (200, receipt(&file)));
    }
    assert_eq!(house.stored().len(), 4);
    house.assert_clean();
}

/// Worked out with `sha256sum` and by hand.
#[test]
fn the_receipt_is_this_one() {
    let file = b"age-encryption.org/v1\n-> X25519 a\nb\n--- c\nsealed";
    let house = House::new();
    assert_eq!(house.post(file).receipt(), "DW27-Y1EM");
}

#[cfg(unix)]
#[test]
fn the_group_may_read_and_others_may_not() {
    use std::os::unix::fs::PermissionsExt;
    let house = House::new();
    let file = sealed(1, 100);
    house.post(&file);
    let inbox = house.folder.path().join("inbox");
    let mode = |path| fs::metadata(path).expect("there").permissions().mode() & 0o777;
    let stored = mode(inbox.join("responses").join(file_name(&file)));
    // The umask of whoever runs the tests may take more away, and never adds.
    assert_eq!(stored & !0o640, 0, "{stored:o}");
    assert_eq!(stored & 0o600, 0o600, "{stored:o}");
    for folder in [inbox.join("responses"), inbox.join(".incoming")] {
        let mode = mode(folder);
        assert_eq!(mode & !0o750, 0, "{mode:o}");
    }
}

#[test]
fn the_same_file_sent_by_many_at_once_is_stored_once() {
    let house = House::new();
    let file = sealed(1, 20_000);
    let statuses: Vec<u16> = std::thread::scope(|scope| {
        let senders: Vec<_> = (0..20).map(|_| scope.spawn(|| house.post(&file).status)).collect();
        senders.into_iter().map(|sender| sender.join().expect("sent")).collect()
    });
    assert_eq!(statuses.iter().filter(|status| **status == 201).count(), 1);
    assert_eq!(statuses.iter().filter(|status| **status == 200).count(), 19);
    assert_eq!(house.stored(), [file_name(&file)]);
    house.assert_clean();
}

#[test]
fn a_body_in_chunks_is_as_good() {
    let house = House::new();
    let file = sealed(1, 100_000);
    let mut body = Vec::new();
    for piece in file.chunks(777) {
        body.extend_from_slice(format!("{:x}\r\n", piece.len()).as_bytes());
        body.extend_from_slice(piece);
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(b"0\r\n\r\n");
    let head = "POST /responses HTTP/1.1\r\nHost: x\r\nContent-Type: Application/Octet-Stream; v=1\r\nTransfer-Encoding: chunked\r\n";
    let answer = house.request(head, &body);
    assert_eq!((answer.status, answer.receipt()), (201, receipt(&file)));
}

#[test]
fn other_paths_methods_and_types_are_refused() {
    let house = House::new();
    let head = |line: &str| format!("{line} HTTP/1.1\r\nHost: x\r\n");
    for path in ["/", "/responses/", "/responses/x", "/../responses", "/healthz/"] {
        house.request(&head(&format!("GET {path}")), b"").assert_problem(404);
    }
    for method in ["GET", "PUT", "DELETE", "PATCH", "TRACE", "BREW"] {
        let answer = house.request(&head(&format!("{method} /responses")), b"");
        answer.assert_problem(405);
        assert_eq!(answer.header("allow"), Some("POST, OPTIONS"));
    }
    let answer = house.request(&head("HEAD /responses"), b"");
    assert_eq!((answer.status, answer.body.as_str()), (405, ""));
    let answer = house.request(&head("POST /healthz"), b"");
    answer.assert_problem(405);
    assert_eq!(answer.header("allow"), Some("GET, HEAD"));

    let file = sealed(1, 100);
    for line in [
        "",
        "Content-Type: text/plain\r\n",
        "Content-Type: application/octet-streams\r\n",
        "Content-Type: multipart/form-data; x=application/octet-stream\r\n",
        "Content-Type: application/octet-stream\r\nContent-Encoding: gzip\r\n",
    ] {
        let head = format!(
            "POST /responses HTTP/1.1\r\nHost: x\r\n{line}Content-Length: {}\r\n",
            file.len()
        );
        house.request(&head, &file).assert_problem(415);
    }
    assert_eq!(house.stored().len(), 0);
    house.assert_clean();
}

#[test]
fn too_large_is_refused_before_it_is_read() {
    let house = House::with(|config| config.max_size = 200_000);
    // Not a byte of the body is sent, and the answer comes.
    house.request(&post_head("", 999_999_999_999), b"").assert_problem(413);
    // All of it is sent before the answer is read, and it can be read.
    house.post(&sealed(1, 8_000_000)).assert_problem(413);

    let mut file = sealed(2, 200_000);
    file.truncate(200_001);
    house.post(&file).assert_problem(413);
    let head = "POST /responses HTTP/1.1\r\nHost: x\r\nContent-Type: application/octet-stream\r\nTransfer-Encoding: chunked\r\n";
    let mut body = format!("{:x}\r\n", file.len()).into_bytes();
    body.extend_from_slice(&file);
    body.extend_from_slice(b"\r\n0\r\n\r\n");
    house.request(head, &body).assert_problem(413);
    assert_eq!(house.stored().len(), 0);
    house.assert_clean();

    file.truncate(200_000);
    assert_eq!(house.post(&file).status, 201);
}

#[test]
fn who_asks_before_sending_is_answered_before_sending() {
    let house = House::with(|config| config.max_size = 1000);
    let expect = "Expect: 100-continue\r\n";
    house.request(&post_head(expect, 1001), b"").assert_problem(413);

    let file = sealed(1, 100);
    let mut stream = super::client::connect(house.address);
    let head = post_head(expect, file.len()) + "Connection: close\r\n\r\n";
    stream.write_all(head.as_bytes()).expect("sent");
    let mut line = [0; 25];
    std::io::Read::read_exact(&mut stream, &mut line).expect("go on");
    assert_eq!(&line, b"HTTP/1.1 100 Continue\r\n\r\n");
    stream.write_all(&file).expect("sent");
    assert_eq!(read_answer(&mut stream).status, 201);
}

#[test]
fn it_finishes_what_is_under_way_when_told_to_stop() {
    let mut house = House::new();
    let file = sealed(1, 100_000);
    let mut stream = super::client::connect(house.address);
    stream.write_all((post_head("", file.len()) + "\r\n").as_bytes()).expect("sent");
    stream.write_all(&file[..90_000]).expect("sent");
    // It is in: more than memory holds has come as far as the disk.
    let staging = house.folder.path().join("inbox/.incoming");
    while super::client::names(&staging).is_empty() {
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    house.stop();
    std::thread::sleep(std::time::Duration::from_millis(100));
    stream.write_all(&file[90_000..]).expect("sent");
    assert_eq!(read_answer(&mut stream).receipt(), receipt(&file));
}
