import { generateKeyPairSync } from 'node:crypto';

import { failureOf } from '@hookyard/sdk';

import { SystemClock } from '../../src/clock/index.js';
import { createEgress } from '../../src/egress/index.js';
import { Tokens } from '../../src/oauth/index.js';
import { CONFIGURATION_ENTITIES, type ConnectionView, type Registry } from '../../src/registry/index.js';
import { aRegistry, type TestRegistry } from '../kit/a-registry.js';
import { aPostgresStore, aSqliteStore } from '../kit/databases.js';
import { eventually } from '../kit/eventually.js';
import { FakeAuthorizationServer } from '../kit/fake-authorization-server.js';
import { APP, grantedFolder } from '../kit/granted.js';

const OPERATOR = { tenant: 1, id: 'key_operator' };
const HOUR_S = 3_600;

/** Time that a test moves on. */
class MovedClock extends SystemClock {
  ahead = 0;
  override now(): number {
    return super.now() + this.ahead;
  }
}

/** A connection with a grant, and any number of processes that call for it. */
class TokenYard implements AsyncDisposable {
  readonly clock = new MovedClock();
  private readonly cleanUp = new AsyncDisposableStack();
  private readonly registries: Registry[] = [];
  system!: FakeAuthorizationServer;
  yard!: TestRegistry;
  id!: string;

  static async open(engine: 'sqlite' | 'postgres', processes: number): Promise<TokenYard> {
    const made = new TokenYard();
    const entities = CONFIGURATION_ENTITIES;
    made.system = made.cleanUp.use(await FakeAuthorizationServer.start({ lifetime: HOUR_S, rotating: true }));
    const folder = made.cleanUp.use(grantedFolder(made.system.url));
    const database = await (engine === 'postgres'
      ? aPostgresStore({ entities })
      : aSqliteStore({ entities }));
    made.yard = made.cleanUp.use(await aRegistry({ clock: made.clock, database, connectors: folder.path }));
    made.registries.push(made.yard.registry);
    for (let more = 1; more < processes; more += 1) {
      const store = await database.reopen({ entities, clock: made.clock });
      made.registries.push(await made.yard.another({ clock: made.clock, store }));
    }
    return made;
  }

  /** Another connection, which nobody has granted anything. */
  async connect(connector = 'granted'): Promise<void> {
    this.system.tokenCalls.length = 0;
    const { id } = await this.yard.registry.connections.create(OPERATOR, {
      connector,
      name: 'Granted',
      mode: 'live',
      secrets: APP,
    });
    this.id = id;
    for (const registry of this.registries) await registry.version();
  }

  later(seconds: number): void {
    this.clock.ahead += seconds * 1_000;
  }

  authorizations(number: number): Registry['authorizations'] {
    return (this.registries[number % this.registries.length] as Registry).authorizations;
  }

  /** A worker of one of the processes, with nothing in memory. */
  worker(number = 0): Tokens {
    const registry = this.registries[number % this.registries.length] as Registry;
    return new Tokens({
      grants: registry.grants,
      egress: this.cleanUp.adopt(createEgress({ allow: '127.0.0.1', callTimeoutMs: 5_000 }), (egress) =>
        egress.close(),
      ),
      clock: this.clock,
      callTimeoutMs: 5_000,
      needsAuthorization: async ({ number: connection, configVersion }, reason) => {
        await registry.authorization.refused(connection, configVersion, reason);
      },
      random: () => 0.5,
    });
  }

  view(number = 0): ConnectionView {
    const view = this.registries[number % this.registries.length]?.directory
      .current()
      .connectionById(this.id);
    if (!view) throw new Error(`there is no ${this.id}`);
    return view;
  }

