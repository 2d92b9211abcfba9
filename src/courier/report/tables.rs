//! The report as tables, which every format writes down.

use super::charts::Chart;
use super::codes::decimal;
use super::{Code, Named, RULE, Rate, Report};
use std::borrow::Cow;

/// One table.
pub(super) struct Table {
    /// For programs.
    pub(super) id: Cow<'static, str>,
    pub(super) title: Cow<'static, str>,
    /// What the figures mean; may be empty.
    pub(super) note: String,
    /// The heading of the first column, and of those with figures.
    pub(super) head: Vec<String>,
    pub(super) rows: Vec<Row>,
    /// The same as a picture.
    pub(super) chart: Option<Chart>,
}

/// One row.
pub(super) struct Row {
    /// For programs.
    pub(super) id: String,
    pub(super) label: String,
    pub(super) cells: Vec<String>,
}

impl Row {
    fn new(id: &str, label: impl Into<String>, cells: impl IntoIterator<Item = String>) -> Self {
        Self { id: id.to_owned(), label: label.into(), cells: cells.into_iter().collect() }
    }
}

/// All of them, in the order of the report.
pub(super) fn tables(report: &Report) -> Vec<Table> {
    let mut tables = vec![participation(report), evidence(report)];
    tables.extend(answers(report));
    tables.push(expectations(report));
    tables.extend(surveys(report));
    tables.push(clock(report));
    tables.extend(by_iro(report));
    tables.retain(|table| !table.rows.is_empty());
    tables
}

fn participation(report: &Report) -> Table {
    let years = &report.participation;
    let mut head = vec!["Code".to_owned()];
    head.extend(years.iter().map(|year| year.year.to_string()));
    let row = |id: &str, label: String, of: &dyn Fn(&super::YearOfReviews) -> String| {
        Row::new(id, label, years.iter().map(of))
    };
    let mut rows: Vec<Row> = Code::ALL
        .into_iter()
        .map(|code| {
            let label = format!("{code}: {}", code.meaning());
            row(code.name(), label, &|year| year.codes.of(code).to_string())
        })
        .collect();
    rows.push(row("recorded", "Reviews with a code".into(), &|y| y.recorded.to_string()));
    rows.push(row("not-recorded", "Reviews without a code".into(), &|y| {
        y.not_recorded.to_string()
    }));
    rows.push(row("4-and-over", "With a code, aged 4 and over".into(), &|y| {
        y.aged_4_and_over.to_string()
    }));
    rows.push(row("all-but-pn7", "Took part: all but PN7".into(), &|y| y.all_but_pn7.spoken()));
    rows.push(row("all-but-pn4-pn7", "Took part: all but PN4 and PN7".into(), &|y| {
        y.all_but_pn4_and_pn7.spoken()
    }));
    if years.iter().any(|year| year.imported > 0) {
        rows.push(row("imported", "Of these, imported".into(), &|y| y.imported.to_string()));
    }
    if years.is_empty() {
        rows.clear();
    }
    let tenths = |rate: Rate| rate.tenths().unwrap_or_default();
    Table {
        id: "participation".into(),
        title: "How children took part in their reviews".into(),
        note: format!("Financial years, April to March. {RULE}"),
        head,
        rows,
        chart: Some(Chart {
            label: "Took part, all but PN4 and PN7, in percent by year".to_owned(),
            bars: years
                .iter()
                .map(|year| (year.year.to_string(), tenths(year.all_but_pn4_and_pn7)))
                .collect(),
            percent: true,
        }),
    }
}

fn evidence(report: &Report) -> Table {
    let reviews = report.evidence.iter().filter(|one| one.reviews > 0);
    let rows = reviews.map(|one| {
        Row::new(one.code, one.code, [one.reviews.to_string(), one.with_a_form.to_string()])
    });
    Table {
        id: "evidence".into(),
        title: "What the children had sent, beside what was recorded".into(),
        note: "Reviews in the ledger, by the code that the IRO recorded, and how many of them had a form from the child since the review before. A form is evidence of taking part; it never sets the code.".to_owned(),
        head: texts(&["Code", "Reviews", "With a form from the child"]),
        rows: rows.collect(),
        chart: None,
    }
}

fn answers(report: &Report) -> Vec<Table> {
    let answers = &report.answers;
    let total = format!(
        "{} forms came in, from {} children whose they are known to be. The IROs' records are not among them.",
        answers.total, answers.children
    );
    vec![
        named("forms", "Forms that came in", total, ["Form", "Forms"], &answers.by_form),
        named(
            "ages",
            "By the ages that the form is for",
            String::new(),
            ["Ages", "Forms"],
            &answers.by_ages,
        ),
        named(
            "languages",
            "By language on the screen",
            String::new(),
            ["Language", "Forms"],
            &answers.by_language,
        ),
        named(
            "filled-in",
            "Alone or helped",
            String::new(),
            ["Filled in", "Forms"],
            &answers.by_who_filled_in,
        ),
        named(
            "days-before",
            "How long before the review",
            "Forms of children whose review date was known.".to_owned(),
            ["Days", "Forms"],
            if answers.total == 0 { &[] } else { &answers.by_days_before },
        ),
    ]
}

