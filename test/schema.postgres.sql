CREATE TABLE api_key (
  id integer NOT NULL DEFAULT nextval('api_key_id_seq'::regclass),
  public_id text NOT NULL,
  tenant integer NOT NULL,
  hash text NOT NULL,
  hint text NOT NULL,
  role text NOT NULL,
  name text NOT NULL,
  expires_at bigint,
  last_used_at bigint,
  created_at bigint NOT NULL,
  removed_at bigint
);
CREATE UNIQUE INDEX api_key_hash ON public.api_key USING btree (hash);
CREATE UNIQUE INDEX api_key_pkey ON public.api_key USING btree (id);
CREATE UNIQUE INDEX api_key_public_id ON public.api_key USING btree (public_id);

CREATE TABLE attempt (
  request bigint NOT NULL,
  at bigint NOT NULL,
  number integer NOT NULL,
  took_ms integer NOT NULL,
  failure text NOT NULL,
  message text NOT NULL,
  facts text NOT NULL DEFAULT '{}'::text
);
CREATE UNIQUE INDEX attempt_pkey ON public.attempt USING btree (request, number);

CREATE TABLE audit (
  id integer NOT NULL DEFAULT nextval('audit_id_seq'::regclass),
  tenant integer NOT NULL,
  at bigint NOT NULL,
  actor text NOT NULL,
  action text NOT NULL,
  subject text NOT NULL,
  before_value text,
  after_value text
);
CREATE INDEX audit_action ON public.audit USING btree (tenant, action, id);
CREATE INDEX audit_actor ON public.audit USING btree (tenant, actor, id);
CREATE INDEX audit_at ON public.audit USING btree (tenant, at, id);
CREATE UNIQUE INDEX audit_pkey ON public.audit USING btree (id);
CREATE INDEX audit_subject ON public.audit USING btree (tenant, subject, id);
CREATE INDEX audit_tenant ON public.audit USING btree (tenant, id);

CREATE TABLE awaited (
  request bigint NOT NULL,
  until bigint NOT NULL,
  need text NOT NULL,
  own text NOT NULL
);
CREATE INDEX awaited_need ON public.awaited USING btree (need);
CREATE INDEX awaited_own ON public.awaited USING btree (own);
CREATE UNIQUE INDEX awaited_pkey ON public.awaited USING btree (request);

CREATE TABLE call_budget (
  connection integer NOT NULL,
  direction text NOT NULL,
  counted text NOT NULL,
  shares text NOT NULL,
  quota text
) WITH (fillfactor=50);
CREATE UNIQUE INDEX call_budget_pkey ON public.call_budget USING btree (connection, direction);

CREATE TABLE callback (
  tenant integer NOT NULL,
  work text NOT NULL,
  mode text NOT NULL,
  url text NOT NULL
);
CREATE UNIQUE INDEX callback_pkey ON public.callback USING btree (work);
CREATE INDEX callback_tenant ON public.callback USING btree (tenant, work);

CREATE TABLE child_count (
  connection bigint NOT NULL,
  scope text NOT NULL,
  hour bigint NOT NULL,
  policy text NOT NULL,
  outcome text NOT NULL,
  times bigint NOT NULL
) WITH (fillfactor=50);
CREATE INDEX child_count_hour ON public.child_count USING btree (hour);
CREATE UNIQUE INDEX child_count_pkey ON public.child_count USING btree (connection, scope, hour, policy, outcome);

CREATE TABLE connection (
  id integer NOT NULL DEFAULT nextval('connection_id_seq'::regclass),
  public_id text NOT NULL,
  tenant integer NOT NULL,
  connector text NOT NULL,
  connector_version text NOT NULL,
  name text NOT NULL,
  mode text NOT NULL,
  state text NOT NULL,
  account text,
  settings text NOT NULL,
  rate_per_second integer NOT NULL,
  retry_policy text,
  created_at bigint NOT NULL,
  updated_at bigint NOT NULL,
  removed_at bigint,
  limits text,
  state_reason text
);
CREATE UNIQUE INDEX connection_pkey ON public.connection USING btree (id);
CREATE UNIQUE INDEX connection_public_id ON public.connection USING btree (public_id);
CREATE INDEX connection_tenant ON public.connection USING btree (tenant, id);

CREATE TABLE connection_check (
  connection integer NOT NULL,
  turn integer NOT NULL,
  seen text NOT NULL,
  attempts integer NOT NULL,
  due_at bigint NOT NULL,
  held_until bigint NOT NULL,
  checked_at bigint,
  took_ms integer,
  outcome text,
  failure text,
  message text,
  account text
);
CREATE INDEX connection_check_due ON public.connection_check USING btree (due_at);
CREATE UNIQUE INDEX connection_check_pkey ON public.connection_check USING btree (connection);

CREATE TABLE connection_grant (
  connection integer NOT NULL,
  version integer NOT NULL,
  app text NOT NULL,
  cipher text,
  account text,
  scopes text,
  obtained_at bigint,
  expires_at bigint,
  granted_at bigint,
  ended text,
  holder text,
  held_until bigint NOT NULL,
  unanswered integer NOT NULL
);
CREATE UNIQUE INDEX connection_grant_pkey ON public.connection_grant USING btree (connection);

CREATE TABLE connection_key (
  id integer NOT NULL DEFAULT nextval('connection_key_id_seq'::regclass),
  connection integer NOT NULL,
  key_hash text NOT NULL,
  key_hint text NOT NULL,
  not_after bigint,
  created_at bigint NOT NULL,
  removed_at bigint,
  cipher text
);
CREATE INDEX connection_key_connection ON public.connection_key USING btree (connection);
CREATE UNIQUE INDEX connection_key_hash ON public.connection_key USING btree (key_hash);
CREATE UNIQUE INDEX connection_key_pkey ON public.connection_key USING btree (id);

