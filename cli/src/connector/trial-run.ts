import { setTimeout as pause } from 'node:timers/promises';

import { declaredSecrets, type VerifyScheme } from '@hookyard/sdk';
import { documentsFor, sign, type Fixture, type RecordedCall } from '@hookyard/sdk/testing';

import { CommandError, EXIT } from '../exit-codes.js';
import type { ConnectorFolder } from './folder.js';
import type { GoldenRun, Registrations } from './golden-run.js';
import { hookAddress } from './hook-address.js';
import { PUBLIC_URL, type TrialHost } from './trial-host.js';

/** A transfer whose call was recorded takes milliseconds. */
const SETTLED_WITHIN_MS = 10_000;
const LOOK_EVERY_MS = 10;
const UNDER_WAY = new Set(['queued', 'running']);
/** Nothing happens to these by itself soon. */
const AT_REST = new Set(['waiting-retry', 'held', 'awaiting-decision']);
/** Of addresses: a host makes new ones each time. */
const HOOK_KEYS = /hk_[0-9A-Za-z]{22}/g;

/** Where a hook goes, and whose it may become. */
interface Address {
  readonly hookUrl: string;
  readonly connections: readonly string[];
  readonly registrations?: Registrations;
  close(): Promise<void>;
}

/** Whether the kit can sign a fixture, and knows what is to come of it. */
export function isRunnable({ connector }: ConnectorFolder, { expect, secret }: Fixture): boolean {
  return expect !== undefined && (secret !== undefined || provesNothing(connector.webhook.verify));
}

function provesNothing(scheme: VerifyScheme): boolean {
  return 'of' in scheme ? scheme.of.every(provesNothing) : scheme.kind === 'unsigned';
}

/** Sends fixtures through a host, one after the other. */
export class TrialRun {
  private readonly seen = new Set<string>();
  /** Settings whose registrations were told. */
  private readonly told = new Set<string>();

  constructor(
    private readonly host: TrialHost,
    private readonly folder: ConnectorFolder,
  ) {}

  async of(fixture: Fixture): Promise<GoldenRun> {
    const { connector } = this.folder;
    const { verify } = connector.webhook;
    const { secret = '' } = fixture;
    this.host.answerWith(this.folder.calls);
    const address = await this.connect(fixture);
    const signed = sign(
      verify,
      { ...fixture.request, url: hookAddress(address.hookUrl, fixture.request) },
      secret,
    );
    this.host.answerWith(this.folder.calls, fixture.documents ?? documentsFor(verify, signed, secret));
    const answer = await fetch(signed.url.replace(PUBLIC_URL, this.host.url), {
      method: signed.method,
      headers: signed.headers as Record<string, string>,
      ...(signed.method === 'GET' ? {} : { body: Buffer.from(signed.body) }),
    });
    await answer.arrayBuffer();
    const outcome = await this.settled(address);
    const calls = this.host.answerWith([]).map(shownCall);
    await address.close();
    const { registrations } = address;
    return {
      fixture: fixture.name,
      answered: answer.status,
      ...outcome,
      calls,
      ...(registrations ? { registrations } : {}),
    };
  }

  /** Each hook has connections of its own: what one left does not stand in the way of the next. */
  private async connect(fixture: Fixture): Promise<Address> {
    const { api } = this.host;
    const { connector } = this.folder;
    const { name, settings = {}, accounts } = fixture;
    const secrets = this.secretsOf(fixture);
    const create = async (account: string | null): Promise<{ id: string; hookUrl: string }> => {
      const asked = { connector: connector.name, name, mode: 'live', settings, secrets } as const;
      const body = { ...asked, account, defaults: true } as never;
      return (await api.call('POST', '/v1/connections', { body })).body;
    };
    const made = [];
    for (const account of accounts ?? [null]) made.push(await create(account));
    const connections = made.map(({ id }) => id);
    const told = [];
    for (const id of connections) told.push(await this.registered(id, settings));
    const registrations = told.find((one) => one !== undefined);
    const removed = async (): Promise<void> => {
      for (const id of connections) await api.call('DELETE', '/v1/connections/{id}', { path: { id } });
    };
    const beside = { connections, ...(registrations ? { registrations } : {}) };
    if (!accounts) return { ...beside, hookUrl: made[0]?.hookUrl ?? '', close: removed };
    const receiver = await api.call('POST', '/v1/receivers', {
      body: { connector: connector.name, name, urlPath: `trial-${this.seen.size}`, secrets } as never,
    });
    const { id, url } = receiver.body;
    return {
      ...beside,
      hookUrl: url,
      close: async () => {
        await api.call('DELETE', '/v1/receivers/{id}', { path: { id } });
        await removed();
      },
    };
  }

  private secretsOf({ secret = {}, verifyWith }: Fixture): Record<string, { value: string }[]> {
    const { connector, calls } = this.folder;
    const names = Object.keys(declaredSecrets(connector));
    const given = typeof secret === 'string' ? Object.fromEntries(names.map((one) => [one, secret])) : secret;
    const recorded = Object.assign({}, ...calls.map((one) => one.secrets ?? {})) as Record<string, string>;
    const made = Object.fromEntries(names.map((one) => [one, `trial-${one}`]));
    // A key that is fetched is no secret of the connection.
    const values = Object.entries({ ...made, ...recorded, ...given, ...verifyWith }).filter(([one]) =>
      names.includes(one),
    );
    return Object.fromEntries(values.map(([one, value]) => [one, [{ value }]]));
  }

