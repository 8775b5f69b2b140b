/**
 * The ledger's tables. A lane's key is as good as random, so an index of all requests by lane would write a page of its
 * own for each: `request_lane` keeps to the newest few pages by sorting within blocks of numbers (decision 0014).
 * No foreign keys and no JSON columns: every hot statement touches as few pages as it can.
 * AUTOINCREMENT and identity columns keep a number from ever being used twice, also after retention emptied a table.
 */
export const ledgerOnSqlite = `
CREATE TABLE meta (key TEXT PRIMARY KEY NOT NULL, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE duty (
  name TEXT PRIMARY KEY NOT NULL, claim INTEGER NOT NULL DEFAULT 0, lease_until INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;

CREATE TABLE queue (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  tenant INTEGER NOT NULL, connection INTEGER NOT NULL, direction TEXT NOT NULL, kind TEXT NOT NULL,
  mode TEXT NOT NULL, weight INTEGER NOT NULL DEFAULT 1, max_running INTEGER NOT NULL,
  held_until INTEGER NOT NULL DEFAULT 0, held_code TEXT
) STRICT;
CREATE UNIQUE INDEX queue_connection ON queue (connection, direction, kind);

CREATE TABLE hook (
  seq INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  owner INTEGER NOT NULL, received_at INTEGER NOT NULL, is_parked INTEGER NOT NULL DEFAULT 0,
  head TEXT NOT NULL, body BLOB NOT NULL
) STRICT;
CREATE INDEX hook_owner ON hook (owner, seq);

CREATE TABLE open_hook (
  owner INTEGER NOT NULL, seq INTEGER NOT NULL, cursor INTEGER NOT NULL DEFAULT 0, plan TEXT,
  PRIMARY KEY (owner, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE inbox (
  owner INTEGER PRIMARY KEY NOT NULL, claim INTEGER NOT NULL DEFAULT 0, lease_until INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE seen_a (
  owner INTEGER NOT NULL, key TEXT NOT NULL, token INTEGER NOT NULL DEFAULT 0, body_hash INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (owner, key)
) STRICT, WITHOUT ROWID;
CREATE TABLE seen_b (
  owner INTEGER NOT NULL, key TEXT NOT NULL, token INTEGER NOT NULL DEFAULT 0, body_hash INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (owner, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE lane (
  key INTEGER PRIMARY KEY NOT NULL,
  queue INTEGER NOT NULL, tier INTEGER NOT NULL, ready_at INTEGER NOT NULL, claim INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX lane_ready ON lane (queue, tier, ready_at);

CREATE TABLE request (
  seq INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  hook INTEGER, element INTEGER NOT NULL DEFAULT 0, root INTEGER NOT NULL DEFAULT 0, parent INTEGER,
  depth INTEGER NOT NULL DEFAULT 0, queue INTEGER NOT NULL, lane INTEGER NOT NULL,
  kind TEXT NOT NULL, type TEXT NOT NULL, action TEXT NOT NULL, scope TEXT NOT NULL, record_id TEXT NOT NULL,
  mode TEXT NOT NULL, is_optional INTEGER NOT NULL DEFAULT 0, coalesce TEXT NOT NULL DEFAULT 'record',
  tier INTEGER NOT NULL, state INTEGER NOT NULL DEFAULT 0, held_code TEXT, due_at INTEGER NOT NULL,
  attempts INTEGER NOT NULL DEFAULT 0, is_whole_body INTEGER NOT NULL DEFAULT 0, payload TEXT, trail TEXT NOT NULL DEFAULT '[]', result TEXT,
  created_at INTEGER NOT NULL, ended_at INTEGER
) STRICT;
CREATE INDEX request_open ON request (lane, seq) WHERE state < 100;
CREATE INDEX request_child ON request (parent) WHERE state <= 100 AND parent IS NOT NULL;
CREATE INDEX request_hook ON request (hook) WHERE hook IS NOT NULL;
CREATE INDEX request_held ON request (queue, seq) WHERE state >= 30 AND state <= 100;
CREATE INDEX request_stuck ON request (seq) WHERE state >= 30 AND state <= 100;
CREATE INDEX request_lane ON request ((seq / 4096), lane);
CREATE INDEX request_root ON request (root) WHERE root > 0;
CREATE INDEX request_queue ON request (queue, seq);
CREATE INDEX request_parked ON request (lane, seq) WHERE state = 100;
CREATE INDEX request_waiting ON request (seq) WHERE state = 10;

CREATE TABLE verdict (
  seq INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  tenant INTEGER NOT NULL, connection INTEGER, owner INTEGER NOT NULL, hook INTEGER,
  element INTEGER NOT NULL DEFAULT 0, parent INTEGER, scope TEXT, type TEXT, record_id TEXT,
  verdict TEXT NOT NULL, rule TEXT NOT NULL, facts TEXT NOT NULL DEFAULT '{}',
  config_version INTEGER NOT NULL, at INTEGER NOT NULL
) STRICT;
CREATE INDEX verdict_hook ON verdict (hook) WHERE hook IS NOT NULL;
CREATE INDEX verdict_owner ON verdict (owner, seq);

CREATE TABLE attempt (
  request INTEGER NOT NULL, number INTEGER NOT NULL, at INTEGER NOT NULL, took_ms INTEGER NOT NULL,
  failure TEXT NOT NULL, message TEXT NOT NULL, facts TEXT NOT NULL DEFAULT '{}',
  PRIMARY KEY (request, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE rejection (
  seq INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  owner INTEGER NOT NULL, at INTEGER NOT NULL, reason TEXT NOT NULL, head TEXT NOT NULL, body BLOB
) STRICT;
CREATE INDEX rejection_owner ON rejection (owner, seq);

CREATE TABLE reply (
  hook INTEGER PRIMARY KEY NOT NULL, owner INTEGER NOT NULL, key TEXT, answer TEXT
) STRICT;
CREATE UNIQUE INDEX reply_key ON reply (owner, key) WHERE key IS NOT NULL;
`;

