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

-- Entries and exits so far, so that a station that joins late knows who is inside. May be empty.
CREATE TABLE sighting (
    station TEXT NOT NULL,
    epoch BLOB NOT NULL,
    row INTEGER NOT NULL,
    code_hash BLOB NOT NULL,
    zone TEXT NOT NULL,
    direction TEXT NOT NULL,
    at INTEGER NOT NULL,
    hlc INTEGER NOT NULL,
    undone INTEGER NOT NULL,
    PRIMARY KEY (station, epoch, row)
) STRICT, WITHOUT ROWID;

CREATE TABLE staff (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    pin TEXT NOT NULL,
    blocked INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
