-- Version 5: the survey. Its answers are counted, and what was written in them
-- goes to the manager in a mail with what others wrote. No word of it is here: it
-- stays sealed in the inbox, and is opened for that mail.

-- A message may be such a mail.
CREATE TABLE delivery_5 (
    id              INTEGER PRIMARY KEY,
    response        TEXT REFERENCES response (sha256),
    kind            TEXT NOT NULL CHECK (kind IN ('response', 'alert', 'notice', 'summary', 'survey', 'unnamed')),
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
INSERT INTO delivery_5
    (id, response, kind, part, recipient, address, name, message_id, state, maybe_sent, attempts, made_at, next_attempt_at, reason)
SELECT id, response, kind, part, recipient, address, name, message_id, state, maybe_sent, attempts, made_at, next_attempt_at, reason
FROM delivery;
DROP TABLE delivery;
ALTER TABLE delivery_5 RENAME TO delivery;
CREATE UNIQUE INDEX delivery_of_response
    ON delivery (response, kind, part) WHERE response IS NOT NULL;
CREATE INDEX delivery_by_state ON delivery (state);
CREATE INDEX delivery_pending ON delivery (next_attempt_at)
    WHERE state NOT IN ('accepted', 'refused');

-- A response to a form that is only counted. `waiting`: its ticks are not counted
-- yet, for fewer than five wait. `counted`: they are; what was written waits for
-- its mail, or is in the one that `digest` names. `told`: nothing is left to do.
CREATE TABLE survey_response (
    response  TEXT PRIMARY KEY REFERENCES response (sha256),
    state     TEXT NOT NULL CHECK (state IN ('waiting', 'counted', 'told')),
    has_words INTEGER NOT NULL DEFAULT 0,
    digest    INTEGER REFERENCES delivery (id)
) STRICT;
CREATE INDEX survey_open ON survey_response (state) WHERE state <> 'told';
CREATE INDEX survey_digest ON survey_response (digest) WHERE digest IS NOT NULL;
-- What earlier versions only closed.
INSERT INTO survey_response (response, state)
SELECT r.sha256, 'waiting' FROM response r
WHERE r.state = 'delivered' AND EXISTS
    (SELECT 1 FROM event e WHERE e.response = r.sha256 AND e.what = 'delivered' AND e.detail = 'counted');

-- How often each answer was given, by the day on which five or more responses
-- were counted together. Nothing says by whom.
CREATE TABLE survey_count (
    form       TEXT NOT NULL,
    question   TEXT NOT NULL,
    answer     TEXT NOT NULL,
    counted_on TEXT NOT NULL,
    responses  INTEGER NOT NULL,
    PRIMARY KEY (form, question, answer, counted_on)
) STRICT;
