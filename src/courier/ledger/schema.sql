-- The courier's ledger, version 1. No answer and no name is in it: of a response
-- it keeps what the annual report counts, and hashes.

CREATE TABLE meta (
    key   TEXT PRIMARY KEY,
    value BLOB NOT NULL
) STRICT;

-- Every version of every form that was ever in forms.json.
CREATE TABLE form (
    id         TEXT NOT NULL,
    version    TEXT NOT NULL,
    definition TEXT NOT NULL,
    first_seen TEXT NOT NULL,
    PRIMARY KEY (id, version)
) STRICT;

-- Whose link a token is. `child` is the case system's reference.
CREATE TABLE invitation (
    id         INTEGER PRIMARY KEY,
    token      TEXT NOT NULL UNIQUE,
    child      TEXT NOT NULL,
    role       TEXT NOT NULL CHECK (role IN ('child', 'carer', 'parent', 'iro')),
    form       TEXT NOT NULL,
    made_at    TEXT NOT NULL,
    revoked_at TEXT
) STRICT;
CREATE UNIQUE INDEX invitation_in_force
    ON invitation (child, role, form) WHERE revoked_at IS NULL;

-- The inbox's files that were read once, so that they are not read again.
CREATE TABLE file (
    name     TEXT PRIMARY KEY,
    size     INTEGER NOT NULL,
    modified TEXT NOT NULL,
    sha256   TEXT NOT NULL
) STRICT;
CREATE INDEX file_of_response ON file (sha256);

-- One sealed file each; known by the SHA-256 of its content.
CREATE TABLE response (
    sha256             TEXT PRIMARY KEY,
    receipt            TEXT NOT NULL,
    state              TEXT NOT NULL CHECK (state IN
        ('received', 'held', 'sending', 'delivered', 'discarded', 'purged')),
    received_at        TEXT NOT NULL,
    changed_at         TEXT NOT NULL,
    response_id        TEXT,
    content_hash       TEXT,
    form               TEXT,
    form_version       TEXT,
    ages               TEXT,
    language           TEXT,
    filled_in_by       TEXT,
    days_before_review INTEGER,
    invitation         INTEGER REFERENCES invitation (id),
    nth                INTEGER NOT NULL DEFAULT 1,
    reason_code        TEXT,
    reason             TEXT,
    released_to        TEXT,
    repeat             INTEGER NOT NULL DEFAULT 0,
    plan               TEXT
) STRICT;
CREATE INDEX response_by_state ON response (state);
CREATE INDEX response_by_id ON response (response_id);
CREATE INDEX response_by_receipt ON response (receipt);
CREATE INDEX response_by_invitation ON response (invitation);

-- Did each of these happen? yes, no, not-sure.
CREATE TABLE expectation (
    response    TEXT NOT NULL REFERENCES response (sha256),
    question    TEXT NOT NULL,
    expectation TEXT NOT NULL,
    mark        TEXT NOT NULL CHECK (mark IN ('yes', 'no', 'not-sure')),
    PRIMARY KEY (response, question, expectation)
) STRICT;

-- One message to one recipient. Notices belong to no response.
CREATE TABLE delivery (
    id              INTEGER PRIMARY KEY,
    response        TEXT REFERENCES response (sha256),
    kind            TEXT NOT NULL CHECK (kind IN ('response', 'alert', 'notice', 'summary')),
    part            INTEGER NOT NULL,
    recipient       TEXT NOT NULL,
    address         TEXT NOT NULL,
    name            TEXT NOT NULL,
    message_id      TEXT NOT NULL,
    state           TEXT NOT NULL CHECK (state IN
        ('composed', 'attempting', 'at-data', 'accepted', 'refused-for-now', 'refused', 'unknown')),
    maybe_sent      INTEGER NOT NULL DEFAULT 0,
    attempts        INTEGER NOT NULL DEFAULT 0,
    made_at         TEXT NOT NULL,
    next_attempt_at TEXT NOT NULL,
    reason          TEXT
) STRICT;
CREATE UNIQUE INDEX delivery_of_response
    ON delivery (response, kind, part) WHERE response IS NOT NULL;
CREATE INDEX delivery_by_state ON delivery (state);

-- Everything that happened. Rows are added, never changed and never removed.
CREATE TABLE event (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    at       TEXT NOT NULL,
    response TEXT,
    what     TEXT NOT NULL,
    detail   TEXT,
    who      TEXT NOT NULL
) STRICT;
CREATE INDEX event_of_response ON event (response);
CREATE TRIGGER event_is_never_changed BEFORE UPDATE ON event
BEGIN
    SELECT RAISE(ABORT, 'events are never changed');
END;
CREATE TRIGGER event_is_never_removed BEFORE DELETE ON event
BEGIN
    SELECT RAISE(ABORT, 'events are never removed');
END;
