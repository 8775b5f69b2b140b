import { IsNull, type DataSource } from 'typeorm';

import type { ConnectorShelf } from './connector-shelf.js';
import { ConnectionRow } from './connection.entity.js';
import { HOST_TENANT } from './ids.js';

/** A version that connections are pinned to, and how many. */
export interface ConnectorPin {
  readonly name: string;
  readonly version: string;
  readonly connections: number;
}

/** Of a tenant's connections; of everybody's for the host's own operator, who takes versions away. */
export async function connectorPins(source: DataSource, tenant: number): Promise<ConnectorPin[]> {
  const rows = await source
    .getRepository(ConnectionRow)
    .createQueryBuilder('connection')
    .select('connection.connector', 'name')
    .addSelect('connection.connector_version', 'version')
    .addSelect('count(*)', 'connections')
    .where({ removedAt: IsNull(), ...(tenant === HOST_TENANT ? {} : { tenant }) })
    .groupBy('connection.connector')
    .addGroupBy('connection.connector_version')
    .orderBy('connection.connector')
    .addOrderBy('connection.connector_version')
    .getRawMany<{ name: string; version: string; connections: number | string }>();
  return rows.map(({ connections, ...pin }) => ({ ...pin, connections: Number(connections) }));
}

/** The pins that nothing here serves. */
export async function missingPins(
  source: DataSource,
  shelf: ConnectorShelf,
  tenant: number,
): Promise<ConnectorPin[]> {
  const pins = await connectorPins(source, tenant);
  return pins.filter(({ name, version }) => !shelf.pinned(tenant, name, version));
}
