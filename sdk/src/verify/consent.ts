import type {
  AllowOriginHandshake,
  HandshakeAnswer,
  HookSecretHandshake,
  VisitHandshake,
} from './handshake.kinds.js';
import { isPinned } from './pinned-host.js';
import type { RequestView } from './request.js';
import type { LiveSecrets } from './scheme.js';

const ORIGIN = /^[A-Za-z0-9.-]{1,253}$/;
const RATE = /^\d{1,9}$/;
/** As long as what makes a key, and safe in a header. */
const SECRET = /^[\x21-\x7e]{16,256}$/;

/** Leave to send, to those who ask for it. */
export function allowOrigin(
  { origins, ratePerMinute }: AllowOriginHandshake,
  view: RequestView,
): HandshakeAnswer | null {
  if (view.request.method !== 'OPTIONS') return null;
  const origin = view.header('webhook-request-origin');
  if (origin === undefined || !ORIGIN.test(origin)) return null;
  if (origins && !origins.some((one) => one.toLowerCase() === origin.toLowerCase())) return null;
  const asked = view.header('webhook-request-rate');
  const rate = asked !== undefined && RATE.test(asked) ? allowed(Number(asked), ratePerMinute) : undefined;
  return {
    status: 200,
    headers: {
      allow: 'POST, OPTIONS',
      'webhook-allowed-origin': origin,
      ...(rate === undefined ? {} : { 'webhook-allowed-rate': rate }),
    },
  };
}

function allowed(asked: number, most: number | undefined): string {
  return most === undefined ? '*' : String(Math.min(asked, most));
}

/** A visit to the address, where its host is one of those named; any other is a hook, and looked at by people. */
export function visit({ hosts }: VisitHandshake, url: string | undefined): HandshakeAnswer | null {
  if (url === undefined || !isPinned(url, hosts)) return null;
  return { status: 200, effect: { kind: 'visit', url } };
}

interface Known {
  readonly secrets: LiveSecrets;
  readonly at: number;
}

/** The secret a sender brings, while one may come. */
export function hookSecret(
  { header, secret = 'webhook', armedBy }: HookSecretHandshake,
  view: RequestView,
  { secrets, at }: Known,
): HandshakeAnswer | null {
  const name = header.toLowerCase();
  const value = view.request.method === 'POST' ? view.header(name) : undefined;
  if (value === undefined || !SECRET.test(value)) return null;
  const isFirst = liveAt(secrets, secret, at).length === 0;
  const isArmed =
    armedBy !== undefined && liveAt(secrets, armedBy, at).some(({ notAfter }) => notAfter !== undefined);
  if (!isFirst && !isArmed) return null;
  const effect = { kind: 'keepSecret' as const, secret, value, ...(isArmed ? { armedBy } : {}) };
  return { status: 200, headers: { [name]: value }, effect };
}

function liveAt(secrets: LiveSecrets, name: string, at: number): LiveSecrets[string] {
  const all = Object.hasOwn(secrets, name) ? (secrets[name] ?? []) : [];
  return all.filter(({ notAfter }) => notAfter === undefined || at <= notAfter);
}
