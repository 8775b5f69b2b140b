import { setTimeout as pause } from 'node:timers/promises';

import { HostError } from '../errors/index.js';
import type { OpenStore } from '../store/index.js';
import type { Actor } from './configuration-writer.js';
import { HOST_TENANT } from './ids.js';
import type { RegistryParts } from './registry-parts.js';
import { SEALED_PLACES, type SealedPlace } from './sealed-values.store.js';

/** A master key, by its id. */
export interface MasterKeyInfo {
  readonly id: string;
  /** Whether this process has it. */
  readonly isKnown: boolean;
  /** Whether new values are sealed under it here. */
  readonly isFirst: boolean;
  /** Values sealed under it; a key without any may be taken away. */
  readonly sealed: number;
}

export interface RotationInfo {
  /** `interrupted`: values of older keys are left and this process works on none. */
  readonly state: 'running' | 'interrupted' | 'done';
  /** Values this process has sealed anew since it was asked last. */
  readonly resealed: number;
  readonly left: number;
  /** What did not open, by what it belongs to: enter those secrets again. */
  readonly unreadable: readonly string[];
}

export interface MasterKeysInfo {
  readonly keys: readonly MasterKeyInfo[];
  readonly rotation: RotationInfo;
}

/** Between two steps, so that hooks are written at their ordinary pace. */
const PAUSE_MS = 10;
const MOST_NAMED = 20;

/**
 * The master keys and their rotation. How far a rotation is stands in the rows themselves: each names its key, so one
 * that was interrupted anywhere goes on when it is asked for again, and two processes that rotate disturb nobody.
 */
export class MasterKeys {
  private running: Promise<void> | null = null;
  private isStopped = false;
  private resealed = 0;
  private unreadable = new Set<string>();
  /** A key that another process seals with and this one does not have. */
  private missing: string | null = null;

  constructor(
    private readonly parts: RegistryParts,
    private readonly store: OpenStore,
    /** Told when this process turns out to lack a key, and when a rotation ends before its time. */
    private readonly onError: (error: unknown) => void,
  ) {}

  /** False: what others have sealed cannot be opened here, so nothing should be accepted. */
  get isComplete(): boolean {
    return this.missing === null;
  }

  /** Throws MASTER_KEY_WRONG when any value is sealed under a key that is not in the ring. Follows other processes. */
  async start(): Promise<void> {
    await this.checkAll();
    this.parts.directory.onChange(() => {
      this.whyIncomplete().catch(this.onError);
    });
  }

  private async checkAll(): Promise<void> {
    const { vault } = this.parts;
    const unknown = [...(await this.counts())].filter(([id]) => !vault.has(id));
    if (unknown.length === 0) return;
    const needs = unknown.map(([id, sealed]) => `${sealed} sealed under ${id}`).join(', ');
    throw new HostError('MASTER_KEY_WRONG', { detail: `${needs}; the ring has ${vault.keyIds.join(', ')}` });
  }

  /** Whether another process has begun to seal with a key that is not here. Null when all is well. */
  async whyIncomplete(): Promise<string | null> {
    const missing = await this.parts.vault.missingKey(this.store);
    const isNews = missing !== null && missing !== this.missing;
    this.missing = missing;
    if (missing === null) return null;
    const detail = `another process seals with the key ${missing}, which this one does not have`;
    if (isNews) this.onError(new HostError('MASTER_KEY_WRONG', { detail }));
    return detail;
  }

  async get({ tenant }: Pick<Actor, 'tenant'>): Promise<MasterKeysInfo> {
    if (tenant !== HOST_TENANT) throw new HostError('FORBIDDEN', { detail: 'only the host’s own operator' });
    const { keyIds } = this.parts.vault;
    const counts = await this.counts();
    const keys = [...new Set([...keyIds, ...counts.keys()])].map((id) => ({
      id,
      isKnown: this.parts.vault.has(id),
      isFirst: id === keyIds[0],
      sealed: counts.get(id) ?? 0,
    }));
    const left = keys.reduce((sum, { isFirst, sealed }) => sum + (isFirst ? 0 : sealed), 0);
    const state = this.running ? 'running' : left > 0 ? 'interrupted' : 'done';
    return { keys, rotation: { state, resealed: this.resealed, left, unreadable: [...this.unreadable] } };
  }

  /** Reads the key file again and seals everything under the first key, in steps, while everything else goes on. */
  async rotate(actor: Actor): Promise<MasterKeysInfo> {
    const { vault, writer } = this.parts;
    if (this.running) return this.get(actor);
    await this.get(actor);
    vault.reload();
    await this.checkAll();
    const before = await this.get(actor);
    if (before.rotation.left === 0) return before;
    await writer.commit(actor, async ({ tx, audit }) => {
      // First, and in the commit that others are told of: whoever lacks the key learns it before it needs it.
      await vault.resealHashingKeys(tx);
      audit({ action: 'master-key.rotate', subject: vault.keyIds[0], before: before.keys });
    });
    this.resealed = 0;
    this.unreadable.clear();
    this.running ??= this.run()
      .catch(this.onError)
      .finally(() => {
        this.running = null;
      });
    return this.get(actor);
  }

  async stop(): Promise<void> {
    this.isStopped = true;
    await this.running;
  }

  /** Once more until a pass finds nothing: a process with an older ring may have written behind the first. */
  private async run(): Promise<void> {
    let before: number;
    do {
      before = this.resealed;
      for (const place of SEALED_PLACES) await this.pass(place);
    } while (this.resealed > before && !this.isStopped);
  }

  private async pass(place: SealedPlace): Promise<void> {
    let after: number | null = 0;
    while (after !== null && !this.isStopped) {
      const from: number = after;
      const step = await this.store.transaction((manager) => place.reseal(manager, this.parts.vault, from));
      this.resealed += step.resealed;
      for (const what of step.unreadable) if (this.unreadable.size < MOST_NAMED) this.unreadable.add(what);
      ({ after } = step);
      await pause(PAUSE_MS);
    }
  }

  private async counts(): Promise<ReadonlyMap<string, number>> {
    const { readSource, vault } = this.parts;
    const counts = new Map([[await vault.keyInUse(this.store), 1]]);
    for (const place of SEALED_PLACES) {
      for (const [id, sealed] of await place.count(readSource))
        counts.set(id, (counts.get(id) ?? 0) + sealed);
    }
    return counts;
  }
}
