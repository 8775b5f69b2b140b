import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { CommandLine } from '../kit/command-line.js';
import { SHOP_SECRET } from '../kit/shop.js';
import { Tailing } from '../kit/tailing.js';
import { aYard } from '../kit/yard.js';

/** For a machine that others keep busy: nothing is claimed of the wall's time. */
const GENEROUS_MS = 60_000;
/** Of processor time, all processes together: on a machine that does nothing else the wall's time is less. */
const FIRST_HOOK_CPU_MS = 10_000;

describe('the kit of connector authors', () => {
  let line: CommandLine;
  beforeEach(() => (line = new CommandLine({ url: 'http://127.0.0.1:1' })));
  afterEach(() => line[Symbol.dispose]());

  it(
    'brings an author from nothing to a first hook with two commands, offline, in ten seconds of a processor',
    async () => {
      const began = performance.now();

      const made = await line.measured('connector', 'new', 'acme', '--into', line.home);
      const tried = await line.measured('connector', 'test', line.file('acme'));

      const wallMs = Math.round(performance.now() - began);
      const cpuMs = made.cpuMs + tried.cpuMs;
      process.stdout.write(`from nothing to the first hook: ${wallMs} ms, ${cpuMs} ms of a processor\n`);
      expect([made.code, tried.code]).toEqual([0, 0]);
      expect(tried.out).toMatch(/(\d+) of \1 promises kept/);
      expect(made.cpuMs).toBeGreaterThan(0);
      expect(cpuMs).toBeLessThan(FIRST_HOOK_CPU_MS);
      expect(readFileSync(join(line.file('acme'), 'src/index.ts'), 'utf8').split('\n').length).toBeLessThan(
        41,
      );
      const [run] = JSON.parse(readFileSync(join(line.file('acme'), 'fixtures/golden.json'), 'utf8')) as {
        answered: number;
        transfers: object[];
        records: object[];
        calls: object[];
      }[];
      expect(run).toMatchObject({
        answered: 200,
        transfers: [{ scope: 'order/updated', recordId: '1001', state: 'done' }],
        records: [{ type: 'TRANSACTION', externalId: '1001', data: { number: 'A-1001', total: '12.50' } }],
        calls: [{ method: 'GET', url: 'https://api.acme.example/orders/1001' }],
      });
    },
    GENEROUS_MS,
  );

  it(
    'shows what a change makes of a hook, keeps it when it is meant, and says which version it demands',
    async () => {
      await line.spawn('connector', 'new', 'acme', '--into', line.home);
      const folder = line.file('acme');
      await line.spawn('connector', 'test', folder);
      const source = join(folder, 'src/index.ts');
      cpSync(folder, line.file('before'), { recursive: true, verbatimSymlinks: true });
      const before = readFileSync(source, 'utf8');
      writeFileSync(
        source,
        before.replace("['number', 'total']", "['number']").replace(/ {4}'order\/created'.*\n/, ''),
      );

      const shown = await line.spawn('connector', 'test', folder);
      const meant = await line.spawn('connector', 'test', folder, '--update');
      const checked = await line.spawn('connector', 'check', folder, '--against', line.file('before'));

      expect(shown.out).toMatch(/≠ order-updated/);
      expect(shown.out).toMatch(/is .*"data":\{"number":"A-1001"\}/);
      expect(shown.out).toMatch(/none of the connector's scopes: declare it/);
      expect(shown.out).toContain('What to do:');
      expect([meant.code, meant.out]).toEqual([5, expect.stringMatching(/: 0 differ\nstored /)]);
      expect(checked.code).toBe(5);
      expect(checked.out).toContain('major: scope order/created: TRANSACTION CREATED → –');
      expect(checked.out).toContain('from 1.0.0: major is demanded, and the version does not say so');
    },
    GENEROUS_MS * 2,
  );

  it(
    'shows hooks of a running host, and makes fixtures of them without what is private',
    async () => {
      await using yard = await aYard();
      using there = new CommandLine({ url: yard.host.url, key: yard.host.adminKey });
      const body = '{"topic":"order/created","id":"4711","number":"#4711","email":"ada@example.org"}';
      const now = await Tailing.open({ url: yard.host.url, key: yard.host.adminKey });
      const { lastId } = now;
      await now[Symbol.asyncDispose]();
      const hooks = async (): Promise<readonly { readonly id: string }[]> =>
        (await yard.host.admin.get<{ items: { id: string }[] }>(`/v1/hooks?connection=${yard.shop.id}`))
          .items;
      const send = () =>
        there.run(
          'send',
          'Shop',
          '--to',
          yard.shop.hookUrl,
          '--secret',
          `webhook=${SHOP_SECRET}`,
          '--body',
          body,
        );
      await send();
      const [hook] = await hooks();

      const captured = await there.run(
        'capture',
        hook?.id ?? '',
        '--as',
        'order',
        '--into',
        there.file('fixtures'),
      );

      expect([captured.code, captured.err]).toEqual([0, '']);
      const text = readFileSync(there.file('fixtures/order.fixture.json'), 'utf8');
      expect(text).not.toContain('ada@');
      expect(text).not.toContain(SHOP_SECRET);
      expect(JSON.parse(text)).toMatchObject({ expect: [{ scope: 'order/created', externalId: '4711' }] });
      const replayed = await there.run(
        'send',
        'Shop',
        '--to',
        yard.shop.hookUrl,
        '--secret',
        `webhook=${SHOP_SECRET}`,
        '--fixture',
        there.file('fixtures/order.fixture.json'),
      );
      expect(replayed.out).toContain('answered 200');
      const { out } = await there.run(
        'listen',
        '--connection',
        'Shop',
        '--from',
        lastId,
        '--most',
        '1',
        '--json',
      );
      expect(JSON.parse(out)).toMatchObject({
        method: 'POST',
        body: expect.stringContaining('4711') as string,
      });
    },
    GENEROUS_MS,
  );
});
