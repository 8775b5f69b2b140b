import type { ConnectionView, StateReason } from '../../src/registry/index.js';
import { CALL_TIMEOUT_MS, CheckedYard, INTERVAL_MS, MINUTE_MS, OPERATOR, settle } from '../kit/checked.js';
import { eventually } from '../kit/eventually.js';
import { APP } from '../kit/granted.js';
import { rowsOf } from '../kit/ledgers.js';

const TOKENS = { access: 'at-1', refresh: 'rt-1', scopes: null, expiresAt: null };

/** Connections that are checked, whatever happens on the way: the same on both engines. */
export function describeChecks(): void {
  let yard: CheckedYard;

  beforeAll(async () => {
    yard = await CheckedYard.start();
  }, 60_000);
  afterAll(() => yard[Symbol.asyncDispose]());
  afterEach(async () => {
    expect(yard.errors).toEqual([]);
    await yard.clear();
  });

  const told = async (): Promise<{ type: string; reason: string | undefined }[]> => {
    const events = await rowsOf<{ type: string; data: string }>(
      yard.yard.database.store,
      `SELECT type, data FROM event WHERE type IN ('connection.failing', 'connection.recovered') ORDER BY seq`,
    );
    return events.map(({ type, data }) => ({
      type,
      reason: (JSON.parse(data) as { reason?: string }).reason,
    }));
  };
  const stateOf = async (view: ConnectionView): Promise<string> => (await yard.shown(view)).state;

  it('a new connection is checked at once and once, whichever processes see it', async () => {
    const [one, other] = [yard.process(), yard.process()];
    const made = await yard.connect();
    yard.next({ message: 'Cycle Corner', account: 'acct_1' });

    await Promise.all([settle(one), settle(other)]);

    expect(yard.asked).toEqual([made.id]);
    expect(yard.ends).toEqual(['ok']);
    expect((await yard.shown(made)).check).toEqual({
      at: yard.clock.now(),
      end: 'ok',
      failure: null,
      message: 'Cycle Corner',
      account: 'acct_1',
      tookMs: 0,
      dueAt: yard.clock.now() + INTERVAL_MS,
    });
  });

  it('one that was saved and not checked before a kill is checked by whoever starts next', async () => {
    const made = await yard.connect();
    const killed = yard.process();
    yard.next(new Error('killed'));
    await settle(killed);
    expect(yard.errors.splice(0)).toHaveLength(1);

    yard.clock.advance(CALL_TIMEOUT_MS + 5_000);
    await settle(yard.process());

    expect((await yard.shown(made)).check?.end).toBe('ok');
  });

  it('it is checked again behind what its check depends on, and not behind a new name', async () => {
    const made = await yard.connect();
    const process = yard.process();
    await settle(process);

    await yard.registry.connections.change(OPERATOR, made.id, { name: 'Another' });
    await settle(process);
    const renamed = yard.asked.length;
    await yard.registry.connections.change(OPERATOR, made.id, { secrets: { api: 'a-new-key-1' } });
    await settle(process);

    expect([renamed, yard.asked.length]).toEqual([1, 2]);
  });

  it('it is checked again and again, and one without a check never', async () => {
    await yard.connect('unchecked');
    const process = yard.process();
    const made = await yard.connect();
    await settle(process);

    yard.clock.advance(INTERVAL_MS - 1);
    await settle(process);
    const early = yard.asked.length;
    yard.clock.advance(1);
    await settle(process);

    expect([early, yard.asked]).toEqual([1, [made.id, made.id]]);
  });

  it('two checks of a connection never overlap; what changed meanwhile is checked behind the first', async () => {
    const made = await yard.connect();
    const [one, other] = [yard.process(), yard.process()];
    const answer = Promise.withResolvers<object>();
    yard.next(answer.promise);
    await one.due.run();
    await eventually(() => yard.asked.length === 1);

    await yard.registry.connections.change(OPERATOR, made.id, { secrets: { api: 'a-new-key-1' } });
    for (const { due } of [one, other]) await due.run();
    const during = yard.asked.length;
    answer.resolve({ end: 'failed', message: 'the old key' });
    await settle(one, other);

    expect([during, yard.asked.length]).toEqual([1, 2]);
    expect(await stateOf(made)).toBe('active');
    expect(await told()).toEqual([]);
  });

  it('what a check says is told once when it begins and once when it is over, and shown in between', async () => {
    const made = await yard.connect();
    const process = yard.process();
    const over = { end: 'failed', message: 'the plan is over' } as const;
    yard.next(over, over);
    await settle(process);
    yard.clock.advance(MINUTE_MS);
    await settle(process);
    const failing = await yard.shown(made);
    const { items: listed } = await yard.registry.connections.list(1, { limit: 10 }, { state: 'failing' });

    yard.clock.advance(2 * MINUTE_MS);
    await settle(process);

    expect(failing).toMatchObject({
      state: 'failing',
      failing: { code: 'check-failed', message: 'the plan is over' },
    });
    expect(listed.map(({ id }) => id)).toEqual([made.id]);
    expect(await stateOf(made)).toBe('active');
    expect(await told()).toEqual([
      { type: 'connection.failing', reason: 'the plan is over' },
      { type: 'connection.recovered', reason: undefined },
    ]);
  });

  it('what answers no check three times in a row fails like a system that answers no call', async () => {
    const made = await yard.connect();
    const process = yard.process();
    const silent = { end: 'unanswered', failure: 'TimedOut', message: 'no answer within 1000 ms' } as const;
    yard.next(silent, silent, silent);
    await settle(process);
    yard.clock.advance(MINUTE_MS);
    await settle(process);
    const twice = await stateOf(made);
    yard.clock.advance(2 * MINUTE_MS);
    await settle(process);

    expect(twice).toBe('active');
    expect(await yard.shown(made)).toMatchObject({ state: 'failing', failing: { code: 'not-answering' } });
  });

  it('who asks is answered by a check that began behind the question, though another was under way', async () => {
    const made = await yard.connect();
    const [one, other] = [yard.process(), yard.process()];
    const answer = Promise.withResolvers<object>();
    yard.next(answer.promise);
    await one.due.run();
    await eventually(() => yard.asked.length === 1);

    const asked = other.admin.check(OPERATOR, made.id);
    yard.next({ message: 'the second' });
    answer.resolve({ message: 'the first' });
    await one.due.atRest();
    await asked;

    expect(yard.asked).toEqual([made.id, made.id]);
    expect((await yard.shown(made)).check?.message).toBe('the second');
  });

  it('nobody asks a system of a connection that is paused, or of one without a check', async () => {
    const [made, unchecked] = [await yard.connect(), await yard.connect('unchecked')];
    const process = yard.process();
    await yard.registry.connections.pause(OPERATOR, made.id);
    await settle(process);
    const paused = process.admin.check(OPERATOR, made.id);
    await expect(paused).rejects.toMatchObject({ code: 'CONFLICT' });
    await expect(process.admin.check(OPERATOR, unchecked.id)).rejects.toMatchObject({
      code: 'CHECK_NOT_OFFERED',
    });
    expect(yard.asked).toEqual([]);

    await yard.registry.connections.resume(OPERATOR, made.id);
    await settle(process);

    expect(yard.asked).toEqual([made.id]);
  });

  it('a removed connection is not checked, and nothing is kept of its checks', async () => {
    const made = await yard.connect();
    const process = yard.process();
    await settle(process);

    await yard.registry.connections.remove(OPERATOR, made.id);
    yard.clock.advance(2 * INTERVAL_MS);
    await settle(process);

    expect(yard.asked).toEqual([made.id]);
    expect(await yard.store.of(made.number)).toBeUndefined();
  });

  describe('access that nothing says the account of', () => {
    const granted = async (made: ConnectionView, account: string | null): Promise<void> => {
      const { authorizations } = yard.registry;
      const asked = { connection: made, app: 'app-1', verifier: 'v', changesAccount: false };
      const { state } = await authorizations.begin(OPERATOR, asked);
      const taken = await authorizations.take(state);
      if (!taken) throw new Error('the link is gone');
      await authorizations.complete(taken, made, { tokens: TOKENS, account });
    };

    it('is checked when it is granted, and named by what the check says, for good', async () => {
      const made = await yard.connect('granted', APP);
      const process = yard.process();
      await settle(process);
      const before = yard.asked.length;
      yard.next({ account: 'acme-1', namesGrant: true }, { account: 'acme-2', namesGrant: true });

      await granted(made, null);
      await settle(process);
      await process.admin.check(OPERATOR, made.id);

      const { grant, check } = await yard.shown(made);
      expect(before).toBe(0);
      expect([grant?.account, check?.account]).toEqual(['acme-1', 'acme-2']);
    });

    it('is checked behind each grant, though nothing else changed', async () => {
      const made = await yard.connect('granted', APP);
      const process = yard.process();
      await granted(made, 'acme-1');
      await settle(process);

      await granted(made, 'acme-1');
      await settle(process);

      expect(yard.asked).toHaveLength(2);
    });
  });

  it('credentials that are refused are no failing, and are checked when there are others', async () => {
    const made = await yard.connect();
    const process = yard.process();
    yard.next({ end: 'refused', failure: 'AuthExpired' });
    await settle(process);
    const { configVersion } = yard.registry.directory.current().connection(made.number) ?? made;
    const reason: StateReason = 'credentials-refused';
    await yard.registry.authorization.refused(made.number, configVersion, reason);
    await settle(process);
    const refused = await stateOf(made);

    await yard.registry.connections.change(OPERATOR, made.id, { secrets: { api: 'a-new-key-1' } });
    await settle(process);

    expect(refused).toBe('needs_authorization');
    expect(yard.ends).toEqual(['refused', 'ok']);
    expect(await stateOf(made)).toBe('active');
    expect(await told()).toEqual([]);
  });
}
