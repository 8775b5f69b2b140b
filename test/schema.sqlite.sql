CREATE TABLE api_key (
  "id" integer PRIMARY KEY AUTOINCREMENT NOT NULL, public_id text NOT NULL, tenant integer NOT NULL, hash text NOT NULL, hint text NOT NULL,
  role text NOT NULL, name text NOT NULL, expires_at bigint, last_used_at bigint, created_at bigint NOT NULL,
  removed_at bigint
);

CREATE UNIQUE INDEX api_key_hash ON api_key (hash);

CREATE UNIQUE INDEX api_key_public_id ON api_key (public_id);

CREATE TABLE attempt (
  request INTEGER NOT NULL, number INTEGER NOT NULL, at INTEGER NOT NULL, took_ms INTEGER NOT NULL,
  failure TEXT NOT NULL, message TEXT NOT NULL, facts TEXT NOT NULL DEFAULT '{}',
  PRIMARY KEY (request, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE audit (
  "id" integer PRIMARY KEY AUTOINCREMENT NOT NULL, tenant integer NOT NULL, at bigint NOT NULL, actor text NOT NULL, action text NOT NULL,
  subject text NOT NULL, before_value text, after_value text
);

CREATE INDEX audit_action ON audit (tenant, action, id);

CREATE INDEX audit_actor ON audit (tenant, actor, id);

CREATE INDEX audit_at ON audit (tenant, at, id);

CREATE INDEX audit_subject ON audit (tenant, subject, id);

CREATE INDEX audit_tenant ON audit (tenant, id);

CREATE TABLE awaited (
  request INTEGER PRIMARY KEY NOT NULL, need TEXT NOT NULL, own TEXT NOT NULL, until INTEGER NOT NULL
) STRICT;

CREATE INDEX awaited_need ON awaited (need);

CREATE INDEX awaited_own ON awaited (own);

CREATE TABLE call_budget (
  connection INTEGER NOT NULL, direction TEXT NOT NULL, counted TEXT NOT NULL, shares TEXT NOT NULL, quota TEXT,
  PRIMARY KEY (connection, direction)) STRICT, WITHOUT ROWID;

CREATE TABLE callback (tenant INTEGER NOT NULL, work TEXT PRIMARY KEY NOT NULL, mode TEXT NOT NULL, url TEXT NOT NULL) STRICT;

CREATE INDEX callback_tenant ON callback (tenant, work);

CREATE TABLE child_count (
  connection INTEGER NOT NULL, scope TEXT NOT NULL, hour INTEGER NOT NULL, policy TEXT NOT NULL,
  outcome TEXT NOT NULL, times INTEGER NOT NULL, PRIMARY KEY (connection, scope, hour, policy, outcome)
) STRICT, WITHOUT ROWID;

CREATE INDEX child_count_hour ON child_count (hour);

CREATE TABLE connection (
  "id" integer PRIMARY KEY AUTOINCREMENT NOT NULL, public_id text NOT NULL, tenant integer NOT NULL, connector text NOT NULL, connector_version text NOT NULL,
  name text NOT NULL, mode text NOT NULL, state text NOT NULL, account text, settings text NOT NULL,
  rate_per_second integer NOT NULL, retry_policy text, created_at bigint NOT NULL, updated_at bigint NOT NULL,
  removed_at bigint
, limits text, state_reason text);

CREATE UNIQUE INDEX connection_public_id ON connection (public_id);

CREATE INDEX connection_tenant ON connection (tenant, id);

CREATE TABLE connection_check (
  connection INTEGER PRIMARY KEY NOT NULL, turn INTEGER NOT NULL, seen TEXT NOT NULL, attempts INTEGER NOT NULL,
  due_at INTEGER NOT NULL, held_until INTEGER NOT NULL, checked_at INTEGER, took_ms INTEGER, outcome TEXT, failure TEXT,
  message TEXT, account TEXT
) STRICT;

CREATE INDEX connection_check_due ON connection_check (due_at);

CREATE TABLE connection_grant (
  connection integer PRIMARY KEY NOT NULL, version integer NOT NULL, app text NOT NULL, cipher text, account text,
  scopes text, obtained_at bigint, expires_at bigint, granted_at bigint, ended text, holder text,
  held_until bigint NOT NULL, unanswered integer NOT NULL
);

CREATE TABLE connection_key (
  "id" integer PRIMARY KEY AUTOINCREMENT NOT NULL, connection integer NOT NULL, key_hash text NOT NULL, key_hint text NOT NULL, not_after bigint,
  created_at bigint NOT NULL, removed_at bigint
, cipher text);

CREATE INDEX connection_key_connection ON connection_key (connection);

CREATE UNIQUE INDEX connection_key_hash ON connection_key (key_hash);

CREATE TABLE connection_secret (
  "id" integer PRIMARY KEY AUTOINCREMENT NOT NULL, connection integer NOT NULL, name text NOT NULL, cipher text NOT NULL, not_after bigint,
  created_at bigint NOT NULL
);

CREATE INDEX connection_secret_connection ON connection_secret (connection, name);

CREATE TABLE connection_state (
  connection INTEGER NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL, expires_at INTEGER,
  PRIMARY KEY (connection, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE connection_upgrade (
  "id" integer PRIMARY KEY AUTOINCREMENT NOT NULL, public_id text NOT NULL, tenant integer NOT NULL, connection integer NOT NULL, actor text NOT NULL,
  from_version text NOT NULL, to_version text NOT NULL, state text NOT NULL, before text NOT NULL,
  changes text NOT NULL, created_at bigint NOT NULL, ended_at bigint
);

CREATE INDEX connection_upgrade_connection ON connection_upgrade (connection, id);

CREATE UNIQUE INDEX connection_upgrade_public_id ON connection_upgrade (public_id);

CREATE TABLE connector (
  "id" integer PRIMARY KEY AUTOINCREMENT NOT NULL, public_id text NOT NULL, tenant integer NOT NULL, name text NOT NULL, version text NOT NULL,
  definition text NOT NULL, created_at bigint NOT NULL
);

CREATE UNIQUE INDEX connector_name ON connector (tenant, name, version);

CREATE UNIQUE INDEX connector_public_id ON connector (public_id);

CREATE TABLE connector_imprint (
  "id" integer PRIMARY KEY AUTOINCREMENT NOT NULL, name text NOT NULL, version text NOT NULL, facts text NOT NULL, updated_at bigint NOT NULL
);

CREATE UNIQUE INDEX connector_imprint_version ON connector_imprint (name, version);

CREATE TABLE dataset (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, public_id TEXT NOT NULL,
  tenant INTEGER NOT NULL, mode TEXT NOT NULL, type TEXT NOT NULL, identifier TEXT, filename TEXT,
  ask TEXT NOT NULL, reading TEXT NOT NULL, state TEXT NOT NULL, turn INTEGER NOT NULL, bytes INTEGER NOT NULL,
  rows INTEGER NOT NULL, edition INTEGER NOT NULL, analysis TEXT NOT NULL, due_at INTEGER NOT NULL,
  created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL
) STRICT;

CREATE INDEX dataset_due ON dataset (due_at);

CREATE UNIQUE INDEX dataset_public_id ON dataset (public_id);

CREATE INDEX dataset_tenant ON dataset (tenant, id);

CREATE TABLE dataset_chunk (
  dataset INTEGER NOT NULL, first INTEGER NOT NULL, rows INTEGER NOT NULL, data BLOB NOT NULL,
  PRIMARY KEY (dataset, first)
) STRICT;

CREATE TABLE dataset_import (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, public_id TEXT NOT NULL,
  tenant INTEGER NOT NULL, dataset INTEGER NOT NULL, connection INTEGER NOT NULL, action TEXT NOT NULL, undoes INTEGER,
  ask TEXT NOT NULL, state TEXT NOT NULL, turn INTEGER NOT NULL, far TEXT NOT NULL, due_at INTEGER NOT NULL,
  created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL
) STRICT;

CREATE INDEX dataset_import_dataset ON dataset_import (dataset, id);

CREATE INDEX dataset_import_due ON dataset_import (due_at);

CREATE UNIQUE INDEX dataset_import_public_id ON dataset_import (public_id);

CREATE INDEX dataset_import_tenant ON dataset_import (tenant, id);

CREATE TABLE declared_type (
  "id" integer PRIMARY KEY AUTOINCREMENT NOT NULL, tenant integer NOT NULL, name text NOT NULL, definition text NOT NULL, created_at bigint NOT NULL,
  updated_at bigint NOT NULL
);

CREATE UNIQUE INDEX declared_type_name ON declared_type (tenant, name);

CREATE TABLE delivery (
  sequence INTEGER NOT NULL, event INTEGER NOT NULL, request INTEGER, at INTEGER NOT NULL, subscriber INTEGER NOT NULL,
  note TEXT, PRIMARY KEY (subscriber, sequence)
) STRICT, WITHOUT ROWID;

CREATE INDEX delivery_event ON delivery (event);

CREATE TABLE duplicate_group (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  tenant INTEGER NOT NULL, mode TEXT NOT NULL, type TEXT NOT NULL, rule INTEGER NOT NULL, edition INTEGER NOT NULL,
  value TEXT NOT NULL, size INTEGER NOT NULL, state TEXT NOT NULL, found_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;

CREATE INDEX duplicate_group_open ON duplicate_group (tenant, state, id);

CREATE INDEX duplicate_group_type ON duplicate_group (tenant, type, state, id);

CREATE UNIQUE INDEX duplicate_group_value ON duplicate_group (rule, edition, value);

CREATE TABLE duplicate_key (
  rule INTEGER NOT NULL, edition INTEGER NOT NULL, value TEXT NOT NULL, record INTEGER NOT NULL,
  PRIMARY KEY (rule, edition, value, record)
) STRICT, WITHOUT ROWID;

CREATE INDEX duplicate_key_record ON duplicate_key (record);

CREATE TABLE duplicate_mark (record INTEGER PRIMARY KEY NOT NULL, version INTEGER NOT NULL) STRICT;

CREATE TABLE duplicate_walk (
  rule INTEGER NOT NULL, edition INTEGER NOT NULL, tenant INTEGER NOT NULL, type TEXT NOT NULL,
  state TEXT NOT NULL, before INTEGER NOT NULL, seen INTEGER NOT NULL, due_at INTEGER NOT NULL,
  PRIMARY KEY (rule, edition)
) STRICT, WITHOUT ROWID;

CREATE TABLE duty (
  name TEXT PRIMARY KEY NOT NULL, claim INTEGER NOT NULL DEFAULT 0, lease_until INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;

CREATE TABLE erasure (
  record INTEGER PRIMARY KEY NOT NULL, tenant INTEGER NOT NULL, records TEXT NOT NULL, actor TEXT NOT NULL,
  reason TEXT, state TEXT NOT NULL, at INTEGER NOT NULL, due_at INTEGER NOT NULL, done_at INTEGER,
  requests INTEGER NOT NULL DEFAULT 0, cut INTEGER NOT NULL DEFAULT 0, dropped INTEGER NOT NULL DEFAULT 0) STRICT;

CREATE INDEX erasure_due ON erasure (due_at) WHERE state = 'open';

CREATE TABLE event (seq INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  at INTEGER NOT NULL, root INTEGER NOT NULL DEFAULT 0, record INTEGER, tenant INTEGER NOT NULL, version INTEGER,
  connection INTEGER, mode TEXT NOT NULL, type TEXT NOT NULL, record_type TEXT, actor TEXT, data TEXT NOT NULL,
  changed TEXT, detail TEXT) STRICT;

CREATE INDEX event_record ON event (record, seq) WHERE record IS NOT NULL;

CREATE INDEX event_tenant ON event (tenant, seq);

CREATE TABLE first_load (
  request INTEGER PRIMARY KEY NOT NULL, at INTEGER NOT NULL, connection INTEGER NOT NULL, records INTEGER NOT NULL,
  type TEXT NOT NULL
) STRICT;

CREATE INDEX first_load_connection ON first_load (connection);

CREATE TABLE hook (
  seq INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  owner INTEGER NOT NULL, received_at INTEGER NOT NULL, is_parked INTEGER NOT NULL DEFAULT 0,
  head TEXT NOT NULL, body BLOB NOT NULL
, packed BLOB, unpacked INTEGER) STRICT;

CREATE INDEX hook_owner ON hook (owner, seq);

CREATE TABLE hook_sequence (
  owner INTEGER PRIMARY KEY NOT NULL, version INTEGER NOT NULL, high INTEGER NOT NULL, seen_at INTEGER NOT NULL,
  gaps TEXT NOT NULL, reported TEXT NOT NULL, due_at INTEGER NOT NULL
) STRICT;

CREATE INDEX hook_sequence_due ON hook_sequence (due_at);

CREATE TABLE idempotency_key (
  tenant INTEGER NOT NULL, name TEXT NOT NULL, at INTEGER NOT NULL, lease_until INTEGER NOT NULL,
  fingerprint TEXT NOT NULL, answer TEXT, PRIMARY KEY (tenant, name)) STRICT, WITHOUT ROWID;

CREATE INDEX idempotency_key_at ON idempotency_key (at);

CREATE TABLE import_chunk (
  import INTEGER NOT NULL, first INTEGER NOT NULL, open INTEGER NOT NULL, outcome BLOB NOT NULL,
  PRIMARY KEY (import, first)
) STRICT;

CREATE INDEX import_chunk_open ON import_chunk (import, first) WHERE open > 0;

CREATE TABLE inbox (
  owner INTEGER PRIMARY KEY NOT NULL, claim INTEGER NOT NULL DEFAULT 0, lease_until INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE lane (
  key INTEGER PRIMARY KEY NOT NULL,
  queue INTEGER NOT NULL, tier INTEGER NOT NULL, ready_at INTEGER NOT NULL, claim INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE INDEX lane_ready ON lane (queue, tier, ready_at);

CREATE TABLE link (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  tenant INTEGER NOT NULL, mode TEXT NOT NULL, connection INTEGER NOT NULL, type TEXT NOT NULL,
  external_id TEXT NOT NULL, record INTEGER NOT NULL, is_primary INTEGER NOT NULL DEFAULT 0,
  state TEXT NOT NULL DEFAULT 'live', generation INTEGER NOT NULL DEFAULT 0, baseline TEXT,
  baseline_by TEXT NOT NULL DEFAULT 'read', remote_version TEXT, record_version INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL
, children TEXT, sent TEXT) STRICT;

CREATE UNIQUE INDEX link_external ON link (connection, type, external_id) WHERE state <> 'ended';

CREATE INDEX link_record ON link (record, connection);

CREATE TABLE manual_sync (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, public_id TEXT NOT NULL,
  tenant INTEGER NOT NULL, connection INTEGER NOT NULL, direction TEXT NOT NULL, type TEXT NOT NULL,
  is_debug INTEGER NOT NULL, key TEXT, chain TEXT NOT NULL DEFAULT '', state TEXT NOT NULL, turn INTEGER NOT NULL,
  received INTEGER NOT NULL DEFAULT 0, queued INTEGER NOT NULL DEFAULT 0, folded INTEGER NOT NULL DEFAULT 0,
  refused INTEGER NOT NULL DEFAULT 0, reasons TEXT NOT NULL DEFAULT '{}', problem TEXT,
  created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL
) STRICT;

CREATE INDEX manual_sync_connection ON manual_sync (connection, id);

CREATE UNIQUE INDEX manual_sync_key ON manual_sync (connection, key) WHERE key IS NOT NULL;

CREATE UNIQUE INDEX manual_sync_public_id ON manual_sync (public_id);

CREATE INDEX manual_sync_updated ON manual_sync (updated_at);

CREATE TABLE mapping_collection (
  "id" integer PRIMARY KEY AUTOINCREMENT NOT NULL, public_id text NOT NULL, connection integer NOT NULL, name text NOT NULL, version integer NOT NULL,
  type text NOT NULL, direction text NOT NULL, sync_type text NOT NULL, sort_order integer NOT NULL,
  definition text NOT NULL, is_enabled boolean NOT NULL, created_at bigint NOT NULL, updated_at bigint NOT NULL
);

CREATE INDEX mapping_collection_connection ON mapping_collection (connection, sort_order);

CREATE UNIQUE INDEX mapping_collection_public_id ON mapping_collection (public_id);

CREATE TABLE mapping_collection_version (
  collection integer NOT NULL, version integer NOT NULL, definition text NOT NULL, at bigint NOT NULL,
  PRIMARY KEY (collection, version)
);

CREATE TABLE match_key (
  tenant INTEGER NOT NULL, mode TEXT NOT NULL, type TEXT NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL,
  record INTEGER NOT NULL,
  PRIMARY KEY (tenant, mode, type, key, value)
) STRICT, WITHOUT ROWID;

CREATE TABLE match_rule (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  public_id TEXT NOT NULL, tenant INTEGER NOT NULL, type TEXT NOT NULL, name TEXT NOT NULL, edition INTEGER NOT NULL,
  is_enabled INTEGER NOT NULL, definition TEXT NOT NULL, created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL
) STRICT;

CREATE UNIQUE INDEX match_rule_name ON match_rule (tenant, type, name);

CREATE UNIQUE INDEX match_rule_public_id ON match_rule (public_id);

CREATE TABLE meta (key TEXT PRIMARY KEY NOT NULL, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE not_duplicate (
  a INTEGER NOT NULL, b INTEGER NOT NULL, at INTEGER NOT NULL,
  PRIMARY KEY (a, b)
) STRICT, WITHOUT ROWID;

CREATE TABLE open_event (tenant INTEGER NOT NULL, seq INTEGER NOT NULL, PRIMARY KEY (tenant, seq)) STRICT, WITHOUT ROWID;

CREATE TABLE open_hook (
  owner INTEGER NOT NULL, seq INTEGER NOT NULL, cursor INTEGER NOT NULL DEFAULT 0, plan TEXT,
  PRIMARY KEY (owner, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE outage (since INTEGER NOT NULL, connection INTEGER PRIMARY KEY NOT NULL, reason TEXT NOT NULL, cause TEXT NOT NULL DEFAULT 'calls') STRICT;

CREATE TABLE pending_authorization (
  "id" integer PRIMARY KEY AUTOINCREMENT NOT NULL, hash text NOT NULL, tenant integer NOT NULL, connection integer NOT NULL, app text NOT NULL, cipher text NOT NULL,
  changes_account boolean NOT NULL, actor text NOT NULL, created_at bigint NOT NULL, expires_at bigint NOT NULL
);

CREATE INDEX pending_authorization_connection ON pending_authorization (connection, id);

CREATE INDEX pending_authorization_expires ON pending_authorization (expires_at);

CREATE UNIQUE INDEX pending_authorization_hash ON pending_authorization (hash);

CREATE TABLE poll_schedule (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, public_id text NOT NULL, 
  tenant integer NOT NULL, connection integer NOT NULL, type text NOT NULL, scope text NOT NULL,
  every_ms bigint NOT NULL, overlap_ms bigint NOT NULL, page_size integer NOT NULL, first_run text NOT NULL,
  since bigint, paused_at bigint, next_at bigint NOT NULL, last_at bigint, last_verdict text,
  created_at bigint NOT NULL, updated_at bigint NOT NULL, cron text, time_zone text);

CREATE INDEX poll_schedule_next ON poll_schedule (next_at);

CREATE UNIQUE INDEX poll_schedule_public_id ON poll_schedule (public_id);

CREATE UNIQUE INDEX poll_schedule_type ON poll_schedule (connection, type);

CREATE TABLE portal_link (
  "id" integer PRIMARY KEY AUTOINCREMENT NOT NULL, public_id text NOT NULL, tenant integer NOT NULL, hash text NOT NULL, subscriber text NOT NULL,
  mode text NOT NULL, terms text NOT NULL, created_at bigint NOT NULL, expires_at bigint NOT NULL
);

CREATE INDEX portal_link_expires ON portal_link (expires_at);

CREATE UNIQUE INDEX portal_link_hash ON portal_link (hash);

CREATE UNIQUE INDEX portal_link_public_id ON portal_link (public_id);

CREATE INDEX portal_link_tenant ON portal_link (tenant, id);

CREATE TABLE queue (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  tenant INTEGER NOT NULL, connection INTEGER NOT NULL, direction TEXT NOT NULL, kind TEXT NOT NULL,
  mode TEXT NOT NULL, weight INTEGER NOT NULL DEFAULT 1, max_running INTEGER NOT NULL,
  held_until INTEGER NOT NULL DEFAULT 0, held_code TEXT
) STRICT;

CREATE UNIQUE INDEX queue_connection ON queue (connection, direction, kind);

CREATE TABLE receiver (
  "id" integer PRIMARY KEY AUTOINCREMENT NOT NULL, public_id text NOT NULL, tenant integer NOT NULL, connector text NOT NULL, connector_version text NOT NULL,
  name text NOT NULL, url_path text NOT NULL, secrets text NOT NULL, created_at bigint NOT NULL,
  updated_at bigint NOT NULL, removed_at bigint
);

CREATE UNIQUE INDEX receiver_public_id ON receiver (public_id);

CREATE UNIQUE INDEX receiver_url_path ON receiver (url_path);

CREATE TABLE reconcile (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, public_id TEXT NOT NULL,
  tenant INTEGER NOT NULL, connection INTEGER NOT NULL, type TEXT NOT NULL, scope TEXT NOT NULL, since INTEGER,
  page_size INTEGER NOT NULL, cause TEXT NOT NULL, state TEXT NOT NULL, request INTEGER NOT NULL DEFAULT 0,
  cursor TEXT, place TEXT NOT NULL DEFAULT '', pages INTEGER NOT NULL DEFAULT 0, listed INTEGER NOT NULL DEFAULT 0,
  counts TEXT NOT NULL DEFAULT '{}', samples TEXT NOT NULL DEFAULT '{}', wanted TEXT, queued INTEGER NOT NULL DEFAULT 0,
  folded INTEGER NOT NULL DEFAULT 0, refused INTEGER NOT NULL DEFAULT 0, reasons TEXT NOT NULL DEFAULT '{}',
  problem TEXT, due_at INTEGER NOT NULL, created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL
) STRICT;

CREATE INDEX reconcile_connection ON reconcile (connection, id);

CREATE INDEX reconcile_due ON reconcile (due_at);

CREATE UNIQUE INDEX reconcile_public_id ON reconcile (public_id);

CREATE TABLE reconcile_seen (
  reconcile INTEGER NOT NULL, external_id TEXT NOT NULL, kind TEXT NOT NULL, version TEXT,
  PRIMARY KEY (reconcile, external_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE record (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  tenant INTEGER NOT NULL, mode TEXT NOT NULL, type TEXT NOT NULL, version INTEGER NOT NULL, data TEXT NOT NULL,
  deleted_at INTEGER, created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL
, merged_into INTEGER, merged_by INTEGER, erased_at INTEGER) STRICT;

CREATE INDEX record_type ON record (tenant, type, id);

CREATE INDEX record_updated ON record (tenant, type, updated_at, id);

CREATE TABLE record_change (
  record INTEGER NOT NULL, version INTEGER NOT NULL, at INTEGER NOT NULL, root INTEGER NOT NULL DEFAULT 0,
  connection INTEGER, changed TEXT NOT NULL, event TEXT,
  PRIMARY KEY (record, version)
) STRICT, WITHOUT ROWID;

CREATE TABLE record_merge (
  id INTEGER PRIMARY KEY NOT NULL,
  tenant INTEGER NOT NULL, mode TEXT NOT NULL, type TEXT NOT NULL, winner INTEGER NOT NULL, depth INTEGER NOT NULL,
  at INTEGER NOT NULL, undone_at INTEGER, actor TEXT NOT NULL, detail TEXT NOT NULL, undone TEXT
) STRICT;

CREATE INDEX record_merge_tenant ON record_merge (tenant, id);

CREATE INDEX record_merge_winner ON record_merge (winner, id);

CREATE TABLE rejection (
  seq INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  owner INTEGER NOT NULL, at INTEGER NOT NULL, reason TEXT NOT NULL, head TEXT NOT NULL, body BLOB
) STRICT;

CREATE INDEX rejection_owner ON rejection (owner, seq);

CREATE TABLE replay (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, public_id TEXT NOT NULL,
  tenant INTEGER NOT NULL, connection INTEGER, ask TEXT NOT NULL, state TEXT NOT NULL, turn INTEGER NOT NULL,
  far TEXT NOT NULL, plan TEXT NOT NULL, due_at INTEGER NOT NULL, created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;

CREATE INDEX replay_due ON replay (due_at);

CREATE UNIQUE INDEX replay_public_id ON replay (public_id);

CREATE INDEX replay_tenant ON replay (tenant, id);

CREATE TABLE reply (
  hook INTEGER PRIMARY KEY NOT NULL, owner INTEGER NOT NULL, key TEXT, answer TEXT
) STRICT;

CREATE UNIQUE INDEX reply_key ON reply (owner, key) WHERE key IS NOT NULL;

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

CREATE INDEX request_aside ON request (queue, type, record_id) WHERE state = 105;

CREATE INDEX request_aside_due ON request (queue, action, type, due_at) WHERE state = 105;

CREATE INDEX request_child ON request (parent) WHERE state <= 100 AND parent IS NOT NULL;

CREATE INDEX request_deciding ON request (seq) WHERE state = 11;

CREATE INDEX request_decision ON request (parent, seq) WHERE kind = 'decide';

CREATE INDEX request_held ON request (queue, seq) WHERE state >= 30 AND state <= 100;

CREATE INDEX request_held_code ON request (queue, held_code, seq) WHERE state >= 30 AND state <= 100;

CREATE INDEX request_hook ON request (hook) WHERE hook IS NOT NULL;

CREATE INDEX request_lane ON request ((seq / 4096), lane);

CREATE INDEX request_open ON request (lane, seq) WHERE state < 100;

CREATE INDEX request_parked ON request (lane, seq) WHERE state = 100;

CREATE INDEX request_queue ON request (queue, seq);

CREATE INDEX request_root ON request (root, seq) WHERE root > 0;

CREATE INDEX request_stuck ON request (seq) WHERE state >= 30 AND state <= 100;

CREATE INDEX request_waiting ON request (seq) WHERE state = 10;

CREATE TABLE resync (
  collection text PRIMARY KEY NOT NULL, version integer NOT NULL, tenant integer NOT NULL,
  connection integer NOT NULL, direction text NOT NULL, type text NOT NULL, state text NOT NULL,
  behind text NOT NULL, listed bigint NOT NULL, queued bigint NOT NULL, total bigint NOT NULL,
  created_at bigint NOT NULL, updated_at bigint NOT NULL
);

CREATE INDEX resync_running ON resync (updated_at) WHERE state = 'running';

CREATE TABLE retention_place (
  pass TEXT NOT NULL, whose INTEGER NOT NULL, place INTEGER NOT NULL, begun_at INTEGER NOT NULL,
  PRIMARY KEY (pass, whose)) STRICT, WITHOUT ROWID;

CREATE TABLE schema_migration (version INTEGER PRIMARY KEY NOT NULL, name TEXT NOT NULL, at INTEGER NOT NULL, needs integer) STRICT;

CREATE TABLE scope (
  "id" integer PRIMARY KEY AUTOINCREMENT NOT NULL, public_id text NOT NULL, connection integer NOT NULL, direction text NOT NULL, name text NOT NULL,
  type text NOT NULL, action text NOT NULL, description text NOT NULL, is_enabled boolean NOT NULL,
  source text NOT NULL, record_expression text, version_expression text, guard text NOT NULL, origin text NOT NULL,
  created_at bigint NOT NULL, updated_at bigint NOT NULL
, settle_seconds integer NOT NULL DEFAULT 60, brake_most integer DEFAULT 25, brake_percent integer DEFAULT 5, child_policy text NOT NULL DEFAULT 'parent', child_window_seconds integer);

CREATE UNIQUE INDEX scope_name ON scope (connection, direction, name);

CREATE UNIQUE INDEX scope_public_id ON scope (public_id);

CREATE TABLE seen_a (
  owner INTEGER NOT NULL, key TEXT NOT NULL, token INTEGER NOT NULL DEFAULT 0, body_hash INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (owner, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE seen_b (
  owner INTEGER NOT NULL, key TEXT NOT NULL, token INTEGER NOT NULL DEFAULT 0, body_hash INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (owner, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE sent_create (
  connection INTEGER NOT NULL, type TEXT NOT NULL, record INTEGER NOT NULL, generation INTEGER NOT NULL,
  sent_at INTEGER NOT NULL,
  PRIMARY KEY (connection, type, record)
) STRICT, WITHOUT ROWID;

CREATE TABLE subscriber (
  "id" integer PRIMARY KEY AUTOINCREMENT NOT NULL, public_id text NOT NULL, tenant integer NOT NULL, kind text NOT NULL, name text NOT NULL,
  mode text NOT NULL, state text NOT NULL, reason text, definition text NOT NULL, secrets text NOT NULL,
  created_at bigint NOT NULL, updated_at bigint NOT NULL, removed_at bigint
, belongs_to text);

CREATE UNIQUE INDEX subscriber_public_id ON subscriber (public_id);

CREATE INDEX subscriber_tenant ON subscriber (tenant, kind, id);

CREATE TABLE subscriber_mark (
  sequence INTEGER NOT NULL, failing_since INTEGER, subscriber INTEGER PRIMARY KEY NOT NULL, failure TEXT
) STRICT;

CREATE TABLE subscriber_rate (
  until INTEGER NOT NULL, subscriber INTEGER PRIMARY KEY NOT NULL, granted INTEGER NOT NULL
) STRICT;

CREATE TABLE subscription (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  public_id TEXT NOT NULL, connection INTEGER NOT NULL, state TEXT NOT NULL, topics TEXT NOT NULL, remote_id TEXT,
  address TEXT, secret TEXT, expires_at INTEGER, renew_at INTEGER, drift TEXT, drift_at INTEGER, reason TEXT,
  attempts INTEGER NOT NULL, due_at INTEGER NOT NULL, failure TEXT, message TEXT, failed_at INTEGER,
  gave_up_at INTEGER, made_at INTEGER, created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL
) STRICT;

CREATE INDEX subscription_connection ON subscription (connection, id);

CREATE UNIQUE INDEX subscription_public_id ON subscription (public_id);

CREATE TABLE subscription_plan (
  connection INTEGER PRIMARY KEY NOT NULL, tenant INTEGER NOT NULL, is_managed INTEGER NOT NULL, turn INTEGER NOT NULL,
  wanted TEXT NOT NULL, attempts INTEGER NOT NULL, due_at INTEGER NOT NULL, held_until INTEGER NOT NULL, looked_at INTEGER, failure TEXT,
  message TEXT, failed_at INTEGER, gave_up_at INTEGER, ends_at INTEGER
) STRICT;

CREATE INDEX subscription_plan_due ON subscription_plan (due_at);

CREATE TABLE tenant (
  "id" integer PRIMARY KEY AUTOINCREMENT NOT NULL, public_id text NOT NULL, name text NOT NULL, state text NOT NULL, created_at bigint NOT NULL
, quotas text, retention text);

CREATE UNIQUE INDEX tenant_public_id ON tenant (public_id);

CREATE TABLE tenant_deletion (
  tenant INTEGER PRIMARY KEY NOT NULL, public_id TEXT NOT NULL, actor TEXT NOT NULL, begun_at INTEGER NOT NULL,
  due_at INTEGER NOT NULL, done_at INTEGER, counts TEXT NOT NULL DEFAULT '{}') STRICT;

CREATE INDEX tenant_deletion_due ON tenant_deletion (due_at) WHERE done_at IS NULL;

CREATE UNIQUE INDEX tenant_deletion_public_id ON tenant_deletion (public_id);

CREATE TABLE tenant_usage (
  tenant INTEGER PRIMARY KEY NOT NULL, day INTEGER NOT NULL DEFAULT 0, hooks INTEGER NOT NULL DEFAULT 0,
  bytes_in INTEGER NOT NULL DEFAULT 0, stored INTEGER NOT NULL DEFAULT 0, mark INTEGER NOT NULL DEFAULT 0,
  measured_at INTEGER, due_at INTEGER NOT NULL DEFAULT 0) STRICT;

CREATE INDEX tenant_usage_due ON tenant_usage (due_at);

CREATE TABLE transfer_detail (
  request INTEGER NOT NULL, at INTEGER NOT NULL, expires_at INTEGER NOT NULL, data TEXT NOT NULL,
  PRIMARY KEY (request, at)
) STRICT, WITHOUT ROWID;

CREATE INDEX transfer_detail_expires ON transfer_detail (expires_at);

CREATE TABLE translation (
  "id" integer PRIMARY KEY AUTOINCREMENT NOT NULL, public_id text NOT NULL, tenant integer NOT NULL, name text NOT NULL, entries text NOT NULL,
  created_at bigint NOT NULL, updated_at bigint NOT NULL
);

CREATE UNIQUE INDEX translation_name ON translation (tenant, name);

CREATE UNIQUE INDEX translation_public_id ON translation (public_id);

CREATE TABLE trigger_call (
  record INTEGER NOT NULL, at INTEGER NOT NULL, until INTEGER NOT NULL, subscriber INTEGER NOT NULL,
  tenant INTEGER NOT NULL, version INTEGER NOT NULL, PRIMARY KEY (subscriber, record)
) STRICT, WITHOUT ROWID;

CREATE INDEX trigger_call_until ON trigger_call (tenant, until);

CREATE TABLE untranslated (
  tenant integer NOT NULL, collection text NOT NULL, target text NOT NULL, value text NOT NULL,
  times bigint NOT NULL, first_at bigint NOT NULL, last_at bigint NOT NULL,
  PRIMARY KEY (collection, target, value)
) WITHOUT ROWID;

CREATE TABLE verdict (
  seq INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  tenant INTEGER NOT NULL, connection INTEGER, owner INTEGER NOT NULL, hook INTEGER,
  element INTEGER NOT NULL DEFAULT 0, parent INTEGER, scope TEXT, type TEXT, record_id TEXT,
  verdict TEXT NOT NULL, rule TEXT NOT NULL, facts TEXT NOT NULL DEFAULT '{}',
  config_version INTEGER NOT NULL, at INTEGER NOT NULL
) STRICT;

CREATE INDEX verdict_hook ON verdict (hook) WHERE hook IS NOT NULL;

CREATE INDEX verdict_owner ON verdict (owner, seq);
