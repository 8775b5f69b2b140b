import { isRoot, table, type TenantTable } from './tenant-table.js';

const PROGRESS = { why: 'where work in progress stands: it means nothing elsewhere' };
const DERIVED = { why: 'made of other rows again' };
const REPEATS = { why: 'ids of deliveries and events that were seen, kept for repeats only' };

/**
 * In the order of deletion: what makes work first, then what it works on, then what is configured. Tables that are not
 * here hold nothing of tenants; a test says why of each.
 */
export const TENANT_TABLES: readonly TenantTable[] = [
  table('lane', 'queue', 'queue', { key: 'int8' }, PROGRESS),
  table('callback', 'tenant', 'tenant', { work: 'text' }, 'work tenant:- mode url', ['url']),
  table('open_event', 'tenant', 'tenant', { seq: 'int8' }, PROGRESS),
  table(
    'delivery',
    'subscriber',
    'subscriber',
    { sequence: 'int8' },
    'sequence event:evt request:req at subscriber:- note',
  ),
  table('subscriber_mark', 'subscriber', 'subscriber', {}, PROGRESS),
  table('trigger_call', 'subscriber', 'subscriber', { record: 'int8' }, PROGRESS),
  table('subscriber_rate', 'subscriber', 'subscriber', {}, PROGRESS),
  table(
    'event',
    'tenant',
    'tenant',
    { seq: 'int8' },
    'seq:evt at root:trk record:rec tenant:- version connection:connection mode type record_type actor data:json ' +
      'changed:json detail:-',
    ['data', 'changed'],
  ),
  table('open_hook', 'owner', 'owner', { seq: 'int8' }, PROGRESS),
  table('inbox', 'owner', 'owner', {}, PROGRESS),
  table(
    'poll_schedule',
    'connection',
    'connection',
    { id: 'int8' },
    'id:- public_id tenant:- connection:connection type scope every_ms overlap_ms page_size first_run since ' +
      'paused_at next_at last_at last_verdict created_at updated_at cron time_zone',
  ),
  table(
    'manual_sync',
    'connection',
    'connection',
    { id: 'int8' },
    'id:- public_id tenant:- connection:connection direction type is_debug:truth key chain state turn:- received ' +
      'queued folded refused reasons:json problem created_at updated_at',
  ),
  table(
    'reconcile',
    'connection',
    'connection',
    { id: 'int8' },
    'id:- public_id tenant:- connection:connection type scope since page_size cause state request:req cursor:- ' +
      'place:- pages listed counts:json samples:json wanted:json queued folded refused reasons:json problem ' +
      'due_at:- created_at updated_at',
  ),
  table('reconcile_seen', 'reconcile', 'reconcile', { external_id: 'text' }, PROGRESS),
  table(
    'replay',
    'tenant',
    'tenant',
    { id: 'int8' },
    'id:- public_id tenant:- connection:connection ask:- state turn:- far:- plan:- due_at:- created_at updated_at',
  ),
  table(
    'resync',
    'tenant',
    'tenant',
    { collection: 'text' },
    'collection version tenant:- connection:connection direction type state behind:- listed queued total ' +
      'created_at updated_at',
  ),
  table(
    'dataset_import',
    'tenant',
    'tenant',
    { id: 'int8' },
    'id public_id tenant:- dataset connection:connection action undoes ask:json state turn:- far:json due_at:- ' +
      'created_at updated_at',
  ),
  table('import_chunk', 'dataset_import', 'import', { first: 'int8' }, 'import first open outcome:packed', [
    'outcome',
  ]),
  table(
    'dataset',
    'tenant',
    'tenant',
    { id: 'int8' },
    'id public_id tenant:- mode type identifier filename ask:json reading:json state turn:- bytes rows edition ' +
      'analysis:json due_at:- created_at updated_at',
    ['analysis'],
  ),
  table('dataset_chunk', 'dataset', 'dataset', { first: 'int8' }, 'dataset first rows data:packed', ['data']),
  table(
    'request',
    'queue',
    'queue',
    { seq: 'int8' },
    'seq:req hook:hok element root:trk parent:req depth queue:queue lane:- kind type action scope record_id mode ' +
      'is_optional:truth coalesce tier state held_code due_at attempts is_whole_body:truth payload:json trail:json ' +
      'result:json created_at ended_at',
    ['payload', 'trail', 'result'],
  ),
  table(
    'attempt',
    'request',
    'request',
    { number: 'int8' },
    'request:req number at took_ms failure message facts:json',
    ['message', 'facts'],
  ),
  table('transfer_detail', 'request', 'request', { at: 'int8' }, 'request:req at expires_at data:json', [
    'data',
  ]),
  table('awaited', 'request', 'request', {}, PROGRESS),
  table(
    'hook',
    'owner',
    'owner',
    { seq: 'int8' },
    'seq:hok owner:owner received_at is_parked:truth head:json body:bytes packed:- unpacked:-',
    ['head', 'body', 'packed'],
  ),
  table('reply', 'hook', 'hook', {}, 'hook:hok owner:owner key answer:json', ['answer']),
  table(
    'verdict',
    'owner',
    'owner',
    { seq: 'int8' },
    'seq:- tenant:- connection:connection owner:owner hook:hok element parent:req scope type record_id verdict rule ' +
      'facts:json config_version at',
    ['facts'],
  ),
  table('rejection', 'owner', 'owner', { seq: 'int8' }, 'seq:- owner:owner at reason head:json body:bytes', [
    'head',
    'body',
  ]),
  table('seen_a', 'owner', 'owner', { key: 'text' }, REPEATS),
  table('seen_b', 'owner', 'owner', { key: 'text' }, REPEATS),
  table('hook_sequence', 'owner', 'owner', {}, PROGRESS),
  table(
    'record',
    'tenant',
    'tenant',
    { type: 'text', id: 'int8' },
    'id:rec tenant:- mode type version data:json deleted_at created_at updated_at merged_into:rec merged_by:mrg ' +
      'erased_at',
    ['data'],
  ),
  table(
    'record_change',
    'record',
    'record',
    { version: 'int8' },
    'record:rec version at root:trk connection:connection changed:json event:json',
    ['changed', 'event'],
  ),
  table(
    'link',
    'record',
    'record',
    { id: 'int8' },
    'id:lnk tenant:- mode connection:connection type external_id record:rec is_primary:truth state generation ' +
      'baseline:json baseline_by remote_version record_version created_at updated_at children:json sent:json',
    ['baseline', 'children', 'sent'],
  ),
  table('duplicate_mark', 'record', 'record', {}, PROGRESS),
  table('not_duplicate', 'record', 'a', { b: 'int8' }, 'a:rec b:rec at'),
  table(
    'erasure',
    'record',
    'record',
    {},
    'record:rec tenant:- records:- actor reason state at due_at:- done_at requests cut dropped',
  ),
  table('match_key', 'tenant', 'tenant', { mode: 'text', type: 'text', key: 'text', value: 'text' }, DERIVED),
  table(
    'record_merge',
    'tenant',
    'tenant',
    { id: 'int8' },
    'id:mrg tenant:- mode type winner:rec depth at undone_at actor detail:- undone:-',
    ['detail', 'undone'],
  ),
  table(
    'duplicate_group',
    'tenant',
    'tenant',
    { state: 'text', id: 'int8' },
    'id:dup tenant:- mode type rule:- edition value size state found_at updated_at',
  ),
  table('duplicate_key', 'match_rule', 'rule', { edition: 'int8', value: 'text', record: 'int8' }, DERIVED),
  table('duplicate_walk', 'match_rule', 'rule', { edition: 'int8' }, PROGRESS),
  table(
    'match_rule',
    'tenant',
    'tenant',
    { id: 'int8' },
    'id:- public_id tenant:- type name edition is_enabled:truth definition:json created_at updated_at',
  ),
  table(
    'child_count',
    'connection',
    'connection',
    { scope: 'text', hour: 'int8', policy: 'text', outcome: 'text' },
    'connection:connection scope hour policy outcome times',
  ),
  table('subscription_plan', 'connection', 'connection', {}, PROGRESS),
  table(
    'subscription',
    'connection',
    'connection',
    { id: 'int8' },
    'id:- public_id connection:connection state topics:json remote_id address:- secret:- expires_at renew_at drift ' +
      'drift_at reason attempts due_at:- failure message failed_at gave_up_at made_at created_at updated_at',
  ),
  table('outage', 'connection', 'connection', {}, PROGRESS),
  table('connection_check', 'connection', 'connection', {}, PROGRESS),
  table('first_load', 'connection', 'connection', { request: 'int8' }, PROGRESS),
  table('call_budget', 'connection', 'connection', { direction: 'text' }, PROGRESS),
  table(
    'connection_state',
    'connection',
    'connection',
    { key: 'text' },
    { why: 'what a connector keeps for itself, tokens among it' },
    ['value'],
  ),
  table('sent_create', 'connection', 'connection', { type: 'text', record: 'int8' }, PROGRESS),
  table(
    'untranslated',
    'tenant',
    'tenant',
    { collection: 'text', target: 'text', value: 'text' },
    'tenant:- collection target value times first_at last_at',
  ),
  table(
    'connection_upgrade',
    'connection',
    'connection',
    { id: 'int8' },
    'id:- public_id tenant:- connection:connection actor from_version to_version state before:json changes:json ' +
      'created_at ended_at',
  ),
  table(
    'mapping_collection',
    'connection',
    'connection',
    { id: 'int8' },
    'id:- public_id connection:connection name version type direction sync_type sort_order definition:json ' +
      'is_enabled:truth created_at updated_at',
  ),
  table(
    'mapping_collection_version',
    'mapping_collection',
    'collection',
    { version: 'int8' },
    'collection:- version definition:json at',
    ['definition'],
  ),
  table(
    'scope',
    'connection',
    'connection',
    { id: 'int8' },
    'id:- public_id connection:connection direction name type action description is_enabled:truth source ' +
      'record_expression version_expression guard origin created_at updated_at settle_seconds brake_most ' +
      'brake_percent child_policy child_window_seconds',
  ),
  table(
    'connection_secret',
    'connection',
    'connection',
    { id: 'int8' },
    'id:- connection:connection name cipher:- not_after created_at',
  ),
  table(
    'connection_grant',
    'connection',
    'connection',
    {},
    'connection:connection version:- app:- cipher:- account scopes obtained_at expires_at granted_at ended holder:- ' +
      'held_until:- unanswered:-',
  ),
  table('pending_authorization', 'connection', 'connection', { id: 'int8' }, PROGRESS),
  table(
    'connection_key',
    'connection',
    'connection',
    { id: 'int8' },
    'id:- connection:connection key_hash:- key_hint not_after created_at removed_at cipher:-',
  ),
  table(
    'translation',
    'tenant',
    'tenant',
    { id: 'int8' },
    'id:- public_id tenant:- name entries:json created_at updated_at',
    ['entries'],
  ),
  table(
    'declared_type',
    'tenant',
    'tenant',
    { id: 'int8' },
    'id:- tenant:- name definition:json created_at updated_at',
  ),
  table(
    'connector',
    'tenant',
    'tenant',
    { id: 'int8' },
    'id:- public_id tenant:- name version definition:json created_at',
    ['definition'],
  ),
  table(
    'audit',
    'tenant',
    'tenant',
    { id: 'int8' },
    'id:- tenant:- at actor action subject before_value:json after_value:json',
    ['before_value', 'after_value'],
  ),
  table(
    'idempotency_key',
    'tenant',
    'tenant',
    { name: 'text' },
    { why: 'sealed answers that are kept for repeats of a call, for a day' },
    ['answer'],
  ),
  table(
    'api_key',
    'tenant',
    'tenant',
    { id: 'int8' },
    'id:- public_id tenant:- hash:- hint role name expires_at last_used_at created_at removed_at',
  ),
  table(
    'portal_link',
    'tenant',
    'tenant',
    { id: 'int8' },
    'id:- public_id tenant:- hash:- subscriber mode terms:json created_at expires_at',
  ),
  table(
    'subscriber',
    'tenant',
    'tenant',
    { kind: 'text', id: 'int8' },
    'id:- public_id tenant:- kind name mode state reason definition:json secrets:- created_at updated_at removed_at ' +
      'belongs_to',
    ['definition'],
  ),
  table('queue', 'tenant', 'tenant', { id: 'int8' }, PROGRESS),
  table(
    'receiver',
    'tenant',
    'tenant',
    { id: 'int8' },
    'id:- public_id tenant:- connector connector_version name url_path secrets:- created_at updated_at removed_at',
  ),
  table(
    'connection',
    'tenant',
    'tenant',
    { id: 'int8' },
    'id:- public_id tenant:- connector connector_version name mode state account settings:json rate_per_second ' +
      'retry_policy created_at updated_at removed_at limits:json state_reason',
  ),
  table(
    'tenant_usage',
    'tenant',
    'tenant',
    {},
    'tenant:- day hooks bytes_in stored mark:- measured_at due_at:-',
  ),
  table('tenant', 'tenant', 'id', {}, 'id:- public_id name state quotas:json retention:json created_at'),
];

/** What everything else is found by: gone last, so that a deletion that was killed finds the rest again. */
export const ANCHORS: ReadonlySet<string> = new Set([
  'queue',
  'receiver',
  'connection',
  'tenant_usage',
  'tenant',
]);

/** What hangs below its rows; what is found by a root is not. */
export function childrenOf(name: string): readonly TenantTable[] {
  return TENANT_TABLES.filter(({ by }) => by === name && !isRoot(by));
}
