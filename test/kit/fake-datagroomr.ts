import { createHmac, randomUUID } from 'node:crypto';

import {
  jsonOf,
  systemServer,
  type SystemAnswer,
  type SystemCall,
  type SystemServer,
} from './system-server.js';

export const DATAGROOMR_KEY = 'datagroomr-secret-key';

/** A webhook or handler as it is set up under API Integration. */
export interface DataGroomrEndpoint {
  readonly url: string;
  readonly secret: string;
}

/** How a call is sent: both encodings of the signature are in the vendor's samples (DG-A1). */
export interface DeliveryWays {
  readonly encoding?: 'base64' | 'hex';
  readonly signature?: 'right' | 'wrong' | 'missing';
  /** The same on a resend (DG-A2); null: none. */
  readonly correlation?: string | null;
}

/** One merge: what it is of, its master and what goes into it. */
export interface MergeOf {
  readonly object: 'Account' | 'Contact' | 'Lead';
  readonly master: string;
  readonly merged: readonly string[];
  /** Salesforce refused it. */
  readonly error?: string;
}

/** A handler's answer as DataGroomr takes it (DG-A5): anything but one result for each request merges nothing. */
export interface HandlerOutcome {
  readonly status: number;
  readonly results: readonly Readonly<Record<string, unknown>>[] | null;
}

interface Dataset {
  readonly id: string;
  readonly definition: Readonly<Record<string, unknown>>;
  readonly rows: Readonly<Record<string, unknown>>[];
  status: 'NEW' | 'LOADING' | 'ANALYZING' | 'READY' | 'IMPORTING' | 'UPDATING' | 'DONE' | 'FAILED';
  isClosed: boolean;
}

const MINUTE_MS = 60_000;
const CALLS_A_MINUTE = 30;

/**
 * DataGroomr as its help pages say it behaves: signed events and handler calls, and the Ingestion API, whose paths and
 * states are assumptions (DG-A7, DG-A8). A dataset goes on by one state with each look at it.
 */
export class FakeDataGroomr implements AsyncDisposable {
  readonly datasets = new Map<string, Dataset>();
  /** Rows with one of these e-mails are in Salesforce already. */
  readonly known = new Set<string>();
  private readonly times: number[] = [];
  private now = 0;
  private server!: SystemServer;

  static async start(): Promise<FakeDataGroomr> {
    const fake = new FakeDataGroomr();
    const of =
      (answer: (dataset: Dataset, call: SystemCall) => SystemAnswer) =>
      (call: SystemCall, { id = '' }: Readonly<Record<string, string>>): SystemAnswer => {
        const refused = fake.refused(call);
        const dataset = fake.datasets.get(id);
        return (
          refused ?? (dataset ? answer(dataset, call) : { status: 404, json: { message: 'no such dataset' } })
        );
      };
    fake.server = await systemServer([
      ['POST /datasets', (call) => fake.refused(call) ?? fake.create(jsonOf(call))],
      ['GET /datasets/:id', of((dataset) => fake.show(dataset))],
      ['POST /datasets/:id/records', of((dataset, call) => fake.take(dataset, jsonOf(call)))],
      ['POST /datasets/:id/analyze', of((dataset) => fake.move(dataset, ['NEW', 'LOADING'], 'ANALYZING'))],
      ['POST /datasets/:id/import', of((dataset) => fake.move(dataset, ['READY'], 'IMPORTING'))],
      ['POST /datasets/:id/update', of((dataset) => fake.move(dataset, ['READY', 'DONE'], 'UPDATING'))],
    ]);
    return fake;
  }

  get url(): string {
    return this.server.url;
  }

  get calls(): readonly SystemCall[] {
    return this.server.calls;
  }

  /** The quota opens again. */
  advance(ms: number): void {
    this.now += ms;
  }

