//! Advice on what is written for children: how hard it is to read, words that
//! hurt, links and numbers that mislead. All of it are warnings, in the language
//! that the portal is written in; translations are for their speakers.

mod asked;
mod band;
mod block;
mod headings;
mod help_lines;
mod hurtful;
mod links;
mod lists;
mod offers;
mod reader;
mod reading;
mod signed_off;
mod text;
mod window;

pub(super) use asked::check as asked;
pub(super) use lists::check as lists;
pub(super) use offers::check as offers;
pub(super) use signed_off::{check as signed_off, of_page as page_signed_off};

use crate::portal::{FormFile, LetterFile, Page, Places, Portal};
use crate::problem::{Problem, Source};
use band::Band;
use block::Block;
use headings::Headings;
use help_lines::HelpLines;
use hurtful::Hurtful;
use links::OpenLink;
use memchr::memmem;
use pulldown_cmark::{Event, Tag, TagEnd};
use reader::{Reader, Sentence};
use reading::Reading;
use std::ops::Range;
use std::sync::Arc;

/// What the rules know of a portal, gathered once.
pub(super) struct Rules<'p> {
    /// Whether it is written in English, which the reading level is made for.
    english: bool,
    hurtful: Hurtful<'p>,
    help_lines: HelpLines<'p>,
    headings: Headings<'p>,
}

impl<'p> Rules<'p> {
    pub(super) fn of(portal: &'p Portal) -> Self {
        let code = portal.language.code.as_str();
        Self {
            english: code.split('-').next().is_some_and(|code| code.eq_ignore_ascii_case("en")),
            hurtful: Hurtful::of(&portal.words),
            help_lines: HelpLines::of(&portal.site.site.help_lines),
            headings: Headings::of(portal),
        }
    }

    pub(super) fn page(&'p self, page: &'p Page) -> Advice<'p> {
        // The page of the words has to name them.
        let is_of_words = page.path == "words/";
        Advice { is_of_words, ..Advice::new(self, &page.source, Band::of_page(page)) }
    }

    pub(super) fn form(&'p self, file: &'p FormFile) -> Advice<'p> {
        Advice::new(self, &file.source, Band::of_form(&file.form))
    }

    pub(super) fn letter(&'p self, letter: &'p LetterFile) -> Advice<'p> {
        let child = letter.audience == Some(crate::form::Audience::Child);
        Advice::new(self, &letter.source, child.then(|| Band::of_ages(letter.ages)))
    }
}

/// Looks at a text while somebody else reads it, as
/// [`super::markdown::Look`] does.
pub(super) struct Advice<'p> {
    rules: &'p Rules<'p>,
    source: &'p Arc<Source>,
    band: Option<Band>,
    is_of_words: bool,
    block: Block,
    /// Whether what is read is code, which has no words of ours.
    in_code: bool,
    /// Headings are no sentences, and would make a text seem easy.
    in_heading: bool,
    link: Option<OpenLink>,
    reading: Reading,
    problems: Vec<Problem>,
}

impl<'p> Advice<'p> {
    fn new(rules: &'p Rules<'p>, source: &'p Arc<Source>, band: Option<Band>) -> Self {
        Self {
            rules,
            source,
            band: band.filter(|_| rules.english),
            is_of_words: false,
            block: Block::default(),
            in_code: false,
            in_heading: false,
            link: None,
            reading: Reading::default(),
            problems: Vec::new(),
        }
    }

    /// The next event of a text in Markdown, with its bytes in the file.
    #[inline]
    pub(super) fn event(&mut self, event: &Event<'_>, span: Range<usize>, places: &Places) {
        match event {
            Event::Text(text) if !self.in_code => self.block.push(text, span),
            // Something stands there; what it is is not for readers.
            Event::Code(_) => self.block.push("x", span),
            Event::SoftBreak => self.block.push(" ", span),
            Event::HardBreak => self.block.push("\n", span),
            Event::Start(Tag::Link { dest_url, .. }) => {
                self.link = Some(OpenLink::new(dest_url, span, self.block.text.len()));
            }
            Event::End(TagEnd::Link) => {
                if let Some(link) = self.link.take() {
                    self.link(&link, places);
                }
            }
            Event::Start(tag) if is_block(tag.to_end()) => {
                self.end_block();
                self.in_code = matches!(tag, Tag::CodeBlock(_));
                self.in_heading = matches!(tag, Tag::Heading { .. });
            }
            Event::End(tag) if is_block(*tag) => {
                self.end_block();
                self.in_code = false;
                self.in_heading = false;
            }
            _ => {}
        }
    }

