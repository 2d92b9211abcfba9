//! `content/letters/*.md`: what the courier writes to children, carers, parents
//! and IROs. Front matter says who gets the letter and when; none is a page.

use super::fields::Fields;
use super::yaml::{self, Content, Node};
use super::{Site, form_file, keys, page, words};
use crate::form::{AgeBand, Audience};
use crate::letters::{Occasion, PLACEHOLDERS};
use crate::problem::{Problem, Source, did_you_mean};
use std::ops::Range;
use std::sync::Arc;

/// The folder below `content`, or below a language's folder there.
const FOLDER: &str = "letters/";

/// A letter, as an officer wrote it.
#[derive(Clone, Debug)]
pub struct LetterFile {
    /// Who gets it; none if that cannot be read.
    pub audience: Option<Audience>,
    /// What it is about; none if that cannot be read.
    pub when: Option<Occasion>,
    /// The ages of the children whom it is about.
    pub ages: Option<AgeBand>,
    /// The form that it links to.
    pub form: Option<String>,
    /// A second form that it links to.
    pub other_form: Option<String>,
    /// The e-mail's subject.
    pub subject: String,
    /// What stands for `{name}` where no name may.
    pub unnamed: Option<String>,
    /// The language that it is written in.
    pub language: String,
    /// The Markdown, with the council's words filled in.
    pub markdown: String,
    /// Where the Markdown stands in the file.
    pub body: Range<usize>,
    /// The file.
    pub source: Arc<Source>,
    /// Where the keys of the letter stand, in the order of [`LetterFile::KEYS`].
    spans: Vec<Range<usize>>,
}

impl LetterFile {
    const KEYS: &[&str] = keys::LETTER.names;

    /// Whether the text has this placeholder.
    pub fn uses(&self, name: &str) -> bool {
        self.markdown.contains(&format!("{{{name}}}"))
    }

    /// Where a key's value stands.
    pub fn span(&self, key: &str) -> Range<usize> {
        let at = Self::KEYS.iter().position(|name| *name == key);
        at.and_then(|at| self.spans.get(at)).cloned().unwrap_or(0..0)
    }
}

/// The language of a letter, if a file below `content` is one.
pub(super) fn language_of(site: &Site, file: &str) -> Option<String> {
    let path = file.strip_prefix("content/")?;
    let ending = path.len().checked_sub(".md".len()).and_then(|at| path.get(at..))?;
    if !ending.eq_ignore_ascii_case(".md") {
        return None;
    }
    if path.starts_with(FOLDER) {
        return Some(site.languages.first().cloned().unwrap_or_else(|| "en".to_owned()));
    }
    let (language, rest) = path.split_once('/')?;
    let is_one = rest.starts_with(FOLDER) && site.languages.iter().any(|one| one == language);
    is_one.then(|| language.to_owned())
}

/// Reads a letter.
pub(super) fn read(
    site: &Site,
    language: String,
    source: &Arc<Source>,
    problems: &mut Vec<Problem>,
) -> LetterFile {
    let before = problems.len();
    let (front, body) = page::split(source, problems);
    let node = front
        .filter(|_| problems.len() == before)
        .and_then(|range| yaml::parse(source, range, problems));
    let node = node.unwrap_or(Node { span: 0..0, content: Content::Empty });
    let markdown = fill(site, source, body.clone(), problems);
    let mut letter = LetterFile {
        audience: None,
        when: None,
        ages: None,
        form: None,
        other_form: None,
        subject: String::new(),
        unnamed: None,
        language,
        markdown,
        body,
        source: Arc::clone(source),
        spans: Vec::new(),
    };
    if node.content == Content::Empty {
        if problems.len() == before {
            problems.push(Problem::error(
                "front-matter",
                source,
                0..0,
                "this letter does not start with who gets it between two lines of `---`",
                "Put at the very top, each on a line: `---`, `for: child`, `when: invitation`, `subject: …`, `---`.",
            ));
        }
        return letter;
    }
    let mut fields = Fields::new(source, keys::LETTER, &node, problems);
    for (key, example) in [("for", "child"), ("when", "invitation")] {
        if fields.node(key).is_none() {
            fields.missing(key, example);
        }
    }
    letter.audience = fields.named("for", keys::READERS, |name| {
        Audience::from_name(name).filter(|_| keys::READERS.contains(&name))
    });
    letter.when = fields.named("when", Occasion::NAMES, Occasion::from_name);
    let subject = fields.required_text("subject", "Your review is coming up");
    letter.subject = fill_subject(site, &mut fields, &subject);
    letter.ages = form_file::ages(&mut fields);
    letter.form = fields.text("form");
    letter.other_form = fields.text("other_form");
    letter.unnamed = fields.text("unnamed");
    letter.spans = LetterFile::KEYS.iter().map(|key| fields.span(key)).collect();
    letter
}

/// Only the council's words stand in a subject.
fn fill_subject(site: &Site, fields: &mut Fields<'_, '_>, subject: &str) -> String {
    let (filled, unknown) = words::fill(site, subject);
    let own = |wrote: &str| PLACEHOLDERS.iter().any(|(name, _)| *name == wrote);
    if unknown.iter().any(|(_, wrote)| own(wrote)) {
        let span = fields.span("subject");
        let message =
            "a subject says nothing about the child: whoever looks over a shoulder reads it";
        let help = "Take the braces out. Only {review}, {council} and {children_in_care_council} can stand here.";
        fields.error("letter-subject", span, message, help);
        return filled;
    }
    form_file::filled(site, fields, "subject", subject)
}

/// Fills the council's words in, and names what stands for nothing.
fn fill(
    site: &Site,
    source: &Arc<Source>,
    range: Range<usize>,
    problems: &mut Vec<Problem>,
) -> String {
    let (filled, unknown) = words::fill(site, &source.text[range.clone()]);
    for (at, wrote) in unknown {
        if PLACEHOLDERS.iter().any(|(name, _)| *name == wrote) {
            continue;
        }
        let at = range.start + at;
        let span = at..at + wrote.len() + 2;
        let known = || words::PLACEHOLDERS.iter().chain(PLACEHOLDERS.iter().map(|(name, _)| name));
        let help = match did_you_mean(wrote, known().copied()) {
            Some(meant) => format!("Did you mean `{{{meant}}}`?"),
            None => {
                let known: Vec<_> = known().map(|name| format!("{{{name}}}")).collect();
                format!("Take the braces out, or use one of these: {}.", known.join(", "))
            }
        };
        let message = format!("`{{{wrote}}}` stands for nothing");
        problems.push(Problem::error("unknown-placeholder", source, span, message, help));
    }
    filled
}
