import { everyStatement, listStatements, type Statement } from '../store/index.js';

import { GROUP_COLUMNS, type GroupRow } from './duplicates/group-row.js';
import { MERGE_COLUMNS, type MergeRow } from './merging/merge-row.js';
import {
  CHANGE_COLUMNS,
  LINK_COLUMNS,
  RECORD_COLUMNS,
  type ChangeRow,
  type LinkRow,
  type RecordRow,
} from './rows.js';

/** Absent parameters ask for nothing. */
const maybe = (column: string, param: string): string => `(@${param} IS NULL OR ${column} = @${param})`;

const IS_DELETED = '(@deleted IS NULL OR (r.deleted_at IS NOT NULL) = (@deleted = 1))';

export const recordList = listStatements<RecordRow>({
  name: 'hub_list_records',
  table: 'record r',
  columns: RECORD_COLUMNS,
  params: { tenant: 'int8', type: 'text', mode: 'text', deleted: 'int8' },
  where: 'r.tenant = @tenant AND r.type = @type',
  key: 'r.id',
  filter: `${maybe('r.mode', 'mode')} AND ${IS_DELETED}`,
});

export const unlinkedList = listStatements<RecordRow>({
  name: 'hub_list_unlinked',
  table: 'record r',
  columns: RECORD_COLUMNS,
  params: { tenant: 'int8', type: 'text', mode: 'text', connection: 'int8' },
  where: 'r.tenant = @tenant AND r.type = @type',
  key: 'r.id',
  filter: `r.mode = @mode AND r.deleted_at IS NULL AND NOT EXISTS (SELECT 1 FROM link
    WHERE link.record = r.id AND link.connection = @connection AND link.state <> 'ended')`,
});

export const changeList = listStatements<ChangeRow>({
  name: 'hub_list_changes',
  table: 'record_change',
  columns: CHANGE_COLUMNS,
  params: { record: 'int8' },
  where: 'record = @record',
  key: 'version',
});

export const mergeList = listStatements<MergeRow>({
  name: 'hub_list_merges',
  table: 'record_merge',
  columns: MERGE_COLUMNS,
  params: { tenant: 'int8', type: 'text', undone: 'int8' },
  where: 'tenant = @tenant',
  key: 'id',
  filter: `${maybe('type', 'type')} AND (@undone IS NULL OR (undone_at IS NOT NULL) = (@undone = 1))`,
});

export const mergesIntoList = listStatements<MergeRow>({
  name: 'hub_list_merges_into',
  table: 'record_merge',
  columns: MERGE_COLUMNS,
  params: { record: 'int8', tenant: 'int8', type: 'text', undone: 'int8' },
  where: 'winner = @record',
  key: 'id',
  filter: `tenant = @tenant AND ${maybe('type', 'type')}
    AND (@undone IS NULL OR (undone_at IS NOT NULL) = (@undone = 1))`,
});

export const groupList = listStatements<GroupRow>({
  name: 'hub_list_groups',
  table: 'duplicate_group',
  columns: GROUP_COLUMNS,
  params: { tenant: 'int8', state: 'text', rule: 'int8', mode: 'text' },
  where: 'tenant = @tenant AND state = @state',
  key: 'id',
  filter: `${maybe('rule', 'rule')} AND ${maybe('mode', 'mode')}`,
});

export const groupsOfTypeList = listStatements<GroupRow>({
  name: 'hub_list_groups_of_type',
  table: 'duplicate_group',
  columns: GROUP_COLUMNS,
  params: { tenant: 'int8', type: 'text', state: 'text', rule: 'int8', mode: 'text' },
  where: 'tenant = @tenant AND type = @type AND state = @state',
  key: 'id',
  filter: `${maybe('rule', 'rule')} AND ${maybe('mode', 'mode')}`,
});

/** Links of a type by external id, behind one and up to another; those that ended left out. */
export const linkList: Statement<LinkRow> = {
  name: 'hub_list_links',
  params: {
    connection: 'int8',
    type: 'text',
    state: 'text',
    isPrimary: 'int8',
    behind: 'text',
    until: 'text',
    count: 'int8',
  },
  sqlite: `SELECT ${LINK_COLUMNS} FROM link l
    WHERE l.connection = @connection AND l.type = @type AND l.external_id > @behind AND l.state <> 'ended'
      AND (@until IS NULL OR l.external_id <= @until) AND ${maybe('l.state', 'state')}
      AND ${maybe('l.is_primary', 'isPrimary')}
    ORDER BY l.external_id LIMIT @count`,
  postgres: `SELECT ${LINK_COLUMNS}
    FROM unnest($1::int8[], $2::text[], $3::text[], $4::int8[], $5::text[], $6::text[], $7::int8[])
      AS q(connection, type, wanted, is_primary, behind, until, n)
    CROSS JOIN LATERAL (SELECT * FROM link WHERE connection = q.connection AND type = q.type
      AND external_id > q.behind AND state <> 'ended' AND (q.until IS NULL OR external_id <= q.until)
      AND (q.wanted IS NULL OR state = q.wanted) AND (q.is_primary IS NULL OR is_primary = q.is_primary)
      ORDER BY external_id LIMIT q.n) l`,
};

/** The link so many places on. */
export const linkListEnd: Statement<{ external_id: string }> = {
  name: 'hub_list_links_end',
  params: { connection: 'int8', type: 'text', behind: 'text', skip: 'int8' },
  sqlite: `SELECT external_id FROM link WHERE connection = @connection AND type = @type AND external_id > @behind
    AND state <> 'ended' ORDER BY external_id LIMIT 1 OFFSET @skip`,
  postgres: `SELECT l.external_id FROM unnest($1::int8[], $2::text[], $3::text[], $4::int8[])
      AS q(connection, type, behind, skip)
    CROSS JOIN LATERAL (SELECT external_id FROM link WHERE connection = q.connection AND type = q.type
      AND external_id > q.behind AND state <> 'ended' ORDER BY external_id LIMIT 1 OFFSET q.skip) l`,
};

/** Records of a type changed since, what changed last first. */
export const updatedRecords: Statement<RecordRow> = {
  name: 'hub_list_updated_records',
  params: { tenant: 'int8', type: 'text', since: 'int8', at: 'int8', id: 'int8', count: 'int8' },
  sqlite: `SELECT ${RECORD_COLUMNS} FROM record r
    WHERE r.tenant = @tenant AND r.type = @type AND r.updated_at >= @since AND (r.updated_at, r.id) < (@at, @id)
    ORDER BY r.updated_at DESC, r.id DESC LIMIT @count`,
  postgres: `SELECT ${RECORD_COLUMNS}
    FROM unnest($1::int8[], $2::text[], $3::int8[], $4::int8[], $5::int8[], $6::int8[])
      AS q(tenant, type, since, at, id, n)
    CROSS JOIN LATERAL (SELECT * FROM record WHERE tenant = q.tenant AND type = q.type AND updated_at >= q.since
      AND (updated_at, id) < (q.at, q.id) ORDER BY updated_at DESC, id DESC LIMIT q.n) r`,
};

export const HUB_LIST_STATEMENTS: readonly Statement[] = [
  ...[recordList, unlinkedList].flatMap(everyStatement),
  ...everyStatement(changeList),
  ...[mergeList, mergesIntoList].flatMap(everyStatement),
  ...[groupList, groupsOfTypeList].flatMap(everyStatement),
  linkList,
  linkListEnd,
  updatedRecords,
];
