import { mailingSource } from '../kit/address-book.js';
import { addDepot, connectorsFolder } from '../kit/depot.js';
import { eventually } from '../kit/eventually.js';
import { fakeCollector, type FakeCollector, type ReceivedSpan } from '../kit/fake-collector.js';
import { fakePartner, type FakePartner } from '../kit/fake-partner.js';
import { HostProcess } from '../kit/host-process.js';
import type { MadeConnection } from '../kit/yard.js';

const PRELOAD = ['--enable-source-maps', '--import', './test/kit/loaded-modules.mjs'].join(' ');
const SENDER = { traceId: '0af7651916cd43dd8448eb211c80319c', spanId: 'b7ad6b7169203331' };
const SECRET = 'nobody-should-read-this';

interface Explained {
  readonly items: readonly {
    readonly what: string;
    readonly facts: { readonly id: string; readonly traceId?: string | null };
  }[];
}

describe('traces of a host that was told where to', () => {
  const cleanUp = new AsyncDisposableStack();
  let collector: FakeCollector;
  let partner: FakePartner;
  let host: HostProcess;
  let notes: MadeConnection;

  beforeAll(async () => {
    collector = cleanUp.use(await fakeCollector());
    partner = cleanUp.use(await fakePartner());
    const folder = cleanUp.use(
      connectorsFolder({ notes: notesSource(partner.url), mailing: mailingSource(partner.url) }),
    );
    host = cleanUp.use(
      await HostProcess.start({
        env: {
          HOOKYARD_CONNECTORS_DIR: folder.path,
          NODE_OPTIONS: PRELOAD,
          OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
          OTEL_SERVICE_NAME: 'yard-under-test',
          OTEL_BSP_SCHEDULE_DELAY: '50',
          OTEL_BSP_MAX_QUEUE_SIZE: '100',
        },
      }),
    );
    notes = await addDepot(host, 'notes');
    await addDepot(host, 'mailing');
  }, 60_000);
  afterAll(() => cleanUp.disposeAsync());

  /** A note about a customer: it becomes a child request for the customer, which is read, kept and sent on. */
  async function send(customer: string): Promise<void> {
    partner.put('customers', customer, { name: `Ann ${SECRET}` });
    const answer = await fetch(`${notes.hookUrl}?token=${SECRET}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${SECRET}`,
        traceparent: `00-${SENDER.traceId}-${SENDER.spanId}-01`,
      },
      body: JSON.stringify({ topic: 'note/made', id: customer, text: SECRET }),
    });
    expect(answer.status).toBe(200);
  }

  const callsSent = (): ReceivedSpan[] => collector.spans.filter(({ name }) => name === 'POST');

  async function traceOf(customer: string): Promise<{ spans: ReceivedSpan[]; explained: Explained }> {
    const before = callsSent().length;
    await send(customer);
    const spans = await eventually(() => {
      const [call] = callsSent().slice(before);
      const found = collector.spans.filter(({ traceId }) => traceId === call?.traceId);
      return found.some(({ name }) => name === 'transfer FROM') && found;
    });
    const { items } = await host.admin.get<{ items: { id: string }[] }>('/v1/hooks?limit=1');
    const explained = await host.admin.get<Explained>(`/v1/explain?hook=${items[0]?.id}`);
    return { spans, explained };
  }

  it('make one tree of a hook, its child, their calls and what the hub sent on, under the id that explain shows', async () => {
    const { spans, explained } = await traceOf('5');

    const ids = new Set(spans.map(({ spanId }) => spanId));
    const roots = spans.filter(({ parentId }) => parentId === '');
    expect(roots.map(({ name }) => name)).toEqual(['accept']);
    expect(spans.filter(({ parentId }) => parentId !== '' && !ids.has(parentId))).toEqual([]);
    expect(new Set(spans.map(({ name }) => name))).toEqual(
      new Set(['accept', 'resolve', 'transfer TO', 'transfer FROM', 'attempt', 'hub write', 'GET', 'POST']),
    );
    const [note, customer] = spans.filter(({ name }) => name === 'transfer TO').toSorted(byDepth(spans));
    expect(customer?.parentId).toBe(note?.spanId);
    // accept, resolve, the note, what the hub sends on because of it, its attempt, its call
    expect(spans.filter(({ name }) => name === 'POST').map((span) => depthOf(spans, span))).toEqual([6]);
    const shown = explained.items.filter(({ what }) => what === 'hook' || what === 'request');
    expect(shown.length).toBeGreaterThanOrEqual(4);
    expect(new Set(shown.map(({ facts }) => facts.traceId))).toEqual(new Set([spans[0]?.traceId]));
    expect(new Set(spans.map(({ service }) => service))).toEqual(new Set(['yard-under-test']));
  });

  it('are linked with the trace of the sender, and are no part of it', async () => {
    const { spans } = await traceOf('6');

    expect(spans.find(({ name }) => name === 'accept')?.links).toEqual([SENDER]);
    expect(spans[0]?.traceId).not.toBe(SENDER.traceId);
  });

  it('tell no secret, no body and no address, and the partner nothing of themselves', async () => {
    await traceOf('7');

    expect(modulesOf(host).some((line) => line.includes('@opentelemetry/sdk-trace/'))).toBe(true);
    expect(collector.bytes()).toContain('yard-under-test');
    expect(collector.bytes()).not.toContain(SECRET);
    expect(collector.bytes()).not.toContain(new URL(notes.hookUrl).pathname);
    expect(partner.calls.length).toBeGreaterThan(0);
    expect(partner.calls.filter(({ headers }) => headers['traceparent'] !== undefined)).toEqual([]);
  });

  it('go on behind a restart, where the request waited', async () => {
    partner.misbehave(({ method }) => (method === 'POST' ? { status: 503 } : undefined));
    const before = collector.spans.length;
    await send('8');
    const failed = await eventually(() =>
      collector.spans.slice(before).find(({ name, isError }) => name === 'POST' && isError),
    );
    await host.stop();
    partner.misbehave(undefined);
    await host.start();

    const spans = await eventually(() => {
      const found = collector.spans.filter(({ traceId }) => traceId === failed.traceId);
      return found.some(({ name }) => name === 'transfer FROM') && found;
    }, 20_000);

    const ids = new Set(spans.map(({ spanId }) => spanId));
    expect(spans.filter(({ parentId }) => parentId !== '' && !ids.has(parentId))).toEqual([]);
  }, 40_000);

  it('are dropped and counted where the collector is silent, and hooks go on', async () => {
    collector.behave('silent');
    for (let customer = 100; customer < 130; customer += 1) await send(String(customer));

    const dropped = await eventually(async () => {
      const page = await (await fetch(`${host.url}/metrics`)).text();
      return Number(/hookyard_spans_total\{end="dropped"\} (\d+)/.exec(page)?.[1]);
    }, 20_000);
    await eventually(() => partner.records('mailing').length >= 30, 30_000);
    expect(dropped).toBeGreaterThan(0);
    expect(await host.stop()).toBe(0);
  }, 60_000);
});