  /** What a person granted. */
  async granted(account = 'acme-1'): Promise<void> {
    await this.connect();
    const { authorizations } = this.yard.registry;
    const connection = this.view();
    const app = await this.app();
    const asked = { connection, app, verifier: 'v', changesAccount: false };
    const { state } = await authorizations.begin(OPERATOR, asked);
    const taken = await authorizations.take(state);
    if (!taken) throw new Error('the state is gone');
    const { access, refresh } = this.system.grant(account);
    const tokens = { access, refresh, scopes: null, expiresAt: this.clock.now() + HOUR_S * 1_000 };
    await authorizations.complete(taken, connection, { tokens, account });
    for (const registry of this.registries) await registry.version();
  }

  private async app(): Promise<string> {
    const { clientOf } = await import('../../src/oauth/client.js');
    const client = await clientOf(this.view(), () => this.clock.now());
    return client?.app ?? '';
  }

  async state(): Promise<{ state: string; reason: string | null }> {
    const { state, stateReason } = await this.yard.registry.connections.get(1, this.id);
    return { state, reason: stateReason };
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.cleanUp.disposeAsync();
  }
}

/** Tokens as they are had, kept and lost, the same on both engines. */
export function describeTokens(engine: 'sqlite' | 'postgres'): void {
  let yard: TokenYard;

  beforeAll(async () => {
    yard = await TokenYard.open(engine, engine === 'postgres' ? 5 : 1);
  }, 30_000);
  afterAll(() => yard[Symbol.asyncDispose]());

  it('are renewed once by twenty workers that need one at the same moment', async () => {
    await yard.granted();
    yard.later(2 * HOUR_S);

    const tokens = await Promise.all(
      Array.from({ length: 20 }, (_, number) => yard.worker(number).get(yard.view(number))),
    );

    expect(new Set(tokens.map(({ text }) => text)).size).toBe(1);
    expect(yard.system.tokenCalls.map(({ form }) => form['grant_type'])).toEqual(['refresh_token']);
    expect(await yard.state()).toEqual({ state: 'active', reason: null });
  }, 30_000);

  it('are renewed ahead of their end by one, while the others go on with what works', async () => {
    await yard.granted();
    const before = await yard.worker().get(yard.view());
    const answer = yard.system.hold();
    yard.later(HOUR_S - 60);

    const first = yard.worker(0).get(yard.view(0));
    await eventually(() => yard.system.tokenCalls.length === 1);
    const meanwhile = await yard.worker(1).get(yard.view(1));
    answer();

    expect(meanwhile).toEqual(before);
    expect((await first).version).toBe(before.version + 1);
    expect(yard.system.tokenCalls).toHaveLength(1);
  });

  it('that no call was refused with are left alone until then', async () => {
    await yard.granted();
    yard.later(HOUR_S - 600);

    await yard.worker().get(yard.view());

    expect(yard.system.tokenCalls).toEqual([]);
  });

  it('that a call was refused with are renewed once, however many ask', async () => {
    await yard.granted();
    const { version } = await yard.worker().get(yard.view());

    const tokens = await Promise.all(
      Array.from({ length: 20 }, (_, number) => yard.worker(number).get(yard.view(number), version)),
    );

    expect(new Set(tokens.map(({ text }) => text)).size).toBe(1);
    expect(yard.system.tokenCalls).toHaveLength(1);
  }, 30_000);

  it('end with their reason where the system refuses to renew them, and nobody asks again', async () => {
    await yard.granted();
    yard.system.revoke();
    yard.later(2 * HOUR_S);

    const failure = await yard.worker().get(yard.view()).catch(failureOf);
    await yard.worker().get(yard.view()).catch(failureOf);

    expect(failure).toMatchObject({ failure: 'AuthExpired' });
    expect(await yard.state()).toEqual({ state: 'needs_authorization', reason: 'refresh-refused' });
    expect(yard.system.tokenCalls).toHaveLength(1);
  });

  it('whose renewal was answered to a process that died are lost, which is said, and nobody asks for ever', async () => {
    await yard.granted();
    yard.later(2 * HOUR_S);
    const { grants } = yard.yard.registry;
    const { version } = (await grants.read(yard.view())) ?? { version: 0 };
    const now = yard.clock.now();
    await grants.claim(yard.view(), { version, holder: 'dead', now, until: now + 35_000 });
    const asked = await grants.read(yard.view());
    await fetch(`${yard.system.url}/token`, {
      method: 'POST',
      headers: { authorization: `Basic ${Buffer.from('app-1:app-secret').toString('base64')}` },
      body: new URLSearchParams({ grant_type: 'refresh_token', refresh_token: asked?.tokens?.refresh ?? '' }),
    });

    yard.later(36);
    const failures = await Promise.all(
      [0, 1, 2].map((number) => yard.worker(number).get(yard.view(number)).catch(failureOf)),
    );
    await yard.worker(1).get(yard.view(1)).catch(failureOf);

    expect(failures.map((failure) => (failure as { failure: string }).failure)).toContain('AuthExpired');
    expect(await yard.state()).toEqual({ state: 'needs_authorization', reason: 'refresh-lost' });
    expect(yard.system.tokenCalls).toHaveLength(2);
  });

  it('whose holder died before it asked are renewed by the next when its time is over', async () => {
    await yard.granted();
    yard.later(2 * HOUR_S);
    const now = yard.clock.now();
    await yard.yard.registry.grants.claim(yard.view(), {
      version: 1,
      holder: 'dead',
      now,
      until: now + 35_000,
    });

    yard.later(36);
    const token = await yard.worker(1).get(yard.view(1));

    expect(token.version).toBe(2);
    expect(await yard.state()).toEqual({ state: 'active', reason: null });
  });

  it('whose renewal lost its answer on the way are told lost as well', async () => {
    await yard.granted();
    yard.later(2 * HOUR_S);
    yard.system.trouble('lose');

    const first = await yard.worker().get(yard.view()).catch(failureOf);
    const second = await yard.worker().get(yard.view()).catch(failureOf);

    expect(first).toMatchObject({ failure: 'Unavailable' });
    expect(second).toMatchObject({ failure: 'AuthExpired' });
    expect(await yard.state()).toEqual({ state: 'needs_authorization', reason: 'refresh-lost' });
  });

  it('are kept before they are used, also where the database is away for a moment', async () => {
    await yard.granted();
    yard.later(2 * HOUR_S);
    const { grants } = yard.yard.registry;
    const keep = grants.keep.bind(grants);
    let tries = 0;
    grants.keep = (...given) => ((tries += 1) < 3 ? Promise.reject(new Error('away')) : keep(...given));

    const token = await yard.worker().get(yard.view());
    grants.keep = keep;

    expect(tries).toBe(3);
    expect((await grants.read(yard.view()))?.tokens?.access).toBe(token.text);
  });

  it('that still work are used where the system has none to give just now', async () => {
    await yard.granted();
    const worker = yard.worker();
    const before = await worker.get(yard.view());
    yard.later(HOUR_S - 60);
    yard.system.trouble({ status: 503, body: {} });

    expect(await worker.get(yard.view())).toEqual(before);
    expect(worker.atHand(yard.view())).toEqual(before);
    expect(yard.system.tokenCalls).toHaveLength(1);
  });

  it('of an app that needs no person are had on first use, and kept', async () => {
    await yard.connect('granted-itself');

    const tokens = await Promise.all(
      Array.from({ length: 20 }, (_, number) => yard.worker(number).get(yard.view(number))),
    );

    expect(new Set(tokens.map(({ text }) => text)).size).toBe(1);
    expect(yard.system.tokenCalls.map(({ form }) => form)).toEqual([
      { grant_type: 'client_credentials', scope: 'orders.read' },
    ]);
  }, 30_000);

  it('of an app that signs are had by one signature for all, and renewed by another', async () => {
    await yard.connect('granted-signed');

    const tokens = await Promise.all(
      Array.from({ length: 20 }, (_, number) => yard.worker(number).get(yard.view(number))),
    );
    yard.later(2 * HOUR_S);
    const later = await yard.worker().get(yard.view());

    expect(new Set(tokens.map(({ text }) => text)).size).toBe(1);
    expect(later.version).toBe(2);
    const forms = yard.system.tokenCalls.map(({ form }) => form);
    expect(forms).toEqual(
      [1, 2].map(() => ({
        grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
        scope: 'orders.read',
        assertion: expect.any(String) as string,
      })),
    );
    expect(new Set(forms.map(({ assertion }) => assertion)).size).toBe(2);
  }, 30_000);

  it('of an app whose key the system does not know are refused, which is said, and nobody waits', async () => {
    await yard.connect('granted-signed');
    const { connections } = yard.yard.registry;
    const otherKey = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
    const pem = otherKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    await connections.change(OPERATOR, yard.id, { secrets: { privateKey: pem } });

    const failure = await yard.worker().get(yard.view()).catch(failureOf);

    expect(failure).toMatchObject({ failure: 'AuthExpired' });
    expect(await yard.state()).toEqual({ state: 'needs_authorization', reason: 'client-refused' });
  });

  it('are not had by what is no key, which is told at once, each time', async () => {
    await yard.connect('granted-signed');
    await yard.yard.registry.connections.change(OPERATOR, yard.id, { secrets: { privateKey: 'no key' } });

    const failures = [
      await yard.worker().get(yard.view()).catch(failureOf),
      await yard.worker().get(yard.view()).catch(failureOf),
    ];

    expect(failures).toMatchObject([1, 2].map(() => ({ failure: 'BadConfig', subject: 'privateKey' })));
    expect(yard.system.tokenCalls).toEqual([]);
  });

  it('are not asked for where nobody granted anything', async () => {
    await yard.connect();

    const failure = await yard.worker().get(yard.view()).catch(failureOf);

    expect(failure).toMatchObject({ failure: 'AuthExpired' });
    expect(await yard.state()).toEqual({ state: 'needs_authorization', reason: 'not-authorized' });
    expect(yard.system.tokenCalls).toEqual([]);
  });

  it('of one app go to no other that the settings name later', async () => {
    await yard.granted();
    yard.later(2 * HOUR_S);
    await yard.yard.registry.connections.change(OPERATOR, yard.id, { secrets: { clientId: 'app-2' } });

    await yard.worker().get(yard.view()).catch(failureOf);

    expect(await yard.state()).toEqual({ state: 'needs_authorization', reason: 'other-app' });
    expect(yard.system.tokenCalls).toEqual([]);
  });

  it('are brought by a person who comes back once, in time, at whatever process', async () => {
    await yard.connect();
    const [here, there] = [yard.authorizations(0), yard.authorizations(1)];
    const ask = { connection: yard.view(), app: 'app', verifier: 'proof', changesAccount: false };
    const first = await here.begin(OPERATOR, ask);
    const late = await here.begin(OPERATOR, ask);

    const taken = await Promise.all([there, here, there, here].map((at) => at.take(first.state)));
    yard.later(16 * 60);

    expect(taken.filter((one) => one !== null)).toEqual([
      expect.objectContaining({ tenant: 1, connection: yard.view().number, verifier: 'proof' }),
    ]);
    expect(await there.take(late.state)).toBeNull();
    expect(await here.forgetOld()).toBe(false);
  });

  it('are sealed, and gone with their connection', async () => {
    await yard.granted();
    const { registry, vault } = yard.yard;
    const view = yard.view();
    const { access = '' } = (await registry.grants.read(view))?.tokens ?? {};
    const rows = (): Promise<{ cipher: string }[]> =>
      yard.yard.database.store.readSource.query(
        `SELECT cipher FROM connection_grant WHERE connection = ${view.number}`,
      );
    const [{ cipher } = { cipher: '' }] = await rows();

    await registry.connections.remove(OPERATOR, yard.id);

    expect(cipher).toMatch(new RegExp(`^v1\\.${vault.keyIds[0]}\\.`));
    expect(cipher).not.toContain(access);
    expect(await rows()).toEqual([]);
  });
}
