import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { CommandLine } from '../kit/command-line.js';
import { eventually } from '../kit/eventually.js';
import { HostProcess } from '../kit/host-process.js';
import { SHOP_SECRET, shopConnector } from '../kit/shop.js';
import type { MadeConnection } from '../kit/yard.js';

/** Far above what it takes. */
const GENEROUS_MS = 60_000;

/** A try, as `--json` tells it. */
interface Try {
  readonly fed?: string;
  readonly hooks?: readonly {
    readonly name: string;
    readonly isFirst: boolean;
    readonly lines: readonly string[];
  }[];
  readonly failed?: readonly { readonly name: string }[];
  readonly error?: string;
  readonly remedy?: string;
}

describe('a connector under development', () => {
  let line: CommandLine;
  let folder: string;
  let source: string;

  beforeEach(async () => {
    line = new CommandLine({ url: 'http://127.0.0.1:1' });
    await line.spawn('connector', 'new', 'acme', '--into', line.home);
    folder = line.file('acme');
    source = join(folder, 'src/index.ts');
  }, GENEROUS_MS);
  afterEach(() => line[Symbol.dispose]());

  it(
    'is fed the last hook again after each save, and shows what the save changed of what became of it',
    async () => {
      using dev = begin(line, [folder, '--most', '3']);
      const [first] = await dev.tries(1);
      const whole = readFileSync(source, 'utf8');

      save(`${whole}\nconst = 1;`);
      await dev.tries(2);
      save(
        whole
          .replace("['number', 'total']", "['number']")
          .replace('/orders/', '/v2/orders/')
          .replace(/ {4}'order\/created'.*\n/, ''),
      );
      const [, broken, changed] = await dev.tries(3);

      expect(first).toMatchObject({
        fed: 'order-updated.fixture.json',
        hooks: [
          {
            name: 'order-updated',
            isFirst: true,
            lines: expect.arrayContaining([
              'answered 200',
              expect.stringMatching(/^transfer .*scope=order\/updated recordId=1001 state=done$/),
              'record TRANSACTION 1001 total = "12.50"',
              'call GET https://api.acme.example/orders/1001',
            ]) as string[],
          },
          { name: 'order-updated as order/created', isFirst: true },
        ],
        failed: [],
      });
      expect(broken?.error).toContain('src/index.ts cannot be imported');
      // What could not be tried is compared with nothing: the next one stands beside the last that could.
      expect(changed?.hooks?.[0]).toEqual({
        name: 'order-updated',
        isFirst: false,
        lines: [
          '- record TRANSACTION 1001 total = "12.50"',
          '- call GET https://api.acme.example/orders/1001',
          '+ call GET https://api.acme.example/v2/orders/1001',
        ],
      });
      expect(changed?.hooks?.[1]?.lines).toEqual(
        expect.arrayContaining([
          expect.stringMatching(/^- transfer .*scope=order\/created/),
          expect.stringMatching(/^\+ verdict .*verdict=unknown-scope/),
        ]),
      );
      expect(changed?.failed?.map(({ name }) => name)).toContainEqual(
        expect.stringContaining('order-updated as order/created'),
      );
    },
    GENEROUS_MS * 2,
  );

  it(
    'is fed the last hook that a running host received for it, without what is private',
    async () => {
      await using host = await HostProcess.start();
      const { id, hookUrl } = await addAcme(host);
      using there = new CommandLine({ url: host.url, key: host.adminKey });
      const send = async (number: string): Promise<string> => {
        const body = JSON.stringify({ topic: 'order/updated', id: '1001', number, email: 'ada@example.org' });
        const to = ['--to', hookUrl, '--secret', `webhook=${SHOP_SECRET}`];
        await there.run('send', 'Acme', ...to, '--header', `x-tag=${number}`, '--body', body);
        const { items } = await host.admin.get<{ items: { id: string }[] }>(`/v1/hooks?connection=${id}`);
        return items[0]?.id ?? '';
      };
      const whole = readFileSync(source, 'utf8');
      const payload = "'Acme Order changed → Transaction', { source: 'payload' }";
      save(
        whole
          .replace("'Acme Order changed → Transaction'", payload)
          .replace("['number', 'total']", "['number', 'email']"),
      );
      const earlier = await send('A-1');
      using dev = begin(there, [folder, '--host', '--most', '2']);
      await dev.tries(1);

      const later = await send('A-2');
      save(readFileSync(source, 'utf8').replace("['number', 'email']", "['number']"));
      const [first, another] = await dev.tries(2);

      expect(first).toMatchObject({ fed: earlier, hooks: [{ isFirst: true }] });
      expect(first?.hooks?.[0]?.lines).toEqual(
        expect.arrayContaining([
          'record TRANSACTION 1001 number = "A-1"',
          expect.stringMatching(/^record TRANSACTION 1001 email = "person-[0-9a-f]{8}@example.com"$/),
        ]),
      );
      expect(another).toMatchObject({ fed: later, hooks: [{ isFirst: true }] });
      expect(dev.said()).not.toContain('ada@');
    },
    GENEROUS_MS * 2,
  );

  it(
    'says what to do where there is no hook to feed',
    async () => {
      using dev = begin(line, [folder, '--fixture', 'nowhere', '--most', '1']);

      const [only] = await dev.tries(1);

      expect(only).toMatchObject({
        error: 'there is no fixture nowhere',
        remedy: expect.stringContaining('fixtures') as string,
      });
    },
    GENEROUS_MS,
  );

  /** As editors do it that never leave half a file behind. */
  function save(text: string): void {
    writeFileSync(`${source}~`, text);
    renameSync(`${source}~`, source);
  }
});

/** The command in a process of its own, and what it tells of each try. */
function begin(line: CommandLine, args: readonly string[]) {
  const child = line.begin(['--json', 'connector', 'dev', ...args]);
  let out = '';
  child.stdout?.on('data', (chunk: Buffer) => (out += chunk.toString()));
  const told = (): Try[] =>
    out
      .split('\n')
      .slice(0, -1)
      .map((text) => JSON.parse(text) as Try);
  return {
    [Symbol.dispose]: () => void child.kill(),
    said: () => out,
    /** Once there are so many. */
    tries: (count: number) => eventually(() => told().length >= count && told(), GENEROUS_MS),
  };
}

/** What the author's connector is told of in a host: the same hooks, by data alone. */
async function addAcme(host: HostProcess): Promise<MadeConnection> {
  const verify = { kind: 'hmac', header: 'x-acme-signature', encoding: 'hex' };
  const receiver = { ...shopConnector.receiver, verify, deliveryId: undefined };
  await host.admin.post('/v1/connectors', { ...shopConnector, name: 'acme', receiver });
  return host.admin.post<MadeConnection>('/v1/connections', {
    connector: 'acme',
    name: 'Acme',
    mode: 'live',
    settings: {},
    secrets: { webhook: SHOP_SECRET },
  });
}
