-- Conflicts the server found. "open": nobody has decided yet.
CREATE TABLE conflict (
    id TEXT PRIMARY KEY,
    what TEXT NOT NULL,
    first_zone TEXT NOT NULL,
    second_zone TEXT NOT NULL,
    open INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