fn named(
    id: impl Into<Cow<'static, str>>,
    title: impl Into<Cow<'static, str>>,
    note: String,
    head: [&str; 2],
    counts: &[Named],
) -> Table {
    let (id, title) = (id.into(), title.into());
    let bars: Vec<_> = counts.iter().map(|one| (one.name.clone(), one.count)).collect();
    // A picture of thirty bars, or of one, tells nobody anything.
    let drawn = (2..=12).contains(&bars.len());
    Table {
        note,
        head: texts(&head),
        rows: counts
            .iter()
            .map(|one| Row::new(&one.id, &one.name, [one.count.to_string()]))
            .collect(),
        chart: drawn.then(|| Chart { label: title.to_string(), bars, percent: false }),
        id,
        title,
    }
}

fn expectations(report: &Report) -> Table {
    let items = &report.expectations;
    let share =
        |one: &super::Item| Rate { took_part: one.yes, of: one.yes + one.no + one.not_sure };
    let rows = items.iter().map(|one| {
        let counts = [one.yes, one.no, one.not_sure].map(|count| count.to_string());
        Row::new(&one.id, &one.name, counts.into_iter().chain([share(one).spoken()]))
    });
    Table {
        id: "expectations".into(),
        title: "Did what was expected, or promised, happen?".into(),
        note: "All forms that ask about it.".to_owned(),
        head: texts(&["Expectation or promise", "Yes", "No", "Not sure", "Yes of all"]),
        rows: rows.collect(),
        chart: None,
    }
}

/// A table a question: what was ticked in forms that are only counted.
fn surveys(report: &Report) -> Vec<Table> {
    let mut tables = Vec::new();
    for survey in &report.surveys {
        let mut note = format!(
            "{} responses. They are counted on Mondays, once five wait; what was written went to the manager, and nobody knows whose it is.",
            survey.responses
        );
        for asked in &survey.questions {
            tables.push(named(
                format!("survey-{}-{}", survey.id, asked.id),
                format!("{}: {}", survey.title, asked.ask),
                std::mem::take(&mut note),
                ["Answer", "Responses"],
                &asked.answers,
            ));
        }
    }
    tables
}

fn clock(report: &Report) -> Table {
    let clock = &report.clock;
    let rows = [
        ("held-in-time", "Held in time", clock.held_in_time),
        ("held-late", "Held late", clock.held_late),
        ("held-not-counted", "Held; the review before is not known", clock.held_not_counted),
        ("planned-too-late", "Now planned too late", clock.planned_too_late),
        ("not-planned", "Now without a date", clock.not_planned),
        ("past", "Now past its date and not recorded", clock.past_and_not_recorded),
    ];
    Table {
        id: "clock".into(),
        title: "Against the clock".into(),
        note: "By when the law wants each review: the first within 20 working days of coming into care, the second within three months, later ones within six months. “Now” is as the list of children is today; duty's daily summary says which.".to_owned(),
        head: texts(&["Reviews", "Number"]),
        rows: rows.map(|(id, label, count)| Row::new(id, label, [count.to_string()])).into(),
        chart: None,
    }
}

fn by_iro(report: &Report) -> Option<Table> {
    let iros = report.by_iro.as_ref()?;
    let mut head = vec!["IRO".to_owned()];
    head.extend(Code::ALL.map(|code| code.name().to_owned()));
    head.extend(texts(&[
        "Not recorded",
        "All but PN7",
        "All but PN4 and PN7",
        "Held late",
        "Forms that came in",
    ]));
    let rows = iros.iter().map(|one| {
        let codes = one.codes.iter().map(|(_, count)| count.to_string());
        let rest = [
            one.not_recorded.to_string(),
            one.codes.all_but_pn7().spoken(),
            one.codes.all_but_pn4_and_pn7().spoken(),
            one.held_late.to_string(),
            one.answers.to_string(),
        ];
        Row::new(&one.iro, &one.iro, codes.chain(rest))
    });
    Some(Table {
        id: "by-iro".into(),
        title: "By IRO: for the manager only".into(),
        note: "Small numbers of one person's work: not for a board, and never to be published. Forms are counted with the IRO whom the child has today.".to_owned(),
        head,
        rows: rows.collect(),
        chart: None,
    })
}

fn texts(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

/// A bar's height as people read it.
pub(super) fn spoken(value: u64, percent: bool) -> String {
    if percent { format!("{} %", decimal(value)) } else { value.to_string() }
}
