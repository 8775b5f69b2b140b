import { isFull } from '../kit/scale.js';
import { aYard } from '../kit/yard.js';
import { eventually } from '../kit/eventually.js';
import { readLedger } from '../kit/ledger-facts.js';
import { killStory, type KillPlan } from './kill-story.js';

const QUICK: KillPlan = { hooks: 600, records: 60, kills: 4, repeats: 0.1 };
const FULL: KillPlan = { hooks: 20_000, records: 500, kills: 30, repeats: 0.05 };
const PLAN = isFull ? FULL : QUICK;

describe('kill −9 under load', () => {
  it('loses nothing acknowledged, resolves it once, keeps order, and doubles no effect', async () => {
    await using yard = await aYard({ env: { HOOKYARD_LEASE_MS: '3000' } });
    const { host, partner } = yard;

    const known = await killStory(host, partner, yard.shop.hookUrl, PLAN);

    await eventually(() => isAtRest(partner, known.newest), 600_000);
    await eventually(async () => (await readLedger(yard)).open === 0, 120_000);
    const facts = await readLedger(yard);
    process.stdout.write(
      `kill: ${known.kills} kills, ${known.deliveries.size} hooks acknowledged over ${known.newest.size} records, ` +
        `${known.repeatsSent} sent again, ${facts.hooks} kept, ${facts.requests} requests, ` +
        `${partner.calls.filter(({ isRepeat }) => isRepeat).length} writes repeated under their key\n`,
    );
    expect(known.kills).toBe(PLAN.kills);
    expect(facts.deliveries).toEqual([...known.deliveries].sort());
    expect(facts.hooksWithoutOneRequest).toEqual([]);
    expect(partner.records('orders')).toHaveLength(known.newest.size);
    expect(outOfOrder(partner.writes)).toEqual([]);
  }, 1_500_000);
});

type Partner = Awaited<ReturnType<typeof aYard>>['partner'];

function isAtRest(partner: Partner, newest: ReadonlyMap<string, number>): boolean {
  const revisions = new Map(
    partner.records('orders').map((order) => [String(order['number']), order['revision']]),
  );
  return [...newest].every(([id, revision]) => revisions.get(`#${id}`) === revision);
}

/** Remote records whose revision ever went down. */
function outOfOrder(writes: Partner['writes']): string[] {
  const last = new Map<string, number>();
  const wrong = new Set<string>();
  for (const { id, data } of writes) {
    const revision = (data as { revision?: number } | null)?.revision;
    if (revision === undefined) continue;
    if (revision < (last.get(id) ?? 0)) wrong.add(id);
    last.set(id, revision);
  }
  return [...wrong];
}
