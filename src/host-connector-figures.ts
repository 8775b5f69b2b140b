import type { Metrics } from './observe/index.js';
import type { Registry } from './registry/index.js';

/** How the workers of connectors do. The label has as many values as connectors run in workers. */
export function showConnectorFigures(metrics: Metrics, registry: Registry): Registry {
  const read = (value: 'processes' | 'deaths' | 'inFlight') => async () =>
    Object.fromEntries(registry.workerStates().map((state) => [state.id, state[value]]));
  const label = 'connector';
  metrics.gaugeOf('hookyard_connector_workers', 'Worker processes of connectors', {
    label,
    read: read('processes'),
  });
  metrics.gaugeOf('hookyard_connector_worker_calls', 'Calls under way in the workers of connectors', {
    label,
    read: read('inFlight'),
  });
  metrics.gaugeOf(
    'hookyard_connector_worker_ends',
    'Ends of the workers of connectors that nobody wanted, since the start',
    { label, read: read('deaths') },
  );
  return registry;
}
