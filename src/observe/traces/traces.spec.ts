import type { ClaimedRequest, Outcome, Settlement } from '../../flow/index.js';
import { rootOfReplay } from '../../flow/index.js';
import type { ToldSpan } from './spans.js';
import { placeOfTraceparent, traceIdOf } from './trace-ids.js';
import { Traces, type TurnTrace } from './traces.js';

const HOK = { id: 'con_shop', direction: 'TO' };
const DONE: Outcome = { kind: 'done' };

describe('where spans hang', () => {
  const told: ToldSpan[] = [];
  const asked: number[] = [];
  let share = (_traceId: string): boolean => true;
  const traces = new Traces({
    teller: {
      isSampled: (traceId) => share(traceId),
      tell: (span) => told.push(span),
      close: () => Promise.resolve(),
    },
    publicId: (prefix, seq) => `${prefix}_${seq}`,
    hookOf: (request) => Promise.resolve(asked.push(request) > 0 && request === 20 ? 7 : null),
    now: () => 1_000,
    callsTo: new Set(['own.example.com', 'other.example.com:8443']),
  });

  beforeEach(() => {
    told.length = 0;
    asked.length = 0;
    share = () => true;
  });

  async function run(request: Partial<ClaimedRequest>, outcome: Outcome = DONE): Promise<ToldSpan[]> {
    const before = told.length;
    const trace = await traces.turn(aRequest(request), HOK);
    trace?.settled({ request: aRequest(request), outcome, requests: [], verdicts: [] }, 'settled');
    return told.slice(before);
  }

  it('what a child makes the hub send on is in the trace of the hook that began it, asked once', async () => {
    await run({ seq: 20, hook: 7 });
    await run({ seq: 21, hook: 7, root: 20, parent: 20 });
    await run({ seq: 22, root: 20 });
    await run({ seq: 23, root: 20 });

    expect(new Set(told.map(({ traceId }) => traceId))).toEqual(new Set([traceIdOf('hok_7')]));
    expect(asked).toEqual([20]);
    const [root, child, sent] = told.filter(({ name }) => name === 'transfer TO');
    expect([child?.parentId, sent?.parentId]).toEqual([root?.spanId, root?.spanId]);
  });

  it('a replay is a trace of its own, whatever hooks it takes', async () => {
    const root = rootOfReplay(3);

    await run({ seq: 30, hook: 8, root });

    expect(told.at(-1)).toMatchObject({ traceId: traceIdOf(`trk_${root}`), parentId: null });
  });

  it('a request that may not start yet is no news; one that failed on the way is', async () => {
    const later = { kind: 'retry', at: 2_000, usesAttempt: false, reason: 'budget' } as const;

    const held = await run({ seq: 40, hook: 9 }, later);
    const failed = await run({ seq: 40, hook: 9 }, { ...later, usesAttempt: true });

    expect(held).toEqual([]);
    expect(failed.map(({ name }) => name)).toEqual(['attempt']);
  });

  it('a trace that is not sampled is told nowhere, and its turns are not watched', async () => {
    share = (traceId) => traceId !== traceIdOf('hok_10');

    expect(await traces.turn(aRequest({ seq: 50, hook: 10 }), HOK)).toBeNull();
    expect(await traces.turn(aRequest({ seq: 51, hook: 11 }), HOK)).not.toBeNull();
  });

  it('calls carry a traceparent to hosts that were named, and to no other', async () => {
    const trace = (await traces.turn(aRequest({ seq: 60, hook: 12 }), HOK)) as TurnTrace;
    const carried = (url: string): string | null => trace.call('GET', new URL(url)).traceparent;

    expect(carried('https://own.example.com/a')).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/);
    expect(carried('https://other.example.com:8443/')).not.toBeNull();
    expect(carried('https://other.example.com/')).toBeNull();
    expect(carried('https://own.example.com.evil.example/')).toBeNull();
  });

  it('of thousands of calls of one turn the first are told', async () => {
    const trace = (await traces.turn(aRequest({ seq: 70, hook: 13 }), HOK)) as TurnTrace;

    for (let call = 0; call < 1_000; call += 1)
      trace.call('GET', new URL('https://a.example/')).answered(200);

    expect(told).toHaveLength(64);
  });
});

describe('what a sender says of its trace', () => {
  it.each([
    ['00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01', true],
    ['00-00000000000000000000000000000000-b7ad6b7169203331-01', false],
    ['00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01', false],
    ['ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01', false],
    ['00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01, 00-0af7651916cd43dd8448eb211c80319c', false],
    ['', false],
  ])('%s: %s', (header, isRead) => {
    expect(placeOfTraceparent(header) !== null).toBe(isRead);
  });
});

function aRequest(request: Partial<ClaimedRequest>): ClaimedRequest {
  return {
    hook: null,
    root: 0,
    parent: null,
    createdAt: 900,
    attempts: 0,
    ...request,
  } as Settlement['request'];
}
