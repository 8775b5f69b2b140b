import { eventually } from '../kit/eventually.js';
import { HostProcess } from '../kit/host-process.js';
import { readHub } from '../kit/ledger-facts.js';
import { scaled } from '../kit/scale.js';
import { SimulatedSystem } from '../kit/simulated-system.js';
import { TwoHands, namesHeard, wrongIn, type Ended } from './two-hands.js';

const RECORDS = scaled(500, 12);
/** Where another test has shown the same race at full size. */
const FEWER = scaled(200, 12);
const CREATED = scaled(200, 12);
const LONGEST_MS = scaled(300_000, 60_000);

const ofEast = ({ sku }: Ended): string => `${sku} of the east`;
const ofWest = ({ sku }: Ended): string => `${sku} of the west`;
/** The name that the hub took in first. */
const first = (end: Ended): string => namesHeard(end)[0] ?? 'none';

interface Parked {
  readonly id: string;
  readonly code: string;
  readonly recordId: string;
}

interface Dispute {
  readonly field: string;
  readonly sent: string;
  readonly kept: string;
}

describe('two systems that hold the same products, edited in both at once', () => {
  let host: HostProcess;
  let east: SimulatedSystem;
  let west: SimulatedSystem;
  let hands: TwoHands;
  /** Neither takes anything written. */
  let isFrozen = false;

  beforeEach(async () => {
    isFrozen = false;
    const fault = (method: string): 503 | undefined => (isFrozen && method !== 'GET' ? 503 : undefined);
    host = await HostProcess.start();
    east = await SimulatedSystem.start(host, { name: 'East', fault });
    west = await SimulatedSystem.start(host, { name: 'West', fault });
    hands = new TwoHands(host, east, west);
  }, 60_000);
  afterEach(async () => {
    await host[Symbol.asyncDispose]();
    await Promise.all([east, west].map((system) => system[Symbol.asyncDispose]()));
  });

  it(
    'by `latest` who was heard last is right everywhere, and the other is in the history',
    async () => {
      await hands.hold(RECORDS);
      isFrozen = true;
      hands.editInSilence();
      west.tell();
      await namesIn('of the west');
      east.tell();
      await namesIn('of the east');
      isFrozen = false;
      await hands.atRest();

      const ends = await hands.ends();
      expect(wrongIn(ends, ofEast)).toEqual([]);
      expect(ends.filter((end) => !isHeard(end))).toEqual([]);
      expect(ends).toHaveLength(RECORDS);
    },
    LONGEST_MS,
  );

  it.each([
    ['`hub` who was heard first', () => ({ conflict: 'hub' }), first, RECORDS],
    ['`priority` who stands first', () => ({ conflict: { priority: [west.connection] } }), ofWest, RECORDS],
    [
      'a rule of the field, under another of the collection,',
      () => ({ conflict: 'latest', conflictByField: { name: { priority: [east.connection] } } }),
      ofEast,
      FEWER,
    ],
  ] as const)(
    'by %s is right everywhere, though nobody waits for the other, and the other is in the history',
    async (_, rule, isRight, records) => {
      for (const system of [east, west]) await system.comesIn(host, rule());
      await hands.hold(records);

      hands.editInSilence();
      hands.tellAtOnce();
      await hands.atRest();

      const ends = await hands.ends();
      expect(wrongIn(ends, isRight)).toEqual([]);
      expect(ends.filter((end) => !isHeard(end))).toEqual([]);
      expect(ends).toHaveLength(records);
    },
    LONGEST_MS,
  );

  it(
    'by `park` a person is shown both values, each system keeps its own until they decide, and then all are equal',
    async () => {
      for (const system of [east, west]) await system.comesIn(host, { conflict: 'park' });
      await hands.hold(FEWER);

      hands.editInSilence();
      hands.tellAtOnce();
      await hands.atRest();

      const before = await hands.ends();
      expect(before.filter(({ east: e, west: w }) => e['name'] === w['name'])).toEqual([]);
      expect(before.filter(({ east: e, west: w }) => !e['category'] && !w['description'])).toEqual([]);
      const decided = await decideAll();
      expect(decided.size).toBe(FEWER);
      await hands.atRest();
      const ends = await hands.ends();
      expect(wrongIn(ends, ({ sku }) => decided.get(sku) ?? 'undecided')).toEqual([]);
      expect(ends.filter((end) => !isHeard(end))).toEqual([]);
      expect(await parked()).toEqual([]);
    },
    LONGEST_MS,
  );

  it(
    'the same products made in both at once are each one record with two links, whole in both',
    async () => {
      for (const system of [east, west]) system.keepSilent();
      for (let n = 0; n < CREATED; n += 1) {
        east.create(`east-${n}`, { sku: `sku-${n}`, name: `sku-${n}`, description: 'east', status: 'new' });
        west.create(`west-${n}`, { sku: `sku-${n}`, name: `sku-${n}`, category: 'west', status: 'new' });
      }

      hands.tellAtOnce();
      await hands.atRest();

      const { records, links } = await readHub(host);
      expect([records.size, links.length]).toEqual([CREATED, 2 * CREATED]);
      expect([east.records.length, west.records.length]).toEqual([CREATED, CREATED]);
      expect(wrongIn(await hands.ends(), ({ sku }) => sku)).toEqual([]);
    },
    LONGEST_MS,
  );

  /** Both names are in the history, one of them taken last or never. */
  function isHeard(end: Ended): boolean {
    const heard = new Set(namesHeard(end));
    return heard.has(ofEast(end)) && heard.has(ofWest(end));
  }

  /** Until the hub has taken in what a system said of every product. */
  async function namesIn(words: string): Promise<void> {
    await eventually(async () => {
      const { records } = await readHub(host);
      return [...records.values()].every(({ name }) => String(name).endsWith(words));
    }, LONGEST_MS);
  }

  async function parked(): Promise<Parked[]> {
    const found: Parked[] = [];
    for (let cursor = ''; ;) {
      const page = await host.admin.get<{ items: Parked[]; next: string | null }>(
        `/v1/transfers?state=parked&limit=200${cursor}`,
      );
      found.push(...page.items);
      if (page.next === null) return found;
      cursor = `&cursor=${page.next}`;
    }
  }

  /** Every other one is taken, the rest kept. Answers by SKU the name that is right then. */
  async function decideAll(): Promise<Map<string, string>> {
    const right = new Map<string, string>();
    for (const [at, { id, code }] of (await parked()).entries()) {
      expect(code).toBe('edit-conflict');
      const { result } = await host.admin.get<{ result: { disputed: Dispute[] } }>(`/v1/transfers/${id}`);
      const [{ field, sent, kept } = { field: '', sent: '', kept: '' }] = result.disputed;
      expect([field, result.disputed.length]).toEqual(['name', 1]);
      const sku = sent.split(' ')[0] ?? '';
      expect([sent, kept].sort()).toEqual([`${sku} of the east`, `${sku} of the west`]);
      const decision = at % 2 === 0 ? 'take' : 'keep';
      await host.admin.post(`/v1/transfers/${id}/decide`, { decision });
      right.set(sku, decision === 'take' ? sent : kept);
    }
    return right;
  }
});
