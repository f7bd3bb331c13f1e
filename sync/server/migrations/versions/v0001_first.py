"""The tables as the first version made them, the same on both engines; nothing was partitioned yet."""

from alembic import op

revision = "0001"
down_revision = None

TABLES = """
CREATE TABLE badge (
    event TEXT NOT NULL,
    code_hash BLOB NOT NULL,
    id TEXT NOT NULL,
    category TEXT NOT NULL,
    flags INTEGER NOT NULL,
    valid_from BIGINT,
    valid_until BIGINT,
    days TEXT NOT NULL,
    invitations TEXT NOT NULL,
    person TEXT NOT NULL,
    PRIMARY KEY (event, code_hash)
) WITHOUT ROWID;
CREATE INDEX badge_of_person ON badge (event, person);
CREATE TABLE change (
    serial INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    event TEXT NOT NULL,
    stream SMALLINT NOT NULL,
    kind TEXT NOT NULL,
    "key" BLOB NOT NULL,
    station TEXT NOT NULL,
    epoch BLOB NOT NULL,
    "row" BIGINT NOT NULL,
    undone BOOLEAN NOT NULL,
    nonce BIGINT NOT NULL,
    CONSTRAINT change_in_order UNIQUE (event, stream, serial)
);
CREATE TABLE enrolment (
    event TEXT NOT NULL,
    code_hash BLOB NOT NULL,
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    zone TEXT NOT NULL,
    expires BIGINT NOT NULL,
    confirm BOOLEAN NOT NULL,
    number TEXT NOT NULL,
    confirmed BOOLEAN NOT NULL,
    public_key BLOB NOT NULL,
    station TEXT NOT NULL,
    PRIMARY KEY (event, code_hash)
);
CREATE TABLE event (
    id TEXT NOT NULL,
    programme TEXT NOT NULL,
    version TEXT NOT NULL,
    hash_key BLOB NOT NULL,
    seal_private BLOB NOT NULL,
    seal_public BLOB NOT NULL,
    token_key BLOB NOT NULL,
    made BIGINT NOT NULL,
    PRIMARY KEY (id)
);
CREATE TABLE mark (
    event TEXT NOT NULL,
    station TEXT NOT NULL,
    epoch BLOB NOT NULL,
    "row" BIGINT NOT NULL,
    head BLOB NOT NULL,
    PRIMARY KEY (event, station, epoch)
);
CREATE TABLE person (
    event TEXT NOT NULL,
    id TEXT NOT NULL,
    external TEXT NOT NULL,
    name TEXT NOT NULL,
    phone TEXT NOT NULL,
    email TEXT NOT NULL,
    company TEXT NOT NULL,
    category TEXT NOT NULL,
    code TEXT NOT NULL,
    confirmation TEXT NOT NULL,
    PRIMARY KEY (event, id)
);
CREATE INDEX person_by_code ON person (event, code);
CREATE INDEX person_by_confirmation ON person (event, confirmation);
CREATE INDEX person_by_external ON person (event, external);
CREATE TABLE quarantine (
    event TEXT NOT NULL,
    station TEXT NOT NULL,
    epoch BLOB NOT NULL,
    "row" BIGINT NOT NULL,
    digest BLOB NOT NULL,
    reason TEXT NOT NULL,
    hash BLOB NOT NULL,
    raw TEXT NOT NULL,
    received BIGINT NOT NULL,
    PRIMARY KEY (event, station, epoch, "row", digest)
);
CREATE TABLE record (
    event TEXT NOT NULL,
    station TEXT NOT NULL,
    epoch BLOB NOT NULL,
    "row" BIGINT NOT NULL,
    format SMALLINT NOT NULL,
    kind TEXT NOT NULL,
    hlc BIGINT NOT NULL,
    wall BIGINT NOT NULL,
    mono BIGINT NOT NULL,
    "offset" BIGINT,
    error BIGINT,
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
    refers BIGINT,
    detail TEXT NOT NULL,
    payload BLOB NOT NULL,
    payload_digest BLOB NOT NULL,
    previous BLOB NOT NULL,
    hash BLOB NOT NULL,
    received BIGINT NOT NULL,
    PRIMARY KEY (event, station, epoch, "row")
) WITHOUT ROWID;
CREATE INDEX record_of_badge ON record (event, code_hash, hlc);
CREATE TABLE signer (
    event TEXT NOT NULL,
    key_id INTEGER NOT NULL,
    private BLOB NOT NULL,
    public BLOB NOT NULL,
    PRIMARY KEY (event, key_id)
);
CREATE TABLE staff (
    event TEXT NOT NULL,
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    pin TEXT NOT NULL,
    blocked BOOLEAN NOT NULL,
    PRIMARY KEY (event, id)
);
CREATE TABLE station (
    event TEXT NOT NULL,
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    zone TEXT NOT NULL,
    public_key BLOB NOT NULL,
    token_hash BLOB NOT NULL,
    revoked BOOLEAN NOT NULL,
    made BIGINT NOT NULL,
    seen BIGINT NOT NULL,
    status TEXT NOT NULL,
    PRIMARY KEY (event, id),
    UNIQUE (token_hash)
);
CREATE TABLE store (
    id INTEGER NOT NULL,
    version INTEGER NOT NULL,
    generation TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    url TEXT NOT NULL,
    PRIMARY KEY (id)
)
"""
BY_TRANSACTION = (
    "ALTER TABLE change ADD COLUMN xid xid8 NOT NULL DEFAULT pg_current_xact_id()",
    "CREATE INDEX change_by_transaction ON change (event, stream, xid, serial)",
)


def upgrade() -> None:
    """Make them."""
    statements = TABLES
    postgresql = op.get_context().dialect.name == "postgresql"
    if postgresql:
        for ours, theirs in (
            ("BLOB", "BYTEA"),
            (" WITHOUT ROWID", ""),
            ("INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT", "BIGSERIAL PRIMARY KEY"),
        ):
            statements = statements.replace(ours, theirs)
    for statement in (*statements.split(";"), *(BY_TRANSACTION if postgresql else ())):
        op.execute(statement)