    /// A text without Markdown, and where it stands or the thing it belongs to.
    pub(super) fn plain(&mut self, text: &str, span: Range<usize>) {
        let written = self.source.text.get(span.clone()).unwrap_or_default();
        // Nearly always there is nothing around it.
        let at = match written.strip_suffix(text) {
            Some(before) => Some(before.len()),
            None => memmem::find(written.as_bytes(), text.as_bytes()),
        };
        match at {
            Some(at) => self.block.push(text, span.start + at..span.start + at + text.len()),
            // Folded, unescaped or filled in: the whole is pointed at.
            None => self.block.push_at(text, span),
        }
        self.end_block();
    }

    /// A title, a label or another line that is no sentence: its words count, and
    /// how hard it is to read does not.
    pub(super) fn line(&mut self, text: &str, span: Range<usize>) {
        self.in_heading = true;
        self.plain(text, span);
        self.in_heading = false;
    }

    /// What was found, at the end of the text.
    pub(super) fn finish(mut self) -> Vec<Problem> {
        self.end_block();
        let reading = std::mem::take(&mut self.reading);
        if let Some(band) = self.band
            && let Some((grade, span)) = reading.grade()
            && (grade * 10.0).round() / 10.0 > band.grade
        {
            self.warn(
                "reading-level",
                span,
                format!(
                    "this text reads at grade {grade:.1}; for ages {} it should be at most {:.0}",
                    band.ages, band.grade
                ),
                "This is its hardest sentence. Write shorter sentences and shorter words. (The grade is Flesch-Kincaid's: about five years less than the reader's age.)",
            );
        }
        self.problems
    }

    fn warn(
        &mut self,
        rule: &'static str,
        span: Range<usize>,
        message: String,
        help: impl Into<String>,
    ) {
        self.problems.push(Problem::warning(rule, self.source, span, message, help));
    }

    fn end_block(&mut self) {
        if self.block.text.is_empty() {
            return;
        }
        let block = std::mem::take(&mut self.block);
        let hurtful = (!self.is_of_words).then_some(&self.rules.hurtful);
        let hurtful = hurtful.filter(|hurtful| !hurtful.is_empty());
        let mut starts = hurtful.map(|_| Vec::new());
        let mut reader = Reader::of(&block.text);
        while let Some(sentence) = reader.sentence(starts.as_mut()) {
            self.sentence(&block, sentence, starts.as_deref().unwrap_or_default());
            starts.as_mut().map(Vec::clear);
        }
        self.block = block.emptied();
    }

    /// Looks at a sentence of a block. Where its words start is only told where some
    /// might hurt.
    fn sentence(&mut self, block: &Block, sentence: Sentence, starts: &[usize]) {
        let Sentence { range, counts } = sentence;
        let sentence = &block.text[range.clone()];
        let (rules, source) = (self.rules, self.source);
        let place = |part: Range<usize>| {
            block.place(range.start + part.start..range.start + part.end, &source.text)
        };
        let mut matcher = rules.hurtful.matcher(sentence);
        for at in starts {
            if let Some(hit) = matcher.word(at - range.start) {
                let (message, help) = hit.says(sentence);
                self.warn("word-that-hurts", place(hit.range), message, help);
            }
        }
        if !rules.help_lines.is_empty() {
            for (range, message, help) in rules.help_lines.look(sentence) {
                self.warn("help-line-number", place(range), message, help);
            }
        }
        if let Some(band) = self.band {
            let span = || place(0..sentence.len());
            if counts.words > band.words {
                let message = format!(
                    "this sentence has {} words; for ages {} it should have at most {}",
                    counts.words, band.ages, band.words
                );
                self.warn("long-sentence", span(), message, "Make two sentences of it, or a list.");
            }
            if !self.in_heading {
                self.reading.add(counts, span);
            }
        }
    }

    fn link(&mut self, link: &OpenLink, places: &Places) {
        let words = self.block.text.get(link.from..).unwrap_or_default();
        let found = OpenLink::vague(words)
            .or_else(|| HelpLines::rings_another(link, words))
            .or_else(|| self.rules.headings.look(self.source, link, places));
        if let Some((rule, message, help)) = found {
            self.warn(rule, link.span.clone(), message, help);
        }
    }
}

/// Whether words before and after it belong to different sentences.
fn is_block(tag: TagEnd) -> bool {
    !matches!(
        tag,
        TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image
    )
}

/// The rule, the message and the help of something found.
type Said = (&'static str, String, String);

#[cfg(test)]
mod tests;
