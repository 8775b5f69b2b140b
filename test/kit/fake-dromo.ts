import { randomUUID } from 'node:crypto';

import {
  jsonOf,
  systemServer,
  type SystemAnswer,
  type SystemCall,
  type SystemServer,
} from './system-server.js';

export const DROMO_LICENSE_KEY = 'dromo-backend-license-key';

type Row = Readonly<Record<string, unknown>>;

/** States a headless import has in the guide; others occur (D6). */
type State =
  'AWAITING_UPLOAD' | 'PENDING' | 'RUNNING' | 'NEEDS_REVIEW' | 'SUCCESSFUL' | 'FAILED' | (string & {});

interface Imported {
  readonly id: string;
  readonly kind: 'headless' | 'embedded';
  readonly source: string;
  readonly fileName: string | null;
  readonly isDevelopment: boolean;
  /** Backend sync is on: the results are stored. */
  readonly hasData: boolean;
  readonly user: Row | null;
  readonly invalidRows: readonly number[];
  readonly createdAt: string;
  state: State;
  changedAt: string;
  rows: readonly Row[];
}

/** A managed webhook: for development imports, or for the others. */
export interface DromoWebhook {
  readonly url: string;
  readonly isDevelopment: boolean;
}

export interface NewImport {
  readonly kind?: Imported['kind'];
  readonly source?: string;
  readonly fileName?: string;
  readonly isDevelopment?: boolean;
  readonly hasData?: boolean;
  readonly user?: Row | null;
  readonly rows?: readonly Row[];
  readonly invalidRows?: readonly number[];
}

/** Presigned links live so long (`X-Amz-Expires` of every sample). */
const LINK_MS = 1_800_000;
const MINUTE_MS = 60_000;
const CREATES_A_MINUTE = 20;
const READS_A_MINUTE = 12;

/**
 * Dromo as its developer pages say it behaves: imports in a page and headless, results behind presigned links on another
 * host, both kinds of webhooks. Its clock stands still until it is moved. Deliveries are sent by the test, so that they
 * may repeat, come late and out of order.
 */
export class FakeDromo implements AsyncDisposable {
  readonly webhooks: DromoWebhook[] = [];
  private readonly imports = new Map<string, Imported>();
  private readonly links = new Map<string, { readonly id: string; readonly until: number }>();
  private readonly counted: { readonly what: string; readonly at: number }[] = [];
  private now = Date.parse('2026-03-02T09:00:00Z');
  private ticks = 0;
  private isNextExpired = false;
  private server!: SystemServer;
  private storage!: SystemServer;

  static async start(): Promise<FakeDromo> {
    const fake = new FakeDromo();
    fake.storage = await systemServer([
      ['GET /results/:link', (_call, { link = '' }) => fake.result(link)],
      ['PUT /uploads/:id', (call, { id = '' }) => fake.upload(call, id)],
    ]);
    fake.server = await systemServer(fake.routes(), { status: 404, json: { detail: 'Not found.' } });
    return fake;
  }

  get url(): string {
    return this.server.url;
  }

  get calls(): readonly SystemCall[] {
    return this.server.calls;
  }

  /** Of the storage: the license key must not be among their headers. */
  get downloads(): readonly SystemCall[] {
    return this.storage.calls;
  }

  /** Told of every download before it is answered. */
  watchDownloads(listener: ((call: SystemCall) => void) | undefined): void {
    this.storage.first(listener);
  }

  /** A person or a program imported a file. */
  imported(made: NewImport = {}): string {
    const { kind = 'embedded', rows = [], user = null, hasData = true } = made;
    const at = this.time();
    const imported: Imported = {
      id: randomUUID(),
      kind,
      source: made.source ?? (kind === 'headless' ? randomUUID() : 'Members'),
      fileName: made.fileName ?? 'members.csv',
      isDevelopment: made.isDevelopment ?? false,
      invalidRows: made.invalidRows ?? [],
      hasData,
      user,
      rows,
      createdAt: at,
      changedAt: at,
      state: kind === 'headless' ? 'RUNNING' : 'PROCESSED',
    };
    this.imports.set(imported.id, imported);
    return imported.id;
  }

  become(id: string, state: State, rows?: readonly Row[]): void {
    const imported = this.imports.get(id) as Imported;
    imported.state = state;
    imported.changedAt = this.time();
    if (rows) imported.rows = rows;
  }

