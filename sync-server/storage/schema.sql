CREATE TABLE IF NOT EXISTS changes (
	id TEXT PRIMARY KEY,
	doc TEXT NOT NULL,
	device TEXT NOT NULL,
	seq INTEGER NOT NULL,
	line TEXT NOT NULL,
	-- The receipt; all null while the change waits for what it builds on.
	epoch INTEGER,
	pos INTEGER,
	time INTEGER,
	standing TEXT,
	UNIQUE (device, seq),
	UNIQUE (epoch, pos)
) STRICT;
CREATE INDEX IF NOT EXISTS changes_of_document ON changes (doc, epoch, pos);
CREATE INDEX IF NOT EXISTS changes_waiting ON changes (id) WHERE pos IS NULL;

CREATE TABLE IF NOT EXISTS refusals (
	place INTEGER PRIMARY KEY,
	id TEXT NOT NULL UNIQUE,
	device TEXT NOT NULL,
	seq INTEGER NOT NULL,
	code TEXT NOT NULL,
	line TEXT NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS refusals_in_chain ON refusals (device, seq);

CREATE TABLE IF NOT EXISTS chains (
	device TEXT PRIMARY KEY,
	seq INTEGER NOT NULL,
	id TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS states (
	doc TEXT PRIMARY KEY,
	pos INTEGER NOT NULL,
	state TEXT NOT NULL,
	readers TEXT NOT NULL
) STRICT;

-- Cases are counted by stage and by who has the baton; the words of the query in sqlite.ts must be these.
CREATE INDEX IF NOT EXISTS cases_counted ON states (
	json_extract(state, '$.stage'),
	ifnull(json_extract(state, '$.holder'), json_extract(state, '$.origin'))
) WHERE doc > 'case/' AND doc < 'case0';

-- Numbers are read from here, without the states; the words of the query in sqlite.ts must be these.
CREATE INDEX IF NOT EXISTS cases_numbered ON states (json_extract(state, '$.number'))
	WHERE doc > 'case/' AND doc < 'case0';
CREATE INDEX IF NOT EXISTS bundles_numbered ON states (json_extract(state, '$.number'))
	WHERE doc > 'bundle/' AND doc < 'bundle0';

CREATE TABLE IF NOT EXISTS feeds (
	cursor INTEGER PRIMARY KEY,
	unit TEXT NOT NULL,
	change TEXT NOT NULL REFERENCES changes (id),
	UNIQUE (unit, change)
) STRICT;
CREATE INDEX IF NOT EXISTS feed_of_unit ON feeds (unit, cursor);

-- The leaves of the county's Merkle tree, from 0 on. `upto` is a hash over all entries up to here: it proves nothing,
-- the signed root does that, but it tells which row is the first that differs.
CREATE TABLE IF NOT EXISTS log (
	leaf INTEGER PRIMARY KEY,
	entry TEXT NOT NULL,
	upto TEXT NOT NULL
) STRICT;
-- The words of the query in sqlite.ts must be these.
CREATE INDEX IF NOT EXISTS log_releases ON log (leaf) WHERE entry GLOB 'release *';

-- The newest only: the root of any shorter log can be reckoned from its entries.
CREATE TABLE IF NOT EXISTS checkpoint (
	only INTEGER PRIMARY KEY CHECK (only = 1),
	size INTEGER NOT NULL,
	frontier TEXT NOT NULL,
	upto TEXT NOT NULL,
	note TEXT NOT NULL
) STRICT;

CREATE TABLE IF NOT EXISTS contacts (
	device TEXT PRIMARY KEY,
	last_seen INTEGER NOT NULL,
	cursor INTEGER NOT NULL,
	release INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- The last report of a device (P53), as JSON.
CREATE TABLE IF NOT EXISTS reports (
	device TEXT PRIMARY KEY,
	report TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS passwords (
	clerk TEXT PRIMARY KEY,
	phc TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS settings (
	name TEXT PRIMARY KEY,
	value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
