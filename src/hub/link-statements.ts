import type { Statement } from '../store/index.js';

import { LINK_COLUMNS, type LinkRow } from './rows.js';

export const linkById: Statement<LinkRow> = {
  name: 'hub_link_by_id',
  params: { id: 'int8' },
  sqlite: `SELECT ${LINK_COLUMNS} FROM link l WHERE l.id = @id`,
  postgres: `SELECT ${LINK_COLUMNS} FROM unnest($1::int8[]) AS q(id)
    CROSS JOIN LATERAL (SELECT * FROM link WHERE id = q.id LIMIT 1) l`,
};

/** Counted up to `most`. */
export const countLiveLinks: Statement<{ count: number }> = {
  name: 'hub_count_live_links',
  params: { connection: 'int8', type: 'text', most: 'int8' },
  sqlite: `SELECT count(*) AS count FROM (SELECT 1 FROM link l WHERE l.connection = @connection AND l.type = @type
    AND l.state <> 'ended' AND l.state = 'live' LIMIT @most) c`,
  postgres: `SELECT c.count FROM unnest($1::int8[], $2::text[], $3::int8[]) AS q(connection, type, most)
    CROSS JOIN LATERAL (SELECT count(*) AS count FROM (SELECT 1 FROM link l WHERE l.connection = q.connection
      AND l.type = q.type AND l.state <> 'ended' AND l.state = 'live' LIMIT q.most) f) c`,
};

/** Some live links of a type, by external id. */
export const liveLinks: Statement<LinkRow> = {
  name: 'hub_live_links',
  params: { connection: 'int8', type: 'text', limit: 'int8' },
  sqlite: `SELECT ${LINK_COLUMNS} FROM link l WHERE l.connection = @connection AND l.type = @type
    AND l.state <> 'ended' AND l.state = 'live' ORDER BY l.external_id LIMIT @limit`,
  postgres: `SELECT ${LINK_COLUMNS} FROM unnest($1::int8[], $2::text[], $3::int8[]) AS q(connection, type, n)
    CROSS JOIN LATERAL (SELECT * FROM link WHERE connection = q.connection AND type = q.type
      AND state <> 'ended' AND state = 'live' ORDER BY external_id LIMIT q.n) l`,
};

/** Links of a type by external id, those that ended left out. */
export const linksOfType: Statement<LinkRow> = {
  name: 'hub_links_of_type',
  params: { connection: 'int8', type: 'text', behind: 'text', limit: 'int8' },
  sqlite: `SELECT ${LINK_COLUMNS} FROM link l
    WHERE l.connection = @connection AND l.type = @type AND l.external_id > @behind AND l.state <> 'ended'
    ORDER BY l.external_id LIMIT @limit`,
  postgres: `SELECT ${LINK_COLUMNS}
    FROM unnest($1::int8[], $2::text[], $3::text[], $4::int8[]) AS q(connection, type, behind, n)
    CROSS JOIN LATERAL (SELECT * FROM link WHERE connection = q.connection AND type = q.type
      AND external_id > q.behind AND state <> 'ended' ORDER BY external_id LIMIT q.n) l`,
};
