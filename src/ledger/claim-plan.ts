import type { ClaimAsk } from './ledger.js';
import { RoundRobin } from './round-robin.js';

/** What fairness needs to know of a queue. */
export interface PlannedQueue {
  readonly tenant: number;
  readonly weight: number;
  readonly maxRunning: number;
}

export interface PlanInput {
  readonly ready: readonly { readonly queue: number; readonly tier: number }[];
  /** Undefined: the queue is gone; it is left out. */
  readonly queueOf: (queue: number) => PlannedQueue | undefined;
  /** Requests running now of a queue. */
  readonly running: (queue: number) => number;
  /** Lanes that could be taken now. */
  readonly free: number;
}

/** Manual, live, retry, poll, bulk: none starves. */
const TIER_SHARES = [8, 8, 2, 2, 1];

/** A queue with lanes ready, and how many more of them it may run. */
interface Candidate {
  readonly queue: number;
  readonly weight: number;
  readonly tiers: readonly number[];
  room: number;
}

/**
 * Which lanes to ask for: deficit round robin over tenants, then over their queues by weight, then over tiers by
 * their shares. A tenant with a backlog of a hundred thousand gets as many turns as one with ten. No I/O and no
 * clock: the same calls give the same answers.
 */
export class ClaimPlanner {
  private readonly tenants = new RoundRobin();
  private readonly queues = new Map<number, RoundRobin>();
  private readonly tiers = new Map<number, RoundRobin>();

  plan(input: PlanInput): ClaimAsk[] {
    const byTenant = candidatesOf(input);
    forgetOthers(this.queues, byTenant);
    forgetOthers(this.tiers, new Map([...byTenant.values()].flatMap((queues) => [...queues])));
    const asks = new Map<string, { queue: number; tier: number; count: number }>();
    const tenants = new Map([...byTenant.keys()].map((tenant) => [tenant, 1]));
    for (let left = input.free; left > 0 && tenants.size > 0; left -= 1) {
      const tenant = this.tenants.next(tenants);
      const queues = byTenant.get(tenant) as Map<number, Candidate>;
      const { queue, tier } = this.pick(tenant, queues);
      if (queues.size === 0) tenants.delete(tenant);
      const name = `${queue}/${tier}`;
      const ask = asks.get(name);
      if (ask) ask.count += 1;
      else asks.set(name, { queue, tier, count: 1 });
    }
    return [...asks.values()];
  }

  private pick(tenant: number, queues: Map<number, Candidate>): { queue: number; tier: number } {
    const weights = new Map([...queues].map(([queue, { weight }]) => [queue, weight]));
    const queue = robinOf(this.queues, tenant).next(weights);
    const candidate = queues.get(queue) as Candidate;
    candidate.room -= 1;
    if (candidate.room === 0) queues.delete(queue);
    const shares = new Map(candidate.tiers.map((tier) => [tier, TIER_SHARES[tier] ?? 1]));
    return { queue, tier: robinOf(this.tiers, queue).next(shares) };
  }
}

function candidatesOf({ ready, queueOf, running }: PlanInput): Map<number, Map<number, Candidate>> {
  const tiers = new Map<number, number[]>();
  for (const { queue, tier } of ready) tiers.set(queue, [...(tiers.get(queue) ?? []), tier]);
  const byTenant = new Map<number, Map<number, Candidate>>();
  for (const [queue, its] of tiers) {
    const known = queueOf(queue);
    const room = (known?.maxRunning ?? 0) - running(queue);
    if (!known || room <= 0) continue;
    const queues = byTenant.get(known.tenant) ?? new Map<number, Candidate>();
    byTenant.set(known.tenant, queues.set(queue, { queue, weight: known.weight, tiers: its, room }));
  }
  return byTenant;
}

function robinOf(robins: Map<number, RoundRobin>, key: number): RoundRobin {
  let robin = robins.get(key);
  if (!robin) robins.set(key, (robin = new RoundRobin()));
  return robin;
}

/** Who has nothing ready keeps no credit, and takes no memory. */
function forgetOthers(robins: Map<number, RoundRobin>, present: ReadonlyMap<number, unknown>): void {
  for (const key of robins.keys()) if (!present.has(key)) robins.delete(key);
}
