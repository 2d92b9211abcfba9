//! `site.yaml`.

use super::fields::{Fields, place};
use super::keys;
use super::language::{self, Language};
use super::yaml::{Content, Node};
use crate::form::Audience;
use crate::problem::{Problem, Source};
use serde::Serialize;
use std::ops::Range;
use std::sync::Arc;

/// What `site.yaml` says.
#[derive(Clone, Debug)]
pub struct Site {
    /// The portal's name.
    pub title: String,
    /// The council's name.
    pub council: String,
    /// What the Children in Care Council calls itself.
    pub children_in_care_council: String,
    /// Where the site will be, ending in `/`.
    pub base_url: String,
    /// BCP 47 tags; the first is the language of the sources.
    pub languages: Vec<String>,
    /// The age recipients that every response is sealed to.
    pub recipients: Vec<String>,
    /// Where sealed responses are posted: the whole address.
    pub letterbox: String,
    /// The theme's folder name.
    pub theme: String,
    /// The council's word for "review".
    pub review_word: String,
    /// Where paper booklets are sent, line by line; may be empty.
    pub postal_address: Vec<String>,
    /// Who can be called.
    pub help_lines: Vec<HelpLine>,
    /// Where the pages are: one of [`keys::CONTENT_FOLDERS`].
    pub content: &'static str,
    /// The look of pages that name none: one of [`keys::LOOKS`].
    pub look: &'static str,
    /// Who reads the pages that do not say it.
    pub audience: Audience,
}

impl Default for Site {
    fn default() -> Self {
        Self {
            title: String::new(),
            council: String::new(),
            children_in_care_council: String::new(),
            base_url: String::new(),
            languages: Vec::new(),
            recipients: Vec::new(),
            letterbox: String::new(),
            theme: String::new(),
            review_word: String::new(),
            postal_address: Vec::new(),
            help_lines: Vec::new(),
            content: "content",
            look: "middle",
            audience: Audience::Child,
        }
    }
}

/// Someone who can be called.
#[derive(Clone, Debug, Serialize)]
pub struct HelpLine {
    /// Who answers.
    pub name: String,
    /// The number, as people write it.
    pub phone: String,
    /// The number as a link needs it: `tel:08001111`.
    pub phone_href: String,
    /// A number for text messages; may be empty.
    pub text: String,
    /// A page; may be empty.
    pub url: String,
    /// What they do, in a line; may be empty.
    pub about: String,
    /// The language of the words, if it is not that of the site they are in.
    pub lang: String,
}

/// The site, and where things stood in its file, for the rules.
#[derive(Clone, Debug)]
pub struct SiteFile {
    /// The model.
    pub site: Site,
    /// The languages, in the order of `site.languages`; never none.
    pub languages: Vec<Language>,
    /// The file.
    pub source: Arc<Source>,
    /// Where each recipient stands.
    pub recipient_spans: Vec<Range<usize>>,
    /// Where `recipients`, `theme`, `languages`, `base_url` and `letterbox` stand.
    pub spans: SiteSpans,
}

/// Places in `site.yaml`.
#[derive(Clone, Debug, Default)]
pub struct SiteSpans {
    /// `recipients`
    pub recipients: Range<usize>,
    /// `theme`
    pub theme: Range<usize>,
    /// `languages`
    pub languages: Range<usize>,
    /// `base_url`
    pub base_url: Range<usize>,
    /// `letterbox`
    pub letterbox: Range<usize>,
}

