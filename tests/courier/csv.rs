//! Lists of children as case systems and Excel write them.

use my_review::courier::Allocations;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

fn read(text: &str) -> Result<Allocations, Vec<String>> {
    Allocations::from_bytes(text.as_bytes())
}

#[test]
fn as_excel_writes_it() {
    let list = read(
        "\u{feff}child;name;date_of_birth;iro;review_date\r\n\
         C-1;\"Robin; \"\"Rob\"\" Example\";02/04/2016;amira;\r\n\
         C-2;\"Alex\r\nSample\";2015-01-31;ben;01/12/2026\r\n",
    )
    .expect("a list");
    assert_eq!(list.get("C-1").expect("C-1").name, "Robin; \"Rob\" Example");
    let born = "2015-01-31".parse().expect("a day");
    // A line end within a name is a space to who matches it.
    assert_eq!(list.find("alex sample", born).len(), 1);
    assert_eq!(list.children().len(), 2);
}

#[test]
fn every_bad_row_is_named_by_its_line_and_nothing_in_it_is_said() {
    let problems = read(
        "child,name,date_of_birth,iro\n\
         C-1,\"Secret\nName\",soon,amira\n\
         C-2,Fine Example,2015-01-31,ben\n\
         ,Secret Other,2015-01-31,ben\n\
         C-2,Fine Again,31/02/2015,\n",
    )
    .expect_err("refused");
    let all = problems.join("\n");
    for line in [":2:", ":5:", ":6:"] {
        assert!(problems.iter().any(|problem| problem.starts_with(line)), "{line}: {all}");
    }
    assert!(!problems.iter().any(|problem| problem.starts_with(":4:")), "{all}");
    assert!(!all.contains("Secret"), "{all}");
}

#[test]
fn names_are_matched_exactly_however_they_are_encoded_and_never_nearly() {
    let list =
        read("child,name,date_of_birth,iro\nC-1,Zoë O’Neil Straße,2016-04-02,a\n").expect("a list");
    let born = "2016-04-02".parse().expect("a day");
    for same in ["zoë o’neil straße", "ZOE\u{308} O’NEIL STRASSE", "  Zoë   O’Neil\tStraße "]
    {
        assert_eq!(list.find(same, born).len(), 1, "{same}");
    }
    for other in ["Zoe O’Neil Straße", "Zoë O’Neill Straße", "Zoë", "Straße Zoë O’Neil"]
    {
        assert_eq!(list.find(other, born).len(), 0, "{other}");
    }
    let list = read("child,name,date_of_birth,iro\nC-1,Işıl Σίμος,2016-04-02,a\n").expect("a list");
    assert_eq!(list.find("IŞıL ΣΊΜΟΣ", born).len(), 1);
    assert_eq!(list.find("Isil Σίμος", born).len(), 0);
}

#[test]
fn whatever_is_in_the_cells_is_read_back() {
    let mut runner =
        TestRunner::new(Config { cases: 100, failure_persistence: None, ..Config::default() });
    let names = proptest::collection::vec("[^\\p{C}]{0,10}[a-zA-Z=+@-][^\\p{C}]{0,10}", 1..6);
    let case = (names, any::<bool>(), any::<bool>());
    let result = runner.run(&case, |(names, semicolons, mark)| {
        let mark = if mark { "\u{feff}" } else { "" };
        let between = if semicolons { ";" } else { "," };
        let mut text =
            format!("{mark}{}\r\n", ["child", "name", "date_of_birth", "iro"].join(between));
        for (nth, name) in names.iter().enumerate() {
            let name = format!("\"{}\"", name.replace('"', "\"\""));
            text += &[&nth.to_string(), &name, "2016-04-02", "a"].join(between);
            text += "\r\n";
        }
        let list = read(&text).expect("a list");
        for (nth, name) in names.iter().enumerate() {
            let child = list.get(&nth.to_string()).expect("a child");
            assert_eq!(child.name, name.trim());
        }
        Ok(())
    });
    result.expect("every list is read");
}

#[test]
fn any_bytes_are_a_list_or_problems_with_lines() {
    let mut runner =
        TestRunner::new(Config { cases: 300, failure_persistence: None, ..Config::default() });
    let bytes = prop_oneof![
        proptest::collection::vec(any::<u8>(), 0..200),
        "(child|name|date_of_birth|iro|[,;\"\r\n =a-z0-9/-]){0,60}".prop_map(String::into_bytes),
        "[,;\"\r\n =a-zA-Z0-9/-]{0,60}"
            .prop_map(|rows| format!("child,name,date_of_birth,iro\n{rows}").into_bytes()),
    ];
    let result = runner.run(&bytes, |content| {
        if let Err(problems) = Allocations::from_bytes(&content) {
            assert!(problems.iter().all(|problem| problem.starts_with(':')), "{problems:?}");
            assert!(!problems.is_empty());
        }
        Ok(())
    });
    result.expect("no fault");
}
