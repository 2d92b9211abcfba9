//! Encryption on the way to the mail server: who gets the mail, and who does not.

use super::office::{Office, Ran};
use super::sink::Sink;
use super::stream::Tls;

/// An office whose mail server is this one, and the outcome of a delivery.
fn deliver(scheme: &str, tls: Tls, trusted: Option<&str>) -> (Office, Sink, Ran) {
    let office = Office::new();
    let token = office.token("C-1", "child");
    office.post(&office.response(Some(&token)));
    let sink = Sink::start_with(35_882_577, Some(tls));
    let config = std::fs::read_to_string(office.path("courier.yaml")).expect("config");
    let old = format!("smtp://127.0.0.1:{}", office.sink.port());
    let new = format!("{scheme}://user@localhost:{}", sink.port());
    assert!(config.contains(&old));
    office.write("courier.yaml", &config.replace(&old, &new));
    // Certificates of the system's are no use to anybody here.
    office.write("authority.pem", trusted.unwrap_or_default());
    let ran = try_again(&office);
    (office, sink, ran)
}

fn try_again(office: &Office) -> Ran {
    let output = office
        .command(&["deliver"])
        .env("SSL_CERT_FILE", office.path("authority.pem"))
        .env_remove("SSL_CERT_DIR")
        .env("MY_REVIEW_SMTP_PASSWORD", "a password of tests")
        .output()
        .expect("the program");
    Ran::from(&output)
}

/// The authority of another server's certificate.
fn another() -> String {
    Tls::for_names(&["localhost"]).1
}

#[test]
fn a_server_with_a_good_certificate_gets_the_mail() {
    let (tls, authority) = Tls::for_names(&["localhost"]);
    let (office, sink, ran) = deliver("smtps", tls, Some(&authority));
    assert_eq!(ran.status, 0, "{}", ran.err);
    assert_eq!(sink.messages().len(), 1);
    assert!(sink.take_heard().contains(&"AUTH".to_owned()));
    assert_eq!(office.status()["delivered"], 1);
}

#[test]
fn over_starttls_nothing_but_the_greeting_is_in_the_clear() {
    let (tls, authority) = Tls::for_names(&["localhost"]);
    let (office, sink, ran) =
        deliver("smtp+starttls", tls.after("220 go ahead\r\n"), Some(&authority));
    assert_eq!(ran.status, 0, "{}", ran.err);
    // The size that the plaintext offered, 7 bytes, was forgotten with it.
    assert_eq!(sink.messages().len(), 1);
    let heard = sink.take_heard();
    assert_eq!(heard[..3], ["in the clear: EHLO", "in the clear: STARTTLS", "EHLO"]);
    assert!(heard.contains(&"AUTH".to_owned()), "{heard:?}");
    assert_eq!(office.status()["delivered"], 1);
}

#[test]
fn a_byte_behind_the_starttls_answer_ends_it() {
    for answer in [
        "220 go ahead\r\n250 injected\r\n",
        "220 go ahead\r\n250-SIZE 9\r\n250 AUTH PLAIN\r\n",
        "220 go ahead\r\n\r\n",
        "220 go ahead\r\n\n",
        "220 go ahead\n ",
        "220-go\r\n220 ahead\r\nx",
    ] {
        let (tls, authority) = Tls::for_names(&["localhost"]);
        let (office, sink, ran) = deliver("smtp+starttls", tls.after(answer), Some(&authority));
        assert_eq!(ran.status, 1, "{answer:?}: {}", ran.err);
        assert!(ran.err.contains("said in the clear after STARTTLS"), "{}", ran.err);
        assert_eq!(sink.take_heard(), ["in the clear: EHLO", "in the clear: STARTTLS"]);
        assert_eq!(office.status()["sending"], 1, "it waits");
    }
}

#[test]
fn without_starttls_nothing_is_sent() {
    let (tls, authority) = Tls::for_names(&["localhost"]);
    let tls = tls.after("220 go ahead\r\n").not_offered();
    let (_office, sink, ran) = deliver("smtp+starttls", tls, Some(&authority));
    assert_eq!(ran.status, 1, "{}", ran.err);
    assert!(ran.err.contains("does not offer STARTTLS"), "{}", ran.err);
    drop(sink);
    for refused in ["454 not just now\r\n", "502 what?\r\n", "gibberish\r\n"] {
        let (tls, authority) = Tls::for_names(&["localhost"]);
        let (_office, sink, ran) = deliver("smtp+starttls", tls.after(refused), Some(&authority));
        assert_eq!(ran.status, 1, "{}", ran.err);
        assert!(ran.err.contains("to STARTTLS"), "{}", ran.err);
        assert!(sink.messages().is_empty());
    }
}

#[test]
fn a_certificate_that_is_not_trusted_or_not_for_this_name_gets_nothing() {
    for scheme in ["smtps", "smtp+starttls"] {
        let of = |names: &[&str]| {
            let (tls, authority) = Tls::for_names(names);
            let tls = if scheme == "smtps" { tls } else { tls.after("220 go ahead\r\n") };
            (tls, authority)
        };
        let (wrong_name, authority) = of(&["mail.northmoor.example"]);
        let (unknown, _) = of(&["localhost"]);
        for (tls, trusted, words) in
            [(wrong_name, authority, "not valid for name"), (unknown, another(), "certificate")]
        {
            let (office, sink, ran) = deliver(scheme, tls, Some(&trusted));
            assert_eq!(ran.status, 1, "{}", ran.err);
            assert!(ran.err.contains(words), "{scheme}: {}", ran.err);
            assert!(sink.messages().is_empty());
            assert!(!sink.take_heard().contains(&"AUTH".to_owned()), "no password was told");
            assert_eq!(office.status()["sending"], 1, "it waits");
        }
    }
}

#[test]
fn a_server_that_refuses_tls_gets_nothing() {
    let office = Office::new();
    let token = office.token("C-1", "child");
    office.post(&office.response(Some(&token)));
    let config = std::fs::read_to_string(office.path("courier.yaml")).expect("config");
    // The plain server's greeting is no handshake.
    let config = config.replace("smtp://127.0.0.1", "smtps://127.0.0.1");
    office.write("courier.yaml", &config);
    office.write("authority.pem", &another());
    let ran = try_again(&office);
    assert_eq!(ran.status, 1, "{}", ran.err);
    assert!(office.sink.messages().is_empty());
    assert_eq!(office.status()["sending"], 1);
}