CREATE TABLE connection_secret (
  id integer NOT NULL DEFAULT nextval('connection_secret_id_seq'::regclass),
  connection integer NOT NULL,
  name text NOT NULL,
  cipher text NOT NULL,
  not_after bigint,
  created_at bigint NOT NULL
);
CREATE INDEX connection_secret_connection ON public.connection_secret USING btree (connection, name);
CREATE UNIQUE INDEX connection_secret_pkey ON public.connection_secret USING btree (id);

CREATE TABLE connection_state (
  connection integer NOT NULL,
  key text NOT NULL,
  value text NOT NULL,
  expires_at bigint
);
CREATE UNIQUE INDEX connection_state_pkey ON public.connection_state USING btree (connection, key);

CREATE TABLE connection_upgrade (
  id integer NOT NULL DEFAULT nextval('connection_upgrade_id_seq'::regclass),
  public_id text NOT NULL,
  tenant integer NOT NULL,
  connection integer NOT NULL,
  actor text NOT NULL,
  from_version text NOT NULL,
  to_version text NOT NULL,
  state text NOT NULL,
  before text NOT NULL,
  changes text NOT NULL,
  created_at bigint NOT NULL,
  ended_at bigint
);
CREATE INDEX connection_upgrade_connection ON public.connection_upgrade USING btree (connection, id);
CREATE UNIQUE INDEX connection_upgrade_pkey ON public.connection_upgrade USING btree (id);
CREATE UNIQUE INDEX connection_upgrade_public_id ON public.connection_upgrade USING btree (public_id);

CREATE TABLE connector (
  id integer NOT NULL DEFAULT nextval('connector_id_seq'::regclass),
  public_id text NOT NULL,
  tenant integer NOT NULL,
  name text NOT NULL,
  version text NOT NULL,
  definition text NOT NULL,
  created_at bigint NOT NULL
);
CREATE UNIQUE INDEX connector_name ON public.connector USING btree (tenant, name, version);
CREATE UNIQUE INDEX connector_pkey ON public.connector USING btree (id);
CREATE UNIQUE INDEX connector_public_id ON public.connector USING btree (public_id);

CREATE TABLE connector_imprint (
  id integer NOT NULL DEFAULT nextval('connector_imprint_id_seq'::regclass),
  name text NOT NULL,
  version text NOT NULL,
  facts text NOT NULL,
  updated_at bigint NOT NULL
);
CREATE UNIQUE INDEX connector_imprint_pkey ON public.connector_imprint USING btree (id);
CREATE UNIQUE INDEX connector_imprint_version ON public.connector_imprint USING btree (name, version);

CREATE TABLE dataset (
  id integer NOT NULL GENERATED BY DEFAULT AS IDENTITY,
  public_id text NOT NULL,
  tenant bigint NOT NULL,
  mode text NOT NULL,
  type text NOT NULL,
  identifier text,
  filename text,
  ask text NOT NULL,
  reading text NOT NULL,
  state text NOT NULL,
  turn bigint NOT NULL,
  bytes bigint NOT NULL,
  rows bigint NOT NULL,
  edition bigint NOT NULL,
  analysis text NOT NULL,
  due_at bigint NOT NULL,
  created_at bigint NOT NULL,
  updated_at bigint NOT NULL
);
CREATE INDEX dataset_due ON public.dataset USING btree (due_at);
CREATE UNIQUE INDEX dataset_pkey ON public.dataset USING btree (id);
CREATE UNIQUE INDEX dataset_public_id ON public.dataset USING btree (public_id);
CREATE INDEX dataset_tenant ON public.dataset USING btree (tenant, id);

CREATE TABLE dataset_chunk (
  dataset bigint NOT NULL,
  first bigint NOT NULL,
  rows bigint NOT NULL,
  data bytea NOT NULL
);
CREATE UNIQUE INDEX dataset_chunk_pkey ON public.dataset_chunk USING btree (dataset, first);

CREATE TABLE dataset_import (
  id integer NOT NULL GENERATED BY DEFAULT AS IDENTITY,
  public_id text NOT NULL,
  tenant bigint NOT NULL,
  dataset bigint NOT NULL,
  connection bigint NOT NULL,
  action text NOT NULL,
  undoes bigint,
  ask text NOT NULL,
  state text NOT NULL,
  turn bigint NOT NULL,
  far text NOT NULL,
  due_at bigint NOT NULL,
  created_at bigint NOT NULL,
  updated_at bigint NOT NULL
);
CREATE INDEX dataset_import_dataset ON public.dataset_import USING btree (dataset, id);
CREATE INDEX dataset_import_due ON public.dataset_import USING btree (due_at);
CREATE UNIQUE INDEX dataset_import_pkey ON public.dataset_import USING btree (id);
CREATE UNIQUE INDEX dataset_import_public_id ON public.dataset_import USING btree (public_id);
CREATE INDEX dataset_import_tenant ON public.dataset_import USING btree (tenant, id);

CREATE TABLE declared_type (
  id integer NOT NULL DEFAULT nextval('declared_type_id_seq'::regclass),
  tenant integer NOT NULL,
  name text NOT NULL,
  definition text NOT NULL,
  created_at bigint NOT NULL,
  updated_at bigint NOT NULL
);
CREATE UNIQUE INDEX declared_type_name ON public.declared_type USING btree (tenant, name);
CREATE UNIQUE INDEX declared_type_pkey ON public.declared_type USING btree (id);

CREATE TABLE delivery (
  sequence bigint NOT NULL,
  event bigint NOT NULL,
  request bigint,
  at bigint NOT NULL,
  subscriber integer NOT NULL,
  note text
);
CREATE INDEX delivery_event ON public.delivery USING btree (event);
CREATE UNIQUE INDEX delivery_pkey ON public.delivery USING btree (subscriber, sequence);

