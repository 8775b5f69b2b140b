import type { Mode, RecordType } from '@hookyard/sdk';

import type { EventType } from './catalogue.js';
import type { Hears, NewEvent } from './event-row.js';

/** A change of a record as its commit writes it; see the hub. */
export interface ChangedRecord {
  readonly id: number;
  readonly expected: number;
  readonly tenant: number;
  readonly mode: Mode;
  readonly type: RecordType;
  readonly data: string;
  readonly deletedAt: number | null;
  readonly changed: string;
  readonly root: number;
  readonly connection: number | null;
  readonly at: number;
  readonly merged?: { readonly into: number; readonly by: number } | null;
  readonly event?: string;
}

/** What is told of changed records: texts are taken as they are, nothing is read inside a commit. */
export function recordEvents(
  records: readonly ChangedRecord[],
  { hears, actor }: { readonly hears: Hears; readonly actor?: string | undefined },
): NewEvent[] {
  return records.flatMap((record) => {
    const type = eventTypeOf(record);
    if (type === null || !hears(record.tenant, record.mode, type)) return [];
    const { id, expected, tenant, mode, type: recordType, data, changed, root, connection, at } = record;
    const about = { record: id, version: expected + 1, recordType, connection, actor: actor ?? null };
    return [{ tenant, mode, type, at, root, ...about, data, changed, detail: record.event ?? null }];
  });
}

/** A record that became part of another is told of with the record that stays. */
function eventTypeOf({ expected, deletedAt, merged, event }: ChangedRecord): EventType | null {
  if (expected === 0) return 'record.created';
  if (merged) return null;
  if (event !== undefined)
    return event.startsWith('{"type":"record.merged"') ? 'record.merged' : 'record.unmerged';
  return deletedAt === null ? 'record.updated' : 'record.deleted';
}
