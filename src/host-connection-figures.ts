import type { Metrics } from './observe/index.js';
import type { DirectorySource } from './registry/index.js';
import type { Outages } from './transfer/index.js';

const STATES = ['active', 'paused', 'needs_authorization', 'failing', 'unavailable', 'disabled'] as const;

/** Connections by the state that they show. */
export function showConnections(
  metrics: Metrics,
  { directory, outages }: { readonly directory: DirectorySource; readonly outages: Pick<Outages, 'failing'> },
): void {
  metrics.gaugeOf('hookyard_connections', 'Connections by state', {
    label: 'state',
    read: async () => byState(directory, await outages.failing()),
  });
}

function byState(directory: DirectorySource, failing: ReadonlySet<number>): Record<string, number> {
  const counts: Record<string, number> = Object.fromEntries(STATES.map((state) => [state, 0]));
  const current = directory.current();
  for (const { connection, direction } of current.queues()) {
    const state = direction === 'TO' ? current.connection(connection)?.state : undefined;
    if (state === undefined) continue;
    const shown = state === 'active' && failing.has(connection) ? 'failing' : state;
    counts[shown] = (counts[shown] ?? 0) + 1;
  }
  return counts;
}
