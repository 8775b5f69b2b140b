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
  it('brings the ids of what a hook means along: they are not asked for', async () => {
    const { connector } = await workers.open(WELL_BEHAVED.href, 'well-behaved');
    const normalize = (raw: string): unknown => connector.records?.PRODUCT?.id?.normalize(raw);
    const view = { element: { ids: [' A', 2] }, settings: { prefix: 'Q' } };
    await Promise.resolve(connector.webhook.resolve?.(view as never));

    const known = ['Q A', 'Q2'].map(normalize);
    const asked = normalize('Q3');

    expect(known).toEqual(['q a', 'q2']);
    expect(asked).toBeInstanceOf(Promise);
    await expect(asked).resolves.toBe('q3');
    expect(normalize('Q3')).toBe('q3');
  });

  it('hears of the end of its call', async () => {
    const { connector } = await workers.open(WELL_BEHAVED.href, 'well-behaved');
    const lent = aLentContext();

    const deleting = connector.records?.PRODUCT?.delete?.('1', lent.context as never);
    lent.abort();

    await expect(deleting).rejects.toThrow('nobody waits');
  });
});
