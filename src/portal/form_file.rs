//! `forms/*.yaml`.
//!
//! What comes out is whole even where the file is not: every section and
//! question of the file has its place in the model, so that the rules can look
//! at all of them in one run.

use super::fields::{Fields, list, place, text_of};
use super::keys;
use super::translate::Translated;
use super::words;
use super::yaml::{Content, Node, Step};
use super::{FormGroup, SignedOff, Site, signed_off, slug};
use crate::form::{
    AgeBand, Audience, Choice, Condition, Destination, Form, Kind, Media, Question, Section, Test,
};
use crate::problem::{Problem, Source, did_you_mean};
use std::ops::Range;
use std::sync::Arc;

/// A form, and where things stood in its file.
#[derive(Clone, Debug)]
pub struct FormFile {
    /// The model.
    pub form: Form,
    /// Where it stands in the list of forms.
    pub group: FormGroup,
    /// A picture beside it, by meaning.
    pub symbol: Option<String>,
    /// The file.
    pub source: Arc<Source>,
    pub(crate) node: Node,
    /// Who agreed to which version of it.
    pub signed_off: Option<SignedOff>,
    /// What it translates, if it is a translation.
    pub translated: Option<Box<Translated>>,
}

impl FormFile {
    /// Where its symbol stands.
    pub(crate) fn symbol_span(&self) -> Range<usize> {
        place(self.node.at(&[Step::Key("symbol")]))
    }

    /// Where a key of a question stands, or the question if it lacks the key.
    pub(crate) fn question_span(&self, section: usize, question: usize, key: &str) -> Range<usize> {
        place(self.question_node(section, question).at(&[Step::Key(key)]))
    }

    /// Where an item of a list of a question stands.
    pub(crate) fn item_span(
        &self,
        (section, question): (usize, usize),
        key: &str,
        item: usize,
    ) -> Range<usize> {
        let question = self.question_node(section, question);
        place(question.at(&[Step::Key(key), Step::Item(item)]))
    }

    /// Where the words of an option stand.
    pub(crate) fn label_span(
        &self,
        (section, question): (usize, usize),
        option: usize,
    ) -> Range<usize> {
        let question = self.question_node(section, question);
        place(question.at(&[Step::Key("options"), Step::Item(option), Step::Key("label")]))
    }

    pub(crate) fn question_node(&self, section: usize, question: usize) -> &Node {
        self.node.at(&[
            Step::Key("sections"),
            Step::Item(section),
            Step::Key("questions"),
            Step::Item(question),
        ])
    }

    /// Where a key of a section stands.
    pub(crate) fn section_span(&self, section: usize, key: &str) -> Range<usize> {
        place(self.node.at(&[Step::Key("sections"), Step::Item(section), Step::Key(key)]))
    }

    /// Where a key of the form stands.
    pub(crate) fn span(&self, key: &str) -> Range<usize> {
        place(self.node.at(&[Step::Key(key)]))
    }
}

/// Reads the model out of the file.
pub(super) fn read(
    site: &Site,
    source: &Arc<Source>,
    node: Node,
    problems: &mut Vec<Problem>,
) -> FormFile {
    let mut reader = Reader { site, source };
    let mut fields = Fields::new(source, keys::FORM, &node, problems);
    let id = fields.text("id").unwrap_or_else(|| slug(&source.file).to_owned());
    let audience = fields.named("for", Audience::NAMES, Audience::from_name);
    if fields.node("for").is_none() {
        fields.missing("for", "child");
    }
    let to = fields.named("to", Destination::NAMES, Destination::from_name);
    if fields.node("to").is_none() {
        fields.missing("to", "iro");
    }
    let form = Form {
        id,
        title: reader.required(&mut fields, "title", "My Review"),
        audience: audience.unwrap_or(Audience::Everyone),
        to: to.unwrap_or(Destination::Iro),
        ages: ages(&mut fields),
        intro: reader.optional(&mut fields, "intro"),
        sections: reader.sections(&mut fields),
    };
    let group = fields.named("group", FormGroup::NAMES, FormGroup::from_name);
    let group = group.unwrap_or_else(|| FormGroup::of(&form));
    let symbol = fields.text("symbol");
    let signed_off = signed_off::read(&mut fields, source);
    let source = Arc::clone(source);
    FormFile { form, group, symbol, source, node, signed_off, translated: None }
}

pub(super) fn ages(fields: &mut Fields<'_, '_>) -> Option<AgeBand> {
    let text = fields.text("ages")?;
    let band = AgeBand::parse(&text);
    if band.is_none() {
        let span = fields.span("ages");
        fields.error(
            "unknown-value",
            span,
            format!("`ages` cannot be “{text}”"),
            "Write the youngest and the oldest age with a hyphen, such as 8-11, or 16+ for 16 and over.",
        );
    }
    band
}

struct Reader<'s> {
    site: &'s Site,
    source: &'s Arc<Source>,
}

