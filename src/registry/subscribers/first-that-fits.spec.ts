import { compile, endWorkers } from '../../expressions/index.js';
import type { Question } from '../../flow/index.js';

import { firstThatFits } from './first-that-fits.js';
import type { HandlerView } from './handler-view.js';

const QUESTION: Question = {
  step: 'update',
  recordType: 'CUSTOMER',
  connection: 'con_a',
  externalId: '1',
  incoming: { total: '12' },
  stored: null,
  changes: {},
};

function aHandler(
  id: string,
  { condition, connections }: { condition?: string; connections?: string[] } = {},
) {
  return {
    id,
    definition: { connections: connections ?? null },
    condition: condition === undefined ? null : compile(condition, { trusted: false }),
  } as unknown as HandlerView;
}

const first = async (handlers: HandlerView[], question = QUESTION): Promise<string | undefined> =>
  (await firstThatFits(handlers, question))?.id;

describe('the handler that is asked', () => {
  afterAll(() => endWorkers());

  it('is the first whose connections and condition fit', async () => {
    const elsewhere = aHandler('elsewhere', { connections: ['con_b'] });
    const dear = aHandler('dear', { condition: '$number(incoming.total) > 99' });
    const here = aHandler('here', { connections: ['con_a'], condition: "step = 'update'" });

    expect(await first([elsewhere, dear, here, aHandler('last')])).toBe('here');
    expect(await first([elsewhere, dear])).toBeUndefined();
  });

  it('of a merge is none that is narrowed to connections', async () => {
    const merge = { ...QUESTION, step: 'merge', connection: null } as const;

    expect(await first([aHandler('narrow', { connections: ['con_a'] }), aHandler('wide')], merge)).toBe(
      'wide',
    );
  });

  it('is asked where its condition fails: nothing passes unasked by a mistake', async () => {
    expect(await first([aHandler('broken', { condition: '$number(incoming)' })])).toBe('broken');
  });
});