  /** Sends an event; resent with the same ways where it is not answered 2xx. */
  async send(endpoint: DataGroomrEndpoint, body: unknown, ways: DeliveryWays = {}): Promise<HandlerOutcome> {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    const { encoding = 'base64', signature = 'right', correlation = randomUUID() } = ways;
    const signed = createHmac('sha256', signature === 'wrong' ? 'another' : endpoint.secret)
      .update(text)
      .digest(encoding);
    const answer = await fetch(endpoint.url, {
      method: 'POST',
      body: text,
      headers: {
        'content-type': 'application/json',
        ...(signature === 'missing' ? {} : { 'X-DataGroomr-Signature': signed }),
        ...(correlation === null ? {} : { 'X-DataGroomr-CorrelationId': correlation }),
      },
    });
    const said = await answer.text();
    return { status: answer.status, results: said.startsWith('[') ? (JSON.parse(said) as never) : null };
  }

  /** A handler's call: the form of the published sample, without type and context. */
  ask(
    endpoint: DataGroomrEndpoint,
    merges: readonly MergeOf[],
    ways: DeliveryWays = {},
  ): Promise<HandlerOutcome> {
    const request = merges.map(({ object, master, merged }) => ({
      masterRecord: { attributes: { type: object }, Id: master },
      recordToMergeIds: merged,
    }));
    return this.send(endpoint, { request }, ways);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.server[Symbol.asyncDispose]();
  }

  private refused({ headers }: SystemCall): SystemAnswer | undefined {
    if (headers['token'] !== DATAGROOMR_KEY)
      return { status: 401, json: { message: 'missing or wrong token' } };
    const used = this.times.filter((at) => at > this.now - MINUTE_MS);
    if (used.length >= CALLS_A_MINUTE)
      return { status: 429, headers: { 'retry-after': '1' }, json: { message: 'rate limit' } };
    this.times.push(this.now);
    return undefined;
  }

  private create(definition: Readonly<Record<string, unknown>>): SystemAnswer {
    const id = `ds${this.datasets.size + 1}`;
    this.datasets.set(id, { id, definition, rows: [], status: 'NEW', isClosed: false });
    return { status: 201, json: { id } };
  }

  private take(dataset: Dataset, given: Readonly<Record<string, unknown>>): SystemAnswer {
    if (dataset.isClosed) return { status: 409, json: { message: 'the dataset takes no rows any more' } };
    dataset.rows.push(...(given['records'] as Dataset['rows']));
    dataset.status = 'LOADING';
    return { status: 202 };
  }

  private move(dataset: Dataset, from: readonly Dataset['status'][], to: Dataset['status']): SystemAnswer {
    if (!from.includes(dataset.status)) return { status: 409, json: { message: `it is ${dataset.status}` } };
    dataset.status = to;
    dataset.isClosed = true;
    return { status: 202 };
  }

  private show(dataset: Dataset): SystemAnswer {
    const matched = dataset.rows.filter(({ Email }) => this.known.has(String(Email))).length;
    const { status, rows } = dataset;
    const json = { status, total: rows.length, matched, unmatched: rows.length - matched, failed: 0 };
    dataset.status = NEXT[status] ?? status;
    return { json };
  }
}

const NEXT: Partial<Record<Dataset['status'], Dataset['status']>> = {
  ANALYZING: 'READY',
  IMPORTING: 'DONE',
  UPDATING: 'DONE',
};

/** A PostMerge event, with a request and a response at each place. */
export function postMerge(merges: readonly MergeOf[]): Readonly<Record<string, unknown>> {
  return {
    type: 'PostMerge',
    context: { triggeredBy: 'ann@example.com', triggeredByJob: null },
    request: merges.map(({ object, master, merged }) => ({
      masterRecord: { type: object, Id: master },
      recordToMergeIds: merged,
    })),
    response: merges.map(({ master, merged, error }) => ({
      id: master,
      success: error === undefined,
      mergedRecordIds: error === undefined ? merged : [],
      updatedRelatedIds: [],
      errors: error === undefined ? [] : [{ statusCode: error, message: error, fields: [] }],
    })),
  };
}

/** A PostConvert event; most conversions make no opportunity. */
export function postConvert(
  lead: string,
  became: { readonly account: string; readonly contact: string },
): object {
  return {
    type: 'PostConvert',
    context: { triggeredBy: 'ann@example.com', triggeredByJob: 'Nightly' },
    request: [{ leadId: lead, convertedStatus: 'Qualified', doNotCreateOpportunity: true }],
    response: [
      {
        leadId: lead,
        accountId: became.account,
        contactId: became.contact,
        opportunityId: null,
        success: true,
        errors: [],
      },
    ],
  };
}
