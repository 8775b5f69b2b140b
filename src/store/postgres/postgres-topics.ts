import pg from 'pg';

import { ignore } from '../../errors/index.js';
import type { Topic } from '../store-options.js';
import type { LocalTopics } from '../topics.js';

const CHANNELS: Readonly<Record<Topic, string>> = {
  hooks: 'hookyard_hooks',
  requests: 'hookyard_requests',
  holds: 'hookyard_holds',
  config: 'hookyard_config',
};

/** NOTIFY serialises commits on the server: one per topic and this long, whatever the load. */
const LEAST_GAP_MS = 20;
const CONNECT_TIMEOUT_MS = 3_000;
const RECONNECT_EVERY_MS = 1_000;

/**
 * Wake-ups between processes, on a connection of their own and never inside the work's transaction. Only a hint: a
 * lost connection costs a poll's delay. Listeners of this process are told directly.
 */
export class PostgresTopics {
  private client: pg.Client | null = null;
  private readonly pending = new Set<Topic>();
  private sentAt = -Infinity;
  private timer: NodeJS.Timeout | undefined;
  private reconnect: NodeJS.Timeout | undefined;
  private isClosed = false;

  constructor(
    private readonly url: string,
    private readonly local: LocalTopics,
  ) {}

  async open(): Promise<void> {
    const client = new pg.Client({
      connectionString: this.url,
      application_name: 'hookyard wake-ups',
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      keepAlive: true,
    });
    client.on('error', (error) => ignore(error, 'the wake-up connection was lost; polling finds the work'));
    client.on('end', () => this.lost(client));
    client.on('notification', ({ channel, processId }) => this.heard(channel, processId, client));
    try {
      await client.connect();
      await client.query(
        Object.values(CHANNELS)
          .map((channel) => `LISTEN ${channel}`)
          .join(';'),
      );
    } catch (error) {
      ignore(error, 'no wake-up connection now; polling finds the work');
      await client.end().catch((failure: unknown) => ignore(failure, 'it never was connected'));
      this.later();
      return;
    }
    if (this.isClosed) await client.end();
    else this.client = client;
  }

  notify(topic: Topic): void {
    this.pending.add(topic);
    if (this.timer || this.isClosed) return;
    const wait = Math.max(0, this.sentAt + LEAST_GAP_MS - performance.now());
    this.timer = setTimeout(() => this.send(), wait);
    this.timer.unref();
  }

  async close(): Promise<void> {
    this.isClosed = true;
    clearTimeout(this.timer);
    clearTimeout(this.reconnect);
    await this.client?.end();
  }

  private send(): void {
    this.timer = undefined;
    this.sentAt = performance.now();
    const text = [...this.pending].map((topic) => `NOTIFY ${CHANNELS[topic]}`).join(';');
    this.pending.clear();
    this.client
      ?.query(text)
      .catch((error: unknown) => ignore(error, 'a wake-up was lost; polling finds the work'));
  }

  private heard(channel: string, processId: number, client: pg.Client): void {
    if (processId === (client as pg.Client & { processID?: number }).processID) return;
    for (const [topic, name] of Object.entries(CHANNELS))
      if (name === channel) this.local.tell(topic as Topic, false);
  }

  private lost(client: pg.Client): void {
    if (this.client !== client) return;
    this.client = null;
    this.later();
  }

  private later(): void {
    if (this.isClosed) return;
    clearTimeout(this.reconnect);
    this.reconnect = setTimeout(() => void this.open(), RECONNECT_EVERY_MS);
    this.reconnect.unref();
  }
}
