import { eventually } from '../kit/eventually.js';
import { DROMO_LICENSE_KEY, FakeDromo } from '../kit/fake-dromo.js';
import { HostProcess } from '../kit/host-process.js';
import { SeenAt } from '../kit/seen-at.js';
import type { MadeConnection } from '../kit/yard.js';

const WORD = 'a-long-random-word-in-the-path';
const IMPORT = 'x:DROMO_IMPORT';

/** Rows as a spreadsheet of members has them. */
function members(count: number, from = 0): { email: string; firstName: string }[] {
  return Array.from({ length: count }, (_, index) => ({
    email: `member${from + index}@example.com`,
    firstName: `Member ${from + index}`,
  }));
}

describe('dromo', () => {
  const cleanUp = new AsyncDisposableStack();
  let host: HostProcess;
  let dromo: FakeDromo;
  let live: SeenAt;
  let sandbox: SeenAt;
  let basicUrl: string;

  beforeAll(async () => {
    dromo = cleanUp.use(await FakeDromo.start());
    host = cleanUp.use(await HostProcess.start({ env: { HOOKYARD_LEASE_MS: '3000' } }));
    const made = { live: await connect('live'), sandbox: await connect('sandbox') };
    live = new SeenAt(host, made.live.id);
    sandbox = new SeenAt(host, made.sandbox.id);
    basicUrl = `${made.live.hookUrl}/${WORD}`;
    dromo.webhooks.push(
      { url: basicUrl, isDevelopment: false },
      { url: `${made.sandbox.hookUrl}/${WORD}`, isDevelopment: true },
    );
  }, 60_000);
  afterAll(() => cleanUp.disposeAsync());

  const member = (seen: SeenAt, number: number) => seen.record('CUSTOMER', `member${number}@example.com`);
  const stateOf = async (id: string): Promise<unknown> => (await live.record(IMPORT, id))?.['state'];

  it('makes records of the rows of an import, and one of the import itself', async () => {
    const user = { id: '7', email: 'ann@example.com', company_name: 'Cycle Corner' };
    const id = dromo.imported({ rows: members(3), user });

    const statuses = await dromo.event('import_completed', id)();
    await eventually(async () => (await member(live, 2)) && (await stateOf(id)));

    expect(statuses).toEqual([200]);
    expect(await member(live, 0)).toMatchObject({ firstName: 'Member 0' });
    expect(await live.record(IMPORT, id)).toMatchObject({
      state: 'PROCESSED',
      rows: 3,
      user: 'ann@example.com',
      company: 'Cycle Corner',
      fileName: 'members.csv',
    });
  });

  it('gives its key to Dromo alone, and keeps no link of it', async () => {
    expect(dromo.calls.every(({ headers }) => headers['x-dromo-license-key'] === DROMO_LICENSE_KEY)).toBe(
      true,
    );
    expect(dromo.downloads.length).toBeGreaterThan(0);
    expect(dromo.downloads.some(({ headers }) => 'x-dromo-license-key' in headers)).toBe(false);
    const kept = [
      await host.admin.get(`/v1/records?type=${IMPORT}`),
      await live.transfers(),
      await live.hooks(),
    ];
    const text = JSON.stringify(kept);
    expect(text).not.toMatch(/review\.example|X-Amz|storage\.example/);
  });

  it('keeps development imports to connections in sandbox mode', async () => {
    const id = dromo.imported({ rows: members(1, 10), isDevelopment: true });
    const toSandbox = dromo.event('import_completed', id);

    await toSandbox();
    await eventually(() => member(sandbox, 10));
    dromo.webhooks.push({ url: basicUrl, isDevelopment: true });
    const statuses = await dromo.event('import_completed', id)();
    dromo.webhooks.pop();

    expect(statuses).toEqual([200, 200]);
    expect(await live.newestVerdicts()).toMatchObject([
      { verdict: 'wrong-mode', facts: { mode: 'sandbox', connectionMode: 'live' } },
    ]);
    expect(await member(live, 10)).toBeUndefined();
  });

  it('shows a headless import that waits for a person and its end, whatever came when', async () => {
    const id = dromo.imported({ kind: 'headless', fileName: 'contacts.csv' });
    dromo.become(id, 'NEEDS_REVIEW');
    const review = dromo.event('headless_import_needs_review', id);
    await review();
    const waiting = await eventually(
      async () => (await stateOf(id)) === 'NEEDS_REVIEW' && live.record(IMPORT, id),
    );

    dromo.become(id, 'SUCCESSFUL', members(2, 20));
    const completed = dromo.event('import_completed', id);
    await completed();
    await eventually(async () => (await stateOf(id)) === 'SUCCESSFUL' && (await member(live, 21)));
    await review();
    await completed();
    await eventually(async () => (await live.hooks()).items.every(({ state }) => state === 'resolved'));

    expect(waiting).not.toHaveProperty('review_url');
    expect(await live.newestVerdicts()).toMatchObject([{ verdict: 'duplicate' }]);
    expect(await stateOf(id)).toBe('SUCCESSFUL');
    expect(await live.transfers({ recordId: 'member20@example.com' })).toHaveLength(1);
  });

  it('says that one failed, and why, and bears states it does not know', async () => {
    const failed = dromo.imported({ kind: 'headless' });
    dromo.become(failed, 'FAILED');
    const odd = dromo.imported({ kind: 'headless' });
    dromo.become(odd, 'ON_HOLD');

    await dromo.event('headless_import_failed', failed)();
    await dromo.event('headless_import_needs_review', odd)();

    const record = await eventually(() => live.record(IMPORT, failed));
    expect(record).toMatchObject({ state: 'FAILED', errors: [{ message: 'The file is empty' }] });
    await eventually(async () => (await stateOf(odd)) === 'ON_HOLD');
  });

  it('takes the basic hook too, a form with one id', async () => {
    const id = dromo.imported({ rows: members(1, 30) });

    const status = await dromo.basic(basicUrl, id);

    expect(status).toBe(200);
    await eventually(() => member(live, 30));
  });

  it('brings no rows where none are kept', async () => {
    const id = dromo.imported({ rows: members(1, 40), hasData: false });

    await dromo.event('import_completed', id)();
    await eventually(() => stateOf(id));

    expect(await member(live, 40)).toBeUndefined();
    expect(dromo.calls.some(({ path }) => path.endsWith(`${id}/url/`))).toBe(false);
  });

  it('believes nothing that cannot be read back, and nobody without the word', async () => {
    const made = dromo.imported({ rows: members(1, 50) });
    const forged = dromo.event('import_completed', made);
    dromo.forget(made);

    await forged();
    const [transfer] = await eventually(async () => {
      const found = await live.transfers({ recordId: made });
      return found[0]?.state === 'ended' && found;
    });
    const withoutWord = await dromo.basic(basicUrl.replace(WORD, 'guessed'), made);

    expect(transfer?.code).toBe('unresolved');
    expect(await live.why(transfer?.id ?? '')).toMatch(/Dromo has no import/);
    expect(withoutWord).toBe(401);
  });

  it('asks for a link that expired once more', async () => {
    const id = dromo.imported({ rows: members(1, 60) });
    dromo.expireNextLink();

    await dromo.event('import_completed', id)();
    await eventually(() => member(live, 60));

    expect(dromo.calls.filter(({ path }) => path.endsWith(`${id}/url/`))).toHaveLength(2);
  });

  it('fetches a large file page by page; one bad row harms no other', async () => {
    const rows: Record<string, unknown>[] = members(2_100, 1_000);
    rows[2_050] = { email: 'bad@example.com', firstName: { no: 'text' } };
    const id = dromo.imported({ rows });

    await dromo.event('import_completed', id)();
    await eventually(async () => (await member(live, 3_099)) && (await member(live, 1_000)), 40_000);
    const bad = await eventually(async () => (await live.transfers({ state: 'parked' }))[0]);

    expect(bad).toMatchObject({ recordId: 'bad@example.com', code: 'invalid' });
    expect(dromo.calls.filter(({ path }) => path.endsWith(`${id}/url/`))).toHaveLength(3);
    expect(await stateOf(id)).toBe('PROCESSED');
  }, 60_000);

  it('brings every row of a large file once, though the host is killed on the way', async () => {
    const count = 2_100;
    const id = dromo.imported({ rows: members(count, 10_000) });
    let downloads = 0;
    let isUp: Promise<void> | undefined;
    dromo.watchDownloads(() => {
      downloads += 1;
      if (downloads === 2) isUp = host.kill().then(() => host.start());
    });

    await dromo.event('import_completed', id)();
    await eventually(() => isUp !== undefined, 30_000);
    await isUp;
    dromo.watchDownloads(undefined);
    await eventually(async () => {
      const open = await Promise.all(
        ['queued', 'waiting-retry', 'waiting-children'].map((state) => live.transfers({ state })),
      );
      return open.flat().length === 0 && (await member(live, 10_000 + count - 1)) !== undefined;
    }, 60_000);

    const places = [0, 1_999, 2_000, count - 1];
    const versions = await Promise.all(
      places.map((place) => live.version('CUSTOMER', `member${10_000 + place}@example.com`)),
    );
    expect(versions).toEqual(places.map(() => 1));
  }, 120_000);

  async function connect(mode: 'live' | 'sandbox'): Promise<MadeConnection> {
    return host.admin.post<MadeConnection>('/v1/connections', {
      connector: 'dromo',
      name: `Dromo ${mode}`,
      mode,
      settings: { address: dromo.url, rowKey: 'email' },
      secrets: { webhook: WORD, licenseKey: DROMO_LICENSE_KEY },
      defaults: true,
    });
  }
});
