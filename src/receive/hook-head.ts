import { createHmac } from 'node:crypto';

import type { Arrival } from './arrival.js';
import { unescaped } from './request-address.js';
import type { CredentialPlan } from './receiver-plan.js';

/** The part of a head that comes from the request. */
export interface RequestFacts {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** Headers about the connection, not the request; the length is that of other bytes once an encoding is undone. */
const HOP_BY_HOP = new Set([
  'connection',
  'keep-alive',
  'proxy-connection',
  'proxy-authenticate',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'content-length',
]);

const MOST_HEADERS = 100;
const MOST_HEADER_CHARACTERS = 16 * 1024;
/** Longer targets are cut in what is stored; the whole one was verified. */
const MOST_TARGET_CHARACTERS = 8 * 1024;

/**
 * Makes what is stored of a request beside its body: bounded, without what concerns the connection only, and with a
 * keyed hash in the place of each credential, so that equal ones can be told to be equal and none can be used.
 */
export class HeadMaker {
  constructor(private readonly key: Buffer) {}

  /** `without`: a header that no longer tells the truth about the stored bytes. */
  make(arrival: Arrival, credentials: CredentialPlan, without?: string): RequestFacts {
    return {
      method: arrival.method,
      path: this.pathOf(arrival.path, credentials).slice(0, MOST_TARGET_CHARACTERS),
      query: this.queryOf(arrival.query, credentials.query).slice(0, MOST_TARGET_CHARACTERS),
      headers: this.headersOf(arrival, credentials.headers, without),
    };
  }

  private headersOf(
    { headers }: Arrival,
    credentials: ReadonlySet<string>,
    without: string | undefined,
  ): Readonly<Record<string, string>> {
    const named = namedByConnection(headers['connection']);
    const kept: Record<string, string> = {};
    let count = 0;
    let room = MOST_HEADER_CHARACTERS;
    for (const name in headers) {
      if (HOP_BY_HOP.has(name) || name === without || named?.has(name)) continue;
      const value = textOf(headers[name]);
      if (value === undefined) continue;
      const stored = credentials.has(name) ? this.standIn(value) : value;
      room -= name.length + stored.length;
      count += 1;
      if (room < 0 || count > MOST_HEADERS) break;
      kept[name] = stored;
    }
    return kept;
  }

  private queryOf(query: string, names: ReadonlySet<string>): string {
    if (query === '' || names.size === 0) return query;
    return query
      .split('&')
      .map((pair) => {
        const at = pair.indexOf('=');
        const name = unescaped((at < 0 ? pair : pair.slice(0, at)).replaceAll('+', ' '));
        return at >= 0 && names.has(name) ? `${pair.slice(0, at)}=${this.standIn(pair.slice(at + 1))}` : pair;
      })
      .join('&');
  }

  private pathOf(path: string, { rawSegments, segments }: CredentialPlan): string {
    if (path === '' || (rawSegments.size === 0 && segments.size === 0)) return path;
    let counted = -1;
    const parts = path.replace(/^\//, '').split('/');
    const stored = parts.map((part, index) => {
      if (part !== '') counted += 1;
      const isSecret = rawSegments.has(index) || segments.has(counted);
      return isSecret && part !== '' ? this.standIn(part) : part;
    });
    return `/${stored.join('/')}`;
  }

  /** The keyed hash that is stored in the place of a credential. */
  standIn(value: string): string {
    return `hash:${createHmac('sha256', this.key).update(value).digest('hex').slice(0, 16)}`;
  }
}

function namedByConnection(connection: string | undefined): ReadonlySet<string> | null {
  if (connection === undefined || connection === 'keep-alive' || connection === 'close') return null;
  return new Set(connection.split(',').map((name) => name.trim().toLowerCase()));
}

/** Node keeps a few headers as lists. */
function textOf(value: unknown): string | undefined {
  if (Array.isArray(value)) return value.join(', ');
  return typeof value === 'string' ? value : undefined;
}
