//! Exit statuses, shapes of output, and what is refused.

use super::office::{Office, SECRET};
use serde_json::{Value, json};
use std::io::{BufRead, BufReader};
use std::process::Stdio;

#[test]
fn status_has_exactly_the_shape_of_the_contract() {
    let office = Office::new();
    office.drop_file(b"junk");
    let ran = office.ends(0, &["status", "--format", "json"]);
    let status: Value = serde_json::from_str(&ran.out).expect("JSON");
    assert!(status["oldest_waiting_seconds"].is_i64());
    office.ends(0, &["deliver"]);
    assert_eq!(
        office.status(),
        json!({ "received": 0, "held": 1, "sending": 0, "delivered": 0, "discarded": 0, "purged": 0, "oldest_waiting_seconds": null })
    );
}

#[test]
fn invitations_are_stable_and_follow_the_addresses() {
    let office = Office::new();
    let first = office.ends(0, &["invite", "--print", "--format", "json"]);
    let again =
        office.ends(0, &["--config", "courier.yaml", "invite", "--print", "--format", "json"]);
    assert_eq!(first.out, again.out);
    let links: Vec<Value> = serde_json::from_str(&first.out).expect("JSON");
    let of = |child: &str| -> Vec<(String, String)> {
        links
            .iter()
            .filter(|link| link["child"] == child)
            .map(|link| {
                let text = |key: &str| link[key].as_str().expect("text").to_owned();
                let url = text("url");
                let expected = format!(
                    "https://my-review.northmoor.example/forms/{}/#i={}",
                    text("form"),
                    text("token")
                );
                assert_eq!(url, expected);
                (text("role"), text("form"))
            })
            .collect()
    };
    let pair = |role: &str, form: &str| (role.to_owned(), form.to_owned());
    let child = pair("child", "my-review-8-11");
    let iro = pair("iro", "iro-after");
    assert_eq!(of("C-1"), [child.clone(), pair("carer", "carer"), iro.clone()]);
    assert_eq!(of("C-2"), [child, iro], "no form is for parents");
    // A link that is taken back gets a successor.
    let token = office.token("C-1", "child");
    office.ends(0, &["invite", "--revoke", &token]);
    office.ends(1, &["invite", "--revoke", &token]);
    assert_ne!(office.token("C-1", "child"), token);
}

#[test]
fn open_prints_json_and_is_recorded() {
    let office = Office::new();
    let response = office.response(None);
    let sha256 = office.post(&response);
    office.ends(0, &["deliver"]);
    let id = response["id"].as_str().expect("an id").to_owned();
    let file = format!("inbox/responses/{sha256}.age");
    for what in [&file, &sha256, &id] {
        let ran = office.ends(0, &["open", what]);
        let opened: Value = serde_json::from_str(&ran.out).expect("JSON");
        assert_eq!(opened, response);
    }
    let opened: i64 = office
        .ledger()
        .query_row(
            "SELECT count(*) FROM event WHERE what = 'opened by a person' AND who <> 'courier'",
            [],
            |row| row.get(0),
        )
        .expect("events");
    assert_eq!(opened, 3);
    assert!(!office.leaks(SECRET));
    office.write("inbox/junk.age", "junk");
    office.ends(1, &["open", "inbox/junk.age"]);
    office.ends(2, &["open", "nothing"]);
}

#[test]
fn keygen_never_overwrites_and_prints_only_the_recipient() {
    let office = Office::new();
    let ran = office.ends(0, &["keygen", "--no-passphrase", "--out", "new.txt"]);
    assert!(ran.out.starts_with("age1pq1") && ran.out.trim().lines().count() == 1);
    let classic = office.ends(0, &["keygen", "--classic", "--no-passphrase", "--out", "old.txt"]);
    assert!(classic.out.starts_with("age1") && classic.out.trim().len() == 62);
    let before = std::fs::read(office.path("new.txt")).expect("the identity");
    let ran = office.ends(2, &["keygen", "--no-passphrase", "--out", "new.txt"]);
    assert!(ran.err.contains("never overwritten"), "{}", ran.err);
    assert_eq!(std::fs::read(office.path("new.txt")).expect("the identity"), before);
    // Without a terminal and without a passphrase file nothing is made.
    let ran = office.ends(2, &["keygen", "--out", "other.txt"]);
    assert!(ran.err.contains("MY_REVIEW_PASSPHRASE_FILE"), "{}", ran.err);
    assert!(!office.path("other.txt").exists());
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let metadata = std::fs::metadata(office.path("new.txt")).expect("metadata");
        assert_eq!(metadata.permissions().mode() & 0o777, 0o600);
    }
}