export const ledgerOnPostgres = `
CREATE TABLE meta (key text PRIMARY KEY, value text NOT NULL);

CREATE TABLE duty (name text PRIMARY KEY, claim bigint NOT NULL DEFAULT 0, lease_until bigint NOT NULL DEFAULT 0);

CREATE TABLE queue (
  id integer GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,
  tenant integer NOT NULL, connection integer NOT NULL, direction text NOT NULL, kind text NOT NULL,
  mode text NOT NULL, weight integer NOT NULL DEFAULT 1, max_running integer NOT NULL,
  held_until bigint NOT NULL DEFAULT 0, held_code text
);
CREATE UNIQUE INDEX queue_connection ON queue (connection, direction, kind);

CREATE TABLE hook (
  seq bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,
  owner bigint NOT NULL, received_at bigint NOT NULL, is_parked smallint NOT NULL DEFAULT 0,
  head text NOT NULL, body bytea NOT NULL
);
ALTER TABLE hook ALTER COLUMN body SET STORAGE EXTERNAL;
CREATE INDEX hook_owner ON hook (owner, seq);

CREATE TABLE open_hook (
  owner bigint NOT NULL, seq bigint NOT NULL, cursor integer NOT NULL DEFAULT 0, plan text,
  PRIMARY KEY (owner, seq)
) WITH (
  fillfactor = 70, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000,
  autovacuum_vacuum_cost_delay = 0
);

CREATE TABLE inbox (
  owner bigint PRIMARY KEY, claim bigint NOT NULL DEFAULT 0, lease_until bigint NOT NULL DEFAULT 0
) WITH (
  fillfactor = 70, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000,
  autovacuum_vacuum_cost_delay = 0
);

CREATE TABLE seen_a (
  owner bigint NOT NULL, token bigint NOT NULL DEFAULT 0, body_hash bigint NOT NULL DEFAULT 0, key text NOT NULL,
  PRIMARY KEY (owner, key)
);
CREATE TABLE seen_b (
  owner bigint NOT NULL, token bigint NOT NULL DEFAULT 0, body_hash bigint NOT NULL DEFAULT 0, key text NOT NULL,
  PRIMARY KEY (owner, key)
);

CREATE TABLE lane (
  key bigint PRIMARY KEY,
  ready_at bigint NOT NULL, claim bigint NOT NULL DEFAULT 0, queue integer NOT NULL, tier smallint NOT NULL
) WITH (
  fillfactor = 70, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000,
  autovacuum_vacuum_cost_delay = 0
);
CREATE INDEX lane_ready ON lane (queue, tier, ready_at);

CREATE TABLE request (
  seq bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,
  hook bigint, root bigint NOT NULL DEFAULT 0, parent bigint, lane bigint NOT NULL, due_at bigint NOT NULL,
  created_at bigint NOT NULL, ended_at bigint, element integer NOT NULL DEFAULT 0, queue integer NOT NULL,
  attempts integer NOT NULL DEFAULT 0, depth smallint NOT NULL DEFAULT 0, is_optional smallint NOT NULL DEFAULT 0,
  is_whole_body smallint NOT NULL DEFAULT 0,
  tier smallint NOT NULL, state smallint NOT NULL DEFAULT 0, kind text NOT NULL, type text NOT NULL,
  action text NOT NULL, scope text NOT NULL, record_id text NOT NULL, mode text NOT NULL,
  coalesce text NOT NULL DEFAULT 'record', held_code text, payload text, trail text NOT NULL DEFAULT '[]',
  result text
) WITH (fillfactor = 90);
CREATE INDEX request_open ON request (lane, seq) WHERE state < 100;
CREATE INDEX request_child ON request (parent) WHERE state <= 100 AND parent IS NOT NULL;
CREATE INDEX request_hook ON request (hook) WHERE hook IS NOT NULL;
CREATE INDEX request_held ON request (queue, seq) WHERE state >= 30 AND state <= 100;
CREATE INDEX request_stuck ON request (seq) WHERE state >= 30 AND state <= 100;
CREATE INDEX request_lane ON request ((seq / 4096), lane);
CREATE INDEX request_root ON request (root) WHERE root > 0;
CREATE INDEX request_queue ON request (queue, seq);
CREATE INDEX request_parked ON request (lane, seq) WHERE state = 100;
CREATE INDEX request_waiting ON request (seq) WHERE state = 10;

CREATE TABLE verdict (
  seq bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,
  hook bigint, parent bigint, owner bigint NOT NULL, at bigint NOT NULL, config_version bigint NOT NULL,
  tenant integer NOT NULL, connection integer, element integer NOT NULL DEFAULT 0, scope text, type text,
  record_id text, verdict text NOT NULL, rule text NOT NULL, facts text NOT NULL DEFAULT '{}'
);
CREATE INDEX verdict_hook ON verdict (hook) WHERE hook IS NOT NULL;
CREATE INDEX verdict_owner ON verdict (owner, seq);

CREATE TABLE attempt (
  request bigint NOT NULL, at bigint NOT NULL, number integer NOT NULL, took_ms integer NOT NULL,
  failure text NOT NULL, message text NOT NULL, facts text NOT NULL DEFAULT '{}',
  PRIMARY KEY (request, number)
);

CREATE TABLE rejection (
  seq bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,
  owner bigint NOT NULL, at bigint NOT NULL, reason text NOT NULL, head text NOT NULL, body bytea
);
CREATE INDEX rejection_owner ON rejection (owner, seq);

CREATE TABLE reply (
  hook bigint PRIMARY KEY, owner bigint NOT NULL, key text, answer text
);
CREATE UNIQUE INDEX reply_key ON reply (owner, key) WHERE key IS NOT NULL;
`;