describe('a host that was told nothing of traces', () => {
  it('reads nothing of the SDK from disk', async () => {
    await using host = await HostProcess.start({ env: { NODE_OPTIONS: PRELOAD } });

    // The words of its API come along with the Prometheus client; they do nothing by themselves.
    expect(modulesOf(host).some((line) => line.includes('@opentelemetry/api/'))).toBe(true);
    expect(modulesOf(host).filter((line) => !line.includes('@opentelemetry/api/'))).toEqual([]);
  }, 30_000);
});

function modulesOf({ lines }: HostProcess): string[] {
  return lines.filter((line) => line.startsWith('loaded '));
}

function depthOf(spans: readonly ReceivedSpan[], of: ReceivedSpan): number {
  const byId = new Map(spans.map((span) => [span.spanId, span]));
  let depth = 0;
  for (let at: ReceivedSpan | undefined = of; at; at = byId.get(at.parentId)) depth += 1;
  return depth;
}

function byDepth(spans: readonly ReceivedSpan[]): (a: ReceivedSpan, b: ReceivedSpan) => number {
  return (a, b) => depthOf(spans, a) - depthOf(spans, b);
}

/** A source whose hooks stand for customers, which are read from it. */
function notesSource(baseUrl: string): string {
  return `
export const connector = {
  name: 'notes',
  version: '1.0.0',
  baseUrl: '${baseUrl}',
  scopes: {
    'note/made': ['MESSAGE', 'CREATED', 'Note → Customer', { source: 'payload' }],
    'customer/updated': ['CUSTOMER', 'UPDATED', 'Customer → Customer'],
  },
  webhook: { verify: { kind: 'unsigned', reason: 'a test' }, scope: 'topic', externalId: 'id' },
  handlePrerequisite: ({ type, externalId }) =>
    type === 'MESSAGE' ? { children: [{ type: 'CUSTOMER', action: 'UPDATED', externalId }] } : undefined,
  records: { CUSTOMER: { get: async (id, ctx) => (await ctx.http.get('/customers/' + id)).json() } },
  collections: [
    { name: 'Note', type: 'MESSAGE', direction: 'TO', syncType: 'ADD_AND_UPDATE', mappings: [] },
    { name: 'Customer', type: 'CUSTOMER', direction: 'TO', syncType: 'ADD_AND_UPDATE',
      mappings: [{ kind: 'field', target: 'name', source: 'name' }] },
  ],
};
`;
}
