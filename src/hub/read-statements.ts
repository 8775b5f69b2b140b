import type { Statement } from '../store/index.js';
import { LINK_COLUMNS, RECORD_COLUMNS, type ChangeRow, type LinkRow, type RecordRow } from './rows.js';

/** The live link of an external id, with its record. */
export const linkByExternalId: Statement<LinkRow & RecordRow & { n: number }> = {
  name: 'hub_link_by_external_id',
  params: { n: 'int8', connection: 'int8', type: 'text', externalId: 'text' },
  sqlite: `SELECT @n AS n, ${LINK_COLUMNS}, ${RECORD_COLUMNS}
    FROM link l JOIN record r ON r.id = l.record
    WHERE l.connection = @connection AND l.type = @type AND l.external_id = @externalId AND l.state <> 'ended'`,
  postgres: `SELECT q.n, ${LINK_COLUMNS}, ${RECORD_COLUMNS}
    FROM unnest($1::int8[], $2::int8[], $3::text[], $4::text[]) AS q(n, connection, type, external_id)
    CROSS JOIN LATERAL (SELECT * FROM link WHERE connection = q.connection AND type = q.type
      AND external_id = q.external_id AND state <> 'ended' LIMIT 1) l
    CROSS JOIN LATERAL (SELECT * FROM record WHERE id = l.record LIMIT 1) r`,
};

/** Who claimed a match key, with the record where there is one. */
export const holderOfKey: Statement<Partial<RecordRow> & { n: number; holder: number }> = {
  name: 'hub_holder_of_key',
  params: { n: 'int8', tenant: 'int8', mode: 'text', type: 'text', key: 'text', value: 'text' },
  sqlite: `SELECT @n AS n, m.record AS holder, ${RECORD_COLUMNS}
    FROM match_key m LEFT JOIN record r ON r.id = m.record
    WHERE m.tenant = @tenant AND m.mode = @mode AND m.type = @type AND m.key = @key AND m.value = @value`,
  postgres: `SELECT q.n, m.record AS holder, ${RECORD_COLUMNS}
    FROM unnest($1::int8[], $2::int8[], $3::text[], $4::text[], $5::text[], $6::text[])
      AS q(n, tenant, mode, type, key, value)
    CROSS JOIN LATERAL (SELECT * FROM match_key WHERE tenant = q.tenant AND mode = q.mode AND type = q.type
      AND key = q.key AND value = q.value LIMIT 1) m
    LEFT JOIN LATERAL (SELECT * FROM record WHERE id = m.record LIMIT 1) r ON true`,
};

/** A record, whoever asks. */
export const recordById: Statement<RecordRow & { n: number }> = {
  name: 'hub_record_by_id',
  params: { n: 'int8', record: 'int8' },
  sqlite: `SELECT @n AS n, ${RECORD_COLUMNS} FROM record r WHERE r.id = @record`,
  postgres: `SELECT q.n, ${RECORD_COLUMNS} FROM unnest($1::int8[], $2::int8[]) AS q(n, record)
    CROSS JOIN LATERAL (SELECT * FROM record WHERE id = q.record LIMIT 1) r`,
};

/**
 * The link a connection writes a record through: the primary one that is not ended, else the last ended one. Never one
 * that is only read from.
 */
export const linkByRecord: Statement<LinkRow & { n: number }> = {
  name: 'hub_link_by_record',
  params: { n: 'int8', record: 'int8', connection: 'int8' },
  sqlite: `SELECT @n AS n, ${LINK_COLUMNS} FROM link l WHERE l.record = @record AND l.connection = @connection
      AND (l.is_primary = 1 OR l.state = 'ended')
    ORDER BY l.state = 'ended', l.id DESC LIMIT 1`,
  postgres: `SELECT q.n, ${LINK_COLUMNS}
    FROM unnest($1::int8[], $2::int8[], $3::int8[]) AS q(n, record, connection)
    CROSS JOIN LATERAL (SELECT * FROM link WHERE record = q.record AND connection = q.connection
      AND (is_primary = 1 OR state = 'ended') ORDER BY state = 'ended', id DESC LIMIT 1) l`,
};

/** All links of a record, ended ones too. */
export const linksOfRecord: Statement<LinkRow> = {
  name: 'hub_links_of_record',
  params: { record: 'int8', limit: 'int8' },
  sqlite: `SELECT ${LINK_COLUMNS} FROM link l WHERE l.record = @record ORDER BY l.id LIMIT @limit`,
  postgres: `SELECT ${LINK_COLUMNS} FROM unnest($1::int8[], $2::int8[]) AS q(record, n)
    CROSS JOIN LATERAL (SELECT * FROM link WHERE record = q.record ORDER BY id LIMIT q.n) l`,
};

/** A record's changes, newest first. */
export const changesOfRecord: Statement<ChangeRow> = {
  name: 'hub_changes_of_record',
  params: { record: 'int8', before: 'int8', limit: 'int8' },
  sqlite: `SELECT record, version, at, root, connection, changed, event FROM record_change
    WHERE record = @record AND version < @before ORDER BY version DESC LIMIT @limit`,
  postgres: `SELECT c.record, c.version, c.at, c.root, c.connection, c.changed, c.event
    FROM unnest($1::int8[], $2::int8[], $3::int8[]) AS q(record, before, n)
    CROSS JOIN LATERAL (SELECT * FROM record_change WHERE record = q.record AND version < q.before
      ORDER BY version DESC LIMIT q.n) c`,
};
