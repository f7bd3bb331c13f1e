-- A snapshot of what a gate must know, made by the server, never written after. It holds no names of attendees.
PRAGMA application_id = 0x534C5752; -- "SLWR"

CREATE TABLE meta (
    key TEXT PRIMARY KEY,
    value ANY
) STRICT, WITHOUT ROWID;

CREATE TABLE badge (
    code_hash BLOB PRIMARY KEY,
    id TEXT NOT NULL,
    category TEXT NOT NULL,
    flags INTEGER NOT NULL,
    valid_from INTEGER,
    valid_until INTEGER,
    days TEXT NOT NULL,
    invitations TEXT NOT NULL
) STRICT, WITHOUT ROWID;
