//! Every key that a file of a portal can have, in one place: the reader knows
//! its keys from here, and so do the JSON Schema and the manual.

use super::FormGroup;
use crate::form::{Audience, Destination, Kind, Media};
use crate::letters::Occasion;

/// A thing in a file, such as a question.
#[derive(Debug)]
pub struct Thing {
    /// With its article: "a question".
    pub what: &'static str,
    /// The names of its keys, in the order that they are best written in.
    pub names: &'static [&'static str],
    /// The keys themselves, in the same order.
    pub keys: &'static [Key],
}

/// One key.
#[derive(Debug)]
pub struct Key {
    /// As written in the file.
    pub name: &'static str,
    /// Whether a thing without it is an error.
    pub required: bool,
    /// What can stand after it.
    pub shape: Shape,
    /// What it is for, in a sentence or two for the officer.
    pub says: &'static str,
}

/// What can stand after a key.
#[derive(Clone, Copy, Debug)]
pub enum Shape {
    /// Text on one line.
    Text,
    /// Small letters, digits and hyphens.
    Id,
    /// Text in Markdown.
    Markdown,
    /// `true` or `false`.
    Flag,
    /// A whole number.
    Number,
    /// Ages such as `8-11` or `16+`.
    Ages,
    /// An address that starts with `https://`.
    Address,
    /// One of these names.
    OneOf(&'static [&'static str]),
    /// A list of texts.
    Texts,
    /// A colour as six hexadecimal digits.
    Colour,
    /// One thing, its keys below.
    One(&'static Thing),
    /// A list of texts or of things.
    TextsOr(&'static Thing),
    /// A list of things.
    ListOf(&'static Thing),
    /// A condition.
    Condition,
    /// A list of conditions.
    Conditions,
}

/// Who can get a letter.
pub const READERS: &[&str] = &["child", "carer", "parent", "iro"];

macro_rules! things {
    ($($(#[$meta:meta])* $name:ident = $what:literal {
        $($key:literal $need:ident $shape:expr, $says:literal;)+
    })+) => {
        $($(#[$meta])*
        pub const $name: &Thing = &Thing {
            what: $what,
            names: &[$($key),+],
            keys: &[$(Key { name: $key, required: things!(@$need), shape: $shape, says: $says }),+],
        };)+
    };
    (@must) => { true };
    (@may) => { false };
}

things! {
    /// `site.yaml`.
    SITE = "the site" {
        "title" must Shape::Text, "What the portal is called, on every page.";
        "council" must Shape::Text, "The council's whole name. Pages and forms write `{council}` for it.";
        "children_in_care_council" may Shape::Text, "What your Children in Care Council calls itself. Pages and forms write `{children_in_care_council}` for it.";
        "base_url" must Shape::Address, "Where the site will be on the internet.";
        "languages" may Shape::TextsOr(LANGUAGE), "The languages of the site by their short codes, such as en. The first is the one your files are written in; the others are translations.";
        "recipients" may Shape::Texts, "The public keys that answers are locked with, one a line (age1…). Two are advised: one in use, one in a safe. Needed where there are forms.";
        "letterbox" may Shape::Address, "Where sealed answers are sent. Needed where there are forms.";
        "postal_address" may Shape::Texts, "Where paper booklets are sent, a line each. Printed at the end of every booklet.";
        "theme" may Shape::Text, "The folder in `themes` that gives the site its looks; `default` is built in.";
        "content" may Shape::OneOf(CONTENT_FOLDERS), "Where the pages are: `content`, if you leave it out, or `.` for the Markdown files beside site.yaml, as in a manual. There may be pages and pictures there, in one language, and no lists.";
        "look" may Shape::OneOf(LOOKS), "The look of pages that name none; `middle`, if you leave it out.";
        "for" may Shape::OneOf(Audience::NAMES), "Who reads the pages that do not say it; `child`, if you leave it out.";
        "review_word" may Shape::Text, "What your council calls the meeting. Pages and forms write `{review}` for it.";
        "help_lines" may Shape::ListOf(HELP_LINE), "Who a child can ring. Shown on “Get help now” and at the end of every page.";
    }
    /// A language that the site is translated into.
    LANGUAGE = "a language" {
        "code" must Shape::Text, "Its short code, such as cy or ar. Its files are in folders of that name.";
        "checked_by" may Shape::Text, "Who, speaking it, has read the whole translation. Until then every page in it says that nobody has.";
        "checked_on" may Shape::Text, "The day when they had read it, such as 2026-11-20.";
        "title" may Shape::Text, "What the portal is called in it.";
        "council" may Shape::Text, "The council's name in it.";
        "children_in_care_council" may Shape::Text, "What your Children in Care Council is called in it.";
        "review_word" may Shape::Text, "What the meeting is called in it.";
        "help_lines" may Shape::ListOf(HELP_LINE_WORDS), "What the help lines do, in it.";
    }
    /// A help line in another language.
    HELP_LINE_WORDS = "a help line in another language" {
        "phone" must Shape::Text, "The number, exactly as in the list `help_lines` of the site.";
        "name" may Shape::Text, "Who answers, if that has another name.";
        "about" may Shape::Text, "What they do, in a line.";
    }
    /// A help line.
    HELP_LINE = "a help line" {
        "name" must Shape::Text, "Who answers.";
        "phone" must Shape::Text, "The number, written as people say it. Put \" around a short one such as \"999\".";
        "text" may Shape::Text, "A number for text messages.";
        "url" may Shape::Text, "Its page on the internet.";
        "about" may Shape::Text, "What they do, in a line.";
    }
    /// A letter.
    LETTER = "a letter" {
        "for" must Shape::OneOf(READERS), "Who gets it.";
        "when" must Shape::OneOf(Occasion::NAMES), "What it is about.";
        "subject" must Shape::Text, "The e-mail's subject. Whoever looks over a shoulder can read it, so it has no names.";
        "ages" may Shape::Ages, "The ages of the children whom it is about, such as 8-11 or 16+; all, if you leave it out.";
        "form" may Shape::Id, "The form that `{link}` leads to. Leave it out before a review: then it is the one for the child's age.";
        "other_form" may Shape::Id, "The form that `{other_link}` leads to.";
        "unnamed" may Shape::Text, "What stands for `{name}` where no name may be used, such as the child. Carers and parents read the name that the list of children has for them, and never another one.";
    }
    /// A form.
    FORM = "a form" {
        "id" may Shape::Id, "The form's name in links. The file's name, if you leave it out. Never change it once the form is in use.";
        "title" must Shape::Text, "What the form is called.";
        "for" must Shape::OneOf(Audience::NAMES), "Who fills it in.";
        "to" must Shape::OneOf(Destination::NAMES), "Whose mailbox it goes to. `collect` counts answers, and mails what was written once a week, mixed.";
        "ages" may Shape::Ages, "The ages it is written for, such as 8-11 or 16+. It chooses the looks, too.";
        "group" may Shape::OneOf(FormGroup::NAMES), "Where it stands in the list of forms. Left out, forms for carers and parents are with the grown-ups', a child's form for the IRO comes before the meeting, and the rest can be used at any time.";
        "symbol" may Shape::Text, "A picture beside it in the list of forms and beside its title, by what it means, such as star.";
        "intro" may Shape::Markdown, "What stands before the first question, in Markdown. Start it with | and indent the lines below.";
        "sections" must Shape::ListOf(SECTION), "The parts of the form, in order.";
        "signed_off" may Shape::One(SIGNED_OFF), "Who has read and agreed to these words, and which version of them.";
    }
    /// Whose approval the words have.
    SIGNED_OFF = "a `signed_off`" {
        "by" must Shape::Text, "Who agreed, such as your Children in Care Council.";
        "on" must Shape::Text, "The day when they did, such as 2026-11-20.";
        "version" may Shape::Text, "The version of the words that they read: `check` names it while it is left out, and warns when the words have another one since.";
    }
    /// A section.
    SECTION = "a section" {
        "id" must Shape::Id, "The section's own name, once in the form.";
        "title" must Shape::Text, "Its heading.";
        "questions" must Shape::ListOf(QUESTION), "Its questions, in order.";
    }
    /// A question.
    QUESTION = "a question" {
        "id" must Shape::Id, "The question's own name, once in the form. Never change it once answers have come in.";
        "kind" must Shape::OneOf(Kind::NAMES), "What sort of answer it takes.";
        "ask" must Shape::Text, "The question, as the child reads it.";
        "hint" may Shape::Text, "A line below that helps to answer it.";
        "symbol" may Shape::Text, "A picture beside it, by what it means, such as home or school.";
        "audio" may Shape::Text, "A recording of the question being read: an MP3, M4A, OGG or WAV file, named as seen from the form's file, such as audio/home.mp3.";
        "required" may Shape::Flag, "Whether the form insists on an answer. A child need not answer, so leave it out unless you must.";
        "options" may Shape::ListOf(OPTION), "What can be chosen. For the kind `expectations` only the ids.";
        "max_length" may Shape::Number, "The longest answer, in characters.";
        "media" may Shape::OneOf(Media::NAMES), "For a `recording`: voice or video only. The child chooses, if you leave it out.";
        "alert" may Shape::Texts, "The ids of answers that tell the duty IRO at once.";
        "show_if" may Shape::Condition, "When the question is asked; always, if you leave it out.";
    }
    /// An option.
    OPTION = "an option" {
        "id" must Shape::Id, "The option's own name, once in the question.";
        "label" must Shape::Text, "What the child reads.";
        "symbol" may Shape::Text, "A picture beside it, by what it means.";
    }
    /// A condition.
    CONDITION = "a `show_if`" {
        "question" may Shape::Id, "The id of an earlier question.";
        "is" may Shape::Text, "True if the answer is this one.";
        "is_not" may Shape::Text, "True if the answer is another one, or there is none.";
        "is_any_of" may Shape::Texts, "True if the answer is one of these.";
        "answered" may Shape::Flag, "True if there is an answer (with `false`: if there is none).";
        "all" may Shape::Conditions, "True if all of these are.";
        "any" may Shape::Conditions, "True if one of these is.";
    }
    /// `theme.yaml` of a theme.
    THEME = "a theme" {
        "colours" may Shape::One(COLOURS), "Colours by day.";
        "colours_dark" may Shape::One(COLOURS), "Colours by night: for devices that are set to dark.";
        "little" may Shape::One(LOOK), "Other colours in the look for ages 4 to 7.";
        "middle" may Shape::One(LOOK), "Other colours in the look for ages 8 to 11.";
        "older" may Shape::One(LOOK), "Other colours in the look for ages 12 and over, and for adults.";
        "logo" may Shape::Text, "A picture in the theme's folder that stands beside the portal's name: .svg, .png or .webp.";
        "logo_dark" may Shape::Text, "The same picture for dark screens.";
        "fonts" may Shape::ListOf(FONT), "Fonts of your own, as files in the theme's folder. Nothing is fetched from elsewhere.";
    }
    /// What a look has of its own.
    LOOK = "a look" {
        "colours" may Shape::One(COLOURS), "Colours by day.";
        "colours_dark" may Shape::One(COLOURS), "Colours by night.";
    }
    /// A font.
    FONT = "a font" {
        "file" must Shape::Text, "The file in the theme's folder, ending in .woff2.";
        "for" must Shape::OneOf(FONT_USES), "`text` or `headings`: what is written in it.";
        "weight" may Shape::Text, "How bold the file is: 400 is plain, 700 bold, `200 900` a file with all of them.";
    }
    /// The colours that a theme can name, each as six hexadecimal digits in quotation marks.
    COLOURS = "a palette" {
        "paper" may Shape::Colour, "The ground of a page.";
        "surface" may Shape::Colour, "What lies on the ground: cards, the head of a page.";
        "ink" may Shape::Colour, "Words.";
        "ink_soft" may Shape::Colour, "Words that may be quieter, such as hints.";
        "line" may Shape::Colour, "The edge of what can be written into or chosen.";
        "hair" may Shape::Colour, "Thin lines that only part things.";
        "accent" may Shape::Colour, "Links and buttons.";
        "accent_strong" may Shape::Colour, "The same, under the pointer.";
        "on_accent" may Shape::Colour, "Words on a button.";
        "accent_soft" may Shape::Colour, "The ground of notes and of what is chosen.";
        "good" may Shape::Colour, "Done, and ticks.";
        "danger" may Shape::Colour, "“Leave this page”, and what is wrong in an answer.";
        "on_danger" may Shape::Colour, "Words on that button.";
        "danger_soft" may Shape::Colour, "The ground of what is wrong.";
        "focus" may Shape::Colour, "The light around what the keyboard is on.";
        "focus_ink" may Shape::Colour, "The line inside that light.";
        "sun" may Shape::Colour, "A patch of colour: yellow.";
        "sky" may Shape::Colour, "A patch of colour: blue.";
        "heather" may Shape::Colour, "A patch of colour: pink.";
        "moss" may Shape::Colour, "A patch of colour: green.";
        "peach" may Shape::Colour, "A patch of colour: orange. “Get help now” stands on it.";
        "cream" may Shape::Colour, "The light inside symbols on a patch.";
        "on_patch" may Shape::Colour, "Words and lines on the patches.";
        "fill_sun" may Shape::Colour, "Inside symbols beside an answer; `sun`, if it is left out.";
        "fill_sky" may Shape::Colour, "Inside symbols; `sky`, if it is left out.";
        "fill_heather" may Shape::Colour, "Inside symbols; `heather`, if it is left out.";
        "fill_moss" may Shape::Colour, "Inside symbols; `moss`, if it is left out.";
        "fill_peach" may Shape::Colour, "Inside symbols; `peach`, if it is left out.";
        "hero" may Shape::Colour, "The ground of a page's heading: the sky of the picture.";
        "on_hero" may Shape::Colour, "Words on it.";
        "go" may Shape::Colour, "The button that starts a form.";
        "on_go" may Shape::Colour, "Words on it.";
        "scene_sun" may Shape::Colour, "The sun or the moon of the picture.";
        "scene_far" may Shape::Colour, "The farthest hills.";
        "scene_mid" may Shape::Colour, "The hills between.";
        "scene_near" may Shape::Colour, "The nearest hills.";
        "night" may Shape::Colour, "The ground of the foot of a page.";
        "on_night" may Shape::Colour, "Words on it.";
    }
    /// A page.
    PAGE = "a page" {
        "title" must Shape::Text, "The page's heading. A page that starts with `# Heading` instead of these keys has that as its title.";
        "for" may Shape::OneOf(Audience::NAMES), "Who reads it. What children read is held to their reading level; some languages address grown-ups in another way.";
        "description" may Shape::Text, "A line about it, for search engines and cards.";
        "nav" may Shape::Number, "Its place in the menu; lower is further left. Without it the page is not in the menu.";
        "symbol" may Shape::Text, "A picture beside the heading, by what it means.";
        "look" may Shape::OneOf(LOOKS), "`little`, `middle` or `older`: whose eyes the page is made for. `middle`, if you leave it out; give pages for teenagers and adults `older`.";
        "tile" may Shape::Number, "Its place among the tiles on the first page; lower is earlier. Without it the page has no tile.";
        "start" may Shape::Texts, "On the first page only: the ids of the forms that children start from there, the youngest's first.";
        "signed_off" may Shape::One(SIGNED_OFF), "Who has read and agreed to these words, and which version of them.";
    }
    /// An IRO's page.
    PERSON = "a person" {
        "name" must Shape::Text, "The IRO's name.";
        "role" may Shape::Text, "What they are called.";
        "photo" may Shape::Text, "The file name of a picture beside this file.";
        "photo_alt" may Shape::Text, "What the picture shows, for those who cannot see it. Needed with a photo.";
        "description" may Shape::Text, "A line about them, for their card.";
    }
    /// A pledge.
    PLEDGE = "a pledge" {
        "id" may Shape::Id, "The pledge's name. The file's name, if you leave it out.";
        "by" must Shape::Text, "Who promises.";
        "title" must Shape::Text, "Its heading.";
        "items" must Shape::ListOf(PROMISE), "The promises.";
    }
    /// One promise of a pledge.
    PROMISE = "a promise" {
        "id" must Shape::Id, "The promise's own name, once among all promises and expectations.";
        "text" must Shape::Text, "The promise.";
        "why" may Shape::Text, "Why it matters.";
        "signed_off" may Shape::One(SIGNED_OFF), "Who has read and agreed to these words, and which version of them.";
    }
    /// A word of `content/words.yaml`.
    WORD = "a word" {
        "instead_of" must Shape::Texts, "The words that hurt or puzzle, such as [contact].";
        "say" must Shape::Text, "The words to use instead.";
        "why" may Shape::Text, "Why, in the words of your Children in Care Council.";
    }
    /// One expectation.
    EXPECTATION = "an expectation" {
        "id" must Shape::Id, "The expectation's own name, once among all promises and expectations.";
        "text" must Shape::Text, "What children expect.";
        "why" may Shape::Text, "Why it matters, in the words of your Children in Care Council.";
        "signed_off" may Shape::One(SIGNED_OFF), "Who has read and agreed to these words, and which version of them.";
    }
}

/// The looks by age, as pages and `theme.yaml` name them.
pub const LOOKS: &[&str] = &["little", "middle", "older"];

/// The folders that pages can be in, as `site.yaml` names them.
pub const CONTENT_FOLDERS: &[&str] = &["content", "."];

/// What a font can be for.
pub const FONT_USES: &[&str] = &["text", "headings"];

/// The keys of a form whose values are in a language, and so are what a
/// translation of the form translates. Every other key means the same in all.
pub const TRANSLATED: &[&str] = &["title", "intro", "ask", "hint", "label", "audio"];

/// All of them, in the order of the manual.
pub const THINGS: &[&Thing] = &[
    SITE,
    LANGUAGE,
    HELP_LINE_WORDS,
    HELP_LINE,
    LETTER,
    FORM,
    SIGNED_OFF,
    SECTION,
    QUESTION,
    OPTION,
    CONDITION,
    PAGE,
    PERSON,
    EXPECTATION,
    PLEDGE,
    PROMISE,
    WORD,
    THEME,
    COLOURS,
    LOOK,
    FONT,
];