CREATE TABLE duplicate_group (
  id bigint NOT NULL GENERATED BY DEFAULT AS IDENTITY,
  found_at bigint NOT NULL,
  updated_at bigint NOT NULL,
  tenant integer NOT NULL,
  rule integer NOT NULL,
  edition integer NOT NULL,
  size integer NOT NULL,
  mode text NOT NULL,
  type text NOT NULL,
  value text NOT NULL,
  state text NOT NULL
);
CREATE INDEX duplicate_group_open ON public.duplicate_group USING btree (tenant, state, id);
CREATE UNIQUE INDEX duplicate_group_pkey ON public.duplicate_group USING btree (id);
CREATE INDEX duplicate_group_type ON public.duplicate_group USING btree (tenant, type, state, id);
CREATE UNIQUE INDEX duplicate_group_value ON public.duplicate_group USING btree (rule, edition, value);

CREATE TABLE duplicate_key (
  record bigint NOT NULL,
  rule integer NOT NULL,
  edition integer NOT NULL,
  value text NOT NULL
);
CREATE UNIQUE INDEX duplicate_key_pkey ON public.duplicate_key USING btree (rule, edition, value, record);
CREATE INDEX duplicate_key_record ON public.duplicate_key USING btree (record);

CREATE TABLE duplicate_mark (
  record bigint NOT NULL,
  version integer NOT NULL
);
CREATE UNIQUE INDEX duplicate_mark_pkey ON public.duplicate_mark USING btree (record);

CREATE TABLE duplicate_walk (
  before bigint NOT NULL,
  seen bigint NOT NULL,
  due_at bigint NOT NULL,
  rule integer NOT NULL,
  edition integer NOT NULL,
  tenant integer NOT NULL,
  type text NOT NULL,
  state text NOT NULL
);
CREATE UNIQUE INDEX duplicate_walk_pkey ON public.duplicate_walk USING btree (rule, edition);

CREATE TABLE duty (
  name text NOT NULL,
  claim bigint NOT NULL DEFAULT 0,
  lease_until bigint NOT NULL DEFAULT 0
);
CREATE UNIQUE INDEX duty_pkey ON public.duty USING btree (name);

CREATE TABLE erasure (
  record bigint NOT NULL,
  tenant bigint NOT NULL,
  records text NOT NULL,
  actor text NOT NULL,
  reason text,
  state text NOT NULL,
  at bigint NOT NULL,
  due_at bigint NOT NULL,
  done_at bigint,
  requests bigint NOT NULL DEFAULT 0,
  cut bigint NOT NULL DEFAULT 0,
  dropped bigint NOT NULL DEFAULT 0
);
CREATE INDEX erasure_due ON public.erasure USING btree (due_at) WHERE (state = 'open'::text);
CREATE UNIQUE INDEX erasure_pkey ON public.erasure USING btree (record);

CREATE TABLE event (
  seq bigint NOT NULL GENERATED BY DEFAULT AS IDENTITY,
  at bigint NOT NULL,
  root bigint NOT NULL DEFAULT 0,
  record bigint,
  tenant integer NOT NULL,
  version integer,
  connection integer,
  mode text NOT NULL,
  type text NOT NULL,
  record_type text,
  actor text,
  data text NOT NULL,
  changed text,
  detail text
);
CREATE UNIQUE INDEX event_pkey ON public.event USING btree (seq);
CREATE INDEX event_record ON public.event USING btree (record, seq) WHERE (record IS NOT NULL);
CREATE INDEX event_tenant ON public.event USING btree (tenant, seq);

CREATE TABLE first_load (
  request bigint NOT NULL,
  at bigint NOT NULL,
  connection integer NOT NULL,
  records integer NOT NULL,
  type text NOT NULL
);
CREATE INDEX first_load_connection ON public.first_load USING btree (connection);
CREATE UNIQUE INDEX first_load_pkey ON public.first_load USING btree (request);

CREATE TABLE hook (
  seq bigint NOT NULL GENERATED BY DEFAULT AS IDENTITY,
  owner bigint NOT NULL,
  received_at bigint NOT NULL,
  is_parked smallint NOT NULL DEFAULT 0,
  head text NOT NULL,
  body bytea NOT NULL STORAGE e,
  packed bytea STORAGE e,
  unpacked integer
);
CREATE INDEX hook_owner ON public.hook USING btree (owner, seq);
CREATE UNIQUE INDEX hook_pkey ON public.hook USING btree (seq);

CREATE TABLE hook_sequence (
  owner bigint NOT NULL,
  version integer NOT NULL,
  high bigint NOT NULL,
  seen_at bigint NOT NULL,
  gaps text NOT NULL,
  reported text NOT NULL,
  due_at bigint NOT NULL
);
CREATE INDEX hook_sequence_due ON public.hook_sequence USING btree (due_at);
CREATE UNIQUE INDEX hook_sequence_pkey ON public.hook_sequence USING btree (owner);

CREATE TABLE idempotency_key (
  tenant bigint NOT NULL,
  name text NOT NULL,
  at bigint NOT NULL,
  lease_until bigint NOT NULL,
  fingerprint text NOT NULL,
  answer text
);
CREATE INDEX idempotency_key_at ON public.idempotency_key USING btree (at);
CREATE UNIQUE INDEX idempotency_key_pkey ON public.idempotency_key USING btree (tenant, name);

CREATE TABLE import_chunk (
  import bigint NOT NULL,
  first bigint NOT NULL,
  open bigint NOT NULL,
  outcome bytea NOT NULL
);
CREATE INDEX import_chunk_open ON public.import_chunk USING btree (import, first) WHERE (open > 0);
CREATE UNIQUE INDEX import_chunk_pkey ON public.import_chunk USING btree (import, first);

CREATE TABLE inbox (
  owner bigint NOT NULL,
  claim bigint NOT NULL DEFAULT 0,
  lease_until bigint NOT NULL DEFAULT 0
) WITH (fillfactor=70, autovacuum_vacuum_scale_factor=0, autovacuum_vacuum_threshold=5000, autovacuum_vacuum_cost_delay=0);
CREATE UNIQUE INDEX inbox_pkey ON public.inbox USING btree (owner);

