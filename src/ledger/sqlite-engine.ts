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
  openOwnersOnSqlite,
  readGeneration,
  seenOnSqlite,
  trimSeen,
  writeMeta,
} from './statements/hook-statements.js';
import { lockLanes, takeOnSqlite } from './statements/lane-statements.js';

export function createSqliteEngine(store: Store, held: HeldLanes): Engine {
  return {
    lanes: new SqliteLaneClaims(held),
    inboxes: new SqliteInboxClaims(store),
    seen: new SqliteSeenKeys(store),
    takeDuty: () => Promise.resolve(true),
  };
}

/** Claims in memory, changed only under the write lock: a claim writes nothing, a restart frees everything. */
class SqliteLaneClaims implements LaneClaims {
  constructor(private readonly held: HeldLanes) {}

  async take(tx: Tx, asks: readonly ClaimAsk[], { now }: Lease): Promise<number[]> {
    const taken = new Set<number>();
    for (const { queue, tier, count } of asks) {
      const most = count + this.held.countOf(queue);
      const rows = await tx.many(takeOnSqlite, [{ queue, tier, count: most, now }]);
      let left = count;
      for (const { key } of rows) {
        if (left === 0) break;
        const holder = this.held.get(key);
        if (taken.has(key) || (holder && holder.until > now)) continue;
        taken.add(key);
        left -= 1;
      }
    }
    return [...taken];
  }

  /** A held lane has its row: only its holder takes it away. */
  async lock(tx: Tx, lanes: readonly number[]): Promise<Map<number, number>> {
    const unheld = lanes.filter((key) => !this.held.get(key));
    const rows = await tx.many(
      lockLanes,
      unheld.map((key) => ({ key })),
    );
    const there = new Map(rows.map(({ key }) => [key, 0]));
    for (const key of lanes) {
      const claim = this.held.claimOf(key);
      if (claim !== 0) there.set(key, claim);
    }
    return there;
  }

  rowOf({ key, queue, tier, readyAt, marker }: NewLane) {
    return { key, queue, tier, ready_at: readyAt, claim: marker };
  }

  holderOf(lane: number): number {
    return this.held.claimOf(lane);
  }

  async extend(lanes: readonly LaneClaim[], until: number): Promise<number[]> {
    const lost: number[] = [];
    for (const { lane, claim } of lanes) {
      const held = this.held.get(lane);
      if (held?.claim === claim) held.until = until;
      else lost.push(lane);
    }
    return lost;
  }

  async release(lanes: readonly LaneClaim[]): Promise<void> {
    for (const { lane, claim } of lanes) this.held.drop(lane, claim);
  }
}

class SqliteInboxClaims implements InboxClaims {
  private readonly inboxes = new Map<number, { claim: number; until: number }>();

  constructor(private readonly store: Store) {}

  async take(owner: number, { claim, now, until }: Lease): Promise<boolean> {
    const holder = this.inboxes.get(owner);
    if (holder && holder.until >= now) return false;
    this.inboxes.set(owner, { claim, until });
    return true;
  }

  async lock(_tx: Tx, owners: readonly number[]): Promise<Map<number, number>> {
    return new Map(owners.map((owner) => [owner, this.inboxes.get(owner)?.claim ?? 0]));
  }

  async extend(
    inboxes: readonly { readonly owner: number; readonly claim: number }[],
    until: number,
  ): Promise<void> {
    for (const { owner, claim } of inboxes) {
      const holder = this.inboxes.get(owner);
      if (holder?.claim === claim) holder.until = until;
    }
  }

  async release(owner: number, claim: number): Promise<void> {
    if (this.inboxes.get(owner)?.claim === claim) this.inboxes.delete(owner);
  }

  async openOwners(limit: number, now: number): Promise<number[]> {
    const count = limit + this.inboxes.size;
    const rows = await this.store.read(openOwnersOnSqlite, [{ after: 0, count }]);
    return rows
      .map(({ owner }) => owner)
      .filter((owner) => (this.inboxes.get(owner)?.until ?? 0) < now)
      .slice(0, limit);
  }
}

/** One process, so one opinion about which generation is the newer. */
class SqliteSeenKeys implements SeenKeys {
  private newer: Generation = 'a';
  private swappedAt = 0;

  constructor(private readonly store: Store) {}

  async start(tx: Tx, now: number): Promise<void> {
    await tx.many(addMeta, metaOf({ newer: 'a', swappedAt: now }));
    const rows = await tx.many(readGeneration, SEEN_META);
    for (const { key, value } of rows) {
      if (key === 'seen') this.newer = value === 'b' ? 'b' : 'a';
      else this.swappedAt = Number(value);
    }
  }

  async insert(tx: Tx, keys: readonly SeenKey[]): Promise<Set<number>> {
    const rows = await tx.many(
      seenOnSqlite[this.newer],
      keys.map(({ owner, key, token, bodyHash }) => ({ owner, key, token, body_hash: bodyHash })),
    );
    return new Set(rows.map(({ token }) => token));
  }

  async swap(now: number): Promise<boolean> {
    if (!isDue(this.swappedAt, now)) return false;
    const older: Generation = this.newer === 'a' ? 'b' : 'a';
    const trimmed = await this.store.write((tx) => tx.many(trimSeen[older], [{ count: TRIM_ROWS }]));
    if (trimmed.length === TRIM_ROWS) return false;
    await this.store.write((tx) => tx.many(writeMeta, metaOf({ newer: older, swappedAt: now })));
    this.newer = older;
    this.swappedAt = now;
    return true;
  }
}

/** About 10 ms of held loop per turn of the sweep. */
const TRIM_ROWS = 5_000;
