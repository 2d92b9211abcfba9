//! What stands in the files that are made of forms: their pages, their
//! booklets and their catalogue.

use super::context::Head;
use super::lists;
use super::outputs::Print;
use super::questions;
use super::render::{Content, Make, OutputFile};
use crate::form::{Catalogue, Form, form_version};
use crate::portal::{FormFile, Portal};
use crate::problem::{Problem, Source};
use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

/// The forms' versions by their ids. Working one out means writing the whole
/// form as JSON, and its page in each language tells it.
#[derive(Default)]
pub(super) struct Versions(RwLock<HashMap<String, Arc<str>>>);

impl Versions {
    /// The version of a form, as it is in the language that it was written in.
    fn of(&self, original: &Form) -> Result<Arc<str>, Box<Problem>> {
        let known = self.0.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(version) = known.get(&original.id) {
            return Ok(Arc::clone(version));
        }
        drop(known);
        let version = form_version(original).map_err(|error| Box::new(internal(&error)))?;
        let version: Arc<str> = version.into();
        let mut known = self.0.write().unwrap_or_else(PoisonError::into_inner);
        known.insert(original.id.clone(), Arc::clone(&version));
        Ok(version)
    }
}

impl<'p> Make<'p, '_> {
    pub(super) fn form(&self, file: &'p FormFile) -> Result<OutputFile<'p>, Box<Problem>> {
        let form = &file.form;
        let path = format!("forms/{}/", form.id);
        let root = self.root(&path);
        // A translation asks the same: its version is that of its original.
        let original = file.translated.as_deref().map_or(form, |translated| &translated.original);
        let version = self.engine.versions.of(original)?;
        let head = Head {
            title: &form.title,
            description: "",
            path: &path,
            kind: "form",
            symbol: "",
            look: questions::look(form),
        };
        let mut context = self.engine.base.page(&head, &root);
        let intro = form.intro.as_deref().unwrap_or_default();
        let intro = self.markdown(intro, &file.source.file, &root);
        context.insert("form", &questions::form(self.portal, file, &version, intro, &root));
        if file.translated.as_deref().is_some_and(|translated| !translated.left.is_empty()) {
            self.say_half(&mut context);
        }
        context.insert("people", &lists::people(self.portal, &self.engine.base, &root));
        let data = questions::form_data(self.portal, self.engine, form, &version, &root);
        let data = serde_json::to_string(&data).map_err(|error| Box::new(internal(&error)))?;
        // Nothing in it may close the script element that holds it.
        context.insert("form_data", &data.replace('<', "\\u003c"));
        self.html("form.html", &path, &context)
    }

    pub(super) fn booklet(
        &self,
        file: &'p FormFile,
        print: Print,
    ) -> Result<OutputFile<'p>, Box<Problem>> {
        let form = &file.form;
        let path = format!("forms/{}/{}/", form.id, print.folder());
        let root = self.root(&path);
        let head = Head {
            title: &form.title,
            description: "",
            path: &path,
            kind: "booklet",
            symbol: "",
            look: questions::look(form),
        };
        let mut context = self.engine.base.page(&head, &root);
        let intro = form.intro.as_deref().unwrap_or_default();
        let intro = self.markdown(intro, &file.source.file, &root);
        context.insert("form", &questions::form(self.portal, file, "", intro, &root));
        if file.translated.as_deref().is_some_and(|translated| !translated.left.is_empty()) {
            self.say_half(&mut context);
        }
        context.insert("large", &(print == Print::Large));
        self.html("booklet.html", &path, &context)
    }

    pub(super) fn catalogue(&self) -> Result<OutputFile<'p>, Box<Problem>> {
        let forms = self.portal.forms.iter().map(|file| &file.form);
        let has = |portal: &Portal, id: &str| {
            portal.forms.iter().any(|file| file.form.id == id && file.translated.is_some())
        };
        let languages = |id: &str| {
            let portals = self.portal.translations.iter().filter(|portal| has(portal, id));
            portals.map(|portal| portal.language.code.clone()).collect()
        };
        let json = Catalogue::new(forms)
            .map(|catalogue| catalogue.in_languages(languages))
            .and_then(|catalogue| serde_json::to_vec_pretty(&catalogue))
            .map_err(|error| Box::new(internal(&error)))?;
        Ok(OutputFile { path: "forms.json".to_owned(), content: Content::Bytes(json) })
    }
}

/// A form that was read can always be written as JSON; if ever one cannot, it
/// is said rather than left out.
pub(super) fn internal(error: &serde_json::Error) -> Problem {
    let source = Arc::new(Source { file: "forms".to_owned(), text: String::new() });
    Problem::error(
        "catalogue",
        &source,
        0..0,
        format!("a form cannot be written into the catalogue: {error}"),
        "This is a fault of the program: please report it.",
    )
}
