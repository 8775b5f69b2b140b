import { spawnSync } from 'node:child_process';
import { createHmac, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';

import { fakePartner, type FakePartner } from '../kit/fake-partner.js';
import { HostProcess } from '../kit/host-process.js';
import { Shell } from '../kit/shell.js';

/** Where there is no curl the one line of the guide that uses it is stood in for. */
const CALL_WITHOUT_CURL = `
hookyard() { node -e '
  const [method, path, body] = process.argv.slice(1);
  const headers = { authorization: "Bearer " + process.env.KEY, ...(body ? { "content-type": "application/json" } : {}) };
  fetch(process.env.HOST + path, { method, headers, ...(body ? { body } : {}) }).then(async (answer) => {
    if (!answer.ok) throw new Error(answer.status + " " + (await answer.text()));
    process.stdout.write(await answer.text());
  });
' "$@"; }`;

interface Section {
  readonly title: string;
  readonly blocks: readonly string[];
}

/** A system whose people change customers; it tells of each change with a signed hook once it knows where. */
interface System {
  readonly store: FakePartner;
  readonly secret: string;
  hookUrl: string;
}

describe('the guide to two systems', () => {
  const cleanUp = new AsyncDisposableStack();
  const printed: Record<string, string[]> = {};
  let east: System;
  let west: System;

  beforeAll(async () => {
    const host = cleanUp.use(await HostProcess.start());
    east = {
      store: cleanUp.use(await fakePartner({ idPrefix: 'east-' })),
      secret: 'east-signs-with-this',
      hookUrl: '',
    };
    west = {
      store: cleanUp.use(await fakePartner({ idPrefix: 'west-' })),
      secret: 'west-signs-with-this',
      hookUrl: '',
    };
    put(east, 'e1', { mail: 'ann@example.com', firstName: 'Ann', city: 'Ghent', phone: '1' });
    put(east, 'e2', { mail: 'ben@example.com', firstName: 'Ben', city: 'Oslo' });
    put(west, 'w8', { email: 'ann@example.com', firstName: 'Ann', phone: '1' });
    put(west, 'w9', { email: 'cid@example.com', firstName: 'Cid', city: 'Bern' });
    const urls = { HOST: host.url, KEY: host.adminKey, EAST_URL: east.store.url, WEST_URL: west.store.url };
    const shell = cleanUp.use(new Shell(urls));
    for (const { title, blocks } of sectionsOf('docs/guides/two-systems.md')) {
      for (const [index, block] of blocks.entries()) {
        await between[`${title} ${index + 1}`]?.();
        const output = await shell.run(block);
        (printed[title] ??= []).push(output);
        for (const [, name, url] of output.matchAll(/(East|West) sends its hooks to (\S+)/g))
          (name === 'East' ? east : west).hookUrl = url ?? '';
        if (title === '1' && spawnSync('curl', ['--version']).error) await shell.run(CALL_WITHOUT_CURL);
      }
    }
  }, 180_000);

  afterAll(() => cleanUp.disposeAsync());

  /** What people do in the systems before a block of the guide: its section and number. */
  const between: Readonly<Record<string, () => Promise<void>>> = {
    '7 1': () => edit(east, 'e1', { phone: '2' }),
    '7 2': async () => {
      await Promise.all([edit(east, 'e1', { city: 'Bruges' }), edit(west, 'w8', { city: 'Liège' })]);
    },
    '8 3': async () => {
      east.store.remove('customers', 'e2');
      await tell(east, 'e2', 'deleted');
    },
    '9 1': async () => put(east, 'e7', { mail: 'dee@example.com', firstName: 'Dee' }),
  };

  it('shows what a mapping would do, and what has no way back', () => {
    expect(printed['3']?.[1]).toContain("email: 'ann@example.com'");
    expect(printed['3']?.[2]).toBe("[ 'conflict' ]\n[ 'conflict' ]");
    expect(printed['4']?.[0]).toContain('CUSTOMER/created on');
  });

  it('brings what each had to the other once, and links what was in both', () => {
    expect(printed['6']?.[0]).toBe('3\n0\n0');
    expect(printed['6']?.[1]).toBe('[]');
    expect(printed['6']?.[2]).toMatch(/change/);
    expect(customers(west).map(({ email }) => String(email).toLowerCase())).toEqual([
      'ann@example.com',
      'ben@example.com',
      'cid@example.com',
      'dee@example.com',
    ]);
  });

  it('carries a change over, settles a conflict by the rule and keeps what lost', () => {
    expect(printed['7']?.[0]).toBe('2');
    expect(customers(west)[0]).toMatchObject({ phone: '2', city: 'Bruges' });
    expect(customers(east)[0]).toMatchObject({ phone: '2', city: 'Bruges' });
    expect(printed['7']?.[1]).toContain('city');
  });

  it('deletes in one system without the other', () => {
    expect(printed['8']?.[0]).toContain('"effect":"unlink"');
    expect(printed['8']?.at(-1)).toMatch(/e2 ended/);
    expect(customers(west).map(({ email }) => email)).toContain('ben@example.com');
  });

  it('finds what no hook told of', () => {
    expect(printed['9']?.[0]).toContain('missing: 1');
    expect(customers(west).at(-1)).toMatchObject({ email: 'dee@example.com', firstName: 'Dee' });
  });
});

/** By the numbers of their headings. */
function sectionsOf(path: string): Section[] {
  return readFileSync(path, 'utf8')
    .split(/^## /m)
    .slice(1)
    .map((text) => ({
      title: /^\d+/.exec(text)?.[0] ?? text.split('\n')[0] ?? '',
      blocks: [...text.matchAll(/^```sh\n(.*?)^```/gms)].map(([, block = '']) => block),
    }))
    .filter(({ blocks }) => blocks.length > 0);
}

function put({ store }: System, id: string, data: Record<string, unknown>): void {
  store.put('customers', id, data);
}

function customers({ store }: System): Record<string, unknown>[] {
  const mailOf = ({ email, mail }: Record<string, unknown>): string => String(email ?? mail).toLowerCase();
  return store.records('customers').toSorted((a, b) => mailOf(a).localeCompare(mailOf(b)));
}

async function edit(system: System, id: string, fields: Record<string, unknown>): Promise<void> {
  const { id: _id, version: _version, ...present } = system.store.record('customers', id) ?? {};
  put(system, id, { ...present, ...fields });
  await tell(system, id, 'updated');
}

async function tell({ store, secret, hookUrl }: System, id: string, what: string): Promise<void> {
  const { version, ...data } = store.record('customers', id) ?? {};
  const body = JSON.stringify({ topic: `customer/${what}`, id, version, data });
  const answer = await fetch(hookUrl, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-hookyard-signature': createHmac('sha256', secret).update(body).digest('hex'),
      'x-hookyard-delivery': randomUUID(),
    },
    body,
  });
  await answer.arrayBuffer();
  expect(answer.status).toBe(200);
}
