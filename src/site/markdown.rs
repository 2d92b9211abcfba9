//! Markdown becomes HTML that is safe in any page of the site.

use crate::portal::{Link, Places};
use pulldown_cmark::{CowStr, Event, Options, Parser, Tag, TagEnd, html};
use std::collections::BTreeMap;

/// Where a text stands, which decides where its links lead.
pub(super) struct Place<'p> {
    /// The file it is in.
    pub(super) file: &'p str,
    /// The relative way from its page to the site's top.
    pub(super) root: &'p str,
    /// What there is to link to.
    pub(super) places: &'p Places,
}

/// Renders a text. Raw HTML becomes text, and an unsafe link loses its target:
/// `check` reports both, and a page that is shown all the same must still be
/// harmless.
pub(super) fn render(text: &str, place: &Place<'_>) -> String {
    let mut events: Vec<Event<'_>> = Parser::new_ext(text, Options::ENABLE_TABLES).collect();
    let mut anchors = Anchors::default();
    let mut heading = None;
    for at in 0..events.len() {
        match &mut events[at] {
            Event::Html(raw) | Event::InlineHtml(raw) => {
                let raw = std::mem::replace(raw, CowStr::Borrowed(""));
                events[at] = Event::Text(raw);
            }
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                *dest_url = place.target(dest_url).into();
            }
            Event::Start(Tag::Heading { .. }) => heading = Some(at),
            Event::End(TagEnd::Heading(_)) => {
                if let Some(start) = heading.take() {
                    let anchor = anchors.make(&words(&events[start..at]));
                    if let Event::Start(Tag::Heading { id, .. }) = &mut events[start] {
                        *id = Some(anchor.into());
                    }
                }
            }
            _ => {}
        }
    }
    let mut out = String::with_capacity(text.len() * 3 / 2);
    html::push_html(&mut out, events.into_iter());
    out
}

impl Place<'_> {
    fn target(&self, written: &str) -> String {
        match Link::read(self.file, written) {
            Link::Unsafe => String::new(),
            Link::Elsewhere | Link::Here => written.to_owned(),
            Link::Site(path, fragment) => {
                let path = self.places.find(&path).unwrap_or(&path);
                format!("{}{path}{fragment}", self.root)
            }
        }
    }
}

fn words(events: &[Event<'_>]) -> String {
    let text = |event: &Event<'_>| match event {
        Event::Text(text) | Event::Code(text) => Some(text.to_string()),
        _ => None,
    };
    events.iter().filter_map(text).collect()
}

/// The ids of headings, each only once in a page.
#[derive(Default)]
struct Anchors(BTreeMap<String, usize>);

impl Anchors {
    fn make(&mut self, words: &str) -> String {
        let mut anchor = String::new();
        for character in words.to_lowercase().chars() {
            if character.is_alphanumeric() {
                anchor.push(character);
            } else if !anchor.is_empty() && !anchor.ends_with('-') {
                anchor.push('-');
            }
        }
        let anchor = anchor.trim_end_matches('-').to_owned();
        let seen = self.0.entry(anchor.clone()).or_default();
        *seen += 1;
        if *seen == 1 { anchor } else { format!("{anchor}-{seen}") }
    }
}
