import { randomBytes } from 'node:crypto';

import { anEmptyPostgresDatabase, whyNoPostgres } from '../kit/databases.js';
import { HostProcess } from '../kit/host-process.js';
import { addShop } from '../kit/yard.js';

const missing = await whyNoPostgres();
if (missing) process.stderr.write(`SKIPPED lost updates of two processes: ${missing}\n`);

(missing ? describe.skip : describe)('two processes on one database', () => {
  const cleanUp = new AsyncDisposableStack();
  let hosts: readonly HostProcess[] = [];

  beforeAll(async () => {
    const database = await anEmptyPostgresDatabase();
    cleanUp.defer(() => database.drop());
    const env = { HOOKYARD_MASTER_KEY: randomBytes(32).toString('base64') };
    const start = async (): Promise<HostProcess> =>
      cleanUp.use(await HostProcess.start({ databaseUrl: database.url, env }));
    hosts = [await start(), await start()];
  }, 60_000);
  afterAll(() => cleanUp.disposeAsync());

  const race = async (
    path: string,
    body: (n: number) => unknown,
  ): Promise<{ won: readonly number[]; others: ReadonlySet<number> }> => {
    const tag = (await hosts[1]!.admin.raw('GET', path)).headers.get('etag') ?? '';
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, n) =>
        hosts[n % 2]!.admin.raw('PATCH', path, body(n), { 'if-match': tag }),
      ),
    );
    const won = answers.flatMap(({ status }, n) => (status === 200 ? [n] : []));
    return { won, others: new Set(answers.map(({ status }) => status).filter((status) => status !== 200)) };
  };

  it('let exactly one of fifty changes under one tag win, and keep what it wrote', async () => {
    const shop = await addShop(hosts[0]!);
    const rule = await hosts[0]!.admin.post<{ id: string }>('/v1/match-rules', {
      type: 'CUSTOMER',
      name: 'mail',
      parts: [{ fields: ['email'], form: 'email' }],
    });

    for (const path of [`/v1/connections/${shop.id}`, `/v1/match-rules/${rule.id}`]) {
      const { won, others } = await race(path, (n) => ({ name: `number ${n}` }));

      expect(won).toHaveLength(1);
      expect([...others]).toEqual([412]);
      expect(await hosts[1]!.admin.get(path)).toMatchObject({ name: `number ${won[0]}` });
    }
  });

  it('do a call once that is sent to both under one key, and answer it the same', async () => {
    const body = { name: 'countries', rows: { BE: 'Belgium' } };
    const send = (n: number): ReturnType<HostProcess['admin']['raw']> =>
      hosts[n % 2]!.admin.raw('POST', '/v1/translations', body, { 'idempotency-key': 'both-1' });

    const answers = await Promise.all(Array.from({ length: 30 }, (_, n) => send(n)));
    const late = [await send(0), await send(1)];

    const made = [...answers, ...late].filter(({ status }) => status === 201);
    expect(new Set(made.map(({ body: one }) => (one as { id: string }).id)).size).toBe(1);
    expect(late.map(({ headers }) => headers.get('idempotency-replayed'))).toEqual(['true', 'true']);
    const others = new Set(answers.map(({ status }) => status).filter((status) => status !== 201));
    expect([[], [409]]).toContainEqual([...others]);
    const { items } = await hosts[0]!.admin.get<{ items: unknown[] }>('/v1/translations');
    expect(items).toHaveLength(1);
  });
});