impl Reader<'_> {
    fn optional(&mut self, fields: &mut Fields<'_, '_>, name: &'static str) -> Option<String> {
        let text = fields.text(name)?;
        Some(filled(self.site, fields, name, &text))
    }

    fn required(
        &mut self,
        fields: &mut Fields<'_, '_>,
        name: &'static str,
        example: &str,
    ) -> String {
        let text = fields.required_text(name, example);
        filled(self.site, fields, name, &text)
    }

    fn sections(&mut self, fields: &mut Fields<'_, '_>) -> Vec<Section> {
        let items = fields.items("sections");
        if items.is_empty() && fields.node("sections").is_none() {
            fields.missing("sections", "");
        }
        items.iter().map(|node| self.section(node, fields.problems())).collect()
    }

    fn section(&mut self, node: &Node, problems: &mut Vec<Problem>) -> Section {
        let mut fields = Fields::new(self.source, keys::SECTION, node, problems);
        let items = fields.items("questions");
        if items.is_empty() && fields.node("questions").is_none() {
            fields.missing("questions", "");
        }
        Section {
            id: fields.required_text("id", "home"),
            title: self.required(&mut fields, "title", "Where I live"),
            questions: items.iter().map(|node| self.question(node, fields.problems())).collect(),
        }
    }

    fn question(&mut self, node: &Node, problems: &mut Vec<Problem>) -> Question {
        let mut fields = Fields::new(self.source, keys::QUESTION, node, problems);
        let kind = fields.named("kind", Kind::NAMES, Kind::from_name);
        if fields.node("kind").is_none() {
            fields.missing("kind", "long-text");
        }
        let options = fields.items("options");
        // A kind that is wrong has been said; the rest is looked at as what it
        // most likely is.
        let likely = if options.is_empty() { Kind::LongText } else { Kind::ChooseOne };
        let kind = kind.unwrap_or(likely);
        Question {
            id: fields.required_text("id", "home-feel"),
            kind,
            ask: self.required(&mut fields, "ask", "How do you feel about where you live?"),
            hint: self.optional(&mut fields, "hint"),
            symbol: fields.text("symbol"),
            audio: fields.text("audio"),
            required: fields.flag("required"),
            options: options
                .iter()
                .map(|node| self.choice(kind, node, fields.problems()))
                .collect(),
            max_length: fields.number("max_length"),
            media: fields.named("media", Media::NAMES, Media::from_name),
            alert: fields.texts("alert"),
            show_if: fields
                .node("show_if")
                .and_then(|node| condition(self.source, node, fields.problems())),
        }
    }

    fn choice(&mut self, kind: Kind, node: &Node, problems: &mut Vec<Problem>) -> Choice {
        // An expectation is named by its id alone; its words stand in its file.
        if kind == Kind::Expectations
            && let Some(id) = text_of(node)
        {
            return Choice { id, label: String::new(), symbol: None };
        }
        let mut fields = Fields::new(self.source, keys::OPTION, node, problems);
        let id = fields.required_text("id", "good");
        let label = if kind == Kind::Expectations {
            self.optional(&mut fields, "label").unwrap_or_default()
        } else {
            self.required(&mut fields, "label", "Good")
        };
        Choice { id, label, symbol: fields.text("symbol") }
    }
}

/// Fills the council's words in and names placeholders that there are not.
pub(super) fn filled(
    site: &Site,
    fields: &mut Fields<'_, '_>,
    name: &'static str,
    text: &str,
) -> String {
    let (filled, unknown) = words::fill(site, text);
    for (_, wrote) in unknown {
        let span = fields.span(name);
        let (message, help) = unknown_placeholder(wrote);
        fields.error("unknown-placeholder", span, message, help);
    }
    filled
}

/// The words of the problem of a `{name}` that stands for nothing.
pub(super) fn unknown_placeholder(wrote: &str) -> (String, String) {
    let help = match did_you_mean(wrote, words::PLACEHOLDERS.iter().copied()) {
        Some(meant) => format!("Did you mean `{{{meant}}}`?"),
        None => {
            let known: Vec<_> =
                words::PLACEHOLDERS.iter().map(|name| format!("{{{name}}}")).collect();
            let known: Vec<_> = known.iter().map(String::as_str).collect();
            format!("Take the braces out, or use {}.", list(&known))
        }
    };
    (format!("`{{{wrote}}}` stands for nothing"), help)
}

fn condition(source: &Arc<Source>, node: &Node, problems: &mut Vec<Problem>) -> Option<Condition> {
    let mut fields = Fields::new(source, keys::CONDITION, node, problems);
    let names = keys::CONDITION.names;
    let present: Vec<_> = names.iter().copied().filter(|key| fields.node(key).is_some()).collect();
    match present.as_slice() {
        ["all"] => Some(Condition::All { all: conditions(source, "all", &mut fields) }),
        ["any"] => Some(Condition::Any { any: conditions(source, "any", &mut fields) }),
        ["question", test] => {
            let question = fields.text("question")?;
            Some(Condition::Question { question, test: read_test(test, &mut fields)? })
        }
        _ if !matches!(node.content, Content::Map(_)) => None,
        _ => {
            fields.error(
                "show-if-shape",
                place(node),
                "a `show_if` has one `question` with one test, or `all`, or `any`",
                "Write for example { question: home-feel, is: sad }. The tests are `is`, `is_not`, `is_any_of` and `answered`.",
            );
            None
        }
    }
}

fn conditions(
    source: &Arc<Source>,
    name: &'static str,
    fields: &mut Fields<'_, '_>,
) -> Vec<Condition> {
    let items = fields.items(name);
    items.iter().filter_map(|node| condition(source, node, fields.problems())).collect()
}

fn read_test(name: &str, fields: &mut Fields<'_, '_>) -> Option<Test> {
    match name {
        "is" => fields.text("is").map(Test::Is),
        "is_not" => fields.text("is_not").map(Test::IsNot),
        "is_any_of" => Some(Test::IsAnyOf(fields.texts("is_any_of"))),
        "answered" => Some(Test::Answered(fields.flag("answered"))),
        _ => {
            let span = fields.span("question");
            fields.error(
                "show-if-shape",
                span,
                "`question` cannot stand beside `all` or `any`",
                "Put the question into the list, as an item of its own.",
            );
            None
        }
    }
}