CREATE TABLE lane (
  key bigint NOT NULL,
  ready_at bigint NOT NULL,
  claim bigint NOT NULL DEFAULT 0,
  queue integer NOT NULL,
  tier smallint NOT NULL
) WITH (fillfactor=70, autovacuum_vacuum_scale_factor=0, autovacuum_vacuum_threshold=5000, autovacuum_vacuum_cost_delay=0);
CREATE UNIQUE INDEX lane_pkey ON public.lane USING btree (key);
CREATE INDEX lane_ready ON public.lane USING btree (queue, tier, ready_at);

CREATE TABLE link (
  id bigint NOT NULL GENERATED BY DEFAULT AS IDENTITY,
  record bigint NOT NULL,
  created_at bigint NOT NULL,
  updated_at bigint NOT NULL,
  tenant integer NOT NULL,
  connection integer NOT NULL,
  generation integer NOT NULL DEFAULT 0,
  record_version integer NOT NULL DEFAULT 0,
  is_primary smallint NOT NULL DEFAULT 0,
  mode text NOT NULL,
  type text NOT NULL,
  external_id text NOT NULL,
  state text NOT NULL DEFAULT 'live'::text,
  baseline text,
  baseline_by text NOT NULL DEFAULT 'read'::text,
  remote_version text,
  children text,
  sent text
) WITH (fillfactor=90);
CREATE UNIQUE INDEX link_external ON public.link USING btree (connection, type, external_id) WHERE (state <> 'ended'::text);
CREATE UNIQUE INDEX link_pkey ON public.link USING btree (id);
CREATE INDEX link_record ON public.link USING btree (record, connection);

CREATE TABLE manual_sync (
  id integer NOT NULL GENERATED BY DEFAULT AS IDENTITY,
  public_id text NOT NULL,
  tenant integer NOT NULL,
  connection integer NOT NULL,
  direction text NOT NULL,
  type text NOT NULL,
  is_debug smallint NOT NULL,
  key text,
  chain text NOT NULL DEFAULT ''::text,
  state text NOT NULL,
  turn integer NOT NULL,
  received bigint NOT NULL DEFAULT 0,
  queued bigint NOT NULL DEFAULT 0,
  folded bigint NOT NULL DEFAULT 0,
  refused bigint NOT NULL DEFAULT 0,
  reasons text NOT NULL DEFAULT '{}'::text,
  problem text,
  created_at bigint NOT NULL,
  updated_at bigint NOT NULL
);
CREATE INDEX manual_sync_connection ON public.manual_sync USING btree (connection, id);
CREATE UNIQUE INDEX manual_sync_key ON public.manual_sync USING btree (connection, key) WHERE (key IS NOT NULL);
CREATE UNIQUE INDEX manual_sync_pkey ON public.manual_sync USING btree (id);
CREATE UNIQUE INDEX manual_sync_public_id ON public.manual_sync USING btree (public_id);
CREATE INDEX manual_sync_updated ON public.manual_sync USING btree (updated_at);

CREATE TABLE mapping_collection (
  id integer NOT NULL DEFAULT nextval('mapping_collection_id_seq'::regclass),
  public_id text NOT NULL,
  connection integer NOT NULL,
  name text NOT NULL,
  version integer NOT NULL,
  type text NOT NULL,
  direction text NOT NULL,
  sync_type text NOT NULL,
  sort_order integer NOT NULL,
  definition text NOT NULL,
  is_enabled boolean NOT NULL,
  created_at bigint NOT NULL,
  updated_at bigint NOT NULL
);
CREATE INDEX mapping_collection_connection ON public.mapping_collection USING btree (connection, sort_order);
CREATE UNIQUE INDEX mapping_collection_pkey ON public.mapping_collection USING btree (id);
CREATE UNIQUE INDEX mapping_collection_public_id ON public.mapping_collection USING btree (public_id);

CREATE TABLE mapping_collection_version (
  collection integer NOT NULL,
  version integer NOT NULL,
  definition text NOT NULL,
  at bigint NOT NULL
);
CREATE UNIQUE INDEX mapping_collection_version_pkey ON public.mapping_collection_version USING btree (collection, version);

CREATE TABLE match_key (
  record bigint NOT NULL,
  tenant integer NOT NULL,
  mode text NOT NULL,
  type text NOT NULL,
  key text NOT NULL,
  value text NOT NULL
);
CREATE UNIQUE INDEX match_key_pkey ON public.match_key USING btree (tenant, mode, type, key, value);

CREATE TABLE match_rule (
  id bigint NOT NULL GENERATED BY DEFAULT AS IDENTITY,
  created_at bigint NOT NULL,
  updated_at bigint NOT NULL,
  tenant integer NOT NULL,
  edition integer NOT NULL,
  is_enabled smallint NOT NULL,
  public_id text NOT NULL,
  type text NOT NULL,
  name text NOT NULL,
  definition text NOT NULL
);
CREATE UNIQUE INDEX match_rule_name ON public.match_rule USING btree (tenant, type, name);
CREATE UNIQUE INDEX match_rule_pkey ON public.match_rule USING btree (id);
CREATE UNIQUE INDEX match_rule_public_id ON public.match_rule USING btree (public_id);

CREATE TABLE meta (
  key text NOT NULL,
  value text NOT NULL
);
CREATE UNIQUE INDEX meta_pkey ON public.meta USING btree (key);

CREATE TABLE not_duplicate (
  a bigint NOT NULL,
  b bigint NOT NULL,
  at bigint NOT NULL
);
CREATE UNIQUE INDEX not_duplicate_pkey ON public.not_duplicate USING btree (a, b);

CREATE TABLE open_event (
  tenant integer NOT NULL,
  seq bigint NOT NULL
) WITH (fillfactor=70, autovacuum_vacuum_scale_factor=0, autovacuum_vacuum_threshold=5000, autovacuum_vacuum_cost_delay=0);
CREATE UNIQUE INDEX open_event_pkey ON public.open_event USING btree (tenant, seq);

