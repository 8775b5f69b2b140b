import assert from 'node:assert/strict';

import type { AnyConnector } from '../../connector.js';
import { answerHandshake } from '../../verify/handshake.js';
import type {
  EchoQueryHandshake,
  Handshake,
  HandshakeAnswer,
  PingHandshake,
  VisitHandshake,
} from '../../verify/handshake.kinds.js';
import type { LiveSecrets } from '../../verify/scheme.js';
import { putAt, requestOf, type UnsignedRequest } from '../put.js';
import { claim, type ConformanceCheck } from './check.js';

const CHALLENGE = 'conformance0challenge';
const TOKEN = 'conformance-token';

/** Each handshake is answered as it says, by whoever may ask for it. */
export function handshakeChecks(connector: AnyConnector): readonly ConformanceCheck[] {
  const { handshakes = [] } = connector.webhook;
  return handshakes.map((handshake) =>
    claim(
      `handshake ${handshake.kind}: is answered`,
      'Correct the handshake: its match, where the challenge lies (from, query), and its secret.',
      () => isAnswered(handshake),
    ),
  );
}

function isAnswered(handshake: Handshake): void {
  const answer = answerTo(handshake, challengeOf(handshake, TOKEN));
  assert.ok(answer, 'its own challenge is not recognised');
  assert.equal(answer.status, 200);
  if (handshake.kind === 'ping' || handshake.kind === 'allowOrigin') return;
  const { body = '', headers = {}, effect } = answer;
  const told = [body, ...Object.values(headers), effect?.kind === 'visit' ? effect.url : ''].join(' ');
  assert.ok(told.includes(CHALLENGE), `the answer lacks the challenge: ${told}`);
  if (handshake.kind === 'echoQuery' && handshake.token) {
    assert.equal(answerTo(handshake, challengeOf(handshake, 'another'))?.status, 401);
  }
}

function answerTo(handshake: Handshake, challenge: UnsignedRequest): HandshakeAnswer | null {
  const isVerified = 'signed' in handshake ? handshake.signed !== false : true;
  return answerHandshake([handshake], requestOf(challenge), secretsOf(handshake), { isVerified });
}

function challengeOf(handshake: Handshake, token: string): UnsignedRequest {
  switch (handshake.kind) {
    case 'echoQuery':
      return queryChallenge(handshake, token);
    case 'echoBody':
    case 'hmacToken':
      return bodyChallenge(handshake, CHALLENGE);
    case 'visit':
      return bodyChallenge(handshake, addressOn(handshake));
    case 'allowOrigin': {
      const [origin = CHALLENGE] = handshake.origins ?? [];
      return { method: 'OPTIONS', headers: { 'webhook-request-origin': origin }, body: '' };
    }
    case 'hookSecret':
      return { headers: { [handshake.header]: CHALLENGE }, body: '' };
    case 'ping':
      return ping(handshake);
  }
}

function bodyChallenge(
  { match, from }: { readonly match: Readonly<Record<string, string>>; readonly from: string },
  value: string,
): UnsignedRequest {
  const matched = Object.entries(match).reduce((body, [path, one]) => putAt(body, path, one), {});
  return { body: JSON.stringify(putAt(matched, from, value)) };
}

function addressOn({ hosts: [host = ''] }: VisitHandshake): string {
  const base = host.startsWith('http://') ? host : `https://${host}`;
  return `${base.replaceAll('*', 'example')}/?${CHALLENGE}`;
}

function queryChallenge(handshake: EchoQueryHandshake, token: string): UnsignedRequest {
  const { query, methods: [method = 'GET'] = [], match = {} } = handshake;
  const values = new URLSearchParams({ ...match, [query]: CHALLENGE });
  if (handshake.token) values.set(handshake.token.query, token);
  return { method, query: values.toString(), body: '' };
}

function ping({ methods: [method = 'POST'] = [], onlyFormField }: PingHandshake): UnsignedRequest {
  if (onlyFormField === undefined) return { method, body: '' };
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  return { method, headers, body: `${onlyFormField}=x` };
}

function secretsOf(handshake: Handshake): LiveSecrets {
  if (handshake.kind === 'hookSecret') return {};
  const named = handshake.kind === 'echoQuery' ? handshake.token?.secret : undefined;
  const own = handshake.kind === 'hmacToken' ? handshake.secret : undefined;
  const name = named ?? own ?? 'webhook';
  return { [name]: [{ id: 'conformance', value: TOKEN }] };
}
