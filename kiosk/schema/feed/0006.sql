-- What desks handed out (kiosk/counters.py), as the server tells it, of every desk.
CREATE TABLE handed (
    station TEXT NOT NULL,
    epoch BLOB NOT NULL,
    row INTEGER NOT NULL,
    code_hash BLOB NOT NULL,
    counter TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (station, epoch, row)
) STRICT, WITHOUT ROWID;

CREATE INDEX handed_to ON handed (code_hash, at);
