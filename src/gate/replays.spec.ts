import type { AnyConnector } from '@hookyard/sdk';

import { aDirectory } from '../../test/kit/a-directory.js';
import type { Draft } from '../flow/index.js';
import { judge, linkKeyOf, type Judged } from './judge.js';
import { gateEntryOf } from './trail.js';

const acme: AnyConnector = {
  name: 'acme',
  version: '1.0.0',
  scopes: {
    'order/noted': ['TRANSACTION', 'UPDATED', 'Note on an Order → Transaction', { source: 'payload' }],
    'order/deleted': ['TRANSACTION', 'DELETED', 'Order gone → Transaction'],
  },
  webhook: { verify: { kind: 'unsigned', reason: 'a test' }, scope: 'a', externalId: 'b' },
};

const replay = { isForced: false, laterHook: null, isDuplicate: false };
const forced = { ...replay, isForced: true };

/** What was applied last is of version 6. */
function pass(draft: Partial<Draft>): Promise<Judged> {
  const whole: Draft = {
    origin: 'replay',
    connection: 1,
    direction: 'TO',
    mode: 'live',
    scope: 'order/noted',
    recordId: '7',
    hook: 5,
    replay,
    ...draft,
  };
  return judge([whole], {
    directory: aDirectory({ connections: [{ connector: acme }], version: 4 }),
    now: 1_700_000_000_000,
    links: async (keys) =>
      new Map(keys.map((key) => [linkKeyOf(key), { version: '6', writtenVersion: null }])),
  });
}

async function rulingOf(draft: Partial<Draft>): Promise<string[]> {
  return (await pass(draft)).verdicts.map(({ ruling }) => `${ruling.verdict} by ${ruling.rule}`);
}

async function sawOf(draft: Partial<Draft>, rule: string): Promise<unknown> {
  const { requests } = await pass(draft);
  return gateEntryOf(requests[0]?.trail ?? '[]')?.saw?.[rule];
}

describe('a draft of a replay', () => {
  it('is stale by its version, and by the order of receipt where there is none', async () => {
    const later = { payload: {}, replay: { ...replay, laterHook: 9 } };

    expect(await rulingOf({ payload: {}, version: 5 })).toEqual(['stale by version.stale']);
    expect(await rulingOf(later)).toEqual(['stale by version.stale']);
    expect(await rulingOf({ payload: {}, version: 7 })).toEqual([]);
    expect(await rulingOf({ payload: {} })).toEqual([]);
  });

  it('is let through where it is forced, and its trail says so', async () => {
    const old = { payload: {}, version: 5, replay: forced };
    const { requests } = await pass(old);

    expect(requests).toMatchObject([{ tier: 4, coalesce: 'never', overtakes: false }]);
    expect(await sawOf(old, 'version.stale')).toEqual({ forced: true });
  });

  it('stays a duplicate', async () => {
    const again = { payload: {}, replay: { ...replay, isDuplicate: true } };

    expect(await rulingOf(again)).toEqual(['duplicate by replay.duplicate']);
  });

  it('that deletes asks the source before it is believed, unless it is forced', async () => {
    const gone = { scope: 'order/deleted' };

    expect(await sawOf(gone, 'delete.guard')).toEqual({ guard: 'off', late: true });
    expect(await sawOf({ ...gone, replay: forced }, 'delete.guard')).toEqual({ guard: 'off', forced: true });
  });
});
