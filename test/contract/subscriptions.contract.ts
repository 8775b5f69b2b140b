import { HookProvider, failure } from '../kit/hook-provider.js';
import { rowsOf } from '../kit/ledgers.js';
import { HOUR_MS, OPERATOR, SubscribedYard, settle, type Connected } from '../kit/subscribed.js';

const CREATED = 'order/created';
const UPDATED = 'order/updated';

/** Hooks kept registered at a system, whatever happens on the way: the same on both engines. */
export function describeSubscriptions(): void {
  let yard: SubscribedYard;

  beforeAll(async () => {
    yard = await SubscribedYard.start();
  }, 60_000);
  afterAll(() => yard[Symbol.asyncDispose]());
  afterEach(() => {
    expect(yard.errors.splice(0)).toEqual([]);
  });

  const topicsAt = (provider: HookProvider): string[] =>
    provider.hooks.map(({ topics }) => topics.join('+')).toSorted();
  const stateOf = async ({ id }: Connected): Promise<string> => (await yard.admin.of(1, id)).state;
  const statesOf = async ({ number }: Connected): Promise<string[]> =>
    (await yard.store.rowsOf(number)).map(({ state, topics }) => `${state} ${topics.join('+')}`).toSorted();

  /** Connections of other tests are left alone. */
  const alone = async (made: Connected): Promise<void> => {
    const { items } = await yard.registry.connections.list(1, { limit: 100 });
    for (const { id } of items) if (id !== made.id) await yard.admin.setManaged(OPERATOR, id, false);
  };
  const connected = async (
    connector: string,
    provider: HookProvider,
    secrets: Readonly<Record<string, string>> = {},
  ): Promise<{ readonly made: Connected; readonly process: ReturnType<SubscribedYard['process']> }> => {
    const made = await yard.connect(connector, secrets);
    await alone(made);
    const process = yard.process(provider);
    return { made, process };
  };

  it('a connection’s scopes are registered, each once, at an address only the host knows', async () => {
    const provider = new HookProvider();
    const { made, process } = await connected('single', provider);

    await settle(process);
    await settle(process);

    expect(topicsAt(provider)).toEqual([CREATED, UPDATED]);
    expect(provider.hooks.every(({ url }) => /^https:\/\/yard\.example\/hooks\/hk_\w{22}$/.test(url))).toBe(
      true,
    );
    expect(provider.hooks.some(({ url }) => url === made.hookUrl)).toBe(false);
    expect(await stateOf(made)).toBe('in-line');
    const [key = ''] = provider.hooks.map(({ url }) => url.slice(-25));
    const point = yard.registry.directory.current().point(key);
    expect(point !== 'gone' && point?.connection?.id).toBe(made.id);
    const stored = await rowsOf(
      yard.yard.database.store,
      'SELECT * FROM subscription, connection_key, audit',
    );
    expect(JSON.stringify(stored)).not.toContain(key);
  });

  it('switching a scope off removes its hook, on again registers it, and twice quickly does nothing', async () => {
    const provider = new HookProvider();
    const { made, process } = await connected('single', provider);
    await settle(process);

    await yard.toggle(made, UPDATED, false);
    await settle(process);
    const off = topicsAt(provider);
    await yard.toggle(made, UPDATED, true);
    await settle(process);
    const on = topicsAt(provider);
    provider.calls.length = 0;
    await yard.toggle(made, UPDATED, false);
    await yard.toggle(made, UPDATED, true);
    await settle(process);

    expect([off, on, topicsAt(provider)]).toEqual([[CREATED], [CREATED, UPDATED], [CREATED, UPDATED]]);
    expect(provider.calls.filter((call) => call !== 'list')).toEqual([]);
  });

  it('a scope toggled while its hook is being registered ends as it was left', async () => {
    const provider = new HookProvider();
    const { made, process } = await connected('single', provider);

    await process.run();
    await yard.toggle(made, CREATED, false);
    await settle(process);

    expect(topicsAt(provider)).toEqual([UPDATED]);
    expect(await statesOf(made)).toEqual([`present ${UPDATED}`]);
  });

  it('a connection that one process has in hand is left alone by another, whatever changes meanwhile', async () => {
    const provider = new HookProvider();
    const { made, process } = await connected('single', provider);
    const other = yard.process(provider);

    await process.run();
    await yard.toggle(made, CREATED, false);
    await yard.admin.reconcile(OPERATOR, made.id);
    const listed = provider.calls.filter((call) => call === 'list').length;
    await other.run();
    await other.atRest();

    expect(provider.calls.filter((call) => call === 'list')).toHaveLength(listed);
    await settle(process, other);
    expect(topicsAt(provider)).toEqual([UPDATED]);
  });

  it('a scope switched off and on again while its hook is being removed is registered in the end', async () => {
    const provider = new HookProvider();
    const { made, process } = await connected('single', provider);
    await settle(process);
    await yard.toggle(made, CREATED, false);
    await process.run();
    await yard.toggle(made, CREATED, true);
    await process.run();
    await settle(process);

    expect(topicsAt(provider)).toEqual([CREATED, UPDATED]);
    expect(await stateOf(made)).toBe('in-line');
  });

  it('a system that limits us is not asked again because its connection got an address meanwhile', async () => {
    const provider = new HookProvider();
    const { process } = await connected('single', provider);
    provider.failNext('list', failure('RateLimited', { isWhole: true, at: yard.clock.now() + 60_000 }));

    await settle(process);

    expect(provider.calls).toEqual(['list']);
    yard.clock.advance(60_000);
    await settle(process);
  });

  it('two processes register everything once', async () => {
    const provider = new HookProvider();
    const { made, process } = await connected('single', provider);
    const other = yard.process(provider);

    await Promise.all([settle(process), settle(other)]);
    await yard.toggle(made, UPDATED, false);
    await Promise.all([settle(process), settle(other)]);

    expect(provider.calls.filter((call) => call !== 'list').toSorted()).toEqual([
      `create ${CREATED}`,
      `create ${UPDATED}`,
      expect.stringMatching(/^remove h\d$/),
    ]);
    expect(topicsAt(provider)).toEqual([CREATED]);
  });

  it('a hook whose answer was lost in a kill is adopted, not doubled', async () => {
    const provider = new HookProvider();
    const { made, process } = await connected('single', provider);
    provider.failNext('create', new Error('killed'), 'late');
    await process.run();
    await process.atRest();
    expect(yard.errors.splice(0)).toHaveLength(1);

    yard.clock.advance(30_000);
    await settle(yard.process(provider));

    expect(topicsAt(provider)).toEqual([CREATED, UPDATED]);
    expect(await statesOf(made)).toEqual([`present ${CREATED}`, `present ${UPDATED}`]);
  });

  it('a hook being removed in a kill is gone afterwards', async () => {
    const provider = new HookProvider();
    const { made, process } = await connected('single', provider);
    await settle(process);
    await yard.toggle(made, CREATED, false);
    provider.failNext('remove', new Error('killed'), 'late');
    await process.run();
    await process.atRest();
    yard.errors.splice(0);

    yard.clock.advance(90_000);
    await settle(yard.process(provider));

    expect(topicsAt(provider)).toEqual([UPDATED]);
    expect(await statesOf(made)).toEqual([`present ${UPDATED}`]);
  });

  it('one registered by hand is adopted, and one of a public URL of before replaced', async () => {
    const provider = new HookProvider();
    const { made, process } = await connected('single', provider);
    const byHand = provider.add({ url: made.hookUrl, topics: [CREATED] });
    provider.add({ url: made.hookUrl.replace('yard.example', 'old.example'), topics: [UPDATED] });
    provider.add({ url: 'https://elsewhere.example/x', topics: [UPDATED] });

    await settle(process);

    const ours = provider.hooks.filter(({ url }) => url.startsWith('https://yard.example'));
    expect(ours.map(({ topics }) => String(topics)).toSorted()).toEqual([CREATED, UPDATED]);
    expect(ours.map(({ id }) => id)).toContain(byHand.id);
    expect(provider.hooks).toHaveLength(3);
    expect(await stateOf(made)).toBe('in-line');
  });

  it('a rotated key moves its hooks to a new address', async () => {
    const provider = new HookProvider();
    const { made, process } = await connected('single', provider);
    await settle(process);
    const [before] = provider.hooks;

    await yard.registry.connections.rotateKey(OPERATOR, made.id);
    await settle(process);

    expect(topicsAt(provider)).toEqual([CREATED, UPDATED]);
    expect(provider.hooks.map(({ url }) => url)).not.toContain(before?.url);
  });

  it('what was removed or switched off there is mended, and said', async () => {
    const provider = new HookProvider();
    const { made, process } = await connected('single', provider);
    await settle(process);
    yard.clock.advance(2 * 60_000);
    await settle(process);

    provider.hooks.shift();
    if (provider.hooks[0]) provider.hooks[0].enabled = false;
    await settle(process);
    const unseen = provider.hooks.length;
    yard.clock.advance(7 * HOUR_MS);
    await settle(process);

    expect(unseen).toBe(1);
    expect(topicsAt(provider)).toEqual([CREATED, UPDATED]);
    expect(provider.hooks.every(({ enabled }) => enabled !== false)).toBe(true);
    const drifts = (await yard.admin.of(1, made.id)).rows.map(({ drift }) => drift);
    expect(drifts.map(String).toSorted()).toEqual(['disabled', 'missing']);
  });

  it('an orphan is shown, left alone, and removed when an operator says so', async () => {
    const provider = new HookProvider();
    const { made, process } = await connected('single', provider);
    const orphan = provider.add({ url: made.hookUrl, topics: ['order/gone'] });
    await settle(process);

    const shown = (await yard.admin.of(1, made.id)).rows.find(({ state }) => state === 'orphan');
    await yard.admin.remove(OPERATOR, made.id, shown?.publicId ?? '');
    await settle(process);

    expect(shown).toMatchObject({ remoteId: orphan.id, topics: ['order/gone'], reason: 'unwanted' });
    expect(provider.hooks.map(({ id }) => id)).not.toContain(orphan.id);
    expect(await statesOf(made)).toEqual([`present ${CREATED}`, `present ${UPDATED}`]);
    const wanted = (await yard.admin.of(1, made.id)).rows[0]?.publicId ?? '';
    await expect(yard.admin.remove(OPERATOR, made.id, wanted)).rejects.toMatchObject({ code: 'CONFLICT' });
  });

  it('a registration that ends is renewed at half of its life, again and again', async () => {
    const provider = new HookProvider({ lifeMs: 4 * HOUR_MS, now: () => yard.clock.now() });
    const { process } = await connected('ending', provider);
    await settle(process);

    yard.clock.advance(2 * HOUR_MS - 60_000);
    await settle(process);
    const early = provider.calls.filter((call) => call.startsWith('renew'));
    yard.clock.advance(2 * 60_000);
    await settle(process);
    const half = provider.calls.filter((call) => call.startsWith('renew'));
    yard.clock.advance(2 * HOUR_MS + 60_000);
    await settle(process);

    expect([early.length, half.length]).toEqual([0, 2]);
    expect(provider.calls.filter((call) => call.startsWith('renew'))).toHaveLength(4);
    expect(provider.hooks.every(({ expiresAt = 0 }) => expiresAt > yard.clock.now())).toBe(true);
  });

  it('a system that is down or limits us is asked again when it says so, and nothing is forgotten', async () => {
    const provider = new HookProvider();
    const { made, process } = await connected('single', provider);
    const at = yard.clock.now() + 10 * 60_000;
    provider.failNext(
      'list',
      failure('Unavailable', { isWhole: true, at: yard.clock.now() + 1_000, usesAttempt: false }),
    );
    await settle(process);
    yard.clock.advance(1_000);
    provider.failNext('create', failure('RateLimited', { isWhole: true, at, usesAttempt: false }));
    await settle(process);
    const calls = provider.calls.length;
    await settle(process);
    const whileLimited = provider.calls.length;
    const state = await stateOf(made);
    yard.clock.advance(10 * 60_000);
    await settle(process);

    expect(state).toBe('failing');
    expect(whileLimited).toBe(calls);
    expect(topicsAt(provider)).toEqual([CREATED, UPDATED]);
    expect(await stateOf(made)).toBe('in-line');
    expect(yard.givenUp.splice(0)).toEqual([]);
  });

  it('what the system refuses is given up in sight, told once, and tried again when somebody says so', async () => {
    const provider = new HookProvider();
    const { made, process } = await connected('single', provider);
    for (let tries = 0; tries < 2; tries += 1) provider.failNext('create', failure('Invalid'));
    await settle(process);
    await settle(process);
    const { state, rows, advice } = await yard.admin.of(1, made.id);
    const given = yard.givenUp.splice(0);

    await yard.admin.reconcile(OPERATOR, made.id);
    await settle(process);

    expect({ state, advice }).toEqual({ state: 'failing', advice: expect.stringContaining('reconcile') });
    expect(rows.map(({ message, gaveUpAt }) => [message, gaveUpAt !== null])).toEqual([
      ['said Invalid', true],
      ['said Invalid', true],
    ]);
    expect(given).toHaveLength(2);
    expect(topicsAt(provider)).toEqual([CREATED, UPDATED]);
    expect(await stateOf(made)).toBe('in-line');
  });

  it('a second registration that the system refuses is looked for, and found', async () => {
    const provider = new HookProvider({ refusesDuplicates: true });
    const { made, process } = await connected('single', provider);
    await settle(process);
    const [hook] = provider.hooks;
    if (hook) hook.enabled = false;

    yard.clock.advance(7 * HOUR_MS);
    await settle(process);

    expect(topicsAt(provider)).toEqual([CREATED, UPDATED]);
    expect(provider.hooks.every(({ enabled }) => enabled !== false)).toBe(true);
    expect(await stateOf(made)).toBe('in-line');
  });

  it('a secret the system hands out is sealed with the connection before its hook counts', async () => {
    const provider = new HookProvider({ handsOut: true });
    const { made, process } = await connected('handed', provider, { webhook: 'by-hand-secret' });

    await settle(process);

    const secrets = async (): Promise<string[]> =>
      ((await yard.subscribed(made))?.view.secrets['webhook'] ?? []).map(({ value }) => value);
    expect(topicsAt(provider)).toEqual([`${CREATED}+${UPDATED}`]);
    expect(await secrets()).toEqual([provider.hooks[0]?.secret, 'by-hand-secret']);
    const stored = await rowsOf(yard.yard.database.store, 'SELECT * FROM connection_secret, subscription');
    expect(JSON.stringify(stored)).not.toContain(provider.hooks[0]?.secret);
  });

  it('one whose handed-out secret was lost in a kill goes, and another is made', async () => {
    const provider = new HookProvider({ handsOut: true });
    const { made, process } = await connected('handed', provider);
    provider.failNext('create', new Error('killed'), 'late');
    await process.run();
    await process.atRest();
    yard.errors.splice(0);
    const lost = provider.hooks[0]?.id;

    yard.clock.advance(30_000);
    await settle(yard.process(provider));

    expect(provider.hooks).toHaveLength(1);
    expect(provider.hooks[0]?.id).not.toBe(lost);
    const secrets = (await yard.subscribed(made))?.view.secrets['webhook'] ?? [];
    expect(secrets[0]?.value).toBe(provider.hooks[0]?.secret);
    expect(await statesOf(made)).toEqual([`present ${CREATED}+${UPDATED}`]);
  });

  it('a secret we give is made where there is none, and a newer one is given to the hooks there are', async () => {
    const provider = new HookProvider();
    const { made, process } = await connected('given', provider);
    await settle(process);
    const secret = (await yard.subscribed(made))?.view.secrets['webhook']?.[0]?.value;
    provider.calls.length = 0;

    await yard.registry.connections.change(OPERATOR, made.id, { secrets: { webhook: 'another-one' } });
    await settle(process);

    expect(secret).toMatch(/^[0-9a-f]{64}$/);
    expect(provider.calls.filter((call) => call.startsWith('update'))).toHaveLength(2);
    expect(topicsAt(provider)).toEqual([CREATED, UPDATED]);
  });

  it('a removed connection keeps its credentials until its hooks are gone, and no longer', async () => {
    const provider = new HookProvider();
    const { made, process } = await connected('single', provider, { webhook: 's3cret-value' });
    await yard.registry.grants.open(made, 'app-1');
    await settle(process);
    provider.failNext('remove', failure('RetryLater', { at: yard.clock.now() + 5_000 }));

    await yard.registry.connections.remove(OPERATOR, made.id);
    await settle(process);
    const halfway = {
      topics: topicsAt(provider).length,
      secrets: await secretsOf(made),
      grant: (await yard.registry.grants.read(made)) !== null,
    };
    yard.clock.advance(5_000);
    await settle(process);

    expect(halfway).toEqual({ topics: 1, secrets: 1, grant: true });
    expect(provider.hooks).toEqual([]);
    expect(await secretsOf(made)).toBe(0);
    expect(await yard.registry.grants.read(made)).toBeNull();
    expect(await yard.store.planOf(made.number)).toBeUndefined();
  });

  it('a removed connection without hooks at its system keeps no credentials at all', async () => {
    const made = await yard.connect('single', { webhook: 's3cret-value' });
    await yard.registry.grants.open(made, 'app-1');

    await yard.registry.connections.remove(OPERATOR, made.id);

    expect([await secretsOf(made), await yard.registry.grants.read(made)]).toEqual([0, null]);
  });

  it('a removed connection whose system never answers is given up after a day, in sight', async () => {
    const provider = new HookProvider();
    const { made, process } = await connected('single', provider, { webhook: 's3cret-value' });
    await settle(process);
    await yard.registry.connections.remove(OPERATOR, made.id);
    for (let tries = 0; tries < 26; tries += 1) {
      provider.failNext('list', failure('AuthExpired', { isWhole: true }));
      await settle(process);
      yard.clock.advance(HOUR_MS);
    }
    await settle(process);

    expect(await secretsOf(made)).toBe(0);
    expect(yard.givenUp.splice(0)).toHaveLength(2);
    const [audit] = await rowsOf<{ after_value: string }>(
      yard.yard.database.store,
      `SELECT after_value FROM audit WHERE action = 'connection.credentials-removed' ORDER BY id DESC LIMIT 1`,
    );
    expect(audit?.after_value).toContain(CREATED);
  });

  it('a deleted tenant’s hooks go before its credentials do', async () => {
    const provider = new HookProvider();
    const { tenants, apiKeys, connections } = yard.registry;
    const { id, key } = await tenants.create(OPERATOR, { name: 'Going' });
    const owner = await apiKeys.authenticate(key);
    if (!owner) throw new Error('the new key is not known');
    const actor = { tenant: owner.tenant, id: 'key_going' };
    await connections.create(actor, { connector: 'single', name: 'Going', mode: 'live', secrets: {} });
    const process = yard.process(provider);
    await settle(process);
    const before = provider.hooks.length;

    await tenants.suspend(OPERATOR, id);
    await tenants.remove(OPERATOR, id, 'Going');
    await settle(process);

    expect([before, provider.hooks.length]).toEqual([2, 0]);
  });

  it('a paused connection’s system is not asked, and is when it goes on', async () => {
    const provider = new HookProvider();
    const { made, process } = await connected('single', provider);
    await yard.registry.connections.pause(OPERATOR, made.id);
    await settle(process);
    const paused = { calls: provider.calls.length, state: await stateOf(made) };

    await yard.registry.connections.resume(OPERATOR, made.id);
    await settle(process);

    expect(paused).toEqual({ calls: 0, state: 'waiting' });
    expect(topicsAt(provider)).toEqual([CREATED, UPDATED]);
  });

  it('what an operator takes in hand stays as it is at the system', async () => {
    const provider = new HookProvider();
    const { made, process } = await connected('single', provider);
    await settle(process);

    await yard.admin.setManaged(OPERATOR, made.id, false);
    await yard.toggle(made, CREATED, false);
    await settle(process);
    const byHand = { topics: topicsAt(provider), state: await stateOf(made) };
    await yard.admin.setManaged(OPERATOR, made.id, true);
    await settle(process);

    expect(byHand).toEqual({ topics: [CREATED, UPDATED], state: 'by-hand' });
    const info = await yard.admin.of(1, made.id);
    expect(info.rows.map(({ state }) => state).toSorted()).toEqual(['orphan', 'present']);
  });

  async function secretsOf({ number }: Connected): Promise<number> {
    const rows = await rowsOf(
      yard.yard.database.store,
      `SELECT id FROM connection_secret WHERE connection = ${number}`,
    );
    return rows.length;
  }
}
