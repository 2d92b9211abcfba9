//! Pictures that pages name are there, and none is too large to load on a
//! phone; recordings are there for a question.

use crate::portal::{Portal, recording_name};
use crate::problem::{Problem, Source};
use std::collections::BTreeSet;
use std::sync::Arc;

/// In bytes. A picture of this size takes ten seconds on a slow phone.
const MAX_PICTURE: u64 = 500_000;

pub(super) fn check(portal: &Portal) -> Vec<Problem> {
    let mut problems = Vec::new();
    for copy in &portal.copies {
        let picture = [".svg", ".png", ".jpg", ".jpeg", ".webp", ".gif"];
        let is_picture = picture.iter().any(|ending| copy.path.to_lowercase().ends_with(ending));
        if is_picture && copy.size > MAX_PICTURE {
            let file = copy.file.clone();
            problems.push(Problem::warning(
                "large-picture",
                &Arc::new(Source { file, text: String::new() }),
                0..0,
                format!("this picture is {} KB large", copy.size / 1000),
                "Make it smaller than 500 KB: about 1,200 pixels wide, saved as WebP or JPEG.",
            ));
        }
    }
    for page in &portal.pages {
        let Some(person) = page.person.as_ref().filter(|person| !person.photo.is_empty()) else {
            continue;
        };
        if !portal.copies.iter().any(|copy| copy.path == person.photo) {
            problems.push(Problem::error(
                "missing-file",
                &page.source,
                person.photo_span.clone(),
                format!("there is no picture content/{}", person.photo),
                "Put the picture beside this file, and write its name as it is, with small and capital letters.",
            ));
        }
    }
    problems.extend(unused_recordings(portal));
    problems
}

fn unused_recordings(portal: &Portal) -> impl Iterator<Item = Problem> + '_ {
    let used: BTreeSet<_> = portal
        .forms
        .iter()
        .flat_map(|file| file.form.questions().filter_map(|one| recording_name(file, one)))
        .collect();
    let unused = portal.recordings.iter().filter(move |recording| !used.contains(&recording.name));
    unused.map(|recording| {
        let source = Source { file: recording.name.clone(), text: String::new() };
        Problem::warning(
            "unused-file",
            &Arc::new(source),
            0..0,
            "no question names this recording",
            "Write `audio:` and its name below the question that it reads, or take it out of the folder.",
        )
    })
}
