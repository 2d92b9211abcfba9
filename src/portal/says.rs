//! What each name that a key can have is for, in a sentence for the officer: the
//! manual has these words.

use crate::form::{Audience, Destination, Kind, Media};
use crate::letters::Occasion;

/// What a kind of question is for.
pub fn kind(of: Kind) -> &'static str {
    match of {
        Kind::ShortText => "One line of text.",
        Kind::LongText => "Several lines of text.",
        Kind::YesNo => "Yes, no or not sure.",
        Kind::ChooseOne => "One of the options.",
        Kind::ChooseMany => "Any number of the options.",
        Kind::Scale => "One of a row of options, best with pictures.",
        Kind::NumberScale => "A number from 0 to 10.",
        Kind::Rank => "The options in order, best first.",
        Kind::Date => "A day.",
        Kind::People => {
            "Who should come and who should not. The options are people to say yes or no to."
        }
        Kind::Words => "The child's own word for each option.",
        Kind::Expectations => {
            "Did each of these happen? The options are ids of expectations and promises; without any, all expectations are asked about."
        }
        Kind::Drawing => "A picture drawn on the page.",
        Kind::Recording => "The child’s own voice, or a video of up to two minutes.",
        Kind::Photo => {
            "Up to three photographs, without the place and time that a camera writes into them."
        }
    }
}

/// What a recording records.
pub fn media(of: Media) -> &'static str {
    match of {
        Media::Voice => "The child’s voice.",
        Media::Video => "A video, with sound.",
        Media::Either => "Whichever the child likes better.",
    }
}

/// What a letter is about.
pub fn occasion(of: Occasion) -> &'static str {
    match of {
        Occasion::Invitation => "Fill in the form, before the review.",
        Occasion::Reminder => "The review is near, and no form has come.",
        Occasion::Moved => "The review has another date than the one that was told.",
        Occasion::HalfWay => "How are things, half-way between two reviews?",
        Occasion::RateTookPart => "Rate the review, for those who were there.",
        Occasion::RateDidNot => "Rate the review, for those who were not there.",
        Occasion::Rate => {
            "Rate the review, where the IRO has not recorded who was there; best with both forms."
        }
        Occasion::Record => "Record how the child took part.",
    }
}

/// Who fills a form in.
pub fn audience(of: Audience) -> &'static str {
    match of {
        Audience::Child => "A child or young person in care.",
        Audience::Carer => "A foster carer, residential worker or kinship carer.",
        Audience::Parent => "A parent.",
        Audience::Iro => "An IRO. An answer counts only with an IRO's own link.",
        Audience::Everyone => "Anyone.",
    }
}

/// Whose mailbox a form goes to.
pub fn destination(of: Destination) -> &'static str {
    match of {
        Destination::Iro => "The child's own IRO, or the one who stands in.",
        Destination::Duty => "The IRO on duty.",
        Destination::Manager => "The service manager.",
        Destination::Advocacy => "The advocacy service.",
        Destination::Collect => {
            "Nobody: answers are counted, and what was written goes to the manager on Mondays, mixed with what others wrote."
        }
    }
}
