import type { Statement } from '../../store/index.js';
import type { GrantEnd } from './grant.js';

/** A grant as it is stored. */
export interface StoredGrant {
  readonly version: number;
  readonly app: string;
  readonly cipher: string | null;
  readonly account: string | null;
  readonly obtainedAt: number | null;
  readonly expiresAt: number | null;
  readonly ended: GrantEnd | null;
  readonly unanswered: number;
}

const COLUMNS = `version, app, cipher, account, obtained_at AS "obtainedAt", expires_at AS "expiresAt", ended, unanswered`;

export const readGrant: Statement<StoredGrant> = {
  name: 'grant_read',
  params: { connection: 'int8' },
  sqlite: `SELECT ${COLUMNS} FROM connection_grant WHERE connection = @connection`,
  postgres: `SELECT g.* FROM unnest($1::int8[]) AS q(connection) CROSS JOIN LATERAL
    (SELECT ${COLUMNS} FROM connection_grant WHERE connection = q.connection) g`,
};

/** For an app that needs no person: its grant begins with nothing. */
export const openGrant: Statement = {
  name: 'grant_open',
  params: { connection: 'int8', app: 'text' },
  sqlite: `INSERT INTO connection_grant(connection, version, app, held_until, unanswered)
    SELECT id, 0, @app, 0, 0 FROM connection WHERE id = @connection AND removed_at IS NULL
    ON CONFLICT (connection) DO NOTHING`,
  postgres: `INSERT INTO connection_grant(connection, version, app, held_until, unanswered)
    SELECT c.id, 0, q.app, 0, 0 FROM unnest($1::int8[], $2::text[]) AS q(connection, app)
    JOIN connection c ON c.id = q.connection AND c.removed_at IS NULL
    ON CONFLICT (connection) DO NOTHING`,
};

/** Answers the grant to the one that may ask for a new token. A holder that is out of time may have asked, too. */
export const claimGrant: Statement<StoredGrant> = {
  name: 'grant_claim',
  params: { connection: 'int8', version: 'int8', holder: 'text', now: 'int8', until: 'int8' },
  sqlite: `UPDATE connection_grant SET unanswered = CASE WHEN holder IS NULL THEN unanswered ELSE 1 END,
      holder = @holder, held_until = @until
    WHERE connection = @connection AND version = @version AND ended IS NULL AND held_until <= @now
    RETURNING ${COLUMNS}`,
  postgres: `UPDATE connection_grant g SET unanswered = CASE WHEN g.holder IS NULL THEN g.unanswered ELSE 1 END,
      holder = q.holder, held_until = q.until
    FROM unnest($1::int8[], $2::int8[], $3::text[], $4::int8[], $5::int8[]) AS q(connection, was, holder, now, until)
    WHERE g.connection = q.connection AND g.version = q.was AND g.ended IS NULL AND g.held_until <= q.now
    RETURNING ${COLUMNS}`,
};

/** Answers the new version; nothing where another was quicker, or the connection is gone. */
export const keepTokens: Statement<{ version: number }> = {
  name: 'grant_keep',
  params: {
    connection: 'int8',
    version: 'int8',
    app: 'text',
    cipher: 'text',
    scopes: 'text',
    obtainedAt: 'int8',
    expiresAt: 'int8',
  },
  sqlite: `UPDATE connection_grant SET version = version + 1, app = @app, cipher = @cipher,
      scopes = coalesce(@scopes, scopes), obtained_at = @obtainedAt, expires_at = @expiresAt, ended = NULL, holder = NULL,
      held_until = 0, unanswered = 0
    WHERE connection = @connection AND version = @version RETURNING version`,
  postgres: `UPDATE connection_grant g SET version = g.version + 1, app = q.app, cipher = q.cipher,
      scopes = coalesce(q.scopes, g.scopes), obtained_at = q.obtained_at, expires_at = q.expires_at, ended = NULL,
      holder = NULL, held_until = 0, unanswered = 0
    FROM unnest($1::int8[], $2::int8[], $3::text[], $4::text[], $5::text[], $6::int8[], $7::int8[])
      AS q(connection, was, app, cipher, scopes, obtained_at, expires_at)
    WHERE g.connection = q.connection AND g.version = q.was RETURNING g.version`,
};