  /** Time goes on; links expire and quotas open again. */
  advance(ms: number): void {
    this.now += ms;
  }

  /** The next link is expired when it is handed out: who fetched it waited too long. */
  expireNextLink(): void {
    this.isNextExpired = true;
  }

  /** It was deleted there, or never made: somebody else sends the hook. */
  forget(id: string): void {
    this.imports.delete(id);
  }

  /** What the webhooks of its kind are sent now; a delivery that is kept may be sent again, or later. */
  event(name: string, id: string): () => Promise<number[]> {
    const imported = this.imports.get(id) as Imported;
    const body = JSON.stringify({ event: name, data: this.hookData(imported) });
    const urls = this.webhooks.filter(({ isDevelopment }) => isDevelopment === imported.isDevelopment);
    return () => Promise.all(urls.map(({ url }) => posted(url, body, 'application/json')));
  }

  /** The basic hook: a form with one field. */
  basic(url: string, id: string): Promise<number> {
    return posted(url, `uploadId=${id}`, 'application/x-www-form-urlencoded');
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.server[Symbol.asyncDispose]();
    await this.storage[Symbol.asyncDispose]();
  }

  private routes(): Parameters<typeof systemServer>[0] {
    const own =
      (answer: (call: SystemCall, id: string) => SystemAnswer): Parameters<typeof systemServer>[0][0][1] =>
      (call, { id = '' }) =>
        this.refused(call) ?? answer(call, id);
    const headless = '/api/v1/headless/imports';
    return [
      ['GET /api/v1/uploads/', own((call) => this.uploads(call))],
      ['GET /api/v1/upload/:id/metadata/', own((_call, id) => this.read(id, 'embedded') ?? gone())],
      ['GET /api/v1/upload/:id/url/', own((_call, id) => this.link(id))],
      ['GET /api/v1/upload/:id/data/', own(() => ({ status: 410, json: { detail: 'Gone.' } }))],
      [
        'POST /api/v1/upload/:id/delete/',
        own((_call, id) => (this.imports.delete(id) ? { text: '' } : gone())),
      ],
      [`POST ${headless}/`, own((call) => this.create(call))],
      [`GET ${headless}/`, own((call) => this.headlessList(call))],
      [`GET ${headless}/:id/`, own((_call, id) => this.status(id))],
      [`DELETE ${headless}/:id/`, own((_call, id) => (this.imports.delete(id) ? { status: 204 } : gone()))],
      [`GET ${headless}/:id/url/`, own((_call, id) => this.link(id))],
    ];
  }

  /** DR-A4. */
  private refused({ headers }: SystemCall): SystemAnswer | undefined {
    if (headers['x-dromo-license-key'] === DROMO_LICENSE_KEY) return undefined;
    return { status: 403, json: { detail: 'Invalid license key.' } };
  }

  private uploads({ query }: SystemCall): SystemAnswer {
    const all = [...this.imports.values()].filter(({ kind }) => kind === 'embedded');
    const [start, end] = [Number(query.get('start') ?? 0), Number(query.get('end') ?? 10_000)];
    const data = all.slice(start, end + 1).map(embedded);
    return { json: { start, end, total_num_uploads: all.length, data } };
  }

  private headlessList({ query }: SystemCall): SystemAnswer {
    const all = [...this.imports.values()].filter(({ kind }) => kind === 'headless');
    const [offset, limit] = [Number(query.get('offset') ?? 0), Number(query.get('limit') ?? 100)];
    const results = all.slice(offset, offset + limit).map(headlessShort);
    return { json: { count: all.length, next: null, previous: null, results } };
  }

  private read(id: string, kind: Imported['kind']): SystemAnswer | undefined {
    const imported = this.imports.get(id);
    if (imported?.kind !== kind) return undefined;
    return { json: kind === 'embedded' ? embedded(imported) : headless(imported) };
  }

  private status(id: string): SystemAnswer {
    return this.overQuota(`read ${id}`, READS_A_MINUTE) ?? this.read(id, 'headless') ?? gone();
  }

