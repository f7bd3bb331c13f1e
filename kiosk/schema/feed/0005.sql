-- Calls for staff. "called" NULL: its answer came first; "answered" NULL: nobody has answered yet.
CREATE TABLE call (
    id TEXT PRIMARY KEY,
    station TEXT NOT NULL DEFAULT '',
    zone TEXT NOT NULL DEFAULT '',
    ko TEXT NOT NULL DEFAULT '',
    en TEXT NOT NULL DEFAULT '',
    called INTEGER,
    answered INTEGER,
    by TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;
