import { eventually } from './eventually.js';
import type { HostProcess } from './host-process.js';

export interface Dataset {
  readonly id: string;
  readonly state: string;
  readonly received: { readonly bytes: number; readonly rows: number };
  readonly header: readonly string[];
  readonly analysis: Analysis | null;
}

export interface Analysis {
  readonly state: string;
  readonly looked: number;
  readonly columns: readonly Record<string, unknown>[];
  readonly bad: { readonly rows: number; readonly examples: readonly Record<string, unknown>[] };
  readonly duplicates: { readonly rows: number; readonly examples: readonly unknown[] };
  readonly hub: Record<string, unknown>;
}

export interface Import {
  readonly id: string;
  readonly state: string;
  readonly problem: string | null;
  readonly rows: Readonly<Record<string, number>>;
}

export interface ImportedRow {
  readonly row: number;
  readonly outcome: string;
  readonly reason: string | null;
  readonly transfer: string | null;
  readonly values: Readonly<Record<string, unknown>>;
}

const OVER = ['completed', 'failed', 'cancelled', 'needs_review'];

/** The Ingestion API as a client uses it, with one key. */
export class HandingIn {
  constructor(
    private readonly host: Pick<HostProcess, 'url'>,
    readonly key: string,
  ) {}

  dataset(body: object): Promise<Dataset> {
    return this.call('POST', '/v1/datasets', body);
  }

  get(id: string): Promise<Dataset> {
    return this.call('GET', `/v1/datasets/${id}`);
  }

  async send(
    id: string,
    body: string | Buffer | ReadableStream,
    { type = 'text/csv', query = '' } = {},
  ): Promise<{
    readonly status: number;
    readonly body: Dataset & { readonly code: string; readonly detail: string };
  }> {
    const answer = await fetch(`${this.host.url}/v1/datasets/${id}/data${query}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${this.key}`, 'content-type': type },
      body: body as string,
      ...(body instanceof ReadableStream ? { duplex: 'half' as const } : {}),
    });
    return { status: answer.status, body: (await answer.json()) as never };
  }

  /** A dataset that is whole. */
  async filled(body: object, data: string, type = 'text/csv'): Promise<Dataset> {
    const { id } = await this.dataset(body);
    const sent = await this.send(id, data, { type });
    if (sent.status !== 201) throw new Error(JSON.stringify(sent.body));
    return sent.body;
  }

  async analysed(id: string): Promise<Analysis> {
    await this.call('POST', `/v1/datasets/${id}/analyse`);
    return eventually(async () => {
      const { analysis } = await this.get(id);
      return analysis?.state === 'done' && analysis;
    });
  }

  /** Until it is over, or waits for a person. */
  async imported(dataset: string, more: object = {}): Promise<Import> {
    const { id } = await this.call<Import>('POST', '/v1/imports', { dataset, ...more });
    return this.over(id);
  }

  over(id: string): Promise<Import> {
    return eventually(async () => {
      const now = await this.import(id);
      return OVER.includes(now.state) && now.rows['open'] === 0 && now;
    }, 30_000);
  }

  import(id: string): Promise<Import> {
    return this.call('GET', `/v1/imports/${id}`);
  }

  async rows(id: string, query = ''): Promise<readonly ImportedRow[]> {
    return (await this.call<{ items: ImportedRow[] }>('GET', `/v1/imports/${id}/data?limit=200${query}`))
      .items;
  }

  async call<T>(method: string, path: string, body?: unknown): Promise<T> {
    const answer = await this.raw(method, path, body);
    if (answer.status >= 400)
      throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body as T;
  }

  async raw(
    method: string,
    path: string,
    body?: unknown,
  ): Promise<{ status: number; body: Record<string, unknown> }> {
    const answer = await fetch(this.host.url + path, {
      method,
      headers: {
        authorization: `Bearer ${this.key}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    return { status: answer.status, body: text === '' ? {} : (JSON.parse(text) as Record<string, unknown>) };
  }
}
