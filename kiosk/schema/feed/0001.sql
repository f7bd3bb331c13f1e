-- What came from the server since the roster snapshot. Only the sync thread writes this file; it can always be fetched again.
PRAGMA application_id = 0x534C5746; -- "SLWF"

-- The last row the server has confirmed, by epoch, and that row's hash.
CREATE TABLE mark (
    epoch BLOB PRIMARY KEY,
    row INTEGER NOT NULL,
    head BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- Rows the server keeps but cannot use, with its reason.
CREATE TABLE quarantined (
    epoch BLOB NOT NULL,
    row INTEGER NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (epoch, row)
) STRICT, WITHOUT ROWID;

-- Badges as they are now where that differs from the snapshot; wins over it. "gone": no longer there.
CREATE TABLE badge (
    code_hash BLOB PRIMARY KEY,
    id TEXT NOT NULL,
    category TEXT NOT NULL,
    flags INTEGER NOT NULL,
    valid_from INTEGER,
    valid_until INTEGER,
    days TEXT NOT NULL,
    invitations TEXT NOT NULL,
    gone INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;

-- Entries and exits as the server tells them, of every station.
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
    arrival INTEGER NOT NULL, -- grows with every sighting taken in or taken back, so that a reader finds what is new
    PRIMARY KEY (station, epoch, row)
) STRICT, WITHOUT ROWID;

CREATE INDEX sighting_of_code ON sighting (code_hash, hlc);
CREATE INDEX sighting_in_zone ON sighting (zone, at);
CREATE INDEX sighting_by_arrival ON sighting (arrival);

CREATE TABLE staff (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    pin TEXT NOT NULL,
    blocked INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Single values: cursor, clock offset, which roster is current, the programme's text. Their names stand in kiosk/feed.py.
CREATE TABLE meta (
    key TEXT PRIMARY KEY,
    value ANY
) STRICT, WITHOUT ROWID;
