import type { ConnectorData } from '@hookyard/sdk';
import type { DataSource } from 'typeorm';

import { ConnectorRow } from './connector.entity.js';

/** The data form as it was taken, with what it left to defaults. */
export async function readDefinition(
  source: DataSource,
  key: { readonly tenant: number; readonly name: string; readonly version: string },
): Promise<ConnectorData | null> {
  const row = await source.manager.findOneBy(ConnectorRow, key);
  return row && (JSON.parse(row.definition) as ConnectorData);
}