/** What a person granted, whatever was there before. */
export const putGrant: Statement<{ version: number }> = {
  name: 'grant_put',
  params: {
    connection: 'int8',
    app: 'text',
    cipher: 'text',
    account: 'text',
    scopes: 'text',
    at: 'int8',
    expiresAt: 'int8',
  },
  sqlite: `INSERT INTO connection_grant(connection, version, app, cipher, account, scopes, obtained_at, expires_at,
      granted_at, held_until, unanswered)
    VALUES (@connection, 1, @app, @cipher, @account, @scopes, @at, @expiresAt, @at, 0, 0)
    ON CONFLICT (connection) DO UPDATE SET version = connection_grant.version + 1, app = excluded.app,
      cipher = excluded.cipher, account = excluded.account, scopes = excluded.scopes,
      obtained_at = excluded.obtained_at, expires_at = excluded.expires_at, granted_at = excluded.granted_at,
      ended = NULL, holder = NULL, held_until = 0, unanswered = 0
    RETURNING version`,
  postgres: `INSERT INTO connection_grant(connection, version, app, cipher, account, scopes, obtained_at, expires_at,
      granted_at, held_until, unanswered)
    SELECT connection, 1, app, cipher, account, scopes, at, expires_at, at, 0, 0
    FROM unnest($1::int8[], $2::text[], $3::text[], $4::text[], $5::text[], $6::int8[], $7::int8[])
      AS q(connection, app, cipher, account, scopes, at, expires_at)
    ON CONFLICT (connection) DO UPDATE SET version = connection_grant.version + 1, app = excluded.app,
      cipher = excluded.cipher, account = excluded.account, scopes = excluded.scopes,
      obtained_at = excluded.obtained_at, expires_at = excluded.expires_at, granted_at = excluded.granted_at,
      ended = NULL, holder = NULL, held_until = 0, unanswered = 0
    RETURNING version`,
};

/** Lets others ask. */
export const releaseGrant: Statement = {
  name: 'grant_release',
  params: { connection: 'int8', holder: 'text', unanswered: 'int8' },
  sqlite: `UPDATE connection_grant SET holder = NULL, held_until = 0, unanswered = max(unanswered, @unanswered)
    WHERE connection = @connection AND holder = @holder`,
  postgres: `UPDATE connection_grant g SET holder = NULL, held_until = 0, unanswered = greatest(g.unanswered, q.unanswered)
    FROM unnest($1::int8[], $2::text[], $3::int8[]) AS q(connection, holder, unanswered)
    WHERE g.connection = q.connection AND g.holder = q.holder`,
};

/** Answers the connection where these tokens still were the present ones. */
export const endGrant: Statement<{ connection: number }> = {
  name: 'grant_end',
  params: { connection: 'int8', version: 'int8', ended: 'text' },
  sqlite: `UPDATE connection_grant SET ended = @ended, holder = NULL, held_until = 0
    WHERE connection = @connection AND version = @version RETURNING connection`,
  postgres: `UPDATE connection_grant g SET ended = q.ended, holder = NULL, held_until = 0
    FROM unnest($1::int8[], $2::int8[], $3::text[]) AS q(connection, was, ended)
    WHERE g.connection = q.connection AND g.version = q.was RETURNING g.connection`,
};

export const dropGrant: Statement = {
  name: 'grant_drop',
  params: { connection: 'int8' },
  sqlite: 'DELETE FROM connection_grant WHERE connection = @connection',
  postgres: `DELETE FROM connection_grant g USING unnest($1::int8[]) AS q(connection)
    WHERE g.connection = q.connection`,
};

/** Nothing said before whose it is. */
export const nameGrant: Statement = {
  name: 'grant_name',
  params: { connection: 'int8', account: 'text' },
  sqlite: `UPDATE connection_grant SET account = @account
    WHERE connection = @connection AND account IS NULL AND cipher IS NOT NULL`,
  postgres: `UPDATE connection_grant g SET account = q.account
    FROM unnest($1::int8[], $2::text[]) AS q(connection, account)
    WHERE g.connection = q.connection AND g.account IS NULL AND g.cipher IS NOT NULL`,
};

export const GRANT_STATEMENTS: readonly Statement[] = [
  readGrant,
  openGrant,
  claimGrant,
  keepTokens,
  putGrant,
  releaseGrant,
  endGrant,
  nameGrant,
  dropGrant,
];
