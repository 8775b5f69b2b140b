import { readdirSync, readFileSync } from 'node:fs';

import type { Json } from '../vocabulary.js';
import type { UnsignedRequest } from './put.js';
import type { SigningSecret } from './sign-content.js';

/** What one element of a fixture must come to. */
export interface ExpectedRequest {
  /** The event's name as the connector reads it. */
  readonly scope: string;
  /** In its canonical form. */
  readonly externalId: string;
  /** Where one address serves many accounts. */
  readonly account?: string;
  /** Where the connector reads one. */
  readonly eventId?: string;
}

/** A request as the provider sends it, and what must come of it. */
export interface Fixture {
  /** What it is about, for the names of its tests. */
  readonly name: string;
  /** Without its signature, where `secret` signs it. */
  readonly request: UnsignedRequest;
  /** Signs the request. Absent: it carries the signature it came with, and `verifyWith` verifies it. */
  readonly secret?: SigningSecret;
  /** Secrets that verify it, by name. Default: those that signed it. Needed for public keys. */
  readonly verifyWith?: Readonly<Record<string, string>>;
  /** Time of receipt, in ms since the epoch. Default: now, when it is signed here. */
  readonly at?: number;
  /** Of the connection. Default: the presets' defaults. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** The body as the host decodes it, for formats other than JSON and forms. */
  readonly decoded?: Json;
  /** One for each element, in order. Absent: only the signature is tested. */
  readonly expect?: readonly ExpectedRequest[];
}

/**
 * The fixtures of a folder: each `*.fixture.json` is one without its name, with `bodyFile` beside it or `json` in it
 * instead of `request.body`. `readFixtures(new URL('../fixtures/', import.meta.url))`.
 */
export function readFixtures(folder: URL): readonly Fixture[] {
  const files = readdirSync(folder).filter((file) => file.endsWith('.fixture.json'));
  if (files.length === 0) throw new Error(`no *.fixture.json in ${folder.pathname}`);
  return files.sort().map((file) => {
    const stored = JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as StoredFixture;
    const { bodyFile, json, body, ...request } = stored.request;
    const text = bodyFile === undefined ? body : readFileSync(new URL(bodyFile, folder));
    return {
      ...stored,
      name: file.replace(/\.fixture\.json$/, ''),
      request: { ...request, body: text ?? JSON.stringify(json ?? null) },
    };
  });
}

interface StoredFixture extends Omit<Fixture, 'name' | 'request'> {
  readonly request: Partial<UnsignedRequest> & { readonly bodyFile?: string; readonly json?: Json };
}
