-- The station's append-only records. Only the recorder thread writes this file.
PRAGMA application_id = 0x534C574A; -- "SLWJ"

-- One run of row numbers that nobody else can continue. A new one begins when the file is made, copied, restored or forked.
CREATE TABLE epoch (
    no INTEGER PRIMARY KEY, -- 1, 2, ... in the order they began
    id BLOB NOT NULL UNIQUE CHECK (length(id) = 16), -- random
    event TEXT NOT NULL,
    station TEXT NOT NULL,
    fingerprint TEXT NOT NULL, -- of the machine and file it began on
    started INTEGER NOT NULL, -- device time, us since the Unix epoch
    why TEXT NOT NULL
) STRICT;

-- Field by field kiosk.model.Record, whose docstring gives meanings and units; "epoch" is epoch.no.
-- "key" is epoch << 40 | row: as an integer key rows are added at the end of the file's tree, which writes fewer pages a commit than a
-- primary key of two columns does.
CREATE TABLE record (
    key INTEGER PRIMARY KEY,
    epoch INTEGER NOT NULL REFERENCES epoch (no),
    row INTEGER NOT NULL,
    format INTEGER NOT NULL,
    kind TEXT NOT NULL,
    hlc INTEGER NOT NULL,
    wall INTEGER NOT NULL,
    mono INTEGER NOT NULL,
    "offset" INTEGER,
    error INTEGER,
    operator TEXT NOT NULL,
    app TEXT NOT NULL,
    zone TEXT NOT NULL,
    direction TEXT,
    source TEXT,
    code_hash BLOB NOT NULL,
    badge TEXT NOT NULL,
    category TEXT NOT NULL,
    outcome TEXT,
    reason TEXT,
    refers INTEGER CHECK (refers < row),
    detail TEXT NOT NULL,
    payload BLOB NOT NULL,
    payload_digest BLOB NOT NULL,
    previous BLOB NOT NULL CHECK (length(previous) = 32),
    hash BLOB NOT NULL CHECK (length(hash) = 32)
) STRICT;

CREATE INDEX record_of_code ON record (code_hash) WHERE length(code_hash) > 0;
CREATE INDEX record_of_act ON record (refers, epoch) WHERE refers IS NOT NULL;

-- A gap cannot be written, nor (through INSERT OR REPLACE, which fires no delete trigger) a row rewritten.
CREATE TRIGGER record_without_gaps BEFORE INSERT ON record
WHEN new.row < 1
    OR new.key != new.epoch << 40 | new.row
    OR (new.row > 1 AND NOT EXISTS (SELECT 1 FROM record WHERE key = new.key - 1))
    OR EXISTS (SELECT 1 FROM record WHERE key = new.key)
BEGIN
    SELECT raise(ABORT, 'rows are numbered without gaps');
END;

CREATE TRIGGER record_stays BEFORE DELETE ON record
BEGIN
    SELECT raise(ABORT, 'the journal is append-only');
END;

-- The one change allowed: sealed personal data is destroyed; its digest stays, so the chain stays whole.
CREATE TRIGGER record_is_final BEFORE UPDATE ON record
WHEN length(new.payload) > 0
    OR (
        new.key, new.epoch, new.row, new.format, new.kind, new.hlc, new.wall, new.mono, new."offset", new.error, new.operator, new.app, new.zone,
        new.direction, new.source, new.code_hash, new.badge, new.category, new.outcome, new.reason, new.refers, new.detail,
        new.payload_digest, new.previous, new.hash
    ) IS NOT (
        old.key, old.epoch, old.row, old.format, old.kind, old.hlc, old.wall, old.mono, old."offset", old.error, old.operator, old.app, old.zone,
        old.direction, old.source, old.code_hash, old.badge, old.category, old.outcome, old.reason, old.refers, old.detail,
        old.payload_digest, old.previous, old.hash
    )
BEGIN
    SELECT raise(ABORT, 'the journal is append-only');
END;

CREATE TRIGGER epoch_stays BEFORE DELETE ON epoch
BEGIN
    SELECT raise(ABORT, 'the journal is append-only');
END;

CREATE TRIGGER epoch_is_final BEFORE UPDATE ON epoch
BEGIN
    SELECT raise(ABORT, 'the journal is append-only');
END;
