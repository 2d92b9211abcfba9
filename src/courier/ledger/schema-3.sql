-- Version 3: reviews, and the letters about them. No name and no address is in
-- these tables: a letter's address is taken from the lists on the day it goes.

-- Whose response it is, by the case system's reference; nothing where nothing
-- matched exactly, and for forms that are only counted.
ALTER TABLE response ADD COLUMN child TEXT;
UPDATE response SET child =
    (SELECT child FROM invitation WHERE invitation.id = response.invitation);
CREATE INDEX response_of_child ON response (child, form) WHERE child IS NOT NULL;

-- A child's reviews, as one export of the case system after the other tells
-- them. One that is moved stays the same row. A row is `planned` until an export
-- says that it took place (`held`, and `date` is then the day of that) or takes
-- its date away (`cancelled`). Days are YYYY-MM-DD.
CREATE TABLE review (
    id         INTEGER PRIMARY KEY,
    child      TEXT NOT NULL,
    iro        TEXT NOT NULL,
    date       TEXT NOT NULL,
    state      TEXT NOT NULL CHECK (state IN ('planned', 'held', 'cancelled')),
    -- The day of the review before it, as the export said when this was new.
    previous   TEXT,
    first_seen TEXT NOT NULL,
    changed_at TEXT NOT NULL
) STRICT;
-- A child has one next review.
CREATE UNIQUE INDEX review_next ON review (child) WHERE state = 'planned';
CREATE INDEX review_of_child ON review (child, date);

-- How the child took part, as the IRO recorded it by an IRO's link.
CREATE TABLE participation (
    review      INTEGER PRIMARY KEY REFERENCES review (id),
    code        TEXT NOT NULL CHECK (code IN
        ('PN0', 'PN1', 'PN2', 'PN3', 'PN4', 'PN5', 'PN6', 'PN7')),
    response    TEXT REFERENCES response (sha256),
    recorded_at TEXT NOT NULL
) STRICT;

-- One letter about a review to one person. The key keeps anybody from getting
-- the same one twice: `turn` tells reminders and changes of the date apart.
CREATE TABLE mailing (
    id         INTEGER PRIMARY KEY,
    review     INTEGER NOT NULL REFERENCES review (id),
    role       TEXT NOT NULL CHECK (role IN ('child', 'carer', 'parent', 'iro')),
    occasion   TEXT NOT NULL CHECK (occasion IN
        ('invitation', 'reminder', 'moved', 'half-way', 'rate-took-part', 'rate-did-not', 'rate', 'record')),
    turn       TEXT NOT NULL,
    form       TEXT NOT NULL,
    -- The day of the review that the letter names.
    told       TEXT NOT NULL,
    -- The day on which it was first to go.
    made_on    TEXT NOT NULL,
    message_id TEXT NOT NULL,
    state      TEXT NOT NULL CHECK (state IN
        ('composed', 'at-data', 'accepted', 'refused-for-now', 'refused', 'unknown', 'withdrawn')),
    maybe_sent INTEGER NOT NULL DEFAULT 0,
    attempts   INTEGER NOT NULL DEFAULT 0,
    changed_at TEXT NOT NULL,
    reason     TEXT,
    UNIQUE (review, role, occasion, turn)
) STRICT;
CREATE INDEX mailing_pending ON mailing (review)
    WHERE state NOT IN ('accepted', 'refused', 'withdrawn');
