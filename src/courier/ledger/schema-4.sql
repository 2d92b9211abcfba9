-- Version 4: reports. Counts only.

-- Reviews from before this ledger, by financial year and code, as a council had
-- counted them. `year` is the one in which the year begins: 2016 for 2016/17.
CREATE TABLE earlier_count (
    year        INTEGER NOT NULL,
    code        TEXT NOT NULL CHECK (code IN
        ('PN0', 'PN1', 'PN2', 'PN3', 'PN4', 'PN5', 'PN6', 'PN7')),
    reviews     INTEGER NOT NULL CHECK (reviews >= 0),
    imported_at TEXT NOT NULL,
    PRIMARY KEY (year, code)
) STRICT;

-- What was published of a year, as JSON. It stays as it was: the difference
-- between two versions could tell of one child.
CREATE TABLE published (
    year         INTEGER PRIMARY KEY,
    figures      TEXT NOT NULL,
    published_at TEXT NOT NULL
) STRICT;
