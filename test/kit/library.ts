import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

import { declaredSecrets, type AnyConnector } from '@hookyard/sdk';
import {
  playAnswers,
  readCalls,
  readFixtures,
  sign,
  type Fixture,
  type RecordedAnswer,
  type UnsignedRequest,
} from '@hookyard/sdk/testing';

import type { AdminClient } from './admin-client.js';
import type { Misbehaviour } from './fake-partner.js';
import type { MadeConnection } from './yard.js';

const FOLDER = resolve(import.meta.dirname, '../../connectors');

/** Settings that say where a system is. */
const ADDRESSES = [
  'address',
  'authAddress',
  'baseUrl',
  'checkoutAddress',
  'ingestionUrl',
  'managementAddress',
  'store',
];

/** The token that systems give to an app. */
export const GRANTED = 'granted-token-1';

/** The names of all connectors that come with the host. */
export const LIBRARY: readonly string[] = readdirSync(FOLDER).sort();

/** A connector that comes with the host, with a hook of its own fixtures. */
export interface LibraryHook {
  readonly connector: AnyConnector;
  readonly fixture: Fixture;
}

/** What differs from its fixture's settings, and from a live one. */
export interface LibraryConnection {
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly secrets?: Readonly<Record<string, string>>;
  readonly mode?: 'live' | 'sandbox';
}

/** Throws where the connector has no fixture of that name. */
export async function libraryHook(name: string, hook: string): Promise<LibraryHook> {
  const { connector } = (await import(`../../connectors/${name}/src/index.js`)) as {
    readonly connector: AnyConnector;
  };
  const fixture = readFixtures(fixturesOf(name)).find((one) => one.name === hook);
  if (!fixture) throw new Error(`${name} has no ${hook}.fixture.json`);
  return { connector, fixture };
}

/** A connection with made-up credentials, which calls the system at `systems/<its connector>`. */
export function connectTo(
  admin: AdminClient,
  { connector, fixture }: LibraryHook,
  systems: string,
  { settings = {}, secrets = {}, mode = 'live' }: LibraryConnection = {},
): Promise<MadeConnection> {
  const { secret, verifyWith } = fixture;
  const signing = verifyWith ?? (typeof secret === 'string' ? { webhook: secret } : secret);
  const made = Object.keys(declaredSecrets(connector)).map((one) => [one, `${one}-of-nobody`] as const);
  const known = Object.keys((connector.presets as { readonly shape?: object } | undefined)?.shape ?? {});
  const addresses = ADDRESSES.filter((one) => known.includes(one));
  const system = `${systems}/${connector.name}`;
  return admin.post<MadeConnection>('/v1/connections', {
    connector: connector.name,
    name: connector.name,
    mode,
    settings: {
      ...fixture.settings,
      ...settings,
      ...Object.fromEntries(addresses.map((one) => [one, system])),
    },
    secrets: { ...Object.fromEntries(made), ...signing, ...secrets },
    defaults: true,
  });
}

/** Sends the hook as its system would, signed for the address it has here; answers the status. */
export function sendSigned(
  { connector, fixture }: LibraryHook,
  { hookUrl }: MadeConnection,
): Promise<number> {
  const request = addressed(fixture, hookUrl);
  const { secret } = fixture;
  return send(secret === undefined ? request : sign(connector.webhook.verify, request, secret));
}

/** Sends it as somebody who does not have the secret: without a signature, or another body under the one it carries. */
export function sendForged({ fixture }: LibraryHook, { hookUrl }: MadeConnection): Promise<number> {
  const request = addressed(fixture, hookUrl);
  const { body } = fixture.request;
  return send(
    fixture.secret === undefined ? { ...request, body: String(body).replaceAll('0', '1') } : request,
  );
}

/** Answers a call at `/<connector>/…` by what was recorded for that connector, 404 where nothing was. */
export function recordedAnswers(systems: string): Misbehaviour {
  const known = new Map<string, readonly RecordedAnswer[]>();
  return ({ method, path, query, headers, text }) => {
    const [, name = ''] = path.split('/');
    // Every app's own grant is answered alike.
    if (method === 'POST' && /token(?:s)?$/.test(path))
      return { status: 200, body: { access_token: GRANTED, token: GRANTED, expires_in: 3_600 } };
    const answers = known.get(name) ?? answersOf(name, `${systems}/${name}`);
    known.set(name, answers);
    const call = { method, url: `${systems}${path}?${query.toString()}`, headers, body: text };
    const { status = 200, headers: told, json } = playAnswers(answers)(call) ?? { status: 404 };
    return { status, body: json, headers: { ...told } };
  };
}

/** Recorded for a connector; where one leads to a further host, that is the system here too. */
function answersOf(name: string, system: string): readonly RecordedAnswer[] {
  const answers = readCalls(fixturesOf(name)).flatMap((calls) => calls.answers);
  const hosts = answers.flatMap(({ url }) => (URL.canParse(url) ? [new URL(url).origin] : []));
  const here = hosts.reduce((text, host) => text.replaceAll(host, system), JSON.stringify(answers));
  return JSON.parse(here) as readonly RecordedAnswer[];
}

function fixturesOf(name: string): URL {
  return pathToFileURL(join(FOLDER, name, 'fixtures/'));
}

function addressed({ request }: Fixture, hookUrl: string): UnsignedRequest {
  return { ...request, url: request.query === undefined ? hookUrl : `${hookUrl}?${request.query}` };
}

async function send({ url = '', method = 'POST', headers = {}, body }: UnsignedRequest): Promise<number> {
  const answer = await fetch(url, {
    method,
    headers: { 'content-type': 'application/json', ...(headers as Record<string, string>) },
    ...(method === 'GET' ? {} : { body: typeof body === 'string' ? body : new Uint8Array(body) }),
  });
  await answer.arrayBuffer();
  return answer.status;
}
