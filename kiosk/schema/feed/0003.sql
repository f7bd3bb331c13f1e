-- People of a desk as they changed since the snapshot, sealed. "sealed" empty: no longer there. A gate never has any.
CREATE TABLE person (
    id TEXT PRIMARY KEY,
    sealed BLOB NOT NULL
) STRICT, WITHOUT ROWID;
