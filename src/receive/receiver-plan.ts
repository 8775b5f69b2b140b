import { randomBytes } from 'node:crypto';

import {
  compileVerifier,
  credentialPlaces,
  judgesSender,
  secretsUsed,
  type Handshake,
  type HookAnswer,
  type LiveSecrets,
  type Verifier,
} from '@hookyard/sdk';

import type { CompiledReceiver } from '../registry/index.js';

/** What a sender gets, ready to be written: its headers say how long the body is. */
export interface PlannedAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}

/** Where credentials lie that must not be stored as they came. */
export interface CredentialPlan {
  readonly headers: ReadonlySet<string>;
  readonly query: ReadonlySet<string>;
  /** Of the path as split at its slashes, and of the same without empty ones. */
  readonly rawSegments: ReadonlySet<number>;
  readonly segments: ReadonlySet<number>;
}

/** A receiver, worked out once for all its requests. */
export interface ReceiverPlan {
  readonly verifier: Verifier;
  readonly schemeKind: string;
  readonly methods: ReadonlySet<string>;
  /** The Allow header. */
  readonly allow: string;
  readonly handshakes: readonly Handshake[];
  /** Methods beside the listed ones that may be a challenge. */
  readonly handshakeMethods: ReadonlySet<string>;
  readonly answer: PlannedAnswer;
  readonly credentials: CredentialPlan;
  /** Whether it counts who sent a request. */
  readonly judgesSender: boolean;
  /** Secrets nobody has, for tokens nobody has: both then fail alike, after the same work. */
  readonly decoys: LiveSecrets;
}

const plans = new WeakMap<CompiledReceiver, ReceiverPlan>();

export function planOf(receiver: CompiledReceiver): ReceiverPlan {
  let plan = plans.get(receiver);
  if (!plan) {
    plan = makePlan(receiver);
    plans.set(receiver, plan);
  }
  return plan;
}

function makePlan(receiver: CompiledReceiver): ReceiverPlan {
  const { definition, methods } = receiver;
  const handshakes = definition.handshakes ?? [];
  return {
    verifier: compileVerifier(definition.verify),
    schemeKind: definition.verify.kind,
    methods: new Set(methods),
    allow: [...new Set([...methods, 'HEAD'])].join(', '),
    handshakes,
    handshakeMethods: new Set(handshakes.flatMap(methodsOf)),
    answer: answerOf(definition.answer),
    credentials: credentialsOf(receiver),
    judgesSender: judgesSender(definition.verify),
    decoys: Object.fromEntries(secretsUsed(definition.verify).map((name) => [name, [decoy()]])),
  };
}

/** A body without a type is plain text; 204 has neither a body nor its length. */
export function plannedAnswer({ status = 200, headers = {}, body }: HookAnswer): PlannedAnswer {
  const given = new Map(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
  if (status === 204) {
    given.delete('content-length');
    given.delete('content-type');
    return { status, headers: Object.fromEntries(given), body: undefined };
  }
  if (body !== undefined && !given.has('content-type'))
    given.set('content-type', 'text/plain; charset=utf-8');
  given.set('content-length', String(Buffer.byteLength(body ?? '')));
  return { status, headers: Object.fromEntries(given), body };
}

function methodsOf(handshake: Handshake): readonly string[] {
  if (handshake.kind === 'echoQuery') return handshake.methods ?? ['GET'];
  if (handshake.kind === 'allowOrigin') return ['OPTIONS'];
  return handshake.kind === 'ping' ? (handshake.methods ?? ['POST']) : ['POST'];
}

/** What the connector says an accepted hook is answered with; a sender has no use for cookies. */
export function answerOf(answer: CompiledReceiver['definition']['answer']): PlannedAnswer {
  const headers = Object.entries(answer?.headers ?? {}).filter(
    ([name]) => name.toLowerCase() !== 'set-cookie',
  );
  return plannedAnswer({ ...answer, headers: Object.fromEntries(headers) });
}

function credentialsOf({ definition, authToken }: CompiledReceiver): CredentialPlan {
  const places = credentialPlaces(definition.verify);
  const tokenQueries = (definition.handshakes ?? []).flatMap((handshake) =>
    handshake.kind === 'echoQuery' && handshake.token ? [handshake.token.query] : [],
  );
  const at = (from: string): readonly string[] => (authToken?.from === from ? [authToken.at] : []);
  return {
    headers: new Set([
      'authorization',
      'proxy-authorization',
      'cookie',
      ...places.headers,
      ...at('Header').map((name) => name.toLowerCase()),
    ]),
    query: new Set([...places.query, ...tokenQueries, ...at('Query')]),
    rawSegments: new Set(places.segments),
    segments: new Set(at('UrlSegment').map(Number)),
  };
}

function decoy(): LiveSecrets[string][number] {
  return { id: 'none', value: randomBytes(32).toString('base64') };
}