#[test]
fn a_locked_identity_opens_with_its_passphrase() {
    let office = Office::new();
    office.write_private("passphrase", "correct horse\n");
    std::fs::remove_file(office.path("identity.txt")).expect("removed");
    let with = |arguments: &[&str], file: &str| {
        let output = office
            .command(arguments)
            .env("MY_REVIEW_PASSPHRASE_FILE", office.path(file))
            .output()
            .expect("the program");
        super::office::Ran::from(&output)
    };
    let made = with(&["keygen", "--out", "identity.txt"], "passphrase");
    assert_eq!(made.status, 0, "{}", made.err);
    let locked = std::fs::read_to_string(office.path("identity.txt")).expect("the identity");
    assert!(locked.starts_with("-----BEGIN AGE ENCRYPTED FILE-----"));
    let text = serde_json::to_vec(&office.response(None)).expect("JSON");
    let sealed = my_review::seal::seal(&text, &[made.out.trim().to_owned()]).expect("sealed");
    std::fs::write(office.path("one.age"), sealed).expect("written");
    let opened = with(&["open", "one.age"], "passphrase");
    assert_eq!(opened.status, 0, "{}", opened.err);
    office.write_private("wrong", "wrong\n");
    let refused = with(&["open", "one.age"], "wrong");
    assert_eq!(refused.status, 2);
    assert!(refused.err.contains("passphrase does not open it"), "{}", refused.err);
    // Two keys with two passphrases, while they are changed.
    office.write_private("both", "wrong\ncorrect horse\n");
    assert_eq!(with(&["open", "one.age"], "both").status, 0);
    // As systemd passes it, and by a file descriptor.
    std::fs::create_dir(office.path("credentials")).expect("a folder");
    office.write_private("credentials/my-review-passphrase", "correct horse\n");
    let credential = office
        .command(&["open", "one.age"])
        .env("CREDENTIALS_DIRECTORY", office.path("credentials"))
        .output()
        .expect("the program");
    assert_eq!(super::office::Ran::from(&credential).status, 0);
    #[cfg(unix)]
    {
        let shell = format!("exec 3<'{}'; exec \"$0\" \"$@\"", office.path("passphrase").display());
        let courier = office.command(&["open", "one.age"]);
        let descriptor = std::process::Command::new("sh")
            .args(["-c", &shell])
            .arg(courier.get_program())
            .args(courier.get_args())
            .current_dir(office.path("."))
            .env("MY_REVIEW_PASSPHRASE_FILE", "/dev/fd/3")
            .output()
            .expect("a shell");
        let ran = super::office::Ran::from(&descriptor);
        assert_eq!(ran.status, 0, "{}", ran.err);

        office.mode("both", 0o644);
        let refused = with(&["open", "one.age"], "both");
        assert_eq!(refused.status, 2);
        assert!(refused.err.contains("can be read by everybody"), "{}", refused.err);
    }
}

#[cfg(unix)]
#[test]
fn files_that_everybody_can_read_are_refused() {
    let office = Office::new();
    office.ends(0, &["deliver"]);
    for name in ["identity.txt", "allocations.csv", "ledger.sqlite3"] {
        office.mode(name, 0o604);
        let ran = office.ends(2, &["deliver"]);
        assert!(ran.err.contains("chmod 600") && ran.err.contains(name), "{}", ran.err);
        office.mode(name, 0o640);
        office.ends(0, &["deliver"]);
    }
}

