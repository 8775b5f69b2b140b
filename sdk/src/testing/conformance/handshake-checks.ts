import assert from 'node:assert/strict';

import type { AnyConnector } from '../../connector.js';
import type { HookAnswer } from '../../answer.js';
import {
  answerHandshake,
  type EchoQueryHandshake,
  type Handshake,
  type PingHandshake,
} from '../../verify/handshake.js';
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
  if (handshake.kind === 'ping') return;
  assert.ok(
    String(answer.body).includes(CHALLENGE),
    `the answer lacks the challenge: ${String(answer.body)}`,
  );
  if (handshake.kind === 'echoQuery' && handshake.token) {
    assert.equal(answerTo(handshake, challengeOf(handshake, 'another'))?.status, 401);
  }
}

function answerTo(handshake: Handshake, challenge: UnsignedRequest): HookAnswer | null {
  const isVerified = 'signed' in handshake ? handshake.signed !== false : true;
  return answerHandshake([handshake], requestOf(challenge), secretsOf(handshake), isVerified);
}

function challengeOf(handshake: Handshake, token: string): UnsignedRequest {
  switch (handshake.kind) {
    case 'echoQuery':
      return queryChallenge(handshake, token);
    case 'echoBody':
    case 'hmacToken': {
      const matched = Object.entries(handshake.match).reduce(
        (body, [path, value]) => putAt(body, path, value),
        {},
      );
      return { body: JSON.stringify(putAt(matched, handshake.from, CHALLENGE)) };
    }
    case 'ping':
      return ping(handshake);
  }
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
  const named = handshake.kind === 'echoQuery' ? handshake.token?.secret : undefined;
  const own = handshake.kind === 'hmacToken' ? handshake.secret : undefined;
  const name = named ?? own ?? 'webhook';
  return { [name]: [{ id: 'conformance', value: TOKEN }] };
}