  /**
   * What a connection with these settings registers, the first time there is one. From then on a person registers: whatever
   * is tried again would fall among the calls of a hook.
   */
  private async registered(id: string, settings: object): Promise<Registrations | undefined> {
    if (!this.folder.connector.webhook.subscriptions) return undefined;
    const path = { id };
    const { state, failure, items } = await this.inLine(id);
    await this.host.api.call('PATCH', '/v1/connections/{id}/subscriptions', {
      path,
      body: { isManaged: false },
    });
    const calls = this.host.answerWith(this.folder.calls).map(shownCall);
    const key = JSON.stringify(settings);
    if (this.told.has(key)) return undefined;
    this.told.add(key);
    const rows = items.map((one) => ({
      topics: one.topics,
      state: one.state,
      failure: one.failure?.name ?? null,
    }));
    return { state, failure: failure?.name ?? null, items: inOrder(rows), calls };
  }

  private async inLine(id: string): Promise<{
    readonly state: string;
    readonly failure: { readonly name: string } | null;
    readonly items: readonly {
      readonly topics: readonly string[];
      readonly state: string;
      readonly failure: { readonly name: string } | null;
    }[];
  }> {
    for (const began = Date.now(); Date.now() - began < SETTLED_WITHIN_MS; await pause(LOOK_EVERY_MS)) {
      const { body } = await this.host.api.call('GET', '/v1/connections/{id}/subscriptions', {
        path: { id },
      });
      if (body.state !== 'working') return body;
    }
    throw new CommandError(EXIT.refused, `hooks were not registered within ${SETTLED_WITHIN_MS} ms`);
  }

  private async settled({
    connections,
  }: Address): Promise<Pick<GoldenRun, 'verdicts' | 'transfers' | 'records'>> {
    for (const began = Date.now(); Date.now() - began < SETTLED_WITHIN_MS; await pause(LOOK_EVERY_MS)) {
      const { items } = (await this.host.api.call('GET', '/v1/hooks', {})).body;
      const own = items.filter(({ id }) => !this.seen.has(id));
      if (own.some(({ state }) => state === 'open')) continue;
      const transfers = await this.transfersOf(connections);
      const waiting = await this.withoutGrant(connections);
      if (isUnderWay(transfers.filter(({ connection }) => !waiting.has(connection)))) continue;
      for (const { id } of own) this.seen.add(id);
      return {
        verdicts: await this.verdictsOf(
          own.map(({ id }) => id),
          connections,
        ),
        transfers: inOrder(transfers.map(shownTransfer)),
        records: await this.recordsOf(transfers),
      };
    }
    throw new CommandError(
      EXIT.refused,
      `what a hook brings about was not over in ${SETTLED_WITHIN_MS} ms`,
      'A function that waits, or asks for the same again and again, holds it up.',
    );
  }

  /** Connections that wait for a person to grant access: what is queued for them stays where it is. */
  private async withoutGrant(connections: readonly string[]): Promise<ReadonlySet<string | null>> {
    const found = await Promise.all(
      connections.map((id) => this.host.api.call('GET', '/v1/connections/{id}', { path: { id } })),
    );
    const waiting = found.filter(({ body }) => body.state === 'needs_authorization');
    return new Set(waiting.map(({ body }) => body.id));
  }

  private async transfersOf(connections: readonly string[]): Promise<readonly Transfer[]> {
    const pages = connections.map((connection) =>
      this.host.api.call('GET', '/v1/transfers', { query: { connection, limit: 200 } }),
    );
    return (await Promise.all(pages)).flatMap(({ body }) => body.items);
  }

  /** Of the hook, and of what it brought about at its connections. */
  private async verdictsOf(
    hooks: readonly string[],
    connections: readonly string[],
  ): Promise<readonly object[]> {
    const asked = [
      ...hooks.map((hook) => ({ hook })),
      ...connections.map((connection) => ({ connection })),
    ].map((query) => this.host.api.call('GET', '/v1/verdicts', { query: { ...query, limit: 200 } }));
    const rows = (await Promise.all(asked)).flatMap(({ body }) => body.items);
    const shown = rows.map(({ element, verdict, rule, scope, recordId }) =>
      JSON.stringify({ element, verdict, rule, scope, recordId }),
    );
    return inOrder([...new Set(shown)].map((one) => JSON.parse(one) as object));
  }

  private async recordsOf(transfers: readonly Transfer[]): Promise<readonly object[]> {
    const records = [];
    for (const { type, connection, recordId: externalId, direction } of transfers) {
      if (direction !== 'TO' || connection === null) continue;
      const query = { type, connection, externalId };
      const { items } = (await this.host.api.call('GET', '/v1/records', { query })).body;
      for (const { data, deletedAt } of items)
        records.push({ type, externalId, data, isDeleted: deletedAt !== null });
    }
    return inOrder(records);
  }
}

interface Transfer {
  readonly direction: string;
  readonly type: string;
  readonly action: string;
  readonly scope: string | null;
  readonly recordId: string;
  readonly connection: string | null;
  readonly state: string;
  readonly code: string | null;
}

/** A parent waits for its children: for ever, where one of them does. */
function isUnderWay(transfers: readonly Transfer[]): boolean {
  const states = transfers.map(({ state }) => state);
  if (states.some((state) => UNDER_WAY.has(state))) return true;
  return states.includes('waiting-children') && !states.some((state) => AT_REST.has(state));
}

function shownTransfer({ direction, type, action, scope, recordId, state, code }: Transfer): object {
  return { direction, type, action, scope, recordId, state, code };
}

/** Lists are the newest first, and what runs side by side ends in any order. */
function inOrder<T extends object>(items: readonly T[]): readonly T[] {
  return items.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}

/** What the connector chose: not what the host adds, no credential, and of a hook's address not what is new each time. */
function shownCall({ method, url, body }: RecordedCall): object {
  const call = body === undefined ? { method, url } : { method, url, body };
  return JSON.parse(JSON.stringify(call).replace(HOOK_KEYS, 'hk_…')) as object;
}