  private create(call: SystemCall): SystemAnswer {
    const over = this.overQuota('create', CREATES_A_MINUTE);
    if (over) return over;
    const { schema_id: source, original_filename: fileName } = jsonOf(call) as Record<string, string>;
    const id = this.imported({
      kind: 'headless',
      ...(source ? { source } : {}),
      ...(fileName ? { fileName } : {}),
    });
    this.become(id, 'AWAITING_UPLOAD');
    const json = {
      ...headless(this.imports.get(id) as Imported),
      upload: `${this.storage.url}/uploads/${id}`,
    };
    return { status: 201, json };
  }

  /** One file for each import; its run starts by itself. */
  private upload(call: SystemCall, id: string): SystemAnswer {
    if (this.imports.get(id)?.state !== 'AWAITING_UPLOAD') return { status: 403, text: '<Error/>' };
    this.become(id, 'PENDING', JSON.parse(call.text) as Row[]);
    return { text: '' };
  }

  private link(id: string): SystemAnswer {
    const imported = this.imports.get(id);
    if (!imported?.hasData) return gone();
    const link = randomUUID();
    this.links.set(link, { id, until: this.isNextExpired ? 0 : this.now + LINK_MS });
    this.isNextExpired = false;
    return { json: { presigned_url: `${this.storage.url}/results/${link}?X-Amz-Expires=1800` } };
  }

  /** DR-A5, DR-A8. */
  private result(link: string): SystemAnswer {
    const known = this.links.get(link);
    if (!known || known.until < this.now)
      return { status: 403, text: '<Error><Code>AccessDenied</Code></Error>' };
    return { json: this.imports.get(known.id)?.rows ?? [] };
  }

  private overQuota(what: string, most: number): SystemAnswer | undefined {
    const used = this.counted.filter((one) => one.what === what && one.at > this.now - MINUTE_MS);
    if (used.length >= most)
      return { status: 429, headers: { 'retry-after': '1' }, json: { detail: 'Throttled.' } };
    this.counted.push({ what, at: this.now });
    return undefined;
  }

  /** DR-A7: what the pages do not show of reviews and failures. */
  private hookData(imported: Imported): Row {
    const { id, kind, fileName, isDevelopment, hasData, rows, user, state, changedAt } = imported;
    const isOver = kind === 'embedded' || state === 'SUCCESSFUL';
    return {
      id,
      filename: fileName,
      user,
      created_date: changedAt,
      import_type: kind === 'headless' ? 'HEADLESS' : 'EMBEDDED',
      status: state,
      num_data_rows: isOver ? rows.length : 0,
      development_mode: isDevelopment,
      has_data: isOver && hasData,
      ...(kind === 'headless' ? { headless: headlessShort(imported) } : {}),
    };
  }

  /** ISO 8601 with microseconds, each later than the one before. */
  private time(): string {
    this.ticks += 1;
    return new Date(this.now).toISOString().replace('Z', `${String(this.ticks).padStart(3, '0')}Z`);
  }
}

/** In hooks and lists: without links. */
function headlessShort({ id, source, state, fileName, createdAt, changedAt }: Imported): Row {
  return {
    id,
    schema_id: source,
    status: state,
    original_filename: fileName,
    created_date: createdAt,
    modified_date: changedAt,
    result_metadata: null,
    import_errors: state === 'FAILED' ? [{ message: 'The file is empty' }] : null,
  };
}

function headless(imported: Imported): Row {
  const review = imported.state === 'NEEDS_REVIEW' ? `https://review.example/${imported.id}` : null;
  return { ...headlessShort(imported), upload: null, review_url: review };
}

/** Company fields are written in another way in hooks and in this API. */
function embedded({ id, source, fileName, user, createdAt, state, rows, invalidRows }: Imported): Row {
  return {
    id,
    import_identifier: source,
    raw_upload: {
      filename: fileName,
      storage_key: `raw/${id}`,
      download_url: `https://storage.example/${id}`,
    },
    user: user && { id: user['id'], email: user['email'], companyName: user['company_name'] },
    created_date: createdAt,
    upload_status: state,
    total_num_rows: rows.length,
    invalid_row_indexes: invalidRows,
    errors: [],
    storage_key: `results/${id}`,
    field_order: [],
  };
}

function gone(): SystemAnswer {
  return { status: 404, json: { detail: 'Not found.' } };
}

async function posted(url: string, body: string, type: string): Promise<number> {
  const answer = await fetch(url, { method: 'POST', body, headers: { 'content-type': type } });
  await answer.arrayBuffer();
  return answer.status;
}
