import { createHmac, randomUUID } from 'node:crypto';

import { fakePartner, type FakePartner, type PartnerWays } from './fake-partner.js';
import type { HostProcess } from './host-process.js';

const SECRET = 'a-signing-secret-of-simulated-systems';
/** Hooks under way at the same time, as an ordinary sender has. */
const SENDERS = 8;
const REPEAT_AFTER_MS = 50;
const THINGS = 'products';

/** A record as a person sees it there. */
export type Fields = Readonly<Record<string, unknown>>;

export interface SystemWays {
  readonly name: string;
  /** What it makes of a record it is to hold: it truncates, rounds, … */
  readonly keeps?: PartnerWays['keeps'];
  /** A rule of its own that changes a record a moment after it was written, as a write of its own; null: it is content. */
  readonly automation?: (record: Fields) => Fields | null;
  /** How late an answer is, in milliseconds. */
  readonly latencyMs?: () => number;
  /** The status a call is answered with instead of being served. */
  readonly fault?: (method: string) => 429 | 500 | 503 | undefined;
  /** Further settings of its connection. */
  readonly collection?: Fields;
}

/**
 * An external system with products: own ids, versions, and a signed hook for every write, its answer to our own writes
 * included. A hook is repeated until it is answered 2xx. What it holds is changed over HTTP by the host and by `edit`
 * by its people.
 */
export class SimulatedSystem implements AsyncDisposable {
  /** Hooks that were answered 2xx. */
  delivered = 0;
  private readonly waiting: { readonly id: string; readonly version: number }[] = [];
  private sending = 0;
  private isClosed = false;
  private isSilent = false;
  private hookUrl = '';
  connection = '';

  private constructor(
    readonly ways: SystemWays,
    private readonly store: FakePartner,
  ) {}

  /** Starts it and connects it with the host; products match by their SKU. */
  static async start(host: HostProcess, ways: SystemWays): Promise<SimulatedSystem> {
    const told: { system?: SimulatedSystem } = {};
    const store = await fakePartner({
      keeps: ways.keeps,
      idPrefix: `${ways.name.toLowerCase()}-`,
      onStored: (change) => told.system?.changed(change),
    });
    const system = new SimulatedSystem(ways, store);
    told.system = system;
    store.misbehave(async ({ method }) => {
      const latency = ways.latencyMs?.() ?? 0;
      if (latency > 0) await new Promise((resolve) => setTimeout(resolve, latency));
      const status = ways.fault?.(method);
      if (status === undefined) return undefined;
      return { status, ...(status === 429 ? { headers: { 'retry-after': '1' } } : {}) };
    });
    await system.connect(host);
    return system;
  }

  /** Writes of the host that took effect. */
  get written(): number {
    return this.store.writes.length;
  }

  /** Hooks on their way, or waiting to be sent. */
  get pending(): number {
    return this.waiting.length + this.sending;
  }

  get records(): Fields[] {
    return this.store.records(THINGS);
  }

  record(id: string): Fields {
    return this.store.record(THINGS, id) ?? {};
  }

  /** A person makes a record there. */
  create(id: string, fields: Fields): void {
    this.store.put(THINGS, id, { ...fields });
  }

  /** A person changes fields of a record there. */
  edit(id: string, fields: Fields): void {
    const { id: _, version: __, ...present } = this.record(id);
    this.store.put(THINGS, id, { ...present, ...fields });
  }

  /** Nobody hears of what changes here, until it `tells`. */
  keepSilent(): void {
    this.isSilent = true;
  }

  tell(): void {
    this.isSilent = false;
    this.send();
  }

  /** Further settings of the collections by which its products come into the hub. */
  async comesIn(host: HostProcess, settings: Fields): Promise<void> {
    for (const { id, direction } of await this.collections(host))
      if (direction === 'TO') await host.admin.patch(`/v1/mapping-collections/${id}`, settings);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.isClosed = true;
    await this.store.close();
  }

  private async connect(host: HostProcess): Promise<void> {
    const { admin } = host;
    const made = await admin.post<{ id: string; hookUrl: string }>('/v1/connections', {
      connector: 'rest',
      name: this.ways.name,
      mode: 'live',
      settings: { baseUrl: this.store.url },
      secrets: { webhook: SECRET, api: 'token' },
      defaults: true,
    });
    this.connection = made.id;
    this.hookUrl = made.hookUrl;
    for (const { id } of await this.collections(host))
      await admin.patch(`/v1/mapping-collections/${id}`, { match: ['sku'], ...this.ways.collection });
  }

  private async collections({ admin }: HostProcess): Promise<{ id: string; direction: string }[]> {
    const { items } = await admin.get<{ items: { id: string; type: string; direction: string }[] }>(
      `/v1/mapping-collections?connection=${this.connection}&limit=100`,
    );
    return items.filter(({ type }) => type === 'PRODUCT');
  }

  private changed({ id, version }: { id: string; version: number }): void {
    this.waiting.push({ id, version });
    this.send();
    const { automation } = this.ways;
    if (!automation) return;
    setImmediate(() => {
      const change = automation(this.record(id));
      if (change) this.edit(id, change);
    });
  }

  private send(): void {
    while (this.sending < SENDERS && !this.isSilent) {
      const next = this.waiting.shift();
      if (!next) return;
      this.sending += 1;
      void this.deliver(next).finally(() => {
        this.sending -= 1;
        this.send();
      });
    }
  }

  private async deliver({ id, version }: { id: string; version: number }): Promise<void> {
    const topic = version === 1 ? 'product/created' : 'product/updated';
    const body = JSON.stringify({ topic, id, version, data: this.record(id) });
    const headers = {
      'content-type': 'application/json',
      'x-hookyard-signature': createHmac('sha256', SECRET).update(body).digest('hex'),
      'x-hookyard-delivery': randomUUID(),
    };
    while (!this.isClosed) {
      if (await isTaken(this.hookUrl, { method: 'POST', headers, body })) {
        this.delivered += 1;
        return;
      }
      await new Promise((resolve) => setTimeout(resolve, REPEAT_AFTER_MS));
    }
  }
}

async function isTaken(url: string, request: RequestInit): Promise<boolean> {
  try {
    const answer = await fetch(url, request);
    await answer.arrayBuffer();
    return answer.ok;
  } catch {
    return false;
  }
}