CREATE TABLE open_hook (
  owner bigint NOT NULL,
  seq bigint NOT NULL,
  cursor integer NOT NULL DEFAULT 0,
  plan text
) WITH (fillfactor=70, autovacuum_vacuum_scale_factor=0, autovacuum_vacuum_threshold=5000, autovacuum_vacuum_cost_delay=0);
CREATE UNIQUE INDEX open_hook_pkey ON public.open_hook USING btree (owner, seq);

CREATE TABLE outage (
  since bigint NOT NULL,
  connection integer NOT NULL,
  reason text NOT NULL,
  cause text NOT NULL DEFAULT 'calls'::text
);
CREATE UNIQUE INDEX outage_pkey ON public.outage USING btree (connection);

CREATE TABLE pending_authorization (
  id integer NOT NULL DEFAULT nextval('pending_authorization_id_seq'::regclass),
  hash text NOT NULL,
  tenant integer NOT NULL,
  connection integer NOT NULL,
  app text NOT NULL,
  cipher text NOT NULL,
  changes_account boolean NOT NULL,
  actor text NOT NULL,
  created_at bigint NOT NULL,
  expires_at bigint NOT NULL
);
CREATE INDEX pending_authorization_connection ON public.pending_authorization USING btree (connection, id);
CREATE INDEX pending_authorization_expires ON public.pending_authorization USING btree (expires_at);
CREATE UNIQUE INDEX pending_authorization_hash ON public.pending_authorization USING btree (hash);
CREATE UNIQUE INDEX pending_authorization_pkey ON public.pending_authorization USING btree (id);

CREATE TABLE poll_schedule (
  id integer NOT NULL DEFAULT nextval('poll_schedule_id_seq'::regclass),
  public_id text NOT NULL,
  tenant integer NOT NULL,
  connection integer NOT NULL,
  type text NOT NULL,
  scope text NOT NULL,
  every_ms bigint NOT NULL,
  overlap_ms bigint NOT NULL,
  page_size integer NOT NULL,
  first_run text NOT NULL,
  since bigint,
  paused_at bigint,
  next_at bigint NOT NULL,
  last_at bigint,
  last_verdict text,
  created_at bigint NOT NULL,
  updated_at bigint NOT NULL,
  cron text,
  time_zone text
);
CREATE INDEX poll_schedule_next ON public.poll_schedule USING btree (next_at);
CREATE UNIQUE INDEX poll_schedule_pkey ON public.poll_schedule USING btree (id);
CREATE UNIQUE INDEX poll_schedule_public_id ON public.poll_schedule USING btree (public_id);
CREATE UNIQUE INDEX poll_schedule_type ON public.poll_schedule USING btree (connection, type);

CREATE TABLE portal_link (
  id integer NOT NULL DEFAULT nextval('portal_link_id_seq'::regclass),
  public_id text NOT NULL,
  tenant integer NOT NULL,
  hash text NOT NULL,
  subscriber text NOT NULL,
  mode text NOT NULL,
  terms text NOT NULL,
  created_at bigint NOT NULL,
  expires_at bigint NOT NULL
);
CREATE INDEX portal_link_expires ON public.portal_link USING btree (expires_at);
CREATE UNIQUE INDEX portal_link_hash ON public.portal_link USING btree (hash);
CREATE UNIQUE INDEX portal_link_pkey ON public.portal_link USING btree (id);
CREATE UNIQUE INDEX portal_link_public_id ON public.portal_link USING btree (public_id);
CREATE INDEX portal_link_tenant ON public.portal_link USING btree (tenant, id);

CREATE TABLE queue (
  id integer NOT NULL GENERATED BY DEFAULT AS IDENTITY,
  tenant integer NOT NULL,
  connection integer NOT NULL,
  direction text NOT NULL,
  kind text NOT NULL,
  mode text NOT NULL,
  weight integer NOT NULL DEFAULT 1,
  max_running integer NOT NULL,
  held_until bigint NOT NULL DEFAULT 0,
  held_code text
);
CREATE UNIQUE INDEX queue_connection ON public.queue USING btree (connection, direction, kind);
CREATE UNIQUE INDEX queue_pkey ON public.queue USING btree (id);

CREATE TABLE receiver (
  id integer NOT NULL DEFAULT nextval('receiver_id_seq'::regclass),
  public_id text NOT NULL,
  tenant integer NOT NULL,
  connector text NOT NULL,
  connector_version text NOT NULL,
  name text NOT NULL,
  url_path text NOT NULL,
  secrets text NOT NULL,
  created_at bigint NOT NULL,
  updated_at bigint NOT NULL,
  removed_at bigint
);
CREATE UNIQUE INDEX receiver_pkey ON public.receiver USING btree (id);
CREATE UNIQUE INDEX receiver_public_id ON public.receiver USING btree (public_id);
CREATE UNIQUE INDEX receiver_url_path ON public.receiver USING btree (url_path);

CREATE TABLE reconcile (
  id integer NOT NULL GENERATED BY DEFAULT AS IDENTITY,
  public_id text NOT NULL,
  tenant integer NOT NULL,
  connection integer NOT NULL,
  type text NOT NULL,
  scope text NOT NULL,
  since bigint,
  page_size integer NOT NULL,
  cause text NOT NULL,
  state text NOT NULL,
  request bigint NOT NULL DEFAULT 0,
  cursor text,
  place text NOT NULL DEFAULT ''::text,
  pages bigint NOT NULL DEFAULT 0,
  listed bigint NOT NULL DEFAULT 0,
  counts text NOT NULL DEFAULT '{}'::text,
  samples text NOT NULL DEFAULT '{}'::text,
  wanted text,
  queued bigint NOT NULL DEFAULT 0,
  folded bigint NOT NULL DEFAULT 0,
  refused bigint NOT NULL DEFAULT 0,
  reasons text NOT NULL DEFAULT '{}'::text,
  problem text,
  due_at bigint NOT NULL,
  created_at bigint NOT NULL,
  updated_at bigint NOT NULL
);
CREATE INDEX reconcile_connection ON public.reconcile USING btree (connection, id);
CREATE INDEX reconcile_due ON public.reconcile USING btree (due_at);
CREATE UNIQUE INDEX reconcile_pkey ON public.reconcile USING btree (id);
CREATE UNIQUE INDEX reconcile_public_id ON public.reconcile USING btree (public_id);

