import type { JsonObject, Mode, RecordType } from '@hookyard/sdk';

import type { HubRecord, Link, LinkState, RecordChange } from './hub-record.js';

/** Rows as both engines answer them; statements that join prefix the record's columns with `r_`. */
export interface RecordRow {
  readonly r_id: number;
  readonly r_tenant: number;
  readonly r_mode: string;
  readonly r_type: string;
  readonly r_version: number;
  readonly r_data: string;
  readonly r_deleted_at: number | null;
  readonly r_merged_into: number | null;
  readonly r_merged_by: number | null;
  readonly r_erased_at: number | null;
  readonly r_created_at: number;
  readonly r_updated_at: number;
}

export interface LinkRow {
  readonly id: number;
  readonly tenant: number;
  readonly mode: string;
  readonly connection: number;
  readonly type: string;
  readonly external_id: string;
  readonly record: number;
  readonly is_primary: number;
  readonly state: string;
  readonly generation: number;
  readonly baseline: string | null;
  readonly baseline_by: string;
  readonly sent: string | null;
  readonly remote_version: string | null;
  readonly record_version: number;
  readonly children: string | null;
  readonly created_at: number;
  readonly updated_at: number;
}

export interface ChangeRow {
  readonly record: number;
  readonly version: number;
  readonly at: number;
  readonly root: number;
  readonly connection: number | null;
  readonly changed: string;
  readonly event: string | null;
}

export const RECORD_COLUMNS = `r.id AS r_id, r.tenant AS r_tenant, r.mode AS r_mode, r.type AS r_type,
  r.version AS r_version, r.data AS r_data, r.deleted_at AS r_deleted_at, r.merged_into AS r_merged_into,
  r.merged_by AS r_merged_by, r.erased_at AS r_erased_at, r.created_at AS r_created_at, r.updated_at AS r_updated_at`;

export const LINK_COLUMNS = `l.id, l.tenant, l.mode, l.connection, l.type, l.external_id, l.record, l.is_primary,
  l.state, l.generation, l.baseline, l.baseline_by, l.sent, l.remote_version, l.record_version,
  l.children,   l.created_at, l.updated_at`;

export const CHANGE_COLUMNS = 'record, version, at, root, connection, changed, event';

export function recordOf(row: RecordRow): HubRecord {
  return {
    id: row.r_id,
    tenant: row.r_tenant,
    mode: row.r_mode as Mode,
    type: row.r_type as RecordType,
    version: row.r_version,
    data: JSON.parse(row.r_data) as JsonObject,
    deletedAt: row.r_deleted_at,
    mergedInto: row.r_merged_into,
    mergedBy: row.r_merged_by,
    erasedAt: row.r_erased_at,
    createdAt: row.r_created_at,
    updatedAt: row.r_updated_at,
  };
}

export function linkOf(row: LinkRow): Link {
  return {
    id: row.id,
    tenant: row.tenant,
    mode: row.mode as Mode,
    connection: row.connection,
    type: row.type as RecordType,
    externalId: row.external_id,
    record: row.record,
    isPrimary: row.is_primary === 1,
    state: row.state as LinkState,
    generation: row.generation,
    baseline: row.baseline === null ? null : (JSON.parse(row.baseline) as JsonObject),
    sent: row.sent === null ? null : (JSON.parse(row.sent) as JsonObject),
    isOwnWrite: row.baseline_by === 'write',
    remoteVersion: row.remote_version,
    recordVersion: row.record_version,
    children: row.children === null ? null : (JSON.parse(row.children) as Link['children']),
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}

export function changeOf(row: ChangeRow): RecordChange {
  return {
    ...row,
    changed: JSON.parse(row.changed) as RecordChange['changed'],
    event: row.event === null ? null : (JSON.parse(row.event) as RecordChange['event']),
  };
}
