//! Never lost, never silently twice: the server fails at every verb and the
//! connection breaks at every byte.

use super::office::{Office, fresh_id};
use super::sink::{Message, Mood};
use super::stream::Cut;
use my_review::courier::{Config, Courier, Patience, Report, SmtpMailer, Timeouts, status};
use my_review::inbox::Inbox;
use serde_json::json;
use std::time::Duration;

const REPEAT: &str = "You may have had this already";

/// A courier within the test, because a process for every byte takes too long.
struct Bench {
    office: Office,
    courier: Courier,
    mailer: SmtpMailer,
    inbox: Inbox,
}

impl Bench {
    fn new() -> Self {
        let office = Office::new();
        let config = Config::load(&office.path("courier.yaml")).expect("a configuration");
        let short = Duration::from_millis(400);
        let timeouts = Timeouts { connect: short, command: short, final_dot: short };
        let mailer = SmtpMailer::new(&config.mail, timeouts).expect("a mailer");
        let inbox = Inbox::at("./inbox", office.folder.path()).expect("an inbox");
        let courier = Courier::open(config, Box::new(|_| {})).expect("a courier");
        Self { office, courier, mailer, inbox }
    }

    /// A response by the public link, of which there may be any number.
    fn post(&self) {
        let mut response = self.office.response(None);
        response["id"] = json!(fresh_id());
        response["about"] = json!({ "name": "Robin Example", "date_of_birth": "2016-04-02" });
        self.office.post(&response);
    }

    fn round(&mut self) -> Report {
        self.courier.deliver(&mut self.mailer, Patience::TryEverything).expect("a round")
    }

    /// One response through a fault and a second round without one.
    fn through_a_fault(&mut self, what: &str) -> (Report, Vec<Message>, Report) {
        self.post();
        let first = self.round();
        self.office.sink.calm_down();
        let second = self.round();
        let mail = self.office.sink.take_messages();
        self.nothing_is_open(what);
        (first, mail, second)
    }

    fn nothing_is_open(&self, what: &str) {
        let status = status(self.courier.ledger(), &self.inbox, 60, jiff::Timestamp::now());
        let status = status.expect("the standing");
        assert_eq!((status.received, status.sending), (0, 0), "{what}");
    }
}

/// What must hold whatever went wrong: it arrived; if it arrived twice, the
/// second one says so and is known by its Message-ID as the same.
fn is_neither_lost_nor_silently_twice(mail: &[Message], what: &str) {
    assert!(mail.last().is_some_and(|last| last.accepted), "{what}: the last one was taken");
    assert!(mail.len() <= 2, "{what}: {} times", mail.len());
    if let [first, second] = mail {
        assert_eq!(first.header("Message-ID"), second.header("Message-ID"), "{what}");
        assert_eq!(first.to, second.to, "{what}");
        // Where the server had said no, it is no repeat.
        if first.accepted {
            assert!(second.text().contains(REPEAT), "{what}: says that it is a repeat");
        }
    }
}

#[test]
fn whatever_a_server_answers_at_whatever_verb() {
    let mut bench = Bench::new();
    let answers =
        ["", "421 4.3.2 closing", "450 4.2.1 busy", "354 what?", "100 what?", "gibberish"];
    for stage in ["banner", "EHLO", "MAIL", "RCPT", "DATA", "dot"] {
        for answer in answers {
            // 354 is right to DATA; before MAIL the library takes it for a yes,
            // and nothing is at stake there.
            if answer == "354 what?" && matches!(stage, "banner" | "EHLO" | "DATA") {
                continue;
            }
            let what = format!("{answer:?} to {stage}");
            bench.office.sink.will(&[Mood(stage, answer)]);
            let (first, mail, second) = bench.through_a_fault(&what);
            assert_eq!((first.delivered, first.not_sent > 0), (0, true), "{what}");
            assert_eq!((second.delivered, second.held), (1, 0), "{what}");
            is_neither_lost_nor_silently_twice(&mail, &what);
            // The server said clearly that it has not got it, or was not given it.
            let had = mail.last().is_some_and(|last| last.text().contains(REPEAT));
            let unclear = match stage {
                "dot" | "DATA" => !answer.starts_with('4'),
                _ => false,
            };
            assert_eq!(had, unclear, "{what}");
        }
    }
}

#[test]
fn refused_for_good_at_any_verb_is_held_or_waits() {
    let mut bench = Bench::new();
    for (stage, held) in
        [("banner", 0), ("EHLO", 0), ("MAIL", 1), ("RCPT", 1), ("DATA", 1), ("dot", 1)]
    {
        bench.office.sink.will(&[Mood(stage, "554 5.7.1 no")]);
        let (first, mail, second) = bench.through_a_fault(stage);
        assert_eq!((first.held, second.delivered), (held, 1 - held), "{stage}");
        assert!(mail.iter().all(|one| one.accepted || stage == "dot"), "{stage}");
    }
}

#[test]
fn a_server_that_is_elsewhere_in_the_conversation_refuses_nothing_for_good() {
    let mut bench = Bench::new();
    for stage in ["MAIL", "RCPT", "DATA", "dot"] {
        bench.office.sink.will(&[Mood(stage, "503 5.5.1 nested MAIL command")]);
        let (first, mail, second) = bench.through_a_fault(stage);
        assert_eq!((first.held, second.delivered), (0, 1), "{stage}");
        is_neither_lost_nor_silently_twice(&mail, stage);
    }
}

#[test]
fn a_server_that_falls_silent_is_not_waited_for_for_ever() {
    let mut bench = Bench::new();
    for stage in ["banner", "EHLO", "MAIL", "RCPT", "DATA", "dot"] {
        bench.office.sink.will(&[Mood(stage, "{silence}")]);
        let (first, mail, second) = bench.through_a_fault(stage);
        assert_eq!((first.delivered, second.delivered), (0, 1), "{stage}");
        is_neither_lost_nor_silently_twice(&mail, stage);
    }
}

#[test]
fn a_break_after_every_byte_that_the_server_says() {
    let mut bench = Bench::new();
    let mut repeats = 0;
    for bytes in 0.. {
        let what = format!("cut after {bytes} bytes said");
        bench.office.sink.cut(Cut::Said(bytes));
        let (first, mail, _) = bench.through_a_fault(&what);
        is_neither_lost_nor_silently_twice(&mail, &what);
        repeats += mail.len() - 1;
        // The whole conversation went through, with QUIT's answer.
        if first.delivered == 1 && mail.len() == 1 && bytes > 100 {
            break;
        }
        assert!(bytes < 2000, "the conversation has an end");
    }
    assert!(repeats > 5, "the answer to the dot was cut at each of its bytes");
}

#[test]
fn a_break_after_every_byte_that_the_server_hears() {
    let mut bench = Bench::new();
    // Every byte of the commands; of the message every 97th, and all of its end.
    bench.post();
    bench.round();
    let whole = bench.office.sink.take_messages()[0].data.len();
    let commands = 120;
    let end = whole + commands + 220;
    let bytes = (0..=commands).chain((commands..whole).step_by(97)).chain(whole + 60..end);
    let mut through = 0;
    for bytes in bytes {
        let what = format!("cut after {bytes} bytes heard");
        bench.office.sink.cut(Cut::Heard(bytes));
        let (first, mail, _) = bench.through_a_fault(&what);
        is_neither_lost_nor_silently_twice(&mail, &what);
        through += first.delivered;
    }
    assert!(through > 0, "the last ones went through at once");
}
