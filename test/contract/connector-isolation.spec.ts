import { fileURLToPath } from 'node:url';

import type { AnyConnector } from '@hookyard/sdk';

import { TestWorkers } from '../kit/connector-workers.js';
import { aLentContext } from '../kit/lent-context.js';
import { describeIsolation } from './connector-isolation.contract.js';

const WELL_BEHAVED = new URL('../kit/connectors/well-behaved.mjs', import.meta.url);

const workers = new TestWorkers();
afterAll(() => workers.end());

describeIsolation('in process', async () => {
  const { connector } = (await import(fileURLToPath(WELL_BEHAVED))) as { connector: AnyConnector };
  return connector;
});

describeIsolation(
  'in a worker',
  async () => (await workers.open(WELL_BEHAVED.href, 'well-behaved')).connector,
);

describe('a connector in a worker', () => {
  it('hears of the end of its call', async () => {
    const { connector } = await workers.open(WELL_BEHAVED.href, 'well-behaved');
    const lent = aLentContext();

    const deleting = connector.records?.PRODUCT?.delete?.('1', lent.context as never);
    lent.abort();

    await expect(deleting).rejects.toThrow('nobody waits');
  });
});
