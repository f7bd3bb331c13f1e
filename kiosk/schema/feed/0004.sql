-- The staff badge somebody signs in with: hash of its code, as lower-case hex; empty for none.
ALTER TABLE staff ADD COLUMN badge TEXT NOT NULL DEFAULT '';