CREATE TABLE reconcile_seen (
  reconcile integer NOT NULL,
  external_id text NOT NULL,
  kind text NOT NULL,
  version text
);
CREATE UNIQUE INDEX reconcile_seen_pkey ON public.reconcile_seen USING btree (reconcile, external_id);

CREATE TABLE record (
  id bigint NOT NULL GENERATED BY DEFAULT AS IDENTITY,
  tenant integer NOT NULL,
  version integer NOT NULL,
  deleted_at bigint,
  created_at bigint NOT NULL,
  updated_at bigint NOT NULL,
  mode text NOT NULL,
  type text NOT NULL,
  data text NOT NULL,
  merged_into bigint,
  merged_by bigint,
  erased_at bigint
) WITH (fillfactor=90);
CREATE UNIQUE INDEX record_pkey ON public.record USING btree (id);
CREATE INDEX record_type ON public.record USING btree (tenant, type, id);
CREATE INDEX record_updated ON public.record USING btree (tenant, type, updated_at, id);

CREATE TABLE record_change (
  record bigint NOT NULL,
  at bigint NOT NULL,
  root bigint NOT NULL DEFAULT 0,
  version integer NOT NULL,
  connection integer,
  changed text NOT NULL,
  event text
);
CREATE UNIQUE INDEX record_change_pkey ON public.record_change USING btree (record, version);

CREATE TABLE record_merge (
  id bigint NOT NULL,
  winner bigint NOT NULL,
  at bigint NOT NULL,
  undone_at bigint,
  tenant integer NOT NULL,
  depth integer NOT NULL,
  mode text NOT NULL,
  type text NOT NULL,
  actor text NOT NULL,
  detail text NOT NULL,
  undone text
);
CREATE UNIQUE INDEX record_merge_pkey ON public.record_merge USING btree (id);
CREATE INDEX record_merge_tenant ON public.record_merge USING btree (tenant, id);
CREATE INDEX record_merge_winner ON public.record_merge USING btree (winner, id);

CREATE TABLE rejection (
  seq bigint NOT NULL GENERATED BY DEFAULT AS IDENTITY,
  owner bigint NOT NULL,
  at bigint NOT NULL,
  reason text NOT NULL,
  head text NOT NULL,
  body bytea
);
CREATE INDEX rejection_owner ON public.rejection USING btree (owner, seq);
CREATE UNIQUE INDEX rejection_pkey ON public.rejection USING btree (seq);

CREATE TABLE replay (
  id integer NOT NULL GENERATED BY DEFAULT AS IDENTITY,
  public_id text NOT NULL,
  tenant bigint NOT NULL,
  connection bigint,
  ask text NOT NULL,
  state text NOT NULL,
  turn bigint NOT NULL,
  far text NOT NULL,
  plan text NOT NULL,
  due_at bigint NOT NULL,
  created_at bigint NOT NULL,
  updated_at bigint NOT NULL
);
CREATE INDEX replay_due ON public.replay USING btree (due_at);
CREATE UNIQUE INDEX replay_pkey ON public.replay USING btree (id);
CREATE UNIQUE INDEX replay_public_id ON public.replay USING btree (public_id);
CREATE INDEX replay_tenant ON public.replay USING btree (tenant, id);

CREATE TABLE reply (
  hook bigint NOT NULL,
  owner bigint NOT NULL,
  key text,
  answer text
);
CREATE UNIQUE INDEX reply_key ON public.reply USING btree (owner, key) WHERE (key IS NOT NULL);
CREATE UNIQUE INDEX reply_pkey ON public.reply USING btree (hook);

CREATE TABLE request (
  seq bigint NOT NULL GENERATED BY DEFAULT AS IDENTITY,
  hook bigint,
  root bigint NOT NULL DEFAULT 0,
  parent bigint,
  lane bigint NOT NULL,
  due_at bigint NOT NULL,
  created_at bigint NOT NULL,
  ended_at bigint,
  element integer NOT NULL DEFAULT 0,
  queue integer NOT NULL,
  attempts integer NOT NULL DEFAULT 0,
  depth smallint NOT NULL DEFAULT 0,
  is_optional smallint NOT NULL DEFAULT 0,
  is_whole_body smallint NOT NULL DEFAULT 0,
  tier smallint NOT NULL,
  state smallint NOT NULL DEFAULT 0,
  kind text NOT NULL,
  type text NOT NULL,
  action text NOT NULL,
  scope text NOT NULL,
  record_id text NOT NULL,
  mode text NOT NULL,
  coalesce text NOT NULL DEFAULT 'record'::text,
  held_code text,
  payload text,
  trail text NOT NULL DEFAULT '[]'::text,
  result text
) WITH (fillfactor=90);
CREATE INDEX request_aside ON public.request USING btree (queue, type, record_id) WHERE (state = 105);
CREATE INDEX request_aside_due ON public.request USING btree (queue, action, type, due_at) WHERE (state = 105);
CREATE INDEX request_child ON public.request USING btree (parent) WHERE ((state <= 100) AND (parent IS NOT NULL));
CREATE INDEX request_deciding ON public.request USING btree (seq) WHERE (state = 11);
CREATE INDEX request_decision ON public.request USING btree (parent, seq) WHERE (kind = 'decide'::text);
CREATE INDEX request_held ON public.request USING btree (queue, seq) WHERE ((state >= 30) AND (state <= 100));
CREATE INDEX request_held_code ON public.request USING btree (queue, held_code COLLATE "C", seq) WHERE ((state >= 30) AND (state <= 100));
CREATE INDEX request_hook ON public.request USING btree (hook) WHERE (hook IS NOT NULL);
CREATE INDEX request_lane ON public.request USING btree (((seq / 4096)), lane);
CREATE INDEX request_open ON public.request USING btree (lane, seq) WHERE (state < 100);
CREATE INDEX request_parked ON public.request USING btree (lane, seq) WHERE (state = 100);
CREATE UNIQUE INDEX request_pkey ON public.request USING btree (seq);
CREATE INDEX request_queue ON public.request USING btree (queue, seq);
CREATE INDEX request_root ON public.request USING btree (root, seq) WHERE (root > 0);
CREATE INDEX request_stuck ON public.request USING btree (seq) WHERE ((state >= 30) AND (state <= 100));
CREATE INDEX request_waiting ON public.request USING btree (seq) WHERE (state = 10);

