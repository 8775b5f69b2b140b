import { SystemClock } from '../clock/index.js';
import { aHook } from '../../test/kit/a-hook.js';
import { eventually } from '../../test/kit/eventually.js';
import { type JudgedSlice, Resolving, type ResolvingOptions } from './resolving.js';

const NOTHING: JudgedSlice = {
  from: 0,
  to: 1,
  isLast: true,
  plan: null,
  requests: [],
  verdicts: [],
  events: [],
};

/** Owners, and the connector in workers of each; `loops`: those whose hooks are never read. */
interface Setting {
  readonly owners: readonly (readonly [owner: number, connector: string | null])[];
  readonly loops: readonly string[];
}

describe('hooks of connectors that loop in their workers', () => {
  const { promise: testIsOver, resolve: endLoops } = Promise.withResolvers<JudgedSlice>();
  const started: Resolving[] = [];
  afterAll(async () => {
    endLoops(NOTHING);
    await Promise.all(started.map((one) => one.stop()));
  });

  /** Which owners' hooks were begun, and which were resolved. */
  function resolving({ owners, loops }: Setting): { begun: Set<number>; resolved: Set<number> } {
    const begun = new Set<number>();
    const resolved = new Set<number>();
    const connectorOf = new Map(owners);
    const ledger = {
      openOwners: async (limit: number) =>
        owners
          .map(([owner]) => owner)
          .filter((owner) => !resolved.has(owner))
          .slice(0, limit),
      holdInbox: async () => 1,
      releaseInbox: async () => undefined,
      openHooks: async (owner: number) => (resolved.has(owner) ? [] : [aHook({ seq: owner, owner })]),
      resolveAll: async (given: readonly { owner: number }[]) =>
        given.map(({ owner }) => {
          resolved.add(owner);
          return { isStored: true, enqueued: [] };
        }),
    } as unknown as ResolvingOptions['ledger'];
    const one = new Resolving({
      ledger,
      clock: new SystemClock(),
      pollMs: 5,
      judge: () => {
        throw new TypeError('a small hook is judged whole');
      },
      judgeWhole: ({ owner }) => {
        begun.add(owner);
        const isLost = loops.includes(connectorOf.get(owner) ?? '');
        return isLost ? testIsOver : NOTHING;
      },
      failed: () => {
        throw new TypeError('none fails');
      },
      onClaimed: () => undefined,
      onResolved: () => undefined,
      mayResolve: () => true,
      waiting: () => 0,
      elsewhere: () =>
        new Map(owners.flatMap(([owner, connector]) => (connector === null ? [] : [[owner, connector]]))),
      onError: (_, error) => {
        throw error;
      },
    });
    started.push(one);
    one.start();
    return { begun, resolved };
  }

  const ownersOf = (connector: string | null, from: number, count: number): [number, string | null][] =>
    Array.from({ length: count }, (_, index) => [from + index, connector]);

  it('leave room for all others, however many connections it has', async () => {
    const owners = [
      ...ownersOf('loops', 1, 200),
      ...ownersOf('well', 1_001, 40),
      ...ownersOf(null, 2_001, 40),
    ];

    const { begun, resolved } = resolving({ owners, loops: ['loops'] });

    await eventually(() => resolved.size === 80);
    expect([...resolved].every((owner) => owner > 1_000)).toBe(true);
    expect([...begun].filter((owner) => owner <= 1_000)).toHaveLength(8);
  });

  it('leave room for others although several loop at once', async () => {
    const bad = ['a', 'b', 'c', 'd'];
    const owners = [
      ...bad.flatMap((name, at) => ownersOf(name, at * 100 + 1, 50)),
      ...ownersOf('well', 1_001, 40),
    ];

    const { resolved } = resolving({ owners, loops: bad });

    await eventually(() => resolved.size === 40);
  });

  it('do not hold back those in the process of the host, which have all slots', async () => {
    const owners = ownersOf(null, 1, 100);

    const { resolved } = resolving({ owners, loops: [] });

    await eventually(() => resolved.size === 100);
  });
});