/// Reads the model out of the file. Where there are forms, it must say where
/// answers go, and whose they are.
pub(super) fn read(
    source: &Arc<Source>,
    node: &Node,
    has_forms: bool,
    problems: &mut Vec<Problem>,
) -> SiteFile {
    let mut fields = Fields::new(source, keys::SITE, node, problems);
    let recipients = fields.texts("recipients");
    let recipient_spans = fields.items("recipients").iter().map(place).collect();
    let languages = language::read(source, &mut fields);
    let site = Site {
        title: fields.required_text("title", "My Review"),
        council: fields.required_text("council", "Northmoor County Council"),
        children_in_care_council: fields
            .text("children_in_care_council")
            .unwrap_or_else(|| "Children in Care Council".to_owned()),
        base_url: base_url(fields.required_text("base_url", "https://my-review.example.gov.uk")),
        languages: languages.iter().map(|language| language.code.clone()).collect(),
        recipients,
        letterbox: letterbox(&fields.text("letterbox").unwrap_or_default()),
        theme: fields.text("theme").unwrap_or_else(|| "default".to_owned()),
        review_word: fields.text("review_word").unwrap_or_else(|| "review".to_owned()),
        postal_address: fields.texts("postal_address"),
        help_lines: help_lines(source, &mut fields),
        content: fields
            .named("content", keys::CONTENT_FOLDERS, one_of(keys::CONTENT_FOLDERS))
            .unwrap_or("content"),
        look: fields.named("look", keys::LOOKS, one_of(keys::LOOKS)).unwrap_or("middle"),
        audience: fields
            .named("for", Audience::NAMES, Audience::from_name)
            .unwrap_or(Audience::Child),
    };
    if has_forms && fields.node("letterbox").is_none() {
        fields.missing("letterbox", "https://letterbox.example.gov.uk");
    }
    if has_forms && site.recipients.is_empty() {
        fields.missing("recipients", "[age1…]");
    }
    let spans = SiteSpans {
        recipients: fields.span("recipients"),
        theme: fields.span("theme"),
        languages: fields.span("languages"),
        base_url: fields.span("base_url"),
        letterbox: fields.span("letterbox"),
    };
    SiteFile { site, languages, source: Arc::clone(source), recipient_spans, spans }
}

/// The one of these names that it is.
pub(super) fn one_of(names: &'static [&'static str]) -> impl Fn(&str) -> Option<&'static str> {
    move |name| names.iter().copied().find(|one| *one == name)
}

fn base_url(url: String) -> String {
    if url.is_empty() || url.ends_with('/') { url } else { url + "/" }
}

/// The letterbox is named by its own address; what is posted goes to a path of
/// it that the contract fixes.
fn letterbox(url: &str) -> String {
    let url = url.trim_end_matches('/');
    if url.is_empty() || url.ends_with("/responses") {
        url.to_owned()
    } else {
        format!("{url}/responses")
    }
}

fn help_lines(source: &Arc<Source>, fields: &mut Fields<'_, '_>) -> Vec<HelpLine> {
    let items = fields.items("help_lines");
    items.iter().map(|node| help_line(source, node, fields.problems())).collect()
}

fn help_line(source: &Arc<Source>, node: &Node, problems: &mut Vec<Problem>) -> HelpLine {
    let mut fields = Fields::new(source, keys::HELP_LINE, node, problems);
    let phone = fields.required_text("phone", "0800 1111");
    HelpLine {
        name: fields.required_text("name", "Childline"),
        phone_href: telephone(&phone),
        phone,
        text: fields.text("text").unwrap_or_default(),
        url: fields.text("url").unwrap_or_default(),
        about: fields.text("about").unwrap_or_default(),
        lang: String::new(),
    }
}

/// RFC 3966: digits, and a plus sign in front.
fn telephone(written: &str) -> String {
    let digits = written.chars().filter(|c| c.is_ascii_digit() || *c == '+');
    format!("tel:{}", digits.collect::<String>())
}

/// A site for a portal whose `site.yaml` could not be read, so that its other
/// files are still looked at.
pub(super) fn none(source: &Arc<Source>) -> SiteFile {
    let mut problems = Vec::new();
    let empty = Node { span: 0..0, content: Content::Map(Vec::new()) };
    read(source, &empty, true, &mut problems)
}