CREATE TABLE resync (
  collection text NOT NULL,
  version integer NOT NULL,
  tenant integer NOT NULL,
  connection integer NOT NULL,
  direction text NOT NULL,
  type text NOT NULL,
  state text NOT NULL,
  behind text NOT NULL,
  listed bigint NOT NULL,
  queued bigint NOT NULL,
  total bigint NOT NULL,
  created_at bigint NOT NULL,
  updated_at bigint NOT NULL
);
CREATE UNIQUE INDEX resync_pkey ON public.resync USING btree (collection);
CREATE INDEX resync_running ON public.resync USING btree (updated_at) WHERE (state = 'running'::text);

CREATE TABLE retention_place (
  pass text NOT NULL,
  whose bigint NOT NULL,
  place bigint NOT NULL,
  begun_at bigint NOT NULL
);
CREATE UNIQUE INDEX retention_place_pkey ON public.retention_place USING btree (pass, whose);

CREATE TABLE schema_migration (
  version integer NOT NULL,
  name text NOT NULL,
  at bigint NOT NULL,
  needs integer
);
CREATE UNIQUE INDEX schema_migration_pkey ON public.schema_migration USING btree (version);

CREATE TABLE scope (
  id integer NOT NULL DEFAULT nextval('scope_id_seq'::regclass),
  public_id text NOT NULL,
  connection integer NOT NULL,
  direction text NOT NULL,
  name text NOT NULL,
  type text NOT NULL,
  action text NOT NULL,
  description text NOT NULL,
  is_enabled boolean NOT NULL,
  source text NOT NULL,
  record_expression text,
  version_expression text,
  guard text NOT NULL,
  origin text NOT NULL,
  created_at bigint NOT NULL,
  updated_at bigint NOT NULL,
  settle_seconds integer NOT NULL DEFAULT 60,
  brake_most integer DEFAULT 25,
  brake_percent integer DEFAULT 5,
  child_policy text NOT NULL DEFAULT 'parent'::text,
  child_window_seconds integer
);
CREATE UNIQUE INDEX scope_name ON public.scope USING btree (connection, direction, name);
CREATE UNIQUE INDEX scope_pkey ON public.scope USING btree (id);
CREATE UNIQUE INDEX scope_public_id ON public.scope USING btree (public_id);

CREATE TABLE seen_a (
  owner bigint NOT NULL,
  token bigint NOT NULL DEFAULT 0,
  body_hash bigint NOT NULL DEFAULT 0,
  key text NOT NULL
);
CREATE UNIQUE INDEX seen_a_pkey ON public.seen_a USING btree (owner, key);

CREATE TABLE seen_b (
  owner bigint NOT NULL,
  token bigint NOT NULL DEFAULT 0,
  body_hash bigint NOT NULL DEFAULT 0,
  key text NOT NULL
);
CREATE UNIQUE INDEX seen_b_pkey ON public.seen_b USING btree (owner, key);

CREATE TABLE sent_create (
  record bigint NOT NULL,
  sent_at bigint NOT NULL,
  connection integer NOT NULL,
  generation integer NOT NULL,
  type text NOT NULL
) WITH (fillfactor=70, autovacuum_vacuum_scale_factor=0, autovacuum_vacuum_threshold=5000, autovacuum_vacuum_cost_delay=0);
CREATE UNIQUE INDEX sent_create_pkey ON public.sent_create USING btree (connection, type, record);

CREATE TABLE subscriber (
  id integer NOT NULL DEFAULT nextval('subscriber_id_seq'::regclass),
  public_id text NOT NULL,
  tenant integer NOT NULL,
  kind text NOT NULL,
  name text NOT NULL,
  mode text NOT NULL,
  state text NOT NULL,
  reason text,
  definition text NOT NULL,
  secrets text NOT NULL,
  created_at bigint NOT NULL,
  updated_at bigint NOT NULL,
  removed_at bigint,
  belongs_to text
);
CREATE UNIQUE INDEX subscriber_pkey ON public.subscriber USING btree (id);
CREATE UNIQUE INDEX subscriber_public_id ON public.subscriber USING btree (public_id);
CREATE INDEX subscriber_tenant ON public.subscriber USING btree (tenant, kind, id);

CREATE TABLE subscriber_mark (
  sequence bigint NOT NULL,
  failing_since bigint,
  subscriber integer NOT NULL,
  failure text
) WITH (fillfactor=50);
CREATE UNIQUE INDEX subscriber_mark_pkey ON public.subscriber_mark USING btree (subscriber);

CREATE TABLE subscriber_rate (
  until bigint NOT NULL,
  subscriber integer NOT NULL,
  granted integer NOT NULL
) WITH (fillfactor=50);
CREATE UNIQUE INDEX subscriber_rate_pkey ON public.subscriber_rate USING btree (subscriber);

