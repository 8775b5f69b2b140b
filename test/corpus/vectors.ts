import { readFileSync } from 'node:fs';

import type { LiveSecrets, SignedRequest } from '@hookyard/sdk';

import { sharedPath } from '../kit/shared-material.js';

/** One signature of the corpus, with the request it is of. */
export interface Vector {
  readonly provider: string;
  readonly scheme: string;
  readonly name: string;
  readonly secretOrPublicKey: string | null;
  readonly method: string;
  readonly url: string | null;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly bodyEncoding: 'utf8' | 'base64';
  readonly signedContent: string;
  readonly now?: number;
  readonly valid: boolean | null;
  readonly verified: boolean;
}

/** The signatures that could be recomputed, or null where the corpus is not there. */
export function corpusVectors(): readonly Vector[] | null {
  const path = sharedPath('corpus', 'vectors.json');
  if (path === null) return null;
  const vectors = JSON.parse(readFileSync(path, 'utf8')) as readonly Vector[];
  return vectors.filter(({ verified }) => verified);
}

/** The request a signature is of. */
export function requestOf(vector: Vector): SignedRequest {
  const url = vector.url ?? 'https://hooks.example.com/hooks/k';
  const headers = Object.entries(vector.headers).map(([name, value]) => [name.toLowerCase(), value] as const);
  return {
    method: vector.method,
    url,
    headers: Object.fromEntries(headers),
    query: url.split('?')[1] ?? '',
    path: '',
    body: Buffer.from(vector.body, vector.bodyEncoding),
  };
}

/** The vector's clock, or where it has none the time its body names. */
export function receiptOf(vector: Vector): number {
  const inBody = /"timestamp":\s*"(\d{10})"/.exec(vector.body)?.[1];
  return (vector.now ?? Number(inBody ?? 0)) * 1000;
}

export function secretsOf(vector: Vector): LiveSecrets {
  const value = vector.secretOrPublicKey ?? '';
  const named = value.startsWith('{') ? (JSON.parse(value) as Record<string, string>) : { webhook: value };
  return Object.fromEntries(Object.entries(named).map(([name, text]) => [name, [{ id: name, value: text }]]));
}
