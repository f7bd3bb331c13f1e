-- A snapshot of what a desk must know, made by the server, never written after: a roster, and people sealed under the event's data key.
PRAGMA application_id = 0x534C5750; -- "SLWP"

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

-- Of a person only the opaque id is in the clear; kiosk/personal.py says what is sealed.
CREATE TABLE person (
    id TEXT PRIMARY KEY,
    sealed BLOB NOT NULL
) STRICT, WITHOUT ROWID;
