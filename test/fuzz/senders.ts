import type { ApiDocument } from '../kit/described.js';
import type { HookAddress } from './hook-requests.js';

export interface Fixture {
  readonly request: {
    readonly headers?: Readonly<Record<string, string>>;
    readonly json?: unknown;
    readonly body?: string;
    readonly bodyFile?: string;
  };
  readonly settings?: object;
  readonly secret?: string | object;
}

export const FIXTURE_SECRET = 'fuzz-signing-secret-0123456789';
export const SIGNATURES: Readonly<Record<string, HookAddress['signature']>> = {
  rest: { header: 'x-hookyard-signature', encoding: 'hex', secret: FIXTURE_SECRET },
  shopify: { header: 'x-shopify-hmac-sha256', encoding: 'base64', secret: FIXTURE_SECRET },
  quickbooks: { header: 'intuit-signature', encoding: 'base64', secret: FIXTURE_SECRET },
};

/** Signs nothing, and takes any format. */
export const OPEN = {
  name: 'open',
  version: '1.0.0',
  scopes: [{ name: 'thing', type: 'x:THING', action: 'UPDATED', description: 'A thing', source: 'payload' }],
  receiver: {
    methods: ['POST', 'PUT', 'GET'],
    verify: { kind: 'unsigned', reason: 'what comes is judged by its body here' },
    hasMultiple: true,
    multiple: '$exists(a) ? a : $',
    fields: [
      { value: 'Scope', from: 'Static', at: 'thing', processing: 'AsIs' },
      { value: 'ExternalId', from: 'BodyPath', at: '$exists(id) ? id : b' },
    ],
  },
};

export function lowerCase(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

export function patternOf(url: string, { paths }: ApiDocument): string {
  const [path = ''] = url.split('?');
  const found = Object.keys(paths)
    .toSorted((a, b) => (a.match(/\{/g)?.length ?? 0) - (b.match(/\{/g)?.length ?? 0))
    .find((pattern) => new RegExp(`^${pattern.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(path));
  return found ?? path;
}
