//! The courier as a library, as the demonstration uses it.

use super::office::{Office, SECRET};
use my_review::courier::{Config, Courier, FolderMailer, Patience};

#[test]
fn delivers_to_a_folder() {
    let office = Office::new();
    let mut config = Config::load(&office.path("courier.yaml")).expect("a configuration");
    config.mail.smtp = None;
    let mut courier = Courier::open(config, Box::new(|_| {})).expect("a courier");
    let links = courier.invite().expect("links");
    office.post(&office.response(Some(&links[0].token)));
    let mut mailer = FolderMailer::new(&office.path("mail")).expect("a folder");
    let report = courier.deliver(&mut mailer, Patience::TryEverything).expect("a round");
    assert_eq!((report.delivered, report.not_sent), (1, 0));
    assert_eq!(mailer.written().len(), 1);
    let path = &mailer.written()[0];
    assert_eq!(path.extension().and_then(|end| end.to_str()), Some("eml"));
    let mail = std::fs::read_to_string(path).expect("a message");
    assert!(mail.contains("To: \"Amira Khan\" <amira.khan@northmoor.example>"), "{mail}");
    assert!(mail.contains(SECRET));
}

/// The demonstration keeps its courier in a thread of its own.
#[test]
fn a_courier_can_move_to_another_thread() {
    fn can_move<T: Send>() {}
    can_move::<Courier>();
}
