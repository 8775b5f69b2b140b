import { eventually } from '../kit/eventually.js';
import { HandingIn, type Import } from '../kit/handing-in.js';
import { HostProcess } from '../kit/host-process.js';
import { isFull } from '../kit/scale.js';

const ROWS = isFull ? 50_000 : 2_500;
const KILLS = isFull ? 8 : 2;

/** Some columns, quoted line ends among them: a place between two rows is no place between two lines. */
const FILE = Buffer.from(
  `Number,E-mail,Note\n${Array.from({ length: ROWS }, (_, n) => `${n + 1},r${n + 1}@example.com,"a\nb ${n}"`).join('\n')}`,
);

describe('kill −9 while data is handed in', () => {
  let host: HostProcess;
  let client: HandingIn;

  beforeAll(async () => {
    host = await HostProcess.start({ env: { HOOKYARD_LEASE_MS: '3000' } });
    client = new HandingIn(host, host.adminKey);
  }, 60_000);
  afterAll(() => host[Symbol.asyncDispose]());

  const again = async (): Promise<void> => {
    await host.kill();
    await host.start();
  };

  it('loses no row that was counted, counts none twice, and imports each once', async () => {
    const columns = [
      { name: 'Number', field: 'customFields.number' },
      { name: 'E-mail', field: 'email' },
    ];
    const { id } = await client.dataset({ type: 'CUSTOMER', identifier: 'killed', key: 'Number', columns });
    const counted = await uploadUnderFire(id);
    const { id: started } = await client.call<Import>('POST', '/v1/imports', { dataset: id });
    const seen: number[] = [];
    for (let kill = 1; kill <= KILLS; kill += 1) {
      const wanted = Math.floor((ROWS * kill) / (KILLS + 2));
      await eventually(async () => {
        const { rows } = await client.import(started);
        return (rows['created'] ?? 0) >= wanted && seen.push(rows['created'] ?? 0);
      }, 120_000);
      await again();
    }
    const done = await eventually(async () => {
      const now = await client.import(started);
      return now.state === 'completed' && now;
    }, 300_000);
    const emails = await everyEmail();

    expect(counted.every((count, at) => at === 0 || count >= (counted[at - 1] ?? 0))).toBe(true);
    expect(seen).toHaveLength(KILLS);
    // A row whose transfer was stored and not yet counted runs no second time.
    expect(done.rows).toMatchObject({ total: ROWS, created: ROWS, failed: 0, skipped: 0, open: 0 });
    expect(emails).toHaveLength(ROWS);
    expect(new Set(emails).size).toBe(ROWS);
  }, 900_000);

  /** Answers how many rows were counted behind each break. */
  async function uploadUnderFire(id: string): Promise<number[]> {
    const counted: number[] = [];
    for (let kill = 1; kill <= KILLS; kill += 1) {
      const { received } = await client.get(id);
      const body = beginning(received.bytes, received.rows + 700);
      const broken = client.send(id, body, { query: `?offset=${received.bytes}` }).catch(() => null);
      await eventually(async () => (await client.get(id)).received.rows > received.rows, 60_000);
      await again();
      expect(await broken).toBeNull();
      const now = await client.get(id);
      const before = FILE.subarray(0, now.received.bytes).toString();
      expect(before.split('@').length - 1).toBe(now.received.rows);
      counted.push(now.received.rows);
    }
    const { received } = await client.get(id);
    const rest = await client.send(id, FILE.subarray(received.bytes), { query: `?offset=${received.bytes}` });
    expect(rest).toMatchObject({
      status: 201,
      body: { state: 'loaded', received: { rows: ROWS } },
    });
    return counted;
  }

  /** The file to the middle of a row, and then nothing more: the host is killed before. */
  function beginning(from: number, row: number): ReadableStream {
    const middle = FILE.indexOf(`@`, FILE.indexOf(`\n${row},`));
    return new ReadableStream({ start: (controller) => controller.enqueue(FILE.subarray(from, middle)) });
  }

  async function everyEmail(): Promise<string[]> {
    const emails: string[] = [];
    for (let next: string | null = ''; next !== null;) {
      const cursor: string = next === '' ? '' : `&cursor=${next}`;
      const page: { items: { data: { email: string } }[]; next: string | null } = await host.admin.get(
        `/v1/records?type=CUSTOMER&limit=200${cursor}`,
      );
      emails.push(...page.items.map(({ data }) => data.email));
      next = page.next;
    }
    return emails;
  }
});
