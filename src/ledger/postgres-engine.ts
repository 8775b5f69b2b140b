import type { Store, Tx } from '../store/index.js';

import type {
  Engine,
  InboxClaims,
  LaneClaim,
  LaneClaims,
  Lease,
  NewLane,
  SeenKey,
  SeenKeys,
} from './engine.js';
import type { HeldLanes } from './held-lanes.js';
import type { ClaimAsk } from './ledger.js';
import { isDue, metaOf, SEEN_META, type Generation } from './seen-generation.js';
import {
  addMeta,
  leaseInbox,
  lockInbox,
  openOwnersOnPostgres,
  readGeneration,
  seenOnPostgres,
  takeInbox,
  truncateSeen,
  writeMeta,
} from './statements/hook-statements.js';
import {
  commitWithoutFlush,
  leaseLanes,
  lockLanes,
  releaseLanes,
  takeDuty,
  takeOnPostgres,
} from './statements/lane-statements.js';

export function createPostgresEngine(store: Store, held: HeldLanes): Engine {
  return {
    lanes: new PostgresLaneClaims(store, held),
    inboxes: new PostgresInboxClaims(store),
    seen: new PostgresSeenKeys(store),
    takeDuty: async (name, { claim, now, until }) => {
      const rows = await store.write((tx) => tx.many(takeDuty, [{ name, claim, now, lease_until: until }]));
      return rows.length > 0;
    },
  };
}

/** Claims are columns with leases: any number of processes, each taking what the others have not locked. */
class PostgresLaneClaims implements LaneClaims {
  constructor(
    private readonly store: Store,
    private readonly held: HeldLanes,
  ) {}

  async take(tx: Tx, asks: readonly ClaimAsk[], { claim, now, until }: Lease): Promise<number[]> {
    await tx.many(commitWithoutFlush, [{}]);
    const rows = await tx.many(
      takeOnPostgres,
      asks.map(({ queue, tier, count }) => ({ queue, tier, count, now, claim, lease_until: until })),
    );
    return rows.map(({ key }) => key);
  }

  async lock(tx: Tx, lanes: readonly number[], also: readonly number[]): Promise<Map<number, number>> {
    const keys = [...new Set([...lanes, ...also])].map((key) => ({ key }));
    const rows = await tx.many(lockLanes, keys);
    return new Map(rows.map(({ key, claim }) => [key, claim]));
  }

  rowOf({ key, queue, tier, readyAt, own }: NewLane) {
    return { key, queue, tier, ready_at: own?.until ?? readyAt, claim: own?.claim ?? 0 };
  }

  holderOf(_lane: number, column: number): number {
    return column;
  }

  async extend(lanes: readonly LaneClaim[], until: number): Promise<number[]> {
    const rows = await this.store.write((tx) =>
      tx.many(
        leaseLanes,
        lanes.map(({ lane, claim }) => ({ key: lane, claim, lease_until: until })),
      ),
    );
    const kept = new Set(rows.map(({ key }) => key));
    const lost: number[] = [];
    for (const { lane, claim } of lanes) {
      const held = this.held.get(lane);
      if (!kept.has(lane)) {
        lost.push(lane);
        this.held.drop(lane, claim);
      } else if (held?.claim === claim) held.until = until;
    }
    return lost;
  }

  async release(lanes: readonly LaneClaim[], now: number): Promise<void> {
    await this.store.write((tx) =>
      tx.many(
        releaseLanes,
        lanes.map(({ lane, claim }) => ({ key: lane, claim, now })),
      ),
    );
    for (const { lane, claim } of lanes) this.held.drop(lane, claim);
  }
}

class PostgresInboxClaims implements InboxClaims {
  constructor(private readonly store: Store) {}

  async take(owner: number, { claim, now, until }: Lease): Promise<boolean> {
    const rows = await this.store.write((tx) =>
      tx.many(takeInbox, [{ owner, claim, now, lease_until: until }]),
    );
    return rows.length > 0;
  }

  async lock(tx: Tx, owners: readonly number[]): Promise<Map<number, number>> {
    const rows = await tx.many(
      lockInbox,
      [...new Set(owners)].map((owner) => ({ owner })),
    );
    return new Map(rows.map(({ owner, claim }) => [owner, claim]));
  }

  async extend(
    inboxes: readonly { readonly owner: number; readonly claim: number }[],
    until: number,
  ): Promise<void> {
    await this.store.write((tx) =>
      tx.many(
        leaseInbox,
        inboxes.map(({ owner, claim }) => ({ owner, claim, lease_until: until })),
      ),
    );
  }

  async release(owner: number, claim: number): Promise<void> {
    await this.extend([{ owner, claim }], 0);
  }

  async openOwners(limit: number, now: number): Promise<number[]> {
    const rows = await this.store.read(openOwnersOnPostgres, [{ count: limit, now }]);
    return rows.map(({ owner }) => owner);
  }
}

class PostgresSeenKeys implements SeenKeys {
  constructor(private readonly store: Store) {}

  async start(tx: Tx, now: number): Promise<void> {
    await tx.many(addMeta, metaOf({ newer: 'a', swappedAt: now }));
  }

  async insert(tx: Tx, keys: readonly SeenKey[]): Promise<Set<number>> {
    const rows = await tx.many(
      seenOnPostgres,
      keys.map(({ owner, key, token, bodyHash }, n) => ({ n, owner, key, token, body_hash: bodyHash })),
    );
    return new Set(rows.map(({ token }) => token));
  }

  async swap(now: number): Promise<boolean> {
    const rows = await this.store.read(readGeneration, SEEN_META);
    const state = new Map(rows.map(({ key, value }) => [key, value]));
    if (!isDue(Number(state.get('seen_swapped_at')), now)) return false;
    const older: Generation = state.get('seen') === 'a' ? 'b' : 'a';
    await this.store.write(async (tx) => {
      await tx.many(truncateSeen[older], [{}]);
      await tx.many(writeMeta, metaOf({ newer: older, swappedAt: now }));
    });
    return true;
  }
}
