import { defineConnector, hmac } from '@hookyard/sdk';

/** The name of the connector that datasets come by: the host's own, on the shelf from the start. */
export const DATASETS = 'datasets';

/**
 * The source of rows that are handed in. Its scopes are made with the first dataset of a type. It has no address, and
 * for whoever gives it one, no secret that would let a hook pass.
 */
export const datasetConnector = defineConnector({
  name: DATASETS,
  version: '1.0.0',
  host: '^1.0.0',
  scopes: {},
  webhook: { verify: hmac({ header: 'x-signature' }) },
});
