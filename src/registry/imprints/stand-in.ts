import type { AnyConnector, ScopeDefinition } from '@hookyard/sdk';

import type { LoadedConnector } from '../directory.js';
import { connectorId } from '../ids.js';
import type { ConnectorFacts } from './connector-facts.js';

/**
 * Takes the place of a version that is not loaded: its hooks are still proved and kept by what was written down of it.
 * It cannot do anything: nothing of its connections is resolved or run.
 */
export function standInFor(facts: ConnectorFacts): LoadedConnector {
  const { name, version, description, secrets, webhook, limits } = facts;
  const id = connectorId(name, version);
  const definition = {
    name,
    version,
    description,
    secrets,
    webhook,
    ...(limits ? { limits } : {}),
    records: Object.fromEntries(
      facts.normalizes.map((type) => [type, { id: { normalize: () => refuse(id) } }]),
    ),
    scopes: Object.fromEntries(facts.scopes.map(scopeEntry)),
  } as AnyConnector;
  return {
    id,
    definition,
    form: 'code',
    isolation: 'inProcess',
    tenant: null,
    origin: { source: 'missing', from: id },
  };
}

/** An id in a form of its own would be another record when the version is back. */
function refuse(id: string): never {
  throw new Error(missingText(id));
}

export function isMissing({ origin }: Pick<LoadedConnector, 'origin'>): boolean {
  return origin.source === 'missing';
}

/** What to do about it. */
export function missingText(id: string): string {
  return (
    `connector ${id} is not loaded: hooks are kept and nothing runs. Bring it back (hookyard connectors install, ` +
    'then start again), or upgrade to a version that is there.'
  );
}

function scopeEntry({
  name,
  isEnabled,
  record,
  version,
  ...scope
}: ConnectorFacts['scopes'][number]): [string, ScopeDefinition] {
  const more = { ...(record === null ? {} : { record }), ...(version === null ? {} : { version }) };
  return [name, { ...scope, ...more, enabled: isEnabled }];
}
