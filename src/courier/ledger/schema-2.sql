-- Version 2: what is still to be sent is found without reading what was.
CREATE INDEX delivery_pending ON delivery (next_attempt_at)
    WHERE state NOT IN ('accepted', 'refused');
