import { Pool } from 'undici';

import { ignore } from '../errors/index.js';

export interface OriginPoolsOptions {
  /** Builds the socket options of one origin: where the guard's lookup comes in. */
  readonly connectOptions: (origin: URL) => Pool.Options['connect'];
  readonly timeoutMs: number;
  /** Most pools at once; the longest unused idle one makes room. */
  readonly maxPools?: number;
  readonly idleMs?: number;
  readonly now: () => number;
}

interface Entry {
  readonly key: string;
  readonly pool: Pool;
  running: number;
  usedAt: number;
}

/** A pool in use. `release` exactly once. */
export interface PoolUse {
  readonly pool: Pool;
  release(): void;
}

/**
 * One pool of sockets per origin, limit and caller, made on first use and closed when idle: a connector that invents hosts
 * cannot grow the process, and a destination keeps its warm sockets. In a Map's order the least recently used is first.
 */
export class OriginPools {
  private readonly entries = new Map<string, Entry>();
  private sweeper: NodeJS.Timeout | undefined;

  constructor(private readonly options: OriginPoolsOptions) {}

  get size(): number {
    return this.entries.size;
  }

  /** Null when every pool is busy and there is room for no other. */
  use(origin: URL, connections: number, caller: string): PoolUse | null {
    const key = `${origin.origin} ${connections} ${caller}`;
    const entry = this.entries.get(key) ?? this.open(key, origin, connections);
    if (!entry) return null;
    this.entries.delete(key);
    this.entries.set(key, entry);
    entry.running += 1;
    return { pool: entry.pool, release: () => this.release(entry) };
  }

  async close(): Promise<void> {
    clearInterval(this.sweeper);
    this.sweeper = undefined;
    const open = [...this.entries.values()];
    this.entries.clear();
    await Promise.all(open.map(({ pool }) => pool.destroy()));
  }

  /** Closes what has not been used for a while. */
  sweep(): void {
    const before = this.options.now() - (this.options.idleMs ?? 60_000);
    for (const entry of this.entries.values())
      if (entry.running === 0 && entry.usedAt < before) this.drop(entry);
  }

  private open(key: string, origin: URL, connections: number): Entry | null {
    if (this.entries.size >= (this.options.maxPools ?? 1_024) && !this.makeRoom()) return null;
    const pool = new Pool(origin.origin, {
      connections,
      allowH2: false,
      headersTimeout: this.options.timeoutMs,
      bodyTimeout: this.options.timeoutMs,
      connect: this.options.connectOptions(origin),
    });
    const entry = { key, pool, running: 0, usedAt: this.options.now() };
    this.entries.set(key, entry);
    this.sweeper ??= setInterval(() => this.sweep(), 30_000).unref();
    return entry;
  }

  private release(entry: Entry): void {
    entry.running -= 1;
    entry.usedAt = this.options.now();
  }

  private makeRoom(): boolean {
    for (const entry of this.entries.values()) {
      if (entry.running > 0) continue;
      this.drop(entry);
      return true;
    }
    return false;
  }

  private drop(entry: Entry): void {
    this.entries.delete(entry.key);
    entry.pool.close().catch((error: unknown) => ignore(error, 'an idle pool failed to close'));
  }
}
