//! Symbols, each once in a page. Where one is shown stands a `<use>` of it, and
//! those that a page uses are put at its beginning: twenty questions with the
//! same five faces carry five drawings and not a hundred.
//!
//! They are in the page, and not in a file of their own, because answers may
//! hang on them: a child who cannot read must not wait for a second request.

use memchr::{memchr, memmem};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// What stands before a symbol's name where it is used.
const USE: &str = "<use href=\"#symbol-";

/// What stands around the symbols at a page's beginning.
const SHEET: &[u8] = b"\n<svg class=\"symbols\" aria-hidden=\"true\" focusable=\"false\">";
const END_OF_SHEET: &[u8] = b"</svg>";

/// The theme's symbols as `<symbol>`, by name.
#[derive(Debug, Default)]
pub(super) struct Symbols(BTreeMap<String, String>);

impl Symbols {
    /// Takes the symbols' names and SVG texts.
    pub(super) fn new<'s>(symbols: impl Iterator<Item = (&'s str, &'s str)>) -> Self {
        Self(symbols.map(|(name, svg)| (name.to_owned(), defined(name, svg))).collect())
    }

    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    /// What shows a symbol. It is decoration beside words: nobody is read it out.
    pub(super) fn shown(name: &str) -> String {
        format!(
            "<svg class=\"symbol\" aria-hidden=\"true\" focusable=\"false\">{USE}{name}\"/></svg>"
        )
    }

    /// Puts the symbols that a page uses at its body's beginning.
    pub(super) fn put_into(&self, html: &mut Vec<u8>) {
        let mut used: Vec<&[u8]> = memmem::find_iter(html, USE)
            .filter_map(|at| html.get(at + USE.len()..)?.split(|byte| *byte == b'"').next())
            .collect();
        used.sort_unstable();
        used.dedup();
        let symbols = used.iter().filter_map(|name| self.0.get(std::str::from_utf8(name).ok()?));
        let symbols: Vec<&[u8]> = symbols.map(String::as_bytes).collect();
        if symbols.is_empty() {
            return;
        }
        let body = memmem::find(html, b"<body");
        let at = body.and_then(|at| Some(at + memchr(b'>', html.get(at..)?)? + 1));
        put(html, at.unwrap_or(html.len()), &[&[SHEET], &symbols[..], &[END_OF_SHEET]].concat());
    }
}

/// Puts parts into a text at this place, without a second copy of it.
fn put(html: &mut Vec<u8>, at: usize, parts: &[&[u8]]) {
    let end = html.len();
    let length: usize = parts.iter().map(|part| part.len()).sum();
    html.resize(end + length, 0);
    html.copy_within(at..end, at + length);
    let mut hole = &mut html[at..at + length];
    for part in parts {
        let (now, rest) = hole.split_at_mut(part.len());
        now.copy_from_slice(part);
        hole = rest;
    }
}

/// An SVG text as a `<symbol>`: its drawing, and how it is scaled.
fn defined(name: &str, svg: &str) -> String {
    let start = svg.find("<svg").map_or(svg, |at| svg.get(at..).unwrap_or_default());
    let (tag, rest) = start.split_once('>').unwrap_or((start, ""));
    let inner = rest.rsplit_once("</svg>").map_or("", |(inner, _)| inner);
    let mut symbol = format!("<symbol id=\"symbol-{name}\"");
    for attribute in
        tag.trim_start_matches("<svg").split_inclusive('"').collect::<Vec<_>>().chunks(2)
    {
        let attribute = attribute.concat();
        // The page has said what namespace it is, and the style how large.
        if !["xmlns", "width", "height", "id"]
            .contains(&attribute.split('=').next().unwrap_or_default().trim())
        {
            let _ = write!(symbol, " {}", attribute.trim());
        }
    }
    format!("{}>{inner}</symbol>", symbol.trim_end())
}

#[cfg(test)]
mod tests {
    use super::Symbols;

    const HOME: &str = "<?xml version=\"1.0\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 64 64\" fill=\"none\"><path d=\"M1 2\"/></svg>\n";

    #[test]
    fn each_symbol_of_a_page_stands_once_at_its_beginning() {
        let symbols = Symbols::new([("home", HOME), ("star", HOME)].into_iter());
        let shown = Symbols::shown("home");
        let mut html = format!("<html><body class=\"x\"><p>{shown}{shown}</p></body>").into_bytes();
        symbols.put_into(&mut html);
        let html = String::from_utf8(html).unwrap_or_default();
        let symbol = "<symbol id=\"symbol-home\" viewBox=\"0 0 64 64\" fill=\"none\"><path d=\"M1 2\"/></symbol>";
        assert_eq!(html.matches(symbol).count(), 1, "{html}");
        assert!(!html.contains("symbol-star"), "{html}");
        assert!(html.find("<symbol") < html.find("<p>"), "{html}");
    }

    #[test]
    fn a_page_without_symbols_stays_as_it_is() {
        let mut html = b"<body><p>Hello</p></body>".to_vec();
        Symbols::new([("home", HOME)].into_iter()).put_into(&mut html);
        assert_eq!(html, b"<body><p>Hello</p></body>");
    }
}
