import type { Statement } from '../store/index.js';

import { LINK_COLUMNS, RECORD_COLUMNS, type LinkRow, type RecordRow } from './rows.js';

export const linkById: Statement<LinkRow> = {
  name: 'hub_link_by_id',
  params: { id: 'int8' },
  sqlite: `SELECT ${LINK_COLUMNS} FROM link l WHERE l.id = @id`,
  postgres: `SELECT ${LINK_COLUMNS} FROM unnest($1::int8[]) AS q(id)
    CROSS JOIN LATERAL (SELECT * FROM link WHERE id = q.id LIMIT 1) l`,
};

/** The record so many places behind another of its type; nothing where there are not that many. */
export const placeInType: Statement<{ id: number }> = {
  name: 'hub_place_in_type',
  params: { tenant: 'int8', type: 'text', before: 'int8', skip: 'int8' },
  sqlite: `SELECT id FROM record WHERE tenant = @tenant AND type = @type AND id < @before
    ORDER BY id DESC LIMIT 1 OFFSET @skip`,
  postgres: `SELECT r.id FROM unnest($1::int8[], $2::text[], $3::int8[], $4::int8[]) AS q(tenant, type, before, skip)
    CROSS JOIN LATERAL (SELECT id FROM record WHERE tenant = q.tenant AND type = q.type AND id < q.before
      ORDER BY id DESC LIMIT 1 OFFSET q.skip) r`,
};

/** Records of a part of a type that a connection has no link for, newest first. */
export const unlinkedOfType: Statement<RecordRow> = {
  name: 'hub_unlinked_of_type',
  params: {
    tenant: 'int8',
    mode: 'text',
    type: 'text',
    connection: 'int8',
    before: 'int8',
    from: 'int8',
    limit: 'int8',
  },
  sqlite: `SELECT ${RECORD_COLUMNS} FROM record r
    WHERE r.tenant = @tenant AND r.type = @type AND r.id < @before AND r.id >= @from
      AND r.mode = @mode AND r.deleted_at IS NULL
      AND NOT EXISTS (SELECT 1 FROM link l
        WHERE l.record = r.id AND l.connection = @connection AND l.state <> 'ended')
    ORDER BY r.id DESC LIMIT @limit`,
  postgres: `SELECT ${RECORD_COLUMNS}
    FROM unnest($1::int8[], $2::text[], $3::text[], $4::int8[], $5::int8[], $6::int8[], $7::int8[])
      AS q(tenant, mode, type, connection, before, start, n)
    CROSS JOIN LATERAL (SELECT * FROM record WHERE tenant = q.tenant AND type = q.type AND id < q.before
      AND id >= q.start AND mode = q.mode AND deleted_at IS NULL
      AND NOT EXISTS (SELECT 1 FROM link
        WHERE link.record = record.id AND link.connection = q.connection AND link.state <> 'ended')
      ORDER BY id DESC LIMIT q.n) r`,
};
