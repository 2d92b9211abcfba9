//! Which pages may post, and what they may read.

use super::client::{House, SITE, sealed};

fn preflight(origin: &str) -> String {
    format!(
        "OPTIONS /responses HTTP/1.1\r\nHost: x\r\nOrigin: {origin}\r\nAccess-Control-Request-Method: POST\r\nAccess-Control-Request-Headers: content-type\r\n"
    )
}

#[test]
fn a_configured_site_may_post_and_read_every_answer() {
    let house = House::with(|config| {
        config.origins.push("http://127.0.0.1:8000/".parse().expect("an origin"));
    });
    for site in [SITE, "http://127.0.0.1:8000"] {
        let answer = house.request(&preflight(site), b"");
        assert_eq!((answer.status, answer.body.as_str()), (204, ""));
        assert_eq!(answer.header("access-control-allow-origin"), Some(site));
        assert_eq!(answer.header("access-control-allow-methods"), Some("POST"));
        assert_eq!(answer.header("access-control-allow-headers"), Some("Content-Type"));
        assert!(answer.header("access-control-max-age").is_some());
        assert_eq!(answer.header("vary"), Some("Origin"));
    }
    for (body, status) in [(sealed(1, 100), 201), (b"junk".to_vec(), 400)] {
        let answer = house.post(&body);
        assert_eq!(answer.status, status);
        assert_eq!(answer.header("access-control-allow-origin"), Some(SITE));
        assert_eq!(answer.header("access-control-expose-headers"), Some("Retry-After"));
        assert_eq!(answer.header("vary"), Some("Origin"));
    }
}

#[test]
fn another_site_may_not() {
    let house = House::new();
    let file = sealed(1, 100);
    for other in [
        "https://evil.example",
        "null",
        "http://my-review.northmoor.example",
        "https://my-review.northmoor.example.evil.example",
        "https://my-review.northmoor.example:8443",
    ] {
        let answer = house.request(&preflight(other), b"");
        answer.assert_problem(403);
        assert_eq!(answer.header("access-control-allow-origin"), None);
        let head = format!(
            "POST /responses HTTP/1.1\r\nHost: x\r\nOrigin: {other}\r\nContent-Type: application/octet-stream\r\nContent-Length: {}\r\n",
            file.len()
        );
        let answer = house.request(&head, &file);
        answer.assert_problem(403);
        assert_eq!(answer.header("access-control-allow-origin"), None);
        assert_eq!(answer.header("vary"), Some("Origin"));
    }
    assert_eq!(house.stored().len(), 0);
}

#[test]
fn a_sender_that_is_no_page_needs_no_origin() {
    let house = House::new();
    let file = sealed(1, 100);
    let head = format!(
        "POST /responses?x=1 HTTP/1.0\r\nContent-Type: application/octet-stream\r\nContent-Length: {}\r\n",
        file.len()
    );
    let answer = house.request(&head, &file);
    assert_eq!(answer.status, 201);
    assert_eq!(answer.header("access-control-allow-origin"), None);
}
