import type { Statement } from '../store/index.js';

/** What numbers of a tenant's rows are called outside this database. */
export interface NameRow {
  readonly number: number;
  readonly name: string;
}

export const connectionNames: Statement<NameRow> = {
  name: 'tenancy_connection_names',
  params: { tenant: 'int8' },
  sqlite: 'SELECT id AS number, public_id AS name FROM connection WHERE tenant = @tenant',
  postgres: `SELECT c.id AS number, c.public_id AS name FROM unnest($1::int8[]) AS x(t)
    JOIN connection c ON c.tenant = x.t`,
};

export const receiverNames: Statement<NameRow> = {
  name: 'tenancy_receiver_names',
  params: { tenant: 'int8' },
  sqlite: 'SELECT id AS number, public_id AS name FROM receiver WHERE tenant = @tenant',
  postgres: `SELECT r.id AS number, r.public_id AS name FROM unnest($1::int8[]) AS x(t)
    JOIN receiver r ON r.tenant = x.t`,
  scans: 'a few configuration rows',
};

export const queueNames: Statement<NameRow> = {
  name: 'tenancy_queue_names',
  params: { tenant: 'int8' },
  sqlite: `SELECT q.id AS number, c.public_id || ' ' || q.direction AS name
    FROM queue q JOIN connection c ON c.id = q.connection WHERE c.tenant = @tenant`,
  postgres: `SELECT q.id AS number, c.public_id || ' ' || q.direction AS name FROM unnest($1::int8[]) AS x(t)
    JOIN connection c ON c.tenant = x.t JOIN queue q ON q.connection = c.id`,
};

export const EXPORT_STATEMENTS: readonly Statement[] = [connectionNames, receiverNames, queueNames];
