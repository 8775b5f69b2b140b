import type { RecordHandlers, RecordType } from '@hookyard/sdk';

import type { ConnectionView, ScopeView } from './directory.js';

const SPAWNED = ['CREATED', 'UPDATED'] as const;

/**
 * What is missing for the polls of a connection to bring anything (DOMAIN part 3, rule 6), although each of its scopes
 * is valid by itself: a list to walk, and the scopes of what is found.
 */
export function scopeWarnings({ scopes, connector }: ConnectionView): string[] {
  const own = [...scopes.TO.values()];
  const walked = new Map(
    own
      .filter(({ action }) => action === 'POLL' || action === 'INITIALIZE')
      .map((scope) => [scope.type, scope]),
  );
  return [...walked].flatMap(([type, scope]) => {
    const handlers = connector.definition.records?.[type] as RecordHandlers | undefined;
    const unlisted = handlers?.list
      ? []
      : [`${scope.name}: ${connector.id} cannot list ${type}; its polls would wait as bad-config`];
    return [...unlisted, ...SPAWNED.flatMap((action) => spawnedWarning(own, scope, { type, action }))];
  });
}

function spawnedWarning(
  own: readonly ScopeView[],
  walk: ScopeView,
  { type, action }: { readonly type: RecordType; readonly action: (typeof SPAWNED)[number] },
): string[] {
  const pair = own.filter((scope) => scope.type === type && scope.action === action);
  if (pair.some(({ isEnabled }) => isEnabled)) return [];
  const [off] = pair;
  if (off)
    return [`${walk.name}: ${off.name} is switched off, and what is found with it ends disabled-scope`];
  return [
    `${walk.name}: no scope is declared for ${type} ${action}; add one (POST /v1/connections/:id/scopes), ` +
      'even if the system has no such event',
  ];
}
