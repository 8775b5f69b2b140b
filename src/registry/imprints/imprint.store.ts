import type { DataSource } from 'typeorm';

import type { OpenStore } from '../../store/index.js';
import type { LoadedConnector } from '../directory.js';
import { factsOf, type ConnectorFacts } from './connector-facts.js';
import { ConnectorImprintRow } from './connector-imprint.entity.js';

/** A connector that says more of itself is not remembered: its connections answer 404 while it is gone. */
const MAX_FACTS_CHARS = 1024 * 1024;

/** Writes down what versions in code say of themselves, for the day one of them is not loaded. */
export async function keepImprints(
  store: OpenStore,
  connectors: readonly LoadedConnector[],
  now: number,
): Promise<void> {
  const wanted = connectors.flatMap(({ definition }) => {
    const { name, version } = definition;
    const facts = JSON.stringify(factsOf(definition));
    return facts.length > MAX_FACTS_CHARS ? [] : [{ name, version, facts, updatedAt: now }];
  });
  const changed: typeof wanted = [];
  for (const one of wanted) {
    const { name, version } = one;
    const present = await store.readSource.getRepository(ConnectorImprintRow).findOneBy({ name, version });
    if (present?.facts !== one.facts) changed.push(one);
  }
  if (changed.length === 0) return;
  await store.transaction((manager) => manager.upsert(ConnectorImprintRow, changed, ['name', 'version']));
}

export async function readImprint(
  source: DataSource,
  name: string,
  version: string,
): Promise<ConnectorFacts | null> {
  const row = await source.getRepository(ConnectorImprintRow).findOneBy({ name, version });
  return row ? (JSON.parse(row.facts) as ConnectorFacts) : null;
}
