//! `content/expectations.yaml`, `content/words.yaml` and `content/pledges/*.yaml`.

use super::fields::{Fields, place};
use super::form_file::filled;
use super::keys::{self, Thing};
use super::yaml::{Content, Node};
use super::{SignedOff, Site, signed_off, slug};
use crate::problem::{Problem, Source};
use serde::Serialize;
use std::ops::Range;
use std::sync::Arc;

/// One thing that children expect of a review, or that somebody promises.
#[derive(Clone, Debug, Serialize)]
pub struct Item {
    /// Unique among all expectations and promises.
    pub id: String,
    /// The words.
    pub text: String,
    /// Why it matters; may be empty.
    pub why: String,
    /// The language of the words, if it is not that of the portal.
    pub lang: String,
    /// The file.
    #[serde(skip)]
    pub source: Arc<Source>,
    /// Who agreed to which version of it.
    #[serde(skip)]
    pub signed_off: Option<SignedOff>,
    /// Where its id stands.
    #[serde(skip)]
    pub span: Range<usize>,
}

/// What somebody promises.
#[derive(Clone, Debug, Serialize)]
pub struct Pledge {
    /// The file's name, unless it says otherwise.
    pub id: String,
    /// Who promises.
    pub by: String,
    /// The heading.
    pub title: String,
    /// The promises.
    pub items: Vec<Item>,
    /// The language of the heading, if it is not that of the portal.
    pub lang: String,
    /// The file.
    #[serde(skip)]
    pub source: Arc<Source>,
}

/// A word that hurts or puzzles, and what to say instead.
#[derive(Clone, Debug, Serialize)]
pub struct Word {
    /// What not to say.
    pub instead_of: Vec<String>,
    /// What to say.
    pub say: String,
    /// Why; may be empty.
    pub why: String,
    /// The language of the words, if it is not that of the portal.
    pub lang: String,
    /// The file.
    #[serde(skip)]
    pub source: Arc<Source>,
    /// Where `instead_of` stands.
    #[serde(skip)]
    pub span: Range<usize>,
}

/// Reads the list of expectations.
pub(super) fn expectations(
    site: &Site,
    source: &Arc<Source>,
    node: &Node,
    problems: &mut Vec<Problem>,
) -> Vec<Item> {
    let item = |node: &Node, problems: &mut Vec<Problem>| {
        item(site, source, keys::EXPECTATION, node, problems)
    };
    let list = ("expectations", "`- id: told-in-time`, and below it `text: …`");
    list_of(list, source, node, problems, item)
}

/// Reads the list of words.
pub(super) fn words(
    site: &Site,
    source: &Arc<Source>,
    node: &Node,
    problems: &mut Vec<Problem>,
) -> Vec<Word> {
    let word = |node: &Node, problems: &mut Vec<Problem>| word(site, source, node, problems);
    let list = ("words", "`- instead_of: [contact]`, and below it `say: family time`");
    list_of(list, source, node, problems, word)
}

/// A file that holds one list, by what it lists and how an entry starts.
fn list_of<T>(
    (what, start): (&str, &str),
    source: &Arc<Source>,
    node: &Node,
    problems: &mut Vec<Problem>,
    read: impl Fn(&Node, &mut Vec<Problem>) -> T,
) -> Vec<T> {
    match &node.content {
        Content::List(nodes) => nodes.iter().map(|node| read(node, problems)).collect(),
        Content::Empty => Vec::new(),
        _ => {
            problems.push(Problem::error(
                "wrong-type",
                source,
                place(node),
                format!("the {what} must be a list"),
                format!("Start each one with a dash: {start}."),
            ));
            Vec::new()
        }
    }
}

fn word(site: &Site, source: &Arc<Source>, node: &Node, problems: &mut Vec<Problem>) -> Word {
    let mut fields = Fields::new(source, keys::WORD, node, problems);
    let say = fields.required_text("say", "family time");
    let why = fields.text("why").unwrap_or_default();
    if fields.node("instead_of").is_none() {
        fields.missing("instead_of", "[contact]");
    }
    Word {
        instead_of: fields.texts("instead_of"),
        say: filled(site, &mut fields, "say", &say),
        why: filled(site, &mut fields, "why", &why),
        lang: String::new(),
        source: Arc::clone(source),
        span: fields.span("instead_of"),
    }
}

/// Reads one pledge.
pub(super) fn pledge(
    site: &Site,
    source: &Arc<Source>,
    node: &Node,
    problems: &mut Vec<Problem>,
) -> Pledge {
    let mut fields = Fields::new(source, keys::PLEDGE, node, problems);
    let by = fields.required_text("by", "Every IRO in {council}");
    let title = fields.required_text("title", "What we promise you");
    let nodes = fields.items("items");
    if nodes.is_empty() {
        fields.missing("items", "");
    }
    Pledge {
        id: fields.text("id").unwrap_or_else(|| slug(&source.file).to_owned()),
        by: filled(site, &mut fields, "by", &by),
        title: filled(site, &mut fields, "title", &title),
        items: nodes
            .iter()
            .map(|node| item(site, source, keys::PROMISE, node, fields.problems()))
            .collect(),
        lang: String::new(),
        source: Arc::clone(source),
    }
}

fn item(
    site: &Site,
    source: &Arc<Source>,
    thing: &'static Thing,
    node: &Node,
    problems: &mut Vec<Problem>,
) -> Item {
    let mut fields = Fields::new(source, thing, node, problems);
    let text = fields.required_text("text", "I am told in good time.");
    let why = fields.text("why").unwrap_or_default();
    Item {
        id: fields.required_text("id", "told-in-time"),
        text: filled(site, &mut fields, "text", &text),
        why: filled(site, &mut fields, "why", &why),
        lang: String::new(),
        source: Arc::clone(source),
        signed_off: signed_off::read(&mut fields, source),
        span: fields.span("id"),
    }
}

#[cfg(test)]
mod tests {
    use crate::portal::load;

    fn words(text: &str) -> (Vec<(String, usize)>, Vec<&'static str>) {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::create_dir(folder.path().join("content")).expect("a folder");
        std::fs::write(folder.path().join("content/words.yaml"), text).expect("written");
        let (portal, problems) = load(folder.path());
        let words = portal.words.into_iter().map(|word| (word.say, word.instead_of.len()));
        let about = problems.iter().filter(|problem| problem.source.file == "content/words.yaml");
        (words.collect(), about.map(|problem| problem.rule).collect())
    }

    #[test]
    fn words_are_read_and_their_mistakes_named() {
        let (read, problems) = words("- instead_of: [a, b]\n  say: c\n");
        assert_eq!((read, problems), (vec![("c".to_owned(), 2)], vec![]));
        let (_, problems) = words("contact: family time\n");
        assert_eq!(problems, ["wrong-type"]);
        let (_, problems) = words("- say: c\n- instead_of: [a]\n");
        assert_eq!(problems, ["missing-key", "missing-key"]);
    }
}
