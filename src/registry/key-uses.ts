import type { Clock } from '../clock/index.js';
import { ignore } from '../errors/index.js';
import type { OpenStore } from '../store/index.js';
import { ApiKeyRow } from './api-key.entity.js';

/** How exact `lastUsedAt` is. A write per call would be a commit per read. */
const GRAIN_MS = 60_000;

/**
 * When keys were last used: written behind the call, at most once a minute and key in each process. What this process
 * wrote it remembers, so that a crowd of calls at once is one write; a removed key costs an entry until the end.
 */
export class KeyUses {
  private readonly noted = new Map<number, number>();

  constructor(
    private readonly store: OpenStore,
    private readonly clock: Clock,
  ) {}

  note({ id, lastUsedAt }: Pick<ApiKeyRow, 'id' | 'lastUsedAt'>): void {
    const now = this.clock.now();
    if (Math.max(lastUsedAt ?? 0, this.noted.get(id) ?? 0) > now - GRAIN_MS) return;
    this.noted.set(id, now);
    this.store
      .transaction((manager) => manager.update(ApiKeyRow, { id }, { lastUsedAt: now }))
      .catch((error: unknown) => ignore(error, 'the time of use of a key is written with its next use'));
  }
}
