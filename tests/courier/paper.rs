//! Letters to print: who gets one, what is in it, and that a camera reads it.

use super::office::Office;
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan, tz::TimeZone};
use my_review::courier::WorkingDays;
use serde_json::{Value, json};

/// C-1 has no e-mail address, C-2 has, C-3's review is far away. None of the
/// parents has one.
fn office() -> Office {
    let office = Office::new();
    let letter = |role: &str| {
        json!({
            "for": role, "when": "invitation", "language": "en", "subject": "Your review",
            "unnamed": "the child",
            "text": "For {name}, by {send_by}: {link}\n",
            "html": "<p>For {name}, please send it by {send_by}. <a href=\"{link}\">Open my form</a></p>"
        })
    };
    let letters = json!({
        "format": "my-review/letters/1", "letters": [letter("child"), letter("carer")]
    });
    office.write("letters.json", &letters.to_string());
    let today = Timestamp::now().to_zoned(TimeZone::UTC).date();
    let days = WorkingDays::built_in().expect("days");
    let soon = days.after(today, 14);
    let far = days.after(today, 60);
    let born = soon.checked_sub(10.years()).expect("a day");
    let row = |child: &str, name: &str, review: Date, email: &str| {
        format!("{child},{name},{born},amira,{review},{email},\n")
    };
    let mut list =
        String::from("child,name,date_of_birth,iro,review_date,child_email,carer_email\n");
    list += &row("C-1", "Robin <b>", soon, "");
    list += &row("C-2", "Kim", soon, "kim@child.example");
    list += &row("C-3", "Ash", far, "");
    office.write_private("allocations.csv", &list);
    office
}

const PRINT: &[&str] = &["invite", "--print", "--format", "html"];

/// The links of all QR codes on a page, read as a camera would.
fn scanned(html: &str) -> Vec<String> {
    html.split("<svg ")
        .skip(1)
        .map(|svg| decode(svg.split("</svg>").next().expect("an end")))
        .collect()
}

/// Draws an SVG of unit squares four times as large, and reads it.
fn decode(svg: &str) -> String {
    const SCALE: usize = 4;
    let between = |text: &str, start: &str, end: &str| {
        text.split(start).nth(1).expect("a start").split(end).next().expect("an end").to_owned()
    };
    let side: usize = between(svg, "viewBox=\"0 0 ", " ").parse().expect("a size");
    let mut dark = vec![false; side * side];
    for square in between(svg, " d=\"", "\"").split('M').skip(1) {
        let (x, rest) = square.split_once(',').expect("two numbers");
        let y = rest.split('h').next().expect("a number");
        let (x, y): (usize, usize) = (x.parse().expect("x"), y.parse().expect("y"));
        dark[y * side + x] = true;
    }
    let edge = side * SCALE;
    let mut image = rqrr::PreparedImage::prepare_from_bitmap(edge, edge, |x, y| {
        dark[(y / SCALE) * side + x / SCALE]
    });
    let grids = image.detect_grids();
    assert_eq!(grids.len(), 1, "one code");
    grids[0].decode().expect("a readable code").1
}

#[test]
fn who_has_no_address_gets_a_letter_with_a_code() {
    let office = office();
    let printed = office.ends(0, PRINT);
    assert!(printed.out.starts_with("<!DOCTYPE html>"), "{}", printed.out);
    assert!(printed.out.ends_with("</html>\n"));
    let links: Vec<Value> =
        serde_json::from_str(&office.ends(0, &["invite", "--print", "--format", "json"]).out)
            .expect("JSON");
    let link = links.iter().find(|one| one["child"] == "C-1" && one["role"] == "child");
    let link = link.expect("a link")["url"].as_str().expect("text").to_owned();
    assert_eq!(scanned(&printed.out), std::slice::from_ref(&link));
    let words = format!("<p class=\"link\">{link}</p>");
    assert!(printed.out.replace("&#x2F;", "/").contains(&words), "{}", printed.out);
    assert!(printed.out.contains("Robin &lt;b&gt;, please send it by "), "a name is text");
    assert!(!printed.out.contains("Kim") && !printed.out.contains("Ash"));
    // Nothing about a child is in what is said beside it.
    assert!(printed.err.contains("not   C-2  child  the letter goes by e-mail"), "{}", printed.err);
    assert!(printed.err.contains("not   C-3  child  it is due on "), "{}", printed.err);
    for secret in ["Robin", "Kim", "Ash", "@", "#i="] {
        assert!(!printed.err.contains(secret), "{secret}");
    }
    // Nothing was mailed, and it comes out again.
    assert!(office.sink.messages().is_empty());
    assert_eq!(office.ends(0, PRINT).out, printed.out);
}

#[test]
fn carers_and_single_children_only_when_asked_for() {
    let office = office();
    let carers = office.ends(0, &[PRINT, &["--for", "carer", "--for", "child"]].concat());
    let codes = scanned(&carers.out);
    assert_eq!(codes.len(), 3, "{}", carers.err);
    assert!(carers.out.contains("For the child, please send it by"), "no chosen name for a carer");
    let one = office.ends(0, &[PRINT, &["--child", "C-3"]].concat());
    assert!(one.out.contains("For Ash, "), "{}", one.err);
    assert_eq!(scanned(&one.out).len(), 1);
    let none = office.ends(2, &[PRINT, &["--child", "C-9"]].concat());
    assert!(none.err.contains("nobody with the reference"), "{}", none.err);
    let misplaced = office.ends(2, &["invite", "--dry-run", "--format", "html"]);
    assert!(misplaced.err.contains("--format html is for letters on paper"), "{}", misplaced.err);
}

#[test]
fn the_file_is_private_and_replaces_nothing() {
    let office = office();
    let path = office.path("letters.html");
    let out = path.to_str().expect("a path").to_owned();
    let arguments = [PRINT, &["--out", &out]].concat();
    let ran = office.ends(0, &arguments);
    assert_eq!(ran.out, "");
    assert!(ran.err.contains("Letters to print: 1."), "{}", ran.err);
    let html = std::fs::read_to_string(&path).expect("a file");
    assert_eq!(scanned(&html).len(), 1);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::metadata(&path).expect("a file").permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
    let again = office.ends(2, &arguments);
    assert!(again.err.contains("an earlier one is never replaced"), "{}", again.err);
}

#[test]
fn an_answer_ends_the_letters_on_paper_too() {
    let office = office();
    let token = office.token("C-1", "child");
    office.post(&office.response(Some(&token)));
    office.ends(0, &["deliver"]);
    let ran = office.ends(0, PRINT);
    assert_eq!(ran.out, "");
    assert!(ran.err.contains("not   C-1  child  their form came on "), "{}", ran.err);
    assert!(ran.err.contains("No letter is to be printed"), "{}", ran.err);
}