CREATE TABLE subscription (
  id integer NOT NULL GENERATED BY DEFAULT AS IDENTITY,
  public_id text NOT NULL,
  connection integer NOT NULL,
  state text NOT NULL,
  topics text NOT NULL,
  remote_id text,
  address text,
  secret text,
  expires_at bigint,
  renew_at bigint,
  drift text,
  drift_at bigint,
  reason text,
  attempts integer NOT NULL,
  due_at bigint NOT NULL,
  failure text,
  message text,
  failed_at bigint,
  gave_up_at bigint,
  made_at bigint,
  created_at bigint NOT NULL,
  updated_at bigint NOT NULL
);
CREATE INDEX subscription_connection ON public.subscription USING btree (connection, id);
CREATE UNIQUE INDEX subscription_pkey ON public.subscription USING btree (id);
CREATE UNIQUE INDEX subscription_public_id ON public.subscription USING btree (public_id);

CREATE TABLE subscription_plan (
  connection integer NOT NULL,
  tenant integer NOT NULL,
  is_managed integer NOT NULL,
  turn integer NOT NULL,
  wanted text NOT NULL,
  attempts integer NOT NULL,
  due_at bigint NOT NULL,
  held_until bigint NOT NULL,
  looked_at bigint,
  failure text,
  message text,
  failed_at bigint,
  gave_up_at bigint,
  ends_at bigint
);
CREATE INDEX subscription_plan_due ON public.subscription_plan USING btree (due_at);
CREATE UNIQUE INDEX subscription_plan_pkey ON public.subscription_plan USING btree (connection);

CREATE TABLE tenant (
  id integer NOT NULL DEFAULT nextval('tenant_id_seq'::regclass),
  public_id text NOT NULL,
  name text NOT NULL,
  state text NOT NULL,
  created_at bigint NOT NULL,
  quotas text,
  retention text
);
CREATE UNIQUE INDEX tenant_pkey ON public.tenant USING btree (id);
CREATE UNIQUE INDEX tenant_public_id ON public.tenant USING btree (public_id);

CREATE TABLE tenant_deletion (
  tenant bigint NOT NULL,
  public_id text NOT NULL,
  actor text NOT NULL,
  begun_at bigint NOT NULL,
  due_at bigint NOT NULL,
  done_at bigint,
  counts text NOT NULL DEFAULT '{}'::text
);
CREATE INDEX tenant_deletion_due ON public.tenant_deletion USING btree (due_at) WHERE (done_at IS NULL);
CREATE UNIQUE INDEX tenant_deletion_pkey ON public.tenant_deletion USING btree (tenant);
CREATE UNIQUE INDEX tenant_deletion_public_id ON public.tenant_deletion USING btree (public_id);

CREATE TABLE tenant_usage (
  tenant bigint NOT NULL,
  day bigint NOT NULL DEFAULT 0,
  hooks bigint NOT NULL DEFAULT 0,
  bytes_in bigint NOT NULL DEFAULT 0,
  stored bigint NOT NULL DEFAULT 0,
  mark bigint NOT NULL DEFAULT 0,
  measured_at bigint,
  due_at bigint NOT NULL DEFAULT 0
);
CREATE INDEX tenant_usage_due ON public.tenant_usage USING btree (due_at);
CREATE UNIQUE INDEX tenant_usage_pkey ON public.tenant_usage USING btree (tenant);

CREATE TABLE transfer_detail (
  request bigint NOT NULL,
  at bigint NOT NULL,
  expires_at bigint NOT NULL,
  data text NOT NULL
);
CREATE INDEX transfer_detail_expires ON public.transfer_detail USING btree (expires_at);
CREATE UNIQUE INDEX transfer_detail_pkey ON public.transfer_detail USING btree (request, at);

CREATE TABLE translation (
  id integer NOT NULL DEFAULT nextval('translation_id_seq'::regclass),
  public_id text NOT NULL,
  tenant integer NOT NULL,
  name text NOT NULL,
  entries text NOT NULL,
  created_at bigint NOT NULL,
  updated_at bigint NOT NULL
);
CREATE UNIQUE INDEX translation_name ON public.translation USING btree (tenant, name);
CREATE UNIQUE INDEX translation_pkey ON public.translation USING btree (id);
CREATE UNIQUE INDEX translation_public_id ON public.translation USING btree (public_id);

CREATE TABLE trigger_call (
  record bigint NOT NULL,
  at bigint NOT NULL,
  until bigint NOT NULL,
  subscriber integer NOT NULL,
  tenant integer NOT NULL,
  version integer NOT NULL
) WITH (fillfactor=70);
CREATE UNIQUE INDEX trigger_call_pkey ON public.trigger_call USING btree (subscriber, record);
CREATE INDEX trigger_call_until ON public.trigger_call USING btree (tenant, until);

CREATE TABLE untranslated (
  tenant integer NOT NULL,
  collection text NOT NULL,
  target text NOT NULL,
  value text NOT NULL,
  times bigint NOT NULL,
  first_at bigint NOT NULL,
  last_at bigint NOT NULL
);
CREATE UNIQUE INDEX untranslated_pkey ON public.untranslated USING btree (collection, target, value);

CREATE TABLE verdict (
  seq bigint NOT NULL GENERATED BY DEFAULT AS IDENTITY,
  hook bigint,
  parent bigint,
  owner bigint NOT NULL,
  at bigint NOT NULL,
  config_version bigint NOT NULL,
  tenant integer NOT NULL,
  connection integer,
  element integer NOT NULL DEFAULT 0,
  scope text,
  type text,
  record_id text,
  verdict text NOT NULL,
  rule text NOT NULL,
  facts text NOT NULL DEFAULT '{}'::text
);
CREATE INDEX verdict_hook ON public.verdict USING btree (hook) WHERE (hook IS NOT NULL);
CREATE INDEX verdict_owner ON public.verdict USING btree (owner, seq);
CREATE UNIQUE INDEX verdict_pkey ON public.verdict USING btree (seq);