#[test]
fn a_wrong_configuration_is_named_with_its_line() {
    let office = Office::new();
    let good = std::fs::read_to_string(office.path("courier.yaml")).expect("config");
    let port = office.sink.port().to_string();
    for (from, to, words) in [
        ("duty: duty.iro@northmoor.example", "duty: nobody", "duty is not an e-mail address"),
        (
            "alarm_after_minutes: 60",
            "alarm_after_minutes: soon",
            "courier.yaml:12:22: a whole number",
        ),
        ("manager:", "manger:", "manger"),
        ("inbox: ./inbox", "inbox: ftp://host/x", "ftp://host/x"),
        ("smtp://127.0.0.1:", "smtp://mail.northmoor.example:", "this machine only"),
        ("identities: [./identity.txt]", "identities: []", "identities is empty"),
        ("forms: ./forms.json", "forms: ./nowhere.json", "nowhere.json"),
        (&port, "notaport", "port"),
        ("smtp://127", "smtp://user@127", "there is no password"),
    ] {
        assert!(good.contains(from), "{from}");
        office.write("courier.yaml", &good.replace(from, to));
        let ran = office.ends(2, &["deliver"]);
        assert!(ran.err.contains(words), "{words}: {}", ran.err);
        assert!(ran.err.contains("What to do"), "{}", ran.err);
    }
    office.write("courier.yaml", &good);
    office.write_private(
        "allocations.csv",
        "child,name,date_of_birth,iro\nC-1,Robin Example,soon,amira\n",
    );
    let ran = office.ends(2, &["deliver"]);
    assert!(ran.err.contains("allocations.csv:2: date_of_birth"), "{}", ran.err);
    assert!(!ran.err.contains("Robin"), "{}", ran.err);
    office.ends(2, &["no-such-command"]);
    office.ends(2, &["deliver", "--config", "nowhere.yaml"]);
    office.ends(0, &["--help"]);
    office.ends(0, &["--version"]);
}

#[test]
fn a_backup_is_a_ledger_and_replaces_only_a_backup() {
    let office = Office::new();
    office.drop_file(b"junk");
    office.ends(0, &["deliver"]);
    office.ends(0, &["backup", "copy.sqlite3"]);
    office.ends(0, &["backup", "copy.sqlite3"]);
    let copy = rusqlite::Connection::open(office.path("copy.sqlite3")).expect("a ledger");
    let held: i64 = copy
        .query_row("SELECT count(*) FROM response WHERE state = 'held'", [], |row| row.get(0))
        .expect("a count");
    assert_eq!(held, 1);
    office.ends(2, &["backup", "courier.yaml"]);
}

#[test]
fn purge_deletes_what_is_past_its_retention_and_remembers_it() {
    let office = Office::new();
    let token = office.token("C-1", "child");
    let response = office.response(Some(&token));
    let sha256 = office.post(&response);
    office.drop_file(b"junk");
    office.ends(0, &["deliver"]);
    assert_eq!(office.ends(0, &["purge"]).out, "");
    office
        .ledger()
        .execute("UPDATE response SET changed_at = '2020-01-01T00:00:00Z'", [])
        .expect("long ago");
    office.ends(0, &["purge"]);
    assert!(!office.path("inbox/responses").join(format!("{sha256}.age")).exists());
    let status = office.status();
    assert_eq!((&status["purged"], &status["held"]), (&json!(1), &json!(1)));
    // The same response again is the same again.
    office.post(&response);
    office.ends(0, &["deliver"]);
    assert!(office.sink.messages().iter().filter(|one| one.to[0].contains("amira")).count() == 1);
}

#[cfg(unix)]
#[test]
fn watch_delivers_locks_and_stops() {
    let office = Office::new();
    let token = office.token("C-1", "child");
    office.post(&office.response(Some(&token)));
    let mut watch = office
        .command(&["deliver", "--watch"])
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program");
    let lines = BufReader::new(watch.stderr.take().expect("its words")).lines();
    let mut lines = lines.map(|line| line.expect("a line"));
    assert!(lines.any(|line| line.contains("1 delivered")));
    let ran = office.ends(2, &["deliver"]);
    assert!(ran.err.contains("Another courier is running"), "{}", ran.err);
    let pid = watch.id().to_string();
    std::process::Command::new("kill").arg(pid).status().expect("kill");
    assert!(lines.any(|line| line.contains("has stopped")));
    assert!(watch.wait().expect("its end").success());
}
