import { eventually } from '../kit/eventually.js';
import { HostProcess } from '../kit/host-process.js';
import type { MadeConnection } from '../kit/yard.js';
import { type CorpusBody, corpusBodies } from './corpus.js';
import { SENDERS, corpusConnectorData } from './corpus-connectors.js';

interface HookItem {
  readonly id: string;
  readonly state: string;
  readonly counts: { readonly requests: number; readonly verdicts: number };
}

interface Sent {
  readonly body: CorpusBody;
  readonly status: number;
}

interface Row {
  readonly provider: string;
  readonly bodies: number;
  readonly records: number;
  readonly requests: number;
  readonly verdicts: number;
}

const bodies = corpusBodies();
// One clear line where the corpus is not beside the repository.
const inCorpus = bodies ? describe : describe.skip;

inCorpus('the corpus at a running host, every sender a connector in data posted to its API', () => {
  const made = new Map<string, MadeConnection>();
  const rows: Row[] = [];
  let host: HostProcess;

  beforeAll(async () => {
    host = await HostProcess.start();
    for (const provider of Object.keys(SENDERS)) made.set(provider, await connect(host, provider));
  }, 60_000);

  afterAll(async () => {
    await host[Symbol.asyncDispose]();
    process.stdout.write(tableOf(rows));
  });

  it.each(Object.keys(SENDERS))(
    '%s: every body is answered 2xx and becomes as many requests as it has records',
    async (provider) => {
      const connection = made.get(provider);
      if (!connection) throw new Error(`${provider} has no connection`);
      const sent: Sent[] = [];
      for (const body of ofProvider(provider)) sent.push({ body, status: await send(connection, body) });
      const hooks = await eventually(async () => {
        const { items } = await host.admin.get<{ items: readonly HookItem[] }>(
          `/v1/hooks?connection=${connection.id}&limit=200`,
        );
        return (
          items.length === sent.length &&
          items.every(({ state }) => state === 'resolved') &&
          items.toReversed()
        );
      });
      rows.push(rowOf(provider, sent, hooks));

      expect([...new Set(sent.map(({ status }) => status))]).toEqual([200]);
      expect(hooks.map(({ counts }) => counts)).toEqual(
        sent.map(({ body }) => ({ requests: body.records, verdicts: 0 })),
      );
    },
  );

  it('all of its bodies were sent', () => {
    expect(rows.reduce((sum, row) => sum + row.bodies, 0)).toBe(bodies?.length);
  });
});

function ofProvider(provider: string): readonly CorpusBody[] {
  return (bodies ?? []).filter((body) => body.provider === provider);
}

async function connect(host: HostProcess, provider: string): Promise<MadeConnection> {
  // Some senders have a connector in code of their name.
  const name = `corpus-${provider}`;
  const { receiver, ...data } = corpusConnectorData(provider);
  // Four samples of manuals carry the event id of another one and would, rightly, be duplicates of it.
  const { eventId: _, ...everyEvent } = receiver;
  await host.admin.post('/v1/connectors', { ...data, receiver: everyEvent, name });
  return host.admin.post<MadeConnection>('/v1/connections', { connector: name, name, mode: 'live' });
}

async function send({ hookUrl }: MadeConnection, { headers, body }: CorpusBody): Promise<number> {
  const answer = await fetch(hookUrl, { method: 'POST', headers, body: new Uint8Array(body) });
  await answer.arrayBuffer();
  return answer.status;
}

function rowOf(provider: string, sent: readonly Sent[], hooks: readonly HookItem[]): Row {
  return {
    provider,
    bodies: sent.length,
    records: sent.reduce((sum, { body }) => sum + body.records, 0),
    requests: hooks.reduce((sum, { counts }) => sum + counts.requests, 0),
    verdicts: hooks.reduce((sum, { counts }) => sum + counts.verdicts, 0),
  };
}

function tableOf(rows: readonly Row[]): string {
  const columns = ['provider', 'bodies', 'records', 'requests', 'verdicts'] as const;
  const total = (name: 'bodies' | 'records' | 'requests' | 'verdicts'): number =>
    rows.reduce((sum, row) => sum + row[name], 0);
  const all = {
    provider: 'all',
    bodies: total('bodies'),
    records: total('records'),
    requests: total('requests'),
    verdicts: total('verdicts'),
  };
  const lines = [...rows, all].map((row) =>
    columns
      .map((name) => (name === 'provider' ? row[name].padEnd(18) : String(row[name]).padStart(9)))
      .join(''),
  );
  const head = columns.map((name) => (name === 'provider' ? name.padEnd(18) : name.padStart(9))).join('');
  return `${[head, ...lines].join('\n')}\n`;
}
