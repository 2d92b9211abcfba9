//! Markdown becomes HTML that is safe in any page of the site.

use super::numbers;
use crate::portal::{Anchors, Followed, Link, Places, is_comment};
use pulldown_cmark::{CowStr, Event, Options, Parser, Tag, TagEnd, html};
use std::collections::VecDeque;
use std::ops::Range;

/// Where a text stands, which decides where its links lead.
pub(super) struct Place<'p> {
    /// The file it is in.
    pub(super) file: &'p str,
    /// The relative way from its page to the site's top.
    pub(super) root: &'p str,
    /// What there is to link to.
    pub(super) places: &'p Places,
    /// Whether the writing runs from right to left.
    pub(super) rtl: bool,
}

/// Renders a text. Notes to oneself are left out. Other HTML becomes text, and an
/// unsafe link loses its target: `check` reports both, and a page that is shown
/// all the same must still be harmless.
pub(super) fn render(text: &str, place: &Place<'_>) -> String {
    render_and_look(text, place, |_, _| None)
}

/// Renders a text, and shows each event and its bytes in the text before it is
/// made safe: a text that is both checked and rendered is read only once. Who looks
/// may say where a link leads, and then it is not asked again.
pub(super) fn render_and_look<'p>(
    text: &str,
    place: &Place<'p>,
    look: impl FnMut(&Event<'_>, Range<usize>) -> Option<Followed<'p>>,
) -> String {
    let events = Parser::new_ext(text, Options::ENABLE_TABLES).into_offset_iter();
    let (anchors, heading) = (Anchors::default(), VecDeque::new());
    let safe = Safe { text, events, look, place, anchors, heading };
    let mut out = String::with_capacity(text.len() * 3 / 2);
    html::push_html(&mut out, safe);
    out
}

/// The events of a text, made safe one by one as they go into the page.
struct Safe<'t, 'c, 'p, I, L> {
    text: &'t str,
    events: I,
    look: L,
    place: &'c Place<'p>,
    anchors: Anchors,
    /// The rest of a heading, which must be read to its end before its start
    /// can have an id.
    heading: VecDeque<Event<'t>>,
}

impl<'t, 'p, I, L> Safe<'t, '_, 'p, I, L>
where
    I: Iterator<Item = (Event<'t>, Range<usize>)>,
    L: FnMut(&Event<'_>, Range<usize>) -> Option<Followed<'p>>,
{
    /// The next event, but for notes to oneself, and where a link of it leads, if
    /// that was found out.
    fn next_shown(&mut self) -> Option<(Event<'t>, Option<Followed<'p>>)> {
        loop {
            let (event, range) = self.events.next()?;
            let is_note = matches!(event, Event::Start(Tag::HtmlBlock))
                && is_comment(&self.text[range.clone()]);
            let followed = (self.look)(&event, range);
            if !is_note {
                return Some((event, followed));
            }
            self.pass_note()?;
        }
    }

    #[cold]
    fn pass_note(&mut self) -> Option<()> {
        loop {
            let (event, range) = self.events.next()?;
            (self.look)(&event, range);
            if matches!(event, Event::End(TagEnd::HtmlBlock)) {
                return Some(());
            }
        }
    }

    /// An event is large, and to hand it from one to the other takes longer than
    /// what is done to it here.
    fn make_safe(&self, event: &mut Event<'t>, followed: Option<Followed<'p>>) {
        match event {
            Event::InlineHtml(raw) if is_comment(raw) => *event = Event::Text("".into()),
            Event::Html(raw) | Event::InlineHtml(raw) => {
                let raw = std::mem::replace(raw, CowStr::Borrowed(""));
                *event = Event::Text(raw);
            }
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                *dest_url = self.place.target(dest_url, followed).into();
            }
            Event::Text(text) if self.place.rtl => {
                *text = numbers::isolated(text).into();
            }
            _ => {}
        }
    }

    /// Reads a heading to its end and gives its words.
    fn read_heading(&mut self) -> String {
        let mut words = String::new();
        while let Some((mut event, followed)) = self.next_shown() {
            self.make_safe(&mut event, followed);
            if let Event::Text(text) | Event::Code(text) = &event {
                words.push_str(text);
            }
            let end = matches!(event, Event::End(TagEnd::Heading(_)));
            self.heading.push_back(event);
            if end {
                break;
            }
        }
        words
    }
}

impl<'t, 'p, I, L> Iterator for Safe<'t, '_, 'p, I, L>
where
    I: Iterator<Item = (Event<'t>, Range<usize>)>,
    L: FnMut(&Event<'_>, Range<usize>) -> Option<Followed<'p>>,
{
    type Item = Event<'t>;

    fn next(&mut self) -> Option<Event<'t>> {
        if !self.heading.is_empty() {
            return self.heading.pop_front();
        }
        let (mut event, followed) = self.next_shown()?;
        self.make_safe(&mut event, followed);
        if let Event::Start(Tag::Heading { id, .. }) = &mut event {
            let words = self.read_heading();
            *id = Some(self.anchors.make(&words).into());
        }
        Some(event)
    }
}

impl Place<'_> {
    /// Where a link leads from this page; it may have been followed already.
    fn target(&self, written: &str, followed: Option<Followed<'_>>) -> String {
        let followed = followed.unwrap_or_else(|| self.places.follow(self.file, written));
        match followed.link {
            Link::Unsafe => String::new(),
            Link::Elsewhere | Link::Here => written.to_owned(),
            Link::Site(path, fragment) => {
                let path = followed.place.unwrap_or(&path);
                [self.root, &self.places.address(path), &fragment].concat()
            }
        }
    }
}
